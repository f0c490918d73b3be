use cosmrs::proto::cosmos::base::abci::v1beta1::{GasInfo, Result as AbciResult, TxMsgData};
use cosmrs::proto::cosmos::tx::v1beta1::{SimulateRequest, SimulateResponse};
use cosmrs::proto::tendermint::abci::{Event, EventAttribute};
use prost::Message;

use super::{Refusal, Reply};
use crate::app::auth::Mode;
use crate::app::exec::run_tx;
use crate::app::params::ChainParams;
use crate::app::run::Run;
use crate::app::store::Store;
use crate::app::{AbciEvent, StateReader};

#[allow(deprecated, reason = "`data` of the result is what CosmJS reads; `tx` is what old clients send")]
pub fn simulate(run: &mut Run<'_>, state: &dyn StateReader, request: SimulateRequest) -> Reply {
    let bytes = match (&request.tx, request.tx_bytes.is_empty()) {
        (_, false) => request.tx_bytes,
        (Some(tx), true) => tx.encode_to_vec(),
        (None, true) => return Err(Refusal::InvalidArgument("empty txBytes is not allowed".to_owned())),
    };
    let chain = ChainParams::load(state);
    let mut store = Store::new(state, Default::default());
    let result = run_tx(run.vm, &mut store, run.header, &chain, Mode::Simulate, &bytes);
    let used = result.gas_used;
    if result.code != 0 {
        return Err(Refusal::Unknown(format!("{} with gas used: '{used}'", result.log)));
    }
    let responses = TxMsgData::decode(result.data.as_slice()).unwrap_or_default().msg_responses;
    let response = SimulateResponse {
        gas_info: Some(GasInfo { gas_wanted: result.gas_wanted, gas_used: used }),
        result: Some(AbciResult {
            data: result.data,
            log: result.log,
            events: result.events.into_iter().map(event).collect(),
            msg_responses: responses,
        }),
    };
    Ok(response.encode_to_vec())
}

/// Nothing of a simulation is indexed.
fn event(event: AbciEvent) -> Event {
    let attribute = |one: crate::app::AbciAttribute| EventAttribute { key: one.key, value: one.value, index: false };
    Event { r#type: event.r#type, attributes: event.attributes.into_iter().map(attribute).collect() }
}
