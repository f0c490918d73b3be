// Made from the JSON schema by `npm run generate` (ts-codegen 1.14.1, adapted). Edit the schema, not this file.

/** Creates the film's collection account. It asks `agreements` for what it runs, so that exists before. */
export interface InstantiateMsg {
  /** What the parties agreed; alone may amend. */
  agreements: string;
  /** The one denom of the account. */
  denom: string;
  /** Who pays wallets. */
  interchange: string;
  /** Owner: settles suspense by the rules, approves expenses, attests figures, pauses. */
  owner: string;
  /** Where token series' shares go. */
  returns: string;
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
  /** Approves expenses of a party at a source, as they were spent: they are recovered from what comes in later. */
  approve: {
    amount: Uint128;
    party: string;
    reference?: string | null;
    source: string;
  };
} | {
  /** Attests a figure, which only grows. */
  attest: {
    figure: string;
    reference?: string | null;
    value: Uint128;
  };
} | {
  /** Lets reserves that are due flow into their tables. Receipts do it too; this is for when none come. */
  release: {};
} | {
  /** Goes on under another version. The books may move nothing: the sum and everyone's credit stay as they are. */
  amend: {
    books: Binary;
    parties: Party[];
    terms: Binary;
    version: number;
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
/**
 * A thin wrapper around u128 that is using strings for JSON encoding/decoding, such that the full u128 range can be
 * used for clients that convert JSON numbers to floats, like JavaScript and jq.
 */
export type Uint128 = string;
/**
 * Binary is a wrapper around Vec<u8> to add base64 de/serialization with serde. It also adds some helper methods to
 * help encode inline.
 */
export type Binary = string;
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
/** Queries. */
export type QueryMsg = {
  /** Denom, addresses, pause. */
  config: {};
} | {
  /** Totals of the account. Bank balance ≥ credited − delivered + held + suspense (invariant I2). */
  totals: {};
} | {
  /** Parties: credited, delivered, held back. */
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
  /** Everything that ever moved the books, by number: with the agreements, all that is needed to recompute them. */
  entries: {
    limit?: number | null;
    start_after?: number | null;
  };
} | {
  /** Approved expenses. */
  expenses: {};
} | {
  /** Attested figures. */
  figures: {};
} | {
  /** Terms and books as they are kept: for `agreements`. */
  books: {};
} | {
  /** What the capped shares of tiers that are open and have not ended have yet to receive: the film's deficit. */
  deficit: {};
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
/** Answer of `Books`. */
export interface BooksResponse {
  /** Head and all pages, as `backlot_waterfall::Books` encodes them. */
  books: Binary;
  /** Terms in force. */
  terms: Binary;
}
/** Answer of `Config`. */
export interface ConfigResponse {
  /** What the parties agreed. */
  agreements: string;
  /** The one denom. */
  denom: string;
  /** Who pays wallets. */
  interchange: string;
  /** No receipts. */
  paused: boolean;
  /** Where series' shares go. */
  returns: string;
  /** The version in force. */
  version: number;
}
/** What an entry did. */
export type Booked = {
  /** A receipt. */
  received: {
    /** Gross. */
    amount: Uint128;
    /** Source. */
    source: string;
  };
} | {
  /** Expenses were approved. */
  approved: {
    /** So much more. */
    amount: Uint128;
    /** Whose. */
    party: string;
    /** Source. */
    source: string;
  };
} | {
  /** A figure was attested. */
  attested: {
    /** Which. */
    figure: string;
    /** As it is now. */
    value: Uint128;
  };
} | {
  /** Reserves were released. */
  released: {};
} | {
  /** Another film's deficit was read. */
  deficit: {
    /** The party that is the film. */
    party: string;
    /** As it is now. */
    value: Uint128;
  };
} | {
  /** Another version came into force. */
  amended: {
    /** Which. */
    version: number;
  };
};
export type ArrayOfEntry = Entry[];
/** An entry of the books. */
export interface Entry {
  /** What. */
  booked: Booked;
  /** Number, from 1. */
  number: number;
  /** Reference. */
  reference?: string | null;
  /** Who paid or said it. */
  sender: string;
  /** When. */
  time: Timestamp;
}
export type ArrayOfExpensesResponse = ExpensesResponse[];
/** A row of `Expenses`. */
export interface ExpensesResponse {
  /** Approved. */
  approved: Uint128;
  /** Most that can be approved. */
  cap: Uint128;
  /** Whose. */
  party: string;
  /** Recovered. */
  recovered: Uint128;
  /** Of which source. */
  source: string;
}
export type ArrayOfFigureResponse = FigureResponse[];
/** A row of `Figures`. */
export interface FigureResponse {
  /** Which. */
  figure: string;
  /** As attested. */
  value: Uint128;
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
  /** Credited. */
  credited: Uint128;
  /** Paid out. */
  delivered: Uint128;
  /** As agreed. */
  party: Party;
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
  ended: boolean;
  /** Tier. */
  id: string;
  /** It takes money. */
  open: boolean;
  /** Paid to its parties so far. */
  paid: Uint128;
  /** Position, from 0, over all tables. */
  position: number;
  /** Shares in order. */
  shares: ShareResponse[];
  /** Its table. */
  table: string;
}
/** A share of a tier. */
export interface ShareResponse {
  /** Paid in this tier. */
  paid: Uint128;
  /** Whose. */
  party: string;
  /** What it can still receive as of now; none where it is open. */
  room?: Uint128 | null;
}
/** Answer of `Totals`: `received = credited + held`. */
export interface TotalsResponse {
  /** Ever credited to parties. */
  credited: Uint128;
  /** Ever paid out. */
  delivered: Uint128;
  /** Number of entries. */
  entries: number;
  /** Waits in tiers, as fractions of units, and in reserves. */
  held: Uint128;
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
