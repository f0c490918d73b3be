//! The books, read back: bank balances first, then what the contracts say of themselves, each held against the other.

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::{Arc, PoisonError},
};

use backlot_api::{
    collection::{self, PartyResponse},
    interchange,
    returns::{self, Run, RunState, SeriesResponse},
    rights,
    schedule::Payee,
};
use backlot_chain::{Chain, RpcChain};
use cosmwasm_std::Uint128;

use super::{
    stage::Stage,
    story::Plot,
    summary::{GasSum, MoneyCheck, PartySum, RunSum, Summary},
};
use crate::{account, cmd, date, plan::Plan};

/// Questions asked at once.
const AT_ONCE: usize = 8;

/// Audits; the outcome, and what each holder's wallet grew by.
pub(super) async fn audit(stage: &mut Stage, plan: &Plan, plot: &Plot) -> anyhow::Result<(Summary, Vec<u128>)> {
    let (film, denom) = (&plot.film, plot.film.denom.as_str());
    let balance = |address: &str| {
        let (chain, address, denom) = (stage.reader.chain.clone(), address.to_string(), denom.to_string());
        async move { chain.balance(&address, &denom).await }
    };
    let mut check = MoneyCheck {
        received: plot.funded.saturating_sub(balance(&stage.distributor.address).await?),
        parked: balance(&film.interchange).await?,
        carry: balance(&film.addresses.returns).await?,
        held: balance(&film.addresses.collection).await?,
        ..MoneyCheck::default()
    };
    let evidence = cmd::audit::gather(&stage.ctx, &stage.reader, film, plan.money.exponent).await?;
    // The account's books, recomputed from its entries: every difference is a fault.
    let found = backlot_statement::audit(&evidence)?;
    check.faults.extend(found.differences.iter().map(ToString::to_string));
    let booked = evidence.answers.parties;
    let wallets: BTreeSet<String> = booked.iter().filter_map(|party| wallet(party).cloned()).collect();
    let purses = balances(stage.reader.chain.clone(), denom, wallets.iter().cloned().collect()).await?;
    let purses: BTreeMap<String, u128> = wallets.iter().cloned().zip(purses).collect();
    check.parties = purses.values().sum();
    let addresses = plot.holders.iter().map(|holder| holder.address.clone()).collect();
    let mut payments = balances(stage.reader.chain.clone(), denom, addresses).await?;
    for (holder, paid) in plot.holders.iter().zip(&mut payments) {
        // A party that holds units as well: its purse is counted among the parties.
        if wallets.contains(&holder.address) {
            *paid = 0;
        }
    }
    check.holders = payments.iter().sum();

    let runs = cmd::returns::runs(&stage.reader, &film.addresses.returns).await?;
    let mut summary = Summary::default();
    let books = Books::read(stage, plot, evidence.answers.totals).await?;
    check.bounties = books.series.iter().map(|series| series.bounties.u128()).sum();
    hold_against(&mut check, &books, &booked, plot);
    recompute(&mut check, plot, &runs, &payments, &wallets);
    check.settle();

    let unique =
        |address: &str| booked.iter().filter(|party| wallet(party).is_some_and(|own| own == address)).count() == 1;
    summary.parties = plan
        .parties
        .iter()
        .filter_map(|party| booked.iter().find(|row| row.party.id == party.id.value))
        .map(|row| PartySum {
            party: row.party.id.clone(),
            payee: account::paid_to(&row.party.payee),
            entitled: plot.expected.get(&row.party.id).copied().unwrap_or_default(),
            credited: row.credited.u128(),
            delivered: match wallet(row) {
                Some(address) if unique(address) => purses.get(address).copied().unwrap_or_default(),
                _ => row.delivered.u128(),
            },
        })
        .collect();
    summary.film = film.film.clone();
    summary.title = film.title.clone();
    summary.chain_id = stage.ctx.config.chain_id.clone();
    summary.denom = denom.to_string();
    summary.exponent = plan.money.exponent;
    summary.symbol = plan.money.symbol.clone();
    summary.received = check.received;
    summary.to_holders = books.series.iter().map(|series| series.funded.u128()).sum();
    summary.credited = books.series.iter().map(|series| series.credited.u128()).sum();
    summary.delivered = check.holders;
    summary.parked = check.parked;
    summary.carry = check.carry;
    summary.held = check.held;
    summary.bounties = check.bounties;
    summary.undelivered = books.undelivered();
    summary.holders = books.holders;
    summary.sets = runs.iter().map(|run| run.sets).sum();
    summary.runs = u32::try_from(runs.len())?;
    summary.run_details = runs.iter().map(of_run).collect();
    summary.retried = plot.retried;
    summary.blocks = stage.reader.chain.status().await?.height;
    summary.gas = gas(stage).await?;
    summary.keeper_restarts = stage.keeper_starts.saturating_sub(1);
    summary.check = check;
    let verdict = if summary.check.ok { "They hold to the last unit." } else { "They do NOT hold." };
    stage.event(format!("The books are read back from the bank. {verdict}")).await?;
    summary.story = std::mem::take(&mut stage.narrator.told);
    Ok((summary, payments))
}

fn wallet(party: &PartyResponse) -> Option<&String> {
    match &party.party.payee {
        Payee::Wallet { address } => Some(address),
        Payee::Series { .. } | Payee::Film { .. } => None,
    }
}

