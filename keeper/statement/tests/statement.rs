//! Statements: what they say of a small film, and that periods add up.

mod world;

use backlot_statement::statement::{Every, Film, Kind, Period, Statement};
use world::told;

/// Amount columns of a statement, added up over several.
fn sums<'a>(statements: impl Iterator<Item = &'a Statement>, party: &str) -> (u128, u128) {
    statements
        .flat_map(|statement| &statement.accounts)
        .filter(|account| account.party == party)
        .fold((0, 0), |(credited, paid), account| (credited + account.credited, paid + account.paid.unwrap()))
}

#[test]
fn periods_sum_to_the_whole() {
    let evidence = told();
    let film = Film::new(&evidence).unwrap();
    let whole = film.statement(&film.whole(), None).unwrap();
    for every in [Every::Month, Every::Quarter, Every::Year] {
        let periods = film.periods(every);
        let parts: Vec<_> = periods.iter().map(|period| film.statement(period, None).unwrap()).collect();
        for account in &whole.accounts {
            let all = (account.credited, account.paid.unwrap());
            assert_eq!(sums(parts.iter(), &account.party), all, "{} by {every:?}", account.party);
            // Each begins where the one before ended, and the last one ends as the whole does.
            let of = |statement: &Statement| {
                let found = statement.accounts.iter().find(|row| row.party == account.party).unwrap();
                (found.opening.unwrap(), found.closing.unwrap())
            };
            assert!(parts.windows(2).all(|pair| of(&pair[0]).1 == of(&pair[1]).0));
            assert_eq!(parts.last().map(of).unwrap().1, account.closing.unwrap());
        }
        let lines: usize = parts.iter().map(|part| part.lines.len()).sum();
        assert_eq!(lines, whole.lines.len());
    }
}

#[test]
fn a_statement_agrees_with_itself() {
    let evidence = told();
    let film = Film::new(&evidence).unwrap();
    for period in film.periods(Every::Quarter) {
        let statement = film.statement(&period, None).unwrap();
        for account in &statement.accounts {
            let own = |kind: fn(Kind) -> bool| -> u128 {
                let lines = statement.lines.iter().filter(|line| line.party == account.party && kind(line.kind));
                lines.map(|line| line.amount).sum()
            };
            assert_eq!(own(|kind| kind != Kind::Payment), account.credited);
            assert_eq!(own(|kind| kind == Kind::Payment), account.paid.unwrap());
            assert_eq!(account.from.iter().map(|from| from.amount).sum::<u128>(), account.credited);
            let closing = account.opening.unwrap() + account.credited - account.paid.unwrap();
            assert_eq!(closing, account.closing.unwrap());
        }
        for source in &statement.sources {
            assert_eq!(source.received, source.deducted + source.net);
        }
    }
}

#[test]
fn caps_are_as_of_the_end_of_the_period() {
    let evidence = told();
    let film = Film::new(&evidence).unwrap();
    let cap = |period: &str, party: &str, tier: &str| {
        let statement = film.statement(&period.parse::<Period>().unwrap(), Some(party)).unwrap();
        statement.caps.into_iter().find(|cap| cap.tier == tier).unwrap()
    };
    // The loan of 10,000.00 at 8 % since 100 days before; 280,001 of the first receipt went to it.
    let loan = cap("2027-01", "bank", "loan");
    assert_eq!((loan.paid, loan.recouped.unwrap() / 100), (280_001, 27));
    assert!(!loan.ended);
    let loan = cap("2027-Q2", "bank", "loan");
    assert_eq!((loan.recouped, loan.ended, loan.cap), (Some(10_000), true, Some(loan.paid)));
    let open = cap("2027", "producer", "corridor");
    assert_eq!((open.cap, open.recouped), (None, None));
}

#[test]
fn one_party_sees_its_own_account_and_the_flow_of_all() {
    let evidence = told();
    let film = Film::new(&evidence).unwrap();
    let statement = film.statement(&film.whole(), Some("support")).unwrap();
    assert_eq!(statement.accounts.len(), 1);
    assert!(statement.lines.iter().all(|line| line.party == "support"));
    assert!(statement.credits.iter().any(|part| part.party == "bank"));
    let refused = film.statement(&film.whole(), Some("nobody")).unwrap_err();
    assert_eq!(refused.to_string(), "the film has no party `nobody` at the end of the period");
}

