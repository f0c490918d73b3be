//! Coins: sent, refused, to one and to many.

use cosmrs::proto::cosmos::{
    bank::v1beta1::{Input, MsgMultiSend, MsgSend, Output},
    base::v1beta1::Coin as ProtoCoin,
};

use super::*;
use crate::parity::draft::pack;

pub async fn play(stage: &mut Stage) {
    let (one, two) = (wallet("holder one"), wallet("holder two"));
    stage.send("a send", "payer", &[send(&one, usd(1_000))], Will::Pass).await;
    stage.send("a send of two denoms", "payer", &[send(&one, vec![coin(5, USD), coin(7, ATOM)])], Will::Pass).await;
    stage.send("a send to a new account", "payer", &[send(&wallet("newcomer"), usd(50))], Will::Pass).await;
    stage.send("a send to oneself", "payer", &[send(&wallet("payer"), usd(50))], Will::Pass).await;
    let all = usd(700_000_000_007);
    stage.send("more than one has", "payer", &[send(&one, all)], Will::Fail("is smaller than")).await;
    let none = vec![coin(1, "nothing")];
    stage.send("of a denom one has not", "payer", &[send(&one, none)], Will::Fail("spendable balance 0nothing")).await;
    for name in ["fee_collector", "distribution", "bonded_tokens_pool", "transfer", "wasm", "nft"] {
        let what = format!("to the module account {name}");
        stage.send(&what, "payer", &[send(&module(name), usd(1))], Will::Fail("not allowed to receive")).await;
    }
    stage.send("to the module account gov", "payer", &[send(&module("gov"), usd(1))], Will::Pass).await;
    stage.send("nothing", "payer", &[send(&one, vec![])], Will::Fail("invalid coins")).await;
    stage.send("zero", "payer", &[send(&one, usd(0))], Will::Fail("invalid coins")).await;
    stage.send("a bad denom", "payer", &[send(&one, vec![coin(1, "1x")])], Will::Fail("")).await;
    stage.send("to no address", "payer", &[send("wasm1nobody", usd(1))], Will::Fail("invalid")).await;
    stage
        .send(
            "to another chain's address",
            "payer",
            &[send("cosmos1qyqszqgpqyqszqgpqyqszqgpqyqszqgpjnp7du", usd(1))],
            Will::Fail(""),
        )
        .await;
    stage
        .send("all one has of a denom", "holder four", &[send(&one, vec![coin(700_000_000_000, ATOM)])], Will::Pass)
        .await;

    let from = wallet("payer");
    let raw = |amount: &str, denom: &str| ProtoCoin { denom: denom.into(), amount: amount.into() };
    for (name, coins) in [
        ("coins in the wrong order", vec![raw("1", USD), raw("1", ATOM)]),
        ("a coin twice", vec![raw("1", USD), raw("1", USD)]),
        ("a negative amount", vec![raw("-1", USD)]),
        ("an amount of words", vec![raw("many", USD)]),
        ("an amount that is missing", vec![raw("", USD)]),
    ] {
        let message = MsgSend { from_address: from.clone(), to_address: one.clone(), amount: coins };
        let will =
            if name == "an amount of words" { Will::Bounce("cannot unmarshal") } else { Will::Fail("invalid coins") };
        stage.draft(name, &["payer"], Draft::of(vec![pack(&message)]), will).await;
    }

    let input = |coins: Vec<ProtoCoin>| vec![Input { address: from.clone(), coins }];
    let output = |address: &str, amount: &str| Output { address: address.into(), coins: vec![raw(amount, USD)] };
    let many = |inputs: Vec<Input>, outputs: Vec<Output>| Draft::of(vec![pack(&MsgMultiSend { inputs, outputs })]);
    let newcomer = wallet("newcomer by many");
    let pays = many(input(vec![raw("60", USD)]), vec![output(&one, "10"), output(&two, "20"), output(&newcomer, "30")]);
    stage.draft("a send to many, one of them new", &["payer"], pays, Will::Pass).await;
    let twice = many(input(vec![raw("3", USD)]), vec![output(&one, "1"), output(&one, "2")]);
    stage.draft("a send to many, one of them twice", &["payer"], twice, Will::Pass).await;
    let blocked = many(input(vec![raw("3", USD)]), vec![output(&one, "1"), output(&module("mint"), "2")]);
    stage.draft("a send to many, one of them blocked", &["payer"], blocked, Will::Fail("not allowed to receive")).await;
    let sums = many(input(vec![raw("3", USD)]), vec![output(&one, "1")]);
    stage.draft("a send to many that does not add up", &["payer"], sums, Will::Fail("sum inputs != sum outputs")).await;
    let nobody = many(input(vec![raw("3", USD)]), vec![]);
    stage.draft("a send to many that names nobody", &["payer"], nobody, Will::Fail("")).await;
    let poor = many(input(vec![raw("900000000000", USD)]), vec![output(&one, "900000000000")]);
    stage.draft("a send to many of more than one has", &["payer"], poor, Will::Fail("is smaller than")).await;
}
