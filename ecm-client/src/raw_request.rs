//! Trait of generated requests whose bodies travel raw.

use crate::{Violations, rt};

/// Request of an action whose body is bytes of the caller, generated from the spec.
///
/// Its fields travel as headers. [`Client::send_raw`](crate::Client::send_raw) sends it with a
/// [`RequestBody`](crate::RequestBody).
pub trait RawRequest: rt::Record + rt::Init + 'static {
    /// Type of the response.
    type Response: rt::Record + rt::Init + 'static;

    /// Static table of the action.
    #[doc(hidden)]
    const ACTION: &'static rt::ActionTable;

    /// Checks every rule of the spec as [`Request::validate`](crate::Request::validate) does.
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
}
