//! Entry points: funds, roles, addresses, dispatch.

use backlot_api::{
    limits,
    rights::{bound, ExecuteMsg, InstantiateMsg, MigrateMsg, QueryMsg, RightsCreated, RightsMigrated},
    Role,
};
use backlot_kit::{address, KitError};
#[cfg(not(feature = "library"))]
use cosmwasm_std::entry_point;
use cosmwasm_std::{Addr, Binary, Deps, DepsMut, Env, MessageInfo, Response, Storage};

use crate::{
    execute, ledger,
    metadata::check_token,
    query,
    state::{Dates, Minter, Policy, Token, MINTER, POLICY, TOKEN},
    ContractError,
};

/// Name in cw2.
pub const CONTRACT: &str = env!("CARGO_PKG_NAME");
/// Version in cw2.
pub const VERSION: &str = env!("CARGO_PKG_VERSION");

/// Makes the series.
#[cfg_attr(not(feature = "library"), entry_point)]
pub fn instantiate(
    mut deps: DepsMut,
    env: Env,
    info: MessageInfo,
    msg: InstantiateMsg,
) -> Result<Response, ContractError> {
    backlot_kit::no_funds(&info)?;
    let InstantiateMsg {
        name,
        symbol,
        decimals,
        initial_balances,
        mint,
        marketing,
        owner,
        distributor,
        compliance,
        rules,
        recovery_delay,
    } = msg;
    check_token(&name, &symbol, decimals)?;
    backlot_kit::capped("initial_balances", &initial_balances, limits::INITIAL_BALANCES)?;
    if !(1..=bound::RECOVERY_DELAY).contains(&recovery_delay) {
        return Err(ContractError::RecoveryDelay { given: recovery_delay, max: bound::RECOVERY_DELAY });
    }
    let optional = |given: Option<String>| given.map(|given| address(deps.api, &given)).transpose();
    let policy = Policy {
        paused: false,
        rules: execute::checked_rules(deps.api, rules)?,
        freezes: 0,
        marks: 0,
        distributor: optional(distributor)?,
        compliance: optional(compliance)?,
        recovery_delay,
        dates: Dates::default(),
    };
    let owner = address(deps.api, &owner)?;

    cw2::set_contract_version(deps.storage, CONTRACT, VERSION)?;
    backlot_kit::initialize_owner(&mut deps, &owner)?;
    POLICY.save(deps.storage, &policy);
    TOKEN.save(deps.storage, &Token { name, symbol: symbol.clone(), decimals });
    ledger::create(deps.storage);
    let cap = mint.as_ref().and_then(|mint| mint.cap);
    if let Some(mint) = mint {
        let minter = address(deps.api, &mint.minter)?;
        MINTER.save(deps.storage, &Minter { minter, cap: mint.cap });
    }
    if let Some(marketing) = marketing {
        execute::create_marketing(&mut deps, marketing)?;
    }
    let first = initial_balances.into_iter().map(|row| (row.address, row.amount)).collect();
    let issued = execute::issue_to(deps, &env, &policy, cap, first)?;
    Ok(Response::new().add_event(RightsCreated {
        symbol,
        owner: owner.into(),
        holders: issued.holders,
        supply: issued.supply,
    }))
}

