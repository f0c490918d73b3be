//! `rights`: the film-rights token of one series.
//!
//! Every message and query of cw20-base 2.0 with the same JSON, so that any wallet sees a normal cw20; and what film
//! finance adds: batch issue, transfer rules, freezes, recovery, and the paged ledger of [`crate::ledger`].

use cosmwasm_schema::{cw_serde, QueryResponses};
use cosmwasm_std::{Binary, Timestamp, Uint128};
use cw20::{Cw20Coin, Expiration, Logo, MinterResponse};
use cw_ownable::{cw_ownable_execute, cw_ownable_query};

use crate::{HolderIndex, Role};

/// Creates one series.
#[cw_serde]
pub struct InstantiateMsg {
    /// 3–50 bytes.
    pub name: String,
    /// 3–12 of a–z, A–Z and `-`.
    pub symbol: String,
    /// Up to 18.
    pub decimals: u8,
    /// First holders; at most [`INITIAL_BALANCES`](crate::limits::INITIAL_BALANCES), each address once.
    pub initial_balances: Vec<Cw20Coin>,
    /// Who may mint and issue, up to which supply.
    pub mint: Option<MinterResponse>,
    /// Project, description, logo.
    pub marketing: Option<InstantiateMarketingInfo>,
    /// Owner of the contract: sets rules, names the officer, executes recoveries.
    pub owner: String,
    /// The `returns` contract that may freeze for a run. None: no runs.
    pub distributor: Option<String>,
    /// Officer for compliance freezes; the owner where none is named.
    pub compliance: Option<String>,
    /// Transfer rules.
    pub rules: TransferRules,
    /// Seconds that the old wallet has to object to a recovery.
    pub recovery_delay: u64,
}

/// As in cw20-base.
#[cw_serde]
pub struct InstantiateMarketingInfo {
    /// Project address.
    pub project: Option<String>,
    /// Description.
    pub description: Option<String>,
    /// Who may change it.
    pub marketing: Option<String>,
    /// Logo.
    pub logo: Option<Logo>,
}

/// What a transfer must satisfy. Each rule left out does not apply. Issue and mint obey the holder rules too.
#[cw_serde]
#[derive(Default)]
pub struct TransferRules {
    /// Only wallets attested by one of these parties may receive. None: open to everyone.
    pub attestors: Option<Vec<String>>,
    /// No transfer between holders before this time. Issue and mint are not transfers.
    pub locked_until: Option<Timestamp>,
    /// Most wallets that may hold units at once.
    pub max_holders: Option<u32>,
    /// Most units one wallet may hold.
    pub max_units: Option<Uint128>,
    /// Least units a wallet may hold unless it holds none (keeps dust holders out: acceptance P10).
    pub min_units: Option<Uint128>,
}

/// Messages: cw20 first, then ours.
#[cw_ownable_execute]
#[cw_serde]
#[allow(missing_docs, reason = "fields are named for what they are")]
pub enum ExecuteMsg {
    /// cw20: moves units to a wallet.
    Transfer { recipient: String, amount: Uint128 },
    /// cw20: destroys own units.
    Burn { amount: Uint128 },
    /// cw20: moves units to a contract and calls it.
    Send { contract: String, amount: Uint128, msg: Binary },
    /// cw20: lets a spender move up to this much more.
    IncreaseAllowance { spender: String, amount: Uint128, expires: Option<Expiration> },
    /// cw20: lowers what a spender may move.
    DecreaseAllowance { spender: String, amount: Uint128, expires: Option<Expiration> },
    /// cw20: a spender moves an owner's units.
    TransferFrom { owner: String, recipient: String, amount: Uint128 },
    /// cw20: a spender moves an owner's units to a contract and calls it.
    SendFrom { owner: String, contract: String, amount: Uint128, msg: Binary },
    /// cw20: a spender destroys an owner's units.
    BurnFrom { owner: String, amount: Uint128 },
    /// cw20: makes units, up to the cap.
    Mint { recipient: String, amount: Uint128 },
    /// cw20: hands the minter's role on, or ends minting for good.
    UpdateMinter { new_minter: Option<String> },
    /// cw20: changes marketing data.
    UpdateMarketing { project: Option<String>, description: Option<String>, marketing: Option<String> },
    /// cw20: changes the logo.
    UploadLogo(Logo),

