//! CometBFT's query language: `key OP value` terms joined by `AND`.

use std::{cmp::Ordering, fmt};

/// Longest query that is read, in characters (CometBFT's bound).
pub(crate) const MAX_QUERY: usize = 512;

/// A parsed query: all conditions must hold.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Query {
    /// The text it was parsed from.
    pub text: String,
    /// Conditions; at least one.
    pub conditions: Vec<Condition>,
}

/// One term.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Condition {
    /// `type.key`, `tx.height`, `tm.event`, …
    pub key: String,
    /// What must hold.
    pub test: Test,
}

/// What must hold of a value.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Test {
    /// `= 'text'`.
    Text(String),
    /// `= 5`, `< 5`, …: the operator, the number, and how it was written.
    Number(Operator, Number, String),
    /// `CONTAINS 'text'`.
    Contains(String),
    /// `EXISTS`.
    Exists,
}

/// How numbers are compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Operator {
    Equal,
    Less,
    LessOrEqual,
    Greater,
    GreaterOrEqual,
}

impl Operator {
    /// Whether an ordering of left to right satisfies it.
    pub fn holds(self, ordering: Ordering) -> bool {
        match self {
            Self::Equal => ordering.is_eq(),
            Self::Less => ordering.is_lt(),
            Self::LessOrEqual => ordering.is_le(),
            Self::Greater => ordering.is_gt(),
            Self::GreaterOrEqual => ordering.is_ge(),
        }
    }
}

/// A decimal number without sign: digits before the point, and those after it without trailing zeros, which compare as
/// text.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Number(u128, String);

impl Number {
    /// The first number in a text, as CometBFT takes it from values like `100stake`.
    pub fn first_in(text: &str) -> Option<Self> {
        let digits = text.trim_start_matches(|c: char| !c.is_ascii_digit() && c != '.');
        let end = digits.find(|c: char| !c.is_ascii_digit() && c != '.').unwrap_or(digits.len());
        let digits = digits.get(..end)?;
        let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
        let fraction = fraction.trim_end_matches('0');
        fraction.bytes().all(|b| b.is_ascii_digit()).then_some(())?;
        Some(Self(whole.parse().ok()?, fraction.to_owned()))
    }

    /// The whole number it is, if it is one of 64 bits.
    pub fn as_u64(&self) -> Option<u64> {
        u64::try_from(self.0).ok().filter(|_| self.1.is_empty())
    }
}

impl Test {
    /// Whether a value satisfies it.
    pub fn holds(&self, value: &str) -> bool {
        match self {
            Self::Text(text) => value == text,
            Self::Number(operator, number, _) => {
                Number::first_in(value).is_some_and(|found| operator.holds(found.cmp(number)))
            }
            Self::Contains(text) => value.contains(text.as_str()),
            Self::Exists => true,
        }
    }
}

impl Query {
    /// Parses a query.
    pub fn parse(text: &str) -> Result<Self, QueryError> {
        if text.chars().count() > MAX_QUERY {
            return Err(QueryError("maximum query length exceeded".into()));
        }
        let mut parser = Parser { text, at: 0 };
        let mut conditions = vec![parser.condition()?];
        while !parser.done() {
            parser.keyword("AND")?;
            conditions.push(parser.condition()?);
        }
        Ok(Self { text: text.to_owned(), conditions })
    }

    /// Whether every condition is met by some pair (the rule of subscriptions).
    pub fn matches(&self, pairs: &[(String, String)]) -> bool {
        let met = |c: &Condition| pairs.iter().any(|(key, value)| *key == c.key && c.test.holds(value));
        self.conditions.iter().all(met)
    }
}

/// Why a query cannot be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct QueryError(String);

impl fmt::Display for QueryError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "failed to parse query: {}", self.0)
    }
}

impl std::error::Error for QueryError {}

struct Parser<'a> {
    text: &'a str,
    at: usize,
}

