import assert from "node:assert/strict";
import { test } from "node:test";

import { explain, type Findings, type ReasonKind, type ReturnsTypes, type Statement } from "@backlot/client";

const now = new Date("2027-01-01T00:00:00Z");
const nothing: Findings = { wallet: "wasm1w", denom: "uusd", now, parked: null, series: [], parties: [] };
const time = "1830297600000000000"; // 2028-01-01

function party(of: Partial<Statement>): Statement {
  const payee = { wallet: { address: "wasm1w" } };
  const terms = { invested: undefined, heldUntil: undefined, voice: undefined };
  return { party: "bank", payee, ...terms, credited: 0n, delivered: 0n, owed: 0n, ...of };
}

const kinds = (findings: Partial<Findings>): ReasonKind[] =>
  explain({ ...nothing, ...findings }).reasons.map(({ kind }) => kind);

test("every answer of the contract has its reason and its sentence", () => {
  const answers: [ReturnsTypes.WhyNotPaidResponse, ReasonKind, RegExp][] = [
    [{ not_a_holder: {} }, "stranger", /never held units/],
    [
      { awaiting_run: { run: 3, cursor: 128, index: 300, expires: time } },
      "awaiting_run",
      /holder 300.*at 128.*2028-01-01 00:00 UTC/,
    ],
    [{ awaiting_delivery: { amount: "1234567" } }, "awaiting_delivery", /1,234,567uusd/],
    [{ awaiting_trigger: { pot: "20000000000" } }, "awaiting_trigger", /20,000,000,000uusd/],
    [{ resting: { pot: "5", until: time } }, "resting", /5uusd.*2028-01-01/],
    [{ no_run_due: { pot: "999", threshold: "1000" } }, "no_run_due", /999uusd.*1,000 /],
    [{ paid: {} }, "paid", /was delivered/],
  ];
  for (const [answer, kind, words] of answers) {
    const why = explain({ ...nothing, series: [answer] });
    assert.deepEqual(
      why.reasons.map((reason) => reason.kind),
      [kind],
    );
    assert.match(why.sentence, words);
  }
});

test("a parked payment is told once, with the bank's words", () => {
  const parked = {
    wallet: "wasm1w",
    denom: "uusd",
    amount: "340282366920938463463374607431768211455",
    reason: "sdk 4",
    since: time,
    attempts: 2,
  };
  const why = explain({ ...nothing, parked, series: [{ parked: { parked } }] });
  assert.equal(why.reasons.length, 1);
  const [reason] = why.reasons;
  assert.ok(reason.kind === "parked" && reason.parked.amount === 2n ** 128n - 1n);
  assert.match(why.sentence, /sdk 4\), tried 2 times/);
});

test("a party is told what it is owed, and a holder what lies above its series", () => {
  assert.deepEqual(kinds({ parties: [party({})] }), ["party_not_reached"]);
  assert.deepEqual(kinds({ parties: [party({ credited: 5n, delivered: 5n })] }), ["party_paid"]);
  assert.deepEqual(kinds({ parties: [party({ credited: 5n, delivered: 2n, owed: 3n })] }), ["party_awaiting_delivery"]);
  assert.deepEqual(kinds({ wallet: "wasm1other", parties: [party({ credited: 5n })] }), ["stranger"]);
  const equity = party({ party: "equity-b", payee: { series: { series: 0 } }, credited: 9n, owed: 9n });
  assert.deepEqual(kinds({ parties: [equity], series: [{ not_a_holder: {} }] }), ["stranger"]);
  assert.deepEqual(kinds({ parties: [equity], series: [{ no_run_due: { pot: "0", threshold: "1" } }] }), [
    "awaiting_collection",
    "no_run_due",
  ]);
});

test("a party that is held is told from which day on it is paid, and another film's money is nobody's", () => {
  const held = party({ heldUntil: new Date("2027-07-01"), credited: 5n, owed: 5n });
  const why = explain({ ...nothing, parties: [held] });
  const [reason] = why.reasons;
  assert.ok(reason.kind === "party_held" && reason.amount === 5n);
  assert.match(why.sentence, /5uusd.*2027-07-01/);
  assert.deepEqual(kinds({ parties: [held], now: new Date("2027-07-01") }), ["party_awaiting_delivery"]);
  const holders = { ...held, payee: { series: { series: 0 } } };
  assert.deepEqual(kinds({ parties: [holders], series: [{ paid: {} }] }), ["party_held", "paid"]);
  const film = party({ payee: { film: { account: "wasm1w", source: "deficit" } }, credited: 5n, owed: 5n });
  assert.deepEqual(kinds({ parties: [film] }), ["stranger"]);
});

test("the most pressing comes first", () => {
  const series: ReturnsTypes.WhyNotPaidResponse[] = [
    { paid: {} },
    { no_run_due: { pot: "1", threshold: "2" } },
    { awaiting_delivery: { amount: "3" } },
  ];
  assert.deepEqual(kinds({ series, parties: [party({ credited: 1n, delivered: 1n })] }), [
    "awaiting_delivery",
    "no_run_due",
    "paid",
    "party_paid",
  ]);
});
