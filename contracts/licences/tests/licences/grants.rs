//! Who may exploit the film where: grants, terminations, avails.

use backlot_api::event::TypedEvent;
use backlot_api::licences::{code, Avail, ExecuteMsg, Licence, LicencesGranted, Medium, Period, QueryMsg};
use backlot_testkit::code_of;

use crate::film::{Film, TODAY};

const YEAR: u32 = 365;

#[test]
fn a_licence_is_read_as_it_was_granted() {
    let mut film = Film::new();
    let mut terms = film.terms("de-all", &["DE", "AT", "CH"], &[Medium::Svod, Medium::Theatrical], (1, 9), false);
    let done = film.grant(terms.clone()).unwrap();
    let events = LicencesGranted::read_all(&done.events, film.licences.as_str());
    assert_eq!((events[0].licence.as_str(), events[0].from, events[0].until), ("de-all", 1, 9));
    // Media come back in the order of the list of media.
    terms.media = vec![Medium::Theatrical, Medium::Svod];
    assert_eq!(film.licence("de-all"), Licence { grant: terms, terminated_on: None });
    assert_eq!(film.config().licences, 1);
}

/// Id, territories, medium, window, exclusive, granted.
type Case = (&'static str, &'static [&'static str], Medium, (u32, u32), bool, bool);

#[test]
fn exclusive_means_nobody_else_in_territory_medium_and_window() {
    let mut film = Film::new();
    let (from, until) = (TODAY, TODAY + YEAR);
    film.grant(film.terms("first", &["DE", "AT"], &[Medium::Svod], (from, until), true)).unwrap();
    let cases: [Case; 8] = [
        ("same", &["DE"], Medium::Svod, (from, until), true, false),
        ("shared", &["AT"], Medium::Svod, (from, until), false, false),
        ("last-day", &["CH", "AT"], Medium::Svod, (until - 1, until + 9), true, false),
        ("day-after", &["DE"], Medium::Svod, (until, until + 9), true, true),
        ("before", &["DE"], Medium::Svod, (from - 9, from), true, true),
        ("first-day", &["DE"], Medium::Svod, (from - 9, from + 1), false, false),
        ("elsewhere", &["CH"], Medium::Svod, (from, until), true, true),
        ("other-medium", &["DE"], Medium::Avod, (from, until), true, true),
    ];
    for (id, territories, medium, window, exclusive, granted) in cases {
        let done = film.grant(film.terms(id, territories, &[medium], window, exclusive));
        if granted {
            done.unwrap();
        } else {
            let words = Film::words(done);
            assert!(words.contains("[licences.conflict] licence first holds svod in"), "{id}: {words}");
        }
    }
}

#[test]
fn licences_that_exclude_nobody_stand_side_by_side_and_bar_an_exclusive_one() {
    let mut film = Film::new();
    for id in ["one", "two", "three"] {
        film.grant(film.terms(id, &["FR"], &[Medium::Airline], (10, 20), false)).unwrap();
    }
    let refused = film.grant(film.terms("four", &["FR"], &[Medium::Airline], (19, 30), true));
    assert_eq!(code_of(refused), code::CONFLICT);
}

#[test]
fn the_world_takes_every_territory_in() {
    let mut film = Film::new();
    film.grant(film.terms("fr", &["FR"], &[Medium::Tvod], (10, 20), false)).unwrap();
    let words = Film::words(film.grant(film.terms("world", &["WORLD"], &[Medium::Svod, Medium::Tvod], (19, 30), true)));
    assert!(words.contains("licence fr holds tvod in FR from day 10 until day 20"), "{words}");
    film.grant(film.terms("world", &["WORLD"], &[Medium::Svod, Medium::Tvod], (20, 30), true)).unwrap();
    let words = Film::words(film.grant(film.terms("jp", &["JP"], &[Medium::Tvod], (29, 40), false)));
    assert!(words.contains("licence world holds tvod in JP"), "{words}");
    let words = Film::words(film.grant(film.terms("other", &["WORLD"], &[Medium::Svod], (29, 40), false)));
    assert!(words.contains("licence world holds svod in WORLD"), "{words}");
    film.grant(film.terms("jp", &["JP"], &[Medium::Airline], (29, 40), true)).unwrap();
}

#[test]
fn a_termination_frees_what_follows_and_never_what_was() {
    let mut film = Film::new();
    film.grant(film.terms("fr", &["FR"], &[Medium::Svod], (TODAY - 100, TODAY + 100), true)).unwrap();
    assert_eq!(code_of(film.terminate("fr", TODAY - 1)), code::TERMINATION);
    assert_eq!(code_of(film.terminate("fr", TODAY + 100)), code::TERMINATION);
    film.terminate("fr", TODAY + 50).unwrap();
    // It can end earlier still, and no later.
    assert_eq!(code_of(film.terminate("fr", TODAY + 50)), code::TERMINATION);
    assert_eq!(film.licence("fr").terminated_on, Some(TODAY + 50));
    assert_eq!(film.licence("fr").grant.window.until, TODAY + 100, "as granted");
    let next = film.terms("next", &["FR"], &[Medium::Svod], (TODAY + 49, TODAY + 90), true);
    assert_eq!(code_of(film.grant(next)), code::CONFLICT);
    film.grant(film.terms("next", &["FR"], &[Medium::Svod], (TODAY + 50, TODAY + 90), true)).unwrap();
    // A licence of the world sees the early end too.
    film.terminate("next", TODAY + 60).unwrap();
    film.grant(film.terms("world", &["WORLD"], &[Medium::Svod], (TODAY + 60, TODAY + 70), true)).unwrap();
}

#[test]
fn a_licence_that_ends_before_it_begins_holds_nothing() {
    let mut film = Film::new();
    film.grant(film.terms("fr", &["FR"], &[Medium::Svod], (TODAY + 50, TODAY + 100), true)).unwrap();
    film.terminate("fr", TODAY + 20).unwrap();
    let rows = film.avails(&["FR"], &[Medium::Svod], TODAY, TODAY + 200);
    assert_eq!(rows[0].state, Avail::Free {});
    film.grant(film.terms("world", &["WORLD"], &[Medium::Svod], (TODAY, TODAY + 99), true)).unwrap();
    assert_eq!(code_of(film.terminate("fr", TODAY + 19)), code::TERMINATION);
}

/// Is SVOD in Germany, Austria and Switzerland free in 2028?
#[test]
fn avails_say_what_is_free_and_who_holds_the_rest() {
    let mut film = Film::new();
    let (from, until) = (21_184, 21_550);
    let svod = [Medium::Svod];
    let free = film.avails(&["DE", "AT", "CH"], &svod, from, until);
    assert!(free.iter().all(|row| row.state == Avail::Free {}) && free.len() == 3);
    film.grant(film.terms("de", &["DE"], &svod, (from - 400, from + 1), true)).unwrap();
    film.grant(film.terms("ch-1", &["CH"], &svod, (from + 9, from + 10), false)).unwrap();
    film.grant(film.terms("ch-2", &["CH"], &svod, (from + 5, from + 10), false)).unwrap();
    let rows = film.avails(&["DE", "AT", "CH"], &svod, from, until);
    let held = |licence: &str, exclusive, from, until, others| Avail::Held {
        licence: licence.into(),
        exclusive,
        window: Period { from, until },
        others,
    };
    assert_eq!(rows[0].state, held("de", true, from - 400, from + 1, 0));
    assert_eq!(rows[1].state, Avail::Free {});
    assert_eq!(rows[2].state, held("ch-2", false, from + 5, from + 10, 1));
    assert_eq!((rows[2].territory.as_str(), rows[2].medium), ("CH", Medium::Svod));
    // The world is free only where every territory is.
    let rows = film.avails(&["WORLD"], &[Medium::Avod, Medium::Svod], from, until);
    assert_eq!(rows[0].state, Avail::Free {});
    assert_eq!(rows[1].state, held("de", true, from - 400, from + 1, 2));
    // A licence of the world holds every territory.
    film.grant(film.terms("world", &["WORLD"], &[Medium::Avod], (from, until), false)).unwrap();
    let rows = film.avails(&["JP"], &[Medium::Avod, Medium::Svod], until - 1, until);
    assert_eq!(rows[0].state, held("world", false, from, until, 0));
    assert_eq!(rows[1].state, Avail::Free {});
}

#[test]
fn the_longest_question_is_answered() {
    let mut film = Film::new();
    let codes: Vec<String> = codes(64);
    let codes: Vec<&str> = codes.iter().map(String::as_str).collect();
    film.grant(film.terms("all", &codes, &Medium::ALL, (10, 20), true)).unwrap();
    let rows = film.avails(&codes, &Medium::ALL, 0, 100);
    assert_eq!(rows.len(), 64 * 8);
    assert!(rows.iter().all(|row| row.state != Avail::Free {}));
}

/// The first so many countries that the contract knows.
pub fn codes(count: usize) -> Vec<String> {
    let letters = || (b'A'..=b'Z').map(char::from);
    let all = letters().flat_map(|a| letters().map(move |b| format!("{a}{b}")));
    all.filter(|code| backlot_licences::is_country(code)).take(count).collect()
}

#[test]
fn lists_are_full_at_their_limits() {
    let mut film = Film::new();
    let airline = [Medium::Airline];
    for n in 0..64 {
        film.grant(film.terms(&format!("fr-{n}"), &["FR"], &airline, (n, n + 9), false)).unwrap();
        film.grant(film.terms(&format!("w-{n}"), &["WORLD"], &airline, (n, n + 9), false)).unwrap();
    }
    let words = Film::words(film.grant(film.terms("fr-64", &["DE", "FR"], &airline, (0, 9), false)));
    assert!(words.contains("[licences.full] airline in FR has 64 entries"), "{words}");
    let full = film.grant(film.terms("w-64", &["WORLD"], &airline, (0, 9), false));
    assert_eq!(code_of(full), code::FULL);
    let codes = codes(200);
    for n in 128..512u32 {
        let code = codes[n as usize % 200].as_str();
        film.grant(film.terms(&format!("x-{n}"), &[code], &[Medium::Other], (0, 9), false)).unwrap();
    }
    let words = Film::words(film.grant(film.terms("last", &["DE"], &[Medium::Tvod], (0, 9), false)));
    assert!(words.contains("[licences.full] the film has 512 entries"), "{words}");
    // The list is read in pages, in the order of the grants.
    let mut all: Vec<Licence> = Vec::new();
    loop {
        let start_after = all.last().map(|last| last.grant.id.clone());
        let page: Vec<Licence> = film.ask(&QueryMsg::Licences { start_after, limit: Some(150) }).unwrap();
        if page.is_empty() {
            break;
        }
        all.extend(page);
    }
    assert_eq!(all.len(), 512);
    assert_eq!((all[0].grant.id.as_str(), all[511].grant.id.as_str()), ("fr-0", "x-511"));
}

#[test]
fn a_pause_stops_grants_and_payments_only() {
    let mut film = Film::new();
    film.french_television();
    film.owner(&ExecuteMsg::SetPaused { paused: true }).unwrap();
    assert!(film.config().paused);
    let refused = film.grant(film.terms("de", &["DE"], &[Medium::Svod], (1, 2), true));
    assert_eq!(code_of(refused), backlot_api::code::PAUSED);
    assert_eq!(code_of(film.pay("anyone", "fr-tv", 5)), backlot_api::code::PAUSED);
    film.report("fr-tv", 100, None).unwrap();
    film.dispute("owner", 1).unwrap();
    film.terminate("fr-tv", TODAY + 30).unwrap();
    film.owner(&ExecuteMsg::SetPaused { paused: false }).unwrap();
    film.pay("anyone", "fr-tv", 5).unwrap();
}
