/**
 * A film with somebody who signs: what a dApp writes.
 *
 * @module
 */

import {
  guardReads,
  guardWrites,
  type Coin,
  type ExecuteResult,
  type SearchingClient,
  type SigningClient,
  type StdFee,
} from "./chain.js";
import { encodeAgreement } from "./agreements.js";
import { BacklotError } from "./errors.js";
import { Film } from "./film.js";
import type { Agreement } from "./generated/Agreement.types.js";
import { AgreementsClient } from "./generated/Agreements.client.js";
import { CollectionClient } from "./generated/Collection.client.js";
import type { BacklotEvent } from "./generated/events.js";
import { InterchangeClient } from "./generated/Interchange.client.js";
import { LicencesClient } from "./generated/Licences.client.js";
import { ReturnsClient } from "./generated/Returns.client.js";
import { StudioQueryClient } from "./generated/Studio.client.js";
import type { Film as FilmJson } from "./generated/Studio.types.js";
import type { Days } from "./licences.js";
import { coinOf, dayOf, nanosecondsOf } from "./values.js";

/** How transactions are sent. */
export interface SendOptions {
  /** `auto` (simulated, at the client's gas price) if not given; a number multiplies what the simulation used. */
  readonly fee?: StdFee | "auto" | number;
  /** Public, with every transaction. */
  readonly memo?: string;
}

/** A transaction that went through. */
export interface Sent {
  /** Upper-case hex. */
  readonly hash: string;
  /** Block. */
  readonly height: number;
  /** Gas it used. */
  readonly gasUsed: bigint;
  /** What the film's contracts said. */
  readonly events: readonly BacklotEvent[];
  /** All of it, as CosmJS answers. */
  readonly result: ExecuteResult;
}

/** What a licensee declares of a period, in base units of the film's denom. */
export interface NewReport {
  /** Its licence. */
  readonly licence: string;
  /** Days. */
  readonly period: Days;
  /** Gross. */
  readonly gross: bigint;
  /** Deductions; the net is gross less these. */
  readonly deductions: bigint;
  /** Hash of the statement on paper: 64 lower-case hex digits. */
  readonly statementSha256: string;
  /** Reference, at most 280 bytes. */
  readonly reference?: string;
  /** The report it replaces. */
  readonly corrects?: number;
}

/** A client that signs, and may search. */
export type SigningFilmClient = SigningClient & Partial<SearchingClient>;

/**
 * A film and a sender. Every method is one message; it resolves when a block has it. A refusal of a contract is thrown as
 * `BacklotError`, everything else (fees, sequences, a lost connection) as CosmJS throws it. After a lost connection look
 * for the transaction before sending again; `advance`, `trigger`, `deliver` and `retry` are safe to repeat: what was done
 * is refused.
 */
export class SigningFilm extends Film {
  /** Who signs. */
  readonly sender: string;

  readonly #agreements: AgreementsClient | undefined;
  readonly #collection: CollectionClient;
  readonly #licences: LicencesClient | undefined;
  readonly #returns: ReturnsClient;
  readonly #interchange: InterchangeClient;
  readonly #options: SendOptions;

  /** Use {@link SigningFilm.signedBy}; this takes what the studio's registry says. */
  constructor(client: SigningFilmClient, sender: string, studio: string, record: FilmJson, options: SendOptions = {}) {
    super(client, studio, record);
    const signs = guardWrites(client);
    this.sender = sender;
    const { agreements, licences } = this.addresses;
    this.#agreements = agreements === undefined ? undefined : new AgreementsClient(signs, sender, agreements);
    this.#collection = new CollectionClient(signs, sender, this.addresses.collection);
    this.#licences = licences === undefined ? undefined : new LicencesClient(signs, sender, licences);
    this.#returns = new ReturnsClient(signs, sender, this.addresses.returns);
    this.#interchange = new InterchangeClient(signs, sender, this.addresses.interchange);
    this.#options = options;
  }

  /**
   * Finds a film in its studio's registry, to act on it as `sender`. Throws `BacklotError` `studio.film` where there is
   * none of this id.
   *
   * @param client `SigningCosmWasmClient` of CosmJS, with a gas price for automatic fees.
   * @param sender An address that the client's signer has the key of.
   * @param studio Address of the studio.
   * @param id The film's id in it.
   * @param options Fee and memo of every transaction.
   */
  static async signedBy(
    client: SigningFilmClient,
    sender: string,
    studio: string,
    id: string,
    options: SendOptions = {},
  ): Promise<SigningFilm> {
    const record = await new StudioQueryClient(guardReads(client), studio).film({ film: id });
    return new SigningFilm(client, sender, studio, record, options);
  }

  /**
   * Pays a receipt in; it runs through the schedule at once.
   *
   * @param source A declared source. Another throws `collection.source`.
   * @param coins Base units of the film's denom; or a coin, and one of another denom throws `funds.denom`.
   * @param reference The payer's own, at most 280 bytes.
   */
  receive(source: string, coins: bigint | Coin, reference?: string): Promise<Sent> {
    const message = { source, ...given({ reference }) };
    return this.#sent(this.#collection.receive(message, this.#fee, this.#options.memo, [coinOf(coins, this.denom)]));
  }

  /** Pays out what these parties are credited, all of them if none are given; a series' share fills its pot. */
  deliverParties(parties: readonly string[] = []): Promise<Sent> {
    return this.#sent(this.#collection.deliver({ parties: [...parties] }, this.#fee, this.#options.memo));
  }

