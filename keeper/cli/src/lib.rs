//! The studio's command line. One file per command in [`cmd`]; what they share stands beside them: the plan file, the
//! config, amounts, and the one type of answer.

pub mod address;
pub mod amount;
pub mod config;
pub mod demo;
pub mod exit;
pub mod forecast;
pub mod holders;
pub mod output;
pub mod plan;
pub mod receipts;
pub mod report;
