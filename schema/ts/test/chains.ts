// The chains that the live tests run on: a devnet of their own, one that is there, or a real chain.

import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import fs from "node:fs";
import path from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";

import { SigningCosmWasmClient } from "@cosmjs/cosmwasm";
import { DirectSecp256k1HdWallet } from "@cosmjs/proto-signing";
import { GasPrice } from "@cosmjs/stargate";

/** The repository. */
export const ROOT = fileURLToPath(new URL("../../../../", import.meta.url));

/** A chain. */
export interface Chain {
  rpc: string;
  chainId: string;
  /** Gives coins. */
  faucet(address: string, amount: bigint, denom: string): Promise<void>;
  /** Makes the bank refuse an address as recipient, or take it again; not to be had on a real chain. */
  block: ((address: string, blocked: boolean) => Promise<void>) | undefined;
  /** Ends it, if it was started here. */
  stop(): Promise<void>;
}

/** The `backlot` program. */
export function program(): string {
  const target = path.resolve(ROOT, process.env["CARGO_TARGET_DIR"] ?? "target");
  const found = process.env["BACKLOT_BIN"] ?? path.join(target, "debug/backlot");
  assert.ok(fs.existsSync(found), `${found} is missing: cargo build --workspace --bin backlot`);
  return found;
}

/**
 * The chain that the environment asks for: the one at BACKLOT_RPC, else a devnet of our own. BACKLOT_FAUCET_PHRASE says that
 * it is no devnet, and which account gives coins there. `env` is what `backlot` is run with.
 */
export async function chain(env: NodeJS.ProcessEnv): Promise<Chain> {
  const rpc = process.env["BACKLOT_RPC"]?.split(",")[0];
  const phrase = process.env["BACKLOT_FAUCET_PHRASE"];
  if (!rpc) return ownDevnet(env);
  return phrase ? realChain(rpc, phrase) : devnetAt(rpc, () => Promise.resolve());
}

/** A devnet at a free port, in memory; it ends with this process at the latest. */
async function ownDevnet(env: NodeJS.ProcessEnv): Promise<Chain> {
  const args = ["--json", "devnet", "start", "--listen", "127.0.0.1:0", "--in-memory", "--with-parent"];
  const child = spawn(program(), args, { env, cwd: ROOT, stdio: ["pipe", "pipe", "inherit"] });
  const gone = new Promise<void>((resolve) => child.once("exit", () => resolve()));
  for await (const line of createInterface({ input: child.stdout })) {
    const { url } = JSON.parse(line) as { url: string };
    return devnetAt(url, () => {
      child.kill("SIGINT");
      return gone;
    });
  }
  throw new Error("the devnet did not start");
}

async function devnetAt(url: string, stop: () => Promise<void>): Promise<Chain> {
  const rpc = url.replace(/\/$/, "");
  const post = async (what: string, body: object) => {
    const headers = { "content-type": "application/json" };
    const answer = await fetch(`${rpc}/dev/${what}`, { method: "POST", headers, body: JSON.stringify(body) });
    assert.ok(answer.ok, `${what}: ${await answer.text()}`);
  };
  const { result } = (await (await fetch(`${rpc}/status`)).json()) as { result: { node_info: { network: string } } };
  return {
    rpc,
    chainId: result.node_info.network,
    stop,
    faucet: (address, amount, denom) => post("faucet", { address, amount: amount.toString(), denom }),
    block: (address, blocked) => post("block_address", { address, blocked }),
  };
}

/** A chain that is no devnet: coins come from an account that has some, by its phrase. */
async function realChain(rpc: string, phrase: string): Promise<Chain> {
  const signer = await DirectSecp256k1HdWallet.fromMnemonic(phrase, { prefix: "wasm" });
  const address = (await signer.getAccounts())[0]?.address ?? "";
  const gasPrice = GasPrice.fromString("0.025stake");
  const client = await SigningCosmWasmClient.connectWithSigner(rpc, signer, { gasPrice, broadcastPollIntervalMs: 200 });
  return {
    rpc,
    chainId: await client.getChainId(),
    block: undefined,
    stop: async () => client.disconnect(),
    faucet: async (to, amount, denom) => {
      const { code, events } = await client.sendTokens(address, to, [{ denom, amount: amount.toString() }], "auto");
      assert.equal(code, 0, JSON.stringify(events));
    },
  };
}
