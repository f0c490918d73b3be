//! What storage costs, by the SDK's table. The test chain's keys are longer than a real one's: bounds, not prices.

use backlot_api::returns::ExecuteMsg;
use backlot_api::rights;
use backlot_testkit::Cost;

use crate::film::{terms, wallet, Film};

/// Units of a size that films have: some ten thousand to a hundred thousand each.
fn usual(count: u32) -> Vec<u128> {
    (0..count).map(|n| 20_000 + u128::from(n.wrapping_mul(2_654_435_761) % 80_000)).collect()
}

fn measure(film: &mut Film, run: u64, pages: u32) -> Cost {
    let cursor = film.run(run).cursor;
    film.app.storage().take();
    film.advance(run, cursor, pages).unwrap();
    film.app.storage().take()
}

fn triggered(units: &[u128]) -> (Film, u64) {
    let mut film = Film::with(terms(), &[units.to_vec()], rights::TransferRules::default());
    film.fund(0, 1_000_000_000_000).unwrap();
    let run = film.trigger(0).unwrap();
    (film, run)
}

/// acceptance: P9
#[test]
fn each_page_costs_the_same_however_many_there_are() {
    let (mut small, run) = triggered(&usual(1_280));
    let few = measure(&mut small, run, 10).gas / 1_280;
    let (mut large, run) = triggered(&usual(12_800));
    let pages: Vec<u64> = (0..20).map(|_| measure(&mut large, run, 1).gas).collect();
    let (least, most) = (pages.iter().min().unwrap(), pages.iter().max().unwrap());
    assert!(most - least <= least / 20, "{least} to {most}");
    let many = measure(&mut large, run, 80).gas / (80 * 128);
    println!("storage gas per holder: {few} of 1,280, {many} of 12,800");
    assert!(many <= few && many <= 250, "{few} of 1,280, {many} of 12,800");
}

/// acceptance: P9, P10
#[test]
fn strangers_cannot_make_an_honest_holders_page_dearer() {
    let honest = usual(1_280);
    let (mut alone, run) = triggered(&honest);
    let before = measure(&mut alone, run, 10).gas;
    let crowd = [honest, vec![1; 3_000]].concat();
    let (mut crowded, run) = triggered(&crowd);
    let with = measure(&mut crowded, run, 10).gas;
    assert!(with <= before + before / 20, "{before} alone, {with} in a crowd");
    // Pages on which nobody earns anything are not written.
    let mut film = Film::of(&vec![5; 1_280]);
    let first = wallet(&film, 0);
    for n in 1..1_280 {
        let from = wallet(&film, n);
        film.transfer(0, &from, &first, 5).unwrap();
    }
    film.fund(0, 10_000).unwrap();
    let run = film.trigger(0).unwrap();
    let left = measure(&mut film, run, 10);
    assert!(left.gas < before / 2, "{before} with holders, {} without", left.gas);
}

/// acceptance: P9
#[test]
fn the_trigger_does_not_depend_on_the_holders() {
    let cost = |holders| {
        let mut film = Film::of(&usual(holders));
        film.fund(0, 10_000).unwrap();
        film.app.storage().take();
        film.execute(&ExecuteMsg::Trigger { series: 0 }).unwrap();
        film.app.storage().take()
    };
    let (few, many) = (cost(10), cost(3_000));
    assert_eq!((few.reads, few.writes), (many.reads, many.writes));
    assert!(many.gas - few.gas < 1_000, "{few:?} {many:?}");
}
