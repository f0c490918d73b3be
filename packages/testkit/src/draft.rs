use backlot_api::schedule::{
    Agreement, Cap, Deduction, Limit, Party, Payee, Schedule, Share, Source, Step, Table, Tier,
};
use cosmwasm_std::{
    to_json_binary, Addr, Binary, DepsMut, Empty, Env, MessageInfo, Response, StdError, StdResult, Uint128,
};

/// An agreement in the making. Nothing is checked: a test may want one that cannot be.
#[derive(Clone, Debug)]
pub struct Draft {
    /// As far as it is written.
    pub agreement: Agreement,
}

impl Default for Draft {
    fn default() -> Self {
        let schedule = Schedule { figures: vec![], tables: vec![], sources: vec![] };
        Self { agreement: Agreement { parties: vec![], schedule, quorum: 5_000 } }
    }
}

impl Draft {
    /// A party that is paid to a wallet.
    #[must_use]
    pub fn wallet(self, id: &str, address: &Addr) -> Self {
        self.party(id, Payee::Wallet { address: address.to_string() })
    }

    /// A party that is the holders of a token series.
    #[must_use]
    pub fn series(self, id: &str, series: u8) -> Self {
        self.party(id, Payee::Series { series })
    }

    /// A party.
    #[must_use]
    pub fn party(mut self, id: &str, payee: Payee) -> Self {
        let party = Party { id: id.into(), payee, invested: None, held_until: None, voice: None };
        self.agreement.parties.push(party);
        self
    }

    /// A figure that is attested.
    #[must_use]
    pub fn figure(mut self, id: &str) -> Self {
        self.agreement.schedule.figures.push(id.into());
        self
    }

    /// A table.
    #[must_use]
    pub fn table(mut self, id: &str, tiers: Vec<Tier>) -> Self {
        self.agreement.schedule.tables.push(Table { id: id.into(), tiers });
        self
    }

    /// A source.
    #[must_use]
    pub fn source(mut self, id: &str, table: &str, off_the_top: Vec<Deduction>) -> Self {
        self.agreement.schedule.sources.push(Source { id: id.into(), table: table.into(), off_the_top });
        self
    }

    /// As messages carry it.
    ///
    /// # Panics
    /// Never: an agreement is plain data.
    pub fn json(&self) -> Binary {
        to_json_binary(&self.agreement).expect("plain data")
    }
}

/// A tier that is open from the start and ends when its caps are full.
pub fn tier(id: &str, shares: Vec<Share>) -> Tier {
    Tier { id: id.into(), opens: None, shares, escalators: vec![], ends: None }
}

/// A share with a cap, or an open one where the cap is zero.
pub fn share(party: &str, weight: u32, cap: u128) -> Share {
    let cap = (cap > 0).then(|| Cap::Only(Limit::Amount { amount: cap.into() }));
    Share { party: party.into(), weight, cap }
}

/// A percentage from the first unit on.
pub fn percent(party: &str, bps: u16) -> Deduction {
    Deduction::Percent { party: party.into(), steps: vec![Step { from: Uint128::zero(), bps }], yearly_minimum: None }
}

/// For a contract that has nothing to execute, where the test app wants an entry point all the same.
///
/// # Errors
/// Always.
pub fn no_execute(_: DepsMut, _: Env, _: MessageInfo, _: Empty) -> StdResult<Response> {
    Err(StdError::generic_err("there is no such entry point"))
}
