//! What the studio's registry and a film's contracts say.

use backlot_api::{
    collection, limits, rights,
    studio::{ExecuteMsg, Film, QueryMsg},
};
use serde_json::json;

use crate::{
    account, amount,
    ctx::{call, Ctx},
    date,
    output::Output,
};

/// A film's names and addresses.
pub(super) fn facts(film: &Film) -> Vec<(&'static str, String)> {
    let Film { film: id, title, denom, addresses, interchange, created, closed } = film.clone();
    let mut facts = vec![("film", id), ("title", title), ("denom", denom)];
    facts.extend(addresses.rights.into_iter().map(|address| ("rights", address)));
    facts.extend(addresses.agreements.map(|address| ("agreements", address)));
    facts.push(("collection", addresses.collection));
    facts.extend(addresses.licences.map(|address| ("licences", address)));
    facts.extend([("returns", addresses.returns), ("interchange", interchange)]);
    facts.push(("made", date::moment(created.seconds())));
    facts.extend(closed.map(|closed| ("closed", date::moment(closed.seconds()))));
    facts
}

pub(super) async fn list(ctx: &Ctx) -> anyhow::Result<Output> {
    let reader = ctx.reader()?;
    let studio = ctx.deployment()?.studio;
    let page = |last: Option<&Film>| QueryMsg::Films {
        start_after: last.map(|film| film.film.clone()),
        limit: Some(limits::PAGE_MAX),
    };
    let films: Vec<Film> = reader.ask_all(&studio, page).await?;
    let rows = films
        .iter()
        .map(|film| {
            let state = if film.closed.is_some() { "closed" } else { "open" };
            let series = film.addresses.rights.len().to_string();
            vec![film.film.clone(), film.title.clone(), series, date::date(film.created.seconds()), state.into()]
        })
        .collect();
    Ok(Output::of(&films)?.rows(&["film", "title", "series", "made", ""], rows))
}

pub(super) async fn one(ctx: &Ctx, film: Option<&str>) -> anyhow::Result<Output> {
    let reader = ctx.reader()?;
    let film = ctx.film(&reader, film).await?;
    let collection = &film.addresses.collection;
    let totals: serde_json::Value = reader.ask(collection, &collection::QueryMsg::Totals {}).await?;
    let parties = account::parties(&reader, &film).await?;
    let page = |last: Option<&serde_json::Value>| collection::QueryMsg::Tiers {
        start_after: last.and_then(|tier| tier["position"].as_u64()).and_then(|position| position.try_into().ok()),
        limit: Some(limits::PAGE_MAX),
    };
    // As JSON: an account made before 0.3 has other columns.
    let tiers: Vec<serde_json::Value> = reader.ask_all(collection, page).await?;
    let mut series = Vec::new();
    let mut series_rows = Vec::new();
    for address in &film.addresses.rights {
        let token: cw20::TokenInfoResponse = reader.ask(address, &rights::QueryMsg::TokenInfo {}).await?;
        let ledger: rights::LedgerResponse = reader.ask(address, &rights::QueryMsg::Ledger {}).await?;
        let supply = amount::exact(ledger.supply.u128(), token.decimals);
        series_rows.push(vec![token.symbol.clone(), token.name.clone(), supply, ledger.holders.to_string()]);
        series.push(json!({ "token": token, "ledger": ledger }));
    }
    let number = |amount: cosmwasm_std::Uint128| amount::group(&amount.to_string());
    let party_rows = parties
        .iter()
        .map(|party| {
            let payee = account::paid_to(&party.party.payee);
            vec![party.party.id.clone(), payee, number(party.credited), number(party.delivered)]
        })
        .collect();
    let tier_rows = tiers
        .iter()
        .map(|tier| {
            let text = |key: &str| tier[key].as_str().unwrap_or_default().to_string();
            let ended = tier["ended"].as_bool().or(tier["full"].as_bool()).unwrap_or(false);
            let closed = tier["open"].as_bool() == Some(false);
            let state = if ended {
                "ended"
            } else if closed {
                "waits"
            } else {
                ""
            };
            vec![text("table"), text("id"), amount::group(&text("paid")), state.into()]
        })
        .collect();
    let answer = json!({ "film": film, "totals": totals, "series": series, "parties": parties, "tiers": tiers });
    Ok(Output::of(&answer)?
        .facts(facts(&film))
        .line(format!(
            "received {} {} in {} entries",
            amount::group(totals["received"].as_str().unwrap_or("0")),
            film.denom,
            totals["receipts"].as_u64().or(totals["entries"].as_u64()).unwrap_or_default()
        ))
        .rows(&["series", "name", "units", "holders"], series_rows)
        .rows(&["party", "paid to", "credited", "delivered"], party_rows)
        .rows(&["table", "tier", "paid", ""], tier_rows))
}

pub(super) async fn close(ctx: &Ctx, film: &str) -> anyhow::Result<Output> {
    let session = ctx.session()?;
    let studio = ctx.deployment()?.studio;
    if !ctx.global.dry_run {
        ctx.confirm(&format!("Close the film `{film}` for good?"))?;
    }
    let msg = ExecuteMsg::CloseFilm { film: film.to_string() };
    let (sent, _) = session.send(&format!("studio.close_film {film}"), &[call(&studio, &msg, Vec::new())?]).await?;
    Ok(Output::of(&sent)?.line(sent.line()))
}
