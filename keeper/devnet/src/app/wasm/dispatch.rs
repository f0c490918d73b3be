use cosmrs::proto::cosmos::bank::v1beta1::MsgSend;
use cosmrs::proto::cosmos::base::v1beta1::Coin as ProtoCoin;
use cosmrs::proto::cosmwasm::wasm::v1::{
    MsgClearAdmin, MsgExecuteContract, MsgInstantiateContract, MsgInstantiateContract2, MsgMigrateContract,
    MsgUpdateAdmin,
};
use cosmrs::proto::Any;
use cosmwasm_std::{
    to_json_vec, BankMsg, Binary, CosmosMsg, MsgResponse, Reply, ReplyOn, Response, SubMsg, SubMsgResponse,
    SubMsgResult, WasmMsg,
};

use super::contract::{env_json, respond};
use super::events;
use super::state::contract_and_code;
use super::vm::Entry;
use crate::app::coins::{self, Coin};
use crate::app::error::*;
use crate::app::gas::{self, Meter};
use crate::app::msg::{Handled, Msg};
use crate::app::run::Run;
use crate::app::{address, bank, AbciEvent};

/// Most calls within calls, replies included.
const MAX_CALL_DEPTH: u32 = 100;
/// Longest value of a message in protobuf that a contract may send.
const MAX_ANY: usize = 512 * 1024;
/// Longest payload a contract may give itself for a reply.
const MAX_PAYLOAD: usize = 128 * 1024;

/// Emits a response's events and sends its messages. Gives the data: of the last reply that set some, else its own.
pub fn handle_response(run: &mut Run<'_>, contract: &[u8], response: Response) -> Outcome<Option<Vec<u8>>> {
    if let Some(at) = response.messages.iter().position(|msg| msg.payload.len() > MAX_PAYLOAD) {
        let text = format!("reply contains submessage at index {at} with payload larger than {MAX_PAYLOAD} bytes");
        return Err(VM_ERROR.because(text).into());
    }
    let cost = events::cost(&response.attributes, &response.events);
    run.meter.consume(cost, "Custom contract event attributes")?;
    let text = address::humanize(contract);
    run.events.extend(events::of_response(&text, &response.attributes, &response.events)?);
    if run.call_depth >= MAX_CALL_DEPTH {
        return Err(CALL_DEPTH.bare().into());
    }
    run.call_depth += 1;
    let data = dispatch(run, contract, response.messages);
    run.call_depth -= 1;
    Ok(data?.or_else(|| response.data.map(Into::into)))
}

fn dispatch(run: &mut Run<'_>, contract: &[u8], messages: Vec<SubMsg>) -> Outcome<Option<Vec<u8>>> {
    let mut data = None;
    for message in messages {
        let outcome = sandboxed(run, contract, &message)?;
        let result = match (outcome, &message.reply_on) {
            (Err(error), ReplyOn::Success | ReplyOn::Never) => return Err(error.into()),
            (Ok(_), ReplyOn::Never | ReplyOn::Error) => continue,
            (Ok(response), ReplyOn::Success | ReplyOn::Always) => SubMsgResult::Ok(response),
            (Err(error), ReplyOn::Error | ReplyOn::Always) => SubMsgResult::Err(redact(&error)),
        };
        let reply = Reply { id: message.id, payload: message.payload, gas_used: 0, result };
        match call_reply(run, contract, &reply) {
            Ok(Some(new)) => data = Some(new),
            Ok(None) => {}
            Err(fault) => return Err(fault.wrap("reply")),
        }
    }
    Ok(data)
}

/// Runs one message in a branch of state, under its own gas limit if it has one. A fault that is no error goes through,
/// except the message's own gas limit, which becomes one.
fn sandboxed(run: &mut Run<'_>, contract: &[u8], message: &SubMsg) -> Outcome<Result<SubMsgResponse, ChainError>> {
    let back = run.store.checkpoint();
    let depth = run.call_depth;
    let outer = std::mem::take(&mut run.events);
    let outcome = match message.gas_limit {
        Some(limit) if limit < run.meter.left() => limited(run, limit, |run| send(run, contract, &message.msg)),
        _ => send(run, contract, &message.msg),
    };
    let direct = std::mem::replace(&mut run.events, outer);
    match outcome {
        Ok(sent) => {
            let (response, events) = sent.into_response(direct, matches!(message.msg, CosmosMsg::Wasm(_)));
            run.events.extend(events);
            Ok(Ok(response))
        }
        Err(Fault::Error(error)) => {
            run.store.rollback(back);
            run.call_depth = depth;
            Ok(Err(error))
        }
        Err(gas) => Err(gas),
    }
}

