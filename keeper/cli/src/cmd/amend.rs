//! `backlot amend`: another version of what the parties agreed, and who must consent to it.

use std::path::{Path, PathBuf};

use backlot_api::{
    agreements::{ConfigResponse, ExecuteMsg, ProposalResponse, QueryMsg, VersionResponse, VersionSummary},
    collection::{self, BooksResponse},
    engine::{self, Amendment},
    limits,
    studio::Film,
};
use backlot_plan::{date, Plan};
use cosmwasm_std::{Binary, Timestamp};
use serde_json::{json, Value};

use crate::{
    ctx::{call, Ctx, Reader, Sent},
    exit::Failure,
    output::Output,
};

/// Versions of a film's agreement: propose, consent, adopt.
#[derive(clap::Args, Debug)]
#[command(after_help = "Examples:
  backlot amend preview film.toml
  backlot amend propose film.toml --deadline 2027-06-30 --reference \"Annex 2\"
  backlot amend consent investors --from investor
  backlot amend adopt")]
pub struct Args {
    #[command(subcommand)]
    command: Command,
    /// Film [default: the only one]
    #[arg(long, global = true)]
    film: Option<String>,
}

#[derive(clap::Subcommand, Debug)]
enum Command {
    /// Say who could get less under the plan's agreement; nothing is sent
    Preview {
        /// The plan with the new agreement; only parties, sources, tiers and quorum of it count
        plan: PathBuf,
    },
    /// Propose the plan's agreement as the next version
    Propose {
        /// The plan with the new agreement; only parties, sources, tiers and quorum of it count
        plan: PathBuf,
        /// It lapses at the end of this day
        #[arg(long, value_name = "DATE")]
        deadline: String,
        /// The annex on paper
        #[arg(long)]
        reference: Option<String>,
    },
    /// Consent to the open proposal, as the voice of parties
    Consent {
        /// Parties that the key speaks for
        #[arg(required = true)]
        parties: Vec<String>,
        /// Take the consent back
        #[arg(long)]
        revoke: bool,
    },
    /// Put the open proposal into force; anyone may, once those who must have consented
    Adopt,
    /// Take the open proposal back
    Withdraw,
    /// The open proposal: who must consent and who has
    Show,
    /// All versions so far
    Versions,
    /// One version, as it was given
    Text {
        /// Its number [default: the one in force]
        version: Option<u32>,
    },
}

/// Runs it.
///
/// # Errors
/// A film of before 0.3; faults in the plan; the contract's refusal.
pub async fn run(ctx: &Ctx, args: Args) -> anyhow::Result<Output> {
    let reader = ctx.reader()?;
    let film = ctx.film(&reader, args.film.as_deref()).await?;
    let agreements = film.addresses.agreements.as_ref().ok_or_else(|| {
        Failure::nothing(format!("`{}` was made before 0.3: what its parties agreed cannot be amended", film.film))
    })?;
    let to = At { ctx, reader: &reader, film: &film, agreements };
    let (purpose, msg) = match args.command {
        Command::Preview { plan } => {
            let amendment = to.preview(&to.agreement(&plan)?).await?;
            let falls = &amendment.falls;
            return Ok(Output::of(&json!({ "falls": falls }))?.line(who_falls(falls)));
        }
        Command::Propose { plan, deadline, reference } => return to.propose(&plan, &deadline, reference).await,
        Command::Show => return to.show().await,
        Command::Versions => return to.versions().await,
        Command::Text { version } => return to.text(version).await,
        Command::Consent { parties, revoke } => {
            let what = if revoke { "agreements.revoke" } else { "agreements.consent" };
            (format!("{what} {}", parties.join(", ")), ExecuteMsg::Consent { parties, consent: !revoke })
        }
        Command::Adopt => ("agreements.adopt".into(), ExecuteMsg::Adopt {}),
        Command::Withdraw => ("agreements.withdraw".into(), ExecuteMsg::Withdraw {}),
    };
    let sent = to.send(&purpose, &msg).await?;
    Ok(Output::of(&sent)?.line(sent.line()))
}

fn who_falls(falls: &[String]) -> String {
    match falls {
        [] => "nobody could get less by it".into(),
        falls => format!("could get less by it, so each must consent: {}", falls.join(", ")),
    }
}

/// A film's agreements.
struct At<'a> {
    ctx: &'a Ctx,
    reader: &'a Reader,
    film: &'a Film,
    agreements: &'a str,
}

