//! `backlot deploy`
//!
//! Everything it does is found again on the chain: code by its checksum, the studio at an address that follows from
//! its code, its owner and a number. So a call that was cut short, at whatever point, is simply made again.

mod work;

use backlot_chain::{Access, CodeStore};
use serde::Serialize;
use serde_json::json;

use crate::{
    amount,
    ctx::{Ctx, Sent, Session},
    deployment::{Deployment, Draft},
    exit::{Exit, Failure},
    output::Output,
    refusal,
    release::Release,
};
use work::Work;
pub(super) use work::{find, store};

/// Store the contracts and make the studio.
///
/// Code that the chain has already is used, not stored again. Called again after it was cut short, it goes on from what
/// is on the chain.
#[derive(clap::Args, Debug)]
pub struct Args {
    /// Folder with the built wasm [default: artifacts of the config]
    #[arg(long, value_name = "DIR")]
    artifacts: Option<std::path::PathBuf>,
    /// Make another studio though there is one
    #[arg(long)]
    again: bool,
}

/// A step, done or to be done.
#[derive(Debug, Serialize)]
pub struct Step {
    /// What it concerns: a part, of which there is one code.
    pub part: String,
    /// Number of its code; none while it is not stored.
    pub code_id: Option<u64>,
    /// SHA-256 of the wasm.
    pub checksum: String,
    /// Bytes that travel.
    pub packed: usize,
    /// The transaction; none where there was nothing to send.
    pub transaction: Option<Sent>,
}

/// Runs it.
///
/// # Errors
/// Missing wasm; a chain that does not let this key do it; the chain's refusal.
pub async fn run(ctx: &Ctx, args: Args) -> anyhow::Result<Output> {
    let drafted = Draft::load(&ctx.home, &ctx.config.chain_id)?.is_some();
    if Deployment::file(&ctx.home, &ctx.config.chain_id).exists() && !args.again && !drafted {
        let there = ctx.deployment()?;
        return Err(Failure::nothing(format!(
            "the studio is {} already; --again makes another, `backlot migrate` moves this one to new code",
            there.studio
        )));
    }
    let release = Release::read(args.artifacts.as_ref().unwrap_or(&ctx.config.artifacts))?;
    let session = ctx.session()?;
    let mut work = Work::begin(ctx, &session, &release, args.again).await?;
    if release.wasm.iter().any(|wasm| work.draft.code(wasm.part).is_none()) {
        may_store(ctx, &session, &work.draft.studio).await?;
    }
    if ctx.global.dry_run {
        return tell(&work).await;
    }
    let missing: Vec<_> = release.wasm.iter().filter(|wasm| work.draft.code(wasm.part).is_none()).collect();
    let bytes: usize = missing.iter().map(|wasm| wasm.packed.len()).sum();
    if !work.made().await? {
        let bytes = amount::group(&bytes.to_string());
        let chain = &ctx.config.chain_id;
        ctx.confirm(&format!("Store {} contracts ({bytes} bytes) and make a studio on {chain}?", missing.len()))?;
    }
    let (deployment, steps) = work.finish().await?;
    let file = deployment.save(&ctx.home)?;
    Draft::remove(&ctx.home, &ctx.config.chain_id)?;
    let rows = steps.iter().map(Step::row).collect();
    let output = Output::of(&json!({ "deployment": deployment, "file": file, "codes": steps }))?
        .rows(&["code", "id", "", "gas"], rows)
        .facts([
            ("version", deployment.version.clone()),
            ("studio", deployment.studio.clone()),
            ("interchange", deployment.interchange.clone()),
            ("owner", deployment.owner.clone()),
            ("written to", file.display().to_string()),
        ]);
    Ok(noted(output, &release))
}

/// Says where the wasm is not what its checksums say.
pub(super) fn noted(output: Output, release: &Release) -> Output {
    if release.own.is_empty() {
        return output;
    }
    output.line(format!(
        "note: the wasm of {} is not the one in checksums.txt beside it; verify-code will say so too",
        release.own.join(", ")
    ))
}

