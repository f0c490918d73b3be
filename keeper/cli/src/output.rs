//! What a command answers: one value, printed for people or, with `--json`, as JSON.

use comfy_table::{presets, Cell, CellAlignment, ContentArrangement, Table, TableComponent};
use serde::Serialize;
use serde_json::Value;

/// An answer: its JSON, and how it reads.
#[derive(Debug, Default)]
pub struct Output {
    json: Value,
    blocks: Vec<Block>,
}

#[derive(Debug)]
enum Block {
    Line(String),
    Facts(Vec<(String, String)>),
    Rows { head: Vec<String>, rows: Vec<Vec<String>> },
}

impl Output {
    /// An answer of this value.
    ///
    /// # Errors
    /// Where the value has no JSON, which no type of ours lacks.
    pub fn of(value: &impl Serialize) -> anyhow::Result<Self> {
        Ok(Self { json: serde_json::to_value(value)?, blocks: Vec::new() })
    }

    /// An answer that is raw text in both forms (completions, files).
    pub fn text(text: impl Into<String>) -> Self {
        let text = text.into();
        Self { json: Value::String(text.clone()), blocks: vec![Block::Line(text)] }
    }

    /// Adds a sentence.
    #[must_use]
    pub fn line(mut self, line: impl Into<String>) -> Self {
        self.blocks.push(Block::Line(line.into()));
        self
    }

    /// Adds names and values, one a line, aligned.
    #[must_use]
    pub fn facts<K: Into<String>, V: Into<String>>(mut self, facts: impl IntoIterator<Item = (K, V)>) -> Self {
        self.blocks.push(Block::Facts(facts.into_iter().map(|(key, value)| (key.into(), value.into())).collect()));
        self
    }

    /// Adds a table. Columns whose cells are all numbers stand to the right.
    #[must_use]
    pub fn rows(mut self, head: &[&str], rows: Vec<Vec<String>>) -> Self {
        self.blocks.push(Block::Rows { head: head.iter().map(ToString::to_string).collect(), rows });
        self
    }

    /// The answer as JSON.
    pub fn json(&self) -> &Value {
        &self.json
    }

    /// The answer for people.
    pub fn for_people(&self) -> String {
        if self.blocks.is_empty() {
            return serde_json::to_string_pretty(&self.json).unwrap_or_default();
        }
        let mut text = String::new();
        let mut last: Option<&Block> = None;
        for block in &self.blocks {
            // Air around tables.
            let table = |block: &Block| matches!(block, Block::Rows { .. });
            match last {
                Some(before) if table(before) || table(block) => text.push_str("\n\n"),
                Some(_) => text.push('\n'),
                None => {}
            }
            text.push_str(&block.render());
            last = Some(block);
        }
        text
    }

    /// Prints to standard output. A reader that has gone away (`| head`) is no error.
    pub fn print(&self, json: bool) {
        use std::io::Write;
        let text = if json { serde_json::to_string_pretty(&self.json).unwrap_or_default() } else { self.for_people() };
        let _ = writeln!(std::io::stdout().lock(), "{}", text.trim_end());
    }
}

impl Block {
    fn render(&self) -> String {
        match self {
            Self::Line(line) => line.clone(),
            Self::Facts(facts) => {
                let width = facts.iter().map(|(key, _)| key.chars().count()).max().unwrap_or_default();
                let line = |(key, value): &(String, String)| format!("{key:<width$}  {value}");
                facts.iter().map(line).collect::<Vec<_>>().join("\n")
            }
            Self::Rows { head, rows } => table(head, rows).to_string(),
        }
    }
}

fn table(head: &[String], rows: &[Vec<String>]) -> Table {
    let mut table = Table::new();
    table.load_preset(presets::NOTHING).set_content_arrangement(ContentArrangement::Disabled);
    table.set_style(TableComponent::HeaderLines, '─').set_style(TableComponent::MiddleHeaderIntersections, '─');
    table.set_header(head.iter().map(Cell::new));
    for row in rows {
        table.add_row(row.iter().map(Cell::new));
    }
    for column in 0..head.len() {
        let numeric = rows.iter().filter_map(|row| row.get(column)).all(|cell| looks_numeric(cell));
        if numeric && !rows.is_empty() {
            if let Some(column) = table.column_mut(column) {
                column.set_cell_alignment(CellAlignment::Right);
            }
        }
    }
    table
}

fn looks_numeric(cell: &str) -> bool {
    let cell = cell.strip_prefix('−').unwrap_or(cell);
    // `870k`, `1.25M`.
    let cell = cell.strip_suffix(['k', 'M']).unwrap_or(cell);
    cell.is_empty() || cell == "–" || cell.chars().all(|c| c.is_ascii_digit() || matches!(c, ',' | '.' | '%' | ' '))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_value_reads_two_ways() {
        #[derive(Serialize)]
        struct Answer {
            film: &'static str,
        }
        let output = Output::of(&Answer { film: "night-ferry" })
            .unwrap()
            .facts([("film", "night-ferry")])
            .rows(&["party", "paid"], vec![vec!["agent".into(), "1,234.00".into()]]);
        assert_eq!(output.json()["film"], "night-ferry");
        let text = output.for_people();
        assert!(text.contains("film  night-ferry") && text.contains("1,234.00"), "{text}");
    }
}
