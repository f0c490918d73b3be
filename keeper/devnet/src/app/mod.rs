//! The deterministic state machine, ABCI-shaped.

mod seam;

pub use seam::*;
