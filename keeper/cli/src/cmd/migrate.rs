//! `backlot migrate`
//!
//! Nothing is written down on the way: what is done is seen on the chain, so a call that was cut short is made again.

use anyhow::Context;
use backlot_api::studio::{self, Code, Kind};
use backlot_chain::{Chain, Msg};
use cosmwasm_std::Binary;
use serde::Serialize;
use serde_json::json;

use super::{
    deploy::{find, may_store, noted, store},
    verify,
};
use crate::{
    amount,
    ctx::{call, Ctx, Sent, Session},
    date,
    deployment::{Deployment, Draft, Stored},
    exit::{Exit, Failure},
    migration::{owner, plan, survey, Action, Planned, Stand},
    output::Output,
    progress,
    release::{parts, Release, STUDIO},
};

/// Move the studio and its films to new code.
///
/// Stores what the chain has not, migrates the studio, names the code for new films, then moves the interchange and
/// film after film, each in one transaction. A run under way goes on where it was. Called again after it was cut short,
/// it does what is left.
#[derive(clap::Args, Debug)]
pub struct Args {
    /// Folder with the new wasm [default: artifacts of the config]
    #[arg(long, value_name = "DIR")]
    artifacts: Option<std::path::PathBuf>,
    /// Move only these films; studio and interchange are moved all the same
    #[arg(long, value_name = "ID", num_args = 1..)]
    film: Vec<String>,
}

/// A step as it went, or would go.
#[derive(Debug, Serialize)]
struct Step {
    #[serde(flatten)]
    planned: Planned,
    /// The transaction; none where its gas cannot be told yet.
    transaction: Option<Sent>,
}

/// Runs it.
///
/// # Errors
/// A contract that may not be moved; a key that may not; the chain's or a contract's refusal.
pub async fn run(ctx: &Ctx, args: Args) -> anyhow::Result<Output> {
    let release = Release::read(args.artifacts.as_ref().unwrap_or(&ctx.config.artifacts))?;
    let deployment = ctx.deployment()?;
    let session = ctx.session()?;
    if !ctx.global.dry_run {
        session.submitter.settle().await?;
    }
    let stand = survey(&session.reader, &deployment).await?;
    for film in &args.film {
        if !stand.contracts.iter().any(|contract| contract.film.as_ref() == Some(film)) {
            return Err(Failure::nothing(format!("the studio has no film `{film}`")));
        }
    }
    let mut work = Work::begin(ctx, &session, &release, &deployment, stand, &args.film).await?;
    work.may_sign().await?;
    if ctx.global.dry_run {
        let steps = work.dry().await?;
        return work.answer(&steps, "not sent (dry run)");
    }
    if work.steps.is_empty() {
        work.save().await?;
        return work.answer(&[], "nothing to do");
    }
    let count = work.steps.len();
    ctx.confirm(&format!("Move the studio and its films to {} in {count} transactions?", release.version))?;
    let steps = work.finish().await?;
    work.check(&args.film).await?;
    work.save().await?;
    work.answer(&steps, "done; the chain has the code of the release")
}

struct Work<'a> {
    ctx: &'a Ctx,
    session: &'a Session,
    release: &'a Release,
    deployment: &'a Deployment,
    stand: Stand,
    /// Codes on the chain that are the release's.
    codes: Draft,
    steps: Vec<Planned>,
}

impl<'a> Work<'a> {
    async fn begin(
        ctx: &'a Ctx,
        session: &'a Session,
        release: &'a Release,
        deployment: &'a Deployment,
        stand: Stand,
        films: &[String],
    ) -> anyhow::Result<Self> {
        let mut codes = Draft {
            chain_id: deployment.chain_id.clone(),
            owner: deployment.owner.clone(),
            version: release.version.clone(),
            number: 0,
            studio: deployment.studio.clone(),
            codes: Vec::new(),
            next: 1,
        };
        find(session.reader.chain.as_ref(), release, &mut codes, &session.address).await?;
        let steps =
            plan(&stand, &release.version, films, |part| release.checksum(part), |part| codes.code(part).is_some())?;
        Ok(Self { ctx, session, release, deployment, stand, codes, steps })
    }

    /// Whether this key may do the first step that needs more than a wallet. A studio whose admin and owner are two is
    /// moved by both in turn: the admin's call does its part and then ends here.
    async fn may_sign(&self) -> anyhow::Result<()> {
        if self.steps.iter().any(|step| matches!(step.action, Action::Store { .. })) {
            may_store(self.ctx, self.session, &self.deployment.studio).await?;
        }
        match self.steps.iter().find(|step| !matches!(step.action, Action::Store { .. })) {
            Some(step) => self.may(&step.action).await,
            None => Ok(()),
        }
    }

