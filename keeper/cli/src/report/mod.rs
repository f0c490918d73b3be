//! `report.html`: one file with its pictures in it, nothing fetched, nothing scripted.

use std::fmt::Write;

use backlot_statement::picture::{
    charts::{self, Bar},
    escape,
    sankey::Sankey,
    STYLE,
};

use crate::{
    amount,
    demo::summary::Summary,
    forecast::{Division, Forecast, SourcePart, RESERVE},
    plan::{Payee, Plan},
    receipts::{Kind, Row},
};

/// What the report shows.
pub struct Data<'a> {
    /// What was found on the chain.
    pub summary: &'a Summary,
    /// The plan it went by.
    pub plan: &'a Plan,
    /// Receipts paid in.
    pub receipts: &'a [Row],
    /// What each holder's wallet grew by.
    pub payments: &'a [u128],
}

/// The page.
///
/// # Errors
/// Receipts that do not fit the plan.
pub fn html(data: &Data<'_>) -> anyhow::Result<String> {
    let forecast = Forecast::new(data.plan)?;
    let division = forecast.divide(data.receipts)?;
    let summary = data.summary;
    let whole = |amount: u128| amount::short(amount, summary.exponent);
    let title = escape(&summary.title);
    let mut page = format!(
        "<!doctype html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"><title>{title}: who was paid what</title><style>\n{}</style></head><body><main><h1>{title}</h1><p class=\"lead\">What the film earned, how the recoupment schedule divided it, and what reached every wallet. Read back from {}.</p>",
        STYLE,
        escape(&summary.chain_id),
    );
    figures(&mut page, summary);
    let rounded = |amount: u128| amount::brief(amount, summary.exponent);
    let _ = write!(
        page,
        "<h2>The waterfall</h2><p class=\"under\">Receipts by source; what comes off the top; what is left runs through the tiers in order. Figures in {}.</p><div class=\"card\">{}</div>",
        escape(&summary.symbol),
        flow(data, &division).svg(&["Sources", "Receipts", "Schedule", "Parties", "Wallets"], &rounded),
    );
    let _ = write!(
        page,
        "<h2>Receipts over time</h2><p class=\"under\">By quarter and source; a mark where a tier was filled.</p><div class=\"card\">{}</div>",
        over_time(data, &forecast, &rounded)?,
    );
    holders(&mut page, data, &rounded);
    parties(&mut page, data, &division, &whole);
    money_check(&mut page, summary);
    runs(&mut page, summary, &whole);
    story(&mut page, summary);
    let _ = writeln!(
        page,
        "<footer>{} blocks on {}. Written by backlot {}.</footer></main></body></html>",
        amount::group(&summary.blocks.to_string()),
        escape(&summary.chain_id),
        env!("CARGO_PKG_VERSION")
    );
    Ok(page)
}

fn figures(page: &mut String, summary: &Summary) {
    let money = |amount: u128| amount::short(amount, summary.exponent);
    let symbol = escape(&summary.symbol);
    let count = |number: u64| amount::group(&number.to_string());
    let check = if summary.check.ok {
        "<b class=\"good\">0 units</b><span>off in the money check</span>".to_string()
    } else {
        "<b class=\"bad\">does not hold</b><span>the money check, see below</span>".to_string()
    };
    let _ = write!(
        page,
        "<div class=\"figures\"><div><b>{}</b><span>{symbol} received</span></div><div><b>{}</b><span>{symbol} to token holders</span></div><div><b>{}</b><span>wallets with units</span></div><div><b>{} / {}</b><span>runs / transaction sets</span></div><div><b>{}</b><span>keeper killed, restarted</span></div><div>{check}</div></div>",
        money(summary.received),
        money(summary.to_holders),
        count(u64::from(summary.holders)),
        count(u64::from(summary.runs)),
        count(u64::from(summary.sets)),
        if summary.keeper_restarts == 1 { "once".into() } else { format!("{} times", summary.keeper_restarts) },
    );
}

