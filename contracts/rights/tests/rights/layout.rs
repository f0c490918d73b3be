//! What lies where in storage, and moving to new code.

use std::collections::BTreeMap;

use backlot_api::{
    code,
    ledger::{decode_addresses, decode_amounts, take_varint, LedgerHead, RIGHTS_PAGE},
    rights::{key, ExecuteMsg, MigrateMsg},
};
use backlot_rights::{CONTRACT, NAMESPACES, VERSION};
use cosmwasm_std::Storage;
use cw_multi_test::Executor;

use crate::{
    samples::{timed, world},
    world::{native, transfer, who, World},
};

fn dump(world: &World) -> BTreeMap<Vec<u8>, Vec<u8>> {
    world.app.dump_wasm_raw(&world.rights).into_iter().collect()
}

/// A key's beginning as it is written: plain, or with its length before it as cw-storage-plus does for maps.
fn beginnings() -> Vec<Vec<u8>> {
    let plain = NAMESPACES.iter().map(|name| name.as_bytes().to_vec());
    let lengthy = NAMESPACES.iter().map(|name| [&[0, name.len() as u8], name.as_bytes()].concat());
    plain.chain(lengthy).collect()
}

/// acceptance: X72
#[test]
fn no_namespace_is_the_beginning_of_another() {
    for (index, one) in NAMESPACES.iter().enumerate() {
        for other in &NAMESPACES[index + 1..] {
            assert!(!one.starts_with(other) && !other.starts_with(one), "{one} and {other}");
        }
    }
    // And the list is whole: after every kind of message, no key lies outside it, and every name is in use.
    let mut used = std::collections::BTreeSet::new();
    for index in 0..timed(&world()).len() {
        let mut world = world();
        let (sender, msg) = timed(&world).swap_remove(index);
        world.run(sender, msg);
        for stored in dump(&world).keys() {
            let found = beginnings().iter().position(|name| stored.starts_with(name));
            let found = found.unwrap_or_else(|| panic!("{:?} is in no namespace", String::from_utf8_lossy(stored)));
            used.insert(NAMESPACES[found % NAMESPACES.len()]);
        }
    }
    assert_eq!(used, NAMESPACES.iter().copied().collect());
}

/// Others read the ledger raw: head, pages, indices are what `packages/api` says.
#[test]
fn the_ledger_reads_as_the_wire_says() {
    let names: Vec<String> = (0..70).map(|n| format!("w{n}")).collect();
    let rows: Vec<(&str, u128)> = names.iter().zip(1..).map(|(name, units)| (name.as_str(), units)).collect();
    let mut world = World::with(&rows);
    let stored = dump(&world);
    let head = LedgerHead::decode(&stored[key::LEDGER_HEAD]).unwrap();
    assert_eq!((head.supply, head.slots, head.holders), (70 * 71 / 2, 70, 70));
    let api = world.app.api();
    let canonical = |name: &str| cosmwasm_std::Api::addr_canonicalize(api, who(name).as_str()).unwrap();
    assert_eq!(head.highest, names.iter().map(|name| canonical(name).to_vec()).max().unwrap());
    for (index, (name, units)) in (0u32..).zip(&rows) {
        let (page, slot) = (index / RIGHTS_PAGE, (index % RIGHTS_PAGE) as usize);
        let address = canonical(name);
        assert_eq!(take_varint(&stored[&key::index(&address)]).unwrap().0, u128::from(index));
        assert_eq!(decode_addresses(&stored[&key::address_page(page)]).unwrap()[slot], address);
        assert_eq!(decode_amounts(&stored[&key::units_page(page)], RIGHTS_PAGE).unwrap()[slot], *units);
    }
    // Page 2 holds places 64 to 69: once they hold nothing, it is gone, and comes back.
    for name in &names[64..] {
        let amount = world.held(name).into();
        world.run(name, ExecuteMsg::Transfer { recipient: who("w0").into(), amount });
    }
    assert!(!dump(&world).contains_key(&key::units_page(2)));
    assert_eq!((world.ledger().holders, world.ledger().slots), (64, 70));
    world.run("w0", transfer("w69", 1));
    assert!(dump(&world).contains_key(&key::units_page(2)));
}

/// acceptance: X76
#[test]
fn only_older_code_of_this_contract_is_migrated_and_only_once() {
    let mut world = World::with(&[("anna", 5)]);
    let code_id = world.app.store_code(native());
    let migrate = |world: &mut World| {
        let rights = world.rights.clone();
        world.app.migrate_contract(who("owner"), rights, &MigrateMsg {}, code_id)
    };
    let place = |world: &mut World, contract: &str, version: &str| {
        let rights = world.rights.clone();
        let mut storage: Box<dyn Storage> = world.app.contract_storage_mut(&rights);
        cw2::set_contract_version(&mut *storage, contract, version).unwrap();
    };
    for (contract, version) in
        [(CONTRACT, VERSION), (CONTRACT, "99.0.0"), ("crates.io:cw20-base", "0.0.1"), (CONTRACT, "junk")]
    {
        place(&mut world, contract, version);
        let before = world.state();
        assert_eq!(backlot_testkit::code_of(migrate(&mut world)), code::MIGRATION, "{contract} {version}");
        assert_eq!(world.state(), before);
    }
    place(&mut world, CONTRACT, "0.0.1");
    migrate(&mut world).unwrap();
    assert_eq!(world.held("anna"), 5);
    assert_eq!(backlot_testkit::code_of(migrate(&mut world)), code::MIGRATION);
}
