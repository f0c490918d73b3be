// Amino, as a Ledger signs, beside direct: every kind of message.
import assert from "node:assert/strict";
import { before, describe, test } from "node:test";
import { toUtf8 } from "@cosmjs/encoding";
import { TxRaw } from "cosmjs-types/cosmos/tx/v1beta1/tx";
import { actor, ample, chain, nobody, stake } from "../src/chain.mjs";
import { rights, rightsBefore, series } from "../src/wasm.mjs";

for (const [mode, amino] of [
  ["direct", false],
  ["amino", true],
]) {
  describe(`signing: ${mode}`, () => {
    let me, client, second, old, next, contract;

    const signMode = async (hash) => {
      const answer = await fetch(`${chain.rest}/cosmos/tx/v1beta1/txs/${hash}`);
      return (await answer.json()).tx.auth_info.signer_infos[0].mode_info.single.mode;
    };

    before(async () => {
      ({ client, address: me, second } = await actor({ amino }));
    });

    test(`coins, also with a memo that JSON must escape`, async () => {
      const sent = await client.sendTokens(me, second, stake(1), "auto", "<b>Müller & \"Söhne\"</b>\n\u{1F3AC}");
      assert.equal(sent.code, 0, sent.rawLog);
      const expected = amino ? "SIGN_MODE_LEGACY_AMINO_JSON" : "SIGN_MODE_DIRECT";
      assert.equal(await signMode(sent.transactionHash), expected);
    });

    test(`wasm is stored`, async () => {
      old = (await client.upload(me, await rightsBefore(), "auto")).codeId;
      next = (await client.upload(me, await rights(), "auto")).codeId;
      assert.equal(next, old + 1);
    });

    test(`contracts are made, by number and by salt, with and without an admin`, async () => {
      const label = "A & B <series>";
      contract = (await client.instantiate(me, old, series(me), label, "auto", { admin: me })).contractAddress;
      const salted = await client.instantiate2(me, old, toUtf8("salt"), series(me), "salted", "auto");
      assert.equal((await client.getContract(contract)).label, label);
      assert.equal((await client.getContract(salted.contractAddress)).admin, undefined);
    });

    test(`messages are executed, one and several, keys in any order, text of all kinds`, async () => {
      await client.execute(me, contract, { transfer: { recipient: second, amount: "1" } }, "auto");
      const description = "<i>\"quoted\"</i> & back\\slash, tab\t, snow \u2603, \u{1F3AC}, \u2028";
      const marketing = { project: "z", marketing: me, description };
      const instructions = [
        { contractAddress: contract, msg: { transfer: { amount: "2", recipient: second } } },
        { contractAddress: contract, msg: { increase_allowance: { spender: second, amount: "1", expires: { at_height: 9_000_000 } } } },
      ];
      await client.executeMultiple(me, instructions, "auto", "several");
      assert.deepEqual(await client.queryContractSmart(contract, { balance: { address: second } }), { balance: "3" });
      // The token has no marketing data yet, so it refuses: but it has read the text.
      await assert.rejects(client.execute(me, contract, { update_marketing: marketing }, "auto"), /execute wasm contract failed/);
    });

    test(`a contract is migrated, its admin changed and cleared`, async () => {
      await client.migrate(me, contract, next, {}, "auto");
      await client.sendTokens(me, second, stake(1_000_000), "auto");
      await client.updateAdmin(me, contract, second, ample);
      await client.clearAdmin(second, contract, ample);
      const found = await client.getContract(contract);
      assert.deepEqual([found.codeId, found.admin], [next, undefined]);
    });

    test(`messages of different kinds are one transaction, with a height at which it is void`, async () => {
      const to = await nobody();
      const send = { fromAddress: me, toAddress: to, amount: stake(3) };
      const msg = toUtf8(JSON.stringify({ transfer: { recipient: to, amount: "4" } }));
      const messages = [
        { typeUrl: "/cosmos.bank.v1beta1.MsgSend", value: send },
        { typeUrl: "/cosmwasm.wasm.v1.MsgExecuteContract", value: { sender: me, contract, msg, funds: [] } },
        {
          typeUrl: "/cosmos.bank.v1beta1.MsgMultiSend",
          value: { inputs: [{ address: me, coins: stake(5) }], outputs: [{ address: to, coins: stake(5) }] },
        },
      ];
      const void_ = BigInt((await client.getHeight()) + 100);
      const done = await client.signAndBroadcast(me, messages, "auto", "three kinds", void_);
      assert.equal(done.code, 0, done.rawLog);
      assert.equal(done.msgResponses.length, 3);
      assert.deepEqual(await client.getBalance(to, "stake"), stake(8)[0]);
      assert.deepEqual(await client.queryContractSmart(contract, { balance: { address: to } }), { balance: "4" });
    });

    test(`a signature for another chain is none for this one`, async () => {
      const { accountNumber, sequence } = await client.getSequence(me);
      const send = { fromAddress: me, toAddress: second, amount: stake(1) };
      const messages = [{ typeUrl: "/cosmos.bank.v1beta1.MsgSend", value: send }];
      const fee = { amount: stake(5000), gas: "200000" };
      const other = await client.sign(me, messages, fee, "", { accountNumber, sequence, chainId: "another-chain" });
      await assert.rejects(client.broadcastTxSync(TxRaw.encode(other).finish()), (error) => {
        assert.match(error.message, /signature verification failed/);
        assert.match(error.message, /unauthorized/);
        return true;
      });
      client.disconnect();
    });
  });
}
