//! The contracts that the agreements speak with: an engine that answers what the text of an agreement tells it to, and a
//! collection account that keeps what it is told.

use backlot_api::{
    collection::{BooksResponse, ExecuteMsg, QueryMsg, SourceResponse},
    engine::{self, Amendment, Compilation},
    schedule::Party,
};
use backlot_testkit::{no_execute, TestApp};
use cosmwasm_schema::cw_serde;
use cosmwasm_std::{
    from_json, to_json_binary, Binary, Deps, DepsMut, Empty, Env, MessageInfo, Response, StdError, StdResult, Uint128,
};
use cw_multi_test::ContractWrapper;
use cw_ownable::Ownership;
use cw_storage_plus::Item;

/// What stands in the text of an agreement here: the answers of the engine about it.
#[cw_serde]
pub struct Script {
    pub parties: Vec<Party>,
    pub quorum: u16,
    /// The account's terms.
    pub terms: String,
    /// Who falls, whatever is in the books.
    pub falls: Vec<String>,
}

fn read(text: &[u8]) -> StdResult<Script> {
    from_json(text).map_err(|_| StdError::generic_err("[engine.agreement] this is no agreement"))
}

fn compile(script: Script) -> Compilation {
    let Script { parties, quorum, terms, falls: _ } = script;
    Compilation { terms: terms.as_bytes().into(), parties, quorum }
}

fn answer(_: Deps, _: Env, msg: engine::QueryMsg) -> StdResult<Binary> {
    match msg {
        engine::QueryMsg::Compile { agreement } => to_json_binary(&compile(read(&agreement)?)),
        engine::QueryMsg::Amend { current, books, agreement } => {
            read(&current)?;
            let script = read(&agreement)?;
            // The books are a list of those who fall too, as the account stands.
            let mut falls: Vec<String> = from_json(&books)?;
            falls.extend(script.falls.clone());
            let books = [b"carried over: ", books.as_slice()].concat().into();
            to_json_binary(&Amendment { compilation: compile(script), books, falls })
        }
    }
}

/// An engine.
pub fn engine(app: &mut TestApp) -> u64 {
    let new = |_: DepsMut, _: Env, _: MessageInfo, _: Empty| -> StdResult<Response> { Ok(Response::new()) };
    app.store_code(Box::new(ContractWrapper::new(no_execute, new, answer)))
}

/// The one source of every account.
pub const SOURCE: &str = "cross";

/// Who owns an account.
pub const OWNER: Item<String> = Item::new("owner");
/// Its books: those who fall as it stands.
pub const BOOKS: Item<Vec<String>> = Item::new("books");
/// It takes no amendment.
pub const REFUSES: Item<bool> = Item::new("refuses");
/// What it was told, and by whom.
pub const TOLD: Item<Vec<(String, ExecuteMsg)>> = Item::new("told");

fn open(deps: DepsMut, _: Env, _: MessageInfo, owner: String) -> StdResult<Response> {
    OWNER.save(deps.storage, &owner)?;
    BOOKS.save(deps.storage, &vec![])?;
    REFUSES.save(deps.storage, &false)?;
    TOLD.save(deps.storage, &vec![])?;
    Ok(Response::new())
}

fn take(deps: DepsMut, _: Env, info: MessageInfo, msg: ExecuteMsg) -> StdResult<Response> {
    if REFUSES.load(deps.storage)? {
        return Err(StdError::generic_err("[collection.amendment] the books would move money"));
    }
    TOLD.update(deps.storage, |mut told| -> StdResult<_> {
        told.push((info.sender.into(), msg));
        Ok(told)
    })?;
    Ok(Response::new())
}

fn tell(deps: Deps, _: Env, msg: QueryMsg) -> StdResult<Binary> {
    match msg {
        QueryMsg::Books {} => {
            let books = to_json_binary(&BOOKS.load(deps.storage)?)?;
            to_json_binary(&BooksResponse { terms: b"terms".into(), books })
        }
        QueryMsg::Ownership {} => to_json_binary(&Ownership {
            owner: Some(OWNER.load(deps.storage)?),
            pending_owner: None,
            pending_expiry: None,
        }),
        QueryMsg::Sources { .. } => {
            let (received, deducted) = (Uint128::zero(), Uint128::zero());
            to_json_binary(&[SourceResponse { id: SOURCE.into(), received, deducted }])
        }
        _ => Err(StdError::generic_err("nobody asks this")),
    }
}

/// A collection account. It is made with its owner's address.
pub fn collection(app: &mut TestApp) -> u64 {
    app.store_code(Box::new(ContractWrapper::new(take, open, tell)))
}
