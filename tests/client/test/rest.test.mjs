// The REST gateway. Every answer is compared with wasmd's own, word for word but for what differs from run to run:
// golden/rest.json is what wasmd 0.61.14 answered (`BACKLOT_BLESS=1 node run.mjs wasmd test/rest.test.mjs` writes it).
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { TxRaw } from "cosmjs-types/cosmos/tx/v1beta1/tx";
import { actor, chain, nobody, stake } from "../src/chain.mjs";
import { Golden, tidy } from "../src/golden.mjs";
import { rights, rightsBefore, series } from "../src/wasm.mjs";

const base64 = (value) => encodeURIComponent(Buffer.from(typeof value === "string" ? value : JSON.stringify(value)).toString("base64"));
/** Where a code stands in the list of codes. */
const codeKey = (id) => Buffer.from(BigInt(id).toString(16).padStart(16, "0"), "hex").toString("base64");
const golden = await new Golden("rest").open();
let names, client, me, second, code, next, contract, sent, failed, executed, codes;

const ask = async (path, init) => {
  const answer = await fetch(chain.rest + path, init);
  return { status: answer.status, type: answer.headers.get("content-type"), body: await answer.json() };
};
const post = (path, body) => ask(path, { method: "POST", body: typeof body === "string" ? body : JSON.stringify(body) });

/** Compares an answer with wasmd's. `keep`: takes from the body what is to be compared. */
async function same(name, answer, keep = (body) => body) {
  const { status, type, body } = await answer;
  const tidied = { status, type, body: tidy(keep(body), names) };
  assert.deepEqual(tidied, golden.of(name, tidied));
}

before(async () => {
  ({ client, address: me, second } = await actor());
  code = await client.upload(me, await rightsBefore(), "auto");
  next = await client.upload(me, await rights(), "auto");
  contract = (await client.instantiate(me, code.codeId, series(me), "a label", "auto", { admin: me })).contractAddress;
  executed = await client.execute(me, contract, { transfer: { recipient: second, amount: "5" } }, "auto", "a memo");
  await client.migrate(me, contract, next.codeId, {}, "auto");
  sent = await client.sendTokens(me, second, stake(7), "auto");
  const send = { typeUrl: "/cosmos.bank.v1beta1.MsgSend", value: { fromAddress: me, toAddress: second, amount: stake(10 ** 12) } };
  failed = await client.signAndBroadcast(me, [send], { amount: stake(5000), gas: "200000" });
  codes = `/cosmwasm/wasm/v1/code?pagination.key=${encodeURIComponent(codeKey(code.codeId))}`;
  names = { [me]: "<me>", [second]: "<second>", [contract]: "<contract>", [chain.id]: "<chain>", [codeKey(next.codeId)]: "<next code>" };
});

after(async () => {
  client.disconnect();
  await golden.close();
});

