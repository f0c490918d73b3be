// Made from the JSON schema by `npm run generate` (ts-codegen 1.14.1, adapted). Edit the schema, not this file.

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
/** A deduction off the top. */
export type Deduction = {
  /** A percentage of the gross: commission, collection fee, residuals, support by brackets. */
  percent: {
    /** Who gets it. */
    party: string;
    /** The rate from each volume of this source on; the first from 0. */
    steps: Step[];
    /** At least this in every calendar year (UTC) with receipts, as far as they suffice. */
    yearly_minimum?: Uint128 | null;
  };
} | {
  /**
   * Expenses as spent and approved: everything that is left of receipts, until all that is approved is recovered.
   */
  expenses: {
    /** Most that can ever be approved. */
    cap: Uint128;
    /** Who gets it. */
    party: string;
  };
} | {
  /** Money set aside until a day; then it flows into the source's table. */
  reserve: {
    /** Of the gross. */
    bps: number;
    /** Most that is ever set aside. */
    cap?: Uint128 | null;
    /** Released from this day on. */
    until: number;
  };
};
/** Conditions together. Whatever once held holds for good. */
export type When = {
  /** One of them. */
  any: Condition[];
} | {
  /** Each of them. */
  all: Condition[];
};
/** A condition. */
export type Condition = {
  /** All caps of this tier are full. Of an end only. */
  full: {};
} | {
  /** These parties together have received so much in these tiers, of any tables. */
  received: {
    /** Together. */
    amount: Uint128;
    /** Parties; empty for all. */
    parties: string[];
    /** Tiers; empty for all. */
    tiers: string[];
  };
} | {
  /** These sources together have received so much gross. */
  gross: {
    /** Together. */
    amount: Uint128;
    /** Sources; empty for all. */
    sources: string[];
  };
} | {
  /** An attested figure has reached so much. */
  figure: {
    /** Which. */
    figure: string;
    /** So much. */
    reaches: Uint128;
  };
} | {
  /** The day has come. */
  day: {
    /** From this one on. */
    from: number;
  };
} | {
  /** Other tiers have ended. */
  ended: {
    /** All of these. */
    tiers: string[];
  };
};
/** How much a share can get in its tier. */
export type Cap = {
  /** One limit. */
  only: Limit;
} | {
  /** The lesser of two. */
  lesser: [Limit, Limit];
} | {
  /** The greater of two. */
  greater: [Limit, Limit];
};
/** A limit as the trade writes it. */
export type Limit = {
  /** An amount. */
  amount: {
    /** How much. */
    amount: Uint128;
  };
} | {
  /** A percentage of what the party put in, as 12,000 for 120 %. */
  invested: {
    /** Hundredths of a percent. */
    bps: number;
  };
} | {
  /** Principal and interest, actual/365, on what is outstanding since each draw-down; interest is paid first. */
  loan: {
    /** A year. */
    bps: number;
    /** Interest that is unpaid after each 365 days from the first draw-down bears interest. */
    compound: boolean;
    /** What was drawn, and when; days ascend. */
    draws: Draw[];
  };
} | {
  /** Piecewise linear in an attested figure, as support money is. */
  brackets: {
    /** Which. */
    figure: string;
    /** Rates; the first from 0. */
    steps: Step[];
  };
} | {
  /** What another film of the same owner has not recouped yet. The party's payee is that film. */
  deficit: {};
};
/** What the parties agree on. */
export interface Agreement {
  /** Who is paid. */
  parties: Party[];
  /**
   * Of the parties that an amendment cannot hurt, so many hundredths of a percent (by head) must consent to it too.
   */
  quorum: number;
  /** How. */
  schedule: Schedule;
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
/** A recoupment schedule. */
export interface Schedule {
  /** Figures that the owner attests over time, as `admissions` or `box-office`: they only grow. */
  figures: string[];
  /** Where receipts come from, and what is taken off the top of each. */
  sources: Source[];
  /** Tables, each with tiers of its own. */
  tables: Table[];
}
/** A source of receipts. */
export interface Source {
  /** Unique in the film. */
  id: string;
  /** Taken in order before anything reaches the table. */
  off_the_top: Deduction[];
  /** The table it pays into. */
  table: string;
}
/** A rate from some amount on. */
export interface Step {
  /** Of what lies above it, until the next step. */
  bps: number;
  /** From this amount on. */
  from: Uint128;
}
/** A table of tiers: cinema, television, platforms, a territory. */
export interface Table {
  /** Unique in the film. */
  id: string;
  /** What comes in runs through these in order: what one cannot take goes on to the next. The last one is open. */
  tiers: Tier[];
}
/** One step of the waterfall. */
export interface Tier {
  /** The tier ends for good when this holds. None: when all its caps are full. */
  ends?: When | null;
  /** Escalators: from each on, the shares have other weights. They come in order. */
  escalators: Escalator[];
  /** Unique in the film. */
  id: string;
  /** Money passes by until this holds; then it is open for good. */
  opens?: When | null;
  /** Who shares in it, pari passu by weight. Who has reached the cap drops out; the others share on. */
  shares: Share[];
}
/** From a condition on, other weights. */
export interface Escalator {
  /** One a share, in their order; above zero. */
  weights: number[];
  /** From when. */
  when: When;
}
/** A share in a tier. */
export interface Share {
  /** At most this in this tier. None: open. */
  cap?: Cap | null;
  /** Who; once in a tier. */
  party: string;
  /** Weight against the others' weights; above zero. */
  weight: number;
}
/** A draw-down of a loan. */
export interface Draw {
  /** So much. */
  amount: Uint128;
  /** On this day. */
  day: number;
}
