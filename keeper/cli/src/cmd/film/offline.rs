//! What needs no chain: checking a plan, and asking what receipts would give.

use std::path::{Path, PathBuf};

use serde::Serialize;
use serde_json::json;

use crate::{
    amount,
    ctx::Ctx,
    exit::Failure,
    forecast::{Division, Forecast},
    output::Output,
    plan::Plan,
    receipts,
};

/// What receipts would give to whom.
#[derive(clap::Args, Debug)]
pub(super) struct WhatIf {
    /// Plan
    plan: PathBuf,
    /// Receipts: date,source,amount,reference a line
    #[arg(long, value_name = "FILE", required_unless_present = "sweep", conflicts_with = "sweep")]
    receipts: Option<PathBuf>,
    /// Total receipts from … to …, as in 0..10M
    #[arg(long, value_name = "FROM..TO")]
    sweep: Option<String>,
    /// Rows of a sweep
    #[arg(long, default_value_t = 10, value_parser = clap::value_parser!(u32).range(1..=1000))]
    steps: u32,
    /// Parts of the sources in a sweep, as in cinema=60,tv=40 [default: all alike]
    #[arg(long)]
    mix: Option<String>,
    /// As CSV
    #[arg(long)]
    csv: bool,
}

pub(super) fn check(ctx: &Ctx, file: &Path) -> anyhow::Result<Output> {
    let plan = Plan::load(file)?;
    Forecast::new(&plan)?;
    let (known, missing): (Vec<_>, Vec<_>) = plan.keys().into_iter().partition(|name| ctx.resolve(name).is_some());
    let count = |number: usize, what: &str| format!("{number} {what}");
    let mut output = Output::of(&json!({
        "film": plan.film.value, "ok": true, "keys": known, "missing_keys": missing,
    }))?
    .facts([
        ("film", plan.film.value.clone()),
        ("title", plan.title.value.clone()),
        ("money", format!("{} ({}, {} decimals)", plan.money.symbol, plan.money.denom, plan.money.exponent)),
        ("series", plan.series.iter().map(|series| series.symbol.value.clone()).collect::<Vec<_>>().join(", ")),
        ("parties", count(plan.parties.len(), "")),
        ("sources", count(plan.sources.len(), "")),
        ("tiers", count(plan.tiers.len(), "")),
    ])
    .line("The plan is right: every reference holds, every tier can be reached, the last one is open.");
    if !missing.is_empty() {
        output = output.line(format!(
            "Before `film create`, these names need an address: {}\n  backlot keys new {}",
            missing.join(", "),
            missing.join(" ")
        ));
    }
    Ok(output)
}

/// One row of the answer.
#[derive(Serialize)]
struct Row {
    after: String,
    #[serde(flatten)]
    division: Division,
}

pub(super) fn what_if(args: &WhatIf) -> anyhow::Result<Output> {
    let plan = Plan::load(&args.plan)?;
    let forecast = Forecast::new(&plan)?;
    let rows = match (&args.receipts, &args.sweep) {
        (Some(file), _) => by_receipts(&plan, &forecast, file)?,
        (None, Some(sweep)) => by_sweep(&plan, &forecast, sweep, args.steps, args.mix.as_deref())?,
        (None, None) => return Err(Failure::usage("give --receipts FILE or --sweep FROM..TO")),
    };
    if args.csv {
        return Ok(Output::text(csv(&plan, &rows)?));
    }
    let show = |amount: u128| amount::short(amount, plan.money.exponent);
    let mut table = vec![vec!["received".to_string()]];
    table.extend(plan.parties.iter().map(|party| vec![party.id.value.clone()]));
    // Few columns fit a terminal: the last row in full, by party; the steps as rows of totals and filled tiers.
    let steps = rows
        .iter()
        .map(|row| {
            let full: Vec<_> =
                row.division.tiers.iter().filter(|tier| tier.full).map(|tier| tier.tier.clone()).collect();
            let series: u128 =
                row.division.parties.iter().filter(|part| is_series(&plan, &part.party)).map(|p| p.amount).sum();
            vec![row.after.clone(), show(row.division.received), show(series), full.join(", ")]
        })
        .collect();
    let last = rows.last().map(|row| &row.division);
    let parties = last.map_or_else(Vec::new, |division| {
        division
            .parties
            .iter()
            .map(|part| {
                let bps = part.amount.saturating_mul(10_000) / division.received.max(1);
                vec![part.party.clone(), show(part.amount), format!("{}.{:02} %", bps / 100, bps % 100)]
            })
            .collect()
    });
    Ok(Output::of(&rows)?
        .rows(&["after", "received", "to token holders", "tiers filled"], steps)
        .line(format!("In the end, in {}:", plan.money.symbol))
        .rows(&["party", "amount", "share"], parties))
}

