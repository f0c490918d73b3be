// Transactions: sending, finding, and how they are refused.
import assert from "node:assert/strict";
import { before, test } from "node:test";
import { TimeoutError } from "@cosmjs/stargate";
import { Comet38Client } from "@cosmjs/tendermint-rpc";
import { TxRaw } from "cosmjs-types/cosmos/tx/v1beta1/tx";
import { actor, chain, nobody, refusal, stake, until } from "../src/chain.mjs";
import { rights, series } from "../src/wasm.mjs";

let client, me, second, contract;
const fee = (gas, amount = Math.ceil(gas * 0.025)) => ({ amount: amount ? stake(amount) : [], gas: String(gas) });
const send = (amount, to = second) => ({
  typeUrl: "/cosmos.bank.v1beta1.MsgSend",
  value: { fromAddress: me, toAddress: to, amount: stake(amount) },
});
const signed = async (messages, { sequence, accountNumber }, memo = "") => {
  const tx = await client.sign(me, messages, fee(200_000), memo, { accountNumber, sequence, chainId: chain.id });
  return TxRaw.encode(tx).finish();
};

before(async () => {
  ({ client, address: me, second } = await actor());
  const { codeId } = await client.upload(me, await rights(), "auto");
  contract = (await client.instantiate(me, codeId, series(me), "series", "auto")).contractAddress;
});

test("a transaction is found by its hash, with all it did", async () => {
  const sent = await client.sendTokens(me, second, stake(5), "auto", "find me");
  const found = await client.getTx(sent.transactionHash);
  assert.deepEqual(
    [found.height, found.hash, found.code, found.gasUsed, found.txIndex],
    [sent.height, sent.transactionHash, 0, sent.gasUsed, 0],
  );
  assert.deepEqual(found.events, sent.events);
  assert.equal(found.msgResponses[0].typeUrl, "/cosmos.bank.v1beta1.MsgSendResponse");
  assert.equal(await client.getTx("AB".repeat(32)), null);
});

test("transactions are found by what they emitted, in the order of the chain", async () => {
  const to = await nobody();
  const sent = [];
  for (const amount of [1, 2, 3]) sent.push(await client.sendTokens(me, to, stake(amount), "auto"));
  const hashes = (list) => list.map(({ hash }) => hash);
  const expected = sent.map(({ transactionHash }) => transactionHash);
  assert.deepEqual(hashes(await client.searchTx([{ key: "transfer.recipient", value: to }])), expected);
  const query = `transfer.recipient='${to}' AND tx.height>=${sent[1].height}`;
  assert.deepEqual(hashes(await client.searchTx(query)), expected.slice(1));
  assert.deepEqual(await client.searchTx(`transfer.recipient='${await nobody()}'`), []);
  const byHash = await client.searchTx(`tx.hash='${expected[0]}'`);
  assert.deepEqual(hashes(byHash), expected.slice(0, 1));
  const acted = await client.searchTx(`message.sender='${me}' AND message.action='/cosmos.bank.v1beta1.MsgSend'`);
  assert.ok(expected.every((hash) => hashes(acted).includes(hash)));

  const comet = await Comet38Client.connect(chain.rpc);
  const page = (more) => comet.txSearch({ query: `transfer.recipient='${to}'`, per_page: 2, ...more });
  const hex = ({ txs }) => txs.map(({ hash }) => Buffer.from(hash).toString("hex").toUpperCase());
  const [first, last] = [await page({ page: 1, order_by: "asc" }), await page({ page: 2, order_by: "asc" })];
  assert.deepEqual([first.totalCount, ...hex(first), ...hex(last)], [3, ...expected]);
  assert.deepEqual(hex(await page({ page: 1, order_by: "desc" })), expected.toReversed().slice(0, 2));
  assert.match(await refusal(page({ page: 3 })), /page should be within \[1, 2\] range, given 3/);
  comet.disconnect();
});

test("a contract's events are found by its address", async () => {
  const done = await client.execute(me, contract, { transfer: { recipient: second, amount: "1" } }, "auto");
  const found = await client.searchTx(`wasm-rights_moved._contract_address='${contract}'`);
  assert.deepEqual(found.at(-1).hash, done.transactionHash);
});

