//! The studio with the real contracts of a film behind it.

mod before;
mod creates;
mod film;
mod migrates;
mod owns;
mod refuses;
mod world;
