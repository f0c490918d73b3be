//! Who can get less. Not what a future holds is asked, but whether anything on which the party's money depends is another
//! than it was: its tiers, all above them, the sources that pay in, and whatever their conditions look at. Who depends on
//! nothing that changed cannot fall. Who does must consent, even where the change is a gift.

use alloc::{string::String, vec, vec::Vec};

use backlot_api::schedule::{Agreement, Cap, Condition, Deduction, Limit, Party, Share, Source, Table, Tier, When};

pub(super) fn falls(current: &Agreement, next: &Agreement) -> Vec<String> {
    let falls = current.parties.iter().filter(|party| !keeps(current, next, party));
    falls.map(|party| party.id.clone()).collect()
}

/// Whether all that a party's money depends on stays as it is.
fn keeps(current: &Agreement, next: &Agreement, party: &Party) -> bool {
    let Some(now) = find(&next.parties, &party.id) else { return false };
    let sooner = now.held_until.unwrap_or(0) <= party.held_until.unwrap_or(0);
    if now.payee != party.payee || now.voice != party.voice || now.invested != party.invested || !sooner {
        return false;
    }
    let mut needs = Needs::of(current, &party.id);
    needs.close(current);
    needs.tables.iter().zip(&current.schedule.tables).all(|(depth, table)| same_tiers(current, next, table, *depth))
        && needs
            .sources
            .iter()
            .zip(&current.schedule.sources)
            .all(|(needed, source)| !needed || next.schedule.sources.iter().any(|other| other == source))
        && needs
            .tables
            .iter()
            .zip(&current.schedule.tables)
            .all(|(depth, table)| *depth == 0 || paying(current, &table.id).eq(paying(next, &table.id)))
        && (!needs.everything || ids(current).eq(ids(next)) && sources(current).eq(sources(next)))
        && needs.films.iter().all(|film| paid_in(current, film).eq(paid_in(next, film)))
}

/// What a party's money depends on.
struct Needs {
    /// Of each table, so many tiers from the top.
    tables: Vec<usize>,
    /// Sources.
    sources: Vec<bool>,
    /// A condition looks at all tiers or sources, so that a new one matters too.
    everything: bool,
    /// Other films whose deficit counts: it falls by all that is paid to them, wherever.
    films: Vec<String>,
}

impl Needs {
    fn of(agreement: &Agreement, party: &str) -> Self {
        let schedule = &agreement.schedule;
        let shares = |tier: &Tier| tier.shares.iter().any(|share| share.party == party);
        let depth = |table: &Table| table.tiers.iter().rposition(shares).map_or(0, |last| last.saturating_add(1));
        let takes = |source: &Source| source.off_the_top.iter().any(|deduction| whose(deduction) == Some(party));
        Self {
            tables: schedule.tables.iter().map(depth).collect(),
            sources: schedule.sources.iter().map(takes).collect(),
            everything: false,
            films: vec![],
        }
    }

    /// Adds what the money of another film depends on, whose deficit counts.
    fn deficit(&mut self, agreement: &Agreement, film: &str) {
        let of = Self::of(agreement, film);
        for (depth, other) in self.tables.iter_mut().zip(of.tables) {
            *depth = other.max(*depth);
        }
        self.films.push(film.into());
    }

    /// Adds what the needed depends on, until nothing is added.
    fn close(&mut self, agreement: &Agreement) {
        let schedule = &agreement.schedule;
        let (mut conditions, mut films): (Vec<&Condition>, Vec<&String>) = (vec![], vec![]);
        loop {
            let before = (self.tables.clone(), self.sources.clone());
            conditions.clear();
            films.clear();
            for (depth, table) in self.tables.iter().zip(&schedule.tables) {
                for tier in table.tiers.iter().take(*depth) {
                    conditions.extend(conditions_of(tier));
                    films.extend(tier.shares.iter().filter(|share| caps(share, is_deficit)).map(|share| &share.party));
                }
            }
            for film in &films {
                if !self.films.contains(film) {
                    self.deficit(agreement, film);
                }
            }
            for (needed, source) in self.sources.iter_mut().zip(&schedule.sources) {
                let table = schedule.tables.iter().position(|table| table.id == source.table);
                *needed |= table.and_then(|table| self.tables.get(table)).is_some_and(|depth| *depth > 0);
            }
            for condition in &conditions {
                self.look(agreement, condition);
            }
            if before == (self.tables.clone(), self.sources.clone()) {
                return;
            }
        }
    }

