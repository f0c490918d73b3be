// The example in the README: taken out, compiled as strictly as the package, run.

import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import fs from "node:fs";
import path from "node:path";
import { promisify } from "node:util";

import { PACKAGE } from "./folders.js";

const run = promisify(execFile);

/** The README's example block. */
export function example(): string {
  const blocks = fs.readFileSync(path.join(PACKAGE, "README.md"), "utf8").split("```ts example\n");
  assert.equal(blocks.length, 2, "the README has one example");
  const [code = ""] = (blocks[1] ?? "").split("```");
  assert.ok(code.trimEnd().split("\n").length <= 30, "and a short one");
  return code;
}

/** Runs it and answers what it prints. */
export async function runExample(env: { [name: string]: string }): Promise<string> {
  const folder = path.join(PACKAGE, "build/example");
  fs.mkdirSync(folder, { recursive: true });
  fs.writeFileSync(path.join(folder, "example.ts"), example());
  const options = { rootDir: ".", outDir: ".", declaration: false };
  fs.writeFileSync(
    path.join(folder, "tsconfig.json"),
    JSON.stringify({ extends: "../../tsconfig.json", compilerOptions: options, include: ["example.ts"], exclude: [] }),
  );
  await run(process.execPath, [path.join(PACKAGE, "node_modules/typescript/bin/tsc"), "-p", folder]).catch((fault) => {
    throw new Error(`the example does not compile: ${(fault as { stdout: string }).stdout}`);
  });
  const { stdout } = await run(process.execPath, [path.join(folder, "example.js")], {
    env: { ...process.env, ...env },
  });
  return stdout;
}
