use cosmwasm_std::Storage;

use crate::KitError;

/// Guards a migration: the same contract, from a version that is strictly older (acceptance X76), and stores the new
/// version. A second run of the same migration is refused too.
pub fn migrate(storage: &mut dyn Storage, contract: &str, version: &str) -> Result<(), KitError> {
    let stored = cw2::get_contract_version(storage)?;
    let refuse = || KitError::Migration {
        contract: stored.contract.clone(),
        version: stored.version.clone(),
        to_contract: contract.into(),
        to_version: version.into(),
    };
    if stored.contract != contract {
        return Err(refuse());
    }
    match (numbers(&stored.version), numbers(version)) {
        (Some(old), Some(new)) if old < new => {}
        _ => return Err(refuse()),
    }
    cw2::set_contract_version(storage, contract, version)?;
    Ok(())
}

/// As [`migrate`], for code that does not read what versions before `since` stored.
pub fn migrate_since(storage: &mut dyn Storage, contract: &str, version: &str, since: &str) -> Result<(), KitError> {
    let stored = cw2::get_contract_version(storage)?;
    if stored.contract == contract && numbers(&stored.version) < numbers(since) {
        return Err(KitError::Since { contract: stored.contract, version: stored.version, since: since.into() });
    }
    migrate(storage, contract, version)
}

/// `major.minor.patch`, plain.
fn numbers(version: &str) -> Option<[u64; 3]> {
    let mut parts = version.split('.').map(|part| part.parse::<u64>().ok());
    let triple = [parts.next()??, parts.next()??, parts.next()??];
    parts.next().is_none().then_some(triple)
}

#[cfg(test)]
mod tests {
    use cosmwasm_std::testing::MockStorage;

    use super::*;

    /// acceptance: X76
    #[test]
    fn only_forward_and_only_once() {
        let mut storage = MockStorage::new();
        cw2::set_contract_version(&mut storage, "backlot-rights", "0.9.9").unwrap();
        assert!(migrate(&mut storage, "backlot-returns", "0.10.0").is_err());
        assert!(migrate(&mut storage, "backlot-rights", "0.9.9").is_err());
        assert!(migrate(&mut storage, "backlot-rights", "0.9.8").is_err());
        migrate(&mut storage, "backlot-rights", "0.10.0").unwrap();
        assert!(migrate(&mut storage, "backlot-rights", "0.10.0").is_err());
    }

    /// acceptance: X76
    #[test]
    fn data_of_an_old_layout_stays_with_its_code() {
        let mut storage = MockStorage::new();
        for version in ["0.2.9", "0.0.1", "no version"] {
            cw2::set_contract_version(&mut storage, "backlot-collection", version).unwrap();
            let refused = migrate_since(&mut storage, "backlot-collection", "0.4.0", "0.3.0");
            assert!(matches!(refused, Err(KitError::Since { .. })), "{version}: {refused:?}");
            assert_eq!(cw2::get_contract_version(&storage).unwrap().version, version);
        }
        cw2::set_contract_version(&mut storage, "backlot-collection", "0.3.0").unwrap();
        let refused = migrate_since(&mut storage, "backlot-returns", "0.4.0", "0.3.0");
        assert!(matches!(refused, Err(KitError::Migration { .. })));
        migrate_since(&mut storage, "backlot-collection", "0.4.0", "0.3.0").unwrap();
        assert!(migrate_since(&mut storage, "backlot-collection", "0.4.0", "0.3.0").is_err());
    }
}
