/**
 * Typed events of a transaction.
 *
 * @module
 */

import type { ChainEvent, WithEvents } from "./chain.js";
import { EVENT_SHAPES, type AttributeKind, type BacklotEvent } from "./generated/events.js";

/** An event's type, without the chain's `wasm-`. */
export type EventType = BacklotEvent["type"];

/** The event of a type. */
export type EventOf<Type extends EventType> = Extract<BacklotEvent, { readonly type: Type }>;

/**
 * The typed events that `contract` emitted in a transaction, in order; of one type only where `type` is given.
 *
 * Anyone can emit an event of any name, so the contract's address is asked for and compared with `_contract_address`,
 * which the chain sets and no contract can. An event of another contract, one of no known type, and one with an
 * attribute that is missing or cannot be read are left out. Where money hangs on it, read the state again.
 *
 * Amounts are `bigint`, in base units; numbers of at most 64 bits are `number` (an event with one beyond 2^53 − 1 is
 * left out).
 */
export function eventsOf(tx: WithEvents, contract: string): BacklotEvent[];
/** {@inheritDoc eventsOf} */
export function eventsOf<Type extends EventType>(tx: WithEvents, contract: string, type: Type): EventOf<Type>[];
export function eventsOf(tx: WithEvents, contract: string, type?: EventType): BacklotEvent[] {
  const found: BacklotEvent[] = [];
  for (const event of tx.events) {
    const read = readEvent(event, contract);
    if (read !== undefined && (type === undefined || read.type === type)) found.push(read);
  }
  return found;
}

/** One event, if `contract` emitted it and it is a typed event of ours. */
export function readEvent(event: ChainEvent, contract: string): BacklotEvent | undefined {
  const type = event.type.startsWith("wasm-") ? event.type.slice(5) : "";
  if (!isEventType(type) || first(event, "_contract_address") !== contract) return undefined;
  const read: { [attribute: string]: unknown } = { type, contract };
  for (const [name, kind] of Object.entries(EVENT_SHAPES[type])) {
    const text = first(event, name);
    const value = text === undefined ? undefined : readAttribute(text, kind);
    if (value === undefined) return undefined;
    read[name] = value;
  }
  // The table and the union are made from the same file.
  return read as unknown as BacklotEvent;
}

/** Whether a text is the type of a typed event of ours. */
export function isEventType(text: string): text is EventType {
  return Object.hasOwn(EVENT_SHAPES, text);
}

const first = (event: ChainEvent, key: string): string | undefined =>
  event.attributes.find((attribute) => attribute.key === key)?.value;

function readAttribute(text: string, kind: AttributeKind): string | bigint | number | boolean | undefined {
  switch (kind) {
    case "text":
      return text;
    case "bool":
      return text === "true" ? true : text === "false" ? false : undefined;
    case "u128":
      return /^\d{1,39}$/.test(text) && BigInt(text) < 1n << 128n ? BigInt(text) : undefined;
    case "uint":
      return /^\d{1,16}$/.test(text) && Number.isSafeInteger(Number(text)) ? Number(text) : undefined;
  }
}
