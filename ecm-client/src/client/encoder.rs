//! Encoder: validates a request and encodes it to bytes, once per call.

use bytes::Bytes;

use super::format::RequestFormat;
use super::raw::{RawContent, wrong_body};
use crate::error::Cause;
use crate::prepared::zeroizing_body;
use crate::request_body::BodySource;
use crate::rt::{self, ActionTable, BodyTable, RawBodyTable, Record, RuleChecks, WalkSummary};
use crate::{Error, RequestBody, ValidationMode, Violations};
use ecm_sign::Parameters;

/// Validated and encoded request, shared by all attempts of a call.
pub(super) struct EncodedRequest {
    pub(super) content: Content,
    pub(super) warnings: Violations,
}

pub(super) enum Content {
    /// JSON: the whole body.
    Json(Bytes),
    /// Parameters: part of a query or of a form.
    Parameters(Parameters),
    /// Bytes of the caller, with the fields in headers.
    Raw(Box<RawContent>),
}

impl EncodedRequest {
    /// Returns the body that travels raw, if it does.
    pub(super) fn raw(&self) -> Option<&RawContent> {
        match &self.content {
            Content::Raw(raw) => Some(raw),
            Content::Json(_) | Content::Parameters(_) => None,
        }
    }
}

/// Validates requests and encodes them in the client's format.
pub(super) struct Encoder<'a> {
    pub(super) format: &'a RequestFormat,
    pub(super) validation_mode: ValidationMode,
}

impl Encoder<'_> {
    /// Validates and encodes a request.
    pub(super) fn encode(
        &self,
        action: &'static ActionTable,
        request: &dyn Record,
        body: BodySource<'_>,
    ) -> Result<EncodedRequest, Error> {
        let check = match self.validation_mode {
            ValidationMode::Off => RuleChecks::Skip,
            ValidationMode::Strict | ValidationMode::Warn => RuleChecks::Run,
        };
        let is_json = self.format.is_json();
        let Encoded { content, size, summary } = match (action.body, body) {
            (None, BodySource::Fields) if is_json => encode_json(request, check),
            (None, BodySource::Json(json)) if is_json => verbatim_json(json),
            (None, BodySource::Fields | BodySource::Json(_)) => encode_parameters(request, check),
            (Some(BodyTable::Raw(table)), BodySource::Raw(body)) => {
                self.encode_raw(action, table, request, body, check)?
            }
            _ => return Err(wrong_body(action)),
        };
        let warnings = match (check, summary.is_valid) {
            (RuleChecks::Skip, _) if !summary.has_extra => Violations::default(),
            (RuleChecks::Run, true) => Violations::default().with_source(action.api),
            _ => self.violations(action, request)?,
        };
        if !summary.is_finite {
            let problem = "a number is not finite (NaN or infinity), which cannot be encoded; use a finite one";
            return Err(Error::unsendable(action, problem));
        }
        self.format.check_size(action, size)?;
        Ok(EncodedRequest { content, warnings })
    }

    #[inline(never)]
    fn encode_raw(
        &self,
        action: &'static ActionTable,
        table: &RawBodyTable,
        request: &dyn Record,
        body: &RequestBody,
        check: RuleChecks,
    ) -> Result<Encoded, Error> {
        if !self.format.is_json() {
            let problem = "its body is bytes, which need POST and TC3-HMAC-SHA256; use both";
            return Err(Error::unsendable(action, problem));
        }
        let mut fields = Parameters::default();
        let summary = rt::flatten(request, &mut fields, check);
        let size = usize::try_from(body.length()).unwrap_or(usize::MAX);
        if check == RuleChecks::Run && !summary.is_valid {
            // A rule says more of a value than a header that cannot hold it.
            self.violations(action, request)?;
        }
        let content = RawContent::new(action, table, request, &fields, body)?;
        Ok(Encoded { content: Content::Raw(Box::new(content)), size, summary })
    }

    /// Collects violations, if nothing is checked only those of parameters that the spec does not
    /// know. Fails if one of them is fatal in the mode.
    #[cold]
    fn violations(
        &self,
        action: &'static ActionTable,
        request: &dyn Record,
    ) -> Result<Violations, Error> {
        let mut violations = rt::validate(request).with_source(action.api);
        if self.validation_mode == ValidationMode::Off {
            violations.retain_extra();
        }
        match violations.iter().any(|one| one.is_fatal(self.validation_mode)) {
            true => Err(Error::new(action, Cause::Invalid(violations))),
            false => Ok(violations),
        }
    }
}

/// Encoded request, before it is judged.
struct Encoded {
    content: Content,
    /// Minimum size in bytes when sent.
    size: usize,
    summary: WalkSummary,
}

fn encode_json(request: &dyn Record, check: RuleChecks) -> Encoded {
    let mut body = Vec::with_capacity(rt::INITIAL_CAPACITY);
    let summary = rt::write_checked(request, &mut body, check);
    Encoded { size: body.len(), content: Content::Json(zeroizing_body(body)), summary }
}

/// Takes JSON text that was written before; only the rules are still to be checked.
// Not inline, as the next one: few calls take this path, and the others would reserve stack for it.
#[inline(never)]
fn verbatim_json(json: &str) -> Encoded {
    let summary = WalkSummary { is_finite: true, is_valid: false, has_extra: true };
    Encoded { size: json.len(), content: Content::Json(zeroizing_body(json.into())), summary }
}

#[inline(never)]
fn encode_parameters(request: &dyn Record, check: RuleChecks) -> Encoded {
    let mut parameters = Parameters::default();
    let summary = rt::flatten(request, &mut parameters, check);
    Encoded { size: parameters.encode().len(), content: Content::Parameters(parameters), summary }
}
