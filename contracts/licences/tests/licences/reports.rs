//! What a licensee guaranteed, paid and reported; verifications, disputes, and what tokens entitle to.

use backlot_api::event::TypedEvent;
use backlot_api::licences::{
    code, BalanceResponse, EntitledResponse, Entitlement, EntitlementKind, ExecuteMsg, LicencesPaid, LicencesReported,
    Medium, QueryMsg, ReconciliationResponse, ReportResponse,
};
use backlot_testkit::{addr, balance, code_of};
use cosmwasm_std::{coins, Uint128};
use cw_multi_test::Executor;

use crate::doubles::SOURCE;
use crate::film::{Film, DENOM, TODAY};

fn figures(balance: &BalanceResponse) -> [u128; 4] {
    [balance.guaranteed, balance.due, balance.paid, balance.overdue].map(|amount| amount.u128())
}

#[test]
fn a_guarantee_falls_due_day_by_day() {
    let mut film = Film::new();
    film.french_television();
    let cases = [(9, [300, 0, 0, 0]), (10, [300, 50, 0, 50]), (100, [300, 150, 0, 150]), (999, [300, 300, 0, 300])];
    for (day, expected) in cases {
        assert_eq!(figures(&film.balance("fr-tv", TODAY + day)), expected, "day {day}");
    }
    film.pay("canal", "fr-tv", 60).unwrap();
    assert_eq!(figures(&film.balance("fr-tv", TODAY + 10)), [300, 50, 60, 0]);
    assert_eq!(figures(&film.balance("fr-tv", TODAY + 100)), [300, 150, 60, 90]);
    film.pay("canal", "fr-tv", 400).unwrap();
    assert_eq!(figures(&film.balance("fr-tv", TODAY + 999)), [300, 300, 460, 0]);
    // What was guaranteed stays guaranteed.
    film.terminate("fr-tv", TODAY).unwrap();
    assert_eq!(film.balance("fr-tv", TODAY + 999).guaranteed.u128(), 300);
}

#[test]
fn money_goes_to_the_collection_account_in_the_message_that_pays() {
    let mut film = Film::new();
    film.french_television();
    let done = film.pay("bank", "fr-tv", 60).unwrap();
    let paid = LicencesPaid::read_all(&done.events, film.licences.as_str());
    assert_eq!((paid[0].payer.clone(), paid[0].amount, paid[0].paid), (film.wallet("bank"), 60, 60));
    film.call("anyone", &ExecuteMsg::Pay { licence: "fr-tv".into(), reference: None }, &coins(5, DENOM)).unwrap();
    assert_eq!(balance(&film.app, &film.licences, DENOM), 0);
    assert_eq!(balance(&film.app, &film.collection, DENOM), 65);
    let payer = film.licences.to_string();
    let expected = [
        (payer.clone(), SOURCE.to_owned(), Some("MG".to_owned()), Uint128::new(60)),
        (payer, SOURCE.to_owned(), None, Uint128::new(5)),
    ];
    assert_eq!(film.receipts(), expected);
}

#[test]
fn what_the_collection_account_refuses_is_not_booked() {
    let mut film = Film::new();
    let mut terms = film.terms("de", &["DE"], &[Medium::Svod], (1, 2), true);
    terms.source = "unheard-of".into();
    film.grant(terms).unwrap();
    assert_eq!(code_of(film.pay("anyone", "de", 60)), "collection.source");
    assert_eq!(film.balance("de", 9).paid.u128(), 0);
}

fn reconciled(row: &ReconciliationResponse) -> [u128; 6] {
    let money = [row.reported, row.paid, row.unpaid, row.unreported].map(|amount| amount.u128());
    [u128::from(row.reports), money[0], u128::from(row.payments), money[1], money[2], money[3]]
}

