use backlot_agreements::ContractError;
use backlot_api::{
    agreements::{AgreementsConsented, ExecuteMsg, QueryMsg},
    event::TypedEvent,
};
use backlot_testkit::{code_of, pass, state_hash};

use crate::film::{refusal, Film, DAY};

/// Of agent, crew and holders half must agree, which is two of three; the fans have no voice and do not count.
#[test]
fn those_who_can_lose_and_half_of_the_others_must_agree() {
    let mut film = Film::new();
    film.propose_against_the_bank();
    let proposal = film.proposal().unwrap();
    assert_eq!(proposal.falls, ["bank"]);
    assert_eq!((proposal.needed, proposal.given), (2, 0));
    assert_eq!(refusal(film.adopt()), ContractError::Missing { party: "bank".into() });

    let done = film.consent("bank", "bank", true).unwrap();
    let events = AgreementsConsented::read_all(&done.events, film.agreements.as_str());
    assert_eq!(events, [AgreementsConsented { party: "bank".into(), consent: true }]);
    assert_eq!(refusal(film.adopt()), ContractError::Quorum { given: 0, needed: 2 });
    film.consent("agent", "agent", true).unwrap();
    assert_eq!(refusal(film.adopt()), ContractError::Quorum { given: 1, needed: 2 });
    film.consent("trustee", "holders", true).unwrap();
    let proposal = film.proposal().unwrap();
    assert_eq!(proposal.consents, ["bank", "agent", "holders"]);
    assert_eq!((proposal.needed, proposal.given), (2, 2));
    film.adopt().unwrap();
    assert_eq!(film.version(), 2);
}

/// The consent of all the others together does not stand for the one who can lose.
#[test]
fn nobody_who_can_lose_is_outvoted() {
    let mut film = Film::new();
    film.propose_against_the_bank();
    for (sender, party) in [("agent", "agent"), ("union", "crew"), ("trustee", "holders")] {
        film.consent(sender, party, true).unwrap();
    }
    assert_eq!(refusal(film.adopt()), ContractError::Missing { party: "bank".into() });
    assert_eq!(film.version(), 1);
}

#[test]
fn the_share_is_the_one_of_the_agreement_in_force_and_rounded_up() {
    for (quorum, needed) in [(0, 0), (1, 1), (3_333, 1), (3_334, 2), (6_667, 3), (10_000, 3)] {
        let mut film = Film::with(|_, script| script.quorum = quorum);
        film.propose_against_the_bank();
        film.consent("bank", "bank", true).unwrap();
        for (sender, party) in [("agent", "agent"), ("union", "crew"), ("trustee", "holders")].iter().take(needed) {
            assert_eq!(code_of(film.adopt()), "agreements.consent", "{quorum}");
            film.consent(sender, party, true).unwrap();
        }
        film.adopt().unwrap();
    }
}

#[test]
fn whoever_consented_may_think_again_until_it_is_in_force() {
    let mut film = Film::new();
    film.propose_against_the_bank();
    film.all_who_must_consent();
    film.consent("agent", "agent", false).unwrap();
    assert_eq!(refusal(film.adopt()), ContractError::Quorum { given: 1, needed: 2 });
    film.consent("agent", "agent", true).unwrap();
    // Twice is once.
    film.consent("agent", "agent", true).unwrap();
    assert_eq!(film.proposal().unwrap().given, 2);
    let done = film.consent("bank", "bank", false).unwrap();
    let events = AgreementsConsented::read_all(&done.events, film.agreements.as_str());
    assert_eq!(events, [AgreementsConsented { party: "bank".into(), consent: false }]);
    assert_eq!(refusal(film.adopt()), ContractError::Missing { party: "bank".into() });
    film.consent("bank", "bank", true).unwrap();
    film.adopt().unwrap();
    assert_eq!(code_of(film.consent("bank", "bank", false)), "agreements.no_proposal");
}

/// The voice speaks, or the wallet where no voice is named; the owner speaks for nobody.
#[test]
fn each_party_has_one_voice() {
    let mut film = Film::new();
    film.propose_against_the_bank();
    let before = state_hash(&film.app);
    for (sender, party) in
        [("crew", "crew"), ("owner", "bank"), ("agent", "bank"), ("owner", "fans"), ("stranger", "holders")]
    {
        let (party, wallet) = (party.to_string(), film.wallet(sender));
        assert_eq!(refusal(film.consent(sender, &party, true)), ContractError::Voice { party, sender: wallet });
    }
    // One that is not the sender's spoils the whole message.
    let both = ExecuteMsg::Consent { parties: vec!["agent".into(), "bank".into()], consent: true };
    assert_eq!(code_of(film.call("agent", &both, &[])), "agreements.voice");
    assert_eq!(code_of(film.consent("bank", "nobody", true)), "agreements.unknown");
    assert_eq!(state_hash(&film.app), before);
    film.consent("union", "crew", true).unwrap();

    let voice = |party: &str| film.ask::<Option<String>>(&QueryMsg::Voice { party: party.into() }).unwrap();
    assert_eq!(voice("bank"), Some(film.wallet("bank")));
    assert_eq!(voice("crew"), Some(film.wallet("union")));
    assert_eq!(voice("holders"), Some(film.wallet("trustee")));
    assert_eq!(voice("fans"), None);
}

/// A lawyer who speaks for two says so in one message.
#[test]
fn one_voice_speaks_for_several() {
    let mut film = Film::with(|app, script| {
        let lawyer = backlot_testkit::addr(app, "lawyer").to_string();
        for party in &mut script.parties {
            party.voice = Some(lawyer.clone());
        }
    });
    film.propose_against_the_bank();
    let parties = ["bank", "agent", "crew", "holders", "fans"].map(String::from).into();
    let done = film.call("lawyer", &ExecuteMsg::Consent { parties, consent: true }, &[]).unwrap();
    assert_eq!(AgreementsConsented::read_all(&done.events, film.agreements.as_str()).len(), 5);
    // With a voice of their own the fans count: half of four.
    assert_eq!((film.proposal().unwrap().needed, film.proposal().unwrap().given), (2, 4));
    film.adopt().unwrap();
}

#[test]
fn who_has_no_voice_cannot_be_outvoted() {
    let mut film = Film::new();
    let before = state_hash(&film.app);
    let script = film.script(&["bank", "fans"]);
    assert_eq!(refusal(film.propose(&script)), ContractError::Silent { party: "fans".into() });
    assert_eq!(state_hash(&film.app), before);
}

/// The same words proposed again are another proposal: nobody has consented to it.
#[test]
fn a_consent_is_for_one_proposal() {
    let mut film = Film::new();
    film.propose_against_the_bank();
    film.all_who_must_consent();
    film.withdraw().unwrap();
    film.propose_against_the_bank();
    assert_eq!(film.proposal().unwrap().consents, [""; 0]);
    assert_eq!(code_of(film.adopt()), "agreements.consent");

    film.all_who_must_consent();
    pass(&mut film.app, 31 * DAY);
    film.propose_against_the_bank();
    assert_eq!(film.proposal().unwrap().consents, [""; 0], "the one before lapsed");
    assert_eq!(code_of(film.adopt()), "agreements.consent");

    film.all_who_must_consent();
    film.adopt().unwrap();
    film.propose_against_the_bank();
    assert_eq!(film.proposal().unwrap().consents, [""; 0], "the one before is in force");
    assert_eq!(code_of(film.adopt()), "agreements.consent");
    assert_eq!(film.version(), 2);
}
