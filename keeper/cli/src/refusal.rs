//! A chain's refusal, said with what the command line knows: which key it was, what the config says, what the node
//! wants. What the chain's words mean is read in [`backlot_chain::Refusal`]; refusals of our own contracts have sentences
//! of their own and are left alone.

use backlot_chain::{ChainError, CodeStore, Permissions, Refusal};
use backlot_jobs::{JobError, TxError};
use cosmwasm_std::Coin;

use crate::{
    ctx::Ctx,
    exit::{Exit, Failure},
};

/// What the sentences need to know of the surroundings.
#[derive(Clone, Debug, Default)]
pub struct Facts {
    /// Chain id of the config.
    pub chain_id: String,
    /// Prefix of the config.
    pub prefix: String,
    /// Gas price of the config.
    pub gas_price: String,
    /// Fee denom of the config.
    pub fee_denom: String,
    /// Key that signs.
    pub key: String,
    /// Its address.
    pub address: String,
    /// The node's least gas prices, where it said.
    pub least_price: Option<String>,
    /// Who may store code, where the chain said.
    pub permissions: Option<Permissions>,
}

/// The error with a clear sentence, where it is one of the known refusals of a chain; the same error otherwise.
pub async fn explain(ctx: &Ctx, error: anyhow::Error) -> anyhow::Error {
    if error.downcast_ref::<Failure>().is_some() {
        return error;
    }
    if let Some(wanted) = error.chain().find_map(too_dear) {
        return Failure::with(Exit::Funds, too_low(Some(wanted), &[], &facts(ctx).await));
    }
    let Some(refusal) = error.chain().find_map(refusal) else { return error };
    match sentence(&refusal, &facts(ctx).await) {
        Some((exit, sentence)) => Failure::with(exit, sentence),
        None => error,
    }
}

async fn facts(ctx: &Ctx) -> Facts {
    let key = ctx.key_name().to_owned();
    let address = ctx.keys().show(&key).map(|key| key.address).unwrap_or_default();
    let mut facts = Facts {
        chain_id: ctx.config.chain_id.clone(),
        prefix: ctx.config.prefix.clone(),
        gas_price: ctx.config.gas_price.clone(),
        fee_denom: ctx.config.fee_denom.clone(),
        key,
        address,
        ..Facts::default()
    };
    if let Ok(chain) = ctx.chain() {
        facts.least_price = chain.least_gas_price().await.ok().flatten();
        facts.permissions = chain.permissions().await.ok();
    }
    facts
}

