use backlot_api::studio::Kind;
use serde::Serialize;

use super::{Contract, Stand};
use crate::{
    exit::{Exit, Failure},
    release::{parts, Version, STUDIO},
};

/// One transaction.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "snake_case", tag = "do")]
pub enum Action {
    /// Stores a part's wasm.
    Store {
        /// Part.
        part: String,
    },
    /// Migrates the studio. Its admin's.
    Studio,
    /// Names the new code. The studio owner's, as all that follows.
    Codes {
        /// Of these kinds.
        kinds: Vec<Kind>,
    },
    /// Migrates a contract of the studio itself.
    Own {
        /// Which.
        kind: Kind,
    },
    /// Migrates a film's contracts, all in one: whatever runs in the film meets either all old or all new ones.
    Film {
        /// Film.
        film: String,
        /// Kinds that are not at the new code yet.
        kinds: Vec<Kind>,
    },
}

/// A step of a migration.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Planned {
    /// What is done.
    #[serde(flatten)]
    pub action: Action,
    /// For people.
    pub name: String,
    /// Version now.
    pub from: String,
    /// Version then.
    pub to: String,
}

/// What has to be done for the studio and these films (none: all of them) to run the release's code, in order. What
/// serves comes before what uses it: codes, studio, interchange, films.
///
/// `stored` tells whether a part's new code is on the chain, `checksum` what it is.
///
/// # Errors
/// A contract that is not ours, that has no admin or a wrong one, or whose version is not older.
pub fn plan<'a>(
    stand: &Stand,
    version: &str,
    films: &[String],
    checksum: impl Fn(&str) -> &'a str,
    stored: impl Fn(&str) -> bool,
) -> anyhow::Result<Vec<Planned>> {
    let wanted = |contract: &&Contract| {
        films.is_empty() || contract.film.as_ref().is_none_or(|film| films.iter().any(|wanted| wanted == film))
    };
    let old = |contract: &&Contract| contract.checksum != checksum(&contract.part);
    let stays = |contract: &&Contract| !contract.keeps_its_code();
    let moving: Vec<_> = stand.contracts.iter().filter(wanted).filter(old).filter(stays).collect();
    let studio = stand.contracts.iter().find(|contract| contract.part == STUDIO).map_or("", |studio| &studio.address);
    for contract in &moving {
        may_move(contract, studio, version)?;
    }
    // Kinds whose code for new films is another one, or, because they are new, none; with the version that was named.
    let named = |kind: Kind| stand.codes.iter().find(|(code, _)| code.kind == kind);
    let differs = |kind: &Kind| named(*kind).is_none_or(|(_, sum)| sum != checksum(kind.name()));
    let unnamed: Vec<Kind> = Kind::ALL.into_iter().filter(differs).collect();
    let first = unnamed.iter().find_map(|kind| named(*kind)).map_or("", |(code, _)| code.version.as_str());

    let mut steps = Vec::new();
    let mut step = |action, name: String, from: &str| {
        steps.push(Planned { action, name, from: from.into(), to: version.into() });
    };
    let needed = |part: &str| {
        moving.iter().any(|contract| contract.part == part) || unnamed.iter().any(|kind| kind.name() == part)
    };
    for part in parts().filter(|part| needed(part) && !stored(part)) {
        step(Action::Store { part: part.into() }, format!("store {part}"), "");
    }
    if let Some(studio) = moving.iter().find(|contract| contract.part == STUDIO) {
        step(Action::Studio, studio.name.clone(), &studio.version.version);
    }
    if !unnamed.is_empty() {
        step(Action::Codes { kinds: unnamed.clone() }, "code of new films".into(), first);
    }
    for kind in [Kind::Engine, Kind::Interchange] {
        if let Some(own) = moving.iter().find(|contract| contract.part == kind.name()) {
            step(Action::Own { kind }, own.name.clone(), &own.version.version);
        }
    }
    let mut of_films: Vec<&Contract> = moving.into_iter().filter(|contract| contract.film.is_some()).collect();
    while let Some(first) = of_films.first().copied() {
        let (this, rest): (Vec<_>, Vec<_>) = of_films.into_iter().partition(|contract| contract.film == first.film);
        of_films = rest;
        let kinds = Kind::ALL.into_iter().filter(|kind| this.iter().any(|contract| contract.part == kind.name()));
        let (film, kinds) = (first.film.clone().unwrap_or_default(), kinds.collect());
        step(Action::Film { film: film.clone(), kinds }, format!("film {film}"), &first.version.version);
    }
    Ok(steps)
}

fn may_move(contract: &Contract, studio: &str, to: &str) -> anyhow::Result<()> {
    let Contract { name, part, address, admin, version: Version { contract: is, version: from }, .. } = contract;
    if *is != format!("backlot-{part}") {
        let sentence =
            format!("{name} ({address}) says it is {is}, not backlot-{part}: it cannot be moved to our code");
        return Err(Failure::with(Exit::Code, sentence));
    }
    match admin {
        None => {
            return Err(Failure::with(
                Exit::Permission,
                format!(
                "{name} ({address}) has no admin, so nobody can ever change its code; `backlot deploy --again` makes \
                     another studio of the new code"
            ),
            ))
        }
        Some(admin) if part != STUDIO && admin != studio => {
            let sentence =
                format!("{name} ({address}) is administered by {admin}, not by the studio: only that one can move it");
            return Err(Failure::with(Exit::Permission, sentence));
        }
        Some(_) => {}
    }
    let refuse = |why: &str| {
        Err(Failure::with(Exit::Code, format!("{name} ({address}) is version {from} and the new code is {to}: {why}")))
    };
    match (Version::numbers(from), Version::numbers(to)) {
        (Some(old), Some(new)) if old < new => Ok(()),
        (Some(old), Some(new)) if old == new => {
            refuse("other code of the same version; contracts move to a newer one only")
        }
        (Some(_), Some(_)) => refuse("a downgrade is refused; take the artifacts of a newer version"),
        _ => refuse("one of them is not major.minor.patch"),
    }
}

