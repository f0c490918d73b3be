//! `backlot deploy`
//!
//! Everything it does is found again on the chain: code by its checksum, the studio at an address that follows from
//! its code, its owner and a number. So a call that was cut short, at whatever point, is simply made again.

use anyhow::Context;
use backlot_api::studio::{self, Code, Kind};
use backlot_chain::{code::predict, Access, Chain, CodeInfo, CodeStore, Msg};
use serde::Serialize;
use serde_json::json;

use crate::{
    amount,
    ctx::{Ctx, Sent, Session},
    date,
    deployment::{Deployment, Draft, Stored},
    exit::{Exit, Failure},
    output::Output,
    progress, refusal,
    release::{look, Release, Wasm, STUDIO},
};

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
        return work.tell().await;
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
        let said = refusal::upload_refused(chain_id, ctx.key_name(), address, &permissions.upload.to_string());
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

impl Draft {
    /// The code of a part.
    pub(super) fn code(&self, part: &str) -> Option<u64> {
        self.codes.iter().find(|code| code.part == part).map(|code| code.code_id)
    }
}

/// The salt of an owner's studio with this number.
fn salt(number: u32) -> Vec<u8> {
    format!("backlot studio {number}").into_bytes()
}

struct Work<'a> {
    ctx: &'a Ctx,
    session: &'a Session,
    release: &'a Release,
    draft: Draft,
}

impl<'a> Work<'a> {
    /// Settles what an earlier call left open, and looks at what the chain has.
    async fn begin(ctx: &'a Ctx, session: &'a Session, release: &'a Release, again: bool) -> anyhow::Result<Self> {
        if !ctx.global.dry_run {
            session.submitter.settle().await?;
        }
        let draft = match Draft::load(&ctx.home, &ctx.config.chain_id)? {
            Some(draft)
                if draft.owner == session.address && draft.studio == place(ctx, session, release, draft.number)? =>
            {
                draft
            }
            _ => fresh(ctx, session, release, again).await?,
        };
        let mut work = Self { ctx, session, release, draft };
        find(session.reader.chain.as_ref(), release, &mut work.draft, &session.address).await?;
        work.save()?;
        Ok(work)
    }

    fn save(&self) -> anyhow::Result<()> {
        // A dry run leaves nothing behind.
        if self.ctx.global.dry_run {
            Ok(())
        } else {
            self.draft.save(&self.ctx.home)
        }
    }

    /// Whether the studio is there.
    async fn made(&self) -> anyhow::Result<bool> {
        Ok(self.session.reader.chain.contract(&self.draft.studio).await?.is_some())
    }

