/**
 * The rails that wallets are paid on. The interchange has one: the bank.
 *
 * @module
 */

import type { InterchangeQueryClient } from "./generated/Interchange.client.js";
import type { Parked as ParkedJson } from "./generated/Interchange.types.js";
import type { ReturnsQueryClient } from "./generated/Returns.client.js";
import { MOST_ROWS, rows } from "./ledger.js";
import { parkedOf, type ParkedPayment } from "./why.js";

/** Where a wallet's money stands on the rail that pays it. The interchange has one: the bank. */
export interface Rails {
  /** Wallet. */
  readonly wallet: string;
  /** How it is paid. */
  readonly rail: "bank";
  /** `parked`: the bank refused it; `waiting`: credits are to be delivered; `clear`: nothing lies anywhere. */
  readonly state: "clear" | "waiting" | "parked";
  /** Credited by runs and not delivered, by series; series without are left out. */
  readonly waiting: readonly { readonly series: number; readonly amount: bigint }[];
  /** What the bank refused, in all denoms; of other films of the studio too. */
  readonly parked: readonly ParkedPayment[];
}

/** Asks what lies in `returns` (of this many series) and in the interchange for a wallet. */
export async function readRails(
  returns: ReturnsQueryClient,
  interchange: InterchangeQueryClient,
  count: number,
  wallet: string,
): Promise<Rails> {
  const waiting: { series: number; amount: bigint }[] = [];
  for (let series = 0; series < count; series += 1) {
    const amount = BigInt(await returns.credit({ series, wallet }));
    if (amount > 0n) waiting.push({ series, amount });
  }
  const parked: ParkedPayment[] = [];
  const page = (last: ParkedJson | undefined) =>
    interchange.parked({ wallet, startAfter: last?.denom, limit: MOST_ROWS });
  for await (const payment of rows(page)) parked.push(parkedOf(payment));
  const state = parked.length > 0 ? "parked" : waiting.length > 0 ? "waiting" : "clear";
  return { wallet, rail: "bank", state, waiting, parked };
}
