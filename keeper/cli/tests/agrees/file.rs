//! An agreement as a plan file.

use std::fmt::Write;

use backlot_api::schedule::*;
use backlot_cli::date;

/// The file; amounts are base units.
pub fn toml(agreement: &Agreement) -> String {
    let mut text = String::from(
        "film = \"random\"\ntitle = \"Random\"\nquorum = \"50\"\n[money]\ndenom = \"uusd\"\nexponent = 0\nsymbol = \"uusd\"\n\
         [terms]\nthreshold = \"1\"\nfreeze = \"1 hour\"\npause = \"0 days\"\n\
         [[series]]\nname = \"Random\"\nsymbol = \"RND\"\ncap = \"10\"\n[figures]\n",
    );
    let schedule = &agreement.schedule;
    for figure in &schedule.figures {
        let _ = writeln!(text, "{figure} = \"count\"");
    }
    text.push_str("[parties]\n");
    for party in &agreement.parties {
        let Payee::Wallet { address } = &party.payee else { panic!("wallets only") };
        let invested = party.invested.map(|sum| format!(", invested = \"{sum}\"")).unwrap_or_default();
        let _ = writeln!(text, "{} = {{ wallet = \"{address}\"{invested} }}", party.id);
    }
    for source in &schedule.sources {
        let taken: Vec<String> = source.off_the_top.iter().map(deduction).collect();
        let _ = writeln!(
            text,
            "[[source]]\nid = \"{}\"\ntable = \"{}\"\noff_the_top = [{}]",
            source.id,
            source.table,
            taken.join(", ")
        );
    }
    for table in &schedule.tables {
        for tier in &table.tiers {
            let shares: Vec<String> = tier.shares.iter().map(share).collect();
            let _ = writeln!(
                text,
                "[[tier]]\nid = \"{}\"\ntable = \"{}\"\nshares = [{}]",
                tier.id,
                table.id,
                shares.join(", ")
            );
            for (key, conditions) in [("opens", &tier.opens), ("ends", &tier.ends)] {
                if let Some(conditions) = conditions {
                    let _ = writeln!(text, "{key} = {}", when(conditions));
                }
            }
            let escalators: Vec<String> = tier
                .escalators
                .iter()
                .map(|escalator| format!("{{ when = {}, shares = {:?} }}", when(&escalator.when), escalator.weights))
                .collect();
            let _ = writeln!(text, "escalators = [{}]", escalators.join(", "));
        }
    }
    text
}

fn percent(bps: impl Into<u32>) -> String {
    let bps = bps.into();
    format!("{}.{:02}", bps / 100, bps % 100)
}

fn steps(steps: &[Step]) -> String {
    let rows: Vec<String> = steps
        .iter()
        .map(|step| format!("{{ from = \"{}\", percent = \"{}\" }}", step.from, percent(step.bps)))
        .collect();
    format!("[{}]", rows.join(", "))
}

fn deduction(deduction: &Deduction) -> String {
    match deduction {
        Deduction::Percent { party, steps: rates, yearly_minimum } => {
            let minimum = yearly_minimum.map(|sum| format!(", yearly_minimum = \"{sum}\"")).unwrap_or_default();
            format!("{{ party = \"{party}\", steps = {}{minimum} }}", steps(rates))
        }
        Deduction::Expenses { party, cap } => format!("{{ party = \"{party}\", expenses_up_to = \"{cap}\" }}"),
        Deduction::Reserve { bps, cap, until } => {
            let cap = cap.map(|cap| format!(", up_to = \"{cap}\"")).unwrap_or_default();
            format!("{{ reserve = \"{}\", until = {}{cap} }}", percent(*bps), day(*until))
        }
    }
}

fn share(share: &Share) -> String {
    let cap = share.cap.as_ref().map(|cap| match cap {
        Cap::Only(one) => limit(one),
        Cap::Lesser(one, two) => format!("{{ lesser = [{}, {}] }}", limit(one), limit(two)),
        Cap::Greater(one, two) => format!("{{ greater = [{}, {}] }}", limit(one), limit(two)),
    });
    let cap = cap.map(|cap| format!(", cap = {cap}")).unwrap_or_default();
    format!("{{ party = \"{}\", share = {}{cap} }}", share.party, share.weight)
}

fn limit(limit: &Limit) -> String {
    match limit {
        Limit::Amount { amount } => format!("\"{amount}\""),
        Limit::Invested { bps } => format!("{{ percent = \"{}\" }}", percent(*bps)),
        Limit::Loan { draws, bps, compound } => {
            let draws: Vec<String> = draws
                .iter()
                .map(|draw| format!("{{ date = {}, amount = \"{}\" }}", day(draw.day), draw.amount))
                .collect();
            format!("{{ rate = \"{}\", compound = {compound}, loan = [{}] }}", percent(*bps), draws.join(", "))
        }
        Limit::Brackets { figure, steps: rates } => {
            format!("{{ figure = \"{figure}\", brackets = {} }}", steps(rates))
        }
        Limit::Deficit {} => "{ deficit = true }".into(),
    }
}

fn when(when: &When) -> String {
    let (kind, of) = match when {
        When::Any(of) => ("any", of),
        When::All(of) => ("all", of),
    };
    let of: Vec<String> = of.iter().map(condition).collect();
    format!("{{ {kind} = [{}] }}", of.join(", "))
}

fn condition(condition: &Condition) -> String {
    match condition {
        Condition::Full {} => "{ full = true }".into(),
        Condition::Received { parties, tiers, amount } => {
            format!("{{ parties = {parties:?}, tiers = {tiers:?}, reaches = \"{amount}\" }}")
        }
        Condition::Gross { sources, amount } => format!("{{ gross = \"{amount}\", sources = {sources:?} }}"),
        Condition::Figure { figure, reaches } => format!("{{ figure = \"{figure}\", reaches = \"{reaches}\" }}"),
        Condition::Day { from } => format!("{{ from = {} }}", day(*from)),
        Condition::Ended { tiers } => format!("{{ ended = {tiers:?} }}"),
    }
}

fn day(day: u32) -> String {
    date::date(u64::from(day) * 86_400)
}
