//! Which messages a script has said, and which there are.

use std::{collections::BTreeSet, fs, path::Path};

use backlot_api::{agreements, collection, engine, interchange, licences, returns, rights, studio};
use serde::Serialize;

/// A contract's `ExecuteMsg`, by the name its schema has.
pub trait Message: Serialize {
    /// The contract.
    const CONTRACT: &'static str;

    /// The message's JSON, and the name of its variant.
    fn spell(&self) -> (String, Vec<u8>) {
        let value = serde_json::to_value(self).expect("messages are JSON");
        let name = match &value {
            serde_json::Value::Object(object) => object.keys().next().cloned(),
            serde_json::Value::String(name) => Some(name.clone()),
            _ => None,
        };
        (format!("{}.{}", Self::CONTRACT, name.expect("a variant has a name")), value.to_string().into_bytes())
    }
}

impl Message for studio::ExecuteMsg {
    const CONTRACT: &'static str = "studio";
}
impl Message for rights::ExecuteMsg {
    const CONTRACT: &'static str = "rights";
}
impl Message for engine::ExecuteMsg {
    const CONTRACT: &'static str = "engine";
}
impl Message for agreements::ExecuteMsg {
    const CONTRACT: &'static str = "agreements";
}
impl Message for collection::ExecuteMsg {
    const CONTRACT: &'static str = "collection";
}
impl Message for licences::ExecuteMsg {
    const CONTRACT: &'static str = "licences";
}
impl Message for returns::ExecuteMsg {
    const CONTRACT: &'static str = "returns";
}
impl Message for interchange::ExecuteMsg {
    const CONTRACT: &'static str = "interchange";
}

/// Every message there is, as `contract.variant`, from the committed JSON schemas.
///
/// # Panics
/// Where a schema is missing: `make schema` writes them.
pub fn all() -> BTreeSet<String> {
    let mut all = BTreeSet::new();
    for contract in ["studio", "rights", "engine", "agreements", "collection", "licences", "returns", "interchange"] {
        let file = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("../schema/{contract}.json"));
        let schema = fs::read(&file).unwrap_or_else(|error| panic!("{}: {error}: make schema", file.display()));
        let schema: serde_json::Value = serde_json::from_slice(&schema).expect("a schema is JSON");
        for variant in schema["execute"]["oneOf"].as_array().expect("messages are variants") {
            let names = variant["required"].as_array().or_else(|| variant["enum"].as_array()).expect("it has a name");
            all.extend(names.iter().filter_map(|name| name.as_str()).map(|name| format!("{contract}.{name}")));
        }
    }
    all
}
