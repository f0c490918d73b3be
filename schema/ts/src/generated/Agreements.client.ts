// Made from the JSON schema by `npm run generate` (ts-codegen 1.14.1, adapted). Edit the schema, not this file.

import type { Coin, ExecuteResult, ICosmWasmClient, ISigningCosmWasmClient, StdFee } from "../chain.js";
import type { Binary, Timestamp, Action, ConfigResponse, Current, OwnershipForString, NullableProposalResponse, VersionResponse, ArrayOfVersionSummary, NullableString } from "./Agreements.types.js";

/** Queries of `agreements`. */
export interface AgreementsReadOnlyInterface {
  contractAddress: string;
  /** Addresses and the number of the version in force. */
  config: () => Promise<ConfigResponse>;
  /** What the account runs: asked by `collection` when it opens. */
  current: () => Promise<Current>;
  /** One version as it was given. */
  version: ({
    version
  }: {
    version: number;
  }) => Promise<VersionResponse>;
  /** Versions by number, without their text. */
  versions: ({
    limit,
    startAfter
  }: {
    limit?: number | undefined;
    startAfter?: number | undefined;
  }) => Promise<ArrayOfVersionSummary>;
  /** The open proposal, if there is one. */
  proposal: () => Promise<NullableProposalResponse>;
  /** Who speaks for a party. */
  voice: ({
    party
  }: {
    party: string;
  }) => Promise<NullableString>;
  /** Query the contract's ownership information */
  ownership: () => Promise<OwnershipForString>;
}
/** Queries of `agreements`, answered as its JSON is: amounts are decimal strings of base units. */
export class AgreementsQueryClient implements AgreementsReadOnlyInterface {
  client: ICosmWasmClient;
  contractAddress: string;
  constructor(client: ICosmWasmClient, contractAddress: string) {
    this.client = client;
    this.contractAddress = contractAddress;
    this.config = this.config.bind(this);
    this.current = this.current.bind(this);
    this.version = this.version.bind(this);
    this.versions = this.versions.bind(this);
    this.proposal = this.proposal.bind(this);
    this.voice = this.voice.bind(this);
    this.ownership = this.ownership.bind(this);
  }
  /** Addresses and the number of the version in force. */
  config = async (): Promise<ConfigResponse> => {
    return this.client.queryContractSmart(this.contractAddress, {
      config: {}
    });
  };
  /** What the account runs: asked by `collection` when it opens. */
  current = async (): Promise<Current> => {
    return this.client.queryContractSmart(this.contractAddress, {
      current: {}
    });
  };
  /** One version as it was given. */
  version = async ({
    version
  }: {
    version: number;
  }): Promise<VersionResponse> => {
    return this.client.queryContractSmart(this.contractAddress, {
      version: {
        version
      }
    });
  };
  /** Versions by number, without their text. */
  versions = async ({
    limit,
    startAfter
  }: {
    limit?: number | undefined;
    startAfter?: number | undefined;
  }): Promise<ArrayOfVersionSummary> => {
    return this.client.queryContractSmart(this.contractAddress, {
      versions: {
        limit,
        start_after: startAfter
      }
    });
  };
  /** The open proposal, if there is one. */
  proposal = async (): Promise<NullableProposalResponse> => {
    return this.client.queryContractSmart(this.contractAddress, {
      proposal: {}
    });
  };
  /** Who speaks for a party. */
  voice = async ({
    party
  }: {
    party: string;
  }): Promise<NullableString> => {
    return this.client.queryContractSmart(this.contractAddress, {
      voice: {
        party
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
/** Messages and queries of `agreements`. */
export interface AgreementsInterface extends AgreementsReadOnlyInterface {
  contractAddress: string;
  sender: string;
  /** Proposes a new version. One is open at a time. */
  propose: ({
    agreement,
    deadline,
    reference
  }: {
    agreement: Binary;
    deadline: Timestamp;
    reference?: string | undefined;
  }, fee_?: number | StdFee | "auto", memo_?: string, funds_?: Coin[]) => Promise<ExecuteResult>;
  /** A party's voice consents to the open proposal, or takes its consent back. */
  consent: ({
    consent,
    parties
  }: {
    consent: boolean;
    parties: string[];
  }, fee_?: number | StdFee | "auto", memo_?: string, funds_?: Coin[]) => Promise<ExecuteResult>;
  /** Puts the open proposal into force when those who must have consented. Anyone may. */
  adopt: (fee_?: number | StdFee | "auto", memo_?: string, funds_?: Coin[]) => Promise<ExecuteResult>;
  /** Takes the open proposal back. */
  withdraw: (fee_?: number | StdFee | "auto", memo_?: string, funds_?: Coin[]) => Promise<ExecuteResult>;
  /** Sends on what came by plain bank send: nobody is owed coins here. */
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
/** Messages and queries of `agreements`. A message throws what the chain refuses it with. */
export class AgreementsClient extends AgreementsQueryClient implements AgreementsInterface {
  override client: ISigningCosmWasmClient;
  sender: string;
  override contractAddress: string;
  constructor(client: ISigningCosmWasmClient, sender: string, contractAddress: string) {
    super(client, contractAddress);
    this.client = client;
    this.sender = sender;
    this.contractAddress = contractAddress;
    this.propose = this.propose.bind(this);
    this.consent = this.consent.bind(this);
    this.adopt = this.adopt.bind(this);
    this.withdraw = this.withdraw.bind(this);
    this.sweepSurplus = this.sweepSurplus.bind(this);
    this.updateOwnership = this.updateOwnership.bind(this);
  }
  /** Proposes a new version. One is open at a time. */
  propose = async ({
    agreement,
    deadline,
    reference
  }: {
    agreement: Binary;
    deadline: Timestamp;
    reference?: string | undefined;
  }, fee_: number | StdFee | "auto" = "auto", memo_?: string, funds_?: Coin[]): Promise<ExecuteResult> => {
    return await this.client.execute(this.sender, this.contractAddress, {
      propose: {
        agreement,
        deadline,
        reference
      }
    }, fee_, memo_, funds_);
  };
  /** A party's voice consents to the open proposal, or takes its consent back. */
  consent = async ({
    consent,
    parties
  }: {
    consent: boolean;
    parties: string[];
  }, fee_: number | StdFee | "auto" = "auto", memo_?: string, funds_?: Coin[]): Promise<ExecuteResult> => {
    return await this.client.execute(this.sender, this.contractAddress, {
      consent: {
        consent,
        parties
      }
    }, fee_, memo_, funds_);
  };
  /** Puts the open proposal into force when those who must have consented. Anyone may. */
  adopt = async (fee_: number | StdFee | "auto" = "auto", memo_?: string, funds_?: Coin[]): Promise<ExecuteResult> => {
    return await this.client.execute(this.sender, this.contractAddress, {
      adopt: {}
    }, fee_, memo_, funds_);
  };
  /** Takes the open proposal back. */
  withdraw = async (fee_: number | StdFee | "auto" = "auto", memo_?: string, funds_?: Coin[]): Promise<ExecuteResult> => {
    return await this.client.execute(this.sender, this.contractAddress, {
      withdraw: {}
    }, fee_, memo_, funds_);
  };
  /** Sends on what came by plain bank send: nobody is owed coins here. */
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
