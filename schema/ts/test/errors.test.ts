import assert from "node:assert/strict";
import { test } from "node:test";

import {
  asBacklotError,
  BacklotError,
  ERROR_MEANINGS,
  guardReads,
  isBacklotError,
  isErrorCode,
  parseError,
  type ErrorCode,
} from "@backlot/client";

test("the code and the sentence are found in the chain's words", () => {
  const texts: [string, { code: ErrorCode; sentence: string } | undefined][] = [
    [
      "Error when broadcasting tx AB at height 7. Code: 5; Raw log: failed to execute message; message index: 0: " +
        "[funds.denom] coins in `stake`: not a film's coin: execute wasm contract failed",
      { code: "funds.denom", sentence: "coins in `stake`: not a film's coin" },
    ],
    [
      "Query failed with (6): rpc error: code = Unknown desc = [studio.film] no film `x`: query wasm contract failed " +
        "[CosmWasm/wasmd/x/wasm/keeper/keeper.go:1]: unknown request",
      { code: "studio.film", sentence: "no film `x`" },
    ],
    [
      "dispatch: submessages: [interchange.sum] 3 came, 4 are to be paid: execute wasm contract failed",
      { code: "interchange.sum", sentence: "3 came, 4 are to be paid" },
    ],
    ["[std] it broke", { code: "std", sentence: "it broke" }],
    ["out of gas in location: [ReadFlat]; gasWanted: 1", undefined],
    ["[some.other] contract: execute wasm contract failed", undefined],
    [
      "[some.other] then [returns.cursor] the run stands at 128",
      { code: "returns.cursor", sentence: "the run stands at 128" },
    ],
  ];
  for (const [text, expected] of texts) assert.deepEqual(parseError(text), expected, text);
});

test("every code is found and says what it means", () => {
  const codes = Object.keys(ERROR_MEANINGS);
  assert.ok(codes.length > 60);
  for (const code of codes) {
    assert.ok(isErrorCode(code));
    const error = asBacklotError(new Error(`failed: [${code}] because: execute wasm contract failed`));
    assert.ok(isBacklotError(error, code) && error.sentence === "because", code);
    assert.ok(error.meaning.length > 5, code);
  }
  assert.equal(isErrorCode("toString"), false);
});

test("what is no refusal of ours stays what it is", async () => {
  const fault = new Error("socket hang up");
  assert.equal(asBacklotError(fault), fault);
  assert.equal(asBacklotError("text"), "text");
  const ours = new BacklotError("returns.busy", "a run is under way");
  assert.equal(asBacklotError(ours), ours);
  assert.equal(isBacklotError(ours, "returns.run"), false);

  const client = guardReads({
    queryContractSmart: () =>
      Promise.reject(new Error("Query failed: [returns.run] no run 9: query wasm contract failed")),
    queryContractRaw: () => Promise.reject(fault),
  });
  await assert.rejects(client.queryContractSmart("a", {}), (thrown) => isBacklotError(thrown, "returns.run"));
  await assert.rejects(client.queryContractRaw("a", new Uint8Array()), fault);
});
