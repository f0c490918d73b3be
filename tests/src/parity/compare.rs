use std::collections::BTreeMap;

use super::{
    allowed::{Allowed, ALL},
    erase::Clock,
    record::Event,
    Ask, Delivered, Played, Simulated, Step,
};

/// Gas may differ by one part in so many; by more than that it is a difference. The issue asks for 3 %.
const PART: u128 = 1_000;

/// A line of the table.
#[derive(Clone, Debug, Default)]
pub struct Row {
    /// The step.
    pub name: String,
    /// What it asks of the chain.
    pub what: String,
    /// `code` and `codespace` of the real chain.
    pub code: String,
    /// Gas used on the devnet.
    pub devnet: Option<u64>,
    /// Gas used on wasmd.
    pub wasmd: Option<u64>,
    /// Events are equal.
    pub events: Option<bool>,
    /// Data are equal.
    pub data: Option<bool>,
    /// What differs, and why it may.
    pub remarks: Vec<String>,
}

/// What a comparison found.
#[derive(Clone, Debug, Default)]
pub struct Comparison {
    /// Transactions, simulations and queries in the order of the script.
    pub rows: Vec<Row>,
    /// Differences that nobody has given a reason for: step, what, both sides.
    pub differences: Vec<(String, String, String)>,
    /// Reasons that were needed, and how often.
    pub reasons: BTreeMap<usize, usize>,
    /// Facts of the final state that were compared.
    pub facts: usize,
}

impl Row {
    /// How far the devnet's gas is from wasmd's, in percent.
    pub fn off(&self) -> Option<f64> {
        let (devnet, wasmd) = (self.devnet?, self.wasmd?);
        #[allow(clippy::cast_precision_loss, reason = "gas is far below 2^53")]
        let off = (devnet as f64 - wasmd as f64) * 100.0 / wasmd as f64;
        Some(off)
    }
}

impl Comparison {
    fn note(&mut self, row: &mut Row, what: &str, devnet: &str, wasmd: &str) {
        let known = |one: &Allowed| (one.step == "*" || one.step == row.name) && one.what == what;
        if let Some(at) = ALL.iter().position(known) {
            *self.reasons.entry(at).or_default() += 1;
            row.remarks.push(format!("{what}: known ({})", at + 1));
            return;
        }
        row.remarks.push(format!("{what} differs"));
        self.differences.push((row.name.clone(), what.to_owned(), format!("devnet: {devnet}\n   wasmd:  {wasmd}")));
    }

    fn texts(&mut self, row: &mut Row, what: &str, devnet: &str, wasmd: &str) {
        if devnet != wasmd {
            self.note(row, what, devnet, wasmd);
        }
    }

    fn gas(&mut self, row: &mut Row, what: &str, devnet: u64, wasmd: u64) {
        if devnet != wasmd {
            let off = i128::from(devnet) - i128::from(wasmd);
            if off.unsigned_abs() * PART > u128::from(wasmd) {
                self.note(row, what, &devnet.to_string(), &format!("{wasmd} ({off:+})"));
            }
        }
    }

    fn steps(&mut self, devnet: &Step, wasmd: &Step, clock: Clock) -> Row {
        let mut row = Row { name: wasmd.name.clone(), what: wasmd.what.clone(), ..Row::default() };
        for (side, step) in [("devnet", devnet), ("wasmd", wasmd)] {
            if let Some(unexpected) = &step.unexpected {
                self.note(&mut row, &format!("outcome on {side}"), unexpected, "");
            }
        }
        if let (Some(devnet), Some(wasmd)) = (&devnet.simulated, &wasmd.simulated) {
            self.simulations(&mut row, devnet, wasmd, clock);
        }
        row.code = spell(wasmd.check.code, &wasmd.check.codespace);
        let code = spell(devnet.check.code, &devnet.check.codespace);
        let other = row.code.clone();
        self.texts(&mut row, "check code", &code, &other);
        self.texts(&mut row, "check log", &clock.text(&devnet.check.log), &clock.text(&wasmd.check.log));
        self.texts(&mut row, "check data", &devnet.check.data, &wasmd.check.data);
        match (&devnet.delivered, &wasmd.delivered) {
            (Some(devnet), Some(wasmd)) => self.deliveries(&mut row, devnet, wasmd, clock),
            (None, None) => {}
            (Some(_), None) => self.note(&mut row, "inclusion", "in a block", "not in a block"),
            (None, Some(_)) => self.note(&mut row, "inclusion", "not in a block", "in a block"),
        }
        row
    }

    fn simulations(&mut self, row: &mut Row, devnet: &Simulated, wasmd: &Simulated, clock: Clock) {
        self.asks(row, "simulation ", &devnet.ask, &wasmd.ask, clock, false);
        self.gas(row, "simulation gas", devnet.gas_used, wasmd.gas_used);
        self.texts(row, "simulation gas wanted", &devnet.gas_wanted.to_string(), &wasmd.gas_wanted.to_string());
        let data = |data: &[u8]| clock.bytes(data).escape_ascii().to_string();
        self.texts(row, "simulation data", &data(&devnet.data), &data(&wasmd.data));
        self.events(row, "simulation events", &devnet.events, &wasmd.events, clock);
    }

