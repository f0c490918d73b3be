// CometBFT's RPC itself, as its client reads it and as it answers what it cannot serve.
import assert from "node:assert/strict";
import { before, test } from "node:test";
import { Comet38Client, connectComet, HttpBatchClient, HttpClient } from "@cosmjs/tendermint-rpc";
import { actor, chain, refusal, stake } from "../src/chain.mjs";

let comet, sent;

before(async () => {
  const { client, address, second } = await actor();
  sent = await client.sendTokens(address, second, stake(1), "auto");
  client.disconnect();
  comet = await connectComet(chain.rpc);
});

const call = async (method, params = {}, more = {}) => {
  const body = JSON.stringify({ jsonrpc: "2.0", id: 1, method, params, ...more });
  const answer = await fetch(chain.rpc, { method: "POST", body, headers: { "content-type": "application/json" } });
  return { status: answer.status, ...(await answer.json()) };
};

test("it is CometBFT 0.38 to CosmJS", () => assert.ok(comet instanceof Comet38Client));

test("status, health, abci_info, genesis, validators, consensus", async () => {
  const { nodeInfo, syncInfo, validatorInfo } = await comet.status();
  assert.equal(nodeInfo.network, chain.id);
  assert.match(nodeInfo.version, /^0\.38\./);
  assert.equal(syncInfo.catchingUp, false);
  assert.ok(syncInfo.latestBlockHeight >= sent.height);
  assert.ok(validatorInfo.pubkey.data.length === 32);
  assert.equal(await comet.health(), null);
  const info = await comet.abciInfo();
  assert.ok(info.lastBlockHeight >= sent.height && info.lastBlockAppHash.length > 0);
  assert.equal((await comet.genesis()).chainId, chain.id);
  const { validators, total } = await comet.validatorsAll(sent.height);
  assert.deepEqual([validators.length, total], [1, 1]);
});

test("blocks, results, commits and searches agree about a height", async () => {
  const [block, results, commit, chainInfo] = await Promise.all([
    comet.block(sent.height),
    comet.blockResults(sent.height),
    comet.commit(sent.height),
    comet.blockchain(sent.height, sent.height),
  ]);
  assert.equal(block.block.txs.length, results.results.length);
  assert.equal(results.results[0].gasUsed, sent.gasUsed);
  assert.deepEqual(commit.commit.blockId.hash, block.blockId.hash);
  assert.equal(chainInfo.blockMetas[0].header.height, sent.height);
  const found = await comet.blockSearch({ query: `block.height=${sent.height}` });
  assert.deepEqual([found.totalCount, found.blocks[0].block.header.height], [1, sent.height]);
  const { txs } = await comet.txSearchAll({ query: `tx.height=${sent.height}` });
  assert.equal(Buffer.from(txs[0].hash).toString("hex").toUpperCase(), sent.transactionHash);
  const proved = await comet.tx({ hash: txs[0].hash, prove: true });
  assert.equal(proved.proof.proof.total, block.block.txs.length);
  assert.deepEqual(proved.proof.rootHash, block.block.header.dataHash);
  assert.equal(typeof (await comet.numUnconfirmedTxs()).total, "number");
});

test("heights and hashes that are not there are refused in CometBFT's words", async () => {
  assert.match(await refusal(comet.block(99_999_999)), /height 99999999 must be less than or equal to the current blockchain height \d+/);
  assert.match(await refusal(comet.blockResults(99_999_999)), /must be less than or equal/);
  assert.match(await refusal(comet.tx({ hash: new Uint8Array(32) })), /tx \(0{64}\) not found/);
});

test("several requests in one: a batch", async () => {
  const batch = await Comet38Client.create(new HttpBatchClient(chain.rpc));
  const [status, block, info] = await Promise.all([batch.status(), batch.block(1), batch.abciInfo()]);
  assert.deepEqual([status.nodeInfo.network, block.block.header.height], [chain.id, 1]);
  assert.ok(info.lastBlockHeight > 0);
  batch.disconnect();
  const over = await Comet38Client.create(new HttpClient(chain.rpc));
  assert.equal((await over.block(1)).block.header.height, 1);
});

test("what is no method, no parameter, no request has JSON-RPC's numbers", async () => {
  const unknown = await call("no_such_method");
  assert.deepEqual([unknown.error.code, unknown.error.message], [-32601, "Method not found"]);
  const params = await call("block", { height: "seven" });
  assert.deepEqual([params.error.code, params.error.message], [-32602, "Invalid params"]);
  const inner = await call("tx_search", { query: "not a query" });
  assert.deepEqual([inner.error.code, inner.error.message], [-32603, "Internal error"]);
  const broken = await fetch(chain.rpc, { method: "POST", body: "{", headers: { "content-type": "application/json" } });
  assert.equal((await broken.json()).error.code, -32700);
  const positional = await call("block", ["1"]);
  assert.equal(positional.result.block.header.height, "1");
  const uri = await (await fetch(`${chain.rpc}/block?height=1`)).json();
  assert.deepEqual([uri.id, uri.result.block.header.height], [-1, "1"]);
});

test("an application's query that fails is an answer with a code", async () => {
  const path = "/cosmos.bank.v1beta1.Query/NoSuch";
  const { response } = (await call("abci_query", { path, data: "", prove: false })).result;
  assert.deepEqual([response.code, response.codespace], [6, "sdk"]);
  assert.match(response.log, /unknown query path/);
});

test("pages of other sites may ask", async () => {
  const headers = { origin: "https://dapp.example" };
  const got = await fetch(`${chain.rpc}/status`, { headers });
  assert.equal(got.headers.get("access-control-allow-origin"), "*");
  const asked = { "access-control-request-method": "POST", "access-control-request-headers": "content-type" };
  const preflight = await fetch(chain.rpc, { method: "OPTIONS", headers: { ...headers, ...asked } });
  assert.ok(preflight.ok);
  assert.equal(preflight.headers.get("access-control-allow-origin"), "*");
  assert.match(preflight.headers.get("access-control-allow-headers") ?? "", /\*|content-type/i);
});
