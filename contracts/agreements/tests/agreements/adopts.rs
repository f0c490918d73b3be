use backlot_agreements::ContractError;
use backlot_api::{
    agreements::{
        AgreementsAdopted, AgreementsProposed, AgreementsWithdrawn, ConfigResponse, Current, ExecuteMsg, QueryMsg,
        VersionResponse, VersionSummary,
    },
    collection,
    event::TypedEvent,
};
use backlot_testkit::{code_of, pass, state_hash};
use sha2::{Digest, Sha256};

use crate::{
    doubles::{BOOKS, REFUSES},
    film::{refusal, text, Film, DAY},
};

#[test]
fn the_first_version_is_kept_as_it_was_given() {
    let film = Film::new();
    let script = film.script(&[]);
    let config: ConfigResponse = film.ask(&QueryMsg::Config {}).unwrap();
    assert_eq!((config.engine, config.collection), (film.engine.to_string(), film.collection.to_string()));
    let current: Current = film.ask(&QueryMsg::Current {}).unwrap();
    assert_eq!(current, Current { version: 1, terms: b"the terms".into(), parties: script.parties.clone() });
    let first: VersionResponse = film.ask(&QueryMsg::Version { version: 1 }).unwrap();
    assert_eq!(first.agreement, text(&script));
    assert_eq!(first.summary.sha256.as_slice(), Sha256::digest(text(&script)).as_slice());
    assert_eq!(first.summary.adopted, film.app.block_info().time);
    assert!(film.proposal().is_none());
    assert!(film.told().is_empty(), "the account asks when it opens");
}

#[test]
fn the_account_is_told_what_came_into_force() {
    let mut film = Film::new();
    let mut script = film.script(&["bank"]);
    script.terms = "other terms".into();
    script.parties.swap(0, 1);
    let reference = Some("deed of 3 May".to_string());
    let (agreement, deadline) = (text(&script), film.ahead(DAY));
    let propose = ExecuteMsg::Propose { agreement: agreement.clone(), deadline, reference: reference.clone() };
    let done = film.call("owner", &propose, &[]).unwrap();
    let events = AgreementsProposed::read_all(&done.events, film.agreements.as_str());
    assert_eq!(events, [AgreementsProposed { version: 2, falls: "bank".into() }]);
    let open = film.proposal().unwrap();
    assert_eq!((open.agreement, open.deadline, open.reference), (agreement.clone(), deadline, reference.clone()));

    film.all_who_must_consent();
    pass(&mut film.app, 3_600);
    let done = film.adopt().unwrap();
    let events = AgreementsAdopted::read_all(&done.events, film.agreements.as_str());
    assert_eq!(events, [AgreementsAdopted { version: 2 }]);
    let amend = collection::ExecuteMsg::Amend {
        version: 2,
        terms: b"other terms".into(),
        books: b"carried over: []".into(),
        parties: script.parties.clone(),
    };
    assert_eq!(film.told(), [(film.agreements.to_string(), amend)]);
    let current: Current = film.ask(&QueryMsg::Current {}).unwrap();
    assert_eq!(current, Current { version: 2, terms: b"other terms".into(), parties: script.parties });
    assert!(film.proposal().is_none());

    let versions: Vec<VersionSummary> = film.ask(&QueryMsg::Versions { start_after: Some(1), limit: None }).unwrap();
    let sha256 = Sha256::digest(&agreement).as_slice().into();
    let adopted = film.app.block_info().time;
    assert_eq!(versions, [VersionSummary { version: 2, adopted, sha256, reference }]);
    let versions: Vec<VersionSummary> = film.ask(&QueryMsg::Versions { start_after: None, limit: Some(1) }).unwrap();
    assert_eq!(versions.iter().map(|row| row.version).collect::<Vec<_>>(), [1]);
    assert_eq!(code_of(film.adopt()), "agreements.no_proposal", "once");
}

/// Who may speak, and how many must, is of the version in force: a party that left has no say in the next.
#[test]
fn the_next_version_is_decided_by_the_parties_of_this_one() {
    let mut film = Film::new();
    let mut script = film.script(&["bank"]);
    script.parties.remove(0);
    script.parties[0].voice = Some(film.wallet("manager"));
    script.quorum = 10_000;
    film.propose(&script).unwrap();
    // The new voice and the new share are not in force yet.
    assert_eq!(code_of(film.consent("manager", "agent", true)), "agreements.voice");
    assert_eq!(film.proposal().unwrap().needed, 2);
    film.all_who_must_consent();
    film.adopt().unwrap();

    script.falls.clear();
    film.propose(&script).unwrap();
    assert_eq!(film.proposal().unwrap().needed, 3);
    assert_eq!(code_of(film.consent("bank", "bank", true)), "agreements.unknown");
    assert_eq!(code_of(film.consent("agent", "agent", true)), "agreements.voice");
    for (sender, party) in [("manager", "agent"), ("union", "crew"), ("trustee", "holders")] {
        film.consent(sender, party, true).unwrap();
    }
    film.adopt().unwrap();
    assert_eq!(film.version(), 3);
}

