// A page of another site, in a real browser.
import assert from "node:assert/strict";
import { test } from "node:test";
import { chain, fund, nobody, stake, stranger } from "../src/chain.mjs";
import { site, visit } from "../src/browser.mjs";

test("a page asks over RPC and REST, signs, sends, and hears of it over the websocket", async () => {
  const wallet = await stranger();
  const [{ address }] = await wallet.getAccounts();
  await fund(address);
  const to = await nobody();
  const dapp = await site();
  try {
    const told = await visit(dapp.url, { rpc: chain.rpc, rest: chain.rest, phrase: wallet.mnemonic, to });
    assert.equal(told.error, undefined, told.error);
    assert.notEqual(new URL(chain.rpc).origin, told.origin);
    assert.deepEqual([told.chain, told.code, told.memo], [chain.id, 0, "from a page"]);
    assert.deepEqual(told.before, stake(500_000_000)[0]);
    assert.deepEqual(told.overRest, told.before);
    assert.deepEqual(told.received, stake(321)[0]);
    assert.equal(told.heard, told.hash);
    // What only its owner may do to a devnet, no page may; wasmd has no such path.
    assert.ok(["blocked", 403, 404].includes(told.dev), String(told.dev));
  } finally {
    await dapp.close();
  }
});
