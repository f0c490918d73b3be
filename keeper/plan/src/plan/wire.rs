//! From [`Plan`] to the message of the `studio`.

use backlot_api::{limits, returns, rights, schedule, studio};
use cosmwasm_std::{to_json_binary, Timestamp, Uint128};

use super::{read::Notes, At, Diagnostics, Party, Payee, Plan, Series, Source, Tier, Who};

/// Finds the address of a key by its name.
pub type Resolve<'a> = &'a dyn Fn(&str) -> Option<String>;

impl Plan {
    /// The plan as the `studio` takes it. `resolve` gives the address of a key by name.
    ///
    /// # Errors
    /// [`Diagnostics`] with every name that has no address; an agreement of more bytes than the studio takes.
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
        let parties = self.parties.iter().map(|party| self.party(party, &mut address)).collect();
        let series = self.series.iter().map(|series| a_series(series, &mut address)).collect();
        let agreement = to_json_binary(&self.agreement(parties)).unwrap_or_default();
        if agreement.len() > limits::AGREEMENT {
            notes.fault(
                &self.film.at,
                format!("the agreement has {} bytes as JSON, at most {} are taken", agreement.len(), limits::AGREEMENT),
                "merge tiers, shares or sources, or give them shorter ids",
            );
        }
        if !notes.list.is_empty() {
            return Err(Diagnostics::new(&self.file, &self.source, notes.list));
        }
        Ok(studio::FilmPlan {
            title: self.title.value.clone(),
            denom: self.money.denom.clone(),
            series,
            agreement,
            terms: self.terms(),
        })
    }

    fn party(&self, party: &Party, address: &mut impl FnMut(&At<Who>) -> String) -> schedule::Party {
        schedule::Party {
            id: party.id.value.clone(),
            payee: match &party.payee {
                Payee::Wallet(who) => schedule::Payee::Wallet { address: address(who) },
                Payee::Series(symbol) => {
                    schedule::Payee::Series { series: self.series_number(&symbol.value).unwrap_or_default() }
                }
                Payee::Film { account, source } => {
                    schedule::Payee::Film { account: address(account), source: source.value.clone() }
                }
            },
            invested: party.invested.map(Uint128::new),
            held_until: party.held_until,
            voice: party.voice.as_ref().map(address),
        }
    }

    /// The agreement as if every name were an address: what the engine needs.
    pub fn nameless(&self) -> schedule::Agreement {
        let mut name = |who: &At<Who>| match &who.value {
            Who::Address(text) | Who::Key(text) => text.clone(),
        };
        self.agreement(self.parties.iter().map(|party| self.party(party, &mut name)).collect())
    }

    fn agreement(&self, parties: Vec<schedule::Party>) -> schedule::Agreement {
        schedule::Agreement { parties, schedule: self.schedule(), quorum: self.quorum }
    }

    /// The recoupment schedule.
    pub fn schedule(&self) -> schedule::Schedule {
        let table = |id: &str| {
            let tiers = self.tiers.iter().filter(|tier| tier.table.value == id);
            schedule::Table { id: id.to_string(), tiers: tiers.map(a_tier).collect() }
        };
        schedule::Schedule {
            figures: self.figures.iter().map(|figure| figure.id.value.clone()).collect(),
            tables: self.tables().into_iter().map(table).collect(),
            sources: self.sources.iter().map(a_source).collect(),
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

fn a_source(source: &Source) -> schedule::Source {
    schedule::Source {
        id: source.id.value.clone(),
        table: source.table.value.clone(),
        off_the_top: source.off_the_top.iter().map(|deduction| deduction.value.clone()).collect(),
    }
}

fn a_tier(tier: &Tier) -> schedule::Tier {
    schedule::Tier {
        id: tier.id.value.clone(),
        opens: tier.opens.clone(),
        shares: tier.shares.iter().map(|share| share.value.clone()).collect(),
        escalators: tier.escalators.clone(),
        ends: tier.ends.clone(),
    }
}
