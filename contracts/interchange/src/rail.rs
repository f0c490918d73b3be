//! The native bank rail: one `MsgMultiSend` for many recipients.
//!
//! A `BankMsg::Send` each costs 20,600 gas a recipient on wasmd, a multi-send 8,400; but one blocked recipient fails
//! it whole, which is why every batch comes back on error and is halved.

use anybuf::Anybuf;
use cosmwasm_std::{Addr, AnyMsg, CosmosMsg, SubMsg};

use crate::{
    model::{total, Attempt, Batch, Payment},
    ContractError,
};

/// Reply id of a batch: asked for on error only.
pub const BATCH: u64 = 1;
/// Reply id of another try of one parked payment: asked for always.
pub const ATTEMPT: u64 = 2;

const MULTI_SEND: &str = "/cosmos.bank.v1beta1.MsgMultiSend";

/// Sends a batch; comes back to [`BATCH`] where the bank refuses it.
pub fn send(own: &Addr, batch: &Batch) -> Result<SubMsg, ContractError> {
    let message = multi_send(own, &batch.denom, &batch.payments)?;
    Ok(SubMsg::reply_on_error(message, BATCH).with_payload(batch.encode()))
}

/// Tries one payment; comes back to [`ATTEMPT`] whatever happens.
pub fn attempt(own: &Addr, attempt: &Attempt) -> Result<SubMsg, ContractError> {
    let payment = Payment { wallet: attempt.to.clone(), amount: attempt.amount };
    let message = multi_send(own, &attempt.denom, &[payment])?;
    Ok(SubMsg::reply_always(message, ATTEMPT).with_payload(attempt.encode()))
}

/// Encodes `cosmos.bank.v1beta1.MsgMultiSend`: inputs = 1, outputs = 2; of each address = 1, coins = 2; of a coin
/// denom = 1, amount = 2 (decimal text). The bank takes exactly one input.
fn multi_send(own: &Addr, denom: &str, payments: &[Payment]) -> Result<CosmosMsg, ContractError> {
    let side = |wallet: &Addr, amount: u128| {
        let coin = Anybuf::new().append_string(1, denom).append_string(2, amount.to_string());
        Anybuf::new().append_string(1, wallet).append_message(2, &coin)
    };
    let message =
        payments.iter().fold(Anybuf::new().append_message(1, &side(own, total(payments)?)), |message, payment| {
            message.append_message(2, &side(&payment.wallet, payment.amount))
        });
    Ok(CosmosMsg::Any(AnyMsg { type_url: MULTI_SEND.into(), value: message.into_vec().into() }))
}
