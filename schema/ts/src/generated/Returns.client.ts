// Made from the JSON schema by `npm run generate` (ts-codegen 1.14.1, adapted). Edit the schema, not this file.

import type { Coin, ExecuteResult, ICosmWasmClient, ISigningCosmWasmClient, StdFee } from "../chain.js";
import type { Uint128, Terms, Action, ConfigResponse, ArrayOfCreditPage, OwnershipForString, Run, ArrayOfRun, SeriesResponse, WhyNotPaidResponse, WorkResponse } from "./Returns.types.js";

/** Queries of `returns`. */
export interface ReturnsReadOnlyInterface {
  contractAddress: string;
  /** Denom, series, interchange, terms, pause. */
  config: () => Promise<ConfigResponse>;
  /** One series: pot, carry, credits outstanding, its run if one is under way. */
  series: ({
    series
  }: {
    series: number;
  }) => Promise<SeriesResponse>;
  /** What anyone could do now: the keeper asks this, and nothing else, to know its work. */
  work: () => Promise<WorkResponse>;
  /** One run. */
  run: ({
    run
  }: {
    run: number;
  }) => Promise<Run>;
  /** Runs by number. */
  runs: ({
    limit,
    startAfter
  }: {
    limit?: number | undefined;
    startAfter?: number | undefined;
  }) => Promise<ArrayOfRun>;
  /** A wallet's credit that is not yet delivered. */
  credit: ({
    series,
    wallet
  }: {
    series: number;
    wallet: string;
  }) => Promise<Uint128>;
  /** Credit pages with something to deliver: number and sum. */
  creditPages: ({
    limit,
    series,
    startAfter
  }: {
    limit?: number | undefined;
    series: number;
    startAfter?: number | undefined;
  }) => Promise<ArrayOfCreditPage>;
  /** Why a wallet has not (yet) been paid. */
  whyNotPaid: ({
    series,
    wallet
  }: {
    series: number;
    wallet: string;
  }) => Promise<WhyNotPaidResponse>;
  /** Query the contract's ownership information */
  ownership: () => Promise<OwnershipForString>;
}
/** Queries of `returns`, answered as its JSON is: amounts are decimal strings of base units. */
export class ReturnsQueryClient implements ReturnsReadOnlyInterface {
  client: ICosmWasmClient;
  contractAddress: string;
  constructor(client: ICosmWasmClient, contractAddress: string) {
    this.client = client;
    this.contractAddress = contractAddress;
    this.config = this.config.bind(this);
    this.series = this.series.bind(this);
    this.work = this.work.bind(this);
    this.run = this.run.bind(this);
    this.runs = this.runs.bind(this);
    this.credit = this.credit.bind(this);
    this.creditPages = this.creditPages.bind(this);
    this.whyNotPaid = this.whyNotPaid.bind(this);
    this.ownership = this.ownership.bind(this);
  }
  /** Denom, series, interchange, terms, pause. */
  config = async (): Promise<ConfigResponse> => {
    return this.client.queryContractSmart(this.contractAddress, {
      config: {}
    });
  };
  /** One series: pot, carry, credits outstanding, its run if one is under way. */
  series = async ({
    series
  }: {
    series: number;
  }): Promise<SeriesResponse> => {
    return this.client.queryContractSmart(this.contractAddress, {
      series: {
        series
      }
    });
  };
  /** What anyone could do now: the keeper asks this, and nothing else, to know its work. */
  work = async (): Promise<WorkResponse> => {
    return this.client.queryContractSmart(this.contractAddress, {
      work: {}
    });
  };
  /** One run. */
  run = async ({
    run
  }: {
    run: number;
  }): Promise<Run> => {
    return this.client.queryContractSmart(this.contractAddress, {
      run: {
        run
      }
    });
  };
  /** Runs by number. */
  runs = async ({
    limit,
    startAfter
  }: {
    limit?: number | undefined;
    startAfter?: number | undefined;
  }): Promise<ArrayOfRun> => {
    return this.client.queryContractSmart(this.contractAddress, {
      runs: {
        limit,
        start_after: startAfter
      }
    });
  };
  /** A wallet's credit that is not yet delivered. */
  credit = async ({
    series,
    wallet
  }: {
    series: number;
    wallet: string;
  }): Promise<Uint128> => {
    return this.client.queryContractSmart(this.contractAddress, {
      credit: {
        series,
        wallet
      }
    });
  };
  /** Credit pages with something to deliver: number and sum. */
  creditPages = async ({
    limit,
    series,
    startAfter
  }: {
    limit?: number | undefined;
    series: number;
    startAfter?: number | undefined;
  }): Promise<ArrayOfCreditPage> => {
    return this.client.queryContractSmart(this.contractAddress, {
      credit_pages: {
        limit,
        series,
        start_after: startAfter
      }
    });
  };
  /** Why a wallet has not (yet) been paid. */
  whyNotPaid = async ({
    series,
    wallet
  }: {
    series: number;
    wallet: string;
  }): Promise<WhyNotPaidResponse> => {
    return this.client.queryContractSmart(this.contractAddress, {
      why_not_paid: {
        series,
        wallet
      }
    });
  };
  /** Query the contract's ownership information */
  ownership = async (): Promise<OwnershipForString> => {
    return this.client.queryContractSmart(this.contractAddress, {
      ownership: {}
    });
  };
}
/** Messages and queries of `returns`. */
export interface ReturnsInterface extends ReturnsReadOnlyInterface {
  contractAddress: string;
  sender: string;
  /** Adds the coin sent to a series' pot. Anyone may. */
  fund: ({
    series
  }: {
    series: number;
  }, fee_?: number | StdFee | "auto", memo_?: string, funds_?: Coin[]) => Promise<ExecuteResult>;
  /** Starts a due run: takes pot, supply and slots at this height and freezes the holders. Anyone may. */
  trigger: ({
    series
  }: {
    series: number;
  }, fee_?: number | StdFee | "auto", memo_?: string, funds_?: Coin[]) => Promise<ExecuteResult>;
  /**
   * Credits the next `pages` credit pages (128 holders each) and thaws them. A message that expects another cursor
   * is refused, so a replay does nothing (acceptance P1). At the last page the run is settled. Anyone may.
   */
  advance: ({
    expectedCursor,
    pages,
    run
  }: {
    expectedCursor: number;
    pages: number;
    run: number;
  }, fee_?: number | StdFee | "auto", memo_?: string, funds_?: Coin[]) => Promise<ExecuteResult>;
  /** Ends a run whose freeze has expired; what it had not credited goes back to the pot. Anyone may. */
  expire: ({
    run
  }: {
    run: number;
  }, fee_?: number | StdFee | "auto", memo_?: string, funds_?: Coin[]) => Promise<ExecuteResult>;
  /** Hands the credits of `pages` credit pages from `first_page` on to the interchange. Anyone may. */
  deliver: ({
    firstPage,
    pages,
    series
  }: {
    firstPage: number;
    pages: number;
    series: number;
  }, fee_?: number | StdFee | "auto", memo_?: string, funds_?: Coin[]) => Promise<ExecuteResult>;
  /** Replaces the terms; a run under way keeps its own. */
  setTerms: ({
    terms
  }: {
    terms: Terms;
  }, fee_?: number | StdFee | "auto", memo_?: string, funds_?: Coin[]) => Promise<ExecuteResult>;
  /** Puts coins that came by plain bank send, beyond all liabilities, into a series' pot. */
  absorbSurplus: ({
    series
  }: {
    series: number;
  }, fee_?: number | StdFee | "auto", memo_?: string, funds_?: Coin[]) => Promise<ExecuteResult>;
  /** Stops or resumes new runs; one under way goes on. */
  setPaused: ({
    paused
  }: {
    paused: boolean;
  }, fee_?: number | StdFee | "auto", memo_?: string, funds_?: Coin[]) => Promise<ExecuteResult>;
  /**
   * Update the contract's ownership. The `action` to be provided can be either to propose transferring ownership to
   * an account, accept a pending ownership transfer, or renounce the ownership permanently.
   */
  updateOwnership: (action: Action, fee_?: number | StdFee | "auto", memo_?: string, funds_?: Coin[]) => Promise<ExecuteResult>;
}
/** Messages and queries of `returns`. A message throws what the chain refuses it with. */
export class ReturnsClient extends ReturnsQueryClient implements ReturnsInterface {
  override client: ISigningCosmWasmClient;
  sender: string;
  override contractAddress: string;
  constructor(client: ISigningCosmWasmClient, sender: string, contractAddress: string) {
    super(client, contractAddress);
    this.client = client;
    this.sender = sender;
    this.contractAddress = contractAddress;
    this.fund = this.fund.bind(this);
    this.trigger = this.trigger.bind(this);
    this.advance = this.advance.bind(this);
    this.expire = this.expire.bind(this);
    this.deliver = this.deliver.bind(this);
    this.setTerms = this.setTerms.bind(this);
    this.absorbSurplus = this.absorbSurplus.bind(this);
    this.setPaused = this.setPaused.bind(this);
    this.updateOwnership = this.updateOwnership.bind(this);
  }
  /** Adds the coin sent to a series' pot. Anyone may. */
  fund = async ({
    series
  }: {
    series: number;
  }, fee_: number | StdFee | "auto" = "auto", memo_?: string, funds_?: Coin[]): Promise<ExecuteResult> => {
    return await this.client.execute(this.sender, this.contractAddress, {
      fund: {
        series
      }
    }, fee_, memo_, funds_);
  };
  /** Starts a due run: takes pot, supply and slots at this height and freezes the holders. Anyone may. */
  trigger = async ({
    series
  }: {
    series: number;
  }, fee_: number | StdFee | "auto" = "auto", memo_?: string, funds_?: Coin[]): Promise<ExecuteResult> => {
    return await this.client.execute(this.sender, this.contractAddress, {
      trigger: {
        series
      }
    }, fee_, memo_, funds_);
  };
  /**
   * Credits the next `pages` credit pages (128 holders each) and thaws them. A message that expects another cursor
   * is refused, so a replay does nothing (acceptance P1). At the last page the run is settled. Anyone may.
   */
  advance = async ({
    expectedCursor,
    pages,
    run
  }: {
    expectedCursor: number;
    pages: number;
    run: number;
  }, fee_: number | StdFee | "auto" = "auto", memo_?: string, funds_?: Coin[]): Promise<ExecuteResult> => {
    return await this.client.execute(this.sender, this.contractAddress, {
      advance: {
        expected_cursor: expectedCursor,
        pages,
        run
      }
    }, fee_, memo_, funds_);
  };
  /** Ends a run whose freeze has expired; what it had not credited goes back to the pot. Anyone may. */
  expire = async ({
    run
  }: {
    run: number;
  }, fee_: number | StdFee | "auto" = "auto", memo_?: string, funds_?: Coin[]): Promise<ExecuteResult> => {
    return await this.client.execute(this.sender, this.contractAddress, {
      expire: {
        run
      }
    }, fee_, memo_, funds_);
  };
  /** Hands the credits of `pages` credit pages from `first_page` on to the interchange. Anyone may. */
  deliver = async ({
    firstPage,
    pages,
    series
  }: {
    firstPage: number;
    pages: number;
    series: number;
  }, fee_: number | StdFee | "auto" = "auto", memo_?: string, funds_?: Coin[]): Promise<ExecuteResult> => {
    return await this.client.execute(this.sender, this.contractAddress, {
      deliver: {
        first_page: firstPage,
        pages,
        series
      }
    }, fee_, memo_, funds_);
  };
  /** Replaces the terms; a run under way keeps its own. */
  setTerms = async ({
    terms
  }: {
    terms: Terms;
  }, fee_: number | StdFee | "auto" = "auto", memo_?: string, funds_?: Coin[]): Promise<ExecuteResult> => {
    return await this.client.execute(this.sender, this.contractAddress, {
      set_terms: {
        terms
      }
    }, fee_, memo_, funds_);
  };
  /** Puts coins that came by plain bank send, beyond all liabilities, into a series' pot. */
  absorbSurplus = async ({
    series
  }: {
    series: number;
  }, fee_: number | StdFee | "auto" = "auto", memo_?: string, funds_?: Coin[]): Promise<ExecuteResult> => {
    return await this.client.execute(this.sender, this.contractAddress, {
      absorb_surplus: {
        series
      }
    }, fee_, memo_, funds_);
  };
  /** Stops or resumes new runs; one under way goes on. */
  setPaused = async ({
    paused
  }: {
    paused: boolean;
  }, fee_: number | StdFee | "auto" = "auto", memo_?: string, funds_?: Coin[]): Promise<ExecuteResult> => {
    return await this.client.execute(this.sender, this.contractAddress, {
      set_paused: {
        paused
      }
    }, fee_, memo_, funds_);
  };
  /**
   * Update the contract's ownership. The `action` to be provided can be either to propose transferring ownership to
   * an account, accept a pending ownership transfer, or renounce the ownership permanently.
   */
  updateOwnership = async (action: Action, fee_: number | StdFee | "auto" = "auto", memo_?: string, funds_?: Coin[]): Promise<ExecuteResult> => {
    return await this.client.execute(this.sender, this.contractAddress, {
      update_ownership: action
    }, fee_, memo_, funds_);
  };
}
