// Made from events.json by `npm run generate`. Edit packages/api, not this file.

/** What every typed event has. */
export interface Emitted<Type extends string> {
  /** Its type, without the chain's `wasm-`. */
  readonly type: Type;
  /** The contract that emitted it, as the chain says. */
  readonly contract: string;
}

/** A studio was made, and its interchange and engine with it. */
export interface StudioOpened extends Emitted<"studio_opened"> {
  /** Its owner. */
  readonly owner: string;
  /** Its interchange. */
  readonly interchange: string;
  /** Its engine. */
  readonly engine: string;
}

/** Code was named for a kind. */
export interface StudioCodeSet extends Emitted<"studio_code_set"> {
  /** Kind. */
  readonly kind: string;
  /** Code id. */
  readonly code_id: number;
  /** Version it was built as. */
  readonly version: string;
}

/** Contracts of a film went to the current code of their kind. */
export interface StudioFilmMigrated extends Emitted<"studio_film_migrated"> {
  /** Film; empty for the kinds that are one a studio. */
  readonly film: string;
  /** Kind. */
  readonly kind: string;
  /** Code id. */
  readonly code_id: number;
}

/** Making films was stopped or resumed. */
export interface StudioPauseSet extends Emitted<"studio_pause_set"> {
  /** Stopped. */
  readonly paused: boolean;
}

/** A step of handing the ownership over. */
export interface StudioOwnershipUpdated extends Emitted<"studio_ownership_updated"> {
  /** Owner after it. */
  readonly owner: string;
  /** Who may accept; empty: nobody. */
  readonly pending: string;
}

/** A film was made. */
export interface StudioFilmCreated extends Emitted<"studio_film_created"> {
  /** Film. */
  readonly film: string;
  /** Series, joined by commas. */
  readonly rights: string;
  /** What its parties agreed. */
  readonly agreements: string;
  /** Collection account. */
  readonly collection: string;
  /** Licences on it. */
  readonly licences: string;
  /** Returns. */
  readonly returns: string;
}

/** Coins that nobody is owed were sent on. */
export interface StudioSwept extends Emitted<"studio_swept"> {
  /** Denom. */
  readonly denom: string;
  /** Amount. */
  readonly amount: bigint;
  /** To whom. */
  readonly to: string;
}

/** A film was closed. */
export interface StudioFilmClosed extends Emitted<"studio_film_closed"> {
  /** Film. */
  readonly film: string;
}

/** The series was made. */
export interface RightsCreated extends Emitted<"rights_created"> {
  /** Ticker. */
  readonly symbol: string;
  /** Owner. */
  readonly owner: string;
  /** First holders. */
  readonly holders: number;
  /** First supply. */
  readonly supply: bigint;
}

/** Units moved; `from` or `to` is `-` for a mint or a burn. */
export interface RightsMoved extends Emitted<"rights_moved"> {
  /** Old holder. */
  readonly from: string;
  /** New holder. */
  readonly to: string;
  /** Who asked: the holder, a spender, or the minter. */
  readonly by: string;
  /** How many units. */
  readonly units: bigint;
}

/** A batch was issued. */
export interface RightsIssued extends Emitted<"rights_issued"> {
  /** First and last address are in the message; this many wallets. */
  readonly holders: number;
  /** Sum of units. */
  readonly units: bigint;
  /** Supply after it. */
  readonly supply: bigint;
}

/** An owner changed an allowance. What a spender uses shows in `RightsMoved`. */
export interface RightsAllowanceSet extends Emitted<"rights_allowance_set"> {
  /** Owner of the units. */
  readonly owner: string;
  /** Who may move them. */
  readonly spender: string;
  /** Up to this many from now on. */
  readonly units: bigint;
  /** Until when, as cw20 words it. */
  readonly expires: string;
}

/** The minter's role was handed on, or ended. */
export interface RightsMinterSet extends Emitted<"rights_minter_set"> {
  /** New minter; `-`: nobody, ever. */
  readonly minter: string;
}

/** Marketing data changed. */
export interface RightsMarketingSet extends Emitted<"rights_marketing_set"> {
  /** Who may change it now; `-`: nobody. */
  readonly marketing: string;
}

