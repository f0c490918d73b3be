use backlot_api::{
    limits,
    rights::{RightsAttested, RightsRevoked},
};
use backlot_kit::{address, KitError};
use cosmwasm_std::{Addr, Api, DepsMut, Env, Response, Timestamp};

use crate::{
    state::{Policy, Vouch, VOUCHES},
    ContractError,
};

/// Vouches for wallets until `expires`. Words of parties that count no more, and words that have expired, are dropped
/// on the way, so a wallet never has more of them than there may be attestors.
pub fn attest(
    deps: DepsMut,
    env: Env,
    policy: Policy,
    attestor: Addr,
    wallets: Vec<String>,
    expires: Timestamp,
) -> Result<Response, ContractError> {
    if expires <= env.block.time {
        return Err(ContractError::Expiry { what: "expiry of the attestation", reason: "has passed" });
    }
    let wallets = checked(deps.api, &wallets)?;
    let counts = policy.rules.attestors.unwrap_or_default();
    for wallet in &wallets {
        let mut vouches = VOUCHES.may_load(deps.storage, wallet)?.unwrap_or_default();
        vouches.retain(|vouch| vouch.by != attestor && counts.contains(&vouch.by) && env.block.time < vouch.expires);
        vouches.push(Vouch { by: attestor.clone(), expires });
        VOUCHES.save(deps.storage, wallet, &vouches);
    }
    Ok(Response::new().add_event(RightsAttested {
        attestor: attestor.into(),
        wallets: count(&wallets)?,
        expires: expires.seconds(),
    }))
}

/// Takes the sender's own words back, not those of other attestors.
pub fn revoke(deps: DepsMut, attestor: Addr, wallets: Vec<String>) -> Result<Response, ContractError> {
    let wallets = checked(deps.api, &wallets)?;
    for wallet in &wallets {
        let Some(mut vouches) = VOUCHES.may_load(deps.storage, wallet)? else { continue };
        vouches.retain(|vouch| vouch.by != attestor);
        if vouches.is_empty() {
            VOUCHES.remove(deps.storage, wallet);
        } else {
            VOUCHES.save(deps.storage, wallet, &vouches);
        }
    }
    Ok(Response::new().add_event(RightsRevoked { attestor: attestor.into(), wallets: count(&wallets)? }))
}

fn checked(api: &dyn Api, wallets: &[String]) -> Result<Vec<Addr>, ContractError> {
    backlot_kit::capped("wallets", wallets, limits::ATTEST_BATCH)?;
    if wallets.is_empty() {
        return Err(KitError::Empty { what: "wallets" }.into());
    }
    let checked = wallets.iter().map(|given| address(api, given)).collect::<Result<Vec<_>, _>>()?;
    backlot_kit::unique("wallets", &checked)?;
    Ok(checked)
}

fn count(wallets: &[Addr]) -> Result<u32, ContractError> {
    Ok(u32::try_from(wallets.len()).map_err(|_| KitError::Overflow { what: "number of wallets" })?)
}