/// The price of a node that wants more than may be paid, in a cause of an error.
fn too_dear(cause: &(dyn std::error::Error + 'static)) -> Option<(String, String)> {
    match cause.downcast_ref::<TxError>()? {
        TxError::TooDear { wanted, .. } => Some((rounded(wanted.micro.into())?, wanted.denom.clone())),
        _ => None,
    }
}

/// What a chain said no to, in a cause of an error.
fn refusal(cause: &(dyn std::error::Error + 'static)) -> Option<Refusal> {
    let by_tx = |error: &TxError| match error {
        TxError::Refused(error) | TxError::Chain(error) => error.refusal(),
        TxError::Failed(outcome) => outcome.refused()?.refusal(),
        TxError::WalletEmpty { denom, have, need, .. } => {
            let coin = |amount: u128| Some(Coin::new(amount, denom.clone()));
            Some(Refusal::NotEnough { have: coin(*have), need: coin(*need), fee: true })
        }
        _ => None,
    };
    if let Some(error) = cause.downcast_ref::<TxError>() {
        return by_tx(error);
    }
    match cause.downcast_ref::<JobError>() {
        Some(JobError::Tx(error)) => by_tx(error),
        Some(JobError::Chain(error)) => error.refusal(),
        _ => cause.downcast_ref::<ChainError>()?.refusal(),
    }
}

/// Exit code and sentence.
pub fn sentence(refusal: &Refusal, facts: &Facts) -> Option<(Exit, String)> {
    let Facts { chain_id, prefix, key, address, permissions, .. } = facts;
    let who = format!("key {key} ({address})");
    let coins = "send it coins (on a devnet: backlot devnet faucet), or sign with another key (--from)";
    Some(match refusal {
        Refusal::FeeTooLow { got, required } => {
            (Exit::Funds, too_low(scaled(got, required, &facts.gas_price, &facts.fee_denom), required, facts))
        }
        Refusal::NotEnough { have: Some(have), need: Some(need), .. } => {
            (Exit::Funds, format!("{who} has {have} and {need} is needed: {coins}"))
        }
        Refusal::NotEnough { .. } => (Exit::Funds, format!("{who} has too little for this: {coins}")),
        Refusal::NoAccount { .. } => {
            (Exit::Funds, format!("{who} has no coins on {chain_id} yet, and so no account there: {coins}"))
        }
        Refusal::WrongPrefix { expected, found } if found == prefix => (
            Exit::Chain,
            format!(
                "addresses on {chain_id} begin with `{expected}`, the config's prefix is `{found}`: set prefix = \
                 \"{expected}\", and keep the keys for it in another --home (backlot keys import)"
            ),
        ),
        Refusal::WrongPrefix { .. } | Refusal::WrongSignature { .. } => (Exit::Chain, refusal.to_string()),
        Refusal::MayNotUpload => {
            let upload = permissions.as_ref().map_or_else(|| "others".into(), |all| all.upload.to_string());
            (Exit::Permission, may_not_upload(chain_id, key, address, &upload))
        }
        Refusal::MayNotInstantiate | Refusal::NotAdmin => (Exit::Permission, format!("{who}: {refusal}")),
        _ => return None,
    })
}

/// Storing code is refused. `upload` says who may.
pub fn may_not_upload(chain_id: &str, key: &str, address: &str, upload: &str) -> String {
    format!(
        "key {key} ({address}) may not store code on {chain_id}, which lets {upload} do it: sign as one who may (--from), \
         or have the chain's governance store it (MsgStoreCode); deploy finds stored code by its checksum"
    )
}

/// `price` is what a fee that was refused tells of the node's price; the node's own word goes before it.
fn too_low(price: Option<(String, String)>, required: &[Coin], facts: &Facts) -> String {
    let Facts { gas_price, fee_denom, least_price, .. } = facts;
    let told = least_price.as_deref().and_then(|prices| told(prices, fee_denom));
    let remedy = match told.or(price) {
        Some((number, denom)) => {
            let other = if denom == *fee_denom { String::new() } else { format!(" and fee_denom = \"{denom}\"") };
            format!("the node wants {number}{denom} per gas: set gas_price = \"{number}\"{other}")
        }
        None => {
            let fees: Vec<_> = required.iter().map(ToString::to_string).collect();
            format!("the node wants a fee of {} for this transaction: raise gas_price", fees.join(" or "))
        }
    };
    format!("the gas price of {gas_price}{fee_denom} is too low; {remedy} (BACKLOT_GAS_PRICE)")
}

/// The node's price in our denom, else the first that it names; nodes write 18 digits behind the point.
fn told(prices: &str, denom: &str) -> Option<(String, String)> {
    let split = |price: &str| {
        let (number, denom) = price.split_at(price.find(|letter: char| letter.is_ascii_alphabetic())?);
        let number = if number.contains('.') { number.trim_end_matches('0').trim_end_matches('.') } else { number };
        Some((number.to_owned(), denom.to_owned()))
    };
    let mut all = prices.split(',').filter_map(split).collect::<Vec<_>>();
    let ours = all.iter().position(|(_, one)| one == denom).unwrap_or_default();
    (ours < all.len()).then(|| all.swap_remove(ours))
}

/// The price at which the fee would have been the one required.
fn scaled(got: &[Coin], required: &[Coin], price: &str, denom: &str) -> Option<(String, String)> {
    let amount = |coins: &[Coin]| coins.iter().find(|coin| coin.denom == denom).map(|coin| coin.amount.u128());
    let got = amount(got).filter(|amount| *amount > 0)?;
    let micro = crate::amount::parse(price, 6).ok()?.checked_mul(amount(required)?)?.div_ceil(got);
    Some((rounded(micro)?, denom.to_owned()))
}

/// A price read off a fee, in three digits, as people set it: fees are rounded up, so its last digits are chance.
fn rounded(micro: u128) -> Option<String> {
    let unit = 10_u128.pow(micro.checked_ilog10()?.saturating_sub(2));
    Some(crate::amount::plain(micro.div_ceil(unit).checked_mul(unit)?, 6))
}

#[cfg(test)]
mod tests {
    use backlot_chain::Access;

    use super::*;

    fn facts() -> Facts {
        Facts {
            chain_id: "c-1".into(),
            prefix: "wasm".into(),
            gas_price: "0.01".into(),
            fee_denom: "stake".into(),
            key: "studio".into(),
            address: "wasm1abc".into(),
            ..Facts::default()
        }
    }

    #[track_caller]
    fn says(log: &str, facts: &Facts, exit: Exit, part: &str) {
        let error = ChainError::Refused { codespace: "sdk".into(), code: 18, log: log.into() };
        let (code, said) = sentence(&refusal(&error).unwrap(), facts).unwrap();
        assert!(code == exit && said.contains(part), "{code:?}: {said}");
    }

    #[test]
    fn every_known_refusal_has_a_sentence_with_its_remedy() {
        let mut facts = facts();
        let fee = "insufficient fees; got: 1000stake required: 2500stake: insufficient fee";
        says(fee, &facts, Exit::Funds, "wants 0.025stake per gas: set gas_price = \"0.025\" (");
        let nothing = "insufficient fees; got:  required: 2500stake: insufficient fee";
        says(nothing, &facts, Exit::Funds, "a fee of 2500stake");
        facts.least_price = Some("0.040000000000000000uosmo".into());
        says(fee, &facts, Exit::Funds, "set gas_price = \"0.04\" and fee_denom = \"uosmo\"");
        let poor = "spendable balance 5stake is smaller than 10stake: insufficient funds";
        says(poor, &facts, Exit::Funds, "(wasm1abc) has 5stake and 10stake is needed: send it coins");
        let wrong = "invalid Bech32 prefix; expected osmo, got wasm: invalid address";
        says(wrong, &facts, Exit::Chain, "set prefix = \"osmo\"");
        facts.permissions = Some(Permissions { upload: Access::Nobody, instantiate: Access::Everybody });
        says("can not create code: unauthorized", &facts, Exit::Permission, "which lets nobody do it");
        says("can not migrate: unauthorized", &facts, Exit::Permission, "without admin");
        let out = Refusal::OutOfGas { wanted: None, used: None };
        assert!(sentence(&out, &facts).is_none());
    }

    #[test]
    fn a_fee_of_another_denom_gives_no_price() {
        let coins = |amount: u128, denom: &str| vec![Coin::new(amount, denom)];
        assert_eq!(scaled(&coins(1_000, "uosmo"), &coins(2_500, "stake"), "0.01", "stake"), None);
        let (price, _) = scaled(&coins(1_001, "stake"), &coins(2_501, "stake"), "0.01", "stake").unwrap();
        assert_eq!(price, "0.025");
        let node = told("0.1uatom,0.025000000000000000stake", "stake").unwrap();
        assert_eq!(node, ("0.025".into(), "stake".into()));
        assert_eq!(told("", "stake"), None);
    }
}
