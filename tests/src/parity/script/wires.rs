//! Transactions as such: signatures, sequences, fees, gas, memos, forms.

use cosmrs::proto::{cosmos::bank::v1beta1::MsgSend, Any};

use super::*;
use crate::parity::draft::pack;

fn transfer(from: &str, amount: u128) -> Any {
    pack(&MsgSend {
        from_address: wallet(from),
        to_address: wallet("holder one"),
        amount: vec![cosmrs::proto::cosmos::base::v1beta1::Coin { denom: USD.into(), amount: amount.to_string() }],
    })
}

fn draft() -> Draft {
    Draft::of(vec![transfer("payer", 1)])
}

pub async fn play(stage: &mut Stage) {
    signatures(stage).await;
    forms(stage).await;
    fees(stage).await;
    gas(stage).await;
    several(stage).await;
}

async fn signatures(stage: &mut Stage) {
    for (name, twist, words) in [
        ("a sequence too high", Twist::Sequence(1), "account sequence mismatch"),
        ("a sequence too low", Twist::Sequence(-1), "account sequence mismatch"),
        ("signed for another chain", Twist::ChainId, "signature verification failed"),
        ("signed with another account number", Twist::AccountNumber, "signature verification failed"),
        ("a wrong signature", Twist::Signature, "signature verification failed"),
        ("the other half of a signature", Twist::HighSignature, "signature verification failed"),
        ("no signature", Twist::Unsigned, "no signatures supplied"),
        ("an empty signature", Twist::EmptySignature, "signature verification failed"),
        ("a signature too many", Twist::SignedTwice, "wrong number of signers"),
        ("the key of somebody else", Twist::ForeignKey, "pubKey does not match signer address"),
        ("no signer", Twist::NoSigner, ""),
        ("signed in a mode of the past", Twist::Mode(2), ""),
        ("signed in no mode", Twist::Mode(0), ""),
    ] {
        stage.draft(name, &["payer"], draft().twisted(twist), Will::Bounce(words)).await;
    }
    stage
        .draft(
            "no key, where the chain knows it",
            &["payer"],
            draft().twisted(Twist::NoKey),
            Will::Bounce("nil pointer dereference"),
        )
        .await;
    let unknown = Draft::of(vec![transfer("heir", 1)]).twisted(Twist::NoKey);
    stage.draft("no key, where the chain does not know it", &["heir"], unknown, Will::Bounce("")).await;
    let ghost = Draft::of(vec![transfer("ghost", 1)]);
    stage.draft("signed by nobody the chain knows", &["ghost"], ghost, Will::Bounce("does not exist")).await;
    let mine = draft();
    stage.draft("signed by somebody else", &["holder one"], mine, Will::Bounce("pubKey does not match")).await;
}

async fn forms(stage: &mut Stage) {
    for (name, twist) in [
        ("an unknown field in the body", Twist::UnknownField),
        ("an unknown field in the auth info", Twist::UnknownAuthField),
        ("an unknown field in a message", Twist::UnknownMessageField),
        ("an extension", Twist::Extension),
        ("without a sequence", Twist::Unordered),
        ("bytes after the end", Twist::TrailingBytes),
    ] {
        stage.draft(name, &["payer"], draft().twisted(twist), Will::Bounce("")).await;
    }
    let ignorable = draft().twisted(Twist::IgnorableField);
    stage.draft("an unknown field that may be ignored", &["payer"], ignorable, Will::Pass).await;
    let extension = draft().twisted(Twist::IgnorableExtension);
    stage
        .draft("an unknown extension that could be ignored", &["payer"], extension, Will::Bounce("unable to resolve"))
        .await;
    stage.draft("no message", &["payer"], Draft::of(vec![]), Will::Bounce("")).await;
    let unknown = Any { type_url: "/backlot.Unknown".into(), value: vec![10, 1, b'x'] };
    stage
        .draft("a message nobody knows", &["payer"], Draft::of(vec![unknown]), Will::Bounce("unable to resolve"))
        .await;
    let garbled = Any { type_url: "/cosmos.bank.v1beta1.MsgSend".into(), value: vec![0xff; 5] };
    stage
        .draft("a message that is garbled", &["payer"], Draft::of(vec![garbled]), Will::Bounce("tx parse error"))
        .await;
    stage.bytes("no transaction at all", b"a film is made".to_vec(), Will::Bounce("tx parse error")).await;
    stage.bytes("nothing at all", vec![], Will::Bounce("")).await;
    let memo = |len: usize| Draft { memo: "m".repeat(len), ..draft() };
    stage.draft("the longest memo", &["payer"], memo(256), Will::Pass).await;
    stage.draft("a memo too long", &["payer"], memo(257), Will::Bounce("memo too large")).await;
    let late = Draft { timeout_height: 1, ..draft() };
    stage.draft("too late", &["payer"], late, Will::Bounce("timeout height")).await;
    let in_time = Draft { timeout_height: 1_000_000, ..draft() };
    stage.draft("in time", &["payer"], in_time, Will::Pass).await;
}

