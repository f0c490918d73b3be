/**
 * The collection account: totals, parties and their statements. Amounts are base units of the film's denom.
 *
 * @module
 */

import type { SearchingClient } from "./chain.js";
import { BacklotError } from "./errors.js";
import { eventsOf } from "./events.js";
import type { CollectionQueryClient } from "./generated/Collection.client.js";
import type { PartyResponse, Payee, Receipt as ReceiptJson } from "./generated/Collection.types.js";
import { MOST_ROWS, rows } from "./ledger.js";
import { dateOf } from "./values.js";

/** Totals of the account: `received = credited + held`. */
export interface Totals {
  /** Ever received through the schedule. */
  readonly received: bigint;
  /** Ever credited to parties. */
  readonly credited: bigint;
  /** Ever paid out to parties. */
  readonly delivered: bigint;
  /** Fractions that wait for the next receipt. */
  readonly held: bigint;
  /** Money whose source is not known yet. */
  readonly suspense: bigint;
  /** Number of receipts. */
  readonly receipts: number;
}

/** Where a party stands. */
export interface Statement {
  /** Party. */
  readonly party: string;
  /** Who gets its money: a wallet, or the holders of a series. */
  readonly payee: Payee;
  /** By the schedule, from all receipts. */
  readonly entitled: bigint;
  /** As booked; equal to `entitled`. */
  readonly credited: bigint;
  /** Paid out. */
  readonly delivered: bigint;
  /** Booked and not yet paid out. */
  readonly owed: bigint;
}

/** What one receipt gave a party. */
export interface StatementLine {
  /** Number of the receipt. */
  readonly receipt: number;
  /** What it gave the party. */
  readonly amount: bigint;
  /** Block. */
  readonly height: number;
  /** The transaction, upper-case hex. */
  readonly hash: string;
}

/** A receipt. */
export interface Receipt {
  /** Number, from 1. */
  readonly number: number;
  /** Source. */
  readonly source: string;
  /** Who paid. */
  readonly payer: string;
  /** Gross. */
  readonly amount: bigint;
  /** The payer's reference. */
  readonly reference: string | undefined;
  /** When. */
  readonly time: Date;
}

/** Totals of a collection account. */
export async function readTotals(collection: CollectionQueryClient): Promise<Totals> {
  const { received, credited, delivered, held, suspense, receipts } = await collection.totals();
  return {
    received: BigInt(received),
    credited: BigInt(credited),
    delivered: BigInt(delivered),
    held: BigInt(held),
    suspense: BigInt(suspense),
    receipts,
  };
}

/** Parties of a collection account by id. */
export async function* allParties(collection: CollectionQueryClient): AsyncGenerator<Statement, void, undefined> {
  const page = (last: PartyResponse | undefined) => collection.parties({ startAfter: last?.id, limit: MOST_ROWS });
  for await (const { id, payee, entitled, credited, delivered } of rows(page)) {
    const booked = BigInt(credited);
    const paid = BigInt(delivered);
    yield { party: id, payee, entitled: BigInt(entitled), credited: booked, delivered: paid, owed: booked - paid };
  }
}

/** Where a party stands. Throws {@link BacklotError} `collection.party` where there is none of this id. */
export async function readStatement(collection: CollectionQueryClient, party: string): Promise<Statement> {
  for await (const statement of allParties(collection)) {
    if (statement.party === party) return statement;
  }
  throw new BacklotError("collection.party", `the film has no party \`${party}\``);
}

/** Receipts of a collection account, those after number `after`. */
export async function* allReceipts(
  collection: CollectionQueryClient,
  after = 0,
): AsyncGenerator<Receipt, void, undefined> {
  const page = (last: ReceiptJson | undefined) =>
    collection.receipts({ startAfter: last?.number ?? after, limit: MOST_ROWS });
  for await (const { amount, reference, time, ...same } of rows(page)) {
    yield { ...same, amount: BigInt(amount), reference: reference ?? undefined, time: dateOf(time) };
  }
}

/**
 * What each receipt gave a party, by receipt number, from the events of the account's transactions. A node answers only
 * for blocks that it has indexed: the lines are whole where their sum is the statement's `credited`.
 */
export async function findLines(client: SearchingClient, collection: string, party: string): Promise<StatementLine[]> {
  const found = await client.searchTx([
    { key: "wasm-collection_credited._contract_address", value: collection },
    { key: "wasm-collection_credited.party", value: party },
  ]);
  const lines = found.flatMap((tx) =>
    tx.code !== 0
      ? []
      : eventsOf(tx, collection, "collection_credited")
          .filter((credit) => credit.party === party)
          .map(({ number, amount }) => ({ receipt: number, amount, height: tx.height, hash: tx.hash })),
  );
  return lines.sort((one, other) => one.receipt - other.receipt);
}
