//! A studio, made and used; and contracts that cannot be made.

use backlot_api::{
    rights,
    studio::{self, ExecuteMsg, Kind},
};
use cosmrs::proto::cosmwasm::wasm::v1::MsgInstantiateContract2;
use cosmwasm_std::Binary;
use cw20::{Cw20Coin, Logo, MinterResponse};
use cw_ownable::Action;

use super::*;
use crate::{
    film::{agreement, plan, plan_of, Parties},
    parity::draft::pack,
};

const OWNER: &str = "studio owner";
const HEIR: &str = "heir";

pub async fn play(stage: &mut Stage) {
    make_studio(stage).await;
    refused_instances(stage).await;
    make_token(stage).await;
    calls::make(stage).await;
    use_studio(stage).await;
}

fn codes(stage: &Stage) -> Vec<studio::Code> {
    let code = |kind: Kind| studio::Code { kind, code_id: stage.code(kind.name()), version: "0.2.0".into() };
    Kind::ALL.into_iter().map(code).collect()
}

fn studio_message(stage: &Stage) -> Vec<u8> {
    json(&studio::InstantiateMsg { owner: wallet(OWNER), codes: codes(stage) })
}

fn instance(code_id: u64, label: &str, msg: Vec<u8>) -> Msg {
    Msg::Instantiate { code_id, admin: Some(wallet(OWNER)), label: label.into(), msg, funds: vec![] }
}

async fn make_studio(stage: &mut Stage) {
    let msg = studio_message(stage);
    let made = stage.send("a studio", OWNER, &[instance(stage.code("studio"), "studio", msg)], Will::Pass).await;
    let address = made.and_then(|made| made.made()).expect("the studio was made");
    let config = json(&studio::QueryMsg::Config {});
    let ask = queries::smart(stage, "the studio's interchange", &address, &config).await;
    let config: studio::ConfigResponse = serde_json::from_slice(&ask).expect("the studio answers");
    stage.contracts.insert("studio".into(), address);
    stage.contracts.insert("interchange".into(), config.interchange);
    stage.contracts.insert("engine".into(), config.engine.expect("a studio of now has an engine"));
}

async fn refused_instances(stage: &mut Stage) {
    let (code, msg) = (stage.code("studio"), studio_message(stage));
    let good = |label: &str| instance(code, label, msg.clone());
    for (name, message, words) in [
        ("a label too long", good(&"l".repeat(129)), "cannot be longer than 128"),
        ("no label", good(""), "label"),
        ("a label of spaces", good(" l "), "label"),
        ("a label of two lines", good("a\nb"), "label"),
        ("no code id", instance(0, "l", msg.clone()), "code id"),
        ("a message that is no JSON", instance(code, "l", b"{".to_vec()), "payload msg"),
        ("an empty message", instance(code, "l", vec![]), "payload msg"),
    ] {
        stage.send(name, OWNER, &[message], Will::Bounce(words)).await;
    }
    let with = |admin: Option<String>, funds: Vec<Coin>| Msg::Instantiate {
        code_id: code,
        admin,
        label: "l".into(),
        msg: msg.clone(),
        funds,
    };
    stage.send("an admin of no address", OWNER, &[with(Some("nobody".into()), vec![])], Will::Bounce("admin")).await;
    stage.send("funds of zero", OWNER, &[with(None, usd(0))], Will::Bounce("funds")).await;
    stage.send("funds not owned", OWNER, &[with(None, usd(900_000_000_000))], Will::Fail("insufficient funds")).await;
    stage.send("funds not taken", OWNER, &[with(None, usd(5))], Will::Fail("[funds.none_expected]")).await;
    stage.send("code that does not exist", OWNER, &[instance(999, "l", msg.clone())], Will::Fail("no such code")).await;
    let wrong = instance(code, "l", b"{\"no\":1}".to_vec());
    stage.send("a message of another kind", OWNER, &[wrong], Will::Fail("")).await;
    let wrong = instance(code, "l", json(&studio::InstantiateMsg { owner: "nobody".into(), codes: codes(stage) }));
    stage.send("a contract that refuses to be made", OWNER, &[wrong], Will::Fail("[input.address]")).await;
    let puppets = instance(stage.code("for nobody"), "l", b"{}".to_vec());
    stage.send("code kept for nobody", OWNER, &[puppets], Will::Fail("can not instantiate")).await;
    let puppets = instance(stage.code("for some"), "l", b"{}".to_vec());
    stage.send("code kept for others", OWNER, std::slice::from_ref(&puppets), Will::Fail("can not instantiate")).await;
    stage.send("code kept for oneself", "payer", &[puppets], Will::Pass).await;
}