/// Runs a message of someone who holds its role.
#[cfg_attr(not(feature = "library"), entry_point)]
pub fn execute(deps: DepsMut, env: Env, info: MessageInfo, msg: ExecuteMsg) -> Result<Response, ContractError> {
    backlot_kit::no_funds(&info)?;
    let policy = POLICY.load(deps.storage)?;
    assert_role(deps.storage, &policy, &info.sender, msg.permission())?;
    let sender = info.sender;
    match msg {
        ExecuteMsg::Transfer { recipient, amount } => execute::transfer(deps, env, policy, sender, recipient, amount),
        ExecuteMsg::Burn { amount } => execute::burn(deps, env, policy, sender, amount),
        ExecuteMsg::Send { contract, amount, msg } => execute::send(deps, env, policy, sender, contract, amount, msg),
        ExecuteMsg::IncreaseAllowance { spender, amount, expires } => {
            execute::increase_allowance(deps, env, policy, sender, spender, amount, expires)
        }
        ExecuteMsg::DecreaseAllowance { spender, amount, expires } => {
            execute::decrease_allowance(deps, env, policy, sender, spender, amount, expires)
        }
        ExecuteMsg::TransferFrom { owner, recipient, amount } => {
            execute::transfer_from(deps, env, policy, sender, owner, recipient, amount)
        }
        ExecuteMsg::SendFrom { owner, contract, amount, msg } => {
            execute::send_from(deps, env, policy, sender, owner, contract, amount, msg)
        }
        ExecuteMsg::BurnFrom { owner, amount } => execute::burn_from(deps, env, policy, sender, owner, amount),
        ExecuteMsg::Mint { recipient, amount } => execute::mint(deps, env, policy, sender, recipient, amount),
        ExecuteMsg::UpdateMinter { new_minter } => execute::update_minter(deps, new_minter),
        ExecuteMsg::UpdateMarketing { project, description, marketing } => {
            execute::update_marketing(deps, sender, project, description, marketing)
        }
        ExecuteMsg::UploadLogo(logo) => execute::upload_logo(deps, sender, logo),
        ExecuteMsg::IssueBatch { holders } => execute::issue_batch(deps, env, policy, holders),
        ExecuteMsg::SetRules { rules } => execute::set_rules(deps, policy, rules),
        ExecuteMsg::SetPaused { paused } => execute::set_paused(deps, policy, paused),
        ExecuteMsg::SetRecordDate { at, note } => execute::set_record_date(deps, env, policy, at, note),
        ExecuteMsg::SweepSurplus { denom, to } => execute::sweep_surplus(deps.as_ref(), &env, &denom, to),
        ExecuteMsg::SetCompliance { officer } => execute::set_compliance(deps, policy, officer),
        ExecuteMsg::Attest { wallets, expires } => execute::attest(deps, env, policy, sender, wallets, expires),
        ExecuteMsg::Revoke { wallets } => execute::revoke(deps, sender, wallets),
        ExecuteMsg::FreezeForRun { run, holders, expires } => execute::freeze_for_run(deps, env, run, holders, expires),
        ExecuteMsg::ThawRun { run, cursor } => execute::thaw_run(deps, run, cursor),
        ExecuteMsg::FreezeWallet { wallet, units, reason, expires } => {
            execute::freeze_wallet(deps, env, policy, wallet, units, reason, expires)
        }
        ExecuteMsg::UnfreezeWallet { wallet } => execute::unfreeze_wallet(deps, policy, wallet),
        ExecuteMsg::ProposeRecovery { lost, replacement } => {
            execute::propose_recovery(deps, env, policy, lost, replacement)
        }
        ExecuteMsg::ObjectRecovery {} => execute::end_recovery(deps, policy, &sender, &sender),
        ExecuteMsg::CancelRecovery { lost } => execute::cancel_recovery(deps, policy, &sender, lost),
        ExecuteMsg::ExecuteRecovery { lost } => execute::execute_recovery(deps, env, policy, lost),
        ExecuteMsg::UpdateOwnership(action) => execute::update_ownership(deps, env, sender, action),
    }
}

/// Answers a query.
#[cfg_attr(not(feature = "library"), entry_point)]
pub fn query(deps: Deps, env: Env, msg: QueryMsg) -> Result<Binary, ContractError> {
    query::answer(deps, env, msg)
}

/// Moves to newer code.
#[cfg_attr(not(feature = "library"), entry_point)]
pub fn migrate(deps: DepsMut, _env: Env, MigrateMsg {}: MigrateMsg) -> Result<Response, ContractError> {
    backlot_kit::migrate(deps.storage, CONTRACT, VERSION)?;
    Ok(Response::new().add_event(RightsMigrated { version: VERSION.into() }))
}

/// The one place where roles are enforced (acceptance X71).
fn assert_role(storage: &dyn Storage, policy: &Policy, sender: &Addr, role: Role) -> Result<(), ContractError> {
    let (holds, name) = match role {
        Role::Anyone => return Ok(()),
        Role::Owner => return Ok(backlot_kit::assert_owner(storage, sender)?),
        Role::Minter => (MINTER.may_load(storage)?.is_some_and(|minter| minter.minter == *sender), "minter"),
        Role::Distributor => (policy.distributor.as_ref() == Some(sender), "distributor"),
        Role::Compliance => {
            let officer = policy.compliance.as_ref() == Some(sender);
            (officer || backlot_kit::assert_owner(storage, sender).is_ok(), "compliance officer")
        }
        Role::Agreements => (false, "film's agreements"),
        Role::Attestor => (policy.rules.attestors.as_ref().is_some_and(|list| list.contains(sender)), "attestor"),
    };
    if holds {
        return Ok(());
    }
    Err(KitError::Unauthorized { sender: sender.to_string(), role: name }.into())
}
