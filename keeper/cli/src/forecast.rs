//! What receipts would give to whom: the plan run through the same engine as the contract's.

use backlot_api::collection::{Booked, Entry};
use backlot_waterfall::{schedule::Deduction, BookError, Books, Terms, TierStatus};
use serde::Serialize;

use crate::{
    exit::Failure,
    plan::{Diagnostics, Plan},
    receipts::{Kind, Row},
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

/// A division of receipts.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Division {
    /// All receipts.
    #[serde(serialize_with = "crate::amount::json")]
    pub received: u128,
    /// Everyone's part, in the order of the plan.
    pub parties: Vec<Part>,
    /// Each tier's, table by table.
    pub tiers: Vec<TierPart>,
    /// Each source's.
    pub sources: Vec<SourcePart>,
    /// What waits: fractions, and reserves.
    #[serde(serialize_with = "crate::amount::json")]
    pub held: u128,
    /// Parties that have all their caps in tiers that take money or have ended.
    pub recouped: Vec<String>,
}

/// A party's part.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Part {
    /// Party.
    pub party: String,
    /// Base units.
    #[serde(serialize_with = "crate::amount::json")]
    pub amount: u128,
}

/// A tier's part.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct TierPart {
    /// Id.
    pub tier: String,
    /// Its table.
    pub table: String,
    /// What people call it.
    pub title: String,
    /// Paid by it.
    #[serde(serialize_with = "crate::amount::json")]
    pub paid: u128,
    /// Whom.
    pub parts: Vec<Part>,
    /// It has ended.
    pub full: bool,
}

/// A source's part.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct SourcePart {
    /// Id.
    pub source: String,
    /// Its table.
    pub table: String,
    /// Gross.
    #[serde(serialize_with = "crate::amount::json")]
    pub gross: u128,
    /// Off the top, in the order of the plan.
    pub off_the_top: Vec<Part>,
    /// Went to the tiers; what came out of a reserve is in it.
    #[serde(serialize_with = "crate::amount::json")]
    pub net: u128,
}

/// What a reserve is called among the parts off the top.
pub const RESERVE: &str = "reserve";

impl<'a> Forecast<'a> {
    /// The agreement of a plan.
    ///
    /// # Errors
    /// What the engine refuses. A plan that was read has been through it.
    pub fn new(plan: &'a Plan) -> Result<Self, Diagnostics> {
        let terms = Terms::new(&plan.nameless()).map_err(|fault| {
            let at = crate::plan::place_of(plan, &fault.place);
            let fault = crate::plan::Diagnostic {
                at: at.start,
                len: at.len(),
                message: fault.to_string(),
                help: "change the plan there".into(),
            };
            Diagnostics::new(&plan.file, &plan.source, vec![fault])
        })?;
        Ok(Self { plan, terms })
    }

    /// What the engine runs.
    pub fn terms(&self) -> &Terms {
        &self.terms
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
    pub fn start_approved(&self, day: u32) -> Result<Account, BookError> {
        let mut account = self.start();
        for (at, source) in self.terms.schedule.sources.iter().enumerate() {
            for deduction in &source.deductions {
                if let Deduction::Expenses { party, cap } = deduction {
                    account.books.approve(&self.terms.schedule, at, *party, *cap, day)?;
                }
            }
        }
        Ok(account)
    }

    /// Books a line of a receipts file.
    ///
    /// # Errors
    /// A name that the plan does not have; what the engine refuses.
    pub fn book(&self, account: &mut Account, row: &Row) -> anyhow::Result<()> {
        let (line, names) = (row.line, &self.terms.names);
        let unknown = |what: &str, id: &str, known: &[String]| {
            Failure::usage(format!("line {line}: the plan has no {what} `{id}`; it has {}", known.join(", ")))
        };
        let source = || names.source(&row.source).ok_or_else(|| unknown("source", &row.source, &names.sources));
        let day = u32::try_from(crate::date::seconds(&row.date).unwrap_or(0) / 86_400).unwrap_or(u32::MAX);
        let schedule = &self.terms.schedule;
        let books = &mut account.books;
        let booked = match row.kind {
            Kind::Receipt => books.receive(schedule, source()?, row.amount, day).map(|_| ()),
            Kind::Approve => {
                let party = names.party(&row.party).ok_or_else(|| unknown("party", &row.party, &names.parties))?;
                books.approve(schedule, source()?, party, row.amount, day)
            }
            Kind::Attest => {
                let figure = names.figure(&row.figure).ok_or_else(|| unknown("figure", &row.figure, &names.figures))?;
                books.attest(schedule, figure, row.amount, day)
            }
            Kind::Release => books.release(schedule, day).map(|_| ()),
        };
        account.day = account.day.max(day);
        booked.map_err(|error| Failure::usage(format!("line {line}: {error}")))
    }

    /// Receives on a day.
    ///
    /// # Errors
    /// What the engine refuses.
    pub fn receive(&self, account: &mut Account, source: usize, amount: u128, day: u32) -> Result<(), BookError> {
        account.day = account.day.max(day);
        account.books.receive(&self.terms.schedule, source, amount, day).map(|_| ())
    }

    /// Divides these lines.
    ///
    /// # Errors
    /// As [`book`](Self::book).
    pub fn divide<'r>(&self, rows: impl IntoIterator<Item = &'r Row>) -> anyhow::Result<Division> {
        let mut account = self.start();
        for row in rows {
            self.book(&mut account, row)?;
        }
        self.division(&mut account)
    }

