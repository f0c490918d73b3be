// Made from the JSON schema by `npm run generate` (ts-codegen 1.14.1, adapted). Edit the schema, not this file.

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
/** Creates the film's collection account. */
export interface InstantiateMsg {
  /** The one denom of the account. */
  denom: string;
  /** Who pays wallets. */
  interchange: string;
  /** Owner: settles suspense by the rules, pauses. */
  owner: string;
  /** Who is paid. */
  parties: Party[];
  /** Where token series' shares go. */
  returns: string;
  /** How. */
  schedule: Schedule;
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
/** Messages. */
export type ExecuteMsg = {
  /** A receipt: the coin sent runs through the schedule at once. Anyone may pay in. */
  receive: {
    /** The payer's reference, at most 280 bytes. */
    reference?: string | null;
    /** A declared source. */
    source: string;
  };
} | {
  /** Money whose source is not known yet, in any one denom: lies in suspense under the sender's name. */
  deposit: {
    /** What the payer knows about it. */
    note?: string | null;
  };
} | {
  /** Runs a suspense entry in the account's denom through the schedule as a receipt of `source`. */
  assign: {
    entry: number;
    source: string;
  };
} | {
  /** The sender of a suspense entry takes it back; the owner may send it back to the sender. */
  recover: {
    entry: number;
  };
} | {
  /** Names the sender of coins that came by plain bank send: they become a suspense entry of theirs. */
  attribute: {
    amount: Uint128;
    denom: string;
    sender: string;
  };
} | {
  /** Pays out what these parties are credited and have not been paid; an empty list means all. Anyone may. */
  deliver: {
    parties: string[];
  };
} | {
  /** Stops or resumes receipts; credits can still be delivered. */
  set_paused: {
    paused: boolean;
  };
} | {
  /**
   * Update the contract's ownership. The `action` to be provided can be either to propose transferring ownership to
   * an account, accept a pending ownership transfer, or renounce the ownership permanently.
   */
  update_ownership: Action;
};
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
/** A point in time in nanosecond precision. */
export type Timestamp = Uint64;
/**
 * A thin wrapper around u64 that is using strings for JSON encoding/decoding, such that the full u64 range can be
 * used for clients that convert JSON numbers to floats, like JavaScript and jq.
 */
export type Uint64 = string;
/** Queries. */
export type QueryMsg = {
  /** Denom, addresses, pause. */
  config: {};
} | {
  /** The schedule as it was given. */
  schedule: {};
} | {
  /** Totals of the account. Bank balance ≥ credited − delivered + held + suspense (invariant I2). */
  totals: {};
} | {
  /** Parties: entitled, credited, delivered. */
  parties: {
    limit?: number | null;
    start_after?: string | null;
  };
} | {
  /** Sources: received and deducted so far. */
  sources: {
    limit?: number | null;
    start_after?: string | null;
  };
} | {
  /** Tiers: taken in, paid, full or not. */
  tiers: {
    limit?: number | null;
    start_after?: number | null;
  };
} | {
  /** Receipts by number. */
  receipts: {
    limit?: number | null;
    start_after?: number | null;
  };
} | {
  /** Money in suspense by number. */
  suspense: {
    limit?: number | null;
    start_after?: number | null;
  };
} | {
  /** Coins of a denom beyond all liabilities: came by plain bank send. */
  surplus: {
    denom: string;
  };
} | {
  /** What a receipt would give to whom, without making it. */
  what_if: {
    amount: Uint128;
    source: string;
  };
} | {
  /** Query the contract's ownership information */
  ownership: {};
};
/** Moves to new code. */
export interface MigrateMsg {}
/** Answer of `Config`. */
export interface ConfigResponse {
  /** The one denom. */
  denom: string;
  /** Who pays wallets. */
  interchange: string;
  /** No receipts. */
  paused: boolean;
  /** Where series' shares go. */
  returns: string;
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
export type ArrayOfPartyResponse = PartyResponse[];
/** A row of `Parties`. */
export interface PartyResponse {
  /** As booked. */
  credited: Uint128;
  /** Paid out. */
  delivered: Uint128;
  /** By the schedule, from all receipts, computed anew. */
  entitled: Uint128;
  /** Party. */
  id: string;
  /** Who gets its money. */
  payee: Payee;
}
export type ArrayOfReceipt = Receipt[];
/** A receipt. */
export interface Receipt {
  /** Gross. */
  amount: Uint128;
  /** Number, from 1. */
  number: number;
  /** Who paid. */
  payer: string;
  /** Reference. */
  reference?: string | null;
  /** Source. */
  source: string;
  /** When. */
  time: Timestamp;
}
export type ArrayOfSourceResponse = SourceResponse[];
/** A row of `Sources`. */
export interface SourceResponse {
  /** Taken off the top so far. */
  deducted: Uint128;
  /** Source. */
  id: string;
  /** Gross so far. */
  received: Uint128;
}
export type ArrayOfSuspense = Suspense[];
/** Money in suspense. */
export interface Suspense {
  /** Amount. */
  amount: Uint128;
  /** Denom. */
  denom: string;
  /** Number, from 1. */
  entry: number;
  /** Note. */
  note?: string | null;
  /** Whose it is until assigned. */
  sender: string;
  /** When. */
  time: Timestamp;
}
export type ArrayOfTierResponse = TierResponse[];
/** A row of `Tiers`. */
export interface TierResponse {
  /** It has ended. */
  full: boolean;
  /** Tier. */
  id: string;
  /** Paid to its parties so far. */
  paid: Uint128;
  /** Position, from 0. */
  position: number;
  /** What it takes until it ends; none where it is open. */
  size?: Uint128 | null;
}
/** Answer of `Totals`: `received = credited + held`. */
export interface TotalsResponse {
  /** Ever credited to parties. */
  credited: Uint128;
  /** Ever paid out. */
  delivered: Uint128;
  /** Fractions of units that wait in a source or a tier for the next receipt. */
  held: Uint128;
  /** Number of receipts. */
  receipts: number;
  /** Ever received through the schedule. */
  received: Uint128;
  /** In suspense, in the account's denom. */
  suspense: Uint128;
}
export type ArrayOfCredit = Credit[];
/** A credit. */
export interface Credit {
  /** Amount. */
  amount: Uint128;
  /** Party. */
  party: string;
}
