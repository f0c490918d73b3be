use backlot_api::code;
use cosmwasm_std::StdError;

/// The refusals that contracts share. Each begins with its stable code (see [`backlot_api::code`]).
#[derive(thiserror::Error, Debug, PartialEq)]
pub enum KitError {
    /// The sender lacks the role.
    #[error("[{}] {sender} is not the {role}", code::UNAUTHORIZED)]
    Unauthorized {
        /// Who asked.
        sender: String,
        /// What the message asks for: `owner`, `minter` …
        role: &'static str,
    },
    /// Ownership may be handed over, not thrown away.
    #[error("[{}] ownership cannot be renounced: hand it over instead", code::RENOUNCE)]
    Renounce,
    /// The hand-over is not in order.
    #[error("[{}] {reason}", code::OWNERSHIP)]
    Ownership {
        /// What is wrong.
        reason: String,
    },
    /// Coins came with a message that takes none.
    #[error("[{}] this message takes no coins, but {sent} came with it", code::NO_FUNDS)]
    NoFunds {
        /// What came.
        sent: String,
    },
    /// One coin was expected.
    #[error("[{}] this message takes exactly one coin above zero, but got {sent}", code::ONE_COIN)]
    OneCoin {
        /// What came.
        sent: String,
    },
    /// The wrong denom.
    #[error("[{}] this message takes {expected}, not {sent}", code::DENOM)]
    Denom {
        /// Denom that is taken.
        expected: String,
        /// Denom that came.
        sent: String,
    },
    /// Nothing to sweep.
    #[error("[{}] the contract has no {denom}", code::NO_SURPLUS)]
    NoSurplus {
        /// Denom.
        denom: String,
    },
    /// Not a canonical address of this chain.
    #[error("[{}] {address} is not a valid address: {reason}", code::ADDRESS)]
    Address {
        /// As given.
        address: String,
        /// What is wrong.
        reason: String,
    },
    /// A list or text is too long.
    #[error("[{}] {what} has {len} entries or bytes, at most {max} are taken", code::TOO_LONG)]
    TooLong {
        /// Field.
        what: &'static str,
        /// Given.
        len: usize,
        /// Limit.
        max: usize,
    },
    /// A list is empty.
    #[error("[{}] {what} is empty", code::EMPTY)]
    Empty {
        /// Field.
        what: &'static str,
    },
    /// A list names something twice.
    #[error("[{}] {what} names {value} twice", code::DUPLICATE)]
    Duplicate {
        /// Field.
        what: &'static str,
        /// Value.
        value: String,
    },
    /// Not an identifier.
    #[error("[{}] {what} {value:?} is not an identifier: 1 to 32 of a–z, 0–9 and -", code::ID)]
    Id {
        /// Field.
        what: &'static str,
        /// Value.
        value: String,
    },
    /// Zero.
    #[error("[{}] {what} is zero", code::ZERO)]
    Zero {
        /// Field.
        what: &'static str,
    },
    /// Out of range.
    #[error("[{}] {what} is out of range", code::OVERFLOW)]
    Overflow {
        /// Quantity.
        what: &'static str,
    },
    /// Paused.
    #[error("[{}] the contract is paused", code::PAUSED)]
    Paused,
    /// Not a migration forward.
    #[error("[{}] cannot migrate {contract} {version} to {to_contract} {to_version}", code::MIGRATION)]
    Migration {
        /// Stored contract.
        contract: String,
        /// Stored version.
        version: String,
        /// New contract.
        to_contract: String,
        /// New version.
        to_version: String,
    },
    /// The stored data is of a layout that this code does not read.
    #[error("[{}] {contract} {version} keeps its code: only {since} and later can be migrated", code::MIGRATION)]
    Since {
        /// Contract.
        contract: String,
        /// Stored version.
        version: String,
        /// First version that this code reads.
        since: String,
    },
    /// A reply nobody asked for.
    #[error("[{}] no message with reply id {id} was ever sent", code::REPLY)]
    Reply {
        /// Id.
        id: u64,
    },
    /// Storage or serialisation.
    #[error("[{std}] {0}", std = code::STD)]
    Std(#[from] StdError),
}
