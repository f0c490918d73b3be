//! What can happen to a film.

use std::fmt::Debug;

use backlot_api::{collection, interchange, returns, rights};
use backlot_testkit::pass;
use backlot_tests::film::USD;
use cosmwasm_std::{coin, Addr, BankMsg};
use cw_multi_test::Executor;
use proptest::prelude::*;
use serde::Serialize;

use crate::stage::{Film, SPARE, WALLETS};

#[derive(Clone, Debug)]
pub enum Step {
    Issue { first: usize, count: usize, units: u128 },
    Transfer { from: usize, to: usize, units: u128 },
    Burn { who: usize, units: u128 },
    Allow { owner: usize, spender: usize, units: u128 },
    TransferFrom { spender: usize, owner: usize, to: usize, units: u128 },
    FreezeWallet { who: usize, units: Option<u128> },
    UnfreezeWallet { who: usize },
    Recover { lost: usize, replacement: usize },
    Object { who: usize },
    ExecuteRecovery { lost: usize },
    Receive { source: usize, amount: u128 },
    Deposit { who: usize, amount: u128 },
    Assign { entry: u64, source: usize },
    TakeBack { who: usize, entry: u64 },
    PayParties,
    PlainSend { contract: usize, amount: u128 },
    Attribute { amount: u128, who: usize },
    Absorb,
    Fund { amount: u128 },
    Trigger { who: usize },
    Advance { off_by: u32, pages: u32 },
    Expire,
    Deliver { first_page: u32, pages: u32 },
    Retry { who: usize },
    Block { who: usize, blocked: bool },
    Pass { seconds: u64 },
    Pause { contract: usize, paused: bool },
}

/// Any step, the busy ones more often.
pub fn any() -> impl Strategy<Value = Step> {
    let wallet = || 0..WALLETS;
    let units = || prop_oneof![4 => 0..1_000_u128, 2 => 1_000..10_000_000_u128, 1 => Just(u128::MAX)];
    let amount = || prop_oneof![1 => 0..20_u128, 4 => 1_000..2_000_000_u128];
    let source = || 0..3_usize;
    prop_oneof![
        4 => (wallet(), 1..8_usize, units()).prop_map(|(first, count, units)| Step::Issue { first, count, units }),
        8 => (wallet(), wallet(), units()).prop_map(|(from, to, units)| Step::Transfer { from, to, units }),
        2 => (wallet(), units()).prop_map(|(who, units)| Step::Burn { who, units }),
        2 => (wallet(), wallet(), units()).prop_map(|(owner, spender, units)| Step::Allow { owner, spender, units }),
        2 => (wallet(), wallet(), wallet(), units())
            .prop_map(|(spender, owner, to, units)| Step::TransferFrom { spender, owner, to, units }),
        1 => (wallet(), prop::option::of(0..1_000_u128)).prop_map(|(who, units)| Step::FreezeWallet { who, units }),
        1 => wallet().prop_map(|who| Step::UnfreezeWallet { who }),
        2 => (wallet(), WALLETS..WALLETS + SPARE).prop_map(|(lost, replacement)| Step::Recover { lost, replacement }),
        1 => wallet().prop_map(|who| Step::Object { who }),
        4 => wallet().prop_map(|lost| Step::ExecuteRecovery { lost }),
        5 => (source(), amount()).prop_map(|(source, amount)| Step::Receive { source, amount }),
        1 => (wallet(), amount()).prop_map(|(who, amount)| Step::Deposit { who, amount }),
        1 => (1..6_u64, source()).prop_map(|(entry, source)| Step::Assign { entry, source }),
        1 => (wallet(), 1..6_u64).prop_map(|(who, entry)| Step::TakeBack { who, entry }),
        3 => Just(Step::PayParties),
        1 => (0..3_usize, 1..1_000_u128).prop_map(|(contract, amount)| Step::PlainSend { contract, amount }),
        1 => (1..1_000_u128, wallet()).prop_map(|(amount, who)| Step::Attribute { amount, who }),
        1 => Just(Step::Absorb),
        1 => amount().prop_map(|amount| Step::Fund { amount }),
        4 => wallet().prop_map(|who| Step::Trigger { who }),
        6 => (prop_oneof![5 => Just(0_u32), 1 => 1..300_u32], 0..3_u32)
            .prop_map(|(off_by, pages)| Step::Advance { off_by, pages }),
        1 => Just(Step::Expire),
        5 => (0..2_u32, 0..3_u32).prop_map(|(first_page, pages)| Step::Deliver { first_page, pages }),
        2 => wallet().prop_map(|who| Step::Retry { who }),
        1 => (wallet(), any_bool()).prop_map(|(who, blocked)| Step::Block { who, blocked }),
        3 => prop_oneof![5 => 1..200_u64, 1 => 600..2_000_u64, 2 => Just(90_000_u64)].prop_map(|seconds| Step::Pass { seconds }),
        1 => (0..3_usize, prop_oneof![1 => Just(true), 3 => Just(false)])
            .prop_map(|(contract, paused)| Step::Pause { contract, paused }),
    ]
}