    /// Divides what a chain's account has booked, on the days on which it did.
    ///
    /// # Errors
    /// As [`book`](Self::book); an entry under another version of the agreement than the plan's.
    pub fn replay(&self, entries: &[Entry]) -> anyhow::Result<Division> {
        let mut account = self.start();
        for entry in entries {
            let mut row = Row {
                line: usize::try_from(entry.number)?,
                date: crate::date::date(entry.time.seconds()),
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
                Booked::Deficit { .. } | Booked::Amended { .. } => {
                    anyhow::bail!("entry {} is not of a plan alone: use `backlot audit`", entry.number)
                }
            }
            self.book(&mut account, &row)?;
        }
        self.division(&mut account)
    }

    /// How an account stands.
    ///
    /// # Errors
    /// Never for an account of this forecast.
    pub fn division(&self, account: &mut Account) -> anyhow::Result<Division> {
        let statement = account.books.statement(&self.terms.schedule, account.day)?;
        let plan = self.plan;
        let name = |party: usize| self.terms.names.parties.get(party).cloned().unwrap_or_default();
        let part = |party: String, amount: u128| Part { party, amount };
        let received = statement.sources.iter().map(|source| source.gross).sum();
        let sources = plan.sources.iter().zip(statement.sources).map(|(source, status)| SourcePart {
            source: source.id.value.clone(),
            table: source.table.value.clone(),
            gross: status.gross,
            net: status.gross - status.deducted,
            off_the_top: source
                .off_the_top
                .iter()
                .zip(status.taken)
                .map(|(deduction, amount)| part(taken_by(&deduction.value).to_string(), amount))
                .collect(),
        });
        let sources = sources.collect();
        let recouped = recouped(&statement.tiers).into_iter().map(name).collect();
        let by_id = |id: &str| plan.tiers.iter().find(|tier| tier.id.value == id);
        let tiers = self.terms.names.tiers.iter().zip(statement.tiers).map(|(id, status)| {
            let tier = by_id(id);
            let parts = status.shares.iter().map(|share| part(name(share.party), share.paid));
            TierPart {
                tier: id.clone(),
                table: tier.map(|tier| tier.table.value.clone()).unwrap_or_default(),
                title: tier.and_then(|tier| tier.title.clone()).unwrap_or_else(|| id.clone()),
                paid: status.paid,
                parts: parts.collect(),
                full: status.ended,
            }
        });
        Ok(Division {
            received,
            parties: statement.parties.into_iter().enumerate().map(|(at, amount)| part(name(at), amount)).collect(),
            tiers: tiers.collect(),
            sources,
            held: statement.held,
            recouped,
        })
    }
}

/// Parties that share under a cap somewhere, and nowhere have room under one.
fn recouped(tiers: &[TierStatus]) -> Vec<usize> {
    let shares = || {
        let reached = tiers.iter().filter(|tier| tier.open || tier.ended || tier.paid > 0);
        reached.flat_map(|tier| &tier.shares).filter(|share| share.room.is_some())
    };
    let mut parties: Vec<usize> = shares().map(|share| share.party).collect();
    parties.sort_unstable();
    parties.dedup();
    parties.retain(|party| shares().filter(|share| share.party == *party).all(|share| share.room == Some(0)));
    parties
}

/// Who gets a deduction.
pub fn taken_by(deduction: &backlot_api::schedule::Deduction) -> &str {
    use backlot_api::schedule::Deduction;
    match deduction {
        Deduction::Percent { party, .. } | Deduction::Expenses { party, .. } => party,
        Deduction::Reserve { .. } => RESERVE,
    }
}