pub fn token() -> rights::InstantiateMsg {
    rights::InstantiateMsg {
        name: "A token of its own".into(),
        symbol: "OWN".into(),
        decimals: 6,
        initial_balances: vec![
            Cw20Coin { address: wallet("holder one"), amount: units(1_000_000) },
            Cw20Coin { address: wallet("holder two"), amount: units(2_000_000) },
        ],
        mint: Some(MinterResponse { minter: wallet(OWNER), cap: Some(units(10_000_000)) }),
        marketing: Some(rights::InstantiateMarketingInfo {
            project: Some("https://example.invalid".into()),
            description: None,
            marketing: Some(wallet(OWNER)),
            logo: Some(Logo::Url("https://example.invalid/logo.png".into())),
        }),
        owner: wallet(OWNER),
        distributor: Some(wallet("distributor")),
        compliance: Some(wallet("officer")),
        rules: Default::default(),
        recovery_delay: 3,
    }
}

async fn make_token(stage: &mut Stage) {
    let code_id = stage.code("rights");
    let made = |salt: &[u8], funds: Vec<Coin>| Msg::Instantiate2 {
        code_id,
        admin: Some(wallet(OWNER)),
        label: "a token".into(),
        msg: json(&token()),
        funds,
        salt: salt.to_vec(),
    };
    let token = stage.send("a token at a known address", OWNER, &[made(b"one", vec![])], Will::Pass).await;
    stage.contracts.insert("token".into(), token.and_then(|made| made.made()).expect("the token was made"));
    stage.send("the same address again", OWNER, &[made(b"one", vec![])], Will::Fail("already exists")).await;
    stage.send("no salt", OWNER, &[made(b"", vec![])], Will::Bounce("salt")).await;
    stage.send("a salt too long", OWNER, &[made(&[7; 65], vec![])], Will::Bounce("salt")).await;
    stage
        .send("a known address, with coins", OWNER, &[made(b"two", usd(1))], Will::Fail("[funds.none_expected]"))
        .await;
    let fixed = MsgInstantiateContract2 {
        sender: wallet(OWNER),
        admin: String::new(),
        code_id: stage.code("puppet"),
        label: "fixed".into(),
        msg: b"{\"ok\":{\"messages\":[],\"attributes\":[],\"events\":[],\"data\":null}}".to_vec(),
        funds: vec![],
        salt: b"one".to_vec(),
        fix_msg: true,
    };
    stage.draft("an address that fixes the message", &[OWNER], Draft::of(vec![pack(&fixed)]), Will::Pass).await;
}

