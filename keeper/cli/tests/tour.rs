//! The documents as a reader takes them: their commands are run word for word, and their links lead somewhere.

use std::{
    net::TcpListener,
    path::{Path, PathBuf},
    time::Duration,
};

use backlot_tests::{
    engine::{Engine, Rules},
    guide::{self, Walk},
    shell::root,
};

fn program() -> PathBuf {
    env!("CARGO_BIN_EXE_backlot").into()
}

fn phrases(scratch: &Path) -> Vec<String> {
    let homes = std::fs::read_dir(scratch).unwrap().map(|entry| entry.unwrap().path());
    let files: Vec<_> = homes.map(|home| home.join("phrases")).filter(|file| file.exists()).collect();
    assert_eq!(files.len(), 1, "the tour makes its keys in one home");
    let text = std::fs::read_to_string(&files[0]).unwrap();
    text.lines().map(|line| line.split_once(": ").unwrap().1.to_string()).collect()
}

#[test]
fn the_tour_in_the_readme_goes_as_it_says() {
    let wasm = root().join("artifacts/backlot_studio.wasm");
    assert!(wasm.exists(), "{} is missing: `make artifacts` builds it", wasm.display());
    let readme = root().join("README.md");
    let steps = guide::steps(&std::fs::read_to_string(&readme).unwrap());
    assert!(steps.len() > 5 && steps.iter().any(|step| step.script.contains("keeper run")), "the tour lost its steps");
    let listen = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().to_string();
    // What a test must not share with its neighbours, and a reader's patience.
    let environment = [
        ("BACKLOT_RPC", format!("http://{listen}")),
        ("BACKLOT_DEVNET_LISTEN", listen),
        ("BACKLOT_DEVNET_REST", "127.0.0.1:0".into()),
        ("BACKLOT_KEEPER_LISTEN", "127.0.0.1:0".into()),
        ("BACKLOT_KEEPER_POLL", "0.2".into()),
        ("BACKLOT_DEVNET_BLOCK_MS", "50".into()),
        ("BACKLOT_CONFIRM_MS", "20".into()),
    ];
    let environment = environment.map(|(name, value)| (name.to_owned(), value)).to_vec();
    let scratch = tempfile::tempdir().unwrap();
    let walk = Walk { program: program(), environment, patience: Duration::from_secs(300) };
    let said = walk.through(&readme, scratch.path());
    for phrase in phrases(scratch.path()) {
        assert!(!said.contains(&phrase), "a phrase was printed");
    }
}

#[test]
fn the_guide_to_a_real_chain_goes_as_it_says() {
    let engine = Engine::devnet(Rules::default());
    guide::deploy(&program(), &engine.target);
}

#[test]
#[ignore = "needs wasmd: make e2e-wasmd"]
fn the_guide_to_a_real_chain_goes_as_it_says_on_four_validators() {
    let engine = Engine::four_validators();
    guide::deploy(&program(), &engine.target);
}

#[test]
fn links_between_documents_lead_somewhere() {
    let mut files = vec![root().join("README.md"), root().join("CHANGELOG.md"), root().join("examples/README.md")];
    for folder in ["docs", "docs/adr"] {
        let entries = std::fs::read_dir(root().join(folder)).unwrap().map(|entry| entry.unwrap().path());
        files.extend(entries.filter(|path| path.extension().is_some_and(|end| end == "md")));
    }
    let mut links = 0;
    for file in files {
        let text = std::fs::read_to_string(&file).unwrap();
        for link in text.split("](").skip(1).filter_map(|rest| rest.split_once(')')).map(|(link, _)| link) {
            let target = link.split('#').next().unwrap();
            if target.is_empty() || link.contains("://") {
                continue;
            }
            links += 1;
            assert!(file.parent().unwrap().join(target).exists(), "{}: {link} is not there", file.display());
        }
    }
    assert!(links > 10, "{links} links");
}
