//! Asks the chain for everything an audit needs.

use std::collections::BTreeMap;

use anyhow::Context;
use backlot_api::{
    agreements::{self, VersionResponse, VersionSummary},
    collection::{
        self, Booked, CollectionCredited, CollectionDelivered, CollectionReceived, Credit, Entry, PartyResponse,
        QueryMsg, SourceResponse, Suspense, TierResponse, TotalsResponse,
    },
    event::TypedEvent,
    licences::{self, Licence, ReconciliationResponse},
    limits,
    studio::Film,
};
use backlot_chain::{Chain, ChainError, Status, TxOutcome};
use backlot_statement::{
    evidence::{Answers, Delivery, Licences, Said, Version},
    Evidence, Unit,
};
use cosmwasm_std::{Timestamp, Uint128};

use crate::{
    ctx::{Ctx, Reader},
    exit::{Exit, Failure},
    progress,
};

/// Times the answers are asked for anew when the account moved in between.
const TRIES: usize = 10;
/// Transactions asked for at once; CometBFT gives no more.
const TXS: u32 = 100;
const PAGE: Option<u32> = Some(limits::PAGE_MAX);

/// What the chain says of a film, all of one moment. `exponent`: decimals between a whole coin and a base unit.
///
/// # Errors
/// A film from before agreements could be amended; an account that never stands still; as any query.
pub async fn gather(ctx: &Ctx, reader: &Reader, film: &Film, exponent: u8) -> anyhow::Result<Evidence> {
    let Some(agreements) = &film.addresses.agreements else {
        return Err(Failure::nothing(format!("`{}` was made before 0.3 and keeps no entries to audit", film.film)));
    };
    let account = Account { ctx, reader, film, address: &film.addresses.collection };
    let (answers, licences, status) = account.answers().await?;
    let entries = account.entries(answers.totals.entries).await?;
    let versions = account.versions(agreements, answers.version).await?;
    let said = account.said(&entries).await?;
    // Payments are known where the node has all receipts: then it has not forgotten anything.
    let moves = entries.iter().filter(|entry| matches!(entry.booked, Booked::Received { .. } | Booked::Released {}));
    let deliveries = if moves.count() == said.len() { account.deliveries(status.height).await? } else { None };
    Ok(Evidence {
        film: film.film.clone(),
        title: film.title.clone(),
        denom: film.denom.clone(),
        unit: Unit { symbol: symbol(&film.denom, exponent), decimals: exponent },
        as_of: Timestamp::from_nanos(status.time_ns),
        versions,
        entries,
        answers,
        said,
        deliveries,
        licences,
    })
}

/// `USD` of `uusd`, where the base unit is a millionth.
fn symbol(denom: &str, exponent: u8) -> String {
    match denom.strip_prefix('u') {
        Some(whole) if exponent == 6 && !whole.is_empty() => whole.to_uppercase(),
        _ => denom.to_string(),
    }
}

struct Account<'a> {
    ctx: &'a Ctx,
    reader: &'a Reader,
    film: &'a Film,
    address: &'a str,
}

/// What tells whether the account moved: sums, version, money, and the day that caps are of.
type Mark = (TotalsResponse, u32, u128, u64);

