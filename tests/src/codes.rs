//! Putting the shipped wasm on a chain behind RPC.

use std::time::Duration;

use backlot_api::studio::{Code, Kind};
use backlot_chain::{rpc::RpcChain, Chain, Msg, Signer, TxOutcome, TxTerms};
use cosmwasm_std::coins;
use tokio::sync::Mutex;

use crate::{artifacts::wasm, Actor, Codes};

/// More than any of these transactions takes.
const GAS: u64 = 100_000_000;

/// Stores all of it, in one block where the chain makes them by the clock.
pub async fn store_all(chain: &RpcChain, owner: &Actor) -> Codes {
    let contracts = ["rights", "collection", "returns", "interchange", "studio"];
    let messages = contracts.map(|contract| [Msg::StoreCode { wasm: wasm(contract) }]);
    let stored = submit(chain, owner, messages.each_ref().map(|message| &message[..])).await;
    let [rights, collection, returns, interchange, studio] = stored.map(|outcome| code_id(&outcome));
    let kinds = [
        (Kind::Rights, rights),
        (Kind::Collection, collection),
        (Kind::Returns, returns),
        (Kind::Interchange, interchange),
    ];
    let version = || env!("CARGO_PKG_VERSION").to_owned();
    let kinds = kinds.map(|(kind, code_id)| Code { kind, code_id, version: version() }).to_vec();
    Codes { studio, kinds }
}

/// Signs these transactions with one sequence after the other, sends them, and waits for all.
pub async fn submit<const N: usize>(chain: &RpcChain, who: &Actor, txs: [&[Msg]; N]) -> [TxOutcome; N] {
    let mut account = chain.account(who.address()).await.expect("auth answers");
    let mut signed = Vec::with_capacity(N);
    for msgs in txs {
        let terms = TxTerms { account, gas: GAS, fee: None, timeout_height: 0, memo: String::new() };
        let tx = chain.sign(who, &terms, msgs).expect("it can be signed");
        chain.broadcast(&tx).await.expect("the mempool takes it");
        account.sequence += 1;
        signed.push(tx);
    }
    let mut outcomes = Vec::with_capacity(N);
    for tx in signed {
        let outcome = loop {
            match chain.find_tx(&tx.hash).await.expect("the index answers") {
                Some(outcome) => break outcome,
                None => tokio::time::sleep(Duration::from_millis(10)).await,
            }
        };
        outcomes.push(outcome);
    }
    outcomes.try_into().expect("as many as were sent")
}

/// Sends coins of an account that has them, one transaction after the other.
pub async fn give(chain: &RpcChain, faucet: &Mutex<Actor>, to: &str, amount: u128, denom: &str) {
    let faucet = faucet.lock().await;
    let send = [Msg::Send { to: to.into(), coins: coins(amount, denom) }];
    let [outcome] = submit(chain, &faucet, [&send[..]]).await;
    assert_eq!(outcome.code, 0, "the faucet gives: {}", outcome.log);
}

fn code_id(stored: &TxOutcome) -> u64 {
    assert_eq!(stored.code, 0, "{}", stored.log);
    stored.attribute("store_code", "code_id").expect("a code id").parse().expect("it is a number")
}
