import assert from "node:assert/strict";
import { test } from "node:test";

import { build } from "esbuild";

/** What a dApp would ship of the package for one line of code: minified, everything bundled. */
async function bundle(contents: string): Promise<string> {
  const built = await build({
    stdin: { contents, resolveDir: process.cwd(), loader: "ts" },
    bundle: true,
    minify: true,
    write: false,
    format: "esm",
    platform: "browser",
    target: "es2022",
  });
  const [file] = built.outputFiles;
  assert.ok(file);
  return file.text;
}

test("who imports one function ships one function", async (context) => {
  const figures: { [what: string]: [code: string, most: number] } = {
    nothing: [`import "@backlot/client";`, 10],
    decodeAmounts: [`export { decodeAmounts } from "@backlot/client";`, 1_000],
    eventsOf: [`export { eventsOf } from "@backlot/client";`, 6_000],
    RightsQueryClient: [`export { RightsQueryClient } from "@backlot/client";`, 3_200],
    BacklotError: [`export { BacklotError } from "@backlot/client";`, 7_000],
    Film: [`export { Film } from "@backlot/client";`, 46_000],
    everything: [`export * from "@backlot/client";`, 68_000],
  };
  for (const [what, [code, most]] of Object.entries(figures)) {
    const text = await bundle(code);
    context.diagnostic(`${what}: ${text.length} bytes`);
    assert.ok(text.length <= most, `${what} is ${text.length} bytes, more than ${most}`);
  }
  assert.ok(!(await bundle(figures["decodeAmounts"]?.[0] ?? "")).includes("queryContractSmart"));
});

test("nothing of CosmJS or of node is in it", async () => {
  const text = await bundle(`export * from "@backlot/client";`);
  for (const name of ["require(", "Buffer", "process.", "@cosmjs", "node:"]) assert.ok(!text.includes(name), name);
});
