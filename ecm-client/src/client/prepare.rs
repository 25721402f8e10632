//! A request made ready to be looked at.

use super::Client;
use super::assemble::{Message, Moment, Signed};
use crate::clock::Deadline;
use crate::prepared::{RequestText, Stages};
use crate::rt::{self, ActionTable, Record, redacted_json, to_json};
use crate::secret::REDACTED;
use crate::sign::Parameters;
use crate::{Error, PreparedRequest, SignedRequest};

impl Client {
    /// Checks and signs, as a call would.
    pub(crate) async fn prepare_record(
        &self,
        action: &'static ActionTable,
        request: &dyn Record,
        json: Option<&str>,
    ) -> Result<PreparedRequest, Error> {
        let message = self.encode(action, request, json)?;
        let deadline = Deadline::after(&*self.shared.sleep, self.shared.timeout);
        let signer = self.signer(action, &deadline).await?;
        let moment = self.moment(action)?;
        let signed = self.sign(action, &message, signer.as_deref(), &moment)?;
        let Signed { request: signed, parameters } = signed;
        let stages = match (parameters, &signer) {
            (Some(text), _) => Stages::Parameters { text },
            (None, Some(signer)) => {
                self.stages_of_headers(action, &message, signer, (&signed, &moment))
            }
            (None, None) => Stages::Unsigned,
        };
        let has_token = signer.is_some_and(|signer| signer.credentials().token().is_some());
        let how = (&stages, &moment, has_token);
        let shown = self.for_people(action, request, &message, &signed, how);
        Ok(PreparedRequest { request: signed, stages, shown, warnings: message.warnings })
    }

    /// The request as people may see it.
    fn for_people(
        &self,
        action: &'static ActionTable,
        record: &dyn Record,
        message: &Message,
        request: &SignedRequest,
        (stages, moment, has_token): (&Stages, &Moment, bool),
    ) -> RequestText {
        let (canonical_request, string_to_sign) = stages.to_text();
        let headers = request.headers.iter().map(|(name, value)| {
            let value = stages.header_for_people(name.as_str(), value.to_str().unwrap_or_default());
            (name.as_str().to_owned(), value)
        });
        let mut text = RequestText {
            method: request.method.to_string(),
            url: message.route.address.root().as_str().to_owned(),
            headers: headers.collect(),
            body: String::new(),
            canonical_request,
            string_to_sign,
        };
        if self.shared.form.is_json() {
            let (redacted, whole) = (redacted_json(record), to_json(record));
            // Without secrets it is shown as it is sent, which is how it was written.
            text.body = match redacted == whole {
                true => String::from_utf8_lossy(&request.body).into_owned(),
                false => redacted,
            };
            return text;
        }
        let mut parameters = Parameters::default();
        rt::flatten_redacted(record, &mut parameters);
        if let Some(algorithm) = self.shared.form.signature.version_1() {
            let how = (algorithm, has_token);
            let (to_sign, all) =
                self.parameters_for_people(action, message, parameters, moment, how);
            text.string_to_sign = to_sign.as_str().to_owned();
            parameters = all;
        } else if text.canonical_request.is_some() {
            let query = parameters.encode();
            let head = self.canonical_head(action, &request.headers, &query);
            text.canonical_request = Some(readable(head.with_payload(&[]).as_str()));
        }
        let encoded = readable(&parameters.encode());
        match request.method == http::Method::GET {
            true => text.url = format!("{}?{encoded}", text.url),
            false => text.body = encoded,
        }
        text
    }
}

/// What stands for secrets, in escaped text, as people know it.
fn readable(encoded: &str) -> String {
    encoded.replace("%5Bredacted%5D", REDACTED)
}
