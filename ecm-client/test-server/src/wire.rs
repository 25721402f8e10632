//! HTTP/1.1 as the endpoint speaks it: small, bounded, and in full control of every byte it sends.
//!
//! A server library answers correctly and nothing else; the faults that clients are to be tested
//! against are answers that no such library would send.

mod chunked;
mod head;
mod reader;
mod response;

pub(super) use head::RequestHead;
pub(super) use reader::{BodyError, HeadError, RequestReader};
pub(super) use response::EncodedResponse;
pub use response::ServedResponse;

/// The largest request head, and the largest line or trailer within a chunked body.
const MAX_HEAD: usize = 64 * 1024;
/// The largest body of a POST.
pub(super) const MAX_BODY: usize = 10 * 1024 * 1024;
