/**
 * Licences on a film: who may exploit it where, in which medium and when; what licensees guaranteed, reported and paid;
 * what a token entitles to. Amounts are base units of the film's denom, days are `Date`s at their beginning (UTC).
 *
 * @module
 */

import type { LicencesQueryClient } from "./generated/Licences.client.js";
import type {
  AvailRow,
  Entitlement as EntitlementJson,
  EntitlementKind,
  Licence as LicenceJson,
  Medium,
  Period as PeriodJson,
  ReconciliationResponse,
  ReportResponse,
} from "./generated/Licences.types.js";
import { MOST_ROWS, rows } from "./ledger.js";
import { dateOf, dateOfDay, dayOf } from "./values.js";

/** Days: `from` is in it, `until` is the first one after it. */
export interface Days {
  /** First day. */
  readonly from: Date;
  /** First day after. */
  readonly until: Date;
}

/** A licence. */
export interface Licence {
  /** Its id in the film. */
  readonly licence: string;
  /** Who may exploit the film, and reports. */
  readonly licensee: string;
  /** ISO 3166 alpha-2 codes, or `WORLD` alone. */
  readonly territories: readonly string[];
  /** Media. */
  readonly media: readonly Medium[];
  /** As granted. */
  readonly window: Days;
  /** Nobody else is licensed in the same territory, medium and window. */
  readonly exclusive: boolean;
  /** The source that its payments are receipts of. */
  readonly source: string;
  /** The contract on paper. */
  readonly reference: string;
  /** The minimum guarantee: when how much is due. */
  readonly guarantee: readonly { readonly due: Date; readonly amount: bigint }[];
  /** First day without it, where it ends before its window does. */
  readonly terminatedOn: Date | undefined;
}

/** Whether a territory and medium is free in the days asked for. */
export interface Avail {
  /** As asked. */
  readonly territory: string;
  /** As asked. */
  readonly medium: Medium;
  /** Who holds it: an exclusive licence before others, then the one that begins first. None: it is free. */
  readonly held: Holding | undefined;
}

/** A licence that holds a territory and medium. */
export interface Holding {
  /** Licence. */
  readonly licence: string;
  /** It excludes any other; if not, a non-exclusive licence can still be granted. */
  readonly exclusive: boolean;
  /** Its window, up to its termination. */
  readonly window: Days;
  /** So many other licences are held there in these days. */
  readonly others: number;
}

/** Where a licence's minimum guarantee stands. */
export interface GuaranteeBalance {
  /** Sum of all instalments. */
  readonly guaranteed: bigint;
  /** Due by the end of the day asked for. */
  readonly due: bigint;
  /** Paid until now, beyond the guarantee too. */
  readonly paid: bigint;
  /** Due on that day and not paid until now. */
  readonly overdue: bigint;
}

/** What a licensee declared of a period. */
export interface Report {
  /** Number, from 1, over all licences. */
  readonly report: number;
  /** Licence. */
  readonly licence: string;
  /** Days. */
  readonly period: Days;
  /** Gross. */
  readonly gross: bigint;
  /** Deductions. */
  readonly deductions: bigint;
  /** Gross less deductions. */
  readonly net: bigint;
  /** Hash of the statement on paper, lower-case hex. */
  readonly statementSha256: string;
  /** Reference. */
  readonly reference: string | undefined;
  /** When it was made. */
  readonly time: Date;
  /** The report it replaces. */
  readonly corrects: number | undefined;
  /** The report that replaces it; none: it is in force. */
  readonly correctedBy: number | undefined;
  /** Verifications, oldest first. */
  readonly verifications: readonly { readonly reportSha256: string; readonly verifier: string; readonly time: Date }[];
}

/** What a licence's reports in force say against what was paid. */
export interface Reconciliation {
  /** Licence. */
  readonly licence: string;
  /** Reports in force: those that no other corrects. */
  readonly reports: number;
  /** Net of the reports in force. */
  readonly reported: bigint;
  /** Payments. */
  readonly payments: number;
  /** Paid in all. */
  readonly paid: bigint;
  /** Reported without money. */
  readonly unpaid: bigint;
  /** Money without report. */
  readonly unreported: bigint;
  /** Disputes of its reports that are open. */
  readonly openDisputes: number;
}

/** Something that holders of a token are entitled to. */
export interface Entitlement {
  /** Its id in the film. */
  readonly entitlement: string;
  /** Token series. */
  readonly series: number;
  /** Least units. */
  readonly units: bigint;
  /** The record date in that series on which they must have been held. */
  readonly record: number;
  /** What it opens. */
  readonly kind: EntitlementKind;
  /** In words. */
  readonly text: string;
}

/** Whether an address is entitled. */
export interface Entitled {
  /** It held enough on the record date. */
  readonly entitled: boolean;
  /** Held on the record date. */
  readonly units: bigint;
  /** Needed. */
  readonly needed: bigint;
}

/** A film's licences. Every method asks the chain anew; one of an unknown licence throws `licences.licence`. */
export class Licences {
  readonly #contract: LicencesQueryClient;

