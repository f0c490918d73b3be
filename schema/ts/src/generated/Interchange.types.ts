// Made from the JSON schema by `npm run generate` (ts-codegen 1.14.1, adapted). Edit the schema, not this file.

/** Creates the service. */
export interface InstantiateMsg {}
/** Messages. There is no owner: nobody can take, hold back or redirect what is owed to somebody else. */
export type ExecuteMsg = {
  /**
   * Pays a set. The coin sent must be one, and equal the sum of the payments to the last unit; each wallet once.
   */
  distribute: {
    /** `[wallet, amount]` each. */
    payments: [string, Uint128][];
    /** What the payer calls the set; echoed in events. */
    set: string;
  };
} | {
  /** Tries a parked payment again. Anyone may. */
  retry: {
    denom: string;
    wallet: string;
  };
} | {
  /** The wallet that cannot receive has its parked coins sent to another. */
  redirect: {
    denom: string;
    to: string;
  };
} | {
  /**
   * Sends coins that nobody is owed (a plain bank send brought them) to the contract's admin on the chain, who is
   * the one to hand them back. Anyone may.
   */
  sweep_surplus: {
    denom: string;
  };
};
/**
 * A thin wrapper around u128 that is using strings for JSON encoding/decoding, such that the full u128 range can be
 * used for clients that convert JSON numbers to floats, like JavaScript and jq.
 */
export type Uint128 = string;
/** Queries. */
export type QueryMsg = {
  /** What is parked for a wallet, in all denoms (paged by denom). */
  parked: {
    limit?: number | null;
    start_after?: string | null;
    wallet: string;
  };
} | {
  /** Everything that is parked, by wallet and denom. */
  all_parked: {
    limit?: number | null;
    start_after?: [string, string] | null;
  };
} | {
  /** Why a wallet was not paid: the parked payment with its reason, or none. */
  why_not_paid: {
    denom: string;
    wallet: string;
  };
} | {
  /** Sum of what is parked in a denom: the contract's liabilities. */
  total_parked: {
    denom: string;
  };
};
/** Moves to new code. */
export interface MigrateMsg {}
/** A point in time in nanosecond precision. */
export type Timestamp = Uint64;
/**
 * A thin wrapper around u64 that is using strings for JSON encoding/decoding, such that the full u64 range can be
 * used for clients that convert JSON numbers to floats, like JavaScript and jq.
 */
export type Uint64 = string;
export type ArrayOfParked = Parked[];
/** A payment that could not be delivered. */
export interface Parked {
  /** Amount, all parked sets together. */
  amount: Uint128;
  /** Tries so far. */
  attempts: number;
  /** Denom. */
  denom: string;
  /** The rail's refusal, as the chain words it (a codespace and a code). */
  reason: string;
  /** First parked. */
  since: Timestamp;
  /** Whom it is owed to. */
  wallet: string;
}
export type NullableParked = Parked | null;
