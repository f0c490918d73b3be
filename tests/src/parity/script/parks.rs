//! The interchange: payments, and payments that the bank refuses. A blocked recipient is a module account, which both
//! chains refuse by themselves.

use backlot_api::interchange::ExecuteMsg;

use super::*;

const IT: &str = "interchange";

pub async fn play(stage: &mut Stage) {
    let pay = |payments: Vec<(String, u128)>| ExecuteMsg::Distribute {
        set: "by hand".into(),
        payments: payments.into_iter().map(|(wallet, amount)| (wallet, units(amount))).collect(),
    };
    let two = vec![(wallet("holder one"), 30), (wallet("holder two"), 12)];
    stage.tell("a set", "payer", IT, pay(two.clone()), &usd(42), Will::Pass).await;
    stage
        .tell("a set that does not add up", "payer", IT, pay(two.clone()), &usd(43), Will::Fail("[interchange.sum]"))
        .await;
    stage.tell("a set of nobody", "payer", IT, pay(vec![]), &usd(43), Will::Fail("[")).await;
    let twice = vec![two[0].clone(), two[0].clone()];
    stage.tell("a set of somebody twice", "payer", IT, pay(twice), &usd(60), Will::Fail("[input.duplicate]")).await;
    let mut blocked = (0..7).map(|n| (wallet(&format!("payee {n}")), 10 + n)).collect::<Vec<_>>();
    blocked.insert(3, (module("bonded_tokens_pool"), 100));
    let sum = blocked.iter().map(|(_, amount)| amount).sum();
    stage.tell("a set with one who cannot be paid", "payer", IT, pay(blocked), &usd(sum), Will::Pass).await;
    let alone = vec![(module("mint"), 5)];
    stage.tell("a set of one who cannot be paid", "payer", IT, pay(alone), &[coin(5, ATOM)], Will::Pass).await;
    let itself = vec![(stage.contract(IT), 8)];
    stage.tell("a set of the interchange itself", "payer", IT, pay(itself), &usd(8), Will::Pass).await;

    let retry = |wallet: String, denom: &str| ExecuteMsg::Retry { wallet, denom: denom.into() };
    let again = retry(module("bonded_tokens_pool"), USD);
    stage.tell("another try that fails", "payer", IT, again, &[], Will::Pass).await;
    stage
        .tell(
            "another try for nobody",
            "payer",
            IT,
            retry(wallet("payer"), USD),
            &[],
            Will::Fail("[interchange.not_parked]"),
        )
        .await;
    let redirect = || ExecuteMsg::Redirect { denom: USD.into(), to: wallet("payer") };
    stage
        .tell(
            "a payment redirected by who has none",
            "payer",
            IT,
            redirect(),
            &[],
            Will::Fail("[interchange.not_parked]"),
        )
        .await;
    // Only a contract can be owed something and then ask for it elsewhere here: the puppet's turn comes in `calls`.
    let sweep = || ExecuteMsg::SweepSurplus { denom: USD.into() };
    stage.tell("no coins to sweep", "payer", IT, sweep(), &[], Will::Fail("[interchange.no_surplus]")).await;
    stage.send("coins for the interchange", "payer", &[send(&stage.contract(IT), usd(66))], Will::Pass).await;
    stage.tell("coins swept", "payer", IT, sweep(), &[], Will::Pass).await;
}
