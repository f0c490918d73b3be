use std::{sync::Arc, time::Duration};

use async_trait::async_trait;
use backlot_api::studio::Code;
use backlot_chain::Chain;

use crate::Actor;

/// The code a world needs.
pub struct Codes {
    /// The studio's own.
    pub studio: u64,
    /// Of each kind of contract that a studio makes.
    pub kinds: Vec<Code>,
}

/// A place where scenarios run: a chain, and the levers a test needs that a chain does not give to users.
#[async_trait]
pub trait Ring: Send + Sync {
    /// The chain.
    fn chain(&self) -> Arc<dyn Chain>;
    /// Puts the code on the chain.
    async fn store_codes(&self, owner: &Actor) -> Codes;
    /// Lets time pass.
    async fn pass(&self, seconds: u64);
    /// Gives coins out of nothing.
    async fn give(&self, to: &str, amount: u128, denom: &str);

    /// A wallet that bank refuses as recipient.
    async fn refused_wallet(&self) -> String {
        let wallet = Actor::refused().wallet();
        // Its owner may want to sign: an account exists from its first coin on.
        self.give(&wallet, 1, "stake").await;
        self.block_recipient(&wallet, true).await;
        wallet
    }

    /// Makes bank refuse an address as recipient, or take it again. No operator of a real chain can: bank refuses its
    /// module accounts, and nobody else.
    async fn block_recipient(&self, address: &str, _blocked: bool) {
        panic!("whether bank takes {address} is not for this chain's operator to say");
    }

    /// Pause between a block and the next; zero where a block comes with every transaction.
    fn pace(&self) -> Duration {
        Duration::ZERO
    }
}
