use async_trait::async_trait;
use cosmrs::proto::{
    cosmos::base::{
        node::v1beta1::{ConfigRequest, ConfigResponse},
        query::v1beta1::PageRequest,
    },
    cosmwasm::wasm::v1::{
        AccessConfig, AccessType, CodeInfoResponse, QueryCodesRequest, QueryCodesResponse, QueryContractInfoRequest,
        QueryContractInfoResponse, QueryParamsRequest, QueryParamsResponse,
    },
};

use super::{wire::malformed, RpcChain};
use crate::{
    code::{Access, CodeInfo, CodeStore, ContractInfo, Permissions},
    ChainError,
};

#[async_trait]
impl CodeStore for RpcChain {
    /// The key of a page is the store's own key, which for codes is their number: so pages begin where we like, and a
    /// single code comes without its bytes, which `Query/Code` would send along.
    async fn codes(&self, from: u64, limit: u32) -> Result<Vec<CodeInfo>, ChainError> {
        let page = PageRequest { key: from.to_be_bytes().to_vec(), limit: limit.into(), ..PageRequest::default() };
        let ask = QueryCodesRequest { pagination: Some(page) };
        let answer: QueryCodesResponse = self.abci_query("/cosmwasm.wasm.v1.Query/Codes", &ask).await?;
        answer.code_infos.into_iter().map(code).collect()
    }

    async fn contract(&self, address: &str) -> Result<Option<ContractInfo>, ChainError> {
        let ask = QueryContractInfoRequest { address: address.to_owned() };
        let answer: QueryContractInfoResponse =
            match self.abci_query("/cosmwasm.wasm.v1.Query/ContractInfo", &ask).await {
                Err(ChainError::Refused { log, .. }) if log.contains("no such contract") => return Ok(None),
                answer => answer?,
            };
        let info = answer.contract_info.ok_or_else(|| malformed("a contract without its info"))?;
        let admin = (!info.admin.is_empty()).then_some(info.admin);
        Ok(Some(ContractInfo { code_id: info.code_id, creator: info.creator, admin, label: info.label }))
    }

    async fn permissions(&self) -> Result<Permissions, ChainError> {
        let answer: QueryParamsResponse =
            self.abci_query("/cosmwasm.wasm.v1.Query/Params", &QueryParamsRequest {}).await?;
        let params = answer.params.ok_or_else(|| malformed("a wasm module without parameters"))?;
        let default = AccessConfig { permission: params.instantiate_default_permission, addresses: Vec::new() };
        Ok(Permissions { upload: access(params.code_upload_access)?, instantiate: access(Some(default))? })
    }

    async fn least_gas_price(&self) -> Result<Option<String>, ChainError> {
        match self.abci_query::<ConfigResponse>("/cosmos.base.node.v1beta1.Service/Config", &ConfigRequest {}).await {
            Ok(answer) => Ok((!answer.minimum_gas_price.is_empty()).then_some(answer.minimum_gas_price)),
            // Not every node has this service.
            Err(ChainError::Refused { .. }) => Ok(None),
            Err(error) => Err(error),
        }
    }
}

fn code(wire: CodeInfoResponse) -> Result<CodeInfo, ChainError> {
    let CodeInfoResponse { code_id, creator, data_hash, instantiate_permission } = wire;
    let instantiate = access(instantiate_permission)?;
    Ok(CodeInfo { id: code_id, creator, checksum: hex::encode(data_hash), instantiate })
}

fn access(wire: Option<AccessConfig>) -> Result<Access, ChainError> {
    let AccessConfig { permission, addresses } = wire.unwrap_or_default();
    match AccessType::try_from(permission) {
        Ok(AccessType::Nobody) => Ok(Access::Nobody),
        Ok(AccessType::Everybody) => Ok(Access::Everybody),
        Ok(AccessType::AnyOfAddresses) => Ok(Access::AnyOf(addresses)),
        _ => Err(malformed(format!("a permission of kind {permission}"))),
    }
}
