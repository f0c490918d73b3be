//! The contracts as they ship: their wasm, its checksums, and the codes of a chain that are the same bytes.

mod checksums;
mod onchain;
mod wasm;

use backlot_api::studio::Kind;

pub use checksums::Checksums;
pub use onchain::{look, version_of, CodeBook, Version};
pub use wasm::{Release, Wasm};

/// The studio's own contract; every other part is a [`Kind`] that it makes.
pub const STUDIO: &str = "studio";

/// All parts, the studio first.
pub fn parts() -> impl Iterator<Item = &'static str> {
    std::iter::once(STUDIO).chain(Kind::ALL.map(Kind::name))
}

/// File of a part.
pub fn file(part: &str) -> String {
    format!("backlot_{part}.wasm")
}
