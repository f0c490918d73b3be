//! Clients that do not behave.

use std::time::{Duration, Instant};

use backlot_devnet::{start, Config, Handle};
use serde_json::json;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;
use tokio::time::timeout;

use crate::support::{genesis, Rpc};

const PATIENCE: Duration = Duration::from_millis(400);

async fn impatient(connections: usize) -> Handle {
    let mut config = Config::instant(genesis());
    config.limits.read_timeout = PATIENCE;
    config.limits.connections = connections;
    start(config).await.unwrap()
}

/// What the node answers before it hangs up, and after how long.
async fn until_closed(mut socket: TcpStream) -> (String, Duration) {
    let (since, mut answer) = (Instant::now(), Vec::new());
    let read = timeout(Duration::from_secs(10), socket.read_to_end(&mut answer)).await;
    // A reset is a way to hang up as well.
    let _ = read.expect("the node holds on to a silent socket");
    (String::from_utf8_lossy(&answer).into_owned(), since.elapsed())
}

/// acceptance: X78
#[tokio::test]
async fn half_open_sockets_are_closed() {
    let devnet = impatient(900).await;
    let requests: [&[u8]; 4] = [
        b"",
        b"POST / HTTP/1.1\r\nHost: x\r\n",
        b"POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n\r\n{\"id\":1",
        b"GET /health HTTP/1.1\r\nHost: x\r\n\r\n",
    ];
    for request in requests {
        let mut socket = TcpStream::connect(devnet.address()).await.unwrap();
        socket.write_all(request).await.unwrap();
        let (answer, after) = until_closed(socket).await;
        assert!(after < PATIENCE * 8, "{:?} was closed after {after:?}", String::from_utf8_lossy(request));
        if request.ends_with(b"{\"id\":1") {
            assert!(answer.contains("408") && answer.contains("-32600"), "{answer}");
        }
    }
}

#[tokio::test]
async fn silent_sockets_do_not_starve_the_others() {
    let devnet = impatient(4).await;
    let mut held = Vec::new();
    for _ in 0..4 {
        held.push(TcpStream::connect(devnet.address()).await.unwrap());
    }
    let rpc = Rpc::of(&devnet);
    let answered = timeout(Duration::from_secs(5), rpc.call("health", json!({}))).await;
    assert_eq!(answered.expect("all slots stayed taken"), json!({}));
}

#[tokio::test]
async fn what_is_not_http_is_hung_up_on() {
    let devnet = impatient(900).await;
    for garbage in [b"\x16\x03\x01\x02\x00\x01".as_slice(), b"HELO\r\n\r\n", &[0; 4096]] {
        let mut socket = TcpStream::connect(devnet.address()).await.unwrap();
        socket.write_all(garbage).await.unwrap();
        until_closed(socket).await;
    }
    assert_eq!(Rpc::of(&devnet).call("health", json!({})).await, json!({}));
}

#[tokio::test]
async fn stopping_frees_the_port_and_ends_open_connections() {
    let devnet = impatient(900).await;
    let address = devnet.address();
    let idle = TcpStream::connect(address).await.unwrap();
    Rpc::of(&devnet).call("health", json!({})).await;
    timeout(Duration::from_secs(5), devnet.stop()).await.expect("stop hangs");
    until_closed(idle).await;
    std::net::TcpListener::bind(address).expect("the port is still taken");
}
