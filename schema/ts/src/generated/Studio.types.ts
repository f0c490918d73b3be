// Made from the JSON schema by `npm run generate` (ts-codegen 1.14.1, adapted). Edit the schema, not this file.

/** A kind of contract the studio makes. */
export type Kind = "rights" | "engine" | "agreements" | "collection" | "licences" | "returns" | "interchange";
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
   * Makes the film's set: its series, its agreements, its collection account, its licences, its returns, each owned
   * by the studio's owner and administered (migrated) through the studio.
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
  /**
   * Migrates contracts of a film to the studio's current code of their kind; of the kinds that are one a studio,
   * its own.
   */
  migrate_film: {
    /** Film; it may be any text where the kind is one a studio. */
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
/**
 * Binary is a wrapper around Vec<u8> to add base64 de/serialization with serde. It also adds some helper methods to
 * help encode inline.
 */
export type Binary = string;
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
  /** What its parties agreed: JSON of `Agreement`. The studio passes it on unread. */
  agreement: Binary;
  /** The one denom its money is in. */
  denom: string;
  /** 1–8 token series. */
  series: SeriesPlan[];
  /** Terms of distribution runs. */
  terms: Terms;
  /** Title, at most 280 bytes. */
  title: string;
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
  /** What the parties agreed; films made before 0.3 have it in their collection account. */
  agreements?: string | null;
  /** Collection account. */
  collection: string;
  /** Licences on it; films made before 0.3 have none. */
  licences?: string | null;
  /** Returns. */
  returns: string;
  /** Series in order. */
  rights: string[];
}
/** Answer of `Config`. */
export interface ConfigResponse {
  /** Code of each kind. */
  codes: Code[];
  /** The studio's engine. */
  engine?: string | null;
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
