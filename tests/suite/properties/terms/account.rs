//! What holds for an account under any agreement.

use std::collections::BTreeMap;

use backlot_api::collection::{BooksResponse, PartyResponse, QueryMsg, TotalsResponse};
use backlot_tests::film::USD;
use backlot_waterfall::{schedule::Deduction, Books, Terms};

use super::{act::Step, Stage};

/// Credits and payments by party, and the version they were made under.
pub struct Account {
    credited: BTreeMap<String, (u128, u128)>,
    received: u128,
}

impl Account {
    pub fn of(stage: &Stage) -> Self {
        let query = QueryMsg::Parties { start_after: None, limit: Some(200) };
        let film = &stage.film;
        let rows: Vec<PartyResponse> = film.app.wrap().query_wasm_smart(&film.collection, &query).unwrap();
        let row = |row: PartyResponse| (row.party.id, (row.credited.u128(), row.delivered.u128()));
        Self { credited: rows.into_iter().map(row).collect(), received: film.totals().received.u128() }
    }

    pub fn check(&self, stage: &Stage, step: &Step, done: bool) {
        if !done {
            // I8 says it all.
            return;
        }
        let now = Self::of(stage);
        for (party, (credited, delivered)) in &self.credited {
            let (after, paid) = now.credited[party];
            assert!(after >= *credited && paid >= *delivered && paid <= after, "{party} lost in {step:?}");
            // Money comes in by receipts and releases; an amendment least of all gives or takes any.
            assert!(step.credits() || after == *credited, "{party} was credited by {step:?}");
            assert!(matches!(step, Step::Deliver) || paid == *delivered, "{party} was paid by {step:?}");
        }
        assert!(step.receives() || now.received == self.received, "{step:?} is no receipt");
        places(stage, step);
        sister(stage, step);
    }
}

/// P6 as an equality: what was received lies with parties, in tiers as what floors left, or in reserves; and what
/// parties have came out of tiers or off the top.
fn places(stage: &Stage, step: &Step) {
    let film = &stage.film;
    let query = QueryMsg::Books {};
    let kept: BooksResponse = film.app.wrap().query_wasm_smart(&film.collection, &query).unwrap();
    let Terms { schedule, .. } = Terms::decode(&kept.terms).unwrap();
    let mut books = Books::decode(&schedule, &kept.books).unwrap();
    let today = u32::try_from(film.now().seconds() / 86_400).unwrap();
    let standing = books.statement(&schedule, today).unwrap();
    let totals = film.totals();
    assert_eq!(standing.held, totals.held.u128(), "P6 after {step:?}: what waits, counted where it waits");
    assert_eq!(standing.parties.iter().sum::<u128>(), totals.credited.u128(), "P6 after {step:?}");
    let mut out = 0;
    for tier in &standing.tiers {
        assert_eq!(tier.shares.iter().map(|share| share.paid).sum::<u128>(), tier.paid, "P6 after {step:?}");
        out += tier.paid;
    }
    for (source, status) in schedule.sources.iter().zip(&standing.sources) {
        let pairs = source.deductions.iter().zip(&status.taken);
        let kept = pairs.filter(|(deduction, _)| !matches!(deduction, Deduction::Reserve { .. }));
        out += kept.map(|(_, taken)| taken).sum::<u128>();
    }
    assert_eq!(out, totals.credited.u128(), "P6 after {step:?}: by places and by parties");
}

/// P13 for the other film: what is covered of its deficit is a receipt there, with its coins.
fn sister(stage: &Stage, step: &Step) {
    let app = stage.film.app.wrap();
    let totals: TotalsResponse = app.query_wasm_smart(&stage.sister, &QueryMsg::Totals {}).unwrap();
    let balance = app.query_balance(&stage.sister, USD).unwrap().amount;
    assert_eq!(totals.received, totals.credited + totals.held, "I1 of the sister after {step:?}");
    assert_eq!(balance, totals.received - totals.delivered, "I2 of the sister after {step:?}");
}
