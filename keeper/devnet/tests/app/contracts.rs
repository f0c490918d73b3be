use std::io::Write;

use cosmrs::proto::cosmwasm::wasm::v1::{
    MsgClearAdmin, MsgExecuteContract, MsgInstantiateContract2, MsgInstantiateContract2Response, MsgMigrateContract,
    MsgStoreCode, MsgUpdateAdmin, QueryBuildAddressRequest, QueryBuildAddressResponse, QueryContractsByCodeRequest,
    QueryContractsByCodeResponse,
};
use prost::Message;
use sha2::Digest;

use crate::puppet::puppet;
use crate::world::*;

pub const NOTHING: &str = r#"{"ok":{"messages":[],"attributes":[],"events":[],"data":null}}"#;

#[test]
fn a_contract_is_stored_made_called_and_asked() {
    let mut world = World::new();
    let code = world.store(puppet());
    let contract = world.instantiate(code, NOTHING);
    assert_eq!(contract, "wasm14hj2tavq8fpesdwxxcu44rty3hh90vhujrvcmstl4zr3txmfvw9s0phg4d");
    let attribute = r#"{"key":"k","value":" v "}"#;
    let msg = format!(
        r#"{{"ok":{{"messages":[],"attributes":[{attribute}],"events":[{{"type":"run_begun","attributes":[{attribute}]}}],"data":"aGk="}}}}"#
    );
    let result = world.ok(world.call(&contract, &msg));
    let alice = &world.alice.address;
    let lines = lines(&result.events);
    assert_eq!(
        lines[lines.len() - 4..],
        [
            format!("message{{action=/cosmwasm.wasm.v1.MsgExecuteContract,sender={alice},module=wasm,msg_index=0}}"),
            format!("execute{{_contract_address={contract},msg_index=0}}"),
            format!("wasm{{_contract_address={contract},k=v,msg_index=0}}"),
            format!("wasm-run_begun{{_contract_address={contract},k=v,msg_index=0}}"),
        ]
    );
    assert_eq!(world.kept(&contract, "last"), msg);
    let request = QueryContractsByCodeRequest { code_id: code, pagination: None };
    let by_code = world.query("/cosmwasm.wasm.v1.Query/ContractsByCode", &request);
    assert_eq!(QueryContractsByCodeResponse::decode(by_code.value.as_slice()).unwrap().contracts, [contract]);
}

