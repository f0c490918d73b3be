/**
 * Where a wallet's money is, and why it has not (yet) been paid: typed for programs, and a sentence for people.
 *
 * @module
 */

import type { Statement } from "./account.js";
import type { Parked as ParkedJson } from "./generated/Interchange.types.js";
import type { WhyNotPaidResponse } from "./generated/Returns.types.js";
import { dateOf, grouped, moment, written, writtenDay } from "./values.js";

/** A payment that the bank would not deliver. It stays the wallet's own. */
export interface ParkedPayment {
  /** Whom it is owed to. */
  readonly wallet: string;
  /** Denom. */
  readonly denom: string;
  /** Base units, all parked sets together. */
  readonly amount: bigint;
  /** The bank's refusal, as the chain words it. */
  readonly reason: string;
  /** First parked. */
  readonly since: Date;
  /** Tries so far. */
  readonly attempts: number;
}

/** One reason. Amounts are base units of the film's denom unless they carry another. */
export type Reason = { /** For people. */ readonly sentence: string } & (
  | {
      /** The bank refused it: `retry`, or `redirect` to another wallet. */
      readonly kind: "parked";
      readonly parked: ParkedPayment;
    }
  | {
      /** Credited by a run, not delivered: anyone may `deliver`. */
      readonly kind: "awaiting_delivery";
      readonly series: number;
      readonly amount: bigint;
    }
  | {
      /** In a run that has not reached it. */
      readonly kind: "awaiting_run";
      readonly series: number;
      readonly run: number;
      readonly cursor: number;
      readonly index: number;
      readonly expires: Date;
    }
  | {
      /** A run is due: anyone may `trigger`. */
      readonly kind: "awaiting_trigger";
      readonly series: number;
      readonly pot: bigint;
    }
  | {
      /** All holders' money, still in the collection account under this party: anyone may `deliverParties`. */
      readonly kind: "awaiting_collection";
      readonly series: number;
      readonly party: string;
      readonly amount: bigint;
    }
  | {
      /** Credited to the wallet as a party: anyone may `deliverParties`. */
      readonly kind: "party_awaiting_delivery";
      readonly party: string;
      readonly amount: bigint;
    }
  | {
      /** Credited to the party, paid out from this day on. */
      readonly kind: "party_held";
      readonly party: string;
      readonly amount: bigint;
      readonly until: Date;
    }
  | {
      /** The holders rest from the last run. */
      readonly kind: "resting";
      readonly series: number;
      readonly pot: bigint;
      readonly until: Date;
    }
  | {
      /** Too little in the pot, and no time is up. */
      readonly kind: "no_run_due";
      readonly series: number;
      readonly pot: bigint;
      readonly threshold: bigint;
    }
  | {
      /** The receipts have not reached the party's tier. */
      readonly kind: "party_not_reached";
      readonly party: string;
    }
  | {
      /** Nothing is owed to it as a holder. */
      readonly kind: "paid";
      readonly series: number;
    }
  | {
      /** Nothing is owed to it as a party. */
      readonly kind: "party_paid";
      readonly party: string;
      readonly delivered: bigint;
    }
  | {
      /** Never held units, and is no party. */
      readonly kind: "stranger";
    }
);

/** What a reason is. */
export type ReasonKind = Reason["kind"];

/** Why a wallet has not been paid. */
export interface WhyNotPaid {
  /** Wallet. */
  readonly wallet: string;
  /** At least one, the most pressing first. */
  readonly reasons: readonly [Reason, ...Reason[]];
  /** All of it for people. */
  readonly sentence: string;
}

/** What the contracts say about a wallet. */
export interface Findings {
  /** Wallet. */
  readonly wallet: string;
  /** The film's denom. */
  readonly denom: string;
  /** A party that is held until a later day is told so. */
  readonly now: Date;
  /** What the interchange holds for it in that denom. */
  readonly parked: ParkedJson | null;
  /** What `returns` says, by series. */
  readonly series: readonly WhyNotPaidResponse[];
  /** The film's parties. */
  readonly parties: readonly Statement[];
}

/** The most pressing first: what somebody can do something about, then what takes time, then what is done. */
const ORDER: readonly ReasonKind[] = [
  "parked",
  "awaiting_delivery",
  "awaiting_run",
  "awaiting_trigger",
  "awaiting_collection",
  "party_awaiting_delivery",
  "party_held",
  "resting",
  "no_run_due",
  "party_not_reached",
  "paid",
  "party_paid",
  "stranger",
];

/** A parked payment, from the contract's JSON. */
export function parkedOf({ amount, since, ...same }: ParkedJson): ParkedPayment {
  return { ...same, amount: BigInt(amount), since: dateOf(since) };
}

