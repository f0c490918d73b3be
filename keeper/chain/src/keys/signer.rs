use std::fmt;

use cosmrs::{bip32::DerivationPath, crypto::secp256k1::SigningKey};

use super::{KeyError, Phrase, HD_PATH};
use crate::{ChainError, Signer};

/// A key in memory that signs. The secret scalar is wiped when it is dropped; `Debug` shows the address only.
pub struct LocalSigner {
    key: SigningKey,
    public_key: Vec<u8>,
    address: String,
}

impl LocalSigner {
    /// The account of a phrase at [`HD_PATH`].
    ///
    /// # Errors
    /// [`KeyError::Derivation`] where the prefix cannot be.
    pub fn from_phrase(prefix: &str, phrase: &Phrase) -> Result<Self, KeyError> {
        let path: DerivationPath = HD_PATH.parse().map_err(derivation)?;
        let seed = phrase.seed()?;
        Self::of(prefix, SigningKey::derive_from_path(seed.as_ref(), &path).map_err(derivation)?)
    }

    /// A new key that is kept nowhere: for trials and tests.
    ///
    /// # Errors
    /// [`KeyError::Derivation`] where the prefix cannot be.
    pub fn ephemeral(prefix: &str) -> Result<Self, KeyError> {
        Self::of(prefix, SigningKey::random())
    }

    fn of(prefix: &str, key: SigningKey) -> Result<Self, KeyError> {
        let public_key = key.public_key();
        let address = public_key.account_id(prefix).map_err(derivation)?.to_string();
        Ok(Self { key, public_key: public_key.to_bytes(), address })
    }
}

impl Signer for LocalSigner {
    fn address(&self) -> &str {
        &self.address
    }

    fn public_key(&self) -> Vec<u8> {
        self.public_key.clone()
    }

    fn sign(&self, sign_bytes: &[u8]) -> Result<Vec<u8>, ChainError> {
        let signature = self.key.sign(sign_bytes).map_err(|error| ChainError::Key(format!("signing: {error}")))?;
        Ok(signature.to_vec())
    }
}

impl fmt::Debug for LocalSigner {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("LocalSigner").field("address", &self.address).finish_non_exhaustive()
    }
}

fn derivation(error: impl fmt::Display) -> KeyError {
    KeyError::Derivation(error.to_string())
}