    /// Makes units for many wallets at once, `[address, units]` each, every address once, at most
    /// [`ISSUE_BATCH`](crate::limits::ISSUE_BATCH). Sorted by canonical address it is cheapest: an address above all
    /// known ones is new and needs no look-up.
    IssueBatch { holders: Vec<(String, Uint128)> },
    /// Replaces the transfer rules. Holders who break new rules keep what they have and can only move towards them.
    SetRules { rules: TransferRules },
    /// Lets wallets receive until `expires`.
    Attest { wallets: Vec<String>, expires: Timestamp },
    /// Takes attestations back.
    Revoke { wallets: Vec<String> },
    /// Freezes the first `holders` indices for a distribution run until `expires`, or until the run passes them.
    FreezeForRun { run: u64, holders: u32, expires: Timestamp },
    /// Thaws all indices before `cursor`; at `cursor == holders` the freeze is over.
    ThawRun { run: u64, cursor: u32 },
    /// Freezes a wallet, whole or up to `units`, with a public reason.
    FreezeWallet { wallet: String, units: Option<Uint128>, reason: String, expires: Option<Timestamp> },
    /// Ends a compliance freeze.
    UnfreezeWallet { wallet: String },
    /// Names the compliance officer; none means the owner.
    SetCompliance { officer: Option<String> },
    /// Starts moving a lost wallet's place (units, freezes, credits) to a wallet that never held.
    ProposeRecovery { lost: String, replacement: String },
    /// The old wallet is not lost after all: ends the recovery for good.
    ObjectRecovery {},
    /// The owner withdraws a recovery.
    CancelRecovery { lost: String },
    /// After the delay: moves the place. Anyone may.
    ExecuteRecovery { lost: String },
    /// Stops or resumes all movement of units; a running distribution goes on.
    SetPaused { paused: bool },
}

impl ExecuteMsg {
    /// Who may call this message.
    pub fn permission(&self) -> Role {
        match self {
            Self::Transfer { .. }
            | Self::Burn { .. }
            | Self::Send { .. }
            | Self::IncreaseAllowance { .. }
            | Self::DecreaseAllowance { .. }
            | Self::TransferFrom { .. }
            | Self::SendFrom { .. }
            | Self::BurnFrom { .. }
            | Self::UpdateMarketing { .. }
            | Self::UploadLogo(_)
            | Self::ObjectRecovery {}
            | Self::ExecuteRecovery { .. }
            // cw-ownable itself asks for the owner, or for the pending one on acceptance.
            | Self::UpdateOwnership(_) => Role::Anyone,
            Self::Mint { .. } | Self::UpdateMinter { .. } | Self::IssueBatch { .. } => Role::Minter,
            Self::Attest { .. } | Self::Revoke { .. } => Role::Attestor,
            Self::FreezeForRun { .. } | Self::ThawRun { .. } => Role::Distributor,
            Self::FreezeWallet { .. } | Self::UnfreezeWallet { .. } => Role::Compliance,
            Self::SetRules { .. }
            | Self::SetCompliance { .. }
            | Self::ProposeRecovery { .. }
            | Self::CancelRecovery { .. }
            | Self::SetPaused { .. } => Role::Owner,
        }
    }
}

