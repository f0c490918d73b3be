pub(crate) mod close_film;
pub(crate) mod create_film;
pub(crate) mod migrate_film;
mod own;
pub(crate) mod set_code;
pub(crate) mod set_paused;
pub(crate) mod sweep_surplus;

pub(crate) use own::own;
