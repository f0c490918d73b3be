use cosmwasm_std::{Attribute, Event};

use crate::app::error::{ChainError, INVALID_EVENT};
use crate::app::gas;
use crate::app::run::event;
use crate::app::AbciEvent;

fn pairs(attributes: &[Attribute]) -> impl Iterator<Item = (&str, &str)> {
    attributes.iter().map(|attribute| (attribute.key.as_str(), attribute.value.as_str()))
}

/// What a response's attributes and events cost.
pub fn cost(attributes: &[Attribute], events: &[Event]) -> u64 {
    gas::contract_events(pairs(attributes), events.iter().map(|event| (event.ty.as_str(), pairs(&event.attributes))))
}

/// What the events in a reply cost: like attributes of one event, and a unit for each byte of their types.
pub fn reply_cost(events: &[Event]) -> u64 {
    let kinds: u64 = events.iter().map(|event| gas::bytes(event.ty.len())).sum();
    kinds + gas::contract_events(events.iter().flat_map(|event| pairs(&event.attributes)), [] as [(&str, [_; 0]); 0])
}

/// The chain's events for a contract's response.
pub fn of_response(contract: &str, attributes: &[Attribute], events: &[Event]) -> Result<Vec<AbciEvent>, ChainError> {
    let mut all = Vec::new();
    if !attributes.is_empty() {
        all.push(event("wasm", checked(contract, attributes)?));
    }
    for one in events {
        let kind = one.ty.trim();
        if kind.len() <= 2 {
            return Err(INVALID_EVENT.because(format!("Event type too short: '{kind}'")));
        }
        all.push(event(&format!("wasm-{kind}"), checked(contract, &one.attributes)?));
    }
    Ok(all)
}

fn checked<'a>(contract: &str, attributes: &'a [Attribute]) -> Result<Vec<(&'a str, String)>, ChainError> {
    let mut all = vec![("_contract_address", contract.to_owned())];
    for attribute in attributes {
        let (key, value) = (attribute.key.trim(), attribute.value.trim());
        if key.is_empty() {
            return Err(INVALID_EVENT.because(format!("Empty attribute key. Value: {}", attribute.value)));
        }
        if key.starts_with('_') {
            return Err(INVALID_EVENT.because(format!("Attribute key starts with reserved prefix _: '{key}'")));
        }
        all.push((key, value.to_owned()));
    }
    Ok(all)
}

/// The chain's events as a contract sees them in a reply.
pub fn to_contract(events: &[AbciEvent]) -> Vec<Event> {
    let convert = |event: &AbciEvent| {
        let attributes = event.attributes.iter().map(|attribute| (attribute.key.as_str(), attribute.value.as_str()));
        // `Attribute::new` refuses reserved keys in debug builds; these are the chain's own.
        let mut converted = Event::new(event.r#type.as_str());
        converted.attributes = attributes.map(|(key, value)| raw_attribute(key, value)).collect();
        converted
    };
    events.iter().map(convert).collect()
}

fn raw_attribute(key: &str, value: &str) -> Attribute {
    Attribute { key: key.to_owned(), value: value.to_owned() }
}
