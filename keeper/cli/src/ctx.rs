//! What a command works with: config, keys, chain, deployment.

use std::{
    io::IsTerminal,
    path::PathBuf,
    sync::{Arc, OnceLock},
};

use anyhow::Context;
use backlot_api::studio;
use backlot_chain::{
    keys::{KeyStore, LocalSigner},
    Chain, ChainError, Msg, RpcChain, RpcConfig, Signer, TxOutcome,
};
use backlot_jobs::{AllowList, Journal, Observer, Submitter, TxError, TxPolicy};
use cosmwasm_std::Coin;
use serde::{de::DeserializeOwned, Serialize};
use zeroize::Zeroizing;

use crate::{cli::Global, config::Config, deployment::Deployment, exit::Failure};

/// The surroundings of a command.
#[derive(Clone)]
pub struct Ctx {
    /// What goes for every command.
    pub global: Global,
    /// Folder of keys, deployment and journals.
    pub home: PathBuf,
    /// The config.
    pub config: Config,
    /// What transactions go through, once a session is open.
    pub sent_through: Arc<OnceLock<Arc<RpcChain>>>,
}

impl Ctx {
    /// Reads config and environment.
    ///
    /// # Errors
    /// A config that is not right, or no home.
    pub fn new(global: Global) -> anyhow::Result<Self> {
        let home = match (&global.home, std::env::var_os("HOME")) {
            (Some(home), _) => home.clone(),
            (None, Some(user)) => PathBuf::from(user).join(".backlot"),
            (None, None) => return Err(Failure::usage("neither --home nor $HOME says where to keep things")),
        };
        let file = global.config.clone().unwrap_or_else(|| home.join("backlot.toml"));
        let mut config = Config::load(&file, global.config.is_some())?;
        if !global.node.is_empty() {
            config.rpc.clone_from(&global.node);
        }
        if let Some(chain_id) = &global.chain_id {
            config.chain_id.clone_from(chain_id);
        }
        if let Some(file) = &global.passphrase_file {
            config.passphrase_file = Some(file.clone());
        }
        Ok(Self { global, home, config, sent_through: Arc::default() })
    }

    /// The keys.
    pub fn keys(&self) -> KeyStore {
        KeyStore::new(self.home.join("keys"), self.config.prefix.clone())
    }

    /// The passphrase of the keys: from the file, or asked for at the terminal.
    ///
    /// # Errors
    /// A file that cannot be read; no file and no terminal.
    pub fn passphrase(&self, prompt: &str) -> anyhow::Result<Zeroizing<String>> {
        if let Some(file) = &self.config.passphrase_file {
            let text = std::fs::read_to_string(file).map_err(|fault| {
                Failure::usage(format!("cannot read the passphrase file {}: {fault}", file.display()))
            })?;
            let text = Zeroizing::new(text);
            return Ok(Zeroizing::new(text.lines().next().unwrap_or_default().to_string()));
        }
        if !std::io::stdin().is_terminal() {
            return Err(Failure::usage("no terminal to ask for the passphrase: give --passphrase-file"));
        }
        Ok(Zeroizing::new(rpassword::prompt_password(prompt).context("cannot ask for the passphrase")?))
    }

    /// The key that signs.
    pub fn key_name(&self) -> &str {
        self.global.from.as_deref().unwrap_or(&self.config.key)
    }

    /// Opens a key.
    ///
    /// # Errors
    /// No such key, a wrong passphrase.
    pub fn signer(&self, name: &str) -> anyhow::Result<Arc<LocalSigner>> {
        // A missing key is said before anyone types a passphrase.
        let key = self.keys().show(name).map_err(|fault| Failure::nothing(fault.to_string()))?;
        if let Err(fault) = backlot_chain::address::validate(&self.config.prefix, &key.address) {
            return Err(Failure::usage(format!(
                "key {name} is of another chain: {fault}. Set `prefix` to the one of your chain, or keep the key for \
                 this chain in another --home (backlot keys import)"
            )));
        }
        let passphrase = self.passphrase(&format!("passphrase of key {name}: "))?;
        let signer = self.keys().unlock(name, &passphrase).map_err(|fault| Failure::usage(fault.to_string()))?;
        Ok(Arc::new(signer))
    }

    /// The address of `@name`, of a name in the plan file, or of an address itself.
    pub fn resolve(&self, name: &str) -> Option<String> {
        let own = self.keys().show(name).ok().map(|key| key.address);
        own.or_else(|| self.config.wallets.get(name).cloned())
    }

