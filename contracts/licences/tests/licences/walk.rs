//! Random walks: grants, terminations and questions against a naive model that compares every licence with every other.

use backlot_api::licences::{code, Avail, Licence, Medium, QueryMsg};
use backlot_testkit::{code_of, pass};

use crate::film::{Film, TODAY};

const COUNTRIES: [&str; 6] = ["DE", "AT", "CH", "FR", "JP", "US"];

/// A linear congruential generator: the same walk on every machine.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: u32) -> u32 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        ((self.0 >> 33) % u64::from(sides)) as u32
    }

    /// Some of a list, at least one.
    fn some<T: Copy>(&mut self, of: &[T], most: u32) -> Vec<T> {
        let mut rest = of.to_vec();
        let count = 1 + self.roll(most);
        (0..count).map(|_| rest.swap_remove(self.roll(rest.len() as u32) as usize)).collect()
    }
}

#[derive(Clone, Debug)]
struct Held {
    id: String,
    territories: Vec<&'static str>,
    media: Vec<Medium>,
    from: u32,
    until: u32,
    exclusive: bool,
}

impl Held {
    /// Day by day it would be the same; the windows are what a day is looked for in.
    fn meets(&self, other: &Self) -> bool {
        let everywhere = self.territories == ["WORLD"] || other.territories == ["WORLD"];
        let place = everywhere || self.territories.iter().any(|one| other.territories.contains(one));
        let medium = self.media.iter().any(|one| other.media.contains(one));
        place && medium && self.from.max(other.from) < self.until.min(other.until)
    }

    fn excludes(&self, other: &Self) -> bool {
        (self.exclusive || other.exclusive) && self.meets(other)
    }
}

struct Walk {
    film: Film,
    dice: Dice,
    model: Vec<Held>,
    today: u32,
    granted: u32,
    collided: u32,
    terminated: u32,
}

impl Walk {
    fn new(seed: u64) -> Self {
        let (film, dice) = (Film::new(), Dice(seed));
        Self { film, dice, model: vec![], today: TODAY, granted: 0, collided: 0, terminated: 0 }
    }

    fn place(&mut self) -> Vec<&'static str> {
        if self.dice.roll(8) == 0 {
            return vec!["WORLD"];
        }
        self.dice.some(&COUNTRIES, 3)
    }

    fn grant(&mut self, step: u32) {
        let from = TODAY - 200 + self.dice.roll(3_000);
        let new = Held {
            id: format!("l-{step}"),
            territories: self.place(),
            media: self.dice.some(&Medium::ALL, 3),
            from,
            until: from + 1 + self.dice.roll(250),
            exclusive: self.dice.roll(2) == 0,
        };
        let barred: Vec<String> =
            self.model.iter().filter(|held| held.excludes(&new)).map(|held| held.id.clone()).collect();
        let terms = self.film.terms(&new.id, &new.territories, &new.media, (new.from, new.until), new.exclusive);
        let done = self.film.grant(terms);
        if barred.is_empty() {
            done.unwrap();
            self.model.push(new);
            self.granted += 1;
        } else {
            let words = Film::words(done);
            assert!(words.contains(code::CONFLICT), "{words}");
            assert!(barred.iter().any(|id| words.contains(&format!("licence {id} holds "))), "{words}: {barred:?}");
            self.collided += 1;
        }
    }

    fn terminate(&mut self) {
        if self.model.is_empty() {
            return;
        }
        let pick = self.dice.roll(self.model.len() as u32) as usize;
        let on = self.today - 5 + self.dice.roll(600);
        let held = &mut self.model[pick];
        let done = self.film.terminate(&held.id, on);
        if on < self.today || on >= held.until || held.from >= held.until {
            assert_eq!(code_of(done), code::TERMINATION);
        } else {
            done.unwrap();
            held.until = on;
            self.terminated += 1;
        }
    }

    fn ask(&mut self) {
        let (territories, media) = (self.place(), self.dice.some(&Medium::ALL, 3));
        let from = TODAY - 200 + self.dice.roll(3_000);
        let until = from + 1 + self.dice.roll(100);
        let rows = self.film.avails(&territories, &media, from, until);
        assert_eq!(rows.len(), territories.len() * media.len());
        let pairs = territories.iter().flat_map(|place| media.iter().map(move |medium| (*place, *medium)));
        for (row, (place, medium)) in rows.iter().zip(pairs) {
            assert_eq!((row.territory.as_str(), row.medium), (place, medium));
            let asked = Held {
                id: String::new(),
                territories: vec![place],
                media: vec![medium],
                from,
                until,
                exclusive: false,
            };
            let holders: Vec<_> = self.model.iter().filter(|held| held.meets(&asked)).collect();
            match &row.state {
                Avail::Free {} => assert!(holders.is_empty(), "{asked:?} is held by {holders:?}"),
                Avail::Held { licence, exclusive, window, others } => {
                    let held = holders.iter().find(|held| held.id == *licence).expect("it holds it");
                    assert_eq!((held.from, held.until, held.exclusive), (window.from, window.until, *exclusive));
                    assert_eq!(*others as usize + 1, holders.len());
                    assert!(*exclusive || holders.iter().all(|held| !held.exclusive), "exclusive ones come first");
                }
            }
        }
    }

    /// What the contract holds, read back: no two of which either is exclusive meet.
    fn check(&self) {
        let mut all: Vec<Licence> = Vec::new();
        loop {
            let start_after = all.last().map(|last| last.grant.id.clone());
            let page: Vec<Licence> = self.film.ask(&QueryMsg::Licences { start_after, limit: Some(200) }).unwrap();
            if page.is_empty() {
                break;
            }
            all.extend(page);
        }
        assert_eq!(all.len(), self.model.len());
        let held: Vec<Held> = all.iter().zip(&self.model).map(|(read, known)| read_back(read, known)).collect();
        for (n, one) in held.iter().enumerate() {
            assert!(held.iter().skip(n + 1).all(|other| !one.excludes(other)), "{one:?}");
        }
    }
}

fn read_back(read: &Licence, known: &Held) -> Held {
    let grant = &read.grant;
    let until = read.terminated_on.unwrap_or(grant.window.until);
    assert_eq!((grant.id.as_str(), grant.window.from, until), (known.id.as_str(), known.from, known.until));
    assert_eq!(grant.territories, known.territories);
    Held { media: grant.media.clone(), exclusive: grant.exclusive, until, ..known.clone() }
}

/// Three thousand steps.
#[test]
fn no_two_licences_ever_hold_what_either_holds_alone() {
    let (mut granted, mut collided, mut terminated) = (0, 0, 0);
    for seed in 1..=3 {
        let mut walk = Walk::new(seed);
        for step in 0..1_000 {
            match walk.dice.roll(10) {
                0..=5 => walk.grant(step),
                6 => walk.terminate(),
                7 | 8 => walk.ask(),
                _ => {
                    pass(&mut walk.film.app, 86_400);
                    walk.today += 1;
                }
            }
            if step % 20 == 0 {
                walk.check();
            }
        }
        walk.check();
        granted += walk.granted;
        collided += walk.collided;
        terminated += walk.terminated;
    }
    assert!(granted > 200 && collided > 200 && terminated > 50, "{granted} {collided} {terminated}");
}
