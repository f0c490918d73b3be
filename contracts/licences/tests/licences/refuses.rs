//! What licences refuses: a typed error, and nothing changed.

use backlot_api::licences::{
    code, Entitlement, ExecuteMsg, Grant, Instalment, InstantiateMsg, Medium, MigrateMsg, Period, QueryMsg,
};
use backlot_api::{code as shared, limits};
use backlot_licences::{contract, ContractError, CONTRACT, NAMESPACES};
use backlot_testkit::{code_of, state_hash};
use cosmwasm_std::testing::{message_info, mock_dependencies, mock_env};
use cosmwasm_std::{coin, coins, from_json, Coin, Uint128};
use cw_ownable::Action;

use crate::film::{Film, DENOM, TODAY};
use crate::grants::codes;

fn refused(film: &mut Film, sender: &str, msg: &ExecuteMsg, funds: &[Coin], expected: &str) {
    let before = state_hash(&film.app);
    assert_eq!(code_of(film.call(sender, msg, funds)), expected, "{msg:?} with {funds:?}");
    assert_eq!(state_hash(&film.app), before, "{msg:?}");
}

/// A film with two licences of `canal`, a report, and a dispute of it.
fn busy() -> Film {
    let mut film = Film::new();
    film.french_television();
    film.grant(film.terms("de", &["DE"], &[Medium::Svod], (TODAY, TODAY + 9), true)).unwrap();
    film.report("fr-tv", 80, None).unwrap();
    film.dispute("owner", 1).unwrap();
    film
}

fn owners_messages(film: &Film) -> Vec<ExecuteMsg> {
    vec![
        ExecuteMsg::Grant { licence: film.terms("new", &["JP"], &[Medium::Svod], (1, 2), true) },
        ExecuteMsg::Terminate { licence: "de".into(), on: TODAY },
        ExecuteMsg::Verify { report: 1, report_sha256: "0f".repeat(32), verifier: "Auditors".into() },
        ExecuteMsg::SetVoices { voices: vec![] },
        ExecuteMsg::SetEntitlement { entitlement: film.entitlement("seat", 1) },
        ExecuteMsg::SweepSurplus { denom: "uatom".into(), to: film.wallet("bank") },
        ExecuteMsg::SetPaused { paused: true },
    ]
}

/// acceptance: X71
#[test]
fn only_the_owner_does_what_is_the_owners() {
    let mut film = busy();
    film.set_voices(&["sales"]);
    let (bank, licences) = (backlot_testkit::addr(&film.app, "bank"), film.licences.clone());
    cw_multi_test::Executor::send_tokens(&mut film.app, bank, licences, &coins(5, "uatom")).unwrap();
    for msg in owners_messages(&film) {
        for sender in ["anyone", "canal", "sales"] {
            refused(&mut film, sender, &msg, &[], shared::UNAUTHORIZED);
        }
        film.owner(&msg).unwrap();
    }
}

#[test]
fn reports_are_the_licensees_and_disputes_the_parties() {
    let mut film = busy();
    for sender in ["owner", "anyone", "netflix"] {
        refused(&mut film, sender, &Film::report_of("fr-tv", 5, None), &[], shared::UNAUTHORIZED);
    }
    let dispute = ExecuteMsg::Dispute { report: 1, reference: "no".into(), party: None };
    let settle = ExecuteMsg::Settle { dispute: 1, by_report: None, reference: "no".into() };
    for sender in ["anyone", "netflix", "canal"] {
        refused(&mut film, sender, &dispute, &[], shared::UNAUTHORIZED);
        refused(&mut film, sender, &settle, &[], shared::UNAUTHORIZED);
    }
}

