//! Film-rights token: cw20, transfer rules, freezes, paged ledger.
