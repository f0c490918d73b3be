//! What the interchange does with a set.

mod desk;

use backlot_api::event::TypedEvent;
use backlot_api::interchange::{code, ExecuteMsg, InterchangeAccepted, InterchangeParked, InterchangeRetried};
use backlot_testkit::{balance, code_of, mint};
use cosmwasm_std::coin;
use desk::{Desk, DENOM};

#[test]
fn a_set_is_paid_in_one_bank_message() {
    let mut desk = Desk::new();
    let wallets = desk.wallets(200);
    let done = desk.distribute("first", &wallets, |n| 10 + n).unwrap();
    assert_eq!(desk.rail.take_counts(), (1, 0));
    for (n, wallet) in (0u128..).zip(&wallets) {
        assert_eq!(balance(&desk.app, wallet, DENOM), 10 + n);
    }
    let accepted = InterchangeAccepted::read_all(&done.events, desk.interchange.as_str());
    assert_eq!(accepted.len(), 1);
    assert_eq!((accepted[0].set.as_str(), accepted[0].payments, accepted[0].amount), ("first", 200, 21_900));
    desk.check();
}

/// acceptance: P8
#[test]
fn blocked_recipients_are_parked_and_everyone_else_is_paid() {
    let mut desk = Desk::new();
    let wallets = desk.wallets(1_024);
    let blocked = [0usize, 511, 512, 1_023];
    for &n in &blocked {
        desk.rail.block(&wallets[n]);
    }
    let done = desk.distribute("set", &wallets, |_| 7).unwrap();
    for (n, wallet) in wallets.iter().enumerate() {
        let expected = if blocked.contains(&n) { 0 } else { 7 };
        assert_eq!(balance(&desk.app, wallet, DENOM), expected, "{n}");
    }
    let parked = InterchangeParked::read_all(&done.events, desk.interchange.as_str());
    assert_eq!(parked.len(), blocked.len());
    for &n in &blocked {
        let entry = desk.parked(&wallets[n]).expect("parked");
        assert_eq!((entry.amount.u128(), entry.attempts), (7, 1));
        assert!(entry.reason.contains("codespace: sdk, code: 4"), "{}", entry.reason);
        assert!(entry.reason.len() <= 280);
    }
    // Finding one in n costs log n refusals: 4 × 10 halvings at most, and two messages for each.
    let (messages, refused) = desk.rail.take_counts();
    assert!(refused <= 44 && messages <= 88, "{messages} messages, {refused} refused");
    assert_eq!(desk.total_parked(), 28);
    desk.check();
}

/// acceptance: P8
#[test]
fn one_blocked_among_a_page_costs_few_refusals() {
    let mut desk = Desk::new();
    let wallets = desk.wallets(128);
    desk.rail.block(&wallets[77]);
    desk.distribute("set", &wallets, |_| 7).unwrap();
    assert_eq!(desk.rail.take_counts(), (15, 8));
    desk.check();
}

/// acceptance: P8
#[test]
fn a_denom_that_cannot_be_sent_parks_the_whole_set() {
    let mut desk = Desk::new();
    let wallets = desk.wallets(33);
    desk.rail.disable(DENOM);
    desk.distribute("set", &wallets, |_| 2).unwrap();
    assert_eq!(desk.total_parked(), 66);
    assert_eq!(desk.all_parked().len(), 33);
    desk.check();
    desk.rail.enable(DENOM);
    for wallet in &wallets {
        desk.retry(wallet).unwrap();
        assert_eq!(balance(&desk.app, wallet, DENOM), 2);
    }
    assert_eq!(desk.total_parked(), 0);
    desk.check();
}

