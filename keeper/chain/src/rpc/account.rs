use cosmrs::proto::cosmos::{
    auth::v1beta1::{BaseAccount, ModuleAccount, QueryAccountRequest, QueryAccountResponse},
    vesting::v1beta1::{BaseVestingAccount, ContinuousVestingAccount, DelayedVestingAccount, PeriodicVestingAccount},
};
use prost::Message;

use super::{wire::malformed, RpcChain};
use crate::{Account, ChainError};

/// SDK code of an account that was never used.
const NOT_FOUND: u32 = 22;

pub(super) async fn query(chain: &RpcChain, address: &str) -> Result<Account, ChainError> {
    let ask = QueryAccountRequest { address: address.to_owned() };
    let answer = chain.abci_query::<QueryAccountResponse>("/cosmos.auth.v1beta1.Query/Account", &ask).await;
    let account = match answer {
        Ok(answer) => answer.account,
        Err(ChainError::Refused { codespace, code: NOT_FOUND, .. }) if codespace == "sdk" => None,
        Err(error) => return Err(error),
    };
    let Some(account) = account else { return Ok(Account::default()) };
    let base = base(&account.type_url, &account.value).map_err(malformed)?;
    let base = base.ok_or_else(|| malformed(format!("an account of type {}", account.type_url)))?;
    Ok(Account { number: base.account_number, sequence: base.sequence })
}

/// Every account that can sign wraps a base account, some at two removes.
fn base(type_url: &str, value: &[u8]) -> Result<Option<BaseAccount>, prost::DecodeError> {
    let vesting = |account: Option<BaseVestingAccount>| account.and_then(|account| account.base_account);
    Ok(match type_url.rsplit('.').next().unwrap_or_default() {
        "BaseAccount" => Some(BaseAccount::decode(value)?),
        "ModuleAccount" => ModuleAccount::decode(value)?.base_account,
        "ContinuousVestingAccount" => vesting(ContinuousVestingAccount::decode(value)?.base_vesting_account),
        "DelayedVestingAccount" => vesting(DelayedVestingAccount::decode(value)?.base_vesting_account),
        "PeriodicVestingAccount" => vesting(PeriodicVestingAccount::decode(value)?.base_vesting_account),
        _ => None,
    })
}