    async fn may(&self, action: &Action) -> anyhow::Result<()> {
        let address = &self.session.address;
        let (role, who) = match action {
            Action::Store { .. } => return Ok(()),
            Action::Studio => {
                let studio = self.stand.contracts.iter().find(|contract| contract.part == STUDIO);
                ("admin", studio.and_then(|studio| studio.admin.clone()))
            }
            _ => ("owner", owner(&self.session.reader, &self.deployment.studio).await?),
        };
        match who {
            Some(who) if who == *address => Ok(()),
            who => {
                let who = who.unwrap_or_else(|| "nobody".into());
                let (studio, key) = (&self.deployment.studio, self.ctx.key_name());
                let sentence = format!(
                    "the {role} of studio {studio} is {who}, key {key} is {address}: sign as the {role} (--from)"
                );
                Err(Failure::with(Exit::Permission, sentence))
            }
        }
    }

    fn code(&self, part: &str) -> anyhow::Result<u64> {
        self.codes.code(part).with_context(|| format!("the code of {part} is not stored"))
    }

    fn messages(&self, action: &Action) -> anyhow::Result<Vec<Msg>> {
        let studio = &self.deployment.studio;
        let go = |film: &str, kind: Kind| {
            let msg = Binary::from(serde_json::to_vec(&studio::MigrateMsg {})?);
            call(studio, &studio::ExecuteMsg::MigrateFilm { film: film.into(), kind, msg }, Vec::new())
        };
        match action {
            Action::Store { .. } => Ok(Vec::new()),
            Action::Studio => {
                let msg = serde_json::to_vec(&studio::MigrateMsg {})?;
                Ok(vec![Msg::Migrate { contract: studio.clone(), code_id: self.code(STUDIO)?, msg }])
            }
            Action::Codes { kinds } => kinds
                .iter()
                .map(|kind| {
                    let (code_id, version) = (self.code(kind.name())?, self.release.version.clone());
                    call(
                        studio,
                        &studio::ExecuteMsg::SetCode { code: Code { kind: *kind, code_id, version } },
                        Vec::new(),
                    )
                })
                .collect(),
            Action::Own { kind } => Ok(vec![go("", *kind)?]),
            Action::Film { film, kinds } => kinds.iter().map(|kind| go(film, *kind)).collect(),
        }
    }

    async fn send(&self, step: &Planned, msgs: &[Msg]) -> anyhow::Result<Sent> {
        let verb = match step.action {
            Action::Studio => "studio.migrate",
            Action::Codes { .. } => "studio.set_code",
            _ => "studio.migrate_film",
        };
        Ok(self.session.send(&format!("{verb} {}", step.name), msgs).await?.0)
    }

    /// What each step would cost. A contract moves to code that is named, and code is named that is stored: so steps are
    /// simulated behind the naming that they need, and not at all while code is missing.
    async fn dry(&self) -> anyhow::Result<Vec<Step>> {
        let naming = self.steps.iter().find(|step| matches!(step.action, Action::Codes { .. }));
        let complete = !self.steps.iter().any(|step| matches!(step.action, Action::Store { .. }));
        let mut named: Option<(Vec<Msg>, u64)> = None;
        let mut steps = Vec::new();
        for planned in &self.steps {
            let transaction = match &planned.action {
                Action::Store { part } => {
                    let wasm = self.release.wasm.iter().find(|wasm| wasm.part == part);
                    Some(store(self.session, wasm.context("a part that is not ours")?).await?.0)
                }
                action if !complete || self.may(action).await.is_err() => None,
                Action::Studio | Action::Codes { .. } => {
                    Some(self.send(planned, &self.messages(&planned.action)?).await?)
                }
                action => {
                    if let (None, Some(naming)) = (&named, naming) {
                        let msgs = self.messages(&naming.action)?;
                        let all = self.send(naming, &msgs).await?.gas;
                        // What a transaction costs that does next to nothing with the studio: the step has that too.
                        let one = self.send(naming, &msgs[..1]).await?.gas;
                        named = Some((msgs, all - one.min(all)));
                    }
                    let (before, more) = named.clone().unwrap_or_default();
                    let mut sent = self.send(planned, &[before, self.messages(action)?].concat()).await?;
                    sent.gas = sent.gas.saturating_sub(more);
                    sent.fee = sent.fee.map(|_| self.fee(sent.gas)).transpose()?;
                    Some(sent)
                }
            };
            steps.push(Step { planned: planned.clone(), transaction });
        }
        Ok(steps)
    }

