// A film as a stand-in for a chain answers it: one of today, and one that was made before 0.3.

import assert from "node:assert/strict";
import { test } from "node:test";

import {
  BacklotError,
  decodeAgreement,
  encodeAgreement,
  Film,
  isBacklotError,
  SigningFilm,
  type Agreement,
  type FilmClient,
  type SigningFilmClient,
} from "@backlot/client";

const time = "1830297600000000000"; // 2028-01-01
const wallet = { wallet: { address: "wasm1bank" } };
const AGREEMENT: Agreement = {
  parties: [{ id: "bank", payee: wallet, invested: "500", held_until: null, voice: null }],
  schedule: {
    figures: [],
    tables: [
      {
        id: "all",
        tiers: [
          { id: "all", opens: null, shares: [{ party: "bank", weight: 1, cap: null }], escalators: [], ends: null },
        ],
      },
    ],
    sources: [{ id: "television", table: "all", off_the_top: [] }],
  },
  quorum: 5_000,
};

type Answers = { readonly [contract: string]: { readonly [query: string]: (asked: any) => unknown } };

/** A client that answers from a table, and refuses what is not in it as a contract does. */
function answering(answers: Answers): SigningFilmClient & { sent: unknown[] } {
  const sent: unknown[] = [];
  return {
    sent,
    queryContractRaw: () => Promise.resolve(null),
    queryContractSmart(contract, query) {
      const [[name, asked] = ["", {}]] = Object.entries(query);
      const answer = answers[contract]?.[name];
      if (answer === undefined) return Promise.reject(new Error(`unknown variant ${name}: query wasm contract failed`));
      return Promise.resolve(answer(asked));
    },
    execute(sender, contract, msg, fee, memo, funds) {
      sent.push({ sender, contract, msg, fee, memo, funds });
      return Promise.resolve({ logs: [], transactionHash: "AB", height: 1, events: [], gasWanted: 2n, gasUsed: 1n });
    },
  };
}

/** All rows at once, then none: as a paged query whose last row was read. `first`: what asks for the first of them. */
const pages =
  (rows: readonly unknown[], first?: number) =>
  ({ start_after: after }: { start_after?: unknown }) =>
    after === first ? rows : [];

const record = (addresses: object) => () => ({
  film: "f",
  title: "F",
  denom: "uusd",
  interchange: "interchange",
  created: time,
  closed: null,
  addresses: { rights: ["rights"], collection: "account", returns: "returns", ...addresses },
});
const totals = { received: "10", credited: "9", delivered: "4", held: "1", suspense: "0" };

const OF_TODAY: Answers = {
  studio: { film: record({ agreements: "agreed", licences: "licences" }) },
  account: {
    totals: () => ({ ...totals, entries: 3 }),
    parties: pages([
      { party: { ...AGREEMENT.parties[0], held_until: 20_454 }, credited: "9", delivered: "4" },
      {
        party: { id: "next", payee: { film: { account: "other", source: "deficit" } } },
        credited: "0",
        delivered: "0",
      },
    ]),
    tiers: pages([
      {
        position: 0,
        table: "all",
        id: "loan",
        open: true,
        ended: false,
        paid: "9",
        shares: [
          { party: "bank", paid: "9", room: "491" },
          { party: "next", paid: "0", room: null },
        ],
      },
    ]),
    entries: pages(
      [
        { number: 1, time, sender: "wasm1a", booked: { received: { source: "tv", amount: "10" } }, reference: "R" },
        {
          number: 2,
          time,
          sender: "wasm1b",
          booked: { attested: { figure: "admissions", value: "7" } },
          reference: null,
        },
        { number: 3, time, sender: "agreed", booked: { amended: { version: 2 } }, reference: null },
      ],
      0,
    ),
  },
  agreed: {
    config: () => ({ engine: "engine", collection: "account", version: 2 }),
    version: ({ version }) => ({
      summary: { version, adopted: time, sha256: "q80=", reference: null },
      agreement: encodeAgreement(AGREEMENT),
    }),
    proposal: () => ({
      agreement: encodeAgreement(AGREEMENT),
      deadline: time,
      reference: "AMD-1",
      falls: ["bank", "crew"],
      consents: ["bank", "producer"],
      needed: 1,
      given: 1,
    }),
    voice: () => null,
  },
  licences: {
    avails: ({ territories, media, from, until }) => [
      { territory: territories[0], medium: media[0], state: { free: {} } },
      {
        territory: territories[1],
        medium: media[0],
        state: { held: { licence: "tv", exclusive: true, window: { from, until }, others: 0 } },
      },
    ],
    balance: () => ({ guaranteed: "100", due: "60", paid: "50", overdue: "10" }),
    entitled: () => ({ entitled: false, units: "3", needed: "5" }),
  },
};

