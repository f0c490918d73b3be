import assert from "node:assert/strict";
import { test } from "node:test";

import { Film, type ReturnsTypes } from "@backlot/client";

const record = {
  film: "f",
  title: "F",
  denom: "uusd",
  created: "0",
  closed: null,
  interchange: "wasm1i",
  addresses: { rights: ["wasm1r", "wasm1s"], collection: "wasm1c", returns: "wasm1d" },
};

/** A `returns` that is played by a list of what it looks like, one step a look at a series or run. */
function chain(steps: { present: number | null; runs: ReturnsTypes.Run[] }[]) {
  let step = 0;
  return {
    queryContractRaw: () => Promise.resolve(null),
    queryContractSmart: (_: string, query: Record<string, unknown>) => {
      const now = steps[Math.min(step, steps.length - 1)] ?? { present: null, runs: [] };
      const after = (query["runs"] as { start_after?: number } | undefined)?.start_after ?? 0;
      if ("runs" in query) {
        const found = now.runs.filter(({ run }) => run > after);
        if (found.length === 0) step += 1;
        return Promise.resolve(found);
      }
      if ("series" in query) return Promise.resolve({ run: now.present });
      step += 1;
      const wanted = (query["run"] as { run: number }).run;
      return Promise.resolve(now.runs.find(({ run }) => run === wanted));
    },
  };
}

function run(number: number, cursor: number, state: ReturnsTypes.RunState = "paying", series = 0): ReturnsTypes.Run {
  const amounts = { pot: "100", supply: "10", units: "5", credited: "50" };
  return {
    ...amounts,
    run: number,
    series,
    state,
    cursor,
    holders: 300,
    sets: Math.ceil(cursor / 128),
    hash: "",
    started: "0",
    expires: "0",
    height: 1,
  };
}

async function watched(film: Film, signal?: AbortSignal) {
  const seen: string[] = [];
  for await (const now of film.watch({ every: 1, ...(signal && { signal }) })) {
    seen.push(`${now.run} ${now.state} ${now.cursor} ${now.sets}/${now.allSets} ${now.done}`);
  }
  return seen;
}

test("a run is watched to its end, each step once", async () => {
  const steps = [run(4, 0), run(4, 0), run(4, 150), run(4, 150), run(4, 300, "settled")];
  const film = new Film(chain(steps.map((now) => ({ present: 4, runs: [now] }))), "wasm1t", record);
  assert.deepEqual(await watched(film), ["4 paying 0 0/3 0", "4 paying 150 2/3 0.5", "4 settled 300 3/3 1"]);
});

test("where none is under way the next one is waited for, even if it is over between two looks", async () => {
  const past = run(1, 300, "settled");
  const other = run(2, 300, "settled", 1);
  const film = new Film(
    chain([
      { present: null, runs: [past] },
      { present: null, runs: [past, other] },
      { present: null, runs: [past, other, run(3, 300, "expired")] },
    ]),
    "wasm1t",
    record,
  );
  assert.deepEqual(await watched(film), ["3 expired 300 3/3 1"]);
});

test("watching ends when it is aborted", async () => {
  const film = new Film(chain([{ present: 4, runs: [run(4, 0)] }]), "wasm1t", record);
  const abort = new AbortController();
  setTimeout(() => abort.abort(), 20);
  assert.deepEqual(await watched(film, abort.signal), ["4 paying 0 0/3 0"]);
  assert.deepEqual(await watched(film, AbortSignal.abort()), ["4 paying 0 0/3 0"]);
});
