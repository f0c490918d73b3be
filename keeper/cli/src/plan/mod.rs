//! The plan file: a film as its studio writes it, readable and commented, checked to the line and column.
//!
//! [`Plan::parse`] reads the text and notes every fault it can find without a chain; [`Plan::to_wire`] turns names of
//! keys into addresses and gives the message the `studio` takes.

mod agreement;
mod check;
mod diagnostic;
mod parse;
mod place;
mod read;
mod wire;

use std::{collections::BTreeMap, ops::Range, path::Path};

use backlot_api::schedule;

pub use diagnostic::{Diagnostic, Diagnostics};
pub(crate) use place::of as place_of;
pub use read::seconds;

/// A value and where it stands in the source (byte offsets).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct At<T> {
    /// The value.
    pub value: T,
    /// Its place.
    pub at: Range<usize>,
}

/// A film's plan.
#[derive(Clone, Debug)]
pub struct Plan {
    /// Name of the file.
    pub file: String,
    /// Its text.
    pub source: String,
    /// Id, 1–32 of a–z, 0–9 and `-`.
    pub film: At<String>,
    /// Title.
    pub title: At<String>,
    /// What its money is in.
    pub money: Money,
    /// Token series.
    pub series: Vec<Series>,
    /// Parties, in the order of the file.
    pub parties: Vec<Party>,
    /// Figures that are attested.
    pub figures: Vec<Figure>,
    /// Share of the unharmed that must consent to an amendment, in hundredths of a percent.
    pub quorum: u16,
    /// Sources of receipts.
    pub sources: Vec<Source>,
    /// The waterfall below the top, table by table in the order of [`Plan::tables`].
    pub tiers: Vec<Tier>,
    /// Terms of distribution runs.
    pub terms: Terms,
}

/// The one denom of a film.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Money {
    /// Denom on the chain.
    pub denom: String,
    /// Decimals between a whole coin and a base unit.
    pub exponent: u8,
    /// What people call it.
    pub symbol: String,
}

impl Money {
    /// `amount` base units for a table: `USD 1,234.56`.
    pub fn show(&self, amount: u128) -> String {
        format!("{} {}", self.symbol, crate::amount::short(amount, self.exponent))
    }
}

/// A wallet as the plan names it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Who {
    /// `@name`: a key of the key store, or an alias of the config.
    Key(String),
    /// An address.
    Address(String),
}

/// A token series.
#[derive(Clone, Debug)]
pub struct Series {
    /// Name for people.
    pub name: At<String>,
    /// Symbol.
    pub symbol: At<String>,
    /// Decimals.
    pub decimals: u8,
    /// Most units there can ever be.
    pub cap: At<u128>,
    /// Compliance officer.
    pub compliance: Option<At<Who>>,
    /// Seconds to object to a recovery.
    pub recovery_delay: u64,
    /// Who may attest.
    pub attestors: Option<Vec<At<Who>>>,
    /// No transfer before this, in seconds since 1970.
    pub locked_until: Option<u64>,
    /// Most holders.
    pub max_holders: Option<u32>,
    /// Most units of one wallet.
    pub max_units: Option<u128>,
    /// Least units of one wallet.
    pub min_units: Option<u128>,
    /// Project page.
    pub project: Option<String>,
    /// Description.
    pub description: Option<String>,
    /// Logo address.
    pub logo: Option<String>,
}

/// A party.
#[derive(Clone, Debug)]
pub struct Party {
    /// Id.
    pub id: At<String>,
    /// Who gets its money.
    pub payee: Payee,
    /// What it put in.
    pub invested: Option<u128>,
    /// Paid out from this day on.
    pub held_until: Option<u32>,
    /// Who consents to amendments for it.
    pub voice: Option<At<Who>>,
}

/// Who gets a party's money.
#[derive(Clone, Debug)]
pub enum Payee {
    /// A wallet.
    Wallet(At<Who>),
    /// The holders of a series, by symbol.
    Series(At<String>),
    /// Another film's account, and the source there.
    Film {
        /// Collection account.
        account: At<Who>,
        /// Source.
        source: At<String>,
    },
}

