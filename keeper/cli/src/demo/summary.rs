//! What the demo found on the chain, as `summary.json` says it. Amounts are base units, as texts.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::amount::json as text;

/// The outcome of a demo.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Summary {
    /// Film.
    pub film: String,
    /// Title.
    pub title: String,
    /// Chain.
    pub chain_id: String,
    /// Denom of all amounts.
    pub denom: String,
    /// Decimals of the denom.
    pub exponent: u8,
    /// What people call it.
    pub symbol: String,
    /// Paid into the collection account.
    #[serde(serialize_with = "text")]
    pub received: u128,
    /// Everyone in the schedule.
    pub parties: Vec<PartySum>,
    /// Came to the token series.
    #[serde(serialize_with = "text")]
    pub to_holders: u128,
    /// Credited to holders by runs.
    #[serde(serialize_with = "text")]
    pub credited: u128,
    /// In the holders' wallets: what their bank balances grew by.
    #[serde(serialize_with = "text")]
    pub delivered: u128,
    /// Could not be delivered and waits under its owner's name.
    #[serde(serialize_with = "text")]
    pub parked: u128,
    /// Was parked on the way and paid by a retry.
    #[serde(serialize_with = "text")]
    pub retried: u128,
    /// Left by floors, for the next run; below one run's threshold where the pot is not due yet.
    #[serde(serialize_with = "text")]
    pub carry: u128,
    /// Fractions of units that wait in the schedule.
    #[serde(serialize_with = "text")]
    pub held: u128,
    /// Paid as bounties.
    #[serde(serialize_with = "text")]
    pub bounties: u128,
    /// Credited and not handed on; zero when the keeper has done its work.
    #[serde(serialize_with = "text")]
    pub undelivered: u128,
    /// Wallets with units.
    pub holders: u32,
    /// Distribution runs.
    pub runs: u32,
    /// Each of them.
    pub run_details: Vec<RunSum>,
    /// Transaction sets in all.
    pub sets: u32,
    /// Height of the last block.
    pub blocks: u64,
    /// Gas by message, named `contract.message`.
    pub gas: BTreeMap<String, GasSum>,
    /// Times the keeper was killed and started again.
    pub keeper_restarts: u32,
    /// The equality, from bank balances.
    pub check: MoneyCheck,
    /// What happened, in order.
    pub story: Vec<Event>,
    /// Wall-clock seconds.
    pub seconds: f64,
}

/// A party.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct PartySum {
    /// Party.
    pub party: String,
    /// Its wallet, or the series whose holders it stands for.
    pub payee: String,
    /// By the schedule.
    #[serde(serialize_with = "text")]
    pub entitled: u128,
    /// As booked.
    #[serde(serialize_with = "text")]
    pub credited: u128,
    /// In its wallet (bank balance), or handed to its series.
    #[serde(serialize_with = "text")]
    pub delivered: u128,
}

/// A run.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct RunSum {
    /// Number.
    pub run: u64,
    /// Date on the chain.
    pub date: String,
    /// Shared.
    #[serde(serialize_with = "text")]
    pub pot: u128,
    /// Credited.
    #[serde(serialize_with = "text")]
    pub credited: u128,
    /// Sets.
    pub sets: u32,
    /// Hash over its sets.
    pub hash: String,
}

/// Gas of one kind of message.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct GasSum {
    /// Transactions.
    pub transactions: u32,
    /// Gas of them all.
    pub gas: u64,
}

/// Something that happened, for people.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Event {
    /// Date on the chain.
    pub date: String,
    /// Sentence.
    pub what: String,
}

/// received = Σ parties' delivered + Σ holders' delivered + parked + carry + held (+ bounties), nothing undelivered.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct MoneyCheck {
    /// Left side.
    #[serde(serialize_with = "text")]
    pub received: u128,
    /// Parties' wallets.
    #[serde(serialize_with = "text")]
    pub parties: u128,
    /// Holders' wallets.
    #[serde(serialize_with = "text")]
    pub holders: u128,
    /// Lies in the interchange.
    #[serde(serialize_with = "text")]
    pub parked: u128,
    /// Lies in returns.
    #[serde(serialize_with = "text")]
    pub carry: u128,
    /// Lies in the collection account.
    #[serde(serialize_with = "text")]
    pub held: u128,
    /// Went to whoever triggered.
    #[serde(serialize_with = "text")]
    pub bounties: u128,
    /// Every sentence that does not hold; empty when all is well.
    pub faults: Vec<String>,
    /// It holds to the last unit.
    pub ok: bool,
}

impl MoneyCheck {
    /// Right side.
    pub fn right(&self) -> u128 {
        self.parties + self.holders + self.parked + self.carry + self.held + self.bounties
    }

    /// Compares both sides and notes the difference.
    pub fn settle(&mut self) {
        if self.received != self.right() {
            let (left, right) = (self.received, self.right());
            self.faults.push(format!("received {left} is not {right}: {} units apart", left.abs_diff(right)));
        }
        self.ok = self.faults.is_empty();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_unit_too_few_is_seen() {
        let mut check = MoneyCheck { received: 100, parties: 60, holders: 38, carry: 1, ..MoneyCheck::default() };
        check.settle();
        assert!(!check.ok && check.faults[0].contains("1 units apart"));
        let mut check = MoneyCheck { received: 100, parties: 60, holders: 38, carry: 2, ..MoneyCheck::default() };
        check.settle();
        assert!(check.ok);
    }
}
