// Made from the JSON schema by `npm run generate` (ts-codegen 1.14.1, adapted). Edit the schema, not this file.

/** Creates the film's licences. */
export interface InstantiateMsg {
  /** The film's collection account: every payment goes there at once. */
  collection: string;
  /** The one denom that is paid in. */
  denom: string;
  /** Owner: grants and terminates, verifies reports, names entitlements. */
  owner: string;
  /** The `rights` contracts, in the film's order; their position is the series number. At most 8. */
  rights: string[];
}
/** Messages. */
export type ExecuteMsg = {
  /** Grants a licence, unless it overlaps with another in territory, medium and window and either is exclusive. */
  grant: {
    licence: Grant;
  };
} | {
  /** Ends a licence before its time: day `on` is the first without it. Today at the earliest; never prolongs. */
  terminate: {
    licence: string;
    on: number;
  };
} | {
  /**
   * A payment for a licence: the coin sent goes to the collection account as a receipt of its source. Anyone may
   * pay.
   */
  pay: {
    licence: string;
    reference?: string | null;
  };
} | {
  /**
   * The licensee declares what a period brought: `net = gross − deductions`. `statement_sha256` is the hash of the
   * statement on paper. A correction is a new report that names the one it replaces in `corrects`.
   */
  report: {
    corrects?: number | null;
    deductions: Uint128;
    gross: Uint128;
    licence: string;
    net: Uint128;
    period: Period;
    reference?: string | null;
    statement_sha256: string;
  };
} | {
  /** Adds a verification of a report: the hash of the verifier's own report, and who verified. */
  verify: {
    report: number;
    report_sha256: string;
    verifier: string;
  };
} | {
  /**
   * Disputes a report that is in force. For whoever speaks for `party` by the agreement in force, and without one
   * for the owner and the wallets that it named.
   */
  dispute: {
    party?: string | null;
    reference: string;
    report: number;
  };
} | {
  /**
   * Settles a dispute: the licensee by a later report that corrects the disputed one, the owner with or without.
   */
  settle: {
    by_report?: number | null;
    dispute: number;
    reference: string;
  };
} | {
  /** Replaces the wallets that may dispute beside the parties. At most 64. */
  set_voices: {
    voices: string[];
  };
} | {
  /** Adds an entitlement, or replaces the one of the same id. At most 32. */
  set_entitlement: {
    entitlement: Entitlement;
  };
} | {
  /** Stops or resumes grants and payments; reports and disputes go on. */
  set_paused: {
    paused: boolean;
  };
} | {
  /** Sends on coins that came by plain bank send: this contract owes nobody any. */
  sweep_surplus: {
    denom: string;
    to: string;
  };
} | {
  /**
   * Update the contract's ownership. The `action` to be provided can be either to propose transferring ownership to
   * an account, accept a pending ownership transfer, or renounce the ownership permanently.
   */
  update_ownership: Action;
};
/**
 * A thin wrapper around u128 that is using strings for JSON encoding/decoding, such that the full u128 range can be
 * used for clients that convert JSON numbers to floats, like JavaScript and jq.
 */
export type Uint128 = string;
/** A medium of exploitation. */
export type Medium = "theatrical" | "television" | "svod" | "avod" | "tvod" | "airline" | "home_video" | "other";
/** What an entitlement opens. */
export type EntitlementKind = "screening" | "credit" | "early_access" | "other";
/** Actions that can be taken to alter the contract's ownership */
export type Action = {
  /** Propose to transfer the contract's ownership to another account, optionally with an expiry time. */
  transfer_ownership: {
    expiry?: Expiration | null;
    new_owner: string;
  };
} | "accept_ownership" | "renounce_ownership";
/**
 * Expiration represents a point in time when some event happens. It can compare with a BlockInfo and will return
 * is_expired() == true once the condition is hit (and for every block in the future)
 */
export type Expiration = {
  /** AtHeight will expire when `env.block.height` >= height */
  at_height: number;
} | {
  /** AtTime will expire when `env.block.time` >= time */
  at_time: Timestamp;
} | {
  /** Never will never expire. Used to express the empty variant */
  never: {};
};
/** A point in time in nanosecond precision. */
export type Timestamp = Uint64;
/**
 * A thin wrapper around u64 that is using strings for JSON encoding/decoding, such that the full u64 range can be
 * used for clients that convert JSON numbers to floats, like JavaScript and jq.
 */
