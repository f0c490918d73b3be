//! The command line as clap reads it.

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand};

use crate::{cmd, exit};

/// Film finance: films, receipts, recoupment, and every holder paid.
#[derive(Parser, Debug)]
#[command(name = "backlot", version, about, after_help = exit::HELP, max_term_width = 110)]
pub struct Cli {
    /// What goes for every command.
    #[command(flatten)]
    pub global: Global,
    /// The command.
    #[command(subcommand)]
    pub command: Command,
}

/// What goes for every command.
#[derive(Args, Debug, Clone, Default)]
pub struct Global {
    /// Answer in JSON
    #[arg(long, global = true)]
    pub json: bool,
    /// Config file [default: HOME/backlot.toml]
    #[arg(long, global = true, value_name = "FILE", env = "BACKLOT_CONFIG")]
    pub config: Option<PathBuf>,
    /// Folder of keys, deployment and journals [default: ~/.backlot]
    #[arg(long, global = true, value_name = "DIR", env = "BACKLOT_HOME")]
    pub home: Option<PathBuf>,
    /// RPC endpoint; may be given several times
    #[arg(long, global = true, value_name = "URL")]
    pub node: Vec<String>,
    /// Chain id to sign for
    #[arg(long, global = true, value_name = "ID")]
    pub chain_id: Option<String>,
    /// Key that signs
    #[arg(long, global = true, value_name = "KEY")]
    pub from: Option<String>,
    /// File whose first line opens the keys
    #[arg(long, global = true, value_name = "FILE")]
    pub passphrase_file: Option<PathBuf>,
    /// Do not ask before spending
    #[arg(long, short = 'y', global = true)]
    pub yes: bool,
    /// Say what would be sent and what it would cost; send nothing
    #[arg(long, global = true)]
    pub dry_run: bool,
    /// Show progress even where standard error is no terminal
    #[arg(long, global = true)]
    pub progress: bool,
}

/// The commands.
#[derive(Subcommand, Debug)]
pub enum Command {
    /// Keys: new, import, list, show
    Keys(cmd::keys::Args),
    /// The embedded chain: start, reset, faucet, time, blocked addresses
    Devnet(cmd::devnet::Args),
    /// Store the contracts and make the studio
    Deploy(cmd::deploy::Args),
    /// Compare the code of every contract on the chain with checksums.txt
    VerifyCode(cmd::verify::Args),
    /// Move the studio and its films to new code
    Migrate(cmd::migrate::Args),
    /// Films: check, what-if, create, issue, list, show, close
    Film(cmd::film::Args),
    /// Receipts into the collection account: import, list
    Receipts(cmd::receipts::Args),
    /// What each party was owed, was paid and is owed still: table, CSV, or a page
    Statement(cmd::statement::Args),
    /// Versions of what the parties agreed: preview, propose, consent, adopt
    Amend(cmd::amend::Args),
    /// Licences, reports of licensees, and what tokens entitle to
    Licence(cmd::licence::Args),
    /// Which territories and media are free, and who holds the others
    Avails(cmd::avails::Args),
    /// Recompute a film's books and compare every sum with the chain
    Audit(cmd::audit::Args),
    /// Distribution runs: status, runs, trigger, deliver
    Returns(cmd::returns::Args),
    /// A wallet's coins and units: balance, transfer, send
    Wallet(cmd::wallet::Args),
    /// Say in a sentence why a wallet has not been paid
    WhyNotPaid(cmd::why::Args),
    /// Try a parked payment again
    Retry(cmd::retry::Args),
    /// The daemon: run, plan, status
    Keeper(cmd::keeper::Args),
    /// Where the chain, the studio and the keeper stand
    Status(cmd::status::Args),
    /// A transaction by its hash
    Tx(cmd::tx::Args),
    /// Ask a contract, in JSON
    Query(cmd::query::Args),
    /// The whole story on an embedded chain, with a report
    Demo(cmd::demo::Args),
    /// The config: show, init
    Config(cmd::config::Args),
    /// Completions for a shell
    Completions(cmd::completions::Args),
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use clap::CommandFactory;

    use super::*;

    #[test]
    fn no_command_takes_a_name_that_goes_for_all() {
        let cli = Cli::command();
        let global: BTreeSet<_> = cli.get_arguments().map(|arg| arg.get_id().to_string()).collect();
        fn walk(command: &clap::Command, global: &BTreeSet<String>) {
            for sub in command.get_subcommands() {
                for arg in sub.get_arguments() {
                    assert!(!global.contains(arg.get_id().as_str()), "{} {}", sub.get_name(), arg.get_id());
                }
                walk(sub, global);
            }
        }
        walk(&cli, &global);
        cli.debug_assert();
    }
}
