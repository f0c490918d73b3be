// Made from the JSON schema by `npm run generate` (ts-codegen 1.14.1, adapted). Edit the schema, not this file.

import type { Coin, ExecuteResult, ICosmWasmClient, ISigningCosmWasmClient, StdFee } from "../chain.js";
import type { Uint128, Binary, Action, Party, BooksResponse, ConfigResponse, ArrayOfEntry, ArrayOfExpensesResponse, ArrayOfFigureResponse, OwnershipForString, ArrayOfPartyResponse, ArrayOfSourceResponse, ArrayOfSuspense, ArrayOfTierResponse, TotalsResponse, ArrayOfCredit } from "./Collection.types.js";

/** Queries of `collection`. */
export interface CollectionReadOnlyInterface {
  contractAddress: string;
  /** Denom, addresses, pause. */
  config: () => Promise<ConfigResponse>;
  /** Totals of the account. Bank balance ≥ credited − delivered + held + suspense (invariant I2). */
  totals: () => Promise<TotalsResponse>;
  /** Parties: credited, delivered, held back. */
  parties: ({
    limit,
    startAfter
  }: {
    limit?: number | undefined;
    startAfter?: string | undefined;
  }) => Promise<ArrayOfPartyResponse>;
  /** Sources: received and deducted so far. */
  sources: ({
    limit,
    startAfter
  }: {
    limit?: number | undefined;
    startAfter?: string | undefined;
  }) => Promise<ArrayOfSourceResponse>;
  /** Tiers: taken in, paid, full or not. */
  tiers: ({
    limit,
    startAfter
  }: {
    limit?: number | undefined;
    startAfter?: number | undefined;
  }) => Promise<ArrayOfTierResponse>;
  /** Everything that ever moved the books, by number: with the agreements, all that is needed to recompute them. */
  entries: ({
    limit,
    startAfter
  }: {
    limit?: number | undefined;
    startAfter?: number | undefined;
  }) => Promise<ArrayOfEntry>;
  /** Approved expenses. */
  expenses: () => Promise<ArrayOfExpensesResponse>;
  /** Attested figures. */
  figures: () => Promise<ArrayOfFigureResponse>;
  /** Terms and books as they are kept: for `agreements`. */
  books: () => Promise<BooksResponse>;
  /** What the capped shares of tiers that are open and have not ended have yet to receive: the film's deficit. */
  deficit: () => Promise<Uint128>;
  /** Money in suspense by number. */
  suspense: ({
    limit,
    startAfter
  }: {
    limit?: number | undefined;
    startAfter?: number | undefined;
  }) => Promise<ArrayOfSuspense>;
  /** Coins of a denom beyond all liabilities: came by plain bank send. */
  surplus: ({
    denom
  }: {
    denom: string;
  }) => Promise<Uint128>;
  /** What a receipt would give to whom, without making it. */
  whatIf: ({
    amount,
    source
  }: {
    amount: Uint128;
    source: string;
  }) => Promise<ArrayOfCredit>;
  /** Query the contract's ownership information */
  ownership: () => Promise<OwnershipForString>;
}
/** Queries of `collection`, answered as its JSON is: amounts are decimal strings of base units. */
export class CollectionQueryClient implements CollectionReadOnlyInterface {
  client: ICosmWasmClient;
  contractAddress: string;
  constructor(client: ICosmWasmClient, contractAddress: string) {
    this.client = client;
    this.contractAddress = contractAddress;
    this.config = this.config.bind(this);
    this.totals = this.totals.bind(this);
    this.parties = this.parties.bind(this);
    this.sources = this.sources.bind(this);
    this.tiers = this.tiers.bind(this);
    this.entries = this.entries.bind(this);
    this.expenses = this.expenses.bind(this);
    this.figures = this.figures.bind(this);
    this.books = this.books.bind(this);
    this.deficit = this.deficit.bind(this);
    this.suspense = this.suspense.bind(this);
    this.surplus = this.surplus.bind(this);
    this.whatIf = this.whatIf.bind(this);
    this.ownership = this.ownership.bind(this);
  }
  /** Denom, addresses, pause. */
  config = async (): Promise<ConfigResponse> => {
    return this.client.queryContractSmart(this.contractAddress, {
      config: {}
    });
  };
  /** Totals of the account. Bank balance ≥ credited − delivered + held + suspense (invariant I2). */
  totals = async (): Promise<TotalsResponse> => {
    return this.client.queryContractSmart(this.contractAddress, {
      totals: {}
    });
  };
  /** Parties: credited, delivered, held back. */
  parties = async ({
    limit,
    startAfter
  }: {
    limit?: number | undefined;
    startAfter?: string | undefined;
  }): Promise<ArrayOfPartyResponse> => {
    return this.client.queryContractSmart(this.contractAddress, {
      parties: {
        limit,
        start_after: startAfter
      }
    });
  };
  /** Sources: received and deducted so far. */
  sources = async ({
    limit,
    startAfter
  }: {
    limit?: number | undefined;
    startAfter?: string | undefined;
  }): Promise<ArrayOfSourceResponse> => {
    return this.client.queryContractSmart(this.contractAddress, {
      sources: {
        limit,
        start_after: startAfter
      }
    });
  };
  /** Tiers: taken in, paid, full or not. */
  tiers = async ({
    limit,
    startAfter
  }: {
    limit?: number | undefined;
    startAfter?: number | undefined;
  }): Promise<ArrayOfTierResponse> => {
    return this.client.queryContractSmart(this.contractAddress, {
      tiers: {
        limit,
        start_after: startAfter
      }
    });
  };
  /** Everything that ever moved the books, by number: with the agreements, all that is needed to recompute them. */
  entries = async ({
    limit,
    startAfter
  }: {
    limit?: number | undefined;
    startAfter?: number | undefined;
  }): Promise<ArrayOfEntry> => {
    return this.client.queryContractSmart(this.contractAddress, {
      entries: {
        limit,
        start_after: startAfter
      }
    });
  };
  /** Approved expenses. */
  expenses = async (): Promise<ArrayOfExpensesResponse> => {
    return this.client.queryContractSmart(this.contractAddress, {
      expenses: {}
    });
  };
  /** Attested figures. */
  figures = async (): Promise<ArrayOfFigureResponse> => {
    return this.client.queryContractSmart(this.contractAddress, {
      figures: {}
    });
  };
  /** Terms and books as they are kept: for `agreements`. */
  books = async (): Promise<BooksResponse> => {
    return this.client.queryContractSmart(this.contractAddress, {
      books: {}
    });
  };
  /** What the capped shares of tiers that are open and have not ended have yet to receive: the film's deficit. */
  deficit = async (): Promise<Uint128> => {
    return this.client.queryContractSmart(this.contractAddress, {
      deficit: {}
    });
  };
  /** Money in suspense by number. */
  suspense = async ({
    limit,
    startAfter
  }: {
    limit?: number | undefined;
    startAfter?: number | undefined;
  }): Promise<ArrayOfSuspense> => {
    return this.client.queryContractSmart(this.contractAddress, {
      suspense: {
        limit,
        start_after: startAfter
      }
    });
  };
  /** Coins of a denom beyond all liabilities: came by plain bank send. */
  surplus = async ({
    denom
  }: {
    denom: string;
  }): Promise<Uint128> => {
    return this.client.queryContractSmart(this.contractAddress, {
      surplus: {
        denom
      }
    });
  };
  /** What a receipt would give to whom, without making it. */
  whatIf = async ({
    amount,
    source
  }: {
    amount: Uint128;
    source: string;
  }): Promise<ArrayOfCredit> => {
    return this.client.queryContractSmart(this.contractAddress, {
      what_if: {
        amount,
        source
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
/** Messages and queries of `collection`. */
export interface CollectionInterface extends CollectionReadOnlyInterface {
  contractAddress: string;
  sender: string;
  /** A receipt: the coin sent runs through the schedule at once. Anyone may pay in. */
  receive: ({
    reference,
    source
  }: {
    reference?: string | undefined;
    source: string;
  }, fee_?: number | StdFee | "auto", memo_?: string, funds_?: Coin[]) => Promise<ExecuteResult>;
  /** Money whose source is not known yet, in any one denom: lies in suspense under the sender's name. */
  deposit: ({
    note
  }: {
    note?: string | undefined;
  }, fee_?: number | StdFee | "auto", memo_?: string, funds_?: Coin[]) => Promise<ExecuteResult>;
  /** Runs a suspense entry in the account's denom through the schedule as a receipt of `source`. */
  assign: ({
    entry,
    source
  }: {
    entry: number;
    source: string;
  }, fee_?: number | StdFee | "auto", memo_?: string, funds_?: Coin[]) => Promise<ExecuteResult>;
  /** The sender of a suspense entry takes it back; the owner may send it back to the sender. */
  recover: ({
    entry
  }: {
    entry: number;
  }, fee_?: number | StdFee | "auto", memo_?: string, funds_?: Coin[]) => Promise<ExecuteResult>;
  /** Names the sender of coins that came by plain bank send: they become a suspense entry of theirs. */
  attribute: ({
    amount,
    denom,
    sender
  }: {
    amount: Uint128;
    denom: string;
    sender: string;
  }, fee_?: number | StdFee | "auto", memo_?: string, funds_?: Coin[]) => Promise<ExecuteResult>;
  /** Pays out what these parties are credited and have not been paid; an empty list means all. Anyone may. */
  deliver: ({
    parties
  }: {
    parties: string[];
  }, fee_?: number | StdFee | "auto", memo_?: string, funds_?: Coin[]) => Promise<ExecuteResult>;
  /** Approves expenses of a party at a source, as they were spent: they are recovered from what comes in later. */
  approve: ({
    amount,
    party,
    reference,
    source
  }: {
    amount: Uint128;
    party: string;
    reference?: string | undefined;
    source: string;
  }, fee_?: number | StdFee | "auto", memo_?: string, funds_?: Coin[]) => Promise<ExecuteResult>;
  /** Attests a figure, which only grows. */
  attest: ({
    figure,
    reference,
    value
  }: {
    figure: string;
    reference?: string | undefined;
    value: Uint128;
  }, fee_?: number | StdFee | "auto", memo_?: string, funds_?: Coin[]) => Promise<ExecuteResult>;
  /** Lets reserves that are due flow into their tables. Receipts do it too; this is for when none come. */
  release: (fee_?: number | StdFee | "auto", memo_?: string, funds_?: Coin[]) => Promise<ExecuteResult>;
  /** Goes on under another version. The books may move nothing: the sum and everyone's credit stay as they are. */
  amend: ({
    books,
    parties,
    terms,
    version
  }: {
    books: Binary;
    parties: Party[];
    terms: Binary;
    version: number;
  }, fee_?: number | StdFee | "auto", memo_?: string, funds_?: Coin[]) => Promise<ExecuteResult>;
  /** Stops or resumes receipts; credits can still be delivered. */
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
/** Messages and queries of `collection`. A message throws what the chain refuses it with. */
export class CollectionClient extends CollectionQueryClient implements CollectionInterface {
  override client: ISigningCosmWasmClient;
  sender: string;
  override contractAddress: string;
  constructor(client: ISigningCosmWasmClient, sender: string, contractAddress: string) {
    super(client, contractAddress);
    this.client = client;
    this.sender = sender;
    this.contractAddress = contractAddress;
    this.receive = this.receive.bind(this);
    this.deposit = this.deposit.bind(this);
    this.assign = this.assign.bind(this);
    this.recover = this.recover.bind(this);
    this.attribute = this.attribute.bind(this);
    this.deliver = this.deliver.bind(this);
    this.approve = this.approve.bind(this);
    this.attest = this.attest.bind(this);
    this.release = this.release.bind(this);
    this.amend = this.amend.bind(this);
    this.setPaused = this.setPaused.bind(this);
    this.updateOwnership = this.updateOwnership.bind(this);
  }
  /** A receipt: the coin sent runs through the schedule at once. Anyone may pay in. */
  receive = async ({
    reference,
    source
  }: {
    reference?: string | undefined;
    source: string;
  }, fee_: number | StdFee | "auto" = "auto", memo_?: string, funds_?: Coin[]): Promise<ExecuteResult> => {
    return await this.client.execute(this.sender, this.contractAddress, {
      receive: {
        reference,
        source
      }
    }, fee_, memo_, funds_);
  };
  /** Money whose source is not known yet, in any one denom: lies in suspense under the sender's name. */
  deposit = async ({
    note
  }: {
    note?: string | undefined;
  }, fee_: number | StdFee | "auto" = "auto", memo_?: string, funds_?: Coin[]): Promise<ExecuteResult> => {
    return await this.client.execute(this.sender, this.contractAddress, {
      deposit: {
        note
      }
    }, fee_, memo_, funds_);
  };
  /** Runs a suspense entry in the account's denom through the schedule as a receipt of `source`. */
  assign = async ({
    entry,
    source
  }: {
    entry: number;
    source: string;
  }, fee_: number | StdFee | "auto" = "auto", memo_?: string, funds_?: Coin[]): Promise<ExecuteResult> => {
    return await this.client.execute(this.sender, this.contractAddress, {
      assign: {
        entry,
        source
      }
    }, fee_, memo_, funds_);
  };
  /** The sender of a suspense entry takes it back; the owner may send it back to the sender. */
  recover = async ({
    entry
  }: {
    entry: number;
  }, fee_: number | StdFee | "auto" = "auto", memo_?: string, funds_?: Coin[]): Promise<ExecuteResult> => {
    return await this.client.execute(this.sender, this.contractAddress, {
      recover: {
        entry
      }
    }, fee_, memo_, funds_);
  };
  /** Names the sender of coins that came by plain bank send: they become a suspense entry of theirs. */
  attribute = async ({
    amount,
    denom,
    sender
  }: {
    amount: Uint128;
    denom: string;
    sender: string;
  }, fee_: number | StdFee | "auto" = "auto", memo_?: string, funds_?: Coin[]): Promise<ExecuteResult> => {
    return await this.client.execute(this.sender, this.contractAddress, {
      attribute: {
        amount,
        denom,
        sender
      }
    }, fee_, memo_, funds_);
  };
  /** Pays out what these parties are credited and have not been paid; an empty list means all. Anyone may. */
  deliver = async ({
    parties
  }: {
    parties: string[];
  }, fee_: number | StdFee | "auto" = "auto", memo_?: string, funds_?: Coin[]): Promise<ExecuteResult> => {
    return await this.client.execute(this.sender, this.contractAddress, {
      deliver: {
        parties
      }
    }, fee_, memo_, funds_);
  };
  /** Approves expenses of a party at a source, as they were spent: they are recovered from what comes in later. */
  approve = async ({
    amount,
    party,
    reference,
    source
  }: {
    amount: Uint128;
    party: string;
    reference?: string | undefined;
    source: string;
  }, fee_: number | StdFee | "auto" = "auto", memo_?: string, funds_?: Coin[]): Promise<ExecuteResult> => {
    return await this.client.execute(this.sender, this.contractAddress, {
      approve: {
        amount,
        party,
        reference,
        source
      }
    }, fee_, memo_, funds_);
  };
  /** Attests a figure, which only grows. */
  attest = async ({
    figure,
    reference,
    value
  }: {
    figure: string;
    reference?: string | undefined;
    value: Uint128;
  }, fee_: number | StdFee | "auto" = "auto", memo_?: string, funds_?: Coin[]): Promise<ExecuteResult> => {
    return await this.client.execute(this.sender, this.contractAddress, {
      attest: {
        figure,
        reference,
        value
      }
    }, fee_, memo_, funds_);
  };
  /** Lets reserves that are due flow into their tables. Receipts do it too; this is for when none come. */
  release = async (fee_: number | StdFee | "auto" = "auto", memo_?: string, funds_?: Coin[]): Promise<ExecuteResult> => {
    return await this.client.execute(this.sender, this.contractAddress, {
      release: {}
    }, fee_, memo_, funds_);
  };
  /** Goes on under another version. The books may move nothing: the sum and everyone's credit stay as they are. */
  amend = async ({
    books,
    parties,
    terms,
    version
  }: {
    books: Binary;
    parties: Party[];
    terms: Binary;
    version: number;
  }, fee_: number | StdFee | "auto" = "auto", memo_?: string, funds_?: Coin[]): Promise<ExecuteResult> => {
    return await this.client.execute(this.sender, this.contractAddress, {
      amend: {
        books,
        parties,
        terms,
        version
      }
    }, fee_, memo_, funds_);
  };
  /** Stops or resumes receipts; credits can still be delivered. */
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
