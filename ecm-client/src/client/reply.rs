//! What came back, if it is the service that said it.

use crate::envelope::{self, Said, Why};
use crate::error::{Cause, Lost};
use crate::rt::{ActionTable, Record, mask, mask_secrets};
use crate::sign::Signer;
use crate::{Error, HttpResponse};

/// Reads an answer into the response.
pub(super) fn read(
    action: &'static ActionTable,
    reply: &HttpResponse,
    response: &mut dyn Record,
) -> Result<Said, Error> {
    let lost = |lost, request_id| Error::new(action, Cause::Lost(lost)).with_request_id(request_id);
    // The service answers with 200 whatever it says, so anything else is from something between.
    if reply.status != 200 {
        return Err(lost(Lost::Status(reply.status), envelope::request_id(&reply.body)));
    }
    envelope::open(&reply.body, response).map_err(|unreadable| {
        let what = match unreadable.why {
            Why::Malformed(what) => Lost::Malformed(what),
            Why::Misfit(error) => Lost::Misfit(error),
        };
        lost(what, unreadable.request_id)
    })
}

/// Text from elsewhere without the secrets of the request and of the credentials.
pub(super) fn masked(request: &dyn Record, text: String, signer: Option<&Signer>) -> String {
    let text = mask_secrets(request, text);
    let Some(credentials) = signer.map(Signer::credentials) else { return text };
    let text = mask(&text, credentials.secret_key().expose());
    let text = mask(&text, credentials.secret_id());
    match credentials.token() {
        Some(token) => mask(&text, token.expose()),
        None => text,
    }
}