/** Name → path. Paths are made late, when the accounts and the contract are there. */
const gets = {
  // accounts
  account: () => `/cosmos/auth/v1beta1/accounts/${me}`,
  "account that has not signed": () => `/cosmos/auth/v1beta1/accounts/${second}`,
  "account of a contract": () => `/cosmos/auth/v1beta1/accounts/${contract}`,
  "account of nobody": async () => `/cosmos/auth/v1beta1/accounts/${await nobody()}`,
  "account of nonsense": () => "/cosmos/auth/v1beta1/accounts/nonsense",
  "account info": () => `/cosmos/auth/v1beta1/account_info/${me}`,
  "account info of nobody": async () => `/cosmos/auth/v1beta1/account_info/${await nobody()}`,
  prefix: () => "/cosmos/auth/v1beta1/bech32",
  "parameters of accounts": () => "/cosmos/auth/v1beta1/params",
  // coins
  balances: () => `/cosmos/bank/v1beta1/balances/${me}`,
  "balances, first page": () => `/cosmos/bank/v1beta1/balances/${me}?pagination.limit=1`,
  "balances, counted": () => `/cosmos/bank/v1beta1/balances/${me}?pagination.limit=5&pagination.count_total=true`,
  "balances of nobody": async () => `/cosmos/bank/v1beta1/balances/${await nobody()}`,
  "balances of nonsense": () => "/cosmos/bank/v1beta1/balances/nonsense",
  "page by key and offset": () => `/cosmos/bank/v1beta1/balances/${me}?pagination.key=AAAA&pagination.offset=1`,
  "page of nonsense": () => `/cosmos/bank/v1beta1/balances/${me}?pagination.reverse=perhaps`,
  balance: () => `/cosmos/bank/v1beta1/balances/${me}/by_denom?denom=stake`,
  "balance of what nobody has": () => `/cosmos/bank/v1beta1/balances/${me}/by_denom?denom=unknown`,
  "balance of no denom": () => `/cosmos/bank/v1beta1/balances/${me}/by_denom`,
  spendable: () => `/cosmos/bank/v1beta1/spendable_balances/${me}`,
  "spendable of a denom": () => `/cosmos/bank/v1beta1/spendable_balances/${me}/by_denom?denom=stake`,
  "supply of a denom": () => "/cosmos/bank/v1beta1/supply/by_denom?denom=stake",
  supply: () => "/cosmos/bank/v1beta1/supply",
  metadata: () => "/cosmos/bank/v1beta1/denoms_metadata",
  "metadata of a denom": () => "/cosmos/bank/v1beta1/denoms_metadata/stake",
  "parameters of coins": () => "/cosmos/bank/v1beta1/params",
  // transactions
  tx: () => `/cosmos/tx/v1beta1/txs/${sent.transactionHash}`,
  "tx of a contract": () => `/cosmos/tx/v1beta1/txs/${executed.transactionHash}`,
  "tx that failed": () => `/cosmos/tx/v1beta1/txs/${failed.transactionHash}`,
  "tx by lower-case hash": () => `/cosmos/tx/v1beta1/txs/${sent.transactionHash.toLowerCase()}`,
  "tx nobody sent": () => `/cosmos/tx/v1beta1/txs/${"AB".repeat(32)}`,
  "tx of nonsense": () => "/cosmos/tx/v1beta1/txs/xyz",
  "txs by sender, newest first": () => `/cosmos/tx/v1beta1/txs?query=message.sender='${me}'&limit=2&page=1&order_by=ORDER_BY_DESC`,
  "txs by height": () => `/cosmos/tx/v1beta1/txs?query=tx.height=${sent.height}`,
  "txs, none": () => "/cosmos/tx/v1beta1/txs?query=message.sender='nobody'",
  "txs, page too far": () => `/cosmos/tx/v1beta1/txs?query=transfer.recipient='${second}'&limit=2&page=7`,
  "txs without a query": () => "/cosmos/tx/v1beta1/txs",
  "txs of a block": () => `/cosmos/tx/v1beta1/txs/block/${sent.height}`,
  "txs of a block to come": () => "/cosmos/tx/v1beta1/txs/block/99999999",
  // code and contracts
  codes: () => `${codes}&pagination.limit=2`,
  "codes, a page": () => `${codes}&pagination.limit=1`,
  "codes by offset": () => "/cosmwasm/wasm/v1/code?pagination.offset=1",
  "codes, counted": () => "/cosmwasm/wasm/v1/code?pagination.count_total=true",
  "codes, limit of nonsense": () => "/cosmwasm/wasm/v1/code?pagination.limit=x",
  code: () => `/cosmwasm/wasm/v1/code/${code.codeId}`,
  "code's record": () => `/cosmwasm/wasm/v1/code-info/${code.codeId}`,
  "no such code": () => "/cosmwasm/wasm/v1/code/99999",
  "code zero": () => "/cosmwasm/wasm/v1/code/0",
  "code of nonsense": () => "/cosmwasm/wasm/v1/code/abc",
  "contracts of a code": () => `/cosmwasm/wasm/v1/code/${next.codeId}/contracts`,
  "contracts of no code": () => "/cosmwasm/wasm/v1/code/99999/contracts",
  contract: () => `/cosmwasm/wasm/v1/contract/${contract}`,
  "no such contract": () => `/cosmwasm/wasm/v1/contract/${me}`,
  "contract of nonsense": () => "/cosmwasm/wasm/v1/contract/nonsense",
  "contract's history": () => `/cosmwasm/wasm/v1/contract/${contract}/history`,
  "contract's state, a page": () => `/cosmwasm/wasm/v1/contract/${contract}/state?pagination.limit=2&pagination.reverse=true`,
  "raw query": () => `/cosmwasm/wasm/v1/contract/${contract}/raw/${base64("contract_info")}`,
  "raw query for nothing": () => `/cosmwasm/wasm/v1/contract/${contract}/raw/${base64("nothing")}`,
  "raw query, not base64": () => `/cosmwasm/wasm/v1/contract/${contract}/raw/*`,
  "smart query": () => `/cosmwasm/wasm/v1/contract/${contract}/smart/${base64({ balance: { address: second } })}`,
  "smart query the contract has not": () => `/cosmwasm/wasm/v1/contract/${contract}/smart/${base64({ nope: {} })}`,
  "smart query, not JSON": () => `/cosmwasm/wasm/v1/contract/${contract}/smart/${base64("no JSON")}`,
  "smart query of no contract": () => `/cosmwasm/wasm/v1/contract/${me}/smart/${base64({ nope: {} })}`,
  "contracts by creator": () => `/cosmwasm/wasm/v1/contracts/creator/${me}`,
  "parameters of contracts": () => "/cosmwasm/wasm/v1/codes/params",
  "pinned codes": () => "/cosmwasm/wasm/v1/codes/pinned",
  // chain
  syncing: () => "/cosmos/base/tendermint/v1beta1/syncing",
  "node's configuration": () => "/cosmos/base/node/v1beta1/config",
  "node's status": () => "/cosmos/base/node/v1beta1/status",
  "block to come": () => "/cosmos/base/tendermint/v1beta1/blocks/99999999",
  "block of nonsense": () => "/cosmos/base/tendermint/v1beta1/blocks/abc",
  "no such path": () => "/cosmos/nope/v1",
  root: () => "/",
};

