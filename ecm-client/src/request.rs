//! Trait of generated requests.

use crate::{DecodeError, Violations, rt};

/// Request of one action, generated from the spec.
pub trait Request: rt::Record + rt::Init + 'static {
    /// Type of the response.
    type Response: rt::Record + rt::Init + 'static;

    /// Static table of the action.
    #[doc(hidden)]
    const ACTION: &'static rt::ActionTable;

    /// Checks every rule of the spec and reports all broken ones at once.
    ///
    /// Rules of severity [`Severity::Warn`](crate::Severity::Warn) do not make it fail; it returns
    /// those that are broken. Nothing is sent.
    ///
    /// # Errors
    ///
    /// If a rule of severity [`Severity::Error`](crate::Severity::Error) is broken; the warnings
    /// are in the report as well.
    fn validate(&self) -> Result<Violations, Violations>
    where
        Self: Sized,
    {
        let violations = rt::validate(self).with_source(Self::ACTION.api);
        if violations.has_errors() { Err(violations) } else { Ok(violations) }
    }

    /// Splits a request that exceeds a limit of the spec into several that keep it.
    ///
    /// The spec has to mark the limit as divisible. Each part has a share of the list that exceeds
    /// the limit and everything else unchanged; together the parts ask for what this request asks
    /// for. Where there is nothing to split, and where there would be more than 10,000 parts, the
    /// result is the request itself, alone.
    ///
    /// [`Client::send_all`](crate::Client::send_all) sends them.
    #[must_use]
    fn split(&self) -> Vec<Self>
    where
        Self: Clone + Sized,
    {
        rt::partition(self)
    }

    /// Reads a request from the JSON that would be sent.
    ///
    /// Unknown keys and keys that stand twice are refused. Rules are not checked: see
    /// [`Request::validate`].
    ///
    /// # Errors
    ///
    /// If the text is no JSON object, or a value does not fit its field.
    fn from_json(text: &str) -> Result<Self, DecodeError>
    where
        Self: Sized,
    {
        let mut request = Self::init();
        rt::read_request(text, &mut request)?;
        Ok(request)
    }

    /// Returns the JSON that would be sent, secrets included.
    fn to_json(&self) -> String
    where
        Self: Sized,
    {
        rt::to_json(self)
    }
}