    /// What would be sent, and what it would cost.
    async fn tell(&self) -> anyhow::Result<Output> {
        let mut steps = Vec::new();
        for wasm in &self.release.wasm {
            let code_id = self.draft.code(wasm.part);
            let transaction = match code_id {
                Some(_) => None,
                None => Some(store(self.session, wasm).await?.0),
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
        let made = self.made().await?;
        let studio = match (made, missing) {
            (true, _) => None,
            (false, 0) => Some(self.session.send("studio.instantiate", &[self.instantiate()?]).await?.0),
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
        let fee = format!("{fee}{}", self.ctx.config.fee_denom);
        let summary = format!(
            "{missing} to store ({} bytes), {} there already; {} gas and {fee} in all",
            amount::group(&bytes.to_string()),
            steps.len() - missing,
            amount::group(&gas.to_string())
        );
        let answer = json!({
            "chain_id": self.ctx.config.chain_id, "version": self.release.version, "codes": steps,
            "studio": { "address": self.draft.studio, "there": made, "transaction": studio },
            "bytes": bytes, "gas": gas, "fee": fee,
        });
        let rows = steps.iter().map(Step::row).collect();
        let output = Output::of(&answer)?
            .rows(&["code", "id", "", "gas"], rows)
            .facts([("version", self.release.version.clone()), ("studio", self.draft.studio.clone()), ("", will)])
            .line(summary);
        Ok(noted(output, self.release))
    }

    fn instantiate(&self) -> anyhow::Result<Msg> {
        let code = |part: &str| self.draft.code(part).with_context(|| format!("the code of {part} is not stored"));
        let named =
            |kind: Kind| anyhow::Ok(Code { kind, code_id: code(kind.name())?, version: self.draft.version.clone() });
        let codes = Kind::ALL.into_iter().map(named).collect::<anyhow::Result<Vec<_>>>()?;
        let msg = studio::InstantiateMsg { owner: self.draft.owner.clone(), codes };
        Ok(Msg::Instantiate2 {
            code_id: code(STUDIO)?,
            admin: Some(self.draft.owner.clone()),
            label: "backlot studio".into(),
            msg: serde_json::to_vec(&msg)?,
            funds: Vec::new(),
            salt: salt(self.draft.number),
        })
    }

    /// Stores what is missing, makes the studio unless it is there, and writes down where everything is.
    async fn finish(&mut self) -> anyhow::Result<(Deployment, Vec<Step>)> {
        let bar = progress::bar(&self.ctx.global, self.release.wasm.len() as u64 + 1, "storing contracts");
        let mut steps = Vec::new();
        for wasm in &self.release.wasm {
            let there = self.draft.code(wasm.part);
            let (code_id, transaction) = match there {
                Some(id) => (id, None),
                None => {
                    let (sent, id) = store(self.session, wasm).await?;
                    let id = id.context("a transaction that was sent has an outcome")?;
                    let stored = Stored { part: wasm.part.into(), code_id: id, checksum: wasm.checksum.clone() };
                    self.draft.codes.push(stored);
                    self.save()?;
                    (id, Some(sent))
                }
            };
            let (part, checksum) = (wasm.part.into(), wasm.checksum.clone());
            steps.push(Step { part, code_id: Some(code_id), checksum, packed: wasm.packed.len(), transaction });
            bar.inc(1);
        }
        self.usable().await?;
        if !self.made().await? {
            self.session.submitter.submit("studio.instantiate", &[self.instantiate()?]).await?;
        }
        bar.finish_and_clear();
        let chain = &self.session.reader.chain;
        let studio = self.draft.studio.clone();
        let config: studio::ConfigResponse = self.session.reader.ask(&studio, &studio::QueryMsg::Config {}).await?;
        let deployed = date::moment(chain.status().await?.time_ns / 1_000_000_000);
        let Draft { chain_id, owner, version, codes, .. } = self.draft.clone();
        let interchange = config.interchange;
        let made = Deployment { chain_id, version, studio, interchange, owner, codes, deployed, migrated: None };
        Ok((made, steps))
    }

    /// Whether what was stored may be used by the studio: a chain may narrow the permission of what one stores.
    async fn usable(&self) -> anyhow::Result<()> {
        for Stored { part, code_id, .. } in &self.draft.codes {
            let code = self.session.reader.chain.code(*code_id).await?;
            let code = code.with_context(|| format!("the chain has no code {code_id}"))?;
            if !serves(part, &code, &self.session.address, &self.draft.studio) {
                return Err(Failure::with(
                    Exit::Permission,
                    format!(
                        "code {code_id} ({part}) may be used by {} and not by the studio {}: whoever stored it, or the \
                         chain's governance, has to widen it (MsgUpdateInstantiateConfig)",
                        code.instantiate, self.draft.studio
                    ),
                ));
            }
        }
        Ok(())
    }
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

/// Stores a contract's wasm; none for its number in a dry run.
pub(super) async fn store(session: &Session, wasm: &Wasm) -> anyhow::Result<(Sent, Option<u64>)> {
    let msg = Msg::StoreCode { wasm: wasm.packed.clone() };
    let (sent, outcome) = session.send(&format!("wasm.store {}", wasm.part), &[msg]).await?;
    let Some(outcome) = outcome else { return Ok((sent, None)) };
    let id = outcome.attribute("store_code", "code_id").context("the chain names no code id")?;
    Ok((sent, Some(id.parse().context("the chain's code id is no number")?)))
}

/// The amount of a coin's text.
fn coin_amount(coin: &str) -> Option<u128> {
    coin.split(|letter: char| !letter.is_ascii_digit()).next()?.parse().ok()
}

/// Where the owner's studio with this number is, or would be.
fn place(ctx: &Ctx, session: &Session, release: &Release, number: u32) -> anyhow::Result<String> {
    Ok(predict(&ctx.config.prefix, release.studio(), &session.address, &salt(number))?)
}

/// A draft with nothing in it. The number is the first, or with `again` the first that no studio has.
async fn fresh(ctx: &Ctx, session: &Session, release: &Release, again: bool) -> anyhow::Result<Draft> {
    let mut number = 1;
    let mut studio = place(ctx, session, release, number)?;
    while again && session.reader.chain.contract(&studio).await?.is_some() {
        number += 1;
        studio = place(ctx, session, release, number)?;
    }
    let (chain_id, owner) = (ctx.config.chain_id.clone(), session.address.clone());
    Ok(Draft { chain_id, owner, version: release.version.clone(), number, studio, codes: Vec::new(), next: 1 })
}

/// Fills in the codes that the chain has: the same bytes, usable for what they are for. Codes of the draft are looked
/// at again, because a chain that was begun anew has other ones under the same numbers.
pub(super) async fn find(
    chain: &impl CodeStore,
    release: &Release,
    draft: &mut Draft,
    wallet: &str,
) -> anyhow::Result<()> {
    for Stored { code_id, checksum, .. } in draft.codes.clone() {
        if chain.code(code_id).await?.is_none_or(|code| code.checksum != checksum) {
            draft.codes.clear();
            draft.next = 1;
            break;
        }
    }
    let studio = draft.studio.clone();
    let mut found = Vec::new();
    draft.next = look(chain, draft.next, |code| found.push(code)).await?;
    for code in found {
        let parts = release.wasm.iter().filter(|wasm| wasm.checksum == code.checksum).map(|wasm| wasm.part);
        for part in parts {
            if draft.code(part).is_none() && serves(part, &code, wallet, &studio) {
                draft.codes.push(Stored { part: part.into(), code_id: code.id, checksum: code.checksum.clone() });
            }
        }
    }
    Ok(())
}

/// The wallet makes the studio, the studio everything else.
fn serves(part: &str, code: &CodeInfo, wallet: &str, studio: &str) -> bool {
    code.instantiate.allows(if part == STUDIO { wallet } else { studio })
}
