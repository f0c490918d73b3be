//! What needs no chain: checking a plan, and asking what receipts would give.

use std::{
    path::{Path, PathBuf},
    time::SystemTime,
};

use anyhow::Context;
use backlot_plan::{
    amount, date,
    forecast::{Division, Forecast, Recoups},
    picture,
    plan::Payee,
    receipts,
    sweep::{self, Level, Sweep},
    Plan,
};
use serde_json::json;

use crate::{ctx::Ctx, exit::Failure, output::Output};

/// What receipts would give to whom.
///
/// backlot film what-if film.toml --receipts receipts.csv
/// backlot film what-if film.toml --sweep 0..10M --plot film.svg
/// backlot film what-if film.toml --sweep 0..10M --steps 1000 --mix cinema=60,tv=40 --csv > levels.csv
/// backlot film what-if film.toml --sweep 0..10M --at 2027-01-31 --over "24 months" --figure admissions=1_000_000
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
    /// Steps of a sweep
    #[arg(long, default_value_t = 10, value_parser = clap::value_parser!(u32).range(1..=1000), requires = "sweep")]
    steps: u32,
    /// Weights of the sources in a sweep, as in cinema=60,tv=40 [default: all alike]
    #[arg(long, value_name = "SOURCE=WEIGHT,…", requires = "sweep")]
    mix: Option<String>,
    /// Figures as attested before a sweep's receipts, as in admissions=1_000_000 [default: none]
    #[arg(long, value_name = "FIGURE=VALUE,…", requires = "sweep")]
    figure: Option<String>,
    /// First day of a sweep's receipts [default: today]
    #[arg(long, value_name = "DATE", requires = "sweep")]
    at: Option<String>,
    /// Each level of a sweep comes in equal parts, month by month, over so long, as in "24 months" [default: on one day]
    #[arg(long, value_name = "MONTHS", requires = "sweep")]
    over: Option<String>,
    /// As CSV: a line a row, a column a party
    #[arg(long)]
    csv: bool,
    /// Write a picture of a sweep
    #[arg(long, value_name = "FILE.svg", requires = "sweep")]
    plot: Option<PathBuf>,
}

