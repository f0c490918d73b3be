//! How much a schedule may hold. Beyond it nothing is computed.

/// Parties.
pub const PARTIES: usize = 64;
/// Sources.
pub const SOURCES: usize = 32;
/// Tiers.
pub const TIERS: usize = 64;
/// Shares of a tier.
pub const SHARES: usize = 16;
/// Deductions of a source.
pub const DEDUCTIONS: usize = 8;
/// Bytes of an identifier.
pub const ID: usize = 32;
