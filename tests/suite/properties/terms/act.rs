//! What happens to the money of a film.

use backlot_api::{collection::ExecuteMsg, interchange, licences, returns, rights};
use backlot_tests::film::USD;
use cosmwasm_std::{coin, Addr, BankMsg, Coin, Uint128};
use cw_multi_test::Executor;
use proptest::prelude::*;

use super::{
    common::{history, Op},
    Stage,
};
use crate::stage::WALLETS;

#[derive(Clone, Debug)]
pub enum Step {
    /// To the account: receipts, approvals, figures, releases.
    Book(Op),
    /// A licensee's payment.
    Pay {
        amount: u128,
        source: usize,
    },
    Deposit {
        amount: u128,
    },
    Assign {
        entry: u64,
        source: usize,
    },
    Deliver,
    /// A run from the trigger to its end, as far as it goes.
    Run,
    /// The other film earns, so that its deficit is another.
    Sister {
        amount: u128,
    },
    PlainSend {
        contract: usize,
        amount: u128,
    },
    Sweep {
        contract: usize,
    },
    Attribute {
        amount: u128,
        who: usize,
    },
    Absorb,
    /// A message that takes coins, with others than it takes.
    WrongCoins {
        message: usize,
        coins: usize,
    },
    Propose {
        change: usize,
        at: usize,
    },
    Consent,
    Adopt,
    Withdraw,
    Block {
        who: usize,
        blocked: bool,
    },
}

/// Any step, receipts more often.
pub fn any() -> impl Strategy<Value = Step> {
    let amount = || prop_oneof![1 => 1..20_u128, 4 => 20..20_000_u128];
    let book = history(1).prop_map(|mut ops| Step::Book(ops.remove(0)));
    prop_oneof![
        16 => book,
        2 => (amount(), 0..8_usize).prop_map(|(amount, source)| Step::Pay { amount, source }),
        1 => amount().prop_map(|amount| Step::Deposit { amount }),
        1 => (1..4_u64, 0..8_usize).prop_map(|(entry, source)| Step::Assign { entry, source }),
        2 => (20..60_u32).prop_map(|after| Step::Book(Op::Release { after })),
        3 => Just(Step::Deliver),
        1 => Just(Step::Run),
        1 => (1_000..400_000_u128).prop_map(|amount| Step::Sister { amount }),
        2 => (0..8_usize, 1..1_000_u128).prop_map(|(contract, amount)| Step::PlainSend { contract, amount }),
        2 => (0..8_usize).prop_map(|contract| Step::Sweep { contract }),
        1 => (1..1_000_u128, 0..WALLETS).prop_map(|(amount, who)| Step::Attribute { amount, who }),
        1 => Just(Step::Absorb),
        2 => (0..5_usize, 0..4_usize).prop_map(|(message, coins)| Step::WrongCoins { message, coins }),
        2 => (0..6_usize, 0..40_usize).prop_map(|(change, at)| Step::Propose { change, at }),
        2 => Just(Step::Consent),
        2 => Just(Step::Adopt),
        1 => Just(Step::Withdraw),
        1 => (0..WALLETS, prop::bool::weighted(0.3)).prop_map(|(who, blocked)| Step::Block { who, blocked }),
    ]
}

