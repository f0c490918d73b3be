//! Random agreements through random histories: what must hold after every step.

mod common;

use backlot_waterfall::{amend, BookError, Books, Schedule, Terms};
use common::{agreement, history, mixed, step, START};
use proptest::prelude::*;

fn conserved(terms: &Terms, books: &mut Books, day: u32) -> Result<(), TestCaseError> {
    let statement = books.statement(&terms.schedule, day).expect("a statement");
    let gross: u128 = books.head.gross.iter().sum();
    prop_assert_eq!(gross, statement.parties.iter().sum::<u128>() + statement.held);
    prop_assert_eq!(statement.held, books.held().unwrap());
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 4_000, failure_persistence: None, ..ProptestConfig::default() })]

    /// acceptance: P6
    /// acceptance: P13
    #[test]
    fn everything_received_is_credited_or_waits(agreement in agreement(), ops in history(24)) {
        let terms = Terms::new(&agreement).unwrap();
        let (mut books, mut day) = (Books::start(&terms.schedule), START);
        for op in &ops {
            let before = books.clone();
            match step(&terms, &mut books, &mut day, op) {
                Ok(Some(receipt)) => {
                    for ((after, before), credit) in
                        books.head.credited.iter().zip(&before.head.credited).zip(&receipt.credits)
                    {
                        prop_assert_eq!(*after, before + credit, "a receipt only ever adds");
                    }
                }
                Ok(None) => prop_assert_eq!(&books.head.credited, &before.head.credited),
                Err(error) => {
                    prop_assert_ne!(error, BookError::Damaged);
                    let (mut before, mut after) = (before, books.clone());
                    prop_assert_eq!(before.encode(&terms.schedule), after.encode(&terms.schedule));
                }
            }
            conserved(&terms, &mut books, day)?;
        }
    }

    #[test]
    fn bytes_come_back(agreement in agreement(), ops in history(12)) {
        let terms = Terms::new(&agreement).unwrap();
        prop_assert_eq!(&Terms::decode(&terms.encode()).unwrap(), &terms);
        let (mut books, mut day) = (Books::start(&terms.schedule), START);
        for op in &ops {
            let _refused = step(&terms, &mut books, &mut day, op);
            let bytes = books.encode(&terms.schedule).unwrap();
            books = Books::decode(&terms.schedule, &bytes).unwrap();
            prop_assert_eq!(books.encode(&terms.schedule).unwrap(), bytes);
        }
    }

    /// Other bytes are refused, whatever they are.
    #[test]
    fn bytes_that_nobody_wrote_are_refused(agreement in agreement(), cut in any::<prop::sample::Index>(), noise in any::<Vec<u8>>()) {
        let terms = Terms::new(&agreement).unwrap();
        let bytes = terms.encode();
        prop_assert!(Terms::decode(&bytes[..cut.index(bytes.len())]).is_err());
        let _any = Schedule::decode(&noise);
        let _any = Books::decode(&terms.schedule, &noise);
    }

    /// The same agreement again moves nothing and harms nobody; the books go on as if nothing had been.
    #[test]
    fn an_amendment_that_changes_nothing_changes_nothing(agreement in agreement(), ops in history(12), later in history(6)) {
        let terms = Terms::new(&agreement).unwrap();
        let (mut books, mut day) = (Books::start(&terms.schedule), START);
        for op in &ops {
            let _refused = step(&terms, &mut books, &mut day, op);
        }
        let amended = amend(&agreement, &mut books, &agreement).unwrap();
        prop_assert!(amended.falls.is_empty());
        let mut next = amended.books;
        conserved(&amended.terms, &mut next, day)?;
        let mut other_day = day;
        for op in &later {
            let _refused = step(&terms, &mut books, &mut day, op);
            let _refused = step(&amended.terms, &mut next, &mut other_day, op);
            conserved(&amended.terms, &mut next, day)?;
        }
        for (one, other) in books.head.credited.iter().zip(&next.head.credited) {
            prop_assert!(one.abs_diff(*other) <= 40, "{one} and {other}");
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig {
        cases: 10_000, failure_persistence: None, max_global_rejects: 100_000, ..ProptestConfig::default()
    })]

    /// Past money is never moved; and who is not said to fall gets no less, whatever comes, but for the rounding.
    #[test]
    fn an_amendment_takes_nothing_from_those_it_does_not_name(
        one in agreement(), other in agreement(), picks in any::<u64>(), ops in history(10), later in history(10),
    ) {
        let Some(next) = mixed(&one, &other, picks) else { return Err(TestCaseError::reject("no agreement")) };
        let terms = Terms::new(&one).unwrap();
        let (mut books, mut day) = (Books::start(&terms.schedule), START);
        for op in &ops {
            let _refused = step(&terms, &mut books, &mut day, op);
        }
        let Ok(amended) = amend(&one, &mut books, &next) else { return Ok(()) };
        let (mut next_books, mut next_day) = (amended.books, day);
        prop_assert_eq!(&next_books.head.credited, &books.head.credited, "paid money");
        prop_assert_eq!(&next_books.head.gross, &books.head.gross);
        conserved(&amended.terms, &mut next_books, day)?;
        for op in &later {
            let _refused = step(&terms, &mut books, &mut day, op);
            let _refused = step(&amended.terms, &mut next_books, &mut next_day, op);
            conserved(&amended.terms, &mut next_books, next_day)?;
        }
        for (at, id) in terms.names.parties.iter().enumerate() {
            if !amended.falls.contains(id) {
                let (was, is) = (books.head.credited[at], next_books.head.credited[at]);
                prop_assert!(is + 40 >= was, "{id} has {is} instead of {was}");
            }
        }
    }
}