fn limited<T>(run: &mut Run<'_>, limit: u64, action: impl FnOnce(&mut Run<'_>) -> Outcome<T>) -> Outcome<T> {
    let outer = std::mem::replace(&mut run.meter, Meter::new(limit));
    let outcome = action(run);
    let inner = std::mem::replace(&mut run.meter, outer);
    match outcome {
        Err(Fault::OutOfGas(_)) => {
            run.meter.consume(limit, "Sub-Message OutOfGas panic")?;
            Err(OUT_OF_GAS.because("SubMsg hit gas limit").into())
        }
        outcome => {
            run.meter.consume(inner.used(), "From limited Sub-Message")?;
            outcome
        }
    }
}

/// What a contract may read of why its message failed: its own kind's words, or only the number.
pub fn redact(error: &ChainError) -> String {
    match error.deterministic {
        true => error.text.clone(),
        false => format!("codespace: {}, code: {}", error.kind.codespace, error.kind.code),
    }
}

fn call_reply(run: &mut Run<'_>, contract: &[u8], reply: &Reply) -> Outcome<Option<Vec<u8>>> {
    let (_, code) = contract_and_code(run, contract)?;
    let events_cost = match &reply.result {
        SubMsgResult::Ok(response) => events::reply_cost(&response.events),
        SubMsgResult::Err(_) => 0,
    };
    run.meter.consume(events_cost + gas::setup(true), "Loading CosmWasm module: reply")?;
    let env = env_json(run, contract)?;
    let json = to_json_vec(&ReplyJson::of(reply)).map_err(|error| VM_ERROR.because(error))?;
    let response = respond(run, &code, contract, &env, Entry::Reply(&json), EXECUTE_FAILED)?;
    run.emit("reply", [("_contract_address", address::humanize(contract))]);
    handle_response(run, contract, response).map_err(|fault| fault.wrap("dispatch"))
}

/// [`Reply`] as wasmd writes it: in this order, and nothing of what is empty.
#[derive(serde::Serialize)]
struct ReplyJson<'r> {
    gas_used: u64,
    id: u64,
    result: ResultJson<'r>,
    #[serde(skip_serializing_if = "is_empty")]
    payload: &'r Binary,
}

#[derive(serde::Serialize)]
#[serde(rename_all = "snake_case")]
enum ResultJson<'r> {
    Ok(ResponseJson<'r>),
    Error(&'r str),
}

#[derive(serde::Serialize)]
struct ResponseJson<'r> {
    events: &'r [cosmwasm_std::Event],
    #[serde(skip_serializing_if = "Option::is_none")]
    data: Option<&'r Binary>,
    msg_responses: &'r [MsgResponse],
}

fn is_empty(bytes: &&Binary) -> bool {
    bytes.is_empty()
}

impl<'r> ReplyJson<'r> {
    fn of(reply: &'r Reply) -> Self {
        let result = match &reply.result {
            #[allow(deprecated, reason = "contracts built for CosmWasm 1 read `data`")]
            SubMsgResult::Ok(response) => ResultJson::Ok(ResponseJson {
                events: &response.events,
                data: response.data.as_ref().filter(|data| !data.is_empty()),
                msg_responses: &response.msg_responses,
            }),
            SubMsgResult::Err(error) => ResultJson::Error(error),
        };
        Self { gas_used: reply.gas_used, id: reply.id, result, payload: &reply.payload }
    }
}

/// What a message gave: nothing for a burn or an empty send.
struct Sent(Option<Handled>);

