//! What to do about a refusal of the engine, in the words of the file.

use backlot_waterfall::{Problem, ScheduleError};

/// A sentence for the studio, and the engine's own name of the place for whoever compares with the chain's answer.
pub(super) fn of(fault: &ScheduleError) -> String {
    let what = match &fault.problem {
        Problem::Empty => "write at least one entry, or leave the list out",
        Problem::TooMany { .. } => "merge some of them",
        Problem::Id { .. } => "rename it",
        Problem::Duplicate { .. } => "leave one of the two out, or give each its own id",
        Problem::Unknown { .. } => "declare it, or write the id of one that is there",
        Problem::Zero => "write a number above zero, or leave it out",
        Problem::OverWhole { .. } => "write 100 percent or less",
        Problem::OverHundredPercent { .. } => {
            "lower some of the source's percentages: together they may take 100 at most"
        }
        Problem::Order => "sort them, none twice; steps start with from = \"0\"",
        Problem::Day => "write an earlier date",
        Problem::Weights { .. } => "write one weight a share, in the order of the shares",
        Problem::TwoLoans => "keep one loan, and an amount or a percentage as the other limit",
        Problem::NotInvested => "add invested = \"…\" to the party, or cap it by an amount",
        Problem::NoFilm => "name a party with { film = …, source = … }, or cap it by an amount",
        Problem::OnlyEnds => "use `full` in the `ends` of a tier of which every share has a cap",
        Problem::OnlyAlone => "write cap = { deficit = true } alone",
        Problem::OnlyFromTiers => "give the film a share of a tier instead, or name its account as a party of its own",
        Problem::NeverEnds => "give each of its shares a cap, or the tier an `ends`",
        Problem::LastNotOpen => "take `opens` and `ends` from it and leave one of its shares without cap",
        Problem::Cycle => "let one of the tiers in the circle wait for something else",
        Problem::Never => "lower what it asks for, or name tiers and parties that can get so much",
        Problem::NoSource => "let a [[source]] pay into this table, or move the tier",
        Problem::Overflow => "write smaller amounts",
    };
    format!("{what} ({})", fault.place)
}
