//! Answers of the account, as its queries give them.

use backlot_api::collection::*;
use backlot_statement::evidence::Answers;
use backlot_waterfall::{books::Deducted, schedule::Deduction};

use super::World;

impl World {
    pub fn answers(&self) -> Answers {
        let (names, schedule) = (&self.terms.names, &self.terms.schedule);
        let mut books = self.books.clone();
        let statement = books.statement(schedule, self.day).unwrap();
        let delivered = |id: &str| self.delivered.get(id).copied().unwrap_or(0);
        let credited: u128 = statement.parties.iter().sum();
        let all: u128 = self.delivered.values().sum();
        let parties = self.agreement.parties.iter().zip(&statement.parties).map(|(party, credited)| PartyResponse {
            party: party.clone(),
            credited: (*credited).into(),
            delivered: delivered(&party.id).into(),
        });
        let sources = names.sources.iter().zip(&statement.sources).map(|(id, source)| SourceResponse {
            id: id.clone(),
            received: source.gross.into(),
            deducted: source.deducted.into(),
        });
        let mut tables = schedule.tables.iter().zip(&names.tables).flat_map(|(count, id)| vec![id.clone(); *count]);
        let tiers = names.tiers.iter().zip(&statement.tiers).enumerate().map(|(position, (id, tier))| TierResponse {
            position: position as u32,
            table: tables.next().unwrap(),
            id: id.clone(),
            open: tier.open,
            ended: tier.ended,
            paid: tier.paid.into(),
            shares: tier
                .shares
                .iter()
                .map(|share| ShareResponse {
                    party: names.parties[share.party].clone(),
                    paid: share.paid.into(),
                    room: share.room.map(Into::into),
                })
                .collect(),
        });
        let figures = names.figures.iter().zip(&self.books.head.figures);
        Answers {
            version: self.versions.len() as u32,
            totals: TotalsResponse {
                received: self.books.received().unwrap().into(),
                credited: credited.into(),
                delivered: all.into(),
                held: statement.held.into(),
                suspense: 77u128.into(),
                entries: self.entries.len() as u64,
            },
            parties: parties.collect(),
            sources: sources.collect(),
            tiers: tiers.collect(),
            expenses: self.expenses(),
            figures: figures
                .map(|(figure, value)| FigureResponse { figure: figure.clone(), value: (*value).into() })
                .collect(),
            suspense: vec![suspense(1, "uusd", 77, self), suspense(2, "uother", 5, self)],
            deficit: books.deficit(schedule, self.day).unwrap().into(),
            surplus: 3u128.into(),
            balance: (credited - all + statement.held + 77 + 3).into(),
            books: BooksResponse { terms: self.terms.encode().into(), books: books.encode(schedule).unwrap().into() },
        }
    }

    fn expenses(&self) -> Vec<ExpensesResponse> {
        let (names, schedule) = (&self.terms.names, &self.terms.schedule);
        let mut rows = Vec::new();
        for (at, source) in schedule.sources.iter().enumerate() {
            for (deduction, account) in source.deductions.iter().zip(&self.books.head.deducted[at]) {
                if let (Deduction::Expenses { party, cap }, Deducted::Expenses { taken, approved }) =
                    (deduction, account)
                {
                    rows.push(ExpensesResponse {
                        source: names.sources[at].clone(),
                        party: names.parties[*party].clone(),
                        cap: (*cap).into(),
                        approved: (*approved).into(),
                        recovered: (*taken).into(),
                    });
                }
            }
        }
        rows
    }
}

fn suspense(entry: u64, denom: &str, amount: u128, world: &World) -> Suspense {
    Suspense {
        entry,
        sender: "somebody".into(),
        denom: denom.into(),
        amount: amount.into(),
        note: None,
        time: world.now(),
    }
}
