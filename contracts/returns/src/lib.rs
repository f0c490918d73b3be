//! Distribution runs and the credit ledger.
