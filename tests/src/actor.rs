use backlot_chain::{ChainError, Signer};
use cosmrs::crypto::secp256k1::SigningKey;
use sha2::{Digest, Sha256};

/// Somebody with a key. The same name is the same key in every run.
pub struct Actor {
    name: String,
    address: String,
    key: SigningKey,
}

impl Actor {
    /// The actor of that name.
    pub fn named(name: &str) -> Self {
        let seed = Sha256::digest(format!("backlot test actor: {name}"));
        let key = SigningKey::from_slice(&seed).expect("a hash is a valid scalar but once in 2^128");
        let address = key.public_key().account_id("wasm").expect("the prefix is valid").to_string();
        Self { name: name.into(), address, key }
    }

    /// Whose wallet bank refuses, on rings where it can be made to.
    pub fn refused() -> Self {
        Self::named("refused wallet")
    }

    /// Its name.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Its wallet.
    pub fn wallet(&self) -> String {
        self.address.clone()
    }
}

impl Signer for Actor {
    fn address(&self) -> &str {
        &self.address
    }

    fn public_key(&self) -> Vec<u8> {
        self.key.public_key().to_bytes()
    }

    fn sign(&self, sign_bytes: &[u8]) -> Result<Vec<u8>, ChainError> {
        let signature = self.key.sign(sign_bytes).map_err(|error| ChainError::Key(error.to_string()))?;
        Ok(signature.to_vec())
    }
}
