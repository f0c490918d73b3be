//! acceptance: X70, X78. Every list of a plan: one entry twice is refused, and so is more than can be.

use backlot_plan::Plan;
use toml::{Table, Value};

use crate::terms::EVERYTHING;

/// Keys and positions from the root to a list.
type Path = Vec<Step>;

#[derive(Clone, Debug)]
enum Step {
    Key(String),
    At(usize),
}

fn lists(value: &Value, path: &mut Path, found: &mut Vec<Path>) {
    match value {
        Value::Table(table) => {
            for (key, value) in table {
                path.push(Step::Key(key.clone()));
                lists(value, path, found);
                path.pop();
            }
        }
        Value::Array(list) => {
            found.push(path.clone());
            for (at, value) in list.iter().enumerate() {
                path.push(Step::At(at));
                lists(value, path, found);
                path.pop();
            }
        }
        _ => {}
    }
}

fn list<'v>(root: &'v mut Value, path: &Path) -> &'v mut Vec<Value> {
    let mut value = root;
    for step in path {
        value = match step {
            Step::Key(key) => &mut value[key.as_str()],
            Step::At(at) => &mut value[*at],
        };
    }
    value.as_array_mut().unwrap()
}

fn refusal(root: &Value) -> String {
    let text = toml::to_string(root).unwrap();
    Plan::parse("film.toml", &text).expect_err(&text).to_string()
}

#[test]
fn every_list_refuses_an_entry_twice_and_more_than_can_be() {
    let root: Value = Value::Table(EVERYTHING.parse::<Table>().unwrap());
    let text = toml::to_string(&root).unwrap();
    Plan::parse("film.toml", &text).unwrap_or_else(|faults| panic!("{faults}"));
    let mut found = Vec::new();
    lists(&root, &mut Vec::new(), &mut found);
    let mut names: Vec<String> = Vec::new();
    for path in &found {
        let Some(Step::Key(name)) = path.iter().rev().find(|step| matches!(step, Step::Key(_))) else { continue };
        names.push(name.clone());

        let mut twice = root.clone();
        let entries = list(&mut twice, path);
        let Some(last) = entries.last().cloned() else { continue };
        entries.push(last.clone());
        refusal(&twice);

        let mut long = root.clone();
        list(&mut long, path).resize(200, last);
        let says = refusal(&long);
        assert!(says.contains(&format!("`{name}` has 200 entries, at most ")), "{path:?}: {says}");
    }
    names.sort();
    names.dedup();
    let all = [
        "all",
        "any",
        "attestors",
        "brackets",
        "ended",
        "escalators",
        "greater",
        "lesser",
        "loan",
        "off_the_top",
        "parties",
        "series",
        "shares",
        "source",
        "sources",
        "steps",
        "tier",
        "tiers",
    ];
    assert_eq!(names, all, "a list of the plan file that this test does not reach");
}

#[test]
fn parties_and_figures_are_as_many_as_can_be() {
    for (table, entry, most) in [("parties", "= \"@someone\"", 64), ("figures", "= \"count\"", 8)] {
        let more: String = (0..most).map(|number| format!("more-{number} {entry}\n")).collect();
        let text = EVERYTHING.replacen(&format!("[{table}]\n"), &format!("[{table}]\n{more}"), 1);
        let says = Plan::parse("film.toml", &text).unwrap_err().to_string();
        assert!(says.contains(&format!("at most {most} are taken")), "{says}");
    }
    let twice = EVERYTHING.replacen("[figures]\n", "[figures]\nadmissions = \"count\"\n", 1);
    assert!(Plan::parse("film.toml", &twice).unwrap_err().to_string().contains("not TOML"));
}

/// A list of the plan: its name, how many it takes, what of the plan it replaces, and by what when it is to have so many.
struct List {
    name: &'static str,
    most: usize,
    replaces: &'static str,
    by: fn(usize) -> String,
}

fn rows(range: std::ops::Range<usize>, row: impl Fn(usize) -> String) -> String {
    range.map(row).collect()
}

