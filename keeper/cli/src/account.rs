//! A film's collection account, whatever release its code is of: accounts made before 0.3 keep theirs (docs/adr/0009), and
//! answer with rows of another shape.

use backlot_api::{
    collection::{Booked, Entry, PartyResponse, QueryMsg},
    limits,
    schedule::{Party, Payee},
    studio::Film,
};
use cosmwasm_std::{Timestamp, Uint128};
use serde::Deserialize;
use serde_json::json;

use crate::ctx::Reader;

/// A party's row before 0.3.
#[derive(Deserialize)]
struct PartyBefore {
    id: String,
    payee: Payee,
    credited: Uint128,
    delivered: Uint128,
}

/// A receipt before 0.3.
#[derive(Deserialize)]
struct ReceiptBefore {
    number: u64,
    source: String,
    payer: String,
    amount: Uint128,
    reference: Option<String>,
    time: Timestamp,
}

/// Whether the film was made before 0.3.
pub fn is_before(film: &Film) -> bool {
    film.addresses.agreements.is_none()
}

/// All parties with what they were credited and paid.
///
/// # Errors
/// As any query.
pub async fn parties(reader: &Reader, film: &Film) -> anyhow::Result<Vec<PartyResponse>> {
    let account = &film.addresses.collection;
    let ask = |last: Option<String>| QueryMsg::Parties { start_after: last, limit: Some(limits::PAGE_MAX) };
    if is_before(film) {
        let rows: Vec<PartyBefore> =
            reader.ask_all(account, |last: Option<&PartyBefore>| ask(last.map(|row| row.id.clone()))).await?;
        return Ok(rows.into_iter().map(PartyBefore::now).collect());
    }
    reader.ask_all(account, |last: Option<&PartyResponse>| ask(last.map(|row| row.party.id.clone()))).await
}

/// Everything that ever moved the books; of an account from before 0.3, its receipts.
///
/// # Errors
/// As any query.
pub async fn entries(reader: &Reader, film: &Film) -> anyhow::Result<Vec<Entry>> {
    let account = &film.addresses.collection;
    if is_before(film) {
        let page = |last: Option<&ReceiptBefore>| {
            let last = last.map(|receipt| receipt.number);
            json!({ "receipts": { "start_after": last, "limit": limits::PAGE_MAX } })
        };
        let rows: Vec<ReceiptBefore> = reader.ask_all(account, page).await?;
        return Ok(rows.into_iter().map(ReceiptBefore::now).collect());
    }
    let page = |last: Option<&Entry>| QueryMsg::Entries {
        start_after: last.map(|entry| entry.number),
        limit: Some(limits::PAGE_MAX),
    };
    reader.ask_all(account, page).await
}

impl PartyBefore {
    fn now(self) -> PartyResponse {
        let Self { id, payee, credited, delivered } = self;
        let party = Party { id, payee, invested: None, held_until: None, voice: None };
        PartyResponse { party, credited, delivered }
    }
}

impl ReceiptBefore {
    fn now(self) -> Entry {
        let Self { number, source, payer, amount, reference, time } = self;
        Entry { number, time, sender: payer, booked: Booked::Received { source, amount }, reference }
    }
}

/// Who gets a party's money, for people.
pub fn paid_to(payee: &Payee) -> String {
    match payee {
        Payee::Wallet { address } => address.clone(),
        Payee::Series { series } => format!("holders of series {series}"),
        Payee::Film { account, source } => format!("{account}, as {source}"),
    }
}