impl<'a> Parser<'a> {
    fn rest(&mut self) -> &'a str {
        let rest = self.text.get(self.at..).unwrap_or_default();
        let trimmed = rest.trim_start();
        self.at += rest.len() - trimmed.len();
        trimmed
    }

    fn done(&mut self) -> bool {
        self.rest().is_empty()
    }

    fn error<T>(&self, expected: &str) -> Result<T, QueryError> {
        Err(QueryError(format!("expected {expected} at offset {}", self.at)))
    }

    fn take_while(&mut self, accept: impl Fn(char) -> bool) -> &'a str {
        let rest = self.rest();
        let end = rest.find(|c| !accept(c)).unwrap_or(rest.len());
        self.at += end;
        rest.get(..end).unwrap_or_default()
    }

    fn take(&mut self, token: &str) -> bool {
        let found = self.rest().starts_with(token);
        if found {
            self.at += token.len();
        }
        found
    }

    fn keyword(&mut self, word: &str) -> Result<(), QueryError> {
        let at = self.at;
        if self.take_while(char::is_alphabetic) == word {
            return Ok(());
        }
        self.at = at;
        self.error(word)
    }

    fn condition(&mut self) -> Result<Condition, QueryError> {
        let key = self.take_while(|c| c.is_alphanumeric() || matches!(c, '.' | '_' | '-' | '/')).to_owned();
        if key.is_empty() {
            return self.error("a key");
        }
        Ok(Condition { key, test: self.test()? })
    }

    fn test(&mut self) -> Result<Test, QueryError> {
        if self.take("EXISTS") {
            return Ok(Test::Exists);
        }
        if self.take("CONTAINS") {
            return self.text_value().map(Test::Contains);
        }
        let operators = [
            ("<=", Operator::LessOrEqual),
            (">=", Operator::GreaterOrEqual),
            ("<", Operator::Less),
            (">", Operator::Greater),
            ("=", Operator::Equal),
        ];
        let Some((_, operator)) = operators.into_iter().find(|(token, _)| self.take(token)) else {
            return self.error("an operator");
        };
        if operator == Operator::Equal && self.rest().starts_with('\'') {
            return self.text_value().map(Test::Text);
        }
        let written = self.take_while(|c| c.is_ascii_digit() || c == '.').to_owned();
        match Number::first_in(&written) {
            Some(number) => Ok(Test::Number(operator, number, written)),
            None => self.error("a number or a text in single quotes (dates and times are not supported)"),
        }
    }

    fn text_value(&mut self) -> Result<String, QueryError> {
        let rest = self.rest();
        let Some((text, _)) = rest.strip_prefix('\'').and_then(|rest| rest.split_once('\'')) else {
            return self.error("a text in single quotes");
        };
        self.at += text.len() + 2;
        Ok(text.to_owned())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pairs(pairs: &[(&str, &str)]) -> Vec<(String, String)> {
        pairs.iter().map(|(key, value)| ((*key).to_owned(), (*value).to_owned())).collect()
    }

    #[test]
    fn reads_terms_with_every_operator() {
        let query =
            Query::parse("tm.event='Tx' AND tx.height>=5 AND a.b CONTAINS 'x y' AND c-d_e.f/g EXISTS AND n<1.50")
                .unwrap();
        assert_eq!(query.conditions.len(), 5);
        assert!(query.matches(&pairs(&[
            ("tm.event", "Tx"),
            ("tx.height", "5"),
            ("a.b", "wx yz"),
            ("c-d_e.f/g", ""),
            ("n", "1.49 units"),
        ])));
    }

    #[test]
    fn numbers_compare_as_numbers() {
        let holds = |query: &str, value: &str| Query::parse(query).unwrap().matches(&pairs(&[("n", value)]));
        assert!(holds("n=100", "100stake"));
        assert!(holds("n>9", "10"));
        assert!(!holds("n>9", "ten"));
        assert!(holds("n<1.5", "1.45"));
        assert!(holds("n=1.5", "1.500"));
        assert!(holds("n='10'", "10"));
        assert!(!holds("n='10'", "10 "));
    }

    #[test]
    fn refuses_what_is_no_query() {
        for text in
            ["", " ", "a", "a=", "a='", "a='b' AND", "a='b' OR c='d'", "='b'", "a<'b'", "a=TIME 2020", "a='b' c='d'"]
        {
            assert!(Query::parse(text).is_err(), "{text:?} was read");
        }
        assert!(Query::parse(&format!("a='{}'", "x".repeat(MAX_QUERY))).is_err());
    }
}
