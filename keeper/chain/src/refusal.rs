//! What a chain's refusal means for whoever sent the transaction, and what helps. The one place where the words of the
//! SDK, of wasmd and of CometBFT are read; commands and the keeper both speak from here.

use std::fmt;

use cosmwasm_std::{Coin, Uint128};

use crate::{ChainError, TxOutcome};

/// A refusal that says something about the transaction, the account or the node, and nothing about our contracts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// The signature is of another chain id, account number or key (SDK 4).
    WrongSignature {
        /// Chain id the node checked it for, where it says so.
        chain_id: Option<String>,
    },
    /// The fee is below the node's least gas price (SDK 13).
    FeeTooLow {
        /// What was offered; empty: nothing.
        got: Vec<Coin>,
        /// What the node wants for this gas limit, in any one of these coins.
        required: Vec<Coin>,
    },
    /// The account has less than the fee, or than the message spends (SDK 5).
    NotEnough {
        /// What it has.
        have: Option<Coin>,
        /// What it needs.
        need: Option<Coin>,
        /// For the fee; else for what the message sends.
        fee: bool,
    },
    /// The account has never received anything, so the chain does not know it (SDK 9).
    NoAccount {
        /// Which.
        address: Option<String>,
    },
    /// The gas limit was used up (SDK 11).
    OutOfGas {
        /// Limit.
        wanted: Option<u64>,
        /// Used when it was noticed.
        used: Option<u64>,
    },
    /// The gas limit is beyond what a block may use (SDK 41).
    GasBeyondBlock,
    /// The chain lets others store code, not this account (SDK 4, wasmd's words).
    MayNotUpload,
    /// The code may be instantiated by others, not by this account (SDK 4, wasmd's words).
    MayNotInstantiate,
    /// The contract has no admin, or another one (SDK 4, wasmd's words).
    NotAdmin,
    /// The transaction has more bytes than the node takes (SDK 21).
    TooLarge {
        /// Most bytes.
        max: Option<u64>,
        /// Bytes sent.
        got: Option<u64>,
    },
    /// The wasm has more bytes than the chain stores.
    CodeTooLarge {
        /// Most bytes, unpacked.
        max: Option<u64>,
    },
    /// An address of another chain.
    WrongPrefix {
        /// Prefix of this chain.
        expected: String,
        /// Prefix of the address.
        found: String,
    },
    /// There is no contract at the address (wasm 22).
    NoContract,
    /// There is no code with the id (wasm 28).
    NoCode,
    /// The account's sequence has moved on (SDK 32).
    Sequence,
    /// The node's mempool is full (SDK 20).
    MempoolFull,
    /// The last block that may have it has passed (SDK 30).
    Late,
}

impl ChainError {
    /// What the chain's refusal means, where it is one of those that are known. A contract's own refusal
    /// ([`contract_code`](Self::contract_code)) is none of them: its text is made for people already.
    pub fn refusal(&self) -> Option<Refusal> {
        let Self::Refused { codespace, code, log } = self else { return None };
        read(codespace, *code, log)
    }

    /// What to do about it: a sentence, where there is one.
    pub fn remedy(&self) -> Option<String> {
        self.refusal().map(|refusal| refusal.remedy())
    }
}

impl TxOutcome {
    /// A transaction that failed in its block, as the refusal it was.
    pub fn refused(&self) -> Option<ChainError> {
        let Self { codespace, code, log, .. } = self;
        (*code != 0).then(|| ChainError::Refused { codespace: codespace.clone(), code: *code, log: log.clone() })
    }
}

