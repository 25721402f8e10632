//! What a request is to the client.

use crate::{DecodeError, Violations, rt};

/// A generated request.
pub trait Request: rt::Record + rt::Init + 'static {
    /// What comes back.
    type Response: rt::Record + rt::Init + 'static;

    /// What the action is.
    #[doc(hidden)]
    const ACTION: &'static rt::ActionTable;

    /// Checks every rule of the spec, and reports all that are broken at once. Rules that are only
    /// warnings do not make it fail; they are what it returns.
    ///
    /// # Errors
    ///
    /// If a rule of severity [`Severity::Error`](crate::Severity::Error) is broken; the warnings
    /// are in the report as well.
    fn validate(&self) -> Result<Violations, Violations>
    where
        Self: Sized,
    {
        let violations = rt::validate(self).for_action(Self::ACTION);
        if violations.has_errors() { Err(violations) } else { Ok(violations) }
    }

    /// Requests that ask together for what this one asks for, where it asks for more than the spec
    /// allows in one and the spec says that it may be divided: each has a part of the list that is
    /// too much, and everything else the same. Otherwise the request itself, alone; so it is where
    /// there would be more than ten thousand.
    ///
    /// [`Client::send_all`](crate::Client::send_all) sends them.
    #[must_use]
    fn split(&self) -> Vec<Self>
    where
        Self: Clone + Sized,
    {
        rt::partition(self)
    }

    /// Reads a request from the JSON that would be sent. Keys that the request does not have and
    /// keys that stand twice are refused; rules are not checked.
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

    /// The JSON that would be sent, secrets included.
    fn to_json(&self) -> String
    where
        Self: Sized,
    {
        rt::to_json(self)
    }
}