#[test]
fn reports_and_money_are_held_against_each_other() {
    let mut film = Film::new();
    film.french_television();
    assert_eq!(reconciled(&film.reconciliation("fr-tv")), [0; 6]);
    film.pay("canal", "fr-tv", 50).unwrap();
    assert_eq!(reconciled(&film.reconciliation("fr-tv")), [0, 0, 1, 50, 0, 50], "money without report");
    film.report("fr-tv", 80, None).unwrap();
    assert_eq!(reconciled(&film.reconciliation("fr-tv")), [1, 80, 1, 50, 30, 0], "report without money");
    film.report("fr-tv", 20, None).unwrap();
    // A correction takes the place of what it corrects.
    film.report("fr-tv", 30, Some(1)).unwrap();
    assert_eq!(reconciled(&film.reconciliation("fr-tv")), [2, 50, 1, 50, 0, 0]);
    film.report("fr-tv", 0, Some(3)).unwrap();
    assert_eq!(reconciled(&film.reconciliation("fr-tv")), [2, 20, 1, 50, 0, 30]);
    film.grant(film.terms("de", &["DE"], &[Medium::Svod], (1, 2), true)).unwrap();
    let ask =
        |start_after: Option<&str>| QueryMsg::Reconciliations { start_after: start_after.map(Into::into), limit: None };
    let rows: Vec<ReconciliationResponse> = film.ask(&ask(None)).unwrap();
    assert_eq!(rows.iter().map(|row| row.licence.as_str()).collect::<Vec<_>>(), ["fr-tv", "de"]);
    assert_eq!(rows[0], film.reconciliation("fr-tv"));
    let rows: Vec<ReconciliationResponse> = film.ask(&ask(Some("fr-tv"))).unwrap();
    assert_eq!(rows, [film.reconciliation("de")]);
}

#[test]
fn a_report_is_never_edited() {
    let mut film = Film::new();
    film.french_television();
    let done = film.report("fr-tv", 80, None).unwrap();
    let events = LicencesReported::read_all(&done.events, film.licences.as_str());
    assert_eq!((events[0].report, events[0].net, events[0].corrects), (1, 80, 0));
    let first = film.report_row(1);
    film.report("fr-tv", 90, Some(1)).unwrap();
    let marked = ReportResponse { corrected_by: Some(2), ..first.clone() };
    assert_eq!(film.report_row(1), marked);
    let second = film.report_row(2);
    assert_eq!((second.net.u128(), second.corrects, second.corrected_by), (90, Some(1), None));
    assert_eq!((second.gross.u128(), second.deductions.u128()), (120, 30));
    assert_eq!(second.statement_sha256, "ab".repeat(32));
    let rows = |start_after, limit| -> Vec<ReportResponse> {
        film.ask(&QueryMsg::Reports { licence: "fr-tv".into(), start_after, limit }).unwrap()
    };
    assert_eq!(rows(None, None), [marked.clone(), second.clone()]);
    assert_eq!(rows(None, Some(1)), [marked]);
    assert_eq!(rows(Some(1), None), [second]);
    assert_eq!(rows(Some(u64::MAX), None), []);
}

#[test]
fn verifications_are_added_up_to_eight() {
    let mut film = Film::new();
    film.french_television();
    film.report("fr-tv", 80, None).unwrap();
    film.report("fr-tv", 90, Some(1)).unwrap();
    let verify = |n: u8| ExecuteMsg::Verify {
        report: 1,
        report_sha256: format!("{n:02x}").repeat(32),
        verifier: "Auditors & Co".into(),
    };
    for n in 0..8 {
        film.owner(&verify(n)).unwrap();
    }
    assert_eq!(code_of(film.owner(&verify(7))), backlot_api::code::DUPLICATE);
    assert_eq!(code_of(film.owner(&verify(8))), code::FULL);
    let row = film.report_row(1);
    assert_eq!(row.verifications.len(), 8);
    assert_eq!(row.verifications[7].report_sha256, "07".repeat(32));
    assert_eq!(row.verifications[7].verifier, "Auditors & Co");
}

#[test]
fn a_dispute_ends_by_a_corrected_report_or_by_the_owner() {
    let mut film = Film::new();
    film.french_television();
    film.report("fr-tv", 80, None).unwrap();
    film.report("fr-tv", 20, None).unwrap();
    film.set_voices(&["sales", "bank"]);
    assert_eq!(film.config().voices, [film.wallet("sales"), film.wallet("bank")]);
    film.dispute("sales", 1).unwrap();
    film.dispute("owner", 1).unwrap();
    film.dispute("bank", 2).unwrap();
    assert_eq!(film.reconciliation("fr-tv").open_disputes, 3);
    assert_eq!(film.disputes(None).len(), 3);
    assert_eq!(film.disputes(Some(1)).iter().map(|row| row.dispute).collect::<Vec<_>>(), [1, 2]);
    // The licensee can correct, and no more.
    assert_eq!(code_of(film.settle("canal", 1, None)), backlot_api::code::UNAUTHORIZED);
    assert_eq!(code_of(film.settle("sales", 1, None)), backlot_api::code::UNAUTHORIZED);
    for wrong in [1, 2] {
        assert_eq!(code_of(film.settle("canal", 1, Some(wrong))), code::MISMATCH, "by {wrong}");
    }
    film.report("fr-tv", 100, Some(1)).unwrap();
    film.report("fr-tv", 110, Some(3)).unwrap();
    assert_eq!(code_of(film.settle("canal", 3, Some(3))), code::MISMATCH, "it corrects the other report");
    film.settle("canal", 1, Some(4)).unwrap();
    film.settle("owner", 2, None).unwrap();
    assert_eq!(code_of(film.settle("owner", 2, None)), code::DISPUTE);
    assert_eq!(film.reconciliation("fr-tv").open_disputes, 1);
    let ends: Vec<_> = film.disputes(None).into_iter().map(|row| row.settled.map(|end| end.by_report)).collect();
    assert_eq!(ends, [Some(Some(4)), Some(None), None]);
    let first = &film.disputes(Some(1))[0];
    assert_eq!((first.party.clone(), first.reference.as_str()), (film.wallet("sales"), "two prints are missing"));
    assert_eq!(first.settled.as_ref().unwrap().settler, film.wallet("canal"));
    // Only what is in force can be disputed, and a voice that is gone is silent.
    assert_eq!(code_of(film.dispute("sales", 1)), code::CORRECTED);
    film.set_voices(&[]);
    assert_eq!(code_of(film.dispute("sales", 4)), backlot_api::code::UNAUTHORIZED);
}

