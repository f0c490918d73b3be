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
#[serde(deny_unknown_fields)]
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
#[serde(deny_unknown_fields)]
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
#[serde(deny_unknown_fields)]
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
#[serde(deny_unknown_fields)]
pub enum ExecuteMsg {
    /// cw20: moves units to a wallet.
    Transfer { recipient: String, amount: Uint128 },
    /// cw20: destroys own units.
    Burn { amount: Uint128 },
    /// cw20: moves units to a contract and calls it.
    Send { contract: String, amount: Uint128, msg: Binary },
    /// cw20: lets a spender move up to this much more. Zero only with `expires`, to change that.
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
    /// Freezes a wallet, whole or up to `units`, with a public reason. A wallet that never held gets its place in the
    /// ledger by it, so that it cannot slip through a recovery. Replaces a freeze that is there.
    FreezeWallet { wallet: String, units: Option<Uint128>, reason: String, expires: Option<Timestamp> },
    /// Ends a compliance freeze.
    UnfreezeWallet { wallet: String },
    /// Names the compliance officer; none means the owner.
    SetCompliance { officer: Option<String> },
    /// Starts moving a lost wallet's place (units, freezes, credits) to a wallet that never held.
    ProposeRecovery { lost: String, replacement: String },
    /// The old wallet is not lost after all: ends this recovery; another one starts with the whole delay again.
    ObjectRecovery {},
    /// The owner withdraws a recovery.
    CancelRecovery { lost: String },
    /// After the delay: moves the place. Anyone may.
    ExecuteRecovery { lost: String },
    /// Stops or resumes all movement of units; a running distribution goes on.
    SetPaused { paused: bool },
    /// Sets the next record date, numbered from 1: what everyone holds when `at` has come stays known for good
    /// ([`UnitsAt`](QueryMsg::UnitsAt)). Later than now and than the last one set; at most
    /// [`RECORD_DATES`](bound::RECORD_DATES). `note` says for everyone what it is for.
    SetRecordDate { at: Timestamp, note: Option<String> },
    /// Sends on what the series has of a coin. It owes nobody coins: they came by plain bank send.
    SweepSurplus { denom: String, to: String },
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
            | Self::SetPaused { .. }
            | Self::SetRecordDate { .. }
            | Self::SweepSurplus { .. } => Role::Owner,
        }
    }
}

/// Queries: cw20 first, then ours.
#[cw_ownable_query]
#[cw_serde]
#[derive(QueryResponses)]
#[allow(missing_docs, reason = "fields are named for what they are")]
#[serde(deny_unknown_fields)]
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
    /// Record dates by number.
    #[returns(Vec<RecordDateEntry>)]
    RecordDates { start_after: Option<u64>, limit: Option<u32> },
    /// What an address held when a record date came. Movements of the block whose time is `at`, and all later ones,
    /// come after it. It asks for the place that the address has now: after a recovery the new wallet answers for what
    /// the lost one held, as with credits. Refused with [`code::RECORD`] where there is no such record date, with
    /// [`code::RECORD_PENDING`] where its time has not come.
    #[returns(UnitsAtResponse)]
    UnitsAt { record: u64, address: String },
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

/// A row of `RecordDates`.
#[cw_serde]
pub struct RecordDateEntry {
    /// Its number, from 1.
    pub record: u64,
    /// Its time.
    pub at: Timestamp,
    /// Its time has come.
    pub passed: bool,
    /// What it is for.
    pub note: Option<String>,
}

/// Answer of `UnitsAt`.
#[cw_serde]
pub struct UnitsAtResponse {
    /// What the address held.
    pub units: Uint128,
}

/// Moves to new code.
#[cw_serde]
#[serde(deny_unknown_fields)]
pub struct MigrateMsg {}

/// Bounds of this contract.
pub mod bound {
    /// A run freezes for at most this many seconds: 7 days (acceptance T18).
    pub const FREEZE: u64 = 7 * 24 * 60 * 60;
    /// Longest delay of a recovery in seconds: a year.
    pub const RECOVERY_DELAY: u64 = 365 * 24 * 60 * 60;
    /// Record dates of one series.
    pub const RECORD_DATES: usize = 64;
    /// Bytes of a project, a description or a logo's address.
    pub const MARKETING: usize = 2_048;
    /// Bytes of an embedded logo, as in cw20-base.
    pub const LOGO: usize = 5 * 1_024;
    /// Rows of a cw20 enumeration when no limit is given, as in cw20-base.
    pub const CW20_ROWS: u32 = 10;
    /// Rows of a cw20 enumeration at most, as in cw20-base.
    pub const CW20_ROWS_MAX: u32 = 30;
}

/// Raw storage keys.
pub mod key {
    use crate::ledger::sort_key;