/** The logo changed. */
export interface RightsLogoSet extends Emitted<"rights_logo_set"> {
  /** `url` or `embedded`. */
  readonly kind: string;
}

/** The transfer rules were replaced. `-` for a rule that does not apply. */
export interface RightsRulesSet extends Emitted<"rights_rules_set"> {
  /** Attestors, joined by commas. */
  readonly attestors: string;
  /** Seconds since 1970. */
  readonly locked_until: string;
  /** Wallets. */
  readonly max_holders: string;
  /** Units. */
  readonly max_units: string;
  /** Units. */
  readonly min_units: string;
}

/** Wallets were attested; they are named in the message. */
export interface RightsAttested extends Emitted<"rights_attested"> {
  /** By whom. */
  readonly attestor: string;
  /** How many. */
  readonly wallets: number;
  /** Until, in seconds since 1970. */
  readonly expires: number;
}

/** Attestations were taken back; the wallets are named in the message. */
export interface RightsRevoked extends Emitted<"rights_revoked"> {
  /** By whom. */
  readonly attestor: string;
  /** How many. */
  readonly wallets: number;
}

/** Coins that nobody is owed were sent on. */
export interface RightsSwept extends Emitted<"rights_swept"> {
  /** Denom. */
  readonly denom: string;
  /** Amount. */
  readonly amount: bigint;
  /** To whom. */
  readonly to: string;
}

/** A run froze its wallets. */
export interface RightsRunFrozen extends Emitted<"rights_run_frozen"> {
  /** Run. */
  readonly run: number;
  /** Indices below this. */
  readonly holders: number;
  /** Until, in seconds since 1970. */
  readonly expires: number;
}

/** A run thawed the wallets it passed. */
export interface RightsRunThawed extends Emitted<"rights_run_thawed"> {
  /** Run. */
  readonly run: number;
  /** Indices below this are free. */
  readonly cursor: number;
}

/** The officer froze a wallet. */
export interface RightsWalletFrozen extends Emitted<"rights_wallet_frozen"> {
  /** Wallet. */
  readonly wallet: string;
  /** How many units; `-`: the whole wallet. */
  readonly units: string;
  /** Why. */
  readonly reason: string;
  /** Until, in seconds since 1970; `-`: until lifted. */
  readonly expires: string;
}

/** The officer lifted a freeze. */
export interface RightsWalletUnfrozen extends Emitted<"rights_wallet_unfrozen"> {
  /** Wallet. */
  readonly wallet: string;
}

/** The compliance officer was named. */
export interface RightsComplianceSet extends Emitted<"rights_compliance_set"> {
  /** Officer; `-`: the owner. */
  readonly officer: string;
}

/** A recovery began. */
export interface RightsRecoveryProposed extends Emitted<"rights_recovery_proposed"> {
  /** The wallet that is said to be lost. */
  readonly lost: string;
  /** The wallet that would take its place. */
  readonly replacement: string;
  /** In seconds since 1970. */
  readonly executable_at: number;
}

/** A recovery ended without effect. */
export interface RightsRecoveryEnded extends Emitted<"rights_recovery_ended"> {
  /** The wallet that was said to be lost. */
  readonly lost: string;
  /** The wallet that will not take its place. */
  readonly replacement: string;
  /** Who ended it: the lost wallet by objecting, or the owner. */
  readonly by: string;
}

/** A wallet took the place of a lost one: units, freezes, credits. */
export interface RightsRecovered extends Emitted<"rights_recovered"> {
  /** The lost wallet. */
  readonly lost: string;
  /** The new one. */
  readonly replacement: string;
  /** The place. */
  readonly index: number;
  /** Units in it. */
  readonly units: bigint;
}

/** Movement was stopped or resumed. */
export interface RightsPaused extends Emitted<"rights_paused"> {
  /** Stopped. */
  readonly paused: boolean;
}

/** A record date was set. */
export interface RightsRecordDateSet extends Emitted<"rights_record_date_set"> {
  /** Its number. */
  readonly record: number;
  /** In seconds since 1970. */
  readonly at: number;
  /** What it is for; `-`: not said. */
  readonly note: string;
}

