//! The node, met as its clients meet it: over HTTP, over the websocket, over raw sockets, and killed.

mod amino;
mod crash;
mod dev;
mod mempool;
mod panics;
mod refusals;
mod rest;
mod restart;
mod shapes;
mod sockets;
mod support;
mod websocket;