const BEFORE: Answers = {
  // The studio of a film made before 0.3, migrated since; before that it names neither.
  studio: { film: record({ agreements: null, licences: null }) },
  account: {
    totals: () => ({ ...totals, receipts: 1 }),
    parties: ({ start_after: after }) =>
      after === undefined ? [{ id: "bank", payee: wallet, entitled: "9", credited: "9", delivered: "4" }] : [],
    tiers: pages([
      { position: 0, id: "loan", paid: "5", full: true, size: "5" },
      { position: 1, id: "equity", paid: "4", full: false, size: "100" },
      { position: 2, id: "rest", paid: "0", full: false, size: null },
    ]),
    receipts: pages([{ number: 1, source: "tv", payer: "wasm1a", amount: "10", reference: "R", time }], 0),
  },
};

async function all<T>(items: AsyncIterable<T>): Promise<T[]> {
  const found: T[] = [];
  for await (const item of items) found.push(item);
  return found;
}

const open = (answers: Answers): Promise<Film> => Film.open(answering(answers) satisfies FilmClient, "studio", "f");
const receipt = { number: 1, source: "tv", payer: "wasm1a", amount: 10n, reference: "R", time: new Date("2028-01-01") };

test("an agreement goes into bytes and comes back, as JSON in UTF-8", () => {
  for (const given of [AGREEMENT, { ...AGREEMENT, parties: [{ id: "é 中 🎬", payee: wallet }] }]) {
    const bytes = encodeAgreement(given);
    assert.equal(Buffer.from(bytes, "base64").toString(), JSON.stringify(given));
    assert.deepEqual(decodeAgreement(bytes), given);
  }
  assert.throws(() => decodeAgreement("/w=="));
});

test("a film's account is read: entries, receipts, parties, tiers", async () => {
  const film = await open(OF_TODAY);
  assert.equal((await film.totals()).entries, 3);
  assert.deepEqual(
    (await all(film.entries())).map(({ booked }) => booked),
    [
      { kind: "received", source: "tv", amount: 10n },
      { kind: "attested", figure: "admissions", value: 7n },
      { kind: "amended", version: 2 },
    ],
  );
  assert.deepEqual(await all(film.receipts()), [receipt]);
  const [bank, next] = await film.parties();
  assert.deepEqual([bank?.party, bank?.invested, bank?.owed], ["bank", 500n, 5n]);
  assert.equal(bank?.heldUntil?.toISOString(), "2026-01-01T00:00:00.000Z");
  assert.deepEqual([next?.party, next?.invested, next?.heldUntil], ["next", undefined, undefined]);
  const [tier] = await film.tiers();
  assert.deepEqual(
    tier?.shares.map(({ room }) => room),
    [491n, undefined],
  );
});

