//! Delivers credits to wallets, parks what cannot be delivered.
