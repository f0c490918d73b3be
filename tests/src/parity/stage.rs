use std::{collections::BTreeMap, time::Duration};

use backlot_chain::{Account, Chain, Msg, RpcChain, RpcConfig, TxTerms};
use cosmrs::proto::{
    cosmos::{
        base::abci::v1beta1::TxMsgData,
        tx::v1beta1::{SimulateRequest, SimulateResponse},
    },
    cosmwasm::wasm::v1::{MsgInstantiateContract2Response, MsgInstantiateContractResponse, MsgStoreCodeResponse},
    Any,
};
use cosmwasm_std::Coin;
use prost::Message as _;
use serde_json::json;
use sha2::{Digest, Sha256};

use super::{
    cast::{CHAIN_ID, STAKE},
    said::Message,
    Ask, Check, Delivered, Draft, Played, Rpc, Simulated, Step, Twist,
};
use crate::Actor;

/// Gas of a step that does not say otherwise.
const GAS: u64 = 4_000_000;

/// Who leads and who follows.
pub enum Pace {
    /// Blocks come when they come.
    Lead,
    /// Blocks are made so that everything happens at the heights of the one who led.
    Follow(std::vec::IntoIter<Played>),
}

/// What should become of a step.
#[derive(Clone, Copy, Debug)]
pub enum Will<'a> {
    /// It goes through.
    Pass,
    /// A block takes it and it fails with these words.
    Fail(&'a str),
    /// The mempool refuses it with these words.
    Bounce(&'a str),
}

/// A chain on which the script is played.
pub struct Stage {
    rpc: Rpc,
    chain: RpcChain,
    pace: Pace,
    /// The second in which the first of the two plays began: messages that name a time go by it.
    pub began: u64,
    /// What was played.
    pub played: Vec<Played>,
    /// Messages that went through, and messages that were refused.
    pub said: BTreeMap<String, (u32, u32)>,
    /// Contracts by name.
    pub contracts: BTreeMap<String, String>,
    /// Codes by name.
    pub codes: BTreeMap<String, u64>,
}

impl Stage {
    /// At a node's RPC.
    ///
    /// # Panics
    /// Where nobody answers.
    pub async fn at(url: &str, pace: Pace, began: u64) -> Self {
        let chain = RpcChain::new(RpcConfig::new(CHAIN_ID, vec![url.to_owned()])).expect("an endpoint is named");
        chain.status().await.expect("the chain is the one of the script");
        let rpc = Rpc::new(url);
        let (played, said, contracts, codes) = Default::default();
        Self { rpc, chain, pace, began, played, said, contracts, codes }
    }

    /// The node.
    pub fn rpc(&self) -> &Rpc {
        &self.rpc
    }

    /// Address of a contract made before.
    ///
    /// # Panics
    /// Where it was not.
    pub fn contract(&self, name: &str) -> String {
        self.contracts.get(name).unwrap_or_else(|| panic!("no contract {name:?} was made")).clone()
    }

    /// Id of a code stored before.
    ///
    /// # Panics
    /// Where it was not.
    pub fn code(&self, name: &str) -> u64 {
        *self.codes.get(name).unwrap_or_else(|| panic!("no code {name:?} was stored"))
    }

    /// Sends messages, through the keeper's own seam.
    pub async fn send(&mut self, name: &str, who: &str, msgs: &[Msg], will: Will<'_>) -> Option<Delivered> {
        self.send_with_gas(name, who, msgs, GAS, will).await
    }

    /// The same with another gas limit.
    ///
    /// # Panics
    /// Where auth does not answer.
    pub async fn send_with_gas(
        &mut self,
        name: &str,
        who: &str,
        msgs: &[Msg],
        gas: u64,
        will: Will<'_>,
    ) -> Option<Delivered> {
        let who = Actor::named(who);
        let account = self.chain.account(&who.wallet()).await.expect("auth answers");
        let fee = Some(cosmwasm_std::coin(fee_of(gas), STAKE));
        let terms = TxTerms { account, gas, fee, timeout_height: 0, memo: String::new() };
        let signed = self.chain.sign(&who, &terms, msgs).expect("actors sign").bytes;
        let terms = TxTerms { gas: 0, fee: None, ..terms };
        let unsigned = backlot_chain::tx::unsigned(&who, &terms, msgs);
        let what = msgs.iter().map(spell).collect::<Vec<_>>().join(" + ");
        self.play(name, what, Some(unsigned), signed, will).await
    }

    /// Calls a contract of ours with one of its own messages.
    pub async fn tell(
        &mut self,
        name: &str,
        who: &str,
        contract: &str,
        message: impl Message,
        funds: &[Coin],
        will: Will<'_>,
    ) -> Option<Delivered> {
        let (variant, msg) = message.spell();
        let tally = self.said.entry(variant).or_default();
        match will {
            Will::Pass => tally.0 += 1,
            _ => tally.1 += 1,
        }
        let execute = Msg::Execute { contract: self.contract(contract), msg, funds: funds.to_vec() };
        self.send(name, who, &[execute], will).await
    }

    /// Calls any contract with JSON.
    pub async fn call(
        &mut self,
        name: &str,
        who: &str,
        contract: &str,
        msg: serde_json::Value,
        will: Will<'_>,
    ) -> Option<Delivered> {
        let contract = self.contracts.get(contract).cloned().unwrap_or_else(|| contract.to_owned());
        let execute = Msg::Execute { contract, msg: msg.to_string().into_bytes(), funds: vec![] };
        self.send(name, who, &[execute], will).await
    }

    /// Sends a transaction that the seam would not.
    ///
    /// # Panics
    /// Where auth does not answer.
    pub async fn draft(&mut self, name: &str, who: &[&str], draft: Draft, will: Will<'_>) -> Option<Delivered> {
        let actors = who.iter().map(|name| Actor::named(name)).collect::<Vec<_>>();
        let mut signers = Vec::new();
        for actor in &actors {
            signers.push((actor, self.chain.account(&actor.wallet()).await.expect("auth answers")));
        }
        let signed = draft.sign(CHAIN_ID, &signers);
        let simulate = matches!(draft.twist, Twist::None | Twist::Sequence(_) | Twist::NoKey | Twist::UnknownField);
        let unsigned = simulate.then(|| draft.unsigned(&signers, false));
        let what = draft.msgs.iter().map(|msg| msg.type_url.clone()).collect::<Vec<_>>().join(" + ");
        let what = if draft.twist == Twist::None { what } else { format!("{what} ({:?})", draft.twist) };
        self.play(name, what, unsigned, signed, will).await
    }

    /// Sends raw bytes.
    pub async fn bytes(&mut self, name: &str, bytes: Vec<u8>, will: Will<'_>) -> Option<Delivered> {
        self.play(name, "bytes".into(), None, bytes, will).await
    }

    /// An account as the chain has it now.
    ///
    /// # Panics
    /// Where auth does not answer.
    pub async fn account(&self, who: &str) -> Account {
        self.chain.account(&Actor::named(who).wallet()).await.expect("auth answers")
    }

    /// Simulates, without sending anything.
    pub async fn simulate(&mut self, name: &str, who: &str, draft: Draft, fee: bool) {
        let actor = Actor::named(who);
        let account = self.account(who).await;
        let bytes = draft.unsigned(&[(&actor, account)], fee);
        let led = self.led();
        self.reach_simulation(led.as_ref()).await;
        let simulated = self.simulated(name, bytes).await;
        let unexpected = None;
        let step = Step {
            name: name.into(),
            what: "simulation".into(),
            simulated: Some(simulated),
            unexpected,
            ..Step::default()
        };
        self.played.push(Played::Step(Box::new(step)));
    }

    /// Asks a query.
    ///
    /// # Panics
    /// Where the one who led did something else here.
    pub async fn ask(&mut self, name: &str, path: &str, data: &[u8]) -> Ask {
        if let Pace::Follow(led) = &mut self.pace {
            let Some(Played::Ask(led)) = led.next() else { panic!("{name}: the one who led did not ask this") };
            self.reach(led.height).await;
        }
        let ask = self.rpc.ask(name, path, data).await;
        self.played.push(Played::Ask(ask.clone()));
        ask
    }

    /// Lets time pass: really, or by the devnet's lever.
    pub async fn wait(&mut self, seconds: u64) {
        match self.pace {
            Pace::Lead => tokio::time::sleep(Duration::from_secs(seconds + 1)).await,
            Pace::Follow(_) => self.rpc.lever("advance_time", json!({"seconds": seconds + 1})).await,
        }
    }

    /// Makes blocks up to this height.
    async fn reach(&self, height: u64) {
        // A transaction that only this chain took has put it ahead; the comparison will say so.
        for _ in self.rpc.height().await..height {
            self.rpc.lever("produce_block", json!({})).await;
        }
    }

    fn led(&mut self) -> Option<Step> {
        let Pace::Follow(led) = &mut self.pace else { return None };
        match led.next() {
            Some(Played::Step(step)) => Some(*step),
            _ => panic!("the one who led did something else here"),
        }
    }

    async fn reach_simulation(&self, led: Option<&Step>) {
        if let Some(simulated) = led.and_then(|led| led.simulated.as_ref()) {
            self.reach(simulated.ask.height).await;
        }
    }

    async fn simulated(&self, name: &str, tx_bytes: Vec<u8>) -> Simulated {
        #[allow(deprecated, reason = "the field must be named to be left empty")]
        let ask = SimulateRequest { tx: None, tx_bytes };
        let ask = self.rpc.ask(name, "/cosmos.tx.v1beta1.Service/Simulate", &ask.encode_to_vec()).await;
        let answer = SimulateResponse::decode(ask.value.as_slice()).unwrap_or_default();
        let gas = answer.gas_info.unwrap_or_default();
        let result = answer.result.unwrap_or_default();
        let events = result.events.into_iter().map(|event| {
            let attributes = event.attributes.into_iter().map(|one| (one.key, one.value, one.index)).collect();
            (event.r#type, attributes)
        });
        let (gas_wanted, gas_used) = (gas.gas_wanted, gas.gas_used);
        let responses = TxMsgData { msg_responses: result.msg_responses, ..TxMsgData::default() };
        Simulated { ask, gas_wanted, gas_used, events: events.collect(), data: responses.encode_to_vec() }
    }

    async fn play(
        &mut self,
        name: &str,
        what: String,
        unsigned: Option<Vec<u8>>,
        signed: Vec<u8>,
        will: Will<'_>,
    ) -> Option<Delivered> {
        let led = self.led();
        self.reach_simulation(led.as_ref()).await;
        // Nothing but the gas of a block ends an endless simulation.
        let simulated = match unsigned.filter(|_| !name.contains("endless")) {
            Some(bytes) => Some(self.simulated(name, bytes).await),
            None => None,
        };
        if let Some(delivered) = led.as_ref().and_then(|led| led.delivered.as_ref()) {
            self.reach(delivered.height - 1).await;
        } else if let Some(led) = &led {
            self.reach(led.height).await;
        }
        let height = self.rpc.height().await;
        let check = self.rpc.broadcast(&signed).await;
        let delivered = match check.code {
            0 => self.found(name, &Sha256::digest(&signed)).await,
            _ => None,
        };
        let unexpected = surprise(&check, delivered.as_ref(), will);
        let name = name.to_owned();
        let step = Step { name, what, simulated, check, height, delivered: delivered.clone(), unexpected };
        self.played.push(Played::Step(Box::new(step)));
        delivered.filter(|delivered| delivered.code == 0)
    }

    async fn found(&self, name: &str, hash: &[u8]) -> Option<Delivered> {
        for _ in 0..600 {
            if let Some(found) = self.rpc.find(hash).await {
                return Some(found);
            }
            tokio::time::sleep(Duration::from_millis(25)).await;
        }
        panic!("{name}: no block took it");
    }
}

/// Fee that pays for gas at the least price.
pub fn fee_of(gas: u64) -> u128 {
    (u128::from(gas) * u128::from(super::cast::GAS_PRICE_MICRO)).div_ceil(1_000_000)
}

impl Draft {
    /// Messages with the usual gas and fee.
    pub fn of(msgs: Vec<Any>) -> Self {
        Self::with_gas(msgs, GAS)
    }

    /// The same with another gas limit.
    pub fn with_gas(msgs: Vec<Any>, gas: u64) -> Self {
        Self { msgs, gas, fee: vec![(fee_of(gas), STAKE.into())], ..Self::default() }
    }

    /// Something wrong with them.
    #[must_use]
    pub fn twisted(mut self, twist: Twist) -> Self {
        self.twist = twist;
        self
    }
}

fn surprise(check: &Check, delivered: Option<&Delivered>, will: Will<'_>) -> Option<String> {
    let (met, log) = match (will, delivered) {
        (Will::Pass, Some(result)) => (result.code == 0, &result.log),
        (Will::Fail(words), Some(result)) => (result.code != 0 && result.log.contains(words), &result.log),
        (Will::Bounce(words), None) => (check.log.contains(words), &check.log),
        (Will::Bounce(_), Some(result)) => (false, &result.log),
        (_, None) => (false, &check.log),
    };
    (!met).then(|| format!("{will:?} was expected, got: {log}"))
}

fn spell(msg: &Msg) -> String {
    match msg {
        Msg::Execute { msg, .. } => String::from_utf8_lossy(msg).chars().take(120).collect(),
        Msg::StoreCode { wasm } => format!("store {} bytes", wasm.len()),
        Msg::Instantiate { code_id, .. } => format!("instantiate code {code_id}"),
        Msg::Instantiate2 { code_id, .. } => format!("instantiate2 code {code_id}"),
        Msg::Migrate { code_id, .. } => format!("migrate to code {code_id}"),
        Msg::Send { coins, .. } => {
            format!("send {}", coins.iter().map(ToString::to_string).collect::<Vec<_>>().join(","))
        }
        Msg::UpdateAdmin { .. } => "update admin".into(),
        Msg::ClearAdmin { .. } => "clear admin".into(),
    }
}

impl Delivered {
    /// Responses of its messages.
    pub fn responses(&self) -> Vec<Any> {
        TxMsgData::decode(self.data.as_slice()).unwrap_or_default().msg_responses
    }

    /// Id of the code it stored.
    pub fn code_id(&self) -> Option<u64> {
        let response = self.responses().into_iter().find(|any| any.type_url.ends_with("MsgStoreCodeResponse"))?;
        Some(MsgStoreCodeResponse::decode(response.value.as_slice()).ok()?.code_id)
    }

    /// Address of the contract it made.
    pub fn made(&self) -> Option<String> {
        self.responses().into_iter().find_map(|any| {
            if any.type_url.ends_with("MsgInstantiateContractResponse") {
                return Some(MsgInstantiateContractResponse::decode(any.value.as_slice()).ok()?.address);
            }
            let two = any.type_url.ends_with("MsgInstantiateContract2Response");
            two.then(|| MsgInstantiateContract2Response::decode(any.value.as_slice()).ok())?.map(|made| made.address)
        })
    }
}