#[cfg(test)]
mod tests {
    use backlot_api::studio::Code;

    use super::*;

    fn contract(name: &str, part: &str, film: Option<&str>, sum: &str, version: &str) -> Contract {
        let admin = Some(if part == STUDIO { "owner" } else { "the studio" }.to_owned());
        let version = Version { contract: format!("backlot-{part}"), version: version.into() };
        let address = if part == STUDIO { "the studio".into() } else { format!("wasm1{name}") };
        let film = film.map(str::to_owned);
        Contract {
            name: name.into(),
            part: part.into(),
            film,
            address,
            code_id: 1,
            checksum: sum.into(),
            admin,
            version,
        }
    }

    fn stand() -> Stand {
        let old = |name, part, film| contract(name, part, film, "old", "0.1.0");
        let contracts = vec![
            old("studio", "studio", None),
            old("interchange", "interchange", None),
            old("a rights 0", "rights", Some("a")),
            old("a rights 1", "rights", Some("a")),
            old("a collection", "collection", Some("a")),
            old("a returns", "returns", Some("a")),
            old("b returns", "returns", Some("b")),
        ];
        let code = |kind| (Code { kind, code_id: 1, version: "0.1.0".into() }, "old".to_owned());
        Stand { contracts, codes: Kind::ALL.map(code).to_vec() }
    }

    fn names(steps: &[Planned]) -> Vec<&str> {
        steps.iter().map(|step| step.name.as_str()).collect()
    }

    #[test]
    fn what_serves_moves_before_what_uses_it_and_a_film_in_one() {
        let steps = plan(&stand(), "0.2.0", &[], |_| "new", |part| part != "rights").unwrap();
        let expected = ["store rights", "studio", "code of new films", "interchange", "film a", "film b"];
        assert_eq!(names(&steps), expected);
        let kinds = vec![Kind::Rights, Kind::Returns];
        assert_eq!(steps[4].action, Action::Film { film: "a".into(), kinds });
        assert_eq!((steps[4].from.as_str(), steps[4].to.as_str()), ("0.1.0", "0.2.0"));
        let steps = plan(&stand(), "0.2.0", &["b".into()], |_| "new", |_| true).unwrap();
        assert_eq!(names(&steps), ["studio", "code of new films", "interchange", "film b"]);
    }

    #[test]
    fn what_has_the_new_code_is_left_alone() {
        let mut stand = stand();
        for contract in &mut stand.contracts[..6] {
            contract.checksum = "new".into();
        }
        stand.codes.iter_mut().for_each(|(_, sum)| *sum = "new".into());
        assert_eq!(names(&plan(&stand, "0.2.0", &[], |_| "new", |_| true).unwrap()), ["film b"]);
        stand.contracts.pop();
        assert!(plan(&stand, "0.2.0", &[], |_| "new", |_| false).unwrap().is_empty());
    }

    #[test]
    fn downgrades_strangers_and_contracts_without_admin_are_refused() {
        let says = |change: fn(&mut Contract), exit, part: &str| {
            let mut stand = stand();
            change(&mut stand.contracts[5]);
            let fault = plan(&stand, "0.2.0", &[], |_| "new", |_| true).unwrap_err();
            assert!(Exit::of(&fault) == exit && fault.to_string().contains(part), "{fault}");
        };
        says(|one| one.version.version = "0.3.0".into(), Exit::Code, "a downgrade is refused");
        says(|one| one.version.version = "0.2.0".into(), Exit::Code, "the same version");
        says(|one| one.version.contract = "cw20-base".into(), Exit::Code, "says it is cw20-base");
        says(|one| one.admin = None, Exit::Permission, "has no admin");
        says(|one| one.admin = Some("wasm1other".into()), Exit::Permission, "administered by wasm1other");
    }

    #[test]
    fn an_interchange_needs_no_film_to_move() {
        let mut stand = stand();
        stand.contracts.truncate(2);
        let steps = plan(&stand, "0.2.0", &[], |_| "new", |_| true).unwrap();
        assert_eq!(names(&steps), ["studio", "code of new films", "interchange"]);
    }

    #[test]
    fn kinds_that_are_new_get_code_and_accounts_of_before_keep_theirs() {
        let mut stand = stand();
        stand.codes.retain(|(code, _)| ![Kind::Engine, Kind::Agreements, Kind::Licences].contains(&code.kind));
        let steps = plan(&stand, "0.3.0", &["a".into()], |_| "new", |_| false).unwrap();
        let stores = steps.iter().filter(|step| matches!(step.action, Action::Store { .. })).count();
        assert_eq!(stores, 8, "{:?}", names(&steps));
        let Action::Film { kinds, .. } = &steps[steps.len() - 1].action else { panic!("a film is last") };
        assert_eq!(*kinds, [Kind::Rights, Kind::Returns]);
        let Action::Codes { kinds } = &steps[9].action else { panic!("{:?}", names(&steps)) };
        assert_eq!(*kinds, Kind::ALL);
    }
}
