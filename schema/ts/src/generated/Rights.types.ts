// Made from the JSON schema by `npm run generate` (ts-codegen 1.14.1, adapted). Edit the schema, not this file.

/**
 * A thin wrapper around u128 that is using strings for JSON encoding/decoding, such that the full u128 range can be
 * used for clients that convert JSON numbers to floats, like JavaScript and jq.
 */
export type Uint128 = string;
/** This is used for uploading logo data, or setting it in InstantiateData */
export type Logo = {
  /** A reference to an externally hosted logo. Must be a valid HTTP or HTTPS URL. */
  url: string;
} | {
  /** Logo content stored on the blockchain. Enforce maximum size of 5KB on all variants */
  embedded: EmbeddedLogo;
};
/**
 * This is used to store the logo on the blockchain in an accepted format. Enforce maximum size of 5KB on all
 * variants.
 */
export type EmbeddedLogo = {
  /**
   * Store the Logo as an SVG file. The content must conform to the spec at
   * https://en.wikipedia.org/wiki/Scalable_Vector_Graphics (The contract should do some light-weight sanity-check
   * validation)
   */
  svg: Binary;
} | {
  /** Store the Logo as a PNG file. This will likely only support up to 64x64 or so within the 5KB limit. */
  png: Binary;
};
/**
 * Binary is a wrapper around Vec<u8> to add base64 de/serialization with serde. It also adds some helper methods to
 * help encode inline.
 */
export type Binary = string;
/** A point in time in nanosecond precision. */
export type Timestamp = Uint64;
/**
 * A thin wrapper around u64 that is using strings for JSON encoding/decoding, such that the full u64 range can be
 * used for clients that convert JSON numbers to floats, like JavaScript and jq.
 */