fn joined(range: std::ops::Range<usize>, row: impl Fn(usize) -> String) -> String {
    range.map(row).collect::<Vec<_>>().join(", ")
}

/// More parties, sources and tiers than the plan has, up to so many in all.
fn sources(most: usize) -> String {
    rows(2..most, |n| format!("[[source]]\nid = \"s{n}\"\ntable = \"cinema\"\n"))
}

fn tiers(most: usize, conditions: &str) -> String {
    let tier = |n| {
        format!("[[tier]]\nid = \"t{n}\"\ntable = \"cinema\"\nshares = [{{ party = \"producer\", share = 1, cap = \"{n}\" }}]\n")
    };
    format!("{}{conditions}\n", rows(5..most, tier))
}

fn parties(most: usize) -> String {
    rows(6..most, |n| format!("p{n} = \"@p{n}\"\n"))
}

/// Before the last tier of the cinemas.
const NET: &str = "[[tier]]\nid = \"net\"";
/// A tier of the cinemas whose list is tried.
fn tier_with(what: &str) -> String {
    format!(
        "[[tier]]\nid = \"tried\"\ntable = \"cinema\"\n{what}\nshares = [{{ party = \"producer\", share = 1, cap = \"9\" }}]\n\n{NET}"
    )
}

const LISTS: &[List] = &[
    List {
        name: "series",
        most: 8,
        replaces: "\n[parties]\n",
        by: |n| {
            let letter = |n: usize| char::from(b'A' + u8::try_from(n).unwrap());
            let series = |n| format!("[[series]]\nname = \"More\"\nsymbol = \"MORE-{}\"\ncap = 1\n", letter(n));
            format!("\n{}[parties]\n", rows(1..n, series))
        },
    },
    List {
        name: "parties",
        most: 64,
        replaces: "producer = \"@producer\"\n",
        by: |n| format!("producer = \"@producer\"\n{}", parties(n)),
    },
    List {
        name: "figures",
        most: 8,
        replaces: "box-office = \"money\"\n",
        by: |n| format!("box-office = \"money\"\n{}", rows(2..n, |n| format!("f{n} = \"count\"\n"))),
    },
    List {
        name: "source",
        most: 32,
        replaces: "[[tier]]\nid = \"loan\"",
        by: |n| format!("{}[[tier]]\nid = \"loan\"", sources(n)),
    },
    List { name: "tier", most: 64, replaces: NET, by: |n| format!("{}{NET}", tiers(n, "")) },
    List {
        name: "attestors",
        most: 8,
        replaces: "attestors = [\"@one\", \"@two\"]",
        by: |n| format!("attestors = [{}]", joined(0..n, |n| format!("\"@a{n}\""))),
    },
    List {
        name: "off_the_top",
        most: 8,
        replaces: "off_the_top = [{ party = \"agent\", percent = 10 }]",
        by: |n| {
            let party = |n: usize| ["agent", "bank", "equity", "public", "producer"][n % 5];
            let percent = |n| format!("{{ party = \"{}\", percent = 1 }}", party(n));
            let expenses = |n| format!("{{ party = \"{}\", expenses_up_to = 1 }}", party(n));
            format!("off_the_top = [{}, {}]", joined(0..5, percent), joined(5..n, expenses))
        },
    },
    List {
        name: "steps",
        most: 8,
        replaces: "percent = 10 }]",
        by: |n| format!("steps = [{}] }}]", joined(0..n, |n| format!("{{ from = {n}, percent = 1 }}"))),
    },
    List {
        name: "shares",
        most: 16,
        replaces: "shares = [{ party = \"producer\", share = 1 }]\n",
        by: |n| {
            let share = |n| format!("{{ party = \"p{}\", share = 1 }}", n + 6);
            format!("shares = [{}]\n", joined(0..n, share))
        },
    },
    List {
        name: "escalators",
        most: 4,
        replaces: NET,
        by: |n| {
            let escalator = |n| format!("{{ when = {{ gross = {} }}, shares = [2] }}", n + 1);
            tier_with(&format!("escalators = [{}]", joined(0..n, escalator)))
        },
    },
    List {
        name: "any",
        most: 8,
        replaces: NET,
        by: |n| tier_with(&format!("opens = {{ any = [{}] }}", joined(0..n, |n| format!("{{ from = 2027-01-1{n} }}")))),
    },
    List {
        name: "all",
        most: 8,
        replaces: NET,
        by: |n| tier_with(&format!("opens = {{ all = [{}] }}", joined(0..n, |n| format!("{{ from = 2027-01-1{n} }}")))),
    },
    List {
        name: "sources",
        most: 32,
        replaces: NET,
        by: |n| {
            let more = joined(2..n, |n| format!("\"s{n}\""));
            let list = format!("opens = {{ gross = 5, sources = [\"cinemas\", \"broadcasts\", {more}] }}");
            format!("{}{}", sources(32), tier_with(&list))
        },
    },
    List {
        name: "parties",
        most: 64,
        replaces: NET,
        by: |n| {
            let six = "\"agent\", \"bank\", \"equity\", \"public\", \"other-film\", \"producer\"";
            let more = joined(6..n, |n| format!("\"p{n}\""));
            tier_with(&format!("ends = {{ parties = [{six}, {more}], reaches = 5 }}"))
        },
    },
    List {
        name: "tiers",
        most: 64,
        replaces: NET,
        by: |n| {
            let five = "\"loan\", \"recoupment\", \"net\", \"tv-corridor\", \"tv-net\"";
            let more = joined(5..n, |n| format!("\"t{n}\""));
            tiers(64, &format!("ends = {{ party = \"producer\", tiers = [{five}, {more}], reaches = 5 }}")) + NET
        },
    },
    List {
        name: "loan",
        most: 8,
        replaces: NET,
        by: |n| {
            let draw = |n| format!("{{ date = 2027-01-1{n}, amount = 5 }}");
            tier_with("").replace("cap = \"9\"", &format!("cap = {{ rate = 8, loan = [{}] }}", joined(0..n, draw)))
        },
    },
    List {
        name: "brackets",
        most: 8,
        replaces: NET,
        by: |n| {
            let step = |n: usize| format!("{{ from = {n}, percent = {} }}", usize::from(n < 7));
            let cap = format!("cap = {{ figure = \"box-office\", brackets = [{}] }}", joined(0..n, step));
            tier_with("").replace("cap = \"9\"", &cap)
        },
    },
];

