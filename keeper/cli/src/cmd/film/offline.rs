//! What needs no chain: checking a plan, and asking what receipts would give.

use std::{
    path::{Path, PathBuf},
    time::SystemTime,
};

use anyhow::Context;
use serde::Serialize;
use serde_json::json;

use crate::{
    amount,
    ctx::Ctx,
    date,
    exit::Failure,
    forecast::{Division, Forecast},
    output::Output,
    plan::Plan,
    receipts::{self, Kind},
    report,
    sweep::{self, Sweep},
};

/// What receipts would give to whom.
///
/// backlot film what-if film.toml --receipts receipts.csv
/// backlot film what-if film.toml --sweep 0..10M --plot film.svg
/// backlot film what-if film.toml --sweep 0..10M --steps 1000 --mix cinema=60,tv=40 --over "24 months" --csv
#[derive(clap::Args, Debug)]
#[command(verbatim_doc_comment)]
pub(super) struct WhatIf {
    /// Plan
    plan: PathBuf,
    /// Receipts and what else happens: date,source,amount,reference a line; see examples/README.md for more columns
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
    /// First day of a sweep's receipts [default: today]
    #[arg(long, value_name = "DATE")]
    at: Option<String>,
    /// Each level of a sweep comes in equal parts over so long, as in "24 months" [default: on one day]
    #[arg(long, value_name = "MONTHS")]
    over: Option<String>,
    /// As CSV
    #[arg(long)]
    csv: bool,
    /// Write a picture of a sweep
    #[arg(long, value_name = "FILE.svg", requires = "sweep")]
    plot: Option<PathBuf>,
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
        ("tables", plan.tables().join(", ")),
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
        (None, Some(text)) => return by_sweep(&plan, &forecast, text, args),
        (None, None) => return Err(Failure::usage("give --receipts FILE or --sweep FROM..TO")),
    };
    if args.csv {
        return Ok(Output::text(csv(&plan, &rows)?));
    }
    let mut recouped: Vec<Vec<String>> = Vec::new();
    let mut known: Vec<&str> = Vec::new();
    for row in &rows {
        for party in row.division.recouped.iter().filter(|party| !known.contains(&party.as_str())) {
            recouped.push(vec![party.clone(), row.after.clone()]);
        }
        known.extend(row.division.recouped.iter().map(String::as_str));
    }
    let output = table(Output::of(&rows)?, &plan, &rows);
    Ok(if recouped.is_empty() { output } else { output.rows(&["party", "has recouped after"], recouped) })
}

/// Few columns fit a terminal: the steps as rows of totals and ended tiers, then the last row in full, by party.
fn table(output: Output, plan: &Plan, rows: &[Row]) -> Output {
    let show = |amount: u128| amount::short(amount, plan.money.exponent);
    let steps = rows.iter().map(|row| {
        let full: Vec<_> = row.division.tiers.iter().filter(|tier| tier.full).map(|tier| tier.tier.clone()).collect();
        let series: u128 =
            row.division.parties.iter().filter(|part| is_series(plan, &part.party)).map(|p| p.amount).sum();
        vec![row.after.clone(), show(row.division.received), show(series), full.join(", ")]
    });
    let parties = rows.last().map(|row| &row.division).into_iter().flat_map(|division| {
        division.parties.iter().map(|part| {
            let bps = part.amount.saturating_mul(10_000) / division.received.max(1);
            vec![part.party.clone(), show(part.amount), format!("{}.{:02} %", bps / 100, bps % 100)]
        })
    });
    output
        .rows(&["after", "received", "to token holders", "tiers ended"], steps.collect())
        .line(format!("In the end, in {}:", plan.money.symbol))
        .rows(&["party", "amount", "share"], parties.collect())
}

fn is_series(plan: &Plan, party: &str) -> bool {
    plan.parties.iter().any(|known| known.id.value == party && matches!(known.payee, crate::plan::Payee::Series(_)))
}

fn by_receipts(plan: &Plan, forecast: &Forecast<'_>, file: &Path) -> anyhow::Result<Vec<Row>> {
    let receipts = receipts::load(file, &plan.money, &plan.figure_exponents())?;
    let mut account = forecast.start();
    let rows = receipts.iter().map(|row| {
        forecast.book(&mut account, row)?;
        let about = [&row.source, &row.figure].into_iter().find(|about| !about.is_empty()).map_or("", String::as_str);
        let what = match row.kind {
            Kind::Receipt => about.to_string(),
            Kind::Approve => format!("{about}: {} approved", row.party),
            Kind::Attest => format!("{about} attested"),
            Kind::Release => "reserves released".into(),
        };
        Ok(Row { after: format!("{} {what}", row.date), division: forecast.division(&mut account)? })
    });
    rows.collect()
}

fn by_sweep(plan: &Plan, forecast: &Forecast<'_>, text: &str, args: &WhatIf) -> anyhow::Result<Output> {
    let sweep = sweep(plan, text, args)?;
    let levels = sweep.run(forecast)?;
    let recoups = sweep::recoups(plan, &levels);
    if let Some(file) = &args.plot {
        let title = format!("{}: who gets what", plan.title.value);
        let show = |amount: u128| report::brief(amount, plan.money.exponent);
        let picture = report::levels::svg(&title, &levels, &recoups, &show);
        std::fs::write(file, picture).with_context(|| format!("cannot write {}", file.display()))?;
    }
    let after = |level: u128| amount::plain(level, plan.money.exponent);
    let answer = json!({ "levels": levels, "recoups": recoups });
    let rows: Vec<Row> =
        levels.into_iter().map(|level| Row { after: after(level.level), division: level.division }).collect();
    if args.csv {
        return Ok(Output::text(csv(plan, &rows)?));
    }
    let show = |level: u128| amount::short(level, plan.money.exponent);
    let recouped = recoups.into_iter().map(|found| {
        let level = found.level.map_or_else(|| "not in this sweep".to_string(), show);
        vec![found.party, level]
    });
    let recouped = recouped.collect();
    let mut output = table(Output::of(&answer)?, plan, &rows).rows(&["party", "has recouped at"], recouped);
    if let Some(file) = &args.plot {
        output = output.line(format!("the picture is in {}", file.display()));
    }
    Ok(output)
}

fn sweep(plan: &Plan, text: &str, args: &WhatIf) -> anyhow::Result<Sweep> {
    let wrong = || Failure::usage(format!("--sweep {text}: write FROM..TO, as in 0..10M"));
    let (from, to) = text.split_once("..").ok_or_else(wrong)?;
    let read = |text: &str| amount::parse(text, plan.money.exponent).map_err(|_| wrong());
    let (from, to) = (read(from)?, read(to)?);
    if to <= from {
        return Err(wrong());
    }
    let seconds = match &args.at {
        Some(date) => date::seconds(date).ok_or_else(|| Failure::usage(format!("--at {date}: write 2027-03-31")))?,
        None => SystemTime::now().duration_since(SystemTime::UNIX_EPOCH).map_or(0, |now| now.as_secs()),
    };
    let months = match &args.over {
        None => 1,
        Some(text) => {
            let number = text.trim_end_matches(|c: char| c.is_ascii_alphabetic()).trim();
            let months = number.parse().ok().filter(|months| (1..=240).contains(months));
            months
                .ok_or_else(|| Failure::usage(format!("--over {text}: write 1 to 240 months, as in \"24 months\"")))?
        }
    };
    let day = u32::try_from(seconds / 86_400).unwrap_or(u32::MAX);
    Ok(Sweep { from, to, steps: args.steps, mix: sweep::mix(plan, args.mix.as_deref())?, day, months })
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
