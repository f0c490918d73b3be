//! One file a message: load, call the model, save, tell.

mod assign;
mod attribute;
mod deliver;
mod deposit;
mod receive;
mod recover;
mod set_paused;

pub(crate) use assign::assign;
pub(crate) use attribute::attribute;
pub(crate) use deliver::deliver;
pub(crate) use deposit::deposit;
pub(crate) use receive::receive;
pub(crate) use recover::recover;
pub(crate) use set_paused::set_paused;
