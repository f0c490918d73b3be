//! What the engine refuses stands at its own line, however deep it is.

use backlot_plan::Plan;

use crate::examples::text;

/// Film, what replaces what there, what the engine says, and the text that must stand on the line it names.
const REFUSALS: &[(&str, &str, &str, &str, &str)] = &[
    (
        "long-road",
        "{ date = 2026-09-01, amount = \"200_000\" }",
        "{ date = 2026-02-01, amount = \"200_000\" }",
        "steps and draw-downs ascend",
        "2026-02-01",
    ),
    (
        "long-road",
        "{ date = 2026-09-01, amount = \"200_000\" }",
        "{ date = 2026-09-01, amount = \"0\" }",
        "is zero",
        "amount = \"0\"",
    ),
    (
        "long-road",
        "invested = \"900_000\"",
        "voice = \"@studio\"",
        "has put in nothing",
        "party = \"equity-a\", share = 3",
    ),
    ("long-road", "shares = [40, 36, 24]", "shares = [40, 36]", "has 2 weights for 3 shares", "escalators = "),
    ("long-road", "until = 2028-06-30", "until = 2300-06-30", "is no day before the year 2300", "2300-06-30"),
    ("long-road", "held_until = 2027-06-30", "held_until = 2301-06-30", "is no day before the year 2300", "crew = "),
    (
        "les-marees",
        "{ from = \"2_000_000\", percent = \"8\" }",
        "{ from = \"0\", percent = \"8\" }",
        "steps begin at 0",
        "percent = \"8\"",
    ),
    (
        "les-marees",
        "tiers = [\"cinema-corridor\", \"tv-corridor\", \"platform-corridor\"]",
        "tiers = [\"cinema-corridor\", \"tv-corridoor\"]",
        "no tier is called \"tv-corridoor\"",
        "tv-corridoor",
    ),
    ("les-marees", "ended = [\"tv-corridor\"]", "ended = [\"platform-late\"]", "waits for itself", "platform-late"),
    ("les-marees", "reaches = 400_000 }", "reaches = 0 }", "is zero", "reaches = 0"),
    ("les-marees", "yearly_minimum = \"5_000\"", "yearly_minimum = \"0\"", "is zero", "yearly_minimum = \"0\""),
    (
        "les-marees",
        "id = \"automatic-support\"\ntable = \"support\"",
        "id = \"automatic-support\"\ntable = \"cinema\"",
        "no source pays into it",
        "table = \"support\"",
    ),
    ("night-ferry", "ends_when = { party = \"producer\", reaches = \"150_000\" }", "", "can never end", "net-profits"),
];

#[test]
fn a_refusal_of_the_engine_names_its_own_line() {
    for (film, right, wrong, says, on_line) in REFUSALS {
        let film = text(film);
        assert!(film.contains(right), "{right}");
        let text = film.replacen(right, wrong, 1);
        let faults = Plan::parse("film.toml", &text).expect_err(wrong);
        let [fault] = &faults.list[..] else { panic!("{wrong}: {faults}") };
        assert!(fault.message.contains(says), "{says}: {faults}");
        let (line, _) = faults.place(fault.at);
        let found = text.lines().nth(line - 1).unwrap();
        assert!(found.contains(on_line), "{on_line}: {faults}");
    }
}
