//! The rules of a movement of units, as pure functions: no storage, no chain.

use backlot_api::{
    rights::{RunFreeze, TransferRules, WalletFreeze},
    HolderIndex,
};
use backlot_kit::KitError;
use cosmwasm_std::{Addr, BlockInfo, Timestamp};
use cw20::AllowanceResponse;

use crate::{
    state::{Mark, Rules, Vouch},
    ContractError,
};

/// A wallet that takes part in a movement: what the ledger and the records know of it.
#[derive(Clone, Debug)]
pub struct Side {
    /// Wallet.
    pub wallet: Addr,
    /// Its place.
    pub index: Option<HolderIndex>,
    /// What it holds.
    pub held: u128,
    /// Why it may not take a place.
    pub mark: Option<Mark>,
    /// A compliance freeze on record; it may have expired.
    pub freeze: Option<WalletFreeze>,
    /// Attestations on record, where rules ask for them.
    pub vouches: Vec<Vouch>,
}

/// What holds for every movement at this moment.
pub struct Terms<'a> {
    /// No unit moves.
    pub paused: bool,
    /// Transfer rules.
    pub rules: &'a Rules,
    /// The freeze of a run on record; it may have expired.
    pub run: Option<&'a RunFreeze>,
    /// Now.
    pub block: &'a BlockInfo,
}

/// A movement someone asks for. `from` is none for a mint or an issue, `to` for a burn.
#[derive(Clone, Copy)]
pub struct Movement<'a> {
    /// Who gives.
    pub from: Option<&'a Side>,
    /// Who receives.
    pub to: Option<&'a Side>,
    /// Who moves another's units, and what it was allowed.
    pub spender: Option<(&'a Side, Option<&'a AllowanceResponse>)>,
    /// How many.
    pub units: u128,
    /// Wallets that hold units before it; looked at where a wallet joins.
    pub holders: u32,
}

/// What a movement that is allowed comes to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Outcome {
    /// What the giver holds then.
    pub from: u128,
    /// What the receiver holds then.
    pub to: u128,
    /// The receiver held nothing before.
    pub joins: bool,
    /// The giver holds nothing after.
    pub leaves: bool,
}

/// Whether the run's freeze holds a wallet now: its place is in the run, not yet passed, and the freeze not expired.
/// Nothing else is needed, so a dead keeper freezes nobody for longer than the expiry (acceptance T17).
pub fn frozen_by(run: &RunFreeze, index: HolderIndex, now: Timestamp) -> bool {
    index < run.holders && index >= run.cursor && now < run.expires
}

/// A compliance freeze that is in force now.
pub fn in_force(freeze: &Option<WalletFreeze>, now: Timestamp) -> Option<&WalletFreeze> {
    freeze.as_ref().filter(|freeze| freeze.expires.is_none_or(|expires| now < expires))
}

/// Until when a wallet is attested by a party that counts.
pub fn attested_until(rules: &Rules, vouches: &[Vouch]) -> Option<Timestamp> {
    let attestors = rules.attestors.as_deref().unwrap_or_default();
    vouches.iter().filter(|vouch| attestors.contains(&vouch.by)).map(|vouch| vouch.expires).max()
}

/// Whether a movement goes through, and what it comes to. Everything that moves units asks here, and so does
/// `CanTransfer`, so the two cannot differ.
pub fn judge(terms: &Terms, movement: Movement) -> Result<Outcome, ContractError> {
    let Movement { from, to, spender, units, .. } = movement;
    if units == 0 {
        return Err(KitError::Zero { what: "number of units" }.into());
    }
    if terms.paused {
        return Err(KitError::Paused.into());
    }
    // The attack: an old allowance moves a frozen wallet's units, or a frozen wallet moves another's. So the spender
    // is looked at as closely as the two ends (acceptance T15).
    for side in [from, to, spender.map(|(side, _)| side)].into_iter().flatten() {
        unfrozen(terms, side)?;
    }
    if let Some(to) = to {
        if matches!(to.mark, Some(Mark::Reserved)) {
            return Err(ContractError::Reserved { wallet: to.wallet.to_string() });
        }
        receivable(terms, to)?;
    }
    if let (Some(_), Some(_), Some(until)) = (from, to, terms.rules.locked_until) {
        if terms.block.time < until {
            return Err(ContractError::Locked { until });
        }
    }
    let outcome = settle(terms.rules, movement)?;
    if let Some(from) = from {
        keeps_frozen(terms, from, outcome)?;
        if let Some((spender, allowance)) = spender {
            allowed(terms.block, &from.wallet, &spender.wallet, allowance, units)?;
        }
    }
    Ok(outcome)
}

/// Whether the place of a lost wallet may pass to `replacement`: it receives like everyone else, while freezes belong
/// to the place and neither hinder the recovery nor end with it (acceptance T19).
pub fn judge_recovery(terms: &Terms, replacement: &Side) -> Result<(), ContractError> {
    if terms.paused {
        return Err(KitError::Paused.into());
    }
    if replacement.index.is_some() {
        return Err(ContractError::HasPlace { wallet: replacement.wallet.to_string() });
    }
    receivable(terms, replacement)
}

