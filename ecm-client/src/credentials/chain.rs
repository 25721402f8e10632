//! Chain of providers: the first that has credentials.

use std::fmt;

use tokio::sync::OnceCell;

use super::{
    Credentials, CredentialsError, CredentialsProvider, CredentialsResult,
    EnvironmentCredentialsProvider, InstanceRoleCredentialsProvider, ProfileCredentialsProvider,
    WebIdentityCredentialsProvider,
};
use crate::BoxFuture;

/// Provider that asks several sources in turn until one has credentials.
///
/// A source that is absent ([`CredentialsError::is_absent`]) is skipped. A source that fails
/// otherwise, such as by a malformed file, ends the search: signing with another identity than
/// intended would be worse. The source that was found is used from then on.
#[derive(Default)]
pub struct CredentialsProviderChain {
    entries: Vec<ChainEntry>,
    found: OnceCell<usize>,
}

struct ChainEntry {
    name: String,
    provider: Box<dyn CredentialsProvider>,
}

impl CredentialsProviderChain {
    /// Returns the chain of the vendor's own clients, in their order.
    ///
    /// 1. variables of the environment ([`EnvironmentCredentialsProvider`]),
    /// 2. the profile `default` ([`ProfileCredentialsProvider`]),
    /// 3. the role of the instance ([`InstanceRoleCredentialsProvider`]),
    /// 4. the web identity of a container ([`WebIdentityCredentialsProvider`]).
    #[must_use]
    pub fn default_chain() -> Self {
        Self::new()
            .or_else("environment", EnvironmentCredentialsProvider::new())
            .or_else("profile", ProfileCredentialsProvider::new())
            .or_else("instance role", InstanceRoleCredentialsProvider::new())
            .or_else("web identity", WebIdentityCredentialsProvider::from_env())
    }

    /// Creates an empty chain.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Appends a source, which is asked if all before it are absent.
    ///
    /// Errors call it by `name`.
    #[must_use]
    pub fn or_else(
        mut self,
        name: impl Into<String>,
        provider: impl CredentialsProvider + 'static,
    ) -> Self {
        self.entries.push(ChainEntry { name: name.into(), provider: Box::new(provider) });
        // A source found earlier may not be the right one any more.
        self.found = OnceCell::new();
        self
    }

    /// Returns the source, and its credentials where the search has just fetched them.
    async fn source(&self) -> Result<(&ChainEntry, Option<CredentialsResult>), CredentialsError> {
        let mut fetched = None;
        let search = async {
            let (index, credentials) = self.search().await?;
            fetched = Some(Ok(credentials));
            Ok(index)
        };
        let index = self.found.get_or_try_init(|| search).await?;
        match self.entries.get(*index) {
            Some(entry) => Ok((entry, fetched)),
            None => Err(CredentialsError::new("the chain has lost a source; build it anew")),
        }
    }

    async fn search(&self) -> Result<(usize, std::sync::Arc<Credentials>), CredentialsError> {
        let mut tried = Vec::new();
        for (index, entry) in self.entries.iter().enumerate() {
            match entry.provider.credentials().await {
                Ok(credentials) => return Ok((index, credentials)),
                Err(error) => {
                    tried.push(format!("{}: {error}", entry.name));
                    if !error.is_absent() {
                        return Err(CredentialsError::new(tried.join("; ")));
                    }
                }
            }
        }
        Err(CredentialsError::absent(match tried.is_empty() {
            true => "the chain has no sources; add one with `or_else`".to_owned(),
            false => tried.join("; "),
        }))
    }
}

impl ChainEntry {
    fn with_name(&self, error: CredentialsError) -> CredentialsError {
        CredentialsError::new(format!("{}: {error}", self.name))
    }
}

impl CredentialsProvider for CredentialsProviderChain {
    fn credentials(&self) -> BoxFuture<'_, CredentialsResult> {
        Box::pin(async {
            match self.source().await? {
                (_, Some(fetched)) => fetched,
                (entry, None) => {
                    entry.provider.credentials().await.map_err(|error| entry.with_name(error))
                }
            }
        })
    }

    fn refresh<'a>(&'a self, rejected: &'a Credentials) -> BoxFuture<'a, CredentialsResult> {
        Box::pin(async {
            let (entry, _) = self.source().await?;
            entry.provider.refresh(rejected).await.map_err(|error| entry.with_name(error))
        })
    }
}

impl fmt::Debug for CredentialsProviderChain {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let names = self.entries.iter().map(|entry| entry.name.as_str());
        f.debug_tuple("CredentialsProviderChain").field(&names.collect::<Vec<_>>()).finish()
    }
}

#[cfg(test)]
mod tests;