    fn deliveries(&mut self, row: &mut Row, devnet: &Delivered, wasmd: &Delivered, clock: Clock) {
        row.code = spell(wasmd.code, &wasmd.codespace);
        let other = row.code.clone();
        self.texts(row, "code", &spell(devnet.code, &devnet.codespace), &other);
        self.texts(row, "height", &devnet.height.to_string(), &wasmd.height.to_string());
        self.texts(row, "place in block", &devnet.index.to_string(), &wasmd.index.to_string());
        self.texts(row, "log", &clock.text(&devnet.log), &clock.text(&wasmd.log));
        self.texts(row, "info", &devnet.info, &wasmd.info);
        self.texts(row, "gas wanted", &devnet.gas_wanted.to_string(), &wasmd.gas_wanted.to_string());
        self.gas(row, "gas", devnet.gas_used, wasmd.gas_used);
        (row.devnet, row.wasmd) = (Some(devnet.gas_used), Some(wasmd.gas_used));
        let data = |data: &[u8]| clock.bytes(data).escape_ascii().to_string();
        let (one, other) = (data(&devnet.data), data(&wasmd.data));
        row.data = Some(one == other);
        self.texts(row, "data", &one, &other);
        row.events = Some(self.events(row, "events", &devnet.events, &wasmd.events, clock));
    }

    fn events(&mut self, row: &mut Row, what: &str, devnet: &[Event], wasmd: &[Event], clock: Clock) -> bool {
        let lines = |events: &[Event]| events.iter().map(|event| line(event, clock)).collect::<Vec<_>>();
        let (one, other) = (lines(devnet), lines(wasmd));
        if one == other {
            return true;
        }
        let len = one.len().max(other.len());
        let at = (0..len).find(|at| one.get(*at) != other.get(*at)).unwrap_or_default();
        let show =
            |lines: &[String]| format!("[{at} of {}] {}", lines.len(), lines.get(at).cloned().unwrap_or_default());
        self.note(row, what, &show(&one), &show(&other));
        false
    }

    fn asks(&mut self, row: &mut Row, what: &str, devnet: &Ask, wasmd: &Ask, clock: Clock, value: bool) {
        let code = |ask: &Ask| spell(ask.code, &ask.codespace);
        self.texts(row, &format!("{what}code"), &code(devnet), &code(wasmd));
        self.texts(row, &format!("{what}log"), &clock.text(&devnet.log), &clock.text(&wasmd.log));
        if value && devnet.value != wasmd.value {
            let show = |ask: &Ask| clock.bytes(&ask.value).escape_ascii().to_string();
            self.texts(row, &format!("{what}value"), &show(devnet), &show(wasmd));
        }
    }
}

fn spell(code: u32, codespace: &str) -> String {
    match code {
        0 => "0".into(),
        _ => format!("{codespace} {code}"),
    }
}

fn line((kind, attributes): &Event, clock: Clock) -> String {
    let attribute = |(key, value, index): &(String, String, bool)| {
        format!("{key}={}{}", clock.text(value), if *index { "" } else { " (not indexed)" })
    };
    format!("{kind} {{{}}}", attributes.iter().map(attribute).collect::<Vec<_>>().join(", "))
}

/// Compares two plays and what is left of them. `began`: the second in which the first one began.
pub fn compare(
    began: u64,
    (devnet, devnet_state): (&[Played], &BTreeMap<String, Vec<u8>>),
    (wasmd, wasmd_state): (&[Played], &BTreeMap<String, Vec<u8>>),
) -> Comparison {
    let clock = Clock::around(began);
    let mut found = Comparison::default();
    for pair in devnet.iter().zip(wasmd) {
        let row = match pair {
            (Played::Step(devnet), Played::Step(wasmd)) => found.steps(devnet, wasmd, clock),
            (Played::Ask(devnet), Played::Ask(wasmd)) => {
                let mut row = Row { name: wasmd.name.clone(), what: "query".into(), ..Row::default() };
                row.code = spell(wasmd.code, &wasmd.codespace);
                found.asks(&mut row, "", devnet, wasmd, clock, true);
                row
            }
            _ => Row { remarks: vec!["the two plays went apart".into()], ..Row::default() },
        };
        found.rows.push(row);
    }
    let mut rest =
        Row { name: "state at the end".into(), what: "all keys, accounts, balances".into(), ..Row::default() };
    if devnet.len() != wasmd.len() {
        found.note(&mut rest, "length", &devnet.len().to_string(), &wasmd.len().to_string());
    }
    let missing = b"(nothing)".to_vec();
    let names = devnet_state.keys().chain(wasmd_state.keys()).collect::<std::collections::BTreeSet<_>>();
    found.facts = names.len();
    for name in names {
        let [one, other] = [devnet_state, wasmd_state].map(|state| clock.bytes(state.get(name).unwrap_or(&missing)));
        if one != other {
            found.note(&mut rest, name, &one.escape_ascii().to_string(), &other.escape_ascii().to_string());
        }
    }
    found.rows.push(rest);
    found
}
