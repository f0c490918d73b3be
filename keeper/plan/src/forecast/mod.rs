//! What receipts would give to whom: the plan run through the same engine as the contract's.

mod division;

use backlot_api::collection::{Booked, Entry};
use backlot_waterfall::{schedule::Deduction, Books, Terms};
use serde::Serialize;

pub use division::{taken_by, Division, Part, SourcePart, TierPart, RESERVE};

use crate::{
    date,
    plan::{Diagnostics, Plan},
    receipts::{Kind, Row},
    Fault,
};

/// A plan's agreement, ready to divide.
pub struct Forecast<'a> {
    plan: &'a Plan,
    terms: Terms,
}

/// An account of a plan in the making.
#[derive(Clone, Debug)]
pub struct Account {
    books: Books<'static>,
    day: u32,
}

/// Receipts line by line.
#[derive(Clone, Debug, Serialize)]
pub struct Course {
    /// How the account stands after each line.
    pub steps: Vec<Step>,
    /// When each party that has caps has recouped.
    pub recoups: Vec<Recoups>,
}

/// After a line.
#[derive(Clone, Debug, Serialize)]
pub struct Step {
    /// Date and what happened.
    pub after: String,
    /// How the account stands.
    #[serde(flatten)]
    pub division: Division,
}

/// When a party has recouped: when all its shares that have a cap, in tiers that take money or have ended, are full.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Recoups {
    /// Party.
    pub party: String,
    /// Receipts in all from which on it has; none: it has not.
    #[serde(serialize_with = "crate::amount::json_maybe")]
    pub level: Option<u128>,
    /// The day on which it has for the first time, `YYYY-MM-DD`.
    pub on: Option<String>,
}

impl<'a> Forecast<'a> {
    /// The agreement of a plan.
    ///
    /// # Errors
    /// What the engine refuses. A plan that was read has been through it.
    pub fn new(plan: &'a Plan) -> Result<Self, Diagnostics> {
        Ok(Self { plan, terms: plan.compile()? })
    }

    /// What the engine runs.
    pub fn terms(&self) -> &Terms {
        &self.terms
    }

