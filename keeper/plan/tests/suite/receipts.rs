//! The receipts file.

use backlot_plan::{
    forecast::Forecast,
    receipts::{self, Kind, Row},
    Diagnostics, Fault,
};

use crate::examples::plan;

fn parse(text: &str) -> Result<Vec<Row>, Diagnostics> {
    let plan = plan("les-marees");
    receipts::parse("r.csv", text, &plan.money, &plan.figure_exponents())
}

fn refused(text: &str, says: &[&str]) {
    let faults = parse(text).unwrap_err().to_string();
    for say in says {
        assert!(faults.contains(say), "{say}\n{faults}");
    }
}

#[test]
fn a_file_of_the_older_kind_is_all_receipts() {
    let rows = parse("date,source,amount,reference\n2027-02-01,tv,\"1,000.50\",B\n2027-01-01,tv,10,A\n").unwrap();
    assert!(rows.iter().all(|row| row.kind == Kind::Receipt && row.party.is_empty() && row.figure.is_empty()));
    let told: Vec<_> = rows.iter().map(|row| (row.line, row.reference.as_str(), row.amount)).collect();
    assert_eq!(told, [(3, "A", 10_000_000), (2, "B", 1_000_500_000)], "by date");
}

#[test]
fn columns_stand_in_any_order_and_a_figure_may_be_a_value() {
    let text = "reference,value,kind,figure,date,source,party\n\
                A,431_000,attest,admissions,2027-01-01,,\n\
                B,3_017_000.50,attest,box-office,2027-01-01,,\n\
                C,7,approve,,2027-01-02,cinemas,distributor\n\
                D,,release,,2027-01-03,,\n\
                E,8,,,2027-01-03,cinemas,\n";
    let rows = parse(text).unwrap();
    let told: Vec<_> = rows.iter().map(|row| (row.kind, row.amount)).collect();
    let money = 1_000_000;
    assert_eq!(
        told,
        [
            (Kind::Attest, 431_000),
            (Kind::Attest, 3_017_000_500_000),
            (Kind::Approve, 7 * money),
            (Kind::Release, 0),
            (Kind::Receipt, 8 * money)
        ]
    );
}

#[test]
fn faults_are_named_line_by_line() {
    refused(
        "date,source,amount,reference\n2027-13-01,tv,10,A\n2027-02-30,tv,1,X\n2027-01-01,tv,x,B\n2027-01-01,tv,1,C\n\
         2027-02-01,tv,2,C\n2027-01-01,tv,0,D\n2027-01-01,,1,E\n2027-01-01,tv,1,\n2027-01-01,tv\n",
        &[
            "r.csv:2:1: `2027-13-01` is not a date",
            "r.csv:3:1: `2027-02-30` is not a date",
            "r.csv:4:1: `x` is not an amount",
            "r.csv:6:1: reference `C` was used in line 5 already",
            "r.csv:7:1: an amount of zero",
            "r.csv:8:1: a receipt has a source, and there is none",
            "r.csv:9:1: no reference",
            "r.csv:10:1: not such a line",
        ],
    );
}

#[test]
fn each_kind_fills_its_columns_and_no_others() {
    refused(
        "date,kind,source,party,figure,amount,reference\n\
         2027-01-01,approve,tv,,,1,A\n2027-01-01,attest,tv,,admissions,1,B\n2027-01-01,release,,,,5,C\n\
         2027-01-01,receipt,tv,agent,,5,D\n2027-01-01,advance,tv,,,5,E\n",
        &[
            "r.csv:2:1: an approval has a party, and there is none",
            "r.csv:3:1: an attested figure has no source",
            "r.csv:4:1: a release has no amount",
            "r.csv:5:1: a receipt has no party",
            "r.csv:6:1: `advance` is no kind",
        ],
    );
}

#[test]
fn columns_that_are_not_known_missing_or_twice_are_refused() {
    refused("date,source,amount,reference,kinds\n", &["there is no column `kinds`"]);
    refused("date,source,reference\n", &["the column `amount` is missing"]);
    refused("date,source,amount,value,reference\n", &["the column `amount` is there twice"]);
    refused("", &["the column `date` is missing"]);
}

#[test]
fn a_line_that_the_plan_cannot_book_is_named() {
    let plan = plan("les-marees");
    let forecast = Forecast::new(&plan).unwrap();
    let head = "date,kind,source,party,figure,amount,reference\n";
    let fault = |line: &str| forecast.divide(&parse(&format!("{head}{line}\n")).unwrap()).unwrap_err();
    let text = fault("2027-01-01,receipt,radio,,,1,A").to_string();
    assert!(text.starts_with("line 2: the plan has no source `radio`; it has cinemas, broadcasts"), "{text}");
    assert!(matches!(fault("2027-01-01,attest,,,views,1,A"), Fault::Unknown { kind: "figure", line: 2, .. }));
    assert!(matches!(fault("2027-01-01,approve,cinemas,bank,,1,A"), Fault::Unknown { kind: "party", .. }));
    let text = fault("2027-01-01,approve,cinemas,producer,,1,A").to_string();
    assert_eq!(text, "line 2: the source has no expenses of this party");
    let text = fault("2027-01-01,release,,,,,A").to_string();
    assert_eq!(text, "line 2: no reserve is due for release");
}
