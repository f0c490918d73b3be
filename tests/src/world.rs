use std::{sync::Arc, time::Duration};

use backlot_api::{event::TypedEvent, studio};
use backlot_chain::{Chain, ChainError, Msg, TxOutcome, TxTerms};
use cosmwasm_std::Coin;
use serde::{de::DeserializeOwned, Serialize};

use crate::{film::Film, Actor, Codes, Ring};

/// Gas that any message of a scenario fits into: refusals then come from a block, not from a simulation.
const GAS: u64 = 100_000_000;

/// A chain with a studio on it.
pub struct World {
    ring: Box<dyn Ring>,
    chain: Arc<dyn Chain>,
    /// What was stored on the chain; anyone can make contracts of it.
    pub codes: Codes,
    /// Owner of the studio.
    pub owner: Actor,
    /// The studio.
    pub studio: String,
    /// Its interchange.
    pub interchange: String,
}

impl World {
    /// Puts the code on the ring's chain and makes a studio.
    pub async fn on(ring: Box<dyn Ring>) -> Self {
        let owner = Actor::named("studio owner");
        let codes = ring.store_codes(&owner).await;
        let chain = ring.chain();
        let mut world = Self { ring, chain, codes, owner, studio: String::new(), interchange: String::new() };
        let message = studio::InstantiateMsg { owner: world.owner.wallet(), codes: world.codes.kinds.clone() };
        let instantiate = Msg::Instantiate {
            code_id: world.codes.studio,
            admin: Some(world.owner.wallet()),
            label: "studio".into(),
            msg: serde_json::to_vec(&message).expect("messages are JSON"),
            funds: vec![],
        };
        let outcome = world.submit(&world.owner, &[instantiate]).await.ok();
        world.studio = outcome.attribute("instantiate", "_contract_address").expect("a studio was made").to_owned();
        world.interchange =
            world.query::<studio::ConfigResponse>(&world.studio, &studio::QueryMsg::Config {}).await.interchange;
        world
    }

    /// The chain.
    pub fn chain(&self) -> Arc<dyn Chain> {
        self.chain.clone()
    }

    /// Makes a film.
    pub async fn make_film(&self, id: &str, plan: studio::FilmPlan) -> Film {
        let message = studio::ExecuteMsg::CreateFilm { film: id.into(), plan };
        let _made = self.execute(&self.owner, &self.studio, &message, &[]).await.ok();
        let film: studio::Film = self.query(&self.studio, &studio::QueryMsg::Film { film: id.into() }).await;
        Film::new(film)
    }

    /// Calls a contract.
    pub async fn execute(&self, who: &Actor, contract: &str, msg: &impl Serialize, funds: &[Coin]) -> Did {
        let msg = serde_json::to_vec(msg).expect("messages are JSON");
        self.submit(who, &[Msg::Execute { contract: contract.into(), msg, funds: funds.to_vec() }]).await
    }

    /// Puts messages into one transaction and waits for its block.
    pub async fn submit(&self, who: &Actor, msgs: &[Msg]) -> Did {
        let what = format!("{}: {}", who.name(), spell(msgs));
        Did { what, result: self.try_submit(who, msgs).await }
    }

    async fn try_submit(&self, who: &Actor, msgs: &[Msg]) -> Result<TxOutcome, ChainError> {
        use backlot_chain::Signer;
        let account = self.chain.account(who.address()).await?;
        let terms = TxTerms { account, gas: GAS, fee: None, timeout_height: 0, memo: String::new() };
        let tx = self.chain.sign(who, &terms, msgs)?;
        self.chain.broadcast(&tx).await?;
        for _ in 0..1_000 {
            match self.chain.find_tx(&tx.hash).await? {
                Some(outcome) if outcome.code == 0 => return Ok(outcome),
                Some(TxOutcome { codespace, code, log, .. }) => {
                    return Err(ChainError::Refused { codespace, code, log });
                }
                None => tokio::time::sleep(Duration::from_millis(20)).await,
            }
        }
        Err(ChainError::Unreachable { reason: format!("no block took {}", tx.hash) })
    }

    /// A contract's answer.
    pub async fn query<T: DeserializeOwned>(&self, contract: &str, msg: &impl Serialize) -> T {
        let msg = serde_json::to_vec(msg).expect("messages are JSON");
        let answer = self.chain.query_smart(contract, &msg).await;
        let answer = answer.unwrap_or_else(|error| panic!("{}: {error}", String::from_utf8_lossy(&msg)));
        serde_json::from_slice(&answer).expect("the answer is of the type")
    }

    /// What a wallet or contract has of a denom.
    pub async fn balance(&self, address: &str, denom: &str) -> u128 {
        self.chain.balance(address, denom).await.expect("bank answers")
    }

    /// Gives coins out of nothing.
    pub async fn give(&self, to: &Actor, amount: u128, denom: &str) {
        self.ring.give(&to.wallet(), amount, denom).await;
    }

    /// Lets time pass.
    pub async fn pass(&self, seconds: u64) {
        self.ring.pass(seconds).await;
    }

    /// A wallet that bank refuses as recipient: [`Actor::refused`]'s, or one that nobody has a key to.
    pub async fn refused_wallet(&self) -> String {
        self.ring.refused_wallet().await
    }

    /// Makes bank refuse an address as recipient, or take it again; not on a real chain.
    pub async fn block_recipient(&self, address: &str, blocked: bool) {
        self.ring.block_recipient(address, blocked).await;
    }

    /// Pause between a block and the next; zero where a block comes with every transaction.
    pub fn pace(&self) -> Duration {
        self.ring.pace()
    }

    /// Waits until what was sent is in a block.
    pub async fn next_block(&self) {
        if self.pace().is_zero() {
            return;
        }
        let height = || async { self.chain.status().await.expect("the chain answers").height };
        // One may have been made without it when we began to wait; and a block is indexed when the next one comes.
        let until = height().await + 2;
        while height().await < until {
            tokio::time::sleep(self.pace() / 8).await;
        }
    }
}

fn spell(msgs: &[Msg]) -> String {
    msgs.iter()
        .map(|msg| match msg {
            Msg::Execute { msg, .. } => String::from_utf8_lossy(msg).chars().take(200).collect(),
            other => format!("{other:?}").chars().take(80).collect::<String>(),
        })
        .collect::<Vec<_>>()
        .join("; ")
}

/// What became of a transaction. Say what you expect of it.
#[must_use = "say whether it should have succeeded"]
pub struct Did {
    what: String,
    result: Result<TxOutcome, ChainError>,
}

impl Did {
    /// It went through.
    #[track_caller]
    pub fn ok(self) -> TxOutcome {
        match self.result {
            Ok(outcome) => outcome,
            Err(error) => panic!("{} was refused: {error}", self.what),
        }
    }

    /// One of our contracts refused it with this code; returns the chain's words.
    #[track_caller]
    pub fn refused(self, code: &str) -> String {
        match self.result {
            Ok(_) => panic!("{} went through; [{code}] should have refused it", self.what),
            Err(error) if error.contract_code() == Some(code) => error.to_string(),
            Err(error) => panic!("{} was refused, but not with [{code}]: {error}", self.what),
        }
    }

    /// It went through and left exactly one event of this type.
    #[track_caller]
    pub fn told<E: TypedEvent>(self, contract: &str) -> E {
        let outcome = self.ok();
        let mut events = E::read_all(&outcome.events, contract);
        assert_eq!(events.len(), 1, "events of type {}", E::TYPE);
        events.remove(0)
    }
}