impl Step {
    pub fn name(&self) -> &'static str {
        match self {
            Self::Book(Op::Receive { .. }) => "receive",
            Self::Book(Op::Approve { .. }) => "approve",
            Self::Book(Op::Attest { .. }) => "attest",
            Self::Book(Op::Release { .. }) => "release",
            Self::Book(Op::Deficit { .. }) | Self::Sister { .. } => "sister",
            Self::Pay { .. } => "pay",
            Self::Deposit { .. } => "deposit",
            Self::Assign { .. } => "assign",
            Self::Deliver => "deliver",
            Self::Run => "run",
            Self::PlainSend { .. } => "plain",
            Self::Sweep { .. } => "sweep",
            Self::Attribute { .. } => "attribute",
            Self::Absorb => "absorb",
            Self::WrongCoins { .. } => "wrong coins",
            Self::Propose { .. } => "propose",
            Self::Consent => "consent",
            Self::Adopt => "adopt",
            Self::Withdraw => "withdraw",
            Self::Block { .. } => "block",
        }
    }

    /// Money enters the schedule.
    pub fn receives(&self) -> bool {
        matches!(self, Self::Book(Op::Receive { .. }) | Self::Pay { .. } | Self::Assign { .. })
    }

    /// Parties may be credited.
    pub fn credits(&self) -> bool {
        self.receives() || matches!(self, Self::Book(Op::Release { .. }))
    }

    /// Takes the step; says whether the chain let it.
    pub fn take(&self, stage: &mut Stage) -> bool {
        let (owner, payer) = (stage.film.owner.clone(), stage.film.payer.clone());
        match self {
            Self::Book(op) => stage.book(op),
            Self::Pay { amount, source } => stage.pay(*amount, *source),
            Self::Deposit { amount } => stage.collect(&payer, &ExecuteMsg::Deposit { note: None }, *amount),
            Self::Assign { entry, source } => {
                let source = stage.source(*source);
                stage.collect(&owner, &ExecuteMsg::Assign { entry: *entry, source }, 0)
            }
            Self::Deliver => stage.collect(&payer, &ExecuteMsg::Deliver { parties: vec![] }, 0),
            Self::Run => stage.run(),
            Self::Sister { amount } => stage.sister_earns(*amount),
            Self::PlainSend { contract, amount } => stage.send_plainly(*contract, *amount),
            Self::Sweep { contract } => stage.sweep(*contract),
            Self::Attribute { amount, who } => stage.attribute(*amount, *who),
            Self::Absorb => {
                let returns = stage.film.returns.clone();
                let done = stage.film.call(&owner, &returns, &returns::ExecuteMsg::AbsorbSurplus { series: 0 }, &[]);
                if done {
                    stage.film.plain.insert(returns, 0);
                }
                done
            }
            Self::WrongCoins { message, coins } => {
                let done = stage.pay_wrongly(*message, *coins);
                assert!(!done, "{self:?} went through");
                done
            }
            Self::Propose { change, at } => stage.propose(*change, *at),
            Self::Consent => stage.consent(),
            Self::Adopt => stage.adopt(),
            Self::Withdraw => stage.withdraw(),
            Self::Block { who, blocked } => {
                let wallet = &stage.film.wallets[*who];
                if *blocked {
                    stage.film.rail.block(wallet);
                } else {
                    stage.film.rail.unblock(wallet);
                }
                true
            }
        }
    }
}

impl Stage {
    fn source(&self, at: usize) -> String {
        let sources = &self.agreement.schedule.sources;
        sources[at % sources.len()].id.clone()
    }

    fn collect(&mut self, who: &Addr, message: &ExecuteMsg, amount: u128) -> bool {
        let collection = self.film.collection.clone();
        self.film.call(who, &collection, message, &coins(amount))
    }

    fn book(&mut self, op: &Op) -> bool {
        if op.after() > 0 {
            backlot_testkit::pass(&mut self.film.app, u64::from(op.after() % 60) * 86_400);
        }
        let (owner, payer) = (self.film.owner.clone(), self.film.payer.clone());
        match *op {
            Op::Receive { source, amount, .. } => {
                let source = self.source(source);
                self.collect(&payer, &ExecuteMsg::Receive { source, reference: None }, amount)
            }
            Op::Approve { source, party, amount, .. } => {
                let parties = &self.agreement.parties;
                let (source, party) = (self.source(source), parties[party % parties.len()].id.clone());
                let message = ExecuteMsg::Approve { source, party, amount: amount.into(), reference: None };
                self.collect(&owner, &message, 0)
            }
            Op::Attest { figure, more, .. } => {
                let query = backlot_api::collection::QueryMsg::Figures {};
                let figures: Vec<backlot_api::collection::FigureResponse> =
                    self.film.app.wrap().query_wasm_smart(&self.film.collection, &query).unwrap();
                let known = &figures[figure % figures.len()];
                let value = known.value + Uint128::new(more);
                let message = ExecuteMsg::Attest { figure: known.figure.clone(), value, reference: None };
                self.collect(&owner, &message, 0)
            }
            Op::Deficit { value, .. } => self.sister_earns(value),
            Op::Release { .. } => self.collect(&payer, &ExecuteMsg::Release {}, 0),
        }
    }

    /// A licence a source, granted when it is first paid for.
    fn pay(&mut self, amount: u128, source: usize) -> bool {
        let source = self.source(source);
        let (owner, payer, contract) = (self.film.owner.clone(), self.film.payer.clone(), self.film.licences.clone());
        let today = u32::try_from(self.film.now().seconds() / 86_400).unwrap();
        let licence = licences::Grant {
            id: source.clone(),
            licensee: payer.to_string(),
            territories: vec!["WORLD".into()],
            media: vec![licences::Medium::Other],
            window: licences::Period { from: today, until: today + 10 },
            exclusive: false,
            source: source.clone(),
            reference: "deal".into(),
            guarantee: vec![],
        };
        let granted = self.film.call(&owner, &contract, &licences::ExecuteMsg::Grant { licence }, &[]);
        let pay = licences::ExecuteMsg::Pay { licence: source, reference: None };
        self.film.call(&payer, &contract, &pay, &coins(amount)) || granted
    }