impl At<'_> {
    fn agreement(&self, file: &Path) -> anyhow::Result<Binary> {
        let plan = Plan::load(file)?;
        let (written, named) = (&plan.film.value, &self.film.film);
        if written != named {
            return Err(Failure::usage(format!("{} is the plan of `{written}`, not of `{named}`", file.display())));
        }
        Ok(plan.to_wire(&|name| self.ctx.resolve(name))?.agreement)
    }

    /// What the engine says of another agreement, as the account stands now.
    async fn preview(&self, agreement: &Binary) -> anyhow::Result<Amendment> {
        let config: ConfigResponse = self.reader.ask(self.agreements, &QueryMsg::Config {}).await?;
        let current = self.version(config.version).await?.agreement;
        let account = &self.film.addresses.collection;
        let books: BooksResponse = self.reader.ask(account, &collection::QueryMsg::Books {}).await?;
        let ask = engine::QueryMsg::Amend { current, books: books.books, agreement: agreement.clone() };
        self.reader.ask(&config.engine, &ask).await
    }

    async fn version(&self, version: u32) -> anyhow::Result<VersionResponse> {
        self.reader.ask(self.agreements, &QueryMsg::Version { version }).await
    }

    async fn send(&self, purpose: &str, msg: &ExecuteMsg) -> anyhow::Result<Sent> {
        let session = self.ctx.session()?;
        Ok(session.send(purpose, &[call(self.agreements, msg, Vec::new())?]).await?.0)
    }

    async fn propose(&self, plan: &Path, deadline: &str, reference: Option<String>) -> anyhow::Result<Output> {
        let day = date::day(deadline)
            .ok_or_else(|| Failure::usage(format!("--deadline {deadline} is no date: write 2027-06-30")))?;
        let deadline = Timestamp::from_seconds((u64::from(day) + 1) * 86_400 - 1);
        let agreement = self.agreement(plan)?;
        let falls = self.preview(&agreement).await?.falls;
        if !self.ctx.global.dry_run {
            self.ctx.confirm(&format!("Propose it? {}.", who_falls(&falls)))?;
        }
        let msg = ExecuteMsg::Propose { agreement, deadline, reference };
        let sent = self.send(&format!("agreements.propose {}", self.film.film), &msg).await?;
        Ok(Output::of(&json!({ "falls": falls, "tx": sent }))?.line(sent.line()).line(who_falls(&falls)))
    }

    async fn show(&self) -> anyhow::Result<Output> {
        let proposal: Option<ProposalResponse> = self.reader.ask(self.agreements, &QueryMsg::Proposal {}).await?;
        let Some(proposal) = proposal else {
            return Ok(Output::of(&Value::Null)?.line("no proposal is open"));
        };
        let row = |party: &String| {
            let has = if proposal.consents.contains(party) { "has consented" } else { "has not consented" };
            (party.clone(), format!("could get less; {has}"))
        };
        let mut facts = vec![("until".to_string(), date::moment(proposal.deadline.seconds()))];
        facts.extend(proposal.reference.iter().map(|text| ("reference".to_string(), text.clone())));
        facts.extend(proposal.falls.iter().map(row));
        let others = format!("{} of the {} that are needed have consented", proposal.given, proposal.needed);
        facts.push(("others".into(), others));
        let mut told = serde_json::to_value(&proposal)?;
        told["agreement"] = read(&proposal.agreement)?;
        Ok(Output::of(&told)?.facts(facts))
    }

    async fn versions(&self) -> anyhow::Result<Output> {
        let page = |last: Option<&VersionSummary>| QueryMsg::Versions {
            start_after: last.map(|version| version.version),
            limit: Some(limits::PAGE_MAX),
        };
        let all: Vec<VersionSummary> = self.reader.ask_all(self.agreements, page).await?;
        let rows = all.iter().map(|version| {
            let since = date::moment(version.adopted.seconds());
            let reference = version.reference.clone().unwrap_or_default();
            vec![version.version.to_string(), since, hex::encode(&version.sha256), reference]
        });
        Ok(Output::of(&all)?.rows(&["version", "in force since", "sha-256", "reference"], rows.collect()))
    }

    async fn text(&self, version: Option<u32>) -> anyhow::Result<Output> {
        let version = match version {
            Some(version) => version,
            None => self.reader.ask::<ConfigResponse>(self.agreements, &QueryMsg::Config {}).await?.version,
        };
        let agreement = read(&self.version(version).await?.agreement)?;
        Ok(Output::of(&agreement)?.line(serde_json::to_string_pretty(&agreement)?))
    }
}

/// An agreement as it was given.
fn read(agreement: &Binary) -> anyhow::Result<Value> {
    Ok(serde_json::from_slice(agreement)?)
}
