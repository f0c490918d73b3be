//! `backlot deploy`

use std::{io::Write, path::Path};

use anyhow::Context;
use backlot_api::studio::{self, Code, Kind};
use backlot_chain::{Msg, TxOutcome};
use flate2::{write::GzEncoder, Compression};
use serde_json::json;

use crate::{
    ctx::{Ctx, Session},
    deployment::Deployment,
    exit::Failure,
    output::Output,
    progress,
};

/// Store the contracts and make the studio.
#[derive(clap::Args, Debug)]
pub struct Args {
    /// Folder with the built wasm [default: artifacts of the config]
    #[arg(long, value_name = "DIR")]
    artifacts: Option<std::path::PathBuf>,
    /// Make another studio though there is one
    #[arg(long)]
    again: bool,
}

/// Runs it.
///
/// # Errors
/// Missing wasm; the chain's refusal.
pub async fn run(ctx: &Ctx, args: Args) -> anyhow::Result<Output> {
    if Deployment::file(&ctx.home, &ctx.config.chain_id).exists() && !args.again {
        let there = ctx.deployment()?;
        return Err(Failure::usage(format!("the studio is {} already; --again makes another", there.studio)));
    }
    let artifacts = args.artifacts.unwrap_or_else(|| ctx.config.artifacts.clone());
    let files = read(&artifacts)?;
    let session = ctx.session()?;
    if ctx.global.dry_run {
        let msgs: Vec<Msg> = files.iter().map(|(_, wasm)| Msg::StoreCode { wasm: wasm.clone() }).collect();
        let mut lines = Vec::new();
        for ((name, _), msg) in files.iter().zip(msgs) {
            let (sent, _) = session.send(&format!("wasm.store {name}"), &[msg]).await?;
            lines.push(sent);
        }
        let text = lines.iter().map(|sent| sent.line()).collect::<Vec<_>>().join("\n");
        return Ok(Output::of(&lines)?.line(text));
    }
    let bytes: usize = files.iter().map(|(_, wasm)| wasm.len()).sum();
    ctx.confirm(&format!("Store {} contracts ({bytes} bytes) and make a studio?", files.len()))?;
    let deployment = deploy(ctx, &session, files).await?;
    let file = deployment.save(&ctx.home)?;
    Ok(Output::of(&json!({ "deployment": deployment, "file": file }))?.facts([
        ("studio", deployment.studio.clone()),
        ("interchange", deployment.interchange.clone()),
        ("owner", deployment.owner.clone()),
        ("written to", file.display().to_string()),
    ]))
}

/// The wasm of the studio and of every kind it makes, compressed, the studio first.
///
/// # Errors
/// A file that is not there.
pub fn read(artifacts: &Path) -> anyhow::Result<Vec<(String, Vec<u8>)>> {
    std::iter::once("studio")
        .chain(Kind::ALL.map(Kind::name))
        .map(|name| {
            let file = artifacts.join(format!("backlot_{name}.wasm"));
            let wasm = std::fs::read(&file)
                .map_err(|fault| Failure::usage(format!("{}: {fault}: `make artifacts` builds it", file.display())))?;
            let mut zip = GzEncoder::new(Vec::new(), Compression::best());
            zip.write_all(&wasm)?;
            Ok((name.to_string(), zip.finish()?))
        })
        .collect()
}

/// Stores and makes.
///
/// # Errors
/// The chain's refusal.
pub async fn deploy(ctx: &Ctx, session: &Session, files: Vec<(String, Vec<u8>)>) -> anyhow::Result<Deployment> {
    let bar = progress::bar(&ctx.global, files.len() as u64 + 1, "storing contracts");
    let mut ids = Vec::new();
    for (name, wasm) in files {
        let outcome = session.submitter.submit(&format!("wasm.store {name}"), &[Msg::StoreCode { wasm }]).await?;
        let id = attribute(&outcome, "store_code", "code_id").context("the chain names no code id")?;
        ids.push((name, id.parse::<u64>()?));
        bar.inc(1);
    }
    let version = env!("CARGO_PKG_VERSION").to_string();
    let id_of = |name: &str| ids.iter().find(|(known, _)| known == name).map(|(_, id)| *id).unwrap_or_default();
    let codes: Vec<Code> = Kind::ALL
        .into_iter()
        .map(|kind| Code { kind, code_id: id_of(kind.name()), version: version.clone() })
        .collect();
    let msg = studio::InstantiateMsg { owner: session.address.clone(), codes: codes.clone() };
    let msg = Msg::Instantiate {
        code_id: id_of("studio"),
        admin: Some(session.address.clone()),
        label: "backlot studio".into(),
        msg: serde_json::to_vec(&msg)?,
        funds: Vec::new(),
    };
    let outcome = session.submitter.submit("studio.instantiate", &[msg]).await?;
    bar.finish_and_clear();
    let studio = attribute(&outcome, "instantiate", "_contract_address").context("the chain names no address")?;
    let config: studio::ConfigResponse = session.reader.ask(&studio, &studio::QueryMsg::Config {}).await?;
    Ok(Deployment {
        chain_id: ctx.config.chain_id.clone(),
        studio,
        interchange: config.interchange,
        owner: session.address.clone(),
        studio_code: id_of("studio"),
        codes,
    })
}

/// The first attribute of that key in the first event of that type that has it.
/// The value of an attribute in the first event of a type that has it.
pub(super) fn attribute(outcome: &TxOutcome, event: &str, key: &str) -> Option<String> {
    let events = outcome.events.iter().filter(|found| found.ty == event);
    events.flat_map(|found| &found.attributes).find(|found| found.key == key).map(|found| found.value.clone())
}
