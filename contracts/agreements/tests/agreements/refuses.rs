use backlot_agreements::ContractError;
use backlot_api::agreements::{ExecuteMsg, InstantiateMsg, QueryMsg, VersionSummary};
use backlot_testkit::{addr, balance, code_of, mint, state_hash};
use cosmwasm_std::{coin, from_json, to_json_vec, Addr, Binary};
use cw_multi_test::Executor;

use crate::film::{refusal, text, Film, DAY, HOUR};

/// A message of every kind that somebody could send while a proposal is open.
fn every_message(film: &Film) -> Vec<(&'static str, ExecuteMsg)> {
    let agreement = text(&film.script(&[]));
    vec![
        ("owner", ExecuteMsg::Propose { agreement, deadline: film.ahead(DAY), reference: None }),
        ("bank", ExecuteMsg::Consent { parties: vec!["bank".into()], consent: true }),
        ("anyone", ExecuteMsg::Adopt {}),
        ("owner", ExecuteMsg::Withdraw {}),
        ("owner", ExecuteMsg::SweepSurplus { denom: "uusd".into(), to: film.wallet("owner") }),
        ("owner", ExecuteMsg::UpdateOwnership(cw_ownable::Action::AcceptOwnership)),
    ]
}

/// acceptance: X71
#[test]
fn the_owners_messages_are_the_owners_and_none_takes_coins() {
    let mut film = Film::new();
    film.propose_against_the_bank();
    for name in ["owner", "bank", "anyone"] {
        let wallet = addr(&film.app, name);
        mint(&mut film.app, &wallet, coin(10, "uusd"));
    }
    let before = state_hash(&film.app);
    for (sender, msg) in every_message(&film) {
        assert_eq!(code_of(film.call(sender, &msg, &[coin(1, "uusd")])), "funds.none_expected", "{msg:?}");
        if sender == "owner" {
            let code =
                if matches!(msg, ExecuteMsg::UpdateOwnership(_)) { "auth.ownership" } else { "auth.unauthorized" };
            assert_eq!(code_of(film.call("anyone", &msg, &[])), code, "{msg:?}");
        }
    }
    assert_eq!(state_hash(&film.app), before);
}

#[test]
fn there_is_an_hour_to_think_and_at_most_a_year() {
    let mut film = Film::new();
    let agreement = text(&film.script(&[]));
    let propose = |film: &Film, ahead: u64, nanos: i8| {
        let deadline = film.ahead(ahead);
        let deadline =
            if nanos < 0 { deadline.minus_nanos(1) } else { deadline.plus_nanos(nanos.unsigned_abs().into()) };
        ExecuteMsg::Propose { agreement: agreement.clone(), deadline, reference: None }
    };
    let before = state_hash(&film.app);
    for (ahead, nanos) in [(0, 0), (1, 0), (HOUR, -1), (365 * DAY, 1), (366 * DAY, 0), (1_000 * DAY, 0)] {
        let msg = propose(&film, ahead, nanos);
        let ExecuteMsg::Propose { deadline, .. } = msg else { unreachable!() };
        assert_eq!(refusal(film.call("owner", &msg, &[])), ContractError::Deadline { deadline }, "{ahead}");
    }
    let past = ExecuteMsg::Propose {
        agreement: agreement.clone(),
        deadline: cosmwasm_std::Timestamp::from_nanos(0),
        reference: None,
    };
    assert_eq!(code_of(film.call("owner", &past, &[])), "agreements.deadline");
    assert_eq!(state_hash(&film.app), before);
    for ahead in [HOUR, 365 * DAY] {
        let msg = propose(&film, ahead, 0);
        film.call("owner", &msg, &[]).unwrap();
        film.withdraw().unwrap();
    }
}

/// acceptance: X70
#[test]
fn what_is_too_long_or_said_twice_is_refused() {
    let mut film = Film::new();
    film.propose_against_the_bank();
    let before = state_hash(&film.app);
    let consent = |parties: Vec<&str>| ExecuteMsg::Consent {
        parties: parties.into_iter().map(String::from).collect(),
        consent: true,
    };
    assert_eq!(code_of(film.call("bank", &consent(vec!["bank"; 65]), &[])), "input.too_long");
    assert_eq!(code_of(film.call("bank", &consent(vec!["bank", "bank"]), &[])), "input.duplicate");
    assert_eq!(code_of(film.call("bank", &consent(vec![]), &[])), "input.empty");
    let deadline = film.ahead(DAY);
    let propose = |agreement, reference| ExecuteMsg::Propose { agreement, deadline, reference };
    let long = propose(vec![b' '; 65_537].into(), None);
    assert_eq!(code_of(film.call("owner", &long, &[])), "input.too_long");
    let wordy = propose(text(&film.script(&[])), Some("x".repeat(281)));
    assert_eq!(code_of(film.call("owner", &wordy, &[])), "input.too_long");
    let first = InstantiateMsg { agreement: vec![b' '; 65_537].into(), ..film.first(&film.script(&[])) };
    assert_eq!(code_of(film.open(&first)), "input.too_long");
    assert_eq!(state_hash(&film.app), before);

    film.withdraw().unwrap();
    let mut most = text(&film.script(&[])).to_vec();
    most.resize(65_536, b' ');
    film.call("owner", &propose(most.into(), Some("x".repeat(280))), &[]).unwrap();
}

