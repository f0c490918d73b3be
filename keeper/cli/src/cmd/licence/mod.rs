//! `backlot licence`: what a film grants, what licensees report and pay, and what tokens entitle to.

mod apply;
mod deals;
mod list;

use std::path::{Path, PathBuf};

use anyhow::Context;
use backlot_api::licences::{ExecuteMsg, Period};
use backlot_plan::{amount, date};
use cosmwasm_std::{Coin, Uint128};
use sha2::{Digest, Sha256};

use crate::{
    ctx::{call, Ctx, Reader},
    exit::Failure,
    output::Output,
};

/// Licences, reports and entitlements.
#[derive(clap::Args, Debug)]
#[command(after_help = "Examples:
  backlot licence apply examples/night-ferry/deals.toml
  backlot licence pay dach-television 120_000 --from sales-agent
  backlot licence report dach-television --since 2029-01-01 --until 2029-04-01 --gross 90_000 --statement q1.pdf
  backlot licence dispute 1 --party bank --reference \"two broadcasts are missing\" --from bank
  backlot licence entitled premiere @alice")]
pub struct Args {
    #[command(subcommand)]
    command: Command,
    /// Film [default: the only one]
    #[arg(long, global = true)]
    film: Option<String>,
    /// Decimals between a whole coin and a base unit
    #[arg(long, global = true, default_value_t = 6, value_parser = clap::value_parser!(u8).range(..=18))]
    exponent: u8,
}

#[derive(clap::Subcommand, Debug)]
enum Command {
    /// Grant the licences and set the entitlements of a file; what is there already is left alone
    Apply {
        /// [[licence]] and [[entitlement]] in TOML
        file: PathBuf,
    },
    /// Licences: windows, guarantees, what was reported and what was paid
    List,
    /// End a licence before its time
    End {
        /// Licence
        licence: String,
        /// First day without it
        #[arg(long, value_name = "DATE")]
        on: String,
    },
    /// Pay for a licence: a receipt of its source
    Pay {
        /// Licence
        licence: String,
        /// Whole coins
        amount: String,
        /// The payer's reference
        #[arg(long)]
        reference: Option<String>,
    },
    /// Declare what a period brought, as the licensee
    Report {
        /// Licence
        licence: String,
        /// First day of the period
        #[arg(long, value_name = "DATE")]
        since: String,
        /// First day after the period
        #[arg(long, value_name = "DATE")]
        until: String,
        /// Whole coins
        #[arg(long)]
        gross: String,
        /// Whole coins; the rest is net
        #[arg(long, default_value = "0")]
        deductions: String,
        /// The statement on paper: its SHA-256 goes on the chain
        #[arg(long, value_name = "FILE")]
        statement: PathBuf,
        /// What the statement is called
        #[arg(long)]
        reference: Option<String>,
        /// The report that this one replaces
        #[arg(long, value_name = "NUMBER")]
        corrects: Option<u64>,
    },
    /// Reports of a licence, with what was verified and disputed
    Reports {
        /// Licence
        licence: String,
    },
    /// Add a verification of a report
    Verify {
        /// Number of the report
        report: u64,
        /// The verifier's own report: its SHA-256 goes on the chain
        #[arg(long, value_name = "FILE")]
        statement: PathBuf,
        /// Who verified
        #[arg(long)]
        verifier: String,
    },
    /// Dispute a report: as who speaks for a party, as the studio, or as a wallet that it named
    Dispute {
        /// Number of the report
        report: u64,
        /// Why, and where more is written
        #[arg(long)]
        reference: String,
        /// The party that the key speaks for
        #[arg(long)]
        party: Option<String>,
    },
    /// Settle a dispute, as the licensee by a later report or as the studio
    Settle {
        /// Number of the dispute
        dispute: u64,
        /// How
        #[arg(long)]
        reference: String,
        /// The report that corrects the disputed one
        #[arg(long, value_name = "NUMBER")]
        by_report: Option<u64>,
    },
    /// Name the wallets that may dispute reports beside the parties and the studio, in place of those before
    Voices {
        /// Addresses or @names
        wallets: Vec<String>,
    },
    /// What tokens entitle to
    Entitlements,
    /// Whether a wallet held enough units on the record date
    Entitled {
        /// Entitlement
        entitlement: String,
        /// Address or @name
        wallet: String,
    },
}

