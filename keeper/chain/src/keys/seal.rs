use argon2::{Algorithm, Argon2, Params, Version};
use base64::{engine::general_purpose::STANDARD as BASE64, Engine};
use chacha20poly1305::{
    aead::{Aead, Payload},
    KeyInit, XChaCha20Poly1305, XNonce,
};
use rand::{rngs::OsRng, RngCore};
use serde::{Deserialize, Serialize};
use zeroize::Zeroizing;

/// What guessing a passphrase costs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct KdfCost {
    /// KiB of memory.
    pub memory_kib: u32,
    /// Passes.
    pub passes: u32,
    /// Lanes.
    pub lanes: u32,
}

impl Default for KdfCost {
    /// RFC 9106, section 4, second recommended option: 64 MiB, 3 passes, 4 lanes.
    fn default() -> Self {
        Self { memory_kib: 64 * 1024, passes: 3, lanes: 4 }
    }
}

/// A sealed secret as it stands in a key file.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Sealed {
    kdf: String,
    cost: KdfCost,
    salt: String,
    cipher: String,
    nonce: String,
    ciphertext: String,
}

const KDF: &str = "argon2id";
const CIPHER: &str = "xchacha20-poly1305";
/// A file that asks for more would stop the machine before the passphrase is even tried.
const MOST_MEMORY_KIB: u32 = 1024 * 1024;

/// The seal did not open, or could not be read at all.
pub(super) enum SealError {
    Closed,
    Format(String),
}

pub(super) fn seal(secret: &[u8], passphrase: &str, bound: &[u8], cost: KdfCost) -> Result<Sealed, SealError> {
    let mut salt = [0_u8; 16];
    let mut nonce = [0_u8; 24];
    OsRng.fill_bytes(&mut salt);
    OsRng.fill_bytes(&mut nonce);
    let key = derive(passphrase, &salt, cost)?;
    let ciphertext = XChaCha20Poly1305::new(key.as_ref().into())
        .encrypt(XNonce::from_slice(&nonce), Payload { msg: secret, aad: bound })
        .map_err(|error| SealError::Format(error.to_string()))?;
    Ok(Sealed {
        kdf: KDF.into(),
        cost,
        salt: BASE64.encode(salt),
        cipher: CIPHER.into(),
        nonce: BASE64.encode(nonce),
        ciphertext: BASE64.encode(ciphertext),
    })
}

pub(super) fn open(sealed: &Sealed, passphrase: &str, bound: &[u8]) -> Result<Zeroizing<Vec<u8>>, SealError> {
    if sealed.kdf != KDF || sealed.cipher != CIPHER {
        return Err(SealError::Format(format!("sealed with {} and {}", sealed.kdf, sealed.cipher)));
    }
    let read = |what: &str, text: &str| {
        BASE64.decode(text).map_err(|error| SealError::Format(format!("{what} is not base64: {error}")))
    };
    let (salt, nonce) = (read("salt", &sealed.salt)?, read("nonce", &sealed.nonce)?);
    let ciphertext = read("ciphertext", &sealed.ciphertext)?;
    if nonce.len() != 24 {
        return Err(SealError::Format("the nonce has not 24 bytes".into()));
    }
    let key = derive(passphrase, &salt, sealed.cost)?;
    XChaCha20Poly1305::new(key.as_ref().into())
        .decrypt(XNonce::from_slice(&nonce), Payload { msg: &ciphertext, aad: bound })
        .map(Zeroizing::new)
        .map_err(|_| SealError::Closed)
}

fn derive(passphrase: &str, salt: &[u8], cost: KdfCost) -> Result<Zeroizing<[u8; 32]>, SealError> {
    let format = |error: argon2::Error| SealError::Format(error.to_string());
    if cost.memory_kib > MOST_MEMORY_KIB || cost.passes > 64 || cost.lanes > 64 {
        return Err(SealError::Format("key derivation is made unreasonably costly".into()));
    }
    let params = Params::new(cost.memory_kib, cost.passes, cost.lanes, Some(32)).map_err(format)?;
    let mut key = Zeroizing::new([0_u8; 32]);
    Argon2::new(Algorithm::Argon2id, Version::V0x13, params)
        .hash_password_into(passphrase.as_bytes(), salt, key.as_mut())
        .map_err(format)?;
    Ok(key)
}
