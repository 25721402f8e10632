//! Errors of the service, with which requests are rejected.

use serde_json::{Map, Value, json};

use super::wire::BodyError;

#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Rejection {
    pub(super) code: String,
    pub(super) message: String,
}

impl Rejection {
    pub(super) fn new(code: impl Into<String>, message: impl Into<String>) -> Self {
        Self { code: code.into(), message: message.into() }
    }

    /// Returns the fields of the object `Response`, without a request id.
    pub(super) fn to_fields(&self) -> Map<String, Value> {
        let error = json!({ "Code": self.code, "Message": self.message });
        Map::from_iter([("Error".to_owned(), error)])
    }
}

impl From<BodyError> for Rejection {
    fn from(error: BodyError) -> Self {
        match error {
            BodyError::TooLarge => {
                let message = "The body must not be larger than 10 MB.";
                Self::new("RequestSizeLimitExceeded", message)
            }
            BodyError::Incomplete => {
                Self::new("InvalidRequest", "The body did not arrive in full.")
            }
        }
    }
}
