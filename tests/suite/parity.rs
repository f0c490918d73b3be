//! The devnet beside a real wasmd node: see `backlot_tests::parity`.

use std::{path::Path, time::SystemTime};

use backlot_tests::parity::{allowed, compare, devnet, dump, node::Node, play, said, table, Pace, Played, Stage};

/// Messages that cannot go through in the script, and why.
const NEVER: [(&str, &str); 3] = [
    ("interchange.redirect", "who is refused by bank on both chains is a module, and modules sign nothing"),
    ("collection.amend", "only the film's agreements say it"),
    ("collection.release", "a reserve waits for a day that the script does not see"),
];

fn now() -> u64 {
    SystemTime::now().duration_since(SystemTime::UNIX_EPOCH).expect("it is later than 1970").as_secs()
}

#[track_caller]
fn says_every_message(stage: &Stage) {
    for message in said::all() {
        let (passed, refused) = stage.said.get(&message).copied().unwrap_or_default();
        let never = NEVER.iter().any(|(name, _)| *name == message);
        assert!(passed > 0 || never, "the script has no {message} that goes through");
        assert!(refused > 0, "the script has no {message} that is refused");
    }
}

fn surprises(played: &[Played]) -> Vec<String> {
    let surprise = |played: &Played| match played {
        Played::Step(step) => step.unexpected.as_ref().map(|unexpected| format!("{}: {unexpected}", step.name)),
        Played::Ask(_) => None,
    };
    played.iter().filter_map(surprise).collect()
}

/// The script by itself: every message of every contract, gone through and refused, as the script says.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_script_says_every_message() {
    let devnet = devnet(&[]).await;
    let mut stage = Stage::at(&devnet.rpc_url(), Pace::Lead, now()).await;
    play(&mut stage).await;
    let surprises = surprises(&stage.played);
    assert!(surprises.is_empty(), "{} surprises:\n{}", surprises.len(), surprises.join("\n"));
    says_every_message(&stage);
    assert!(stage.played.iter().filter(|played| matches!(played, Played::Step(_))).count() >= 90);
}

/// acceptance: issue 4, point 2
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
#[ignore = "needs wasmd: make e2e-wasmd"]
async fn the_devnet_tells_the_truth() {
    let program = std::env::var("BACKLOT_WASMD").expect("BACKLOT_WASMD names the wasmd program: make e2e-wasmd");
    let node = Node::start(Path::new(&program)).await;
    let began = now();
    let mut lead = Stage::at(node.url(), Pace::Lead, began).await;
    play(&mut lead).await;
    let wasmd_state = dump(lead.rpc()).await;
    says_every_message(&lead);

    let devnet = devnet(&node.extra()).await;
    let mut follow = Stage::at(&devnet.rpc_url(), Pace::Follow(lead.played.clone().into_iter()), began).await;
    play(&mut follow).await;
    let devnet_state = dump(follow.rpc()).await;

    let found = compare(began, (&follow.played, &devnet_state), (&lead.played, &wasmd_state));
    let file = table::write(&found);
    println!("{}\n{}", file.display(), table::summary(&found));
    let stale = (0..allowed::ALL.len()).filter(|at| !found.reasons.contains_key(at)).collect::<Vec<_>>();
    assert!(stale.is_empty(), "known differences that show no more: {stale:?}");
    for (step, what, sides) in found.differences.iter().take(60) {
        println!("- {step} · {what}\n   {sides}");
    }
    assert!(found.differences.is_empty(), "{} differences: {}", found.differences.len(), file.display());
}
