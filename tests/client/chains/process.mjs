// Starting programs, waiting for them, and ending them by their id.
import { spawn } from "node:child_process";
import { createServer } from "node:net";
import { once } from "node:events";

/** Ports nobody listens on now. */
export async function freePorts(count) {
  const servers = Array.from({ length: count }, () => createServer().listen(0, "127.0.0.1"));
  await Promise.all(servers.map((server) => once(server, "listening")));
  const ports = servers.map((server) => server.address().port);
  await Promise.all(servers.map((server) => new Promise((closed) => server.close(closed))));
  return ports;
}

/** Runs a program to its end; its standard output. */
export async function run(program, args, input = "") {
  const child = spawn(program, args, { stdio: ["pipe", "pipe", "pipe"] });
  const [out, err] = [[], []];
  child.stdout.on("data", (chunk) => out.push(chunk));
  child.stderr.on("data", (chunk) => err.push(chunk));
  child.stdin.end(input);
  const [code] = await once(child, "close");
  if (code !== 0) throw new Error(`${program} ${args.join(" ")}: exit code ${code}\n${Buffer.concat(err)}`);
  return Buffer.concat(out).toString();
}

/** Starts a program that stays; `stop` ends it and waits until it is gone. What it says last is in `words`. */
export function start(program, args) {
  const child = spawn(program, args, { stdio: ["pipe", "pipe", "pipe"] });
  const said = [];
  const hear = (chunk) => said.push(chunk.toString()) > 400 && said.shift();
  child.stdout.on("data", hear);
  child.stderr.on("data", hear);
  const ended = once(child, "close").catch((error) => hear(String(error)));
  const running = () => child.exitCode === null && child.signalCode === null;
  const stop = async () => {
    if (running()) child.kill("SIGTERM");
    const deaf = setTimeout(() => running() && child.kill("SIGKILL"), 10_000);
    await ended;
    clearTimeout(deaf);
  };
  return { child, stop, running, words: () => said.join("") };
}

/** Waits until `probe` gives something; it may throw until then. */
export async function until(what, probe, ms = 60_000) {
  const end = Date.now() + ms;
  for (let last; ; ) {
    try {
      const found = await probe();
      if (found !== undefined && found !== false) return found;
    } catch (error) {
      last = error;
    }
    if (Date.now() > end) throw new Error(`${what}: not within ${ms} ms${last ? ` (${last.message})` : ""}`);
    await new Promise((soon) => setTimeout(soon, 100));
  }
}