async fn use_studio(stage: &mut Stage) {
    let create = |film: &str| ExecuteMsg::CreateFilm { film: film.into(), plan: plan(&Parties::default()) };
    stage
        .tell("a film by a stranger", "payer", "studio", create("first"), &[], Will::Fail("[auth.unauthorized]"))
        .await;
    stage.tell("a film", OWNER, "studio", create("first"), &[], Will::Pass).await;
    stage.tell("the same film again", OWNER, "studio", create("first"), &[], Will::Fail("[studio.taken]")).await;
    stage.tell("a film of a bad name", OWNER, "studio", create("Not An Id"), &[], Will::Fail("[input.id]")).await;
    let mut bad = agreement(&Parties::default());
    bad.schedule.tables[0].tiers[0].shares[0].weight = 0;
    let bad = ExecuteMsg::CreateFilm { film: "second".into(), plan: plan_of(&bad) };
    stage.tell("a film whose schedule cannot be", OWNER, "studio", bad, &[], Will::Fail("[engine.schedule]")).await;
    let ask = json(&studio::QueryMsg::Film { film: "first".into() });
    let film = queries::smart(stage, "the film", &stage.contract("studio"), &ask).await;
    let film: studio::Film = serde_json::from_slice(&film).expect("the studio knows the film");
    stage.contracts.insert("rights".into(), film.addresses.rights[0].clone());
    stage.contracts.insert("agreements".into(), film.addresses.agreements.expect("it has agreements"));
    stage.contracts.insert("collection".into(), film.addresses.collection);
    stage.contracts.insert("licences".into(), film.addresses.licences.expect("it has licences"));
    stage.contracts.insert("returns".into(), film.addresses.returns);

    let code = |code_id: u64| ExecuteMsg::SetCode {
        code: studio::Code { kind: Kind::Rights, code_id, version: "0.2.0".into() },
    };
    stage.tell("code that is not there", OWNER, "studio", code(999), &[], Will::Fail("[studio.code]")).await;
    stage.tell("newer code", OWNER, "studio", code(stage.code("rights again")), &[], Will::Pass).await;
    let migrate =
        |film: &str| ExecuteMsg::MigrateFilm { film: film.into(), kind: Kind::Rights, msg: Binary::from(b"{}") };
    stage.tell("a film moved to the same version", OWNER, "studio", migrate("first"), &[], Will::Fail("")).await;
    stage.tell("no film moved", OWNER, "studio", migrate("none"), &[], Will::Fail("[studio.film]")).await;
    old_film(stage, &create, &code, &migrate).await;

    let pause = |paused: bool| ExecuteMsg::SetPaused { paused };
    stage.tell("a pause by a stranger", "payer", "studio", pause(true), &[], Will::Fail("[auth.unauthorized]")).await;
    stage.tell("a pause", OWNER, "studio", pause(true), &[], Will::Pass).await;
    stage.tell("a film in the pause", OWNER, "studio", create("third"), &[], Will::Fail("[state.paused]")).await;
    stage.tell("the end of the pause", OWNER, "studio", pause(false), &[], Will::Pass).await;

    let sweep = || ExecuteMsg::SweepSurplus { denom: USD.into(), to: wallet(HEIR) };
    stage.tell("nothing to sweep", OWNER, "studio", sweep(), &[], Will::Fail("[funds.no_surplus]")).await;
    stage.send("coins for the studio", "payer", &[send(&stage.contract("studio"), usd(77))], Will::Pass).await;
    stage.tell("a sweep", OWNER, "studio", sweep(), &[], Will::Pass).await;
    let close = |film: &str| ExecuteMsg::CloseFilm { film: film.into() };
    stage.tell("a film closed", OWNER, "studio", close("old"), &[], Will::Pass).await;
    stage.tell("a film closed again", OWNER, "studio", close("old"), &[], Will::Fail("[studio.closed]")).await;

    let own = |action: Action| ExecuteMsg::UpdateOwnership(action);
    let offer = || own(Action::TransferOwnership { new_owner: wallet(HEIR), expiry: None });
    stage
        .tell("the studio offered by a stranger", "payer", "studio", offer(), &[], Will::Fail("[auth.unauthorized]"))
        .await;
    stage.tell("the studio offered", OWNER, "studio", offer(), &[], Will::Pass).await;
    let accept = || own(Action::AcceptOwnership);
    stage.tell("the studio taken by another", "payer", "studio", accept(), &[], Will::Fail("[auth")).await;
    stage.tell("the studio taken", HEIR, "studio", accept(), &[], Will::Pass).await;
    let renounce = own(Action::RenounceOwnership);
    stage.tell("the studio given up", HEIR, "studio", renounce, &[], Will::Fail("[auth.renounce]")).await;
}

/// A film of the release before this one is made and moved to this one.
async fn old_film(
    stage: &mut Stage,
    create: &impl Fn(&str) -> ExecuteMsg,
    code: &impl Fn(u64) -> ExecuteMsg,
    migrate: &impl Fn(&str) -> ExecuteMsg,
) {
    let old = code(stage.code("rights of 0.1.0, packed"));
    stage.tell("older code", OWNER, "studio", old, &[], Will::Pass).await;
    stage.tell("a film of older code", OWNER, "studio", create("old"), &[], Will::Pass).await;
    stage.tell("newer code again", OWNER, "studio", code(stage.code("rights")), &[], Will::Pass).await;
    stage.tell("a film moved to newer code", OWNER, "studio", migrate("old"), &[], Will::Pass).await;
}
