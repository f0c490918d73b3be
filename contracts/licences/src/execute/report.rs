use backlot_api::licences::{LicencesReported, LicencesVerified, Period};
use backlot_api::limits;
use backlot_kit::KitError;
use cosmwasm_std::{Addr, DepsMut, Env, Response, Uint128};

use crate::records::{ReportRecord, VerificationRecord};
use crate::{model, state, ContractError};

/// What a licensee declares.
pub struct Statement {
    /// Days.
    pub period: Period,
    /// Gross.
    pub gross: Uint128,
    /// Deductions.
    pub deductions: Uint128,
    /// Net.
    pub net: Uint128,
    /// Hash of the statement on paper.
    pub sha256: String,
    /// Reference.
    pub reference: Option<String>,
    /// The report it replaces.
    pub corrects: Option<u64>,
}

/// Writes a report. One that corrects another takes its place in the sums; the other stays as it is and is marked.
pub fn report(
    deps: DepsMut,
    env: &Env,
    sender: &Addr,
    id: &str,
    statement: Statement,
) -> Result<Response, ContractError> {
    let (licence, record) = state::licence(deps.storage, id)?;
    if *sender != record.licensee {
        return Err(KitError::Unauthorized { sender: sender.to_string(), role: "licensee" }.into());
    }
    let Statement { period, gross, deductions, net, sha256, reference, corrects } = statement;
    model::check_period(period)?;
    model::check_net(gross, deductions, net)?;
    backlot_kit::text("reference", reference.as_deref().unwrap_or_default())?;
    let hash = model::hash("statement_sha256", &sha256)?;
    let mut tally = state::tally(deps.storage)?;
    tally.reports = state::next(tally.reports)?;
    let mut account = state::account(deps.storage, licence)?;
    let mut original = tally.reports;
    if let Some(number) = corrects {
        let mut replaced = in_force(&deps, number)?;
        if replaced.licence != licence {
            return Err(ContractError::Mismatch { report: number, what: "is of another licence" });
        }
        original = replaced.original;
        account.reported = model::sub(account.reported, model::sub(replaced.gross, replaced.deductions)?)?;
        replaced.corrected_by = Some(tally.reports);
        state::save_report(deps.storage, number, &replaced);
    } else {
        account.reports = state::next(account.reports)?;
    }
    account.reported = model::add(account.reported, net)?;
    let new = ReportRecord {
        licence,
        period,
        gross,
        deductions,
        statement: hash,
        reference,
        time: env.block.time,
        corrects,
        corrected_by: None,
        original,
    };
    state::add_report(deps.storage, tally.reports, &new);
    state::save_account(deps.storage, licence, &account);
    state::save_tally(deps.storage, &tally);
    let event = LicencesReported {
        report: tally.reports,
        licence: record.id,
        from: period.from,
        until: period.until,
        net: net.u128(),
        statement_sha256: sha256,
        corrects: corrects.unwrap_or_default(),
    };
    Ok(Response::new().add_event(event))
}

/// Adds a verification. A report that was corrected can be verified too: that may be why it was.
pub fn verify(
    deps: DepsMut,
    env: &Env,
    report: u64,
    sha256: String,
    verifier: String,
) -> Result<Response, ContractError> {
    state::report(deps.storage, report)?;
    let hash = model::hash("report_sha256", &sha256)?;
    backlot_kit::text("verifier", &verifier)?;
    if verifier.is_empty() {
        return Err(KitError::Empty { what: "verifier" }.into());
    }
    let mut all = state::verifications(deps.storage, report)?;
    if all.iter().any(|verification| verification.hash == hash) {
        return Err(KitError::Duplicate { what: "verifications", value: sha256 }.into());
    }
    if all.len() >= limits::VERIFICATIONS {
        return Err(ContractError::Full { what: format!("report {report}"), max: limits::VERIFICATIONS as u64 });
    }
    all.push(VerificationRecord { hash, verifier: verifier.clone(), time: env.block.time });
    state::save_verifications(deps.storage, report, &all);
    Ok(Response::new().add_event(LicencesVerified { report, report_sha256: sha256, verifier }))
}

/// The report, unless another one has replaced it.
pub fn in_force(deps: &DepsMut, number: u64) -> Result<ReportRecord, ContractError> {
    let report = state::report(deps.storage, number)?;
    match report.corrected_by {
        Some(by) => Err(ContractError::Corrected { report: number, by }),
        None => Ok(report),
    }
}
