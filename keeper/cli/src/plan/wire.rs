//! From [`Plan`] to the message of the `studio`.

use backlot_api::{collection, returns, rights, studio};
use cosmwasm_std::{Timestamp, Uint128};

use super::{read::Notes, At, Deduction, Diagnostics, Payee, Plan, Series, Source, Take, Tier, Who};

/// Finds the address of a key by its name.
pub type Resolve<'a> = &'a dyn Fn(&str) -> Option<String>;

impl Plan {
    /// The plan as the `studio` takes it. `resolve` gives the address of a key by name.
    ///
    /// # Errors
    /// [`Diagnostics`] with every name that has no address.
    pub fn to_wire(&self, resolve: Resolve<'_>) -> Result<studio::FilmPlan, Diagnostics> {
        let mut notes = Notes::default();
        let mut address = |who: &At<Who>| match &who.value {
            Who::Address(address) => address.clone(),
            Who::Key(name) => resolve(name).unwrap_or_else(|| {
                notes.fault(
                    &who.at,
                    format!("there is no key `{name}`"),
                    format!("make it with `backlot keys new {name}`, or write an address"),
                );
                String::new()
            }),
        };
        let parties = self
            .parties
            .iter()
            .map(|party| collection::Party {
                id: party.id.value.clone(),
                payee: match &party.payee {
                    Payee::Wallet(who) => collection::Payee::Wallet { address: address(who) },
                    Payee::Series(symbol) => {
                        collection::Payee::Series { series: self.series_number(&symbol.value).unwrap_or_default() }
                    }
                },
            })
            .collect();
        let series = self.series.iter().map(|series| a_series(series, &mut address)).collect();
        if !notes.list.is_empty() {
            return Err(Diagnostics::new(&self.file, &self.source, notes.list));
        }
        Ok(studio::FilmPlan {
            title: self.title.value.clone(),
            denom: self.money.denom.clone(),
            series,
            parties,
            schedule: self.schedule(),
            terms: self.terms(),
        })
    }

    /// The recoupment schedule.
    pub fn schedule(&self) -> collection::Schedule {
        collection::Schedule {
            sources: self.sources.iter().map(a_source).collect(),
            tiers: self.tiers.iter().map(a_tier).collect(),
        }
    }

    fn terms(&self) -> returns::Terms {
        let terms = &self.terms;
        returns::Terms {
            threshold: Uint128::new(terms.threshold),
            every: terms.every,
            freeze: terms.freeze,
            pause: terms.pause,
            bounty: terms.bounty.map(|(bps, cap)| returns::Bounty { bps, cap: Uint128::new(cap) }),
        }
    }
}

fn a_series(series: &Series, address: &mut impl FnMut(&At<Who>) -> String) -> studio::SeriesPlan {
    let marketing = [&series.project, &series.description, &series.logo].iter().any(|part| part.is_some());
    studio::SeriesPlan {
        name: series.name.value.clone(),
        symbol: series.symbol.value.clone(),
        decimals: series.decimals,
        cap: Uint128::new(series.cap.value),
        rules: rights::TransferRules {
            attestors: series.attestors.as_ref().map(|list| list.iter().map(&mut *address).collect()),
            locked_until: series.locked_until.map(Timestamp::from_seconds),
            max_holders: series.max_holders,
            max_units: series.max_units.map(Uint128::new),
            min_units: series.min_units.map(Uint128::new),
        },
        compliance: series.compliance.as_ref().map(address),
        recovery_delay: series.recovery_delay,
        marketing: marketing.then(|| rights::InstantiateMarketingInfo {
            project: series.project.clone(),
            description: series.description.clone(),
            marketing: None,
            logo: series.logo.clone().map(cw20::Logo::Url),
        }),
    }
}

fn a_source(source: &Source) -> collection::Source {
    let deduction = |deduction: &Deduction| {
        let party = deduction.party.value.clone();
        match &deduction.take {
            Take::Percent(bps) => collection::Deduction::Percent { party, bps: bps.value },
            Take::Expenses(cap) => collection::Deduction::Expenses { party, cap: Uint128::new(cap.value) },
        }
    };
    collection::Source { id: source.id.value.clone(), off_the_top: source.off_the_top.iter().map(deduction).collect() }
}

fn a_tier(tier: &Tier) -> collection::Tier {
    collection::Tier {
        id: tier.id.value.clone(),
        shares: tier
            .shares
            .iter()
            .map(|share| collection::Share {
                party: share.party.value.clone(),
                weight: share.weight,
                cap: share.cap.as_ref().map(|cap| Uint128::new(cap.value)),
            })
            .collect(),
        ends_when: tier.ends_when.as_ref().map(|(party, reaches)| collection::EndsWhen {
            party: party.value.clone(),
            reaches: Uint128::new(reaches.value),
        }),
    }
}