async fn fees(stage: &mut Stage) {
    let fee = |fee: Vec<(u128, &str)>| Draft {
        fee: fee.into_iter().map(|(amount, denom)| (amount, denom.to_owned())).collect(),
        ..draft()
    };
    let enough = fee_of(draft().gas);
    let insufficient = Will::Bounce("insufficient fee");
    stage.draft("no fee", &["payer"], fee(vec![]), insufficient).await;
    stage.draft("a fee of zero", &["payer"], fee(vec![(0, STAKE)]), insufficient).await;
    stage.draft("a fee one short", &["payer"], fee(vec![(enough - 1, STAKE)]), insufficient).await;
    stage.draft("a fee in another denom", &["payer"], fee(vec![(enough, USD)]), insufficient).await;
    stage.draft("a fee in two denoms", &["payer"], fee(vec![(enough, STAKE), (5, USD)]), Will::Pass).await;
    stage.draft("a fee out of order", &["payer"], fee(vec![(5, USD), (enough, STAKE)]), Will::Bounce("")).await;
    stage.draft("a fee in a bad denom", &["payer"], fee(vec![(5, "1")]), Will::Bounce("")).await;
    stage
        .draft(
            "a fee far too high",
            &["payer"],
            fee(vec![(1_000_000_000_000_000, STAKE)]),
            Will::Bounce("insufficient"),
        )
        .await;
    stage.draft("more fee than needed", &["payer"], fee(vec![(enough * 2, STAKE)]), Will::Pass).await;
    stage.draft("no fee at all", &["payer"], draft().twisted(Twist::NoFee), Will::Bounce("")).await;
    let poor = Draft::of(vec![transfer(PAUPER, 1)]);
    stage.draft("a fee one cannot pay", &[PAUPER], poor, Will::Bounce("insufficient funds")).await;
    let paid = Draft { payer: wallet("second signer"), ..Draft::of(vec![transfer(PAUPER, 0)]) };
    stage.draft("a fee that another signer pays", &[PAUPER, "second signer"], paid, Will::Fail("")).await;
    let unsigned = Draft { payer: wallet("second signer"), ..draft() };
    stage.draft("a fee that another pays unasked", &["payer"], unsigned, Will::Bounce("")).await;
    let nobody = Draft { payer: "wasm1nobody".into(), ..draft() };
    stage.draft("a fee that no address pays", &["payer"], nobody, Will::Bounce("")).await;
    let granted = Draft { granter: wallet("holder one"), ..draft() };
    stage.draft("a fee that nobody granted", &["payer"], granted, Will::Bounce("")).await;
}

async fn gas(stage: &mut Stage) {
    for (name, gas, will) in [
        ("no gas", 0, Will::Bounce("out of gas")),
        ("gas for less than the bytes", 1_000, Will::Bounce("out of gas in location")),
        ("gas for the bytes alone", 4_000, Will::Bounce("out of gas in location")),
        ("gas for less than the signature", 25_000, Will::Bounce("out of gas in location")),
        ("gas for less than the message", 55_000, Will::Fail("out of gas in location")),
        ("gas beyond all bounds", u64::MAX, Will::Bounce("")),
    ] {
        stage
            .draft(
                name,
                &["payer"],
                Draft { fee: vec![(1_000_000, STAKE.into())], ..Draft::with_gas(vec![transfer("payer", 1)], gas) },
                will,
            )
            .await;
    }
}

async fn several(stage: &mut Stage) {
    let (one, two) = (transfer("payer", 11), transfer("payer", 12));
    stage.draft("two messages", &["payer"], Draft::of(vec![one.clone(), two]), Will::Pass).await;
    let last = transfer("payer", 900_000_000_000);
    stage
        .draft(
            "two messages, the last fails",
            &["payer"],
            Draft::of(vec![one.clone(), last]),
            Will::Fail("message index: 1"),
        )
        .await;
    let both = Draft::of(vec![one, transfer("holder two", 3)]);
    stage.draft("two messages of two signers", &["payer", "holder two"], both.clone(), Will::Pass).await;
    stage
        .draft(
            "two messages of two signers, in the wrong order",
            &["holder two", "payer"],
            both.clone(),
            Will::Bounce(""),
        )
        .await;
    stage.draft("two messages of two signers, one of whom is missing", &["payer"], both, Will::Bounce("")).await;

    // Estimates: for an account that never signed, with a fee and without.
    stage
        .simulate("an estimate for a first signer", "holder three", Draft::of(vec![transfer("holder three", 1)]), false)
        .await;
    stage
        .simulate(
            "an estimate for a first signer, with a fee",
            "holder three",
            Draft::of(vec![transfer("holder three", 1)]),
            true,
        )
        .await;
    stage.simulate("an estimate with a fee", "payer", draft(), true).await;
    stage.simulate("an estimate for nobody", "ghost", Draft::of(vec![transfer("ghost", 1)]), false).await;
    stage.simulate("an estimate with a fee one cannot pay", PAUPER, Draft::of(vec![transfer(PAUPER, 1)]), true).await;
    stage
        .send("the first signature of an account", "holder three", &[send(&wallet("holder one"), usd(1))], Will::Pass)
        .await;
}
