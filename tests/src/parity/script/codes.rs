//! Code: stored packed and unpacked, refused, kept for some.

use std::{fs, path::Path};

use cosmrs::proto::cosmwasm::wasm::v1::{AccessConfig, AccessType, MsgStoreCode};

use super::*;
use crate::{
    artifacts,
    parity::{draft::pack, puppet},
};

/// Gas that unpacked code needs: ten for each byte on the wire, three for compiling it.
const GAS: u64 = 8_000_000;
const OWNER: &str = "studio owner";

pub async fn play(stage: &mut Stage) {
    for (number, contract) in
        ["rights", "collection", "engine", "agreements", "licences", "returns", "interchange", "studio"]
            .into_iter()
            .enumerate()
    {
        // The studio as `make artifacts` left it; the others as a release packed them, to be moved to the new code later.
        let wasm = artifacts::wasm(contract);
        store(stage, contract, wasm, Will::Pass).await;
        if number < 2 {
            store(stage, &format!("{contract} of 0.1.0, packed"), packed(contract), Will::Pass).await;
        }
    }
    store(stage, "rights again", artifacts::wasm("rights"), Will::Pass).await;
    store(stage, "puppet", puppet::puppet(), Will::Pass).await;
    store(stage, "asker", puppet::asker(), Will::Pass).await;
    store(stage, "code that is no wasm", b"a film".to_vec(), Will::Fail("create wasm contract failed")).await;
    store(stage, "wasm of nothing", b"\0asm\x01\0\0\0".to_vec(), Will::Fail("create wasm contract failed")).await;
    let cut = artifacts::wasm("interchange")[..100_000].to_vec();
    store(stage, "wasm that is cut off", cut, Will::Fail("create wasm contract failed")).await;
    store(stage, "an archive that is cut off", packed("rights")[..1_000].to_vec(), Will::Fail("")).await;
    store(stage, "an archive of nothing", vec![0x1f, 0x8b, 8], Will::Fail("")).await;
    store(stage, "no bytes", vec![], Will::Bounce("")).await;
    store(stage, "wasm too large", vec![0; 800 * 1024 + 1], Will::Bounce("")).await;
    let message = [Msg::StoreCode { wasm: artifacts::wasm("interchange") }];
    stage
        .send_with_gas("code, without the gas to compile it", OWNER, &message, 2_300_000, Will::Fail("out of gas"))
        .await;

    let kept = |permission: AccessType, addresses: Vec<String>| {
        let instantiate_permission = Some(AccessConfig { permission: permission.into(), addresses });
        let message = MsgStoreCode { sender: wallet(OWNER), wasm_byte_code: puppet::puppet(), instantiate_permission };
        Draft::with_gas(vec![pack(&message)], GAS)
    };
    let nobodys = kept(AccessType::Nobody, vec![]);
    let stored = stage.draft("code for nobody", &[OWNER], nobodys, Will::Pass).await;
    keep(stage, "for nobody", stored);
    let some = kept(AccessType::AnyOfAddresses, vec![wallet("payer")]);
    let stored = stage.draft("code for some", &[OWNER], some, Will::Pass).await;
    keep(stage, "for some", stored);
    let wrong = kept(AccessType::AnyOfAddresses, vec![]);
    stage.draft("code for a list of none", &[OWNER], wrong, Will::Bounce("")).await;
    let wrong = kept(AccessType::Unspecified, vec![]);
    stage.draft("code for who knows whom", &[OWNER], wrong, Will::Bounce("")).await;
    let wrong = kept(AccessType::Everybody, vec![wallet("payer")]);
    stage.draft("code for everybody on a list", &[OWNER], wrong, Will::Pass).await;
}

fn keep(stage: &mut Stage, name: &str, stored: Option<crate::parity::Delivered>) {
    if let Some(id) = stored.and_then(|stored| stored.code_id()) {
        stage.codes.insert(name.into(), id);
    }
}

async fn store(stage: &mut Stage, name: &str, wasm: Vec<u8>, will: Will<'_>) {
    let what = format!("store {name}");
    let stored = stage.send_with_gas(&what, OWNER, &[Msg::StoreCode { wasm }], GAS, will).await;
    keep(stage, name, stored);
}

/// The wasm of the release before this one.
fn packed(contract: &str) -> Vec<u8> {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("releases/0.1.0/backlot_{contract}.wasm.gz"));
    fs::read(&file).unwrap_or_else(|error| panic!("{}: {error}", file.display()))
}
