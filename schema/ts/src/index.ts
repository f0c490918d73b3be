/**
 * The typed client of Backlot.
 *
 * {@link Film} reads a film and {@link SigningFilm} acts on it; {@link eventsOf} and {@link BacklotError} make events and
 * refusals data. Beneath lie the clients generated from the contracts' JSON schema.
 *
 * @packageDocumentation
 */

export { Film } from "./film.js";
export type { FilmAddresses, FilmClient, FilmContracts, Work } from "./film.js";
export type { Rails } from "./rails.js";
export { SigningFilm } from "./signing.js";
export type { SendOptions, Sent, SigningFilmClient } from "./signing.js";

export { BacklotError, asBacklotError, isBacklotError, isErrorCode, parseError } from "./errors.js";
export { ERROR_MEANINGS } from "./generated/codes.js";
export type { ErrorCode } from "./generated/codes.js";
export { eventsOf, isEventType, readEvent } from "./events.js";
export type { EventOf, EventType } from "./events.js";
export { EVENT_SHAPES } from "./generated/events.js";
export type * from "./generated/events.js";
export { explain } from "./why.js";
export type { Findings, ParkedPayment, Reason, ReasonKind, WhyNotPaid } from "./why.js";

export type { Receipt, Statement, StatementLine, Totals } from "./account.js";
export { creditPages, holderPages, readHead } from "./ledger.js";
export type { Credit, Holder, HoldersOptions } from "./ledger.js";
export type { Run, WatchOptions } from "./runs.js";
export { dateOf, grouped, written } from "./values.js";

export {
  CREDIT_PAGE,
  LedgerError,
  RIGHTS_PAGE,
  decodeAddresses,
  decodeAmounts,
  decodeHead,
  encodeAmounts,
  takeVarint,
} from "./pages.js";
export type { LedgerFault, LedgerHead } from "./pages.js";
export {
  addressPageKey,
  creditPageKey,
  humanize,
  indexKey,
  ledgerHeadKey,
  prefixOf,
  runFreezeKey,
  sortKey,
  unitsPageKey,
} from "./keys.js";

export { guardReads, guardWrites } from "./chain.js";
export type {
  ChainEvent,
  Coin,
  ExecuteResult,
  FoundTx,
  ICosmWasmClient,
  ISigningCosmWasmClient,
  ReadingClient,
  SearchingClient,
  SigningClient,
  StdFee,
  WithEvents,
} from "./chain.js";

export { CollectionClient, CollectionQueryClient } from "./generated/Collection.client.js";
export { InterchangeClient, InterchangeQueryClient } from "./generated/Interchange.client.js";
export { ReturnsClient, ReturnsQueryClient } from "./generated/Returns.client.js";
export { RightsClient, RightsQueryClient } from "./generated/Rights.client.js";
export { StudioClient, StudioQueryClient } from "./generated/Studio.client.js";
export type * as CollectionTypes from "./generated/Collection.types.js";
export type * as InterchangeTypes from "./generated/Interchange.types.js";
export type * as ReturnsTypes from "./generated/Returns.types.js";
export type * as RightsTypes from "./generated/Rights.types.js";
export type * as StudioTypes from "./generated/Studio.types.js";