    fn look(&mut self, agreement: &Agreement, condition: &Condition) {
        let (tiers, sources): (&[String], &[String]) = match condition {
            Condition::Received { tiers, .. } => {
                self.everything |= tiers.is_empty();
                (tiers, &[])
            }
            Condition::Ended { tiers } => (tiers, &[]),
            Condition::Gross { sources, .. } => {
                self.everything |= sources.is_empty();
                (&[], sources)
            }
            Condition::Full {} | Condition::Figure { .. } | Condition::Day { .. } => return,
        };
        for (depth, table) in self.tables.iter_mut().zip(&agreement.schedule.tables) {
            let named = |tier: &Tier| self.everything || tiers.contains(&tier.id);
            let last = table.tiers.iter().rposition(named).map_or(0, |last| last.saturating_add(1));
            *depth = last.max(*depth);
        }
        for (needed, source) in self.sources.iter_mut().zip(&agreement.schedule.sources) {
            *needed |= self.everything || sources.contains(&source.id);
        }
    }
}

/// Whether a table's first tiers are the same in both, what their caps are taken from included.
fn same_tiers(current: &Agreement, next: &Agreement, table: &Table, depth: usize) -> bool {
    if depth == 0 {
        return true;
    }
    let Some(other) = next.schedule.tables.iter().find(|other| other.id == table.id) else { return false };
    let invested = |agreement: &Agreement, id: &str| find(&agreement.parties, id).map(|party| party.invested);
    other.tiers.get(..depth) == table.tiers.get(..depth)
        && table
            .tiers
            .iter()
            .take(depth)
            .flat_map(|tier| &tier.shares)
            .all(|share| !caps(share, is_invested) || invested(current, &share.party) == invested(next, &share.party))
}

/// Whether a limit of this kind caps a share.
fn caps(share: &Share, kind: fn(&Limit) -> bool) -> bool {
    match &share.cap {
        None => false,
        Some(Cap::Only(limit)) => kind(limit),
        Some(Cap::Lesser(one, two) | Cap::Greater(one, two)) => kind(one) || kind(two),
    }
}

fn is_invested(limit: &Limit) -> bool {
    matches!(limit, Limit::Invested { .. })
}

fn is_deficit(limit: &Limit) -> bool {
    matches!(limit, Limit::Deficit {})
}

fn conditions_of(tier: &Tier) -> impl Iterator<Item = &Condition> {
    let escalators = tier.escalators.iter().map(|escalator| &escalator.when);
    let whens = tier.opens.iter().chain(&tier.ends).chain(escalators);
    whens.flat_map(|when| match when {
        When::Any(of) | When::All(of) => of,
    })
}

fn whose(deduction: &Deduction) -> Option<&str> {
    match deduction {
        Deduction::Percent { party, .. } | Deduction::Expenses { party, .. } => Some(party),
        Deduction::Reserve { .. } => None,
    }
}

fn find<'a>(parties: &'a [Party], id: &str) -> Option<&'a Party> {
    parties.iter().find(|party| party.id == id)
}

fn paying<'a>(agreement: &'a Agreement, table: &'a str) -> impl Iterator<Item = &'a str> {
    let sources = agreement.schedule.sources.iter();
    sources.filter(move |source| source.table == table).map(|source| source.id.as_str())
}

fn ids(agreement: &Agreement) -> impl Iterator<Item = &str> {
    agreement.schedule.tables.iter().flat_map(|table| &table.tiers).map(|tier| tier.id.as_str())
}

fn sources(agreement: &Agreement) -> impl Iterator<Item = &str> {
    agreement.schedule.sources.iter().map(|source| source.id.as_str())
}

/// Tiers that pay a party.
fn paid_in<'a>(agreement: &'a Agreement, party: &'a str) -> impl Iterator<Item = &'a str> {
    let tiers = agreement.schedule.tables.iter().flat_map(|table| &table.tiers);
    let tiers = tiers.filter(move |tier| tier.shares.iter().any(|share| share.party == party));
    tiers.map(|tier| tier.id.as_str())
}
