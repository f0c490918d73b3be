// The devnet, as `backlot devnet start` runs it, in memory.
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { start, until } from "./process.mjs";

const COINS = { stake: "1000000000000", uusd: "1000000000000" };

/** Starts it with coins for `address`. */
export async function devnet({ chainId, address }) {
  const program = process.env.BACKLOT_BIN ?? join(import.meta.dirname, "../../../target/debug/backlot");
  const home = await mkdtemp(join(tmpdir(), "backlot-devnet-"));
  // It ends with our end of its standard input, too, should we die.
  const args = ["devnet", "start", "--in-memory", "--json", "--with-parent"];
  const free = ["--listen", "127.0.0.1:0", "--rest", "127.0.0.1:0"];
  const node = start(program, [...args, ...free, "--home", home, "--chain-id", chainId]);
  const stop = async () => {
    await node.stop();
    await rm(home, { recursive: true, force: true });
  };
  try {
    const line = await until("the devnet's first line", () => {
      if (!node.running()) return node.words() || "{}";
      return /^\{.*\}$/m.exec(node.words())?.[0];
    });
    if (!node.running()) throw new Error(`the devnet ended: ${node.words()}`);
    const { url: rpc, rest } = JSON.parse(line);
    for (const [denom, amount] of Object.entries(COINS)) {
      const body = JSON.stringify({ address, amount, denom });
      const answer = await fetch(`${rpc}/dev/faucet`, { method: "POST", body });
      if (!answer.ok) throw new Error(`the faucet refuses: ${await answer.text()}`);
    }
    return { rpc, rest, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}
