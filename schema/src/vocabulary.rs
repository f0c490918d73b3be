//! Error codes and typed events with their meaning, read out of the sources of `packages/api`: there each has one line
//! of declaration and its documentation above it, and nowhere else are both to be had. What does not look like that
//! fails the generator, so nothing is left out in silence.

use anyhow::{bail, ensure, Context, Result};
use serde::Serialize;

/// Each module of the wire that declares codes or events; the shared codes belong to no contract.
const SOURCES: [(Option<&str>, &str); 9] = [
    (None, include_str!("../../packages/api/src/code.rs")),
    (Some("studio"), include_str!("../../packages/api/src/studio.rs")),
    (Some("rights"), include_str!("../../packages/api/src/rights.rs")),
    (Some("engine"), include_str!("../../packages/api/src/engine.rs")),
    (Some("agreements"), include_str!("../../packages/api/src/agreements.rs")),
    (Some("collection"), include_str!("../../packages/api/src/collection.rs")),
    (Some("licences"), include_str!("../../packages/api/src/licences.rs")),
    (Some("returns"), include_str!("../../packages/api/src/returns.rs")),
    (Some("interchange"), include_str!("../../packages/api/src/interchange.rs")),
];

/// An error code.
#[derive(Serialize)]
pub struct Code {
    code: String,
    /// Whose; none: any contract may answer it.
    contract: Option<&'static str>,
    meaning: String,
}

/// A typed event.
#[derive(Serialize)]
pub struct Event {
    /// Without the chain's `wasm-`.
    r#type: String,
    name: String,
    contract: &'static str,
    meaning: String,
    attributes: Vec<Attribute>,
}

/// An attribute of an event.
#[derive(Serialize)]
pub struct Attribute {
    name: String,
    /// `text`, `u128`, `uint` (at most 64 bits) or `bool`.
    kind: &'static str,
    meaning: String,
}

/// Lines with the documentation that stood above each taken off.
struct Reader<'a> {
    lines: std::iter::Peekable<std::str::Lines<'a>>,
    doc: Vec<&'a str>,
}

impl<'a> Reader<'a> {
    fn new(source: &'a str) -> Self {
        Self { lines: source.lines().peekable(), doc: Vec::new() }
    }

    /// The next line that is no documentation.
    fn line(&mut self) -> Option<&'a str> {
        self.doc.clear();
        loop {
            let line = self.lines.next()?.trim();
            match line.strip_prefix("///") {
                Some(doc) => self.doc.push(doc.trim()),
                None => return Some(line),
            }
        }
    }

    /// The documentation of that line; links lose their brackets and paths.
    fn meaning(&self, of: &str) -> Result<String> {
        ensure!(!self.doc.is_empty(), "{of} is not documented");
        let mut text = self.doc.join(" ").replace("[`", "`").replace("`]", "`");
        while let Some(start) = text.find("`(") {
            let end = text[start..].find(')').with_context(|| format!("{of}: a link is not closed"))?;
            text.replace_range(start + 1..=start + end, "");
        }
        Ok(text)
    }
}

/// All codes, in the order of the sources.
pub fn codes() -> Result<Vec<Code>> {
    let mut codes: Vec<Code> = Vec::new();
    for (contract, source) in SOURCES {
        let mut reader = Reader::new(source);
        while let Some(line) = reader.line() {
            let Some((_, value)) = line.strip_prefix("pub const ").and_then(|rest| rest.split_once(": &str =")) else {
                continue;
            };
            let code = value.trim().trim_end_matches(';').trim_matches('"').to_string();
            let bracketed = format!("[{code}]");
            ensure!(backlot_api::code::find(&bracketed) == Some(code.as_str()), "`{line}` declares no code");
            ensure!(codes.iter().all(|known| known.code != code), "{code} is declared twice");
            codes.push(Code { meaning: reader.meaning(&code)?, code, contract });
        }
    }
    Ok(codes)
}

/// All events, in the order of the sources.
pub fn events() -> Result<Vec<Event>> {
    let mut events: Vec<Event> = Vec::new();
    for (contract, source) in SOURCES {
        let Some(contract) = contract else { continue };
        let mut reader = Reader::new(source);
        let before = events.len();
        while let Some(line) = reader.line() {
            if line != "crate::typed_event! {" {
                ensure!(!line.contains("typed_event!"), "{contract}: `{line}` opens events in another way");
                continue;
            }
            while let Some(event) = event(&mut reader, contract)? {
                ensure!(events.iter().all(|known| known.r#type != event.r#type), "{} is declared twice", event.r#type);
                events.push(event);
            }
        }
        let declares = source.contains("typed_event!");
        ensure!(events.len() > before || !declares, "{contract} declares no event");
    }
    Ok(events)
}

/// One `Name = "type" { … }`; none at the end of the block.
fn event(reader: &mut Reader, contract: &'static str) -> Result<Option<Event>> {
    let head = reader.line().with_context(|| format!("{contract}: the events do not end"))?;
    if head == "}" {
        return Ok(None);
    }
    let parts = head.strip_suffix("\" {").and_then(|head| head.split_once(" = \""));
    let (name, ty) = parts.with_context(|| format!("{contract}: `{head}` is no event"))?;
    ensure!(ty.starts_with(contract), "{ty} does not begin with {contract}");
    let meaning = reader.meaning(ty)?;
    let mut attributes = Vec::new();
    loop {
        let line = reader.line().with_context(|| format!("{ty} does not end"))?;
        if line == "}" {
            return Ok(Some(Event { r#type: ty.into(), name: name.into(), contract, meaning, attributes }));
        }
        let field = line.strip_suffix(',').and_then(|line| line.split_once(": "));
        let (name, rust) = field.with_context(|| format!("{ty}: `{line}` is no attribute"))?;
        let kind = match rust {
            "String" | "Kind" => "text",
            "u128" => "u128",
            "u64" | "u32" | "u16" | "u8" => "uint",
            "bool" => "bool",
            other => bail!("{ty}.{name}: nothing is known of `{other}`"),
        };
        attributes.push(Attribute { name: name.into(), kind, meaning: reader.meaning(name)? });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(source: &str) -> Result<Option<Event>> {
        event(&mut Reader::new(source), "film")
    }

    #[test]
    fn an_event_is_read_with_its_meanings() {
        let source =
            "/// Was [`seen`](crate::seen)\n/// twice.\nFilmSeen = \"film_seen\" {\n/// By whom.\nby: String,\n}\n}";
        let event = read(source).unwrap().unwrap();
        assert_eq!((event.r#type.as_str(), event.name.as_str()), ("film_seen", "FilmSeen"));
        assert_eq!(event.meaning, "Was `seen` twice.");
        assert_eq!(event.attributes[0].meaning, "By whom.");
        assert!(read("}").unwrap().is_none());
    }

    #[test]
    fn what_is_declared_in_another_way_is_refused() {
        for source in [
            "",
            "/// Seen.\nFilmSeen = \"film_seen\"",
            "FilmSeen = \"film_seen\" {\n}",
            "/// Seen.\nFilmSeen = \"seen\" {\n}",
            "/// Seen.\nFilmSeen = \"film_seen\" {\n/// By whom.\nby: String,",
            "/// Seen.\nFilmSeen = \"film_seen\" {\nby: String,\n}",
            "/// Seen.\nFilmSeen = \"film_seen\" {\n/// By whom.\nby: Vec<String>,\n}",
        ] {
            assert!(read(source).is_err(), "{source}");
        }
    }
}
