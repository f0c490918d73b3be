/**
 * A film as a dApp meets it.
 *
 * @module
 */

import {
  allParties,
  allTiers,
  findLines,
  readStatement,
  readTotals,
  type Statement,
  type StatementLine,
  type Tier,
  type Totals,
} from "./account.js";
import { Agreements } from "./agreements.js";
import { guardReads, type ReadingClient, type SearchingClient, type WithEvents } from "./chain.js";
import { BacklotError } from "./errors.js";
import { allEntries, allReceipts, type Entry, type Receipt } from "./entries.js";
import { readEvent, type EventOf, type EventType } from "./events.js";
import { AgreementsQueryClient } from "./generated/Agreements.client.js";
import { CollectionQueryClient } from "./generated/Collection.client.js";
import type { BacklotEvent } from "./generated/events.js";
import { InterchangeQueryClient } from "./generated/Interchange.client.js";
import { LicencesQueryClient } from "./generated/Licences.client.js";
import { ReturnsQueryClient } from "./generated/Returns.client.js";
import { RightsQueryClient } from "./generated/Rights.client.js";
import type { HolderResponse } from "./generated/Rights.types.js";
import { StudioQueryClient } from "./generated/Studio.client.js";
import type { Film as FilmJson } from "./generated/Studio.types.js";
import { creditPages, flattened, holderPages, type Credit, type Holder, type HoldersOptions } from "./ledger.js";
import { Licences } from "./licences.js";
import { readRails, type Rails } from "./rails.js";
import { allRuns, presentRun, runOf, watchRuns, type Run, type WatchOptions } from "./runs.js";
import { dateOf, dateOrNone } from "./values.js";
import { explain, type WhyNotPaid } from "./why.js";

/** A client that a film can be read with. Searching is asked for by {@link Film.statementLines} only. */
export type FilmClient = ReadingClient & Partial<SearchingClient>;

/** Addresses of a film's contracts. */
export interface FilmAddresses {
  /** The studio that made it. */
  readonly studio: string;
  /** Token series, by number. */
  readonly rights: readonly string[];
  /** What the parties agreed; films made before 0.3 have it in their collection account. */
  readonly agreements: string | undefined;
  /** Collection account. */
  readonly collection: string;
  /** Licences on it; films made before 0.3 have none. */
  readonly licences: string | undefined;
  /** Distribution runs. */
  readonly returns: string;
  /** Who pays wallets; one a studio. */
  readonly interchange: string;
}

/** The generated query clients of a film's contracts: for what {@link Film} has no method for. */
export interface FilmContracts {
  /** The studio that made it. */
  readonly studio: StudioQueryClient;
  /** Token series, by number. */
  readonly rights: readonly RightsQueryClient[];
  /** What the parties agreed; films made before 0.3 have none. */
  readonly agreements: AgreementsQueryClient | undefined;
  /** Collection account. */
  readonly collection: CollectionQueryClient;
  /** Licences; films made before 0.3 have none. */
  readonly licences: LicencesQueryClient | undefined;
  /** Distribution runs. */
  readonly returns: ReturnsQueryClient;
  /** Who pays wallets. */
  readonly interchange: InterchangeQueryClient;
}

/** What anyone could do for the film now. */
export interface Work {
  /** Series whose run is due. */
  readonly trigger: readonly number[];
  /** Runs to advance; as `SigningFilm.advance` takes them. */
  readonly advance: readonly { readonly run: number; readonly cursor: number; readonly pages: number }[];
  /** Runs whose freeze has expired. */
  readonly expire: readonly number[];
  /** Credits to deliver, a range of pages each; as `SigningFilm.deliver` takes them. */
  readonly deliver: readonly {
    readonly series: number;
    readonly firstPage: number;
    readonly pages: number;
    readonly amount: bigint;
  }[];
}

/**
 * A film. Every method asks the chain anew and keeps nothing.
 *
 * Amounts are `bigint`: base units of the film's denom, or of the token where they are called units. A refusal of a
 * contract is thrown as {@link BacklotError}, everything else as CosmJS throws it.
 */
