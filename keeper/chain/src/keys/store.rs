use std::{
    fs,
    io::{ErrorKind, Write},
    os::unix::fs::{DirBuilderExt, OpenOptionsExt, PermissionsExt},
    path::{Path, PathBuf},
};

use serde::{Deserialize, Serialize};

use super::{
    seal::{self, SealError, Sealed},
    KdfCost, KeyError, LocalSigner, Phrase, HD_PATH,
};
use crate::Signer;

/// What anyone may know of a key.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct KeyInfo {
    /// Name in the store.
    pub name: String,
    /// bech32 address.
    pub address: String,
    /// Compressed secp256k1 public key, hex.
    pub public_key: String,
    /// Where in the phrase's tree it lies.
    pub hd_path: String,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct KeyFile {
    version: u32,
    name: String,
    address: String,
    public_key: String,
    hd_path: String,
    secret: Sealed,
}

const VERSION: u32 = 1;
const EXTENSION: &str = "key.json";

/// A directory of keys.
#[derive(Clone, Debug)]
pub struct KeyStore {
    directory: PathBuf,
    prefix: String,
    cost: KdfCost,
}

impl KeyStore {
    /// The keys of a directory, for addresses with this prefix. The directory is made when the first key is.
    pub fn new(directory: impl Into<PathBuf>, prefix: impl Into<String>) -> Self {
        Self { directory: directory.into(), prefix: prefix.into(), cost: KdfCost::default() }
    }

    /// What guessing the passphrase of keys made from now on shall cost.
    #[must_use]
    pub fn with_cost(mut self, cost: KdfCost) -> Self {
        self.cost = cost;
        self
    }

    /// Makes a key. The phrase comes back once, to be written on paper; nothing gives it out again.
    ///
    /// # Errors
    /// [`KeyError`] for a bad or taken name, an empty passphrase, or the disk.
    pub fn create(&self, name: &str, passphrase: &str) -> Result<(KeyInfo, Phrase), KeyError> {
        let phrase = Phrase::generate()?;
        let info = self.import(name, &phrase, passphrase)?;
        Ok((info, phrase))
    }

    /// Keeps the key of a phrase.
    ///
    /// # Errors
    /// [`KeyError`] for a bad or taken name, an empty passphrase, or the disk.
    pub fn import(&self, name: &str, phrase: &Phrase, passphrase: &str) -> Result<KeyInfo, KeyError> {
        let path = self.path(name)?;
        if passphrase.is_empty() {
            return Err(KeyError::EmptyPassphrase);
        }
        let signer = LocalSigner::from_phrase(&self.prefix, phrase)?;
        let info = KeyInfo {
            name: name.to_owned(),
            address: signer.address().to_owned(),
            public_key: hex::encode(signer.public_key()),
            hd_path: HD_PATH.to_owned(),
        };
        let secret = seal::seal(phrase.reveal().as_bytes(), passphrase, &bound(&info), self.cost)
            .map_err(|error| self.unsealed(name, &path, error))?;
        let KeyInfo { name, address, public_key, hd_path } = info.clone();
        let file = KeyFile { version: VERSION, name, address, public_key, hd_path, secret };
        let text = serde_json::to_vec_pretty(&file)
            .map_err(|error| KeyError::Format { path: show(&path), reason: error.to_string() })?;
        self.write(&path, &text, &info.name)?;
        Ok(info)
    }

    /// All keys, by name.
    ///
    /// # Errors
    /// [`KeyError`] where the directory or a file in it cannot be read.
    pub fn list(&self) -> Result<Vec<KeyInfo>, KeyError> {
        let entries = match fs::read_dir(&self.directory) {
            Ok(entries) => entries,
            Err(error) if error.kind() == ErrorKind::NotFound => return Ok(Vec::new()),
            Err(source) => return Err(KeyError::Io { path: show(&self.directory), source }),
        };
        let mut keys = Vec::new();
        for entry in entries {
            let entry = entry.map_err(|source| KeyError::Io { path: show(&self.directory), source })?;
            let file = entry.file_name();
            if let Some(name) = file.to_str().and_then(|file| file.strip_suffix(&format!(".{EXTENSION}"))) {
                keys.push(self.show(name)?);
            }
        }
        keys.sort_by(|one, other| one.name.cmp(&other.name));
        Ok(keys)
    }