/// Whether the chain lets this key store code, and the studio use it. Asked before anything is spent.
pub(super) async fn may_store(ctx: &Ctx, session: &Session, studio: &str) -> anyhow::Result<()> {
    let permissions = session.reader.chain.permissions().await?;
    let (chain_id, address) = (&ctx.config.chain_id, &session.address);
    if !permissions.upload.allows(address) {
        let said = refusal::may_not_upload(chain_id, ctx.key_name(), address, &permissions.upload.to_string());
        return Err(Failure::with(Exit::Permission, said));
    }
    if permissions.instantiate != Access::Everybody {
        return Err(Failure::with(
            Exit::Permission,
            format!(
                "on {chain_id} only whoever stores code may make contracts of it, and it is the studio, a contract, that \
                 makes those of a film: have the chain's governance store the code for everybody, or for {studio}; \
                 deploy finds stored code by its checksum"
            ),
        ));
    }
    Ok(())
}

/// Stores what is missing and makes the studio.
///
/// # Errors
/// The chain's refusal.
pub async fn deploy(ctx: &Ctx, session: &Session, release: &Release) -> anyhow::Result<Deployment> {
    let mut work = Work::begin(ctx, session, release, false).await?;
    let (deployment, _) = work.finish().await?;
    deployment.save(&ctx.home)?;
    Draft::remove(&ctx.home, &ctx.config.chain_id)?;
    Ok(deployment)
}

impl Step {
    fn row(&self) -> Vec<String> {
        let id = self.code_id.map_or_else(|| "–".into(), |id| id.to_string());
        let (state, gas) = match &self.transaction {
            None => ("there already".into(), String::new()),
            Some(sent) => {
                let verb = if sent.sent { "stored" } else { "to store" };
                let bytes = amount::group(&self.packed.to_string());
                (format!("{verb}, {bytes} bytes"), amount::group(&sent.gas.to_string()))
            }
        };
        vec![self.part.clone(), id, state, gas]
    }
}

/// The amount of a coin's text.
fn coin_amount(coin: &str) -> Option<u128> {
    coin.split(|letter: char| !letter.is_ascii_digit()).next()?.parse().ok()
}

/// What would be sent, and what it would cost.
async fn tell(work: &Work<'_>) -> anyhow::Result<Output> {
    let mut steps = Vec::new();
    for wasm in &work.release.wasm {
        let code_id = work.draft.code(wasm.part);
        let transaction = match code_id {
            Some(_) => None,
            None => Some(store(work.session, wasm).await?.0),
        };
        steps.push(Step {
            part: wasm.part.into(),
            code_id,
            checksum: wasm.checksum.clone(),
            packed: wasm.packed.len(),
            transaction,
        });
    }
    let missing = steps.iter().filter(|step| step.code_id.is_none()).count();
    let made = work.made().await?;
    let studio = match (made, missing) {
        (true, _) => None,
        (false, 0) => Some(work.session.send("studio.instantiate", &[work.instantiate()?]).await?.0),
        (false, _) => None,
    };
    let will = match (made, &studio) {
        (true, _) => "there already".into(),
        (_, Some(sent)) => sent.line(),
        _ => "its gas can be told once its code is stored".into(),
    };
    let bytes: usize = steps.iter().filter(|step| step.code_id.is_none()).map(|step| step.packed).sum();
    let sent = || steps.iter().filter_map(|step| step.transaction.as_ref()).chain(&studio);
    let gas: u64 = sent().map(|sent| sent.gas).sum();
    let fee: u128 = sent().filter_map(|sent| coin_amount(sent.fee.as_deref()?)).sum();
    let fee = format!("{fee}{}", work.ctx.config.fee_denom);
    let summary = format!(
        "{missing} to store ({} bytes), {} there already; {} gas and {fee} in all",
        amount::group(&bytes.to_string()),
        steps.len() - missing,
        amount::group(&gas.to_string())
    );
    let answer = json!({
        "chain_id": work.ctx.config.chain_id, "version": work.release.version, "codes": steps,
        "studio": { "address": work.draft.studio, "there": made, "transaction": studio },
        "bytes": bytes, "gas": gas, "fee": fee,
    });
    let rows = steps.iter().map(Step::row).collect();
    let output = Output::of(&answer)?
        .rows(&["code", "id", "", "gas"], rows)
        .facts([("version", work.release.version.clone()), ("studio", work.draft.studio.clone()), ("", will)])
        .line(summary);
    Ok(noted(output, work.release))
}
