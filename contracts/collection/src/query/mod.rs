//! Reads.

use backlot_api::collection::{
    BooksResponse, ConfigResponse, Credit, Entry, ExpensesResponse, FigureResponse, PartyResponse, SourceResponse,
    Suspense, TotalsResponse,
};
use backlot_waterfall::{books::Deducted, schedule::Deduction};
use cosmwasm_std::{Addr, BlockInfo, Deps, Order, Uint128};
use cw_storage_plus::Bound;

use crate::{
    account::{day, Account},
    model::{less, plus},
    state::{self, Config, Record, Suspended, CONFIG, SUSPENDED, SUSPENSE},
    ContractError,
};

mod tiers;

pub(crate) use tiers::tiers;

type Answer<T> = Result<T, ContractError>;

pub(crate) fn config(deps: Deps) -> Answer<ConfigResponse> {
    let Config { denom, agreements, version, returns, interchange, paused } = CONFIG.load(deps.storage)?;
    let [agreements, returns, interchange] = [agreements, returns, interchange].map(String::from);
    Ok(ConfigResponse { denom, agreements, version, returns, interchange, paused })
}

pub(crate) fn totals(deps: Deps) -> Answer<TotalsResponse> {
    let denom = CONFIG.load(deps.storage)?.denom;
    let account = Account::load(deps.storage)?;
    Ok(TotalsResponse {
        received: account.received()?.into(),
        credited: account.credited()?.into(),
        delivered: state::paid(deps.storage)?.total()?.into(),
        held: account.held()?.into(),
        suspense: SUSPENDED.may_load(deps.storage, &denom)?.unwrap_or_default(),
        entries: account.entries,
    })
}

pub(crate) fn parties(deps: Deps, start_after: Option<String>, limit: Option<u32>) -> Answer<Vec<PartyResponse>> {
    let account = Account::load(deps.storage)?;
    let first = after(start_after, |id| account.party(id))?;
    let parties = state::parties(deps.storage, deps.api)?;
    let paid = state::paid(deps.storage)?.delivered;
    let rows = account.terms.names.parties.into_iter().zip(parties).zip(account.head.credited).zip(paid);
    let rows = rows.skip(first).take(backlot_kit::limit(limit));
    Ok(rows
        .map(|(((id, party), credited), delivered)| PartyResponse {
            party: party.wire(id),
            credited: credited.into(),
            delivered: delivered.into(),
        })
        .collect())
}

pub(crate) fn sources(deps: Deps, start_after: Option<String>, limit: Option<u32>) -> Answer<Vec<SourceResponse>> {
    let account = Account::load(deps.storage)?;
    let first = after(start_after, |id| account.source(id))?;
    let Account { terms, head, .. } = account;
    let rows = terms.names.sources.into_iter().zip(head.gross).zip(head.deducted);
    let mut sources = Vec::new();
    for ((id, gross), deducted) in rows.skip(first).take(backlot_kit::limit(limit)) {
        let deducted = deducted.iter().try_fold(0, |sum, account| plus(sum, account.taken()))?;
        sources.push(SourceResponse { id, received: gross.into(), deducted: deducted.into() });
    }
    Ok(sources)
}

pub(crate) fn entries(deps: Deps, start_after: Option<u64>, limit: Option<u32>) -> Answer<Vec<Entry>> {
    let last = Account::load(deps.storage)?.entries;
    let first = start_after.unwrap_or_default().saturating_add(1);
    let mut entries = Vec::new();
    for number in (first..=last).take(backlot_kit::limit(limit)) {
        let Record { time, sender, booked, reference } = state::entry(deps.storage, deps.api, number)?;
        entries.push(Entry { number, time, sender: sender.into(), booked, reference });
    }
    Ok(entries)
}

pub(crate) fn expenses(deps: Deps) -> Answer<Vec<ExpensesResponse>> {
    let account = Account::load(deps.storage)?;
    let sources = account.terms.schedule.sources.iter().zip(&account.head.deducted);
    let mut rows = Vec::new();
    for (source, (of, accounts)) in account.terms.names.sources.iter().zip(sources) {
        for (deduction, deducted) in of.deductions.iter().zip(accounts) {
            if let (Deduction::Expenses { party, cap }, Deducted::Expenses { taken, approved }) = (deduction, deducted)
            {
                let [cap, approved, recovered] = [*cap, *approved, *taken].map(Uint128::new);
                let party = account.party_id(*party)?.clone();
                rows.push(ExpensesResponse { source: source.clone(), party, cap, approved, recovered });
            }
        }
    }
    Ok(rows)
}

pub(crate) fn figures(deps: Deps) -> Answer<Vec<FigureResponse>> {
    let Account { terms, head, .. } = Account::load(deps.storage)?;
    let rows = terms.names.figures.into_iter().zip(head.figures);
    Ok(rows.map(|(figure, value)| FigureResponse { figure, value: value.into() }).collect())
}

pub(crate) fn books(deps: Deps) -> Answer<BooksResponse> {
    let account = Account::load(deps.storage)?;
    let books = account.ask(deps.storage, |books, schedule| Ok(books.encode(schedule)))?;
    let terms = state::terms_bytes(deps.storage)?.into();
    Ok(BooksResponse { terms, books: books.ok_or(ContractError::Books)?.into() })
}

pub(crate) fn deficit(deps: Deps, block: &BlockInfo) -> Answer<Uint128> {
    let account = Account::load(deps.storage)?;
    let deficit = account.ask(deps.storage, |books, schedule| books.deficit(schedule, day(block)))?;
    Ok(deficit.into())
}

pub(crate) fn suspense(deps: Deps, start_after: Option<u64>, limit: Option<u32>) -> Answer<Vec<Suspense>> {
    SUSPENSE
        .range(deps.storage, start_after.map(Bound::exclusive), None, Order::Ascending)
        .take(backlot_kit::limit(limit))
        .map(|row| {
            let (entry, Suspended { sender, denom, amount, note, time }) = row?;
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
        let received = Account::load(deps.storage)?.received()?;
        owed = plus(owed, less(received, state::paid(deps.storage)?.total()?)?)?;
    }
    Ok(less(balance, owed)?.into())
}

/// As a receipt would, it asks other films what they have not recouped.
pub(crate) fn what_if(deps: Deps, block: &BlockInfo, source: &str, amount: Uint128) -> Answer<Vec<Credit>> {
    let account = Account::load(deps.storage)?;
    let position = account.source(source)?;
    let news = account.news(deps)?;
    let receipt = account.ask(deps.storage, |books, schedule| {
        for (_, film, value) in news {
            books.read_deficit(schedule, film, value, day(block))?;
        }
        books.receive(schedule, position, amount.u128(), day(block))
    })?;
    let credits = account.terms.names.parties.into_iter().zip(receipt.credits).filter(|(_, amount)| *amount > 0);
    Ok(credits.map(|(party, amount)| Credit { party, amount: amount.into() }).collect())
}

/// The first row of a page.
fn after(start_after: Option<String>, position: impl Fn(&str) -> Answer<usize>) -> Answer<usize> {
    match start_after {
        None => Ok(0),
        Some(id) => Ok(position(&id)?.saturating_add(1)),
    }
}
