/**
 * Entries of the collection account's books: all that ever moved them, and with the agreements all that is needed to
 * recompute them. Films made before 0.3 keep receipts only, and are read as well.
 *
 * @module
 */

import type { CollectionQueryClient } from "./generated/Collection.client.js";
import type { Booked as BookedJson, Entry as EntryJson } from "./generated/Collection.types.js";
import { MOST_ROWS, rows } from "./ledger.js";
import { dateOf } from "./values.js";

/** An entry of the books. */
export interface Entry {
  /** Number, from 1. */
  readonly number: number;
  /** When. */
  readonly time: Date;
  /** Who paid or said it. */
  readonly sender: string;
  /** Reference. */
  readonly reference: string | undefined;
  /** What it did. */
  readonly booked: Booked;
}

/** What an entry did. Amounts are base units of the film's denom. */
export type Booked =
  | {
      /** A receipt ran through the schedule. */
      readonly kind: "received";
      readonly source: string;
      readonly amount: bigint;
    }
  | {
      /** Expenses were approved: so much more. */
      readonly kind: "approved";
      readonly source: string;
      readonly party: string;
      readonly amount: bigint;
    }
  | {
      /** A figure was attested: as it is now. */
      readonly kind: "attested";
      readonly figure: string;
      readonly value: bigint;
    }
  | {
      /** Reserves were released. */
      readonly kind: "released";
    }
  | {
      /** Another film's deficit was read: as it is now. */
      readonly kind: "deficit";
      readonly party: string;
      readonly value: bigint;
    }
  | {
      /** Another version of the agreement came into force. */
      readonly kind: "amended";
      readonly version: number;
    };

/** A receipt. */
export interface Receipt {
  /** Number of its entry, from 1. */
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

/** A row of `Receipts` before 0.3. */
interface ReceiptBefore {
  readonly number: number;
  readonly source: string;
  readonly payer: string;
  readonly amount: string;
  readonly reference?: string | null;
  readonly time: string;
}

/** Entries of a collection account, those after number `after`. `before`: the film was made before 0.3. */
export async function* allEntries(
  collection: CollectionQueryClient,
  before: boolean,
  after: number,
): AsyncGenerator<Entry, void, undefined> {
  const page = (last: EntryJson | undefined): Promise<readonly EntryJson[]> => {
    const startAfter = last?.number ?? after;
    return before ? receiptsBefore(collection, startAfter) : collection.entries({ startAfter, limit: MOST_ROWS });
  };
  for await (const { number, time, sender, reference, booked } of rows(page)) {
    yield { number, time: dateOf(time), sender, reference: reference ?? undefined, booked: bookedOf(booked) };
  }
}

/** Receipts among the entries. */
export async function* allReceipts(entries: AsyncIterable<Entry>): AsyncGenerator<Receipt, void, undefined> {
  for await (const { number, time, sender: payer, reference, booked } of entries) {
    if (booked.kind !== "received") continue;
    yield { number, source: booked.source, payer, amount: booked.amount, reference, time };
  }
}

/** Receipts as accounts before 0.3 answer them, written as entries. */
async function receiptsBefore(collection: CollectionQueryClient, after: number): Promise<EntryJson[]> {
  const query = { receipts: { start_after: after, limit: MOST_ROWS } };
  const receipts: ReceiptBefore[] = await collection.client.queryContractSmart(collection.contractAddress, query);
  return receipts.map(({ number, source, payer, amount, reference = null, time }) => ({
    number,
    time,
    sender: payer,
    reference,
    booked: { received: { source, amount } },
  }));
}

function bookedOf(booked: BookedJson): Booked {
  if ("received" in booked) {
    const { source, amount } = booked.received;
    return { kind: "received", source, amount: BigInt(amount) };
  }
  if ("approved" in booked) {
    const { source, party, amount } = booked.approved;
    return { kind: "approved", source, party, amount: BigInt(amount) };
  }
  if ("attested" in booked) {
    const { figure, value } = booked.attested;
    return { kind: "attested", figure, value: BigInt(value) };
  }
  if ("deficit" in booked) {
    const { party, value } = booked.deficit;
    return { kind: "deficit", party, value: BigInt(value) };
  }
  if ("amended" in booked) return { kind: "amended", version: booked.amended.version };
  return { kind: "released" };
}
