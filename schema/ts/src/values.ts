/**
 * How the layer on top writes amounts and times.
 *
 * @module
 */

import type { Coin } from "./chain.js";

/** Chain times are nanoseconds since 1970, as text. A `Date` has milliseconds. */
export const dateOf = (nanoseconds: string): Date => new Date(Number(BigInt(nanoseconds) / 1_000_000n));

/** The same where there may be none. */
export const dateOrNone = (nanoseconds: string | null | undefined): Date | undefined =>
  nanoseconds == null ? undefined : dateOf(nanoseconds);

/** An amount for people: digits in groups of three, then the denom. `402,496,175,140uusd`. */
export function written(amount: bigint, denom: string): string {
  return `${grouped(amount)}${denom}`;
}

/** Digits in groups of three. */
export const grouped = (amount: bigint): string => amount.toString().replace(/\B(?=(\d{3})+$)/g, ",");

/** A moment for people, `2027-12-31 09:30 UTC`. */
export const moment = (time: Date): string => `${time.toISOString().slice(0, 16).replace("T", " ")} UTC`;

/** Coins as CosmJS takes them. An amount without a denom is in the film's. */
export function coinOf(amount: bigint | Coin, denom: string): Coin {
  return typeof amount === "bigint" ? { denom, amount: amount.toString() } : amount;
}
