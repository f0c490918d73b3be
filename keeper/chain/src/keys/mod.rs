//! Keys: encrypted at rest, never printed.
//!
//! One file a key, mode 0600 in a directory of mode 0700. The secret (a BIP-39 phrase of 24 words) is sealed with
//! XChaCha20-Poly1305 under a key that argon2id makes of the passphrase; name, address and public key stand beside it
//! in the clear and are bound to it, so that a file cannot be passed off as another key's.

mod phrase;
mod seal;
mod signer;
mod store;

pub use phrase::Phrase;
pub use seal::KdfCost;
pub use signer::LocalSigner;
pub use store::{KeyInfo, KeyStore};

/// BIP-44 path of Cosmos accounts.
pub const HD_PATH: &str = "m/44'/118'/0'/0/0";

/// Why a key cannot be made, read or used.
#[derive(thiserror::Error, Debug)]
pub enum KeyError {
    /// A name that is no file name.
    #[error("key name {name:?} is not 1 to 32 of a–z, 0–9, - and _")]
    Name {
        /// As given.
        name: String,
    },
    /// The name is taken.
    #[error("there is a key {name:?} already in {directory}")]
    Exists {
        /// Name.
        name: String,
        /// Key directory.
        directory: String,
    },
    /// No such key.
    #[error("no key {name:?} in {directory}")]
    NotFound {
        /// Name.
        name: String,
        /// Key directory.
        directory: String,
    },
    /// The passphrase is wrong, or the file was tampered with: the seal cannot tell which.
    #[error("the passphrase does not open key {name:?}")]
    WrongPassphrase {
        /// Name.
        name: String,
    },
    /// An empty passphrase protects nothing.
    #[error("the passphrase is empty")]
    EmptyPassphrase,
    /// Others may read the key file.
    #[error("{path} may be read by others (mode {mode:o}): `chmod 600` it")]
    Exposed {
        /// File.
        path: String,
        /// Its mode.
        mode: u32,
    },
    /// Not a phrase of 24 English BIP-39 words. The words are never repeated.
    #[error("not a BIP-39 phrase of 24 English words with a right checksum")]
    Phrase,
    /// A key file that is not one.
    #[error("{path} is not a key file: {reason}")]
    Format {
        /// File.
        path: String,
        /// What is wrong.
        reason: String,
    },
    /// The disk.
    #[error("{path}: {source}")]
    Io {
        /// File or directory.
        path: String,
        /// The system's words.
        source: std::io::Error,
    },
    /// Key derivation.
    #[error("key derivation: {0}")]
    Derivation(String),
}

impl From<KeyError> for crate::ChainError {
    fn from(error: KeyError) -> Self {
        Self::Key(error.to_string())
    }
}
