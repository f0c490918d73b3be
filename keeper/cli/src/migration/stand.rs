use anyhow::Context;
use backlot_api::{
    limits,
    studio::{self, Kind},
};
use backlot_chain::CodeStore;
use serde::Serialize;

use crate::{
    ctx::Reader,
    deployment::Deployment,
    exit::Failure,
    release::{version_of, CodeBook, Version, STUDIO},
};

/// A contract as it stands on the chain.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Contract {
    /// What it is for people: `studio`, `night-ferry rights 0`.
    pub name: String,
    /// Which part's code it must have.
    pub part: String,
    /// The film it belongs to.
    pub film: Option<String>,
    /// Address.
    pub address: String,
    /// Its code.
    pub code_id: u64,
    /// Checksum of its code.
    pub checksum: String,
    /// Who may migrate it.
    pub admin: Option<String>,
    /// What it says it is.
    pub version: Version,
}

impl Contract {
    /// A collection account made before 0.3: its books are of another kind, and it refuses newer code (docs/adr/0009).
    pub fn keeps_its_code(&self) -> bool {
        let before = |version: &str| {
            Version::numbers(version).is_some_and(|numbers| numbers < Version::numbers("0.3.0").unwrap_or(numbers))
        };
        self.part == Kind::Collection.name() && before(&self.version.version)
    }
}

/// A deployment as it stands on the chain.
#[derive(Clone, Debug, Serialize)]
pub struct Stand {
    /// Studio, interchange, then film by film.
    pub contracts: Vec<Contract>,
    /// Code that the studio makes new contracts of: part, number, checksum, version as it was told.
    pub codes: Vec<(studio::Code, String)>,
}

/// Every film of a studio.
///
/// # Errors
/// The chain's.
pub async fn films(reader: &Reader, studio: &str) -> anyhow::Result<Vec<studio::Film>> {
    let page = |last: Option<&studio::Film>| studio::QueryMsg::Films {
        start_after: last.map(|film| film.film.clone()),
        limit: Some(limits::PAGE_MAX),
    };
    reader.ask_all(studio, page).await
}

/// Who owns a studio: the one that may name code and move films.
///
/// # Errors
/// The chain's.
pub async fn owner(reader: &Reader, studio: &str) -> anyhow::Result<Option<String>> {
    let answer: serde_json::Value = reader.ask(studio, &studio::QueryMsg::Ownership {}).await?;
    Ok(answer["owner"].as_str().map(str::to_owned))
}

/// Looks at every contract of a deployment. The chain's word counts, not the file's: that names the studio only.
///
/// # Errors
/// A contract that is not there; the chain's.
pub async fn survey(reader: &Reader, deployment: &Deployment) -> anyhow::Result<Stand> {
    let mut book = CodeBook::default();
    let config: studio::ConfigResponse = reader.ask(&deployment.studio, &studio::QueryMsg::Config {}).await?;
    let mut contracts = vec![
        look(reader, &mut book, STUDIO.into(), STUDIO, None, &deployment.studio).await?,
        look(reader, &mut book, "interchange".into(), "interchange", None, &config.interchange).await?,
    ];
    if let Some(engine) = &config.engine {
        contracts.push(look(reader, &mut book, "engine".into(), "engine", None, engine).await?);
    }
    for film in films(reader, &deployment.studio).await? {
        let id = &film.film;
        for (series, address) in film.addresses.rights.iter().enumerate() {
            let name = format!("{id} rights {series}");
            contracts.push(look(reader, &mut book, name, "rights", Some(id), address).await?);
        }
        let studio::FilmAddresses { rights: _, agreements, collection, licences, returns } = &film.addresses;
        let parts = [
            ("agreements", agreements.as_ref()),
            ("collection", Some(collection)),
            ("licences", licences.as_ref()),
            ("returns", Some(returns)),
        ];
        for (part, address) in parts.into_iter().filter_map(|(part, address)| Some((part, address?))) {
            contracts.push(look(reader, &mut book, format!("{id} {part}"), part, Some(id), address).await?);
        }
    }
    let mut codes = Vec::new();
    for code in config.codes {
        let checksum = book.code(reader.chain.as_ref(), code.code_id).await?.checksum;
        codes.push((code, checksum));
    }
    Ok(Stand { contracts, codes })
}

async fn look(
    reader: &Reader,
    book: &mut CodeBook,
    name: String,
    part: &str,
    film: Option<&String>,
    address: &str,
) -> anyhow::Result<Contract> {
    let chain = reader.chain.as_ref();
    let info = chain.contract(address).await?;
    let info = info.ok_or_else(|| Failure::nothing(format!("there is no contract at {address}, the {name}")))?;
    let checksum = book.code(chain, info.code_id).await.with_context(|| name.clone())?.checksum;
    let version = version_of(chain, address).await?;
    let (part, film, address) = (part.to_owned(), film.cloned(), address.to_owned());
    Ok(Contract { name, part, film, address, code_id: info.code_id, checksum, admin: info.admin, version })
}
