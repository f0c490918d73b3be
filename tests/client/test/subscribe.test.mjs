// The websocket: blocks and transactions as they come, and every other method.
import assert from "node:assert/strict";
import { test } from "node:test";
import { SigningCosmWasmClient } from "@cosmjs/cosmwasm";
import { Comet38Client, WebsocketClient } from "@cosmjs/tendermint-rpc";
import { actor, chain, gasPrice, nobody, stake, until, websocket } from "../src/chain.mjs";

const collect = (stream) => {
  const got = [];
  const errors = [];
  const subscription = stream.subscribe({ next: (event) => got.push(event), error: (error) => errors.push(error) });
  return { got, errors, end: () => subscription.unsubscribe() };
};

test("new blocks and headers come in order", async () => {
  const comet = await Comet38Client.create(new WebsocketClient(websocket));
  const [blocks, headers] = [collect(comet.subscribeNewBlock()), collect(comet.subscribeNewBlockHeader())];
  await until("three blocks", () => blocks.got.length >= 3 && headers.got.length >= 3);
  blocks.end();
  headers.end();
  const heights = blocks.got.map(({ header }) => header.height);
  assert.deepEqual(heights, heights.map((_, i) => heights[0] + i));
  assert.equal(blocks.got[0].header.chainId, chain.id);
  assert.ok(headers.got[0].proposerAddress.length === 20);
  comet.disconnect();
});

test("transactions come as they are included, by query", async () => {
  const { client, address, second } = await actor();
  const comet = await Comet38Client.create(new WebsocketClient(websocket));
  const to = await nobody();
  const [all, mine] = [collect(comet.subscribeTx()), collect(comet.subscribeTx(`transfer.recipient='${to}'`))];
  // The answer to `subscribe` comes before that to what was asked after it.
  await comet.status();
  await client.sendTokens(address, second, stake(1), "auto");
  const sent = await client.sendTokens(address, to, stake(2), "auto");
  await until("the transactions", () => mine.got.length > 0 && all.got.length > 1);
  assert.deepEqual([mine.got.length, mine.errors, all.errors], [1, [], []]);
  const [event] = mine.got;
  assert.equal(Buffer.from(event.hash).toString("hex").toUpperCase(), sent.transactionHash);
  assert.deepEqual([event.height, event.result.code, event.result.gasUsed], [sent.height, 0, sent.gasUsed]);
  assert.ok(event.result.events.some(({ type }) => type === "transfer"));
  mine.end();
  all.end();
  comet.disconnect();
  client.disconnect();
});

test("a signing client works over the websocket alone", async () => {
  const { wallet, client, address } = await actor();
  client.disconnect();
  const comet = await Comet38Client.create(new WebsocketClient(websocket));
  const over = SigningCosmWasmClient.createWithSigner(comet, wallet, { gasPrice, broadcastPollIntervalMs: 100 });
  const to = await nobody();
  assert.equal((await over.sendTokens(address, to, stake(9), "auto")).code, 0);
  assert.equal((await over.getBalance(to, "stake")).amount, "9");
  over.disconnect();
});

test("a subscription that was ended is silent", async () => {
  const comet = await Comet38Client.create(new WebsocketClient(websocket));
  const blocks = collect(comet.subscribeNewBlock());
  await until("a block", () => blocks.got.length > 0);
  blocks.end();
  await comet.status();
  const heard = blocks.got.length;
  const { syncInfo } = await comet.status();
  await until("two blocks more", async () => (await comet.status()).syncInfo.latestBlockHeight >= syncInfo.latestBlockHeight + 2);
  assert.equal(blocks.got.length, heard);
  comet.disconnect();
});
