use cosmwasm_std::{Addr, BlockInfo, DepsMut, Storage};
use cw_ownable::{Action, OwnershipError};

use crate::KitError;

/// How ownership stands, in the words of events.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ownership {
    /// Owner; empty: none.
    pub owner: String,
    /// Who is to become owner and has not accepted yet; empty: nobody.
    pub pending: String,
}

/// Sets the first owner.
pub fn initialize_owner(deps: &mut DepsMut, owner: &Addr) -> Result<(), KitError> {
    cw_ownable::initialize_owner(deps.storage, deps.api, Some(owner.as_str()))?;
    Ok(())
}

/// Refuses everyone but the owner.
pub fn assert_owner(storage: &dyn Storage, sender: &Addr) -> Result<(), KitError> {
    match cw_ownable::assert_owner(storage, sender) {
        Ok(()) => Ok(()),
        Err(OwnershipError::Std(error)) => Err(error.into()),
        Err(_) => Err(KitError::Unauthorized { sender: sender.to_string(), role: "owner" }),
    }
}

/// The two steps of a hand-over: propose, accept (acceptance X77). Renouncing is refused: a film without an owner
/// could never be repaired.
pub fn update_ownership(
    deps: DepsMut,
    block: &BlockInfo,
    sender: &Addr,
    action: Action,
) -> Result<Ownership, KitError> {
    if let Action::TransferOwnership { new_owner, .. } = &action {
        crate::address(deps.api, new_owner)?;
    }
    if matches!(action, Action::RenounceOwnership) {
        assert_owner(deps.storage, sender)?;
        return Err(KitError::Renounce);
    }
    match cw_ownable::update_ownership(deps, block, sender, action) {
        Ok(now) => {
            let [owner, pending] = [now.owner, now.pending_owner].map(|who| who.map(String::from).unwrap_or_default());
            Ok(Ownership { owner, pending })
        }
        Err(OwnershipError::Std(error)) => Err(error.into()),
        Err(OwnershipError::NotOwner | OwnershipError::NoOwner) => {
            Err(KitError::Unauthorized { sender: sender.to_string(), role: "owner" })
        }
        Err(error) => Err(KitError::Ownership { reason: error.to_string() }),
    }
}
