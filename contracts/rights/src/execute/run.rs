use backlot_api::rights::{bound, RightsRunFrozen, RightsRunThawed, RunFreeze};
use backlot_kit::KitError;
use cosmwasm_std::{DepsMut, Env, Response, Timestamp};

use crate::{
    ledger::load_head,
    state::{load_run, save_run},
    ContractError,
};

/// Freezes the first `holders` places with one write. The attack: freezing as censorship; so it is only for the
/// distributor, one run at a time, and never for longer than seven days (acceptance T18).
pub fn freeze_for_run(
    deps: DepsMut,
    env: Env,
    run: u64,
    holders: u32,
    expires: Timestamp,
) -> Result<Response, ContractError> {
    let now = env.block.time;
    if let Some(freeze) = load_run(deps.storage)?.filter(|freeze| now < freeze.expires) {
        return Err(ContractError::RunUnderWay { run: freeze.run, expires: freeze.expires });
    }
    let what = "expiry of the freeze";
    if expires <= now {
        return Err(ContractError::Expiry { what, reason: "has passed" });
    }
    if expires.nanos().saturating_sub(now.nanos()) > Timestamp::from_seconds(bound::FREEZE).nanos() {
        return Err(ContractError::Expiry { what, reason: "is more than seven days off" });
    }
    if holders == 0 {
        return Err(KitError::Zero { what: "number of holders to freeze" }.into());
    }
    let slots = load_head(deps.storage)?.slots;
    if holders > slots {
        return Err(ContractError::RunHolders { run, holders, slots });
    }
    save_run(deps.storage, Some(&RunFreeze { run, cursor: 0, holders, expires }));
    Ok(Response::new().add_event(RightsRunFrozen { run, holders, expires: expires.seconds() }))
}

/// Thaws the places before `cursor` with one write; past the last one the freeze is over. Also on an expired freeze:
/// nobody is frozen by it any more, and the record goes.
pub fn thaw_run(deps: DepsMut, run: u64, cursor: u32) -> Result<Response, ContractError> {
    let Some(mut freeze) = load_run(deps.storage)?.filter(|freeze| freeze.run == run) else {
        return Err(ContractError::NoSuchRun { run });
    };
    if cursor <= freeze.cursor {
        return Err(ContractError::RunCursor { run, cursor: freeze.cursor, asked: cursor });
    }
    freeze.cursor = cursor;
    save_run(deps.storage, Some(&freeze).filter(|freeze| freeze.cursor < freeze.holders));
    Ok(Response::new().add_event(RightsRunThawed { run, cursor }))
}