/** A hand-over of ownership went a step on. */
export interface RightsOwnershipUpdated extends Emitted<"rights_ownership_updated"> {
  /** Owner now. */
  readonly owner: string;
  /** Who may accept; `-`: nobody. */
  readonly pending: string;
}

/** The contract moved to new code. */
export interface RightsMigrated extends Emitted<"rights_migrated"> {
  /** Version now. */
  readonly version: string;
}

/** A surplus went to the admin. */
export interface EngineSwept extends Emitted<"engine_swept"> {
  /** The admin. */
  readonly to: string;
  /** Amount. */
  readonly amount: bigint;
  /** Denom. */
  readonly denom: string;
}

/** A version was proposed. */
export interface AgreementsProposed extends Emitted<"agreements_proposed"> {
  /** The number that it would have. */
  readonly version: number;
  /** Parties that can get less, separated by commas. */
  readonly falls: string;
}

/** A party consented or took it back. */
export interface AgreementsConsented extends Emitted<"agreements_consented"> {
  /** Party. */
  readonly party: string;
  /** Consents. */
  readonly consent: boolean;
}

/** A version is in force. */
export interface AgreementsAdopted extends Emitted<"agreements_adopted"> {
  /** Number. */
  readonly version: number;
}

/** A proposal was taken back or lapsed. */
export interface AgreementsWithdrawn extends Emitted<"agreements_withdrawn"> {
  /** The number that it would have had. */
  readonly version: number;
}

/** Coins that came by plain bank send were sent on. */
export interface AgreementsSwept extends Emitted<"agreements_swept"> {
  /** Denom. */
  readonly denom: string;
  /** Amount. */
  readonly amount: bigint;
  /** To whom. */
  readonly to: string;
}

/** A hand-over of ownership went one step on. */
export interface AgreementsOwnershipUpdated extends Emitted<"agreements_ownership_updated"> {
  /** Owner. */
  readonly owner: string;
  /** Who may accept; empty where nobody is proposed. */
  readonly pending: string;
}

/** A receipt ran through the schedule, or reserves were released. */
export interface CollectionReceived extends Emitted<"collection_received"> {
  /** Number of the entry. */
  readonly number: number;
  /** Source; empty for a release. */
  readonly source: string;
  /** Gross. */
  readonly amount: bigint;
  /** Taken off the top. */
  readonly deducted: bigint;
  /** Credited to parties, off the top included. */
  readonly credited: bigint;
  /** Held in all after it. */
  readonly held: bigint;
}

/** Expenses were approved. */
export interface CollectionApproved extends Emitted<"collection_approved"> {
  /** Number of the entry. */
  readonly number: number;
  /** Source. */
  readonly source: string;
  /** Whose. */
  readonly party: string;
  /** So much more. */
  readonly amount: bigint;
}

/** A figure was attested. */
export interface CollectionAttested extends Emitted<"collection_attested"> {
  /** Number of the entry. */
  readonly number: number;
  /** Which. */
  readonly figure: string;
  /** As it is now. */
  readonly value: bigint;
}

/** Another version of the agreement is in force. */
export interface CollectionAmended extends Emitted<"collection_amended"> {
  /** Number of the entry. */
  readonly number: number;
  /** Version. */
  readonly version: number;
}

/** A party was credited by a receipt; one event a party. */
export interface CollectionCredited extends Emitted<"collection_credited"> {
  /** Number of the receipt. */
  readonly number: number;
  /** Party. */
  readonly party: string;
  /** Amount. */
  readonly amount: bigint;
}

/** A party was paid out. */
export interface CollectionDelivered extends Emitted<"collection_delivered"> {
  /** Party. */
  readonly party: string;
  /** Amount. */
  readonly amount: bigint;
}

/** Money went into suspense. */
export interface CollectionSuspended extends Emitted<"collection_suspended"> {
  /** Entry. */
  readonly entry: number;
  /** Whose it is. */
  readonly sender: string;
  /** Denom. */
  readonly denom: string;
  /** Amount. */
  readonly amount: bigint;
}

/** Money left suspense as a receipt, whose events follow. */
export interface CollectionAssigned extends Emitted<"collection_assigned"> {
  /** Entry. */
  readonly entry: number;
  /** Number of the receipt it became. */
  readonly number: number;
}

