//! The books, recomputed: entry by entry, from the agreements alone.

use backlot_api::{
    collection::{Booked, Entry},
    schedule::Agreement,
};
use backlot_waterfall::{amend, schedule::Deduction, BookError, Books, Names, Schedule, Statement, Terms};
use serde::Serialize;

use crate::{
    evidence::{day, Evidence, Version},
    fault::Fault,
    figures::text,
};

/// Where a part of a credit came from.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Place {
    /// Off the top of a source.
    Top {
        /// Source.
        source: String,
    },
    /// From a tier.
    Tier {
        /// Table.
        table: String,
        /// Tier.
        tier: String,
    },
}

/// A part of a credit.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Part {
    /// Whose.
    pub party: String,
    /// From where.
    pub place: Place,
    /// Base units, above zero.
    #[serde(serialize_with = "text")]
    pub amount: u128,
}

/// What an entry did.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Step {
    /// Number of the entry.
    pub number: u64,
    /// Its day.
    pub day: u32,
    /// Taken off the top of the receipt, reserves included.
    pub deducted: u128,
    /// Credited to parties, off the top included.
    pub credited: u128,
    /// Waits in all after it.
    pub held: u128,
    /// Who got how much; parties with nothing are left out.
    pub credits: Vec<(String, u128)>,
    /// The same by where it came from.
    pub parts: Vec<Part>,
    /// Reserves that flowed into their tables: source, table, amount.
    pub released: Vec<(String, String, u128)>,
    /// What the receipt brought into its table.
    pub net: u128,
}

/// Recomputes, one entry after the other.
#[derive(Clone, Debug)]
pub struct Player<'a> {
    versions: &'a [Version],
    /// The version in force.
    pub version: u32,
    /// As it was given.
    pub agreement: Agreement,
    /// As it is run.
    pub terms: Terms,
    /// The books.
    pub books: Books<'static>,
    before: Statement,
}

impl<'a> Player<'a> {
    /// Empty books under the first version.
    ///
    /// # Errors
    /// No version, or one that cannot be read.
    pub fn start(versions: &'a [Version]) -> Result<Self, Fault> {
        let first = versions.iter().min_by_key(|version| version.version).ok_or(Fault::NoVersion)?;
        let (agreement, terms) = read(first)?;
        let mut books = Books::start(&terms.schedule);
        let before = books.statement(&terms.schedule, 0)?;
        Ok(Self { versions, version: first.version, agreement, terms, books, before })
    }

    /// Books an entry.
    ///
    /// # Errors
    /// [`Fault`] where the engine refuses what the chain has booked; the books are of no use then.
    pub fn play(&mut self, entry: &Entry) -> Result<Step, Fault> {
        let today = day(entry.time);
        let (names, schedule, books) = (&self.terms.names, &self.terms.schedule, &mut self.books);
        let mut deducted = 0;
        let mut credits = vec![0; schedule.parties];
        match &entry.booked {
            Booked::Received { source, amount } => {
                let done =
                    books.receive(schedule, known(names.source(source), "source", source)?, amount.u128(), today)?;
                (deducted, credits) = (done.deducted, done.credits);
            }
            Booked::Approved { source, party, amount } => {
                let at = known(names.source(source), "source", source)?;
                books.approve(schedule, at, known(names.party(party), "party", party)?, amount.u128(), today)?;
            }
            Booked::Attested { figure, value } => {
                books.attest(schedule, known(names.figure(figure), "figure", figure)?, value.u128(), today)?;
            }
            Booked::Released {} => credits = books.release(schedule, today)?.credits,
            Booked::Deficit { party, value } => {
                let at = names.party(party).and_then(|at| schedule.films.iter().position(|film| *film == at));
                books.read_deficit(schedule, known(at, "other film", party)?, value.u128(), today)?;
            }
            Booked::Amended { version } => self.amend(*version)?,
        }
        self.step(entry, deducted, &credits)
    }

    /// All accounts as of a day.
    ///
    /// # Errors
    /// Books that are not those of the agreement.
    pub fn standing(&mut self, day: u32) -> Result<Statement, Fault> {
        Ok(self.books.statement(&self.terms.schedule, day)?)
    }

    fn amend(&mut self, version: u32) -> Result<(), Fault> {
        let next = self.versions.iter().find(|known| known.version == version);
        let (agreement, _) = read(next.ok_or(Fault::MissingVersion { version })?)?;
        let amended = amend(&self.agreement, &mut self.books, &agreement);
        let amended = amended.map_err(|reason| Fault::Amend { version, reason })?;
        (self.version, self.agreement, self.terms, self.books) = (version, agreement, amended.terms, amended.books);
        // What accounts of other tiers and sources held before is no part of what this entry did.
        self.before = self.books.statement(&self.terms.schedule, self.books.head.day)?;
        Ok(())
    }

