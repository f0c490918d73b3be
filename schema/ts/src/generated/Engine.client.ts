// Made from the JSON schema by `npm run generate` (ts-codegen 1.14.1, adapted). Edit the schema, not this file.

import type { Coin, ExecuteResult, ICosmWasmClient, ISigningCosmWasmClient, StdFee } from "../chain.js";
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
/** Messages and queries of `engine`. */
export interface EngineInterface extends EngineReadOnlyInterface {
  contractAddress: string;
  sender: string;
  /**
   * Sends coins that came by plain bank send to the contract's admin on the chain, who is the one to hand them
   * back: nobody is owed coins here. Anyone may.
   */
  sweepSurplus: ({
    denom
  }: {
    denom: string;
  }, fee_?: number | StdFee | "auto", memo_?: string, funds_?: Coin[]) => Promise<ExecuteResult>;
}
/** Messages and queries of `engine`. A message throws what the chain refuses it with. */
export class EngineClient extends EngineQueryClient implements EngineInterface {
  override client: ISigningCosmWasmClient;
  sender: string;
  override contractAddress: string;
  constructor(client: ISigningCosmWasmClient, sender: string, contractAddress: string) {
    super(client, contractAddress);
    this.client = client;
    this.sender = sender;
    this.contractAddress = contractAddress;
    this.sweepSurplus = this.sweepSurplus.bind(this);
  }
  /**
   * Sends coins that came by plain bank send to the contract's admin on the chain, who is the one to hand them
   * back: nobody is owed coins here. Anyone may.
   */
  sweepSurplus = async ({
    denom
  }: {
    denom: string;
  }, fee_: number | StdFee | "auto" = "auto", memo_?: string, funds_?: Coin[]): Promise<ExecuteResult> => {
    return await this.client.execute(this.sender, this.contractAddress, {
      sweep_surplus: {
        denom
      }
    }, fee_, memo_, funds_);
  };
}
