use std::sync::Arc;

use anyhow::{bail, Result};
use tokio::runtime;
use tokio::sync::broadcast::{error::RecvError, Receiver};
use tokio::time;

use super::rows::TxRow;
use super::{stopped, Committed, Node};

impl Node {
    /// Waits for the block that includes a transaction. `blocks` was subscribed to before the transaction was handed in,
    /// so that its block cannot be missed. Blocks its thread, which must belong to a tokio runtime.
    pub fn wait_for(&self, mut blocks: Receiver<Arc<Committed>>, hash: &[u8]) -> Result<TxRow> {
        let mut stop = self.stop.subscribe();
        let waiting = async {
            loop {
                let block = tokio::select! {
                    () = stopped(&mut stop) => bail!("the node stops"),
                    block = blocks.recv() => block,
                };
                match block {
                    Err(RecvError::Closed) => bail!("the node stops"),
                    Err(RecvError::Lagged(_)) => {
                        if let Some(tx) = self.snapshot()?.tx(hash)? {
                            return Ok(tx);
                        }
                    }
                    Ok(block) => {
                        if let Some(tx) = block.txs.iter().find(|tx| tx.hash == hash) {
                            return Ok(tx.clone());
                        }
                    }
                }
            }
        };
        let limit = self.config.limits.commit_timeout;
        match runtime::Handle::current().block_on(async { time::timeout(limit, waiting).await }) {
            Ok(found) => found,
            Err(_) => bail!("timed out waiting for tx to be included in a block"),
        }
    }
}
