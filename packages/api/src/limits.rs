//! How long a list in a message may be. Longer is refused before anything is read or written.

/// Holders in one [`IssueBatch`](crate::rights::ExecuteMsg::IssueBatch).
pub const ISSUE_BATCH: usize = 1_000;
/// Wallets in one attestation or revocation.
pub const ATTEST_BATCH: usize = 200;
/// Attestors of one series.
pub const ATTESTORS: usize = 8;
/// Initial balances of one series (larger issues go through `IssueBatch`).
pub const INITIAL_BALANCES: usize = 100;
/// Token series of a film.
pub const SERIES: usize = 8;
/// Bytes of an agreement's JSON.
pub const AGREEMENT: usize = 65_536;
/// Parties of a film.
pub const PARTIES: usize = 64;
/// Sources of a film.
pub const SOURCES: usize = 32;
/// Tiers of a recoupment schedule.
pub const TIERS: usize = 64;
/// Shares within a tier.
pub const SHARES: usize = 16;
/// Tables of a film.
pub const TABLES: usize = 16;
/// Attested figures of a film.
pub const FIGURES: usize = 8;
/// Conditions of one opening, end or escalator.
pub const CONDITIONS: usize = 8;
/// Escalators of a tier.
pub const ESCALATORS: usize = 4;
/// Steps of a rate.
pub const STEPS: usize = 8;
/// Draw-downs of a loan.
pub const DRAWS: usize = 8;
/// Deductions off the top of one source.
pub const DEDUCTIONS: usize = 8;
/// Credit pages in one `Advance` or `Deliver`.
pub const RUN_PAGES: u32 = 200;
/// Payments in one set handed to the interchange.
pub const PAYMENTS: usize = 1_024;
/// Bytes of a free text (reason, reference, note).
pub const TEXT: usize = 280;
/// Bytes of an identifier.
pub const ID: usize = 32;
/// Rows a query returns when no limit is given.
pub const PAGE_DEFAULT: u32 = 30;
/// Rows a query returns at most.
pub const PAGE_MAX: u32 = 200;
/// Licences of a film.
pub const LICENCES: u32 = 512;
/// Licences of one territory and medium; of the world in one medium as many again.
pub const LICENCES_OF_PAIR: usize = 64;
/// Territories of one licence, or of one question about avails.
pub const TERRITORIES: usize = 64;
/// Media of exploitation.
pub const MEDIA: usize = 8;
/// Instalments of a minimum guarantee.
pub const INSTALMENTS: usize = 12;
/// Verifications of a report.
pub const VERIFICATIONS: usize = 8;
/// Token entitlements of a film.
pub const ENTITLEMENTS: usize = 32;
