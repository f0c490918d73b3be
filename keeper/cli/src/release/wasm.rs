use std::{
    io::{Read, Write},
    path::Path,
};

use flate2::{read::GzDecoder, write::GzEncoder, Compression};
use sha2::{Digest, Sha256};

use super::{file, parts, Checksums, STUDIO};
use crate::exit::Failure;

/// A contract's wasm.
#[derive(Clone, Debug)]
pub struct Wasm {
    /// Which part it is.
    pub part: &'static str,
    /// SHA-256 of the unpacked bytes, hex: what a chain knows the code by.
    pub checksum: String,
    /// Unpacked size.
    pub bytes: usize,
    /// As it is sent, gzip.
    pub packed: Vec<u8>,
}

/// What `make artifacts` built, or a release of before.
#[derive(Clone, Debug)]
pub struct Release {
    /// Version it was built as: what `checksums.txt` beside it says, else this program's own.
    pub version: String,
    /// Every part, the studio first.
    pub wasm: Vec<Wasm>,
    /// Parts whose bytes are not those that `checksums.txt` beside them names: built by another toolchain, or changed.
    pub own: Vec<&'static str>,
}

impl Release {
    /// Reads a folder: `backlot_<part>.wasm`, or the same with `.gz`, and `checksums.txt` where there is one.
    ///
    /// # Errors
    /// A file that is not there.
    pub fn read(folder: &Path) -> anyhow::Result<Self> {
        let list = folder.join("checksums.txt");
        let sums = if list.exists() { Checksums::read(&list)? } else { Checksums::default() };
        let wasm = parts().map(|part| read(folder, part)).collect::<anyhow::Result<Vec<_>>>()?;
        let differs = |wasm: &&Wasm| sums.of(wasm.part).is_some_and(|sum| sum != wasm.checksum);
        let own = wasm.iter().filter(differs).map(|wasm| wasm.part).collect();
        let version = sums.version.unwrap_or_else(|| env!("CARGO_PKG_VERSION").into());
        Ok(Self { version, wasm, own })
    }

    /// The checksum of a part.
    pub fn checksum(&self, part: &str) -> &str {
        self.wasm.iter().find(|wasm| wasm.part == part).map_or("", |wasm| &wasm.checksum)
    }

    /// The checksum of the studio.
    pub fn studio(&self) -> &str {
        self.checksum(STUDIO)
    }

    /// Bytes that travel.
    pub fn packed_bytes(&self) -> usize {
        self.wasm.iter().map(|wasm| wasm.packed.len()).sum()
    }
}

fn read(folder: &Path, part: &'static str) -> anyhow::Result<Wasm> {
    let plain = folder.join(file(part));
    let zipped = folder.join(format!("{}.gz", file(part)));
    let missing =
        |fault: std::io::Error| Failure::usage(format!("{}: {fault}: `make artifacts` builds it", plain.display()));
    if !plain.exists() && zipped.exists() {
        let packed = std::fs::read(&zipped).map_err(missing)?;
        let mut raw = Vec::new();
        GzDecoder::new(packed.as_slice())
            .read_to_end(&mut raw)
            .map_err(|fault| Failure::usage(format!("{}: {fault}", zipped.display())))?;
        return Ok(Wasm { part, checksum: sum(&raw), bytes: raw.len(), packed });
    }
    let raw = std::fs::read(&plain).map_err(missing)?;
    let mut zip = GzEncoder::new(Vec::new(), Compression::best());
    zip.write_all(&raw)?;
    Ok(Wasm { part, checksum: sum(&raw), bytes: raw.len(), packed: zip.finish()? })
}

fn sum(bytes: &[u8]) -> String {
    hex::encode(Sha256::digest(bytes))
}
