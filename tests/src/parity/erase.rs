//! Block time, taken out of answers: the one thing that two chains cannot share.

/// Times are taken for times from a day before the play to 400 days after it.
#[derive(Clone, Copy, Debug)]
pub struct Clock {
    from: u64,
    to: u64,
}

const SECOND: u64 = 1_000_000_000;

impl Clock {
    /// Of a play that began at this second.
    pub fn around(began: u64) -> Self {
        Self { from: began.saturating_sub(86_400), to: began + 400 * 86_400 }
    }

    fn is_ns(&self, value: u64) -> bool {
        (self.from..self.to).contains(&(value / SECOND))
    }

    /// Numbers of ten digits (seconds) and of nineteen (nanoseconds) that are times become words.
    /// So do the nanoseconds after a point. Places in Go's sources go altogether: the calls listed where it reads from
    /// nothing, and the file and line behind an error in a simulation.
    pub fn text(&self, text: &str) -> String {
        let text = text.find(PANIC).map_or(text, |at| &text[..at + PANIC.len()]);
        let text = GAS.iter().fold(without_place(text), |text, (before, after)| without_number(&text, before, after));
        self.numbers(&text)
    }

    fn numbers(&self, text: &str) -> String {
        let mut out = String::with_capacity(text.len());
        let mut rest = text;
        while let Some(start) = rest.find(|c: char| c.is_ascii_digit()) {
            out.push_str(&rest[..start]);
            let len = rest[start..].find(|c: char| !c.is_ascii_digit()).unwrap_or(rest.len() - start);
            let digits = &rest[start..start + len];
            let value = digits.parse::<u64>().unwrap_or_default();
            match len {
                19 if self.is_ns(value) => out.push_str("<ns>"),
                10 if (self.from..self.to).contains(&value) => out.push_str("<seconds>"),
                9 if out.ends_with("<seconds>.") => out.push_str("<fraction>"),
                _ => out.push_str(digits),
            }
            rest = &rest[start + len..];
        }
        out.push_str(rest);
        out
    }

    /// Nine-byte varints and eight-byte big-endian numbers that are times in nanoseconds become zeros; what is text
    /// is treated as text.
    pub fn bytes(&self, bytes: &[u8]) -> Vec<u8> {
        if let Ok(text) = std::str::from_utf8(bytes) {
            if !text.contains('\u{0}') {
                return self.text(text).into_bytes();
            }
        }
        let mut out = bytes.to_vec();
        let mut at = 0;
        while at < out.len() {
            let len = self.time_at(&out[at..]);
            out[at..at + len].fill(0);
            at += len.max(1);
        }
        self.embedded(out)
    }

    /// Length of a time at the start of the bytes; 0: there is none.
    fn time_at(&self, bytes: &[u8]) -> usize {
        if let Some(varint) = bytes.get(..9).filter(|bytes| bytes[..8].iter().all(|byte| byte & 0x80 != 0)) {
            let value = varint.iter().rev().fold(0u64, |sum, byte| (sum << 7) | u64::from(byte & 0x7f));
            if varint[8] & 0x80 == 0 && self.is_ns(value) {
                return 9;
            }
        }
        match bytes.get(..8).and_then(|bytes| bytes.try_into().ok()).map(u64::from_be_bytes) {
            Some(value) if self.is_ns(value) => 8,
            _ => 0,
        }
    }

    /// Runs of digits within binary data.
    fn embedded(&self, bytes: Vec<u8>) -> Vec<u8> {
        let mut out = Vec::with_capacity(bytes.len());
        let mut rest = bytes.as_slice();
        while !rest.is_empty() {
            let digits = rest.iter().take_while(|byte| byte.is_ascii_digit()).count();
            match digits {
                0 => {
                    out.push(rest[0]);
                    rest = &rest[1..];
                }
                len => {
                    out.extend(self.numbers(&String::from_utf8_lossy(&rest[..len])).into_bytes());
                    rest = &rest[len..];
                }
            }
        }
        out
    }
}

/// What Go says where it reads from nothing; a list of calls comes after it.
const PANIC: &str = "nil pointer dereference";
/// Gas within words: it is compared where it is told as a number, and a real chain counts 1,156 of it for a transaction
/// that it cannot even read.
const GAS: [(&str, &str); 2] = [(" with gas used: '", "'"), (", gasUsed: ", "")];

/// What stands between two texts taken out, if it is a number, and the texts with it.
fn without_number(text: &str, before: &str, after: &str) -> String {
    let Some((start, rest)) = text.split_once(before) else { return text.to_owned() };
    let len = rest.find(|c: char| !c.is_ascii_digit()).unwrap_or(rest.len());
    match rest[len..].strip_prefix(after) {
        Some(rest) if len > 0 => format!("{start}{rest}"),
        _ => text.to_owned(),
    }
}

/// ` [some/file.go:12]` taken out, once.
fn without_place(text: &str) -> String {
    let place = text.match_indices(" [").find_map(|(start, _)| {
        let end = start + text[start..].find(']')?;
        let (file, line) = text[start + 2..end].rsplit_once(':')?;
        (file.ends_with(".go") && line.bytes().all(|byte| byte.is_ascii_digit())).then_some((start, end + 1))
    });
    match place {
        Some((start, end)) => format!("{}{}", &text[..start], &text[end..]),
        None => text.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_go_and_all_else_stays() {
        let clock = Clock::around(1_795_000_000);
        let text = r#"{"at":"1795000123456789012","until":1795003600,"amount":"4000000000","n":12}"#;
        let erased = r#"{"at":"<ns>","until":<seconds>,"amount":"4000000000","n":12}"#;
        assert_eq!(clock.text(text), erased);
        let mut value = 1_795_000_123_456_789_012u64;
        let mut varint = vec![1, 2];
        while value >= 0x80 {
            varint.push(u8::try_from(value & 0x7f).unwrap() | 0x80);
            value >>= 7;
        }
        varint.push(u8::try_from(value).unwrap());
        varint.extend([0, 200]);
        assert_eq!(clock.bytes(&varint), [vec![1, 2], vec![0; 9], vec![0, 200]].concat());
    }
}
