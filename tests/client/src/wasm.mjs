// The contracts of the tests: our `rights`, of this tree and of the release before it.
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";

const root = join(import.meta.dirname, "../../..");
const fromTree = () => readFile(join(root, "artifacts/backlot_rights.wasm"));
const released = () => readFile(join(root, "tests/releases/0.1.0/backlot_rights.wasm.gz"));

/** What `make artifacts` built. */
export const rights = async () => new Uint8Array(await fromTree());
/** Release 0.1.0. */
export const rightsBefore = async () => new Uint8Array(gunzipSync(await released()));

/** Message that makes a series with some holders. */
export const series = (owner, holders = [[owner, 1000]]) => ({
  name: "Night Shoot",
  symbol: "NIGHT",
  decimals: 0,
  initial_balances: holders.map(([address, amount]) => ({ address, amount: String(amount) })),
  mint: { minter: owner, cap: "1000000" },
  marketing: null,
  owner,
  distributor: null,
  compliance: null,
  rules: {},
  recovery_delay: 86_400,
});
