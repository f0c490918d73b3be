//! A film's agreement is amended: every message of `agreements`.

use backlot_api::{
    agreements::ExecuteMsg,
    collection, engine,
    schedule::{Agreement, Share},
};
use cosmwasm_std::{Binary, Timestamp};
use cw_ownable::Action;

use super::*;
use crate::film::{agreement, Parties};

const OWNER: &str = "studio owner";
const IT: &str = "agreements";

/// Net profits otherwise: who shares in them can get less, nobody else can.
fn amended(shares: impl Fn(&mut Vec<Share>)) -> Binary {
    let mut agreement: Agreement = agreement(&Parties::default());
    shares(&mut agreement.schedule.tables[0].tiers[3].shares);
    json(&agreement).into()
}

pub async fn play(stage: &mut Stage) {
    let deadline = Timestamp::from_seconds(stage.began + 7 * 86_400);
    let propose = |agreement: Binary, deadline: Timestamp| ExecuteMsg::Propose { agreement, deadline, reference: None };
    let better = || amended(|shares| shares[0].weight = 2);
    let consent = |parties: &[&str]| ExecuteMsg::Consent {
        parties: parties.iter().map(ToString::to_string).collect(),
        consent: true,
    };
    let (adopt, withdraw) = (|| ExecuteMsg::Adopt {}, || ExecuteMsg::Withdraw {});
    let open = || propose(better(), deadline);
    stage.tell("an amendment by a stranger", "payer", IT, open(), &[], Will::Fail("[auth.unauthorized]")).await;
    let impossible = propose(amended(|shares| shares[0].weight = 0), deadline);
    stage.tell("an amendment that cannot be", OWNER, IT, impossible, &[], Will::Fail("[engine.schedule]")).await;
    let late = propose(better(), Timestamp::from_seconds(1));
    stage.tell("an amendment that is late", OWNER, IT, late, &[], Will::Fail("[agreements.deadline]")).await;
    let none = Will::Fail("[agreements.no_proposal]");
    stage.tell("consent to nothing", "lender", IT, consent(&["lender"]), &[], none).await;
    stage.tell("nothing adopted", "payer", IT, adopt(), &[], none).await;
    stage.tell("nothing withdrawn", OWNER, IT, withdraw(), &[], none).await;

    stage.tell("an amendment", OWNER, IT, open(), &[], Will::Pass).await;
    stage.tell("a second one", OWNER, IT, open(), &[], Will::Fail("[agreements.proposal_open]")).await;
    let voice = Will::Fail("[agreements.voice]");
    stage.tell("consent for somebody else", "lender", IT, consent(&["producer"]), &[], voice).await;
    stage.tell("adopted too early", "payer", IT, adopt(), &[], Will::Fail("[agreements.consent]")).await;
    stage.tell("who can fall consents", "producer", IT, consent(&["producer", "holders"]), &[], Will::Pass).await;
    for (who, party) in [("lender", "lender"), ("equity", "equity-a")] {
        stage.tell("one of the others consents", who, IT, consent(&[party]), &[], Will::Pass).await;
    }
    stage.tell("adopted", "payer", IT, adopt(), &[], Will::Pass).await;
    let receive = collection::ExecuteMsg::Receive { source: "tv".into(), reference: None };
    stage.tell("a receipt under the second version", "payer", "collection", receive, &usd(1_001), Will::Pass).await;
    let back = || propose(amended(|_| {}), deadline);
    stage.tell("an amendment back", OWNER, IT, back(), &[], Will::Pass).await;
    stage.tell("withdrawn by a stranger", "payer", IT, withdraw(), &[], Will::Fail("[auth.unauthorized]")).await;
    stage.tell("withdrawn", OWNER, IT, withdraw(), &[], Will::Pass).await;

    let amend = collection::ExecuteMsg::Amend {
        version: 3,
        terms: Binary::from(b"x"),
        books: Binary::from(b"x"),
        parties: vec![],
    };
    stage.tell("books by a stranger", OWNER, "collection", amend, &[], Will::Fail("[auth.unauthorized]")).await;
    let sweep = || ExecuteMsg::SweepSurplus { denom: USD.into(), to: wallet("heir") };
    stage.tell("no surplus of agreements", OWNER, IT, sweep(), &[], Will::Fail("[funds.no_surplus]")).await;
    stage.send("coins for agreements", "payer", &[send(&stage.contract(IT), usd(7))], Will::Pass).await;
    stage.tell("surplus of agreements", OWNER, IT, sweep(), &[], Will::Pass).await;
    let sweep = || engine::ExecuteMsg::SweepSurplus { denom: USD.into() };
    stage.tell("no surplus of the engine", "payer", "engine", sweep(), &[], Will::Fail("[funds.no_surplus]")).await;
    stage.send("coins for the engine", "payer", &[send(&stage.contract("engine"), usd(6))], Will::Pass).await;
    stage.tell("surplus of the engine", "payer", "engine", sweep(), &[], Will::Pass).await;
    let offer = || ExecuteMsg::UpdateOwnership(Action::TransferOwnership { new_owner: wallet("heir"), expiry: None });
    stage.tell("agreements offered by a stranger", "payer", IT, offer(), &[], Will::Fail("[auth.unauthorized]")).await;
    stage.tell("agreements offered", OWNER, IT, offer(), &[], Will::Pass).await;
}