impl Account<'_> {
    /// All answers, of one moment: asked for anew where the account moved while they were.
    async fn answers(&self) -> anyhow::Result<(Answers, Option<Licences>, Status)> {
        let (mut before, mut status) = self.mark().await?;
        for _ in 0..TRIES {
            let answers = self.ask_all(&before).await?;
            let licences = self.licences().await?;
            let (after, later) = self.mark().await?;
            if before == after {
                // Nothing moved from the first mark to the second: the answers are those of the block between.
                return Ok((answers, licences, status));
            }
            (before, status) = (after, later);
        }
        Err(Failure::with(Exit::Failed, format!("the account moved {TRIES} times while it was read: try again")))
    }

    async fn mark(&self) -> anyhow::Result<(Mark, Status)> {
        let config: collection::ConfigResponse = self.reader.ask(self.address, &QueryMsg::Config {}).await?;
        let totals = self.reader.ask(self.address, &QueryMsg::Totals {}).await?;
        let balance = self.reader.chain.balance(self.address, &self.film.denom).await?;
        // Last: whatever was read before is not of a later block.
        let status = self.reader.chain.status().await?;
        Ok(((totals, config.version, balance, status.time_ns / 1_000_000_000 / 86_400), status))
    }

    async fn ask_all(&self, (totals, version, balance, _): &Mark) -> anyhow::Result<Answers> {
        let (reader, address) = (self.reader, self.address);
        let parties = |last: Option<&PartyResponse>| QueryMsg::Parties {
            start_after: last.map(|row| row.party.id.clone()),
            limit: PAGE,
        };
        let sources = |last: Option<&SourceResponse>| QueryMsg::Sources {
            start_after: last.map(|row| row.id.clone()),
            limit: PAGE,
        };
        let tiers =
            |last: Option<&TierResponse>| QueryMsg::Tiers { start_after: last.map(|row| row.position), limit: PAGE };
        let suspense =
            |last: Option<&Suspense>| QueryMsg::Suspense { start_after: last.map(|row| row.entry), limit: PAGE };
        Ok(Answers {
            version: *version,
            totals: totals.clone(),
            parties: reader.ask_all(address, parties).await?,
            sources: reader.ask_all(address, sources).await?,
            tiers: reader.ask_all(address, tiers).await?,
            expenses: reader.ask(address, &QueryMsg::Expenses {}).await?,
            figures: reader.ask(address, &QueryMsg::Figures {}).await?,
            suspense: reader.ask_all(address, suspense).await?,
            deficit: reader.ask(address, &QueryMsg::Deficit {}).await?,
            surplus: reader.ask(address, &QueryMsg::Surplus { denom: self.film.denom.clone() }).await?,
            balance: Uint128::new(*balance),
            books: reader.ask(address, &QueryMsg::Books {}).await?,
        })
    }

    async fn licences(&self) -> anyhow::Result<Option<Licences>> {
        let Some(contract) = &self.film.addresses.licences else { return Ok(None) };
        let licences = |last: Option<&Licence>| licences::QueryMsg::Licences {
            start_after: last.map(|row| row.grant.id.clone()),
            limit: PAGE,
        };
        let reconciliations = |last: Option<&ReconciliationResponse>| licences::QueryMsg::Reconciliations {
            start_after: last.map(|row| row.licence.clone()),
            limit: PAGE,
        };
        Ok(Some(Licences {
            contract: contract.clone(),
            licences: self.reader.ask_all(contract, licences).await?,
            reconciliations: self.reader.ask_all(contract, reconciliations).await?,
        }))
    }

    async fn entries(&self, count: u64) -> anyhow::Result<Vec<Entry>> {
        let bar = progress::bar(&self.ctx.global, count, "reading entries");
        let mut entries: Vec<Entry> = Vec::new();
        while (entries.len() as u64) < count {
            let query = QueryMsg::Entries { start_after: entries.last().map(|entry| entry.number), limit: PAGE };
            let rows: Vec<Entry> = self.reader.ask(self.address, &query).await?;
            if rows.is_empty() {
                break;
            }
            bar.inc(rows.len() as u64);
            entries.extend(rows);
        }
        bar.finish_and_clear();
        // What came after the answers were read is no part of them.
        entries.truncate(usize::try_from(count).unwrap_or(usize::MAX));
        Ok(entries)
    }

    async fn versions(&self, agreements: &str, last: u32) -> anyhow::Result<Vec<Version>> {
        let page = |row: Option<&VersionSummary>| agreements::QueryMsg::Versions {
            start_after: row.map(|row| row.version),
            limit: PAGE,
        };
        let summaries: Vec<VersionSummary> = self.reader.ask_all(agreements, page).await?;
        let mut versions = Vec::new();
        for summary in summaries.into_iter().filter(|summary| summary.version <= last) {
            let query = agreements::QueryMsg::Version { version: summary.version };
            let answer: VersionResponse = self.reader.ask(agreements, &query).await?;
            versions.push(Version {
                version: summary.version,
                adopted: summary.adopted,
                sha256: summary.sha256.as_slice().into(),
                text: String::from_utf8(answer.agreement.into()).context("an agreement is no text")?,
            });
        }
        Ok(versions)
    }

    /// What the events of receipts and releases said, as far as the node has them still.
    async fn said(&self, entries: &[Entry]) -> anyhow::Result<Vec<Said>> {
        let last = entries.last().map_or(0, |entry| entry.number);
        let mut said: BTreeMap<u64, Said> = BTreeMap::new();
        for tx in self.transactions::<CollectionReceived>("reading receipts' events").await? {
            for event in CollectionReceived::read_all(&tx.events, self.address) {
                let CollectionReceived { number, source, amount, deducted, credited, held } = event;
                let (amount, deducted, credited) = (amount.into(), deducted.into(), credited.into());
                said.insert(
                    number,
                    Said { number, source, amount, deducted, credited, held: held.into(), credits: vec![] },
                );
            }
            for CollectionCredited { number, party, amount } in CollectionCredited::read_all(&tx.events, self.address) {
                if let Some(said) = said.get_mut(&number) {
                    said.credits.push(Credit { party, amount: amount.into() });
                }
            }
        }
        Ok(said.into_values().filter(|said| said.number <= last).collect())
    }

    /// All payments up to a height; none where the node cannot tell when they were.
    async fn deliveries(&self, height: u64) -> anyhow::Result<Option<Vec<Delivery>>> {
        let mut times: BTreeMap<u64, Timestamp> = BTreeMap::new();
        let mut deliveries = Vec::new();
        for tx in self.transactions::<CollectionDelivered>("reading payments").await? {
            if tx.height > height {
                break;
            }
            let time = match times.get(&tx.height) {
                Some(time) => *time,
                None => match self.reader.chain.time_of(tx.height).await {
                    Ok(nanos) => Timestamp::from_nanos(nanos),
                    Err(ChainError::Refused { .. }) => return Ok(None),
                    Err(fault) => return Err(fault.into()),
                },
            };
            times.insert(tx.height, time);
            for CollectionDelivered { party, amount } in CollectionDelivered::read_all(&tx.events, self.address) {
                deliveries.push(Delivery { time, party, amount: amount.into() });
            }
        }
        Ok(Some(deliveries))
    }

    /// Transactions with an event of ours, oldest first; none where the node has no index.
    async fn transactions<E: TypedEvent>(&self, what: &'static str) -> anyhow::Result<Vec<TxOutcome>> {
        let query = format!("wasm-{}._contract_address='{}'", E::TYPE, self.address);
        let bar = progress::bar(&self.ctx.global, 0, what);
        let mut all: Vec<TxOutcome> = Vec::new();
        for page in 1.. {
            let found = match self.reader.chain.search_txs(&query, page, TXS).await {
                Ok(found) => found,
                Err(ChainError::Refused { .. }) if page == 1 => break,
                Err(fault) => return Err(fault.into()),
            };
            let full = found.len() >= TXS as usize;
            bar.inc_length(found.len() as u64);
            bar.inc(found.len() as u64);
            all.extend(found);
            if !full {
                break;
            }
        }
        bar.finish_and_clear();
        Ok(all)
    }
}
