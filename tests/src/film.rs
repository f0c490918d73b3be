//! A film to play with: its plan, and handles that read well.

use backlot_api::{
    collection, returns, rights,
    schedule::{
        Agreement, Cap, Condition, Deduction, Limit, Party, Payee, Schedule, Share, Source, Step, Table, Tier, When,
    },
    studio::{self, FilmPlan, SeriesPlan},
};
use cosmwasm_std::{coin, to_json_binary, Uint128};

use crate::{Actor, Did, World};

/// The denom of all scenarios: millionths of a dollar.
pub const USD: &str = "uusd";

/// A film on the chain.
pub struct Film {
    /// Id.
    pub id: String,
    /// Its series.
    pub rights: Vec<String>,
    /// What its parties agreed.
    pub agreements: String,
    /// Its collection account.
    pub collection: String,
    /// Licences on it.
    pub licences: String,
    /// Its returns.
    pub returns: String,
}

impl Film {
    pub(crate) fn new(film: studio::Film) -> Self {
        let addresses = film.addresses;
        Self {
            id: film.film,
            rights: addresses.rights,
            agreements: addresses.agreements.expect("films made now have agreements"),
            collection: addresses.collection,
            licences: addresses.licences.expect("films made now have licences"),
            returns: addresses.returns,
        }
    }

    /// Issues units of the first series, a thousand holders a transaction.
    pub async fn issue(&self, world: &World, holders: &[(String, u128)]) {
        for batch in holders.chunks(backlot_api::limits::ISSUE_BATCH) {
            let holders = batch.iter().map(|(wallet, units)| (wallet.clone(), Uint128::new(*units))).collect();
            let message = rights::ExecuteMsg::IssueBatch { holders };
            let _issued = world.execute(&world.owner, &self.rights[0], &message, &[]).await.ok();
        }
    }

    /// Moves units of the first series.
    pub async fn transfer(&self, world: &World, from: &Actor, to: &str, units: u128) -> Did {
        let message = rights::ExecuteMsg::Transfer { recipient: to.into(), amount: units.into() };
        world.execute(from, &self.rights[0], &message, &[]).await
    }

    /// Units of a wallet in the first series.
    pub async fn units(&self, world: &World, wallet: &str) -> u128 {
        let query = rights::QueryMsg::Balance { address: wallet.into() };
        world.query::<cw20::BalanceResponse>(&self.rights[0], &query).await.balance.u128()
    }

    /// Pays a receipt in.
    pub async fn receive(&self, world: &World, payer: &Actor, source: &str, amount: u128) -> Did {
        let message = collection::ExecuteMsg::Receive { source: source.into(), reference: None };
        world.execute(payer, &self.collection, &message, &[coin(amount, USD)]).await
    }

    /// Approves expenses, as the owner.
    pub async fn approve(&self, world: &World, source: &str, party: &str, amount: u128) -> Did {
        let (source, party, amount) = (source.into(), party.into(), amount.into());
        let message = collection::ExecuteMsg::Approve { source, party, amount, reference: None };
        world.execute(&world.owner, &self.collection, &message, &[]).await
    }

    /// Pays out what the collection account owes.
    pub async fn pay_parties(&self, world: &World, caller: &Actor) -> Did {
        world.execute(caller, &self.collection, &collection::ExecuteMsg::Deliver { parties: vec![] }, &[]).await
    }

    /// Triggers a run of the first series.
    pub async fn trigger(&self, world: &World, caller: &Actor) -> Did {
        world.execute(caller, &self.returns, &returns::ExecuteMsg::Trigger { series: 0 }, &[]).await
    }

    /// Advances a run.
    pub async fn advance(&self, world: &World, caller: &Actor, run: u64, expected_cursor: u32, pages: u32) -> Did {
        let message = returns::ExecuteMsg::Advance { run, expected_cursor, pages };
        world.execute(caller, &self.returns, &message, &[]).await
    }

    /// Delivers credits of the first series.
    pub async fn deliver(&self, world: &World, caller: &Actor, first_page: u32, pages: u32) -> Did {
        let message = returns::ExecuteMsg::Deliver { series: 0, first_page, pages };
        world.execute(caller, &self.returns, &message, &[]).await
    }

    /// A run.
    pub async fn run(&self, world: &World, run: u64) -> returns::Run {
        world.query(&self.returns, &returns::QueryMsg::Run { run }).await
    }

    /// The first series' accounts.
    pub async fn series(&self, world: &World) -> returns::SeriesResponse {
        world.query(&self.returns, &returns::QueryMsg::Series { series: 0 }).await
    }

    /// Totals of the collection account.
    pub async fn totals(&self, world: &World) -> collection::TotalsResponse {
        world.query(&self.collection, &collection::QueryMsg::Totals {}).await
    }

