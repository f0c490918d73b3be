use std::net::TcpListener;

/// Ports of one node, all on loopback.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Ports {
    /// CometBFT's RPC and websocket.
    pub rpc: u16,
    /// Peers.
    pub p2p: u16,
    /// gRPC.
    pub grpc: u16,
    /// The REST gateway.
    pub rest: u16,
}

impl Ports {
    /// Four that nobody uses now. Somebody may be quicker than the node: whoever starts one tries again then.
    pub fn free() -> Self {
        let held = [(); 4].map(|()| TcpListener::bind("127.0.0.1:0").expect("loopback has free ports"));
        let [rpc, p2p, grpc, rest] = held.each_ref().map(|held| held.local_addr().expect("it is bound").port());
        Self { rpc, p2p, grpc, rest }
    }
}