    /// An address as commands take it: `@name`, or the address.
    ///
    /// # Errors
    /// No such name; not an address of this chain.
    pub fn who(&self, text: &str) -> anyhow::Result<String> {
        if let Some(name) = text.strip_prefix('@') {
            return self.resolve(name).ok_or_else(|| Failure::nothing(format!("there is no key or wallet `{name}`")));
        }
        match backlot_chain::address::validate(&self.config.prefix, text) {
            Ok(()) => Ok(text.to_string()),
            Err(fault) => {
                Err(Failure::usage(format!("{fault}. Ask its owner for the one on {}", self.config.chain_id)))
            }
        }
    }

    /// The chain.
    ///
    /// # Errors
    /// No endpoint is named.
    pub fn chain(&self) -> anyhow::Result<Arc<RpcChain>> {
        Ok(Arc::new(RpcChain::new(RpcConfig::new(&self.config.chain_id, self.config.rpc.clone()))?))
    }

    /// Waits until all endpoints have what this command has sent: the next command may ask another one.
    pub async fn spread(&self) {
        if let Some(chain) = self.sent_through.get() {
            chain.spread().await;
        }
    }

    /// How transactions are made.
    ///
    /// # Errors
    /// A gas price that is none.
    pub fn policy(&self) -> anyhow::Result<TxPolicy> {
        self.config.policy()
    }

    /// The deployment that `deploy` wrote.
    ///
    /// # Errors
    /// There is none, or of another chain.
    pub fn deployment(&self) -> anyhow::Result<Deployment> {
        Deployment::load(&self.home, &self.config.chain_id)
    }

    /// A session with the key that signs.
    ///
    /// # Errors
    /// As [`signer`](Self::signer) and [`chain`](Self::chain).
    pub fn session(&self) -> anyhow::Result<Session> {
        self.session_of(self.key_name())
    }

    /// A session with a key by name.
    ///
    /// # Errors
    /// As [`session`](Self::session).
    pub fn session_of(&self, name: &str) -> anyhow::Result<Session> {
        let signer = self.signer(name)?;
        let folder = self.home.join("journal");
        std::fs::create_dir_all(&folder).with_context(|| format!("cannot make {}", folder.display()))?;
        let journal = Arc::new(Journal::open(&folder.join(format!("{name}.redb"))).map_err(TxError::from)?);
        let chain = self.chain()?;
        // Who gives a command pays the price the config names and no other: it is told what the node wants.
        let policy = TxPolicy { max_gas_price: Some(0), daily_budget: None, ..self.policy()? };
        let submitter = Submitter::new(chain.clone(), signer.clone(), journal, policy, AllowList::anything());
        let _first = self.sent_through.set(chain.clone());
        Ok(Session { reader: Reader { chain }, address: signer.address().to_string(), submitter, ctx: self.clone() })
    }

    /// Reads without a key.
    ///
    /// # Errors
    /// As [`chain`](Self::chain).
    pub fn reader(&self) -> anyhow::Result<Reader> {
        Ok(Reader { chain: self.chain()? })
    }

    /// The film that `--film` names, or the only one there is.
    ///
    /// # Errors
    /// No such film; none; several and none named.
    pub async fn film(&self, reader: &Reader, film: Option<&str>) -> anyhow::Result<studio::Film> {
        let studio = self.deployment()?.studio;
        if let Some(film) = film {
            let query = studio::QueryMsg::Film { film: film.into() };
            return reader.ask(&studio, &query).await.map_err(|fault| match contract_code(&fault) {
                Some(studio::code::FILM) => Failure::nothing(format!("the studio has no film `{film}`")),
                _ => fault,
            });
        }
        let query = studio::QueryMsg::Films { start_after: None, limit: Some(10) };
        let films: Vec<studio::Film> = reader.ask(&studio, &query).await?;
        let names: Vec<_> = films.iter().map(|film| film.film.clone()).collect();
        match <[_; 1]>::try_from(films) {
            Ok([film]) => Ok(film),
            Err(films) if films.is_empty() => Err(Failure::nothing("there is no film yet: backlot film create PLAN")),
            Err(_) => Err(Failure::usage(format!("which film? --film one of: {}", names.join(", ")))),
        }
    }

    /// Asks before something is spent, unless `--yes`.
    ///
    /// # Errors
    /// The answer was no, or there is no terminal to ask at.
    pub fn confirm(&self, question: &str) -> anyhow::Result<()> {
        if self.global.yes {
            return Ok(());
        }
        if !std::io::stdin().is_terminal() {
            return Err(Failure::usage(format!("{question} There is no terminal to ask at: give --yes")));
        }
        eprint!("{question} [y/N] ");
        let mut answer = String::new();
        std::io::stdin().read_line(&mut answer)?;
        match answer.trim() {
            "y" | "Y" | "yes" => Ok(()),
            _ => Err(Failure::with(crate::exit::Exit::Interrupted, "not done")),
        }
    }
}

