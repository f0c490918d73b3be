// A devnet, a studio and the film Night Ferry on it, made by the `backlot` program as the README's tour does.

import assert from "node:assert/strict";
import { execFile, spawn, type ChildProcess } from "node:child_process";
import { randomBytes } from "node:crypto";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";

/** The repository. */
export const ROOT = fileURLToPath(new URL("../../../../", import.meta.url));
/** This package. */
export const PACKAGE = fileURLToPath(new URL("../../", import.meta.url));

const KEYS = ["studio", "keeper", "collection-agent", "guilds", "sales-agent", "bank", "equity-a", "crew", "producer", "director"];

/** What the tests act on. */
export interface Stage {
  /** RPC of the chain. */
  rpc: string;
  /** The studio. */
  studio: string;
  /** A folder that is removed at the end. */
  home: string;
  /** Address of a key of the home. */
  address(key: string): string;
  /** Runs `backlot`, answers what it says as JSON. */
  backlot(...args: string[]): Promise<unknown>;
  /** Base units out of nothing. */
  faucet(address: string, amount: bigint, denom: string): Promise<void>;
  /** Makes the bank refuse an address as recipient, or take it again. */
  block(address: string, blocked: boolean): Promise<void>;
  /** Ends what was started and removes what was written. */
  end(): Promise<void>;
}

function program(): string {
  const target = path.resolve(ROOT, process.env["CARGO_TARGET_DIR"] ?? "target");
  const found = process.env["BACKLOT_BIN"] ?? path.join(target, "debug/backlot");
  assert.ok(fs.existsSync(found), `${found} is missing: cargo build --workspace --bin backlot`);
  return found;
}

/** Starts a devnet that ends with this process, on a free port. */
async function devnet(binary: string, env: NodeJS.ProcessEnv): Promise<{ url: string; child: ChildProcess }> {
  const args = ["--json", "devnet", "start", "--listen", "127.0.0.1:0", "--in-memory", "--with-parent"];
  const child = spawn(binary, args, { env, cwd: ROOT, stdio: ["pipe", "pipe", "inherit"] });
  for await (const line of createInterface({ input: child.stdout })) {
    return { url: (JSON.parse(line) as { url: string }).url, child };
  }
  throw new Error("the devnet did not start");
}

/** Makes everything. */
export async function stage(): Promise<Stage> {
  const binary = program();
  const home = fs.mkdtempSync(path.join(os.tmpdir(), "backlot-client-"));
  const passphrase = path.join(home, "passphrase");
  fs.writeFileSync(passphrase, randomBytes(24).toString("base64"), { mode: 0o600 });
  const env: NodeJS.ProcessEnv = {
    ...Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith("BACKLOT_"))),
    BACKLOT_HOME: home,
    BACKLOT_PASSPHRASE_FILE: passphrase,
    BACKLOT_ARTIFACTS: process.env["BACKLOT_ARTIFACTS"] ?? path.join(ROOT, "artifacts"),
    BACKLOT_CONFIRM_MS: "20",
    BACKLOT_DEVNET_BLOCK_MS: "50",
  };
  const given = process.env["BACKLOT_RPC"]?.split(",")[0];
  const own = given === undefined ? await devnet(binary, env) : undefined;
  const rpc = given ?? own?.url ?? "";
  env["BACKLOT_RPC"] = rpc;
  if (process.env["BACKLOT_CHAIN_ID"]) env["BACKLOT_CHAIN_ID"] = process.env["BACKLOT_CHAIN_ID"];

  const run = promisify(execFile);
  const backlot = async (...args: string[]): Promise<unknown> => {
    const { stdout } = await run(binary, ["--json", ...args], { env, cwd: ROOT, maxBuffer: 1 << 26 });
    return stdout.trim() === "" ? undefined : JSON.parse(stdout.trim());
  };
  const end = async () => {
    if (own) {
      const gone = new Promise((resolve) => own.child.once("exit", resolve));
      own.child.kill("SIGINT");
      await gone;
    }
    fs.rmSync(home, { recursive: true, force: true });
  };
  const post = async (what: string, body: object) => {
    const answer = await fetch(`${rpc.replace(/\/$/, "")}/dev/${what}`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify(body),
    });
    assert.ok(answer.ok, `${what}: ${await answer.text()}`);
  };
  try {
    const phrases = path.join(home, "phrases");
    await backlot("keys", "new", ...KEYS, "--phrase-file", phrases);
    await backlot("devnet", "faucet", "@studio", "1000000000");
    await backlot("devnet", "faucet", "@studio", "10000000000000", "uusd");
    const { deployment } = (await backlot("deploy", "--yes")) as { deployment: { studio: string } };
    await backlot("film", "create", "examples/night-ferry/film.toml", "--yes");
    await backlot("film", "issue", "--holders", "examples/night-ferry/holders.csv", "--yes");
    const addresses = new Map<string, string>();
    for (const { name, address } of (await backlot("keys", "list")) as { name: string; address: string }[]) {
      addresses.set(name, address);
    }
    return {
      rpc,
      studio: deployment.studio,
      home,
      backlot,
      end,
      address: (key) => addresses.get(key) ?? assert.fail(`no key ${key}`),
      faucet: (address, amount, denom) => post("faucet", { address, amount: amount.toString(), denom }),
      block: (address, blocked) => post("block_address", { address, blocked }),
    };
  } catch (fault) {
    await end();
    throw fault;
  }
}
