use backlot_api::collection::{ShareResponse, TierResponse};
use backlot_waterfall::TierStatus;
use cosmwasm_std::{BlockInfo, Deps};

use super::Answer;
use crate::{
    account::{day, Account},
    ContractError,
};

/// Tiers of all tables, one table after the other, as of today.
pub(crate) fn tiers(
    deps: Deps,
    block: &BlockInfo,
    start_after: Option<u32>,
    limit: Option<u32>,
) -> Answer<Vec<TierResponse>> {
    let account = Account::load(deps.storage)?;
    let statement = account.ask(deps.storage, |books, schedule| books.statement(schedule, day(block)))?;
    let names = &account.terms.names;
    let tables = names.tables.iter().zip(&account.terms.schedule.tables);
    let tables = tables.flat_map(|(table, tiers)| std::iter::repeat_n(table, *tiers));
    let rows = (0u32..).zip(names.tiers.iter().zip(tables).zip(statement.tiers));
    let rows = rows.filter(|(position, _)| start_after.is_none_or(|start| *position > start));
    rows.take(backlot_kit::limit(limit))
        .map(|(position, ((id, table), status))| row(&account, position, (table, id), status))
        .collect()
}

fn row(account: &Account, position: u32, (table, id): (&str, &str), status: TierStatus) -> Answer<TierResponse> {
    let TierStatus { open, ended, paid, held: _, shares } = status;
    let mut rows = Vec::with_capacity(shares.len());
    for share in shares {
        let party = account.party_id(share.party)?.clone();
        rows.push(ShareResponse { party, paid: share.paid.into(), room: share.room.map(Into::into) });
    }
    let (table, id) = (table.to_owned(), id.to_owned());
    Ok::<_, ContractError>(TierResponse { position, table, id, open, ended, paid: paid.into(), shares: rows })
}
