// What ts-codegen writes speaks to another library than ours and knows less than the schema does. This makes of it
// what CosmJS users need. Every step fails loudly where ts-codegen's output is not as expected.
//
//   imports      ./baseClient and @interchainjs/types → ../chain.ts, which any CosmJS client satisfies; type-only, with
//                file endings, and only the names in use (ESM under `node16` and `verbatimModuleSyntax`)
//   results      Promise<any> → Promise<ExecuteResult> of CosmJS
//   tuples       `string[][]` → the tuple that the message has, as in the types file
//   optionals    `limit?: number` → `limit?: number | undefined` (for `exactOptionalPropertyTypes`)
//   doc comments from the descriptions in the schema

const BANNER =
  "// Made from the JSON schema by `npm run generate` (ts-codegen 1.14.1, adapted). Edit the schema, not this file.\n\n";

const pascal = (name) =>
  name
    .split("_")
    .map((part) => part[0].toUpperCase() + part.slice(1))
    .join("");
const snake = (name) => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);

function must(text, pattern, replacement, what) {
  if (!text.match(pattern)) throw new Error(`ts-codegen's output has changed: no ${what}`);
  return text.replace(pattern, replacement);
}

/** A description as a doc comment; only its first paragraph (the others are Rust examples), without Rust's links. */
export function comment(description, indent = "") {
  if (!description) return "";
  const text = description
    .split(/\n\s*\n/)[0]
    .replace(/\s+/g, " ")
    .replace(/\[(`[^`]+`)\](?:\([^)]*\))?/g, "$1")
    .replaceAll("*/", "* /")
    .trim();
  const width = 116 - indent.length;
  const lines = [];
  for (const word of text.split(" ")) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + word.length + 1 <= width - 3) lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word);
  }
  return lines.length === 1 && lines[0].length <= width - 7
    ? `${indent}/** ${lines[0]} */\n`
    : `${indent}/**\n${lines.map((line) => `${indent} * ${line}\n`).join("")}${indent} */\n`;
}

/** Name → schema, of everything a contract's schema file defines. */
function definitions(schema) {
  const found = {};
  const roots = [
    schema.instantiate,
    schema.execute,
    schema.query,
    schema.migrate,
    ...Object.values(schema.responses),
  ].filter(Boolean);
  for (const root of roots) {
    for (const [name, definition] of Object.entries(root.definitions ?? {})) found[pascal(name)] ??= definition;
  }
  for (const root of roots) found[pascal(root.title)] = root;
  return found;
}

/** The variant of a message enum with this key. */
const variant = (definition, key) => definition?.oneOf?.find((one) => one.properties?.[key]);

export function adaptTypes(text, schema) {
  const known = definitions(schema);
  let current;
  let inner;
  const lines = body(text)
    .split("\n")
    .map((line) => {
      const head = line.match(/^export (?:interface|type) (\w+)/);
      if (head) {
        current = known[head[1]];
        inner = undefined;
        return comment(current?.description) + line;
      }
      const member = line.match(/^( {2,4})(\w+)\??:/);
      if (!member) return line;
      const [, indent, name] = member;
      if (indent.length === 4) return comment(inner?.properties?.[name]?.description, indent) + line;
      if (indent.length !== 2) return line;
      const choice = variant(current, name);
      inner = choice ? resolve(choice.properties[name], known) : undefined;
      return comment((choice ?? current?.properties?.[name])?.description, indent) + line;
    });
  return `${BANNER}${lines.join("\n")}\n`;
}

function resolve(definition, known) {
  const reference = definition.$ref ?? definition.allOf?.[0]?.$ref;
  return reference ? known[pascal(reference.split("/").at(-1))] : definition;
}

/** ts-codegen's text without its banner and trailing blanks. */
function body(text) {
  return must(text, /^\/\*\*[\s\S]*?\*\/\n+/, "", "banner").trimEnd();
}

/** The tuple types in the types file by the name of the field they belong to. */
function tuples(types) {
  const found = {};
  for (const [, field, tuple] of types.matchAll(/^\s+(\w+)\??: (\[[^\]]*\](?:\[\])?)(?: \| null)?;$/gm)) {
    if (found[field] !== undefined && found[field] !== tuple)
      throw new Error(`${field} is two tuples: name them apart`);
    found[field] = tuple;
  }
  return found;
}

export function adaptClient(text, types, schema, contract) {
  let code = body(text);
  const imports = code.match(/^import .*\n/gm) ?? [];
  const typeNames = imports
    .map((line) => line.match(/\{ (.*) \} from "\.\/\w+\.types"/)?.[1])
    .find(Boolean)
    ?.split(", ");
  // A contract without messages has no use for the third, of fees.
  if (imports.length !== (schema.execute ? 3 : 2) || !typeNames)
    throw new Error("ts-codegen's output has changed: other imports");
  code = code.slice(imports.join("").length);

  if (schema.execute) code = must(code, /Promise<any>/g, "Promise<ExecuteResult>", "untyped results");
  const tuple = tuples(types);
  code = code.replace(/(\w+)(\??): string\[\]\[\]/g, (_, field, optional) => {
    const exact = tuple[snake(field)];
    if (!exact) throw new Error(`${contract}: no tuple for ${field}`);
    return `${field}${optional}: ${exact}`;
  });
  code = code.replace(/^( {4}\w+\?: .*);$/gm, "$1 | undefined;");
  if (/\bany\b/.test(code.replace(/\/\*[\s\S]*?\*\//g, ""))) throw new Error(`${contract}: something is untyped`);

  const uses = (name) => new RegExp(`\\b${name}\\b`).test(code);
  const ours = ["Coin", "ExecuteResult", "ICosmWasmClient", "ISigningCosmWasmClient", "StdFee"].filter(uses);
  const theirs = typeNames.filter(uses);
  const typesFile = imports.join("").match(/"\.\/(\w+\.types)"/)[1];
  const head = `import type { ${ours.join(", ")} } from "../chain.js";\nimport type { ${theirs.join(", ")} } from "./${typesFile}.js";\n`;
  return `${BANNER}${head}\n${documented(code, schema, contract)}\n`;
}

function documented(code, schema, contract) {
  const says = {
    ReadOnlyInterface: `Queries of \`${contract}\`.`,
    QueryClient: `Queries of \`${contract}\`, answered as its JSON is: amounts are decimal strings of base units.`,
    Interface: `Messages and queries of \`${contract}\`.`,
    Client: `Messages and queries of \`${contract}\`. A message throws what the chain refuses it with.`,
  };
  return code
    .split("\n")
    .map((line) => {
      const head = line.match(
        /^export (?:class|interface) [A-Z][a-z]+?(ReadOnlyInterface|QueryClient|Interface|Client)\b/,
      );
      if (head) return comment(says[head[1]]) + line;
      const member = line.match(/^ {2}(\w+)(?:: \(| = async \()/);
      if (!member) return line;
      const key = snake(member[1]);
      const of = variant(schema.execute, key) ?? variant(schema.query, key);
      const query = variant(schema.query, key);
      const chosen = query && of !== query && /Promise<(?!ExecuteResult)/.test(line) ? query : of;
      return comment(chosen?.description, "  ") + line;
    })
    .join("\n");
}