impl Sent {
    /// The reply's content and the events that go up: `message` events stay behind; those of a call to a contract are
    /// sorted by key, and only they are shown in the reply.
    fn into_response(self, direct: Vec<AbciEvent>, is_wasm: bool) -> (SubMsgResponse, Vec<AbciEvent>) {
        let mut events = direct;
        let mut responses = Vec::new();
        if let Some(handled) = self.0 {
            events.extend(handled.events);
            responses.push(handled.response);
        }
        events.retain(|event| event.r#type != "message");
        let mut shown = Vec::new();
        if is_wasm {
            for event in &mut events {
                event.attributes.sort_by(|a, b| a.key.cmp(&b.key));
            }
            shown = events::to_contract(&events);
        }
        #[allow(deprecated, reason = "contracts built for CosmWasm 1 read `data`")]
        let response = SubMsgResponse {
            events: shown,
            data: responses.first().map(|any| Binary::from(any.value.as_slice())),
            msg_responses: responses
                .into_iter()
                .map(|any| MsgResponse { type_url: any.type_url, value: any.value.into() })
                .collect(),
        };
        (response, events)
    }
}

fn send(run: &mut Run<'_>, contract: &[u8], msg: &CosmosMsg) -> Outcome<Sent> {
    let sender = address::humanize(contract);
    let msg = match msg {
        CosmosMsg::Bank(BankMsg::Send { amount, .. }) if amount.is_empty() => return Ok(Sent(None)),
        CosmosMsg::Bank(BankMsg::Send { to_address, amount }) => Msg::Send(MsgSend {
            from_address: sender,
            to_address: to_address.clone(),
            amount: protos(&coins::from_contract(amount)?),
        }),
        CosmosMsg::Bank(BankMsg::Burn { amount }) => {
            let amount = coins::from_contract(amount)?;
            if amount.is_empty() {
                return Err(EMPTY.because("amount").into());
            }
            bank::burn(run, contract, &amount)?;
            return Ok(Sent(None));
        }
        CosmosMsg::Wasm(msg) => encode_wasm(sender, msg)?,
        CosmosMsg::Any(any) => decode_any(run, &any.type_url, &any.value)?,
        #[allow(deprecated, reason = "contracts built for CosmWasm 1 send it")]
        CosmosMsg::Stargate { type_url, value } => decode_any(run, type_url, value)?,
        _ => return Err(UNKNOWN_MSG.because("no handler found").into()),
    };
    msg.validate()
        .map_err(|error| error.wrap(format!("failed basic validation for message type {}", msg.type_url())))?;
    if msg.signers()?.iter().any(|signer| signer != contract) {
        return Err(UNAUTHORIZED.because("contract doesn't have permission").into());
    }
    msg.handle(run).map(|handled| Sent(Some(handled)))
}

fn protos(coins: &[Coin]) -> Vec<ProtoCoin> {
    coins.iter().map(Coin::to_proto).collect()
}

fn decode_any(run: &mut Run<'_>, type_url: &str, value: &Binary) -> Outcome<Msg> {
    if value.len() > MAX_ANY {
        let text = format!("AnyMsg value size {} exceeds limit {MAX_ANY}", value.len());
        return Err(LIMIT.because(text).into());
    }
    run.meter.consume(5 + gas::bytes(value.len()) / 1024, "unpacking AnyMsg")?;
    let any = Any { type_url: type_url.to_owned(), value: value.to_vec() };
    Msg::decode(&any)
        .map_err(|_| INVALID_MSG.because(format!("Cannot unpack proto message with type URL: {type_url}")).into())
}

fn encode_wasm(sender: String, msg: &WasmMsg) -> Outcome<Msg> {
    Ok(match msg {
        WasmMsg::Execute { contract_addr, msg, funds } => Msg::Execute(MsgExecuteContract {
            sender,
            contract: contract_addr.clone(),
            msg: msg.to_vec(),
            funds: protos(&coins::from_contract(funds)?),
        }),
        WasmMsg::Instantiate { admin, code_id, msg, funds, label } => Msg::Instantiate(MsgInstantiateContract {
            sender,
            admin: admin.clone().unwrap_or_default(),
            code_id: *code_id,
            label: label.clone(),
            msg: msg.to_vec(),
            funds: protos(&coins::from_contract(funds)?),
        }),
        WasmMsg::Instantiate2 { admin, code_id, label, msg, funds, salt } => {
            Msg::Instantiate2(MsgInstantiateContract2 {
                sender,
                admin: admin.clone().unwrap_or_default(),
                code_id: *code_id,
                label: label.clone(),
                msg: msg.to_vec(),
                funds: protos(&coins::from_contract(funds)?),
                salt: salt.to_vec(),
                fix_msg: false,
            })
        }
        WasmMsg::Migrate { contract_addr, new_code_id, msg } => Msg::Migrate(MsgMigrateContract {
            sender,
            contract: contract_addr.clone(),
            code_id: *new_code_id,
            msg: msg.to_vec(),
        }),
        WasmMsg::UpdateAdmin { contract_addr, admin } => {
            Msg::UpdateAdmin(MsgUpdateAdmin { sender, new_admin: admin.clone(), contract: contract_addr.clone() })
        }
        WasmMsg::ClearAdmin { contract_addr } => {
            Msg::ClearAdmin(MsgClearAdmin { sender, contract: contract_addr.clone() })
        }
        _ => return Err(UNKNOWN_MSG.because("unknown variant of Wasm").into()),
    })
}
