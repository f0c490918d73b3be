// Made from the JSON schema by `npm run generate` (ts-codegen 1.14.1, adapted). Edit the schema, not this file.

/**
 * A thin wrapper around u128 that is using strings for JSON encoding/decoding, such that the full u128 range can be
 * used for clients that convert JSON numbers to floats, like JavaScript and jq.
 */
export type Uint128 = string;
/** Creates the film's returns. */
export interface InstantiateMsg {
  /** The one denom that is paid out. */
  denom: string;
  /** The `interchange` that delivers. */
  interchange: string;
  /** Owner: sets terms, pauses new runs. */
  owner: string;
  /** The `rights` contracts, in the film's order; their position is the series number. */
  series: string[];
  /** When runs are due and how long they may freeze. */
  terms: Terms;
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
/** Messages. */
export type ExecuteMsg = {
  /** Adds the coin sent to a series' pot. Anyone may. */
  fund: {
    series: number;
  };
} | {
  /** Starts a due run: takes pot, supply and slots at this height and freezes the holders. Anyone may. */
  trigger: {
    series: number;
  };
} | {
  /**
   * Credits the next `pages` credit pages (128 holders each) and thaws them. A message that expects another cursor
   * is refused, so a replay does nothing (acceptance P1). At the last page the run is settled. Anyone may.
   */
  advance: {
    expected_cursor: number;
    pages: number;
    run: number;
  };
} | {
  /** Ends a run whose freeze has expired; what it had not credited goes back to the pot. Anyone may. */
  expire: {
    run: number;
  };
} | {
  /** Hands the credits of `pages` credit pages from `first_page` on to the interchange. Anyone may. */
  deliver: {
    first_page: number;
    pages: number;
    series: number;
  };
} | {
  /** Replaces the terms; a run under way keeps its own. */
  set_terms: {
    terms: Terms;
  };
} | {
  /** Puts coins that came by plain bank send, beyond all liabilities, into a series' pot. */
  absorb_surplus: {
    series: number;
  };
} | {
  /** Stops or resumes new runs; one under way goes on. */
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
  /** Denom, series, interchange, terms, pause. */
  config: {};
} | {
  /** One series: pot, carry, credits outstanding, its run if one is under way. */
  series: {
    series: number;
  };
} | {
  /** What anyone could do now: the keeper asks this, and nothing else, to know its work. */
  work: {};
} | {
  /** One run. */
  run: {
    run: number;
  };
} | {
  /** Runs by number. */
  runs: {
    limit?: number | null;
    start_after?: number | null;
  };
} | {
  /** A wallet's credit that is not yet delivered. */
  credit: {
    series: number;
    wallet: string;
  };
} | {
  /** Credit pages with something to deliver: number and sum. */
  credit_pages: {
    limit?: number | null;
    series: number;
    start_after?: number | null;
  };
} | {
  /** Why a wallet has not (yet) been paid. */
  why_not_paid: {
    series: number;
    wallet: string;
  };
} | {
  /** Query the contract's ownership information */
  ownership: {};
};
/** Moves to new code. */
export interface MigrateMsg {}
/** Answer of `Config`. */
export interface ConfigResponse {
  /** The one denom that is paid out. */
  denom: string;
  /** The `interchange`. */
  interchange: string;
  /** No new runs. */
  paused: boolean;
  /** The `rights` contracts; position is series number. */
  series: string[];
  /** Terms. */
  terms: Terms;
}
export type ArrayOfCreditPage = CreditPage[];
/** A row of `CreditPages`. */
export interface CreditPage {
  /** Sum. */
  amount: Uint128;
  /** Number. */
  page: number;
  /** Wallets with credit. */
  wallets: number;
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
/** State of a run. */
export type RunState = "paying" | "settled" | "expired";
/** A distribution run. */
export interface Run {
  /** Credited so far. */
  credited: Uint128;
  /** First index not yet credited. */
  cursor: number;
  /** Freeze ends at the latest. */
  expires: Timestamp;
  /** Hash over all sets so far: SHA-256(previous ‖ set), see the contract's README. */
  hash: string;
  /** Began at this height. */
  height: number;
  /** Slots at the trigger. */
  holders: number;
  /** What is shared: received + carry − bounty. */
  pot: Uint128;
  /** Number, from 1, over all series. */
  run: number;
  /** Series. */
  series: number;
  /** Sets so far (credit pages). */
  sets: number;
  /** Began. */
  started: Timestamp;
  /** State. */
  state: RunState;
  /** Supply at the trigger. */
  supply: Uint128;
  /** Units seen so far. */
  units: Uint128;
}
export type ArrayOfRun = Run[];
/**
 * Answer of `Series`. Bank balance ≥ Σ over series of `pot + carry + running + credited − delivered` (invariant
 * I2).
 */
export interface SeriesResponse {
  /** Ever paid as bounty. */
  bounties: Uint128;
  /** What the floors of earlier runs left; part of the next run's pot. */
  carry: Uint128;
  /** Ever credited to holders. */
  credited: Uint128;
  /** Ever handed to the interchange. */
  delivered: Uint128;
  /** Ever received. */
  funded: Uint128;
  /** When the last run began. */
  last_run?: Timestamp | null;
  /** Received since the last run. */
  pot: Uint128;
  /** No run starts before this: holders stay free at least as long as they were frozen, and the terms' pause. */
  resting_until: Timestamp;
  /** The part of the pot that an expired run gave back: no second bounty is paid on it. */
  returned: Uint128;
  /** The run under way. */
  run?: number | null;
  /** In the run under way, not yet credited. */
  running: Uint128;
}
/** Answer of `WhyNotPaid`. The first reason that applies. */
export type WhyNotPaidResponse = {
  /** It never held units of this series. */
  not_a_holder: {};
} | {
  /** It is in a run that has not reached it. */
  awaiting_run: {
    /** Its cursor. */
    cursor: number;
    /** Freeze ends at the latest. */
    expires: Timestamp;
    /** The wallet's index. */
    index: number;
    /** Run. */
    run: number;
  };
} | {
  /** It has credit that nobody has delivered yet. */
  awaiting_delivery: {
    /** How much. */
    amount: Uint128;
  };
} | {
  /** Delivery failed; the coins lie in the interchange under its name. */
  parked: {
    /** The parked payment. */
    parked: Parked;
  };
} | {
  /** A run is due and nobody has triggered it yet; anyone may. */
  awaiting_trigger: {
    /** In the pot. */
    pot: Uint128;
  };
} | {
  /** A run would be due, but the holders' rest after the last one is not over. */
  resting: {
    /** In the pot. */
    pot: Uint128;
    /** A run may start then. */
    until: Timestamp;
  };
} | {
  /** No run is due: the pot is below the threshold and no time is up. */
  no_run_due: {
    /** In the pot. */
    pot: Uint128;
    /** Threshold. */
    threshold: Uint128;
  };
} | {
  /** Nothing is owed: all it was ever credited was delivered. */
  paid: {};
};
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
/** Answer of `Work`. */
export interface WorkResponse {
  /** Runs to advance. */
  advance: AdvanceWork[];
  /** Series with credits to deliver, and the first page that has some. */
  deliver: DeliverWork[];
  /** Runs whose freeze has expired. */
  expire: number[];
  /** Series whose run is due now. */
  trigger: number[];
}
/** A run that can go on. */
export interface AdvanceWork {
  /** Its cursor. */
  cursor: number;
  /** Credit pages that remain. */
  pages_left: number;
  /** Run. */
  run: number;
}
/** Credits that can be delivered. */
export interface DeliverWork {
  /** Sum. */
  amount: Uint128;
  /** One past the last page that may have something. */
  end_page: number;
  /** First credit page with something in it. */
  first_page: number;
  /** Series. */
  series: number;
}