fn any_bool() -> impl Strategy<Value = bool> {
    prop::bool::weighted(0.4)
}

impl Step {
    /// Takes the step; says whether the chain let it.
    pub fn take(&self, film: &mut Film) -> bool {
        use Step::*;
        let wallet = |n: &usize| film.wallets[*n].clone();
        let text = |n: &usize| film.wallets[*n].to_string();
        let source = |n: &usize| ["theatrical", "tv", "airline"][*n].to_owned();
        let owner = film.owner.clone();
        let payer = film.payer.clone();
        match self {
            Issue { first, count, units } => {
                let holders = (0..*count).map(|n| (text(&((first + n) % WALLETS)), (*units).into())).collect();
                film.on_rights(&owner, &rights::ExecuteMsg::IssueBatch { holders })
            }
            Transfer { from, to, units } => {
                let message = rights::ExecuteMsg::Transfer { recipient: text(to), amount: (*units).into() };
                film.on_rights(&wallet(from), &message)
            }
            Burn { who, units } => film.on_rights(&wallet(who), &rights::ExecuteMsg::Burn { amount: (*units).into() }),
            Allow { owner, spender, units } => {
                let amount = (*units).into();
                let message = rights::ExecuteMsg::IncreaseAllowance { spender: text(spender), amount, expires: None };
                film.on_rights(&wallet(owner), &message)
            }
            TransferFrom { spender, owner, to, units } => {
                let (owner, recipient, amount) = (text(owner), text(to), (*units).into());
                film.on_rights(&wallet(spender), &rights::ExecuteMsg::TransferFrom { owner, recipient, amount })
            }
            FreezeWallet { who, units } => {
                let message = rights::ExecuteMsg::FreezeWallet {
                    wallet: text(who),
                    units: units.map(Into::into),
                    reason: "court order".into(),
                    expires: Some(film.now().plus_seconds(500)),
                };
                film.on_rights(&owner, &message)
            }
            UnfreezeWallet { who } => film.on_rights(&owner, &rights::ExecuteMsg::UnfreezeWallet { wallet: text(who) }),
            Recover { lost, replacement } => {
                let message = rights::ExecuteMsg::ProposeRecovery { lost: text(lost), replacement: text(replacement) };
                film.on_rights(&owner, &message)
            }
            Object { who } => film.on_rights(&wallet(who), &rights::ExecuteMsg::ObjectRecovery {}),
            ExecuteRecovery { lost } => {
                film.on_rights(&payer, &rights::ExecuteMsg::ExecuteRecovery { lost: text(lost) })
            }
            Receive { source: from, amount } => {
                let message = collection::ExecuteMsg::Receive { source: source(from), reference: None };
                film.on_collection(&payer, &message, *amount)
            }
            Deposit { who, amount } => {
                film.on_collection(&wallet(who), &collection::ExecuteMsg::Deposit { note: None }, *amount)
            }
            Assign { entry, source: to } => {
                film.on_collection(&owner, &collection::ExecuteMsg::Assign { entry: *entry, source: source(to) }, 0)
            }
            TakeBack { who, entry } => {
                film.on_collection(&wallet(who), &collection::ExecuteMsg::Recover { entry: *entry }, 0)
            }
            PayParties => film.on_collection(&payer, &collection::ExecuteMsg::Deliver { parties: vec![] }, 0),
            PlainSend { contract, amount } => {
                let to = [&film.collection, &film.returns, &film.interchange][*contract].clone();
                let send = BankMsg::Send { to_address: to.to_string(), amount: vec![coin(*amount, USD)] };
                let sent = film.app.execute(payer, send.into()).is_ok();
                if sent {
                    *film.plain.entry(to).or_default() += amount;
                }
                sent
            }
            Attribute { amount, who } => {
                let (denom, sender) = (USD.to_owned(), text(who));
                let message = collection::ExecuteMsg::Attribute { denom, amount: (*amount).into(), sender };
                let done = film.on_collection(&owner, &message, 0);
                if done {
                    *film.plain.get_mut(&film.collection).expect("there was a surplus") -= amount;
                }
                done
            }
            Absorb => {
                let done = film.on_returns(&owner, &returns::ExecuteMsg::AbsorbSurplus { series: 0 }, 0);
                if done {
                    film.plain.insert(film.returns.clone(), 0);
                }
                done
            }
            Fund { amount } => film.on_returns(&payer, &returns::ExecuteMsg::Fund { series: 0 }, *amount),
            Trigger { who } => film.on_returns(&wallet(who), &returns::ExecuteMsg::Trigger { series: 0 }, 0),
            Advance { off_by, pages } => {
                let Some(run) = film.series().run else { return false };
                let expected_cursor = film.freeze().map_or(0, |freeze| freeze.cursor) + off_by;
                let message = returns::ExecuteMsg::Advance { run, expected_cursor, pages: *pages };
                film.on_returns(&payer, &message, 0)
            }
            Expire => {
                let Some(run) = film.series().run else { return false };
                film.on_returns(&payer, &returns::ExecuteMsg::Expire { run }, 0)
            }
            Deliver { first_page, pages } => {
                let message = returns::ExecuteMsg::Deliver { series: 0, first_page: *first_page, pages: *pages };
                film.on_returns(&payer, &message, 0)
            }
            Retry { who } => {
                let message = interchange::ExecuteMsg::Retry { wallet: text(who), denom: USD.into() };
                let interchange = film.interchange.clone();
                film.call(&payer, &interchange, &message, &[])
            }
            Block { who, blocked } => {
                let wallet = wallet(who);
                if *blocked {
                    film.rail.block(&wallet);
                } else {
                    film.rail.unblock(&wallet);
                }
                true
            }
            Pass { seconds } => {
                pass(&mut film.app, *seconds);
                true
            }
            Pause { contract, paused } => {
                let paused = *paused;
                match contract {
                    0 => film.on_rights(&owner, &rights::ExecuteMsg::SetPaused { paused }),
                    1 => film.on_collection(&owner, &collection::ExecuteMsg::SetPaused { paused }, 0),
                    _ => film.on_returns(&owner, &returns::ExecuteMsg::SetPaused { paused }, 0),
                }
            }
        }
    }
}

