//! Bodies of requests that travel raw.

use std::error::Error;
use std::fmt;

use bytes::Bytes;
use futures_core::Stream;

use crate::PayloadSigning;
use crate::transport::BodyStream;

/// Body of a request that travels raw, as bytes or as a stream of known length.
///
/// It is made of bytes or text with `into()`, and of a stream with [`RequestBody::stream`]. At most 10 MiB,
/// as any request. Its bytes are never printed.
///
/// ```
/// use ecm_client::{PayloadSigning, RequestBody};
///
/// let body = RequestBody::from(vec![1, 2, 3]).payload_signing(PayloadSigning::Unsigned);
/// assert_eq!(body.length(), 3);
/// ```
#[derive(Clone)]
pub struct RequestBody {
    pub(crate) content: BodyContent,
    /// `None` for the choice of the spec.
    pub(crate) signing: Option<PayloadSigning>,
}

#[derive(Clone)]
pub(crate) enum BodyContent {
    Bytes(Bytes),
    Stream(BodyStream),
}

impl RequestBody {
    /// Creates a body of `length` bytes, which come from a stream as they are sent.
    ///
    /// The bytes are sent once: a call that has taken any of them is not retried. They can only be sent as
    /// [`PayloadSigning::Unsigned`], and a call that would sign them fails without being sent. A
    /// stream that ends early, fails, or goes on after `length` bytes ends the call and its
    /// connection; the outcome is then unknown.
    ///
    /// A clone shares the stream. The text of the stream's errors is kept, so it must hold no secret.
    pub fn stream<S, E>(length: u64, stream: S) -> Self
    where
        S: Stream<Item = Result<Bytes, E>> + Send + 'static,
        E: Into<Box<dyn Error + Send + Sync>> + 'static,
    {
        Self { content: BodyContent::Stream(BodyStream::new(length, stream)), signing: None }
    }

    /// Sets what of the body is signed (default: as the spec says).
    #[must_use]
    pub fn payload_signing(mut self, signing: PayloadSigning) -> Self {
        self.signing = Some(signing);
        self
    }

    /// Returns the number of bytes.
    pub fn length(&self) -> u64 {
        match &self.content {
            BodyContent::Bytes(bytes) => bytes.len() as u64,
            BodyContent::Stream(stream) => stream.length(),
        }
    }
}

macro_rules! from_bytes {
    ($($type:ty)*) => { $(
        impl From<$type> for RequestBody {
            fn from(bytes: $type) -> Self {
                Self { content: BodyContent::Bytes(bytes.into()), signing: None }
            }
        }
    )* };
}

from_bytes! { Bytes Vec<u8> &'static [u8] String &'static str }

impl<const N: usize> From<&'static [u8; N]> for RequestBody {
    fn from(bytes: &'static [u8; N]) -> Self {
        bytes.as_slice().into()
    }
}

impl fmt::Debug for RequestBody {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("RequestBody")
            .field("length", &self.length())
            .field("payload_signing", &self.signing)
            .finish_non_exhaustive()
    }
}

/// Origin of the body of a request.
#[derive(Clone, Copy)]
pub(crate) enum BodySource<'a> {
    /// The fields of the request, as they are encoded.
    Fields,
    /// The fields of the request, by their JSON text.
    #[cfg_attr(
        not(feature = "dynamic"),
        expect(dead_code, reason = "only requests of that feature keep their text")
    )]
    Json(&'a str),
    /// A body beside the fields.
    Raw(&'a RequestBody),
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bodies_are_made_of_bytes_and_text_and_do_not_show_them() {
        let bodies = [
            RequestBody::from(b"hush!"),
            b"hush!".to_vec().into(),
            Bytes::from_static(b"hush!").into(),
            "hush!".into(),
            "hush!".to_owned().into(),
            b"hush!"[..].into(),
        ];
        for body in bodies {
            let BodyContent::Bytes(bytes) = &body.content else { panic!("not bytes") };
            assert_eq!((&**bytes, body.length()), (&b"hush!"[..], 5));
            assert_eq!(format!("{body:?}"), "RequestBody { length: 5, payload_signing: None, .. }");
        }
    }
}
