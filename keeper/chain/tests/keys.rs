//! Keys on disk and in memory.

use std::{fs, os::unix::fs::PermissionsExt};

use backlot_chain::{
    keys::{KdfCost, KeyError, KeyStore, LocalSigner, Phrase},
    Signer,
};

/// The least argon2 takes: these tests are about the file, not the cost.
const CHEAP: KdfCost = KdfCost { memory_kib: 8, passes: 1, lanes: 1 };
const PASSPHRASE: &str = "under the third floorboard";

fn store() -> (tempfile::TempDir, KeyStore) {
    let directory = tempfile::tempdir().unwrap();
    let store = KeyStore::new(directory.path().join("keys"), "wasm").with_cost(CHEAP);
    (directory, store)
}

/// acceptance: K66
#[test]
fn neither_the_disk_nor_debug_output_shows_a_secret() {
    let (directory, store) = store();
    let (info, phrase) = store.create("keeper", PASSPHRASE).unwrap();
    let signer = store.unlock("keeper", PASSPHRASE).unwrap();

    let path = directory.path().join("keys/keeper.key.json");
    let file = fs::read(&path).unwrap();
    let contains = |needle: &[u8]| file.windows(needle.len()).any(|window| window == needle);
    // Words of four letters and more, so that none stands in the file by chance as part of a field's name.
    let names = ["secret", "name", "address", "version", "public", "cost", "cipher", "salt", "memory", "pass", "lane"];
    for word in
        phrase.reveal().split(' ').filter(|word| word.len() > 4 && !names.iter().any(|name| name.contains(word)))
    {
        assert!(!contains(word.as_bytes()), "a word of the phrase is on the disk");
    }
    assert!(!contains(phrase.reveal().as_bytes()) && !contains(PASSPHRASE.as_bytes()));
    let entropy = bip39::Mnemonic::parse(phrase.reveal()).unwrap().to_entropy();
    assert!(!contains(&entropy) && !contains(hex::encode(&entropy).as_bytes()));

    for shown in [format!("{phrase:?}"), format!("{signer:?}"), format!("{store:?}"), format!("{info:?}")] {
        assert!(phrase.reveal().split(' ').filter(|word| word.len() > 6).all(|word| !shown.contains(word)), "{shown}");
        assert!(!shown.contains(PASSPHRASE));
    }
    assert_eq!(fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o600);
    assert_eq!(fs::metadata(directory.path().join("keys")).unwrap().permissions().mode() & 0o777, 0o700);
    assert_eq!(fs::read_dir(directory.path().join("keys")).unwrap().count(), 1, "no draft is left behind");
}

/// acceptance: K66
#[test]
fn a_wrong_passphrase_a_moved_seal_and_an_exposed_file_are_refused() {
    let (directory, store) = store();
    store.create("one", PASSPHRASE).unwrap();
    store.create("other", PASSPHRASE).unwrap();
    assert!(matches!(store.unlock("one", "guess"), Err(KeyError::WrongPassphrase { .. })));
    assert!(matches!(store.create("third", ""), Err(KeyError::EmptyPassphrase)));
    assert!(matches!(store.create("one", PASSPHRASE), Err(KeyError::Exists { .. })));
    assert!(matches!(store.unlock("none", PASSPHRASE), Err(KeyError::NotFound { .. })));
    assert!(matches!(store.create("../up", PASSPHRASE), Err(KeyError::Name { .. })));

    let path = |name: &str| directory.path().join(format!("keys/{name}.key.json"));
    let read = |name: &str| -> serde_json::Value { serde_json::from_slice(&fs::read(path(name)).unwrap()).unwrap() };
    let (mut one, other) = (read("one"), read("other"));
    one["secret"] = other["secret"].clone();
    fs::write(path("one"), one.to_string()).unwrap();
    assert!(matches!(store.unlock("one", PASSPHRASE), Err(KeyError::WrongPassphrase { .. })), "another key's seal");

    fs::set_permissions(path("other"), fs::Permissions::from_mode(0o644)).unwrap();
    assert!(matches!(store.unlock("other", PASSPHRASE), Err(KeyError::Exposed { mode: 0o644, .. })));
}

#[test]
fn a_phrase_gives_the_account_every_wallet_derives_from_it() {
    // All-zero entropy, 24 words: a phrase that wallets use as a test vector.
    let words = format!("{}art", "abandon ".repeat(23));
    let phrase = Phrase::parse(&format!("  {} ", words.to_uppercase())).unwrap();
    assert_eq!(phrase.reveal(), words);
    let signer = LocalSigner::from_phrase("cosmos", &phrase).unwrap();
    assert_eq!(signer.address(), "cosmos1r5v5srda7xfth3hn2s26txvrcrntldjumt8mhl");
    assert!(matches!(Phrase::parse("abandon ability able"), Err(KeyError::Phrase)));
    assert!(matches!(Phrase::parse(&format!("{}abandon", "abandon ".repeat(23))), Err(KeyError::Phrase)));

    let (_directory, store) = store();
    let info = store.import("studio", &phrase, PASSPHRASE).unwrap();
    assert_eq!(store.list().unwrap(), std::slice::from_ref(&info));
    let unlocked = store.unlock("studio", PASSPHRASE).unwrap();
    assert_eq!((unlocked.address(), hex::encode(unlocked.public_key())), (info.address.as_str(), info.public_key));
    assert_eq!(unlocked.sign(b"document").unwrap().len(), 64);
}