/** Puts together what the contracts say. Pure. */
export function explain({ wallet, denom, now, parked, series, parties }: Findings): WhyNotPaid {
  const reasons = [
    ...(parked === null ? [] : [ofParked(parkedOf(parked))]),
    ...series.flatMap((found, number) => ofSeries(found, number, denom)),
    ...parties.flatMap((party) => ofParty(party, wallet, series, denom, now)),
  ].sort((one, other) => ORDER.indexOf(one.kind) - ORDER.indexOf(other.kind));
  const [first = STRANGER, ...others] = reasons;
  return {
    wallet,
    reasons: [first, ...others],
    sentence: [first, ...others].map(({ sentence }) => sentence).join("\n"),
  };
}

const STRANGER: Reason = {
  kind: "stranger",
  sentence: "It has nothing to do with this film: it never held units and is no party.",
};

function ofParked(parked: ParkedPayment): Reason {
  const tries = parked.attempts === 1 ? "once" : `${parked.attempts} times`;
  return {
    kind: "parked",
    parked,
    sentence:
      `${written(parked.amount, parked.denom)} wait for it in the interchange since ${moment(parked.since)}: the bank ` +
      `would not deliver them (${parked.reason}), tried ${tries}. When the wallet can receive again, anyone may retry.`,
  };
}

function ofSeries(found: WhyNotPaidResponse, series: number, denom: string): Reason[] {
  if ("awaiting_run" in found) {
    const { run, cursor, index } = found.awaiting_run;
    const expires = dateOf(found.awaiting_run.expires);
    const sentence =
      `Run ${run} of series ${series} is under way and has not reached it: it is holder ${index}, the run stands at ` +
      `${cursor}. If the run stopped, everyone would be free again by ${moment(expires)}.`;
    return [{ kind: "awaiting_run", series, run, cursor, index, expires, sentence }];
  }
  if ("awaiting_delivery" in found) {
    const amount = BigInt(found.awaiting_delivery.amount);
    const sentence =
      `A run of series ${series} has credited it ${written(amount, denom)}; nobody has delivered them yet. The keeper ` +
      "does, or anyone.";
    return [{ kind: "awaiting_delivery", series, amount, sentence }];
  }
  if ("awaiting_trigger" in found) {
    const pot = BigInt(found.awaiting_trigger.pot);
    const sentence =
      `A run of series ${series} is due, with ${written(pot, denom)} in its pot, and nobody has started it. The ` +
      "keeper does, or anyone.";
    return [{ kind: "awaiting_trigger", series, pot, sentence }];
  }
  if ("resting" in found) {
    const pot = BigInt(found.resting.pot);
    const until = dateOf(found.resting.until);
    const sentence =
      `${written(pot, denom)} wait in the pot of series ${series}. Its holders rest from the last run: the next may ` +
      `begin at ${moment(until)}.`;
    return [{ kind: "resting", series, pot, until, sentence }];
  }
  if ("no_run_due" in found) {
    const pot = BigInt(found.no_run_due.pot);
    const threshold = BigInt(found.no_run_due.threshold);
    const sentence =
      `No run of series ${series} is due: ${written(pot, denom)} wait in its pot, a run begins at ` +
      `${grouped(threshold)} or when its time comes.`;
    return [{ kind: "no_run_due", series, pot, threshold, sentence }];
  }
  if ("paid" in found) {
    return [{ kind: "paid", series, sentence: `All that series ${series} ever credited it was delivered.` }];
  }
  // `parked` is told from the interchange's own words, and a wallet that never held is owed nothing.
  return [];
}

function ofParty(
  { party, payee, heldUntil, credited, delivered, owed }: Statement,
  wallet: string,
  series: readonly WhyNotPaidResponse[],
  denom: string,
  now: Date,
): Reason[] {
  const held = (): Reason[] => {
    if (owed === 0n || heldUntil === undefined || heldUntil <= now) return [];
    const sentence =
      `Party \`${party}\` is credited ${written(owed, denom)} that it is paid from ${writtenDay(heldUntil)} on, as the ` +
      "agreement says.";
    return [{ kind: "party_held", party, amount: owed, until: heldUntil, sentence }];
  };
  if ("series" in payee) {
    const number = payee.series.series;
    const found = series[number];
    if (owed === 0n || found === undefined || "not_a_holder" in found) return [];
    if (held().length > 0) return held();
    const sentence =
      `${written(owed, denom)} for all holders of series ${number} are on their way: the collection account has not ` +
      "handed them on yet. The keeper does, or anyone.";
    return [{ kind: "awaiting_collection", series: number, party, amount: owed, sentence }];
  }
  // Another film's money is no wallet's.
  if (!("wallet" in payee) || payee.wallet.address !== wallet) return [];
  if (held().length > 0) return held();
  if (credited === 0n) {
    const sentence = `As party \`${party}\` it is owed nothing yet: the receipts have not reached its tier.`;
    return [{ kind: "party_not_reached", party, sentence }];
  }
  if (owed === 0n) {
    const sentence = `As party \`${party}\` it was handed all ${written(delivered, denom)} it is owed.`;
    return [{ kind: "party_paid", party, delivered, sentence }];
  }
  const sentence = `As party \`${party}\` it is credited ${written(owed, denom)} that nobody has delivered yet.`;
  return [{ kind: "party_awaiting_delivery", party, amount: owed, sentence }];
}