impl Refusal {
    /// What happened, without the remedy; no full stop.
    pub fn fact(&self) -> String {
        match self {
            Self::WrongSignature { chain_id: Some(chain_id) } => {
                format!("the signature does not hold for chain {chain_id} and this account")
            }
            Self::WrongSignature { chain_id: None } => "the signature does not hold for this chain and account".into(),
            Self::FeeTooLow { got, required } => {
                let got = if got.is_empty() { "none".to_owned() } else { list(got) };
                format!(
                    "the gas price is too low: the node wants a fee of {} for this gas, it got {got}",
                    list(required)
                )
            }
            Self::NotEnough { have, need, fee } => {
                let what = if *fee { "the fee" } else { "what is to be sent" };
                match (have, need) {
                    (Some(have), Some(need)) => format!("the account has {have}, and {what} is {need}"),
                    _ => format!("the account has less than {what}"),
                }
            }
            Self::NoAccount { address: Some(address) } => format!("the chain has no account {address} yet"),
            Self::NoAccount { address: None } => "the chain has no such account yet".into(),
            Self::OutOfGas { wanted: Some(wanted), used: Some(used) } => {
                format!("it ran out of gas: the limit was {wanted}, {used} was used")
            }
            Self::OutOfGas { .. } => "it ran out of gas".into(),
            Self::GasBeyondBlock => "it asks for more gas than a block has".into(),
            Self::MayNotUpload => "this chain does not let the account store code".into(),
            Self::MayNotInstantiate => "the code does not let the account make contracts of it".into(),
            Self::NotAdmin => "the account is not the contract's admin, or the contract has none".into(),
            Self::TooLarge { max, got } => match (max, got) {
                (Some(max), Some(got)) => format!("the transaction has {got} bytes, the node takes {max}"),
                _ => "the transaction has more bytes than the node takes".into(),
            },
            Self::CodeTooLarge { max: Some(max) } => {
                format!("the wasm is longer than the {max} bytes the chain stores")
            }
            Self::CodeTooLarge { max: None } => "the wasm is longer than what the chain stores".into(),
            Self::WrongPrefix { expected, found } => {
                format!("an address begins with {found:?}, those of this chain begin with {expected:?}")
            }
            Self::NoContract => "there is no contract at this address".into(),
            Self::NoCode => "there is no code with this id".into(),
            Self::Sequence => "the account has sent something else meanwhile".into(),
            Self::MempoolFull => "the node's mempool is full".into(),
            Self::Late => "the last block that might have taken it has passed".into(),
        }
    }

    /// What helps, as a sentence without a full stop.
    pub fn remedy(&self) -> String {
        match self {
            Self::WrongSignature { .. } => {
                "set `chain_id` (--chain-id) to the node's, or name another node (`rpc`, --node)".into()
            }
            Self::FeeTooLow { .. } => {
                "raise `gas_price` (for a keeper `max_gas_price` too), or ask another node".into()
            }
            Self::NotEnough { fee: true, .. } | Self::NoAccount { .. } => {
                "send it coins, or sign with another key".into()
            }
            Self::NotEnough { fee: false, .. } => "send less, or send it coins first".into(),
            Self::OutOfGas { .. } => "raise `gas_percent`, or put less into one transaction".into(),
            Self::GasBeyondBlock => "put less into one transaction".into(),
            Self::MayNotUpload => {
                "have an account that may store it, or the chain's governance, and go on from its code id".into()
            }
            Self::MayNotInstantiate => "sign with an account the code names, or store the code with this one".into(),
            Self::NotAdmin => {
                "sign with the admin's key; a contract without admin keeps its code for ever: make a new one".into()
            }
            Self::TooLarge { .. } => {
                "put less into one transaction, or ask a node that takes more (max_tx_bytes, max_body_bytes)".into()
            }
            Self::CodeTooLarge { .. } => "build the wasm smaller (`make artifacts`)".into(),
            Self::WrongPrefix { expected, .. } => {
                format!("give the address as {expected}1…, or set `prefix` to the chain's")
            }
            Self::NoContract => "check the address, and that `chain_id` names the chain it was made on".into(),
            Self::NoCode => "store the code first (`backlot deploy`)".into(),
            Self::Sequence => "try again; let one program at a time sign with a key".into(),
            Self::MempoolFull => "try again later, or ask another node (`rpc`, --node)".into(),
            Self::Late => "send it again; `timeout_blocks` says how long it may wait".into(),
        }
    }
}

impl fmt::Display for Refusal {
    /// One sentence: what happened, and what helps.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.fact(), self.remedy())
    }
}

/// A refusal as an error tells it: the sentence where it is a known one, and the chain's own words.
pub(crate) fn told(codespace: &str, code: u32, log: &str) -> String {
    match read(codespace, code, log) {
        Some(refusal) => format!("{refusal} (the chain said, {codespace} {code}: {log})"),
        None => format!("refused by the chain (codespace {codespace}, code {code}): {log}"),
    }
}

