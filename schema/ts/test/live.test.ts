// One film, from its first receipt to its last wallet, on a chain that runs the shipped wasm.

import assert from "node:assert/strict";
import fs from "node:fs";
import path from "node:path";
import { after, before, test } from "node:test";

import { SigningCosmWasmClient } from "@cosmjs/cosmwasm";
import { DirectSecp256k1HdWallet } from "@cosmjs/proto-signing";
import { GasPrice } from "@cosmjs/stargate";

import {
  BacklotError,
  eventsOf,
  Film,
  isBacklotError,
  SigningFilm,
  type ErrorCode,
  type Run,
  type Sent,
} from "@backlot/client";

import { runExample } from "./example.js";
import { ROOT } from "./chains.js";
import { stage, type Stage } from "./stage.js";

const RECEIPT = 900_000_000_000n; // uusd: fills the bank's tier and reaches the holders
const PREFIX = { prefix: "wasm" };

let world: Stage;
let client: SigningCosmWasmClient;
let mnemonic: string;
let film: SigningFilm;
/** Wallets and units as they were issued, in the order of the register. */
let issued: { wallet: string; units: bigint }[];

before(async () => {
  world = await stage();
  const signer = await DirectSecp256k1HdWallet.generate(24, PREFIX);
  mnemonic = signer.mnemonic;
  const [account] = await signer.getAccounts();
  assert.ok(account);
  await world.chain.faucet(account.address, 1_000_000_000n, "stake");
  await world.chain.faucet(account.address, 950_000_000_000n, "uusd");
  client = await SigningCosmWasmClient.connectWithSigner(world.chain.rpc, signer, {
    gasPrice: GasPrice.fromString("0.025stake"),
    broadcastPollIntervalMs: 50,
  });
  film = await SigningFilm.signedBy(client, account.address, world.studio, "night-ferry");
  const csv = fs.readFileSync(path.join(ROOT, "examples/night-ferry/holders.csv"), "utf8").trim().split("\n").slice(1);
  issued = csv.map((line) => {
    const [wallet = "", units = ""] = line.split(",");
    return { wallet, units: BigInt(units) };
  });
});

after(async () => {
  client?.disconnect();
  await world?.end();
});

const refused = (code: ErrorCode) => (fault: unknown) =>
  isBacklotError(fault, code) && fault instanceof BacklotError && fault.sentence.length > 5;

async function reasons(wallet: string): Promise<string[]> {
  const why = await film.whyNotPaid(wallet);
  assert.ok(why.sentence.length > 20);
  return why.reasons.map(({ kind }) => kind);
}

async function all<T>(items: AsyncIterable<T>): Promise<T[]> {
  const found: T[] = [];
  for await (const item of items) found.push(item);
  return found;
}

const sum = (amounts: readonly { amount: bigint }[]) => amounts.reduce((total, { amount }) => total + amount, 0n);
const balance = async (wallet: string) => BigInt((await client.getBalance(wallet, "uusd")).amount);

test("a film is found by its id, and one that is not there is refused by code", async () => {
  const read = await Film.open(client, world.studio, "night-ferry");
  assert.equal(read.title, "Night Ferry");
  assert.equal(read.denom, "uusd");
  assert.equal(read.closed, undefined);
  assert.ok(Math.abs(read.created.getTime() - Date.now()) < 24 * 3_600_000);
  assert.equal(read.addresses.rights.length, 1);
  await assert.rejects(Film.open(client, world.studio, "no-such-film"), refused("studio.film"));
  await assert.rejects(read.run(99), refused("returns.run"));
  await assert.rejects(read.statement("nobody"), refused("collection.party"));
  assert.throws(() => read.holders({ series: 5 }), refused("returns.series"));
});

test("holders are read from raw pages as the contract tells them", async () => {
  const raw = await all(film.holders({ everyone: true }));
  const told = [];
  for (let after: number | undefined = undefined; ;) {
    const page = await film.contracts.rights[0]!.holders({ startAfter: after, limit: 200 });
    told.push(...page);
    after = page.at(-1)?.index;
    if (after === undefined) break;
  }
  assert.deepEqual(
    raw,
    told.map(({ index, wallet, units }) => ({ index, wallet, units: BigInt(units) })),
  );
  const units = new Map(raw.map(({ wallet, units }) => [wallet, units]));
  assert.equal(raw.length, issued.length);
  for (const holder of issued) assert.equal(units.get(holder.wallet), holder.units);
  const pages = await all(film.holderPages());
  assert.ok(pages.every((page) => page.length <= 32) && pages.length === Math.ceil(issued.length / 32));
  assert.deepEqual(await all(film.holders({ from: 1_990 })), raw.slice(1_990));
  const one = await film.holder(raw[7]!.wallet);
  assert.deepEqual([one.index, BigInt(one.units)], [7, raw[7]!.units]);
});

