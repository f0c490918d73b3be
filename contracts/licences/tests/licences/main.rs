//! The licences on a test chain, beside doubles of the collection account and of a token.

mod cost;
mod doubles;
mod film;
mod grants;
mod refuses;
mod reports;
mod walk;
