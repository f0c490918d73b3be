// Made from the JSON schema by `npm run generate` (ts-codegen 1.14.1, adapted). Edit the schema, not this file.

import type { Coin, ExecuteResult, ICosmWasmClient, ISigningCosmWasmClient, StdFee } from "../chain.js";
import type { Uint128, Logo, Binary, Timestamp, TransferRules, Expiration, Action, AllAccountsResponse, AllAllowancesResponse, AllSpenderAllowancesResponse, AllowanceResponse, BalanceResponse, CanTransferResponse, ConfigResponse, DownloadLogoResponse, HolderResponse, ArrayOfHolderEntry, LedgerResponse, MarketingInfoResponse, NullableMinterResponse, OwnershipForString, ArrayOfRecordDateEntry, NullableRecovery, NullableRunFreeze, TokenInfoResponse, UnitsAtResponse } from "./Rights.types.js";

/** Queries of `rights`. */
export interface RightsReadOnlyInterface {
  contractAddress: string;
  /** cw20. */
  balance: ({
    address
  }: {
    address: string;
  }) => Promise<BalanceResponse>;
  /** cw20. */
  tokenInfo: () => Promise<TokenInfoResponse>;
  /** cw20. */
  minter: () => Promise<NullableMinterResponse>;
  /** cw20. */
  allowance: ({
    owner,
    spender
  }: {
    owner: string;
    spender: string;
  }) => Promise<AllowanceResponse>;
  /** cw20. */
  allAllowances: ({
    limit,
    owner,
    startAfter
  }: {
    limit?: number | undefined;
    owner: string;
    startAfter?: string | undefined;
  }) => Promise<AllAllowancesResponse>;
  /** cw20. */
  allSpenderAllowances: ({
    limit,
    spender,
    startAfter
  }: {
    limit?: number | undefined;
    spender: string;
    startAfter?: string | undefined;
  }) => Promise<AllSpenderAllowancesResponse>;
  /** cw20. */
  allAccounts: ({
    limit,
    startAfter
  }: {
    limit?: number | undefined;
    startAfter?: string | undefined;
  }) => Promise<AllAccountsResponse>;
  /** cw20. */
  marketingInfo: () => Promise<MarketingInfoResponse>;
  /** cw20. */
  downloadLogo: () => Promise<DownloadLogoResponse>;
  /** Roles, rules, pause. */
  config: () => Promise<ConfigResponse>;
  /** Would this movement go through now, and if not, why not. */
  canTransfer: ({
    from,
    spender,
    to,
    units
  }: {
    from: string;
    spender?: string | undefined;
    to: string;
    units: Uint128;
  }) => Promise<CanTransferResponse>;
  /** One wallet: index, units, every freeze on it, attestation. */
  holder: ({
    wallet
  }: {
    wallet: string;
  }) => Promise<HolderResponse>;
  /** Holders by index. */
  holders: ({
    limit,
    startAfter
  }: {
    limit?: number | undefined;
    startAfter?: number | undefined;
  }) => Promise<ArrayOfHolderEntry>;
  /** Supply, slots, holders. */
  ledger: () => Promise<LedgerResponse>;
  /** The freeze of a running distribution. */
  runFreeze: () => Promise<NullableRunFreeze>;
  /** A recovery under way. */
  recovery: ({
    lost
  }: {
    lost: string;
  }) => Promise<NullableRecovery>;
  /** Record dates by number. */
  recordDates: ({
    limit,
    startAfter
  }: {
    limit?: number | undefined;
    startAfter?: number | undefined;
  }) => Promise<ArrayOfRecordDateEntry>;
  /**
   * What an address held when a record date came. Movements of the block whose time is `at`, and all later ones,
   * come after it. It asks for the place that the address has now: after a recovery the new wallet answers for what
   * the lost one held, as with credits. Refused with `code::RECORD` where there is no such record date, with
   * `code::RECORD_PENDING` where its time has not come.
   */
  unitsAt: ({
    address,
    record
  }: {
    address: string;
    record: number;
  }) => Promise<UnitsAtResponse>;
  /** Query the contract's ownership information */
  ownership: () => Promise<OwnershipForString>;
}
/** Queries of `rights`, answered as its JSON is: amounts are decimal strings of base units. */
export class RightsQueryClient implements RightsReadOnlyInterface {
  client: ICosmWasmClient;
  contractAddress: string;
  constructor(client: ICosmWasmClient, contractAddress: string) {
    this.client = client;
    this.contractAddress = contractAddress;
    this.balance = this.balance.bind(this);
    this.tokenInfo = this.tokenInfo.bind(this);
    this.minter = this.minter.bind(this);
    this.allowance = this.allowance.bind(this);
    this.allAllowances = this.allAllowances.bind(this);
    this.allSpenderAllowances = this.allSpenderAllowances.bind(this);
    this.allAccounts = this.allAccounts.bind(this);
    this.marketingInfo = this.marketingInfo.bind(this);
    this.downloadLogo = this.downloadLogo.bind(this);
    this.config = this.config.bind(this);
    this.canTransfer = this.canTransfer.bind(this);
    this.holder = this.holder.bind(this);
    this.holders = this.holders.bind(this);
    this.ledger = this.ledger.bind(this);
    this.runFreeze = this.runFreeze.bind(this);
    this.recovery = this.recovery.bind(this);
    this.recordDates = this.recordDates.bind(this);
    this.unitsAt = this.unitsAt.bind(this);
    this.ownership = this.ownership.bind(this);
  }
  /** cw20. */
  balance = async ({
    address
  }: {
    address: string;
  }): Promise<BalanceResponse> => {
    return this.client.queryContractSmart(this.contractAddress, {
      balance: {
        address
      }
    });
  };
  /** cw20. */
  tokenInfo = async (): Promise<TokenInfoResponse> => {
    return this.client.queryContractSmart(this.contractAddress, {
      token_info: {}
    });
  };
  /** cw20. */
  minter = async (): Promise<NullableMinterResponse> => {
    return this.client.queryContractSmart(this.contractAddress, {
      minter: {}
    });
  };
  /** cw20. */
  allowance = async ({
    owner,
    spender
  }: {
    owner: string;
    spender: string;
  }): Promise<AllowanceResponse> => {
    return this.client.queryContractSmart(this.contractAddress, {
      allowance: {
        owner,
        spender
      }
    });
  };
  /** cw20. */
  allAllowances = async ({
    limit,
    owner,
    startAfter
  }: {
    limit?: number | undefined;
    owner: string;
    startAfter?: string | undefined;
  }): Promise<AllAllowancesResponse> => {
    return this.client.queryContractSmart(this.contractAddress, {
      all_allowances: {
        limit,
        owner,
        start_after: startAfter
      }
    });
  };
  /** cw20. */
  allSpenderAllowances = async ({
    limit,
    spender,
    startAfter
  }: {
    limit?: number | undefined;
    spender: string;
    startAfter?: string | undefined;
  }): Promise<AllSpenderAllowancesResponse> => {
    return this.client.queryContractSmart(this.contractAddress, {
      all_spender_allowances: {
        limit,
        spender,
        start_after: startAfter
      }
    });
  };
  /** cw20. */
  allAccounts = async ({
    limit,
    startAfter
  }: {
    limit?: number | undefined;
    startAfter?: string | undefined;
  }): Promise<AllAccountsResponse> => {
    return this.client.queryContractSmart(this.contractAddress, {
      all_accounts: {
        limit,
        start_after: startAfter
      }
    });
  };
  /** cw20. */
  marketingInfo = async (): Promise<MarketingInfoResponse> => {
    return this.client.queryContractSmart(this.contractAddress, {
      marketing_info: {}
    });
  };
  /** cw20. */
  downloadLogo = async (): Promise<DownloadLogoResponse> => {
    return this.client.queryContractSmart(this.contractAddress, {
      download_logo: {}
    });
  };
  /** Roles, rules, pause. */
  config = async (): Promise<ConfigResponse> => {
    return this.client.queryContractSmart(this.contractAddress, {
      config: {}
    });
  };
  /** Would this movement go through now, and if not, why not. */
  canTransfer = async ({
    from,
    spender,
    to,
    units
  }: {
    from: string;
    spender?: string | undefined;
    to: string;
    units: Uint128;
  }): Promise<CanTransferResponse> => {
    return this.client.queryContractSmart(this.contractAddress, {
      can_transfer: {
        from,
        spender,
        to,
        units
      }
    });
  };
  /** One wallet: index, units, every freeze on it, attestation. */
  holder = async ({
    wallet
  }: {
    wallet: string;
  }): Promise<HolderResponse> => {
    return this.client.queryContractSmart(this.contractAddress, {
      holder: {
        wallet
      }
    });
  };
  /** Holders by index. */
  holders = async ({
    limit,
    startAfter
  }: {
    limit?: number | undefined;
    startAfter?: number | undefined;
  }): Promise<ArrayOfHolderEntry> => {
    return this.client.queryContractSmart(this.contractAddress, {
      holders: {
        limit,
        start_after: startAfter
      }
    });
  };
  /** Supply, slots, holders. */
  ledger = async (): Promise<LedgerResponse> => {
    return this.client.queryContractSmart(this.contractAddress, {
      ledger: {}
    });
  };
  /** The freeze of a running distribution. */
  runFreeze = async (): Promise<NullableRunFreeze> => {
    return this.client.queryContractSmart(this.contractAddress, {
      run_freeze: {}
    });
  };
  /** A recovery under way. */
  recovery = async ({
    lost
  }: {
    lost: string;
  }): Promise<NullableRecovery> => {
    return this.client.queryContractSmart(this.contractAddress, {
      recovery: {
        lost
      }
    });
  };
  /** Record dates by number. */
  recordDates = async ({
    limit,
    startAfter
  }: {
    limit?: number | undefined;
    startAfter?: number | undefined;
  }): Promise<ArrayOfRecordDateEntry> => {
    return this.client.queryContractSmart(this.contractAddress, {
      record_dates: {
        limit,
        start_after: startAfter
      }
    });
  };
  /**
   * What an address held when a record date came. Movements of the block whose time is `at`, and all later ones,
   * come after it. It asks for the place that the address has now: after a recovery the new wallet answers for what
   * the lost one held, as with credits. Refused with `code::RECORD` where there is no such record date, with
   * `code::RECORD_PENDING` where its time has not come.
   */
  unitsAt = async ({
    address,
    record
  }: {
    address: string;
    record: number;
  }): Promise<UnitsAtResponse> => {
    return this.client.queryContractSmart(this.contractAddress, {
      units_at: {
        address,
        record
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
/** Messages and queries of `rights`. */
export interface RightsInterface extends RightsReadOnlyInterface {
  contractAddress: string;
  sender: string;
  /** cw20: moves units to a wallet. */
  transfer: ({
    amount,
    recipient
  }: {
    amount: Uint128;
    recipient: string;
  }, fee_?: number | StdFee | "auto", memo_?: string, funds_?: Coin[]) => Promise<ExecuteResult>;
  /** cw20: destroys own units. */
  burn: ({
    amount
  }: {
    amount: Uint128;
  }, fee_?: number | StdFee | "auto", memo_?: string, funds_?: Coin[]) => Promise<ExecuteResult>;
  /** cw20: moves units to a contract and calls it. */
  send: ({
    amount,
    contract,
    msg
  }: {
    amount: Uint128;
    contract: string;
    msg: Binary;
  }, fee_?: number | StdFee | "auto", memo_?: string, funds_?: Coin[]) => Promise<ExecuteResult>;
  /** cw20: lets a spender move up to this much more. Zero only with `expires`, to change that. */
  increaseAllowance: ({
    amount,
    expires,
    spender
  }: {
    amount: Uint128;
    expires?: Expiration | undefined;
    spender: string;
  }, fee_?: number | StdFee | "auto", memo_?: string, funds_?: Coin[]) => Promise<ExecuteResult>;
  /** cw20: lowers what a spender may move. */
  decreaseAllowance: ({
    amount,
    expires,
    spender
  }: {
    amount: Uint128;
    expires?: Expiration | undefined;
    spender: string;
  }, fee_?: number | StdFee | "auto", memo_?: string, funds_?: Coin[]) => Promise<ExecuteResult>;
  /** cw20: a spender moves an owner's units. */
  transferFrom: ({
    amount,
    owner,
    recipient
  }: {
    amount: Uint128;
    owner: string;
    recipient: string;
  }, fee_?: number | StdFee | "auto", memo_?: string, funds_?: Coin[]) => Promise<ExecuteResult>;
  /** cw20: a spender moves an owner's units to a contract and calls it. */
  sendFrom: ({
    amount,
    contract,
    msg,
    owner
  }: {
    amount: Uint128;
    contract: string;
    msg: Binary;
    owner: string;
  }, fee_?: number | StdFee | "auto", memo_?: string, funds_?: Coin[]) => Promise<ExecuteResult>;
  /** cw20: a spender destroys an owner's units. */
  burnFrom: ({
    amount,
    owner
  }: {
    amount: Uint128;
    owner: string;
  }, fee_?: number | StdFee | "auto", memo_?: string, funds_?: Coin[]) => Promise<ExecuteResult>;
  /** cw20: makes units, up to the cap. */
  mint: ({
    amount,
    recipient
  }: {
    amount: Uint128;
    recipient: string;
  }, fee_?: number | StdFee | "auto", memo_?: string, funds_?: Coin[]) => Promise<ExecuteResult>;
  /** cw20: hands the minter's role on, or ends minting for good. */
  updateMinter: ({
    newMinter
  }: {
    newMinter?: string | undefined;
  }, fee_?: number | StdFee | "auto", memo_?: string, funds_?: Coin[]) => Promise<ExecuteResult>;
  /** cw20: changes marketing data. */
  updateMarketing: ({
    description,
    marketing,
    project
  }: {
    description?: string | undefined;
    marketing?: string | undefined;
    project?: string | undefined;
  }, fee_?: number | StdFee | "auto", memo_?: string, funds_?: Coin[]) => Promise<ExecuteResult>;
  /** cw20: changes the logo. */
  uploadLogo: (logo: Logo, fee_?: number | StdFee | "auto", memo_?: string, funds_?: Coin[]) => Promise<ExecuteResult>;
  /**
   * Makes units for many wallets at once, `[address, units]` each, every address once, at most `ISSUE_BATCH`.
   * Sorted by canonical address it is cheapest: an address above all known ones is new and needs no look-up.
   */
  issueBatch: ({
    holders
  }: {
    holders: [string, Uint128][];
  }, fee_?: number | StdFee | "auto", memo_?: string, funds_?: Coin[]) => Promise<ExecuteResult>;
  /**
   * Replaces the transfer rules. Holders who break new rules keep what they have and can only move towards them.
   */
  setRules: ({
    rules
  }: {
    rules: TransferRules;
  }, fee_?: number | StdFee | "auto", memo_?: string, funds_?: Coin[]) => Promise<ExecuteResult>;
  /** Lets wallets receive until `expires`. */
  attest: ({
    expires,
    wallets
  }: {
    expires: Timestamp;
    wallets: string[];
  }, fee_?: number | StdFee | "auto", memo_?: string, funds_?: Coin[]) => Promise<ExecuteResult>;
  /** Takes attestations back. */
  revoke: ({
    wallets
  }: {
    wallets: string[];
  }, fee_?: number | StdFee | "auto", memo_?: string, funds_?: Coin[]) => Promise<ExecuteResult>;
  /** Freezes the first `holders` indices for a distribution run until `expires`, or until the run passes them. */
  freezeForRun: ({
    expires,
    holders,
    run
  }: {
    expires: Timestamp;
    holders: number;
    run: number;
  }, fee_?: number | StdFee | "auto", memo_?: string, funds_?: Coin[]) => Promise<ExecuteResult>;
  /** Thaws all indices before `cursor`; at `cursor == holders` the freeze is over. */
  thawRun: ({
    cursor,
    run
  }: {
    cursor: number;
    run: number;
  }, fee_?: number | StdFee | "auto", memo_?: string, funds_?: Coin[]) => Promise<ExecuteResult>;
  /**
   * Freezes a wallet, whole or up to `units`, with a public reason. A wallet that never held gets its place in the
   * ledger by it, so that it cannot slip through a recovery. Replaces a freeze that is there.
   */
  freezeWallet: ({
    expires,
    reason,
    units,
    wallet
  }: {
    expires?: Timestamp | undefined;
    reason: string;
    units?: Uint128 | undefined;
    wallet: string;
  }, fee_?: number | StdFee | "auto", memo_?: string, funds_?: Coin[]) => Promise<ExecuteResult>;
  /** Ends a compliance freeze. */
  unfreezeWallet: ({
    wallet
  }: {
    wallet: string;
  }, fee_?: number | StdFee | "auto", memo_?: string, funds_?: Coin[]) => Promise<ExecuteResult>;
  /** Names the compliance officer; none means the owner. */
  setCompliance: ({
    officer
  }: {
    officer?: string | undefined;
  }, fee_?: number | StdFee | "auto", memo_?: string, funds_?: Coin[]) => Promise<ExecuteResult>;
  /** Starts moving a lost wallet's place (units, freezes, credits) to a wallet that never held. */
  proposeRecovery: ({
    lost,
    replacement
  }: {
    lost: string;
    replacement: string;
  }, fee_?: number | StdFee | "auto", memo_?: string, funds_?: Coin[]) => Promise<ExecuteResult>;
  /** The old wallet is not lost after all: ends this recovery; another one starts with the whole delay again. */
  objectRecovery: (fee_?: number | StdFee | "auto", memo_?: string, funds_?: Coin[]) => Promise<ExecuteResult>;
  /** The owner withdraws a recovery. */
  cancelRecovery: ({
    lost
  }: {
    lost: string;
  }, fee_?: number | StdFee | "auto", memo_?: string, funds_?: Coin[]) => Promise<ExecuteResult>;
  /** After the delay: moves the place. Anyone may. */
  executeRecovery: ({
    lost
  }: {
    lost: string;
  }, fee_?: number | StdFee | "auto", memo_?: string, funds_?: Coin[]) => Promise<ExecuteResult>;
  /** Stops or resumes all movement of units; a running distribution goes on. */
  setPaused: ({
    paused
  }: {
    paused: boolean;
  }, fee_?: number | StdFee | "auto", memo_?: string, funds_?: Coin[]) => Promise<ExecuteResult>;
  /**
   * Sets the next record date, numbered from 1: what everyone holds when `at` has come stays known for good
   * (`UnitsAt`). Later than now and than the last one set; at most `RECORD_DATES`. `note` says for everyone what it
   * is for.
   */
  setRecordDate: ({
    at,
    note
  }: {
    at: Timestamp;
    note?: string | undefined;
  }, fee_?: number | StdFee | "auto", memo_?: string, funds_?: Coin[]) => Promise<ExecuteResult>;
  /** Sends on what the series has of a coin. It owes nobody coins: they came by plain bank send. */
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
/** Messages and queries of `rights`. A message throws what the chain refuses it with. */
export class RightsClient extends RightsQueryClient implements RightsInterface {
  override client: ISigningCosmWasmClient;
  sender: string;
  override contractAddress: string;
  constructor(client: ISigningCosmWasmClient, sender: string, contractAddress: string) {
    super(client, contractAddress);
    this.client = client;
    this.sender = sender;
    this.contractAddress = contractAddress;
    this.transfer = this.transfer.bind(this);
    this.burn = this.burn.bind(this);
    this.send = this.send.bind(this);
    this.increaseAllowance = this.increaseAllowance.bind(this);
    this.decreaseAllowance = this.decreaseAllowance.bind(this);
    this.transferFrom = this.transferFrom.bind(this);
    this.sendFrom = this.sendFrom.bind(this);
    this.burnFrom = this.burnFrom.bind(this);
    this.mint = this.mint.bind(this);
    this.updateMinter = this.updateMinter.bind(this);
    this.updateMarketing = this.updateMarketing.bind(this);
    this.uploadLogo = this.uploadLogo.bind(this);
    this.issueBatch = this.issueBatch.bind(this);
    this.setRules = this.setRules.bind(this);
    this.attest = this.attest.bind(this);
    this.revoke = this.revoke.bind(this);
    this.freezeForRun = this.freezeForRun.bind(this);
    this.thawRun = this.thawRun.bind(this);
    this.freezeWallet = this.freezeWallet.bind(this);
    this.unfreezeWallet = this.unfreezeWallet.bind(this);
    this.setCompliance = this.setCompliance.bind(this);
    this.proposeRecovery = this.proposeRecovery.bind(this);
    this.objectRecovery = this.objectRecovery.bind(this);
    this.cancelRecovery = this.cancelRecovery.bind(this);
    this.executeRecovery = this.executeRecovery.bind(this);
    this.setPaused = this.setPaused.bind(this);
    this.setRecordDate = this.setRecordDate.bind(this);
    this.sweepSurplus = this.sweepSurplus.bind(this);
    this.updateOwnership = this.updateOwnership.bind(this);
  }
  /** cw20: moves units to a wallet. */
  transfer = async ({
    amount,
    recipient
  }: {
    amount: Uint128;
    recipient: string;
  }, fee_: number | StdFee | "auto" = "auto", memo_?: string, funds_?: Coin[]): Promise<ExecuteResult> => {
    return await this.client.execute(this.sender, this.contractAddress, {
      transfer: {
        amount,
        recipient
      }
    }, fee_, memo_, funds_);
  };
  /** cw20: destroys own units. */
  burn = async ({
    amount
  }: {
    amount: Uint128;
  }, fee_: number | StdFee | "auto" = "auto", memo_?: string, funds_?: Coin[]): Promise<ExecuteResult> => {
    return await this.client.execute(this.sender, this.contractAddress, {
      burn: {
        amount
      }
    }, fee_, memo_, funds_);
  };
  /** cw20: moves units to a contract and calls it. */
  send = async ({
    amount,
    contract,
    msg
  }: {
    amount: Uint128;
    contract: string;
    msg: Binary;
  }, fee_: number | StdFee | "auto" = "auto", memo_?: string, funds_?: Coin[]): Promise<ExecuteResult> => {
    return await this.client.execute(this.sender, this.contractAddress, {
      send: {
        amount,
        contract,
        msg
      }
    }, fee_, memo_, funds_);
  };
  /** cw20: lets a spender move up to this much more. Zero only with `expires`, to change that. */
  increaseAllowance = async ({
    amount,
    expires,
    spender
  }: {
    amount: Uint128;
    expires?: Expiration | undefined;
    spender: string;
  }, fee_: number | StdFee | "auto" = "auto", memo_?: string, funds_?: Coin[]): Promise<ExecuteResult> => {
    return await this.client.execute(this.sender, this.contractAddress, {
      increase_allowance: {
        amount,
        expires,
        spender
      }
    }, fee_, memo_, funds_);
  };
  /** cw20: lowers what a spender may move. */
  decreaseAllowance = async ({
    amount,
    expires,
    spender
  }: {
    amount: Uint128;
    expires?: Expiration | undefined;
    spender: string;
  }, fee_: number | StdFee | "auto" = "auto", memo_?: string, funds_?: Coin[]): Promise<ExecuteResult> => {
    return await this.client.execute(this.sender, this.contractAddress, {
      decrease_allowance: {
        amount,
        expires,
        spender
      }
    }, fee_, memo_, funds_);
  };
  /** cw20: a spender moves an owner's units. */
  transferFrom = async ({
    amount,
    owner,
    recipient
  }: {
    amount: Uint128;
    owner: string;
    recipient: string;
  }, fee_: number | StdFee | "auto" = "auto", memo_?: string, funds_?: Coin[]): Promise<ExecuteResult> => {
    return await this.client.execute(this.sender, this.contractAddress, {
      transfer_from: {
        amount,
        owner,
        recipient
      }
    }, fee_, memo_, funds_);
  };
  /** cw20: a spender moves an owner's units to a contract and calls it. */
  sendFrom = async ({
    amount,
    contract,
    msg,
    owner
  }: {
    amount: Uint128;
    contract: string;
    msg: Binary;
    owner: string;
  }, fee_: number | StdFee | "auto" = "auto", memo_?: string, funds_?: Coin[]): Promise<ExecuteResult> => {
    return await this.client.execute(this.sender, this.contractAddress, {
      send_from: {
        amount,
        contract,
        msg,
        owner
      }
    }, fee_, memo_, funds_);
  };
  /** cw20: a spender destroys an owner's units. */
  burnFrom = async ({
    amount,
    owner
  }: {
    amount: Uint128;
    owner: string;
  }, fee_: number | StdFee | "auto" = "auto", memo_?: string, funds_?: Coin[]): Promise<ExecuteResult> => {
    return await this.client.execute(this.sender, this.contractAddress, {
      burn_from: {
        amount,
        owner
      }
    }, fee_, memo_, funds_);
  };
  /** cw20: makes units, up to the cap. */
  mint = async ({
    amount,
    recipient
  }: {
    amount: Uint128;
    recipient: string;
  }, fee_: number | StdFee | "auto" = "auto", memo_?: string, funds_?: Coin[]): Promise<ExecuteResult> => {
    return await this.client.execute(this.sender, this.contractAddress, {
      mint: {
        amount,
        recipient
      }
    }, fee_, memo_, funds_);
  };
  /** cw20: hands the minter's role on, or ends minting for good. */
  updateMinter = async ({
    newMinter
  }: {
    newMinter?: string | undefined;
  }, fee_: number | StdFee | "auto" = "auto", memo_?: string, funds_?: Coin[]): Promise<ExecuteResult> => {
    return await this.client.execute(this.sender, this.contractAddress, {
      update_minter: {
        new_minter: newMinter
      }
    }, fee_, memo_, funds_);
  };
  /** cw20: changes marketing data. */
  updateMarketing = async ({
    description,
    marketing,
    project
  }: {
    description?: string | undefined;
    marketing?: string | undefined;
    project?: string | undefined;
  }, fee_: number | StdFee | "auto" = "auto", memo_?: string, funds_?: Coin[]): Promise<ExecuteResult> => {
    return await this.client.execute(this.sender, this.contractAddress, {
      update_marketing: {
        description,
        marketing,
        project
      }
    }, fee_, memo_, funds_);
  };
  /** cw20: changes the logo. */
  uploadLogo = async (logo: Logo, fee_: number | StdFee | "auto" = "auto", memo_?: string, funds_?: Coin[]): Promise<ExecuteResult> => {
    return await this.client.execute(this.sender, this.contractAddress, {
      upload_logo: logo
    }, fee_, memo_, funds_);
  };
  /**
   * Makes units for many wallets at once, `[address, units]` each, every address once, at most `ISSUE_BATCH`.
   * Sorted by canonical address it is cheapest: an address above all known ones is new and needs no look-up.
   */
  issueBatch = async ({
    holders
  }: {
    holders: [string, Uint128][];
  }, fee_: number | StdFee | "auto" = "auto", memo_?: string, funds_?: Coin[]): Promise<ExecuteResult> => {
    return await this.client.execute(this.sender, this.contractAddress, {
      issue_batch: {
        holders
      }
    }, fee_, memo_, funds_);
  };
  /**
   * Replaces the transfer rules. Holders who break new rules keep what they have and can only move towards them.
   */
  setRules = async ({
    rules
  }: {
    rules: TransferRules;
  }, fee_: number | StdFee | "auto" = "auto", memo_?: string, funds_?: Coin[]): Promise<ExecuteResult> => {
    return await this.client.execute(this.sender, this.contractAddress, {
      set_rules: {
        rules
      }
    }, fee_, memo_, funds_);
  };
  /** Lets wallets receive until `expires`. */
  attest = async ({
    expires,
    wallets
  }: {
    expires: Timestamp;
    wallets: string[];
  }, fee_: number | StdFee | "auto" = "auto", memo_?: string, funds_?: Coin[]): Promise<ExecuteResult> => {
    return await this.client.execute(this.sender, this.contractAddress, {
      attest: {
        expires,
        wallets
      }
    }, fee_, memo_, funds_);
  };
  /** Takes attestations back. */
  revoke = async ({
    wallets
  }: {
    wallets: string[];
  }, fee_: number | StdFee | "auto" = "auto", memo_?: string, funds_?: Coin[]): Promise<ExecuteResult> => {
    return await this.client.execute(this.sender, this.contractAddress, {
      revoke: {
        wallets
      }
    }, fee_, memo_, funds_);
  };
  /** Freezes the first `holders` indices for a distribution run until `expires`, or until the run passes them. */
  freezeForRun = async ({
    expires,
    holders,
    run
  }: {
    expires: Timestamp;
    holders: number;
    run: number;
  }, fee_: number | StdFee | "auto" = "auto", memo_?: string, funds_?: Coin[]): Promise<ExecuteResult> => {
    return await this.client.execute(this.sender, this.contractAddress, {
      freeze_for_run: {
        expires,
        holders,
        run
      }
    }, fee_, memo_, funds_);
  };
  /** Thaws all indices before `cursor`; at `cursor == holders` the freeze is over. */
  thawRun = async ({
    cursor,
    run
  }: {
    cursor: number;
    run: number;
  }, fee_: number | StdFee | "auto" = "auto", memo_?: string, funds_?: Coin[]): Promise<ExecuteResult> => {
    return await this.client.execute(this.sender, this.contractAddress, {
      thaw_run: {
        cursor,
        run
      }
    }, fee_, memo_, funds_);
  };
  /**
   * Freezes a wallet, whole or up to `units`, with a public reason. A wallet that never held gets its place in the
   * ledger by it, so that it cannot slip through a recovery. Replaces a freeze that is there.
   */
  freezeWallet = async ({
    expires,
    reason,
    units,
    wallet
  }: {
    expires?: Timestamp | undefined;
    reason: string;
    units?: Uint128 | undefined;
    wallet: string;
  }, fee_: number | StdFee | "auto" = "auto", memo_?: string, funds_?: Coin[]): Promise<ExecuteResult> => {
    return await this.client.execute(this.sender, this.contractAddress, {
      freeze_wallet: {
        expires,
        reason,
        units,
        wallet
      }
    }, fee_, memo_, funds_);
  };
  /** Ends a compliance freeze. */
  unfreezeWallet = async ({
    wallet
  }: {
    wallet: string;
  }, fee_: number | StdFee | "auto" = "auto", memo_?: string, funds_?: Coin[]): Promise<ExecuteResult> => {
    return await this.client.execute(this.sender, this.contractAddress, {
      unfreeze_wallet: {
        wallet
      }
    }, fee_, memo_, funds_);
  };
  /** Names the compliance officer; none means the owner. */
  setCompliance = async ({
    officer
  }: {
    officer?: string | undefined;
  }, fee_: number | StdFee | "auto" = "auto", memo_?: string, funds_?: Coin[]): Promise<ExecuteResult> => {
    return await this.client.execute(this.sender, this.contractAddress, {
      set_compliance: {
        officer
      }
    }, fee_, memo_, funds_);
  };
  /** Starts moving a lost wallet's place (units, freezes, credits) to a wallet that never held. */
  proposeRecovery = async ({
    lost,
    replacement
  }: {
    lost: string;
    replacement: string;
  }, fee_: number | StdFee | "auto" = "auto", memo_?: string, funds_?: Coin[]): Promise<ExecuteResult> => {
    return await this.client.execute(this.sender, this.contractAddress, {
      propose_recovery: {
        lost,
        replacement
      }
    }, fee_, memo_, funds_);
  };
  /** The old wallet is not lost after all: ends this recovery; another one starts with the whole delay again. */
  objectRecovery = async (fee_: number | StdFee | "auto" = "auto", memo_?: string, funds_?: Coin[]): Promise<ExecuteResult> => {
    return await this.client.execute(this.sender, this.contractAddress, {
      object_recovery: {}
    }, fee_, memo_, funds_);
  };
  /** The owner withdraws a recovery. */
  cancelRecovery = async ({
    lost
  }: {
    lost: string;
  }, fee_: number | StdFee | "auto" = "auto", memo_?: string, funds_?: Coin[]): Promise<ExecuteResult> => {
    return await this.client.execute(this.sender, this.contractAddress, {
      cancel_recovery: {
        lost
      }
    }, fee_, memo_, funds_);
  };
  /** After the delay: moves the place. Anyone may. */
  executeRecovery = async ({
    lost
  }: {
    lost: string;
  }, fee_: number | StdFee | "auto" = "auto", memo_?: string, funds_?: Coin[]): Promise<ExecuteResult> => {
    return await this.client.execute(this.sender, this.contractAddress, {
      execute_recovery: {
        lost
      }
    }, fee_, memo_, funds_);
  };
  /** Stops or resumes all movement of units; a running distribution goes on. */
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
   * Sets the next record date, numbered from 1: what everyone holds when `at` has come stays known for good
   * (`UnitsAt`). Later than now and than the last one set; at most `RECORD_DATES`. `note` says for everyone what it
   * is for.
   */
  setRecordDate = async ({
    at,
    note
  }: {
    at: Timestamp;
    note?: string | undefined;
  }, fee_: number | StdFee | "auto" = "auto", memo_?: string, funds_?: Coin[]): Promise<ExecuteResult> => {
    return await this.client.execute(this.sender, this.contractAddress, {
      set_record_date: {
        at,
        note
      }
    }, fee_, memo_, funds_);
  };
  /** Sends on what the series has of a coin. It owes nobody coins: they came by plain bank send. */
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