    fn fee(&self, gas: u64) -> anyhow::Result<String> {
        let micro = u128::from(self.ctx.config.gas_price_micro()?) * u128::from(gas);
        Ok(format!("{}{}", micro.div_ceil(1_000_000), self.ctx.config.fee_denom))
    }

    async fn finish(&mut self) -> anyhow::Result<Vec<Step>> {
        let bar = progress::bar(&self.ctx.global, self.steps.len() as u64, "migrating");
        let mut done = Vec::new();
        for planned in self.steps.clone() {
            self.may(&planned.action).await?;
            let sent = match &planned.action {
                Action::Store { part } => {
                    let wasm =
                        self.release.wasm.iter().find(|wasm| wasm.part == part).context("a part that is not ours")?;
                    let (sent, id) = store(self.session, wasm).await?;
                    let code_id = id.context("a transaction that was sent has an outcome")?;
                    self.codes.codes.push(Stored { part: part.clone(), code_id, checksum: wasm.checksum.clone() });
                    sent
                }
                action => self.send(&planned, &self.messages(action)?).await?,
            };
            done.push(Step { planned, transaction: Some(sent) });
            bar.inc(1);
        }
        bar.finish_and_clear();
        Ok(done)
    }

    /// Reads everything again: the chain's answers to the transactions are not taken for what it has now.
    async fn check(&mut self, films: &[String]) -> anyhow::Result<()> {
        self.stand = survey(&self.session.reader, self.deployment).await?;
        let mut moved = self.stand.clone();
        let wanted = |film: &String| films.is_empty() || films.contains(film);
        moved.contracts.retain(|contract| contract.film.as_ref().is_none_or(wanted) && !contract.keeps_its_code());
        let rows = verify::compare(&moved, |part| Ok(self.release.checksum(part).to_owned()))?;
        verify::differences(&rows, "the release")
    }

    async fn save(&self) -> anyhow::Result<()> {
        let now = self.session.reader.chain.status().await?.time_ns / 1_000_000_000;
        let studio = self.stand.contracts.iter().find(|contract| contract.part == STUDIO);
        let studio = studio.map(|studio| (STUDIO, studio.code_id, studio.checksum.clone()));
        let kinds = self.stand.codes.iter().map(|(code, sum)| (code.kind.name(), code.code_id, sum.clone()));
        let stored = |(part, code_id, checksum): (&str, u64, String)| Stored { part: part.into(), code_id, checksum };
        let codes: Vec<_> = studio.into_iter().chain(kinds).map(stored).collect();
        if codes == self.deployment.codes && self.deployment.version == self.release.version {
            return Ok(());
        }
        let version = self.release.version.clone();
        let saved = Deployment { codes, version, migrated: Some(date::moment(now)), ..self.deployment.clone() };
        saved.save(&self.ctx.home).map(drop)
    }

    fn answer(&self, steps: &[Step], line: &str) -> anyhow::Result<Output> {
        let keeping = self.stand.contracts.iter().filter(|contract| contract.keeps_its_code());
        let keeping: Vec<&str> = keeping.map(|contract| contract.name.as_str()).collect();
        let rows = steps.iter().map(|step| {
            let Step { planned: Planned { name, from, to, .. }, transaction } = step;
            let versions = if from.is_empty() { to.clone() } else { format!("{from} → {to}") };
            let gas = transaction.as_ref().map_or_else(|| "–".into(), |sent| amount::group(&sent.gas.to_string()));
            vec![name.clone(), versions, gas]
        });
        let rows: Vec<_> = rows.collect();
        let unknown = steps.iter().any(|step| step.transaction.is_none());
        let missing: Vec<_> = parts().filter(|part| self.codes.code(part).is_none()).collect();
        let answer = json!({
            "studio": self.deployment.studio, "version": self.release.version, "steps": steps,
            "not_stored": missing, "keep_their_code": keeping,
        });
        let mut output = Output::of(&answer)?;
        if !rows.is_empty() {
            output = output.rows(&["step", "version", "gas"], rows);
        }
        output = output.line(format!("{} steps: {line}", steps.len()));
        if unknown {
            output = output.line("– the gas can be told once the code is stored, and by the key whose step it is");
        }
        if !keeping.is_empty() {
            output = output.line(format!(
                "made before 0.3, these accounts keep the code they have and go on paying: {}",
                keeping.join(", ")
            ));
        }
        Ok(noted(output, self.release))
    }
}
