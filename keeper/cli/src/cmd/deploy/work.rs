use anyhow::Context;
use backlot_api::studio::{self, Code, Kind};
use backlot_chain::{code::predict, Chain, CodeInfo, CodeStore, Msg};

use super::Step;
use crate::{
    ctx::{Ctx, Sent, Session},
    date,
    deployment::{Deployment, Draft, Stored},
    exit::{Exit, Failure},
    progress,
    release::{look, Release, Wasm, STUDIO},
};

/// The salt of an owner's studio with this number.
fn salt(number: u32) -> Vec<u8> {
    format!("backlot studio {number}").into_bytes()
}

/// A deployment being made.
pub(super) struct Work<'a> {
    pub(super) ctx: &'a Ctx,
    pub(super) session: &'a Session,
    pub(super) release: &'a Release,
    pub(super) draft: Draft,
}

impl<'a> Work<'a> {
    /// Settles what an earlier call left open, and looks at what the chain has.
    pub(super) async fn begin(
        ctx: &'a Ctx,
        session: &'a Session,
        release: &'a Release,
        again: bool,
    ) -> anyhow::Result<Self> {
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
    pub(super) async fn made(&self) -> anyhow::Result<bool> {
        Ok(self.session.reader.chain.contract(&self.draft.studio).await?.is_some())
    }

    pub(super) fn instantiate(&self) -> anyhow::Result<Msg> {
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
    pub(super) async fn finish(&mut self) -> anyhow::Result<(Deployment, Vec<Step>)> {
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

/// Stores a contract's wasm; none for its number in a dry run.
pub(in crate::cmd) async fn store(session: &Session, wasm: &Wasm) -> anyhow::Result<(Sent, Option<u64>)> {
    let msg = Msg::StoreCode { wasm: wasm.packed.clone() };
    let (sent, outcome) = session.send(&format!("wasm.store {}", wasm.part), &[msg]).await?;
    let Some(outcome) = outcome else { return Ok((sent, None)) };
    let id = outcome.attribute("store_code", "code_id").context("the chain names no code id")?;
    Ok((sent, Some(id.parse().context("the chain's code id is no number")?)))
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
pub(in crate::cmd) async fn find(
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
