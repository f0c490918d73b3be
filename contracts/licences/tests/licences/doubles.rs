//! The film's other contracts, as far as licences speaks with them: a collection account that takes receipts of one
//! source and tells who speaks for a party as if it were the agreements too, and a token that knows one record date.

use backlot_api::collection::ConfigResponse;
use backlot_testkit::TestApp;
use cosmwasm_schema::cw_serde;
use cosmwasm_std::{
    to_json_binary, Binary, Deps, DepsMut, Empty, Env, MessageInfo, Response, StdError, StdResult, Uint128,
};
use cw_multi_test::ContractWrapper;
use cw_storage_plus::{Item, Map};

/// The source that the account declares; any other is refused.
pub const SOURCE: &str = "licences";
/// The record date that the token knows.
pub const RECORD: u64 = 7;

/// A receipt: payer, source, reference, amount.
pub type Receipt = (String, String, Option<String>, Uint128);

#[cw_serde]
pub enum CollectionMsg {
    Receive { source: String, reference: Option<String> },
}

#[cw_serde]
pub enum AccountQuery {
    Receipts {},
    Config {},
    Voice { party: String },
}

/// Speaks for the party `bank`.
const VOICE: Item<String> = Item::new("voice");
const RECEIPTS: Item<Vec<Receipt>> = Item::new("receipts");

fn receive(deps: DepsMut, _: Env, info: MessageInfo, msg: CollectionMsg) -> StdResult<Response> {
    let CollectionMsg::Receive { source, reference } = msg;
    if source != SOURCE {
        return Err(StdError::generic_err("[collection.source] no such source"));
    }
    let [coin] = info.funds.as_slice() else { return Err(StdError::generic_err("one coin")) };
    let mut receipts = RECEIPTS.load(deps.storage)?;
    receipts.push((info.sender.into(), source, reference, coin.amount));
    RECEIPTS.save(deps.storage, &receipts)?;
    Ok(Response::new())
}

pub fn collection(app: &mut TestApp) -> u64 {
    let new = |deps: DepsMut, _: Env, _: MessageInfo, voice: String| -> StdResult<Response> {
        VOICE.save(deps.storage, &voice)?;
        RECEIPTS.save(deps.storage, &vec![])?;
        Ok(Response::new())
    };
    let ask = |deps: Deps, env: Env, msg: AccountQuery| match msg {
        AccountQuery::Receipts {} => to_json_binary(&RECEIPTS.load(deps.storage)?),
        AccountQuery::Config {} => to_json_binary(&ConfigResponse {
            denom: "uusd".into(),
            agreements: env.contract.address.into(),
            version: 1,
            returns: "returns".into(),
            interchange: "interchange".into(),
            paused: false,
        }),
        AccountQuery::Voice { party } if party == "public" => to_json_binary(&None::<String>),
        AccountQuery::Voice { party } if party == "bank" => {
            to_json_binary(&Some(deps.api.addr_validate(&VOICE.load(deps.storage)?)?))
        }
        AccountQuery::Voice { .. } => Err(StdError::generic_err("[agreements.unknown] no such party")),
    };
    app.store_code(Box::new(ContractWrapper::new(receive, new, ask)))
}

#[cw_serde]
pub enum TokenQuery {
    UnitsAt { record: u64, address: String },
}

#[cw_serde]
pub struct UnitsAt {
    pub units: Uint128,
}

const UNITS: Map<String, Uint128> = Map::new("units");

/// A token whose holders on the record date are given at its making.
pub fn token(app: &mut TestApp) -> u64 {
    let new = |deps: DepsMut, _: Env, _: MessageInfo, holders: Vec<(String, Uint128)>| -> StdResult<Response> {
        for (wallet, units) in holders {
            UNITS.save(deps.storage, wallet, &units)?;
        }
        Ok(Response::new())
    };
    let act = |_: DepsMut, _: Env, _: MessageInfo, _: Empty| -> StdResult<Response> { Ok(Response::new()) };
    let ask = |deps: Deps, _: Env, msg: TokenQuery| -> StdResult<Binary> {
        let TokenQuery::UnitsAt { record, address } = msg;
        if record != RECORD {
            return Err(StdError::generic_err("no such record date"));
        }
        to_json_binary(&UnitsAt { units: UNITS.may_load(deps.storage, address)?.unwrap_or_default() })
    };
    app.store_code(Box::new(ContractWrapper::new(act, new, ask)))
}