test("refusals before a block: fee, funds, gas, sequence", async () => {
  const at = await client.getSequence(me);
  const refused = (messages, withFee) => refusal(client.signAndBroadcastSync(me, messages, withFee));
  assert.match(
    await refused([send(1)], fee(100_000, 0)),
    /code 13 .*insufficient fees; got: {1,2}required: 2500stake: insufficient fee/,
  );
  assert.match(await refused([send(1)], fee(100_000, 10 ** 12)), /code 5 .*insufficient funds/);
  assert.match(await refused([send(1)], fee(1_000)), /code 11 .*out of gas in location: .*out of gas/);
  const ahead = await signed([send(1)], { ...at, sequence: at.sequence + 5 });
  assert.match(
    await refusal(client.broadcastTxSync(ahead)),
    new RegExp(`code 32 .*account sequence mismatch, expected ${at.sequence}, got ${at.sequence + 5}: incorrect account`),
  );
  const past = await client.sign(me, [send(1)], fee(200_000), "", { ...at, chainId: chain.id }, 1n);
  assert.match(await refusal(client.broadcastTxSync(TxRaw.encode(past).finish())), /code 30 .*timeout height/);
  const memo = await signed([send(1)], at, "m".repeat(257));
  assert.match(await refusal(client.broadcastTxSync(memo)), /code 12 .*memo too large/);
  assert.match(await refusal(client.broadcastTxSync(new Uint8Array([1, 2, 3]))), /code 2 .*tx parse error/);
  assert.deepEqual(await client.getSequence(me), at);
});

test("refusals in a block leave a transaction that failed, its fee paid and its sequence used", async () => {
  const at = await client.getSequence(me);
  const failed = async (messages, withFee = fee(300_000)) => {
    const done = await client.signAndBroadcast(me, messages, withFee);
    assert.notEqual(done.code, 0);
    const { code, rawLog } = await client.getTx(done.transactionHash);
    assert.deepEqual([code, rawLog], [done.code, done.rawLog]);
    return `${code}: ${rawLog}`;
  };
  assert.match(
    await failed([send(10 ** 12)]),
    /^5: failed to execute message; message index: 0: spendable balance \d+stake is smaller than 1000000000000stake: insufficient funds/,
  );
  assert.match(await failed([send(1)], fee(65_000)), /^11: out of gas in location: \w+; gasWanted: 65000, gasUsed: \d+: out of gas/);
  const msg = new TextEncoder().encode(JSON.stringify({ transfer: { recipient: second, amount: "5000000" } }));
  const execute = (to) => ({
    typeUrl: "/cosmwasm.wasm.v1.MsgExecuteContract",
    value: { sender: me, contract: to, msg, funds: [] },
  });
  assert.match(
    await failed([execute(contract)]),
    /^5: failed to execute message; message index: 0: \[rights\.insufficient_units\] .*: execute wasm contract failed/,
  );
  assert.match(await failed([send(1), execute(second)]), /^22: failed to execute message; message index: 1: address wasm1\w+: no such contract/);
  assert.equal((await client.getSequence(me)).sequence, at.sequence + 4);
});

test("transactions wait behind each other, and one is taken once", async () => {
  const at = await client.getSequence(me);
  const txs = [];
  for (let i = 0; i < 4; i++) txs.push(await signed([send(1)], { ...at, sequence: at.sequence + i }));
  const hashes = [];
  for (const tx of txs) hashes.push(await client.broadcastTxSync(tx));
  assert.match(await refusal(client.broadcastTxSync(txs[3])), /tx already exists in cache/);
  const found = await until("four transactions in blocks", async () => {
    const all = await Promise.all(hashes.map((hash) => client.getTx(hash)));
    return all.every(Boolean) && all;
  });
  assert.deepEqual(found.map(({ code }) => code), [0, 0, 0, 0]);
});

test("who waits too short a time is told the hash to look for", async () => {
  const at = await client.getSequence(me);
  const tx = await signed([send(1)], at);
  let timeout;
  await assert.rejects(client.broadcastTx(tx, 1, 1), (error) => {
    timeout = error;
    return error instanceof TimeoutError;
  });
  assert.match(timeout.txId, /^[0-9A-F]{64}$/);
  const found = await until("the transaction after all", () => client.getTx(timeout.txId));
  assert.equal(found.code, 0);
});

test("`broadcast_tx_commit` answers once the block is made", async () => {
  const comet = await Comet38Client.connect(chain.rpc);
  const at = await client.getSequence(me);
  const done = await comet.broadcastTxCommit({ tx: await signed([send(1)], at) });
  assert.deepEqual([done.checkTx.code, done.txResult.code], [0, 0]);
  assert.ok(done.height > 0);
  comet.disconnect();
  client.disconnect();
});
