//! HTTP/1.1 on the server's side: small, bounded, and in control of every byte.
//!
//! A server library sends correct responses and nothing else. Clients have to be tested against
//! responses that no such library would send.

mod chunked;
mod head;
mod reader;
mod response;
mod stream;

pub(super) use head::RequestHead;
pub(super) use reader::{BodyError, HeadError, RequestReader};
pub(super) use response::EncodedResponse;
pub use response::ServedResponse;
pub(super) use stream::{LAST_CHUNK, chunks, position_in_chunks};

/// Bytes of a request head at most, and of a line or trailer in a chunked body.
const MAX_HEAD: usize = 64 * 1024;
/// Bytes of a body at most.
pub(super) const MAX_BODY: usize = 10 * 1024 * 1024;
