use backlot_api::licences::{
    Avail, AvailRow, BalanceResponse, ConfigResponse, DisputeResponse, EntitledResponse, Licence, Medium, Period,
    ReconciliationResponse, ReportResponse, Settlement, Verification,
};
use cosmwasm_std::Deps;

use crate::execute::{check_media, check_territories};
use crate::records::{DisputeRecord, ReportRecord, SettlementRecord, Slot, Tally, VerificationRecord};
use crate::state::{self, Film, FILM, STOPPED};
use crate::territory::Territory;
use crate::{film, model, ContractError};

pub fn config(deps: Deps) -> Result<ConfigResponse, ContractError> {
    let Film { denom, collection, rights } = FILM.load(deps.storage)?;
    let Tally { licences, reports, disputes, entitlements: _ } = state::tally(deps.storage)?;
    Ok(ConfigResponse {
        denom,
        collection: collection.into(),
        rights: rights.into_iter().map(String::from).collect(),
        voices: state::voices(deps.storage)?.into_iter().map(String::from).collect(),
        licences,
        reports,
        disputes,
        paused: STOPPED.load(deps.storage)?,
    })
}

pub fn licences(deps: Deps, start_after: Option<String>, limit: Option<u32>) -> Result<Vec<Licence>, ContractError> {
    let after = number_of(deps, start_after)?;
    state::licences(deps.storage, after)
        .take(backlot_kit::limit(limit))
        .map(|row| row.map(|(_, licence)| licence.wire()))
        .collect()
}

pub fn balance(deps: Deps, id: &str, on: u32) -> Result<BalanceResponse, ContractError> {
    let (number, licence) = state::licence(deps.storage, id)?;
    let paid = state::account(deps.storage, number)?.paid;
    let due = model::due(&licence.guarantee, Some(on))?;
    let guaranteed = model::due(&licence.guarantee, None)?;
    Ok(BalanceResponse { guaranteed, due, paid, overdue: due.saturating_sub(paid) })
}

/// A row for each territory and medium. A country is held by licences of its own list and of the world's; the world by
/// any licence of the film.
pub fn avails(
    deps: Deps,
    territories: &[String],
    media: &[Medium],
    from: u32,
    until: u32,
) -> Result<Vec<AvailRow>, ContractError> {
    model::check_period(Period { from, until })?;
    let asked = check_territories(territories)?;
    check_media(media)?;
    let mut rows = Vec::with_capacity(asked.len().saturating_mul(media.len()));
    // An id is read once, however many rows its licence holds: a query has a limit of gas too.
    let mut ids: Vec<(u32, String)> = Vec::new();
    let worlds = media.iter().map(|medium| worldwide(deps, &asked, *medium)).collect::<Result<Vec<_>, _>>()?;
    for territory in asked {
        for (medium, world) in media.iter().zip(&worlds) {
            let own =
                if territory == Territory::WORLD { vec![] } else { state::slots(deps.storage, *medium, territory)? };
            let state = match model::holder(own.into_iter().chain(world.iter().copied()), from, until) {
                None => Avail::Free {},
                Some((slot, others)) => Avail::Held {
                    licence: id_of(deps, &mut ids, slot.number)?,
                    exclusive: slot.exclusive,
                    window: Period { from: slot.from, until: slot.until },
                    others,
                },
            };
            rows.push(AvailRow { territory: territory.name(), medium: *medium, state });
        }
    }
    Ok(rows)
}

/// What is in the way everywhere: licences of the world, or all of them where the world is asked for.
fn worldwide(deps: Deps, asked: &[Territory], medium: Medium) -> Result<Vec<Slot>, ContractError> {
    if asked.first() != Some(&Territory::WORLD) {
        return state::slots(deps.storage, medium, Territory::WORLD);
    }
    let mut all = Vec::new();
    for row in state::licences(deps.storage, 0) {
        let (number, licence) = row?;
        if model::has(licence.media, medium) {
            all.push(licence.slot(number));
        }
    }
    Ok(all)
}

fn id_of(deps: Deps, known: &mut Vec<(u32, String)>, number: u32) -> Result<String, ContractError> {
    if let Some((_, id)) = known.iter().find(|(of, _)| *of == number) {
        return Ok(id.clone());
    }
    let id = state::licence_of(deps.storage, number)?.id;
    known.push((number, id.clone()));
    Ok(id)
}

pub fn report(deps: Deps, number: u64) -> Result<ReportResponse, ContractError> {
    let record = state::report(deps.storage, number)?;
    let licence = state::licence_of(deps.storage, record.licence)?.id;
    report_wire(deps, number, record, licence)
}

