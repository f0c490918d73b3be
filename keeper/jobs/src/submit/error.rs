use backlot_chain::{ChainError, Refusal, TxOutcome};

use crate::{GasPrice, JournalError};

/// Why one try of a submission did not do it, and another may.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Attempt {
    /// The account's sequence had moved on.
    Sequence {
        /// Signed with.
        used: u64,
        /// What the chain named, where it did.
        expected: Option<u64>,
    },
    /// More gas was used in the block than in the simulation.
    OutOfGas {
        /// Limit.
        wanted: u64,
        /// Used until then.
        used: u64,
    },
    /// No block up to its timeout height took it.
    Expired {
        /// Hash.
        hash: String,
    },
    /// No block up to its timeout height took it, and no mempool had room for it.
    MempoolFull {
        /// Hash.
        hash: String,
    },
    /// The node wants a higher fee: nothing was spent.
    FeeTooLow {
        /// Offered, 10⁻⁶ base units a gas.
        offered: u64,
        /// What the node wants.
        wanted: u64,
    },
    /// No block has it, and another transaction of the same key used its sequence.
    Superseded {
        /// Hash.
        hash: String,
    },
}

/// Why a submission failed.
#[derive(thiserror::Error, Debug)]
pub enum TxError {
    /// The key may not sign this.
    #[error("refused to sign: {reason}")]
    NotAllowed {
        /// Why.
        reason: String,
    },
    /// Simulation or mempool refused it: nothing was spent.
    #[error(transparent)]
    Refused(ChainError),
    /// It is in a block, and failed there: the fee is spent, nothing else happened.
    #[error("transaction {} failed in block {}: {}", .0.hash, .0.height, .0.refused().map(|refused| refused.to_string()).unwrap_or_default())]
    Failed(Box<TxOutcome>),
    /// The wallet cannot pay the fee.
    #[error("{address} has {have}{denom}, and the fee is {need}{denom}: send it coins, or sign with another key")]
    WalletEmpty {
        /// Whose wallet.
        address: String,
        /// Fee denom.
        denom: String,
        /// Balance.
        have: u128,
        /// Fee.
        need: u128,
    },
    /// Gas is dearer than what may be paid (acceptance K59).
    #[error("gas costs {wanted} now, and at most {cap} is paid: it waits until gas is cheaper, or raise `{field}`")]
    TooDear {
        /// What the node wants.
        wanted: GasPrice,
        /// What may be paid.
        cap: GasPrice,
        /// The config's name of the cap.
        field: &'static str,
    },
    /// The day's budget for fees is spent (acceptance K59).
    #[error("{spent}{denom} of the {budget}{denom} for fees today are spent, and this one would cost {need}{denom}: it waits {wait_s} s of chain time for the next day, or raise `daily_budget`")]
    OverBudget {
        /// Fee denom.
        denom: String,
        /// Spent today.
        spent: u128,
        /// What may be spent today on this.
        budget: u128,
        /// Fee.
        need: u128,
        /// Chain time until the next day, seconds.
        wait_s: u64,
    },
    /// It needs more gas than one transaction may ask for.
    #[error("it needs a gas limit of {gas}, more than the {max} that one transaction may ask for")]
    TooMuchGas {
        /// Needed.
        gas: u64,
        /// Bound.
        max: u64,
    },
    /// Every try failed.
    #[error("given up after {} tries, last: {:?}", attempts.len(), attempts.last())]
    GaveUp {
        /// All of them.
        attempts: Vec<Attempt>,
    },
    /// The chain cannot be reached, or it is another one. What was under way is in the journal.
    #[error(transparent)]
    Chain(ChainError),
    /// The journal cannot be written: nothing may be signed.
    #[error(transparent)]
    Journal(#[from] JournalError),
}

impl TxError {
    /// Our contract's code, where one of ours refused.
    pub fn contract_code(&self) -> Option<&str> {
        match self {
            Self::Refused(error) => error.contract_code(),
            Self::Failed(outcome) => backlot_api::code::find(&outcome.log),
            _ => None,
        }
    }

    /// A smaller batch may do.
    pub fn is_too_big(&self) -> bool {
        match self {
            Self::TooMuchGas { .. } => true,
            Self::Refused(error) => matches!(
                error.refusal(),
                Some(Refusal::OutOfGas { .. } | Refusal::GasBeyondBlock | Refusal::TooLarge { .. })
            ),
            Self::GaveUp { attempts } => matches!(attempts.last(), Some(Attempt::OutOfGas { .. })),
            _ => false,
        }
    }

    /// The chain itself said no to these messages (and not to the account, the fee or the connection).
    pub fn is_refusal(&self) -> bool {
        match self {
            Self::Failed(_) => true,
            Self::Refused(error @ ChainError::Refused { codespace, .. }) => {
                let account = matches!(
                    error.refusal(),
                    Some(
                        Refusal::FeeTooLow { .. }
                            | Refusal::NotEnough { fee: true, .. }
                            | Refusal::NoAccount { .. }
                            | Refusal::WrongSignature { .. }
                    )
                );
                codespace != "rpc" && !account
            }
            _ => false,
        }
    }

    /// Nothing is wrong, but it costs too much now: later.
    pub fn is_too_dear(&self) -> bool {
        matches!(self, Self::TooDear { .. } | Self::OverBudget { .. })
    }
}

impl From<ChainError> for TxError {
    /// A refusal concerns the messages; everything else concerns the way to the chain.
    fn from(error: ChainError) -> Self {
        match error {
            ChainError::Refused { .. } => Self::Refused(error),
            other => Self::Chain(other),
        }
    }
}