    /// What the latest entry did: the accounts after it against those before it.
    fn step(&mut self, entry: &Entry, deducted: u128, credits: &[u128]) -> Result<Step, Fault> {
        let (names, schedule) = (&self.terms.names, &self.terms.schedule);
        let after = self.books.statement(schedule, day(entry.time))?;
        let mut parts = Vec::new();
        let mut released = Vec::new();
        let sources = schedule.sources.iter().zip(&names.sources);
        for ((source, id), (was, is)) in sources.zip(self.before.sources.iter().zip(&after.sources)) {
            let mut set_aside = 0u128;
            for (deduction, (was, is)) in source.deductions.iter().zip(was.taken.iter().zip(&is.taken)) {
                let amount = is.saturating_sub(*was);
                match deduction {
                    Deduction::Percent { party, .. } | Deduction::Expenses { party, .. } => {
                        part(&mut parts, names, *party, Place::Top { source: id.clone() }, amount);
                    }
                    Deduction::Reserve { .. } => set_aside = set_aside.saturating_add(amount),
                }
            }
            let out = was.reserved.saturating_add(set_aside).saturating_sub(is.reserved);
            if out > 0 {
                released.push((id.clone(), name(&names.tables, source.table), out));
            }
        }
        let tiers = names.tiers.iter().zip(tables(schedule, names));
        for ((tier, table), (was, is)) in tiers.zip(self.before.tiers.iter().zip(&after.tiers)) {
            for (was, is) in was.shares.iter().zip(&is.shares) {
                let place = Place::Tier { table: table.clone(), tier: tier.clone() };
                part(&mut parts, names, is.party, place, is.paid.saturating_sub(was.paid));
            }
        }
        let credits = names.parties.iter().cloned().zip(credits.iter().copied()).filter(|(_, amount)| *amount > 0);
        let credits: Vec<(String, u128)> = credits.collect();
        for (id, amount) in &credits {
            let sum: u128 = parts.iter().filter(|part| part.party == *id).map(|part| part.amount).sum();
            if sum != *amount {
                return Err(Fault::Parts);
            }
        }
        let gross = match &entry.booked {
            Booked::Received { amount, .. } => amount.u128(),
            _ => 0,
        };
        let step = Step {
            number: entry.number,
            day: day(entry.time),
            deducted,
            credited: credits.iter().map(|(_, amount)| amount).sum(),
            held: self.books.held().map_err(BookError::from)?,
            credits,
            parts,
            released,
            net: gross.saturating_sub(deducted),
        };
        self.before = after;
        Ok(step)
    }
}

/// The whole history.
#[derive(Clone, Debug)]
pub struct Replay<'a> {
    /// Of each entry what it did.
    pub steps: Vec<Step>,
    /// The books after the last of them.
    pub player: Player<'a>,
    /// The entry at which the engine and the chain part, and why: all later entries are left out.
    pub fault: Option<(u64, Fault)>,
}

impl<'a> Replay<'a> {
    /// Recomputes everything.
    ///
    /// # Errors
    /// No first version of the agreement that can be read.
    pub fn of(evidence: &'a Evidence) -> Result<Self, Fault> {
        Self::until(evidence, u32::MAX)
    }

    /// Recomputes all entries up to a day, itself included.
    ///
    /// # Errors
    /// As [`of`](Self::of).
    pub fn until(evidence: &'a Evidence, last: u32) -> Result<Self, Fault> {
        let mut player = Player::start(&evidence.versions)?;
        let mut steps = Vec::with_capacity(evidence.entries.len());
        for entry in evidence.entries.iter().take_while(|entry| day(entry.time) <= last) {
            match player.play(entry) {
                Ok(step) => steps.push(step),
                Err(fault) => return Ok(Self { steps, player, fault: Some((entry.number, fault)) }),
            }
        }
        Ok(Self { steps, player, fault: None })
    }
}

/// The table of each tier, over all tables.
pub(crate) fn tables(schedule: &Schedule, names: &Names) -> Vec<String> {
    let of = schedule.tables.iter().zip(&names.tables);
    of.flat_map(|(count, table)| std::iter::repeat_n(table.clone(), *count)).collect()
}

/// An id by position.
pub(crate) fn name(names: &[String], at: usize) -> String {
    names.get(at).cloned().unwrap_or_default()
}

fn part(parts: &mut Vec<Part>, names: &Names, party: usize, place: Place, amount: u128) {
    if amount > 0 {
        parts.push(Part { party: name(&names.parties, party), place, amount });
    }
}

fn known(at: Option<usize>, kind: &'static str, id: &str) -> Result<usize, Fault> {
    at.ok_or_else(|| Fault::Unknown { kind, id: id.to_string() })
}

fn read(version: &Version) -> Result<(Agreement, Terms), Fault> {
    let number = version.version;
    let agreement = version.agreement().map_err(|reason| Fault::Text { version: number, reason })?;
    let terms = Terms::new(&agreement).map_err(|reason| Fault::Schedule { version: number, reason })?;
    Ok((agreement, terms))
}
