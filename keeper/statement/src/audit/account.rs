//! The account as it stands: parties, sources, tiers, totals.

use std::collections::BTreeMap;

use backlot_api::{collection::Booked, schedule::Party};
use backlot_waterfall::{books::Deducted, schedule::Deduction, Statement, TierStatus};

use super::{About, Check};
use crate::{
    evidence::Evidence,
    fault::Fault,
    replay::{name, tables, Replay},
};

const ALL: About<'static> = About { entry: None, party: None };

impl Check {
    pub(super) fn accounts(&mut self, evidence: &Evidence, replay: &mut Replay<'_>) -> Result<(), Fault> {
        let standing = replay.player.standing(evidence.day())?;
        self.parties(evidence, replay);
        self.sources(evidence, replay, &standing);
        self.tiers(evidence, replay, &standing);
        self.totals(evidence, replay, &standing);
        self.expenses(evidence, replay);
        self.figures(evidence, replay);
        self.licences(evidence);
        let player = &mut replay.player;
        let deficit = player.books.deficit(&player.terms.schedule, evidence.day())?;
        let answers = &evidence.answers;
        self.same(ALL, "deficit", deficit, answers.deficit.u128());
        self.same(ALL, "terms, byte for byte", hex(&player.terms.encode()), hex(answers.books.terms.as_slice()));
        let books = player.books.encode(&player.terms.schedule).unwrap_or_default();
        self.same(ALL, "books, byte for byte", hex(&books), hex(answers.books.books.as_slice()));
        Ok(())
    }

    fn parties(&mut self, evidence: &Evidence, replay: &Replay<'_>) {
        let (answers, player) = (&evidence.answers, &replay.player);
        let expected: Vec<(&Party, u128)> =
            player.agreement.parties.iter().zip(player.books.head.credited.iter().copied()).collect();
        let pairs =
            self.pairs("party", &expected, &answers.parties, |(party, _)| party.id.clone(), |row| row.party.id.clone());
        let mut paid: BTreeMap<&str, u128> = BTreeMap::new();
        for delivery in evidence.deliveries.iter().flatten() {
            let about = About { entry: None, party: Some(&delivery.party) };
            if delivery.time > evidence.as_of {
                self.note(about, "time of a payment", format!("not after {}", evidence.as_of), delivery.time);
            }
            let sum = paid.entry(&delivery.party).or_default();
            *sum = sum.saturating_add(delivery.amount.u128());
        }
        for party in paid.keys().filter(|party| !answers.parties.iter().any(|row| row.party.id == **party)) {
            self.note(About { entry: None, party: Some(party) }, "payment", "to a party", "to nobody known");
        }
        for ((party, credited), row) in pairs {
            let about = About { entry: None, party: Some(&party.id) };
            self.same(about, "terms", format!("{party:?}"), format!("{:?}", row.party));
            self.same(about, "credited in all", *credited, row.credited.u128());
            if row.delivered > row.credited {
                self.note(about, "paid out", format!("at most {}", row.credited), row.delivered);
            }
            if evidence.deliveries.is_some() {
                let sum = paid.get(party.id.as_str()).copied().unwrap_or(0);
                self.same(about, "paid out, by payments", sum, row.delivered.u128());
            }
        }
    }

    fn sources(&mut self, evidence: &Evidence, replay: &Replay<'_>, standing: &Statement) {
        let names = &replay.player.terms.names;
        let expected: Vec<_> = names.sources.iter().zip(&standing.sources).collect();
        let found = &evidence.answers.sources;
        for ((id, status), row) in self.pairs("source", &expected, found, |(id, _)| (*id).clone(), |row| row.id.clone())
        {
            self.same(ALL, format!("source {id}, received"), status.gross, row.received.u128());
            self.same(ALL, format!("source {id}, taken off the top"), status.deducted, row.deducted.u128());
        }
    }

    fn tiers(&mut self, evidence: &Evidence, replay: &Replay<'_>, standing: &Statement) {
        let names = &replay.player.terms.names;
        let tables = tables(&replay.player.terms.schedule, names);
        let expected: Vec<(usize, (&String, &String), &TierStatus)> = tables
            .iter()
            .zip(&names.tiers)
            .zip(&standing.tiers)
            .enumerate()
            .map(|(position, (of, status))| (position, of, status))
            .collect();
        let found = &evidence.answers.tiers;
        let key = |row: &(usize, (&String, &String), &TierStatus)| row.1 .1.clone();
        for ((position, (table, id), status), row) in self.pairs("tier", &expected, found, key, |row| row.id.clone()) {
            let what = |what: &str| format!("tier {id}, {what}");
            self.same(ALL, what("position"), *position as u64, u64::from(row.position));
            self.same(ALL, what("table"), table.as_str(), row.table.as_str());
            self.same(ALL, what("open"), status.open, row.open);
            self.same(ALL, what("ended"), status.ended, row.ended);
            self.same(ALL, what("paid"), status.paid, row.paid.u128());
            self.same(ALL, what("number of shares"), status.shares.len(), row.shares.len());
            for (share, row) in status.shares.iter().zip(&row.shares) {
                let party = name(&names.parties, share.party);
                let about = About { entry: None, party: Some(&party) };
                self.same(about, what("party of a share"), party.as_str(), row.party.as_str());
                self.same(about, what("paid"), share.paid, row.paid.u128());
                let room = |room: Option<u128>| room.map_or_else(|| "open".to_string(), |room| room.to_string());
                self.same(about, what("room"), room(share.room), room(row.room.map(|room| room.u128())));
            }
        }
    }

