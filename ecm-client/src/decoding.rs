//! Strictness of the reading of answers.

use crate::error::{Cause, Mismatched};
use crate::response::ResponseMetadata;
use crate::rt::{ActionTable, DecodeMismatch};
use crate::{Error, Response};

/// Treatment of an answer that has values of another form than described.
///
/// Services change, and write a list for an object or a fraction for an integer. It can be set for a
/// client or for one call ([`Client::with_decoding_mode`](crate::Client::with_decoding_mode)).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum DecodingMode {
    /// Values that cannot be read are left empty; the default.
    ///
    /// [`Response::mismatches`](crate::Response::mismatches) lists them.
    #[default]
    Lenient,
    /// Values that cannot be read make the call fail.
    ///
    /// The error has everything that could be read
    /// ([`Error::received`](crate::Error::received)), and the request is not sent again. Of a
    /// stream, it is the event, and the stream ends.
    Strict,
}

/// Returns a response, unless one of its mismatches is fatal. Fails with everything that was
/// received.
pub(crate) fn accept<T: Send + Sync + 'static>(
    action: &'static ActionTable,
    response: Response<T>,
    is_fatal: impl Fn(&DecodeMismatch) -> bool,
) -> Result<Response<T>, Error> {
    if !response.mismatches().iter().any(is_fatal) {
        return Ok(response);
    }
    let (body, metadata) = response.into_parts();
    Err(mismatched(action, body, metadata))
}

/// Creates the error of an answer that does not fit, with everything that was received.
pub(crate) fn mismatched<T: Send + Sync + 'static>(
    action: &'static ActionTable,
    body: T,
    metadata: ResponseMetadata,
) -> Error {
    let ResponseMetadata { request_id, mismatches, raw_body, attempts, .. } = metadata;
    let cause = Cause::Mismatch(Mismatched { mismatches, received: Box::new(body) });
    let error = Error::new(action, cause).with_request_id(Some(request_id));
    error.with_raw_body(&raw_body).after(attempts, false)
}
