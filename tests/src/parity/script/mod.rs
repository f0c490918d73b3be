//! The script, written once.

mod admins;
mod agrees;
mod banks;
mod calls;
mod codes;
mod collects;
mod films;
mod holds;
mod licensed;
mod parks;
mod queries;
mod returns;
mod wires;

use backlot_chain::Msg;
use cosmwasm_std::{coin, Coin, Uint128};
use serde::Serialize;

use super::{
    cast::{ATOM, PAUPER, STAKE, USD},
    stage::{fee_of, Will},
    Draft, Stage, Twist,
};
use crate::Actor;

/// Plays all of it.
pub async fn play(stage: &mut Stage) {
    banks::play(stage).await;
    wires::play(stage).await;
    codes::play(stage).await;
    films::play(stage).await;
    holds::play(stage).await;
    collects::play(stage).await;
    agrees::play(stage).await;
    licensed::play(stage).await;
    returns::play(stage).await;
    parks::play(stage).await;
    calls::play(stage).await;
    admins::play(stage).await;
    queries::play(stage).await;
}

/// A wallet by its actor's name.
fn wallet(name: &str) -> String {
    Actor::named(name).wallet()
}

/// The wallet of a module account, which bank refuses as recipient unless it is `gov`'s.
fn module(name: &str) -> String {
    use sha2::{Digest, Sha256};
    let address = &Sha256::digest(name.as_bytes())[..20];
    backlot_chain::address::encode("wasm", address).expect("twenty bytes are an address")
}

fn usd(amount: u128) -> Vec<Coin> {
    vec![coin(amount, USD)]
}

fn json(message: &impl Serialize) -> Vec<u8> {
    serde_json::to_vec(message).expect("messages are JSON")
}

fn send(to: &str, coins: Vec<Coin>) -> Msg {
    Msg::Send { to: to.into(), coins }
}

fn units(amount: u128) -> Uint128 {
    Uint128::new(amount)
}
