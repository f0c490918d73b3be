//! Random walks over films of random agreements, on all contracts of a studio: tables with conditions across them, loans,
//! brackets, escalators, reserves, another film's deficit, and amendments while money comes in.

mod account;
mod act;
mod agree;
#[path = "../../../packages/waterfall/tests/common/mod.rs"]
mod common;

use std::collections::BTreeMap;

use backlot_api::schedule::{Agreement, Cap, Limit, Payee};
use backlot_tests::film::{self, Parties};
use common::{agreement, START};
use cosmwasm_std::{Addr, Timestamp};
use proptest::{
    collection::vec,
    test_runner::{Config, RngAlgorithm, TestRng, TestRunner},
};

use self::{account::Account, act::Step};
use super::invariants::Before;
use crate::stage::{Film, House, WALLETS};

/// Films in CI; `BACKLOT_WALKS` multiplies them.
const FILMS: u32 = 80;
const STEPS: usize = 80;

/// A film, what its parties agreed, and the account of another film whose deficit it may cover.
pub struct Stage {
    film: Film,
    agreement: Agreement,
    proposed: Option<Agreement>,
    sister: Addr,
}

impl Stage {
    /// Holders are the first party, the sister the last; the others have wallets that the bank may refuse.
    fn of(mut agreement: Agreement) -> Self {
        let mut house = House::new();
        house.app.update_block(|block| block.time = Timestamp::from_seconds(u64::from(START) * 86_400));
        let other = house.wallets[1].clone();
        backlot_testkit::mint(&mut house.app, &other, cosmwasm_std::coin(1_000, "uatom"));
        let sister = house.make("sister", &film::agreement(&Parties::default())).addresses.collection;
        let last = agreement.parties.len() - 1;
        for (at, party) in agreement.parties.iter_mut().enumerate() {
            party.payee = match at {
                _ if at == last => Payee::Film { account: sister.clone(), source: "tv".into() },
                0 => Payee::Series { series: 0 },
                _ => Payee::Wallet { address: house.wallets[at % WALLETS].to_string() },
            };
            party.voice = Some(house.owner.to_string());
        }
        Self { film: house.film(&agreement), agreement, proposed: None, sister: Addr::unchecked(sister) }
    }
}

/// What the walks came across.
#[derive(Debug, Default)]
struct Seen(BTreeMap<String, u32>);

impl Seen {
    fn count(&mut self, what: &str, so_often: usize) {
        *self.0.entry(what.to_owned()).or_default() += u32::try_from(so_often).unwrap_or(u32::MAX);
    }

    /// Terms that the film has.
    fn film(&mut self, agreement: &Agreement) {
        let json = serde_json::to_string(agreement).expect("plain data");
        let tiers: Vec<_> = agreement.schedule.tables.iter().flat_map(|table| &table.tiers).collect();
        self.count("films of several tables", usize::from(agreement.schedule.tables.len() > 1));
        self.count("opening conditions", tiers.iter().filter(|tier| tier.opens.is_some()).count());
        self.count("ends", tiers.iter().filter(|tier| tier.ends.is_some()).count());
        self.count("escalators", tiers.iter().map(|tier| tier.escalators.len()).sum());
        let caps = tiers.iter().flat_map(|tier| &tier.shares).filter_map(|share| share.cap.as_ref());
        self.count("deficits", caps.filter(|cap| matches!(cap, Cap::Only(Limit::Deficit {}))).count());
        for (what, word) in [("loans", "\"loan\""), ("brackets", "\"brackets\""), ("reserves", "\"reserve\"")] {
            self.count(what, json.matches(word).count());
        }
    }

    /// A walk where nothing ever succeeds proves nothing.
    fn assert_everything_came(&self) {
        println!("{:?}", self.0);
        let terms = ["films of several tables", "opening conditions", "ends", "escalators", "deficits", "loans"];
        let more = ["brackets", "reserves", "receive", "approve", "attest", "release", "pay", "deposit", "assign"];
        let rest = ["deliver", "plain", "sweep", "attribute", "absorb", "sister", "run", "propose", "consent", "adopt"];
        for what in terms.iter().chain(&more).chain(&rest) {
            assert!(self.0.get(*what).is_some_and(|count| *count >= 5), "{what}: {:?}", self.0);
        }
        assert!(self.0["refused"] >= 100 && self.0["wrong coins refused"] >= 100, "{:?}", self.0);
    }
}

/// acceptance: P6
/// acceptance: P12
/// acceptance: P13
#[test]
fn a_film_of_any_agreement_keeps_its_invariants() {
    let factor = std::env::var("BACKLOT_WALKS").ok().and_then(|factor| factor.parse().ok()).unwrap_or(1);
    let config =
        Config { cases: FILMS * factor, failure_persistence: None, max_shrink_iters: 100, ..Config::default() };
    let mut runner = TestRunner::new_with_rng(config, TestRng::deterministic_rng(RngAlgorithm::ChaCha));
    let seen = std::cell::RefCell::new(Seen::default());
    let walk = (agreement(), vec(act::any(), STEPS));
    runner
        .run(&walk, |(agreement, steps)| {
            let mut seen = seen.borrow_mut();
            let mut stage = Stage::of(agreement);
            seen.film(&stage.agreement);
            for step in steps {
                let (before, account) = (Before::of(&stage.film), Account::of(&stage));
                let done = step.take(&mut stage);
                before.check(&stage.film, &step, done);
                account.check(&stage, &step, done);
                seen.count(step.name(), usize::from(done));
                seen.count(if done { "done" } else { "refused" }, 1);
                seen.count("wrong coins refused", usize::from(matches!(step, Step::WrongCoins { .. })));
            }
            Ok(())
        })
        .expect("a walk broke an invariant");
    seen.into_inner().assert_everything_came();
}
