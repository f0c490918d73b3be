//! A distribution run and all around it, every message of `returns`.

use backlot_api::{
    returns::{ExecuteMsg, Terms},
    rights,
};
use cw_ownable::Action;

use super::*;
use crate::film::eager_terms;

const OWNER: &str = "studio owner";
const IT: &str = "returns";

pub async fn play(stage: &mut Stage) {
    let fund = |series: u8| ExecuteMsg::Fund { series };
    let trigger = || ExecuteMsg::Trigger { series: 0 };
    stage.tell("a run without holders", "payer", IT, trigger(), &[], Will::Fail("[returns.no_holders]")).await;
    let mut holders = (0..150).map(|n| (wallet(&format!("investor {n}")), units(10 + n))).collect::<Vec<_>>();
    holders.extend(["holder one", "holder two"].map(|name| (wallet(name), units(5_000))));
    let issue = rights::ExecuteMsg::IssueBatch { holders };
    stage.tell("units of the film", OWNER, "rights", issue, &[], Will::Pass).await;
    stage.tell("a fund", "payer", IT, fund(0), &usd(1_000_000), Will::Pass).await;
    stage.tell("a fund of no series", "payer", IT, fund(7), &usd(1), Will::Fail("[returns.series]")).await;
    stage.tell("a fund in another denom", "payer", IT, fund(0), &[coin(1, ATOM)], Will::Fail("[funds.denom]")).await;
    stage.tell("a run", "payer", IT, trigger(), &[], Will::Pass).await;
    stage.tell("a run in a run", "payer", IT, trigger(), &[], Will::Fail("[returns.busy]")).await;
    let advance = |expected_cursor: u32, pages: u32| ExecuteMsg::Advance { run: 1, expected_cursor, pages };
    stage.tell("a page out of turn", "payer", IT, advance(128, 1), &[], Will::Fail("[returns.cursor]")).await;
    stage.tell("a page", "payer", IT, advance(0, 1), &[], Will::Pass).await;
    stage.tell("the same page again", "payer", IT, advance(0, 1), &[], Will::Fail("[returns.cursor]")).await;
    let expire = |run: u64| ExecuteMsg::Expire { run };
    stage.tell("an end too early", "payer", IT, expire(1), &[], Will::Fail("[returns.expiry]")).await;
    let frozen = rights::ExecuteMsg::Transfer { recipient: wallet("payer"), amount: units(1) };
    stage
        .tell("a transfer in the run", "holder two", "rights", frozen, &[], Will::Fail("[rights.frozen_by_run]"))
        .await;
    stage.tell("the last page", "payer", IT, advance(128, 9), &[], Will::Pass).await;
    let deliver = |first_page: u32| ExecuteMsg::Deliver { series: 0, first_page, pages: 2 };
    stage.tell("credits delivered", "payer", IT, deliver(0), &[], Will::Pass).await;
    stage
        .tell("credits delivered again", "payer", IT, deliver(0), &[], Will::Fail("[returns.nothing_to_deliver]"))
        .await;

    let terms = |terms: Terms| ExecuteMsg::SetTerms { terms };
    stage.tell("terms by a stranger", "payer", IT, terms(eager_terms()), &[], Will::Fail("[auth.unauthorized]")).await;
    let never = Terms { freeze: 0, ..eager_terms() };
    stage.tell("terms that cannot be", OWNER, IT, terms(never), &[], Will::Fail("[returns.terms]")).await;
    let quick = Terms { freeze: 3, pause: 3_600, ..eager_terms() };
    stage.tell("terms", OWNER, IT, terms(quick), &[], Will::Pass).await;
    let absorb = || ExecuteMsg::AbsorbSurplus { series: 0 };
    stage.tell("nothing to absorb", OWNER, IT, absorb(), &[], Will::Fail("[returns.no_surplus]")).await;
    stage.send("coins for the returns", "payer", &[send(&stage.contract(IT), usd(250_000))], Will::Pass).await;
    stage.tell("absorbed by a stranger", "payer", IT, absorb(), &[], Will::Fail("[auth.unauthorized]")).await;
    stage.tell("absorbed", OWNER, IT, absorb(), &[], Will::Pass).await;
    let pause = |paused: bool| ExecuteMsg::SetPaused { paused };
    stage.tell("returns paused by a stranger", "payer", IT, pause(true), &[], Will::Fail("[auth.unauthorized]")).await;
    stage.tell("returns paused", OWNER, IT, pause(true), &[], Will::Pass).await;
    stage.tell("a run in the pause", "payer", IT, trigger(), &[], Will::Fail("[state.paused]")).await;
    stage.tell("returns go on", OWNER, IT, pause(false), &[], Will::Pass).await;
    let offer = || ExecuteMsg::UpdateOwnership(Action::TransferOwnership { new_owner: wallet("heir"), expiry: None });
    stage.tell("returns offered by a stranger", "payer", IT, offer(), &[], Will::Fail("[auth.unauthorized]")).await;
    stage.tell("returns offered", OWNER, IT, offer(), &[], Will::Pass).await;
    stage
        .tell("returns taken", "heir", IT, ExecuteMsg::UpdateOwnership(Action::AcceptOwnership), &[], Will::Pass)
        .await;
    second(stage).await;
}

/// A run that is left alone until its freeze is over, in a film whose holders need not rest long.
async fn second(stage: &mut Stage) {
    use crate::film::{plan, Parties};
    use backlot_api::studio;
    let mut plan = plan(&Parties::default());
    plan.terms.freeze = 3;
    let create = studio::ExecuteMsg::CreateFilm { film: "short".into(), plan };
    stage.tell("a short film", "heir", "studio", create, &[], Will::Pass).await;
    let ask = json(&studio::QueryMsg::Film { film: "short".into() });
    let film = queries::smart(stage, "the short film", &stage.contract("studio"), &ask).await;
    let film: studio::Film = serde_json::from_slice(&film).expect("the studio knows the film");
    stage.contracts.insert("short rights".into(), film.addresses.rights[0].clone());
    stage.contracts.insert("short returns".into(), film.addresses.returns);
    let holders = vec![(wallet("holder one"), units(3)), (wallet("holder two"), units(4))];
    stage.tell("its units", "heir", "short rights", rights::ExecuteMsg::IssueBatch { holders }, &[], Will::Pass).await;
    stage.tell("its fund", "payer", "short returns", ExecuteMsg::Fund { series: 0 }, &usd(1_000), Will::Pass).await;
    stage.tell("its run", "payer", "short returns", ExecuteMsg::Trigger { series: 0 }, &[], Will::Pass).await;
    stage.wait(4).await;
    let late = ExecuteMsg::Advance { run: 1, expected_cursor: 0, pages: 1 };
    stage.tell("a page too late", "payer", "short returns", late, &[], Will::Fail("[returns.expiry]")).await;
    stage.tell("its end", "payer", "short returns", ExecuteMsg::Expire { run: 1 }, &[], Will::Pass).await;
    stage
        .tell(
            "its end again",
            "payer",
            "short returns",
            ExecuteMsg::Expire { run: 1 },
            &[],
            Will::Fail("[returns.run]"),
        )
        .await;
}
