use std::fmt;

use bip39::{Language, Mnemonic};
use rand::{rngs::OsRng, RngCore};
use zeroize::{Zeroize, Zeroizing};

use super::KeyError;

/// A BIP-39 phrase of 24 words. Wiped from memory when dropped; `Debug` shows nothing of it.
pub struct Phrase(Zeroizing<String>);

impl Phrase {
    /// A new one, from 256 bits of the system's randomness.
    ///
    /// # Errors
    /// [`KeyError::Phrase`] never in practice: 256 bits always make 24 words.
    pub fn generate() -> Result<Self, KeyError> {
        let mut entropy = Zeroizing::new([0_u8; 32]);
        OsRng.fill_bytes(entropy.as_mut());
        let mnemonic = Mnemonic::from_entropy_in(Language::English, entropy.as_ref()).map_err(|_| KeyError::Phrase)?;
        Ok(Self::of(&mnemonic))
    }

    /// Reads a phrase as a person types it: case and spaces do not matter.
    ///
    /// # Errors
    /// [`KeyError::Phrase`] for wrong words, another number than 24, or a wrong checksum.
    pub fn parse(text: &str) -> Result<Self, KeyError> {
        let words = Zeroizing::new(text.to_lowercase());
        let mnemonic = Mnemonic::parse_in_normalized(Language::English, words.trim()).map_err(|_| KeyError::Phrase)?;
        if mnemonic.word_count() != 24 {
            return Err(KeyError::Phrase);
        }
        Ok(Self::of(&mnemonic))
    }

    /// The words, to be shown to their owner once and written on paper.
    pub fn reveal(&self) -> &str {
        &self.0
    }

    /// BIP-39 seed, without a further passphrase.
    pub(super) fn seed(&self) -> Result<Zeroizing<[u8; 64]>, KeyError> {
        let mnemonic = Mnemonic::parse_in_normalized(Language::English, &self.0).map_err(|_| KeyError::Phrase)?;
        Ok(Zeroizing::new(mnemonic.to_seed_normalized("")))
    }

    fn of(mnemonic: &Mnemonic) -> Self {
        // 24 words of at most 8 letters: reserved at once, so that no half of the phrase stays behind in freed memory.
        let mut text = Zeroizing::new(String::with_capacity(24 * 9));
        for (position, word) in mnemonic.words().enumerate() {
            if position > 0 {
                text.push(' ');
            }
            text.push_str(word);
        }
        Self(text)
    }
}

impl fmt::Debug for Phrase {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("Phrase(secret)")
    }
}

impl Zeroize for Phrase {
    fn zeroize(&mut self) {
        self.0.zeroize();
    }
}
