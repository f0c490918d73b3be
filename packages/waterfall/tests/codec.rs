//! To bytes and back; and bytes that nobody wrote.

mod common;

use backlot_waterfall::{codec, Books, Head, Schedule, Terms, PAGE};
use common::{agreement, history, step, Op, START};
use proptest::prelude::*;

fn run(terms: &Terms, ops: &[Op]) -> Books<'static> {
    let (mut books, mut day) = (Books::start(&terms.schedule), START);
    for op in ops {
        let _refused = step(terms, &mut books, &mut day, op);
    }
    books
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 500, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn terms_come_back_and_nothing_may_stand_behind_them(agreement in agreement(), tail in 0..=255_u8) {
        let terms = Terms::new(&agreement).unwrap();
        let mut bytes = terms.encode();
        prop_assert_eq!(&Terms::decode(&bytes).unwrap(), &terms);
        let mut schedule = terms.schedule.encode();
        schedule.push(tail);
        prop_assert_eq!(Schedule::decode(&schedule), Ok((terms.schedule, &[tail][..])));
        bytes.push(tail);
        prop_assert!(Terms::decode(&bytes).is_err());
    }

    #[test]
    fn books_come_back_whole_and_in_parts(agreement in agreement(), ops in history(16), tail in 0..=255_u8) {
        let terms = Terms::new(&agreement).unwrap();
        let schedule = &terms.schedule;
        let mut books = run(&terms, &ops);
        let bytes = books.encode(schedule).unwrap();
        let mut back = Books::decode(schedule, &bytes).unwrap();
        prop_assert_eq!(&back.head, &books.head);
        prop_assert_eq!(&back.encode(schedule).unwrap(), &bytes);
        prop_assert_eq!(back.changed().count(), schedule.tiers.len().div_ceil(PAGE), "all pages count as changed");
        for (number, page) in back.changed() {
            let mut bytes = codec::encode_page(page);
            prop_assert!(!bytes.is_empty());
            prop_assert_eq!(&codec::decode_page(schedule, number, &bytes).unwrap(), page);
            bytes.push(tail);
            prop_assert!(codec::decode_page(schedule, number, &bytes).is_err());
        }
        let mut head = books.head.encode();
        head.push(tail);
        prop_assert_eq!(Head::decode(schedule, &head), Ok((books.head, &[tail][..])));
        prop_assert!(codec::decode_page(schedule, schedule.tiers.len().div_ceil(PAGE), &bytes).is_err());
    }

    /// Every number says where it ends, so no beginning of the bytes is the whole.
    #[test]
    fn cut_bytes_are_refused(agreement in agreement(), ops in history(8)) {
        let terms = Terms::new(&agreement).unwrap();
        let bytes = terms.encode();
        prop_assert!((0..bytes.len()).all(|cut| Terms::decode(&bytes[..cut]).is_err()));
        let bytes = run(&terms, &ops).encode(&terms.schedule).unwrap();
        prop_assert!((0..bytes.len()).all(|cut| Books::decode(&terms.schedule, &bytes[..cut]).is_err()));
    }

    /// Random bytes, and good ones with one byte changed: an error, or something that stands for those bytes alone.
    #[test]
    fn bytes_that_nobody_wrote_do_no_harm(
        agreement in agreement(), ops in history(8), noise in any::<Vec<u8>>(), at in any::<prop::sample::Index>(), other in any::<u8>(),
    ) {
        let terms = Terms::new(&agreement).unwrap();
        let mut changed = terms.encode();
        let place = at.index(changed.len());
        changed[place] = other;
        for bytes in [&noise, &changed] {
            if let Ok(read) = Terms::decode(bytes) {
                prop_assert_eq!(&read.encode(), bytes);
            }
        }
        let mut changed = run(&terms, &ops).encode(&terms.schedule).unwrap();
        let place = at.index(changed.len());
        changed[place] = other;
        for bytes in [&noise, &changed] {
            if let Ok(mut books) = Books::decode(&terms.schedule, bytes) {
                let day = books.head.day.clamp(START, 120_529);
                let _any = books.receive(&terms.schedule, 0, 1_000, day);
                let _any = books.statement(&terms.schedule, day);
            }
            let _any = codec::decode_page(&terms.schedule, 0, bytes);
        }
    }

    /// Bytes are what a chain charges for.
    #[test]
    fn what_nothing_entered_is_a_byte(agreement in agreement()) {
        let schedule = Terms::new(&agreement).unwrap().schedule;
        let mut books = Books::start(&schedule);
        let head = books.head.encode().len();
        prop_assert_eq!(books.encode(&schedule).unwrap().len(), head + schedule.tiers.len());
    }
}

/// A count of 255 in 255 lists: refused at the first that is not there, before anything of that size is made.
#[test]
fn great_counts_of_nothing_are_refused() {
    for len in 0..64 {
        assert!(Terms::decode(&vec![0xff; len]).is_err());
        // 255 as a varint.
        assert!(Terms::decode(&[0xff, 0x01].repeat(len)).is_err());
    }
    assert!(Terms::decode(&[]).is_err());
}
