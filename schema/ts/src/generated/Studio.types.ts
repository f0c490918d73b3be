// Made from the JSON schema by `npm run generate` (ts-codegen 1.14.1, adapted). Edit the schema, not this file.

/** A kind of contract the studio makes. */
export type Kind = "rights" | "collection" | "returns" | "interchange";
/** Creates a studio, and with it the interchange that pays for all its films. */
export interface InstantiateMsg {
  /** Code of each kind. */
  codes: Code[];
  /** Owner of the studio: creates and closes films, names code. */
  owner: string;
}
/** Code of a kind. */
export interface Code {
  /** Code id on this chain. */
  code_id: number;
  /** Kind. */
  kind: Kind;
  /** Version it was built as: 1–32 bytes. */
  version: string;
}
/** Messages. */
export type ExecuteMsg = {
  /**
   * Makes the film's set: its series, its collection account, its returns, each owned by the studio's owner and
   * administered (migrated) through the studio.
   */
  create_film: {
    /** 1–32 of a–z, 0–9, `-`; never used before in this studio. */
    film: string;
    /** What it is. */
    plan: FilmPlan;
  };
} | {
  /** Marks a film closed. Its contracts go on paying what they owe. */
  close_film: {
    film: string;
  };
} | {
  /** Names the code for contracts made or migrated from now on. */
  set_code: {
    code: Code;
  };
} | {
  /** Migrates contracts of a film to the studio's current code of their kind. */
  migrate_film: {
    /** Film. */
    film: string;
    /** Kind. */
    kind: Kind;
    /** The contract's migrate message. */
    msg: Binary;
  };
} | {
  /** Stops or resumes making films. */
  set_paused: {
    paused: boolean;
  };
} | {
  /**
   * Sends on what the studio has of a denom. It owes nobody coins: they came by plain bank send, or the interchange
   * swept them here.
   */
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
/** Who gets a party's money. */
export type Payee = {
  /** A wallet, through the interchange. */
  wallet: {
    /** Its address. */
    address: string;
  };
} | {
  /** The holders of a token series, through a distribution run of `returns`. */
  series: {
    /** Its number in the film. */
    series: number;
  };
};
/** A deduction off the top. */
export type Deduction = {
  /** A percentage of every receipt (commission, collection fee). */
  percent: {
    /** Hundredths of a percent; all of a source at most 10,000. */
    bps: number;
    /** Who gets it. */
    party: string;
  };
} | {
  /** Expenses: everything that is left of receipts, until the cap has been recovered from this source. */
  expenses: {
    /** In all. */
    cap: Uint128;
    /** Who gets it. */
    party: string;
  };
};
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
/** Actions that can be taken to alter the contract's ownership */
export type Action = {
  /** Propose to transfer the contract's ownership to another account, optionally with an expiry time. */
  transfer_ownership: {
    expiry?: Expiration | null;
    new_owner: string;
  };
} | "accept_ownership" | "renounce_ownership";
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
/** What a film is. */
export interface FilmPlan {
  /** The one denom its money is in. */
  denom: string;
  /** Parties to the schedule. */
  parties: Party[];
  /** Recoupment schedule. */
  schedule: Schedule;
  /** 1–8 token series. */
  series: SeriesPlan[];
  /** Terms of distribution runs. */
  terms: Terms;
  /** Title, at most 280 bytes. */
  title: string;
}
/** A party to the schedule. */
export interface Party {
  /** 1–32 of a–z, 0–9, `-`; unique in the film. */
  id: string;
  /** Who gets its money. */
  payee: Payee;
}
/** A recoupment schedule. Every amount is in base units of the account's denom. */
export interface Schedule {
  /** Where receipts come from, and what is taken off the top of each. */
  sources: Source[];
  /** What is left runs through these in order; the last one is open. */
  tiers: Tier[];
}
/** A source of receipts. */
export interface Source {
  /** 1–32 of a–z, 0–9, `-`; unique in the film. */
  id: string;
  /** Taken in order before anything reaches the tiers. Percentages are of the gross receipt. */
  off_the_top: Deduction[];
}
/** One step of the waterfall. */
export interface Tier {
  /** The tier also ends when this party has received so much in it. */
  ends_when?: EndsWhen | null;
  /** 1–32 of a–z, 0–9, `-`; unique in the film. */
  id: string;
  /** Who shares in it, pari passu by weight. Who has reached the cap drops out; the others share on. */
  shares: Share[];
}
/** The end of a tier by one party's figure. */
export interface EndsWhen {
  /** Whose figure. */
  party: string;
  /** Reached in this tier. */
  reaches: Uint128;
}
/** A share in a tier. */
export interface Share {
  /** At most this in this tier. None: open. */
  cap?: Uint128 | null;
  /** Who. */
  party: string;
  /** Weight against the others' weights; above zero. */
  weight: number;
}
/** A token series. */
export interface SeriesPlan {
  /** Most units there can ever be. The studio's owner issues them. */
  cap: Uint128;
  /** Officer for compliance freezes; the owner where none is named. */
  compliance?: string | null;
  /** Up to 18. */
  decimals: number;
  /** cw20 marketing data. */
  marketing?: InstantiateMarketingInfo | null;
  /** 3–50 bytes. */
  name: string;
  /** Seconds to object to a recovery. */
  recovery_delay: number;
  /** Transfer rules. */
  rules: TransferRules;
  /** 3–12 of a–z, A–Z and `-`; unique in the film. */
  symbol: string;
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
/** When a run is due, and its bounds. */
export interface Terms {
  /** Paid out of the pot to whoever triggers. None: nothing. */
  bounty?: Bounty | null;
  /** Or when this many seconds have passed since the last one and there is anything in the pot. */
  every?: number | null;
  /** Seconds after which a freeze ends by itself, whatever the keeper does. At most 7 days. */
  freeze: number;
  /** Least seconds between the starts of two runs of a series, so that runs cannot freeze without pause. */
  pause: number;
  /** A run is due when the pot has reached this. */
  threshold: Uint128;
}
/** A reward for the trigger, the lesser of both. */
export interface Bounty {
  /** Hundredths of a percent of the pot; at most 100 (1 %). */
  bps: number;
  /** At most this. */
  cap: Uint128;
}
/** Queries. */
export type QueryMsg = {
  /** Interchange, codes, pause. */
  config: {};
} | {
  /** Where a film's contracts are or would be made. */
  addresses: {
    film: string;
    series: number;
  };
} | {
  /** One film. */
  film: {
    film: string;
  };
} | {
  /** Films by id. */
  films: {
    limit?: number | null;
    start_after?: string | null;
  };
} | {
  /** Query the contract's ownership information */
  ownership: {};
};
/** Moves to new code. */
export interface MigrateMsg {}
/** Addresses of a film's contracts. */
export interface FilmAddresses {
  /** Collection account. */
  collection: string;
  /** Returns. */
  returns: string;
  /** Series in order. */
  rights: string[];
}
/** Answer of `Config`. */
export interface ConfigResponse {
  /** Code of each kind. */
  codes: Code[];
  /** Films ever made. */
  films: number;
  /** The studio's interchange. */
  interchange: string;
  /** No new films. */
  paused: boolean;
}
/** A film in the registry. */
export interface Film {
  /** Contracts. */
  addresses: FilmAddresses;
  /** Closed at. */
  closed?: Timestamp | null;
  /** Made at. */
  created: Timestamp;
  /** Denom. */
  denom: string;
  /** Id. */
  film: string;
  /** The studio's interchange. */
  interchange: string;
  /** Title. */
  title: string;
}
export type ArrayOfFilm = Film[];
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
