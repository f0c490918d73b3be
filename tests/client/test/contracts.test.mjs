// A contract's life, from upload to the end of its admin, with our own wasm.
import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { before, test } from "node:test";
import { instantiate2Address } from "@cosmjs/cosmwasm";
import { fromHex, toUtf8 } from "@cosmjs/encoding";
import { actor, ample, chain, nobody, refusal, stake } from "../src/chain.mjs";
import { rights, rightsBefore, series } from "../src/wasm.mjs";

const sha256 = (bytes) => createHash("sha256").update(bytes).digest("hex");
const parsed = (bytes) => JSON.parse(Buffer.from(bytes).toString());

let me, client, second, code, next, contract;

before(async () => {
  ({ client, address: me, second } = await actor());
});

test("wasm is uploaded and read back", async () => {
  const wasm = await rightsBefore();
  code = await client.upload(me, wasm, "auto");
  assert.equal(code.checksum, sha256(wasm));
  assert.equal(code.originalSize, wasm.length);
  const found = await client.getCodeDetails(code.codeId);
  assert.deepEqual([found.creator, found.checksum], [me, code.checksum]);
  assert.equal(sha256(found.data), code.checksum);
  assert.ok((await client.getCodes()).some((one) => one.id === code.codeId && one.checksum === code.checksum));
  next = await client.upload(me, await rights(), "auto");
  assert.equal(next.codeId, code.codeId + 1);
});

test("a contract is instantiated with an admin", async () => {
  const made = await client.instantiate(me, code.codeId, series(me), "the series", "auto", { admin: me });
  contract = made.contractAddress;
  assert.match(contract, /^wasm1[a-z0-9]{58}$/);
  const found = await client.getContract(contract);
  assert.deepEqual(
    [found.codeId, found.creator, found.admin, found.label, found.ibcPortId],
    [code.codeId, me, me, "the series", undefined],
  );
  assert.deepEqual(await client.getContracts(code.codeId), [contract]);
  assert.ok((await client.getContractsByCreator(me)).includes(contract));
  const created = made.events.find(({ type }) => type === "wasm-rights_created");
  assert.ok(created.attributes.some(({ key, value }) => key === "_contract_address" && value === contract));
});

test("a contract lands at the address that its salt and code say", async () => {
  const salt = toUtf8("night shoot 2");
  const expected = instantiate2Address(fromHex(code.checksum), me, salt, chain.prefix);
  const made = await client.instantiate2(me, code.codeId, salt, series(me), "predicted", "auto");
  assert.equal(made.contractAddress, expected);
  const again = await refusal(client.instantiate2(me, code.codeId, salt, series(me), "again", "auto"));
  assert.match(again, /contract address already exists, .*: duplicate/);
});

test("smart queries answer JSON, raw queries answer bytes", async () => {
  const info = await client.queryContractSmart(contract, { token_info: {} });
  assert.deepEqual(info, { name: "Night Shoot", symbol: "NIGHT", decimals: 0, total_supply: "1000" });
  const raw = await client.queryContractRaw(contract, toUtf8("contract_info"));
  assert.deepEqual(parsed(raw), { contract: "backlot-rights", version: "0.1.0" });
  assert.deepEqual(await client.queryContractRaw(contract, toUtf8("nothing")), new Uint8Array());
});

test("what cannot be asked is refused in the contract's words", async () => {
  const wrong = await refusal(client.queryContractSmart(contract, { nope: {} }));
  assert.match(wrong, /unknown variant `nope`.*: query wasm contract failed/);
  assert.match(await refusal(client.queryContractSmart(me, { token_info: {} })), /no such contract/);
  assert.match(await refusal(client.getContract(await nobody())), /No contract found|no such contract/);
  assert.match(await refusal(client.getCodeDetails(99_999)), /no such code/);
});

test("a message is executed, and its events are typed", async () => {
  const done = await client.execute(me, contract, { transfer: { recipient: second, amount: "40" } }, "auto", "memo");
  const event = done.events.find(({ type }) => type === "wasm-rights_moved");
  assert.ok(event, JSON.stringify(done.events.map(({ type }) => type)));
  assert.deepEqual(await client.queryContractSmart(contract, { balance: { address: second } }), { balance: "40" });
});

test("several messages are one transaction: all or none", async () => {
  const give = (recipient, amount) => ({ contractAddress: contract, msg: { transfer: { recipient, amount } } });
  const other = await nobody();
  await client.executeMultiple(me, [give(second, "1"), give(other, "2"), give(other, "3")], "auto");
  const balance = async (address) => (await client.queryContractSmart(contract, { balance: { address } })).balance;
  assert.deepEqual([await balance(second), await balance(other)], ["41", "5"]);
  const refused = await refusal(client.executeMultiple(me, [give(other, "1"), give(other, "5000")], "auto"));
  assert.match(refused, /message index: 1: \[[a-z_.]+\] .*: execute wasm contract failed/);
  assert.equal(await balance(other), "5");
});

test("coins sent along are refused by a contract that takes none", async () => {
  const msg = { transfer: { recipient: second, amount: "1" } };
  assert.match(await refusal(client.execute(me, contract, msg, "auto", "", stake(5))), /\[funds\.none_expected\]/);
});

test("the admin migrates the contract of the last release to this one", async () => {
  await client.migrate(me, contract, next.codeId, {}, "auto");
  assert.equal((await client.getContract(contract)).codeId, next.codeId);
  const history = await client.getContractCodeHistory(contract);
  assert.deepEqual(
    history.map(({ operation, codeId }) => [operation, codeId]),
    [
      ["Init", code.codeId],
      ["Migrate", next.codeId],
    ],
  );
  const version = parsed(await client.queryContractRaw(contract, toUtf8("contract_info"))).version;
  assert.notEqual(version, "0.1.0");
  assert.deepEqual(await client.queryContractSmart(contract, { balance: { address: second } }), { balance: "41" });
  assert.match(await refusal(client.migrate(me, contract, code.codeId, {}, "auto")), /\[migrate\.refused\]/);
});

test("an admin hands on, and nobody is admin in the end", async () => {
  await client.updateAdmin(me, contract, second, ample);
  assert.equal((await client.getContract(contract)).admin, second);
  assert.match(await refusal(client.migrate(me, contract, next.codeId, {}, "auto")), /unauthorized/);
  await client.sendTokens(me, second, stake(1_000_000), "auto");
  await client.clearAdmin(second, contract, ample);
  assert.equal((await client.getContract(contract)).admin, undefined);
  assert.match(await refusal(client.updateAdmin(me, contract, second, "auto")), /unauthorized/);
  client.disconnect();
});
