//! Scenarios, properties, golden files.
