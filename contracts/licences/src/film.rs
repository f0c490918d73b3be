//! Speaks with the film's other contracts.

use backlot_api::agreements;
use backlot_api::collection::{ConfigResponse, QueryMsg as AccountQuery};
use backlot_api::rights::{QueryMsg, UnitsAtResponse};
use cosmwasm_schema::cw_serde;
use cosmwasm_std::{coins, to_json_binary, Addr, Deps, QuerierWrapper, Uint128, WasmMsg};

use crate::{state::FILM, ContractError};

/// The message of [`collection::ExecuteMsg`](backlot_api::collection::ExecuteMsg) that a payment becomes, same JSON: the
/// others are not linked, they would be a tenth of the wasm.
#[cw_serde]
enum CollectionMsg {
    /// A receipt.
    Receive {
        /// A declared source.
        source: String,
        /// The payer's reference.
        reference: Option<String>,
    },
}

/// The coin, on its way to the collection account.
pub fn receive(
    collection: Addr,
    source: String,
    reference: Option<String>,
    amount: u128,
    denom: String,
) -> Result<WasmMsg, ContractError> {
    Ok(WasmMsg::Execute {
        contract_addr: collection.into(),
        msg: to_json_binary(&CollectionMsg::Receive { source, reference })?,
        funds: coins(amount, denom),
    })
}

/// What an address held on a record date of a series.
pub fn units_at(querier: QuerierWrapper, rights: &Addr, record: u64, address: &Addr) -> Result<Uint128, ContractError> {
    let ask = QueryMsg::UnitsAt { record, address: address.to_string() };
    let answer: UnitsAtResponse = querier.query_wasm_smart(rights, &ask)?;
    Ok(answer.units)
}

/// Whether an address speaks for a party, by the agreement in force.
pub fn speaks(deps: Deps, party: String, address: &Addr) -> Result<bool, ContractError> {
    let account = FILM.load(deps.storage)?.collection;
    let ConfigResponse { agreements, .. } = deps.querier.query_wasm_smart(account, &AccountQuery::Config {})?;
    let ask = agreements::QueryMsg::Voice { party };
    // For a party that there is not, nobody speaks.
    let voice: Option<String> = deps.querier.query_wasm_smart(agreements, &ask).unwrap_or_default();
    Ok(voice.as_deref() == Some(address.as_str()))
}

#[cfg(test)]
mod tests {
    use backlot_api::collection::ExecuteMsg;
    use cosmwasm_std::to_json_vec;

    use super::*;

    #[test]
    fn a_payment_is_a_receipt_of_the_collection_account() {
        for reference in [None, Some("MG 1".to_owned())] {
            let ours = CollectionMsg::Receive { source: "tv".into(), reference: reference.clone() };
            let theirs = ExecuteMsg::Receive { source: "tv".into(), reference };
            assert_eq!(to_json_vec(&ours).unwrap(), to_json_vec(&theirs).unwrap());
        }
    }
}
