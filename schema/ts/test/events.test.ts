import assert from "node:assert/strict";
import fs from "node:fs";
import { test } from "node:test";

import { EVENT_SHAPES, eventsOf, isEventType, readEvent, type ChainEvent, type ReturnsSettled } from "@backlot/client";

const OURS = "wasm1ours";

function emitted(contract: string, attributes: { [name: string]: string }, type = "wasm-returns_settled"): ChainEvent {
  const all = { _contract_address: contract, ...attributes };
  return { type, attributes: Object.entries(all).map(([key, value]) => ({ key, value })) };
}

const settled = {
  run: "7",
  credited: "340282366920938463463374607431768211455",
  units: "5",
  carry: "0",
  sets: "16",
  hash: "ab",
};

test("an event is read with its types", () => {
  const [event, ...others] = eventsOf({ events: [emitted(OURS, settled)] }, OURS, "returns_settled");
  const expected: ReturnsSettled = {
    type: "returns_settled",
    contract: OURS,
    run: 7,
    credited: 2n ** 128n - 1n,
    units: 5n,
    carry: 0n,
    sets: 16,
    hash: "ab",
  };
  assert.deepEqual(event, expected);
  assert.deepEqual(others, []);
});

/** acceptance: X80 */
test("an event of another contract is ignored, whatever it says", () => {
  const impostors = [
    emitted("wasm1theirs", settled),
    // A contract cannot set `_contract_address`, and a second one behind the chain's own changes nothing.
    {
      type: "wasm-returns_settled",
      attributes: [...emitted("wasm1theirs", settled).attributes, { key: "_contract_address", value: OURS }],
    },
    { type: "wasm-returns_settled", attributes: Object.entries(settled).map(([key, value]) => ({ key, value })) },
    emitted(OURS, settled, "returns_settled"),
    emitted(OURS, settled, "wasm"),
  ];
  assert.deepEqual(eventsOf({ events: impostors }, OURS), []);
  assert.equal(eventsOf({ events: [...impostors, emitted(OURS, settled)] }, OURS).length, 1);
});

test("an event that is not whole is none", () => {
  for (const name of Object.keys(settled)) {
    const { [name as keyof typeof settled]: _, ...others } = settled;
    assert.equal(readEvent(emitted(OURS, others), OURS), undefined, `without ${name}`);
  }
  const wrong: [keyof typeof settled, string][] = [
    ["run", "-1"],
    ["run", "9007199254740992"],
    ["run", "1.5"],
    ["run", ""],
    ["run", "0x10"],
    ["credited", "340282366920938463463374607431768211456"],
    ["credited", "1e3"],
    ["credited", ""],
  ];
  for (const [name, value] of wrong) {
    assert.equal(readEvent(emitted(OURS, { ...settled, [name]: value }), OURS), undefined, `${name} = ${value}`);
  }
  assert.equal(readEvent(emitted(OURS, { paused: "yes" }, "wasm-returns_paused"), OURS), undefined);
  assert.deepEqual(readEvent(emitted(OURS, { paused: "false" }, "wasm-returns_paused"), OURS), {
    type: "returns_paused",
    contract: OURS,
    paused: false,
  });
});

test("names of the prototype are no events", () => {
  assert.equal(isEventType("constructor"), false);
  assert.equal(readEvent(emitted(OURS, {}, "wasm-toString"), OURS), undefined);
});

test("all events of the contracts are known", () => {
  const file = new URL("../../../events.json", import.meta.url);
  const events = JSON.parse(fs.readFileSync(file, "utf8")) as { type: string; attributes: { name: string }[] }[];
  assert.ok(events.length > 50);
  const known = Object.entries(EVENT_SHAPES).map(([type, shape]) => [type, ...Object.keys(shape)].join(" "));
  assert.deepEqual(
    known,
    events.map(({ type, attributes }) => [type, ...attributes.map(({ name }) => name)].join(" ")),
  );
});
