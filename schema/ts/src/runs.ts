/**
 * Distribution runs and how far they are.
 *
 * @module
 */

import type { ReturnsQueryClient } from "./generated/Returns.client.js";
import type { Run as RunJson, RunState } from "./generated/Returns.types.js";
import { MOST_ROWS, rows } from "./ledger.js";
import { CREDIT_PAGE } from "./pages.js";
import { dateOf } from "./values.js";

/** A distribution run. Amounts are base units of the film's denom. */
export interface Run {
  /** Number, from 1, over all series of the film. */
  readonly run: number;
  /** Series. */
  readonly series: number;
  /** `paying`: holders are frozen, sets are being written. `settled`: all are credited. `expired`: ran out of time. */
  readonly state: RunState;
  /** What is shared. */
  readonly pot: bigint;
  /** Units at the trigger. */
  readonly supply: bigint;
  /** Places in the ledger at the trigger: who is in the run. */
  readonly holders: number;
  /** The first index that is not yet credited; all before it are free again. */
  readonly cursor: number;
  /** Units seen so far. */
  readonly units: bigint;
  /** Credited so far. */
  readonly credited: bigint;
  /** Transaction sets so far: credit pages of 128 holders. */
  readonly sets: number;
  /** Sets of the whole run. */
  readonly allSets: number;
  /** Share of the holders that is credited, 0 to 1. */
  readonly done: number;
  /** Hash over all sets so far, lower-case hex. */
  readonly hash: string;
  /** Began. */
  readonly started: Date;
  /** The freeze ends at the latest. */
  readonly expires: Date;
  /** Began in this block. */
  readonly height: number;
}

/** How {@link watchRuns} watches. */
export interface WatchOptions {
  /** Series; 0 if not given. */
  readonly series?: number;
  /** Milliseconds between two looks; 1,000 if not given. */
  readonly every?: number;
  /** Ends the watching. */
  readonly signal?: AbortSignal;
}

/** A run, from the contract's JSON. */
export function runOf(json: RunJson): Run {
  const { pot, supply, units, credited, started, expires, holders, cursor, ...same } = json;
  return {
    ...same,
    holders,
    cursor,
    pot: BigInt(pot),
    supply: BigInt(supply),
    units: BigInt(units),
    credited: BigInt(credited),
    allSets: Math.ceil(holders / CREDIT_PAGE),
    done: holders === 0 ? 1 : cursor / holders,
    started: dateOf(started),
    expires: dateOf(expires),
  };
}

/** Runs of a film by number, those after `after`. */
export async function* allRuns(returns: ReturnsQueryClient, after = 0): AsyncGenerator<Run, void, undefined> {
  const page = (last: RunJson | undefined) => returns.runs({ startAfter: last?.run ?? after, limit: MOST_ROWS });
  for await (const run of rows(page)) yield runOf(run);
}

/** The run of a series that is under way. */
export async function presentRun(returns: ReturnsQueryClient, series: number): Promise<Run | undefined> {
  const { run } = await returns.series({ series });
  return run == null ? undefined : runOf(await returns.run({ run }));
}

/**
 * Watches a series' run: yields it now and whenever it has moved, and ends after it is settled or expired, or when the
 * signal is aborted. Where none is under way it waits for the next one.
 */
export async function* watchRuns(
  returns: ReturnsQueryClient,
  { series = 0, every = 1_000, signal }: WatchOptions = {},
): AsyncGenerator<Run, void, undefined> {
  let seen = await presentRun(returns, series);
  if (seen === undefined) {
    let last = 0;
    for await (const { run } of allRuns(returns)) last = run;
    while (seen === undefined && (await pause(every, signal))) seen = await firstOf(returns, series, last);
  }
  while (seen !== undefined) {
    yield seen;
    if (seen.state !== "paying") return;
    let next: Run | undefined = undefined;
    while (next === undefined && (await pause(every, signal))) {
      const now = runOf(await returns.run({ run: seen.run }));
      if (now.cursor !== seen.cursor || now.state !== seen.state) next = now;
    }
    seen = next;
  }
}

/** The first run of a series after number `after`. */
async function firstOf(returns: ReturnsQueryClient, series: number, after: number): Promise<Run | undefined> {
  for await (const run of allRuns(returns, after)) {
    if (run.series === series) return run;
  }
  return undefined;
}

/** Waits; false where the signal was aborted. */
function pause(milliseconds: number, signal: AbortSignal | undefined): Promise<boolean> {
  return new Promise((resolve) => {
    if (signal?.aborted) return resolve(false);
    const aborted = () => {
      clearTimeout(timer);
      resolve(false);
    };
    const timer = setTimeout(() => {
      signal?.removeEventListener("abort", aborted);
      resolve(true);
    }, milliseconds);
    signal?.addEventListener("abort", aborted, { once: true });
  });
}