    /// The equality of the house, from bank balances: everything received lies with parties, holders, in the
    /// interchange, or still in the film's accounts.
    pub async fn assert_money_is_conserved(&self, world: &World, received: u128, paid_to: &[String]) {
        let mut found = 0;
        for wallet in paid_to {
            found += world.balance(wallet, USD).await;
        }
        for account in [&self.collection, &self.returns, &world.interchange] {
            found += world.balance(account, USD).await;
        }
        assert_eq!(found, received, "received and found again");
    }
}

/// Terms under which a run is due as soon as there is money.
pub fn eager_terms() -> returns::Terms {
    returns::Terms { threshold: Uint128::one(), every: None, freeze: 3_600, pause: 0, bounty: None }
}

/// A film with this agreement and one series of tokens.
pub fn plan_of(agreement: &Agreement) -> FilmPlan {
    FilmPlan {
        title: "The Long Take".into(),
        denom: USD.into(),
        series: vec![SeriesPlan {
            name: "The Long Take, net profits".into(),
            symbol: "TLT".into(),
            decimals: 6,
            cap: Uint128::new(10_000_000_000_000_000),
            rules: Default::default(),
            compliance: None,
            recovery_delay: 86_400,
            marketing: None,
        }],
        agreement: to_json_binary(agreement).expect("agreements are JSON"),
        terms: eager_terms(),
    }
}

/// The film of [`agreement`].
pub fn plan(parties: &Parties) -> FilmPlan {
    plan_of(&agreement(parties))
}

/// A party whose money goes to a wallet.
pub fn party(id: &str, who: &Actor) -> Party {
    let payee = Payee::Wallet { address: who.wallet() };
    Party { id: id.into(), payee, invested: None, held_until: None, voice: None }
}

/// A share with a cap in money, or an open one.
pub fn share(party: &str, weight: u32, cap: Option<u128>) -> Share {
    let cap = cap.map(|amount| Cap::Only(Limit::Amount { amount: amount.into() }));
    Share { party: party.into(), weight, cap }
}

/// A tier without conditions.
pub fn tier(id: &str, shares: Vec<Share>) -> Tier {
    Tier { id: id.into(), opens: None, shares, escalators: vec![], ends: None }
}

/// A percentage of every receipt.
pub fn percent(party: &str, bps: u16) -> Deduction {
    Deduction::Percent { party: party.into(), steps: vec![Step { from: Uint128::zero(), bps }], yearly_minimum: None }
}

/// A small film: two sources, an agent's percentage, sales expenses, a loan, equity pari passu with caps, a producer's
/// corridor that ends at her figure, and net profits shared by the producer and the holders.
pub fn agreement(parties: &Parties) -> Agreement {
    let expenses = Deduction::Expenses { party: "agent".into(), cap: Uint128::new(75_000) };
    let source = |id: &str, off_the_top| Source { id: id.into(), table: "film".into(), off_the_top };
    let mut corridor = tier("corridor", vec![share("producer", 1, None), share("holders", 3, None)]);
    corridor.ends = Some(When::Any(vec![Condition::Received {
        parties: vec!["producer".into()],
        tiers: vec!["corridor".into()],
        amount: Uint128::new(50_000),
    }]));
    let tiers = vec![
        tier("loan", vec![share("lender", 1, Some(500_000))]),
        tier("equity", vec![share("equity-a", 3, Some(900_000)), share("holders", 2, Some(600_000))]),
        corridor,
        tier("net", vec![share("producer", 1, None), share("holders", 1, None)]),
    ];
    Agreement {
        parties: vec![
            party("agent", &parties.agent),
            party("lender", &parties.lender),
            party("equity-a", &parties.equity),
            party("producer", &parties.producer),
            Party {
                id: "holders".into(),
                payee: Payee::Series { series: 0 },
                invested: None,
                held_until: None,
                voice: Some(parties.producer.wallet()),
            },
        ],
        schedule: Schedule {
            figures: vec!["admissions".into()],
            tables: vec![Table { id: "film".into(), tiers }],
            sources: vec![
                source("theatrical", vec![percent("agent", 250), expenses]),
                source("tv", vec![percent("agent", 1_000)]),
            ],
        },
        quorum: 5_000,
    }
}

/// Who is party to [`agreement`].
pub struct Parties {
    /// Collection and sales agent.
    pub agent: Actor,
    /// Gap lender.
    pub lender: Actor,
    /// Equity investor.
    pub equity: Actor,
    /// Producer.
    pub producer: Actor,
}

impl Default for Parties {
    fn default() -> Self {
        Self {
            agent: Actor::named("agent"),
            lender: Actor::named("lender"),
            equity: Actor::named("equity"),
            producer: Actor::named("producer"),
        }
    }
}

impl Parties {
    /// Their wallets.
    pub fn wallets(&self) -> Vec<String> {
        [&self.agent, &self.lender, &self.equity, &self.producer].map(Actor::wallet).to_vec()
    }
}
