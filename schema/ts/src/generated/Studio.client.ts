// Made from the JSON schema by `npm run generate` (ts-codegen 1.14.1, adapted). Edit the schema, not this file.

import type { Coin, ExecuteResult, ICosmWasmClient, ISigningCosmWasmClient, StdFee } from "../chain.js";
import type { Kind, Code, Binary, Action, FilmPlan, FilmAddresses, ConfigResponse, Film, ArrayOfFilm, OwnershipForString } from "./Studio.types.js";

/** Queries of `studio`. */
export interface StudioReadOnlyInterface {
  contractAddress: string;
  /** Interchange, codes, pause. */
  config: () => Promise<ConfigResponse>;
  /** Where a film's contracts are or would be made. */
  addresses: ({
    film,
    series
  }: {
    film: string;
    series: number;
  }) => Promise<FilmAddresses>;
  /** One film. */
  film: ({
    film
  }: {
    film: string;
  }) => Promise<Film>;
  /** Films by id. */
  films: ({
    limit,
    startAfter
  }: {
    limit?: number | undefined;
    startAfter?: string | undefined;
  }) => Promise<ArrayOfFilm>;
  /** Query the contract's ownership information */
  ownership: () => Promise<OwnershipForString>;
}
/** Queries of `studio`, answered as its JSON is: amounts are decimal strings of base units. */
export class StudioQueryClient implements StudioReadOnlyInterface {
  client: ICosmWasmClient;
  contractAddress: string;
  constructor(client: ICosmWasmClient, contractAddress: string) {
    this.client = client;
    this.contractAddress = contractAddress;
    this.config = this.config.bind(this);
    this.addresses = this.addresses.bind(this);
    this.film = this.film.bind(this);
    this.films = this.films.bind(this);
    this.ownership = this.ownership.bind(this);
  }
  /** Interchange, codes, pause. */
  config = async (): Promise<ConfigResponse> => {
    return this.client.queryContractSmart(this.contractAddress, {
      config: {}
    });
  };
  /** Where a film's contracts are or would be made. */
  addresses = async ({
    film,
    series
  }: {
    film: string;
    series: number;
  }): Promise<FilmAddresses> => {
    return this.client.queryContractSmart(this.contractAddress, {
      addresses: {
        film,
        series
      }
    });
  };
  /** One film. */
  film = async ({
    film
  }: {
    film: string;
  }): Promise<Film> => {
    return this.client.queryContractSmart(this.contractAddress, {
      film: {
        film
      }
    });
  };
  /** Films by id. */
  films = async ({
    limit,
    startAfter
  }: {
    limit?: number | undefined;
    startAfter?: string | undefined;
  }): Promise<ArrayOfFilm> => {
    return this.client.queryContractSmart(this.contractAddress, {
      films: {
        limit,
        start_after: startAfter
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
/** Messages and queries of `studio`. */
export interface StudioInterface extends StudioReadOnlyInterface {
  contractAddress: string;
  sender: string;
  /**
   * Makes the film's set: its series, its agreements, its collection account, its licences, its returns, each owned
   * by the studio's owner and administered (migrated) through the studio.
   */
  createFilm: ({
    film,
    plan
  }: {
    film: string;
    plan: FilmPlan;
  }, fee_?: number | StdFee | "auto", memo_?: string, funds_?: Coin[]) => Promise<ExecuteResult>;
  /** Marks a film closed. Its contracts go on paying what they owe. */
  closeFilm: ({
    film
  }: {
    film: string;
  }, fee_?: number | StdFee | "auto", memo_?: string, funds_?: Coin[]) => Promise<ExecuteResult>;
  /** Names the code for contracts made or migrated from now on. */
  setCode: ({
    code
  }: {
    code: Code;
  }, fee_?: number | StdFee | "auto", memo_?: string, funds_?: Coin[]) => Promise<ExecuteResult>;
  /**
   * Migrates contracts of a film to the studio's current code of their kind; of the kinds that are one a studio,
   * its own.
   */
  migrateFilm: ({
    film,
    kind,
    msg
  }: {
    film: string;
    kind: Kind;
    msg: Binary;
  }, fee_?: number | StdFee | "auto", memo_?: string, funds_?: Coin[]) => Promise<ExecuteResult>;
  /** Stops or resumes making films. */
  setPaused: ({
    paused
  }: {
    paused: boolean;
  }, fee_?: number | StdFee | "auto", memo_?: string, funds_?: Coin[]) => Promise<ExecuteResult>;
  /**
   * Sends on what the studio has of a denom. It owes nobody coins: they came by plain bank send, or the interchange
   * swept them here.
   */
  sweepSurplus: ({
    denom,
    to
  }: {
    denom: string;
    to: string;
  }, fee_?: number | StdFee | "auto", memo_?: string, funds_?: Coin[]) => Promise<ExecuteResult>;
  /**
   * Update the contract's ownership. The `action` to be provided can be either to propose transferring ownership to
   * an account, accept a pending ownership transfer, or renounce the ownership permanently.
   */
  updateOwnership: (action: Action, fee_?: number | StdFee | "auto", memo_?: string, funds_?: Coin[]) => Promise<ExecuteResult>;
}
/** Messages and queries of `studio`. A message throws what the chain refuses it with. */
export class StudioClient extends StudioQueryClient implements StudioInterface {
  override client: ISigningCosmWasmClient;
  sender: string;
  override contractAddress: string;
  constructor(client: ISigningCosmWasmClient, sender: string, contractAddress: string) {
    super(client, contractAddress);
    this.client = client;
    this.sender = sender;
    this.contractAddress = contractAddress;
    this.createFilm = this.createFilm.bind(this);
    this.closeFilm = this.closeFilm.bind(this);
    this.setCode = this.setCode.bind(this);
    this.migrateFilm = this.migrateFilm.bind(this);
    this.setPaused = this.setPaused.bind(this);
    this.sweepSurplus = this.sweepSurplus.bind(this);
    this.updateOwnership = this.updateOwnership.bind(this);
  }
  /**
   * Makes the film's set: its series, its agreements, its collection account, its licences, its returns, each owned
   * by the studio's owner and administered (migrated) through the studio.
   */
  createFilm = async ({
    film,
    plan
  }: {
    film: string;
    plan: FilmPlan;
  }, fee_: number | StdFee | "auto" = "auto", memo_?: string, funds_?: Coin[]): Promise<ExecuteResult> => {
    return await this.client.execute(this.sender, this.contractAddress, {
      create_film: {
        film,
        plan
      }
    }, fee_, memo_, funds_);
  };
  /** Marks a film closed. Its contracts go on paying what they owe. */
  closeFilm = async ({
    film
  }: {
    film: string;
  }, fee_: number | StdFee | "auto" = "auto", memo_?: string, funds_?: Coin[]): Promise<ExecuteResult> => {
    return await this.client.execute(this.sender, this.contractAddress, {
      close_film: {
        film
      }
    }, fee_, memo_, funds_);
  };
  /** Names the code for contracts made or migrated from now on. */
  setCode = async ({
    code
  }: {
    code: Code;
  }, fee_: number | StdFee | "auto" = "auto", memo_?: string, funds_?: Coin[]): Promise<ExecuteResult> => {
    return await this.client.execute(this.sender, this.contractAddress, {
      set_code: {
        code
      }
    }, fee_, memo_, funds_);
  };
  /**
   * Migrates contracts of a film to the studio's current code of their kind; of the kinds that are one a studio,
   * its own.
   */
  migrateFilm = async ({
    film,
    kind,
    msg
  }: {
    film: string;
    kind: Kind;
    msg: Binary;
  }, fee_: number | StdFee | "auto" = "auto", memo_?: string, funds_?: Coin[]): Promise<ExecuteResult> => {
    return await this.client.execute(this.sender, this.contractAddress, {
      migrate_film: {
        film,
        kind,
        msg
      }
    }, fee_, memo_, funds_);
  };
  /** Stops or resumes making films. */
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
   * Sends on what the studio has of a denom. It owes nobody coins: they came by plain bank send, or the interchange
   * swept them here.
   */
  sweepSurplus = async ({
    denom,
    to
  }: {
    denom: string;
    to: string;
  }, fee_: number | StdFee | "auto" = "auto", memo_?: string, funds_?: Coin[]): Promise<ExecuteResult> => {
    return await this.client.execute(this.sender, this.contractAddress, {
      sweep_surplus: {
        denom,
        to
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
