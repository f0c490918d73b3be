use backlot_api::interchange::{InterchangeAccepted, InterchangeParked};
use backlot_api::limits::{PAYMENTS, TEXT};
use backlot_kit::KitError;
use cosmwasm_std::{Coin, DepsMut, Env, Event, Reply, Response, SubMsgResult, Uint128};

use crate::{
    model::{total, truncate, Batch, Payment},
    rail,
    state::{park, ParkedRecord},
    ContractError,
};

/// Why a payment to this contract is parked at once: paid, it would belong to nobody.
const TO_ITSELF: &str = "the interchange cannot be paid by itself";

/// Pays a set in one bank message.
pub fn distribute(
    deps: DepsMut,
    env: &Env,
    coin: &Coin,
    set: String,
    payments: Vec<(String, Uint128)>,
) -> Result<Response, ContractError> {
    backlot_kit::text("set", &set)?;
    backlot_kit::capped("payments", &payments, PAYMENTS)?;
    if payments.is_empty() {
        return Err(KitError::Empty { what: "payments" }.into());
    }
    let payments = payments
        .into_iter()
        .map(|(wallet, amount)| Ok(Payment { wallet: backlot_kit::address(deps.api, &wallet)?, amount: amount.u128() }))
        .collect::<Result<Vec<_>, KitError>>()?;
    backlot_kit::unique("payments", payments.iter().map(|payment| &payment.wallet))?;
    let sum = total(&payments)?;
    if sum != coin.amount.u128() {
        return Err(ContractError::Sum { payments: sum.into(), sent: coin.amount });
    }
    let accepted = InterchangeAccepted {
        set: set.clone(),
        payments: u32::try_from(payments.len()).map_err(|_| KitError::Overflow { what: "payments" })?,
        amount: sum,
        denom: coin.denom.clone(),
    };
    let (own, others): (Vec<_>, Vec<_>) =
        payments.into_iter().partition(|payment| payment.wallet == env.contract.address);
    let mut response = Response::new().add_event(accepted);
    let batch = Batch { set, denom: coin.denom.clone(), payments: others };
    for payment in own {
        response = response.add_event(refuse(deps.storage, env, &batch, &payment, TO_ITSELF)?);
    }
    if !batch.payments.is_empty() {
        response = response.add_submessage(rail::send(&env.contract.address, &batch)?);
    }
    Ok(response)
}

/// The bank refused a batch: its halves go out again, a payment that is alone is parked (acceptance P8).
///
/// The bank undoes a refused message whole, so nothing of it was paid. It asks for the blocked wallets before it moves
/// a coin: looking for one among n costs log₂ n small refusals, and every other payment is made once.
pub fn batch_refused(deps: DepsMut, env: &Env, reply: Reply) -> Result<Response, ContractError> {
    let unknown = KitError::Reply { id: reply.id };
    // The reply is asked for on error only; anything else was never ours.
    let SubMsgResult::Err(reason) = reply.result else { return Err(unknown.into()) };
    let batch = Batch::decode(&reply.payload).ok_or(unknown)?;
    match batch.halve() {
        Ok([first, second]) => Ok(Response::new()
            .add_submessage(rail::send(&env.contract.address, &first)?)
            .add_submessage(rail::send(&env.contract.address, &second)?)),
        Err(single) => {
            let mut response = Response::new();
            for payment in &single.payments {
                response = response.add_event(refuse(deps.storage, env, &single, payment, &reason)?);
            }
            Ok(response)
        }
    }
}

fn refuse(
    storage: &mut dyn cosmwasm_std::Storage,
    env: &Env,
    batch: &Batch,
    payment: &Payment,
    reason: &str,
) -> Result<Event, ContractError> {
    let reason = truncate(reason, TEXT);
    let record =
        ParkedRecord { amount: payment.amount.into(), reason: reason.clone(), since: env.block.time, attempts: 1 };
    park(storage, &payment.wallet, &batch.denom, record)?;
    Ok(InterchangeParked {
        set: batch.set.clone(),
        wallet: payment.wallet.to_string(),
        amount: payment.amount,
        denom: batch.denom.clone(),
        reason,
    }
    .into())
}
