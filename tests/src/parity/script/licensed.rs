//! Licences on a film: every message of `licences`.

use backlot_api::licences::{Entitlement, EntitlementKind, ExecuteMsg, Grant, Instalment, Medium, Period};
use cw_ownable::Action;

use super::*;

const OWNER: &str = "studio owner";
const LICENSEE: &str = "holder four";
const IT: &str = "licences";
const HASH: &str = "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef";

pub async fn play(stage: &mut Stage) {
    let today = u32::try_from(stage.began / 86_400).expect("days fit");
    let grant = |id: &str, territories: &[&str], media: Vec<Medium>| ExecuteMsg::Grant {
        licence: Grant {
            id: id.into(),
            licensee: wallet(LICENSEE),
            territories: territories.iter().map(ToString::to_string).collect(),
            media,
            window: Period { from: today, until: today + 365 },
            exclusive: true,
            source: "tv".into(),
            reference: "contract 12/7".into(),
            guarantee: vec![Instalment { due: today + 30, amount: units(1_000) }],
        },
    };
    let dach = || grant("dach", &["DE", "AT", "CH"], vec![Medium::Svod, Medium::Television]);
    let denied = Will::Fail("[auth.unauthorized]");
    stage.tell("a licence by a stranger", "payer", IT, dach(), &[], denied).await;
    stage.tell("a licence", OWNER, IT, dach(), &[], Will::Pass).await;
    let clash = grant("clash", &["AT"], vec![Medium::Svod]);
    stage.tell("a licence in its way", OWNER, IT, clash, &[], Will::Fail("[licences.conflict]")).await;
    let world = grant("world", &["WORLD"], vec![Medium::Airline]);
    stage.tell("a licence of the world", OWNER, IT, world, &[], Will::Pass).await;
    let pay = |licence: &str| ExecuteMsg::Pay { licence: licence.into(), reference: Some("MG 1".into()) };
    stage.tell("an instalment", "payer", IT, pay("dach"), &usd(1_000), Will::Pass).await;
    stage.tell("an instalment of nothing", "payer", IT, pay("none"), &usd(1), Will::Fail("[licences.licence]")).await;

    let report = |net: u128, corrects: Option<u64>| ExecuteMsg::Report {
        licence: "dach".into(),
        period: Period { from: today, until: today + 90 },
        gross: units(3_000),
        deductions: units(1_000),
        net: units(net),
        statement_sha256: HASH.into(),
        reference: None,
        corrects,
    };
    stage.tell("a report", LICENSEE, IT, report(2_000, None), &[], Will::Pass).await;
    stage
        .tell("a report that does not add up", LICENSEE, IT, report(2_001, None), &[], Will::Fail("[licences.net]"))
        .await;
    let verify = |report: u64| ExecuteMsg::Verify { report, report_sha256: HASH.into(), verifier: "auditor".into() };
    stage.tell("a verification", OWNER, IT, verify(1), &[], Will::Pass).await;
    stage.tell("a verification of nothing", OWNER, IT, verify(9), &[], Will::Fail("[licences.report]")).await;
    let voices = || ExecuteMsg::SetVoices { voices: vec![wallet("holder one")] };
    stage.tell("voices by a stranger", "payer", IT, voices(), &[], denied).await;
    stage.tell("voices", OWNER, IT, voices(), &[], Will::Pass).await;
    let dispute = || ExecuteMsg::Dispute { report: 1, reference: "too little".into(), party: None };
    stage.tell("a dispute by a stranger", "payer", IT, dispute(), &[], denied).await;
    stage.tell("a dispute", "holder one", IT, dispute(), &[], Will::Pass).await;
    stage.tell("a correction", LICENSEE, IT, report(2_000, Some(1)), &[], Will::Pass).await;
    let settle = || ExecuteMsg::Settle { dispute: 1, by_report: Some(2), reference: "corrected".into() };
    stage.tell("a settlement", LICENSEE, IT, settle(), &[], Will::Pass).await;
    stage.tell("a settlement again", LICENSEE, IT, settle(), &[], Will::Fail("[licences.dispute]")).await;

    let entitle = |series: u8| ExecuteMsg::SetEntitlement {
        entitlement: Entitlement {
            id: "premiere".into(),
            series,
            units: units(100),
            record: 1,
            kind: EntitlementKind::Screening,
            text: "two seats".into(),
        },
    };
    stage.tell("an entitlement", OWNER, IT, entitle(0), &[], Will::Pass).await;
    stage.tell("an entitlement of no series", OWNER, IT, entitle(5), &[], Will::Fail("[licences.series]")).await;
    let terminate = |licence: &str| ExecuteMsg::Terminate { licence: licence.into(), on: today + 100 };
    stage.tell("an end before its time", OWNER, IT, terminate("dach"), &[], Will::Pass).await;
    stage.tell("an end of nothing", OWNER, IT, terminate("none"), &[], Will::Fail("[licences.licence]")).await;
    let pause = |paused: bool| ExecuteMsg::SetPaused { paused };
    stage.tell("licences paused by a stranger", "payer", IT, pause(true), &[], denied).await;
    stage.tell("licences paused", OWNER, IT, pause(true), &[], Will::Pass).await;
    stage.tell("an instalment in the pause", "payer", IT, pay("dach"), &usd(1), Will::Fail("[state.paused]")).await;
    stage.tell("licences go on", OWNER, IT, pause(false), &[], Will::Pass).await;
    let sweep = || ExecuteMsg::SweepSurplus { denom: USD.into(), to: wallet("heir") };
    stage.tell("no surplus of licences", OWNER, IT, sweep(), &[], Will::Fail("[funds.no_surplus]")).await;
    stage.send("coins for licences", "payer", &[send(&stage.contract(IT), usd(7))], Will::Pass).await;
    stage.tell("surplus of licences", OWNER, IT, sweep(), &[], Will::Pass).await;
    let offer = || ExecuteMsg::UpdateOwnership(Action::TransferOwnership { new_owner: wallet("heir"), expiry: None });
    stage.tell("licences offered by a stranger", "payer", IT, offer(), &[], denied).await;
    stage.tell("licences offered", OWNER, IT, offer(), &[], Will::Pass).await;
}
