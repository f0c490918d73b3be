use backlot_api::collection::{Booked, CollectionApproved};
use cosmwasm_std::{Addr, DepsMut, Env, Response, Uint128};

use crate::{
    account::{day, Account},
    ContractError,
};

/// Approves expenses as they were spent. They are recovered from what the source brings from now on.
pub(crate) fn approve(
    deps: DepsMut,
    env: &Env,
    owner: &Addr,
    (source, party, amount): (String, String, Uint128),
    reference: Option<String>,
) -> Result<Response, ContractError> {
    if let Some(reference) = &reference {
        backlot_kit::text("reference", reference)?;
    }
    let mut account = Account::load(deps.storage)?;
    let (at, whose, today) = (account.source(&source)?, account.party(&party)?, day(&env.block));
    account.act(deps.storage, |books, schedule| books.approve(schedule, at, whose, amount.u128(), today))?;
    let booked = Booked::Approved { source: source.clone(), party: party.clone(), amount };
    let number = account.enter(deps.storage, deps.api, &env.block, (owner, booked, reference))?;
    account.save(deps.storage);
    Ok(Response::new().add_event(CollectionApproved { number, source, party, amount: amount.u128() }))
}