test("a receipt is paid in, and its events say who gets what", async () => {
  assert.deepEqual(await reasons(issued[0]!.wallet), ["paid"]);
  assert.deepEqual(await reasons(world.address("bank")), ["party_not_reached"]);
  assert.deepEqual(await reasons(film.sender), ["stranger"]);

  const sent = await film.receive("television", RECEIPT, "STMT-1");
  const received = film.eventsOf(sent.result, "collection_received");
  assert.deepEqual(
    received.map(({ number, source, amount }) => ({ number, source, amount })),
    [{ number: 1, source: "television", amount: RECEIPT }],
  );
  assert.equal(sum(film.eventsOf(sent.result, "collection_credited")), received[0]!.credited);
  assert.deepEqual(
    sent.events.filter(({ contract }) => contract !== film.addresses.collection),
    [],
  );
  assert.deepEqual(eventsOf(sent.result, film.addresses.returns), []);

  await assert.rejects(film.receive("bootlegs", 1n), refused("collection.source"));
  await assert.rejects(film.receive("television", { denom: "stake", amount: "1" }), refused("funds.denom"));
  await assert.rejects(film.receive("television", 100n * RECEIPT), (fault) => !(fault instanceof BacklotError));
});

async function offTheTop(): Promise<bigint> {
  const sources = await film.contracts.collection.sources({});
  return sources.reduce((total, { deducted }) => total + BigInt(deducted), 0n);
}

test("the account's books are told in whole amounts", async () => {
  await film.receive("airlines", 333_333n);
  const totals = await film.totals();
  assert.equal(totals.received, RECEIPT + 333_333n);
  assert.equal(totals.received, totals.credited + totals.held);
  assert.equal(totals.entries, 2);
  const parties = await film.parties();
  assert.equal(
    parties.reduce((total, { credited }) => total + credited, 0n),
    totals.credited,
  );
  for (const { party, credited } of parties) {
    assert.equal(sum(await film.statementLines(party)), credited, `the lines of ${party} are whole`);
  }
  const bank = await film.statement("bank");
  assert.deepEqual([bank.credited, bank.owed], [540_000_000_000n, 540_000_000_000n]);
  const tiers = await film.tiers();
  assert.equal(tiers.reduce((total, { paid }) => total + paid, 0n) + (await offTheTop()), totals.credited);
  assert.deepEqual(
    [tiers[0]?.ended, tiers[0]?.paid, tiers[0]?.shares[0]?.party, tiers[0]?.shares[0]?.room],
    [true, 540_000_000_000n, "bank", 0n],
  );
  const entries = await all(film.entries());
  assert.deepEqual(
    entries.map(({ number, booked }) => [number, booked.kind]),
    [
      [1, "received"],
      [2, "received"],
    ],
  );
  const [first, second, ...others] = await all(film.receipts());
  assert.ok(first && second && others.length === 0);
  assert.deepEqual([first.number, first.amount, first.reference, first.payer], [1, RECEIPT, "STMT-1", film.sender]);
  assert.equal(second.reference, undefined);
});

