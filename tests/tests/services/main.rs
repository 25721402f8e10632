//! Clients of services that others have: published ones, and invented ones.

mod invented;
mod published;