export type Uint64 = string;
/** Creates one series. */
export interface InstantiateMsg {
  /** Officer for compliance freezes; the owner where none is named. */
  compliance?: string | null;
  /** Up to 18. */
  decimals: number;
  /** The `returns` contract that may freeze for a run. None: no runs. */
  distributor?: string | null;
  /** First holders; at most `INITIAL_BALANCES`, each address once. */
  initial_balances: Cw20Coin[];
  /** Project, description, logo. */
  marketing?: InstantiateMarketingInfo | null;
  /** Who may mint and issue, up to which supply. */
  mint?: MinterResponse | null;
  /** 3–50 bytes. */
  name: string;
  /** Owner of the contract: sets rules, names the officer, executes recoveries. */
  owner: string;
  /** Seconds that the old wallet has to object to a recovery. */
  recovery_delay: number;
  /** Transfer rules. */
  rules: TransferRules;
  /** 3–12 of a–z, A–Z and `-`. */
  symbol: string;
}
export interface Cw20Coin {
  address: string;
  amount: Uint128;
}
/** As in cw20-base. */
export interface InstantiateMarketingInfo {
  /** Description. */
  description?: string | null;
  /** Logo. */
  logo?: Logo | null;
  /** Who may change it. */
  marketing?: string | null;
  /** Project address. */
  project?: string | null;
}
export interface MinterResponse {
  /**
   * cap is a hard cap on total supply that can be achieved by minting. Note that this refers to total_supply. If
   * None, there is unlimited cap.
   */
  cap?: Uint128 | null;
  minter: string;
}
/** What a transfer must satisfy. Each rule left out does not apply. Issue and mint obey the holder rules too. */
export interface TransferRules {
  /** Only wallets attested by one of these parties may receive. None: open to everyone. */
  attestors?: string[] | null;
  /** No transfer between holders before this time. Issue and mint are not transfers. */
  locked_until?: Timestamp | null;
  /** Most wallets that may hold units at once. */
  max_holders?: number | null;
  /** Most units one wallet may hold. */
  max_units?: Uint128 | null;
  /** Least units a wallet may hold unless it holds none (keeps dust holders out: acceptance P10). */
  min_units?: Uint128 | null;
}
/** Messages: cw20 first, then ours. */
export type ExecuteMsg = {
  /** cw20: moves units to a wallet. */
  transfer: {
    amount: Uint128;
    recipient: string;
  };
} | {
  /** cw20: destroys own units. */
  burn: {
    amount: Uint128;
  };
} | {
  /** cw20: moves units to a contract and calls it. */
  send: {
    amount: Uint128;
    contract: string;
    msg: Binary;
  };
} | {
  /** cw20: lets a spender move up to this much more. Zero only with `expires`, to change that. */
  increase_allowance: {
    amount: Uint128;
    expires?: Expiration | null;
    spender: string;
  };
} | {
  /** cw20: lowers what a spender may move. */
  decrease_allowance: {
    amount: Uint128;
    expires?: Expiration | null;
    spender: string;
  };
} | {
  /** cw20: a spender moves an owner's units. */
  transfer_from: {
    amount: Uint128;
    owner: string;
    recipient: string;
  };
} | {
  /** cw20: a spender moves an owner's units to a contract and calls it. */
  send_from: {
    amount: Uint128;
    contract: string;
    msg: Binary;
    owner: string;
  };
} | {
  /** cw20: a spender destroys an owner's units. */
  burn_from: {
    amount: Uint128;
    owner: string;
  };
} | {
  /** cw20: makes units, up to the cap. */
  mint: {
    amount: Uint128;
    recipient: string;
  };
} | {
  /** cw20: hands the minter's role on, or ends minting for good. */
  update_minter: {
    new_minter?: string | null;
  };
} | {
  /** cw20: changes marketing data. */
  update_marketing: {
    description?: string | null;
    marketing?: string | null;
    project?: string | null;
  };
} | {
  /** cw20: changes the logo. */
  upload_logo: Logo;
} | {
  /**
   * Makes units for many wallets at once, `[address, units]` each, every address once, at most `ISSUE_BATCH`.
   * Sorted by canonical address it is cheapest: an address above all known ones is new and needs no look-up.
   */
  issue_batch: {
    holders: [string, Uint128][];
  };
} | {
  /**
   * Replaces the transfer rules. Holders who break new rules keep what they have and can only move towards them.
   */
  set_rules: {
    rules: TransferRules;
  };
} | {
  /** Lets wallets receive until `expires`. */
  attest: {
    expires: Timestamp;
    wallets: string[];
  };
} | {
  /** Takes attestations back. */
  revoke: {
    wallets: string[];
  };
} | {
  /** Freezes the first `holders` indices for a distribution run until `expires`, or until the run passes them. */
  freeze_for_run: {
    expires: Timestamp;
    holders: number;
    run: number;
  };
} | {
  /** Thaws all indices before `cursor`; at `cursor == holders` the freeze is over. */
  thaw_run: {
    cursor: number;
    run: number;
  };
} | {
  /**
   * Freezes a wallet, whole or up to `units`, with a public reason. A wallet that never held gets its place in the
   * ledger by it, so that it cannot slip through a recovery. Replaces a freeze that is there.
   */
  freeze_wallet: {
    expires?: Timestamp | null;
    reason: string;
    units?: Uint128 | null;
    wallet: string;
  };
} | {
  /** Ends a compliance freeze. */
  unfreeze_wallet: {
    wallet: string;
  };
} | {
  /** Names the compliance officer; none means the owner. */
  set_compliance: {
    officer?: string | null;
  };
} | {
  /** Starts moving a lost wallet's place (units, freezes, credits) to a wallet that never held. */
  propose_recovery: {
    lost: string;
    replacement: string;
  };
} | {
  /** The old wallet is not lost after all: ends this recovery; another one starts with the whole delay again. */
  object_recovery: {};
} | {
  /** The owner withdraws a recovery. */
  cancel_recovery: {
    lost: string;
  };
} | {
  /** After the delay: moves the place. Anyone may. */
  execute_recovery: {
    lost: string;
  };
} | {
  /** Stops or resumes all movement of units; a running distribution goes on. */
  set_paused: {
    paused: boolean;
  };
} | {
  /**
   * Sets the next record date, numbered from 1: what everyone holds when `at` has come stays known for good
   * (`UnitsAt`). Later than now and than the last one set; at most `RECORD_DATES`. `note` says for everyone what it
   * is for.
   */
  set_record_date: {
    at: Timestamp;
    note?: string | null;
  };
} | {
  /** Sends on what the series has of a coin. It owes nobody coins: they came by plain bank send. */
  sweep_surplus: {
    denom: string;
    to: string;
  };
} | {
  /**
   * Update the contract's ownership. The `action` to be provided can be either to propose transferring ownership to
   * an account, accept a pending ownership transfer, or renounce the ownership permanently.
   */
  update_ownership: Action;
};
/**
 * Expiration represents a point in time when some event happens. It can compare with a BlockInfo and will return
 * is_expired() == true once the condition is hit (and for every block in the future)
 */