    fn totals(&mut self, evidence: &Evidence, replay: &Replay<'_>, standing: &Statement) {
        let (answers, totals) = (&evidence.answers, &evidence.answers.totals);
        let sum = |parts: &mut dyn Iterator<Item = u128>| parts.fold(0u128, u128::saturating_add);
        let received = sum(&mut standing.sources.iter().map(|source| source.gross));
        let credited = sum(&mut standing.parties.iter().copied());
        self.same(ALL, "received in all", received, totals.received.u128());
        self.same(ALL, "credited in all", credited, totals.credited.u128());
        self.same(ALL, "held in all", standing.held, totals.held.u128());
        // Conservation, from both ends: what waits is counted where it waits.
        self.same(ALL, "received less credited", received.saturating_sub(credited), standing.held);
        self.same(ALL, "number of entries", replay.steps.len() as u64, totals.entries);
        let delivered = sum(&mut answers.parties.iter().map(|party| party.delivered.u128()));
        self.same(ALL, "paid out in all", delivered, totals.delivered.u128());
        let waits = answers.suspense.iter().filter(|waits| waits.denom == evidence.denom);
        let suspense = sum(&mut waits.map(|waits| waits.amount.u128()));
        self.same(ALL, "in suspense", suspense, totals.suspense.u128());
        let owed =
            sum(&mut [credited.saturating_sub(delivered), standing.held, suspense, answers.surplus.u128()].into_iter());
        self.same(ALL, "bank balance", owed, answers.balance.u128());
    }

    fn expenses(&mut self, evidence: &Evidence, replay: &Replay<'_>) {
        let (terms, head) = (&replay.player.terms, &replay.player.books.head);
        let mut expected = Vec::new();
        let sources = terms.names.sources.iter().zip(&terms.schedule.sources).zip(&head.deducted);
        for ((source, deductions), accounts) in sources {
            for pair in deductions.deductions.iter().zip(accounts) {
                if let (Deduction::Expenses { party, cap }, Deducted::Expenses { taken, approved }) = pair {
                    expected.push((source, name(&terms.names.parties, *party), *cap, *approved, *taken));
                }
            }
        }
        let key = |source: &str, party: &str| format!("of {party} at {source}");
        let found = &evidence.answers.expenses;
        let pairs =
            self.pairs("expenses", &expected, found, |row| key(row.0, &row.1), |row| key(&row.source, &row.party));
        for ((source, party, cap, approved, taken), row) in pairs {
            let about = About { entry: None, party: Some(party) };
            let what = |what: &str| format!("expenses at {source}, {what}");
            self.same(about, what("cap"), *cap, row.cap.u128());
            self.same(about, what("approved"), *approved, row.approved.u128());
            self.same(about, what("recovered"), *taken, row.recovered.u128());
        }
    }

    fn figures(&mut self, evidence: &Evidence, replay: &Replay<'_>) {
        let names = &replay.player.terms.names;
        let expected: Vec<_> = names.figures.iter().zip(&replay.player.books.head.figures).collect();
        let found = &evidence.answers.figures;
        let pairs = self.pairs("figure", &expected, found, |(id, _)| (*id).clone(), |row| row.figure.clone());
        for ((id, value), row) in pairs {
            self.same(ALL, format!("figure {id}"), **value, row.value.u128());
        }
    }

    /// What licensees paid is what the account received from the licences, source by source; reported against paid.
    fn licences(&mut self, evidence: &Evidence) {
        let Some(licences) = &evidence.licences else { return };
        let mut expected: BTreeMap<&str, (u64, u128)> = BTreeMap::new();
        for entry in evidence.entries.iter().filter(|entry| entry.sender == licences.contract) {
            if let Booked::Received { source, amount } = &entry.booked {
                let (count, sum) = expected.entry(source).or_default();
                (*count, *sum) = (count.saturating_add(1), sum.saturating_add(amount.u128()));
            }
        }
        let mut found: BTreeMap<&str, (u64, u128)> = BTreeMap::new();
        let key = |id: &String| id.clone();
        let ids: Vec<String> = licences.licences.iter().map(|licence| licence.grant.id.clone()).collect();
        let pairs = self.pairs("licence", &ids, &licences.reconciliations, key, |row| row.licence.clone());
        for (id, row) in pairs {
            let (reported, paid) = (row.reported.u128(), row.paid.u128());
            self.same(
                ALL,
                format!("licence {id}, reported and not paid"),
                reported.saturating_sub(paid),
                row.unpaid.u128(),
            );
            let unreported = paid.saturating_sub(reported);
            self.same(ALL, format!("licence {id}, paid and not reported"), unreported, row.unreported.u128());
            if let Some(licence) = licences.licences.iter().find(|licence| licence.grant.id == *id) {
                let (count, sum) = found.entry(&licence.grant.source).or_default();
                (*count, *sum) = (count.saturating_add(row.payments), sum.saturating_add(paid));
            }
        }
        for source in expected.keys().chain(found.keys()).copied().collect::<std::collections::BTreeSet<_>>() {
            let get = |side: &BTreeMap<&str, (u64, u128)>| side.get(source).copied().unwrap_or_default();
            let ((payments, paid), (told, sum)) = (get(&expected), get(&found));
            self.same(ALL, format!("source {source}, payments of licensees"), payments, told);
            self.same(ALL, format!("source {source}, paid by licensees"), paid, sum);
        }
    }
}

fn hex(bytes: &[u8]) -> String {
    cosmwasm_std::HexBinary::from(bytes).to_hex()
}
