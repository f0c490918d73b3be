use backlot_api::studio::{code, Kind};
use backlot_kit::KitError;
use cosmwasm_std::{Instantiate2AddressError, StdError};

/// Why the studio refuses. Each text begins with its stable code.
#[derive(thiserror::Error, Debug, PartialEq)]
pub enum ContractError {
    /// A refusal that contracts share.
    #[error(transparent)]
    Kit(#[from] KitError),
    /// No such film.
    #[error("[{}] there is no film {film}", code::FILM)]
    NoFilm {
        /// Id asked for.
        film: String,
    },
    /// The id was used before, maybe by a film that is closed now.
    #[error("[{}] there is a film {film} already", code::TAKEN)]
    Taken {
        /// Id.
        film: String,
    },
    /// It was closed before.
    #[error("[{}] the film {film} is closed already", code::CLOSED)]
    Closed {
        /// Id.
        film: String,
    },
    /// A kind has no code.
    #[error("[{}] no code is named for {kind}", code::CODE)]
    NoCode {
        /// Kind.
        kind: Kind,
    },
    /// There is no contract of this kind.
    #[error(
        "[{}] there is no {kind} here, as in all that was made before 0.3: name its code (SetCode) for new films",
        code::MISSING
    )]
    Missing {
        /// Kind.
        kind: Kind,
    },
    /// The chain does not know the code.
    #[error("[{}] this chain has no code {code_id} for {kind}: {reason}", code::CODE)]
    UnknownCode {
        /// Kind.
        kind: Kind,
        /// Id.
        code_id: u64,
        /// The chain's words.
        reason: String,
    },
    /// A version of 1 to 32 bytes is asked for.
    #[error("[{}] the version of {kind} must have 1 to 32 bytes, not {len}", code::CODE)]
    Version {
        /// Kind.
        kind: Kind,
        /// Bytes given.
        len: usize,
    },
    /// The plan cannot be.
    #[error("[{plan}] {0}", plan = code::PLAN)]
    Plan(#[from] PlanError),
    /// An address could not be computed: a fault of the host, never of the input.
    #[error("[{std}] {0}", std = backlot_api::code::STD)]
    Address(#[from] Instantiate2AddressError),
}

/// What is wrong with a film's plan, and where. Series count from 0, as in all messages.
#[derive(thiserror::Error, Debug, PartialEq)]
pub enum PlanError {
    /// 1 to 8 series.
    #[error("a film has 1 to {} series, not {count}", backlot_api::limits::SERIES)]
    SeriesCount {
        /// Given.
        count: usize,
    },
    /// The title is empty.
    #[error("the film has no title")]
    NoTitle,
    /// As the bank asks: 3 to 128 of letters, digits, `/`, `:`, `.`, `_`, `-`, a letter first.
    #[error("{denom:?} cannot be a denom")]
    Denom {
        /// Given.
        denom: String,
    },
    /// As cw20 asks.
    #[error("series {series}: a name has 3 to 50 bytes, not {len}")]
    Name {
        /// Series.
        series: usize,
        /// Bytes given.
        len: usize,
    },
    /// As cw20 asks.
    #[error("series {series}: a symbol is 3 to 12 of a–z, A–Z and -, not {symbol:?}")]
    Symbol {
        /// Series.
        series: usize,
        /// Given.
        symbol: String,
    },
    /// As cw20 asks.
    #[error("series {series}: at most 18 decimals, not {decimals}")]
    Decimals {
        /// Series.
        series: usize,
        /// Given.
        decimals: u8,
    },
    /// A series nobody could ever hold.
    #[error("series {series}: its cap is zero")]
    Cap {
        /// Series.
        series: usize,
    },
}

impl From<StdError> for ContractError {
    fn from(error: StdError) -> Self {
        Self::Kit(error.into())
    }
}
