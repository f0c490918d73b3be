//! Levels of receipts.

use std::time::Instant;

use backlot_plan::{
    date,
    forecast::Forecast,
    sweep::{self, Sweep},
    Fault, Plan,
};

use crate::examples::{conserved, plan, FILMS};

const MILLION: u128 = 1_000_000_000_000;

pub(crate) fn of(plan: &Plan, to: u128, steps: u32, months: u32) -> Sweep {
    let day = date::day("2027-01-31").unwrap();
    Sweep { from: 0, to, steps, mix: sweep::mix(plan, None).unwrap(), figures: vec![], day, months }
}

#[test]
fn a_thousand_levels_are_conserved_and_say_when_each_has_recouped() {
    let orders: [(&str, &[&str]); 3] = [
        ("night-ferry", &["bank", "equity-a", "crew"]),
        ("long-road", &["bank", "mezzanine", "equity-a"]),
        ("les-marees", &["broadcaster", "distributor"]),
    ];
    for (film, order) in orders {
        let plan = plan(film);
        let forecast = Forecast::new(&plan).unwrap();
        for months in [1, 24] {
            let sweep = of(&plan, 10 * MILLION, 1_000, months);
            let began = Instant::now();
            let levels = sweep.run(&forecast).unwrap();
            let recoups = sweep.recoups(&forecast, &levels).unwrap();
            // For `--nocapture`: a clock on the wall is no gate.
            println!("{film}: 1,001 levels over {months} months in {:?}", began.elapsed());
            assert_eq!(levels.len(), 1_001);
            for (number, level) in (0u128..).zip(&levels) {
                assert_eq!(level.level, number * MILLION / 100);
                assert_eq!(level.division.received, level.level);
                conserved(&level.division);
            }
            let at = |party: &str| recoups.iter().find(|row| row.party == party).unwrap().level.unwrap();
            assert!(order.windows(2).all(|pair| at(pair[0]) < at(pair[1])), "{film}: {recoups:?}");
        }
    }
}

#[test]
fn a_recoupment_point_is_exact_to_the_coin_however_few_levels_there_are() {
    for film in FILMS {
        let plan = plan(film);
        let forecast = Forecast::new(&plan).unwrap();
        let few = of(&plan, 8 * MILLION, 4, 6);
        let coarse = few.recoups(&forecast, &few.run(&forecast).unwrap()).unwrap();
        assert!(coarse.iter().filter(|found| found.level.is_some()).count() >= 2, "{film}: {coarse:?}");
        for found in &coarse {
            let Some(level) = found.level else { continue };
            let around = Sweep { from: level - 1_000_000, to: level, ..of(&plan, level, 1, 6) };
            let levels = around.run(&forecast).unwrap();
            let has = |at: usize| levels[at].division.recouped.contains(&found.party);
            assert!(!has(0) && has(1), "{film}: {found:?}");
            let on = &levels[1].recoups.iter().find(|on| on.party == found.party).unwrap().on;
            assert_eq!(Some(on), found.on.as_ref());
        }
    }
}

#[test]
fn a_recoupment_point_below_the_first_level_is_found_too_and_not_drawn() {
    let plan = plan("night-ferry");
    let forecast = Forecast::new(&plan).unwrap();
    let all = of(&plan, 8 * MILLION, 8, 1);
    let late = Sweep { from: 4 * MILLION, ..all.clone() };
    let levels = late.run(&forecast).unwrap();
    let recoups = late.recoups(&forecast, &levels).unwrap();
    assert_eq!(recoups, all.recoups(&forecast, &all.run(&forecast).unwrap()).unwrap());
    assert!(recoups.iter().any(|found| found.level.is_some_and(|level| level < late.from)), "{recoups:?}");
    let drawn = backlot_plan::picture::svg("late", &plan.money, &levels, &recoups);
    let inside = recoups.iter().filter_map(|found| found.level).filter(|level| *level >= late.from);
    assert_eq!(drawn.matches("<circle").count(), inside.collect::<std::collections::BTreeSet<_>>().len());
}

#[test]
fn money_over_months_comes_on_the_same_day_of_each_and_loans_cost_more() {
    let plan = plan("long-road");
    let forecast = Forecast::new(&plan).unwrap();
    let at_once = of(&plan, 6 * MILLION, 1, 1).run(&forecast).unwrap();
    let slowly = of(&plan, 6 * MILLION, 1, 24).run(&forecast).unwrap();
    let bank = |levels: &[sweep::Level]| levels[1].division.of_party("bank");
    assert!(bank(&slowly) > bank(&at_once), "interest runs on");
    let on = |party: &str| slowly[1].recoups.iter().find(|on| on.party == party).unwrap().on.clone();
    assert!(on("bank") < on("equity-a") && on("equity-a") < on("crew"), "{:?}", slowly[1].recoups);
    let ends_of_months = ["2027-02-28", "2027-03-31", "2027-04-30", "2027-05-31", "2027-06-30"];
    assert!(ends_of_months.contains(&on("bank").as_str()), "{}", on("bank"));
}

#[test]
fn figures_of_a_sweep_open_what_waits_for_them() {
    let plan = plan("long-road");
    let forecast = Forecast::new(&plan).unwrap();
    let without = of(&plan, 8 * MILLION, 1, 1);
    let figures = sweep::figures(&plan, Some("admissions=1_000_000")).unwrap();
    let with = Sweep { figures, ..without.clone() };
    let director = |sweep: &Sweep| sweep.run(&forecast).unwrap()[1].division.of_party("director");
    assert_eq!(director(&with) - director(&without), 25_000_000_000);
}

#[test]
fn a_mix_decides_where_the_money_comes_from() {
    let plan = plan("night-ferry");
    let mix = sweep::mix(&plan, Some("streaming=2, airlines=1")).unwrap();
    let levels = Sweep { mix, ..of(&plan, MILLION, 7, 3) }.run(&Forecast::new(&plan).unwrap()).unwrap();
    for level in &levels {
        conserved(&level.division);
        let gross = |id: &str| level.division.sources.iter().find(|source| source.source == id).unwrap().gross;
        assert!(gross("streaming").abs_diff(2 * gross("airlines")) <= 2, "{level:?}");
        assert_eq!(gross("cinema-home"), 0);
    }
}

#[test]
fn what_is_asked_wrongly_is_said() {
    let plan = plan("long-road");
    let wrong = |result: Result<Vec<u128>, Fault>| assert!(matches!(result, Err(Fault::Asked { .. })), "{result:?}");
    for text in ["radio=1", "theatrical", "theatrical=x", "theatrical=0", "theatrical=1,theatrical=2", "theatrical=-1"]
    {
        wrong(sweep::mix(&plan, Some(text)));
    }
    for text in ["views=1", "admissions", "admissions=1.5"] {
        wrong(sweep::figures(&plan, Some(text)));
    }
    for text in ["10..0", "5..5", "0", "0..", "a..b"] {
        assert!(sweep::range(&plan, text).is_err(), "{text}");
    }
    assert_eq!(sweep::range(&plan, "0..1,500,000.50"), Ok((0, 1_500_000_500_000)));
    assert_eq!((sweep::months("24 months"), sweep::months("2 years"), sweep::months("7")), (Ok(24), Ok(24), Ok(7)));
    for text in ["0", "241", "21 years", "2 days", "", "months"] {
        assert!(sweep::months(text).is_err(), "{text}");
    }
}
