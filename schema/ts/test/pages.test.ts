import assert from "node:assert/strict";
import fs from "node:fs";
import { test } from "node:test";

import { toBech32 } from "@cosmjs/encoding";

import {
  addressPageKey,
  CREDIT_PAGE,
  creditPageKey,
  decodeAddresses,
  decodeAmounts,
  decodeHead,
  encodeAmounts,
  humanize,
  indexKey,
  ledgerHeadKey,
  LedgerError,
  prefixOf,
  RIGHTS_PAGE,
  runFreezeKey,
  sortKey,
  unitsPageKey,
} from "@backlot/client";

interface Vectors {
  pages: { rights: number; credit: number };
  amounts: { bytes: string; slots: number; amounts: string[] }[];
  refused: { bytes: string; slots: number; error: string }[];
  addresses: { bytes: string; addresses: string[] }[];
  refused_addresses: { bytes: string; error: string }[];
  heads: { bytes: string; supply: string; slots: number; holders: number; highest: string }[];
  keys: {
    ledger_head: string;
    run_freeze: string;
    units_page: { page: number; key: string }[];
    address_page: { page: number; key: string }[];
    credit_page: { series: number; page: number; key: string }[];
    sort: { address: string; key: string }[];
    index: { address: string; key: string }[];
  };
}

// Written by `make schema` with the codec that the contracts use.
const file = new URL("../../test/vectors.json", import.meta.url);
const vectors = JSON.parse(fs.readFileSync(file, "utf8")) as Vectors;
const bytes = (hex: string) => Uint8Array.from(Buffer.from(hex, "hex"));
const hex = (raw: Uint8Array) => Buffer.from(raw).toString("hex");

test("pages are as large as the contracts'", () => {
  assert.deepEqual({ rights: RIGHTS_PAGE, credit: CREDIT_PAGE }, vectors.pages);
});

test("amounts are read and written as the contracts do", () => {
  assert.ok(vectors.amounts.length >= 7);
  for (const page of vectors.amounts) {
    const amounts = page.amounts.map(BigInt);
    assert.deepEqual(decodeAmounts(bytes(page.bytes), page.slots), amounts);
    assert.equal(hex(encodeAmounts(amounts)), page.bytes);
  }
});

test("bytes that the contracts refuse are refused for the same reason", () => {
  const seen = new Set<string>();
  const refuses = (read: () => unknown, fault: string) => {
    assert.throws(read, (thrown) => thrown instanceof LedgerError && thrown.fault === fault, fault);
    seen.add(fault);
  };
  for (const page of vectors.refused) refuses(() => decodeAmounts(bytes(page.bytes), page.slots), page.error);
  for (const page of vectors.refused_addresses) refuses(() => decodeAddresses(bytes(page.bytes)), page.error);
  assert.deepEqual([...seen].sort(), ["address_length", "not_shortest", "overflow", "too_many_slots", "truncated"]);
});

test("addresses and heads are read as the contracts do", () => {
  for (const page of vectors.addresses) assert.deepEqual(decodeAddresses(bytes(page.bytes)).map(hex), page.addresses);
  for (const { bytes: raw, ...head } of vectors.heads) {
    const { supply, slots, holders, highest } = decodeHead(bytes(raw));
    assert.deepEqual({ supply: supply.toString(), slots, holders, highest: hex(highest) }, head);
  }
  assert.throws(() => decodeHead(bytes("0080")), LedgerError);
  // Slots beyond 32 bits.
  assert.throws(() => decodeHead(bytes("0080808080100000")), LedgerError);
});

test("keys are those of the contracts", () => {
  const { keys } = vectors;
  assert.equal(hex(ledgerHeadKey()), keys.ledger_head);
  assert.equal(hex(runFreezeKey()), keys.run_freeze);
  for (const { page, key } of keys.units_page) assert.equal(hex(unitsPageKey(page)), key);
  for (const { page, key } of keys.address_page) assert.equal(hex(addressPageKey(page)), key);
  for (const { series, page, key } of keys.credit_page) assert.equal(hex(creditPageKey(series, page)), key);
  for (const { address, key } of keys.sort) assert.equal(hex(sortKey(bytes(address))), key);
  for (const { address, key } of keys.index) assert.equal(hex(indexKey(bytes(address))), key);
});

test("addresses are written as CosmJS writes them", () => {
  for (const { address } of vectors.keys.index) {
    for (const prefix of ["wasm", "cosmosvaloper", "x1y"]) {
      const text = humanize(prefix, bytes(address));
      assert.equal(text, toBech32(prefix, bytes(address)));
      assert.equal(prefixOf(text), prefix);
    }
  }
  assert.throws(() => prefixOf("nothing"), TypeError);
});