#[test]
fn without_payments_only_what_does_not_depend_on_them_is_told() {
    let mut evidence = told();
    let known = evidence.clone();
    evidence.deliveries = None;
    let film = Film::new(&evidence).unwrap();
    let whole = film.statement(&film.whole(), None).unwrap();
    let same = Film::new(&known).unwrap().statement(&film.whole(), None).unwrap();
    assert_eq!(whole.accounts, same.accounts, "over the whole history the account knows what it has paid");
    let quarter = film.statement(&"2027-Q2".parse().unwrap(), None).unwrap();
    assert!(quarter.accounts.iter().all(|account| account.paid.is_none() && account.closing.is_none()));
    assert!(quarter.show().accounts()[0].contains(&"–".to_string()));
}

#[test]
fn a_history_that_the_engine_refuses_has_no_statement() {
    let mut evidence = told();
    evidence.entries.swap(1, 3);
    let fault = Film::new(&evidence).unwrap_err().to_string();
    assert!(fault.starts_with("entry "), "{fault}");
}

#[test]
fn csv_and_table_read_as_they_should() {
    let evidence = told();
    let film = Film::new(&evidence).unwrap();
    let statement = film.statement(&"2027-Q2".parse().unwrap(), None).unwrap();
    insta::assert_snapshot!("ledger", statement.show().csv().unwrap());
    let rows = |rows: Vec<Vec<String>>| rows.iter().map(|row| row.join(" | ")).collect::<Vec<_>>().join("\n");
    let show = statement.show();
    let table = [rows(show.accounts()), rows(show.lines()), rows(show.caps())].join("\n\n");
    insta::assert_snapshot!("table", table);
}

#[test]
fn the_ledger_of_each_party_adds_up_and_starts_no_formula() {
    let evidence = told();
    let film = Film::new(&evidence).unwrap();
    let statement = film.statement(&film.whole(), None).unwrap();
    let text = statement.show().csv().unwrap();
    assert!(text.contains("'=HYPERLINK") && !text.contains(",=HYPERLINK") && !text.contains("\"=HYPERLINK"));
    let cents = |text: &str| (text.parse::<f64>().unwrap() * 100.0).round() as i128;
    let mut sums = std::collections::BTreeMap::<String, i128>::new();
    for row in csv::Reader::from_reader(text.as_bytes()).records() {
        let row = row.unwrap();
        let sum = sums.entry(row[2].to_string()).or_default();
        match &row[4] {
            "closing" => assert_eq!(*sum, cents(&row[10]), "{}", &row[2]),
            _ => *sum += cents(&row[10]),
        }
    }
    assert_eq!(sums.len(), 6);
}

#[test]
fn the_page_is_whole_escaped_and_runs_nothing() {
    let evidence = told();
    let film = Film::new(&evidence).unwrap();
    let statement = film.statement(&film.whole(), None).unwrap();
    let page = statement.show().html();
    for never in ["<script", "http://", "https://", "url(", "<b>fee</b>", "Night <Ferry>", "NaN", "inf ", "href="] {
        assert!(!page.contains(never), "{never}");
    }
    for there in [
        "Night &lt;Ferry&gt; &amp; Co",
        "licence &lt;b&gt;fee&lt;/b&gt;",
        "@media print",
        "<svg class=\"flow\"",
        "</html>",
    ] {
        assert!(page.contains(there), "{there}");
    }
    for element in ["table", "svg", "div", "main", "tbody", "style"] {
        let count = |tag: String| page.matches(&tag).count();
        let opened = count(format!("<{element}>")) + count(format!("<{element} "));
        assert_eq!(opened, count(format!("</{element}>")), "{element}");
    }
    let body = page.split_once("</style>").unwrap().1.replace("<tr", "\n<tr").replace("<path", "\n<path");
    insta::assert_snapshot!("page", body.replace("<rect", "\n<rect"));
}
