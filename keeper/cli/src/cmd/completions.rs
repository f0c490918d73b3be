//! `backlot completions`

use clap::CommandFactory;

use crate::{cli::Cli, output::Output};

/// Completions for a shell.
#[derive(clap::Args, Debug)]
pub struct Args {
    /// Shell
    pub shell: clap_complete::Shell,
}

/// Writes them.
pub fn run(args: &Args) -> Output {
    let mut script = Vec::new();
    clap_complete::generate(args.shell, &mut Cli::command(), "backlot", &mut script);
    Output::text(String::from_utf8_lossy(&script))
}
