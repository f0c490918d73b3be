use std::fmt;

/// Codespace of the SDK's own errors.
pub const SDK: &str = "sdk";
/// Codespace of the wasm module.
pub const WASM: &str = "wasm";
/// Codespace of errors that no module registered.
pub const UNDEFINED: &str = "undefined";
/// Codespace of the bank module.
pub const BANK: &str = "bank";

/// A root error: where it is registered, its number there and its words. The numbers and words are the SDK's
/// (`types/errors`) and wasmd's (`x/wasm/types/errors.go`), since clients switch on them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Kind {
    /// Codespace.
    pub codespace: &'static str,
    /// Code, unique in its codespace, never 0 or 1.
    pub code: u32,
    /// What every text of this kind ends with.
    pub text: &'static str,
}

macro_rules! kinds {
    ($($(#[$doc:meta])* $name:ident = $space:ident $code:literal $text:literal;)*) => {
        $($(#[$doc])* pub const $name: Kind = Kind { codespace: $space, code: $code, text: $text };)*
    };
}

kinds! {
    /// Bytes that are no transaction.
    TX_DECODE = SDK 2 "tx parse error";
    /// Not yours to do, or not signed.
    UNAUTHORIZED = SDK 4 "unauthorized";
    /// Balance below what is spent.
    INSUFFICIENT_FUNDS = SDK 5 "insufficient funds";
    /// No such message or query.
    UNKNOWN_REQUEST = SDK 6 "unknown request";
    /// Not a bech32 address of this chain.
    INVALID_ADDRESS = SDK 7 "invalid address";
    /// Key of another kind, or of another address.
    INVALID_PUBKEY = SDK 8 "invalid pubkey";
    /// Account that does not exist.
    UNKNOWN_ADDRESS = SDK 9 "unknown address";
    /// Coins not positive, not sorted, or with a bad denom.
    INVALID_COINS = SDK 10 "invalid coins";
    /// Gas limit hit.
    OUT_OF_GAS = SDK 11 "out of gas";
    /// Memo over 256 bytes.
    MEMO_TOO_LARGE = SDK 12 "memo too large";
    /// Fee under the least gas price.
    INSUFFICIENT_FEE = SDK 13 "insufficient fee";
    /// More signers than the chain allows.
    TOO_MANY_SIGNATURES = SDK 14 "maximum number of signatures exceeded";
    /// Not one signature.
    NO_SIGNATURES = SDK 15 "no signatures supplied";
    /// Well formed, but not acceptable.
    INVALID_REQUEST = SDK 18 "invalid request";
    /// The height the sender gave has passed.
    TX_TIMEOUT_HEIGHT = SDK 30 "tx timeout height";
    /// An extension this chain does not know and may not ignore.
    UNKNOWN_EXTENSION_OPTIONS = SDK 31 "unknown extension options";
    /// Sequence other than the account's next.
    WRONG_SEQUENCE = SDK 32 "incorrect account sequence";
    /// Query for something that is not there.
    NOT_FOUND = SDK 38 "not found";
    /// Zero gas, or more than a block has.
    INVALID_GAS_LIMIT = SDK 41 "invalid gas limit";
    /// Something this chain has switched off.
    NOT_SUPPORTED = SDK 37 "feature not supported";

    /// `MsgMultiSend` without an input.
    NO_INPUTS = BANK 2 "no inputs to send transaction";
    /// `MsgMultiSend` without an output.
    NO_OUTPUTS = BANK 3 "no outputs to send transaction";
    /// `MsgMultiSend` that makes or destroys money.
    INPUT_OUTPUT_MISMATCH = BANK 4 "sum inputs != sum outputs";
    /// `MsgMultiSend` with two inputs.
    MULTIPLE_SENDERS = BANK 9 "multiple senders not allowed";

    /// Code that the VM refuses.
    CREATE_FAILED = WASM 2 "create wasm contract failed";
    /// An account with a key lives at the contract's address.
    ACCOUNT_EXISTS = WASM 3 "contract account already exists";
    /// The contract's own error at instantiate.
    INSTANTIATE_FAILED = WASM 4 "instantiate wasm contract failed";
    /// The contract's own error at execute, reply or sudo.
    EXECUTE_FAILED = WASM 5 "execute wasm contract failed";
    /// The contract's own error in a query.
    QUERY_FAILED = WASM 9 "query wasm contract failed";
    /// A message a contract sent that cannot be read.
    INVALID_MSG = WASM 10 "invalid CosmosMsg from the contract";
    /// The contract's own error at migrate.
    MIGRATION_FAILED = WASM 11 "migrate wasm contract failed";
    /// Something required is empty.
    EMPTY = WASM 12 "empty";
    /// Too long, too many.
    LIMIT = WASM 13 "exceeds limit";
    /// Malformed.
    INVALID = WASM 14 "invalid";
    /// Exists already.
    DUPLICATE = WASM 15 "duplicate";
    /// A message of a kind this chain does not route.
    UNKNOWN_MSG = WASM 20 "unknown message from the contract";
    /// A contract's event or attribute that wasmd refuses.
    INVALID_EVENT = WASM 21 "invalid event";
    /// No contract at this address.
    NO_SUCH_CONTRACT = WASM 22 "no such contract";
    /// Queries that query too deep.
    QUERY_DEPTH = WASM 27 "max query stack size exceeded";
    /// No code with this id.
    NO_SUCH_CODE = WASM 28 "no such code";
    /// The VM, not the contract: traps, aborts, results that cannot be read.
    VM_ERROR = WASM 29 "wasmvm error";
    /// Messages that call too deep.
    CALL_DEPTH = WASM 30 "max call depth exceeded";
}

/// An error that no module registered.
pub const NO_KIND: Kind = Kind { codespace: UNDEFINED, code: 1, text: "" };
/// A defect of this program, or of the real chain's, turned into an answer.
pub const PANIC: Kind = Kind { codespace: UNDEFINED, code: 111_222, text: "panic" };

/// What a contract sees of a failed query without redaction.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SystemHint {
    /// No contract at the address.
    NoSuchContract(String),
    /// No code with the id.
    NoSuchCode(u64),
    /// A query this chain does not answer.
    Unsupported(String),
}

/// An error with its reasons in front, as `errorsmod.Wrap` builds it: `outer: inner: root`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ChainError {
    /// Root.
    pub kind: Kind,
    /// The whole text.
    pub text: String,
    /// The text comes from the contract itself, so that a caller may read it in a reply. Lost on wrapping, as in wasmd.
    pub deterministic: bool,
    /// How a querying contract sees it.
    pub hint: Option<SystemHint>,
}

impl ChainError {
    /// `reason: in front`.
    #[must_use]
    pub fn wrap(mut self, reason: impl fmt::Display) -> Self {
        self.text = format!("{reason}: {}", self.text);
        self.deterministic = false;
        self
    }
}

impl ChainError {
    /// An error that no module registered: code 1 of no codespace, its words as they are.
    pub fn of_no_kind(text: String) -> Self {
        Self { kind: NO_KIND, text, deterministic: false, hint: None }
    }

    /// The text as gRPC has it: the root with its code first, the reasons after it. What a contract said is left as it
    /// is, since `errorsmod` finds no status in an error that is marked as deterministic.
    pub fn grpc_text(&self) -> String {
        let Kind { codespace, code, text } = self.kind;
        if self.deterministic || self.kind == NO_KIND {
            return self.text.clone();
        }
        match self.text.strip_suffix(text).and_then(|reasons| reasons.strip_suffix(": ")) {
            Some(reasons) => format!("codespace {codespace} code {code}: {text}: {reasons}"),
            None => format!("codespace {codespace} code {code}: {}", self.text),
        }
    }
}

impl Kind {
    /// What Go says where it reads from nothing. A real chain adds a stack of calls.
    pub fn nil(self) -> ChainError {
        let text = "recovered: runtime error: invalid memory address or nil pointer dereference".to_owned();
        ChainError { text, ..self.bare() }
    }

    /// An error of this kind without more.
    pub fn bare(self) -> ChainError {
        ChainError { kind: self, text: self.text.to_owned(), deterministic: false, hint: None }
    }

    /// `reason: kind`.
    pub fn because(self, reason: impl fmt::Display) -> ChainError {
        self.bare().wrap(reason)
    }

    /// `reason: kind`, readable by the contract that gets it in a reply.
    pub fn told_by_contract(self, reason: impl fmt::Display) -> ChainError {
        ChainError { deterministic: true, ..self.because(reason) }
    }

    /// With what a querying contract is told instead.
    pub fn hinted(self, reason: impl fmt::Display, hint: SystemHint) -> ChainError {
        ChainError { hint: Some(hint), ..self.because(reason) }
    }
}

/// Why something stopped.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fault {
    /// The meter ran over; says where. Go panics here, so it passes every handler but a sub-message's own gas limit.
    OutOfGas(&'static str),
    /// Go read from nothing: a panic like the one above, but for no handler at all.
    Nil,
    /// An ordinary error.
    Error(ChainError),
}

impl From<ChainError> for Fault {
    fn from(error: ChainError) -> Self {
        Self::Error(error)
    }
}

impl Fault {
    /// Puts a reason in front of an error; a gas fault passes unchanged, as a panic would.
    #[must_use]
    pub fn wrap(self, reason: impl fmt::Display) -> Self {
        match self {
            Self::Error(error) => Self::Error(error.wrap(reason)),
            panic @ (Self::OutOfGas(_) | Self::Nil) => panic,
        }
    }
}

/// Result of everything that is metered.
pub type Outcome<T> = Result<T, Fault>;
