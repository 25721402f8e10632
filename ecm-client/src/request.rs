//! Trait of generated requests.

mod extra;

pub use extra::{ExtraValue, WithExtra};

use crate::{DecodeError, Violations, rt};

/// Request of one action, generated from the spec.
#[diagnostic::on_unimplemented(
    note = "the request of an action whose body travels raw is sent with its bytes, by `Client::send_raw`"
)]
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
        rt::validate(self).with_source(Self::ACTION.api).judged()
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

    /// Adds a parameter that the spec does not know, because the service is newer.
    ///
    /// It goes along as given, beside all that the spec knows and checks, and is in the signature and
    /// in the size of the request. Like a secret field it is shown as `[redacted]` everywhere, as
    /// nobody knows what it holds; see [`Request::extra_plain`]. A warning
    /// ([`Response::warnings`](crate::Response::warnings), and an event of `tracing`) names it.
    ///
    /// A name consists of letters, digits, `_` and `-`. One that is wrong, that is given twice, or
    /// that is set as a field as well, keeps the request from being sent; so does that of any field
    /// of the spec, reserved ones among them, in whatever case, unless validation is
    /// [`Off`](crate::ValidationMode::Off).
    ///
    /// ```no_run
    /// # use ecm_client::{Client, Error, Request};
    /// # async fn show<R: Request + Clone>(client: Client, request: R) -> Result<(), Error> {
    /// let answer = client.send(&request.extra("DryRun", true).extra("Labels", ["a", "b"])).await?;
    /// # Ok(()) }
    /// ```
    fn extra(self, name: impl Into<String>, value: impl Into<ExtraValue>) -> WithExtra<Self>
    where
        Self: Sized,
    {
        WithExtra::new(self).extra(name, value)
    }

    /// Adds a parameter that the spec does not know and that is no secret; otherwise as
    /// [`Request::extra`].
    ///
    /// It is shown in previews, dry runs and `Debug`, and a service may quote it.
    fn extra_plain(self, name: impl Into<String>, value: impl Into<ExtraValue>) -> WithExtra<Self>
    where
        Self: Sized,
    {
        WithExtra::new(self).extra_plain(name, value)
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