#[test]
fn errors_of_contract_and_machine_have_wasmds_codes_and_words() {
    let mut world = World::new();
    let code = world.store(puppet());
    let contract = world.instantiate(code, NOTHING);
    let refused = world.run(world.call(&contract, r#"{"error":"[stale] no"}"#));
    assert_eq!((refused.code, refused.codespace.as_str()), (5, "wasm"));
    assert_eq!(refused.log, "failed to execute message; message index: 0: [stale] no: execute wasm contract failed");
    let trap = world.run(world.call(&contract, "0"));
    assert_eq!((trap.code, trap.codespace.as_str()), (29, "wasm"), "{}", trap.log);
    assert!(trap.log.ends_with(": wasmvm error"), "{}", trap.log);
    let nobody = world.run(world.call(&stranger(1), NOTHING));
    assert_eq!((nobody.code, nobody.codespace.as_str()), (22, "wasm"), "{}", nobody.log);
    let reserved = r#"{"ok":{"messages":[],"attributes":[{"key":"_x","value":""}],"events":[],"data":null}}"#;
    assert_eq!(world.run(world.call(&contract, reserved)).code, 21);
    let short = r#"{"ok":{"messages":[],"attributes":[],"events":[{"type":"ab","attributes":[]}],"data":null}}"#;
    assert_eq!(world.run(world.call(&contract, short)).code, 21);
    assert_eq!(world.run(world.call(&contract, "{not json")).code, 14);
}

#[test]
fn code_comes_raw_or_packed_and_what_is_no_code_is_refused() {
    let mut world = World::new();
    let mut packed = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::default());
    packed.write_all(&puppet()).unwrap();
    assert_eq!(world.store(packed.finish().unwrap()), 1);
    assert_eq!(world.store(puppet()), 2);
    let mut bomb = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
    bomb.write_all(&vec![0; 4 << 20]).unwrap();
    for bytes in [b"\0asm\x01\0\0\0".to_vec(), b"nonsense".to_vec(), bomb.finish().unwrap()] {
        let sender = world.alice.address.clone();
        let result = world.run(any(&MsgStoreCode { sender, wasm_byte_code: bytes, instantiate_permission: None }));
        assert_eq!((result.code, result.codespace.as_str()), (2, "wasm"), "{}", result.log);
    }
}

#[test]
fn instantiate2_lands_where_everybody_can_reckon() {
    let mut world = World::new();
    let code = world.store(puppet());
    let message = MsgInstantiateContract2 {
        sender: world.alice.address.clone(),
        code_id: code,
        label: "two".to_owned(),
        msg: NOTHING.into(),
        salt: b"salt".to_vec(),
        funds: vec![coin(12, DENOM)],
        ..MsgInstantiateContract2::default()
    };
    let request = QueryBuildAddressRequest {
        code_hash: hex::encode(sha2::Sha256::digest(puppet())),
        creator_address: world.alice.address.clone(),
        salt: hex::encode(b"salt"),
        init_args: Vec::new(),
    };
    let expected = world.query("/cosmwasm.wasm.v1.Query/BuildAddress", &request);
    let expected = QueryBuildAddressResponse::decode(expected.value.as_slice()).unwrap().address;
    // Coins sent there before do not keep it from being made.
    world.ok(world.send(&expected, 1));
    let result = world.ok(any(&message));
    assert_eq!(first_response::<MsgInstantiateContract2Response>(&result).address, expected);
    assert_eq!(world.balance(&expected, DENOM), 13);
    let again = world.run(any(&message));
    assert_eq!((again.code, again.codespace.as_str()), (15, "wasm"), "{}", again.log);
}

#[test]
fn only_the_admin_migrates_and_may_give_it_up() {
    let mut world = World::new();
    let code = world.store(puppet());
    let contract = world.instantiate(code, NOTHING);
    let (alice, bob) = (world.alice.address.clone(), world.bob.address.clone());
    let migrate = |sender: &String| {
        let (sender, contract) = (sender.clone(), contract.clone());
        any(&MsgMigrateContract { sender, contract, code_id: code, msg: b"{}".to_vec() })
    };
    world.ok(migrate(&alice));
    assert_eq!(world.kept(&contract, "reply"), "{}");
    let tx = world.draft_of(&world.bob, vec![migrate(&bob)]).build(&world.bob);
    let refused = world.block(&[tx]).pop().unwrap();
    assert_eq!(refused.log, "failed to execute message; message index: 0: can not migrate: unauthorized");
    let (sender, new_admin) = (alice.clone(), bob.clone());
    world.ok(any(&MsgUpdateAdmin { sender, new_admin, contract: contract.clone() }));
    assert_eq!(world.run(migrate(&alice)).code, 4);
    let tx = world.draft_of(&world.bob, vec![any(&MsgClearAdmin { sender: bob.clone(), contract: contract.clone() })]);
    assert_eq!(world.block(&[tx.build(&world.bob)])[0].code, 0);
    let tx = world.draft_of(&world.bob, vec![migrate(&bob)]).build(&world.bob);
    assert_eq!(world.block(&[tx])[0].code, 4);
}

#[test]
fn what_is_attached_arrives_with_the_call_and_returns_with_its_failure() {
    let mut world = World::new();
    let code = world.store(puppet());
    let contract = world.instantiate(code, NOTHING);
    let call = |msg: &str| {
        any(&MsgExecuteContract {
            sender: world.alice.address.clone(),
            contract: contract.clone(),
            msg: msg.into(),
            funds: vec![coin(50, DENOM)],
        })
    };
    let (good, bad) = (call(NOTHING), call(r#"{"error":"no"}"#));
    world.ok(good);
    assert_eq!(world.run(bad).code, 5);
    assert_eq!(world.balance(&contract, DENOM), 50);
}

#[test]
fn a_new_process_finds_its_contracts_in_committed_state() {
    let mut world = World::new();
    let code = world.store(puppet());
    let contract = world.instantiate(code, NOTHING);
    let cache = tempfile::tempdir().unwrap();
    world.app = backlot_devnet::app::WasmApp::new(cache.path()).unwrap();
    world.ok(world.call(&contract, NOTHING));
}
