//! The story of a film, told on the embedded chain: made, paid, divided, delivered.

pub mod summary;