pub fn reports(
    deps: Deps,
    id: &str,
    start_after: Option<u64>,
    limit: Option<u32>,
) -> Result<Vec<ReportResponse>, ContractError> {
    let (number, licence) = state::licence(deps.storage, id)?;
    state::reports_of(deps.storage, number, start_after.unwrap_or_default())
        .take(backlot_kit::limit(limit))
        .map(|report| report_wire(deps, report, state::report(deps.storage, report)?, licence.id.clone()))
        .collect()
}

fn report_wire(
    deps: Deps,
    report: u64,
    record: ReportRecord,
    licence: String,
) -> Result<ReportResponse, ContractError> {
    let ReportRecord {
        licence: _,
        period,
        gross,
        deductions,
        statement,
        reference,
        time,
        corrects,
        corrected_by,
        original: _,
    } = record;
    let verification = |record| {
        let VerificationRecord { hash, verifier, time } = record;
        Verification { report_sha256: model::hex(&hash), verifier, time }
    };
    Ok(ReportResponse {
        report,
        licence,
        period,
        gross,
        deductions,
        net: model::sub(gross, deductions)?,
        statement_sha256: model::hex(&statement),
        reference,
        time,
        corrects,
        corrected_by,
        verifications: state::verifications(deps.storage, report)?.into_iter().map(verification).collect(),
    })
}

pub fn disputes(
    deps: Deps,
    report: Option<u64>,
    start_after: Option<u64>,
    limit: Option<u32>,
) -> Result<Vec<DisputeResponse>, ContractError> {
    let (after, limit) = (start_after.unwrap_or_default(), backlot_kit::limit(limit));
    let numbers: Vec<u64> = match report {
        Some(report) => {
            state::report(deps.storage, report)?;
            state::disputes_of(deps.storage, report, after).take(limit).collect()
        }
        None => (after.saturating_add(1)..=state::tally(deps.storage)?.disputes).take(limit).collect(),
    };
    numbers.into_iter().map(|number| Ok(dispute_wire(number, state::dispute(deps.storage, number)?))).collect()
}

fn dispute_wire(dispute: u64, record: DisputeRecord) -> DisputeResponse {
    let DisputeRecord { report, party, reference, time, settled } = record;
    let settled = settled.map(|end| {
        let SettlementRecord { settler, by_report, reference, time } = end;
        Settlement { settler: settler.into(), by_report, reference, time }
    });
    DisputeResponse { dispute, report, party: party.into(), reference, time, settled }
}

pub fn reconciliation(deps: Deps, id: &str) -> Result<ReconciliationResponse, ContractError> {
    let (number, licence) = state::licence(deps.storage, id)?;
    reconcile(deps, number, licence.id)
}

pub fn reconciliations(
    deps: Deps,
    start_after: Option<String>,
    limit: Option<u32>,
) -> Result<Vec<ReconciliationResponse>, ContractError> {
    let after = number_of(deps, start_after)?;
    state::licences(deps.storage, after)
        .take(backlot_kit::limit(limit))
        .map(|row| row.and_then(|(number, licence)| reconcile(deps, number, licence.id)))
        .collect()
}

fn reconcile(deps: Deps, number: u32, licence: String) -> Result<ReconciliationResponse, ContractError> {
    let account = state::account(deps.storage, number)?;
    let crate::records::Account { paid, payments, reported, reports, disputes } = account;
    Ok(ReconciliationResponse {
        licence,
        reports,
        reported,
        payments,
        paid,
        unpaid: reported.saturating_sub(paid),
        unreported: paid.saturating_sub(reported),
        open_disputes: disputes,
    })
}

pub fn entitled(deps: Deps, id: &str, address: &str) -> Result<EntitledResponse, ContractError> {
    let address = backlot_kit::address(deps.api, address)?;
    let refuse = || ContractError::Entitlement { entitlement: id.chars().take(64).collect() };
    let entitlement = state::entitlement(deps.storage, id)?.ok_or_else(refuse)?;
    let film = FILM.load(deps.storage)?;
    let units = film::units_at(deps.querier, film.rights(entitlement.series)?, entitlement.record, &address)?;
    let needed = entitlement.units;
    Ok(EntitledResponse { entitled: units >= needed, units, needed })
}

/// The number after which a list goes on.
fn number_of(deps: Deps, id: Option<String>) -> Result<u32, ContractError> {
    match id {
        Some(id) => Ok(state::licence(deps.storage, &id)?.0),
        None => Ok(0),
    }
}