/// A figure that is attested.
#[derive(Clone, Debug)]
pub struct Figure {
    /// Id.
    pub id: At<String>,
    /// Decimals: those of money, or none.
    pub exponent: u8,
}

/// A source of receipts.
#[derive(Clone, Debug)]
pub struct Source {
    /// Id.
    pub id: At<String>,
    /// The table it pays into.
    pub table: At<String>,
    /// What comes off before the tiers.
    pub off_the_top: Vec<At<schedule::Deduction>>,
}

/// One step of the waterfall.
#[derive(Clone, Debug)]
pub struct Tier {
    /// Id.
    pub id: At<String>,
    /// What people call it.
    pub title: Option<String>,
    /// Its table.
    pub table: At<String>,
    /// Who shares.
    pub shares: Vec<At<schedule::Share>>,
    /// From when it takes money.
    pub opens: Option<schedule::When>,
    /// Other weights from a condition on.
    pub escalators: Vec<schedule::Escalator>,
    /// When it ends.
    pub ends: Option<schedule::When>,
}

/// Terms of distribution runs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Terms {
    /// A run is due at this much.
    pub threshold: u128,
    /// Or after so many seconds.
    pub every: Option<u64>,
    /// Seconds a freeze lasts at most.
    pub freeze: u64,
    /// Least seconds between two runs.
    pub pause: u64,
    /// Reward for the trigger: hundredths of a percent, and at most.
    pub bounty: Option<(u16, u128)>,
}

impl Plan {
    /// Reads a plan.
    ///
    /// # Errors
    /// [`Diagnostics`] with every fault that can be found offline.
    pub fn parse(file: &str, source: &str) -> Result<Self, Diagnostics> {
        let (plan, mut notes) = parse::plan(file, source);
        if let Some(plan) = &plan {
            check::plan(&mut notes, plan);
        }
        match plan {
            Some(plan) if notes.list.is_empty() => Ok(plan),
            _ => Err(Diagnostics::new(file, source, notes.list)),
        }
    }

    /// Reads a plan file.
    ///
    /// # Errors
    /// [`Diagnostics`], or that the file cannot be read.
    pub fn load(path: &Path) -> anyhow::Result<Self> {
        use anyhow::Context;
        let source =
            std::fs::read_to_string(path).with_context(|| format!("cannot read the plan {}", path.display()))?;
        Ok(Self::parse(&path.display().to_string(), &source)?)
    }

    /// Decimals of each figure by its id.
    pub fn figure_exponents(&self) -> BTreeMap<String, u8> {
        self.figures.iter().map(|figure| (figure.id.value.clone(), figure.exponent)).collect()
    }

    /// Ids of the tables, in the order in which tiers name them.
    pub fn tables(&self) -> Vec<&str> {
        let mut tables: Vec<&str> = Vec::new();
        for tier in &self.tiers {
            if !tables.contains(&tier.table.value.as_str()) {
                tables.push(&tier.table.value);
            }
        }
        tables
    }

    /// The number of a series by its symbol.
    pub fn series_number(&self, symbol: &str) -> Option<u8> {
        self.series.iter().position(|series| series.symbol.value == symbol).and_then(|found| u8::try_from(found).ok())
    }

    /// Names of keys the plan mentions, each once, in the order of the file.
    pub fn keys(&self) -> Vec<String> {
        let wallets = self.parties.iter().filter_map(|party| match &party.payee {
            Payee::Wallet(who) | Payee::Film { account: who, .. } => Some(who),
            Payee::Series(_) => None,
        });
        let voices = self.parties.iter().filter_map(|party| party.voice.as_ref());
        let officers =
            self.series.iter().flat_map(|series| series.compliance.iter().chain(series.attestors.iter().flatten()));
        let mut keys = Vec::new();
        for who in wallets.chain(voices).chain(officers) {
            if let Who::Key(name) = &who.value {
                if !keys.contains(name) {
                    keys.push(name.clone());
                }
            }
        }
        keys
    }
}
