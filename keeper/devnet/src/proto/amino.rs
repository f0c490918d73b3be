//! The JSON that amino signers (a Ledger, `Secp256k1HdWallet`) sign: fields sorted by name, empty ones left out unless
//! they are kept, 64-bit numbers as texts. As `x/tx/signing/aminojson` of the SDK has it.

use base64::{engine::general_purpose::STANDARD, Engine};
use serde_json::Value as Json;

use super::json::{any, content, number, unpacked, words};
use super::wire::{self, Value};
use super::{by_url, messages, Kind, Malformed, Message};

/// What a signer signs in mode `LEGACY_AMINO_JSON`.
pub(crate) fn sign_document(
    chain_id: &str,
    account_number: u64,
    sequence: u64,
    body: &[u8],
    auth_info: &[u8],
) -> Result<Vec<u8>, Malformed> {
    let body = wire::fields(body)?;
    if body.iter().any(|(tag, _)| matches!(tag, 1023 | 2047)) {
        let text = "SIGN_MODE_LEGACY_AMINO_JSON does not support protobuf extension options: invalid request";
        return Err(Malformed(text.to_owned()));
    }
    let mut out = wire::Writer::default();
    out.number(1, account_number);
    out.number(2, sequence);
    out.bytes(4, chain_id.as_bytes());
    let fee = wire::fields(auth_info)?.into_iter().rfind(|(tag, _)| *tag == 2);
    out.bytes(6, content(fee.map(|(_, fee)| fee))?);
    for (tag, value) in body {
        match (tag, value) {
            (1, Value::Bytes(message)) => out.bytes(7, message),
            (2, Value::Bytes(memo)) => out.bytes(5, memo),
            (3, Value::Number(height)) => out.number(3, height),
            _ => {}
        }
    }
    let mut document = String::new();
    write_message(&mut document, &messages::AMINO_SIGN_DOC, &out.finish())?;
    Ok(document.into_bytes())
}

fn write_message(out: &mut String, message: &Message, bytes: &[u8]) -> Result<(), Malformed> {
    let values = wire::fields(bytes)?;
    let mut fields: Vec<_> = message.fields.iter().collect();
    fields.sort_by_key(|field| field.name);
    out.push('{');
    let mut next = "";
    for field in fields {
        let mut found = Vec::new();
        for (_, value) in values.iter().filter(|(tag, _)| *tag == field.tag) {
            found.extend(unpacked(field.kind, *value)?);
        }
        if !field.many {
            found = found.split_off(found.len().saturating_sub(1));
            found.retain(|value| matches!(field.kind, Kind::One(_) | Kind::Any) || !is_empty(*value));
        }
        if found.is_empty() && !field.kept {
            continue;
        }
        out.push_str(next);
        next = ",";
        quote(out, field.name);
        out.push(':');
        if field.many {
            out.push('[');
            for (at, value) in found.into_iter().enumerate() {
                out.push_str(if at == 0 { "" } else { "," });
                write_value(out, field.kind, Some(value))?;
            }
            out.push(']');
        } else {
            write_value(out, field.kind, found.pop())?;
        }
    }
    out.push('}');
    Ok(())
}

fn is_empty(value: Value<'_>) -> bool {
    matches!(value, Value::Number(0) | Value::Bytes([]))
}

fn write_value(out: &mut String, kind: Kind, value: Option<Value<'_>>) -> Result<(), Malformed> {
    match kind {
        Kind::Text => quote(out, words(value)?),
        Kind::Flag => out.push_str(if number(value)? == 0 { "false" } else { "true" }),
        Kind::Name(_) => out.push_str(&number(value)?.to_string()),
        Kind::Long => quote(out, &number(value)?.to_string()),
        Kind::Bytes => quote(out, &STANDARD.encode(content(value)?)),
        Kind::Hex => quote(out, &hex::encode_upper(content(value)?)),
        Kind::Json => {
            let json = serde_json::from_slice(content(value)?);
            write_json(out, &json.map_err(|_| Malformed("could not normalize JSON: invalid JSON bytes".to_owned()))?);
        }
        Kind::One(message) => write_message(out, message, content(value)?)?,
        Kind::Any => {
            let (url, bytes) = any(content(value)?)?;
            let message = by_url(url).ok_or_else(|| Malformed(format!("can't resolve type URL {url}")))?;
            let name = if message.amino.is_empty() { url } else { message.amino };
            out.push_str("{\"type\":");
            quote(out, name);
            out.push_str(",\"value\":");
            write_message(out, message, bytes)?;
            out.push('}');
        }
        Kind::Time => return Err(Malformed("times are not signed in amino".to_owned())),
    }
    Ok(())
}