/** What a commit of one validator has and the devnet, where nobody votes, has not. */
function voteless(body) {
  for (const block of [body.block, body.sdk_block]) if (block) block.last_commit.signatures = [];
  return body;
}

/** Wasm is long, and compared by its checksum. */
const bodies = {
  code: ({ data, ...rest }) => ({ ...rest, data: typeof data }),
  "txs of a block": voteless,
};

describe("rest: asked", () => {
  for (const [name, path] of Object.entries(gets)) {
    test(name, async () => same(name, ask(await path()), bodies[name]));
  }

  test("a block, the latest and by height", async () => {
    await same("block", ask(`/cosmos/base/tendermint/v1beta1/blocks/${sent.height}`), voteless);
    const { body } = await ask("/cosmos/base/tendermint/v1beta1/blocks/latest");
    assert.ok(Number(body.block.header.height) >= sent.height);
  });

  test("the node's name", async () => {
    const info = ({ default_node_info: { network, protocol_version, other }, application_version }) => {
      return { network, protocol_version, tx_index: other.tx_index, version: Object.keys(application_version).sort() };
    };
    await same("node info", ask("/cosmos/base/tendermint/v1beta1/node_info"), info);
  });

  test("the validators", async () => {
    await same("validators", ask("/cosmos/base/tendermint/v1beta1/validatorsets/latest"));
  });

  test("the whole state of a contract, page by page", async () => {
    const keys = [];
    for (let key = ""; key !== null; ) {
      const page = `pagination.limit=3&pagination.key=${encodeURIComponent(key)}`;
      const { body } = await ask(`/cosmwasm/wasm/v1/contract/${contract}/state?${page}`);
      keys.push(...body.models.map((model) => model.key));
      key = body.pagination.next_key;
    }
    const { body } = await ask(`/cosmwasm/wasm/v1/contract/${contract}/state`);
    assert.deepEqual(keys, body.models.map((model) => model.key));
    assert.ok(keys.includes(Buffer.from("contract_info").toString("hex").toUpperCase()));
  });

  test("an earlier height, by its header", async () => {
    const at = (height) => ask(`/cosmos/bank/v1beta1/balances/${second}`, { headers: { "x-cosmos-block-height": String(height) } });
    await same("balances before the payment", at(sent.height - 1));
    await same("balances after the payment", at(sent.height));
    await same("balances of the future", at(99_999_999));
    const answer = await fetch(`${chain.rest}/cosmos/bank/v1beta1/params`);
    assert.ok(Number(answer.headers.get("x-cosmos-block-height")) >= sent.height);
    assert.ok(Number(answer.headers.get("grpc-metadata-x-cosmos-block-height")) >= sent.height);
  });
});

