//! Tells what happens, as it happens, on standard error; and keeps it for the report.

use std::{io::IsTerminal, time::Instant};

use super::summary::Event;

/// A voice.
pub(super) struct Narrator {
    aloud: bool,
    colour: bool,
    began: Instant,
    /// What was told.
    pub(super) told: Vec<Event>,
}

impl Narrator {
    /// Silent where `aloud` is not set.
    pub(super) fn new(aloud: bool) -> Self {
        let colour = std::io::stderr().is_terminal() && std::env::var_os("NO_COLOR").is_none();
        Self { aloud, colour, began: Instant::now(), told: Vec::new() }
    }

    /// A heading.
    pub(super) fn chapter(&self, title: &str) {
        if self.aloud {
            let (on, off) = if self.colour { ("\x1b[1m", "\x1b[0m") } else { ("", "") };
            eprintln!("\n{on}{title}{off}");
        }
    }

    /// Something that happened on a day of the chain; it goes into the report.
    pub(super) fn event(&mut self, date: &str, what: impl Into<String>) {
        let what = what.into();
        self.aside(&what);
        self.told.push(Event { date: date.to_string(), what });
    }

    /// Something for whoever watches only.
    pub(super) fn aside(&self, what: &str) {
        if self.aloud {
            eprintln!("  {:>5.1}s  {what}", self.began.elapsed().as_secs_f64());
        }
    }
}