/// Runs it.
///
/// # Errors
/// A film of before 0.3; what was given is no date, amount or file; the contract's refusal.
pub async fn run(ctx: &Ctx, args: Args) -> anyhow::Result<Output> {
    let reader = ctx.reader()?;
    let film = ctx.film(&reader, args.film.as_deref()).await?;
    let licences = of_film(&film)?.to_string();
    let at = At { ctx, reader: &reader, licences: &licences, exponent: args.exponent };
    let (purpose, msg, funds) = match args.command {
        Command::Apply { file } => return at.apply(&film, &file).await,
        Command::List => return at.list().await,
        Command::Reports { licence } => return at.reports(licence).await,
        Command::Entitlements => return at.entitlements(&film).await,
        Command::Entitled { entitlement, wallet } => return at.entitled(entitlement, &wallet).await,
        Command::End { licence, on } => {
            (format!("licences.terminate {licence}"), ExecuteMsg::Terminate { licence, on: day(&on)? }, vec![])
        }
        Command::Pay { licence, amount, reference } => {
            let funds = vec![Coin::new(at.coins(&amount)?, film.denom.clone())];
            (format!("licences.pay {licence}"), ExecuteMsg::Pay { licence, reference }, funds)
        }
        Command::Report { licence, since, until, gross, deductions, statement, reference, corrects } => {
            let (gross, deductions) = (at.coins(&gross)?, at.coins(&deductions)?);
            let net =
                gross.checked_sub(deductions).map_err(|_| Failure::usage("the deductions are above the gross"))?;
            let period = Period { from: day(&since)?, until: day(&until)? };
            let statement_sha256 = hash(&statement)?;
            let purpose = format!("licences.report {licence}");
            let msg =
                ExecuteMsg::Report { licence, period, gross, deductions, net, statement_sha256, reference, corrects };
            (purpose, msg, vec![])
        }
        Command::Verify { report, statement, verifier } => {
            let report_sha256 = hash(&statement)?;
            (format!("licences.verify report {report}"), ExecuteMsg::Verify { report, report_sha256, verifier }, vec![])
        }
        Command::Dispute { report, reference, party } => {
            (format!("licences.dispute report {report}"), ExecuteMsg::Dispute { report, reference, party }, vec![])
        }
        Command::Settle { dispute, reference, by_report } => {
            let purpose = format!("licences.settle dispute {dispute}");
            (purpose, ExecuteMsg::Settle { dispute, by_report, reference }, vec![])
        }
        Command::Voices { wallets } => {
            let voices = wallets.iter().map(|wallet| ctx.who(wallet)).collect::<anyhow::Result<_>>()?;
            ("licences.set_voices".into(), ExecuteMsg::SetVoices { voices }, vec![])
        }
    };
    let session = ctx.session()?;
    let (sent, _) = session.send(&purpose, &[call(&licences, &msg, funds)?]).await?;
    Ok(Output::of(&sent)?.line(sent.line()))
}

/// Where a film's licences are.
///
/// # Errors
/// A film of before 0.3.
pub fn of_film(film: &backlot_api::studio::Film) -> anyhow::Result<&str> {
    let licences = film.addresses.licences.as_deref();
    licences.ok_or_else(|| Failure::nothing(format!("`{}` was made before 0.3 and has no licences", film.film)))
}

/// Days since 1970 of a date.
///
/// # Errors
/// It is none.
pub fn day(text: &str) -> anyhow::Result<u32> {
    date::day(text).ok_or_else(|| Failure::usage(format!("{text} is no date: write 2028-01-31")))
}

fn hash(file: &Path) -> anyhow::Result<String> {
    let bytes = std::fs::read(file).with_context(|| format!("cannot read {}", file.display()))?;
    Ok(hex::encode(Sha256::digest(bytes)))
}

/// A film's licences.
struct At<'a> {
    ctx: &'a Ctx,
    reader: &'a Reader,
    licences: &'a str,
    exponent: u8,
}

impl At<'_> {
    fn coins(&self, text: &str) -> anyhow::Result<Uint128> {
        Ok(amount::parse(text, self.exponent).map_err(|fault| Failure::usage(fault.to_string()))?.into())
    }

    fn show(&self, amount: Uint128) -> String {
        amount::short(amount.u128(), self.exponent)
    }
}
