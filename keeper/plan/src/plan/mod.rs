//! The plan file: a film as its studio writes it, readable and commented, checked to the line and column.
//!
//! [`Plan::parse`] reads the text and notes every fault it can find without a chain; [`Plan::to_wire`] turns names of
//! keys into addresses and gives the message the `studio` takes.

mod agreement;
mod cap;
mod check;
mod condition;
mod diagnostic;
mod model;
mod parse;
mod place;
mod read;
mod remedy;
mod series;
mod source;
mod tier;
mod wire;

use std::{collections::BTreeMap, path::Path};

pub use diagnostic::{Diagnostic, Diagnostics};
pub use model::{At, Figure, Money, Party, Payee, Plan, Series, Source, Terms, Tier, Who};
pub use place::Places;
pub use read::seconds;

use crate::Fault;

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
    /// [`Fault::Places`] with every fault, or that the file cannot be read.
    pub fn load(path: &Path) -> Result<Self, Fault> {
        let source = crate::fault::text(path)?;
        Ok(Self::parse(&path.display().to_string(), &source)?)
    }

    /// What the engine runs.
    ///
    /// # Errors
    /// What the engine refuses, at its place. A plan that was read has been through it.
    pub fn compile(&self) -> Result<backlot_waterfall::Terms, Diagnostics> {
        backlot_waterfall::Terms::new(&self.nameless()).map_err(|fault| {
            let at = place::of(self, &fault.place);
            let (message, help) = (fault.problem.to_string(), remedy::of(&fault));
            let fault = Diagnostic { at: at.start, len: at.len(), message, help };
            Diagnostics::new(&self.file, &self.source, vec![fault])
        })
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
