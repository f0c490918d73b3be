// A studio and the film Night Ferry on a chain, made by the `backlot` program as the README's tour does.

import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { randomBytes } from "node:crypto";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { promisify } from "node:util";

import { chain, program, ROOT, type Chain } from "./chains.js";

const run = promisify(execFile);
const KEYS = [
  "studio",
  "keeper",
  "collection-agent",
  "guilds",
  "sales-agent",
  "bank",
  "equity-a",
  "crew",
  "producer",
  "director",
];

/** What the tests act on. */
export interface Stage {
  /** The chain. */
  chain: Chain;
  /** The studio. */
  studio: string;
  /** A folder that is removed at the end. */
  home: string;
  /** Address of a key of the home. */
  address(key: string): string;
  /** Runs `backlot`, answers what it says as JSON. */
  backlot(...args: string[]): Promise<unknown>;
  /** Ends what was started and removes what was written. */
  end(): Promise<void>;
}

/** Makes everything. */
export async function stage(): Promise<Stage> {
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
  let on: Chain | undefined;
  const end = async () => {
    await on?.stop();
    fs.rmSync(home, { recursive: true, force: true });
  };
  try {
    on = await chain(env);
    env["BACKLOT_RPC"] = on.rpc;
    env["BACKLOT_CHAIN_ID"] = on.chainId;
    const backlot = async (...args: string[]): Promise<unknown> => {
      const { stdout } = await run(program(), ["--json", ...args], { env, cwd: ROOT, maxBuffer: 1 << 26 });
      return stdout.trim() === "" ? undefined : JSON.parse(stdout.trim());
    };
    await backlot("keys", "new", ...KEYS, "--phrase-file", path.join(home, "phrases"));
    const keys = (await backlot("keys", "list")) as { name: string; address: string }[];
    const address = (key: string) => keys.find(({ name }) => name === key)?.address ?? assert.fail(`no key ${key}`);
    await on.faucet(address("studio"), 1_000_000_000n, "stake");
    const { deployment } = (await backlot("deploy", "--yes")) as { deployment: { studio: string } };
    await backlot("film", "create", "examples/night-ferry/film.toml", "--yes");
    await backlot("film", "issue", "--holders", "examples/night-ferry/holders.csv", "--yes");
    return { chain: on, studio: deployment.studio, home, address, backlot, end };
  } catch (fault) {
    await end();
    throw fault;
  }
}
