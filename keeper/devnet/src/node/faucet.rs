//! The faucet: an account with coins at genesis whose key everyone can derive. It pays by signed transactions, as any
//! other account does.

use anyhow::{bail, ensure, Context, Result};
use cosmrs::bank::MsgSend;
use cosmrs::crypto::secp256k1::SigningKey;
use cosmrs::proto::cosmos::auth::v1beta1::{BaseAccount, QueryAccountRequest, QueryAccountResponse};
use cosmrs::tx::{self, Fee, Msg, SignDoc, SignerInfo};
use cosmrs::{AccountId, Coin};
use prost::Message;

use super::{hashes::sha256, lock, Node};

/// Prefix of addresses, as wasmd's.
const PREFIX: &str = "wasm";
/// Gas of a payment: a send to a new account takes less than half of it.
const GAS: u64 = 200_000;
/// SDK code of a wrong sequence.
const WRONG_SEQUENCE: u32 = 32;

fn key(chain_id: &str) -> Result<SigningKey> {
    let secret = sha256(format!("devnet faucet/{chain_id}").as_bytes());
    SigningKey::from_slice(&secret).map_err(|error| anyhow::anyhow!("faucet key: {error}"))
}

/// The faucet's address.
pub(crate) fn address(chain_id: &str) -> Result<String> {
    let id = key(chain_id)?.public_key().account_id(PREFIX).map_err(|error| anyhow::anyhow!("{error}"))?;
    Ok(id.to_string())
}

/// The faucet's key as hex: worth nothing beyond this devnet, so that tests and scripts may sign with it.
pub(crate) fn key_hex(chain_id: &str) -> String {
    hex::encode(sha256(format!("devnet faucet/{chain_id}").as_bytes()))
}

impl Node {
    /// Hands in a payment; the transaction's hash.
    pub fn pay(&self, to: &str, amount: u128, denom: &str) -> Result<[u8; 32]> {
        ensure!(!self.config.faucet.is_empty(), "this devnet has no faucet");
        let coin = coin(amount, denom)?;
        let to: AccountId = to.parse().map_err(|error| anyhow::anyhow!("address {to:?}: {error}"))?;
        let mut next = lock(&self.faucet_sequence);
        // What is known here runs ahead of the chain by what waits; where it is wrong, the chain knows better.
        for known in [next.take(), None] {
            let (number, committed) = self.faucet_account()?;
            let sequence = known.unwrap_or(committed);
            let bytes = self.sign_payment(&to, coin.clone(), number, sequence)?;
            let hash = sha256(&bytes);
            let result = self.submit(bytes)??;
            match result.code {
                0 => {
                    *next = Some(sequence + 1);
                    return Ok(hash);
                }
                WRONG_SEQUENCE if known.is_some() => {}
                code => bail!("the faucet's payment was refused (code {code}): {}", result.log),
            }
        }
        bail!("the faucet's sequence cannot be found")
    }

    /// Hands in a payment and waits for its block; hash and height.
    pub fn pay_and_wait(&self, to: &str, amount: u128, denom: &str) -> Result<([u8; 32], u64)> {
        let blocks = self.bus.subscribe();
        let hash = self.pay(to, amount, denom)?;
        let tx = self.wait_for(blocks, &hash)?;
        ensure!(tx.code == 0, "the faucet's payment failed (code {}): {}", tx.code, tx.log);
        Ok((hash, tx.height))
    }

    fn faucet_account(&self) -> Result<(u64, u64)> {
        let request = QueryAccountRequest { address: address(&self.genesis.chain_id)? };
        let (_, answer) = self.query(None, "/cosmos.auth.v1beta1.Query/Account", &request.encode_to_vec())?;
        ensure!(answer.code == 0, "the faucet's account: {}", answer.log);
        let account = QueryAccountResponse::decode(answer.value.as_slice())?.account.context("no faucet account")?;
        let account = BaseAccount::decode(account.value.as_slice())?;
        Ok((account.account_number, account.sequence))
    }

    fn sign_payment(&self, to: &AccountId, coin: Coin, number: u64, sequence: u64) -> Result<Vec<u8>> {
        let sign = || -> std::result::Result<Vec<u8>, cosmrs::ErrorReport> {
            let key = key(&self.genesis.chain_id).map_err(|error| cosmrs::ErrorReport::msg(error.to_string()))?;
            let from_address = key.public_key().account_id(PREFIX)?;
            let send = MsgSend { from_address, to_address: to.clone(), amount: vec![coin] };
            let body = tx::Body::new(vec![send.to_any()?], "faucet", 0u32);
            let price = u128::from(self.genesis.min_gas_price_micro);
            let fee_amount = (u128::from(GAS) * price).div_ceil(1_000_000);
            let mut fee = Fee { amount: Vec::new(), gas_limit: GAS, payer: None, granter: None };
            if fee_amount > 0 {
                fee.amount.push(Coin { denom: self.genesis.fee_denom.parse()?, amount: fee_amount });
            }
            let auth = SignerInfo::single_direct(Some(key.public_key()), sequence).auth_info(fee);
            let chain_id = self.genesis.chain_id.parse()?;
            SignDoc::new(&body, &auth, &chain_id, number)?.sign(&key)?.to_bytes()
        };
        sign().map_err(|error| anyhow::anyhow!("the faucet cannot sign: {error}"))
    }
}

fn coin(amount: u128, denom: &str) -> Result<Coin> {
    ensure!(amount > 0, "an amount is at least 1");
    let denom = denom.parse().map_err(|error| anyhow::anyhow!("denom {denom:?}: {error}"))?;
    Ok(Coin { denom, amount })
}
