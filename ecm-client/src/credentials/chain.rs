//! The first of several sources that has credentials.

use std::fmt;

use tokio::sync::OnceCell;

use super::{
    Credentials, CredentialsError, CredentialsProvider, EnvironmentCredentialsProvider,
    InstanceRoleCredentialsProvider, ProfileCredentialsProvider, Provided,
    WebIdentityCredentialsProvider,
};
use crate::BoxFuture;

/// Asks several sources, one after the other, until one has credentials.
///
/// A source that has none to give ([`CredentialsError::is_absent`]) is passed over. One that should
/// have and fails, such as a malformed file, ends the search: signing as somebody else than was
/// meant would be worse. The source that was found is the one from then on.
#[derive(Default)]
pub struct CredentialsProviderChain {
    links: Vec<Link>,
    found: OnceCell<usize>,
}

struct Link {
    name: String,
    provider: Box<dyn CredentialsProvider>,
}

impl CredentialsProviderChain {
    /// The sources that the vendor's own clients look through, in their order:
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

    /// A chain of no sources.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Asks this source where those before have nothing to give; `name` is what errors call it.
    #[must_use]
    pub fn or_else(
        mut self,
        name: impl Into<String>,
        provider: impl CredentialsProvider + 'static,
    ) -> Self {
        self.links.push(Link { name: name.into(), provider: Box::new(provider) });
        // What was found before may not be what would be found now.
        self.found = OnceCell::new();
        self
    }

    /// The source to ask, and what it has given already where it had to be looked for.
    async fn source(&self) -> Result<(&Link, Option<Provided>), CredentialsError> {
        let mut given = None;
        let search = async {
            let (index, credentials) = self.search().await?;
            given = Some(Ok(credentials));
            Ok(index)
        };
        let index = self.found.get_or_try_init(|| search).await?;
        match self.links.get(*index) {
            Some(link) => Ok((link, given)),
            None => Err(CredentialsError::new("the chain has lost a source")),
        }
    }

    async fn search(&self) -> Result<(usize, std::sync::Arc<Credentials>), CredentialsError> {
        let mut tried = Vec::new();
        for (index, link) in self.links.iter().enumerate() {
            match link.provider.credentials().await {
                Ok(credentials) => return Ok((index, credentials)),
                Err(error) => {
                    tried.push(format!("{}: {error}", link.name));
                    if !error.is_absent() {
                        return Err(CredentialsError::new(tried.join("; ")));
                    }
                }
            }
        }
        Err(CredentialsError::absent(match tried.is_empty() {
            true => "there is no source to ask".to_owned(),
            false => tried.join("; "),
        }))
    }
}

impl Link {
    fn named(&self, error: CredentialsError) -> CredentialsError {
        CredentialsError::new(format!("{}: {error}", self.name))
    }
}

impl CredentialsProvider for CredentialsProviderChain {
    fn credentials(&self) -> BoxFuture<'_, Provided> {
        Box::pin(async {
            match self.source().await? {
                (_, Some(given)) => given,
                (link, None) => {
                    link.provider.credentials().await.map_err(|error| link.named(error))
                }
            }
        })
    }

    fn refresh<'a>(&'a self, rejected: &'a Credentials) -> BoxFuture<'a, Provided> {
        Box::pin(async {
            let (link, _) = self.source().await?;
            link.provider.refresh(rejected).await.map_err(|error| link.named(error))
        })
    }
}

impl fmt::Debug for CredentialsProviderChain {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let names = self.links.iter().map(|link| link.name.as_str());
        f.debug_tuple("CredentialsChain").field(&names.collect::<Vec<_>>()).finish()
    }
}

#[cfg(test)]
mod tests;