/// Queries and simulations wrap a refusal in a code of their own, so the words count, and the code where it is told.
fn read(codespace: &str, code: u32, log: &str) -> Option<Refusal> {
    if backlot_api::code::find(log).is_some() {
        return None;
    }
    let sdk = |number: u32| codespace == "sdk" && code == number;
    let has = |words: &str| log.contains(words);
    if has("insufficient fees; got:") || sdk(13) {
        let fees = log.split_once("got: ").and_then(|(_, rest)| rest.split_once(" required: "));
        let (got, required) = fees.unwrap_or_default();
        let required = required.split(':').next().unwrap_or_default();
        return Some(Refusal::FeeTooLow { got: coins(got), required: coins(required) });
    }
    if has("account sequence mismatch") || sdk(32) {
        return Some(Refusal::Sequence);
    }
    if has("signature verification failed") {
        let chain_id = between(log, "chain-id (", ")").map(str::to_owned);
        return Some(Refusal::WrongSignature { chain_id });
    }
    if has("out of gas in location") || sdk(11) {
        let (wanted, used) = (number(log, "gasWanted: "), number(log, "gasUsed: "));
        return Some(Refusal::OutOfGas { wanted, used });
    }
    if sdk(41) || has("exceeds block max gas") {
        return Some(Refusal::GasBeyondBlock);
    }
    if has("can not create code") {
        return Some(Refusal::MayNotUpload);
    }
    if has("can not instantiate") {
        return Some(Refusal::MayNotInstantiate);
    }
    if has("can not migrate") || has("can not modify contract") {
        return Some(Refusal::NotAdmin);
    }
    if has("invalid Bech32 prefix; expected ") {
        let found = log.split_once(", got ").map(|(_, rest)| rest.split([':', ' ']).next().unwrap_or_default());
        let (expected, found) = (between(log, "expected ", ","), found);
        return Some(prefix(expected, found));
    }
    if has("hrp does not match bech32 prefix") {
        return Some(prefix(between(log, "expected '", "'"), between(log, "got '", "'")));
    }
    if sdk(5) || has("is smaller than") && has("insufficient funds") {
        let funds = log.split_once("spendable balance ").and_then(|(_, rest)| rest.split_once(" is smaller than "));
        let (have, need) = funds.map_or((None, None), |(have, need)| (coin(have), coin(first(need))));
        return Some(Refusal::NotEnough { have, need, fee: !has("failed to execute message") });
    }
    if has("no such contract") {
        return Some(Refusal::NoContract);
    }
    if has("no such code") {
        return Some(Refusal::NoCode);
    }
    // A simulation tells the payer in raw bytes.
    if sdk(9) || has("does not exist: unknown address") {
        let words = log.split(' ').find(|word| word.contains('1') && word.len() > 38);
        return Some(Refusal::NoAccount { address: words.map(str::to_owned) });
    }
    if has("code bytes") && has("cannot be longer than") {
        return Some(Refusal::CodeTooLarge { max: number(log, "cannot be longer than ") });
    }
    if sdk(21) {
        return Some(Refusal::TooLarge { max: number(log, "Max size is "), got: number(log, "but got ") });
    }
    match code {
        20 if codespace == "sdk" => Some(Refusal::MempoolFull),
        30 if codespace == "sdk" => Some(Refusal::Late),
        _ => None,
    }
}

fn prefix(expected: Option<&str>, found: Option<&str>) -> Refusal {
    let text = |text: Option<&str>| text.unwrap_or_default().to_owned();
    Refusal::WrongPrefix { expected: text(expected), found: text(found) }
}

fn between<'a>(log: &'a str, start: &str, end: &str) -> Option<&'a str> {
    let (_, rest) = log.split_once(start)?;
    rest.split_once(end).map(|(inner, _)| inner)
}

fn number(log: &str, after: &str) -> Option<u64> {
    let (_, rest) = log.split_once(after)?;
    rest.split(|letter: char| !letter.is_ascii_digit()).next()?.parse().ok()
}

/// The text up to where the SDK wraps it.
fn first(text: &str) -> &str {
    text.split(": ").next().unwrap_or_default()
}

/// `25000stake,3uatom`, as the SDK writes coins.
fn coins(text: &str) -> Vec<Coin> {
    text.trim().split(',').filter_map(coin).collect()
}

fn coin(text: &str) -> Option<Coin> {
    let text = text.trim();
    let (amount, denom) = text.split_at(text.find(|letter: char| !letter.is_ascii_digit())?);
    Some(Coin { denom: denom.to_owned(), amount: Uint128::new(amount.parse().ok()?) })
}