test("what was agreed is read, encoded as it was given, and a licence is asked for", async () => {
  const { agreements, licences } = film;
  assert.ok(agreements && licences);
  const { version, agreement, sha256, reference } = await agreements.current();
  assert.deepEqual([version, reference, await all(agreements.versions(1))], [1, undefined, []]);
  assert.match(sha256, /^[0-9a-f]{64}$/);
  const parties = await film.parties();
  assert.deepEqual(agreement.parties.map(({ id }) => id).sort(), parties.map(({ party }) => party).sort());
  assert.equal(await agreements.voice("bank"), world.address("bank"));
  assert.equal(await agreements.proposal(), undefined);
  await assert.rejects(agreements.version(9), refused("agreements.unknown"));
  await assert.rejects(film.adopt(), refused("agreements.no_proposal"));
  const in2Hours = new Date(Date.now() + 2 * 3_600_000);
  await assert.rejects(film.propose(agreement, in2Hours), refused("auth.unauthorized"));

  const [from, until] = [new Date("2028-01-01"), new Date("2029-01-01")];
  const rows = await licences.avails({ territories: ["FR"], media: ["television"], from, until });
  assert.deepEqual(rows, [{ territory: "FR", medium: "television", held: undefined }]);
  assert.deepEqual(await all(licences.all()), []);
  assert.deepEqual(await licences.entitlements(), []);
  await assert.rejects(licences.balance("tv-fr"), refused("licences.licence"));
  await assert.rejects(film.payLicence("tv-fr", 1n), refused("licences.licence"));
});

test("parties are delivered, a series' share fills its pot", async () => {
  assert.equal((await reasons(issued[0]!.wallet))[0], "awaiting_collection");
  assert.deepEqual(await reasons(world.address("bank")), ["party_awaiting_delivery"]);
  assert.equal(await film.progress(), undefined);
  await assert.rejects(film.trigger(), refused("returns.not_due"));
  await film.deliverParties(["equity-b"]);
  await film.deliverParties();
  await assert.rejects(film.deliverParties(), refused("collection.nothing_to_deliver"));
  assert.equal(await balance(world.address("bank")), 540_000_000_000n);
  assert.deepEqual(await reasons(world.address("bank")), ["party_paid"]);
  assert.deepEqual(await reasons(issued[0]!.wallet), ["awaiting_trigger"]);
});

test("a run is started, watched, and advanced set by set; everybody can be recomputed", async () => {
  const holders = await all(film.holders());
  const last = holders.at(-1)!;
  const abort = new AbortController();
  after(() => abort.abort());
  const watching = all(film.watch({ every: 20, signal: abort.signal }));
  assert.deepEqual((await film.work()).trigger, [0]);
  const started = film.eventsOf((await film.trigger()).result, "returns_triggered")[0]!;
  await assert.rejects(film.trigger(), refused("returns.busy"));
  const run = (await film.progress())!;
  assert.deepEqual(
    [run.run, run.pot, run.supply, run.holders],
    [started.run, started.pot, started.supply, started.holders],
  );
  assert.deepEqual([run.state, run.cursor, run.done, run.allSets], ["paying", 0, 0, 16]);
  const [why] = (await film.whyNotPaid(last.wallet)).reasons;
  assert.ok(why.kind === "awaiting_run" && why.index === last.index && why.cursor === 0);

  const sets: Sent[] = [await film.advance({ run: run.run, cursor: 0, pages: 1 })];
  await assert.rejects(film.advance({ run: run.run, cursor: 0, pages: 1 }), refused("returns.cursor"));
  for (let next = await film.work(); next.advance[0]; next = await film.work()) {
    sets.push(await film.advance({ ...next.advance[0], pages: 6 }));
  }
  const written = sets.flatMap(({ result }) => film.eventsOf(result, "returns_set"));
  assert.deepEqual(
    written.map(({ set }) => set),
    [...Array(16).keys()],
  );
  const settled = film.eventsOf(sets.at(-1)!.result, "returns_settled")[0]!;
  assert.equal(settled.credited + settled.carry, started.pot);
  assert.equal(sum(written), settled.credited);

  const seen: Run[] = await watching;
  assert.equal(seen.at(-1)?.state, "settled");
  assert.ok(
    seen.every((now, at) => at === 0 || now.cursor > seen[at - 1]!.cursor),
    "only what moved is told",
  );
  assert.deepEqual(
    (await all(film.runs())).map(({ run, state, done }) => [run, state, done]),
    [[run.run, "settled", 1]],
  );

  const credits = await all(film.credits());
  const due = holders.map(({ index, wallet, units }) => ({
    index,
    wallet,
    amount: (started.pot * units) / started.supply,
  }));
  assert.deepEqual(
    credits,
    due.filter(({ amount }) => amount > 0n),
  );
  assert.equal(sum(credits), settled.credited);
  assert.equal(await film.credit(last.wallet), due.at(-1)!.amount);
});