export type Uint64 = string;
/** A licence as it is granted. Nothing in it changes afterwards. */
export interface Grant {
  /** Nobody else is licensed in the same territory, medium and window. */
  exclusive: boolean;
  /** The minimum guarantee, at most 12 instalments, one a day at most; none: no guarantee. */
  guarantee: Instalment[];
  /** 1–32 of a–z, 0–9, `-`; unique in the film. */
  id: string;
  /** Who may exploit the film, and reports. */
  licensee: string;
  /** At least one. */
  media: Medium[];
  /** The contract on paper, at most 280 bytes. */
  reference: string;
  /** The source of the collection account that its payments are receipts of. */
  source: string;
  /** ISO 3166 alpha-2 codes in upper case, 1 to 64; or `WORLD` alone. */
  territories: string[];
  /** When. */
  window: Period;
}
/** An instalment of a minimum guarantee. */
export interface Instalment {
  /** Above zero. */
  amount: Uint128;
  /** Day on which it is due. */
  due: number;
}
/** Days: `from` is in it, `until` is the first one after it. */
export interface Period {
  /** First day. */
  from: number;
  /** First day after; later than `from`. */
  until: number;
}
/** Something that holders of a token are entitled to. */
export interface Entitlement {
  /** 1–32 of a–z, 0–9, `-`; unique in the film. */
  id: string;
  /** What it opens. */
  kind: EntitlementKind;
  /** The record date in that series on which they must have been held. */
  record: number;
  /** Number of the token series. */
  series: number;
  /** In words, at most 280 bytes. */
  text: string;
  /** Least units, above zero. */
  units: Uint128;
}
/** Queries. */
export type QueryMsg = {
  /** Denom, addresses, voices, counts, pause. */
  config: {};
} | {
  /** One licence. */
  licence: {
    licence: string;
  };
} | {
  /** Licences in the order of their grants; `start_after` is an id. */
  licences: {
    limit?: number | null;
    start_after?: string | null;
  };
} | {
  /** A licence's guarantee: in all, due by the end of day `on`, paid until now, overdue. */
  balance: {
    licence: string;
    on: number;
  };
} | {
  /** Who holds what in these days: a row for each territory and medium, at most 64 × 8. */
  avails: {
    from: number;
    media: Medium[];
    territories: string[];
    until: number;
  };
} | {
  /** One report, with its verifications. */
  report_by_number: {
    report: number;
  };
} | {
  /** A licence's reports by number, corrected ones too. */
  reports: {
    licence: string;
    limit?: number | null;
    start_after?: number | null;
  };
} | {
  /** Disputes by number: of one report, or all. */
  disputes: {
    limit?: number | null;
    report?: number | null;
    start_after?: number | null;
  };
} | {
  /** What a licence's reports in force say against what was paid. */
  reconciliation: {
    licence: string;
  };
} | {
  /** The same for licences in the order of their grants; `start_after` is an id. */
  reconciliations: {
    limit?: number | null;
    start_after?: string | null;
  };
} | {
  /** All entitlements by id. */
  entitlements: {};
} | {
  /** Whether an address held enough units on the entitlement's record date. */
  entitled: {
    address: string;
    entitlement: string;
  };
} | {
  /** Query the contract's ownership information */
  ownership: {};
};
/** Moves to new code. */
export interface MigrateMsg {}
/** Whether a territory and medium is free in the days asked for. */
export type Avail = {
  /** No licence on any of these days. */
  free: {};
} | {
  /** Held: an exclusive licence before others, then the one that begins first. */
  held: {
    /** It excludes any other; if not, a non-exclusive licence can still be granted. */
    exclusive: boolean;
    /** Id. */
    licence: string;
    /** So many other licences are held there in these days. */
    others: number;
    /** Its window, up to its termination. */
    window: Period;
  };
};
export type ArrayOfAvailRow = AvailRow[];
/** A row of `Avails`. */
export interface AvailRow {
  /** As asked. */
  medium: Medium;
  /** Free, or held. */
  state: Avail;
  /** As asked. */
  territory: string;
}
/** Answer of `Balance`: `overdue = max(due − paid, 0)`. */
export interface BalanceResponse {
  /** Sum of the instalments due by the end of the day asked for. */
  due: Uint128;
  /** Sum of all instalments. */
  guaranteed: Uint128;
  /** Due on that day and not paid until now. */
  overdue: Uint128;
  /** Paid until now, beyond the guarantee too. */
  paid: Uint128;
}
/** Answer of `Config`. */
export interface ConfigResponse {
  /** The film's collection account. */
  collection: string;
  /** The one denom. */
  denom: string;
  /** Disputes ever opened. */
  disputes: number;
  /** Licences ever granted. */
  licences: number;
  /** No grants, no payments. */
  paused: boolean;
  /** Reports ever made. */
  reports: number;
  /** The `rights` contracts; position is series number. */
  rights: string[];
  /** Who may dispute beside the owner. */
  voices: string[];
}
export type ArrayOfDisputeResponse = DisputeResponse[];
/** A dispute. */
export interface DisputeResponse {
  /** Number, from 1, over all reports. */
  dispute: number;
  /** Who disputes. */
  party: string;
  /** What they say. */
  reference: string;
  /** The disputed report. */
  report: number;
  /** How it ended; none: it is open. */
  settled?: Settlement | null;
  /** When. */
  time: Timestamp;
}
/** The end of a dispute. */
export interface Settlement {
  /** The corrected report, where one settles it. */
  by_report?: number | null;
  /** What they say. */
  reference: string;
  /** Licensee or owner. */
  settler: string;
  /** When. */
  time: Timestamp;
}
/** Answer of `Entitled`. */
export interface EntitledResponse {
  /** It held enough. */
  entitled: boolean;
  /** Needed. */
  needed: Uint128;
  /** Held on the record date. */
  units: Uint128;
}
export type ArrayOfEntitlement = Entitlement[];
/** A licence. */
export interface Licence {
  /** As granted. */
  grant: Grant;
  /** First day without it, where it ends before its window does. */
  terminated_on?: number | null;
}
export type ArrayOfLicence = Licence[];
/** The contract's ownership info */
export interface OwnershipForString {
  /** The contract's current owner. `None` if the ownership has been renounced. */
  owner?: string | null;
  /**
   * The deadline for the pending owner to accept the ownership. `None` if there isn't a pending ownership transfer,
   * or if a transfer exists and it doesn't have a deadline.
   */
  pending_expiry?: Expiration | null;
  /**
   * The account who has been proposed to take over the ownership. `None` if there isn't a pending ownership
   * transfer.
   */
  pending_owner?: string | null;
}
/**
 * Answer of `Reconciliation`, and a row of `Reconciliations`. `reported + unreported = paid + unpaid`, and one of
 * `unpaid` and `unreported` is zero.
 */