impl Film {
    fn on_rights(&mut self, who: &Addr, message: &(impl Serialize + Debug)) -> bool {
        self.call(who, &self.rights.clone(), message, &[])
    }

    fn on_collection(&mut self, who: &Addr, message: &(impl Serialize + Debug), amount: u128) -> bool {
        self.call(who, &self.collection.clone(), message, &coins(amount))
    }

    fn on_returns(&mut self, who: &Addr, message: &(impl Serialize + Debug), amount: u128) -> bool {
        self.call(who, &self.returns.clone(), message, &coins(amount))
    }
}

fn coins(amount: u128) -> Vec<cosmwasm_std::Coin> {
    if amount == 0 {
        return vec![];
    }
    vec![coin(amount, USD)]
}

/// How often steps of each kind went through and were refused: a walk where nothing ever succeeds proves nothing.
#[derive(Clone, Copy, Debug, Default)]
pub struct Tally {
    done: u32,
    refused: u32,
    runs: u32,
    advanced: u32,
    delivered: u32,
    received: u32,
    transferred: u32,
    recovered: u32,
}

impl Tally {
    pub fn count(&mut self, step: &Step, done: bool) {
        *(if done { &mut self.done } else { &mut self.refused }) += 1;
        let counter = match step {
            Step::Trigger { .. } => &mut self.runs,
            Step::Advance { .. } => &mut self.advanced,
            Step::Deliver { .. } => &mut self.delivered,
            Step::Receive { .. } => &mut self.received,
            Step::Transfer { .. } => &mut self.transferred,
            Step::ExecuteRecovery { .. } => &mut self.recovered,
            _ => return,
        };
        *counter += u32::from(done);
    }

    pub fn assert_the_walks_went_somewhere(&self) {
        println!("{self:?}");
        assert!(self.done + self.refused >= 10_000, "{self:?}");
        let least = [self.refused, self.runs, self.advanced, self.delivered, self.received, self.transferred];
        assert!(least.into_iter().all(|count| count >= 50), "{self:?}");
        assert!(self.recovered > 0, "{self:?}");
    }
}