/** Receipts were stopped or resumed. */
export interface CollectionPauseSet extends Emitted<"collection_pause_set"> {
  /** Stopped. */
  readonly paused: boolean;
}

/** A hand-over of ownership went one step on. */
export interface CollectionOwnershipUpdated extends Emitted<"collection_ownership_updated"> {
  /** Owner. */
  readonly owner: string;
  /** Who may accept; empty where nobody is proposed. */
  readonly pending: string;
}

/** Money left suspense, back to its sender. */
export interface CollectionRecovered extends Emitted<"collection_recovered"> {
  /** Entry. */
  readonly entry: number;
  /** To whom. */
  readonly sender: string;
  /** Denom. */
  readonly denom: string;
  /** Amount. */
  readonly amount: bigint;
}

/** A licence was granted. */
export interface LicencesGranted extends Emitted<"licences_granted"> {
  /** Id. */
  readonly licence: string;
  /** Who may exploit the film. */
  readonly licensee: string;
  /** First day. */
  readonly from: number;
  /** First day after. */
  readonly until: number;
  /** Nobody else in its territories and media. */
  readonly exclusive: boolean;
  /** Sum of the instalments. */
  readonly guaranteed: bigint;
}

/** A licence ends before its time. */
export interface LicencesTerminated extends Emitted<"licences_terminated"> {
  /** Id. */
  readonly licence: string;
  /** First day without it. */
  readonly on: number;
}

/** A payment went on to the collection account. */
export interface LicencesPaid extends Emitted<"licences_paid"> {
  /** Licence. */
  readonly licence: string;
  /** Who paid. */
  readonly payer: string;
  /** Amount. */
  readonly amount: bigint;
  /** Paid for the licence in all. */
  readonly paid: bigint;
}

/** A licensee reported. */
export interface LicencesReported extends Emitted<"licences_reported"> {
  /** Number of the report. */
  readonly report: number;
  /** Licence. */
  readonly licence: string;
  /** First day of the period. */
  readonly from: number;
  /** First day after the period. */
  readonly until: number;
  /** Net. */
  readonly net: bigint;
  /** Hash of the statement, hex. */
  readonly statement_sha256: string;
  /** The report it replaces; 0: none. */
  readonly corrects: number;
}

/** A verification was added to a report. */
export interface LicencesVerified extends Emitted<"licences_verified"> {
  /** Number of the report. */
  readonly report: number;
  /** Hash of the verifier's report, hex. */
  readonly report_sha256: string;
  /** Who verified. */
  readonly verifier: string;
}

/** A report was disputed. */
export interface LicencesDisputed extends Emitted<"licences_disputed"> {
  /** Number of the dispute. */
  readonly dispute: number;
  /** Number of the report. */
  readonly report: number;
  /** Who disputes. */
  readonly party: string;
}

/** A dispute was settled. */
export interface LicencesSettled extends Emitted<"licences_settled"> {
  /** Number of the dispute. */
  readonly dispute: number;
  /** The report that settles it; 0: none. */
  readonly by_report: number;
  /** Who settled. */
  readonly settler: string;
}

/** The wallets that may dispute were replaced. */
export interface LicencesVoicesSet extends Emitted<"licences_voices_set"> {
  /** How many there are. */
  readonly voices: number;
}

/** An entitlement was added or replaced. */
export interface LicencesEntitlementSet extends Emitted<"licences_entitlement_set"> {
  /** Id. */
  readonly entitlement: string;
  /** Token series. */
  readonly series: number;
  /** Least units. */
  readonly units: bigint;
  /** Record date. */
  readonly record: number;
}

/** Grants and payments were stopped or resumed. */
export interface LicencesPauseSet extends Emitted<"licences_pause_set"> {
  /** Stopped. */
  readonly paused: boolean;
}

/** Coins that nobody is owed were sent on. */
export interface LicencesSwept extends Emitted<"licences_swept"> {
  /** Denom. */
  readonly denom: string;
  /** Amount. */
  readonly amount: bigint;
  /** To whom. */
  readonly to: string;
}

/** A hand-over of ownership went one step on. */
export interface LicencesOwnershipUpdated extends Emitted<"licences_ownership_updated"> {
  /** Owner. */
  readonly owner: string;
  /** Who may accept; empty where nobody is proposed. */
  readonly pending: string;
}

