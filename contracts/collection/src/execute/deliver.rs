use backlot_api::collection::CollectionDelivered;
use backlot_api::{interchange, limits, returns};
use cosmwasm_std::{coins, to_json_binary, DepsMut, Response, WasmMsg};

use crate::{
    model::Payout,
    state::{self, CONFIG},
    ContractError,
};

/// Pays out what parties are credited: wallets in one set through the interchange, which parks what a wallet cannot
/// take, series into `returns`. An empty list means everyone.
pub(crate) fn deliver(deps: DepsMut, parties: &[String]) -> Result<Response, ContractError> {
    backlot_kit::capped("parties", parties, limits::PARTIES)?;
    backlot_kit::unique("parties", parties.iter().map(String::as_str))?;
    let config = CONFIG.load(deps.storage)?;
    let agreement = state::agreement(deps.storage)?;
    let chosen: Vec<usize> = match parties {
        [] => (0..agreement.parties.len()).collect(),
        named => named.iter().map(|id| agreement.party(id)).collect::<Result<_, _>>()?,
    };
    let booked = state::booked(deps.storage)?;
    let mut paid = state::paid(deps.storage)?;
    let due = paid.settle(&booked, &chosen)?;
    state::save_paid(deps.storage, &paid);
    let payout = Payout::new(&due, &state::payees(deps.storage, deps.api)?)?;

    let mut response = Response::new();
    for (party, amount) in due {
        let party = agreement.parties.get(party).cloned().ok_or(ContractError::Books)?;
        response = response.add_event(CollectionDelivered { party, amount });
    }
    if !payout.wallets.is_empty() {
        let funds = coins(payout.to_wallets()?, &config.denom);
        let payments = payout.wallets.into_iter().map(|(wallet, amount)| (wallet.into(), amount.into())).collect();
        let set = format!("collection/{}", paid.deliveries);
        response = response.add_message(WasmMsg::Execute {
            contract_addr: config.interchange.into(),
            msg: to_json_binary(&interchange::ExecuteMsg::Distribute { set, payments })?,
            funds,
        });
    }
    for (series, amount) in payout.series {
        response = response.add_message(WasmMsg::Execute {
            contract_addr: config.returns.to_string(),
            msg: to_json_binary(&returns::ExecuteMsg::Fund { series })?,
            funds: coins(amount, &config.denom),
        });
    }
    Ok(response)
}