fn flow(data: &Data<'_>, division: &Division) -> Sankey {
    const SOURCES: [&str; 8] = ["s0", "s1", "s2", "s3", "s4", "s5", "s6", "s7"];
    let mut flow = Sankey::default();
    // A reserve is no party: what it has set aside flows on, or waits.
    let taken = |source: &SourcePart| -> u128 {
        source.off_the_top.iter().filter(|part| part.party != RESERVE).map(|part| part.amount).sum()
    };
    let deducted: u128 = division.sources.iter().map(taken).sum();
    let net: u128 = division.sources.iter().map(|source| source.net).sum();
    let sources: Vec<usize> = division
        .sources
        .iter()
        .enumerate()
        .map(|(number, source)| flow.node(0, source.source.as_str(), SOURCES[number % 8], source.gross))
        .collect();
    let top = flow.node(1, "off the top", "top", deducted);
    let below = flow.node(1, "net receipts", "net", net);
    let tiers: Vec<usize> = division
        .tiers
        .iter()
        .filter(|tier| tier.paid > 0)
        .map(|tier| flow.node(2, tier.tier.as_str(), "tier", tier.paid))
        .collect();
    let is_token = |party: &str| {
        data.plan.parties.iter().any(|known| known.id.value == party && matches!(known.payee, Payee::Series(_)))
    };
    let mut ranked: Vec<_> = division.parties.iter().filter(|part| part.amount > 0).collect();
    // Those of the top stand on top, token holders at the bottom, next to their wallets.
    let of_top = |party: &str| division.sources.iter().flat_map(|s| &s.off_the_top).any(|part| part.party == party);
    ranked.sort_by_key(|part| (is_token(&part.party), !of_top(&part.party)));
    let mut parties = std::collections::BTreeMap::new();
    for part in ranked {
        let class = if is_token(&part.party) { "token" } else { "party" };
        parties.insert(part.party.as_str(), flow.node(3, part.party.as_str(), class, part.amount));
    }
    for (source, node) in division.sources.iter().zip(&sources) {
        flow.link(*node, top, taken(source));
        flow.link(*node, below, source.net);
        for part in &source.off_the_top {
            if let Some(party) = parties.get(part.party.as_str()) {
                flow.link(top, *party, part.amount);
            }
        }
    }
    for (tier, node) in division.tiers.iter().filter(|tier| tier.paid > 0).zip(&tiers) {
        flow.link(below, *node, tier.paid);
        for part in &tier.parts {
            if let Some(party) = parties.get(part.party.as_str()) {
                flow.link(*node, *party, part.amount);
            }
        }
    }
    wallets(&mut flow, data, &parties);
    flow
}

/// The last column: what became of the token holders' part.
fn wallets(flow: &mut Sankey, data: &Data<'_>, parties: &std::collections::BTreeMap<&str, usize>) {
    let summary = data.summary;
    let tokens: Vec<usize> = parties.values().copied().filter(|node| flow.nodes[*node].class == "token").collect();
    let [token] = tokens.as_slice() else { return };
    let paid = data.payments.iter().filter(|amount| **amount > 0).count();
    let label = format!("{} wallets", amount::group(&paid.to_string()));
    for (label, class, amount) in [
        (label, "token", summary.delivered),
        ("parked".into(), "wait", summary.parked),
        ("next run".into(), "wait", summary.carry),
    ] {
        if amount > 0 {
            let node = flow.node(4, label, class, amount);
            flow.link(*token, node, amount);
        }
    }
}

fn over_time(data: &Data<'_>, forecast: &Forecast<'_>, show: &dyn Fn(u128) -> String) -> anyhow::Result<String> {
    let names: Vec<String> = data.plan.sources.iter().map(|source| source.id.value.clone()).collect();
    let mut quarters: Vec<String> = data.receipts.iter().map(Row::quarter).collect();
    quarters.sort();
    quarters.dedup();
    let mut bars = Vec::new();
    let mut full = 0usize;
    for quarter in &quarters {
        let mut parts = vec![0u128; names.len()];
        for row in data.receipts.iter().filter(|row| row.quarter() == *quarter && row.kind == Kind::Receipt) {
            if let Some(source) = forecast.source(&row.source) {
                parts[source] += row.amount;
            }
        }
        let so_far = forecast.divide(data.receipts.iter().filter(|row| row.quarter() <= *quarter))?;
        let ended: Vec<_> =
            so_far.tiers.iter().filter(|tier| tier.full).map(|tier| format!("{} full", tier.tier)).collect();
        // The lowest line is the tier that was filled last.
        let notes = ended.iter().skip(full).rev().cloned().collect();
        full = ended.len();
        bars.push(Bar { label: quarter.clone(), parts, notes });
    }
    Ok(charts::bars(&bars, &names, show))
}

fn holders(page: &mut String, data: &Data<'_>, show: &dyn Fn(u128) -> String) {
    let mut paid: Vec<u128> = data.payments.iter().copied().filter(|amount| *amount > 0).collect();
    paid.sort_unstable_by(|a, b| b.cmp(a));
    if paid.is_empty() {
        return;
    }
    let exact = |amount: u128| amount::exact(amount, data.summary.exponent);
    let total: u128 = paid.iter().sum();
    let tenth: u128 = paid.iter().take(paid.len().div_ceil(10)).sum();
    let _ = write!(
        page,
        "<h2>The holders</h2><p class=\"under\">{} wallets were paid. The largest got {}, the median {}, the smallest {}; the top tenth holds {}.{} % of it.</p><div class=\"pair\"><div class=\"card\"><h3>Payment by rank, both axes logarithmic ({})</h3>{}</div><div class=\"card\"><h3>Share of the money by share of the holders</h3>{}</div></div>",
        amount::group(&paid.len().to_string()),
        exact(paid[0]),
        exact(paid[paid.len() / 2]),
        exact(paid[paid.len() - 1]),
        tenth * 1000 / total / 10,
        tenth * 1000 / total % 10,
        escape(&data.summary.symbol),
        charts::ranks(&paid, show),
        charts::lorenz(&paid),
    );
}

