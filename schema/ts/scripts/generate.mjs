// Writes src/generated/ from ../*.json; with --check compares instead and fails where something differs.
//
//   <Contract>.types.ts, <Contract>.client.ts   by ts-codegen, then adapted (adapt.mjs says how and why)
//   codes.ts, events.ts                          from codes.json and events.json (vocabulary.mjs)
//
// Nothing in the output depends on the machine, the time or the folder.

import { createRequire } from "node:module";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";

import { adaptClient, adaptTypes } from "./adapt.mjs";
import { codesSource, eventsSource } from "./vocabulary.mjs";

const CONTRACTS = ["studio", "rights", "engine", "agreements", "collection", "licences", "returns", "interchange"];

/** What messages carry as bytes. */
const AGREEMENT = "agreement";

const here = path.dirname(fileURLToPath(import.meta.url));
const schemas = path.join(here, "../..");
const target = path.join(here, "../src/generated");
const pascal = (name) => name[0].toUpperCase() + name.slice(1);
const json = (name) => JSON.parse(fs.readFileSync(path.join(schemas, `${name}.json`), "utf8"));

/** ts-codegen's own output: file name → text. */
async function raw() {
  const scratch = fs.mkdtempSync(path.join(os.tmpdir(), "backlot-ts-"));
  try {
    // ts-codegen reads every file of a folder, so each contract gets one of its own.
    const contracts = CONTRACTS.map((name) => {
      const dir = path.join(scratch, "in", name);
      fs.mkdirSync(dir, { recursive: true });
      fs.copyFileSync(path.join(schemas, `${name}.json`), path.join(dir, `${name}.json`));
      return { name: pascal(name), dir };
    });
    const outPath = path.join(scratch, "out");
    const off = { enabled: false };
    const options = {
      bundle: off,
      messageComposer: off,
      messageBuilder: off,
      reactQuery: off,
      recoil: off,
      types: { enabled: true },
      client: { enabled: true, execExtendsQuery: true, noImplicitOverride: true },
    };
    const codegen = createRequire(import.meta.url)("@cosmwasm/ts-codegen").default;
    await codegen({ contracts, outPath, options });
    // The agreement is no contract, but its types are wanted: it is shown as one whose only message it is.
    const dir = path.join(scratch, "in", AGREEMENT);
    fs.mkdirSync(dir, { recursive: true });
    fs.writeFileSync(path.join(dir, `${AGREEMENT}.json`), JSON.stringify(alone(json(AGREEMENT))));
    const only = { ...options, client: off };
    await codegen({ contracts: [{ name: pascal(AGREEMENT), dir }], outPath, options: only });
    return Object.fromEntries(
      fs.readdirSync(outPath).map((file) => [file, fs.readFileSync(path.join(outPath, file), "utf8")]),
    );
  } finally {
    fs.rmSync(scratch, { recursive: true, force: true });
  }
}

/** A schema as a contract's. */
const alone = (schema) => ({
  contract_name: "agreement",
  contract_version: "0.0.0",
  idl_version: "1.0.0",
  instantiate: schema,
  execute: null,
  query: null,
  migrate: null,
  sudo: null,
  responses: {},
});

async function files() {
  const made = await raw();
  const out = { "codes.ts": codesSource(json("codes")), "events.ts": eventsSource(json("events")) };
  for (const name of CONTRACTS) {
    const contract = pascal(name);
    const schema = json(name);
    const types = made[`${contract}.types.ts`];
    out[`${contract}.types.ts`] = adaptTypes(types, schema);
    out[`${contract}.client.ts`] = adaptClient(made[`${contract}.client.ts`], types, schema, name);
  }
  const agreement = pascal(AGREEMENT);
  out[`${agreement}.types.ts`] = adaptTypes(made[`${agreement}.types.ts`], alone(json(AGREEMENT)));
  return out;
}

const check = process.argv.includes("--check");
const wanted = await files();
fs.mkdirSync(target, { recursive: true });
const stale = [];
for (const file of fs.readdirSync(target)) {
  if (!(file in wanted)) stale.push([file, undefined]);
}
for (const [file, text] of Object.entries(wanted)) {
  const at = path.join(target, file);
  if (!fs.existsSync(at) || fs.readFileSync(at, "utf8") !== text) stale.push([file, text]);
}
for (const [file, text] of stale) {
  const at = path.join(target, file);
  if (check) console.error(`schema/ts/src/generated/${file} is not what the schema says: npm run generate`);
  else if (text === undefined) fs.rmSync(at);
  else fs.writeFileSync(at, text);
  if (!check) console.log(`schema/ts/src/generated/${file} ${text === undefined ? "removed" : "written"}`);
}
process.exitCode = check && stale.length > 0 ? 1 : 0;
