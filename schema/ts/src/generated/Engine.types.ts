// Made from the JSON schema by `npm run generate` (ts-codegen 1.14.1, adapted). Edit the schema, not this file.

/** Creates the engine, one a studio. */
export interface InstantiateMsg {}
/** Messages. There is no owner, and nothing that anyone could change. */
export type ExecuteMsg = {
  /**
   * Sends coins that came by plain bank send to the contract's admin on the chain, who is the one to hand them
   * back: nobody is owed coins here. Anyone may.
   */
  sweep_surplus: {
    denom: string;
  };
};
/** Queries. */
export type QueryMsg = {
  /** Checks an agreement (JSON of `Agreement`) and writes it as an account runs it. */
  compile: {
    agreement: Binary;
  };
} | {
  /**
   * Carries an account over to another agreement: the one in force, the books as they are (as `collection`'s
   * `Books` gives them), and the new one.
   */
  amend: {
    agreement: Binary;
    books: Binary;
    current: Binary;
  };
};
/**
 * Binary is a wrapper around Vec<u8> to add base64 de/serialization with serde. It also adds some helper methods to
 * help encode inline.
 */
export type Binary = string;
/** Moves to new code. */
export interface MigrateMsg {}
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
/** Answer of `Amend`. */
export interface Amendment {
  /** The books, carried over: nobody's credit is less. */
  books: Binary;
  /** The new agreement, compiled. */
  compilation: Compilation;
  /** Parties that can ever get less than under the terms in force. */
  falls: string[];
}
/** Answer of `Compile`. */
export interface Compilation {
  /** The parties as given, in the order of the terms. */
  parties: Party[];
  /** Share of the unharmed that must consent to an amendment: hundredths of a percent. */
  quorum: number;
  /** Names and schedule, as `backlot_waterfall::Terms` encodes them. */
  terms: Binary;
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
