//! The statements of a film, made from its replay.

use std::collections::BTreeMap;

use backlot_api::{
    collection::{Booked, Entry},
    schedule::Payee,
};

use super::{Account, Cap, Every, Kind, Line, NoStatement, Origin, Period, Source, Statement};
use crate::{
    evidence::{day, Evidence},
    figures::{date, percent},
    replay::{name, tables, Part, Place, Replay, Step},
};

/// A film whose history can be recomputed.
#[derive(Clone, Copy, Debug)]
pub struct Film<'a> {
    evidence: &'a Evidence,
}

impl<'a> Film<'a> {
    /// A film.
    ///
    /// # Errors
    /// The entry at which the engine and the chain part.
    pub fn new(evidence: &'a Evidence) -> Result<Self, NoStatement> {
        let replay = Replay::of(evidence).map_err(NoStatement::Start)?;
        match replay.fault {
            Some((entry, fault)) => Err(NoStatement::Fault { entry, fault }),
            None => Ok(Self { evidence }),
        }
    }

    /// From the first entry to the day the evidence is of.
    pub fn whole(&self) -> Period {
        let to = self.evidence.day();
        Period::span(self.evidence.entries.first().map_or(to, |entry| day(entry.time)).min(to), to)
    }

    /// Calendar periods that cover the whole history.
    pub fn periods(&self, every: Every) -> Vec<Period> {
        let whole = self.whole();
        Period::all(every, whole.from, whole.to)
    }

    /// The statement of a period, of one party or all.
    ///
    /// # Errors
    /// No such party.
    pub fn statement(&self, period: &Period, party: Option<&str>) -> Result<Statement, NoStatement> {
        let evidence = self.evidence;
        let mut replay = Replay::until(evidence, period.to).map_err(NoStatement::Start)?;
        if let Some((entry, fault)) = replay.fault {
            return Err(NoStatement::Fault { entry, fault });
        }
        if let Some(id) = party.filter(|id| !replay.player.agreement.parties.iter().any(|known| known.id == **id)) {
            return Err(NoStatement::Party(id.to_string()));
        }
        let of = |id: &str| party.is_none_or(|party| party == id);
        let entries: Vec<(&Entry, &Step)> = evidence.entries.iter().zip(&replay.steps).collect();
        let current = entries.partition_point(|(_, step)| step.day < period.from);
        let (before, current) = entries.split_at(current);
        let mut opening: BTreeMap<&str, u128> = BTreeMap::new();
        for (id, amount) in before.iter().flat_map(|(_, step)| &step.credits) {
            *opening.entry(id).or_default() += amount;
        }
        let parties = replay.player.agreement.parties.iter().filter(|known| of(&known.id));
        let accounts = parties.map(|known| {
            let payee = match &known.payee {
                Payee::Wallet { address } => address.clone(),
                Payee::Series { series } => format!("holders of series {series}"),
                Payee::Film { account, source } => format!("{source} of the film at {account}"),
            };
            let before = opening.get(known.id.as_str()).copied().unwrap_or(0);
            self.account(known.id.clone(), payee, before, current, period)
        });
        let accounts = accounts.collect();
        let mut lines: Vec<Line> = current.iter().flat_map(|(entry, step)| of_step(entry, step)).collect();
        lines.extend(self.payments(period));
        // Stable: on a day, entries in their order, then payments.
        lines.sort_by(|one, other| one.date.cmp(&other.date));
        lines.retain(|line| of(&line.party));
        let sources = sources(&replay, current);
        let credits = together(current.iter().flat_map(|(_, step)| &step.parts));
        let (version, held) = (replay.player.version, replay.player.books.held().unwrap_or(0));
        let mut caps = caps(&mut replay, period.to.min(evidence.day()))?;
        caps.retain(|cap| of(&cap.party));
        Ok(Statement {
            film: evidence.film.clone(),
            title: evidence.title.clone(),
            denom: evidence.denom.clone(),
            unit: evidence.unit.clone(),
            period: period.clone(),
            party: party.map(str::to_string),
            version,
            accounts,
            sources,
            lines,
            caps,
            held,
            credits,
        })
    }