test("credits are delivered; what the bank refuses is parked, told, and tried again", async () => {
  const credits = await all(film.credits());
  const unlucky = credits[3]!;
  assert.deepEqual(await film.rails(unlucky.wallet), {
    wallet: unlucky.wallet,
    rail: "bank",
    state: "waiting",
    parked: [],
    waiting: [{ series: 0, amount: unlucky.amount }],
  });
  assert.deepEqual(await reasons(unlucky.wallet), ["awaiting_delivery"]);
  const { block } = world.chain;
  await block?.(unlucky.wallet, true);
  for (let next = await film.work(); next.deliver[0]; next = await film.work()) {
    const sent = await film.deliver(next.deliver[0]);
    const [parked] = film.eventsOf(sent.result, "interchange_parked");
    assert.ok(parked === undefined || parked.wallet === unlucky.wallet);
  }
  assert.deepEqual(await all(film.credits()), []);
  for (const { wallet, amount } of [credits[0]!, credits[1_000]!, credits.at(-1)!]) {
    assert.equal(await balance(wallet), amount);
    assert.deepEqual(await reasons(wallet), ["paid"]);
    assert.equal((await film.rails(wallet)).state, "clear");
  }
  await assert.rejects(film.retry(credits[0]!.wallet), refused("interchange.not_parked"));
  await assert.rejects(film.redirect(film.sender), refused("interchange.not_parked"));

  // A real bank refuses module accounts only, which hold no units.
  if (block) {
    const { state, parked } = await film.rails(unlucky.wallet);
    assert.deepEqual(
      [state, parked.map(({ amount, denom }) => ({ amount, denom }))],
      ["parked", [{ amount: unlucky.amount, denom: "uusd" }]],
    );
    assert.equal((await reasons(unlucky.wallet))[0], "parked");

    await block(unlucky.wallet, false);
    const [retried] = film.eventsOf((await film.retry(unlucky.wallet)).result, "interchange_retried");
    assert.deepEqual([retried?.to, retried?.amount], [unlucky.wallet, unlucky.amount]);
  }
  assert.equal(await balance(unlucky.wallet), unlucky.amount);
  assert.deepEqual(await reasons(unlucky.wallet), ["paid"]);
});

/** acceptance: X80 */
test("another film's contracts emit the same events, and are not listened to", async () => {
  const plan = fs.readFileSync(path.join(ROOT, "examples/night-ferry/film.toml"), "utf8");
  const copy = path.join(world.home, "other.toml");
  fs.writeFileSync(copy, plan.replace('film = "night-ferry"', 'film = "other-ferry"'));
  await world.backlot("film", "create", copy, "--yes");
  const other = await SigningFilm.signedBy(client, film.sender, world.studio, "other-ferry");
  const receipt = (of: Film, amount: bigint) => ({
    contractAddress: of.addresses.collection,
    msg: { receive: { source: "television" } },
    funds: [{ denom: "uusd", amount: amount.toString() }],
  });
  const tx = await client.executeMultiple(film.sender, [receipt(other, 1_000n), receipt(film, 7n)], "auto");
  const amounts = (found: readonly { amount: bigint }[]) => found.map(({ amount }) => amount);
  assert.deepEqual(amounts(film.eventsOf(tx, "collection_received")), [7n]);
  assert.deepEqual(amounts(other.eventsOf(tx, "collection_received")), [1_000n]);
  assert.deepEqual(amounts(eventsOf(tx, film.addresses.collection, "collection_received")), [7n]);
  // The same is true of a transaction that was found again.
  const found = await client.getTx(tx.transactionHash);
  assert.ok(found);
  assert.deepEqual(film.eventsOf(found), film.eventsOf(tx));
});

test("the README's example runs as it stands", async () => {
  const said = await runExample({ RPC: world.chain.rpc, STUDIO: world.studio, MNEMONIC: mnemonic });
  assert.match(said, /^Night Ferry: 900000333340uusd received, \d+ paid out$/m);
  const large = issued.filter(({ units }) => units > 100_000_000_000n);
  assert.equal(
    [...said.matchAll(/^wasm1\w+ holds \d+: \duusd for all holders of series 0 are on their way/gm)].length,
    large.length,
  );
  assert.ok(large.length > 2);
  assert.match(said, /^guilds gets 25000 of it$/m);
  assert.match(said, /^no run yet: .+$/m);
});
