//! The choke point: transfer, send, mint, issue, burn and recovery move units through here and nowhere else
//! (acceptance T15). Loading, judging and writing are one after the other, with nothing in between to slip past.

use backlot_api::rights::RunFreeze;
use backlot_kit::KitError;
use cosmwasm_std::{Addr, Api, BlockInfo, CanonicalAddr, Storage};
use cw20::AllowanceResponse;

use crate::{
    ledger::{self, Ledger},
    model::{self, Movement, Outcome, Side, Terms},
    state::{load_run, Mark, Policy, ALLOWANCES, FREEZES, PLACES, RECOVERIES, VOUCHES},
    ContractError,
};

/// Whose units go where, with checked addresses.
#[derive(Clone, Copy)]
pub struct Order<'a> {
    /// Who gives; none: units are made.
    pub from: Option<&'a Addr>,
    /// Who receives; none: units are destroyed.
    pub to: Option<&'a Addr>,
    /// Who uses an allowance of the giver.
    pub spender: Option<&'a Addr>,
    /// How many.
    pub units: u128,
}

/// What every movement in a message is judged by, read once.
pub struct Gate<'a> {
    policy: &'a Policy,
    run: Option<RunFreeze>,
    block: &'a BlockInfo,
}

struct Judged {
    outcome: Outcome,
    from: Option<Party>,
    to: Option<Party>,
    allowance: Option<AllowanceResponse>,
}

struct Party {
    side: Side,
    address: CanonicalAddr,
}

impl<'a> Gate<'a> {
    /// Reads what is judged by.
    pub fn open(storage: &dyn Storage, policy: &'a Policy, block: &'a BlockInfo) -> Result<Self, ContractError> {
        Ok(Self { policy, run: load_run(storage)?, block })
    }

    fn terms(&self) -> Terms<'_> {
        Terms { paused: self.policy.paused, rules: &self.policy.rules, run: self.run.as_ref(), block: self.block }
    }

    /// Whether the order would go through now.
    pub fn check(&self, storage: &dyn Storage, api: &dyn Api, order: Order) -> Result<(), ContractError> {
        self.judge(storage, api, &mut Ledger::default(), order).map(|_| ())
    }

    /// Carries an order out; the ledger is still to be saved.
    pub fn perform(
        &self,
        storage: &mut dyn Storage,
        api: &dyn Api,
        ledger: &mut Ledger,
        order: Order,
    ) -> Result<(), ContractError> {
        let Judged { outcome, from, to, allowance } = self.judge(storage, api, ledger, order)?;
        if let (Some(owner), Some(spender), Some(mut allowance)) = (order.from, order.spender, allowance) {
            allowance.allowance = allowance.allowance.checked_sub(order.units.into()).map_err(overflow)?;
            ALLOWANCES.save(storage, (owner, spender), &allowance);
        }
        let to = match to {
            Some(Party { side: Side { index: None, .. }, address }) => Some(ledger.admit(storage, &address)?),
            known => known.and_then(|party| party.side.index),
        };
        let supply = match (order.from, order.to) {
            (None, _) => Some(ledger.head(storage)?.supply.checked_add(order.units)),
            (_, None) => Some(ledger.head(storage)?.supply.checked_sub(order.units)),
            _ => None,
        };
        let supply = supply.map(|sum| sum.ok_or(KitError::Overflow { what: "supply" })).transpose()?;
        ledger.settle(storage, from.and_then(|party| party.side.index), to, outcome, supply)
    }

    /// Passes the place of a lost wallet to its replacement: index, and with it units, freezes and credits. The lost
    /// wallet is marked and never holds again, so its old allowances have nothing to move.
    pub fn recover(
        &self,
        storage: &mut dyn Storage,
        api: &dyn Api,
        lost: &Addr,
        replacement: &Addr,
    ) -> Result<(u32, u128), ContractError> {
        let mut ledger = Ledger::default();
        let heir = self.party(storage, api, &mut ledger, replacement, true)?;
        model::judge_recovery(&self.terms(), &heir.side)?;
        let old = self.party(storage, api, &mut ledger, lost, false)?;
        let never = || ContractError::NeverHeld { wallet: lost.to_string() };
        let index = old.side.index.ok_or_else(never)?;
        ledger.replace(storage, index, &old.address, &heir.address)?;
        ledger.save(storage, self.policy.dates.latest(self.block.time));
        RECOVERIES.remove(storage, lost);
        PLACES.remove(storage, replacement);
        PLACES.save(storage, lost, &Mark::Replaced);
        Ok((index, old.side.held))
    }

    fn judge(
        &self,
        storage: &dyn Storage,
        api: &dyn Api,
        ledger: &mut Ledger,
        order: Order,
    ) -> Result<Judged, ContractError> {
        let mut load = |wallet: Option<&Addr>, receives| {
            wallet.map(|wallet| self.party(storage, api, ledger, wallet, receives)).transpose()
        };
        let from = load(order.from, false)?;
        let to = load(order.to, true)?;
        let spender = load(order.spender, false)?;
        let allowance = match (order.from, order.spender) {
            (Some(owner), Some(spender)) => ALLOWANCES.may_load(storage, (owner, spender))?,
            _ => None,
        };
        let capped = self.policy.rules.max_holders.is_some();
        let joins = capped && to.as_ref().is_some_and(|to| to.side.held == 0);
        let outcome = model::judge(
            &self.terms(),
            Movement {
                from: from.as_ref().map(|party| &party.side),
                to: to.as_ref().map(|party| &party.side),
                spender: spender.as_ref().map(|party| (&party.side, allowance.as_ref())),
                units: order.units,
                holders: if joins { ledger.head(storage)?.holders } else { 0 },
            },
        )?;
        Ok(Judged { outcome, from, to, allowance })
    }

    /// What is known of a wallet. Records that nobody has are not looked for: the policy counts them.
    fn party(
        &self,
        storage: &dyn Storage,
        api: &dyn Api,
        ledger: &mut Ledger,
        wallet: &Addr,
        receives: bool,
    ) -> Result<Party, ContractError> {
        let address = ledger::canonical(api, wallet)?;
        let is_new = ledger.is_new(&address);
        let index = if is_new { None } else { ledger::index_of(storage, &address)? };
        let mut side = Side { wallet: wallet.clone(), index, held: 0, mark: None, freeze: None, vouches: Vec::new() };
        match index {
            Some(index) => {
                side.held = ledger.held(storage, index)?;
                if self.policy.freezes > 0 {
                    side.freeze = FREEZES.may_load(storage, index)?;
                }
            }
            None if self.policy.marks > 0 && !is_new => side.mark = PLACES.may_load(storage, wallet)?,
            None => {}
        }
        if receives && self.policy.rules.attestors.is_some() {
            side.vouches = VOUCHES.may_load(storage, wallet)?.unwrap_or_default();
        }
        Ok(Party { side, address })
    }
}

fn overflow(_: cosmwasm_std::OverflowError) -> ContractError {
    KitError::Overflow { what: "allowance" }.into()
}
