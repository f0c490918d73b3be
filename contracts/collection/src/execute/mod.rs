//! One file a message: load, move the books, save, tell.

mod amend;
mod approve;
mod assign;
mod attest;
mod attribute;
mod deliver;
mod deposit;
mod open;
mod receive;
mod recover;
mod release;
mod set_paused;

pub(crate) use amend::{amend, Version};
pub(crate) use approve::approve;
pub(crate) use assign::assign;
pub(crate) use attest::attest;
pub(crate) use attribute::attribute;
pub(crate) use deliver::deliver;
pub(crate) use deposit::deposit;
pub(crate) use open::open;
pub(crate) use receive::receive;
pub(crate) use recover::recover;
pub(crate) use release::release;
pub(crate) use set_paused::set_paused;
