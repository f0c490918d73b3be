// All contracts together: a studio makes a film, its parties amend what they agreed, it is licensed and paid; and a
// film of the release before, whose contracts migrate but for its collection account.
import assert from "node:assert/strict";
import { before, test } from "node:test";
import { toUtf8 } from "@cosmjs/encoding";
import { actor, nobody, refusal } from "../src/chain.mjs";
import { agreement, bytes, codes, KINDS, KINDS_BEFORE, plan, planBefore, unpacked, upload } from "../src/film.mjs";

const BEFORE = "0.2.0";
const usd = (amount) => [{ denom: "uusd", amount: String(amount) }];
const coins = [{ denom: "stake", amount: "5000000000" }, ...usd(1_000_000)];

let client, me, parties, ids, version, studio, film;

const ask = (contract, query) => client.queryContractSmart(contract, query);
const tell = (contract, msg, funds) => client.execute(me, contract, msg, "auto", "", funds);
const balance = async (address) => (await client.getBalance(address, "uusd")).amount;
const stored = async (contract, key) => JSON.parse(Buffer.from(await client.queryContractRaw(contract, toUtf8(key))));
const versionOf = async (contract) => (await stored(contract, "contract_info")).version;

/** Party → credited, of rows as accounts answer them now or before 0.3. */
const credited = (rows) => Object.fromEntries(rows.map(({ id, party, credited }) => [id ?? party.id, credited]));
/** Of 1,000: 10 % off the top, 500 to the bank, the rest in halves. */
const OF_1000 = { agent: "100", bank: "500", holders: "200", producer: "200" };

async function makeStudio(kinds, of, named) {
  const msg = { owner: me, codes: codes(kinds, of, named) };
  return (await client.instantiate(me, of.studio, msg, "studio", "auto", { admin: me })).contractAddress;
}

async function makeFilm(at, id, planned) {
  await tell(at, { create_film: { film: id, plan: planned } });
  return (await ask(at, { film: { film: id } })).addresses;
}

before(async () => {
  const [agent, producer] = [await nobody(), await nobody()];
  ({ client, address: me } = await actor({ coins }));
  parties = { agent, bank: me, producer };
  ids = await upload(client, me, ["studio", ...KINDS]);
});

test("the engine reads agreements, and nobody can tell it anything", async () => {
  const { contractAddress: engine } = await client.instantiate(me, ids.engine, {}, "engine", "auto");
  version = await versionOf(engine);
  const { parties: named, quorum } = await ask(engine, { compile: { agreement: bytes(agreement(parties)) } });
  assert.deepEqual([named.map(({ id }) => id).sort(), quorum], [["agent", "bank", "holders", "producer"], 5_000]);
  assert.match(await refusal(ask(engine, { compile: { agreement: bytes("no agreement") } })), /\[engine\.agreement\]/);
  const closed = agreement(parties);
  closed.schedule.tables[0].tiers.pop();
  assert.match(await refusal(ask(engine, { compile: { agreement: bytes(closed) } })), /\[engine\.schedule\]/);
  await refusal(tell(engine, { compile: { agreement: bytes(agreement(parties)) } }));
});

test("a studio makes a film's contracts at the addresses that it says before", async () => {
  studio = await makeStudio(KINDS, ids, version);
  const { engine, interchange } = await ask(studio, { config: {} });
  assert.ok(engine && interchange);
  const expected = await ask(studio, { addresses: { film: "night-shoot", series: 1 } });
  film = await makeFilm(studio, "night-shoot", plan(parties));
  assert.deepEqual(film, expected);
  assert.equal((await client.getContract(film.licences)).admin, studio);
  const impossible = { ...plan(parties), agreement: bytes({ ...agreement(parties), quorum: 10_001 }) };
  const refused = await refusal(tell(studio, { create_film: { film: "no-film", plan: impossible } }));
  assert.match(refused, /\[engine\.schedule\]/);
  assert.match(await refusal(ask(studio, { film: { film: "no-film" } })), /\[studio\.film\]/);
});

test("a receipt runs through the schedule, and is an entry of the books", async () => {
  await tell(film.collection, { receive: { source: "television", reference: "STMT-1" } }, usd(1_000));
  assert.deepEqual(credited(await ask(film.collection, { parties: {} })), OF_1000);
  const { received, entries } = await ask(film.collection, { totals: {} });
  assert.deepEqual([received, entries], ["1000", 1]);
  const [entry] = await ask(film.collection, { entries: {} });
  assert.deepEqual([entry.number, entry.sender, entry.reference], [1, me, "STMT-1"]);
  assert.deepEqual(entry.booked, { received: { source: "television", amount: "1000" } });
  await tell(film.collection, { deliver: { parties: ["agent"] } });
  assert.equal(await balance(parties.agent), "100");
});

