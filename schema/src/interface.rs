//! Messages and answers of every contract, as JSON schema.

use cosmwasm_schema::generate_api;

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

/// One file a contract.
pub fn files() -> anyhow::Result<Vec<Generated>> {
    Ok(vec![
        schema!(studio, "backlot-studio")?,
        schema!(rights, "backlot-rights")?,
        schema!(collection, "backlot-collection")?,
        schema!(returns, "backlot-returns")?,
        schema!(interchange, "backlot-interchange")?,
    ])
}