  /**
   * Proposes another agreement, for the owner: a deadline from an hour to a year ahead. Throws
   * `agreements.proposal_open` where one is open, `engine.schedule` where it cannot be.
   */
  propose(agreement: Agreement, deadline: Date, reference?: string): Promise<Sent> {
    const message = {
      agreement: encodeAgreement(agreement),
      deadline: nanosecondsOf(deadline),
      ...given({ reference }),
    };
    return this.#sent(this.#ofAgreements().propose(message, this.#fee, this.#options.memo));
  }

  /** Consents to the open proposal for parties that the sender speaks for, or (false) takes it back. */
  consent(parties: readonly string[], consent = true): Promise<Sent> {
    const message = { parties: [...parties], consent };
    return this.#sent(this.#ofAgreements().consent(message, this.#fee, this.#options.memo));
  }

  /** Puts the open proposal into force. Throws `agreements.consent` where somebody's is missing. */
  adopt(): Promise<Sent> {
    return this.#sent(this.#ofAgreements().adopt(this.#fee, this.#options.memo));
  }

  /** Takes the open proposal back, for the owner. */
  withdraw(): Promise<Sent> {
    return this.#sent(this.#ofAgreements().withdraw(this.#fee, this.#options.memo));
  }

  /** Pays for a licence: the money goes to the collection account at once, as a receipt of the licence's source. */
  payLicence(licence: string, coins: bigint | Coin, reference?: string): Promise<Sent> {
    const message = { licence, ...given({ reference }) };
    const funds = [coinOf(coins, this.denom)];
    return this.#sent(this.#ofLicences().pay(message, this.#fee, this.#options.memo, funds));
  }

  /** Declares what a period brought, for the licensee. */
  report({ licence, period, gross, deductions, statementSha256, reference, corrects }: NewReport): Promise<Sent> {
    const message = {
      licence,
      period: { from: dayOf(period.from), until: dayOf(period.until) },
      gross: gross.toString(),
      deductions: deductions.toString(),
      net: (gross - deductions).toString(),
      statementSha256,
      ...given({ reference, corrects }),
    };
    return this.#sent(this.#ofLicences().report(message, this.#fee, this.#options.memo));
  }

  /** Starts a series' run. Throws `returns.not_due` or `returns.busy` where none may start. */
  trigger(series = 0): Promise<Sent> {
    return this.#sent(this.#returns.trigger({ series }, this.#fee, this.#options.memo));
  }

  /**
   * Credits the next pages of a run, 128 holders each, at most 200 pages. Throws `returns.cursor` where the run stands
   * elsewhere: somebody did it already. `work().advance` has what this takes.
   */
  advance({
    run,
    cursor,
    pages,
  }: {
    readonly run: number;
    readonly cursor: number;
    readonly pages: number;
  }): Promise<Sent> {
    const message = { run, expectedCursor: cursor, pages: Math.min(pages, MOST_PAGES) };
    return this.#sent(this.#returns.advance(message, this.#fee, this.#options.memo));
  }

  /** Ends a run whose freeze has expired: what it had not credited goes back to the pot. */
  expire(run: number): Promise<Sent> {
    return this.#sent(this.#returns.expire({ run }, this.#fee, this.#options.memo));
  }

  /**
   * Hands credits on to the wallets: whole credit pages from `firstPage`, as many of `pages` as make at most 1,024
   * payments. Throws `returns.nothing_to_deliver` where there are none. `work().deliver` has what this takes.
   */
  deliver({
    series,
    firstPage,
    pages,
  }: {
    readonly series: number;
    readonly firstPage: number;
    readonly pages: number;
  }): Promise<Sent> {
    const message = { series, firstPage, pages: Math.min(pages, MOST_PAGES) };
    return this.#sent(this.#returns.deliver(message, this.#fee, this.#options.memo));
  }

  /** Tries a parked payment again. Throws `interchange.not_parked` where there is none. The denom is the film's if not given. */
  retry(wallet: string, denom = this.denom): Promise<Sent> {
    return this.#sent(this.#interchange.retry({ wallet, denom }, this.#fee, this.#options.memo));
  }

  /** Has the sender's own parked coins sent to another wallet. The denom is the film's if not given. */
  redirect(to: string, denom = this.denom): Promise<Sent> {
    return this.#sent(this.#interchange.redirect({ denom, to }, this.#fee, this.#options.memo));
  }

  #ofAgreements(): AgreementsClient {
    if (this.#agreements === undefined) throw missing("agreements");
    return this.#agreements;
  }

  #ofLicences(): LicencesClient {
    if (this.#licences === undefined) throw missing("licences");
    return this.#licences;
  }

  get #fee(): StdFee | "auto" | number {
    return this.#options.fee ?? "auto";
  }

  async #sent(answer: Promise<ExecuteResult>): Promise<Sent> {
    const result = await answer;
    const { transactionHash: hash, height, gasUsed } = result;
    return { hash, height, gasUsed, events: this.eventsOf(result), result };
  }
}

/** Credit pages that one message may name. */
const MOST_PAGES = 200;

/** Films made before 0.3 have neither agreements nor licences. */
const missing = (what: string) => new BacklotError("studio.missing", `the film has no ${what}: it was made before 0.3`);

/** What there is of some fields. */
function given<T extends { readonly [name: string]: unknown }>(fields: T): { [Name in keyof T]?: T[Name] & {} } {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as {
    [Name in keyof T]?: T[Name] & {};
  };
}
