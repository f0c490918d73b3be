//! Signatures over amino's JSON, as a Ledger makes them.

use cosmrs::proto::cosmos::tx::v1beta1::{mode_info, AuthInfo, ModeInfo, TxRaw};
use prost::Message;
use sha2::{Digest, Sha256};

use crate::support::{balance, instant, stranger, Rpc, Signer, CHAIN, DENOM};

/// A payment signed by hand: this text, not the transaction's bytes, is what the key signs.
fn signed(signer: &Signer, to: &str, amount: &str, memo: &str, document_memo: &str) -> Vec<u8> {
    let direct = TxRaw::decode(signer.send(to, amount.parse().unwrap(), 0).as_slice()).unwrap();
    let mut auth = AuthInfo::decode(direct.auth_info_bytes.as_slice()).unwrap();
    let amino = mode_info::Single { mode: 127 };
    auth.signer_infos[0].mode_info = Some(ModeInfo { sum: Some(mode_info::Sum::Single(amino)) });
    let mut body = cosmrs::proto::cosmos::tx::v1beta1::TxBody::decode(direct.body_bytes.as_slice()).unwrap();
    memo.clone_into(&mut body.memo);
    let (from, gas, number) = (signer.address(), signer.gas, signer.number);
    let document = format!(
        r#"{{"account_number":"{number}","chain_id":"{CHAIN}","fee":{{"amount":[],"gas":"{gas}"}},"memo":"{document_memo}","msgs":[{{"type":"cosmos-sdk/MsgSend","value":{{"amount":[{{"amount":"{amount}","denom":"{DENOM}"}}],"from_address":"{from}","to_address":"{to}"}}}}],"sequence":"0"}}"#
    );
    TxRaw {
        body_bytes: body.encode_to_vec(),
        auth_info_bytes: auth.encode_to_vec(),
        signatures: vec![signer.sign(document.as_bytes())],
    }
    .encode_to_vec()
}

#[tokio::test]
async fn a_payment_signed_in_amino_is_paid() {
    let devnet = instant().await;
    let (rpc, signer) = (Rpc::of(&devnet), Signer::faucet(&devnet).await);
    let to = stranger(1);
    let other = rpc.broadcast(&signed(&signer, &to, "5", "a & b", "another memo")).await;
    assert_eq!((other["code"].as_u64(), other["codespace"].as_str()), (Some(4), Some("sdk")), "{other}");
    let tx = signed(&signer, &to, "5", "a & b", r"a \u0026 b");
    let sent = rpc.broadcast(&tx).await;
    assert_eq!(sent["code"], 0, "{sent}");
    while rpc.raw("tx", serde_json::json!({ "hash": hex::encode(Sha256::digest(&tx)) })).await.get("error").is_some() {}
    assert_eq!(balance(&rpc, &to).await, 5);
    devnet.stop().await;
}
