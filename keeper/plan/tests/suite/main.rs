//! Plans, receipts, forecasts, sweeps.

mod examples;
mod faults;
mod lists;
mod picture;
mod places;
mod receipts;
mod sweep;
mod terms;