    /// [`LedgerHead`](crate::ledger::LedgerHead), binary.
    pub const LEDGER_HEAD: &[u8] = b"head";
    /// Page `n` of units: amounts of indices 32 n to 32 n + 31. A page of zeros only is not there.
    pub fn units_page(page: u32) -> Vec<u8> {
        numbered(b"u", page)
    }
    /// Page `n` of addresses.
    pub fn address_page(page: u32) -> Vec<u8> {
        numbered(b"a", page)
    }
    /// A wallet's index, one varint; `address` in canonical bytes. Not there: no index.
    pub fn index(address: &[u8]) -> Vec<u8> {
        [INDEX, &sort_key(address)].concat()
    }
    /// What all [`index`] keys begin with.
    pub const INDEX: &[u8] = b"i";
    /// The [`RunFreeze`](super::RunFreeze) in force: varints of run, cursor, holders, and the expiry in nanoseconds.
    pub const RUN_FREEZE: &[u8] = b"run";
    /// Page `n` of units as it was when `record` came: kept by the first change of the page after it, and before the
    /// next record date. The page at a record date is the first one kept under that number or a higher one, else
    /// [`units_page`]. A page of zeros only is kept as one zero.
    pub fn kept_page(page: u32, record: u8) -> Vec<u8> {
        let mut key = numbered(b"k", page);
        key.push(record);
        key
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
    /// There is no compliance freeze to lift.
    pub const NOT_FROZEN: &str = "rights.not_frozen";
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
    /// A time that has passed, or lies further off than it may.
    pub const EXPIRY: &str = "rights.expiry";
    /// There is no such record date.
    pub const RECORD: &str = "rights.record";
    /// The record date's time has not come.
    pub const RECORD_PENDING: &str = "rights.record_pending";
    /// A recovery that does not exist, is not due, or names a wallet that cannot take part; or a wallet whose place
    /// was taken or is being kept by a recovery.
    pub const RECOVERY: &str = "rights.recovery";
    /// Rules that cannot hold together.
    pub const RULES: &str = "rights.rules";
    /// Name, symbol, decimals, marketing or logo are not as cw20 asks.
    pub const METADATA: &str = "rights.metadata";
}

crate::typed_event! {
    /// The series was made.
    RightsCreated = "rights_created" {
        /// Ticker.
        symbol: String,
        /// Owner.
        owner: String,
        /// First holders.
        holders: u32,
        /// First supply.
        supply: u128,
    }
    /// Units moved; `from` or `to` is `-` for a mint or a burn.
    RightsMoved = "rights_moved" {
        /// Old holder.
        from: String,
        /// New holder.
        to: String,
        /// Who asked: the holder, a spender, or the minter.
        by: String,
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
    /// An owner changed an allowance. What a spender uses shows in [`RightsMoved`].
    RightsAllowanceSet = "rights_allowance_set" {
        /// Owner of the units.
        owner: String,
        /// Who may move them.
        spender: String,
        /// Up to this many from now on.
        units: u128,
        /// Until when, as cw20 words it.
        expires: String,
    }
    /// The minter's role was handed on, or ended.
    RightsMinterSet = "rights_minter_set" {
        /// New minter; `-`: nobody, ever.
        minter: String,
    }
    /// Marketing data changed.
    RightsMarketingSet = "rights_marketing_set" {
        /// Who may change it now; `-`: nobody.
        marketing: String,
    }
    /// The logo changed.
    RightsLogoSet = "rights_logo_set" {
        /// `url` or `embedded`.
        kind: String,
    }
    /// The transfer rules were replaced. `-` for a rule that does not apply.
    RightsRulesSet = "rights_rules_set" {
        /// Attestors, joined by commas.
        attestors: String,
        /// Seconds since 1970.
        locked_until: String,
        /// Wallets.
        max_holders: String,
        /// Units.
        max_units: String,
        /// Units.
        min_units: String,
    }
    /// Wallets were attested; they are named in the message.
    RightsAttested = "rights_attested" {
        /// By whom.
        attestor: String,
        /// How many.
        wallets: u32,
        /// Until, in seconds since 1970.
        expires: u64,
    }
    /// Attestations were taken back; the wallets are named in the message.
    RightsRevoked = "rights_revoked" {
        /// By whom.
        attestor: String,
        /// How many.
        wallets: u32,
    }
    /// Coins that nobody is owed were sent on.
    RightsSwept = "rights_swept" {
        /// Denom.
        denom: String,
        /// Amount.
        amount: u128,
        /// To whom.
        to: String,
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
    /// The officer froze a wallet.
    RightsWalletFrozen = "rights_wallet_frozen" {
        /// Wallet.
        wallet: String,
        /// How many units; `-`: the whole wallet.
        units: String,
        /// Why.
        reason: String,
        /// Until, in seconds since 1970; `-`: until lifted.
        expires: String,
    }
    /// The officer lifted a freeze.
    RightsWalletUnfrozen = "rights_wallet_unfrozen" {
        /// Wallet.
        wallet: String,
    }
    /// The compliance officer was named.
    RightsComplianceSet = "rights_compliance_set" {
        /// Officer; `-`: the owner.
        officer: String,
    }
    /// A recovery began.
    RightsRecoveryProposed = "rights_recovery_proposed" {
        /// The wallet that is said to be lost.
        lost: String,
        /// The wallet that would take its place.
        replacement: String,
        /// In seconds since 1970.
        executable_at: u64,
    }
    /// A recovery ended without effect.
    RightsRecoveryEnded = "rights_recovery_ended" {
        /// The wallet that was said to be lost.
        lost: String,
        /// The wallet that will not take its place.
        replacement: String,
        /// Who ended it: the lost wallet by objecting, or the owner.
        by: String,
    }
    /// A wallet took the place of a lost one: units, freezes, credits.
    RightsRecovered = "rights_recovered" {
        /// The lost wallet.
        lost: String,
        /// The new one.
        replacement: String,
        /// The place.
        index: u32,
        /// Units in it.
        units: u128,
    }
    /// Movement was stopped or resumed.
    RightsPaused = "rights_paused" {
        /// Stopped.
        paused: bool,
    }
    /// A record date was set.
    RightsRecordDateSet = "rights_record_date_set" {
        /// Its number.
        record: u64,
        /// In seconds since 1970.
        at: u64,
        /// What it is for; `-`: not said.
        note: String,
    }
    /// A hand-over of ownership went a step on.
    RightsOwnershipUpdated = "rights_ownership_updated" {
        /// Owner now.
        owner: String,
        /// Who may accept; `-`: nobody.
        pending: String,
    }
    /// The contract moved to new code.
    RightsMigrated = "rights_migrated" {
        /// Version now.
        version: String,
    }
}
