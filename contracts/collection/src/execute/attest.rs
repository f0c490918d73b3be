use backlot_api::collection::{Booked, CollectionAttested};
use cosmwasm_std::{Addr, DepsMut, Env, Response, Uint128};

use crate::{
    account::{day, Account},
    ContractError,
};

/// Attests a figure. It moves no money by itself: conditions and brackets look at it with the next receipt.
pub(crate) fn attest(
    deps: DepsMut,
    env: &Env,
    owner: &Addr,
    (figure, value): (String, Uint128),
    reference: Option<String>,
) -> Result<Response, ContractError> {
    if let Some(reference) = &reference {
        backlot_kit::text("reference", reference)?;
    }
    let mut account = Account::load(deps.storage)?;
    let (at, today) = (account.figure(&figure)?, day(&env.block));
    account.act(deps.storage, |books, schedule| books.attest(schedule, at, value.u128(), today))?;
    let booked = Booked::Attested { figure: figure.clone(), value };
    let number = account.enter(deps.storage, deps.api, &env.block, (owner, booked, reference))?;
    account.save(deps.storage);
    Ok(Response::new().add_event(CollectionAttested { number, figure, value: value.u128() }))
}