/** Coins came in for a series. */
export interface ReturnsFunded extends Emitted<"returns_funded"> {
  /** Series. */
  readonly series: number;
  /** Amount. */
  readonly amount: bigint;
  /** Pot after it. */
  readonly pot: bigint;
}

/** A run began. */
export interface ReturnsTriggered extends Emitted<"returns_triggered"> {
  /** Run. */
  readonly run: number;
  /** Series. */
  readonly series: number;
  /** What is shared. */
  readonly pot: bigint;
  /** Supply. */
  readonly supply: bigint;
  /** Slots. */
  readonly holders: number;
  /** Bounty paid to the sender. */
  readonly bounty: bigint;
}

/** A transaction set was written: one credit page. */
export interface ReturnsSet extends Emitted<"returns_set"> {
  /** Run. */
  readonly run: number;
  /** Number of the set in the run, from 0: the credit page. */
  readonly set: number;
  /** First index. */
  readonly first: number;
  /** One past the last index. */
  readonly end: number;
  /** Sum of the credits. */
  readonly amount: bigint;
  /** Hash of the set, hex. */
  readonly hash: string;
}

/** A run is over: everyone is credited. */
export interface ReturnsSettled extends Emitted<"returns_settled"> {
  /** Run. */
  readonly run: number;
  /** Credited in all. */
  readonly credited: bigint;
  /** Units seen; below the supply only where the ledger of `rights` is not whole. */
  readonly units: bigint;
  /** Left by the floors, for the next run. */
  readonly carry: bigint;
  /** Sets. */
  readonly sets: number;
  /** Hash over all sets, hex. */
  readonly hash: string;
}

/** A run ran out of time. */
export interface ReturnsExpired extends Emitted<"returns_expired"> {
  /** Run. */
  readonly run: number;
  /** Credited before. */
  readonly credited: bigint;
  /** Back in the pot. */
  readonly returned: bigint;
}

/** Credits went to the interchange. */
export interface ReturnsDelivered extends Emitted<"returns_delivered"> {
  /** Series. */
  readonly series: number;
  /** First credit page. */
  readonly first_page: number;
  /** Credit pages. */
  readonly pages: number;
  /** Wallets. */
  readonly wallets: number;
  /** Sum. */
  readonly amount: bigint;
}

/** The terms were replaced. */
export interface ReturnsTermsSet extends Emitted<"returns_terms_set"> {
  /** New threshold. */
  readonly threshold: bigint;
  /** New longest freeze, in seconds. */
  readonly freeze: number;
  /** New least seconds between two starts. */
  readonly pause: number;
}

/** New runs were stopped or allowed again. */
export interface ReturnsPaused extends Emitted<"returns_paused"> {
  /** No new runs. */
  readonly paused: boolean;
}

/** A step of handing the ownership over. */
export interface ReturnsOwnershipUpdated extends Emitted<"returns_ownership_updated"> {
  /** Owner after it. */
  readonly owner: string;
  /** Who may accept; empty: nobody. */
  readonly pending: string;
}

/** A set was taken in; all of it was paid but what the same transaction parks. */
export interface InterchangeAccepted extends Emitted<"interchange_accepted"> {
  /** Name of the set. */
  readonly set: string;
  /** Payments in it. */
  readonly payments: number;
  /** Sum. */
  readonly amount: bigint;
  /** Denom. */
  readonly denom: string;
}

/** A payment was parked. */
export interface InterchangeParked extends Emitted<"interchange_parked"> {
  /** Name of the set. */
  readonly set: string;
  /** Whom it is owed to. */
  readonly wallet: string;
  /** Amount. */
  readonly amount: bigint;
  /** Denom. */
  readonly denom: string;
  /** Why. */
  readonly reason: string;
}

/** A surplus went to the admin. */
export interface InterchangeSwept extends Emitted<"interchange_swept"> {
  /** The admin. */
  readonly to: string;
  /** Amount. */
  readonly amount: bigint;
  /** Denom. */
  readonly denom: string;
}