test("a film made before 0.3 is read by the same methods", async () => {
  for (const addresses of [{}, { agreements: null, licences: null }]) {
    const film = await open({ ...BEFORE, studio: { film: record(addresses) } });
    assert.deepEqual([film.agreements, film.licences, film.addresses.agreements], [undefined, undefined, undefined]);
    assert.equal((await film.totals()).entries, 1);
    assert.deepEqual(await all(film.receipts()), [receipt]);
    assert.deepEqual((await all(film.entries()))[0]?.booked, { kind: "received", source: "tv", amount: 10n });
    const statement = await film.statement("bank");
    assert.deepEqual([statement.credited, statement.owed, statement.heldUntil], [9n, 5n, undefined]);
    assert.deepEqual(
      (await film.tiers()).map(({ tier, open, ended }) => [tier, open, ended]),
      [
        ["loan", false, true],
        ["equity", true, false],
        ["rest", false, false],
      ],
    );
  }
  const signing = await SigningFilm.signedBy(answering(BEFORE), "wasm1a", "studio", "f");
  for (const act of [() => signing.adopt(), () => signing.payLicence("tv", 1n)]) {
    await assert.rejects(
      async () => act(),
      (fault) => isBacklotError(fault, "studio.missing"),
    );
  }
});

test("agreements are read with what was agreed, and a proposal with what it lacks", async () => {
  const { agreements } = await open(OF_TODAY);
  assert.ok(agreements);
  const { version, sha256, agreement } = await agreements.current();
  assert.deepEqual([version, sha256, agreement], [2, "abcd", AGREEMENT]);
  const proposal = await agreements.proposal();
  assert.deepEqual([proposal?.missing, proposal?.adoptable, proposal?.reference], [["crew"], false, "AMD-1"]);
  assert.deepEqual(await agreements.consents(), ["bank", "producer"]);
  assert.equal(await agreements.voice("bank"), undefined);
  const agreed = { ...OF_TODAY["agreed"], proposal: () => null };
  assert.equal(await (await open({ ...OF_TODAY, agreed })).agreements?.proposal(), undefined);
});

test("licences are asked in days", async () => {
  const { licences } = await open(OF_TODAY);
  assert.ok(licences);
  const days = { from: new Date("2028-01-01T18:00:00Z"), until: new Date("2029-01-01") };
  const [fr, de] = await licences.avails({ territories: ["FR", "DE"], media: ["television"], ...days });
  assert.deepEqual([fr?.held, de?.held?.licence], [undefined, "tv"]);
  assert.equal(de?.held?.window.from.toISOString(), "2028-01-01T00:00:00.000Z");
  assert.deepEqual(await licences.balance("tv"), { guaranteed: 100n, due: 60n, paid: 50n, overdue: 10n });
  assert.deepEqual(await licences.entitled("screening", "wasm1a"), { entitled: false, units: 3n, needed: 5n });
});

test("what is signed says what the contracts take", async () => {
  const client = answering(OF_TODAY);
  const film = await SigningFilm.signedBy(client, "wasm1a", "studio", "f");
  await film.propose(AGREEMENT, new Date("2028-01-01"));
  await film.consent(["bank"]);
  await film.payLicence("tv", 7n, "R");
  const period = { from: new Date("2028-01-01"), until: new Date("2028-04-01") };
  await film.report({ licence: "tv", period, gross: 10n, deductions: 3n, statementSha256: "ab", corrects: 2 });
  const said = client.sent.map((one) => one as { contract: string; msg: unknown; funds: unknown });
  assert.deepEqual(
    said.map(({ contract, msg }) => [contract, JSON.parse(JSON.stringify(msg))]),
    [
      ["agreed", { propose: { agreement: encodeAgreement(AGREEMENT), deadline: time } }],
      ["agreed", { consent: { parties: ["bank"], consent: true } }],
      ["licences", { pay: { licence: "tv", reference: "R" } }],
      [
        "licences",
        {
          report: {
            licence: "tv",
            period: { from: 21_184, until: 21_275 },
            gross: "10",
            deductions: "3",
            net: "7",
            statement_sha256: "ab",
            corrects: 2,
          },
        },
      ],
    ],
  );
  assert.deepEqual(said[2]?.funds, [{ denom: "uusd", amount: "7" }]);
  await assert.rejects(film.statement("nobody"), (fault) => fault instanceof BacklotError);
});