/// The plan with all parties there can be, and a list of so many entries in it.
fn with(list: &List, entries: usize) -> String {
    assert!(EVERYTHING.contains(list.replaces), "{}", list.replaces);
    let text = EVERYTHING.replacen(list.replaces, &(list.by)(entries), 1);
    let full = list.replaces.starts_with("producer");
    if full {
        return text;
    }
    text.replacen("producer = \"@producer\"\n", &format!("producer = \"@producer\"\n{}", parties(64)), 1)
}

#[test]
fn every_list_takes_as_many_as_can_be_and_refuses_the_first_above() {
    for list in LISTS {
        let (name, most) = (list.name, list.most);
        let text = with(list, most);
        Plan::parse("film.toml", &text).unwrap_or_else(|faults| panic!("{name} with {most}: {faults}"));
        let text = with(list, most + 1);
        let faults = Plan::parse("film.toml", &text).expect_err(name);
        let says = format!("`{name}` has {} entries, at most {most} are taken", most + 1);
        let found = faults.list.iter().find(|fault| fault.message == says);
        let found = found.unwrap_or_else(|| panic!("{says}: {faults}"));
        // It stands at the last entry: where the longer list goes on when the shorter one is at its end.
        let [short, long] = [most, most + 1].map(|entries| (list.by)(entries));
        let goes_on = short.bytes().zip(long.bytes()).take_while(|(a, b)| a == b).count();
        let last = match name {
            "tier" => text.rfind("[[tier]]").unwrap(),
            _ => text.find(&long).unwrap() + goes_on,
        };
        assert!((last - 2..last + 3).contains(&found.at), "{name}: at {} rather than {last}: {faults}", found.at);
    }
}

