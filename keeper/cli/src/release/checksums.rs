use std::{collections::BTreeMap, path::Path};

use super::file;
use crate::exit::Failure;

/// `checksums.txt`: the SHA-256 of every contract of a release. Lines are `sha256 bytes file`; one that begins with
/// `# version ` names the version, others that begin with `#` are for people.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Checksums {
    /// Version they were built as.
    pub version: Option<String>,
    sums: BTreeMap<String, String>,
}

impl Checksums {
    /// Reads a file.
    ///
    /// # Errors
    /// A file that is not there, or a line that is none.
    pub fn read(path: &Path) -> anyhow::Result<Self> {
        let text = std::fs::read_to_string(path)
            .map_err(|fault| Failure::usage(format!("cannot read the checksums {}: {fault}", path.display())))?;
        Self::parse(&path.display().to_string(), &text)
    }

    /// Reads the text of a file.
    ///
    /// # Errors
    /// A line that is none, with its place.
    pub fn parse(name: &str, text: &str) -> anyhow::Result<Self> {
        let mut all = Self::default();
        for (number, line) in text.lines().enumerate() {
            if let Some(comment) = line.strip_prefix('#') {
                let version = comment.trim().strip_prefix("version ");
                all.version = version.map(|version| version.trim().to_owned()).or(all.version);
                continue;
            }
            let mut words = line.split_whitespace();
            let Some(sum) = words.next() else { continue };
            let is_sum = hex::decode(sum).is_ok_and(|bytes| bytes.len() == 32);
            let Some(file) = words.next_back().filter(|_| is_sum) else {
                return Err(Failure::usage(format!("{name}:{}: not `sha256 bytes file`", number + 1)));
            };
            all.sums.insert(file.to_owned(), sum.to_lowercase());
        }
        Ok(all)
    }

    /// The checksum of a part.
    pub fn of(&self, part: &str) -> Option<&str> {
        self.sums.get(&file(part)).map(String::as_str)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_is_a_sum_and_a_file_and_a_comment_may_name_the_version() {
        let sum = "AB".repeat(32);
        let text =
            format!("# The contracts\n# version 0.2.0\n# sha256 · bytes · file\n{sum}  283284 backlot_rights.wasm\n\n");
        let sums = Checksums::parse("sums", &text).unwrap();
        assert_eq!(sums.version.as_deref(), Some("0.2.0"));
        assert_eq!(sums.of("rights"), Some("ab".repeat(32).as_str()));
        assert_eq!(sums.of("studio"), None);
        for wrong in ["abc 1 backlot_rights.wasm", &sum] {
            let fault = Checksums::parse("sums", &format!("# x\n{wrong}")).unwrap_err();
            assert!(fault.to_string().starts_with("sums:2: "), "{fault}");
        }
    }
}
