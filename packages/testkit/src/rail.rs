use std::{cell::RefCell, collections::BTreeSet, rc::Rc};

use anybuf::Bufany;
use anyhow::{anyhow, bail, ensure};
use cosmwasm_std::{Addr, AnyMsg, Api, BankMsg, BlockInfo, Coin, CustomMsg, CustomQuery, Storage, Uint128};
use cw_multi_test::{error::AnyResult, AppResponse, CosmosRouter, Stargate};
use serde::de::DeserializeOwned;

/// Type URL of the bank message that pays many at once.
pub const MULTI_SEND: &str = "/cosmos.bank.v1beta1.MsgMultiSend";

/// How a chain words a refusal to a contract: only codespace and code survive (wasmd's `redactError`).
const UNAUTHORIZED: &str = "codespace: sdk, code: 4";
const SEND_DISABLED: &str = "codespace: bank, code: 5";
const BAD_COINS: &str = "codespace: sdk, code: 10";

/// The bank's `MsgMultiSend`, with blocked wallets and denoms whose sending is off. Clones share their lists, so a
/// test keeps one and the app the other.
#[derive(Clone, Default)]
pub struct BankRail {
    blocked: Rc<RefCell<BTreeSet<String>>>,
    disabled: Rc<RefCell<BTreeSet<String>>>,
    sent: Rc<RefCell<Sent>>,
}

#[derive(Default)]
struct Sent {
    messages: u32,
    refused: u32,
}

impl BankRail {
    /// Payments to this wallet fail from now on.
    pub fn block(&self, wallet: &Addr) {
        self.blocked.borrow_mut().insert(wallet.to_string());
    }

    /// Payments to this wallet work again.
    pub fn unblock(&self, wallet: &Addr) {
        self.blocked.borrow_mut().remove(wallet.as_str());
    }

    /// Nobody can be paid in this denom (`SendEnabled` off).
    pub fn disable(&self, denom: &str) {
        self.disabled.borrow_mut().insert(denom.into());
    }

    /// The denom can be sent again.
    pub fn enable(&self, denom: &str) {
        self.disabled.borrow_mut().remove(denom);
    }

    /// Multi-sends that were tried and, of these, refused, since the last call.
    pub fn take_counts(&self) -> (u32, u32) {
        let sent = self.sent.take();
        (sent.messages, sent.refused)
    }

    /// Decodes, checks as the chain does, and answers what to send to whom.
    fn accept(&self, api: &dyn Api, sender: &Addr, value: &[u8]) -> AnyResult<Vec<(String, Vec<Coin>)>> {
        let message = Bufany::deserialize(value)?;
        let inputs = message.repeated_message(1).map_err(|error| anyhow!("{error}"))?;
        let outputs = message.repeated_message(2).map_err(|error| anyhow!("{error}"))?;
        let [input] = inputs.as_slice() else { bail!("{BAD_COINS}: one input, got {}", inputs.len()) };
        ensure!(input.string(1).as_deref() == Some(sender.as_str()), UNAUTHORIZED);
        ensure!(!outputs.is_empty(), BAD_COINS);
        let given = coins(input)?;
        let mut total: Vec<Coin> = Vec::new();
        let mut payments = Vec::with_capacity(outputs.len());
        for output in &outputs {
            let wallet = output.string(1).unwrap_or_default();
            api.addr_validate(&wallet)?;
            ensure!(!self.blocked.borrow().contains(&wallet), UNAUTHORIZED);
            let amount = coins(output)?;
            for coin in &amount {
                ensure!(!coin.amount.is_zero(), BAD_COINS);
                ensure!(!self.disabled.borrow().contains(&coin.denom), SEND_DISABLED);
                match total.iter_mut().find(|known| known.denom == coin.denom) {
                    Some(known) => known.amount = known.amount.checked_add(coin.amount)?,
                    None => total.push(coin.clone()),
                }
            }
            payments.push((wallet, amount));
        }
        total.sort_by(|left, right| left.denom.cmp(&right.denom));
        ensure!(total == given, "{BAD_COINS}: in {given:?}, out {total:?}");
        Ok(payments)
    }
}

fn coins(side: &Bufany<'_>) -> AnyResult<Vec<Coin>> {
    let rows = side.repeated_message(2).map_err(|error| anyhow!("{error}"))?;
    rows.iter()
        .map(|row| {
            let amount: Uint128 = row.string(2).unwrap_or_default().parse()?;
            Ok(Coin { denom: row.string(1).unwrap_or_default(), amount })
        })
        .collect()
}

impl Stargate for BankRail {
    fn execute_any<ExecC, QueryC>(
        &self,
        api: &dyn Api,
        storage: &mut dyn Storage,
        router: &dyn CosmosRouter<ExecC = ExecC, QueryC = QueryC>,
        block: &BlockInfo,
        sender: Addr,
        msg: AnyMsg,
    ) -> AnyResult<AppResponse>
    where
        ExecC: CustomMsg + DeserializeOwned + 'static,
        QueryC: CustomQuery + DeserializeOwned + 'static,
    {
        ensure!(msg.type_url == MULTI_SEND, "no handler for {}", msg.type_url);
        self.sent.borrow_mut().messages += 1;
        let payments = self.accept(api, &sender, &msg.value).inspect_err(|_| self.sent.borrow_mut().refused += 1)?;
        for (to_address, amount) in payments {
            router.execute(api, storage, block, sender.clone(), BankMsg::Send { to_address, amount }.into())?;
        }
        Ok(AppResponse::default())
    }
}
