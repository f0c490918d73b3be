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
    let mut wanted: Vec<&str> = Kind::ALL.iter().map(|kind| kind.name()).collect();
    wanted.push("studio");
    let messages: Vec<[Msg; 1]> = wanted.iter().map(|contract| [Msg::StoreCode { wasm: wasm(contract) }]).collect();
    let txs: Vec<&[Msg]> = messages.iter().map(|message| &message[..]).collect();
    let mut codes: Vec<u64> = submit(chain, owner, &txs).await.iter().map(code_id).collect();
    let studio = codes.pop().expect("the studio was stored last");
    let version = || env!("CARGO_PKG_VERSION").to_owned();
    let kinds = Kind::ALL.into_iter().zip(codes);
    let kinds = kinds.map(|(kind, code_id)| Code { kind, code_id, version: version() }).collect();
    Codes { studio, kinds }
}

/// Signs these transactions with one sequence after the other, sends them, and waits for all.
pub async fn submit(chain: &RpcChain, who: &Actor, txs: &[&[Msg]]) -> Vec<TxOutcome> {
    let mut account = chain.account(who.address()).await.expect("auth answers");
    let mut signed = Vec::with_capacity(txs.len());
    for msgs in txs {
        let terms = TxTerms { account, gas: GAS, fee: None, timeout_height: 0, memo: String::new() };
        let tx = chain.sign(who, &terms, msgs).expect("it can be signed");
        chain.broadcast(&tx).await.expect("the mempool takes it");
        account.sequence += 1;
        signed.push(tx);
    }
    let mut outcomes = Vec::with_capacity(txs.len());
    for tx in signed {
        let outcome = loop {
            match chain.find_tx(&tx.hash).await.expect("the index answers") {
                Some(outcome) => break outcome,
                None => tokio::time::sleep(Duration::from_millis(10)).await,
            }
        };
        outcomes.push(outcome);
    }
    outcomes
}

/// Sends coins of an account that has them, one transaction after the other.
pub async fn give(chain: &RpcChain, faucet: &Mutex<Actor>, to: &str, amount: u128, denom: &str) {
    let faucet = faucet.lock().await;
    let send = [Msg::Send { to: to.into(), coins: coins(amount, denom) }];
    for outcome in submit(chain, &faucet, &[&send[..]]).await {
        assert_eq!(outcome.code, 0, "the faucet gives: {}", outcome.log);
    }
}

fn code_id(stored: &TxOutcome) -> u64 {
    assert_eq!(stored.code, 0, "{}", stored.log);
    stored.attribute("store_code", "code_id").expect("a code id").parse().expect("it is a number")
}
