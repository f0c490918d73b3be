use crate::app::auth;
use crate::app::coins::{self, Coin};
use crate::app::error::*;
use crate::app::params::blocked_key;
use crate::app::run::{Run, Space};
use crate::app::store::prefix_end;
use crate::app::{address, gas};

/// Store keys of the SDK's x/bank. A balance has its own key a denom, so what a stranger sends costs nobody else.
const SUPPLY: u8 = 0;
const METADATA: u8 = 1;
const BALANCE: u8 = 2;
const BY_DENOM: u8 = 3;
const SEND_ENABLED: u8 = 4;
const PARAMS: &[u8] = &[5];
/// The module that burns for contracts.
const WASM: &str = "wasm";
/// The module that is given all fees of a block when the next one begins.
const DISTRIBUTION: &str = "distribution";

fn with_len(address: &[u8]) -> Vec<u8> {
    let mut key = vec![u8::try_from(address.len()).unwrap_or(u8::MAX)];
    key.extend_from_slice(address);
    key
}

/// Prefix of all balances of an address; what follows is the denom.
pub fn balances_prefix(address: &[u8]) -> Vec<u8> {
    [&[BALANCE], with_len(address).as_slice()].concat()
}

/// Prefix of all supplies; what follows is the denom.
pub fn supply_prefix() -> Vec<u8> {
    vec![SUPPLY]
}

fn index_key(address: &[u8], denom: &str) -> Vec<u8> {
    [&[BY_DENOM], denom.as_bytes(), &[0], with_len(address).as_slice()].concat()
}

/// An amount as it is stored: decimal digits.
pub fn stored_amount(bytes: Option<Vec<u8>>) -> u128 {
    bytes.and_then(|bytes| String::from_utf8(bytes).ok()).and_then(|text| text.parse().ok()).unwrap_or(0)
}

/// Writes what x/bank begins with.
pub fn init(run: &mut Run<'_>) -> Outcome<()> {
    // `default_send_enabled: true`
    run.set(Space::Bank, PARAMS, vec![0x10, 1])
}

/// Balance of a denom.
pub fn balance(run: &mut Run<'_>, address: &[u8], denom: &str) -> Outcome<u128> {
    let key = [balances_prefix(address).as_slice(), denom.as_bytes()].concat();
    Ok(stored_amount(run.get(Space::Bank, &key)?))
}

fn set_balance(run: &mut Run<'_>, address: &[u8], denom: &str, amount: u128) -> Outcome<()> {
    let key = [balances_prefix(address).as_slice(), denom.as_bytes()].concat();
    let index = index_key(address, denom);
    if amount == 0 {
        run.remove(Space::Bank, &index)?;
        return run.remove(Space::Bank, &key);
    }
    run.set(Space::Bank, &index, Vec::new())?;
    run.set(Space::Bank, &key, amount.to_string().into_bytes())
}

/// There is no metadata of denoms here; looking for it costs what it costs.
pub fn look_for_metadata(run: &mut Run<'_>, denom: &str) -> Outcome<()> {
    run.get(Space::Bank, &[&[METADATA], denom.as_bytes()].concat()).map(drop)
}

/// Supply of a denom.
pub fn supply(run: &mut Run<'_>, denom: &str) -> Outcome<u128> {
    let key = [&[SUPPLY], denom.as_bytes()].concat();
    Ok(stored_amount(run.get(Space::Bank, &key)?))
}

fn set_supply(run: &mut Run<'_>, denom: &str, amount: u128) -> Outcome<()> {
    let key = [&[SUPPLY], denom.as_bytes()].concat();
    match amount {
        0 => run.remove(Space::Bank, &key),
        _ => run.set(Space::Bank, &key, amount.to_string().into_bytes()),
    }
}

/// Sending is enabled for every denom here; asking costs what it costs on a chain.
pub(super) fn check_send_enabled(run: &mut Run<'_>, coins: &[Coin]) -> Outcome<()> {
    run.get(Space::Bank, PARAMS)?;
    for coin in coins {
        run.has(Space::Bank, &[&[SEND_ENABLED], coin.denom.as_bytes()].concat())?;
    }
    Ok(())
}

/// Refuses recipients that are blocked: module accounts, and those a tool of the devnet blocked.
pub(super) fn check_recipient(run: &Run<'_>, recipient: &[u8]) -> Result<(), ChainError> {
    if run.store.get(&blocked_key(recipient)).is_none() {
        return Ok(());
    }
    Err(UNAUTHORIZED.because(format!("{} is not allowed to receive funds", address::humanize(recipient))))
}

