use serde_json::json;

use crate::support::{account, balance, manual, stranger, Rpc, Signer};

#[tokio::test]
async fn consecutive_sequences_queue_up_and_share_a_block() {
    let devnet = manual().await;
    let (rpc, signer) = (Rpc::of(&devnet), Signer::faucet(&devnet).await);
    for sequence in 0..5 {
        assert_eq!(rpc.broadcast(&signer.send(&stranger(1), 1, sequence)).await["code"], 0);
    }
    // A gap is not queued.
    assert_eq!(rpc.broadcast(&signer.send(&stranger(1), 1, 6)).await["code"], 32);
    assert_eq!(rpc.call("num_unconfirmed_txs", json!({})).await["total"], "5");
    let height = devnet.produce_block().await.unwrap();
    assert_eq!(rpc.search(&format!("tx.height={height}")).await["total_count"], "5");
    assert_eq!(balance(&rpc, &stranger(1)).await, 5);
    assert_eq!(account(&rpc, signer.address().as_ref()).await.1, 5);
    assert_eq!(rpc.call("num_unconfirmed_txs", json!({})).await["total"], "0");
}

#[tokio::test]
async fn a_block_takes_what_its_gas_allows_and_the_rest_waits() {
    let devnet = manual().await;
    let (rpc, mut signer) = (Rpc::of(&devnet), Signer::faucet(&devnet).await);
    signer.gas = 4_000_000;
    for sequence in 0..5 {
        assert_eq!(rpc.broadcast(&signer.send(&stranger(1), 1, sequence)).await["code"], 0);
    }
    for expected in [2, 4, 5] {
        devnet.produce_block().await.unwrap();
        assert_eq!(balance(&rpc, &stranger(1)).await, expected);
    }
}

/// A transaction that would take more gas than a block has leaves no trace in what later ones are checked against.
#[tokio::test]
async fn a_refused_transaction_does_not_move_the_pending_sequence() {
    let devnet = manual().await;
    let (rpc, mut signer) = (Rpc::of(&devnet), Signer::faucet(&devnet).await);
    assert_eq!(rpc.broadcast(&signer.send(&stranger(1), 1, 0)).await["code"], 0);
    signer.gas = 10_000_001;
    assert_eq!(rpc.broadcast(&signer.send(&stranger(1), 1, 1)).await["code"], 41);
    signer.gas = 200_000;
    assert_eq!(rpc.broadcast(&signer.send(&stranger(1), 1, 1)).await["code"], 0);
    devnet.produce_block().await.unwrap();
    assert_eq!(balance(&rpc, &stranger(1)).await, 2);
}

#[tokio::test]
async fn many_clients_at_once_lose_nothing() {
    let devnet = crate::support::instant().await;
    let payments = (0..40u8).map(|n| {
        let devnet = &devnet;
        async move { devnet.fund(&stranger(n), 100 + u128::from(n), "stake").await.unwrap() }
    });
    futures::future::join_all(payments).await;
    let rpc = Rpc::of(&devnet);
    for n in 0..40u8 {
        assert_eq!(balance(&rpc, &stranger(n)).await, 100 + u128::from(n));
    }
}
