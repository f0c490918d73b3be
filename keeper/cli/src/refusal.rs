//! What a chain refuses, said in one sentence with its remedy.
//!
//! The words are the Cosmos SDK's and wasmd's, which clients read in the whole ecosystem; what is not known here stays
//! as the chain said it. Refusals of our own contracts have sentences of their own and are left alone.

use backlot_chain::{Chain, ChainError, CodeStore, Permissions};
use backlot_jobs::{JobError, TxError};

use crate::{
    ctx::{contract_code, Ctx},
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
    /// What it holds of the fee denom, where the chain said.
    pub balance: Option<u128>,
    /// The node's least gas price, where it said.
    pub least_price: Option<String>,
    /// Who may store code, where the chain said.
    pub permissions: Option<Permissions>,
}

/// The error with a clear sentence, where it is one of the known refusals of a chain; the same error otherwise.
pub async fn explain(ctx: &Ctx, error: anyhow::Error) -> anyhow::Error {
    if error.downcast_ref::<Failure>().is_some() || contract_code(&error).is_some() {
        return error;
    }
    let Some(words) = words(&error) else { return error };
    match sentence(&words, &facts(ctx).await) {
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
        facts.balance = chain.balance(&facts.address, &facts.fee_denom).await.ok();
        facts.least_price = chain.least_gas_price().await.ok().flatten();
        facts.permissions = chain.permissions().await.ok();
    }
    facts
}

/// The chain's own words in an error.
fn words(error: &anyhow::Error) -> Option<String> {
    let by_chain = |error: &ChainError| match error {
        ChainError::Refused { log, .. } => Some(log.clone()),
        _ => None,
    };
    let by_tx = |error: &TxError| match error {
        TxError::Refused(error) | TxError::Chain(error) => by_chain(error),
        TxError::Failed(outcome) => Some(outcome.log.clone()),
        TxError::WalletEmpty { denom, have, need, .. } => {
            Some(format!("spendable balance {have}{denom} is smaller than {need}{denom}"))
        }
        _ => None,
    };
    error.chain().find_map(|cause| {
        if let Some(error) = cause.downcast_ref::<TxError>() {
            return by_tx(error);
        }
        match cause.downcast_ref::<JobError>() {
            Some(JobError::Tx(error)) => by_tx(error),
            Some(JobError::Chain(error)) => by_chain(error),
            _ => by_chain(cause.downcast_ref::<ChainError>()?),
        }
    })
}

/// Exit code and sentence for a chain's words.
pub fn sentence(words: &str, facts: &Facts) -> Option<(Exit, String)> {
    prefix(words, facts)
        .or_else(|| gas_price(words, facts))
        .or_else(|| funds(words, facts))
        .or_else(|| permission(words, facts))
}

fn prefix(words: &str, facts: &Facts) -> Option<(Exit, String)> {
    let (expected, rest) = words.split_once("invalid Bech32 prefix; expected ")?.1.split_once(", got ")?;
    let found: String = rest.chars().take_while(char::is_ascii_alphanumeric).collect();
    let Facts { chain_id, prefix, .. } = facts;
    let sentence = if *prefix == found {
        format!(
            "addresses of {chain_id} begin with `{expected}`, the config's prefix is `{found}`: set prefix = \
             \"{expected}\" and keep keys for it in another --home (backlot keys import)"
        )
    } else {
        format!(
            "an address begins with `{found}`, those of {chain_id} with `{expected}`: ask its owner for the one there"
        )
    };
    Some((Exit::Chain, sentence))
}

fn gas_price(words: &str, facts: &Facts) -> Option<(Exit, String)> {
    let (got, required) = words.split_once("insufficient fees; got: ")?.1.split_once(" required: ")?;
    let required: String = required.chars().take_while(|letter| !matches!(letter, ':' | ' ')).collect();
    let Facts { gas_price, fee_denom, least_price, .. } = facts;
    let told = least_price.as_deref().and_then(|prices| told(prices, fee_denom));
    let price = told.or_else(|| scaled(got.trim(), &required, gas_price, fee_denom));
    let remedy = match price {
        Some(price) => {
            let at = price.find(|letter: char| letter.is_ascii_alphabetic()).unwrap_or(price.len());
            let (number, denom) = price.split_at(at);
            let denom = if denom == fee_denom { String::new() } else { format!(" and fee_denom = \"{denom}\"") };
            format!("the node wants {price} per gas: set gas_price = \"{number}\"{denom}")
        }
        None => format!("the node wants a fee of {required} for this transaction: raise gas_price"),
    };
    Some((Exit::Funds, format!("the gas price of {gas_price}{fee_denom} is too small; {remedy} (BACKLOT_GAS_PRICE)")))
}

/// The node's price in our denom, else in the first that it names; nodes write 18 digits behind the point.
fn told(prices: &str, denom: &str) -> Option<String> {
    let ours =
        |price: &&str| price.trim_start_matches(|letter: char| letter.is_ascii_digit() || letter == '.') == denom;
    let price = prices.split(',').find(ours).or_else(|| prices.split(',').next())?;
    let at = price.find(|letter: char| letter.is_ascii_alphabetic())?;
    let (number, denom) = price.split_at(at);
    let number = if number.contains('.') { number.trim_end_matches('0').trim_end_matches('.') } else { number };
    Some(format!("{number}{denom}"))
}

