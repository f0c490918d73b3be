//! Progress on standard error, where somebody looks at it.

use std::io::IsTerminal;

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use crate::cli::Global;

/// A bar of `total` steps; silent where standard error is no terminal and `--progress` was not given.
pub fn bar(global: &Global, total: u64, what: &'static str) -> ProgressBar {
    let shown = !global.json && (global.progress || std::io::stderr().is_terminal());
    let target = if shown { ProgressDrawTarget::stderr() } else { ProgressDrawTarget::hidden() };
    let bar = ProgressBar::with_draw_target(Some(total), target).with_message(what);
    let plain = std::env::var_os("NO_COLOR").is_some();
    let template = if plain { "{msg} {bar:30} {pos}/{len} {eta}" } else { "{msg} {bar:30.cyan/dim} {pos}/{len} {eta}" };
    if let Ok(style) = ProgressStyle::with_template(template) {
        bar.set_style(style);
    }
    bar
}
