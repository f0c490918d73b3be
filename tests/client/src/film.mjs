// A small film on the wire: its plan, now and as it was before 0.3, and the studio that makes it.
import { released, wasm } from "./wasm.mjs";

/** Kinds that a studio makes, and those that it made before 0.3. */
export const KINDS = ["rights", "engine", "agreements", "collection", "licences", "returns", "interchange"];
export const KINDS_BEFORE = ["rights", "collection", "returns", "interchange"];

/** Bytes of a message as JSON carries them. */
export const bytes = (value) => Buffer.from(JSON.stringify(value)).toString("base64");
export const unpacked = (base64) => JSON.parse(Buffer.from(base64, "base64").toString());

const wallet = (id, address, voice = null) => ({
  id,
  payee: { wallet: { address } },
  invested: null,
  held_until: null,
  voice,
});
const open = (party) => ({ party, weight: 1, cap: null });
const tier = (id, shares) => ({ id, opens: null, shares, escalators: [], ends: null });

/** What is agreed: an agent takes 10 %, a bank gets 500 back, producer (for whom the bank speaks) and holders share. */
export const agreement = ({ agent, bank, producer }, quorum = 5_000) => ({
  parties: [
    wallet("agent", agent),
    wallet("bank", bank),
    wallet("producer", producer, bank),
    { id: "holders", payee: { series: { series: 0 } }, invested: null, held_until: null, voice: null },
  ],
  schedule: {
    figures: [],
    tables: [
      {
        id: "all",
        tiers: [
          tier("loan", [{ party: "bank", weight: 1, cap: { only: { amount: { amount: "500" } } } }]),
          tier("profits", [open("producer"), open("holders")]),
        ],
      },
    ],
    sources: [
      {
        id: "television",
        table: "all",
        off_the_top: [{ percent: { party: "agent", steps: [{ from: "0", bps: 1_000 }], yearly_minimum: null } }],
      },
    ],
  },
  quorum,
});

const same = {
  title: "Night Shoot",
  denom: "uusd",
  series: [
    {
      name: "Night Shoot",
      symbol: "NIGHT",
      decimals: 0,
      cap: "1000000",
      rules: {},
      compliance: null,
      recovery_delay: 86_400,
      marketing: null,
    },
  ],
  terms: { threshold: "1000", every: null, freeze: 3_600, pause: 3_600, bounty: null },
};

/** The film's plan. */
export const plan = (parties) => ({ ...same, agreement: bytes(agreement(parties)) });

/** The same film as plans were before 0.3. */
export const planBefore = ({ agent, bank, producer }) => ({
  ...same,
  parties: [
    ...Object.entries({ agent, bank, producer }).map(([id, address]) => ({ id, payee: { wallet: { address } } })),
    { id: "holders", payee: { series: { series: 0 } } },
  ],
  schedule: {
    sources: [{ id: "television", off_the_top: [{ percent: { party: "agent", bps: 1_000 } }] }],
    tiers: [
      { id: "loan", shares: [{ party: "bank", weight: 1, cap: "500" }], ends_when: null },
      { id: "profits", shares: [open("producer"), open("holders")], ends_when: null },
    ],
  },
});

/** Uploads contracts: contract → code id. `version`: of a release, else of this tree. */
export async function upload(client, sender, contracts, version) {
  const ids = {};
  for (const contract of contracts) {
    const code = await (version ? released(version, contract) : wasm(contract));
    ids[contract] = (await client.upload(sender, code, "auto")).codeId;
  }
  return ids;
}

/** Codes as a studio is told them. */
export const codes = (kinds, ids, version) => kinds.map((kind) => ({ kind, code_id: ids[kind], version }));
