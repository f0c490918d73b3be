// What a dApp does in the browser: asks over RPC and REST, signs a payment, sends it, hears of it over the websocket,
// and shows how it went.
import { SigningCosmWasmClient } from "@cosmjs/cosmwasm";
import { DirectSecp256k1HdWallet } from "@cosmjs/proto-signing";
import { GasPrice } from "@cosmjs/stargate";
import { Comet38Client, WebsocketClient } from "@cosmjs/tendermint-rpc";

async function story({ rpc, rest, phrase, to }) {
  const wallet = await DirectSecp256k1HdWallet.fromMnemonic(phrase, { prefix: "wasm" });
  const [{ address }] = await wallet.getAccounts();
  const options = { gasPrice: GasPrice.fromString("0.025stake"), broadcastPollIntervalMs: 100 };
  const client = await SigningCosmWasmClient.connectWithSigner(rpc, wallet, options);
  const before = await client.getBalance(address, "stake");
  const overRest = await (await fetch(`${rest}/cosmos/bank/v1beta1/balances/${address}/by_denom?denom=stake`)).json();

  const socket = await Comet38Client.create(new WebsocketClient(rpc.replace(/^http/, "ws")));
  const heard = new Promise((resolve, reject) => {
    socket.subscribeTx(`transfer.recipient='${to}'`).subscribe({ next: resolve, error: reject });
  });
  await socket.status();
  const sent = await client.sendTokens(address, to, [{ denom: "stake", amount: "321" }], "auto", "from a page");
  const event = await heard;
  const found = await (await fetch(`${rest}/cosmos/tx/v1beta1/txs/${sent.transactionHash}`)).json();
  const dev = await fetch(`${rpc}/dev/produce_block`, { method: "POST", body: "{}" }).then(
    ({ status }) => status,
    () => "blocked",
  );
  return {
    origin: location.origin,
    chain: await client.getChainId(),
    before,
    overRest: overRest.balance,
    code: sent.code,
    hash: sent.transactionHash,
    heard: [...event.hash].map((byte) => byte.toString(16).padStart(2, "0")).join("").toUpperCase(),
    memo: found.tx.body.memo,
    received: await client.getBalance(to, "stake"),
    dev,
  };
}

const show = (outcome) => {
  const element = document.createElement("pre");
  element.id = "done";
  element.textContent = JSON.stringify(outcome);
  document.body.append(element);
};

story(Object.fromEntries(new URLSearchParams(location.search))).then(show, (error) => show({ error: String(error.stack) }));
