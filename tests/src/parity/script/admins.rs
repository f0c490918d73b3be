//! Who may move a contract to other code.

use super::*;

const OWNER: &str = "studio owner";

pub async fn play(stage: &mut Stage) {
    let contract = stage.contract("token");
    let migrate = |code_id: u64, msg: &[u8]| Msg::Migrate { contract: contract.clone(), code_id, msg: msg.to_vec() };
    let (newest, other) = (stage.code("rights"), stage.code("puppet"));
    stage.send("moved by a stranger", "payer", &[migrate(newest, b"{}")], Will::Fail("can not migrate")).await;
    stage.send("moved to the same version", OWNER, &[migrate(newest, b"{}")], Will::Fail("[migrate.refused]")).await;
    stage
        .send(
            "moved to another contract",
            OWNER,
            &[migrate(stage.code("collection"), b"{}")],
            Will::Fail("[migrate.refused]"),
        )
        .await;
    stage.send("moved to no code", OWNER, &[migrate(999, b"{}")], Will::Fail("")).await;
    stage.send("moved to code zero", OWNER, &[migrate(0, b"{}")], Will::Bounce("code id")).await;
    stage.send("moved with no message", OWNER, &[migrate(newest, b"")], Will::Bounce("payload msg")).await;
    let wrong = migrate(newest, b"{\"no\":1}");
    stage.send("moved with a message of another kind", OWNER, &[wrong], Will::Fail("")).await;
    stage
        .send(
            "moved to code kept for nobody",
            OWNER,
            &[migrate(stage.code("for nobody"), b"{}")],
            Will::Fail("to use new code"),
        )
        .await;
    let nobody = Msg::Migrate { contract: wallet("ghost"), code_id: newest, msg: b"{}".to_vec() };
    stage.send("nobody moved", OWNER, &[nobody], Will::Fail("")).await;
    let inner = Msg::Migrate {
        contract: stage.contract("inner"),
        code_id: other,
        msg: b"{\"ok\":{\"messages\":[],\"attributes\":[],\"events\":[],\"data\":null}}".to_vec(),
    };
    stage.send("moved, and told so", OWNER, &[inner], Will::Pass).await;

    old(stage).await;

    let admin = |who: String| Msg::UpdateAdmin { contract: contract.clone(), admin: who };
    let clear = || Msg::ClearAdmin { contract: contract.clone() };
    stage
        .send("an admin named by a stranger", "payer", &[admin(wallet("heir"))], Will::Fail("can not modify contract"))
        .await;
    stage.send("the same admin", OWNER, &[admin(wallet(OWNER))], Will::Bounce("new admin is the same")).await;
    stage.send("an admin of no address", OWNER, &[admin("nobody".into())], Will::Bounce("new admin")).await;
    stage.send("another admin", OWNER, &[admin(wallet("heir"))], Will::Pass).await;
    stage.send("an admin cleared by who was", OWNER, &[clear()], Will::Fail("can not modify contract")).await;
    stage.send("an admin cleared", "heir", &[clear()], Will::Pass).await;
    stage.send("an admin cleared again", "heir", &[clear()], Will::Fail("can not modify contract")).await;
    stage.send("moved without an admin", "heir", &[migrate(newest, b"{}")], Will::Fail("can not migrate")).await;
    let nobody = Msg::UpdateAdmin { contract: wallet("ghost"), admin: wallet("heir") };
    stage.send("an admin of nobody", OWNER, &[nobody], Will::Fail("")).await;
}

/// A token of the release before this one is moved to this one, and cannot be moved back.
async fn old(stage: &mut Stage) {
    let old = stage.code("rights of 0.1.0, packed");
    let make = Msg::Instantiate {
        code_id: old,
        admin: Some(wallet(OWNER)),
        label: "an old token".into(),
        msg: json(&films::token()),
        funds: vec![],
    };
    let made = stage.send("a token of the release before", OWNER, &[make], Will::Pass).await;
    let contract = made.and_then(|made| made.made()).expect("the old token was made");
    stage.contracts.insert("old token".into(), contract.clone());
    let migrate = |code_id: u64| Msg::Migrate { contract: contract.clone(), code_id, msg: b"{}".to_vec() };
    stage.send("it is moved", OWNER, &[migrate(stage.code("rights"))], Will::Pass).await;
    stage.send("it is moved back", OWNER, &[migrate(old)], Will::Fail("[migrate.refused]")).await;
}
