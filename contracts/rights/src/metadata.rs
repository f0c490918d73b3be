//! What cw20 asks of names and logos.

use backlot_api::rights::bound;
use cw20::{EmbeddedLogo, Logo, LogoInfo};

use crate::ContractError;

/// The eight bytes every PNG begins with (W3C PNG, section 5.2).
const PNG_SIGNATURE: [u8; 8] = [0x89, b'P', b'N', b'G', b'\r', b'\n', 0x1a, b'\n'];

/// Name, ticker and decimals within cw20-base's bounds.
pub fn check_token(name: &str, symbol: &str, decimals: u8) -> Result<(), ContractError> {
    if !(3..=50).contains(&name.len()) {
        return refuse("name", "must have 3 to 50 bytes");
    }
    let letters = symbol.bytes().all(|byte| byte.is_ascii_alphabetic() || byte == b'-');
    if !letters || !(3..=12).contains(&symbol.len()) {
        return refuse("symbol", "must have 3 to 12 of a–z, A–Z and -");
    }
    if decimals > 18 {
        return refuse("decimals", "must not be above 18");
    }
    Ok(())
}

/// A text of marketing data.
pub fn check_text(what: &'static str, text: Option<&String>) -> Result<(), ContractError> {
    let bytes = text.map(String::as_bytes).unwrap_or_default();
    Ok(backlot_kit::capped(what, bytes, bound::MARKETING)?)
}

/// A logo that is what it says: SVG with an XML declaration, PNG with its signature, or an address of bounded length.
pub fn check_logo(logo: &Logo) -> Result<(), ContractError> {
    match logo {
        Logo::Url(url) => check_text("logo", Some(url)),
        Logo::Embedded(EmbeddedLogo::Svg(image)) => {
            backlot_kit::capped("logo", image, bound::LOGO)?;
            let declaration = image.split_inclusive(|byte| *byte == b'>').next().unwrap_or_default();
            if declaration.starts_with(b"<?xml ") && declaration.ends_with(b"?>") {
                return Ok(());
            }
            refuse("logo", "must begin with an XML declaration")
        }
        Logo::Embedded(EmbeddedLogo::Png(image)) => {
            backlot_kit::capped("logo", image, bound::LOGO)?;
            if image.starts_with(&PNG_SIGNATURE) {
                return Ok(());
            }
            refuse("logo", "must begin with the PNG signature")
        }
    }
}

/// What marketing data says of a logo.
pub fn logo_info(logo: &Logo) -> LogoInfo {
    match logo {
        Logo::Url(url) => LogoInfo::Url(url.clone()),
        Logo::Embedded(_) => LogoInfo::Embedded,
    }
}

fn refuse(what: &'static str, reason: &'static str) -> Result<(), ContractError> {
    Err(ContractError::Metadata { what, reason })
}
