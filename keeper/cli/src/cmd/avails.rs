//! `backlot avails`: which territories and media are free, and who holds the others.

use anyhow::Context;
use backlot_api::licences::{Avail, AvailRow, Medium, QueryMsg};

use super::licence::of_film;
use crate::{ctx::Ctx, date, exit::Failure, output::Output};

/// What of a film is free to be licensed.
///
/// backlot avails --territories DE,AT,CH --media svod --since 2028-01-01 --until 2029-01-01
#[derive(clap::Args, Debug)]
#[command(verbatim_doc_comment)]
pub struct Args {
    /// Two-letter codes as ISO 3166 has them, or WORLD
    #[arg(long, value_delimiter = ',', required = true)]
    territories: Vec<String>,
    /// theatrical, television, svod, avod, tvod, airline, home_video, other [default: all]
    #[arg(long, value_delimiter = ',', value_parser = medium)]
    media: Vec<Medium>,
    /// First day
    #[arg(long, value_name = "DATE")]
    since: String,
    /// First day after
    #[arg(long, value_name = "DATE")]
    until: String,
    /// Film [default: the only one]
    #[arg(long)]
    film: Option<String>,
}

fn medium(name: &str) -> Result<Medium, String> {
    let found = Medium::ALL.into_iter().find(|medium| medium.name() == name);
    found.ok_or_else(|| format!("there are {}", Medium::ALL.map(Medium::name).join(", ")))
}

/// Runs it.
///
/// # Errors
/// A film without licences; a date that is none; the contract's refusal.
pub async fn run(ctx: &Ctx, args: Args) -> anyhow::Result<Output> {
    let reader = ctx.reader()?;
    let film = ctx.film(&reader, args.film.as_deref()).await?;
    let licences = of_film(&film)?;
    let media = if args.media.is_empty() { Medium::ALL.to_vec() } else { args.media };
    let (from, until) = (day(&args.since)?, day(&args.until)?);
    let ask = QueryMsg::Avails { territories: args.territories.clone(), media: media.clone(), from, until };
    let rows: Vec<AvailRow> = reader.ask(licences, &ask).await?;
    let mut head = vec!["territory"];
    head.extend(media.iter().map(|medium| medium.name()));
    let cell = |territory: &str, medium: Medium| {
        let row = rows.iter().find(|row| row.territory == territory && row.medium == medium);
        row.map_or_else(String::new, |row| told(&row.state))
    };
    let table = args.territories.iter().map(|territory| {
        std::iter::once(territory.clone()).chain(media.iter().map(|medium| cell(territory, *medium))).collect()
    });
    let free = rows.iter().filter(|row| matches!(row.state, Avail::Free {})).count();
    let line = format!("{free} of {} are free from {} to {}", rows.len(), args.since, args.until);
    Ok(Output::of(&rows)?.rows(&head, table.collect()).line(line))
}

fn told(state: &Avail) -> String {
    match state {
        Avail::Free {} => "free".into(),
        Avail::Held { licence, exclusive, window, others } => {
            let kind = if *exclusive { "exclusive" } else { "shared" };
            let until = date::of_day(window.until);
            let more = if *others > 0 { format!(" and {others} more") } else { String::new() };
            format!("{licence}, {kind}, to {until}{more}")
        }
    }
}

fn day(text: &str) -> anyhow::Result<u32> {
    let seconds = date::seconds(text).ok_or_else(|| Failure::usage(format!("{text} is no date: write 2028-01-31")))?;
    u32::try_from(seconds / 86_400).context("a date beyond all licences")
}
