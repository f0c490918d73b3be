use backlot_api::rights::{bound, RightsRecordDateSet};
use backlot_kit::KitError;
use cosmwasm_std::{DepsMut, Env, Response, Timestamp};

use crate::{
    state::{Dates, Policy, RecordDate, POLICY, RECORD_DATES},
    ContractError,
};

use super::word;

/// Sets the next record date. It keeps nothing yet: whoever moves units after it does.
pub fn set_record_date(
    deps: DepsMut,
    env: Env,
    mut policy: Policy,
    at: Timestamp,
    note: Option<String>,
) -> Result<Response, ContractError> {
    let what = "record date";
    if let Some(note) = &note {
        backlot_kit::text("note", note)?;
        if note.trim().is_empty() {
            return Err(KitError::Empty { what: "note" }.into());
        }
    }
    let now = env.block.time;
    if at <= now {
        return Err(ContractError::Expiry { what, reason: "has passed" });
    }
    let Dates { pending, .. } = &mut policy.dates;
    if pending.last().is_some_and(|last| at <= *last) {
        return Err(ContractError::Expiry { what, reason: "is not later than the one before" });
    }
    pending.push(at);
    let passed = policy.dates.latest(now);
    policy.dates.pending.retain(|at| *at > now);
    policy.dates.passed = passed;
    let record = usize::from(passed).saturating_add(policy.dates.pending.len());
    let (len, max) = (record, bound::RECORD_DATES);
    let record = u32::try_from(record).ok().filter(|_| len <= max);
    let record = record.ok_or(KitError::TooLong { what: "record dates", len, max })?;
    POLICY.save(deps.storage, &policy);
    RECORD_DATES.save(deps.storage, record, &RecordDate { at, note: note.clone() });
    Ok(Response::new().add_event(RightsRecordDateSet { record: record.into(), at: at.seconds(), note: word(note) }))
}