/// acceptance: P12
#[test]
fn wrong_coins_are_refused() {
    let mut film = busy();
    let pay = ExecuteMsg::Pay { licence: "fr-tv".into(), reference: None };
    refused(&mut film, "anyone", &pay, &[], shared::ONE_COIN);
    refused(&mut film, "anyone", &pay, &coins(1, "uatom"), shared::DENOM);
    refused(&mut film, "anyone", &pay, &[coin(1, "uatom"), coin(1, DENOM)], shared::ONE_COIN);
    let mut takes_none = owners_messages(&film);
    takes_none.push(ExecuteMsg::Dispute { report: 1, reference: "no".into(), party: None });
    takes_none.push(ExecuteMsg::Settle { dispute: 1, by_report: None, reference: "no".into() });
    takes_none.push(ExecuteMsg::UpdateOwnership(Action::AcceptOwnership));
    for msg in takes_none {
        refused(&mut film, "owner", &msg, &coins(1, DENOM), shared::NO_FUNDS);
    }
    refused(&mut film, "canal", &Film::report_of("fr-tv", 5, None), &coins(1, DENOM), shared::NO_FUNDS);
}

type Change = fn(&mut Grant);

/// acceptance: X70, X78
#[test]
fn grants_that_cannot_be_are_refused() {
    let mut film = busy();
    let instalment = |due, amount: u128| Instalment { due, amount: amount.into() };
    let cases: Vec<(Change, &str)> = vec![
        (|grant| grant.id = "Fr TV".into(), shared::ID),
        (|grant| grant.id = "x".repeat(33), shared::ID),
        (|grant| grant.id = "fr-tv".into(), code::TAKEN),
        (|grant| grant.source = String::new(), shared::ID),
        (|grant| grant.licensee = grant.licensee.to_uppercase(), shared::ADDRESS),
        (|grant| grant.licensee = "canal".into(), shared::ADDRESS),
        (|grant| grant.reference = "x".repeat(limits::TEXT + 1), shared::TOO_LONG),
        (|grant| grant.territories = vec![], shared::EMPTY),
        (|grant| grant.territories = vec!["UK".into()], code::TERRITORY),
        (|grant| grant.territories = vec!["jp".into()], code::TERRITORY),
        (|grant| grant.territories = vec!["JP".into(), "JP".into()], shared::DUPLICATE),
        (|grant| grant.territories = vec!["WORLD".into(), "WORLD".into()], shared::DUPLICATE),
        (|grant| grant.territories = vec!["JP".into(), "WORLD".into()], code::TERRITORY),
        (|grant| grant.territories = codes(limits::TERRITORIES + 1), shared::TOO_LONG),
        (|grant| grant.media = vec![], shared::EMPTY),
        (|grant| grant.media = vec![Medium::Avod, Medium::Avod], shared::DUPLICATE),
        (|grant| grant.media = [&Medium::ALL[..], &[Medium::Avod]].concat(), shared::TOO_LONG),
        (|grant| grant.window = Period { from: 5, until: 5 }, code::PERIOD),
        (|grant| grant.window = Period { from: 6, until: 5 }, code::PERIOD),
        (|grant| grant.window = Period { from: 0, until: u32::MAX }, ""),
    ];
    for (change, expected) in cases {
        let mut licence = film.terms("new", &["JP"], &[Medium::Avod], (1, 2), true);
        change(&mut licence);
        if expected.is_empty() {
            film.grant(licence).unwrap();
        } else {
            refused(&mut film, "owner", &ExecuteMsg::Grant { licence }, &[], expected);
        }
    }
    let guarantees = [
        (vec![instalment(1, 0)], shared::ZERO),
        (vec![instalment(1, 5), instalment(2, 5), instalment(1, 6)], shared::DUPLICATE),
        ((0..13).map(|day| instalment(day, 1)).collect(), shared::TOO_LONG),
        (vec![instalment(1, u128::MAX), instalment(2, 1)], shared::OVERFLOW),
    ];
    for (guarantee, expected) in guarantees {
        let licence = Grant { guarantee, ..film.terms("other", &["JP"], &[Medium::Svod], (1, 2), true) };
        refused(&mut film, "owner", &ExecuteMsg::Grant { licence }, &[], expected);
    }
}

