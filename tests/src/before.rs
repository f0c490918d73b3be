//! Studios and films as releases before 0.3 made them: their wasm, their messages, and the deployment that their command
//! line left behind.

use backlot_api::{
    schedule::{Agreement, Cap, Condition, Deduction, Limit, Tier, When},
    studio::FilmPlan,
};
use backlot_chain::{Msg, TxOutcome};
use serde_json::{json, Value};

use crate::{
    engine::Engine,
    shell::{root, Shell},
};

/// Contracts of those releases, the studio first.
pub const PARTS: [&str; 5] = ["studio", "rights", "collection", "returns", "interchange"];

/// Makes a studio of a release that belongs to a key of the shell, and writes its deployment into the shell's home.
///
/// # Panics
/// Where the chain refuses.
pub fn studio(engine: &Engine, shell: &Shell, key: &str, release: &str) -> String {
    let folder = root().join("tests/releases").join(release);
    let send = |msg: Msg| engine.runtime.block_on(shell.send(key, &[msg])).expect("the chain takes it");
    let sums = std::fs::read_to_string(folder.join("checksums.txt")).expect("a release has checksums");
    let sum = |part: &str| {
        let row = sums.lines().find(|row| row.ends_with(&format!(" backlot_{part}.wasm"))).expect("it names the part");
        row.split(' ').next().expect("the sum is first").to_owned()
    };
    let mut codes = Vec::new();
    for part in PARTS {
        let wasm = std::fs::read(folder.join(format!("backlot_{part}.wasm.gz"))).expect("a release has its wasm");
        let stored = send(Msg::StoreCode { wasm });
        let code_id: u64 = attribute(&stored, "store_code", "code_id").parse().expect("a number");
        codes.push((part, code_id));
    }
    let owner = shell.address(key);
    let kinds: Vec<Value> = codes[1..]
        .iter()
        .map(|(part, code_id)| json!({ "kind": part, "code_id": code_id, "version": release }))
        .collect();
    let made = send(Msg::Instantiate {
        code_id: codes[0].1,
        admin: Some(owner.clone()),
        label: "backlot studio".into(),
        msg: json!({ "owner": owner, "codes": kinds }).to_string().into_bytes(),
        funds: vec![],
    });
    let studio = attribute(&made, "instantiate", "_contract_address").to_owned();
    let config = engine.runtime.block_on(async {
        let chain = shell.chain();
        backlot_chain::Chain::query_smart(&chain, &studio, b"{\"config\":{}}").await.expect("the studio answers")
    });
    let config: Value = serde_json::from_slice(&config).expect("JSON");
    let stored: Vec<Value> = codes
        .iter()
        .map(|(part, code_id)| json!({ "part": part, "code_id": code_id, "checksum": sum(part) }))
        .collect();
    let deployment = json!({
        "chain_id": shell.target.chain_id, "version": release, "studio": studio,
        "interchange": config["interchange"], "owner": owner, "codes": stored, "deployed": "", "migrated": null,
    });
    let file = shell.home.path().join(format!("deployment-{}.json", shell.target.chain_id));
    std::fs::write(file, deployment.to_string()).expect("there is room");
    studio
}

/// Makes a film of a studio of before.
///
/// # Panics
/// Where the chain refuses, or the plan says what those releases could not.
pub fn film(engine: &Engine, shell: &Shell, key: &str, studio: &str, id: &str, plan: &FilmPlan) {
    let msg = json!({ "create_film": { "film": id, "plan": as_before(plan) } }).to_string().into_bytes();
    let create = Msg::Execute { contract: studio.into(), msg, funds: vec![] };
    engine.runtime.block_on(shell.send(key, &[create])).expect("the film is made");
}

/// A plan as those releases took it.
///
/// # Panics
/// Where the plan says what they could not: more than one table, caps that are no amounts …
pub fn as_before(plan: &FilmPlan) -> Value {
    let agreement: Agreement = cosmwasm_std::from_json(&plan.agreement).expect("an agreement");
    let [table] = agreement.schedule.tables.as_slice() else { panic!("one table") };
    let parties: Vec<Value> =
        agreement.parties.iter().map(|party| json!({ "id": party.id, "payee": party.payee })).collect();
    let sources: Vec<Value> = agreement
        .schedule
        .sources
        .iter()
        .map(|source| {
            let off_the_top: Vec<Value> = source.off_the_top.iter().map(deduction).collect();
            json!({ "id": source.id, "off_the_top": off_the_top })
        })
        .collect();
    let tiers: Vec<Value> = table.tiers.iter().map(tier).collect();
    json!({
        "title": plan.title, "denom": plan.denom, "series": plan.series, "parties": parties,
        "schedule": { "sources": sources, "tiers": tiers }, "terms": plan.terms,
    })
}

fn deduction(deduction: &Deduction) -> Value {
    match deduction {
        Deduction::Percent { party, steps, yearly_minimum: None } if steps.len() == 1 => {
            json!({ "percent": { "party": party, "bps": steps[0].bps } })
        }
        Deduction::Expenses { party, cap } => json!({ "expenses": { "party": party, "cap": cap } }),
        other => panic!("not before 0.3: {other:?}"),
    }
}

fn tier(tier: &Tier) -> Value {
    let shares: Vec<Value> = tier
        .shares
        .iter()
        .map(|share| {
            let cap = share.cap.as_ref().map(|cap| match cap {
                Cap::Only(Limit::Amount { amount }) => *amount,
                other => panic!("not before 0.3: {other:?}"),
            });
            json!({ "party": share.party, "weight": share.weight, "cap": cap })
        })
        .collect();
    let ends_when = tier.ends.as_ref().map(|ends| {
        let (When::Any(of) | When::All(of)) = ends;
        match of.as_slice() {
            [Condition::Received { parties, amount, .. }] => json!({ "party": parties[0], "reaches": amount }),
            other => panic!("not before 0.3: {other:?}"),
        }
    });
    json!({ "id": tier.id, "shares": shares, "ends_when": ends_when })
}

fn attribute<'a>(outcome: &'a TxOutcome, event: &str, key: &str) -> &'a str {
    outcome.attribute(event, key).expect("the chain says it")
}