fn is_series(plan: &Plan, party: &str) -> bool {
    plan.parties.iter().any(|known| known.id.value == party && matches!(known.payee, crate::plan::Payee::Series(_)))
}

fn by_receipts(plan: &Plan, forecast: &Forecast<'_>, file: &Path) -> anyhow::Result<Vec<Row>> {
    let receipts = receipts::load(file, &plan.money)?;
    let rows = receipts.iter().enumerate().map(|(number, receipt)| {
        let division = forecast.divide(&receipts[..=number])?;
        Ok(Row { after: format!("{} {}", receipt.date, receipt.source), division })
    });
    rows.collect()
}

fn by_sweep(
    plan: &Plan,
    forecast: &Forecast<'_>,
    sweep: &str,
    steps: u32,
    mix: Option<&str>,
) -> anyhow::Result<Vec<Row>> {
    let wrong = || Failure::usage(format!("--sweep {sweep}: write FROM..TO, as in 0..10M"));
    let (from, to) = sweep.split_once("..").ok_or_else(wrong)?;
    let read = |text: &str| amount::parse(text, plan.money.exponent).map_err(|_| wrong());
    let (from, to) = (read(from)?, read(to)?);
    let span = to.checked_sub(from).ok_or_else(wrong)?;
    let weights = weights(plan, mix)?;
    let all: u128 = weights.iter().sum();
    let row = |step: u32| {
        let total = from
            + span / u128::from(steps) * u128::from(step)
            + span % u128::from(steps) * u128::from(step) / u128::from(steps);
        let mut gross: Vec<u128> =
            weights.iter().map(|weight| total / all * weight + total % all * weight / all).collect();
        // What the divisions leave goes to the first source, so that the row is about exactly this total.
        let rest = total - gross.iter().sum::<u128>();
        if let Some(first) = gross.iter_mut().zip(&weights).find(|(_, weight)| **weight > 0) {
            *first.0 += rest;
        }
        let after = amount::plain(total, plan.money.exponent);
        Ok(Row { after, division: forecast.by_source(&gross)? })
    };
    (0..=steps).map(row).collect()
}

fn weights(plan: &Plan, mix: Option<&str>) -> anyhow::Result<Vec<u128>> {
    let Some(mix) = mix else { return Ok(vec![1; plan.sources.len()]) };
    let mut weights = vec![0u128; plan.sources.len()];
    for part in mix.split(',') {
        let wrong = || Failure::usage(format!("--mix {part}: write SOURCE=WEIGHT"));
        let (source, weight) = part.split_once('=').ok_or_else(wrong)?;
        let known = plan.sources.iter().position(|known| known.id.value == source.trim());
        let position = known.ok_or_else(|| Failure::usage(format!("--mix: the plan has no source `{source}`")))?;
        weights[position] = weight.trim().parse::<u32>().map_err(|_| wrong())?.into();
    }
    if weights.iter().all(|weight| *weight == 0) {
        return Err(Failure::usage("--mix: every weight is zero"));
    }
    Ok(weights)
}

fn csv(plan: &Plan, rows: &[Row]) -> anyhow::Result<String> {
    let mut writer = csv::Writer::from_writer(Vec::new());
    let head = ["after", "received", "held"].into_iter().map(String::from);
    writer.write_record(head.chain(plan.parties.iter().map(|party| party.id.value.clone())))?;
    let plain = |amount: u128| amount::plain(amount, plan.money.exponent);
    for Row { after, division } in rows {
        let head = [after.clone(), plain(division.received), plain(division.held)];
        writer.write_record(head.into_iter().chain(division.parties.iter().map(|part| plain(part.amount))))?;
    }
    Ok(String::from_utf8(writer.into_inner()?)?)
}