    /// The plan.
    pub fn plan(&self) -> &'a Plan {
        self.plan
    }

    /// The position of a source.
    pub fn source(&self, id: &str) -> Option<usize> {
        self.terms.names.source(id)
    }

    /// Nothing received yet.
    pub fn start(&self) -> Account {
        Account { books: Books::start(&self.terms.schedule), day: 0 }
    }

    /// Nothing received yet, and all expenses approved up to their caps on this day: what a level of receipts is asked for.
    ///
    /// # Errors
    /// Never for a schedule that was checked.
    pub fn start_approved(&self, day: u32) -> Result<Account, Fault> {
        let mut account = self.start();
        for (at, source) in self.terms.schedule.sources.iter().enumerate() {
            for deduction in &source.deductions {
                if let Deduction::Expenses { party, cap } = deduction {
                    account.books.approve(&self.terms.schedule, at, *party, *cap, day)?;
                }
            }
        }
        account.day = day;
        Ok(account)
    }

    /// Books a line of a receipts file.
    ///
    /// # Errors
    /// A name that the plan does not have; what the engine refuses.
    pub fn book(&self, account: &mut Account, row: &Row) -> Result<(), Fault> {
        let (line, names, schedule) = (row.line, &self.terms.names, &self.terms.schedule);
        let unknown =
            |kind, id: &str, known: &[String]| Fault::Unknown { line, kind, id: id.to_string(), known: known.to_vec() };
        let source = || names.source(&row.source).ok_or_else(|| unknown("source", &row.source, &names.sources));
        let day = u32::try_from(date::seconds(&row.date).unwrap_or(0) / 86_400).unwrap_or(u32::MAX);
        let books = &mut account.books;
        let booked = match row.kind {
            Kind::Receipt => books.receive(schedule, source()?, row.amount, day).map(drop),
            Kind::Approve => {
                let party = names.party(&row.party).ok_or_else(|| unknown("party", &row.party, &names.parties))?;
                books.approve(schedule, source()?, party, row.amount, day)
            }
            Kind::Attest => {
                let figure = names.figure(&row.figure);
                let figure = figure.ok_or_else(|| unknown("figure", &row.figure, &names.figures))?;
                books.attest(schedule, figure, row.amount, day)
            }
            Kind::Release => books.release(schedule, day).map(drop),
        };
        booked.map_err(|error| Fault::Refused { line, error })?;
        account.day = account.day.max(day);
        Ok(())
    }

    /// Receives on a day.
    ///
    /// # Errors
    /// What the engine refuses.
    pub fn receive(&self, account: &mut Account, source: usize, amount: u128, day: u32) -> Result<(), Fault> {
        account.books.receive(&self.terms.schedule, source, amount, day)?;
        account.day = account.day.max(day);
        Ok(())
    }

    /// Attests a figure, by its position.
    ///
    /// # Errors
    /// What the engine refuses.
    pub fn attest(&self, account: &mut Account, figure: usize, value: u128, day: u32) -> Result<(), Fault> {
        account.books.attest(&self.terms.schedule, figure, value, day)?;
        account.day = account.day.max(day);
        Ok(())
    }

    /// Divides these lines.
    ///
    /// # Errors
    /// As [`book`](Self::book).
    pub fn divide<'r>(&self, rows: impl IntoIterator<Item = &'r Row>) -> Result<Division, Fault> {
        let mut account = self.start();
        for row in rows {
            self.book(&mut account, row)?;
        }
        self.division(&mut account)
    }

    /// Divides these lines and looks after each of them.
    ///
    /// # Errors
    /// As [`book`](Self::book).
    pub fn course(&self, rows: &[Row]) -> Result<Course, Fault> {
        let mut account = self.start();
        let mut steps = Vec::with_capacity(rows.len());
        let mut recoups = self.nobody_yet();
        for row in rows {
            self.book(&mut account, row)?;
            let division = self.division(&mut account)?;
            for found in
                recoups.iter_mut().filter(|found| found.on.is_none() && division.recouped.contains(&found.party))
            {
                (found.on, found.level) = (Some(row.date.clone()), Some(division.received));
            }
            steps.push(Step { after: format!("{} {}", row.date, row.what()), division });
        }
        Ok(Course { steps, recoups })
    }

    /// Divides what a chain's account has booked, on the days on which it did.
    ///
    /// # Errors
    /// As [`book`](Self::book); an entry under another version of the agreement than the plan's.
    pub fn replay(&self, entries: &[Entry]) -> Result<Division, Fault> {
        let mut account = self.start();
        for entry in entries {
            self.book(&mut account, &row_of(entry)?)?;
        }
        self.division(&mut account)
    }

    /// How an account stands.
    ///
    /// # Errors
    /// Never for an account of this forecast.
    pub fn division(&self, account: &mut Account) -> Result<Division, Fault> {
        let statement = account.books.statement(&self.terms.schedule, account.day)?;
        Ok(Division::of(self.plan, &self.terms.names, statement))
    }

    /// Positions of the parties that have recouped.
    ///
    /// # Errors
    /// Never for an account of this forecast.
    pub(crate) fn recouped(&self, account: &mut Account) -> Result<Vec<usize>, Fault> {
        let statement = account.books.statement(&self.terms.schedule, account.day)?;
        Ok(division::recouped(&statement.tiers))
    }

    /// Each party that has a cap somewhere, none of them recouped.
    pub(crate) fn nobody_yet(&self) -> Vec<Recoups> {
        let capped = |party: &str| {
            let mut shares = self.plan.tiers.iter().flat_map(|tier| &tier.shares);
            shares.any(|share| share.value.party == party && share.value.cap.is_some())
        };
        let parties = self.plan.parties.iter().map(|party| &party.id.value).filter(|party| capped(party));
        parties.map(|party| Recoups { party: party.clone(), level: None, on: None }).collect()
    }
}

/// An entry of a chain's account as a line.
fn row_of(entry: &Entry) -> Result<Row, Fault> {
    let mut row = Row {
        line: usize::try_from(entry.number).unwrap_or(usize::MAX),
        date: date::date(entry.time.seconds()),
        kind: Kind::Receipt,
        source: String::new(),
        party: String::new(),
        figure: String::new(),
        amount: 0,
        reference: entry.reference.clone().unwrap_or_default(),
    };
    match &entry.booked {
        Booked::Received { source, amount } => (row.source, row.amount) = (source.clone(), amount.u128()),
        Booked::Approved { source, party, amount } => {
            (row.kind, row.source, row.party) = (Kind::Approve, source.clone(), party.clone());
            row.amount = amount.u128();
        }
        Booked::Attested { figure, value } => {
            (row.kind, row.figure, row.amount) = (Kind::Attest, figure.clone(), value.u128());
        }
        Booked::Released {} => row.kind = Kind::Release,
        Booked::Deficit { .. } | Booked::Amended { .. } => return Err(Fault::Foreign { number: entry.number }),
    }
    Ok(row)
}