#[test]
fn whoever_speaks_for_a_party_disputes_in_its_name() {
    let mut film = Film::new();
    film.french_television();
    film.report("fr-tv", 80, None).unwrap();
    assert_eq!(code_of(film.dispute("bank", 1)), backlot_api::code::UNAUTHORIZED, "in nobody's name");
    for (sender, party) in [("canal", "bank"), ("owner", "bank"), ("bank", "public"), ("bank", "nobody")] {
        assert_eq!(code_of(film.dispute_as(sender, party, 1)), backlot_api::code::UNAUTHORIZED, "{sender} as {party}");
    }
    film.dispute_as("bank", "bank", 1).unwrap();
    assert_eq!(film.disputes(Some(1))[0].party, film.wallet("bank"));
}

#[test]
fn who_held_enough_on_the_record_date_is_entitled() {
    let mut film = Film::new();
    film.owner(&ExecuteMsg::SetEntitlement { entitlement: film.entitlement("premiere", 10) }).unwrap();
    let entitled = |film: &Film, name: &str| -> EntitledResponse {
        let query = QueryMsg::Entitled { entitlement: "premiere".into(), address: film.wallet(name) };
        film.ask(&query).unwrap()
    };
    for (name, units, expected) in [("anna", 10, true), ("ben", 9, false), ("anyone", 0, false)] {
        let answer = EntitledResponse { entitled: expected, units: Uint128::new(units), needed: Uint128::new(10) };
        assert_eq!(entitled(&film, name), answer, "{name}");
    }
    // The same id again replaces it.
    let easier = Entitlement { kind: EntitlementKind::EarlyAccess, ..film.entitlement("premiere", 9) };
    film.owner(&ExecuteMsg::SetEntitlement { entitlement: easier.clone() }).unwrap();
    assert!(entitled(&film, "ben").entitled);
    assert_eq!(film.ask::<Vec<Entitlement>>(&QueryMsg::Entitlements {}).unwrap(), [easier]);
    for n in 1..32 {
        film.owner(&ExecuteMsg::SetEntitlement { entitlement: film.entitlement(&format!("e-{n}"), 1) }).unwrap();
    }
    let one_more = ExecuteMsg::SetEntitlement { entitlement: film.entitlement("e-32", 1) };
    assert_eq!(code_of(film.owner(&one_more)), code::FULL);
    film.owner(&ExecuteMsg::SetEntitlement { entitlement: film.entitlement("e-31", 2) }).unwrap();
    assert_eq!(film.ask::<Vec<Entitlement>>(&QueryMsg::Entitlements {}).unwrap().len(), 32);
}

/// acceptance: P12
#[test]
fn stray_coins_are_sent_on() {
    let mut film = Film::new();
    let (bank, licences) = (addr(&film.app, "bank"), film.licences.clone());
    film.app.send_tokens(bank.clone(), licences, &coins(11, "uatom")).unwrap();
    let before = balance(&film.app, &bank, "uatom");
    let sweep = ExecuteMsg::SweepSurplus { denom: "uatom".into(), to: bank.to_string() };
    film.owner(&sweep).unwrap();
    assert_eq!(balance(&film.app, &bank, "uatom"), before + 11);
    assert_eq!(code_of(film.owner(&sweep)), backlot_api::code::NO_SURPLUS);
}
