//! Messages and answers of every contract, as JSON schema; and the agreement, which travels inside bytes.

use backlot_api::schedule::Agreement;
use cosmwasm_schema::{generate_api, schema_for};

use crate::Generated;

macro_rules! schema {
    ($module:ident, $name:literal) => {{
        use backlot_api::$module::{ExecuteMsg, InstantiateMsg, MigrateMsg, QueryMsg};
        let api = generate_api! {
            name: $name,
            instantiate: InstantiateMsg,
            execute: ExecuteMsg,
            query: QueryMsg,
            migrate: MigrateMsg,
        };
        api.render().to_string().map(|text| (concat!(stringify!($module), ".json").to_string(), text + "\n"))
    }};
}

/// One file a contract, and one of the agreement.
pub fn files() -> anyhow::Result<Vec<Generated>> {
    Ok(vec![
        schema!(studio, "backlot-studio")?,
        schema!(rights, "backlot-rights")?,
        schema!(engine, "backlot-engine")?,
        schema!(agreements, "backlot-agreements")?,
        schema!(collection, "backlot-collection")?,
        schema!(licences, "backlot-licences")?,
        schema!(returns, "backlot-returns")?,
        schema!(interchange, "backlot-interchange")?,
        ("agreement.json".into(), crate::pretty(&schema_for!(Agreement))?),
    ])
}