export class Film {
  /** Its id in the studio. */
  readonly id: string;
  /** Title. */
  readonly title: string;
  /** The one denom its money is in. */
  readonly denom: string;
  /** Made. */
  readonly created: Date;
  /** Closed, if it is. It goes on paying what it owes. */
  readonly closed: Date | undefined;
  /** Its contracts. */
  readonly addresses: FilmAddresses;
  /** Query clients of its contracts. */
  readonly contracts: FilmContracts;
  /** What its parties agreed, version after version; films made before 0.3 have none. */
  readonly agreements: Agreements | undefined;
  /** Licences on it; films made before 0.3 have none. */
  readonly licences: Licences | undefined;

  readonly #client: FilmClient;
  readonly #reads: ReadingClient;

  /** Use {@link Film.open}; this takes what the studio's registry says. */
  constructor(client: FilmClient, studio: string, record: FilmJson) {
    const { film, title, denom, created, closed, interchange, addresses } = record;
    this.#client = client;
    this.#reads = guardReads(client);
    this.id = film;
    this.title = title;
    this.denom = denom;
    this.created = dateOf(created);
    this.closed = dateOrNone(closed);
    const { rights, collection, returns } = addresses;
    const agreements = addresses.agreements ?? undefined;
    const licences = addresses.licences ?? undefined;
    this.addresses = { studio, rights, agreements, collection, licences, returns, interchange };
    this.contracts = {
      studio: new StudioQueryClient(this.#reads, studio),
      rights: rights.map((series) => new RightsQueryClient(this.#reads, series)),
      agreements: agreements === undefined ? undefined : new AgreementsQueryClient(this.#reads, agreements),
      collection: new CollectionQueryClient(this.#reads, collection),
      licences: licences === undefined ? undefined : new LicencesQueryClient(this.#reads, licences),
      returns: new ReturnsQueryClient(this.#reads, returns),
      interchange: new InterchangeQueryClient(this.#reads, interchange),
    };
    this.agreements = this.contracts.agreements && new Agreements(this.contracts.agreements);
    this.licences = this.contracts.licences && new Licences(this.contracts.licences);
  }

  /**
   * Finds a film in its studio's registry. Throws {@link BacklotError} `studio.film` where there is none of this id.
   *
   * @param client `CosmWasmClient` or `SigningCosmWasmClient` of CosmJS.
   * @param studio Address of the studio.
   * @param id The film's id in it.
   */
  static async open(client: FilmClient, studio: string, id: string): Promise<Film> {
    return new Film(client, studio, await new StudioQueryClient(guardReads(client), studio).film({ film: id }));
  }

  /** Holders of a series, one by one, in the order of their indices: those with units, or everyone who ever had. */
  holders(options: HoldersOptions & { readonly series?: number } = {}): AsyncGenerator<Holder, void, undefined> {
    return flattened(this.holderPages(options));
  }

  /** The same, up to 32 at a time: one page of the ledger. */
  holderPages(options: HoldersOptions & { readonly series?: number } = {}): AsyncGenerator<Holder[], void, undefined> {
    return holderPages(this.#reads, this.#rights(options.series ?? 0).contractAddress, options);
  }

  /** One wallet's place in a series: units, freezes, attestation, as the contract answers. */
  holder(wallet: string, series = 0): Promise<HolderResponse> {
    return this.#rights(series).holder({ wallet });
  }

  /** Credits of a series that nobody has delivered yet, one by one, in the order of the indices. */
  credits(series = 0): AsyncGenerator<Credit, void, undefined> {
    return flattened(creditPages(this.#reads, this.addresses.returns, series, this.#rights(series).contractAddress));
  }

  /** What a wallet is credited in a series and has not been delivered. */
  async credit(wallet: string, series = 0): Promise<bigint> {
    return BigInt(await this.contracts.returns.credit({ series, wallet }));
  }

  /** Where a wallet's money stands on the rail that pays it. */
  rails(wallet: string): Promise<Rails> {
    const { rights, returns, interchange } = this.contracts;
    return readRails(returns, interchange, rights.length, wallet);
  }

  /** Why a wallet has not (yet) been paid: typed reasons, the most pressing first, each with a sentence for people. */
  async whyNotPaid(wallet: string): Promise<WhyNotPaid> {
    const { denom } = this;
    const { rights, returns, interchange } = this.contracts;
    const [parked, series, parties] = await Promise.all([
      interchange.whyNotPaid({ wallet, denom }),
      Promise.all([...rights.keys()].map((number) => returns.whyNotPaid({ series: number, wallet }))),
      this.parties(),
    ]);
    return explain({ wallet, denom, now: new Date(), parked, series, parties });
  }

  /** Runs of all series by number, those after `after`. */
  runs(after = 0): AsyncGenerator<Run, void, undefined> {
    return allRuns(this.contracts.returns, after);
  }

  /** One run. Throws {@link BacklotError} `returns.run` where there is none of this number. */
  async run(run: number): Promise<Run> {
    return runOf(await this.contracts.returns.run({ run }));
  }

  /** The run of a series that is under way, and how far it is. */
  progress(series = 0): Promise<Run | undefined> {
    return presentRun(this.contracts.returns, series);
  }

  /** Yields a series' run whenever it has moved, until it is settled or expired. Waits for one if none is under way. */
  watch(options: WatchOptions = {}): AsyncGenerator<Run, void, undefined> {
    return watchRuns(this.contracts.returns, options);
  }

  /** What anyone could do for the film's runs now. In the collection account it is the parties with `owed` above zero. */
  async work(): Promise<Work> {
    const { trigger, advance, expire, deliver } = await this.contracts.returns.work();
    return {
      trigger,
      expire,
      advance: advance.map(({ run, cursor, pages_left }) => ({ run, cursor, pages: pages_left })),
      deliver: deliver.map(({ series, first_page, end_page, amount }) => ({
        series,
        firstPage: first_page,
        pages: end_page - first_page,
        amount: BigInt(amount),
      })),
    };
  }

  /** Totals of the collection account. */
  totals(): Promise<Totals> {
    return readTotals(this.contracts.collection);
  }

  /** All parties of the schedule and where they stand. */
  async parties(): Promise<Statement[]> {
    const parties: Statement[] = [];
    for await (const party of allParties(this.contracts.collection)) parties.push(party);
    return parties;
  }

  /** Where one party stands. Throws {@link BacklotError} `collection.party` where there is none of this id. */
  statement(party: string): Promise<Statement> {
    return readStatement(this.contracts.collection, party);
  }

  /**
   * What each receipt gave a party, by receipt number, found by events. Whole where the sum is the statement's `credited`:
   * a node that keeps a short index only knows the last ones. Throws `TypeError` where the client cannot search.
   */
  async statementLines(party: string): Promise<StatementLine[]> {
    const { searchTx } = this.#client;
    if (searchTx === undefined) throw new TypeError("this client has no searchTx");
    return findLines({ searchTx: searchTx.bind(this.#client) }, this.addresses.collection, party);
  }

  /** Tiers of the schedule, over all tables, and how far they are. */
  async tiers(): Promise<Tier[]> {
    const tiers: Tier[] = [];
    for await (const tier of allTiers(this.contracts.collection)) tiers.push(tier);
    return tiers;
  }

  /** All that ever moved the account's books, by number, those after number `after`. In a film made before 0.3: receipts. */
  entries(after = 0): AsyncGenerator<Entry, void, undefined> {
    return allEntries(this.contracts.collection, this.addresses.agreements === undefined, after);
  }

  /** The receipts among the entries, those after number `after`. */
  receipts(after = 0): AsyncGenerator<Receipt, void, undefined> {
    return allReceipts(this.entries(after));
  }

  /**
   * The typed events of the film's own contracts (its interchange and studio too) in a transaction, in order; of one
   * type only where `type` is given. Events of any other contract are left out, whatever they call themselves.
   */
  eventsOf(tx: WithEvents): BacklotEvent[];
  /** {@inheritDoc Film.eventsOf} */
  eventsOf<Type extends EventType>(tx: WithEvents, type: Type): EventOf<Type>[];
  eventsOf(tx: WithEvents, type?: EventType): BacklotEvent[] {
    const { studio, rights, agreements, collection, licences, returns, interchange } = this.addresses;
    const all = [studio, ...rights, agreements, collection, licences, returns, interchange];
    const speakers = all.filter((contract) => contract !== undefined);
    return tx.events.flatMap((event) => {
      const speaker = speakers.find((contract) => readEvent(event, contract) !== undefined);
      const read = speaker === undefined ? undefined : readEvent(event, speaker);
      return read === undefined || (type !== undefined && read.type !== type) ? [] : [read];
    });
  }

  #rights(series: number): RightsQueryClient {
    const found = this.contracts.rights[series];
    if (found === undefined) throw new BacklotError("returns.series", `the film has no series ${series}`);
    return found;
  }
}
