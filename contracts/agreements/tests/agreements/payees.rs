//! A party whose money could not arrive is refused, in the first agreement and in every later one.

use backlot_api::schedule::Payee;
use backlot_testkit::{code_of, state_hash};

use crate::{
    doubles::{Script, SOURCE},
    film::Film,
};

/// A way to spoil an agreement, and the code it is refused with.
type Case = (&'static str, &'static str, fn(&Film, &mut Script));

fn pay(script: &mut Script, address: String) {
    script.parties[1].payee = Payee::Wallet { address };
}

fn cover(script: &mut Script, account: String, source: &str) {
    script.parties[4].payee = Payee::Film { account, source: source.into() };
}

const SPOILT: &[Case] = &[
    ("a wallet in upper case", "input.address", |film, it| pay(it, film.wallet("agent").to_uppercase())),
    ("a wallet of another chain", "input.address", |_, it| {
        pay(it, "cosmos19rl4cm2hmr8afy4kldpxz3fka4jguq0auqdal4".into())
    }),
    ("no wallet", "input.address", |_, it| pay(it, String::new())),
    ("the account as a wallet", "agreements.payee", |film, it| pay(it, film.collection.to_string())),
    ("the engine as a wallet", "agreements.payee", |film, it| pay(it, film.engine.to_string())),
    ("a voice in upper case", "input.address", |film, it| {
        it.parties[2].voice = Some(film.wallet("union").to_uppercase())
    }),
    ("a voice of no wallet", "input.address", |_, it| it.parties[3].voice = Some("the trustee".into())),
    ("a series too many", "agreements.payee", |_, it| it.parties[4].payee = Payee::Series { series: 2 }),
    ("the last series there could be", "agreements.payee", |_, it| it.parties[4].payee = Payee::Series { series: 255 }),
    ("the film itself", "agreements.payee", |film, it| cover(it, film.collection.to_string(), SOURCE)),
    ("a film that is a wallet", "agreements.payee", |film, it| cover(it, film.wallet("agent"), SOURCE)),
    ("a film that is an engine", "agreements.payee", |film, it| cover(it, film.engine.to_string(), SOURCE)),
    ("a film in upper case", "input.address", |film, it| cover(it, film.collection.to_string().to_uppercase(), SOURCE)),
];

/// acceptance: T16
#[test]
fn a_payee_that_cannot_be_paid_is_refused() {
    let mut film = Film::new();
    let before = state_hash(&film.app);
    for (what, code, spoil) in SPOILT {
        let mut script = film.script(&[]);
        spoil(&film, &mut script);
        let first = film.first(&script);
        assert_eq!(&code_of(film.open(&first)), code, "{what}, first");
        assert_eq!(&code_of(film.propose(&script)), code, "{what}, later");
        assert_eq!(state_hash(&film.app), before, "{what}");
    }
    let mut script = film.script(&[]);
    pay(&mut script, film.agreements.to_string());
    assert_eq!(code_of(film.propose(&script)), "agreements.payee", "the agreements as a wallet");
}

/// Two films of one owner may cover each other; somebody else's may not be named, nor a source that is not there.
#[test]
fn another_film_is_a_payee_where_the_owner_is_the_same() {
    let mut film = Film::new();
    let (ours, theirs) = (film.account_of("owner"), film.account_of("stranger"));
    let before = state_hash(&film.app);
    for (account, source) in [(&theirs, SOURCE), (&ours, "cinema")] {
        let mut script = film.script(&[]);
        cover(&mut script, account.clone(), source);
        let first = film.first(&script);
        assert_eq!(code_of(film.open(&first)), "agreements.payee", "{source}");
        assert_eq!(code_of(film.propose(&script)), "agreements.payee", "{source}");
    }
    assert_eq!(state_hash(&film.app), before);
    let mut script = film.script(&[]);
    cover(&mut script, ours, SOURCE);
    let first = film.first(&script);
    film.open(&first).unwrap();
    film.propose(&script).unwrap();
}

/// What was in order when it was proposed is looked at again: the other film may have changed hands.
#[test]
fn a_film_that_changed_hands_is_no_payee_any_more() {
    let mut film = Film::new();
    let ours = film.account_of("owner");
    let mut script = film.script(&["bank"]);
    cover(&mut script, ours.clone(), SOURCE);
    film.propose(&script).unwrap();
    film.all_who_must_consent();
    let heir = film.wallet("heir");
    let account = cosmwasm_std::Addr::unchecked(ours);
    crate::doubles::OWNER.save(film.app.contract_storage_mut(&account).as_mut(), &heir).unwrap();
    let before = state_hash(&film.app);
    assert_eq!(code_of(film.adopt()), "agreements.payee");
    assert_eq!(state_hash(&film.app), before);
}
