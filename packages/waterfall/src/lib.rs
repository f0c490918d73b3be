//! The recoupment engine: pure, integers only.
