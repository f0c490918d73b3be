/**
 * The collection account: totals, parties and their statements, tiers, entries of its books. Amounts are base units of
 * the film's denom. The accounts of films made before 0.3 answer in other shapes, and are read as well.
 *
 * @module
 */

import type { SearchingClient } from "./chain.js";
import { BacklotError } from "./errors.js";
import { eventsOf } from "./events.js";
import type { CollectionQueryClient } from "./generated/Collection.client.js";
import type { PartyResponse, Payee, TierResponse } from "./generated/Collection.types.js";
import { MOST_ROWS, rows } from "./ledger.js";
import { dateOfDay } from "./values.js";

/** Totals of the account: `received = credited + held`. */
export interface Totals {
  /** Ever received through the schedule. */
  readonly received: bigint;
  /** Ever credited to parties. */
  readonly credited: bigint;
  /** Ever paid out to parties. */
  readonly delivered: bigint;
  /** Waits in tiers, as fractions of units, and in reserves. */
  readonly held: bigint;
  /** Money whose source is not known yet. */
  readonly suspense: bigint;
  /** Number of entries. In a film made before 0.3 each is a receipt. */
  readonly entries: number;
}

/** Where a party stands. */
export interface Statement {
  /** Party. */
  readonly party: string;
  /** Who gets its money: a wallet, the holders of a series, another film. */
  readonly payee: Payee;
  /** What it put into the film. */
  readonly invested: bigint | undefined;
  /** Credited at once, paid out from this day on. */
  readonly heldUntil: Date | undefined;
  /** Who consents to amendments for it, where that is not the payee's wallet. */
  readonly voice: string | undefined;
  /** By the schedule, from all that came in. */
  readonly credited: bigint;
  /** Paid out. */
  readonly delivered: bigint;
  /** Credited and not yet paid out. */
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

/** A tier of the schedule and how far it is. */
export interface Tier {
  /** Position, from 0, over all tables. */
  readonly position: number;
  /** Its table; none in a film made before 0.3, whose schedule is one table. */
  readonly table: string | undefined;
  /** Tier. */
  readonly tier: string;
  /** It takes money. */
  readonly open: boolean;
  /** It has ended. */
  readonly ended: boolean;
  /** Paid to its parties so far. */
  readonly paid: bigint;
  /** Shares in order; a film made before 0.3 does not tell them. */
  readonly shares: readonly TierShare[];
}

/** A share of a tier. */
export interface TierShare {
  /** Whose. */
  readonly party: string;
  /** Paid in this tier. */
  readonly paid: bigint;
  /** What it can still receive as of now; none where it is open. */
  readonly room: bigint | undefined;
}

/** A row of `Totals` before 0.3. */
interface TotalsBefore {
  readonly receipts: number;
}

/** A row of `Parties` before 0.3. */
interface PartyBefore {
  readonly id: string;
  readonly payee: Payee;
  readonly credited: string;
  readonly delivered: string;
}

/** A row of `Tiers` before 0.3. */
interface TierBefore {
  readonly position: number;
  readonly id: string;
  readonly paid: string;
  readonly full: boolean;
}

/** Totals of a collection account. */
export async function readTotals(collection: CollectionQueryClient): Promise<Totals> {
  const { received, credited, delivered, held, suspense, ...counted } = await collection.totals();
  return {
    received: BigInt(received),
    credited: BigInt(credited),
    delivered: BigInt(delivered),
    held: BigInt(held),
    suspense: BigInt(suspense),
    entries: "entries" in counted ? counted.entries : (counted as TotalsBefore).receipts,
  };
}

/** Parties of a collection account by id. */
export async function* allParties(collection: CollectionQueryClient): AsyncGenerator<Statement, void, undefined> {
  const page = (last: PartyResponse | PartyBefore | undefined): Promise<readonly (PartyResponse | PartyBefore)[]> =>
    collection.parties({ startAfter: last && partyOf(last).id, limit: MOST_ROWS });
  for await (const row of rows(page)) {
    const { id, payee, invested, held_until: held, voice } = partyOf(row);
    const credited = BigInt(row.credited);
    const delivered = BigInt(row.delivered);
    yield {
      party: id,
      payee,
      invested: invested == null ? undefined : BigInt(invested),
      heldUntil: held == null ? undefined : dateOfDay(held),
      voice: voice ?? undefined,
      credited,
      delivered,
      owed: credited - delivered,
    };
  }
}

const partyOf = (row: PartyResponse | PartyBefore): PartyResponse["party"] => ("party" in row ? row.party : row);

/** Where a party stands. Throws {@link BacklotError} `collection.party` where there is none of this id. */
export async function readStatement(collection: CollectionQueryClient, party: string): Promise<Statement> {
  for await (const statement of allParties(collection)) {
    if (statement.party === party) return statement;
  }
  throw new BacklotError("collection.party", `the film has no party \`${party}\``);
}

/** Tiers of a collection account in order. */
export async function* allTiers(collection: CollectionQueryClient): AsyncGenerator<Tier, void, undefined> {
  const page = (last: TierResponse | TierBefore | undefined): Promise<readonly (TierResponse | TierBefore)[]> =>
    collection.tiers({ startAfter: last?.position, limit: MOST_ROWS });
  let reached = true;
  for await (const row of rows(page)) {
    const { position, id: tier } = row;
    const same = { position, tier, paid: BigInt(row.paid) };
    if ("shares" in row) {
      const { table, open, ended, shares } = row;
      yield { ...same, table, open, ended, shares: shares.map(shareOf) };
    } else {
      yield { ...same, table: undefined, open: reached && !row.full, ended: row.full, shares: [] };
      reached &&= row.full;
    }
  }
}

const shareOf = ({ party, paid, room }: TierResponse["shares"][number]): TierShare => ({
  party,
  paid: BigInt(paid),
  room: room == null ? undefined : BigInt(room),
});

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