/// What the engine says against an agreement is said to whoever sent it.
#[test]
fn what_the_engine_cannot_read_is_not_kept() {
    let mut film = Film::new();
    let before = state_hash(&film.app);
    let deadline = film.ahead(DAY);
    for bad in [Binary::default(), Binary::from(b"{}"), Binary::from(b"\xff")] {
        let first = InstantiateMsg { agreement: bad.clone(), ..film.first(&film.script(&[])) };
        assert_eq!(code_of(film.open(&first)), "engine.agreement");
        let propose = ExecuteMsg::Propose { agreement: bad, deadline, reference: None };
        let said = refusal(film.call("owner", &propose, &[])).to_string();
        assert_eq!(said, "[engine.agreement] this is no agreement");
    }
    // An engine that is no contract.
    let first = InstantiateMsg { engine: film.wallet("bank"), ..film.first(&film.script(&[])) };
    assert_eq!(code_of(film.open(&first)), "std");
    assert_eq!(state_hash(&film.app), before);
}

/// acceptance: T16
#[test]
fn the_first_message_names_canonical_addresses() {
    let mut film = Film::new();
    let before = state_hash(&film.app);
    let first = film.first(&film.script(&[]));
    for bad in [String::new(), "owner".into(), film.wallet("owner").to_uppercase()] {
        for msg in [
            InstantiateMsg { owner: bad.clone(), ..first.clone() },
            InstantiateMsg { engine: bad.clone(), ..first.clone() },
            InstantiateMsg { collection: bad.clone(), ..first.clone() },
        ] {
            assert_eq!(code_of(film.open(&msg)), "input.address", "{bad}");
        }
    }
    let owner = addr(&film.app, "owner");
    mint(&mut film.app, &owner, coin(10, "uusd"));
    let funded = state_hash(&film.app);
    let refused = film.app.instantiate_contract(film.code, owner, &first, &[coin(1, "uusd")], "agreements", None);
    assert_eq!(code_of(refused), "funds.none_expected");
    assert_eq!(state_hash(&film.app), funded);
    assert_ne!(before, funded);
}

#[test]
fn a_question_about_nothing_is_refused() {
    let film = Film::new();
    for version in [0, 2, u32::MAX] {
        let refused = film.ask::<backlot_api::agreements::VersionResponse>(&QueryMsg::Version { version });
        assert!(refused.unwrap_err().to_string().contains("[agreements.unknown]"));
    }
    let refused = film.ask::<Option<String>>(&QueryMsg::Voice { party: "nobody".into() });
    assert!(refused.unwrap_err().to_string().contains("[agreements.unknown]"));
    let none = QueryMsg::Versions { start_after: Some(1), limit: Some(u32::MAX) };
    assert!(film.ask::<Vec<VersionSummary>>(&none).unwrap().is_empty());
}

/// acceptance: P12
#[test]
fn coins_that_came_by_themselves_are_sent_on() {
    let mut film = Film::new();
    let (own, to) = (film.agreements.clone(), film.wallet("bank"));
    let sweep = ExecuteMsg::SweepSurplus { denom: "uusd".into(), to: to.clone() };
    assert_eq!(code_of(film.call("owner", &sweep, &[])), "funds.no_surplus");
    mint(&mut film.app, &own, coin(7, "uusd"));
    let shout = ExecuteMsg::SweepSurplus { denom: "uusd".into(), to: to.to_uppercase() };
    assert_eq!(code_of(film.call("owner", &shout, &[])), "input.address");
    film.call("owner", &sweep, &[]).unwrap();
    assert_eq!(balance(&film.app, &Addr::unchecked(to), "uusd"), 7);
}

/// acceptance: X78
#[test]
fn a_message_with_more_in_it_than_there_is_to_say_is_no_message() {
    let film = Film::new();
    for (_, msg) in every_message(&film).into_iter().filter(|(_, msg)| !matches!(msg, ExecuteMsg::UpdateOwnership(_))) {
        let good = String::from_utf8(to_json_vec(&msg).unwrap()).unwrap();
        assert_eq!(from_json::<ExecuteMsg>(good.as_bytes()).unwrap(), msg);
        let end = good.len() - 2;
        let more = if good[..end].ends_with('{') { "\"x\":1}}" } else { ",\"x\":1}}" };
        let spoilt = format!("{}{more}", &good[..end]);
        assert!(from_json::<ExecuteMsg>(spoilt.as_bytes()).is_err(), "{spoilt}");
    }
}
