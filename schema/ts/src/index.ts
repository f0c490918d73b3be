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

export type { Statement, StatementLine, Tier, TierShare, Totals } from "./account.js";
export { Agreements, decodeAgreement, encodeAgreement } from "./agreements.js";
export type { AgreedVersion, Proposal, Version } from "./agreements.js";
export type { Booked, Entry, Receipt } from "./entries.js";
export { Licences } from "./licences.js";
export type {
  Avail,
  Days,
  Entitled,
  Entitlement,
  GuaranteeBalance,
  Holding,
  Licence,
  Reconciliation,
  Report,
} from "./licences.js";
export { creditPages, holderPages, readHead } from "./ledger.js";
export type { Credit, Holder, HoldersOptions } from "./ledger.js";
export type { Run, WatchOptions } from "./runs.js";
export { dateOf, dateOfDay, dayOf, grouped, written } from "./values.js";

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

export type { Agreement } from "./generated/Agreement.types.js";
export { AgreementsClient, AgreementsQueryClient } from "./generated/Agreements.client.js";
export { CollectionClient, CollectionQueryClient } from "./generated/Collection.client.js";
export { EngineClient, EngineQueryClient } from "./generated/Engine.client.js";
export { InterchangeClient, InterchangeQueryClient } from "./generated/Interchange.client.js";
export { LicencesClient, LicencesQueryClient } from "./generated/Licences.client.js";
export { ReturnsClient, ReturnsQueryClient } from "./generated/Returns.client.js";
export { RightsClient, RightsQueryClient } from "./generated/Rights.client.js";
export { StudioClient, StudioQueryClient } from "./generated/Studio.client.js";
export type * as AgreementTypes from "./generated/Agreement.types.js";
export type * as AgreementsTypes from "./generated/Agreements.types.js";
export type * as CollectionTypes from "./generated/Collection.types.js";
export type * as EngineTypes from "./generated/Engine.types.js";
export type * as InterchangeTypes from "./generated/Interchange.types.js";
export type * as LicencesTypes from "./generated/Licences.types.js";
export type * as ReturnsTypes from "./generated/Returns.types.js";
export type * as RightsTypes from "./generated/Rights.types.js";
export type * as StudioTypes from "./generated/Studio.types.js";
