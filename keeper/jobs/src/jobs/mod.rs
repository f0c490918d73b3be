//! The jobs of a film.

mod distribution;
mod pay;
mod payout;
mod quarantine;
mod release;
mod retry;
mod unpaid;

pub use distribution::Distribution;
pub use payout::Payout;
pub use release::ReleaseReserves;
pub use retry::RetryParked;

use backlot_api::{code, collection, interchange, returns};
use backlot_chain::Msg;

use crate::{
    job::{to_json, PlannedAction},
    Context, JobError, TxError,
};

/// Pages of a list that are read in one round; a bound against contracts whose lists never end.
const MOST_PAGES: u32 = 1_000;

/// What a failed transaction means for the job.
enum Verdict {
    /// Somebody else did it first, or it is no longer to be done.
    Done,
    /// A smaller batch may do.
    TooBig,
    /// The contract refuses it for a reason of its own.
    Refused,
    /// It costs too much now: later.
    TooDear,
    /// Not about this message: the job cannot go on.
    Broken,
}

/// Refusals that say: this was done already (acceptance K68).
const DONE: &[&str] = &[
    returns::code::CURSOR,
    returns::code::BUSY,
    returns::code::NOT_DUE,
    returns::code::RUN,
    returns::code::EXPIRY,
    returns::code::NOTHING,
    collection::code::NOTHING,
    interchange::code::NOT_PARKED,
];

fn verdict(error: &TxError) -> Verdict {
    match error.contract_code() {
        Some(code) if DONE.contains(&code) => Verdict::Done,
        Some(code::TOO_LONG) => Verdict::TooBig,
        _ if error.is_too_dear() => Verdict::TooDear,
        _ if error.is_too_big() => Verdict::TooBig,
        _ if error.is_refusal() => Verdict::Refused,
        _ => Verdict::Broken,
    }
}

fn call(contract: &str, message: &impl serde::Serialize) -> Result<Msg, JobError> {
    Ok(Msg::Execute { contract: contract.to_owned(), msg: to_json(message)?, funds: Vec::new() })
}

/// A dry run of one transaction.
async fn foresee(
    context: &Context,
    purpose: String,
    contract: &str,
    message: &impl serde::Serialize,
) -> Result<PlannedAction, JobError> {
    let quote = context.submitter.quote(&purpose, &[call(contract, message)?]).await;
    let (gas, refusal) = match quote {
        Ok((gas, _)) => (Some(gas), None),
        Err(TxError::TooMuchGas { gas, .. }) => (Some(gas), None),
        Err(error) if error.is_refusal() => (None, Some(error.to_string())),
        Err(error) => return Err(error.into()),
    };
    let message = serde_json::to_value(message).map_err(|error| JobError::Answer(error.to_string()))?;
    Ok(PlannedAction { purpose, contract: contract.to_owned(), message, gas, refusal })
}
