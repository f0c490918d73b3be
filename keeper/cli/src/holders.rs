//! Holders as a register lists them: `address,units`, plain or gzip.

use std::{collections::HashMap, io::Read, path::Path};

use anyhow::{bail, Context};
use serde::Serialize;

use crate::address;

/// A holder to be issued units.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Holder {
    /// Wallet.
    pub address: String,
    /// Canonical bytes of it.
    #[serde(skip)]
    pub canonical: Vec<u8>,
    /// Base units.
    #[serde(serialize_with = "crate::amount::json")]
    pub units: u128,
}

impl Holder {
    /// A holder of this address.
    ///
    /// # Errors
    /// What is wrong with the address.
    pub fn new(address: &str, units: u128) -> Result<Self, String> {
        let canonical = address::canonical(address)?;
        Ok(Self { address: address.to_string(), canonical, units })
    }
}

/// Reads a register, sorted by canonical address: so issued, a new holder needs no look-up.
///
/// # Errors
/// Up to ten faults with their lines; or that the file cannot be read.
pub fn load(path: &Path) -> anyhow::Result<Vec<Holder>> {
    let raw = std::fs::read(path).with_context(|| format!("cannot read the holders {}", path.display()))?;
    let mut text = String::new();
    if raw.starts_with(&[0x1f, 0x8b]) {
        flate2::read::MultiGzDecoder::new(raw.as_slice()).read_to_string(&mut text)?;
    } else {
        text = String::from_utf8(raw).context("the holders are not text")?;
    }
    parse(&path.display().to_string(), &text)
}

/// Reads the text of such a file; see [`load`].
///
/// # Errors
/// As [`load`].
pub fn parse(file: &str, text: &str) -> anyhow::Result<Vec<Holder>> {
    let mut holders = Vec::new();
    let mut seen: HashMap<&str, usize> = HashMap::new();
    let mut faults = Vec::new();
    for (number, line) in text.lines().enumerate() {
        let (line, number) = (line.trim(), number + 1);
        if line.is_empty() || line.starts_with('#') || (number == 1 && line == "address,units") {
            continue;
        }
        let Some((address, units)) = line.split_once(',') else {
            faults.push(format!("{file}:{number}:1: not `address,units`"));
            continue;
        };
        let (address, units) = (address.trim(), units.trim());
        if let Some(first) = seen.insert(address, number) {
            faults.push(format!("{file}:{number}:1: {address} is in line {first} already: add the units up"));
        }
        match (Holder::new(address, 0), units.parse::<u128>()) {
            (Ok(holder), Ok(units)) if units > 0 => holders.push(Holder { units, ..holder }),
            (Err(fault), _) => faults.push(format!("{file}:{number}:1: {fault}")),
            _ => faults.push(format!("{file}:{number}:{}: `{units}` is not a number of units", address.len() + 2)),
        }
    }
    if !faults.is_empty() {
        let more = faults.len().saturating_sub(10);
        let rest = if more > 0 { format!("\nand {more} more") } else { String::new() };
        faults.truncate(10);
        bail!(crate::exit::Failure::usage(format!("{}{rest}", faults.join("\n"))));
    }
    holders.sort_by(|a, b| a.canonical.cmp(&b.canonical));
    Ok(holders)
}
