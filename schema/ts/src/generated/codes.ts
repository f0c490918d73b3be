// Made from codes.json by `npm run generate`. Edit packages/api, not this file.

/** What each stable error code of the contracts means. */
export const ERROR_MEANINGS = {
  /** The sender does not hold the role that the message asks for. */
  "auth.unauthorized": "The sender does not hold the role that the message asks for.",
  /** Renouncing ownership would leave the contract without anyone to repair it. */
  "auth.renounce": "Renouncing ownership would leave the contract without anyone to repair it.",
  /** The ownership hand-over is not in order (nobody proposed, wrong accepter, expired). */
  "auth.ownership": "The ownership hand-over is not in order (nobody proposed, wrong accepter, expired).",
  /** Coins came with a message that takes none. */
  "funds.none_expected": "Coins came with a message that takes none.",
  /** A message that takes exactly one coin got none, several, or zero. */
  "funds.one_coin_expected": "A message that takes exactly one coin got none, several, or zero.",
  /** The coin is of another denom. */
  "funds.denom": "The coin is of another denom.",
  /** The contract has no coins of the denom to sweep. */
  "funds.no_surplus": "The contract has no coins of the denom to sweep.",
  /** An address is not in its canonical form (lower case, right prefix, right checksum). */
  "input.address": "An address is not in its canonical form (lower case, right prefix, right checksum).",
  /** A list is longer than its limit. */
  "input.too_long": "A list is longer than its limit.",
  /** A list that must hold something is empty. */
  "input.empty": "A list that must hold something is empty.",
  /** A list names the same thing twice. */
  "input.duplicate": "A list names the same thing twice.",
  /** An identifier is not 1 to 32 of a–z, 0–9 and `-`. */
  "input.id": "An identifier is not 1 to 32 of a–z, 0–9 and `-`.",
  /** An amount is zero where it may not be. */
  "input.zero": "An amount is zero where it may not be.",
  /** Arithmetic left the range of the type. */
  "math.overflow": "Arithmetic left the range of the type.",
  /** The contract is paused. */
  "state.paused": "The contract is paused.",
  /** A migration from another contract, or from a version that is not older. */
  "migrate.refused": "A migration from another contract, or from a version that is not older.",
  /** A reply with an id that this contract never sends. */
  "reply.unknown": "A reply with an id that this contract never sends.",
  /** Storage or serialisation failed: a fault of the host or of ours, never of the input. */
  "std": "Storage or serialisation failed: a fault of the host or of ours, never of the input.",
  /** No such film. */
  "studio.film": "No such film.",
  /** The film's id is taken. */
  "studio.taken": "The film's id is taken.",
  /** The film is closed already. */
  "studio.closed": "The film is closed already.",
  /** A contract that the studio or the film does not have. */
  "studio.missing": "A contract that the studio or the film does not have.",
  /** No code for this kind, or none with this id on this chain, or a version that is no version. */
  "studio.code": "No code for this kind, or none with this id on this chain, or a version that is no version.",
  /** The plan cannot be: what and where is in the sentence. */
  "studio.plan": "The plan cannot be: what and where is in the sentence.",
  /** The wallet is frozen by a distribution run. */
  "rights.frozen_by_run": "The wallet is frozen by a distribution run.",
  /** The wallet, or too many of its units, is under a compliance freeze. */
  "rights.frozen": "The wallet, or too many of its units, is under a compliance freeze.",
  /** There is no compliance freeze to lift. */
  "rights.not_frozen": "There is no compliance freeze to lift.",
  /** The lock-up has not ended. */
  "rights.locked": "The lock-up has not ended.",
  /** The recipient is not on the allow-list, or its attestation expired. */
  "rights.not_attested": "The recipient is not on the allow-list, or its attestation expired.",
  /** The series has as many holders as it may. */
  "rights.max_holders": "The series has as many holders as it may.",
  /** The recipient would hold more than it may. */
  "rights.max_units": "The recipient would hold more than it may.",
  /** A wallet would hold less than it must. */
  "rights.min_units": "A wallet would hold less than it must.",
  /** The wallet holds less than it would give. */
  "rights.insufficient_units": "The wallet holds less than it would give.",
  /** The mint would pass the cap. */
  "rights.cap": "The mint would pass the cap.",
  /** The allowance is missing, too small or expired. */
  "rights.allowance": "The allowance is missing, too small or expired.",
  /** A run is under way, or this is not the run that is. */
  "rights.run": "A run is under way, or this is not the run that is.",
  /** A time that has passed, or lies further off than it may. */
  "rights.expiry": "A time that has passed, or lies further off than it may.",
  /** There is no such record date. */
  "rights.record": "There is no such record date.",
  /** The record date's time has not come. */
  "rights.record_pending": "The record date's time has not come.",
  /**
   * A recovery that does not exist, is not due, or names a wallet that cannot take part; or a wallet whose place
   * was taken or is being kept by a recovery.
   */
  "rights.recovery": "A recovery that does not exist, is not due, or names a wallet that cannot take part; or a wallet whose place was taken or is being kept by a recovery.",
  /** Rules that cannot hold together. */
  "rights.rules": "Rules that cannot hold together.",
  /** Name, symbol, decimals, marketing or logo are not as cw20 asks. */
  "rights.metadata": "Name, symbol, decimals, marketing or logo are not as cw20 asks.",
  /** The bytes are no agreement. */
  "engine.agreement": "The bytes are no agreement.",
  /** The agreement cannot be: what and where is in the sentence. */
  "engine.schedule": "The agreement cannot be: what and where is in the sentence.",
  /** The books do not go over into the new agreement. */
  "engine.amendment": "The books do not go over into the new agreement.",
  /** The contract has no admin who could be given a surplus. */
  "engine.no_admin": "The contract has no admin who could be given a surplus.",
  /** A proposal is open already. */
  "agreements.proposal_open": "A proposal is open already.",
  /** No proposal is open. */
  "agreements.no_proposal": "No proposal is open.",
  /** The deadline is past, or too near or far. */
  "agreements.deadline": "The deadline is past, or too near or far.",
  /** Somebody else speaks for the party, or nobody does. */
  "agreements.voice": "Somebody else speaks for the party, or nobody does.",
  /** Consents are missing. */
  "agreements.consent": "Consents are missing.",
  /** A party that has no voice could get less. */
  "agreements.no_voice": "A party that has no voice could get less.",
  /** No such party or version. */
  "agreements.unknown": "No such party or version.",
  /** A party's money could not go where its payee says. */
  "agreements.payee": "A party's money could not go where its payee says.",
  /** No such source. */
  "collection.source": "No such source.",
  /** No such party. */
  "collection.party": "No such party.",
  /** No such suspense entry. */
  "collection.entry": "No such suspense entry.",
  /** The entry is in a denom that the schedule does not take. */
  "collection.entry_denom": "The entry is in a denom that the schedule does not take.",
  /** Nothing is credited that has not been paid. */
  "collection.nothing_to_deliver": "Nothing is credited that has not been paid.",
  /** Less surplus than named. */
  "collection.surplus": "Less surplus than named.",
  /** A receipt, approval, figure or release that the books cannot take: the sentence says why. */
  "collection.books": "A receipt, approval, figure or release that the books cannot take: the sentence says why.",
  /** No such figure. */
  "collection.figure": "No such figure.",
  /** The books handed over for an amendment would move money. */
  "collection.amendment": "The books handed over for an amendment would move money.",
  /** A party is paid from a later day on. */
  "collection.held": "A party is paid from a later day on.",
  /** No such licence. */
  "licences.licence": "No such licence.",
  /** The id is given out already. */
  "licences.taken": "The id is given out already.",
  /** Overlaps with another licence in territory, medium and window, and one of the two is exclusive. */
  "licences.conflict": "Overlaps with another licence in territory, medium and window, and one of the two is exclusive.",
  /** No more fit: licences of the film or of a territory and medium, verifications of a report, entitlements. */
  "licences.full": "No more fit: licences of the film or of a territory and medium, verifications of a report, entitlements.",
  /** Not an ISO 3166 alpha-2 code, nor `WORLD` alone. */
  "licences.territory": "Not an ISO 3166 alpha-2 code, nor `WORLD` alone.",
  /** A window or period that does not end after it begins. */
  "licences.period": "A window or period that does not end after it begins.",
  /** The day of a termination is in the past, or the licence has ended by then. */
  "licences.termination": "The day of a termination is in the past, or the licence has ended by then.",
  /** Net is not gross less deductions. */
  "licences.net": "Net is not gross less deductions.",
  /** Not 64 lower-case hex digits. */
  "licences.hash": "Not 64 lower-case hex digits.",
  /** No such report. */
  "licences.report": "No such report.",
  /** The report was corrected already. */
  "licences.corrected": "The report was corrected already.",
  /** The report belongs to another licence, or does not correct the disputed one. */
  "licences.mismatch": "The report belongs to another licence, or does not correct the disputed one.",
  /** No such dispute, or it is settled. */
  "licences.dispute": "No such dispute, or it is settled.",
  /** No such token series. */
  "licences.series": "No such token series.",
  /** No such entitlement. */
  "licences.entitlement": "No such entitlement.",
  /** A stored record cannot be read: a fault of ours. */
  "licences.record": "A stored record cannot be read: a fault of ours.",
  /** No such series. */
  "returns.series": "No such series.",
  /** No such run, or it is not in the state the message needs. */
  "returns.run": "No such run, or it is not in the state the message needs.",
  /** A run of the series is under way already. */
  "returns.busy": "A run of the series is under way already.",
  /** No run is due. */
  "returns.not_due": "No run is due.",
  /** The run's cursor is not the one the message expects: it was advanced already. */
  "returns.cursor": "The run's cursor is not the one the message expects: it was advanced already.",
  /** The freeze has expired (`Advance`) or has not (`Expire`). */
  "returns.expiry": "The freeze has expired (`Advance`) or has not (`Expire`).",
  /** Nobody holds units: there is no one to credit. */
  "returns.no_holders": "Nobody holds units: there is no one to credit.",
  /** No credits in these pages. */
  "returns.nothing_to_deliver": "No credits in these pages.",
  /** Terms that cannot be. */
  "returns.terms": "Terms that cannot be.",
  /** The ledger of `rights` cannot be read. */
  "returns.ledger": "The ledger of `rights` cannot be read.",
  /** No surplus. */
  "returns.no_surplus": "No surplus.",
  /** The coin sent is not the sum of the payments. */
  "interchange.sum": "The coin sent is not the sum of the payments.",
  /** Nothing is parked for this wallet in this denom. */
  "interchange.not_parked": "Nothing is parked for this wallet in this denom.",
  /** Coins may not be redirected to this contract itself: they would belong to nobody. */
  "interchange.self": "Coins may not be redirected to this contract itself: they would belong to nobody.",
  /** The contract has no more of the denom than it owes. */
  "interchange.no_surplus": "The contract has no more of the denom than it owes.",
  /** The contract has no admin who could be given a surplus. */
  "interchange.no_admin": "The contract has no admin who could be given a surplus.",
} as const;

/** A stable error code: the text between brackets that every refusal of a contract begins with. */
export type ErrorCode = keyof typeof ERROR_MEANINGS;
