//! Encoder: validates a request and encodes it to bytes, once per call.

use bytes::Bytes;

use super::format::RequestFormat;
use crate::error::Cause;
use crate::prepared::zeroizing_body;
use crate::rt::{self, ActionTable, Record, RuleChecks, WalkSummary};
use crate::{Error, ValidationMode, Violations};
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
}

/// Validates requests and encodes them in the client's format.
pub(super) struct Encoder<'a> {
    pub(super) format: &'a RequestFormat,
    pub(super) validation_mode: ValidationMode,
}

impl Encoder<'_> {
    /// Validates and encodes a request; `json` is the text to send verbatim, if there is one.
    pub(super) fn encode(
        &self,
        action: &'static ActionTable,
        request: &dyn Record,
        json: Option<&str>,
    ) -> Result<EncodedRequest, Error> {
        let check = match self.validation_mode {
            ValidationMode::Off => RuleChecks::Skip,
            ValidationMode::Strict | ValidationMode::Warn => RuleChecks::Run,
        };
        let Encoded { content, size, summary } = match (self.format.is_json(), json) {
            (true, Some(json)) => verbatim_json(json),
            (true, None) => encode_json(request, check),
            (false, _) => encode_parameters(request, check),
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