    fn account(
        &self,
        party: String,
        payee: String,
        before: u128,
        current: &[(&Entry, &Step)],
        period: &Period,
    ) -> Account {
        let parts = current.iter().flat_map(|(_, step)| &step.parts).filter(|part| part.party == party);
        let from: Vec<Origin> =
            together(parts).into_iter().map(|part| Origin { place: part.place, amount: part.amount }).collect();
        let credited = from.iter().map(|from| from.amount).sum::<u128>();
        let paid_before = self.paid(&party, 0, period.from.checked_sub(1));
        let paid = self.paid(&party, period.from, Some(period.to));
        let opening = paid_before.map(|paid| before.saturating_sub(paid));
        let closing = opening.zip(paid).map(|(opening, paid)| (opening + credited).saturating_sub(paid));
        Account { party, payee, opening, from, credited, paid, closing, credited_so_far: before + credited }
    }

    /// Paid to a party in these days; none where it is not known.
    fn paid(&self, party: &str, from: u32, to: Option<u32>) -> Option<u128> {
        let Some(to) = to else { return Some(0) };
        let whole = self.whole();
        if let Some(deliveries) = &self.evidence.deliveries {
            let within = deliveries.iter().filter(|paid| paid.party == party && (from..=to).contains(&day(paid.time)));
            return Some(within.fold(0, |sum, paid| sum.saturating_add(paid.amount.u128())));
        }
        if to < whole.from {
            return Some(0);
        }
        let all = self.evidence.answers.parties.iter().find(|row| row.party.id == party);
        (from <= whole.from && to >= whole.to).then(|| all.map_or(0, |row| row.delivered.u128()))
    }

    fn payments(&self, period: &Period) -> impl Iterator<Item = Line> + 'a {
        let (from, to) = (period.from, period.to);
        let within = self.evidence.deliveries.iter().flatten();
        within.filter(move |paid| (from..=to).contains(&day(paid.time))).map(|paid| Line {
            date: date(day(paid.time)),
            entry: None,
            kind: Kind::Payment,
            source: None,
            reference: None,
            party: paid.party.clone(),
            place: None,
            amount: paid.amount.u128(),
        })
    }
}

fn of_step<'b>(entry: &'b Entry, step: &'b Step) -> impl Iterator<Item = Line> + 'b {
    let (kind, source) = match &entry.booked {
        Booked::Received { source, .. } => (Kind::Receipt, Some(source.clone())),
        _ => (Kind::Release, None),
    };
    step.parts.iter().map(move |part| Line {
        date: date(step.day),
        entry: Some(step.number),
        kind,
        source: source.clone(),
        reference: entry.reference.clone(),
        party: part.party.clone(),
        place: Some(part.place.clone()),
        amount: part.amount,
    })
}

/// Parts added up by party and place, in the order in which they first came up.
fn together<'b>(parts: impl Iterator<Item = &'b Part>) -> Vec<Part> {
    let mut sums: Vec<Part> = Vec::new();
    let mut known: BTreeMap<(&str, &Place), usize> = BTreeMap::new();
    for part in parts {
        let at = *known.entry((&part.party, &part.place)).or_insert(sums.len());
        match sums.get_mut(at) {
            Some(sum) => sum.amount += part.amount,
            None => sums.push(part.clone()),
        }
    }
    sums
}

fn sources(replay: &Replay<'_>, current: &[(&Entry, &Step)]) -> Vec<Source> {
    let terms = &replay.player.terms;
    let all = terms.names.sources.iter().zip(&terms.schedule.sources).map(|(id, source)| {
        let mut row = Source {
            source: id.clone(),
            table: name(&terms.names.tables, source.table),
            received: 0,
            deducted: 0,
            net: 0,
            released: 0,
        };
        for (entry, step) in current {
            match &entry.booked {
                Booked::Received { source, amount } if source == id => {
                    row.received += amount.u128();
                    row.deducted += step.deducted;
                    row.net += step.net;
                }
                _ => {}
            }
            row.released += step.released.iter().filter(|(source, ..)| source == id).map(|(.., sum)| sum).sum::<u128>();
        }
        row
    });
    all.collect()
}

fn caps(replay: &mut Replay<'_>, day: u32) -> Result<Vec<Cap>, NoStatement> {
    let standing = replay.player.standing(day).map_err(NoStatement::Start)?;
    let terms = &replay.player.terms;
    let tables = tables(&terms.schedule, &terms.names);
    let mut caps = Vec::new();
    for ((table, tier), status) in tables.iter().zip(&terms.names.tiers).zip(&standing.tiers) {
        for share in &status.shares {
            let cap = share.room.map(|room| share.paid.saturating_add(room));
            caps.push(Cap {
                table: table.clone(),
                tier: tier.clone(),
                open: status.open,
                ended: status.ended,
                party: name(&terms.names.parties, share.party),
                paid: share.paid,
                cap,
                recouped: cap.map(|cap| percent(share.paid, cap)),
            });
        }
    }
    Ok(caps)
}