/// The price at which the fee would have been the one required, rounded up to a millionth.
fn scaled(got: &str, required: &str, price: &str, denom: &str) -> Option<String> {
    let got = coin(got, denom).filter(|amount| *amount > 0)?;
    let required = coin(required, denom)?;
    let micro = crate::amount::parse(price, 6).ok()?.checked_mul(required)?.div_ceil(got);
    // A fee is rounded up, so its price is a little less than the quotient says: three digits are what people set.
    let unit = 10_u128.pow(micro.checked_ilog10()?.saturating_sub(2));
    Some(format!("{}{denom}", crate::amount::plain(micro.div_ceil(unit).checked_mul(unit)?, 6)))
}

fn coin(text: &str, denom: &str) -> Option<u128> {
    text.split(',').find_map(|coin| coin.strip_suffix(denom)?.parse().ok())
}

fn funds(words: &str, facts: &Facts) -> Option<(Exit, String)> {
    let Facts { chain_id, key, address, fee_denom, balance, .. } = facts;
    let who = format!("key {key} ({address})");
    let remedy = "send it coins (on a devnet: backlot devnet faucet)";
    let unknown =
        words.contains(&format!("{address} does not exist")) || words.contains(&format!("account {address} not found"));
    if unknown && !address.is_empty() {
        return Some((Exit::Funds, format!("{who} has no coins on {chain_id} yet, and so no account: {remedy}")));
    }
    let smaller = words.split_once("spendable balance ").and_then(|(_, rest)| rest.split_once(" is smaller than "));
    if let Some((have, need)) = smaller {
        let need: String = need.chars().take_while(|letter| !matches!(letter, ':' | ' ')).collect();
        let have = if have.is_empty() { "nothing".into() } else { have.to_owned() };
        return Some((Exit::Funds, format!("{who} has {have} and {need} is needed: {remedy}")));
    }
    if words.contains("insufficient funds") {
        let have = balance.map_or_else(String::new, |have| format!(", it has {have}{fee_denom}"));
        return Some((Exit::Funds, format!("{who} has too little for this{have}: {remedy}")));
    }
    None
}

fn permission(words: &str, facts: &Facts) -> Option<(Exit, String)> {
    let Facts { chain_id, key, address, permissions, .. } = facts;
    let sentence = if words.contains("can not create code") {
        let upload = permissions.as_ref().map_or_else(|| "not this key".into(), |all| all.upload.to_string());
        upload_refused(chain_id, key, address, &upload)
    } else if words.contains("can not instantiate") || words.contains("to use new code") {
        format!(
            "the code's instantiate permission leaves key {key} ({address}) out: whoever stored it, or the governance of \
             {chain_id}, has to widen it (MsgUpdateInstantiateConfig)"
        )
    } else if words.contains("can not migrate") {
        format!(
            "key {key} ({address}) is not the contract's admin, or the contract has none: sign as its admin (--from); \
             without an admin it keeps its code for ever, and `backlot deploy --again` makes another studio"
        )
    } else {
        return None;
    };
    Some((Exit::Permission, sentence))
}

/// Storing code is refused. `upload` says who may.
pub fn upload_refused(chain_id: &str, key: &str, address: &str, upload: &str) -> String {
    format!(
        "key {key} ({address}) may not store code on {chain_id}, which lets {upload} do it: sign as one who may (--from), \
         or have the chain's governance store it (MsgStoreCode); deploy finds stored code by its checksum"
    )
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
    fn says(words: &str, facts: &Facts, exit: Exit, part: &str) {
        let (code, said) = sentence(words, facts).unwrap();
        assert!(code == exit && said.contains(part), "{code:?}: {said}");
    }

    #[test]
    fn every_known_refusal_has_a_sentence_with_its_remedy() {
        let mut facts = facts();
        let fee = "insufficient fees; got: 1000stake required: 2500stake: insufficient fee";
        says(fee, &facts, Exit::Funds, "wants 0.025stake per gas: set gas_price = \"0.025\" (");
        says(
            "insufficient fees; got:  required: 2500stake: insufficient fee",
            &facts,
            Exit::Funds,
            "a fee of 2500stake",
        );
        facts.least_price = Some("0.040000000000000000uosmo".into());
        says(fee, &facts, Exit::Funds, "set gas_price = \"0.04\" and fee_denom = \"uosmo\"");
        let poor = "spendable balance 5stake is smaller than 10stake: insufficient funds";
        says(poor, &facts, Exit::Funds, "(wasm1abc) has 5stake and 10stake is needed: send it coins");
        says("fee payer address: wasm1abc does not exist: unknown address", &facts, Exit::Funds, "no coins on c-1 yet");
        let wrong = "invalid Bech32 prefix; expected osmo, got wasm: invalid address";
        says(wrong, &facts, Exit::Chain, "set prefix = \"osmo\"");
        facts.permissions = Some(Permissions { upload: Access::Nobody, instantiate: Access::Everybody });
        says("can not create code: unauthorized", &facts, Exit::Permission, "which lets nobody do it");
        says("can not migrate: unauthorized", &facts, Exit::Permission, "without an admin");
        assert!(sentence("out of gas in location: wasm contract", &facts).is_none());
    }

    #[test]
    fn a_fee_of_another_denom_gives_no_price() {
        assert_eq!(scaled("1000uosmo", "2500stake", "0.01", "stake"), None);
        assert_eq!(scaled("1001stake", "2501stake", "0.01", "stake").as_deref(), Some("0.025stake"));
    }
}
