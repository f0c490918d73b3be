//! The house of the story, and what happens in it.

use backlot_api::{collection, studio::Film};
use backlot_chain::{Chain, Msg};
use backlot_cli::date;
use backlot_tests::{
    engine::{Engine, Rules},
    shell::Shell,
};
use cosmwasm_std::Coin;
use serde::Serialize;
use serde_json::{json, Value};

use crate::deals;

const PROGRAM: &str = env!("CARGO_BIN_EXE_backlot");
const KEYS: [&str; 6] = ["studio", "distributor", "agent", "bank", "producer", "canal"];
/// One dollar.
pub const USD: u128 = 1_000_000;
const PLAN: &str = r#"
film = "harbour"
title = "Harbour <Light> & Fog"
quorum = "50"
[money]
denom = "uusd"
exponent = 6
symbol = "USD"
[[series]]
name = "Harbour, net profits"
symbol = "HARB"
cap = "1_000_000"
compliance = "@studio"
recovery_delay = "7 days"
[parties]
distributor = "@distributor"
agent = "@agent"
bank = { wallet = "@bank", invested = "60_000" }
producer = "@producer"
investors = { series = "HARB", voice = "@studio" }
[[source]]
id = "cinema"
table = "cinema"
off_the_top = [
  { party = "distributor", percent = "25" },
  { party = "distributor", expenses_up_to = "10_000" },
]
[[source]]
id = "licences"
table = "television"
off_the_top = [{ party = "agent", percent = "15" }]
[[tier]]
id = "loan"
table = "cinema"
shares = [{ party = "bank", share = 1, cap = { percent = "120" } }]
[[tier]]
id = "cinema-net"
table = "cinema"
shares = [{ party = "producer", share = 60 }, { party = "investors", share = 40 }]
[[tier]]
id = "tv-net"
table = "television"
shares = [{ party = "producer", share = 50 }, { party = "investors", share = 50 }]
[terms]
threshold = "1"
freeze = "2 days"
pause = "1 day"
"#;

/// A studio and its film. The story is of the year after the one that the chain's clock begins in, so that quarters are
/// whole whenever it is told.
pub struct House {
    /// The story's year.
    pub year: u64,
    engine: Engine,
    /// Its command line.
    pub shell: Shell,
    film: Film,
}

impl House {
    pub fn new() -> Self {
        let engine = Engine::devnet(Rules::default());
        let shell = Shell::new(PROGRAM, &engine.target);
        for name in KEYS {
            shell.key(name);
            shell.give(name, 2_000_000_000, "stake");
        }
        for name in ["studio", "canal"] {
            shell.give(name, 1_000_000 * USD, "uusd");
        }
        let plan = shell.home.path().join("harbour.toml");
        std::fs::write(&plan, PLAN).unwrap();
        shell.json(&["deploy"]);
        let made = shell.json(&["film", "create", plan.to_str().unwrap()]);
        let film = serde_json::from_value(made["film"].clone()).unwrap();
        let now = engine.runtime.block_on(shell.chain().status()).unwrap().time_ns / 1_000_000_000;
        let year = date::date(now)[..4].parse::<u64>().unwrap() + 1;
        Self { year, engine, shell, film }
    }

    /// A day of the story's year, or of a later one.
    pub fn day(&self, years: u64, of_year: &str) -> u32 {
        let seconds = date::seconds(&format!("{}-{of_year}", self.year + years)).unwrap();
        u32::try_from(seconds / 86_400).unwrap()
    }

    /// Moves the clock to a day of the story's year.
    pub fn until(&self, of_year: &str) {
        let now = self.engine.runtime.block_on(self.shell.chain().status()).unwrap().time_ns / 1_000_000_000;
        let days = u64::from(self.day(0, of_year)) - now / 86_400;
        self.shell.json(&["devnet", "advance-time", &format!("{days} days")]);
    }

    /// A quarter of the story's year.
    pub fn quarter(&self, number: u8) -> String {
        format!("{}-Q{number}", self.year)
    }

    pub fn send(&self, key: &str, contract: &str, msg: &impl Serialize, funds: &[Coin]) {
        let msg = serde_json::to_vec(msg).unwrap();
        let call = Msg::Execute { contract: contract.into(), msg, funds: funds.to_vec() };
        self.engine.runtime.block_on(self.shell.send(key, &[call])).unwrap();
    }

    /// Lines of a distributor's statement.
    pub fn import(&self, lines: &str) {
        let file = self.shell.home.path().join("receipts.csv");
        std::fs::write(&file, format!("date,kind,source,party,figure,amount,reference\n{lines}")).unwrap();
        self.shell.json(&["receipts", "import", file.to_str().unwrap(), "--film", "harbour"]);
    }

    pub fn pay_out(&self) {
        self.send(
            "agent",
            &self.film.addresses.collection,
            &collection::ExecuteMsg::Deliver { parties: Vec::new() },
            &[],
        );
    }

    /// A command as this key.
    pub fn as_key(&self, key: &str, args: &[&str]) -> Value {
        self.shell.json(&[&["--from", key], args].concat())
    }