fn parties(page: &mut String, data: &Data<'_>, division: &Division, whole: &dyn Fn(u128) -> String) {
    page.push_str("<h2>The parties</h2><p class=\"under\">What the schedule gives, what the account booked, what arrived.</p><div class=\"card\"><table><tr><th>Party<th>Paid to<th class=\"n\">Engine<th class=\"n\">Credited<th class=\"n\">Delivered</tr>");
    for party in &data.summary.parties {
        let computed = division.parties.iter().find(|part| part.party == party.party).map_or(0, |part| part.amount);
        let mark = if computed == party.entitled { "" } else { " ≠ engine" };
        let _ = write!(
            page,
            "<tr><td>{}<td class=\"h\">{}<td class=\"n\">{}{mark}<td class=\"n\">{}<td class=\"n\">{}</tr>",
            escape(&party.party),
            escape(&party.payee),
            whole(party.entitled),
            whole(party.credited),
            whole(party.delivered),
        );
    }
    page.push_str("</table></div>");
}

fn money_check(page: &mut String, summary: &Summary) {
    let check = &summary.check;
    let exact = |amount: u128| amount::exact(amount, summary.exponent);
    let verdict = if check.ok { "<span class=\"good\">equal</span>" } else { "<span class=\"bad\">not equal</span>" };
    let _ = write!(page, "<h2>The money check</h2><p class=\"under\">From bank balances on the chain, to the last unit: {verdict}.</p><div class=\"card\"><table>");
    let rows = [
        ("Paid into the collection account", check.received, "sum"),
        ("In the parties' wallets", check.parties, ""),
        ("In the holders' wallets", check.holders, ""),
        ("Parked under its owner's name", check.parked, ""),
        ("Carried to the next run", check.carry, ""),
        ("Fractions held in the schedule", check.held, ""),
        ("Bounties", check.bounties, ""),
        ("Out and left, together", check.right(), "sum"),
    ];
    for (label, amount, class) in rows {
        let _ = write!(page, "<tr class=\"{class}\"><td>{label}<td class=\"n\">{}</tr>", exact(amount));
    }
    page.push_str("</table>");
    for fault in &check.faults {
        let _ = write!(page, "<p class=\"bad\">{}</p>", escape(fault));
    }
    page.push_str("</div>");
}

fn runs(page: &mut String, summary: &Summary, whole: &dyn Fn(u128) -> String) {
    page.push_str("<h2>Runs and gas</h2><p class=\"under\">Each run freezes, credits in sets, thaws, settles; its hash covers every set.</p><div class=\"pair\"><div class=\"card\"><table><tr><th>Run<th>Date<th class=\"n\">Shared<th class=\"n\">Sets<th>Hash</tr>");
    for run in &summary.run_details {
        let _ = write!(
            page,
            "<tr><td>{}<td>{}<td class=\"n\">{}<td class=\"n\">{}<td class=\"h\" title=\"{}\">{}…</tr>",
            run.run,
            escape(&run.date),
            whole(run.pot),
            run.sets,
            escape(&run.hash),
            escape(run.hash.get(..12).unwrap_or(&run.hash)),
        );
    }
    page.push_str("</table></div><div class=\"card\"><table><tr><th>Message<th class=\"n\">Transactions<th class=\"n\">Gas<th class=\"n\">Each</tr>");
    for (message, gas) in &summary.gas {
        let _ = write!(
            page,
            "<tr><td>{}<td class=\"n\">{}<td class=\"n\">{}<td class=\"n\">{}</tr>",
            escape(message),
            gas.transactions,
            amount::group(&gas.gas.to_string()),
            amount::group(&(gas.gas / u64::from(gas.transactions.max(1))).to_string()),
        );
    }
    page.push_str("</table></div></div>");
}

fn story(page: &mut String, summary: &Summary) {
    page.push_str("<h2>What happened</h2><div class=\"card\"><ol class=\"story\">");
    for event in &summary.story {
        let _ = write!(page, "<li><time>{}</time><span>{}</span></li>", escape(&event.date), escape(&event.what));
    }
    page.push_str("</ol></div>");
}
