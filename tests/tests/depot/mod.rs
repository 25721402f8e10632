//! The invented service that everything goes wrong with: one action of each effect, and secrets.

use ecm_client::{Client, Error};

use ecm_tests::secrets::{PASSWORD, SCRIPT};

ecm_client::api! {
    spec: "specs/depot-2024-04-01.json",
    /// The service.
    pub mod api,
}

/// The spec, for the server.
pub const SPEC: &str = api::SPEC;

/// One action of each effect.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Op {
    /// Creates.
    Launch,
    /// Can be repeated.
    Rename,
    /// Changes nothing.
    List,
}

impl Op {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Launch, Self::Rename, Self::List];

    /// The name of the action.
    #[must_use]
    pub fn action(self) -> &'static str {
        match self {
            Self::Launch => "Launch",
            Self::Rename => "Rename",
            Self::List => "List",
        }
    }

    /// Calls the action, with secrets in the request. Gives what can be shown of the answer.
    ///
    /// # Errors
    ///
    /// If the call fails.
    pub async fn call(self, client: &Client, name: &str) -> Result<String, Error> {
        match self {
            Self::Launch => client.send(&launch(name)).await.map(|answer| format!("{answer:?}")),
            Self::Rename => {
                let mut request = api::RenameRequest::new("dm-1", name);
                request.password = Some(PASSWORD.into());
                client.send(&request).await.map(|answer| format!("{answer:?}"))
            }
            Self::List => {
                let mut request = api::ListRequest::new();
                request.name = Some(name.into());
                request.password = Some(PASSWORD.into());
                client.send(&request).await.map(|answer| format!("{answer:?}"))
            }
        }
    }
}

/// A machine of this name, with secrets.
#[must_use]
pub fn launch(name: &str) -> api::LaunchRequest {
    let mut request = api::LaunchRequest::new(name);
    request.password = Some(PASSWORD.into());
    request.script = Some(SCRIPT.into());
    request
}
