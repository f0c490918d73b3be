// Accounts, coins, blocks: what a wallet asks before it does anything.
import assert from "node:assert/strict";
import { test } from "node:test";
import { CosmWasmClient } from "@cosmjs/cosmwasm";
import { SigningStargateClient } from "@cosmjs/stargate";
import { actor, chain, connect, fund, gasPrice, nobody, refusal, stake, stranger } from "../src/chain.mjs";

test("a client learns the chain from its endpoint", async () => {
  const client = await CosmWasmClient.connect(chain.rpc);
  assert.equal(await client.getChainId(), chain.id);
  assert.ok((await client.getHeight()) >= 1);
  const [first, latest] = [await client.getBlock(1), await client.getBlock()];
  assert.equal(first.header.height, 1);
  assert.equal(first.header.chainId, chain.id);
  assert.match(latest.id, /^[0-9A-F]{64}$/);
  assert.ok(Date.parse(latest.header.time) > Date.parse(first.header.time));
  client.disconnect();
});

test("an address nobody has paid has no account, no coins and no sequence", async () => {
  const client = await CosmWasmClient.connect(chain.rpc);
  const address = await nobody();
  assert.equal(await client.getAccount(address), null);
  assert.deepEqual(await client.getBalance(address, "stake"), { denom: "stake", amount: "0" });
  assert.match(await refusal(client.getSequence(address)), /does not exist on chain/);
  client.disconnect();
});

test("coins go from one wallet to another, and the account counts what it has signed", async () => {
  const { client, address } = await actor({ coins: stake(1_000_000) });
  const before = await client.getAccount(address);
  assert.deepEqual([before.pubkey, before.sequence], [null, 0]);
  const to = await nobody();
  const sent = await client.sendTokens(address, to, stake(1234), "auto", "for the tickets");
  assert.equal(sent.code, 0);
  assert.ok(sent.gasUsed > 0n && sent.gasUsed <= sent.gasWanted);
  assert.deepEqual(await client.getBalance(to, "stake"), { denom: "stake", amount: "1234" });
  const after = await client.getAccount(address);
  assert.equal(after.sequence, 1);
  assert.equal(after.pubkey.type, "tendermint/PubKeySecp256k1");
  assert.deepEqual(await client.getSequence(address), { accountNumber: after.accountNumber, sequence: 1 });
  client.disconnect();
});

test("the plain Stargate client of CosmJS works as well", async () => {
  const wallet = await stranger();
  const [{ address }, { address: second }] = await wallet.getAccounts();
  await fund(address);
  const client = await SigningStargateClient.connectWithSigner(chain.rpc, wallet, {
    gasPrice,
    broadcastPollIntervalMs: 100,
  });
  assert.deepEqual(await client.getAllBalances(address), stake(500_000_000));
  assert.equal((await client.sendTokens(address, second, stake(7), "auto")).code, 0);
  assert.deepEqual(await client.getAllBalances(second), stake(7));
  client.disconnect();
});

test("simulation needs no coins for its fee, and works for the first transaction of an account", async () => {
  const { client, address, second } = await actor({ coins: stake(10) });
  const send = { fromAddress: address, toAddress: second, amount: stake(1) };
  const gas = await client.simulate(address, [{ typeUrl: "/cosmos.bank.v1beta1.MsgSend", value: send }], "");
  assert.ok(gas > 50_000 && gas < 200_000, `${gas}`);
  client.disconnect();
});

test("the second account of a wallet signs for itself", async () => {
  const { wallet, client, address, second } = await actor();
  await client.sendTokens(address, second, stake(100_000), "auto");
  const again = await connect(wallet);
  assert.equal((await again.sendTokens(second, address, stake(1), "auto")).code, 0);
  assert.match(await refusal(again.sendTokens(await nobody(), address, stake(1), "auto")), /Failed to retrieve account/);
  client.disconnect();
  again.disconnect();
});