fn unfrozen(terms: &Terms, side: &Side) -> Result<(), ContractError> {
    let wallet = || side.wallet.to_string();
    if matches!(side.mark, Some(Mark::Replaced)) {
        return Err(ContractError::Replaced { wallet: wallet() });
    }
    if let (Some(run), Some(index)) = (terms.run, side.index) {
        if frozen_by(run, index, terms.block.time) {
            return Err(ContractError::FrozenByRun { wallet: wallet(), run: run.run, expires: run.expires });
        }
    }
    match in_force(&side.freeze, terms.block.time) {
        Some(WalletFreeze { units: None, reason, .. }) => {
            Err(ContractError::Frozen { wallet: wallet(), reason: reason.clone() })
        }
        _ => Ok(()),
    }
}

fn receivable(terms: &Terms, to: &Side) -> Result<(), ContractError> {
    if terms.rules.attestors.is_none() {
        return Ok(());
    }
    match attested_until(terms.rules, &to.vouches) {
        Some(until) if terms.block.time < until => Ok(()),
        _ => Err(ContractError::NotAttested { wallet: to.wallet.to_string() }),
    }
}

/// The sums, and the rules about them. A holder who breaks rules that came later keeps what it has; a movement may
/// bring it nearer to them, never further away.
fn settle(rules: &Rules, movement: Movement) -> Result<Outcome, ContractError> {
    let Movement { from, to, units, holders, .. } = movement;
    let to_self = matches!((from, to), (Some(from), Some(to)) if from.wallet == to.wallet);
    let mut outcome = Outcome { from: 0, to: 0, joins: false, leaves: false };
    if let Some(from) = from {
        outcome.from = from.held.checked_sub(units).ok_or_else(|| ContractError::Insufficient {
            wallet: from.wallet.to_string(),
            held: from.held,
            units,
        })?;
        if to_self {
            return Ok(Outcome { from: from.held, to: from.held, ..outcome });
        }
        least(rules, from, outcome.from)?;
        outcome.leaves = outcome.from == 0;
    }
    if let Some(to) = to {
        let overflow = KitError::Overflow { what: "units of the recipient" };
        outcome.to = to.held.checked_add(units).ok_or(overflow)?;
        if let Some(max) = rules.max_units.map(|max| max.u128()).filter(|max| outcome.to > *max) {
            return Err(ContractError::MaxUnits { wallet: to.wallet.to_string(), would: outcome.to, max });
        }
        outcome.joins = to.held == 0;
        if outcome.joins {
            least(rules, to, outcome.to)?;
            let would = holders.saturating_add(1).saturating_sub(u32::from(outcome.leaves));
            if let Some(max) = rules.max_holders.filter(|max| would > *max) {
                return Err(ContractError::MaxHolders { max, would });
            }
        }
    }
    Ok(outcome)
}

fn least(rules: &Rules, side: &Side, would: u128) -> Result<(), ContractError> {
    match rules.min_units.map(|min| min.u128()) {
        Some(min) if would > 0 && would < min => {
            Err(ContractError::MinUnits { wallet: side.wallet.to_string(), would, min })
        }
        _ => Ok(()),
    }
}

fn keeps_frozen(terms: &Terms, from: &Side, outcome: Outcome) -> Result<(), ContractError> {
    match in_force(&from.freeze, terms.block.time) {
        Some(WalletFreeze { units: Some(frozen), reason, .. })
            if outcome.from < from.held && outcome.from < frozen.u128() =>
        {
            Err(ContractError::FrozenUnits {
                wallet: from.wallet.to_string(),
                units: frozen.u128(),
                left: outcome.from,
                reason: reason.clone(),
            })
        }
        _ => Ok(()),
    }
}

fn allowed(
    block: &BlockInfo,
    owner: &Addr,
    spender: &Addr,
    allowance: Option<&AllowanceResponse>,
    units: u128,
) -> Result<(), ContractError> {
    let (owner, spender) = (owner.to_string(), spender.to_string());
    match allowance {
        None => Err(ContractError::NoAllowance { owner, spender }),
        Some(allowance) if allowance.expires.is_expired(block) => {
            Err(ContractError::ExpiredAllowance { owner, spender })
        }
        Some(allowance) if allowance.allowance.u128() < units => {
            Err(ContractError::SmallAllowance { owner, spender, allowed: allowance.allowance.u128(), units })
        }
        Some(_) => Ok(()),
    }
}

/// Refuses rules that cannot hold together.
pub fn check_rules(rules: &TransferRules) -> Result<(), ContractError> {
    let refuse = |reason| Err(ContractError::Rules { reason });
    if rules.attestors.as_ref().is_some_and(Vec::is_empty) {
        return refuse("an allow-list without attestors lets nobody receive: leave it out, or name some");
    }
    if rules.max_holders == Some(0) {
        return refuse("at most 0 holders: nobody could hold");
    }
    if rules.max_units.is_some_and(|max| max.is_zero()) {
        return refuse("at most 0 units a wallet: nobody could hold");
    }
    if rules.min_units.is_some_and(|min| min.is_zero()) {
        return refuse("at least 0 units a wallet is no rule: leave it out");
    }
    match (rules.min_units, rules.max_units) {
        (Some(min), Some(max)) if min > max => refuse("a wallet cannot hold at least more than at most"),
        _ => Ok(()),
    }
}