    /// Television to Canal in three territories, SVOD for the whole next year in two of them; one fee, and a report of more.
    pub fn licence(&self) {
        let file = self.file("deals.toml", &deals::file(self));
        let dry = self.shell.json(&["--dry-run", "licence", "apply", &file]);
        assert_eq!(dry["granted"], json!(["dach-tv", "de-at-svod"]));
        let done = self.shell.json(&["licence", "apply", &file]);
        assert_eq!(
            done["transactions"].as_array().unwrap().len(),
            5,
            "2 grants, 1 record date, 2 entitlements: {done}"
        );
        let again = self.shell.json(&["licence", "apply", &file]);
        assert_eq!((&again["transactions"], again["there"].as_array().unwrap().len()), (&json!([]), 4), "{again}");
        self.as_key("canal", &["licence", "pay", "dach-tv", "20_000", "--reference", "FEE-1"]);
        deals::report(self, "30_000", "5_000", &[]);
    }

    /// From here on the producer leaves ten of sixty parts to the investors, and the agent takes 10 %.
    pub fn amend(&self) {
        let plan = PLAN.replace("percent = \"15\"", "percent = \"10\"");
        let plan = plan.replace(
            "share = 60 }, { party = \"investors\", share = 40",
            "share = 50 }, { party = \"investors\", share = 50",
        );
        let plan = self.file("amended.toml", &plan);
        let falls = json!(["agent", "producer", "investors"]);
        assert_eq!(self.shell.json(&["amend", "preview", &plan])["falls"], falls);
        let deadline = format!("{}-12-31", self.year);
        let propose = ["amend", "propose", &plan, "--deadline", &deadline, "--reference", "amendment 1"];
        assert_eq!(self.shell.json(&propose)["falls"], falls);
        let missing = self.shell.fails(3, &["amend", "adopt", "--from", "bank"]);
        assert!(missing.contains("agreements.consent"), "{missing}");
        let stranger = self.shell.fails(3, &["amend", "consent", "producer", "--from", "bank"]);
        assert!(stranger.contains("agreements.voice"), "{stranger}");
        for (key, party) in [("bank", "bank"), ("agent", "agent"), ("producer", "producer"), ("studio", "investors")] {
            self.as_key(key, &["amend", "consent", party]);
        }
        let open = self.says(&["amend", "show"]);
        for part in ["could get less; has consented", "1 of the 1 that are needed have consented", "amendment 1"] {
            assert!(open.contains(part), "no {part} in\n{open}");
        }
        self.as_key("bank", &["amend", "adopt"]);
        assert_eq!(self.shell.json(&["amend", "show"]), Value::Null);
        assert_eq!(self.shell.json(&["amend", "versions"]).as_array().unwrap().len(), 2);
        assert_ne!(self.shell.json(&["amend", "text", "1"]), self.shell.json(&["amend", "text"]));
    }

    /// A register of whole units, brought to the chain.
    pub fn hold(&self, units: &[(&str, u64)]) {
        let lines = units.iter().map(|(key, units)| format!("{},{}\n", self.shell.address(key), units * 1_000_000));
        let file = self.file("holders.csv", &format!("address,units\n{}", lines.collect::<String>()));
        self.shell.json(&["film", "issue", "--holders", &file]);
    }

    /// A file in the home.
    pub fn file(&self, name: &str, text: &str) -> String {
        let file = self.shell.home.path().join(name);
        std::fs::write(&file, text).unwrap();
        file.display().to_string()
    }

    /// What a command says to people.
    pub fn says(&self, args: &[&str]) -> String {
        let output = self.shell.run(args);
        assert!(output.status.success(), "{args:?}: {}", String::from_utf8_lossy(&output.stderr));
        String::from_utf8(output.stdout).unwrap()
    }
}

/// The story that all questions are about, by quarters.
///
/// - Q1: expenses of 5,000 approved; 80,000 of the cinemas: 20,000 and 5,000 to the distributor, 55,000 to the bank. Paid.
/// - Q2: 20,000 of a licence: 3,000 to the agent, 8,500 each to producer and investors.
/// - Q3: the amendment. 100,000 of the cinemas: 25,000 distributor, 17,000 bank, which is full, 29,000 each.
///   10,000 of the licence: 1,000 agent, 4,500 each. Paid.
pub fn tell(house: &House) {
    house.until("01-31");
    let y = house.year;
    house.import(&format!(
        "{y}-01-31,approve,cinema,distributor,,5_000.00,EXP-1\n{y}-01-31,receipt,cinema,,,80_000.00,CINEMA-Q1\n"
    ));
    house.pay_out();
    // Who holds units when 30 June begins is entitled.
    house.hold(&[("bank", 100), ("producer", 99)]);
    house.until("05-15");
    house.licence();
    house.until("07-31");
    house.hold(&[("bank", 100), ("producer", 99), ("agent", 500)]);
    house.amend();
    house.import(&format!("{y}-07-31,receipt,cinema,,,100_000.00,CINEMA-Q3\n"));
    house.as_key("canal", &["licence", "pay", "dach-tv", "10_000", "--reference", "FEE-2"]);
    deals::dispute(house);
    house.pay_out();
}
