//! Where the money of a period went: sources → off the top and tables → tiers → parties.

use std::collections::BTreeMap;

use super::{Part, Place, Statement};
use crate::picture::sankey::Sankey;

const COLUMNS: [&str; 4] = ["Sources", "Off the top, tables", "Tiers", "Parties"];
const SOURCES: [&str; 8] = ["s0", "s1", "s2", "s3", "s4", "s5", "s6", "s7"];

pub(super) fn picture(statement: &Statement) -> String {
    let mut flow = Sankey::default();
    let credits = &statement.credits;
    let sum =
        |which: &dyn Fn(&Part) -> bool| credits.iter().filter(|part| which(part)).map(|part| part.amount).sum::<u128>();

    let top = sum(&|part| matches!(part.place, Place::Top { .. }));
    let deducted: u128 = statement.sources.iter().map(|source| source.deducted).sum();
    let top_node = (deducted > 0).then(|| flow.node(1, "off the top", "top", deducted));
    let mut tables: Vec<(&str, u128)> = Vec::new();
    for source in &statement.sources {
        let into = source.net + source.released;
        match tables.iter_mut().find(|(table, _)| *table == source.table) {
            Some((_, sum)) => *sum += into,
            None => tables.push((&source.table, into)),
        }
    }
    let tables: BTreeMap<&str, usize> = tables
        .into_iter()
        .filter(|(_, sum)| *sum > 0)
        .map(|(table, sum)| (table, flow.node(1, table, "net", sum)))
        .collect();
    let released: u128 = statement.sources.iter().map(|source| source.released).sum();
    let reserve = (released > 0).then(|| flow.node(0, "reserves", "wait", released));
    for (number, source) in statement.sources.iter().enumerate() {
        let table = tables.get(source.table.as_str());
        if let (Some(reserve), Some(table)) = (reserve, table) {
            flow.link(reserve, *table, source.released);
        }
        if source.received == 0 {
            continue;
        }
        let node = flow.node(0, source.source.as_str(), SOURCES[number % SOURCES.len()], source.received);
        if let Some(top) = top_node {
            flow.link(node, top, source.deducted);
        }
        if let Some(table) = table {
            flow.link(node, *table, source.net);
        }
    }

    let mut parties: BTreeMap<&str, usize> = BTreeMap::new();
    for part in credits {
        let id = part.party.as_str();
        if !parties.contains_key(id) {
            let amount = sum(&|other| other.party == part.party);
            parties.insert(id, flow.node(3, id, "party", amount));
        }
    }
    let mut tiers: BTreeMap<(&str, &str), usize> = BTreeMap::new();
    for part in credits {
        let Some(party) = parties.get(part.party.as_str()) else { continue };
        let from = match &part.place {
            Place::Top { .. } => top_node,
            Place::Tier { table, tier } => Some(*tiers.entry((table, tier)).or_insert_with(|| {
                let amount = sum(&|other| other.place == part.place);
                let node = flow.node(2, tier.as_str(), "tier", amount);
                if let Some(table) = tables.get(table.as_str()) {
                    flow.link(*table, node, amount);
                }
                node
            })),
        };
        if let Some(from) = from {
            flow.link(from, *party, part.amount);
        }
    }
    if let Some((from, set_aside)) = top_node.zip(deducted.checked_sub(top).filter(|rest| *rest > 0)) {
        let node = flow.node(3, "set aside", "wait", set_aside);
        flow.link(from, node, set_aside);
    }
    let show = |amount: u128| statement.unit.brief(amount);
    flow.svg(&COLUMNS, &show)
}