test("what was agreed is read back, and amended with consent", async () => {
  const first = await ask(film.agreements, { version: { version: 1 } });
  assert.deepEqual(unpacked(first.agreement), agreement(parties));
  const now = Date.parse((await client.getBlock()).header.time);
  const deadline = `${now + 2 * 3_600_000}000000`;
  const propose = { agreement: bytes(agreement(parties, 3_000)), deadline, reference: "AMD-1" };
  await tell(film.agreements, { propose });
  // Nobody gets less, so it is for the three voices: half of them, as the agreement in force says.
  const { falls, needed, given } = await ask(film.agreements, { proposal: {} });
  assert.deepEqual([falls, needed, given], [[], 2, 0]);
  const consent = (party) => tell(film.agreements, { consent: { parties: [party], consent: true } });
  assert.match(await refusal(consent("agent")), /\[agreements\.voice\]/);
  await consent("bank");
  assert.deepEqual((await ask(film.agreements, { proposal: {} })).consents, ["bank"]);
  assert.match(await refusal(tell(film.agreements, { adopt: {} })), /\[agreements\.consent\]/);
  await consent("producer");
  await tell(film.agreements, { adopt: {} });
  assert.equal(await ask(film.agreements, { proposal: {} }), null);
  const versions = await ask(film.agreements, { versions: {} });
  assert.deepEqual(versions.map(({ version, reference }) => [version, reference]), [[1, null], [2, "AMD-1"]]);
  const entries = await ask(film.collection, { entries: { start_after: 1 } });
  assert.deepEqual(entries.map(({ booked }) => booked), [{ amended: { version: 2 } }]);
  assert.deepEqual(credited(await ask(film.collection, { parties: {} })), OF_1000);
});

test("a licence is granted, its territory is taken, and what is paid for it is a receipt", async () => {
  const licence = {
    id: "tv-fr",
    licensee: me,
    territories: ["FR"],
    media: ["television"],
    window: { from: 20_000, until: 40_000 },
    exclusive: true,
    source: "television",
    reference: "LIC-1",
    guarantee: [{ due: 20_000, amount: "100" }],
  };
  await tell(film.licences, { grant: { licence } });
  const again = await refusal(tell(film.licences, { grant: { licence: { ...licence, id: "tv-fr-2" } } }));
  assert.match(again, /\[licences\.conflict\]/);
  const asked = { territories: ["FR", "DE"], media: ["television"], from: 25_000, until: 25_001 };
  const rows = await ask(film.licences, { avails: asked });
  const states = rows.map(({ territory, state }) => [territory, Object.keys(state)[0]]);
  assert.deepEqual(states, [["FR", "held"], ["DE", "free"]]);
  await tell(film.licences, { pay: { licence: "tv-fr", reference: null } }, usd(60));
  const { due, paid, overdue } = await ask(film.licences, { balance: { licence: "tv-fr", on: 25_000 } });
  assert.deepEqual([due, paid, overdue], ["100", "60", "40"]);
  assert.equal((await ask(film.collection, { totals: {} })).received, "1060");
});

test("a film of the release before migrates, and its collection account keeps its code", async () => {
  const old = await upload(client, me, ["studio", ...KINDS_BEFORE], BEFORE);
  const elder = await makeStudio(KINDS_BEFORE, old, BEFORE);
  const made = await makeFilm(elder, "old-film", planBefore(parties));
  await tell(made.collection, { receive: { source: "television", reference: null } }, usd(1_000));

  await client.migrate(me, elder, ids.studio, {}, "auto");
  for (const code of codes(KINDS, ids, version)) await tell(elder, { set_code: { code } });
  const migrate = (kind) => tell(elder, { migrate_film: { film: "old-film", kind, msg: bytes({}) } });
  for (const kind of ["rights", "returns", "interchange"]) await migrate(kind);
  const { addresses, interchange } = await ask(elder, { film: { film: "old-film" } });
  assert.deepEqual(addresses, { ...made, agreements: null, licences: null });
  for (const contract of [...addresses.rights, addresses.returns, interchange]) {
    assert.equal(await versionOf(contract), version);
  }

  const refused = await refusal(migrate("collection"));
  assert.match(refused, /\[migrate\.refused\] backlot-collection 0\.2\.0 keeps its code/);
  assert.equal((await client.getContract(addresses.collection)).codeId, old.collection);
  for (const kind of ["agreements", "licences"]) assert.match(await refusal(migrate(kind)), /\[studio\.missing\]/);

  // It goes on: its books as they were, its answers in the old shapes, its money by the migrated contracts.
  await tell(addresses.collection, { receive: { source: "television", reference: null } }, usd(100));
  const rows = await ask(addresses.collection, { parties: {} });
  assert.deepEqual(credited(rows), { agent: "110", bank: "500", holders: "245", producer: "245" });
  assert.deepEqual((await ask(addresses.collection, { receipts: {} })).map(({ amount }) => amount), ["1000", "100"]);
  const had = BigInt(await balance(parties.producer));
  await tell(addresses.collection, { deliver: { parties: [] } });
  assert.equal(BigInt(await balance(parties.producer)) - had, 245n);
  assert.equal((await ask(addresses.returns, { series: { series: 0 } })).pot, "245");

  // And the migrated studio makes films of today.
  const next = await makeFilm(elder, "next-film", plan(parties));
  await tell(next.collection, { receive: { source: "television", reference: null } }, usd(1_000));
  assert.deepEqual(credited(await ask(next.collection, { parties: {} })), OF_1000);
  client.disconnect();
});