/// Queries: cw20 first, then ours.
#[cw_ownable_query]
#[cw_serde]
#[derive(QueryResponses)]
#[allow(missing_docs, reason = "fields are named for what they are")]
pub enum QueryMsg {
    /// cw20.
    #[returns(cw20::BalanceResponse)]
    Balance { address: String },
    /// cw20.
    #[returns(cw20::TokenInfoResponse)]
    TokenInfo {},
    /// cw20.
    #[returns(Option<MinterResponse>)]
    Minter {},
    /// cw20.
    #[returns(cw20::AllowanceResponse)]
    Allowance { owner: String, spender: String },
    /// cw20.
    #[returns(cw20::AllAllowancesResponse)]
    AllAllowances { owner: String, start_after: Option<String>, limit: Option<u32> },
    /// cw20.
    #[returns(cw20::AllSpenderAllowancesResponse)]
    AllSpenderAllowances { spender: String, start_after: Option<String>, limit: Option<u32> },
    /// cw20.
    #[returns(cw20::AllAccountsResponse)]
    AllAccounts { start_after: Option<String>, limit: Option<u32> },
    /// cw20.
    #[returns(cw20::MarketingInfoResponse)]
    MarketingInfo {},
    /// cw20.
    #[returns(cw20::DownloadLogoResponse)]
    DownloadLogo {},

    /// Roles, rules, pause.
    #[returns(ConfigResponse)]
    Config {},
    /// Would this movement go through now, and if not, why not.
    #[returns(CanTransferResponse)]
    CanTransfer { from: String, to: String, units: Uint128, spender: Option<String> },
    /// One wallet: index, units, every freeze on it, attestation.
    #[returns(HolderResponse)]
    Holder { wallet: String },
    /// Holders by index.
    #[returns(Vec<HolderEntry>)]
    Holders { start_after: Option<HolderIndex>, limit: Option<u32> },
    /// Supply, slots, holders.
    #[returns(LedgerResponse)]
    Ledger {},
    /// The freeze of a running distribution.
    #[returns(Option<RunFreeze>)]
    RunFreeze {},
    /// A recovery under way.
    #[returns(Option<Recovery>)]
    Recovery { lost: String },
}

/// Answer of `Config`.
#[cw_serde]
pub struct ConfigResponse {
    /// The `returns` contract.
    pub distributor: Option<String>,
    /// The officer, if not the owner.
    pub compliance: Option<String>,
    /// Transfer rules.
    pub rules: TransferRules,
    /// Seconds to object to a recovery.
    pub recovery_delay: u64,
    /// No unit moves.
    pub paused: bool,
}

/// Answer of `CanTransfer`.
#[cw_serde]
pub struct CanTransferResponse {
    /// It would go through.
    pub allowed: bool,
    /// The stable code of what refuses it.
    pub code: Option<String>,
    /// The same sentence the transfer would fail with.
    pub reason: Option<String>,
}

/// Answer of `Holder`.
#[cw_serde]
pub struct HolderResponse {
    /// Its place in the ledger; none where it never held.
    pub index: Option<HolderIndex>,
    /// What it holds.
    pub units: Uint128,
    /// Frozen by a distribution run right now.
    pub frozen_by_run: Option<RunFreeze>,
    /// A compliance freeze in force.
    pub frozen: Option<WalletFreeze>,
    /// Attested until, where the series has an allow-list.
    pub attested_until: Option<Timestamp>,
}

/// A row of `Holders`.
#[cw_serde]
pub struct HolderEntry {
    /// Place in the ledger.
    pub index: HolderIndex,
    /// Wallet.
    pub wallet: String,
    /// What it holds.
    pub units: Uint128,
}

/// Answer of `Ledger`.
#[cw_serde]
pub struct LedgerResponse {
    /// All units in being.
    pub supply: Uint128,
    /// Indices given out.
    pub slots: u32,
    /// Wallets with units.
    pub holders: u32,
}

/// One record freezes a whole run: index < `holders`, not before `cursor`, not after `expires`.
#[cw_serde]
pub struct RunFreeze {
    /// The run.
    pub run: u64,
    /// First index that is still frozen.
    pub cursor: u32,
    /// Indices below this are in the run.
    pub holders: u32,
    /// From this moment nobody is frozen by it, whatever the keeper does (acceptance T17).
    pub expires: Timestamp,
}

