//! The studio's command line: backlot.

fn main() {}
