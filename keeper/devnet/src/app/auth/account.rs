use cosmrs::proto::cosmos::auth::v1beta1::{BaseAccount, ModuleAccount, Params};
use cosmrs::proto::Any;
use prost::{Message, Name};

use crate::app::address;
use crate::app::error::Outcome;
use crate::app::run::{Run, Space};

/// Module account that collects fees.
pub const FEE_COLLECTOR: &str = "fee_collector";

/// Store keys of the SDK's x/auth.
const PARAMS: &[u8] = &[0];
const ACCOUNT: u8 = 1;
const NEXT_NUMBER: &[u8] = &[2];
const BY_NUMBER: &[u8] = b"accountNumber";

/// The SDK's default parameters of x/auth; read from state on every use, since reading costs gas.
pub fn default_params() -> Params {
    Params {
        max_memo_characters: 256,
        tx_sig_limit: 7,
        tx_size_cost_per_byte: 10,
        sig_verify_cost_ed25519: 590,
        sig_verify_cost_secp256k1: 1_000,
    }
}

/// The parameters of x/auth.
pub fn params(run: &mut Run<'_>) -> Outcome<Params> {
    let bytes = run.get(Space::Auth, PARAMS)?;
    Ok(bytes.and_then(|bytes| Params::decode(bytes.as_slice()).ok()).unwrap_or_else(default_params))
}

/// Stores the parameters of x/auth.
pub fn set_params(run: &mut Run<'_>, params: &Params) -> Outcome<()> {
    run.set(Space::Auth, PARAMS, params.encode_to_vec())
}

/// An account.
#[derive(Clone, Debug, PartialEq)]
pub struct Account {
    /// Address in bytes.
    pub address: Vec<u8>,
    /// Key, once it has signed.
    pub pub_key: Option<Any>,
    /// Number, given at creation.
    pub number: u64,
    /// Sequence that its next transaction must have.
    pub sequence: u64,
    /// Where it belongs to a module: the module's name, and what its account may do.
    pub module: Option<(String, Vec<String>)>,
}

impl Account {
    /// As queries have it.
    pub fn to_base(&self) -> BaseAccount {
        BaseAccount {
            address: address::humanize(&self.address),
            pub_key: self.pub_key.clone(),
            account_number: self.number,
            sequence: self.sequence,
        }
    }

    /// As state has it.
    pub fn to_any(&self) -> Any {
        let base = self.to_base();
        match &self.module {
            None => Any { type_url: BaseAccount::type_url(), value: base.encode_to_vec() },
            Some((name, permissions)) => {
                let (name, permissions) = (name.clone(), permissions.clone());
                let account = ModuleAccount { base_account: Some(base), name, permissions };
                Any { type_url: ModuleAccount::type_url(), value: account.encode_to_vec() }
            }
        }
    }

    fn decode(bytes: &[u8]) -> Option<Self> {
        let any = Any::decode(bytes).ok()?;
        let (base, module) = if any.type_url == ModuleAccount::type_url() {
            let account = ModuleAccount::decode(any.value.as_slice()).ok()?;
            (account.base_account?, Some((account.name, account.permissions)))
        } else {
            (BaseAccount::decode(any.value.as_slice()).ok()?, None)
        };
        Some(Self {
            address: address::canonicalize(&base.address).ok()?,
            pub_key: base.pub_key,
            number: base.account_number,
            sequence: base.sequence,
            module,
        })
    }
}

fn key(address: &[u8]) -> Vec<u8> {
    [&[ACCOUNT], address].concat()
}

fn number_key(number: u64) -> Vec<u8> {
    [BY_NUMBER, &number.to_be_bytes()].concat()
}

/// Whether an account exists.
pub fn has_account(run: &mut Run<'_>, address: &[u8]) -> Outcome<bool> {
    run.has(Space::Auth, &key(address))
}

/// The account of an address.
pub fn account(run: &mut Run<'_>, address: &[u8]) -> Outcome<Option<Account>> {
    let bytes = run.get(Space::Auth, &key(address))?;
    Ok(bytes.and_then(|bytes| Account::decode(&bytes)))
}

/// Stores an account, and its place in the index of numbers: what the SDK's unique index reads and writes, it costs.
pub fn set_account(run: &mut Run<'_>, account: &Account) -> Outcome<()> {
    let number = number_key(account.number);
    if run.get(Space::Auth, &key(&account.address))?.is_some() {
        run.remove(Space::Auth, &number)?;
    }
    run.has(Space::Auth, &number)?;
    run.set(Space::Auth, &number, account.address.clone())?;
    run.set(Space::Auth, &key(&account.address), account.to_any().encode_to_vec())
}

/// Makes an account with the next number.
pub fn create_account(run: &mut Run<'_>, address: &[u8]) -> Outcome<Account> {
    create(run, address, None)
}

/// The account of a module, made where it is asked for the first time. What its module may do is part of it.
pub fn module_account(run: &mut Run<'_>, name: &str, permissions: &[&str]) -> Outcome<Account> {
    let address = address::module(name);
    if let Some(account) = account(run, &address)? {
        return Ok(account);
    }
    let permissions = permissions.iter().map(|one| (*one).to_owned()).collect();
    create(run, &address, Some((name.to_owned(), permissions)))
}

fn create(run: &mut Run<'_>, address: &[u8], module: Option<(String, Vec<String>)>) -> Outcome<Account> {
    let stored = run.get(Space::Auth, NEXT_NUMBER)?;
    let number = stored.and_then(|bytes| bytes.try_into().ok()).map_or(0, u64::from_be_bytes);
    run.set(Space::Auth, NEXT_NUMBER, number.saturating_add(1).to_be_bytes().to_vec())?;
    let account = Account { address: address.to_vec(), pub_key: None, number, sequence: 0, module };
    set_account(run, &account)?;
    Ok(account)
}
