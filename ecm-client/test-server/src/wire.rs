//! HTTP/1.1 as the endpoint speaks it: small, bounded, and in full control of every byte it sends.
//!
//! A server library answers correctly and nothing else; the faults that clients are to be tested
//! against are answers that no such library would send.

mod chunked;
mod head;
mod reader;
mod reply;

pub(super) use head::Head;
pub(super) use reader::{BodyError, HeadError, Reader};
pub(super) use reply::Encoded;
pub use reply::Reply;

/// The largest request head, and the largest line or trailer within a chunked body.
const LARGEST_HEAD: usize = 64 * 1024;
/// The largest body of a POST.
pub(super) const LARGEST_BODY: usize = 10 * 1024 * 1024;
