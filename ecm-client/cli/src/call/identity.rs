//! Who calls.

use ecm_client::{ClientBuilder, Credentials};

use crate::verdict::Failure;

const SECRET_ID: &str = "TENCENTCLOUD_SECRET_ID";
const SECRET_KEY: &str = "TENCENTCLOUD_SECRET_KEY";
const TOKEN: &str = "TENCENTCLOUD_TOKEN";
const REGION: &str = "TENCENTCLOUD_REGION";

/// Tells the client who signs its requests.
pub(super) fn identify(builder: ClientBuilder) -> Result<ClientBuilder, Failure> {
    let required = |name| {
        variable(name)?.ok_or_else(|| {
            Failure::Usage(format!(
                "there are no credentials: {SECRET_ID} and {SECRET_KEY} must be set"
            ))
        })
    };
    let credentials = Credentials::new(required(SECRET_ID)?, required(SECRET_KEY)?);
    Ok(builder.credentials(match variable(TOKEN)? {
        Some(token) => credentials.with_token(token),
        None => credentials,
    }))
}

/// The region that the environment names.
pub(super) fn region() -> Result<Option<String>, Failure> {
    variable(REGION)
}

/// An environment variable; an empty one counts as not set.
fn variable(name: &str) -> Result<Option<String>, Failure> {
    match std::env::var(name) {
        Ok(value) => Ok(Some(value).filter(|value| !value.is_empty())),
        Err(std::env::VarError::NotPresent) => Ok(None),
        // What it holds is not repeated.
        Err(std::env::VarError::NotUnicode(_)) => {
            Err(Failure::Usage(format!("{name} is not UTF-8 text")))
        }
    }
}
