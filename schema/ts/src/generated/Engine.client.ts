// Made from the JSON schema by `npm run generate` (ts-codegen 1.14.1, adapted). Edit the schema, not this file.

import type { ICosmWasmClient } from "../chain.js";
import type { Binary, Amendment, Compilation } from "./Engine.types.js";

/** Queries of `engine`. */
export interface EngineReadOnlyInterface {
  contractAddress: string;
  /** Checks an agreement (JSON of `Agreement`) and writes it as an account runs it. */
  compile: ({
    agreement
  }: {
    agreement: Binary;
  }) => Promise<Compilation>;
  /**
   * Carries an account over to another agreement: the one in force, the books as they are (as `collection`'s
   * `Books` gives them), and the new one.
   */
  amend: ({
    agreement,
    books,
    current
  }: {
    agreement: Binary;
    books: Binary;
    current: Binary;
  }) => Promise<Amendment>;
}
/** Queries of `engine`, answered as its JSON is: amounts are decimal strings of base units. */
export class EngineQueryClient implements EngineReadOnlyInterface {
  client: ICosmWasmClient;
  contractAddress: string;
  constructor(client: ICosmWasmClient, contractAddress: string) {
    this.client = client;
    this.contractAddress = contractAddress;
    this.compile = this.compile.bind(this);
    this.amend = this.amend.bind(this);
  }
  /** Checks an agreement (JSON of `Agreement`) and writes it as an account runs it. */
  compile = async ({
    agreement
  }: {
    agreement: Binary;
  }): Promise<Compilation> => {
    return this.client.queryContractSmart(this.contractAddress, {
      compile: {
        agreement
      }
    });
  };
  /**
   * Carries an account over to another agreement: the one in force, the books as they are (as `collection`'s
   * `Books` gives them), and the new one.
   */
  amend = async ({
    agreement,
    books,
    current
  }: {
    agreement: Binary;
    books: Binary;
    current: Binary;
  }): Promise<Amendment> => {
    return this.client.queryContractSmart(this.contractAddress, {
      amend: {
        agreement,
        books,
        current
      }
    });
  };
}
