use cosmrs::proto::cosmos::bank::v1beta1::{MsgMultiSend, MsgSend};

use super::keeper::{add_coins, check_recipient, check_send_enabled, send, sub_coins};
use crate::app::coins;
use crate::app::error::*;
use crate::app::run::Run;
use crate::app::{address, auth};

fn party(what: &str, text: &str) -> Result<Vec<u8>, ChainError> {
    address::by_codec(text).map_err(|reason| INVALID_ADDRESS.because(format!("invalid {what} address: {reason}")))
}

/// `MsgSend`.
pub fn send_msg(run: &mut Run<'_>, msg: &MsgSend) -> Outcome<()> {
    let from = party("from", &msg.from_address)?;
    let to = party("to", &msg.to_address)?;
    let amount = coins::parse_for_bank(&msg.amount)?;
    check_send_enabled(run, &amount)?;
    check_recipient(run, &to)?;
    send(run, &from, &to, &amount)
}

/// `MsgMultiSend`: one sender, many recipients, all or nobody.
pub fn multi_send_msg(run: &mut Run<'_>, msg: &MsgMultiSend) -> Outcome<()> {
    let input = match msg.inputs.as_slice() {
        [] => return Err(NO_INPUTS.bare().into()),
        [input] => input,
        _ => return Err(MULTIPLE_SENDERS.bare().into()),
    };
    if msg.outputs.is_empty() {
        return Err(NO_OUTPUTS.bare().into());
    }
    let from = party("input", &input.address)?;
    let total = coins::parse_for_bank(&input.coins)?;
    let mut sum = std::collections::BTreeMap::<&str, u128>::new();
    let mut outputs = Vec::with_capacity(msg.outputs.len());
    for output in &msg.outputs {
        outputs.push((party("output", &output.address)?, coins::parse_for_bank(&output.coins)?));
    }
    for coin in outputs.iter().flat_map(|(_, coins)| coins) {
        let amount = sum.entry(&coin.denom).or_default();
        *amount = amount.checked_add(coin.amount).ok_or_else(|| INVALID_COINS.because("amount overflows"))?;
    }
    if !total.iter().map(|coin| (coin.denom.as_str(), coin.amount)).eq(sum) {
        return Err(INPUT_OUTPUT_MISMATCH.bare().into());
    }
    check_send_enabled(run, &total)?;
    for (to, _) in &outputs {
        check_recipient(run, to)?;
    }
    let sender = address::humanize(&from);
    run.emit("message", [("sender", sender.clone())]);
    for (to, _) in &outputs {
        if !auth::has_account(run, to)? {
            auth::create_account(run, to)?;
        }
    }
    sub_coins(run, &from, &total)?;
    for (to, coins) in &outputs {
        add_coins(run, to, coins)?;
        let recipient = address::humanize(to);
        run.emit("transfer", [("recipient", recipient), ("sender", sender.clone()), ("amount", coins::text(coins))]);
    }
    Ok(())
}