#[test]
fn reports_that_cannot_be_are_refused() {
    let mut film = busy();
    film.report("fr-tv", 90, Some(1)).unwrap();
    let report = |change: fn(&mut Period, &mut Uint128, &mut String, &mut Option<u64>)| {
        let mut msg = Film::report_of("fr-tv", 5, None);
        if let ExecuteMsg::Report { period, net, statement_sha256, corrects, .. } = &mut msg {
            change(period, net, statement_sha256, corrects);
        }
        msg
    };
    let cases = [
        (Film::report_of("nowhere", 5, None), code::LICENCE),
        (report(|period, _, _, _| period.until = period.from), code::PERIOD),
        (report(|_, net, _, _| *net = Uint128::new(6)), code::NET),
        (report(|_, _, hash, _| *hash = "AB".repeat(32)), code::HASH),
        (report(|_, _, hash, _| *hash = "ab".repeat(31)), code::HASH),
        (report(|_, _, hash, _| *hash = "xy".repeat(32)), code::HASH),
        (report(|_, _, _, corrects| *corrects = Some(0)), code::REPORT),
        (report(|_, _, _, corrects| *corrects = Some(3)), code::REPORT),
        (report(|_, _, _, corrects| *corrects = Some(1)), code::CORRECTED),
        (Film::report_of("de", 5, Some(2)), code::MISMATCH),
    ];
    for (msg, expected) in cases {
        refused(&mut film, "canal", &msg, &[], expected);
    }
    let mut long = Film::report_of("fr-tv", 5, None);
    let mut more_deducted = long.clone();
    if let ExecuteMsg::Report { reference, .. } = &mut long {
        *reference = Some("x".repeat(limits::TEXT + 1));
    }
    if let ExecuteMsg::Report { gross, .. } = &mut more_deducted {
        *gross = Uint128::new(29);
    }
    refused(&mut film, "canal", &long, &[], shared::TOO_LONG);
    refused(&mut film, "canal", &more_deducted, &[], code::NET);
}

#[test]
fn what_is_not_there_is_refused() {
    let mut film = busy();
    let text = |len| "x".repeat(len);
    let verify =
        |report, hash: &str, verifier: String| ExecuteMsg::Verify { report, report_sha256: hash.repeat(32), verifier };
    let dispute = |report, reference| ExecuteMsg::Dispute { report, reference, party: None };
    let settle = |dispute, by_report, reference| ExecuteMsg::Settle { dispute, by_report, reference };
    let entitle = |change: fn(&mut Entitlement)| {
        let mut entitlement = Film::new().entitlement("seat", 1);
        change(&mut entitlement);
        ExecuteMsg::SetEntitlement { entitlement }
    };
    let many = (0..=limits::PARTIES).map(|n| film.wallet(&n.to_string())).collect();
    let anna = film.wallet("anna");
    let cases = vec![
        (ExecuteMsg::Terminate { licence: "nowhere".into(), on: TODAY }, code::LICENCE),
        (ExecuteMsg::Terminate { licence: "de".into(), on: TODAY - 1 }, code::TERMINATION),
        (ExecuteMsg::Terminate { licence: "de".into(), on: TODAY + 9 }, code::TERMINATION),
        (verify(0, "ab", text(1)), code::REPORT),
        (verify(9, "ab", text(1)), code::REPORT),
        (verify(1, "a", text(1)), code::HASH),
        (verify(1, "ab", text(0)), shared::EMPTY),
        (verify(1, "ab", text(limits::TEXT + 1)), shared::TOO_LONG),
        (dispute(9, text(1)), code::REPORT),
        (dispute(1, text(0)), shared::EMPTY),
        (dispute(1, text(limits::TEXT + 1)), shared::TOO_LONG),
        (settle(9, None, text(1)), code::DISPUTE),
        (settle(1, None, text(0)), shared::EMPTY),
        (settle(1, Some(1), text(1)), code::MISMATCH),
        (settle(1, Some(9), text(1)), code::REPORT),
        (ExecuteMsg::SetVoices { voices: vec![anna.clone(), anna.clone()] }, shared::DUPLICATE),
        (ExecuteMsg::SetVoices { voices: vec![anna.to_uppercase()] }, shared::ADDRESS),
        (ExecuteMsg::SetVoices { voices: many }, shared::TOO_LONG),
        (entitle(|entitlement| entitlement.id = "A".into()), shared::ID),
        (entitle(|entitlement| entitlement.series = 2), code::SERIES),
        (entitle(|entitlement| entitlement.units = Uint128::zero()), shared::ZERO),
        (entitle(|entitlement| entitlement.text = "x".repeat(limits::TEXT + 1)), shared::TOO_LONG),
        (ExecuteMsg::SweepSurplus { denom: DENOM.into(), to: anna.clone() }, shared::NO_SURPLUS),
        (ExecuteMsg::SweepSurplus { denom: DENOM.into(), to: "anna".into() }, shared::ADDRESS),
        (ExecuteMsg::UpdateOwnership(Action::RenounceOwnership), shared::RENOUNCE),
        (ExecuteMsg::UpdateOwnership(Action::AcceptOwnership), shared::OWNERSHIP),
    ];
    for (msg, expected) in cases {
        refused(&mut film, "owner", &msg, &[], expected);
    }
    let pay = |licence: &str, reference: Option<String>| ExecuteMsg::Pay { licence: licence.into(), reference };
    refused(&mut film, "anyone", &pay("nowhere", None), &coins(1, DENOM), code::LICENCE);
    refused(&mut film, "anyone", &pay("de", Some(text(281))), &coins(1, DENOM), shared::TOO_LONG);
}