pub(super) fn sub_coins(run: &mut Run<'_>, from: &[u8], coins: &[Coin]) -> Outcome<()> {
    // Locked coins of vesting accounts: there are none, the account is read all the same.
    auth::account(run, from)?;
    for coin in coins {
        let held = balance(run, from, &coin.denom)?;
        let Some(rest) = held.checked_sub(coin.amount) else {
            let text = format!("spendable balance {held}{} is smaller than {coin}", coin.denom);
            return Err(INSUFFICIENT_FUNDS.because(text).into());
        };
        set_balance(run, from, &coin.denom, rest)?;
    }
    run.emit("coin_spent", [("spender", address::humanize(from)), ("amount", coins::text(coins))]);
    Ok(())
}

pub(super) fn add_coins(run: &mut Run<'_>, to: &[u8], coins: &[Coin]) -> Outcome<()> {
    for coin in coins {
        let held = balance(run, to, &coin.denom)?;
        let sum = held.checked_add(coin.amount).ok_or_else(|| INVALID_COINS.because("amount overflows"))?;
        set_balance(run, to, &coin.denom, sum)?;
    }
    run.emit("coin_received", [("receiver", address::humanize(to)), ("amount", coins::text(coins))]);
    Ok(())
}

/// Moves coins; makes the recipient's account where there is none.
pub fn send(run: &mut Run<'_>, from: &[u8], to: &[u8], coins: &[Coin]) -> Outcome<()> {
    sub_coins(run, from, coins)?;
    add_coins(run, to, coins)?;
    if !auth::has_account(run, to)? {
        auth::create_account(run, to)?;
    }
    let sender = address::humanize(from);
    let recipient = address::humanize(to);
    run.emit("transfer", [("recipient", recipient), ("sender", sender.clone()), ("amount", coins::text(coins))]);
    run.emit("message", [("sender", sender)]);
    Ok(())
}

/// Coins attached to a call of a contract: enabled denoms, a recipient that may receive, and no `message` event, since
/// there was no message.
pub fn send_to_contract(run: &mut Run<'_>, from: &[u8], to: &[u8], coins: &[Coin]) -> Outcome<()> {
    check_send_enabled(run, coins)?;
    check_recipient(run, to)?;
    let before = run.events.len();
    send(run, from, to, coins)?;
    let new = run.events.split_off(before);
    run.events.extend(new.into_iter().filter(|event| event.r#type != "message"));
    Ok(())
}

/// Destroys coins a contract holds, over the wasm module's account as on a chain.
pub fn burn(run: &mut Run<'_>, from: &[u8], coins: &[Coin]) -> Outcome<()> {
    let module = auth::module_account(run, WASM, &["burner"])?.address;
    send(run, from, &module, coins)?;
    auth::module_account(run, WASM, &["burner"])?;
    sub_coins(run, &module, coins)?;
    for coin in coins {
        let rest = supply(run, &coin.denom)?.saturating_sub(coin.amount);
        set_supply(run, &coin.denom, rest)?;
    }
    run.emit("burn", [("burner", address::humanize(&module)), ("amount", coins::text(coins))]);
    Ok(())
}

/// Empties the account of fees, as every block of a real chain begins with: what a transaction's fee costs depends on
/// what lies there already.
pub fn sweep_fees(run: &mut Run<'_>) -> Outcome<()> {
    let fees = address::module(auth::FEE_COLLECTOR);
    let coins = all_balances(run, &fees)?;
    if coins.is_empty() {
        return Ok(());
    }
    send(run, &fees, &address::module(DISTRIBUTION), &coins)
}

/// Creates coins out of nothing, in the genesis.
pub fn mint(run: &mut Run<'_>, to: &[u8], coins: &[Coin]) -> Outcome<()> {
    for coin in coins {
        let sum = supply(run, &coin.denom)?.checked_add(coin.amount);
        let sum = sum.ok_or_else(|| INVALID_COINS.because("supply overflows"))?;
        set_supply(run, &coin.denom, sum)?;
    }
    add_coins(run, to, coins)
}

/// All balances of an address, by denom, each paid for before the next is read.
pub fn all_balances(run: &mut Run<'_>, address: &[u8]) -> Outcome<Vec<Coin>> {
    let prefix = Space::Bank.key(&balances_prefix(address));
    let mut cursor = run.store.cursor(prefix.clone(), prefix_end(&prefix), false);
    let mut coins = Vec::new();
    // An iterator pays for the first row when it is made, and for each row when it leaves it.
    let mut first = true;
    while let Some((key, value)) = cursor.next(&run.store) {
        let len = gas::bytes(key.len() - 1 + value.len());
        for _ in 0..=u8::from(first) {
            run.meter.consume(gas::READ_BYTE * len + gas::ITER_NEXT, "IterNextFlat")?;
        }
        first = false;
        let denom = String::from_utf8_lossy(&key[prefix.len()..]).into_owned();
        coins.push(Coin { denom, amount: stored_amount(Some(value)) });
    }
    if first {
        run.meter.consume(gas::ITER_NEXT, "IterNextFlat")?;
    }
    Ok(coins)
}
