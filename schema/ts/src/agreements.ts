/**
 * What a film's parties agreed: versions, the open proposal, who has consented. An agreement is JSON that messages carry
 * as bytes; {@link encodeAgreement} writes it as they take it.
 *
 * @module
 */

import type { Agreement } from "./generated/Agreement.types.js";
import type { AgreementsQueryClient } from "./generated/Agreements.client.js";
import type { ProposalResponse, VersionSummary } from "./generated/Agreements.types.js";
import { MOST_ROWS, rows } from "./ledger.js";
import { bytesOf, dateOf, hexOf, textOf } from "./values.js";

/** A version of the agreement. */
export interface Version {
  /** From 1. */
  readonly version: number;
  /** In force since. */
  readonly adopted: Date;
  /** SHA-256 of its text, lower-case hex. */
  readonly sha256: string;
  /** Of its proposal. */
  readonly reference: string | undefined;
}

/** A version with what was agreed. */
export interface AgreedVersion extends Version {
  /** Parties, schedule, quorum. */
  readonly agreement: Agreement;
}

/** A proposal to go on under another agreement. */
export interface Proposal {
  /** What is proposed. */
  readonly agreement: Agreement;
  /** It lapses then. */
  readonly deadline: Date;
  /** Reference. */
  readonly reference: string | undefined;
  /** Parties that can get less by it: each must consent. */
  readonly falls: readonly string[];
  /** Parties that have consented. */
  readonly consents: readonly string[];
  /** Those of `falls` whose consent is missing. */
  readonly missing: readonly string[];
  /** Of the others with a voice, so many must consent. */
  readonly needed: number;
  /** Of the others, so many have. */
  readonly given: number;
  /** Nobody's consent is missing: anyone may adopt it. Who can get less is asked again then, with the books of that day. */
  readonly adoptable: boolean;
}

/** An agreement as `FilmPlan.agreement`, `propose` and the engine's queries take it: base64 of its JSON in UTF-8. */
export function encodeAgreement(agreement: Agreement): string {
  const bytes = new TextEncoder().encode(JSON.stringify(agreement));
  let text = "";
  for (const byte of bytes) text += String.fromCharCode(byte);
  return btoa(text);
}

/** The agreement in what contracts answer: base64 of JSON. Throws where it is neither. */
export function decodeAgreement(base64: string): Agreement {
  return JSON.parse(textOf(bytesOf(base64))) as Agreement;
}

/** A film's agreements. Every method asks the chain anew. */
export class Agreements {
  readonly #contract: AgreementsQueryClient;

  /** Reads the contract that this client asks. {@link Film.agreements} is one. */
  constructor(contract: AgreementsQueryClient) {
    this.#contract = contract;
  }

  /** The version in force. */
  async current(): Promise<AgreedVersion> {
    return this.version((await this.#contract.config()).version);
  }

  /** One version. Throws `BacklotError` `agreements.unknown` where there is none of this number. */
  async version(version: number): Promise<AgreedVersion> {
    const { summary, agreement } = await this.#contract.version({ version });
    return { ...versionOf(summary), agreement: decodeAgreement(agreement) };
  }

  /** Versions by number, those after number `after`, without what was agreed. */
  async *versions(after = 0): AsyncGenerator<Version, void, undefined> {
    const page = (last: VersionSummary | undefined) =>
      this.#contract.versions({ startAfter: last?.version ?? after, limit: MOST_ROWS });
    for await (const version of rows(page)) yield versionOf(version);
  }

  /** The open proposal, if there is one. */
  async proposal(): Promise<Proposal | undefined> {
    const found: ProposalResponse | null = await this.#contract.proposal();
    return found === null ? undefined : proposalOf(found);
  }

  /** Parties that have consented to the open proposal; none where none is open. */
  async consents(): Promise<readonly string[]> {
    return (await this.proposal())?.consents ?? [];
  }

  /** Who speaks for a party, if anyone does. Throws `BacklotError` `agreements.unknown` where there is no such party. */
  async voice(party: string): Promise<string | undefined> {
    const voice: string | null = await this.#contract.voice({ party });
    return voice ?? undefined;
  }
}

function versionOf({ version, adopted, sha256, reference }: VersionSummary): Version {
  return { version, adopted: dateOf(adopted), sha256: hexOf(bytesOf(sha256)), reference: reference ?? undefined };
}

/** A proposal, from the contract's JSON. */
export function proposalOf(json: ProposalResponse): Proposal {
  const { agreement, deadline, reference, falls, consents, needed, given } = json;
  const missing = falls.filter((party) => !consents.includes(party));
  return {
    agreement: decodeAgreement(agreement),
    deadline: dateOf(deadline),
    reference: reference ?? undefined,
    falls,
    consents,
    missing,
    needed,
    given,
    adoptable: missing.length === 0 && given >= needed,
  };
}
