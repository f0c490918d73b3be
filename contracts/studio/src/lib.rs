//! Factory and registry of films.
