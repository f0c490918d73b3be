//! The file of a film's deals: `[[licence]]` and `[[entitlement]]`, as a studio writes them.

use std::path::Path;

use backlot_api::{
    licences::{EntitlementKind, Grant, Instalment, Medium, Period},
    limits,
};
use backlot_plan::amount;
use cosmwasm_std::Uint128;
use serde::Deserialize;
use toml::value::Datetime;

use crate::{ctx::Ctx, exit::Failure};

/// The file.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Deals {
    /// Licences.
    #[serde(default)]
    pub licence: Vec<Deal>,
    /// What tokens entitle to.
    #[serde(default)]
    pub entitlement: Vec<Entitled>,
}

/// A licence.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Deal {
    id: String,
    licensee: String,
    territories: Vec<String>,
    media: Vec<Medium>,
    from: Datetime,
    until: Datetime,
    #[serde(default)]
    exclusive: bool,
    source: String,
    reference: String,
    #[serde(default)]
    guarantee: Vec<Due>,
}

/// An instalment of a minimum guarantee.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Due {
    due: Datetime,
    amount: String,
}

/// What a token entitles to.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Entitled {
    /// Id.
    pub id: String,
    /// Number of the series.
    #[serde(default)]
    pub series: u8,
    /// Whole units.
    units: String,
    /// Who holds them when this day begins.
    record_date: Datetime,
    /// What it opens.
    pub kind: EntitlementKind,
    /// In words.
    pub text: String,
}

impl Deals {
    /// Reads the file.
    ///
    /// # Errors
    /// What is wrong with it, with line and column.
    pub fn load(file: &Path) -> anyhow::Result<Self> {
        let name = file.display();
        let text =
            std::fs::read_to_string(file).map_err(|fault| Failure::usage(format!("cannot read {name}: {fault}")))?;
        let deals: Self = toml::from_str(&text).map_err(|fault| Failure::usage(format!("{name}: {fault}")))?;
        if deals.licence.is_empty() && deals.entitlement.is_empty() {
            return Err(Failure::usage(format!("{name} has neither [[licence]] nor [[entitlement]]")));
        }
        let lists = deals.licence.iter().map(|deal| (&deal.id, deal.territories.len(), deal.guarantee.len()));
        for (id, territories, instalments) in lists {
            at_most(id, "territories", territories, limits::TERRITORIES)?;
            at_most(id, "guarantee", instalments, limits::INSTALMENTS)?;
        }
        at_most("the file", "[[entitlement]]", deals.entitlement.len(), limits::ENTITLEMENTS)?;
        Ok(deals)
    }
}

fn at_most(of: &str, list: &str, len: usize, most: usize) -> anyhow::Result<()> {
    if len > most {
        return Err(Failure::usage(format!("{of}: {list} has {len} entries, at most {most} are taken")));
    }
    Ok(())
}

impl Deal {
    /// The licence as the contract takes it.
    ///
    /// # Errors
    /// A name without address; a date or amount that is none.
    pub fn grant(&self, ctx: &Ctx, exponent: u8) -> anyhow::Result<Grant> {
        let id = &self.id;
        let guarantee = self.guarantee.iter().map(|instalment| {
            let due = day(id, "due", &instalment.due)?;
            Ok(Instalment { due, amount: money(id, "amount", &instalment.amount, exponent)? })
        });
        Ok(Grant {
            id: id.clone(),
            licensee: ctx.who(&self.licensee)?,
            territories: self.territories.clone(),
            media: self.media.clone(),
            window: Period { from: day(id, "from", &self.from)?, until: day(id, "until", &self.until)? },
            exclusive: self.exclusive,
            source: self.source.clone(),
            reference: self.reference.clone(),
            guarantee: guarantee.collect::<anyhow::Result<_>>()?,
        })
    }
}

impl Entitled {
    /// Base units that must have been held.
    ///
    /// # Errors
    /// No amount.
    pub fn units(&self, decimals: u8) -> anyhow::Result<Uint128> {
        money(&self.id, "units", &self.units, decimals)
    }

    /// The record date.
    ///
    /// # Errors
    /// A time of day, or no day.
    pub fn record_day(&self) -> anyhow::Result<u32> {
        day(&self.id, "record_date", &self.record_date)
    }
}

fn money(id: &str, field: &str, text: &str, exponent: u8) -> anyhow::Result<Uint128> {
    let amount = amount::parse(text, exponent).map_err(|fault| Failure::usage(format!("{id}: {field}: {fault}")))?;
    Ok(amount.into())
}

fn day(id: &str, field: &str, given: &Datetime) -> anyhow::Result<u32> {
    let found = backlot_plan::date::day(&given.to_string());
    found.ok_or_else(|| Failure::usage(format!("{id}: {field}: {given} is no day: write {field} = 2028-01-31")))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fault(text: &str) -> String {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("deals.toml");
        std::fs::write(&file, text).unwrap();
        Deals::load(&file).unwrap_err().to_string()
    }

    #[test]
    fn what_is_wrong_is_said_with_its_place() {
        assert!(fault("").ends_with("has neither [[licence]] nor [[entitlement]]"));
        let unknown = fault("[[licence]]\nid = \"x\"\nteritories = [\"DE\"]\n");
        assert!(unknown.contains("line 3, column 1") && unknown.contains("teritories"), "{unknown}");
        let medium = fault("[[licence]]\nid = \"x\"\nmedia = [\"fax\"]\n");
        assert!(medium.contains("line 3") && medium.contains("svod"), "{medium}");
        let many = "\"DE\",".repeat(65);
        let rest = "licensee = \"@a\"\nmedia = [\"svod\"]\nfrom = 2027-01-01\nuntil = 2028-01-01\nsource = \"s\"\n";
        let many = fault(&format!("[[licence]]\nid = \"x\"\nterritories = [{many}]\nreference = \"r\"\n{rest}"));
        assert_eq!(many, "x: territories has 65 entries, at most 64 are taken");
    }

    #[test]
    fn days_are_days() {
        let at = |text: &str| day("x", "from", &text.parse().unwrap());
        assert_eq!(at("2028-01-31").unwrap(), 21_214);
        assert!(at("2028-01-31T10:00:00Z").unwrap_err().to_string().contains("write from = 2028-01-31"));
    }
}