/** A parked payment was delivered. */
export interface InterchangeRetried extends Emitted<"interchange_retried"> {
  /** Whom it was owed to. */
  readonly wallet: string;
  /** Who got it: the wallet, or the one it named. */
  readonly to: string;
  /** Amount. */
  readonly amount: bigint;
  /** Denom. */
  readonly denom: string;
}

/** Any event of a contract of ours. */
export type BacklotEvent =
  | StudioOpened
  | StudioCodeSet
  | StudioFilmMigrated
  | StudioPauseSet
  | StudioOwnershipUpdated
  | StudioFilmCreated
  | StudioSwept
  | StudioFilmClosed
  | RightsCreated
  | RightsMoved
  | RightsIssued
  | RightsAllowanceSet
  | RightsMinterSet
  | RightsMarketingSet
  | RightsLogoSet
  | RightsRulesSet
  | RightsAttested
  | RightsRevoked
  | RightsSwept
  | RightsRunFrozen
  | RightsRunThawed
  | RightsWalletFrozen
  | RightsWalletUnfrozen
  | RightsComplianceSet
  | RightsRecoveryProposed
  | RightsRecoveryEnded
  | RightsRecovered
  | RightsPaused
  | RightsRecordDateSet
  | RightsOwnershipUpdated
  | RightsMigrated
  | EngineSwept
  | AgreementsProposed
  | AgreementsConsented
  | AgreementsAdopted
  | AgreementsWithdrawn
  | AgreementsSwept
  | AgreementsOwnershipUpdated
  | CollectionReceived
  | CollectionApproved
  | CollectionAttested
  | CollectionAmended
  | CollectionCredited
  | CollectionDelivered
  | CollectionSuspended
  | CollectionAssigned
  | CollectionPauseSet
  | CollectionOwnershipUpdated
  | CollectionRecovered
  | LicencesGranted
  | LicencesTerminated
  | LicencesPaid
  | LicencesReported
  | LicencesVerified
  | LicencesDisputed
  | LicencesSettled
  | LicencesVoicesSet
  | LicencesEntitlementSet
  | LicencesPauseSet
  | LicencesSwept
  | LicencesOwnershipUpdated
  | ReturnsFunded
  | ReturnsTriggered
  | ReturnsSet
  | ReturnsSettled
  | ReturnsExpired
  | ReturnsDelivered
  | ReturnsTermsSet
  | ReturnsPaused
  | ReturnsOwnershipUpdated
  | InterchangeAccepted
  | InterchangeParked
  | InterchangeSwept
  | InterchangeRetried;

/** Kinds of an attribute: text, an amount of base units, a number of at most 64 bits, yes or no. */
export type AttributeKind = "text" | "u128" | "uint" | "bool";