export type Expiration = {
  /** AtHeight will expire when `env.block.height` >= height */
  at_height: number;
} | {
  /** AtTime will expire when `env.block.time` >= time */
  at_time: Timestamp;
} | {
  /** Never will never expire. Used to express the empty variant */
  never: {};
};
/** Actions that can be taken to alter the contract's ownership */
export type Action = {
  /** Propose to transfer the contract's ownership to another account, optionally with an expiry time. */
  transfer_ownership: {
    expiry?: Expiration | null;
    new_owner: string;
  };
} | "accept_ownership" | "renounce_ownership";
/** Queries: cw20 first, then ours. */
export type QueryMsg = {
  /** cw20. */
  balance: {
    address: string;
  };
} | {
  /** cw20. */
  token_info: {};
} | {
  /** cw20. */
  minter: {};
} | {
  /** cw20. */
  allowance: {
    owner: string;
    spender: string;
  };
} | {
  /** cw20. */
  all_allowances: {
    limit?: number | null;
    owner: string;
    start_after?: string | null;
  };
} | {
  /** cw20. */
  all_spender_allowances: {
    limit?: number | null;
    spender: string;
    start_after?: string | null;
  };
} | {
  /** cw20. */
  all_accounts: {
    limit?: number | null;
    start_after?: string | null;
  };
} | {
  /** cw20. */
  marketing_info: {};
} | {
  /** cw20. */
  download_logo: {};
} | {
  /** Roles, rules, pause. */
  config: {};
} | {
  /** Would this movement go through now, and if not, why not. */
  can_transfer: {
    from: string;
    spender?: string | null;
    to: string;
    units: Uint128;
  };
} | {
  /** One wallet: index, units, every freeze on it, attestation. */
  holder: {
    wallet: string;
  };
} | {
  /** Holders by index. */
  holders: {
    limit?: number | null;
    start_after?: number | null;
  };
} | {
  /** Supply, slots, holders. */
  ledger: {};
} | {
  /** The freeze of a running distribution. */
  run_freeze: {};
} | {
  /** A recovery under way. */
  recovery: {
    lost: string;
  };
} | {
  /** Record dates by number. */
  record_dates: {
    limit?: number | null;
    start_after?: number | null;
  };
} | {
  /**
   * What an address held when a record date came. Movements of the block whose time is `at`, and all later ones,
   * come after it. It asks for the place that the address has now: after a recovery the new wallet answers for what
   * the lost one held, as with credits. Refused with `code::RECORD` where there is no such record date, with
   * `code::RECORD_PENDING` where its time has not come.
   */
  units_at: {
    address: string;
    record: number;
  };
} | {
  /** Query the contract's ownership information */
  ownership: {};
};
/** Moves to new code. */
export interface MigrateMsg {}
export interface AllAccountsResponse {
  accounts: string[];
}
export interface AllAllowancesResponse {
  allowances: AllowanceInfo[];
}
export interface AllowanceInfo {
  allowance: Uint128;
  expires: Expiration;
  spender: string;
}
export interface AllSpenderAllowancesResponse {
  allowances: SpenderAllowanceInfo[];
}
export interface SpenderAllowanceInfo {
  allowance: Uint128;
  expires: Expiration;
  owner: string;
}
export interface AllowanceResponse {
  allowance: Uint128;
  expires: Expiration;
}
export interface BalanceResponse {
  balance: Uint128;
}
/** Answer of `CanTransfer`. */
export interface CanTransferResponse {
  /** It would go through. */
  allowed: boolean;
  /** The stable code of what refuses it. */
  code?: string | null;
  /** The same sentence the transfer would fail with. */
  reason?: string | null;
}
/** Answer of `Config`. */
export interface ConfigResponse {
  /** The officer, if not the owner. */
  compliance?: string | null;
  /** The `returns` contract. */
  distributor?: string | null;
  /** No unit moves. */
  paused: boolean;
  /** Seconds to object to a recovery. */
  recovery_delay: number;
  /** Transfer rules. */
  rules: TransferRules;
}
/**
 * When we download an embedded logo, we get this response type. We expect a SPA to be able to accept this info and
 * display it.
 */
