use std::io::Read;

use cosmrs::proto::cosmwasm::wasm::v1::{AccessConfig, AccessType, CodeInfo, MsgStoreCode, MsgStoreCodeResponse};

use super::state::{next_id, set_code_info, PARAMS};
use crate::app::error::*;
use crate::app::gas::{self, VM_MULTIPLIER};
use crate::app::params::ChainParams;
use crate::app::run::{Run, Space};
use crate::app::{address, store::Store};

/// Largest code in bytes, packed or not.
pub const MAX_WASM: usize = 800 * 1024;
const GZIP: &[u8] = &[0x1f, 0x8b, 0x08];

/// `MsgStoreCode`.
pub fn store_code(run: &mut Run<'_>, msg: &MsgStoreCode) -> Outcome<MsgStoreCodeResponse> {
    let creator = address::parse(&msg.sender)?;
    // wasmd reads its parameters twice: for who may upload, and for who may make contracts.
    for _ in 0..2 {
        run.get(Space::Wasm, PARAMS)?;
    }
    let instantiate = permitted(run, &address::humanize(&creator), msg.instantiate_permission.clone())?;
    let wasm = unpack(run, &msg.wasm_byte_code)?;
    let checksum = compile(run, &wasm)?;
    if !run.simulate {
        run.vm.analyze(run, checksum.as_slice()).map_err(|error| CREATE_FAILED.because(error))?;
    }
    let code_id = next_id(run, "lastCodeId")?;
    let info = CodeInfo {
        code_hash: checksum.clone(),
        creator: address::humanize(&creator),
        instantiate_config: Some(instantiate),
    };
    set_code_info(run, code_id, &info)?;
    keep_bytes(&mut run.store, &checksum, wasm);
    // wasmd means to name the capabilities too, but throws away the event it has added them to.
    run.emit("store_code", [("code_checksum", hex::encode(&checksum)), ("code_id", code_id.to_string())]);
    Ok(MsgStoreCodeResponse { code_id, checksum })
}

/// Who may make contracts of the code: as its uploader says, where the chain's default is no narrower than that.
fn permitted(run: &Run<'_>, creator: &str, said: Option<AccessConfig>) -> Outcome<AccessConfig> {
    let params = ChainParams::of_run(run).wasm();
    let anybody = |access: &AccessConfig| access.permission == AccessType::Everybody as i32;
    let named = |access: &AccessConfig, address: &str| access.addresses.iter().any(|one| one == address);
    let upload = params.code_upload_access.unwrap_or_default();
    let mut default = AccessConfig { permission: params.instantiate_default_permission, addresses: Vec::new() };
    if !anybody(&default) {
        default.addresses.push(creator.to_owned());
    }
    let wanted = said.unwrap_or_else(|| default.clone());
    let within = anybody(&default)
        || wanted.permission == AccessType::Nobody as i32
        || (!anybody(&wanted) && wanted.addresses.iter().all(|one| named(&default, one)));
    match (anybody(&upload) || named(&upload, creator)) && within {
        true => Ok(wanted),
        false => Err(UNAUTHORIZED.because("can not create code").into()),
    }
}

/// The bytes go into committed state, from which a new process compiles them again. On a chain they lie beside it.
fn keep_bytes(store: &mut Store<'_>, checksum: &[u8], wasm: Vec<u8>) {
    let key = Space::Code.key(checksum);
    if store.get(&key).is_none() {
        store.set(key, wasm);
    }
}

fn unpack(run: &mut Run<'_>, bytes: &[u8]) -> Outcome<Vec<u8>> {
    if !bytes.starts_with(GZIP) {
        return Ok(bytes.to_vec());
    }
    run.meter.consume(gas::uncompress(bytes.len()), "Uncompress gzip bytecode")?;
    let mut wasm = Vec::new();
    // One byte more than allowed tells too large from just fitting, without unpacking a bomb.
    let limit = gas::bytes(MAX_WASM) + 1;
    let read = flate2::read::GzDecoder::new(bytes).take(limit).read_to_end(&mut wasm);
    if let Err(error) = read {
        // An archive that ends too early, in Go's words.
        let cut = error.kind() == std::io::ErrorKind::UnexpectedEof || error.to_string().contains("incomplete");
        let text = if cut { "unexpected EOF".to_owned() } else { error.to_string() };
        return Err(CREATE_FAILED.because(format!("uncompress wasm archive: {text}")).into());
    }
    if wasm.len() > MAX_WASM {
        return Err(CREATE_FAILED.because("uncompress wasm archive: exceeds limit").into());
    }
    Ok(wasm)
}

fn compile(run: &mut Run<'_>, wasm: &[u8]) -> Outcome<Vec<u8>> {
    let cost = gas::COMPILE_BYTE.saturating_mul(gas::bytes(wasm.len()));
    let enough = run.meter.limit() == gas::INFINITE
        || run.meter.left().saturating_mul(VM_MULTIPLIER) >= cost.saturating_mul(VM_MULTIPLIER);
    let result = enough.then(|| run.vm.compile(wasm, !run.simulate));
    run.meter.consume(cost, "wasm contract")?;
    if run.meter.is_out() {
        return Err(Fault::OutOfGas("Wasm engine function execution"));
    }
    match result {
        Some(Ok(checksum)) => Ok(checksum.as_slice().to_vec()),
        Some(Err(error)) => Err(CREATE_FAILED.because(format!("Error calling the VM: {error}")).into()),
        None => Err(Fault::OutOfGas("wasm contract")),
    }
}
