//! Reads.

use backlot_api::collection::{
    ConfigResponse, Credit, PartyResponse, Receipt, SourceResponse, Suspense, TierResponse, TotalsResponse,
};
use cosmwasm_std::{Addr, Deps, Order, Uint128};
use cw_storage_plus::Bound;

use crate::{
    agreement::Agreement,
    model::{less, plus},
    state::{self, Config, Entry, CONFIG, SUSPENDED, SUSPENSE},
    ContractError,
};

type Answer<T> = Result<T, ContractError>;

pub(crate) fn config(deps: Deps) -> Answer<ConfigResponse> {
    let Config { denom, returns, interchange, paused } = CONFIG.load(deps.storage)?;
    Ok(ConfigResponse { denom, returns: returns.into(), interchange: interchange.into(), paused })
}

pub(crate) fn totals(deps: Deps) -> Answer<TotalsResponse> {
    let denom = CONFIG.load(deps.storage)?.denom;
    let booked = state::booked(deps.storage)?;
    Ok(TotalsResponse {
        received: booked.received()?.into(),
        credited: booked.total_credited()?.into(),
        delivered: state::paid(deps.storage)?.total()?.into(),
        held: booked.held()?.into(),
        suspense: SUSPENDED.may_load(deps.storage, &denom)?.unwrap_or_default(),
        receipts: booked.receipts,
    })
}

/// `entitled` comes from the schedule and the gross of each source alone, `credited` from the books.
pub(crate) fn parties(deps: Deps, start_after: Option<String>, limit: Option<u32>) -> Answer<Vec<PartyResponse>> {
    let agreement = state::agreement(deps.storage)?;
    let first = after(start_after, |id| agreement.party(id))?;
    let booked = state::booked(deps.storage)?;
    let entitled = agreement.schedule.entitled(&booked.progress)?;
    let paid = state::paid(deps.storage)?;
    let payees = state::payees(deps.storage, deps.api)?;
    let rows = agreement.parties.into_iter().zip(payees).zip(entitled).zip(booked.credited).zip(paid.delivered);
    let row = |((((id, payee), entitled), credited), delivered): ((((_, crate::model::Payee), u128), u128), u128)| {
        let [entitled, credited, delivered] = [entitled, credited, delivered].map(Uint128::new);
        PartyResponse { id, payee: payee.into(), entitled, credited, delivered }
    };
    Ok(rows.skip(first).take(backlot_kit::limit(limit)).map(row).collect())
}

pub(crate) fn sources(deps: Deps, start_after: Option<String>, limit: Option<u32>) -> Answer<Vec<SourceResponse>> {
    let agreement = state::agreement(deps.storage)?;
    let first = after(start_after, |id| agreement.source(id))?;
    let statement = agreement.schedule.statement(&state::booked(deps.storage)?.progress)?;
    let rows = agreement.sources.into_iter().zip(statement.sources).map(|(id, source)| SourceResponse {
        id,
        received: source.gross.into(),
        deducted: source.deducted.into(),
    });
    Ok(rows.skip(first).take(backlot_kit::limit(limit)).collect())
}

pub(crate) fn tiers(deps: Deps, start_after: Option<u32>, limit: Option<u32>) -> Answer<Vec<TierResponse>> {
    let agreement = state::agreement(deps.storage)?;
    let statement = agreement.schedule.statement(&state::booked(deps.storage)?.progress)?;
    let rows = (0u32..).zip(agreement.tiers.into_iter().zip(statement.tiers)).map(|(position, (id, tier))| {
        let size = tier.size.map(Uint128::new);
        TierResponse { position, id, paid: tier.paid.into(), full: tier.ended, size }
    });
    let rows = rows.filter(|row| start_after.is_none_or(|start| row.position > start));
    Ok(rows.take(backlot_kit::limit(limit)).collect())
}

pub(crate) fn receipts(deps: Deps, start_after: Option<u64>, limit: Option<u32>) -> Answer<Vec<Receipt>> {
    let Agreement { sources, .. } = state::agreement(deps.storage)?;
    let last = state::booked(deps.storage)?.receipts;
    let first = start_after.unwrap_or_default().saturating_add(1);
    (first..=last)
        .take(backlot_kit::limit(limit))
        .map(|number| {
            let receipt = state::receipt(deps.storage, deps.api, number)?;
            Ok(Receipt {
                number,
                source: sources.get(receipt.source).cloned().ok_or(ContractError::Books)?,
                payer: receipt.payer.into(),
                amount: receipt.amount.into(),
                reference: receipt.reference,
                time: receipt.time,
            })
        })
        .collect()
}

pub(crate) fn suspense(deps: Deps, start_after: Option<u64>, limit: Option<u32>) -> Answer<Vec<Suspense>> {
    SUSPENSE
        .range(deps.storage, start_after.map(Bound::exclusive), None, Order::Ascending)
        .take(backlot_kit::limit(limit))
        .map(|row| {
            let (entry, Entry { sender, denom, amount, note, time }) = row?;
            Ok(Suspense { entry, sender: sender.into(), denom, amount, note, time })
        })
        .collect()
}

/// Balance less liabilities in one denom. Only this denom is asked for: a stranger who sends a thousand denoms here
/// makes nothing dearer (acceptance P11).
pub(crate) fn surplus(deps: Deps, account: &Addr, denom: &str) -> Answer<Uint128> {
    let balance = deps.querier.query_balance(account, denom)?.amount.u128();
    let mut owed = SUSPENDED.may_load(deps.storage, denom)?.unwrap_or_default().u128();
    if CONFIG.load(deps.storage)?.denom == denom {
        owed = plus(owed, state::booked(deps.storage)?.owed(&state::paid(deps.storage)?)?)?;
    }
    Ok(less(balance, owed)?.into())
}

pub(crate) fn what_if(deps: Deps, source: &str, amount: Uint128) -> Answer<Vec<Credit>> {
    let agreement = state::agreement(deps.storage)?;
    let position = agreement.source(source)?;
    let mut booked = state::booked(deps.storage)?;
    let receipt = booked.receive(&agreement, position, amount.u128())?;
    let credits = agreement.parties.into_iter().zip(receipt.credits).filter(|(_, amount)| *amount > 0);
    Ok(credits.map(|(party, amount)| Credit { party, amount: amount.into() }).collect())
}

/// The first row of a page.
fn after(start_after: Option<String>, position: impl Fn(&str) -> Answer<usize>) -> Answer<usize> {
    match start_after {
        None => Ok(0),
        Some(id) => Ok(position(&id)?.saturating_add(1)),
    }
}
