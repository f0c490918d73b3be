// A wasmd of one validator, in a folder of its own.
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { freePorts, run, start, until } from "./process.mjs";

/** Sets `key = value` in the named section of a TOML text; "" is the part before the first section. */
function set(toml, section, key, value) {
  const parts = toml.split(/^(?=\[)/m);
  const at = parts.findIndex((part) => (section === "" ? !part.startsWith("[") : part.startsWith(`[${section}]`)));
  const line = new RegExp(`^${key} *=.*$`, "m");
  if (at < 0 || !line.test(parts[at])) throw new Error(`the config has no ${section}.${key}`);
  parts[at] = parts[at].replace(line, `${key} = ${value}`);
  return parts.join("");
}

async function edit(file, changes) {
  let toml = await readFile(file, "utf8");
  for (const [section, key, value] of changes) toml = set(toml, section, key, value);
  await writeFile(file, toml);
}

/** Starts it with coins for `address`. */
export async function wasmd({ chainId, address }) {
  const program = process.env.BACKLOT_WASMD;
  if (!program) throw new Error("BACKLOT_WASMD must name the wasmd program: scripts/wasmd builds it");
  const home = await mkdtemp(join(tmpdir(), "backlot-wasmd-"));
  const on = (...args) => run(program, [...args, "--home", home]);
  await on("init", "client-tests", "--chain-id", chainId);
  await on("keys", "add", "validator", "--keyring-backend", "test");
  const validator = (await on("keys", "show", "validator", "-a", "--keyring-backend", "test")).trim();
  await on("genesis", "add-genesis-account", validator, "1000000000000stake");
  await on("genesis", "add-genesis-account", address, "1000000000000stake,1000000000000uusd");
  await on("genesis", "gentx", "validator", "500000000000stake", "--chain-id", chainId, "--keyring-backend", "test");
  await on("genesis", "collect-gentxs");
  const [rpc, p2p, rest, grpc] = await freePorts(4);
  const here = (port) => `"tcp://127.0.0.1:${port}"`;
  await edit(join(home, "config/config.toml"), [
    ["rpc", "laddr", here(rpc)],
    ["rpc", "cors_allowed_origins", `["*"]`],
    ["rpc", "pprof_laddr", `""`],
    ["p2p", "laddr", here(p2p)],
    ["consensus", "timeout_propose", `"500ms"`],
    ["consensus", "timeout_commit", `"500ms"`],
  ]);
  await edit(join(home, "config/app.toml"), [
    ["", "minimum-gas-prices", `"0.025stake"`],
    ["api", "enable", "true"],
    ["api", "enabled-unsafe-cors", "true"],
    ["api", "address", here(rest)],
    ["grpc", "address", `"127.0.0.1:${grpc}"`],
  ]);
  const node = start(program, ["start", "--home", home, "--log_level", "error"]);
  const stop = async () => {
    await node.stop();
    await rm(home, { recursive: true, force: true });
  };
  const endpoints = { rpc: `http://127.0.0.1:${rpc}`, rest: `http://127.0.0.1:${rest}` };
  const begun = async () => {
    if (!node.running()) return true;
    const { result } = await (await fetch(`${endpoints.rpc}/status`)).json();
    await fetch(endpoints.rest);
    return Number(result.sync_info.latest_block_height) >= 2;
  };
  try {
    await until("wasmd's first blocks", begun);
    if (!node.running()) throw new Error(`wasmd ended: ${node.words()}`);
  } catch (error) {
    await stop();
    throw error;
  }
  return { ...endpoints, stop };
}
