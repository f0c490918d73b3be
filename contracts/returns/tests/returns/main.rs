//! The returns on a test chain, with the real rights and the real interchange.

mod cost;
mod faults;
mod film;
mod model;
mod refuses;
mod runs;
mod walk;
