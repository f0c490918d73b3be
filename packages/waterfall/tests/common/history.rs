//! What happens to an account.

use backlot_waterfall::{BookError, Books, Receipt, Terms};
use proptest::{collection::vec, prelude::*};

/// One thing that happens, `after` days after the one before.
#[derive(Clone, Copy, Debug)]
pub enum Op {
    Receive { source: usize, amount: u128, after: u32 },
    Approve { source: usize, party: usize, amount: u128, after: u32 },
    Attest { figure: usize, more: u128, after: u32 },
    Deficit { value: u128, after: u32 },
    Release { after: u32 },
}

impl Op {
    pub fn after(&self) -> u32 {
        match self {
            Self::Receive { after, .. }
            | Self::Approve { after, .. }
            | Self::Attest { after, .. }
            | Self::Deficit { after, .. }
            | Self::Release { after } => *after,
        }
    }
}

/// A history for any agreement: positions are taken modulo what there is.
pub fn history(most: usize) -> impl Strategy<Value = Vec<Op>> {
    let after = || prop_oneof![3 => Just(0_u32), 3 => 1..40_u32, 1 => 100..500_u32];
    let amount = || prop_oneof![2 => 1..20_u128, 5 => 20..8_000_u128, 1 => 8_000..60_000_u128];
    let op = prop_oneof![
        10 => (0..8_usize, amount(), after()).prop_map(|(source, amount, after)| Op::Receive { source, amount, after }),
        1 => (0..8_usize, 0..8_usize, 1..2_000_u128, after())
            .prop_map(|(source, party, amount, after)| Op::Approve { source, party, amount, after }),
        1 => (0..2_usize, 1..2_000_u128, after()).prop_map(|(figure, more, after)| Op::Attest { figure, more, after }),
        1 => (0..6_000_u128, after()).prop_map(|(value, after)| Op::Deficit { value, after }),
        1 => after().prop_map(|after| Op::Release { after }),
    ];
    vec(op, 1..=most)
}

/// Does it; a refusal is an answer too. The day goes on either way.
pub fn step(terms: &Terms, books: &mut Books, day: &mut u32, op: &Op) -> Result<Option<Receipt>, BookError> {
    *day += op.after();
    let schedule = &terms.schedule;
    match *op {
        Op::Receive { source, amount, .. } => {
            books.receive(schedule, source % schedule.sources.len(), amount, *day).map(Some)
        }
        Op::Approve { source, party, amount, .. } => {
            let (source, party) = (source % schedule.sources.len(), party % schedule.parties);
            books.approve(schedule, source, party, amount, *day).map(|()| None)
        }
        Op::Attest { figure, more, .. } => {
            let value = books.head.figures[figure] + more;
            books.attest(schedule, figure, value, *day).map(|()| None)
        }
        Op::Deficit { value, .. } => books.read_deficit(schedule, 0, value, *day).map(|()| None),
        Op::Release { .. } => books.release(schedule, *day).map(Some),
    }
}
