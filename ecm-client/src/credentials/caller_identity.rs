//! Identity that the service sees behind credentials.

use super::sts::{REGION, api::sts as api};
use crate::{Client, Error};

/// Identity that the service sees behind the credentials of a client.
///
/// What the service does not tell is `None`.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct CallerIdentity {
    /// Caller, as a resource name.
    pub arn: Option<String>,
    /// Account that the caller belongs to.
    pub account_id: Option<String>,
    /// User; for a role, its id and the name of the session.
    pub user_id: Option<String>,
    /// Account of the key; for a role, the one that asked for it.
    pub principal_id: Option<String>,
    /// Kind of identity, in the service's words.
    pub kind: Option<String>,
    /// Request id of the response.
    pub request_id: String,
}

impl CallerIdentity {
    /// Asks STS whose credentials the client signs with: the action `GetCallerIdentity`.
    ///
    /// # Errors
    ///
    /// As for any call of an action that reads.
    pub async fn of(client: &Client) -> Result<Self, Error> {
        // Every region gives the same answer.
        let client = api::Client::new(client.with_region(REGION));
        let answer = client.get_caller_identity(&api::GetCallerIdentityRequest::new()).await?;
        let request_id = answer.request_id().to_owned();
        let answer = answer.into_inner();
        Ok(Self {
            arn: answer.arn,
            account_id: answer.account_id,
            user_id: answer.user_id,
            principal_id: answer.principal_id,
            kind: answer.r#type,
            request_id,
        })
    }
}
