use backlot_api::{
    agreements, collection, returns, rights,
    schedule::{Agreement, Cap, Limit, Payee},
};
use backlot_testkit::{addr, balance, code_of, mint};
use cosmwasm_std::{coin, from_json, to_json_binary, Addr, Uint128};
use cw_multi_test::Executor;

use crate::world::{World, DENOM};

/// A film made by one message earns, divides and pays: 2,000 in, 200 off the top, 1,000 to the bank, 800 in 60 : 40 to
/// two series of holders, to the last unit.
#[test]
fn a_film_is_usable_as_it_was_made() {
    let (mut world, film) = World::with_film();
    let (anna, ben) = (addr(&world.app, "anna"), addr(&world.app, "ben"));
    for token in film.addresses.rights.clone() {
        let holders = vec![(anna.to_string(), Uint128::new(3)), (ben.to_string(), Uint128::new(1))];
        world.call(&token, &rights::ExecuteMsg::IssueBatch { holders }, &[]);
    }
    let owner = world.owner.clone();
    mint(&mut world.app, &owner, coin(2_000, DENOM));
    let receipt = collection::ExecuteMsg::Receive { source: "cinema".into(), reference: None };
    world.call(&film.addresses.collection, &receipt, &[coin(2_000, DENOM)]);
    world.call(&film.addresses.collection, &collection::ExecuteMsg::Deliver { parties: vec![] }, &[]);
    assert_eq!(balance(&world.app, &addr(&world.app, "agent"), DENOM), 200);
    assert_eq!(balance(&world.app, &addr(&world.app, "bank"), DENOM), 1_000);

    for series in [0, 1] {
        world.call(&film.addresses.returns, &returns::ExecuteMsg::Trigger { series }, &[]);
        let work: returns::WorkResponse = world.ask(&film.addresses.returns, &returns::QueryMsg::Work {});
        let run = work.advance.first().expect("a run is under way").run;
        let advance = returns::ExecuteMsg::Advance { run, expected_cursor: 0, pages: 1 };
        world.call(&film.addresses.returns, &advance, &[]);
        let deliver = returns::ExecuteMsg::Deliver { series, first_page: 0, pages: 1 };
        world.call(&film.addresses.returns, &deliver, &[]);
    }
    assert_eq!(balance(&world.app, &anna, DENOM), 360 + 240);
    assert_eq!(balance(&world.app, &ben, DENOM), 120 + 80);
    assert_eq!(world.rail.take_counts().1, 0, "nobody was refused");
}

/// The bank takes 800 for 1,000. Everyone below it in the table agrees, and half of those whom it cannot touch; the money of
/// before stays where it went.
#[test]
fn a_film_goes_on_under_another_agreement() {
    let mut world = World::new();
    let mut plan = world.plan();
    let mut agreement: Agreement = from_json(&plan.agreement).unwrap();
    for party in agreement.parties.iter_mut().filter(|party| matches!(party.payee, Payee::Series { .. })) {
        party.voice = Some(addr(&world.app, "trustee").into());
    }
    plan.agreement = to_json_binary(&agreement).unwrap();
    world.create("first", plan).unwrap();
    let film = world.film("first");
    let texts = film.addresses.agreements.unwrap();
    let owner = world.owner.clone();
    mint(&mut world.app, &owner, coin(2_000, DENOM));
    let receipt = collection::ExecuteMsg::Receive { source: "cinema".into(), reference: None };
    world.call(&film.addresses.collection, &receipt, &[coin(500, DENOM)]);

    let cap = Limit::Amount { amount: Uint128::new(800) };
    agreement.schedule.tables[0].tiers[0].shares[0].cap = Some(Cap::Only(cap));
    let deadline = world.app.block_info().time.plus_seconds(86_400);
    let agreement = to_json_binary(&agreement).unwrap();
    world.call(&texts, &agreements::ExecuteMsg::Propose { agreement, deadline, reference: None }, &[]);
    let open: Option<agreements::ProposalResponse> = world.ask(&texts, &agreements::QueryMsg::Proposal {});
    let open = open.expect("it was just proposed");
    assert_eq!((open.falls, open.needed), (vec!["bank".into(), "holders-a".into(), "holders-b".into()], 1));
    for (sender, parties) in
        [("bank", vec!["bank"]), ("trustee", vec!["holders-a", "holders-b"]), ("agent", vec!["agent"])]
    {
        let adopt = agreements::ExecuteMsg::Adopt {};
        let early = world.app.execute_contract(owner.clone(), Addr::unchecked(&texts), &adopt, &[]);
        assert_eq!(code_of(early), "agreements.consent");
        let parties = parties.into_iter().map(Into::into).collect();
        let consent = agreements::ExecuteMsg::Consent { parties, consent: true };
        let sender = addr(&world.app, sender);
        world.app.execute_contract(sender, Addr::unchecked(&texts), &consent, &[]).unwrap();
    }
    world.call(&texts, &agreements::ExecuteMsg::Adopt {}, &[]);

    let config: collection::ConfigResponse = world.ask(&film.addresses.collection, &collection::QueryMsg::Config {});
    assert_eq!(config.version, 2);
    world.call(&film.addresses.collection, &receipt, &[coin(1_500, DENOM)]);
    world.call(&film.addresses.collection, &collection::ExecuteMsg::Deliver { parties: vec![] }, &[]);
    assert_eq!(balance(&world.app, &addr(&world.app, "agent"), DENOM), 200);
    assert_eq!(balance(&world.app, &addr(&world.app, "bank"), DENOM), 800);
    assert_eq!(balance(&world.app, &Addr::unchecked(&film.addresses.returns), DENOM), 1_000);
}
