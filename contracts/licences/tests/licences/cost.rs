//! What storage costs, by the SDK's table. The test chain's keys are longer than a real one's: bounds, not prices.

use backlot_api::licences::Medium;

use crate::film::Film;
use crate::grants::codes;

fn gas(film: &mut Film, act: impl FnOnce(&mut Film)) -> u64 {
    film.app.storage().take();
    act(film);
    film.app.storage().take().gas
}

fn usual(film: &mut Film, id: &str, window: (u32, u32)) -> u64 {
    let terms = film.terms(id, &["DE", "AT", "CH"], &[Medium::Svod], window, true);
    gas(film, |film| {
        film.grant(terms).unwrap();
    })
}

/// acceptance: P10
#[test]
fn other_territories_do_not_make_a_grant_dearer() {
    let mut film = Film::new();
    let first = usual(&mut film, "first", (0, 9));
    let codes = codes(250);
    let others = codes.iter().filter(|code| !["DE", "AT", "CH"].contains(&code.as_str()));
    for (n, code) in others.enumerate() {
        film.grant(film.terms(&format!("x-{n}"), &[code], &[Medium::Svod], (0, 900), true)).unwrap();
    }
    let last = usual(&mut film, "last", (9, 20));
    println!("storage gas of a grant: {first} as the first, {last} as the 249th");
    assert!(last <= first + first / 20, "{first}, then {last}");
}

/// acceptance: P10
#[test]
fn the_dearest_grants_have_a_bound() {
    let mut film = Film::new();
    let codes = codes(64);
    let codes: Vec<&str> = codes.iter().map(String::as_str).collect();
    for n in 0..63 {
        film.grant(film.terms(&format!("x-{n}"), &codes, &Medium::ALL, (20_000 + n * 9, 20_009 + n * 9), true))
            .unwrap();
    }
    let terms = film.terms("last", &codes, &Medium::ALL, (30_000, 30_009), true);
    let countries = gas(&mut film, |film| {
        film.grant(terms).unwrap();
    });
    for n in 64..511u32 {
        let medium = Medium::ALL[n as usize % 8];
        let code = codes[n as usize / 8 % 64];
        let done = film.grant(film.terms(&format!("y-{n}"), &[code], &[medium], (40_000 + n, 40_001 + n), false));
        // Its list is full already: a licence elsewhere takes its place among the film's.
        if done.is_err() {
            film.grant(film.terms(&format!("y-{n}"), &["ZW"], &[medium], (40_000 + n, 40_001 + n), false)).unwrap();
        }
    }
    let terms = film.terms("world", &["WORLD"], &Medium::ALL, (50_000, 50_009), true);
    let world = gas(&mut film, |film| {
        film.grant(terms).unwrap();
    });
    println!("storage gas: {countries} for 64 countries in 8 media, {world} for the world");
    assert!(countries < 15_000_000, "{countries}");
    assert!(world < 3_000_000, "{world}");
}