#[test]
fn questions_that_have_no_answer_are_refused() {
    let film = busy();
    let avails = |territories: &[&str], media: &[Medium], from, until| QueryMsg::Avails {
        territories: territories.iter().map(|code| (*code).to_owned()).collect(),
        media: media.to_vec(),
        from,
        until,
    };
    let svod = [Medium::Svod];
    let entitled = |entitlement: &str, address: &str| QueryMsg::Entitled {
        entitlement: entitlement.into(),
        address: address.into(),
    };
    let cases = [
        (QueryMsg::Licence { licence: "nowhere".into() }, code::LICENCE),
        (QueryMsg::Licences { start_after: Some("nowhere".into()), limit: None }, code::LICENCE),
        (QueryMsg::Balance { licence: "nowhere".into(), on: 1 }, code::LICENCE),
        (QueryMsg::ReportByNumber { report: 2 }, code::REPORT),
        (QueryMsg::Reports { licence: "nowhere".into(), start_after: None, limit: None }, code::LICENCE),
        (QueryMsg::Disputes { report: Some(2), start_after: None, limit: None }, code::REPORT),
        (QueryMsg::Reconciliation { licence: "nowhere".into() }, code::LICENCE),
        (QueryMsg::Reconciliations { start_after: Some("nowhere".into()), limit: None }, code::LICENCE),
        (avails(&["DE"], &svod, 5, 5), code::PERIOD),
        (avails(&["DE", "WORLD"], &svod, 5, 6), code::TERRITORY),
        (avails(&["DE", "DE"], &svod, 5, 6), shared::DUPLICATE),
        (avails(&[], &svod, 5, 6), shared::EMPTY),
        (avails(&["DE"], &[], 5, 6), shared::EMPTY),
        (avails(&["DE"], &[Medium::Svod, Medium::Svod], 5, 6), shared::DUPLICATE),
        (entitled("nowhere", &film.wallet("anna")), code::ENTITLEMENT),
        (entitled("nowhere", "anna"), shared::ADDRESS),
    ];
    for (query, expected) in cases {
        assert_eq!(code_of(film.ask::<cosmwasm_std::Empty>(&query)), expected, "{query:?}");
    }
}