#[test]
fn a_parked_payment_waits_until_it_can_be_delivered() {
    let mut desk = Desk::new();
    let wallets = desk.wallets(3);
    desk.rail.block(&wallets[1]);
    desk.distribute("one", &wallets, |_| 5).unwrap();
    let since = desk.parked(&wallets[1]).unwrap().since;
    backlot_testkit::pass(&mut desk.app, 60);
    desk.distribute("two", &wallets, |_| 6).unwrap();
    let entry = desk.parked(&wallets[1]).unwrap();
    assert_eq!((entry.amount.u128(), entry.attempts, entry.since), (11, 2, since));

    let failed = desk.retry(&wallets[1]).unwrap();
    let again = InterchangeParked::read_all(&failed.events, desk.interchange.as_str());
    assert_eq!((again.len(), again[0].set.as_str()), (1, "retry"));
    let entry = desk.parked(&wallets[1]).unwrap();
    assert_eq!((entry.amount.u128(), entry.attempts, entry.since), (11, 3, since));
    desk.check();

    desk.rail.unblock(&wallets[1]);
    let paid = desk.retry(&wallets[1]).unwrap();
    let retried = InterchangeRetried::read_all(&paid.events, desk.interchange.as_str());
    assert_eq!((retried.len(), retried[0].amount, retried[0].to.as_str()), (1, 11, wallets[1].as_str()));
    assert_eq!(balance(&desk.app, &wallets[1], DENOM), 11);
    assert_eq!(desk.parked(&wallets[1]), None);
    assert_eq!(code_of(desk.retry(&wallets[1])), code::NOT_PARKED);
    desk.check();
}

#[test]
fn only_the_wallet_itself_redirects() {
    let mut desk = Desk::new();
    let wallets = desk.wallets(2);
    let safe = backlot_testkit::addr(&desk.app, "safe");
    desk.rail.block(&wallets[0]);
    desk.distribute("one", &wallets, |_| 5).unwrap();
    let redirect = ExecuteMsg::Redirect { denom: DENOM.into(), to: safe.to_string() };
    assert_eq!(code_of(desk.execute(&wallets[1], &redirect, &[])), code::NOT_PARKED);
    let to_itself = ExecuteMsg::Redirect { denom: DENOM.into(), to: desk.interchange.to_string() };
    assert_eq!(code_of(desk.execute(&wallets[0], &to_itself, &[])), code::SELF);

    desk.rail.block(&safe);
    desk.execute(&wallets[0], &redirect, &[]).unwrap();
    assert_eq!(desk.parked(&wallets[0]).unwrap().attempts, 2, "it stays under the wallet's own name");
    desk.rail.unblock(&safe);
    desk.execute(&wallets[0], &redirect, &[]).unwrap();
    assert_eq!(balance(&desk.app, &safe, DENOM), 5);
    desk.check();
}

#[test]
fn a_payment_to_the_interchange_itself_is_parked() {
    let mut desk = Desk::new();
    let mut wallets = desk.wallets(2);
    wallets.push(desk.interchange.clone());
    desk.distribute("one", &wallets, |_| 5).unwrap();
    assert_eq!(desk.total_parked(), 5);
    let own = desk.interchange.clone();
    assert_eq!(code_of(desk.retry(&own)), code::SELF);
    desk.check();
}

/// acceptance: P12, P13
#[test]
fn a_surplus_goes_to_the_admin_and_what_is_owed_stays() {
    let mut desk = Desk::new();
    let wallets = desk.wallets(2);
    desk.rail.block(&wallets[0]);
    desk.distribute("one", &wallets, |_| 5).unwrap();
    let sweep = ExecuteMsg::SweepSurplus { denom: DENOM.into() };
    assert_eq!(code_of(desk.execute(&wallets[1], &sweep, &[])), code::SURPLUS);
    let interchange = desk.interchange.clone();
    mint(&mut desk.app, &interchange, coin(9, DENOM));
    desk.execute(&wallets[1], &sweep, &[]).unwrap();
    assert_eq!(balance(&desk.app, &desk.admin, DENOM), 9);
    desk.check();
    assert_eq!(desk.total_parked(), 5);
}