    fn run(&mut self) -> bool {
        let (owner, payer) = (self.film.owner.clone(), self.film.payer.clone());
        let (rights, returns) = (self.film.rights.clone(), self.film.returns.clone());
        let holders = (0..3).map(|n| (self.film.wallets[n].to_string(), Uint128::new(7 + n as u128))).collect();
        let mut done = self.film.call(&owner, &rights, &rights::ExecuteMsg::IssueBatch { holders }, &[]);
        done |= self.film.call(&payer, &returns, &returns::ExecuteMsg::Trigger { series: 0 }, &[]);
        let Some(run) = self.film.series().run else { return done };
        let cursor = self.film.freeze().map_or(0, |freeze| freeze.cursor);
        let advance = returns::ExecuteMsg::Advance { run, expected_cursor: cursor, pages: 4 };
        done |= self.film.call(&payer, &returns, &advance, &[]);
        let deliver = returns::ExecuteMsg::Deliver { series: 0, first_page: 0, pages: 1 };
        done | self.film.call(&payer, &returns, &deliver, &[])
    }

    fn sister_earns(&mut self, amount: u128) -> bool {
        let (payer, sister) = (self.film.payer.clone(), self.sister.clone());
        let message = ExecuteMsg::Receive { source: "theatrical".into(), reference: None };
        self.film.call(&payer, &sister, &message, &coins(amount))
    }

    fn contract(&self, at: usize) -> Addr {
        let film = &self.film;
        let all = [
            &film.collection,
            &film.returns,
            &film.interchange,
            &film.engine,
            &film.rights,
            &film.agreements,
            &film.licences,
            &film.studio,
        ];
        all[at].clone()
    }

    fn send_plainly(&mut self, contract: usize, amount: u128) -> bool {
        let to = self.contract(contract);
        let send = BankMsg::Send { to_address: to.to_string(), amount: coins(amount) };
        let sent = self.film.app.execute(self.film.payer.clone(), send.into()).is_ok();
        if sent {
            *self.film.plain.entry(to).or_default() += amount;
        }
        sent
    }

    /// Everything that came plainly goes on: from who has no owner to the studio, from the others to whom the owner says.
    fn sweep(&mut self, contract: usize) -> bool {
        let from = self.contract(contract);
        let (owner, to) = (self.film.owner.clone(), self.film.wallets[0].to_string());
        let to_studio = contract == 2 || contract == 3;
        let message = if to_studio {
            serde_json::to_value(interchange::ExecuteMsg::SweepSurplus { denom: USD.into() })
        } else {
            serde_json::to_value(rights::ExecuteMsg::SweepSurplus { denom: USD.into(), to })
        };
        let done = self.film.call(&owner, &from, &message.unwrap(), &[]);
        if done {
            let swept = self.film.plain.insert(from, 0).unwrap_or_default();
            assert!(swept > 0, "nothing was there to sweep");
            if to_studio {
                *self.film.plain.entry(self.film.studio.clone()).or_default() += swept;
            }
        }
        done
    }

    fn attribute(&mut self, amount: u128, who: usize) -> bool {
        let (owner, sender) = (self.film.owner.clone(), self.film.wallets[who].to_string());
        let message = ExecuteMsg::Attribute { denom: USD.into(), amount: amount.into(), sender };
        let done = self.collect(&owner, &message, 0);
        if done {
            *self.film.plain.get_mut(&self.film.collection).expect("there was a surplus") -= amount;
        }
        done
    }

    /// P12: two coins, another denom, none where one is taken, one where none is.
    fn pay_wrongly(&mut self, message: usize, kind: usize) -> bool {
        let who = self.film.wallets[1].clone();
        let right = [coin(5, USD)];
        let funds = match kind {
            0 => vec![coin(5, "uatom"), coin(5, USD)],
            1 => vec![coin(5, "uatom")],
            _ => vec![],
        };
        let source = self.source(kind);
        let (contract, json, takes) = match message {
            0 => (0, serde_json::to_value(ExecuteMsg::Receive { source, reference: None }), true),
            1 => (1, serde_json::to_value(returns::ExecuteMsg::Fund { series: 0 }), true),
            2 => (6, serde_json::to_value(licences::ExecuteMsg::Pay { licence: source, reference: None }), true),
            3 => (0, serde_json::to_value(ExecuteMsg::Deliver { parties: vec![] }), false),
            _ => (3, serde_json::to_value(interchange::ExecuteMsg::SweepSurplus { denom: USD.into() }), false),
        };
        let contract = self.contract(contract);
        let funds = if takes { &funds[..] } else { &right[..] };
        self.film.call(&who, &contract, &json.unwrap(), funds)
    }
}

fn coins(amount: u128) -> Vec<Coin> {
    if amount == 0 {
        return vec![];
    }
    vec![coin(amount, USD)]
}
