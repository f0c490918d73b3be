//! Collection account: receipts in, recoupment waterfall, shares out.
