/**
 * The seam to CosmJS. Everything here is a type: the package has no code of CosmJS in it, and any object that answers
 * as `CosmWasmClient` or `SigningCosmWasmClient` of `@cosmjs/cosmwasm` do is enough, a stand-in for tests included.
 *
 * @module
 */

import type { ExecuteResult } from "@cosmjs/cosmwasm";

import { asBacklotError } from "./errors.js";

export type { ExecuteResult };

/** Coins of one denom. */
export interface Coin {
  /** As the bank names it, `uusd`. */
  readonly denom: string;
  /** Base units, as a decimal string. */
  readonly amount: string;
}

/** A fee that was decided beforehand, as CosmJS has it. */
export interface StdFee {
  /** Coins. */
  readonly amount: readonly Coin[];
  /** Gas, as a decimal string. */
  readonly gas: string;
  /** Who pays, if not the signer: a fee grant. */
  readonly granter?: string;
  /** Who pays, if not the signer: a second signature. */
  readonly payer?: string;
}

/** What the generated query clients ask of a CosmJS client. The name is ts-codegen's. */
export interface ICosmWasmClient {
  /** A smart query; the answer is JSON, which has no type before the generated clients give it one. */
  queryContractSmart(address: string, query: Record<string, unknown>): Promise<any>;
}

/** What the generated message clients ask of a CosmJS client. The name is ts-codegen's. */
export interface ISigningCosmWasmClient extends ICosmWasmClient {
  /** Signs, sends, and waits until a block has it. Throws where the chain refuses it. */
  execute(
    sender: string,
    contract: string,
    msg: Record<string, unknown>,
    fee: StdFee | "auto" | number,
    memo?: string,
    funds?: readonly Coin[],
  ): Promise<ExecuteResult>;
}

/** A client that reads: `CosmWasmClient`. */
export interface ReadingClient extends ICosmWasmClient {
  /** A value as it is stored; null where there is none. */
  queryContractRaw(address: string, key: Uint8Array): Promise<Uint8Array | null>;
}

/** A client that signs: `SigningCosmWasmClient`. */
export interface SigningClient extends ISigningCosmWasmClient, ReadingClient {}

/** An event as a chain reports it. */
export interface ChainEvent {
  /** `wasm-…` for events of contracts. */
  readonly type: string;
  /** In the order in which they were emitted. */
  readonly attributes: readonly { readonly key: string; readonly value: string }[];
}

/** A transaction, as far as its events go: `ExecuteResult`, `DeliverTxResponse` and `IndexedTx` of CosmJS are such. */
export interface WithEvents {
  /** All events of all messages, in order. */
  readonly events: readonly ChainEvent[];
}

/** A transaction that was found by its events: `IndexedTx`. */
export interface FoundTx extends WithEvents {
  /** Block. */
  readonly height: number;
  /** Upper-case hex. */
  readonly hash: string;
  /** 0: it went through. */
  readonly code: number;
}

/** A client that finds transactions: `CosmWasmClient`, where the node keeps an index. */
export interface SearchingClient {
  /** Transactions with all these event attributes. */
  searchTx(query: readonly { readonly key: string; readonly value: string }[]): Promise<readonly FoundTx[]>;
}

async function guarded<T>(answer: Promise<T>): Promise<T> {
  try {
    return await answer;
  } catch (fault) {
    throw asBacklotError(fault);
  }
}

/** The same client, but a refusal of a contract of ours is thrown as a {@link BacklotError}. */
export function guardReads(client: ReadingClient): ReadingClient {
  return {
    queryContractSmart: (address, query) => guarded(client.queryContractSmart(address, query)),
    queryContractRaw: (address, key) => guarded(client.queryContractRaw(address, key)),
  };
}

/** The same client, but a refusal of a contract of ours is thrown as a {@link BacklotError}. */
export function guardWrites(client: SigningClient): SigningClient {
  return {
    ...guardReads(client),
    execute: (sender, contract, msg, fee, memo, funds) =>
      guarded(client.execute(sender, contract, msg, fee, memo, funds)),
  };
}
