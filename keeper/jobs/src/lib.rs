//! The keeper daemon: jobs, supervisor, journal.
