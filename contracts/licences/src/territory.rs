//! Territories: ISO 3166 alpha-2 codes.

use backlot_api::licences::WORLD;

use crate::ContractError;

/// Every country that ISO 3166-1 gives a code to, in alphabetical order, and `XK`: ISO leaves Kosovo to its users, and
/// films are licensed there. A code that nobody means anything by is refused, since `UK` beside `GB` would be the same
/// exclusive territory twice.
const CODES: &str = "ADAEAFAGAIALAMAOAQARASATAUAWAXAZBABBBDBEBFBGBHBIBJBLBMBNBOBQBRBSBTBVBWBYBZ\
    CACCCDCFCGCHCICKCLCMCNCOCRCUCVCWCXCYCZDEDJDKDMDODZECEEEGEHERESETFIFJFKFMFOFRGAGBGDGEGFGGGHGIGLGMGNGPGQGRGSGTGUGWGY\
    HKHMHNHRHTHUIDIEILIMINIOIQIRISITJEJMJOJPKEKGKHKIKMKNKPKRKWKYKZLALBLCLILKLRLSLTLULVLYMAMCMDMEMFMGMHMKMLMMMNMOMPMQ\
    MRMSMTMUMVMWMXMYMZNANCNENFNGNINLNONPNRNUNZOMPAPEPFPGPHPKPLPMPNPRPSPTPWPYQARERORSRURWSASBSCSDSESGSHSISJSKSLSMSN\
    SOSRSSSTSVSXSYSZTCTDTFTGTHTJTKTLTMTNTOTRTTTVTWTZUAUGUMUSUYUZVAVCVEVGVIVNVUWFWSXKYEYTZAZMZW";

/// Whether a text is the code of a country.
pub fn is_country(given: &str) -> bool {
    CODES.as_bytes().chunks_exact(2).any(|code| code == given.as_bytes())
}

/// A country, or the world.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Territory(pub [u8; 2]);

impl Territory {
    /// The world; no country has such a code.
    pub const WORLD: Self = Self(*b"**");

    /// A country's code, or `WORLD`.
    pub fn read(given: &str) -> Result<Self, ContractError> {
        if given == WORLD {
            return Ok(Self::WORLD);
        }
        match given.as_bytes() {
            [a, b] if is_country(given) => Ok(Self([*a, *b])),
            _ => Err(ContractError::Territory { given: given.chars().take(16).collect() }),
        }
    }

    /// As on the wire.
    pub fn name(self) -> String {
        if self == Self::WORLD {
            return WORLD.into();
        }
        self.0.iter().map(|letter| char::from(*letter)).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_codes_are_isos_and_sorted() {
        let codes: Vec<_> = CODES.as_bytes().chunks(2).collect();
        assert_eq!(codes.len(), 249 + 1);
        assert!(codes.windows(2).all(|pair| pair[0] < pair[1]));
        for code in codes {
            let text = std::str::from_utf8(code).unwrap();
            assert_eq!(Territory::read(text).unwrap().name(), text);
        }
        assert_eq!(Territory::read("WORLD").unwrap().name(), "WORLD");
    }

    #[test]
    fn what_is_no_country_is_refused() {
        for bad in ["", "D", "de", "De", "UK", "EU", "**", "DEU", "world", "ÄÖ", "XX", "DB"] {
            assert!(matches!(Territory::read(bad), Err(ContractError::Territory { .. })), "{bad}");
        }
    }
}
