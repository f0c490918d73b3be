// Made from the JSON schema by `npm run generate` (ts-codegen 1.14.1, adapted). Edit the schema, not this file.

import type { Coin, ExecuteResult, ICosmWasmClient, ISigningCosmWasmClient, StdFee } from "../chain.js";
import type { Uint128, ArrayOfParked, NullableParked } from "./Interchange.types.js";

/** Queries of `interchange`. */
export interface InterchangeReadOnlyInterface {
  contractAddress: string;
  /** What is parked for a wallet, in all denoms (paged by denom). */
  parked: ({
    limit,
    startAfter,
    wallet
  }: {
    limit?: number | undefined;
    startAfter?: string | undefined;
    wallet: string;
  }) => Promise<ArrayOfParked>;
  /** Everything that is parked, by wallet and denom. */
  allParked: ({
    limit,
    startAfter
  }: {
    limit?: number | undefined;
    startAfter?: [string, string] | undefined;
  }) => Promise<ArrayOfParked>;
  /** Why a wallet was not paid: the parked payment with its reason, or none. */
  whyNotPaid: ({
    denom,
    wallet
  }: {
    denom: string;
    wallet: string;
  }) => Promise<NullableParked>;
  /** Sum of what is parked in a denom: the contract's liabilities. */
  totalParked: ({
    denom
  }: {
    denom: string;
  }) => Promise<Uint128>;
}
/** Queries of `interchange`, answered as its JSON is: amounts are decimal strings of base units. */
export class InterchangeQueryClient implements InterchangeReadOnlyInterface {
  client: ICosmWasmClient;
  contractAddress: string;
  constructor(client: ICosmWasmClient, contractAddress: string) {
    this.client = client;
    this.contractAddress = contractAddress;
    this.parked = this.parked.bind(this);
    this.allParked = this.allParked.bind(this);
    this.whyNotPaid = this.whyNotPaid.bind(this);
    this.totalParked = this.totalParked.bind(this);
  }
  /** What is parked for a wallet, in all denoms (paged by denom). */
  parked = async ({
    limit,
    startAfter,
    wallet
  }: {
    limit?: number | undefined;
    startAfter?: string | undefined;
    wallet: string;
  }): Promise<ArrayOfParked> => {
    return this.client.queryContractSmart(this.contractAddress, {
      parked: {
        limit,
        start_after: startAfter,
        wallet
      }
    });
  };
  /** Everything that is parked, by wallet and denom. */
  allParked = async ({
    limit,
    startAfter
  }: {
    limit?: number | undefined;
    startAfter?: [string, string] | undefined;
  }): Promise<ArrayOfParked> => {
    return this.client.queryContractSmart(this.contractAddress, {
      all_parked: {
        limit,
        start_after: startAfter
      }
    });
  };
  /** Why a wallet was not paid: the parked payment with its reason, or none. */
  whyNotPaid = async ({
    denom,
    wallet
  }: {
    denom: string;
    wallet: string;
  }): Promise<NullableParked> => {
    return this.client.queryContractSmart(this.contractAddress, {
      why_not_paid: {
        denom,
        wallet
      }
    });
  };
  /** Sum of what is parked in a denom: the contract's liabilities. */
  totalParked = async ({
    denom
  }: {
    denom: string;
  }): Promise<Uint128> => {
    return this.client.queryContractSmart(this.contractAddress, {
      total_parked: {
        denom
      }
    });
  };
}
/** Messages and queries of `interchange`. */
export interface InterchangeInterface extends InterchangeReadOnlyInterface {
  contractAddress: string;
  sender: string;
  /**
   * Pays a set. The coin sent must be one, and equal the sum of the payments to the last unit; each wallet once.
   */
  distribute: ({
    payments,
    set
  }: {
    payments: [string, Uint128][];
    set: string;
  }, fee_?: number | StdFee | "auto", memo_?: string, funds_?: Coin[]) => Promise<ExecuteResult>;
  /** Tries a parked payment again. Anyone may. */
  retry: ({
    denom,
    wallet
  }: {
    denom: string;
    wallet: string;
  }, fee_?: number | StdFee | "auto", memo_?: string, funds_?: Coin[]) => Promise<ExecuteResult>;
  /** The wallet that cannot receive has its parked coins sent to another. */
  redirect: ({
    denom,
    to
  }: {
    denom: string;
    to: string;
  }, fee_?: number | StdFee | "auto", memo_?: string, funds_?: Coin[]) => Promise<ExecuteResult>;
  /**
   * Sends coins that nobody is owed (a plain bank send brought them) to the contract's admin on the chain, who is
   * the one to hand them back. Anyone may.
   */
  sweepSurplus: ({
    denom
  }: {
    denom: string;
  }, fee_?: number | StdFee | "auto", memo_?: string, funds_?: Coin[]) => Promise<ExecuteResult>;
}
/** Messages and queries of `interchange`. A message throws what the chain refuses it with. */
export class InterchangeClient extends InterchangeQueryClient implements InterchangeInterface {
  override client: ISigningCosmWasmClient;
  sender: string;
  override contractAddress: string;
  constructor(client: ISigningCosmWasmClient, sender: string, contractAddress: string) {
    super(client, contractAddress);
    this.client = client;
    this.sender = sender;
    this.contractAddress = contractAddress;
    this.distribute = this.distribute.bind(this);
    this.retry = this.retry.bind(this);
    this.redirect = this.redirect.bind(this);
    this.sweepSurplus = this.sweepSurplus.bind(this);
  }
  /**
   * Pays a set. The coin sent must be one, and equal the sum of the payments to the last unit; each wallet once.
   */
  distribute = async ({
    payments,
    set
  }: {
    payments: [string, Uint128][];
    set: string;
  }, fee_: number | StdFee | "auto" = "auto", memo_?: string, funds_?: Coin[]): Promise<ExecuteResult> => {
    return await this.client.execute(this.sender, this.contractAddress, {
      distribute: {
        payments,
        set
      }
    }, fee_, memo_, funds_);
  };
  /** Tries a parked payment again. Anyone may. */
  retry = async ({
    denom,
    wallet
  }: {
    denom: string;
    wallet: string;
  }, fee_: number | StdFee | "auto" = "auto", memo_?: string, funds_?: Coin[]): Promise<ExecuteResult> => {
    return await this.client.execute(this.sender, this.contractAddress, {
      retry: {
        denom,
        wallet
      }
    }, fee_, memo_, funds_);
  };
  /** The wallet that cannot receive has its parked coins sent to another. */
  redirect = async ({
    denom,
    to
  }: {
    denom: string;
    to: string;
  }, fee_: number | StdFee | "auto" = "auto", memo_?: string, funds_?: Coin[]): Promise<ExecuteResult> => {
    return await this.client.execute(this.sender, this.contractAddress, {
      redirect: {
        denom,
        to
      }
    }, fee_, memo_, funds_);
  };
  /**
   * Sends coins that nobody is owed (a plain bank send brought them) to the contract's admin on the chain, who is
   * the one to hand them back. Anyone may.
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
