use backlot_api::{
    limits,
    studio::{FilmPlan, Kind, SeriesPlan},
};
use backlot_kit::{capped, text, unique};

use crate::{ContractError, PlanError};

/// What a film's contract is called: its salt at `instantiate2` and its label. An id has no `/`, so no two of a
/// studio's contracts share one.
pub(crate) fn salt(film: &str, kind: Kind, number: usize) -> String {
    format!("{film}/{kind}/{number}")
}

/// Checks all of a plan that needs no chain. What is inside an agreement or a series' rules is checked by the contract that
/// lives by it, in the same transaction.
pub(crate) fn check(plan: &FilmPlan) -> Result<(), ContractError> {
    if plan.title.is_empty() {
        return Err(PlanError::NoTitle.into());
    }
    text("title", &plan.title)?;
    denom(&plan.denom)?;
    let count = plan.series.len();
    if !(1..=limits::SERIES).contains(&count) {
        return Err(PlanError::SeriesCount { count }.into());
    }
    for (number, planned) in plan.series.iter().enumerate() {
        series(number, planned)?;
    }
    unique("symbols", plan.series.iter().map(|series| series.symbol.as_str()))?;
    capped("agreement", &plan.agreement, limits::AGREEMENT)?;
    Ok(())
}

fn denom(denom: &str) -> Result<(), PlanError> {
    let mut bytes = denom.bytes();
    let fits = (3..=128).contains(&denom.len())
        && bytes.next().is_some_and(|first| first.is_ascii_alphabetic())
        && bytes.all(|byte| byte.is_ascii_alphanumeric() || b"/:._-".contains(&byte));
    if fits {
        return Ok(());
    }
    Err(PlanError::Denom { denom: denom.chars().take(128).collect() })
}

fn series(series: usize, plan: &SeriesPlan) -> Result<(), ContractError> {
    let len = plan.name.len();
    if !(3..=50).contains(&len) {
        return Err(PlanError::Name { series, len }.into());
    }
    let symbol = &plan.symbol;
    if !(3..=12).contains(&symbol.len()) || !symbol.bytes().all(|byte| byte.is_ascii_alphabetic() || byte == b'-') {
        return Err(PlanError::Symbol { series, symbol: symbol.chars().take(64).collect() }.into());
    }
    if plan.decimals > 18 {
        return Err(PlanError::Decimals { series, decimals: plan.decimals }.into());
    }
    if plan.cap.is_zero() {
        return Err(PlanError::Cap { series }.into());
    }
    if let Some(attestors) = &plan.rules.attestors {
        capped("attestors", attestors, limits::ATTESTORS)?;
        unique("attestors", attestors.iter().map(String::as_str))?;
    }
    Ok(())
}
