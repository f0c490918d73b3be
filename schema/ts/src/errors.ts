/**
 * Errors by code. Chains carry a contract's error as text; every error of ours has its stable code in brackets in it.
 *
 * @module
 */

import { ERROR_MEANINGS, type ErrorCode } from "./generated/codes.js";

/** Whether a text is a code that this version knows. */
export function isErrorCode(text: string): text is ErrorCode {
  return Object.hasOwn(ERROR_MEANINGS, text);
}

/**
 * The code in an error text as a chain reports it (`failed to execute message; message index: 0: [funds.denom] not a
 * film's coin: execute wasm contract failed`), and the contract's sentence; nothing where no error of ours is in it.
 */
export function parseError(text: string): { code: ErrorCode; sentence: string } | undefined {
  for (const found of text.matchAll(/\[([a-z._]+)\] ?/g)) {
    const code = found[1];
    if (code === undefined || !isErrorCode(code)) continue;
    const rest = text.slice(found.index + found[0].length);
    const end = rest.search(/: (?:execute|instantiate|migrate|query) wasm contract failed|\n/);
    return { code, sentence: (end < 0 ? rest : rest.slice(0, end)).trim() };
  }
  return undefined;
}

/**
 * A refusal of a contract of ours.
 *
 * `code` never changes its meaning, so branch on it; `sentence` is for people and may be worded anew.
 */
export class BacklotError extends Error {
  override readonly name = "BacklotError";
  /** What was refused. */
  readonly code: ErrorCode;
  /** The contract's own sentence, with the values that matter. */
  readonly sentence: string;

  /**
   * @param code What was refused.
   * @param sentence The contract's sentence.
   * @param cause The error that CosmJS threw, with the chain's whole text.
   */
  constructor(code: ErrorCode, sentence: string, cause?: unknown) {
    super(`[${code}] ${sentence}`, { cause });
    this.code = code;
    this.sentence = sentence;
  }

  /** What the code means in general. */
  get meaning(): string {
    return ERROR_MEANINGS[this.code];
  }
}

/** A {@link BacklotError} where the fault is a refusal of a contract of ours, else the fault as it is. */
export function asBacklotError(fault: unknown): unknown {
  if (!(fault instanceof Error) || fault instanceof BacklotError) return fault;
  const found = parseError(fault.message);
  return found ? new BacklotError(found.code, found.sentence, fault) : fault;
}

/** Whether a fault is a refusal of a contract of ours, with this code if one is given. */
export function isBacklotError(fault: unknown, code?: ErrorCode): fault is BacklotError {
  return fault instanceof BacklotError && (code === undefined || fault.code === code);
}
