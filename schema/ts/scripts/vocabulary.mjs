// codes.json and events.json as TypeScript.

import { comment } from "./adapt.mjs";

const BANNER = (from) => `// Made from ${from} by \`npm run generate\`. Edit packages/api, not this file.\n\n`;
const TYPES = { text: "string", u128: "bigint", uint: "number", bool: "boolean" };

export function codesSource(codes) {
  const rows = codes.map(({ code, meaning }) => `${comment(meaning, "  ")}  "${code}": ${JSON.stringify(meaning)},\n`);
  return `${BANNER("codes.json")}/** What each stable error code of the contracts means. */
export const ERROR_MEANINGS = {
${rows.join("")}} as const;

/** A stable error code: the text between brackets that every refusal of a contract begins with. */
export type ErrorCode = keyof typeof ERROR_MEANINGS;
`;
}

export function eventsSource(events) {
  for (const { type, attributes } of events) {
    const clash = attributes.find(({ name }) => name === "type" || name === "contract");
    if (clash) throw new Error(`${type}.${clash.name} hides what every event has`);
  }
  const interfaces = events.map(({ type, name, meaning, attributes }) => {
    const fields = attributes.map(
      ({ name, kind, meaning }) => `${comment(meaning, "  ")}  readonly ${name}: ${TYPES[kind]};\n`,
    );
    return `${comment(meaning)}export interface ${name} extends Emitted<"${type}"> {\n${fields.join("")}}\n`;
  });
  const shapes = events.map(({ type, attributes }) => {
    const fields = attributes.map(({ name, kind }) => `${name}: "${kind}"`);
    return `  ${type}: { ${fields.join(", ")} },\n`;
  });
  return `${BANNER("events.json")}/** What every typed event has. */
export interface Emitted<Type extends string> {
  /** Its type, without the chain's \`wasm-\`. */
  readonly type: Type;
  /** The contract that emitted it, as the chain says. */
  readonly contract: string;
}

${interfaces.join("\n")}
/** Any event of a contract of ours. */
export type BacklotEvent =
${events.map(({ name }) => `  | ${name}`).join("\n")};

/** Kinds of an attribute: text, an amount of base units, a number of at most 64 bits, yes or no. */
export type AttributeKind = "text" | "u128" | "uint" | "bool";

/** The attributes of each event and how they are written. */
export const EVENT_SHAPES: { readonly [Type in BacklotEvent["type"]]: { readonly [attribute: string]: AttributeKind } } = {
${shapes.join("")}};
`;
}