    /// One key.
    ///
    /// # Errors
    /// [`KeyError`] where there is none, or its file cannot be read.
    pub fn show(&self, name: &str) -> Result<KeyInfo, KeyError> {
        self.read(name).map(|(info, _)| info)
    }

    /// Opens a key for signing.
    ///
    /// # Errors
    /// [`KeyError::WrongPassphrase`]; [`KeyError::Exposed`] where others may read the file; others as [`Self::show`].
    pub fn unlock(&self, name: &str, passphrase: &str) -> Result<LocalSigner, KeyError> {
        let path = self.path(name)?;
        let (info, secret) = self.read(name)?;
        let metadata = fs::metadata(&path).map_err(|source| KeyError::Io { path: show(&path), source })?;
        let mode = metadata.permissions().mode() & 0o777;
        if mode & 0o077 != 0 {
            return Err(KeyError::Exposed { path: show(&path), mode });
        }
        let words =
            seal::open(&secret, passphrase, &bound(&info)).map_err(|error| self.unsealed(name, &path, error))?;
        let text = std::str::from_utf8(&words).map_err(|_| KeyError::Phrase)?;
        let signer = LocalSigner::from_phrase(&self.prefix, &Phrase::parse(text)?)?;
        if signer.address() != info.address {
            let reason = format!("it holds an address of another chain: the prefix here is {:?}", self.prefix);
            return Err(KeyError::Format { path: show(&path), reason });
        }
        Ok(signer)
    }

    fn read(&self, name: &str) -> Result<(KeyInfo, Sealed), KeyError> {
        let path = self.path(name)?;
        let text = match fs::read(&path) {
            Ok(text) => text,
            Err(error) if error.kind() == ErrorKind::NotFound => {
                return Err(KeyError::NotFound { name: name.to_owned(), directory: show(&self.directory) })
            }
            Err(source) => return Err(KeyError::Io { path: show(&path), source }),
        };
        let format = |reason: String| KeyError::Format { path: show(&path), reason };
        let file: KeyFile = serde_json::from_slice(&text).map_err(|error| format(error.to_string()))?;
        let KeyFile { version, name: inner, address, public_key, hd_path, secret } = file;
        if version != VERSION {
            return Err(format(format!("version {version} is not known")));
        }
        if inner != name {
            return Err(format(format!("it holds key {inner:?}")));
        }
        Ok((KeyInfo { name: inner, address, public_key, hd_path }, secret))
    }

    /// Written beside and linked into place: a crash leaves the whole key or none, and an existing one is never
    /// overwritten.
    fn write(&self, path: &Path, text: &[u8], name: &str) -> Result<(), KeyError> {
        let io = |path: &Path| {
            let path = show(path);
            move |source| KeyError::Io { path, source }
        };
        fs::DirBuilder::new().recursive(true).mode(0o700).create(&self.directory).map_err(io(&self.directory))?;
        let draft = path.with_extension(format!("{}.new", std::process::id()));
        let mut file =
            fs::OpenOptions::new().write(true).create_new(true).mode(0o600).open(&draft).map_err(io(&draft))?;
        let written = file.write_all(text).and_then(|()| file.sync_all()).map_err(io(&draft));
        let linked = written.and_then(|()| match fs::hard_link(&draft, path) {
            Err(error) if error.kind() == ErrorKind::AlreadyExists => {
                Err(KeyError::Exists { name: name.to_owned(), directory: show(&self.directory) })
            }
            other => other.map_err(io(path)),
        });
        fs::remove_file(&draft).map_err(io(&draft))?;
        linked
    }

    fn path(&self, name: &str) -> Result<PathBuf, KeyError> {
        let fits = (1..=32).contains(&name.len())
            && name.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || b"-_".contains(&byte));
        if !fits {
            return Err(KeyError::Name { name: name.to_owned() });
        }
        Ok(self.directory.join(format!("{name}.{EXTENSION}")))
    }

    fn unsealed(&self, name: &str, path: &Path, error: SealError) -> KeyError {
        match error {
            SealError::Closed => KeyError::WrongPassphrase { name: name.to_owned() },
            SealError::Format(reason) => KeyError::Format { path: show(path), reason },
        }
    }
}

/// What the seal binds the secret to: moving the ciphertext under another name or address breaks it.
fn bound(info: &KeyInfo) -> Vec<u8> {
    [&info.name, &info.address, &info.public_key, &info.hd_path].map(String::as_str).join("\n").into_bytes()
}

fn show(path: &Path) -> String {
    path.display().to_string()
}
