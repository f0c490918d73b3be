//! `backlot status`

use backlot_api::studio;
use backlot_chain::Chain;
use serde_json::json;

use crate::{ctx::Ctx, date, output::Output};

/// Where everything stands.
#[derive(clap::Args, Debug)]
pub struct Args {}

/// Runs it.
///
/// # Errors
/// No endpoint answers, or it serves another chain.
pub async fn run(ctx: &Ctx, _: Args) -> anyhow::Result<Output> {
    let reader = ctx.reader()?;
    let status = reader.chain.status().await?;
    let mut facts = vec![
        ("chain", status.chain_id.clone()),
        ("height", status.height.to_string()),
        ("chain time", date::moment(status.time_ns / 1_000_000_000)),
    ];
    let mut studio = None;
    if let Ok(deployment) = ctx.deployment() {
        let config: studio::ConfigResponse = reader.ask(&deployment.studio, &studio::QueryMsg::Config {}).await?;
        facts.push(("studio", deployment.studio.clone()));
        facts.push(("films", config.films.to_string()));
        studio = Some(json!({ "address": deployment.studio, "config": config }));
    } else {
        facts.push(("studio", "none yet: backlot deploy".into()));
    }
    let keeper = super::keeper::status(&format!("http://{}", ctx.config.keeper_listen)).await.ok();
    let keeper = keeper.filter(|keeper| keeper.chain_id == status.chain_id);
    facts.push((
        "keeper",
        match &keeper {
            Some(keeper) => format!("{:?}", keeper.readiness).to_lowercase(),
            None => "not running here".into(),
        },
    ));
    let answer = json!({
        "chain_id": status.chain_id, "height": status.height, "time_ns": status.time_ns.to_string(),
        "studio": studio, "keeper": keeper.map(|keeper| keeper.readiness),
    });
    Ok(Output::of(&answer)?.facts(facts))
}
