//! Who may call a message.
//!
//! Every `ExecuteMsg` of this crate answers [`permission`](crate::rights::ExecuteMsg::permission): the role is written
//! once, next to the message; the contract enforces it in one place; `tests/golden/permissions.txt` freezes the table.

/// The role a sender must hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// No role: the message acts on the sender's own things, or on work that anyone may continue.
    Anyone,
    /// The contract's owner (`cw-ownable`, handed over in two steps).
    Owner,
    /// The token's minter.
    Minter,
    /// The distribution contract that was named at instantiation.
    Distributor,
    /// The officer for compliance freezes; the owner may act in their place.
    Compliance,
    /// The film's agreements.
    Agreements,
    /// A party whose attestations the allow-list trusts.
    Attestor,
}