/// What the contracts say of themselves.
struct Books {
    totals: collection::TotalsResponse,
    series: Vec<SeriesResponse>,
    parked: Uint128,
    holders: u32,
}

impl Books {
    async fn read(stage: &Stage, plot: &Plot, totals: collection::TotalsResponse) -> anyhow::Result<Self> {
        let (film, reader) = (&plot.film, &stage.reader);
        let query = interchange::QueryMsg::TotalParked { denom: film.denom.clone() };
        let parked = reader.ask(&film.interchange, &query).await?;
        let mut series = Vec::new();
        let mut holders = 0;
        for (number, rights) in film.addresses.rights.iter().enumerate() {
            let query = returns::QueryMsg::Series { series: u8::try_from(number)? };
            series.push(reader.ask(&film.addresses.returns, &query).await?);
            let ledger: rights::LedgerResponse = reader.ask(rights, &rights::QueryMsg::Ledger {}).await?;
            holders += ledger.holders;
        }
        Ok(Self { totals, series, parked, holders })
    }

    /// Owed to somebody and not handed on.
    fn undelivered(&self) -> u128 {
        let of_series: u128 =
            self.series.iter().map(|one| (one.pot + one.running + one.credited - one.delivered).u128()).sum();
        of_series + (self.totals.credited - self.totals.delivered).u128()
    }
}

fn hold_against(check: &mut MoneyCheck, books: &Books, booked: &[PartyResponse], plot: &Plot) {
    let mut same = |what: &str, bank: u128, book: u128| {
        if bank != book {
            check.faults.push(format!("{what}: the bank says {bank}, the contract {book}"));
        }
    };
    let carry: u128 = books.series.iter().map(|one| one.carry.u128()).sum();
    let (received, parked, carried, held) = (check.received, check.parked, check.carry, check.held);
    same("received", received, books.totals.received.u128());
    same("parked", parked, books.parked.u128());
    same("carried in returns", carried, carry);
    same("held in the collection account", held, books.totals.held.u128());
    let left = books.undelivered();
    if left > 0 {
        check.faults.push(format!("{left} are owed and nobody has delivered them"));
    }
    for party in booked {
        if party.credited != party.delivered {
            let (id, credited, delivered) = (&party.party.id, party.credited, party.delivered);
            check.faults.push(format!("{id}: credited {credited}, delivered {delivered}"));
        }
    }
    let credited: BTreeMap<String, u128> =
        booked.iter().map(|party| (party.party.id.clone(), party.credited.u128())).collect();
    if plot.expected != credited {
        check.faults.push(format!("the engine gives {:?}, the contract {credited:?}", plot.expected));
    }
}

/// Every holder's payment computed anew from the runs: ⌊pot × units ÷ supply⌋ each. Those who traded in between are
/// left out: their units differ from run to run.
fn recompute(check: &mut MoneyCheck, plot: &Plot, runs: &[Run], payments: &[u128], parties: &BTreeSet<String>) {
    let settled = |run: &&Run| matches!(run.state, RunState::Settled) && run.series == plot.series;
    for (holder, paid) in plot.holders.iter().zip(payments) {
        if plot.moved.contains(&holder.address) || parties.contains(&holder.address) {
            continue;
        }
        let due: u128 =
            runs.iter().filter(settled).map(|run| run.pot.multiply_ratio(holder.units, run.supply).u128()).sum();
        if due != *paid {
            check.faults.push(format!("{} got {paid}, by the runs it should be {due}", holder.address));
        }
    }
}

fn of_run(run: &Run) -> RunSum {
    RunSum {
        run: run.run,
        date: date::date(run.started.seconds()),
        pot: run.pot.u128(),
        credited: run.credited.u128(),
        sets: run.sets,
        hash: run.hash.clone(),
    }
}

/// Gas of the story's own transactions and of the keeper's, over all its lives.
async fn gas(stage: &Stage) -> anyhow::Result<BTreeMap<String, GasSum>> {
    let mut all = stage.gas.lock().unwrap_or_else(PoisonError::into_inner).clone();
    for (kind, totals) in stage.keeper_status().await?.kinds {
        let entry = all.entry(kind).or_default();
        entry.0 += u32::try_from(totals.txs)?;
        entry.1 += totals.gas;
    }
    Ok(all.into_iter().map(|(message, (transactions, gas))| (message, GasSum { transactions, gas })).collect())
}

/// Balances of many, several asked at once, in the order given.
async fn balances(chain: Arc<RpcChain>, denom: &str, addresses: Vec<String>) -> anyhow::Result<Vec<u128>> {
    let mut tasks = tokio::task::JoinSet::new();
    let share = addresses.len().div_ceil(AT_ONCE).max(1);
    for (number, part) in addresses.chunks(share).enumerate() {
        let (chain, denom, part) = (chain.clone(), denom.to_string(), part.to_vec());
        tasks.spawn(async move {
            let mut found = Vec::with_capacity(part.len());
            for address in part {
                found.push(chain.balance(&address, &denom).await?);
            }
            anyhow::Ok((number, found))
        });
    }
    let mut parts = BTreeMap::new();
    while let Some(done) = tasks.join_next().await {
        let (number, found) = done??;
        parts.insert(number, found);
    }
    Ok(parts.into_values().flatten().collect())
}
