use backlot_api::{collection, returns, rights};
use backlot_testkit::{addr, balance, mint};
use cosmwasm_std::{coin, Uint128};

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