#[test]
fn a_tier_waits_for_all_others_at_most_and_two_caps_are_two() {
    let six = |n: usize| joined(6..n, |n| format!("\"t{n}\""));
    let waits = |n| {
        let late = format!(
            "[[tier]]\nid = \"late\"\ntable = \"cinema\"\nopens = {{ ended = [\"loan\", \"recoupment\", {}] }}\n\
             shares = [{{ party = \"producer\", share = 1, cap = 9 }}]\n",
            six(n)
        );
        EVERYTHING.replacen(NET, &format!("{}{late}{NET}", tiers(63, "").replace("id = \"t5\"", "id = \"u5\"")), 1)
    };
    Plan::parse("film.toml", &waits(63)).unwrap_or_else(|faults| panic!("{faults}"));
    let faults = Plan::parse("film.toml", &waits(69)).unwrap_err().to_string();
    assert!(faults.contains("`ended` has 65 entries, at most 64 are taken"), "{faults}");
    for (key, limits) in [("lesser", "[\"5\"]"), ("greater", "[\"5\"]"), ("lesser", "[\"5\", \"6\", \"7\"]")] {
        let text = EVERYTHING.replacen("cap = \"5_000\"", &format!("cap = {{ {key} = {limits} }}"), 1);
        let faults = Plan::parse("film.toml", &text).unwrap_err().to_string();
        assert!(faults.contains(&format!("`{key}` ")) && faults.contains("film.toml:"), "{faults}");
    }
}

#[test]
fn tables_are_as_many_as_can_be() {
    let more = |most: usize| {
        let table = |n| {
            format!(
                "[[source]]\nid = \"s{n}\"\ntable = \"table-{n}\"\n[[tier]]\nid = \"t{n}\"\ntable = \"table-{n}\"\n\
                 shares = [{{ party = \"producer\", share = 1 }}]\n"
            )
        };
        format!("{}{}", EVERYTHING, rows(2..most, table))
    };
    Plan::parse("film.toml", &more(16)).unwrap_or_else(|faults| panic!("{faults}"));
    let text = more(17);
    let faults = Plan::parse("film.toml", &text).unwrap_err();
    assert!(faults.to_string().contains("in 17 tables, at most 16 are taken"), "{faults}");
    assert!(text[faults.list[0].at..].starts_with("\"table-16\""), "{faults}");
}

#[test]
fn no_list_at_the_top_is_empty() {
    let head = "film = \"x\"\ntitle = \"X\"\nseries = []\nsource = []\ntier = []\n[money]\ndenom = \"u\"\nexponent = 2\nsymbol = \"U\"\n\
                [parties]\n[terms]\nthreshold = 1\nfreeze = \"1 day\"\npause = \"1 day\"\n";
    let faults = Plan::parse("film.toml", head).unwrap_err().to_string();
    for (line, key) in [(3, "series"), (4, "source"), (5, "tier")] {
        assert!(
            faults.contains(&format!("film.toml:{line}:")) && faults.contains(&format!("`{key}` is empty")),
            "{faults}"
        );
    }
}

#[test]
fn nesting_without_end_is_refused_in_few_words() {
    for (open, close) in [("[", "]"), ("{ a = ", " }")] {
        let deep = format!("film = \"x\"\nx = {}1{}\n", open.repeat(20_000), close.repeat(20_000));
        let faults = Plan::parse("film.toml", &deep).unwrap_err();
        let told = faults.to_string();
        assert!(told.contains("film.toml:2:") && told.contains("not TOML"), "{}", &told[..500.min(told.len())]);
        assert!(faults.list.len() < 50 && told.len() < 20_000, "{} faults, {} bytes", faults.list.len(), told.len());
    }
}
