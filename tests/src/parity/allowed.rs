//! Differences that are known, each with its reason. One that no longer shows must be taken off the list.

/// A known difference.
#[derive(Clone, Copy, Debug)]
pub struct Allowed {
    /// The step's or query's name; `*` stands for any.
    pub step: &'static str,
    /// What differs, as [`super::Comparison::differences`] names it.
    pub what: &'static str,
    /// Why that is so, and stays so.
    pub why: &'static str,
}

/// All of them.
pub const ALL: &[Allowed] = &[Allowed {
    step: "a request that is garbled",
    what: "log",
    why: "both refuse it with the same code; which flaw a protobuf library names first is its own affair",
}];