/// A contract's message: keys sorted, no white space, numbers as Go and JavaScript write a float of 64 bits.
fn write_json(out: &mut String, json: &Json) {
    match json {
        Json::Null | Json::Bool(_) => out.push_str(&json.to_string()),
        Json::Number(number) => out.push_str(&float(number.as_f64().unwrap_or_default())),
        Json::String(text) => quote(out, text),
        Json::Array(items) => {
            out.push('[');
            for (at, item) in items.iter().enumerate() {
                out.push_str(if at == 0 { "" } else { "," });
                write_json(out, item);
            }
            out.push(']');
        }
        Json::Object(fields) => {
            let mut fields: Vec<_> = fields.iter().collect();
            fields.sort_by_key(|(name, _)| *name);
            out.push('{');
            for (at, (name, value)) in fields.into_iter().enumerate() {
                out.push_str(if at == 0 { "" } else { "," });
                quote(out, name);
                out.push(':');
                write_json(out, value);
            }
            out.push('}');
        }
    }
}

fn float(number: f64) -> String {
    let size = number.abs();
    if number == 0.0 {
        return if number.is_sign_negative() { "-0" } else { "0" }.to_owned();
    }
    if (1e-6..1e21).contains(&size) {
        return number.to_string();
    }
    let written = format!("{number:e}");
    match size >= 1.0 {
        true => written.replacen('e', "e+", 1),
        false => written,
    }
}

/// A text as Go's `encoding/json` quotes it, which escapes what HTML would read.
fn quote(out: &mut String, text: &str) {
    for c in Json::from(text).to_string().chars() {
        match c {
            '&' => out.push_str("\\u0026"),
            '<' => out.push_str("\\u003c"),
            '>' => out.push_str("\\u003e"),
            '\u{2028}' => out.push_str("\\u2028"),
            '\u{2029}' => out.push_str("\\u2029"),
            c => out.push(c),
        }
    }
}

#[cfg(test)]
mod tests {
    use cosmrs::proto::cosmos::bank::v1beta1::MsgSend;
    use cosmrs::proto::cosmos::base::v1beta1::Coin;
    use cosmrs::proto::cosmos::tx::v1beta1::{AuthInfo, Fee, TxBody};
    use cosmrs::proto::cosmwasm::wasm::v1::MsgExecuteContract;
    use cosmrs::proto::Any;
    use prost::{Message as _, Name};

    use super::*;

    fn any_of<M: prost::Message + Name>(message: &M) -> Any {
        Any { type_url: M::type_url(), value: message.encode_to_vec() }
    }

    /// The document that CosmJS 0.38.1 makes of the same transaction (`serializeSignDoc`).
    #[test]
    fn the_document_is_sorted_and_escaped() {
        let coin = |amount: &str| Coin { denom: "stake".into(), amount: amount.into() };
        let send = MsgSend { from_address: "a".into(), to_address: "b".into(), amount: Vec::new() };
        let msg = br#"{"z": {"b":[1, 1.50, 1e30], "a":"<&>"}, "big": 12345678901234567890}"#.to_vec();
        let execute = MsgExecuteContract { sender: "a".into(), contract: "c".into(), msg, funds: vec![coin("5")] };
        let body = TxBody {
            messages: vec![any_of(&send), any_of(&execute)],
            memo: "\"<5".into(),
            timeout_height: 9,
            ..TxBody::default()
        };
        let fee = Fee { amount: vec![coin("1")], gas_limit: 7, ..Fee::default() };
        let auth = AuthInfo { fee: Some(fee), ..AuthInfo::default() };
        let document = sign_document("chain", 0, 3, &body.encode_to_vec(), &auth.encode_to_vec()).unwrap();
        let expected = concat!(
            r#"{"account_number":"0","chain_id":"chain","fee":{"amount":[{"amount":"1","denom":"stake"}],"gas":"7"},"#,
            r#""memo":"\"\u003c5","msgs":[{"type":"cosmos-sdk/MsgSend","value":{"amount":[],"from_address":"a","#,
            r#""to_address":"b"}},{"type":"wasm/MsgExecuteContract","value":{"contract":"c","funds":[{"amount":"5","#,
            r#""denom":"stake"}],"msg":{"big":12345678901234567000,"z":{"a":"\u003c\u0026\u003e","b":[1,1.5,1e+30]}},"#,
            r#""sender":"a"}}],"sequence":"3","timeout_height":"9"}"#
        );
        assert_eq!(String::from_utf8(document).unwrap(), expected);
    }

    #[test]
    fn extensions_cannot_be_signed() {
        let body = TxBody { extension_options: vec![Any::default()], ..TxBody::default() };
        assert!(sign_document("chain", 0, 0, &body.encode_to_vec(), &[]).unwrap_err().0.contains("extension options"));
    }
}