/** The attributes of each event and how they are written. */
export const EVENT_SHAPES: { readonly [Type in BacklotEvent["type"]]: { readonly [attribute: string]: AttributeKind } } = {
  studio_opened: { owner: "text", interchange: "text", engine: "text" },
  studio_code_set: { kind: "text", code_id: "uint", version: "text" },
  studio_film_migrated: { film: "text", kind: "text", code_id: "uint" },
  studio_pause_set: { paused: "bool" },
  studio_ownership_updated: { owner: "text", pending: "text" },
  studio_film_created: { film: "text", rights: "text", agreements: "text", collection: "text", licences: "text", returns: "text" },
  studio_swept: { denom: "text", amount: "u128", to: "text" },
  studio_film_closed: { film: "text" },
  rights_created: { symbol: "text", owner: "text", holders: "uint", supply: "u128" },
  rights_moved: { from: "text", to: "text", by: "text", units: "u128" },
  rights_issued: { holders: "uint", units: "u128", supply: "u128" },
  rights_allowance_set: { owner: "text", spender: "text", units: "u128", expires: "text" },
  rights_minter_set: { minter: "text" },
  rights_marketing_set: { marketing: "text" },
  rights_logo_set: { kind: "text" },
  rights_rules_set: { attestors: "text", locked_until: "text", max_holders: "text", max_units: "text", min_units: "text" },
  rights_attested: { attestor: "text", wallets: "uint", expires: "uint" },
  rights_revoked: { attestor: "text", wallets: "uint" },
  rights_swept: { denom: "text", amount: "u128", to: "text" },
  rights_run_frozen: { run: "uint", holders: "uint", expires: "uint" },
  rights_run_thawed: { run: "uint", cursor: "uint" },
  rights_wallet_frozen: { wallet: "text", units: "text", reason: "text", expires: "text" },
  rights_wallet_unfrozen: { wallet: "text" },
  rights_compliance_set: { officer: "text" },
  rights_recovery_proposed: { lost: "text", replacement: "text", executable_at: "uint" },
  rights_recovery_ended: { lost: "text", replacement: "text", by: "text" },
  rights_recovered: { lost: "text", replacement: "text", index: "uint", units: "u128" },
  rights_paused: { paused: "bool" },
  rights_record_date_set: { record: "uint", at: "uint", note: "text" },
  rights_ownership_updated: { owner: "text", pending: "text" },
  rights_migrated: { version: "text" },
  engine_swept: { to: "text", amount: "u128", denom: "text" },
  agreements_proposed: { version: "uint", falls: "text" },
  agreements_consented: { party: "text", consent: "bool" },
  agreements_adopted: { version: "uint" },
  agreements_withdrawn: { version: "uint" },
  agreements_swept: { denom: "text", amount: "u128", to: "text" },
  agreements_ownership_updated: { owner: "text", pending: "text" },
  collection_received: { number: "uint", source: "text", amount: "u128", deducted: "u128", credited: "u128", held: "u128" },
  collection_approved: { number: "uint", source: "text", party: "text", amount: "u128" },
  collection_attested: { number: "uint", figure: "text", value: "u128" },
  collection_amended: { number: "uint", version: "uint" },
  collection_credited: { number: "uint", party: "text", amount: "u128" },
  collection_delivered: { party: "text", amount: "u128" },
  collection_suspended: { entry: "uint", sender: "text", denom: "text", amount: "u128" },
  collection_assigned: { entry: "uint", number: "uint" },
  collection_pause_set: { paused: "bool" },
  collection_ownership_updated: { owner: "text", pending: "text" },
  collection_recovered: { entry: "uint", sender: "text", denom: "text", amount: "u128" },
  licences_granted: { licence: "text", licensee: "text", from: "uint", until: "uint", exclusive: "bool", guaranteed: "u128" },
  licences_terminated: { licence: "text", on: "uint" },
  licences_paid: { licence: "text", payer: "text", amount: "u128", paid: "u128" },
  licences_reported: { report: "uint", licence: "text", from: "uint", until: "uint", net: "u128", statement_sha256: "text", corrects: "uint" },
  licences_verified: { report: "uint", report_sha256: "text", verifier: "text" },
  licences_disputed: { dispute: "uint", report: "uint", party: "text" },
  licences_settled: { dispute: "uint", by_report: "uint", settler: "text" },
  licences_voices_set: { voices: "uint" },
  licences_entitlement_set: { entitlement: "text", series: "uint", units: "u128", record: "uint" },
  licences_pause_set: { paused: "bool" },
  licences_swept: { denom: "text", amount: "u128", to: "text" },
  licences_ownership_updated: { owner: "text", pending: "text" },
  returns_funded: { series: "uint", amount: "u128", pot: "u128" },
  returns_triggered: { run: "uint", series: "uint", pot: "u128", supply: "u128", holders: "uint", bounty: "u128" },
  returns_set: { run: "uint", set: "uint", first: "uint", end: "uint", amount: "u128", hash: "text" },
  returns_settled: { run: "uint", credited: "u128", units: "u128", carry: "u128", sets: "uint", hash: "text" },
  returns_expired: { run: "uint", credited: "u128", returned: "u128" },
  returns_delivered: { series: "uint", first_page: "uint", pages: "uint", wallets: "uint", amount: "u128" },
  returns_terms_set: { threshold: "u128", freeze: "uint", pause: "uint" },
  returns_paused: { paused: "bool" },
  returns_ownership_updated: { owner: "text", pending: "text" },
  interchange_accepted: { set: "text", payments: "uint", amount: "u128", denom: "text" },
  interchange_parked: { set: "text", wallet: "text", amount: "u128", denom: "text", reason: "text" },
  interchange_swept: { to: "text", amount: "u128", denom: "text" },
  interchange_retried: { wallet: "text", to: "text", amount: "u128", denom: "text" },
};
