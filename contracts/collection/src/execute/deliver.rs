use backlot_api::collection::{self, CollectionDelivered};
use backlot_api::{interchange, limits, returns};
use cosmwasm_std::{coins, to_json_binary, Addr, Binary, DepsMut, Env, Response, WasmMsg};

use crate::{
    account::{day, Account},
    model::{Party, Payout},
    state::{self, CONFIG},
    ContractError,
};

/// Pays out what parties are credited: wallets in one set through the interchange, which parks what a wallet cannot
/// take, series into `returns`, other films into their accounts. An empty list means everyone who is not held back.
pub(crate) fn deliver(deps: DepsMut, env: &Env, named: &[String]) -> Result<Response, ContractError> {
    backlot_kit::capped("parties", named, limits::PARTIES)?;
    backlot_kit::unique("parties", named.iter().map(String::as_str))?;
    let config = CONFIG.load(deps.storage)?;
    let account = Account::load(deps.storage)?;
    let parties = state::parties(deps.storage, deps.api)?;
    let chosen = choose(&account, &parties, named, day(&env.block))?;
    let mut paid = state::paid(deps.storage)?;
    let due = paid.settle(&account.head.credited, &chosen)?;
    state::save_paid(deps.storage, &paid);
    let payout = Payout::new(&due, &parties)?;

    let mut response = Response::new();
    for (party, amount) in due {
        let party = account.party_id(party)?.clone();
        response = response.add_event(CollectionDelivered { party, amount });
    }
    let set = format!("collection/{}", paid.deliveries);
    let pay = |to: &Addr, msg: Binary, amount: u128| WasmMsg::Execute {
        contract_addr: to.to_string(),
        msg,
        funds: coins(amount, &config.denom),
    };
    if !payout.wallets.is_empty() {
        let sum = payout.to_wallets()?;
        let payments = payout.wallets.into_iter().map(|(wallet, amount)| (wallet.into(), amount.into())).collect();
        let msg = interchange::ExecuteMsg::Distribute { set: set.clone(), payments };
        response = response.add_message(pay(&config.interchange, to_json_binary(&msg)?, sum));
    }
    for (series, amount) in payout.series {
        let msg = returns::ExecuteMsg::Fund { series };
        response = response.add_message(pay(&config.returns, to_json_binary(&msg)?, amount));
    }
    for ((film, source), amount) in payout.films {
        let msg = collection::ExecuteMsg::Receive { source, reference: Some(set.clone()) };
        response = response.add_message(pay(&film, to_json_binary(&msg)?, amount));
    }
    Ok(response)
}

fn choose(account: &Account, parties: &[Party], named: &[String], today: u32) -> Result<Vec<usize>, ContractError> {
    if named.is_empty() {
        let all = parties.iter().enumerate().filter(|(_, party)| !party.is_held(today));
        return Ok(all.map(|(at, _)| at).collect());
    }
    let mut chosen = Vec::with_capacity(named.len());
    for id in named {
        let at = account.party(id)?;
        let party = parties.get(at).ok_or(ContractError::Books)?;
        if let Some(until) = party.held_until.filter(|_| party.is_held(today)) {
            return Err(ContractError::Held { party: id.clone(), until });
        }
        chosen.push(at);
    }
    Ok(chosen)
}