fn list(coins: &[Coin]) -> String {
    coins.iter().map(ToString::to_string).collect::<Vec<_>>().join(" or ")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn refusal(codespace: &str, code: u32, log: &str) -> (Option<Refusal>, String) {
        let error = ChainError::Refused { codespace: codespace.into(), code, log: log.into() };
        assert!(error.to_string().contains(log), "the chain's own words are kept: {error}");
        (error.refusal(), error.to_string())
    }

    fn stake(amount: u128) -> Coin {
        Coin::new(amount, "stake")
    }

    /// The words are those of wasmd 0.61 and SDK 0.53.
    #[test]
    fn each_refusal_is_one_sentence_with_its_remedy() {
        let address = "wasm1qypqxpq9qcrsszg2pvxq6rs0zqg3yyc5lzv7xu";
        let table = [
            (
                "sdk", 13, "insufficient fees; got: 1stake required: 25000stake,7uatom: insufficient fee",
                Refusal::FeeTooLow { got: vec![stake(1)], required: vec![stake(25_000), Coin::new(7_u128, "uatom")] },
                "the gas price is too low: the node wants a fee of 25000stake or 7uatom for this gas, it got 1stake: raise `gas_price`",
            ),
            (
                "sdk", 13, "insufficient fees; got:  required: 25000stake: insufficient fee",
                Refusal::FeeTooLow { got: Vec::new(), required: vec![stake(25_000)] },
                "it got none",
            ),
            (
                "sdk", 5, "spendable balance 3stake is smaller than 25000stake: insufficient funds: insufficient funds",
                Refusal::NotEnough { have: Some(stake(3)), need: Some(stake(25_000)), fee: true },
                "the account has 3stake, and the fee is 25000stake: send it coins",
            ),
            (
                "sdk", 18, "failed to execute message; message index: 0: spendable balance 3stake is smaller than 9stake: insufficient funds [x/bank] with gas used: '5'",
                Refusal::NotEnough { have: Some(stake(3)), need: Some(stake(9)), fee: false },
                "what is to be sent is 9stake: send less",
            ),
            (
                "sdk", 11, "out of gas in location: WritePerByte; gasWanted: 200000, gasUsed: 200612: out of gas",
                Refusal::OutOfGas { wanted: Some(200_000), used: Some(200_612) },
                "the limit was 200000, 200612 was used: raise `gas_percent`",
            ),
            (
                "sdk", 4, "signature verification failed; please verify account number (5), sequence (0) and chain-id (film-2): (unable to verify single signer signature): unauthorized",
                Refusal::WrongSignature { chain_id: Some("film-2".into()) },
                "does not hold for chain film-2 and this account: set `chain_id`",
            ),
            (
                "sdk", 18, "failed to execute message; message index: 0: can not create code: unauthorized",
                Refusal::MayNotUpload, "does not let the account store code: have an account that may",
            ),
            (
                "sdk", 4, "failed to execute message; message index: 0: can not instantiate: unauthorized",
                Refusal::MayNotInstantiate, "make contracts of it: sign with an account the code names",
            ),
            (
                "sdk", 4, "failed to execute message; message index: 0: can not migrate: unauthorized",
                Refusal::NotAdmin, "not the contract's admin, or the contract has none: sign with the admin's key",
            ),
            (
                "sdk", 21, "Internal error: Tx too large. Max size is 1048576, but got 2000000",
                Refusal::TooLarge { max: Some(1_048_576), got: Some(2_000_000) },
                "has 2000000 bytes, the node takes 1048576: put less",
            ),
            (
                "sdk", 7, "admin: invalid Bech32 prefix; expected wasm, got cosmos: invalid address",
                Refusal::WrongPrefix { expected: "wasm".into(), found: "cosmos".into() },
                "begins with \"cosmos\", those of this chain begin with \"wasm\": give the address as wasm1…",
            ),
            (
                "sdk", 18, "hrp does not match bech32 prefix: expected 'wasm' got 'osmo': internal logic error",
                Refusal::WrongPrefix { expected: "wasm".into(), found: "osmo".into() }, "begins with \"osmo\"",
            ),
            (
                "sdk", 9, &format!("fee payer address: {address} does not exist: unknown address"),
                Refusal::NoAccount { address: Some(address.into()) }, &format!("no account {address} yet: send it coins"),
            ),
            ("wasm", 28, "code id 9: no such code", Refusal::NoCode, "store the code first"),
            ("sdk", 20, "mempool is full", Refusal::MempoolFull, "try again later"),
        ];
        for (codespace, code, log, expected, words) in table {
            let (found, text) = refusal(codespace, code, log);
            assert_eq!(found, Some(expected), "{log}");
            assert!(text.contains(words), "{text}");
        }
    }

    #[test]
    fn a_contracts_own_refusal_and_an_unknown_one_stay_as_they_are() {
        let (found, text) = refusal("wasm", 5, "[auth.unauthorized] can not migrate: execute wasm contract failed");
        assert_eq!((found, text.starts_with("refused by the chain")), (None, true));
        assert_eq!(refusal("ibc", 3, "port is bound").0, None);
    }
}
