//! Who must consent, as pure functions.

use backlot_api::schedule::{Party, Payee};

use crate::ContractError;

/// Who speaks for a party.
pub(crate) fn voice(party: &Party) -> Option<&str> {
    match (&party.voice, &party.payee) {
        (Some(voice), _) => Some(voice),
        (None, Payee::Wallet { address }) => Some(address),
        (None, _) => None,
    }
}

/// How a proposal stands with those whom it cannot hurt.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Others {
    pub(crate) needed: u32,
    pub(crate) given: u32,
}

/// Of the parties with a voice that cannot fall, so many must consent and so many have.
pub(crate) fn others(parties: &[Party], falls: &[String], quorum: u16, consents: &[String]) -> Others {
    let (mut voices, mut given) = (0u32, 0u32);
    for party in parties.iter().filter(|party| voice(party).is_some() && !falls.contains(&party.id)) {
        voices = voices.saturating_add(1);
        given = given.saturating_add(u32::from(consents.contains(&party.id)));
    }
    let needed = voices.saturating_mul(u32::from(quorum)).div_ceil(10_000);
    Others { needed, given }
}

/// Refuses a proposal for which consents are missing.
pub(crate) fn consented(
    parties: &[Party],
    falls: &[String],
    quorum: u16,
    consents: &[String],
) -> Result<(), ContractError> {
    if let Some(missing) = falls.iter().find(|party| !consents.contains(party)) {
        return Err(ContractError::Missing { party: missing.clone() });
    }
    let Others { needed, given } = others(parties, falls, quorum, consents);
    if given < needed {
        return Err(ContractError::Quorum { given, needed });
    }
    Ok(())
}

/// Refuses a proposal that takes from somebody who cannot speak.
pub(crate) fn all_can_speak(parties: &[Party], falls: &[String]) -> Result<(), ContractError> {
    let silent = parties.iter().find(|party| falls.contains(&party.id) && voice(party).is_none());
    match silent {
        Some(party) => Err(ContractError::Silent { party: party.id.clone() }),
        None => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn party(id: &str, voiced: bool) -> Party {
        let payee = Payee::Series { series: 0 };
        Party { id: id.into(), payee, invested: None, held_until: None, voice: voiced.then(|| id.into()) }
    }

    #[test]
    fn the_quorum_is_of_those_who_can_speak_and_cannot_fall() {
        let parties = [party("a", true), party("b", true), party("c", true), party("d", false), party("e", true)];
        let falls = ["e".to_string()];
        let consents = ["a".to_string(), "e".to_string()];
        assert_eq!(others(&parties, &falls, 5_000, &consents), Others { needed: 2, given: 1 });
        assert_eq!(others(&parties, &falls, 0, &consents), Others { needed: 0, given: 1 });
        assert_eq!(others(&parties, &falls, 10_000, &consents), Others { needed: 3, given: 1 });
        assert!(consented(&parties, &falls, 3_333, &consents).is_ok());
        assert!(matches!(consented(&parties, &falls, 3_334, &consents), Err(ContractError::Quorum { .. })));
        assert!(matches!(consented(&parties, &falls, 0, &[]), Err(ContractError::Missing { .. })));
        assert!(matches!(all_can_speak(&parties, &["d".into()]), Err(ContractError::Silent { .. })));
    }
}