  /** Reads the contract that this client asks. {@link Film.licences} is one. */
  constructor(contract: LicencesQueryClient) {
    this.#contract = contract;
  }

  /** All licences in the order of their grants. */
  async *all(): AsyncGenerator<Licence, void, undefined> {
    const page = (last: LicenceJson | undefined) =>
      this.#contract.licences({ startAfter: last?.grant.id, limit: MOST_ROWS });
    for await (const licence of rows(page)) yield licenceOf(licence);
  }

  /** One licence. */
  async licence(licence: string): Promise<Licence> {
    return licenceOf(await this.#contract.licence({ licence }));
  }

  /** Who holds what in these days: a row for each territory and medium, at most 64 × 8. */
  async avails(
    where: { readonly territories: readonly string[]; readonly media: readonly Medium[] } & Days,
  ): Promise<Avail[]> {
    const { territories, media, from, until } = where;
    const asked = { territories: [...territories], media: [...media], from: dayOf(from), until: dayOf(until) };
    return (await this.#contract.avails(asked)).map(availOf);
  }

  /** A licence's minimum guarantee: in all, due by the end of a day (today if not given), paid until now, overdue. */
  async balance(licence: string, on = new Date()): Promise<GuaranteeBalance> {
    const { guaranteed, due, paid, overdue } = await this.#contract.balance({ licence, on: dayOf(on) });
    return { guaranteed: BigInt(guaranteed), due: BigInt(due), paid: BigInt(paid), overdue: BigInt(overdue) };
  }

  /** A licence's reports by number, corrected ones too, those after number `after`. */
  async *reports(licence: string, after = 0): AsyncGenerator<Report, void, undefined> {
    const page = (last: ReportResponse | undefined) =>
      this.#contract.reports({ licence, startAfter: last?.report ?? after, limit: MOST_ROWS });
    for await (const report of rows(page)) yield reportOf(report);
  }

  /** One report. Throws `licences.report` where there is none of this number. */
  async report(report: number): Promise<Report> {
    return reportOf(await this.#contract.reportByNumber({ report }));
  }

  /** What a licence's reports in force say against what was paid. */
  async reconciliation(licence: string): Promise<Reconciliation> {
    return reconciliationOf(await this.#contract.reconciliation({ licence }));
  }

  /** The same for all licences in the order of their grants. */
  async *reconciliations(): AsyncGenerator<Reconciliation, void, undefined> {
    const page = (last: ReconciliationResponse | undefined) =>
      this.#contract.reconciliations({ startAfter: last?.licence, limit: MOST_ROWS });
    for await (const row of rows(page)) yield reconciliationOf(row);
  }

  /** All entitlements by id. */
  async entitlements(): Promise<Entitlement[]> {
    return (await this.#contract.entitlements()).map(({ id: entitlement, units, ...same }: EntitlementJson) => ({
      ...same,
      entitlement,
      units: BigInt(units),
    }));
  }

  /** Whether an address held enough units on an entitlement's record date. Throws `licences.entitlement` for an unknown one. */
  async entitled(entitlement: string, address: string): Promise<Entitled> {
    const { entitled, units, needed } = await this.#contract.entitled({ entitlement, address });
    return { entitled, units: BigInt(units), needed: BigInt(needed) };
  }
}

const daysOf = ({ from, until }: PeriodJson): Days => ({ from: dateOfDay(from), until: dateOfDay(until) });

function licenceOf({ grant, terminated_on: on }: LicenceJson): Licence {
  const { id, window, guarantee, ...same } = grant;
  return {
    ...same,
    licence: id,
    window: daysOf(window),
    guarantee: guarantee.map(({ due, amount }) => ({ due: dateOfDay(due), amount: BigInt(amount) })),
    terminatedOn: on == null ? undefined : dateOfDay(on),
  };
}

function availOf({ territory, medium, state }: AvailRow): Avail {
  if ("free" in state) return { territory, medium, held: undefined };
  const { licence, exclusive, window, others } = state.held;
  return { territory, medium, held: { licence, exclusive, window: daysOf(window), others } };
}

function reportOf(json: ReportResponse): Report {
  const { report, licence, period, time, verifications } = json;
  return {
    report,
    licence,
    period: daysOf(period),
    gross: BigInt(json.gross),
    deductions: BigInt(json.deductions),
    net: BigInt(json.net),
    statementSha256: json.statement_sha256,
    reference: json.reference ?? undefined,
    time: dateOf(time),
    corrects: json.corrects ?? undefined,
    correctedBy: json.corrected_by ?? undefined,
    verifications: verifications.map(({ report_sha256: reportSha256, verifier, time: added }) => ({
      reportSha256,
      verifier,
      time: dateOf(added),
    })),
  };
}

function reconciliationOf(json: ReconciliationResponse): Reconciliation {
  const { licence, reports, payments, reported, paid, unpaid, unreported, open_disputes: openDisputes } = json;
  return {
    licence,
    reports,
    payments,
    openDisputes,
    reported: BigInt(reported),
    paid: BigInt(paid),
    unpaid: BigInt(unpaid),
    unreported: BigInt(unreported),
  };
}
