// The chain under test, as the environment names it, and clients for it. The same for every chain.
import { makeCosmoshubPath, Secp256k1HdWallet } from "@cosmjs/amino";
import { SigningCosmWasmClient } from "@cosmjs/cosmwasm";
import { DirectSecp256k1HdWallet } from "@cosmjs/proto-signing";
import { GasPrice } from "@cosmjs/stargate";

function need(name) {
  const value = process.env[name];
  if (!value) throw new Error(`${name} is not set: run the tests by \`node run.mjs devnet\``);
  return value;
}

/** Where the chain is. `name` is `devnet` or `wasmd`: what differs by it must be said in the README. */
export const chain = {
  name: need("BACKLOT_CHAIN"),
  rpc: need("BACKLOT_RPC"),
  rest: need("BACKLOT_REST"),
  id: need("BACKLOT_CHAIN_ID"),
  prefix: "wasm",
};
export const websocket = chain.rpc.replace(/^http/, "ws");

export const gasPrice = GasPrice.fromString(process.env.BACKLOT_GAS_PRICE ?? "0.025stake");
export const stake = (amount) => [{ denom: "stake", amount: String(amount) }];

const options = { gasPrice, broadcastPollIntervalMs: 100, broadcastTimeoutMs: 30_000 };

/** A client that signs with a wallet. */
export const connect = (wallet, more = {}) =>
  SigningCosmWasmClient.connectWithSigner(chain.rpc, wallet, { ...options, ...more });

const faucet = await DirectSecp256k1HdWallet.fromMnemonic(need("BACKLOT_FAUCET_PHRASE"), { prefix: chain.prefix });
const [{ address: bank }] = await faucet.getAccounts();

/** Payments of the bank follow one another: each needs the sequence that the one before leaves. */
let payments = Promise.resolve();

/** Gives an address coins. */
export function fund(address, coins = stake(500_000_000)) {
  const pay = async () => {
    const client = await connect(faucet);
    await client.sendTokens(bank, address, coins, "auto");
    client.disconnect();
  };
  payments = payments.then(pay);
  return payments;
}

const paths = { hdPaths: [0, 1].map(makeCosmoshubPath), prefix: chain.prefix };

/** A new wallet of two accounts that nobody has heard of. `amino`: what a Ledger does; else direct signing. */
export const stranger = (amino = false) =>
  amino ? Secp256k1HdWallet.generate(12, paths) : DirectSecp256k1HdWallet.generate(12, paths);

/** A new wallet with coins, and its client. */
export async function actor({ amino = false, coins } = {}) {
  const wallet = await stranger(amino);
  const [{ address }, { address: second }] = await wallet.getAccounts();
  await fund(address, coins);
  return { wallet, address, second, client: await connect(wallet) };
}

/**
 * What "auto" should be for messages that cost next to nothing: CosmJS simulates without a fee, and paying one costs
 * more than the 40 % it adds. So it is on wasmd, too.
 */
export const ample = 2;

/** An address nobody has heard of. */
export async function nobody() {
  const [{ address }] = await (await stranger()).getAccounts();
  return address;
}

/** What a promise is refused with. */
export async function refusal(promise) {
  let value;
  try {
    value = await promise;
  } catch (error) {
    return String(error.message ?? error);
  }
  throw new Error(`not refused: ${JSON.stringify(value, (_, v) => (typeof v === "bigint" ? String(v) : v))}`);
}

/** Waits until `probe` gives something true. */
export async function until(what, probe, ms = 15_000) {
  for (const end = Date.now() + ms; ; ) {
    const found = await probe();
    if (found) return found;
    if (Date.now() > end) throw new Error(`${what}: not within ${ms} ms`);
    await new Promise((soon) => setTimeout(soon, 100));
  }
}
