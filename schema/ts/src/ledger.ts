/**
 * Holders and credits, read from raw pages: 32 holders in two small queries that load no contract. A node answers each
 * query from its newest block, so a walk over many pages is no snapshot; while a run freezes the holders it is one.
 *
 * @module
 */

import type { ReadingClient } from "./chain.js";
import { addressPageKey, creditPageKey, humanize, ledgerHeadKey, prefixOf, unitsPageKey } from "./keys.js";
import {
  CREDIT_PAGE,
  decodeAddresses,
  decodeAmounts,
  decodeHead,
  LedgerError,
  RIGHTS_PAGE,
  type LedgerHead,
} from "./pages.js";

/** A place in a series' ledger. */
export interface Holder {
  /** Its number: given once, from 0, never reused. */
  readonly index: number;
  /** Who has it today. */
  readonly wallet: string;
  /** Units, in the token's base units. */
  readonly units: bigint;
}

/** A credit that nobody has delivered yet. */
export interface Credit {
  /** The holder's number. */
  readonly index: number;
  /** Who would be paid today. */
  readonly wallet: string;
  /** Base units of the film's denom. */
  readonly amount: bigint;
}

/** Which holders. */
export interface HoldersOptions {
  /** Those too who hold nothing (any more). */
  readonly everyone?: boolean;
  /** Begins at the page of this index. 0 if not given. */
  readonly from?: number;
}

/** The head of a series' ledger: supply, slots, holders. Throws where the contract is no `rights`. */
export async function readHead(client: ReadingClient, rights: string): Promise<LedgerHead> {
  const bytes = await client.queryContractRaw(rights, ledgerHeadKey());
  if (bytes === null) throw new LedgerError("truncated");
  return decodeHead(bytes);
}

/** Holders of a series, up to 32 at a time, in the order of their indices. Pages without any are left out. */
export async function* holderPages(
  client: ReadingClient,
  rights: string,
  { everyone = false, from = 0 }: HoldersOptions = {},
): AsyncGenerator<Holder[], void, undefined> {
  const prefix = prefixOf(rights);
  const { slots } = await readHead(client, rights);
  for (let page = Math.floor(from / RIGHTS_PAGE); page * RIGHTS_PAGE < slots; page += 1) {
    const [wallets, units] = await Promise.all([
      readAddresses(client, rights, page),
      client.queryContractRaw(rights, unitsPageKey(page)),
    ]);
    const held = decodeAmounts(units ?? new Uint8Array(), RIGHTS_PAGE);
    const holders = wallets.map((wallet, slot) => ({
      index: page * RIGHTS_PAGE + slot,
      wallet: humanize(prefix, wallet),
      units: held[slot] ?? 0n,
    }));
    const chosen = holders.filter(({ index, units }) => index >= from && (everyone || units > 0n));
    if (chosen.length > 0) yield chosen;
  }
}

/** Undelivered credits of a series, up to 128 at a time, in the order of the indices. */
export async function* creditPages(
  client: ReadingClient,
  returns: string,
  series: number,
  rights: string,
): AsyncGenerator<Credit[], void, undefined> {
  const prefix = prefixOf(rights);
  const { slots } = await readHead(client, rights);
  for (let page = 0; page * CREDIT_PAGE < slots; page += 1) {
    const bytes = await client.queryContractRaw(returns, creditPageKey(series, page));
    if (bytes === null) continue;
    const amounts = decodeAmounts(bytes, CREDIT_PAGE);
    const credits: Credit[] = [];
    for (let part = 0; part < CREDIT_PAGE; part += RIGHTS_PAGE) {
      if (amounts.slice(part, part + RIGHTS_PAGE).every((amount) => amount === 0n)) continue;
      const first = page * CREDIT_PAGE + part;
      const wallets = await readAddresses(client, rights, first / RIGHTS_PAGE);
      for (const [slot, wallet] of wallets.entries()) {
        const amount = amounts[part + slot] ?? 0n;
        if (amount > 0n) credits.push({ index: first + slot, wallet: humanize(prefix, wallet), amount });
      }
    }
    if (credits.length > 0) yield credits;
  }
}

async function readAddresses(client: ReadingClient, rights: string, page: number): Promise<Uint8Array[]> {
  const wallets = decodeAddresses((await client.queryContractRaw(rights, addressPageKey(page))) ?? new Uint8Array());
  if (wallets.length > RIGHTS_PAGE) throw new LedgerError("too_many_slots");
  return wallets;
}

/** The items of all pages, one by one. */
export async function* flattened<T>(pages: AsyncIterable<readonly T[]>): AsyncGenerator<T, void, undefined> {
  for await (const page of pages) yield* page;
}

/** Rows that a query returns at most. */
export const MOST_ROWS = 200;

/**
 * All rows of a paged query: `next` is given the last row so far. The end is an empty page, not a short one, since a
 * contract may bound its pages lower than it is asked for.
 */
export async function* rows<T>(
  next: (last: T | undefined) => Promise<readonly T[]>,
): AsyncGenerator<T, void, undefined> {
  let last: T | undefined;
  do {
    const page = await next(last);
    yield* page;
    last = page.at(-1);
  } while (last !== undefined);
}