/// A compliance freeze.
#[cw_serde]
pub struct WalletFreeze {
    /// How many units; none: the whole wallet, which then cannot receive either.
    pub units: Option<Uint128>,
    /// Why, for everyone to read.
    pub reason: String,
    /// Until when; none: until lifted.
    pub expires: Option<Timestamp>,
}

/// A recovery under way.
#[cw_serde]
pub struct Recovery {
    /// The wallet that is said to be lost.
    pub lost: String,
    /// The wallet that takes its place.
    pub replacement: String,
    /// May be executed from then on.
    pub executable_at: Timestamp,
}

/// Moves to new code.
#[cw_serde]
pub struct MigrateMsg {}

/// Raw storage keys.
pub mod key {
    /// [`LedgerHead`](crate::ledger::LedgerHead), binary.
    pub const LEDGER_HEAD: &[u8] = b"head";
    /// Page `n` of units: amounts of indices 32 n to 32 n + 31.
    pub fn units_page(page: u32) -> Vec<u8> {
        numbered(b"u", page)
    }
    /// Page `n` of addresses.
    pub fn address_page(page: u32) -> Vec<u8> {
        numbered(b"a", page)
    }
    fn numbered(prefix: &[u8], page: u32) -> Vec<u8> {
        [prefix, &page.to_be_bytes()].concat()
    }
}

/// Codes of this contract's own errors; shared ones are in [`crate::code`].
pub mod code {
    /// The wallet is frozen by a distribution run.
    pub const FROZEN_BY_RUN: &str = "rights.frozen_by_run";
    /// The wallet, or too many of its units, is under a compliance freeze.
    pub const FROZEN: &str = "rights.frozen";
    /// The lock-up has not ended.
    pub const LOCKED: &str = "rights.locked";
    /// The recipient is not on the allow-list, or its attestation expired.
    pub const NOT_ATTESTED: &str = "rights.not_attested";
    /// The series has as many holders as it may.
    pub const MAX_HOLDERS: &str = "rights.max_holders";
    /// The recipient would hold more than it may.
    pub const MAX_UNITS: &str = "rights.max_units";
    /// A wallet would hold less than it must.
    pub const MIN_UNITS: &str = "rights.min_units";
    /// The wallet holds less than it would give.
    pub const INSUFFICIENT: &str = "rights.insufficient_units";
    /// The mint would pass the cap.
    pub const CAP: &str = "rights.cap";
    /// The allowance is missing, too small or expired.
    pub const ALLOWANCE: &str = "rights.allowance";
    /// A run is under way, or this is not the run that is.
    pub const RUN: &str = "rights.run";
    /// A recovery that does not exist, is not due, or names a wallet that cannot take part.
    pub const RECOVERY: &str = "rights.recovery";
    /// Rules that cannot hold together.
    pub const RULES: &str = "rights.rules";
    /// Name, symbol, decimals, marketing or logo are not as cw20 asks.
    pub const METADATA: &str = "rights.metadata";
}

crate::typed_event! {
    /// Units moved; `from` or `to` is empty for a mint or a burn.
    RightsMoved = "rights_moved" {
        /// Old holder.
        from: String,
        /// New holder.
        to: String,
        /// How many units.
        units: u128,
    }
    /// A batch was issued.
    RightsIssued = "rights_issued" {
        /// First and last address are in the message; this many wallets.
        holders: u32,
        /// Sum of units.
        units: u128,
        /// Supply after it.
        supply: u128,
    }
    /// A run froze its wallets.
    RightsRunFrozen = "rights_run_frozen" {
        /// Run.
        run: u64,
        /// Indices below this.
        holders: u32,
        /// Until, in seconds since 1970.
        expires: u64,
    }
    /// A run thawed the wallets it passed.
    RightsRunThawed = "rights_run_thawed" {
        /// Run.
        run: u64,
        /// Indices below this are free.
        cursor: u32,
    }
}
