//! Writes the JSON schema of every contract.

fn main() {}
