//! Preview: a signed request that can be inspected.

use super::HttpMethod;
use super::raw::RawContent;
use super::signing::v1::{self, SignerParameters};
use super::signing::{Moment, RequestSigner, tc3};
use crate::prepared::{RequestPreview, SigningSteps};
use crate::rt::{self, BodyTable, Record, holds_secrets, redacted_json};
use crate::{PreparedRequest, SignedRequest};
use ecm_sign::REDACTED;
use ecm_sign::v1::SIGNATURE;
use ecm_sign::{Parameters, Signer};

pub(super) struct Preview<'a> {
    pub(super) signer: RequestSigner<'a>,
    pub(super) by: Option<&'a Signer>,
    pub(super) moment: &'a Moment,
    pub(super) record: &'a dyn Record,
}

impl Preview<'_> {
    /// Returns the request with the steps of its signature, complete and redacted.
    pub(super) fn of(&self, request: SignedRequest) -> Result<PreparedRequest, String> {
        let (steps, authorization) = self.steps(&request)?;
        let raw_length = self.signer.encoded.raw().map(RawContent::length);
        let mut redacted = RequestPreview::new(&request, &steps, raw_length);
        self.redact(&mut redacted, authorization)?;
        let warnings = self.signer.encoded.warnings.clone();
        Ok(PreparedRequest { request, steps, redacted, raw_length, warnings })
    }

    /// Returns the steps of the signature, and the redacted `Authorization` if there is one.
    fn steps(&self, request: &SignedRequest) -> Result<(SigningSteps, Option<String>), String> {
        let Some(by) = self.by else { return Ok((SigningSteps::default(), None)) };
        match self.signer.format.signature.version_1() {
            None => {
                let (steps, authorization) = tc3::steps(&self.signer, by, self.moment, request);
                Ok((steps, Some(authorization)))
            }
            Some(algorithm) => {
                let (fields, by) =
                    (v1::fields(&self.signer)?, (&SignerParameters::of(by), algorithm));
                let (text, _) = v1::complete(&self.signer, fields, by, self.moment)?;
                Ok((SigningSteps::new(None, text.as_str()), None))
            }
        }
    }

    fn redact(
        &self,
        text: &mut RequestPreview,
        authorization: Option<String>,
    ) -> Result<(), String> {
        let RequestSigner { format, route, .. } = self.signer;
        for (name, value) in &mut text.headers {
            match (name.as_str(), &authorization) {
                ("authorization", Some(redacted)) => value.clone_from(redacted),
                ("x-tc-token", _) => REDACTED.clone_into(value),
                _ => {}
            }
        }
        // A digest of a body gives its secrets to whoever tries all values, and each step holds one.
        let holds_secrets = holds_secrets(self.record);
        if holds_secrets && self.by.is_some() {
            text.steps = SigningSteps::withheld(format.signature.version_1().is_none());
        }
        if let Some(raw) = self.signer.encoded.raw() {
            self.redact_raw(text, raw);
            return Ok(());
        }
        if format.is_json() {
            // Without secrets it is shown as it is sent.
            if holds_secrets {
                text.body = redacted_json(self.record);
            }
            return Ok(());
        }
        let mut parameters = Parameters::default();
        rt::flatten_redacted(self.record, &mut parameters);
        if let (Some(algorithm), Some(by)) = (format.signature.version_1(), self.by) {
            let by = (&SignerParameters::redacted(by), algorithm);
            let (to_sign, all) = v1::complete(&self.signer, parameters, by, self.moment)?;
            if !holds_secrets {
                text.steps = SigningSteps::new(None, to_sign.as_str());
            }
            parameters = all;
            parameters.push(SIGNATURE, REDACTED);
        }
        let encoded = readable(&parameters.encode());
        match format.method {
            HttpMethod::Get => text.url = format!("{}?{encoded}", route.base_url.root().as_str()),
            HttpMethod::Post => text.body = encoded,
        }
        Ok(())
    }

    /// Redacts the headers of secret fields. The bytes are not shown, so nothing may give them away.
    fn redact_raw(&self, text: &mut RequestPreview, raw: &RawContent) {
        if raw.is_signed() && self.by.is_some() {
            text.steps = SigningSteps::withheld(true);
        }
        let Some(BodyTable::Raw(table)) = self.signer.route.action.body else { return };
        let mut fields = Parameters::default();
        rt::flatten_redacted(self.record, &mut fields);
        for (field, shown) in fields.iter() {
            let header = table.header(field).unwrap_or_default();
            let named =
                text.headers.iter_mut().filter(|(name, _)| name.eq_ignore_ascii_case(header));
            named.for_each(|(_, value)| shown.clone_into(value));
        }
    }
}

/// Unescapes the placeholder of secrets.
fn readable(encoded: &str) -> String {
    encoded.replace("%5Bredacted%5D", REDACTED)
}
