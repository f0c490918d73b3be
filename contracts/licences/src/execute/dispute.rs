use backlot_api::licences::{LicencesDisputed, LicencesSettled};
use backlot_kit::KitError;
use cosmwasm_std::{Addr, DepsMut, Env, Response, Storage};

use super::report::in_force;
use crate::records::{DisputeRecord, SettlementRecord};
use crate::{film, state, ContractError};

/// Opens a dispute of a report in force: who doubts one that was corrected means the correction.
pub fn dispute(
    deps: DepsMut,
    env: &Env,
    sender: Addr,
    report: u64,
    reference: String,
    party: Option<String>,
) -> Result<Response, ContractError> {
    let (may, role) = match party {
        Some(party) => (film::speaks(deps.as_ref(), party, &sender)?, "voice of the party"),
        None => {
            (state::voices(deps.storage)?.contains(&sender) || is_owner(deps.storage, &sender)?, "owner or a voice")
        }
    };
    if !may {
        return Err(KitError::Unauthorized { sender: sender.into(), role }.into());
    }
    check_reference(&reference)?;
    let licence = in_force(&deps, report)?.licence;
    let mut tally = state::tally(deps.storage)?;
    tally.disputes = state::next(tally.disputes)?;
    let mut account = state::account(deps.storage, licence)?;
    account.disputes = state::next(account.disputes)?;
    let event = LicencesDisputed { dispute: tally.disputes, report, party: sender.to_string() };
    let record = DisputeRecord { report, party: sender, reference, time: env.block.time, settled: None };
    state::add_dispute(deps.storage, tally.disputes, &record);
    state::save_account(deps.storage, licence, &account);
    state::save_tally(deps.storage, &tally);
    Ok(Response::new().add_event(event))
}

/// Settles a dispute. The licensee can do no more than correct; to set a dispute aside is the owner's.
pub fn settle(
    deps: DepsMut,
    env: &Env,
    sender: Addr,
    dispute: u64,
    by_report: Option<u64>,
    reference: String,
) -> Result<Response, ContractError> {
    let mut record = state::dispute(deps.storage, dispute)?;
    let disputed = state::report(deps.storage, record.report)?;
    if !is_owner(deps.storage, &sender)? {
        let licensee = state::licence_of(deps.storage, disputed.licence)?.licensee;
        if sender != licensee {
            return Err(KitError::Unauthorized { sender: sender.into(), role: "owner or the licensee" }.into());
        }
        if by_report.is_none() {
            return Err(KitError::Unauthorized { sender: sender.into(), role: "owner" }.into());
        }
    }
    if record.settled.is_some() {
        return Err(ContractError::Dispute { dispute, what: "is settled" });
    }
    check_reference(&reference)?;
    if let Some(number) = by_report {
        // Corrections of one another have the same original, and a later one has a higher number.
        let by = state::report(deps.storage, number)?;
        if number <= record.report || by.original != disputed.original {
            return Err(ContractError::Mismatch { report: number, what: "does not correct the disputed report" });
        }
    }
    let mut account = state::account(deps.storage, disputed.licence)?;
    account.disputes = account.disputes.saturating_sub(1);
    let event = LicencesSettled { dispute, by_report: by_report.unwrap_or_default(), settler: sender.to_string() };
    record.settled = Some(SettlementRecord { settler: sender, by_report, reference, time: env.block.time });
    state::save_dispute(deps.storage, dispute, &record);
    state::save_account(deps.storage, disputed.licence, &account);
    Ok(Response::new().add_event(event))
}

fn check_reference(reference: &str) -> Result<(), ContractError> {
    if reference.is_empty() {
        return Err(KitError::Empty { what: "reference" }.into());
    }
    Ok(backlot_kit::text("reference", reference)?)
}

fn is_owner(storage: &dyn Storage, sender: &Addr) -> Result<bool, ContractError> {
    match backlot_kit::assert_owner(storage, sender) {
        Ok(()) => Ok(true),
        Err(KitError::Unauthorized { .. }) => Ok(false),
        Err(error) => Err(error.into()),
    }
}