export interface DownloadLogoResponse {
  data: Binary;
  mime_type: string;
}
/** Answer of `Holder`. */
export interface HolderResponse {
  /** Attested until, where the series has an allow-list. */
  attested_until?: Timestamp | null;
  /** A compliance freeze in force. */
  frozen?: WalletFreeze | null;
  /** Frozen by a distribution run right now. */
  frozen_by_run?: RunFreeze | null;
  /** Its place in the ledger; none where it never held. */
  index?: number | null;
  /** What it holds. */
  units: Uint128;
}
/** A compliance freeze. */
export interface WalletFreeze {
  /** Until when; none: until lifted. */
  expires?: Timestamp | null;
  /** Why, for everyone to read. */
  reason: string;
  /** How many units; none: the whole wallet, which then cannot receive either. */
  units?: Uint128 | null;
}
/** One record freezes a whole run: index < `holders`, not before `cursor`, not after `expires`. */
export interface RunFreeze {
  /** First index that is still frozen. */
  cursor: number;
  /** From this moment nobody is frozen by it, whatever the keeper does (acceptance T17). */
  expires: Timestamp;
  /** Indices below this are in the run. */
  holders: number;
  /** The run. */
  run: number;
}
export type ArrayOfHolderEntry = HolderEntry[];
/** A row of `Holders`. */
export interface HolderEntry {
  /** Place in the ledger. */
  index: number;
  /** What it holds. */
  units: Uint128;
  /** Wallet. */
  wallet: string;
}
/** Answer of `Ledger`. */
export interface LedgerResponse {
  /** Wallets with units. */
  holders: number;
  /** Indices given out. */
  slots: number;
  /** All units in being. */
  supply: Uint128;
}
/**
 * This is used to display logo info, provide a link or inform there is one that can be downloaded from the
 * blockchain itself
 */
export type LogoInfo = {
  /** A reference to an externally hosted logo. Must be a valid HTTP or HTTPS URL. */
  url: string;
} | "embedded";
/** A human readable address. */
export type Addr = string;
export interface MarketingInfoResponse {
  /** A longer description of the token and it's utility. Designed for tooltips or such */
  description?: string | null;
  /** A link to the logo, or a comment there is an on-chain logo stored */
  logo?: LogoInfo | null;
  /** The address (if any) who can update this data structure */
  marketing?: Addr | null;
  /** A URL pointing to the project behind this token. */
  project?: string | null;
}
export type NullableMinterResponse = MinterResponse | null;
/** The contract's ownership info */
export interface OwnershipForString {
  /** The contract's current owner. `None` if the ownership has been renounced. */
  owner?: string | null;
  /**
   * The deadline for the pending owner to accept the ownership. `None` if there isn't a pending ownership transfer,
   * or if a transfer exists and it doesn't have a deadline.
   */
  pending_expiry?: Expiration | null;
  /**
   * The account who has been proposed to take over the ownership. `None` if there isn't a pending ownership
   * transfer.
   */
  pending_owner?: string | null;
}
export type ArrayOfRecordDateEntry = RecordDateEntry[];
/** A row of `RecordDates`. */
export interface RecordDateEntry {
  /** Its time. */
  at: Timestamp;
  /** What it is for. */
  note?: string | null;
  /** Its time has come. */
  passed: boolean;
  /** Its number, from 1. */
  record: number;
}
export type NullableRecovery = Recovery | null;
/** A recovery under way. */
export interface Recovery {
  /** May be executed from then on. */
  executable_at: Timestamp;
  /** The wallet that is said to be lost. */
  lost: string;
  /** The wallet that takes its place. */
  replacement: string;
}
export type NullableRunFreeze = RunFreeze | null;
export interface TokenInfoResponse {
  decimals: number;
  name: string;
  symbol: string;
  total_supply: Uint128;
}
/** Answer of `UnitsAt`. */
export interface UnitsAtResponse {
  /** What the address held. */
  units: Uint128;
}