pub(super) fn check(ctx: &Ctx, file: &Path) -> anyhow::Result<Output> {
    let plan = Plan::load(file)?;
    let (known, missing): (Vec<_>, Vec<_>) = plan.keys().into_iter().partition(|name| ctx.resolve(name).is_some());
    let mut output = Output::of(&json!({
        "film": plan.film.value, "ok": true, "keys": known, "missing_keys": missing,
    }))?
    .facts([
        ("film", plan.film.value.clone()),
        ("title", plan.title.value.clone()),
        ("money", format!("{} ({}, {} decimals)", plan.money.symbol, plan.money.denom, plan.money.exponent)),
        ("series", plan.series.iter().map(|series| series.symbol.value.clone()).collect::<Vec<_>>().join(", ")),
        ("parties", plan.parties.len().to_string()),
        ("sources", plan.sources.len().to_string()),
        ("tables", plan.tables().join(", ")),
        ("tiers", plan.tiers.len().to_string()),
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

pub(super) fn what_if(args: &WhatIf) -> anyhow::Result<Output> {
    let plan = Plan::load(&args.plan)?;
    let forecast = Forecast::new(&plan)?;
    match (&args.receipts, &args.sweep) {
        (Some(file), _) => by_receipts(&plan, &forecast, file, args.csv),
        (None, Some(text)) => by_sweep(&plan, &forecast, text, args),
        (None, None) => Err(Failure::usage("give --receipts FILE or --sweep FROM..TO")),
    }
}

fn by_receipts(plan: &Plan, forecast: &Forecast<'_>, file: &Path, as_csv: bool) -> anyhow::Result<Output> {
    let rows = receipts::load(file, &plan.money, &plan.figure_exponents())?;
    let course = forecast.course(&rows)?;
    if as_csv {
        return csv(plan, course.steps.iter().map(|step| (step.after.clone(), &step.division, String::new())));
    }
    let show = |amount: u128| amount::short(amount, plan.money.exponent);
    let steps = course.steps.iter().map(|step| {
        let division = &step.division;
        let series = division.parties.iter().filter(|part| is_series(plan, &part.party)).map(|part| part.amount).sum();
        vec![step.after.clone(), show(division.received), show(series), ended(division)]
    });
    let output = Output::of(&course)?.rows(&["after", "received", "to token holders", "tiers ended"], steps.collect());
    let Some(last) = course.steps.last() else { return Ok(output) };
    Ok(recouped(plan, in_full(output, plan, &last.division), &course.recoups, "not yet"))
}

fn by_sweep(plan: &Plan, forecast: &Forecast<'_>, text: &str, args: &WhatIf) -> anyhow::Result<Output> {
    let sweep = sweep(plan, text, args)?;
    let levels = sweep.run(forecast)?;
    let recoups = sweep.recoups(forecast, &levels)?;
    if let Some(file) = &args.plot {
        let picture = picture::svg(&plan.title.value, &plan.money, &levels, &recoups);
        std::fs::write(file, picture).with_context(|| format!("cannot write {}", file.display()))?;
    }
    if args.csv {
        let rows = levels.iter().map(|level| {
            let on: Vec<_> = level.recoups.iter().map(|found| format!("{} {}", found.party, found.on)).collect();
            (amount::plain(level.level, plan.money.exponent), &level.division, on.join("; "))
        });
        return csv(plan, rows);
    }
    let output = Output::of(&json!({ "levels": levels, "recoups": recoups }))?
        .line(format!("Who gets what at each level of receipts, in {}:", plan.money.symbol));
    let output = recouped(plan, by_level(output, plan, &levels), &recoups, "not in this sweep");
    Ok(match &args.plot {
        Some(file) => output.line(format!("the picture is in {}", file.display())),
        None => output,
    })
}

fn sweep(plan: &Plan, text: &str, args: &WhatIf) -> anyhow::Result<Sweep> {
    let (from, to) = sweep::range(plan, text).context("--sweep")?;
    let day = match &args.at {
        Some(text) => {
            date::day(text).ok_or_else(|| Failure::usage(format!("--at {text}: write a date as 2027-03-31")))?
        }
        None => {
            let now = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH).map_or(0, |now| now.as_secs());
            u32::try_from(now / 86_400).unwrap_or(u32::MAX)
        }
    };
    Ok(Sweep {
        from,
        to,
        steps: args.steps,
        mix: sweep::mix(plan, args.mix.as_deref()).context("--mix")?,
        figures: sweep::figures(plan, args.figure.as_deref()).context("--figure")?,
        day,
        months: args.over.as_deref().map_or(Ok(1), sweep::months).context("--over")?,
    })
}

/// A column a party, in few characters; the JSON and the CSV are exact.
fn by_level(output: Output, plan: &Plan, levels: &[Level]) -> Output {
    let brief = |amount: u128| amount::brief(amount, plan.money.exponent);
    let mut head = vec!["receipts"];
    head.extend(plan.parties.iter().map(|party| party.id.value.as_str()));
    head.push("tiers ended");
    let rows = levels.iter().map(|level| {
        let parts = level.division.parties.iter().map(|part| brief(part.amount));
        std::iter::once(brief(level.level)).chain(parts).chain([ended(&level.division)]).collect()
    });
    output.rows(&head, rows.collect())
}

fn ended(division: &Division) -> String {
    let full = division.tiers.iter().filter(|tier| tier.full).map(|tier| tier.tier.as_str());
    full.collect::<Vec<_>>().join(", ")
}

/// By party, by tier and by source.
fn in_full(output: Output, plan: &Plan, division: &Division) -> Output {
    let show = |amount: u128| amount::short(amount, plan.money.exponent);
    let parties = division.parties.iter().map(|part| {
        let bps = part.amount.saturating_mul(10_000) / division.received.max(1);
        vec![part.party.clone(), show(part.amount), format!("{}.{:02} %", bps / 100, bps % 100)]
    });
    let tiers = division.tiers.iter().map(|tier| {
        let state = if tier.full { "ended" } else { "" };
        vec![tier.tier.clone(), tier.table.clone(), show(tier.paid), state.into()]
    });
    let sources = division.sources.iter().map(|source| {
        let row = [show(source.gross), show(source.gross - source.net), show(source.net)];
        [source.source.clone(), source.table.clone()].into_iter().chain(row).collect()
    });
    output
        .line(format!("In the end, in {}; {} waits in reserves and fractions:", plan.money.symbol, show(division.held)))
        .rows(&["party", "amount", "share"], parties.collect())
        .rows(&["tier", "table", "paid", ""], tiers.collect())
        .rows(&["source", "table", "gross", "off the top", "to its table"], sources.collect())
}

fn recouped(plan: &Plan, output: Output, recoups: &[Recoups], never: &str) -> Output {
    let rows = recoups.iter().map(|found| match found.level {
        Some(level) => {
            let level = amount::short(level, plan.money.exponent);
            vec![found.party.clone(), level, found.on.clone().unwrap_or_default()]
        }
        None => vec![found.party.clone(), String::new(), never.into()],
    });
    let rows: Vec<_> = rows.collect();
    if rows.is_empty() {
        return output;
    }
    output.rows(&["party", "has recouped at", "on"], rows)
}

fn is_series(plan: &Plan, party: &str) -> bool {
    plan.parties.iter().any(|known| known.id.value == party && matches!(known.payee, Payee::Series(_)))
}

/// A line a row: what it is after, sums, a column a party, and who has recouped.
fn csv<'d>(plan: &Plan, rows: impl Iterator<Item = (String, &'d Division, String)>) -> anyhow::Result<Output> {
    let mut writer = csv::Writer::from_writer(Vec::new());
    let head = ["after", "received", "held"].into_iter().chain(plan.parties.iter().map(|party| &*party.id.value));
    writer.write_record(head.chain(["recouped"]))?;
    let plain = |amount: u128| amount::plain(amount, plan.money.exponent);
    for (after, division, on) in rows {
        let recouped = if on.is_empty() { division.recouped.join("; ") } else { on };
        let parts = division.parties.iter().map(|part| plain(part.amount));
        let head = [after, plain(division.received), plain(division.held)];
        writer.write_record(head.into_iter().chain(parts).chain([recouped]))?;
    }
    Ok(Output::text(String::from_utf8(writer.into_inner()?)?))
}
