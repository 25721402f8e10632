//! Whom a client trusts, how it gets past proxies, and where its credentials come from.

#[allow(dead_code, reason = "other programs use the rest")]
#[path = "trust/authority.rs"]
mod authority;
mod credentials;
mod proxies;
mod trust;
