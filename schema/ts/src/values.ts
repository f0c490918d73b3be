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

const DAY = 86_400_000;

/** Contracts number days from 1970-01-01 (UTC): the beginning of such a day. */
export const dateOfDay = (day: number): Date => new Date(day * DAY);

/** The number of the day (UTC) in which a moment lies. */
export const dayOf = (time: Date): number => Math.floor(time.getTime() / DAY);

/** A day for people, `2027-12-31`. */
export const writtenDay = (day: Date): string => day.toISOString().slice(0, 10);

/** Chain times from a `Date`: nanoseconds since 1970, as text. */
export const nanosecondsOf = (time: Date): string => (BigInt(time.getTime()) * 1_000_000n).toString();

/** The bytes of a base64 text. */
export const bytesOf = (base64: string): Uint8Array => Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));

/** Bytes as lower-case hex. */
export const hexOf = (bytes: Uint8Array): string =>
  Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");

/** Bytes as text; throws where they are no UTF-8. */
export const textOf = (bytes: Uint8Array): string => new TextDecoder("utf-8", { fatal: true }).decode(bytes);
