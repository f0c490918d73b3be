import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { after, test } from "node:test";
import { promisify } from "node:util";

import { PACKAGE } from "./folders.js";

const run = promisify(execFile);
const scratch = fs.mkdtempSync(path.join(os.tmpdir(), "backlot-pack-"));
after(() => fs.rmSync(scratch, { recursive: true, force: true }));

const USER = `
import { encodeAgreement, Film, isBacklotError, type Agreement, type ErrorCode, type ReturnsTypes, type RightsMoved, type StudioTypes } from "@backlot/client";
import type { CosmWasmClient } from "@cosmjs/cosmwasm";

export async function units(client: CosmWasmClient, studio: string): Promise<bigint> {
  let sum = 0n;
  for await (const { units } of (await Film.open(client, studio, "f")).holders()) sum += units;
  return sum;
}
export const agreement: Agreement = { parties: [], schedule: { figures: [], tables: [], sources: [] }, quorum: 5_000 };
export const plan: Pick<StudioTypes.FilmPlan, "agreement"> = { agreement: encodeAgreement(agreement) };
// @ts-expect-error -- an agreement has a quorum
encodeAgreement({ parties: [], schedule: { figures: [], tables: [], sources: [] } });
export const code: ErrorCode = "returns.cursor";
// @ts-expect-error -- no such code
export const wrong: ErrorCode = "returns.cursors";
export const state: ReturnsTypes.RunState = "settled";
// @ts-expect-error -- amounts are no numbers
export const moved: RightsMoved["units"] = 5;
console.log(typeof Film.open, isBacklotError(new Error("x")));
`;

/** The package as npm would lay it, in a folder that has nothing else but its peer. */
async function installed(): Promise<void> {
  const args = ["pack", "--ignore-scripts", "--silent", "--pack-destination", scratch];
  const { stdout } = await run("npm", args, { cwd: PACKAGE });
  const modules = path.join(scratch, "node_modules");
  const home = path.join(modules, "@backlot/client");
  fs.mkdirSync(home, { recursive: true });
  await run("tar", ["-xzf", path.join(scratch, stdout.trim()), "-C", home, "--strip-components", "1"]);
  fs.symlinkSync(path.join(PACKAGE, "node_modules/@cosmjs"), path.join(modules, "@cosmjs"));
  fs.symlinkSync(path.join(PACKAGE, "node_modules/@types"), path.join(modules, "@types"));
  const files = fs.readdirSync(home, { recursive: true }).map(String);
  assert.deepEqual(
    files.filter((file) => !/^(dist\b|package\.json$|README\.md$)/.test(file)),
    [],
    "only what is of use is packed",
  );
}

test("what is packed is found by both ways of resolving, with its types, and runs", async () => {
  await installed();
  fs.writeFileSync(path.join(scratch, "package.json"), JSON.stringify({ type: "module", private: true }));
  fs.writeFileSync(path.join(scratch, "user.ts"), USER);
  const strict = {
    strict: true,
    exactOptionalPropertyTypes: true,
    target: "ES2022",
    skipLibCheck: true,
    types: ["node"],
  };
  for (const resolution of [
    { module: "esnext", moduleResolution: "bundler" },
    { module: "node16", moduleResolution: "node16" },
  ]) {
    const config = { compilerOptions: { ...strict, ...resolution }, files: ["user.ts"] };
    fs.writeFileSync(path.join(scratch, "tsconfig.json"), JSON.stringify(config));
    await run(process.execPath, [path.join(PACKAGE, "node_modules/typescript/bin/tsc"), "-p", scratch]).catch(
      (fault) => {
        throw new Error(`${resolution.moduleResolution}: ${(fault as { stdout: string }).stdout}`);
      },
    );
  }
  const { stdout } = await run(process.execPath, [path.join(scratch, "user.js")], { cwd: scratch });
  assert.equal(stdout, "function false\n");
});
