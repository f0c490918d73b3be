// Starts a chain, runs the tests against it, ends it.
//
//   node run.mjs devnet|wasmd [test files…]
//   node run.mjs devnet|wasmd -- PROGRAM [arguments…]     any other program, with the chain in its environment
import { spawn } from "node:child_process";
import { once } from "node:events";
import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { DirectSecp256k1HdWallet } from "@cosmjs/proto-signing";
import { devnet } from "./chains/devnet.mjs";
import { wasmd } from "./chains/wasmd.mjs";

const [name, ...rest] = process.argv.slice(2);
const launch = { devnet, wasmd }[name];
if (!launch) {
  console.error("usage: node run.mjs devnet|wasmd [test files… | -- program arguments…]");
  process.exit(2);
}

const here = import.meta.dirname;
const wallet = await DirectSecp256k1HdWallet.generate(24, { prefix: "wasm" });
const [{ address }] = await wallet.getAccounts();
const chainId = `client-${name}-1`;
const began = Date.now();
const chain = await launch({ chainId, address });
console.log(`# ${name}: rpc ${chain.rpc}, rest ${chain.rest}, chain ${chainId}, up after ${Date.now() - began} ms`);

async function command() {
  if (rest[0] === "--") return rest.slice(1);
  const all = (await readdir(join(here, "test"))).filter((file) => file.endsWith(".test.mjs")).sort();
  const files = rest.length > 0 ? rest : all.map((file) => join(here, "test", file));
  // One file after the other: what they measure of the chain, they do alone. CosmJS leaves timers of its websockets
  // behind, so a file that is done is ended.
  return [process.execPath, "--test", "--test-concurrency=1", "--test-force-exit", "--test-reporter=spec", ...files];
}

const [program, ...args] = await command();
const env = {
  ...process.env,
  BACKLOT_CHAIN: name,
  BACKLOT_RPC: chain.rpc,
  BACKLOT_REST: chain.rest,
  BACKLOT_CHAIN_ID: chainId,
  BACKLOT_FAUCET_PHRASE: wallet.mnemonic,
};
const child = spawn(program, args, { stdio: "inherit", env });
// The child hears Ctrl-C as well; the chain is ended when it is done.
for (const signal of ["SIGINT", "SIGTERM"]) process.on(signal, () => child.kill(signal));
const [code] = await once(child, "close").catch((error) => [console.error(String(error)) ?? 1]);
await chain.stop();
console.log(`# ${name}: ended after ${Math.round((Date.now() - began) / 1000)} s`);
process.exit(code ?? 1);