export interface ReconciliationResponse {
  /** Licence. */
  licence: string;
  /** Disputes of its reports that are open. */
  open_disputes: number;
  /** Paid in all. */
  paid: Uint128;
  /** Payments. */
  payments: number;
  /** Net of the reports in force. */
  reported: Uint128;
  /** Reports in force: those that no other corrects. */
  reports: number;
  /** Reported without money. */
  unpaid: Uint128;
  /** Money without report. */
  unreported: Uint128;
}
export type ArrayOfReconciliationResponse = ReconciliationResponse[];
/** A report. */
export interface ReportResponse {
  /** The report that replaces it; none: it is in force. */
  corrected_by?: number | null;
  /** The report it replaces. */
  corrects?: number | null;
  /** Deductions. */
  deductions: Uint128;
  /** Gross. */
  gross: Uint128;
  /** Licence. */
  licence: string;
  /** Gross less deductions. */
  net: Uint128;
  /** Days. */
  period: Period;
  /** Reference. */
  reference?: string | null;
  /** Number, from 1, over all licences. */
  report: number;
  /** Hash of the statement on paper. */
  statement_sha256: string;
  /** When it was made. */
  time: Timestamp;
  /** Verifications, oldest first. */
  verifications: Verification[];
}
/** A verification of a report. */
export interface Verification {
  /** Hash of the verifier's report. */
  report_sha256: string;
  /** When it was added. */
  time: Timestamp;
  /** Who verified. */
  verifier: string;
}
export type ArrayOfReportResponse = ReportResponse[];