/// Our contract's code in an error, where one of ours refused.
pub fn contract_code(error: &anyhow::Error) -> Option<&str> {
    error.chain().find_map(|cause| match (cause.downcast_ref::<ChainError>(), cause.downcast_ref::<TxError>()) {
        (Some(refused), _) => refused.contract_code(),
        (_, Some(refused)) => refused.contract_code(),
        _ => None,
    })
}

/// Asks the chain.
#[derive(Clone)]
pub struct Reader {
    /// The chain.
    pub chain: Arc<RpcChain>,
}

impl Reader {
    /// A contract's answer.
    ///
    /// # Errors
    /// The contract's refusal; an answer that is not what its interface says.
    pub async fn ask<A: DeserializeOwned>(&self, contract: &str, query: &impl Serialize) -> anyhow::Result<A> {
        let answer = self.chain.query_smart(contract, &serde_json::to_vec(query)?).await?;
        serde_json::from_slice(&answer).with_context(|| format!("the answer of {contract} cannot be read"))
    }

    /// The day of the latest block, in days since 1970.
    ///
    /// # Errors
    /// No endpoint answers.
    pub async fn today(&self) -> anyhow::Result<u32> {
        Ok(u32::try_from(self.chain.status().await?.time_ns / 86_400_000_000_000)?)
    }

    /// All rows of a paged query. `page` makes the query that follows a row (none: the first).
    ///
    /// # Errors
    /// As [`ask`](Self::ask).
    pub async fn ask_all<Q: Serialize, R: DeserializeOwned>(
        &self,
        contract: &str,
        page: impl Fn(Option<&R>) -> Q,
    ) -> anyhow::Result<Vec<R>> {
        let mut all: Vec<R> = Vec::new();
        loop {
            let rows: Vec<R> = self.ask(contract, &page(all.last())).await?;
            if rows.is_empty() {
                return Ok(all);
            }
            all.extend(rows);
        }
    }
}

/// Reads and sends, as one key.
pub struct Session {
    /// Reads.
    pub reader: Reader,
    /// Sends.
    pub submitter: Submitter,
    /// Whose.
    pub address: String,
    ctx: Ctx,
}

/// What a command that sends brought about.
#[derive(Clone, Debug, Serialize)]
pub struct Sent {
    /// What for.
    pub purpose: String,
    /// False in a dry run.
    pub sent: bool,
    /// Hash.
    pub hash: Option<String>,
    /// Block.
    pub height: Option<u64>,
    /// Gas used; in a dry run, the limit it would be sent with.
    pub gas: u64,
    /// Fee of a dry run.
    pub fee: Option<String>,
}

impl Sent {
    /// A sentence.
    pub fn line(&self) -> String {
        let gas = crate::amount::group(&self.gas.to_string());
        match (&self.hash, self.height) {
            (Some(hash), Some(height)) => format!("{}: in block {height}, {gas} gas, tx {hash}", self.purpose),
            _ => {
                let fee = self.fee.clone().unwrap_or_else(|| "no fee".into());
                format!("{}: not sent (dry run); it would ask for {gas} gas and pay {fee}", self.purpose)
            }
        }
    }
}

impl Session {
    /// Tells `observer` every step of every transaction.
    #[must_use]
    pub fn observed(mut self, observer: Observer) -> Self {
        self.submitter = self.submitter.with_observer(observer);
        self
    }

    /// Sends; in a dry run only says what it would cost. None for the outcome then.
    ///
    /// # Errors
    /// The chain's or a contract's refusal.
    pub async fn send(&self, purpose: &str, msgs: &[Msg]) -> anyhow::Result<(Sent, Option<TxOutcome>)> {
        if self.ctx.global.dry_run {
            let (gas, fee) = self.submitter.quote(purpose, msgs).await?;
            let fee = fee.map(|fee| fee.to_string());
            return Ok((Sent { purpose: purpose.into(), sent: false, hash: None, height: None, gas, fee }, None));
        }
        let outcome = self.submitter.submit(purpose, msgs).await?;
        let sent = Sent {
            purpose: purpose.into(),
            sent: true,
            hash: Some(outcome.hash.clone()),
            height: Some(outcome.height),
            gas: outcome.gas_used,
            fee: None,
        };
        Ok((sent, Some(outcome)))
    }
}

/// A call of a contract.
///
/// # Errors
/// Never for our messages.
pub fn call(contract: &str, msg: &impl Serialize, funds: Vec<Coin>) -> anyhow::Result<Msg> {
    Ok(Msg::Execute { contract: contract.to_string(), msg: serde_json::to_vec(msg)?, funds })
}
