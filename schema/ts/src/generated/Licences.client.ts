// Made from the JSON schema by `npm run generate` (ts-codegen 1.14.1, adapted). Edit the schema, not this file.

import type { Coin, ExecuteResult, ICosmWasmClient, ISigningCosmWasmClient, StdFee } from "../chain.js";
import type { Uint128, Medium, Action, Grant, Period, Entitlement, ArrayOfAvailRow, BalanceResponse, ConfigResponse, ArrayOfDisputeResponse, EntitledResponse, ArrayOfEntitlement, Licence, ArrayOfLicence, OwnershipForString, ReconciliationResponse, ArrayOfReconciliationResponse, ReportResponse, ArrayOfReportResponse } from "./Licences.types.js";

/** Queries of `licences`. */
export interface LicencesReadOnlyInterface {
  contractAddress: string;
  /** Denom, addresses, voices, counts, pause. */
  config: () => Promise<ConfigResponse>;
  /** One licence. */
  licence: ({
    licence
  }: {
    licence: string;
  }) => Promise<Licence>;
  /** Licences in the order of their grants; `start_after` is an id. */
  licences: ({
    limit,
    startAfter
  }: {
    limit?: number | undefined;
    startAfter?: string | undefined;
  }) => Promise<ArrayOfLicence>;
  /** A licence's guarantee: in all, due by the end of day `on`, paid until now, overdue. */
  balance: ({
    licence,
    on
  }: {
    licence: string;
    on: number;
  }) => Promise<BalanceResponse>;
  /** Who holds what in these days: a row for each territory and medium, at most 64 × 8. */
  avails: ({
    from,
    media,
    territories,
    until
  }: {
    from: number;
    media: Medium[];
    territories: string[];
    until: number;
  }) => Promise<ArrayOfAvailRow>;
  /** One report, with its verifications. */
  reportByNumber: ({
    report
  }: {
    report: number;
  }) => Promise<ReportResponse>;
  /** A licence's reports by number, corrected ones too. */
  reports: ({
    licence,
    limit,
    startAfter
  }: {
    licence: string;
    limit?: number | undefined;
    startAfter?: number | undefined;
  }) => Promise<ArrayOfReportResponse>;
  /** Disputes by number: of one report, or all. */
  disputes: ({
    limit,
    report,
    startAfter
  }: {
    limit?: number | undefined;
    report?: number | undefined;
    startAfter?: number | undefined;
  }) => Promise<ArrayOfDisputeResponse>;
  /** What a licence's reports in force say against what was paid. */
  reconciliation: ({
    licence
  }: {
    licence: string;
  }) => Promise<ReconciliationResponse>;
  /** The same for licences in the order of their grants; `start_after` is an id. */
  reconciliations: ({
    limit,
    startAfter
  }: {
    limit?: number | undefined;
    startAfter?: string | undefined;
  }) => Promise<ArrayOfReconciliationResponse>;
  /** All entitlements by id. */
  entitlements: () => Promise<ArrayOfEntitlement>;
  /** Whether an address held enough units on the entitlement's record date. */
  entitled: ({
    address,
    entitlement
  }: {
    address: string;
    entitlement: string;
  }) => Promise<EntitledResponse>;
  /** Query the contract's ownership information */
  ownership: () => Promise<OwnershipForString>;
}
/** Queries of `licences`, answered as its JSON is: amounts are decimal strings of base units. */
export class LicencesQueryClient implements LicencesReadOnlyInterface {
  client: ICosmWasmClient;
  contractAddress: string;
  constructor(client: ICosmWasmClient, contractAddress: string) {
    this.client = client;
    this.contractAddress = contractAddress;
    this.config = this.config.bind(this);
    this.licence = this.licence.bind(this);
    this.licences = this.licences.bind(this);
    this.balance = this.balance.bind(this);
    this.avails = this.avails.bind(this);
    this.reportByNumber = this.reportByNumber.bind(this);
    this.reports = this.reports.bind(this);
    this.disputes = this.disputes.bind(this);
    this.reconciliation = this.reconciliation.bind(this);
    this.reconciliations = this.reconciliations.bind(this);
    this.entitlements = this.entitlements.bind(this);
    this.entitled = this.entitled.bind(this);
    this.ownership = this.ownership.bind(this);
  }
  /** Denom, addresses, voices, counts, pause. */
  config = async (): Promise<ConfigResponse> => {
    return this.client.queryContractSmart(this.contractAddress, {
      config: {}
    });
  };
  /** One licence. */
  licence = async ({
    licence
  }: {
    licence: string;
  }): Promise<Licence> => {
    return this.client.queryContractSmart(this.contractAddress, {
      licence: {
        licence
      }
    });
  };
  /** Licences in the order of their grants; `start_after` is an id. */
  licences = async ({
    limit,
    startAfter
  }: {
    limit?: number | undefined;
    startAfter?: string | undefined;
  }): Promise<ArrayOfLicence> => {
    return this.client.queryContractSmart(this.contractAddress, {
      licences: {
        limit,
        start_after: startAfter
      }
    });
  };
  /** A licence's guarantee: in all, due by the end of day `on`, paid until now, overdue. */
  balance = async ({
    licence,
    on
  }: {
    licence: string;
    on: number;
  }): Promise<BalanceResponse> => {
    return this.client.queryContractSmart(this.contractAddress, {
      balance: {
        licence,
        on
      }
    });
  };
  /** Who holds what in these days: a row for each territory and medium, at most 64 × 8. */
  avails = async ({
    from,
    media,
    territories,
    until
  }: {
    from: number;
    media: Medium[];
    territories: string[];
    until: number;
  }): Promise<ArrayOfAvailRow> => {
    return this.client.queryContractSmart(this.contractAddress, {
      avails: {
        from,
        media,
        territories,
        until
      }
    });
  };
  /** One report, with its verifications. */
  reportByNumber = async ({
    report
  }: {
    report: number;
  }): Promise<ReportResponse> => {
    return this.client.queryContractSmart(this.contractAddress, {
      report_by_number: {
        report
      }
    });
  };
  /** A licence's reports by number, corrected ones too. */
  reports = async ({
    licence,
    limit,
    startAfter
  }: {
    licence: string;
    limit?: number | undefined;
    startAfter?: number | undefined;
  }): Promise<ArrayOfReportResponse> => {
    return this.client.queryContractSmart(this.contractAddress, {
      reports: {
        licence,
        limit,
        start_after: startAfter
      }
    });
  };
  /** Disputes by number: of one report, or all. */
  disputes = async ({
    limit,
    report,
    startAfter
  }: {
    limit?: number | undefined;
    report?: number | undefined;
    startAfter?: number | undefined;
  }): Promise<ArrayOfDisputeResponse> => {
    return this.client.queryContractSmart(this.contractAddress, {
      disputes: {
        limit,
        report,
        start_after: startAfter
      }
    });
  };
  /** What a licence's reports in force say against what was paid. */
  reconciliation = async ({
    licence
  }: {
    licence: string;
  }): Promise<ReconciliationResponse> => {
    return this.client.queryContractSmart(this.contractAddress, {
      reconciliation: {
        licence
      }
    });
  };
  /** The same for licences in the order of their grants; `start_after` is an id. */
  reconciliations = async ({
    limit,
    startAfter
  }: {
    limit?: number | undefined;
    startAfter?: string | undefined;
  }): Promise<ArrayOfReconciliationResponse> => {
    return this.client.queryContractSmart(this.contractAddress, {
      reconciliations: {
        limit,
        start_after: startAfter
      }
    });
  };
  /** All entitlements by id. */
  entitlements = async (): Promise<ArrayOfEntitlement> => {
    return this.client.queryContractSmart(this.contractAddress, {
      entitlements: {}
    });
  };
  /** Whether an address held enough units on the entitlement's record date. */
  entitled = async ({
    address,
    entitlement
  }: {
    address: string;
    entitlement: string;
  }): Promise<EntitledResponse> => {
    return this.client.queryContractSmart(this.contractAddress, {
      entitled: {
        address,
        entitlement
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
/** Messages and queries of `licences`. */
export interface LicencesInterface extends LicencesReadOnlyInterface {
  contractAddress: string;
  sender: string;
  /** Grants a licence, unless it overlaps with another in territory, medium and window and either is exclusive. */
  grant: ({
    licence
  }: {
    licence: Grant;
  }, fee_?: number | StdFee | "auto", memo_?: string, funds_?: Coin[]) => Promise<ExecuteResult>;
  /** Ends a licence before its time: day `on` is the first without it. Today at the earliest; never prolongs. */
  terminate: ({
    licence,
    on
  }: {
    licence: string;
    on: number;
  }, fee_?: number | StdFee | "auto", memo_?: string, funds_?: Coin[]) => Promise<ExecuteResult>;
  /**
   * A payment for a licence: the coin sent goes to the collection account as a receipt of its source. Anyone may
   * pay.
   */
  pay: ({
    licence,
    reference
  }: {
    licence: string;
    reference?: string | undefined;
  }, fee_?: number | StdFee | "auto", memo_?: string, funds_?: Coin[]) => Promise<ExecuteResult>;
  /**
   * The licensee declares what a period brought: `net = gross − deductions`. `statement_sha256` is the hash of the
   * statement on paper. A correction is a new report that names the one it replaces in `corrects`.
   */
  report: ({
    corrects,
    deductions,
    gross,
    licence,
    net,
    period,
    reference,
    statementSha256
  }: {
    corrects?: number | undefined;
    deductions: Uint128;
    gross: Uint128;
    licence: string;
    net: Uint128;
    period: Period;
    reference?: string | undefined;
    statementSha256: string;
  }, fee_?: number | StdFee | "auto", memo_?: string, funds_?: Coin[]) => Promise<ExecuteResult>;
  /** Adds a verification of a report: the hash of the verifier's own report, and who verified. */
  verify: ({
    report,
    reportSha256,
    verifier
  }: {
    report: number;
    reportSha256: string;
    verifier: string;
  }, fee_?: number | StdFee | "auto", memo_?: string, funds_?: Coin[]) => Promise<ExecuteResult>;
  /**
   * Disputes a report that is in force. For whoever speaks for `party` by the agreement in force, and without one
   * for the owner and the wallets that it named.
   */
  dispute: ({
    party,
    reference,
    report
  }: {
    party?: string | undefined;
    reference: string;
    report: number;
  }, fee_?: number | StdFee | "auto", memo_?: string, funds_?: Coin[]) => Promise<ExecuteResult>;
  /**
   * Settles a dispute: the licensee by a later report that corrects the disputed one, the owner with or without.
   */
  settle: ({
    byReport,
    dispute,
    reference
  }: {
    byReport?: number | undefined;
    dispute: number;
    reference: string;
  }, fee_?: number | StdFee | "auto", memo_?: string, funds_?: Coin[]) => Promise<ExecuteResult>;
  /** Replaces the wallets that may dispute beside the parties. At most 64. */
  setVoices: ({
    voices
  }: {
    voices: string[];
  }, fee_?: number | StdFee | "auto", memo_?: string, funds_?: Coin[]) => Promise<ExecuteResult>;
  /** Adds an entitlement, or replaces the one of the same id. At most 32. */
  setEntitlement: ({
    entitlement
  }: {
    entitlement: Entitlement;
  }, fee_?: number | StdFee | "auto", memo_?: string, funds_?: Coin[]) => Promise<ExecuteResult>;
  /** Stops or resumes grants and payments; reports and disputes go on. */
  setPaused: ({
    paused
  }: {
    paused: boolean;
  }, fee_?: number | StdFee | "auto", memo_?: string, funds_?: Coin[]) => Promise<ExecuteResult>;
  /** Sends on coins that came by plain bank send: this contract owes nobody any. */
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
/** Messages and queries of `licences`. A message throws what the chain refuses it with. */
export class LicencesClient extends LicencesQueryClient implements LicencesInterface {
  override client: ISigningCosmWasmClient;
  sender: string;
  override contractAddress: string;
  constructor(client: ISigningCosmWasmClient, sender: string, contractAddress: string) {
    super(client, contractAddress);
    this.client = client;
    this.sender = sender;
    this.contractAddress = contractAddress;
    this.grant = this.grant.bind(this);
    this.terminate = this.terminate.bind(this);
    this.pay = this.pay.bind(this);
    this.report = this.report.bind(this);
    this.verify = this.verify.bind(this);
    this.dispute = this.dispute.bind(this);
    this.settle = this.settle.bind(this);
    this.setVoices = this.setVoices.bind(this);
    this.setEntitlement = this.setEntitlement.bind(this);
    this.setPaused = this.setPaused.bind(this);
    this.sweepSurplus = this.sweepSurplus.bind(this);
    this.updateOwnership = this.updateOwnership.bind(this);
  }
  /** Grants a licence, unless it overlaps with another in territory, medium and window and either is exclusive. */
  grant = async ({
    licence
  }: {
    licence: Grant;
  }, fee_: number | StdFee | "auto" = "auto", memo_?: string, funds_?: Coin[]): Promise<ExecuteResult> => {
    return await this.client.execute(this.sender, this.contractAddress, {
      grant: {
        licence
      }
    }, fee_, memo_, funds_);
  };
  /** Ends a licence before its time: day `on` is the first without it. Today at the earliest; never prolongs. */
  terminate = async ({
    licence,
    on
  }: {
    licence: string;
    on: number;
  }, fee_: number | StdFee | "auto" = "auto", memo_?: string, funds_?: Coin[]): Promise<ExecuteResult> => {
    return await this.client.execute(this.sender, this.contractAddress, {
      terminate: {
        licence,
        on
      }
    }, fee_, memo_, funds_);
  };
  /**
   * A payment for a licence: the coin sent goes to the collection account as a receipt of its source. Anyone may
   * pay.
   */
  pay = async ({
    licence,
    reference
  }: {
    licence: string;
    reference?: string | undefined;
  }, fee_: number | StdFee | "auto" = "auto", memo_?: string, funds_?: Coin[]): Promise<ExecuteResult> => {
    return await this.client.execute(this.sender, this.contractAddress, {
      pay: {
        licence,
        reference
      }
    }, fee_, memo_, funds_);
  };
  /**
   * The licensee declares what a period brought: `net = gross − deductions`. `statement_sha256` is the hash of the
   * statement on paper. A correction is a new report that names the one it replaces in `corrects`.
   */
  report = async ({
    corrects,
    deductions,
    gross,
    licence,
    net,
    period,
    reference,
    statementSha256
  }: {
    corrects?: number | undefined;
    deductions: Uint128;
    gross: Uint128;
    licence: string;
    net: Uint128;
    period: Period;
    reference?: string | undefined;
    statementSha256: string;
  }, fee_: number | StdFee | "auto" = "auto", memo_?: string, funds_?: Coin[]): Promise<ExecuteResult> => {
    return await this.client.execute(this.sender, this.contractAddress, {
      report: {
        corrects,
        deductions,
        gross,
        licence,
        net,
        period,
        reference,
        statement_sha256: statementSha256
      }
    }, fee_, memo_, funds_);
  };
  /** Adds a verification of a report: the hash of the verifier's own report, and who verified. */
  verify = async ({
    report,
    reportSha256,
    verifier
  }: {
    report: number;
    reportSha256: string;
    verifier: string;
  }, fee_: number | StdFee | "auto" = "auto", memo_?: string, funds_?: Coin[]): Promise<ExecuteResult> => {
    return await this.client.execute(this.sender, this.contractAddress, {
      verify: {
        report,
        report_sha256: reportSha256,
        verifier
      }
    }, fee_, memo_, funds_);
  };
  /**
   * Disputes a report that is in force. For whoever speaks for `party` by the agreement in force, and without one
   * for the owner and the wallets that it named.
   */
  dispute = async ({
    party,
    reference,
    report
  }: {
    party?: string | undefined;
    reference: string;
    report: number;
  }, fee_: number | StdFee | "auto" = "auto", memo_?: string, funds_?: Coin[]): Promise<ExecuteResult> => {
    return await this.client.execute(this.sender, this.contractAddress, {
      dispute: {
        party,
        reference,
        report
      }
    }, fee_, memo_, funds_);
  };
  /**
   * Settles a dispute: the licensee by a later report that corrects the disputed one, the owner with or without.
   */
  settle = async ({
    byReport,
    dispute,
    reference
  }: {
    byReport?: number | undefined;
    dispute: number;
    reference: string;
  }, fee_: number | StdFee | "auto" = "auto", memo_?: string, funds_?: Coin[]): Promise<ExecuteResult> => {
    return await this.client.execute(this.sender, this.contractAddress, {
      settle: {
        by_report: byReport,
        dispute,
        reference
      }
    }, fee_, memo_, funds_);
  };
  /** Replaces the wallets that may dispute beside the parties. At most 64. */
  setVoices = async ({
    voices
  }: {
    voices: string[];
  }, fee_: number | StdFee | "auto" = "auto", memo_?: string, funds_?: Coin[]): Promise<ExecuteResult> => {
    return await this.client.execute(this.sender, this.contractAddress, {
      set_voices: {
        voices
      }
    }, fee_, memo_, funds_);
  };
  /** Adds an entitlement, or replaces the one of the same id. At most 32. */
  setEntitlement = async ({
    entitlement
  }: {
    entitlement: Entitlement;
  }, fee_: number | StdFee | "auto" = "auto", memo_?: string, funds_?: Coin[]): Promise<ExecuteResult> => {
    return await this.client.execute(this.sender, this.contractAddress, {
      set_entitlement: {
        entitlement
      }
    }, fee_, memo_, funds_);
  };
  /** Stops or resumes grants and payments; reports and disputes go on. */
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
  /** Sends on coins that came by plain bank send: this contract owes nobody any. */
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