#[test]
fn a_proposal_lapses_at_its_deadline() {
    let mut film = Film::new();
    film.propose_against_the_bank();
    film.all_who_must_consent();
    pass(&mut film.app, 30 * DAY - 1);
    // A second before it is open: no other one can be proposed.
    let script = film.script(&[]);
    assert_eq!(code_of(film.propose(&script)), "agreements.proposal_open");
    pass(&mut film.app, 1);
    assert!(film.proposal().is_none());
    let before = state_hash(&film.app);
    assert_eq!(refusal(film.adopt()), ContractError::NoProposal);
    assert_eq!(refusal(film.consent("bank", "bank", false)), ContractError::NoProposal);
    assert_eq!(refusal(film.withdraw()), ContractError::NoProposal);
    assert_eq!(state_hash(&film.app), before);
    // Its place is free.
    let done = film.propose(&script).unwrap();
    let gone = AgreementsWithdrawn::read_all(&done.events, film.agreements.as_str());
    assert_eq!(gone, [AgreementsWithdrawn { version: 2 }]);
    film.consent("bank", "bank", true).unwrap();
    assert_eq!(film.proposal().unwrap().consents, ["bank"]);
}

#[test]
fn it_can_be_adopted_to_the_last_second() {
    let mut film = Film::new();
    film.propose_against_the_bank();
    film.all_who_must_consent();
    pass(&mut film.app, 30 * DAY - 1);
    film.adopt().unwrap();
}

#[test]
fn the_owner_takes_a_proposal_back() {
    let mut film = Film::new();
    film.propose_against_the_bank();
    film.all_who_must_consent();
    assert_eq!(code_of(film.call("bank", &ExecuteMsg::Withdraw {}, &[])), "auth.unauthorized");
    let done = film.withdraw().unwrap();
    let gone = AgreementsWithdrawn::read_all(&done.events, film.agreements.as_str());
    assert_eq!(gone, [AgreementsWithdrawn { version: 2 }]);
    assert_eq!(code_of(film.adopt()), "agreements.no_proposal");
    assert_eq!(code_of(film.withdraw()), "agreements.no_proposal");
    let done = film.propose(&film.script(&[])).unwrap();
    assert!(AgreementsWithdrawn::read_all(&done.events, film.agreements.as_str()).is_empty());
}

/// While the parties made up their minds, money came in: now the agent can lose too, and has not said yes.
#[test]
fn whoever_can_lose_by_the_books_of_the_day_must_have_consented() {
    let mut film = Film::new();
    film.propose_against_the_bank();
    for (sender, party) in [("bank", "bank"), ("union", "crew"), ("trustee", "holders")] {
        film.consent(sender, party, true).unwrap();
    }
    film.set(&BOOKS, &vec!["agent".into()]);
    let before = state_hash(&film.app);
    assert_eq!(refusal(film.adopt()), ContractError::Missing { party: "agent".into() });
    assert_eq!(state_hash(&film.app), before);
    film.consent("agent", "agent", true).unwrap();
    film.adopt().unwrap();
}

/// A consent that is counted among those who can lose is not counted among the others too.
#[test]
fn a_consent_counts_once() {
    let mut film = Film::new();
    film.propose_against_the_bank();
    film.consent("bank", "bank", true).unwrap();
    film.consent("agent", "agent", true).unwrap();
    film.set(&BOOKS, &vec!["agent".into()]);
    assert_eq!(refusal(film.adopt()), ContractError::Quorum { given: 0, needed: 1 });
    film.consent("union", "crew", true).unwrap();
    film.adopt().unwrap();
}

#[test]
fn nor_does_it_come_into_force_where_one_without_a_voice_can_lose_by_now() {
    let mut film = Film::new();
    film.propose_against_the_bank();
    film.all_who_must_consent();
    film.set(&BOOKS, &vec!["fans".into()]);
    let before = state_hash(&film.app);
    assert_eq!(refusal(film.adopt()), ContractError::Silent { party: "fans".into() });
    assert_eq!(state_hash(&film.app), before);
}

/// The account has the last word about its books.
#[test]
fn what_the_account_refuses_did_not_happen() {
    let mut film = Film::new();
    film.propose_against_the_bank();
    film.all_who_must_consent();
    film.set(&REFUSES, &true);
    let before = state_hash(&film.app);
    assert_eq!(code_of(film.adopt()), "collection.amendment");
    assert_eq!(state_hash(&film.app), before);
    assert_eq!((film.version(), film.proposal().unwrap().given), (1, 2));
    film.set(&REFUSES, &false);
    film.adopt().unwrap();
    assert_eq!(film.version(), 2);
}
