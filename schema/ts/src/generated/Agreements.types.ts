// Made from the JSON schema by `npm run generate` (ts-codegen 1.14.1, adapted). Edit the schema, not this file.

/**
 * Binary is a wrapper around Vec<u8> to add base64 de/serialization with serde. It also adds some helper methods to
 * help encode inline.
 */
export type Binary = string;
/** Records a film's first agreement. */
export interface InstantiateMsg {
  /** JSON of `Agreement`. */
  agreement: Binary;
  /** The film's collection account, which may not exist yet. */
  collection: string;
  /** Who reads agreements. */
  engine: string;
  /** Owner: proposes amendments. */
  owner: string;
  /** Number of the film's token series. */
  series: number;
}
/** Messages. */
export type ExecuteMsg = {
  /** Proposes a new version. One is open at a time. */
  propose: {
    agreement: Binary;
    deadline: Timestamp;
    reference?: string | null;
  };
} | {
  /** A party's voice consents to the open proposal, or takes its consent back. */
  consent: {
    consent: boolean;
    parties: string[];
  };
} | {
  /** Puts the open proposal into force when those who must have consented. Anyone may. */
  adopt: {};
} | {
  /** Takes the open proposal back. */
  withdraw: {};
} | {
  /** Sends on what came by plain bank send: nobody is owed coins here. */
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
/** Queries. */
export type QueryMsg = {
  /** Addresses and the number of the version in force. */
  config: {};
} | {
  /** What the account runs: asked by `collection` when it opens. */
  current: {};
} | {
  /** One version as it was given. */
  version: {
    version: number;
  };
} | {
  /** Versions by number, without their text. */
  versions: {
    limit?: number | null;
    start_after?: number | null;
  };
} | {
  /** The open proposal, if there is one. */
  proposal: {};
} | {
  /** Who speaks for a party. */
  voice: {
    party: string;
  };
} | {
  /** Query the contract's ownership information */
  ownership: {};
};
/** Moves to new code. */
export interface MigrateMsg {}
/** Answer of `Config`. */
export interface ConfigResponse {
  /** The film's collection account. */
  collection: string;
  /** Who reads agreements. */
  engine: string;
  /** In force. */
  version: number;
}
/**
 * A thin wrapper around u128 that is using strings for JSON encoding/decoding, such that the full u128 range can be
 * used for clients that convert JSON numbers to floats, like JavaScript and jq.
 */
export type Uint128 = string;
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
} | {
  /**
   * Another film of the same owner: its collection account receives the money as a receipt of a source of its own.
   */
  film: {
    /** The other film's collection account. */
    account: string;
    /** The source there. */
    source: string;
  };
};
/** Answer of `Current`. */
export interface Current {
  /** Parties in the order of the terms. */
  parties: Party[];
  /** Names and schedule, as `backlot_waterfall::Terms` encodes them. */
  terms: Binary;
  /** In force. */
  version: number;
}
/** A party to the schedule. */
export interface Party {
  /** Credited at once, paid out from this day on. */
  held_until?: number | null;
  /** Unique in the film. */
  id: string;
  /** What it put into the film: the base of caps in percent. */
  invested?: Uint128 | null;
  /** Who gets its money. */
  payee: Payee;
  /**
   * Who consents to amendments for it; the payee's wallet where none is named. A party with neither has no voice.
   */
  voice?: string | null;
}
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
export type NullableProposalResponse = ProposalResponse | null;
/** Answer of `Proposal`. */
export interface ProposalResponse {
  /** JSON as it was given. */
  agreement: Binary;
  /** Parties that have consented. */
  consents: string[];
  /** It lapses then. */
  deadline: Timestamp;
  /** Parties that can get less: each must consent. */
  falls: string[];
  /** Of the others, so many have. */
  given: number;
  /** Of the others with a voice, so many must consent. */
  needed: number;
  /** Reference. */
  reference?: string | null;
}
/** Answer of `Version`. */
export interface VersionResponse {
  /** JSON as it was given. */
  agreement: Binary;
  /** Number and times. */
  summary: VersionSummary;
}
/** A row of `Versions`. */
export interface VersionSummary {
  /** In force since. */
  adopted: Timestamp;
  /** Of its proposal. */
  reference?: string | null;
  /** SHA-256 of the text. */
  sha256: Binary;
  /** From 1. */
  version: number;
}
export type ArrayOfVersionSummary = VersionSummary[];
export type NullableString = string | null;