describe("rest: sent", () => {
  let tx_bytes;

  before(async () => {
    const send = { fromAddress: me, toAddress: second, amount: stake(1) };
    const messages = [{ typeUrl: "/cosmos.bank.v1beta1.MsgSend", value: send }];
    const signed = await client.sign(me, messages, { amount: stake(5000), gas: "200000" }, "by rest");
    tx_bytes = Buffer.from(TxRaw.encode(signed).finish()).toString("base64");
  });

  test("simulation", async () => {
    await same("simulated", post("/cosmos/tx/v1beta1/simulate", { tx_bytes }));
    await same("simulated, camel case", post("/cosmos/tx/v1beta1/simulate", { txBytes: tx_bytes }));
    await same("simulated nothing", post("/cosmos/tx/v1beta1/simulate", {}));
    await same("simulated something else", post("/cosmos/tx/v1beta1/simulate", { other: 1 }));
    const { status, body } = await post("/cosmos/tx/v1beta1/simulate", "no JSON");
    assert.deepEqual([status, body.code, body.details], [400, 3, []]);
  });

  test("broadcast, twice, and in modes that are no more", async () => {
    const send = (mode, bytes = tx_bytes) => post("/cosmos/tx/v1beta1/txs", { tx_bytes: bytes, mode });
    await same("sent without a mode", send(undefined));
    await same("sent in block mode", send("BROADCAST_MODE_BLOCK"));
    await same("sent in a mode of nonsense", send("SOON"));
    await same("sent", send("BROADCAST_MODE_SYNC"));
    await same("sent again", send("BROADCAST_MODE_SYNC"));
    const { body } = await send("BROADCAST_MODE_SYNC", "AAAA");
    assert.deepEqual([body.tx_response.code, body.tx_response.codespace], [2, "sdk"]);
  });

  test("a verb the path has not", async () => {
    await same("balances by POST", post(`/cosmos/bank/v1beta1/balances/${me}`, {}));
  });

  test("pages of other sites may ask and send", async () => {
    const headers = { origin: "https://dapp.example" };
    const got = await fetch(`${chain.rest}/cosmos/bank/v1beta1/params`, { headers });
    assert.equal(got.headers.get("access-control-allow-origin"), "*");
    const asked = { "access-control-request-method": "POST", "access-control-request-headers": "content-type" };
    const options = { method: "OPTIONS", headers: { ...headers, ...asked } };
    const preflight = await fetch(`${chain.rest}/cosmos/tx/v1beta1/txs`, options);
    assert.ok(preflight.ok);
    assert.equal(preflight.headers.get("access-control-allow-origin"), "*");
    assert.match(preflight.headers.get("access-control-allow-headers"), /\*|content-type/i);
  });
});

test("rest: all of wasmd's answers were compared", () => assert.deepEqual(golden.left(), []));