/// acceptance: X77
#[test]
fn ownership_is_handed_over_in_two_steps() {
    let mut film = Film::new();
    let transfer = Action::TransferOwnership { new_owner: film.wallet("heir"), expiry: None };
    film.owner(&ExecuteMsg::UpdateOwnership(transfer)).unwrap();
    let pause = ExecuteMsg::SetPaused { paused: true };
    refused(&mut film, "heir", &pause, &[], shared::UNAUTHORIZED);
    refused(&mut film, "anyone", &ExecuteMsg::UpdateOwnership(Action::AcceptOwnership), &[], shared::OWNERSHIP);
    film.call("heir", &ExecuteMsg::UpdateOwnership(Action::AcceptOwnership), &[]).unwrap();
    refused(&mut film, "owner", &pause, &[], shared::UNAUTHORIZED);
    film.call("heir", &pause, &[]).unwrap();
}

type Plan = fn(&mut InstantiateMsg);

fn instantiate(change: Plan, funds: &[Coin]) -> Result<(), ContractError> {
    let mut deps = mock_dependencies();
    let name = |name: &str| deps.api.addr_make(name).to_string();
    let mut msg = InstantiateMsg {
        owner: name("owner"),
        denom: DENOM.into(),
        collection: name("collection"),
        rights: vec![name("a"), name("b")],
    };
    change(&mut msg);
    let sender = deps.api.addr_make("studio");
    contract::instantiate(deps.as_mut(), mock_env(), message_info(&sender, funds), msg).map(|_| ())
}

#[test]
fn a_film_that_cannot_be_is_not_made() {
    instantiate(|_| (), &[]).unwrap();
    instantiate(|msg| msg.rights = vec![], &[]).unwrap();
    let cases: [(Plan, &str); 6] = [
        (|msg| msg.owner = "owner".into(), shared::ADDRESS),
        (|msg| msg.collection = msg.collection.to_uppercase(), shared::ADDRESS),
        (|msg| msg.rights[1] = "b".into(), shared::ADDRESS),
        (|msg| msg.rights[1] = msg.rights[0].clone(), shared::DUPLICATE),
        (|msg| msg.rights = vec![msg.owner.clone(); limits::SERIES + 1], shared::TOO_LONG),
        (|msg| msg.denom = String::new(), shared::EMPTY),
    ];
    for (change, expected) in cases {
        assert_eq!(code_of(instantiate(change, &[]).map_err(Into::into)), expected);
    }
    assert_eq!(code_of(instantiate(|_| (), &coins(1, DENOM)).map_err(Into::into)), shared::NO_FUNDS);
}

/// acceptance: X78
#[test]
fn unknown_and_nested_messages_are_refused() {
    let deep = format!("{}{}", "[".repeat(10_000), "]".repeat(10_000));
    let texts = [
        r#"{"terminate":{"licence":"a","on":1,"extra":1}}"#,
        r#"{"terminate":{"licence":"a","on":-1}}"#,
        r#"{"set_voices":{}}"#,
        r#"{}"#,
        deep.as_str(),
    ];
    for text in texts {
        let read = from_json::<ExecuteMsg>(text.as_bytes());
        assert!(read.is_err(), "{text:.80} was read as {read:?}");
    }
    assert!(from_json::<Medium>(br#""radio""#).is_err());
    for medium in Medium::ALL {
        assert_eq!(cosmwasm_std::to_json_vec(&medium).unwrap(), format!("\"{}\"", medium.name()).into_bytes());
    }
}

/// acceptance: X72
#[test]
fn no_storage_key_begins_another() {
    for (n, one) in NAMESPACES.iter().enumerate() {
        for (m, other) in NAMESPACES.iter().enumerate() {
            assert!(n == m || !other.starts_with(one), "{one} begins {other}");
        }
    }
}

/// acceptance: X76
#[test]
fn migration_goes_forward_only() {
    let mut deps = mock_dependencies();
    let none = MigrateMsg {};
    cw2::set_contract_version(deps.as_mut().storage, "backlot-returns", "0.0.1").unwrap();
    assert!(contract::migrate(deps.as_mut(), mock_env(), none.clone()).is_err());
    cw2::set_contract_version(deps.as_mut().storage, CONTRACT, "0.0.1").unwrap();
    contract::migrate(deps.as_mut(), mock_env(), none.clone()).unwrap();
    assert!(contract::migrate(deps.as_mut(), mock_env(), none).is_err());
}
