// The contracts of the tests: ours, of this tree and of the releases before it.
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";

const root = join(import.meta.dirname, "../../..");

/** What `make artifacts` built of a contract. */
export const wasm = async (contract) =>
  new Uint8Array(await readFile(join(root, `artifacts/backlot_${contract}.wasm`)));

/** A contract as a release had it. */
export async function released(version, contract) {
  const packed = await readFile(join(root, `tests/releases/${version}/backlot_${contract}.wasm.gz`));
  return new Uint8Array(gunzipSync(packed));
}

/** `rights` of this tree. */
export const rights = () => wasm("rights");
/** `rights` of release 0.1.0. */
export const rightsBefore = () => released("0.1.0", "rights");

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
