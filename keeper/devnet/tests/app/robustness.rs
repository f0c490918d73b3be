//! acceptance: X78

use std::sync::OnceLock;

use backlot_devnet::app::{Application, TxResult};
use proptest::prelude::*;

use crate::contracts::NOTHING;
use crate::puppet::puppet;
use crate::world::{stranger, World};

struct Target {
    world: World,
    contract: String,
    tx: Vec<u8>,
}

fn target() -> &'static Target {
    static TARGET: OnceLock<Target> = OnceLock::new();
    TARGET.get_or_init(|| {
        let mut world = World::new();
        let code = world.store(puppet());
        let contract = world.instantiate(code, NOTHING);
        let tx = world.draft(vec![world.call(&contract, NOTHING), world.send(&stranger(1), 5)]).build(&world.alice);
        Target { world, contract, tx }
    })
}

/// No bytes bring the chain down, and what is refused at the door writes nothing.
fn survives(bytes: &[u8]) -> Result<(), TestCaseError> {
    let Target { world, tx, .. } = target();
    let outcome = world.app.finalize_block(&world.state, &world.header, &[bytes.to_vec(), tx.clone()]);
    let [first, honest] = outcome.results.as_slice() else { panic!("one result a transaction") };
    prop_assert!(!is_defect(first));
    prop_assert!(first.code != 0 || bytes == tx, "{:?}", first);
    if bytes != tx {
        prop_assert_eq!(honest.code, 0, "{}", &honest.log);
    }
    world.app.check_tx(&world.state, &world.header, &mut Default::default(), bytes);
    for path in ["/cosmos.tx.v1beta1.Service/Simulate", "/cosmwasm.wasm.v1.Query/SmartContractState"] {
        world.app.query(&world.state, &world.header, path, bytes);
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn random_bytes_are_only_refused(bytes in proptest::collection::vec(any::<u8>(), 0..400)) {
        survives(&bytes)?;
    }

    #[test]
    fn a_changed_transaction_is_only_refused(
        edits in proptest::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..4),
        cut in any::<prop::sample::Index>(), truncate: bool,
    ) {
        let mut bytes = target().tx.clone();
        for (at, value) in edits {
            let at = at.index(bytes.len());
            bytes[at] = value;
        }
        if truncate {
            bytes.truncate(cut.index(bytes.len()));
        }
        survives(&bytes)?;
    }

    #[test]
    fn any_answer_of_a_contract_is_an_error_or_a_response(text in "[\\[\\]{}\":,a-z0-9]{0,60}", spoil in 0usize..80) {
        let Target { world, contract, .. } = target();
        let mut spoilt = NOTHING.to_owned();
        spoilt.insert_str(spoil.min(NOTHING.len()), &text);
        for msg in [text, spoilt] {
            let mut draft = world.draft(vec![world.call(contract, &msg)]);
            draft.gas = 300_000;
            let tx = draft.build(&world.alice);
            let outcome = world.app.finalize_block(&world.state, &world.header, &[tx]);
            prop_assert!(!is_defect(&outcome.results[0]));
        }
    }
}

/// A panic of this program; wasmd's own, which clients see too, names itself.
fn is_defect(result: &TxResult) -> bool {
    result.code == 111_222 && !result.log.contains("nil pointer dereference")
}

#[test]
fn json_nested_too_deep_is_refused_before_it_reaches_a_contract() {
    let Target { world, contract, .. } = target();
    let msg = "[".repeat(50_000) + &"]".repeat(50_000);
    let tx = world.draft(vec![world.call(contract, &msg)]).build(&world.alice);
    let result = world.app.finalize_block(&world.state, &world.header, &[tx]).results.pop().unwrap();
    assert_eq!((result.code, result.codespace.as_str()), (14, "wasm"), "{}", result.log);
}

#[test]
fn the_same_block_gives_the_same_result_twice() {
    let Target { world, tx, .. } = target();
    let run = || {
        let outcome = world.app.finalize_block(&world.state, &world.header, std::slice::from_ref(tx));
        (outcome.results, outcome.writes)
    };
    assert_eq!(run(), run());
}
