//! `backlot why-not-paid`: the contracts' reasons as a sentence.

use backlot_api::{
    collection,
    interchange::{self, Parked},
    returns::{self, WhyNotPaidResponse},
    schedule::Payee,
    studio::Film,
};
use serde::Serialize;

use crate::{
    account, amount,
    ctx::{Ctx, Reader},
    date,
    output::Output,
};

/// Why has a wallet not been paid.
#[derive(clap::Args, Debug)]
pub struct Args {
    /// Address or @name
    wallet: String,
    /// Film [default: the only one]
    #[arg(long)]
    film: Option<String>,
}

/// The answer.
#[derive(Debug, Serialize)]
pub struct Answer {
    /// Wallet.
    pub wallet: String,
    /// What the interchange holds for it.
    pub parked: Option<Parked>,
    /// By series: what `returns` says.
    pub series: Vec<WhyNotPaidResponse>,
    /// Sentences, the most pressing first.
    pub sentences: Vec<String>,
}

/// Runs it.
///
/// # Errors
/// As any query.
pub async fn run(ctx: &Ctx, args: Args) -> anyhow::Result<Output> {
    let wallet = ctx.who(&args.wallet)?;
    let reader = ctx.reader()?;
    let film = ctx.film(&reader, args.film.as_deref()).await?;
    let answer = why(&reader, &film, &wallet).await?;
    let text = answer.sentences.join("\n");
    Ok(Output::of(&answer)?.line(text))
}

/// Asks all contracts of the film.
///
/// # Errors
/// As any query.
pub async fn why(reader: &Reader, film: &Film, wallet: &str) -> anyhow::Result<Answer> {
    let mut sentences = Vec::new();
    let query = interchange::QueryMsg::WhyNotPaid { wallet: wallet.into(), denom: film.denom.clone() };
    let parked: Option<Parked> = reader.ask(&film.interchange, &query).await?;
    sentences.extend(parked.as_ref().map(of_parked));
    let mut series = Vec::new();
    for number in 0..film.addresses.rights.len() as u8 {
        let query = returns::QueryMsg::WhyNotPaid { series: number, wallet: wallet.into() };
        let found: WhyNotPaidResponse = reader.ask(&film.addresses.returns, &query).await?;
        sentences.extend(of_series(&found, number, &film.denom));
        series.push(found);
    }
    sentences.extend(as_party(reader, film, wallet, &series).await?);
    if sentences.is_empty() {
        sentences.push("It has nothing to do with this film: it never held units and is no party.".into());
    }
    Ok(Answer { wallet: wallet.to_string(), parked, series, sentences })
}

fn of_parked(parked: &Parked) -> String {
    let Parked { wallet, denom, amount, reason, since, attempts } = parked;
    let tries = if *attempts == 1 { "once".to_string() } else { format!("{attempts} times") };
    format!(
        "{}{denom} wait for it in the interchange since {}: the bank would not deliver them ({reason}), tried {tries}. \
         When the wallet can receive again: backlot retry {wallet}",
        amount::group(&amount.to_string()),
        date::moment(since.seconds()),
    )
}

fn of_series(found: &WhyNotPaidResponse, series: u8, denom: &str) -> Option<String> {
    let number = |amount: &cosmwasm_std::Uint128| amount::group(&amount.to_string());
    Some(match found {
        // Said from the interchange's own words already, and nothing owed is nothing to explain.
        WhyNotPaidResponse::Parked { .. } | WhyNotPaidResponse::NotAHolder {} => return None,
        WhyNotPaidResponse::AwaitingRun { run, cursor, index, expires } => format!(
            "Run {run} of series {series} is under way and has not reached it: it is holder {index}, the run stands at \
             {cursor}. If the run stopped, everyone would be free again by {}.",
            date::moment(expires.seconds())
        ),
        WhyNotPaidResponse::AwaitingDelivery { amount } => format!(
            "A run of series {series} has credited it {}{denom}; nobody has delivered them yet. The keeper does, or \
             anyone: backlot returns deliver {series}",
            number(amount)
        ),
        WhyNotPaidResponse::AwaitingTrigger { pot } => format!(
            "A run of series {series} is due, with {}{denom} in its pot, and nobody has started it. The keeper does, \
             or anyone: backlot returns trigger {series}",
            number(pot)
        ),
        WhyNotPaidResponse::Resting { pot, until } => format!(
            "{}{denom} wait in the pot of series {series}. Its holders rest from the last run: the next may begin at {}.",
            number(pot),
            date::moment(until.seconds())
        ),
        WhyNotPaidResponse::NoRunDue { pot, threshold } => format!(
            "No run of series {series} is due: {}{denom} wait in its pot, a run begins at {} or when its time comes.",
            number(pot),
            number(threshold)
        ),
        WhyNotPaidResponse::Paid {} => format!("All that series {series} ever credited it was delivered."),
    })
}

async fn as_party(
    reader: &Reader,
    film: &Film,
    wallet: &str,
    series: &[WhyNotPaidResponse],
) -> anyhow::Result<Vec<String>> {
    let parties = account::parties(reader, film).await?;
    let waits: Vec<String> = parties.iter().filter_map(|party| as_holder(party, series, &film.denom)).collect();
    let mine = parties
        .into_iter()
        .filter(|party| matches!(&party.party.payee, Payee::Wallet { address } if address == wallet));
    let denom = &film.denom;
    let today = reader.today().await?;
    let sentence = |party: collection::PartyResponse| {
        let (id, owed) = (party.party.id, party.credited.saturating_sub(party.delivered));
        if party.credited.is_zero() {
            return format!("As party `{id}` it is owed nothing yet: the receipts have not reached its tier.");
        }
        if owed.is_zero() {
            return format!(
                "As party `{id}` it was handed all {}{denom} it is owed.",
                amount::group(&party.delivered.to_string())
            );
        }
        if let Some(held) = party.party.held_until.filter(|held| *held > today) {
            let (owed, day) = (amount::group(&owed.to_string()), date::of_day(held));
            return format!(
                "As party `{id}` it is credited {owed}{denom}, which are paid out from {day} on: so it was agreed."
            );
        }
        format!(
            "As party `{id}` it is credited {}{denom} that nobody has delivered yet.",
            amount::group(&owed.to_string())
        )
    };
    Ok(waits.into_iter().chain(mine.map(sentence)).collect())
}

/// A holder's money may still lie in the collection account, under the party that stands for the series.
fn as_holder(party: &collection::PartyResponse, series: &[WhyNotPaidResponse], denom: &str) -> Option<String> {
    let Payee::Series { series: number } = &party.party.payee else { return None };
    let owed = party.credited.saturating_sub(party.delivered);
    let found = series.get(usize::from(*number))?;
    if owed.is_zero() || matches!(found, WhyNotPaidResponse::NotAHolder {}) {
        return None;
    }
    let owed = amount::group(&owed.to_string());
    Some(format!(
        "{owed}{denom} for all holders of series {number} are on their way: the collection account has not handed them \
         on yet. The keeper does."
    ))
}
