//! Chain of providers: the first that has credentials.

mod conflicts;
mod default_chain;
mod report;

use std::fmt;
use std::sync::Arc;

use tokio::sync::OnceCell;

pub use default_chain::DefaultChainBuilder;
pub use report::{ChainReport, SkippedSource};

use super::{Credentials, CredentialsError, CredentialsProvider, CredentialsResult};
use crate::small_file::run_blocking;
use crate::{BoxFuture, Transport};
use conflicts::NamedKeys;

/// Provider that asks several sources in turn until one has credentials.
///
/// - A source that is absent ([`CredentialsError::is_absent`]) is skipped.
/// - A source that is configured, by a setting, a variable or a file, and fails ends the search:
///   signing with another identity than intended would be worse.
/// - The metadata server is skipped as well where it gives no clear answer. If a later source signs, a
///   `tracing` event at level `WARN` names both; if none does, the failure is a transient one.
/// - The source that was found is the only one asked from then on, when the service rejects its
///   credentials as well.
#[derive(Default)]
pub struct CredentialsProviderChain {
    entries: Vec<ChainEntry>,
    found: OnceCell<usize>,
    /// Variables that must not name different keys.
    named: Option<NamedKeys>,
}

struct ChainEntry {
    name: String,
    provider: Box<dyn CredentialsProvider>,
}

impl CredentialsProviderChain {
    /// Returns the chain of everything that the vendor's own tools read, in one order.
    ///
    /// 1. the key pair in variables of the environment ([`EnvironmentCredentialsProvider`]), or the profile
    ///    that `TENCENTCLOUD_PROFILE` or `TCCLI_PROFILE` names; several of these that name different keys are
    ///    an error,
    /// 2. the profile `default` of the credentials file ([`ProfileCredentialsProvider`]),
    /// 3. the profile `default` of `tccli` ([`TccliCredentialsProvider`]),
    /// 4. the web identity of a container ([`WebIdentityCredentialsProvider`]),
    /// 5. the role of the instance ([`InstanceRoleCredentialsProvider`]).
    ///
    /// [`EnvironmentCredentialsProvider`]: crate::credentials::EnvironmentCredentialsProvider
    /// [`ProfileCredentialsProvider`]: crate::credentials::ProfileCredentialsProvider
    /// [`TccliCredentialsProvider`]: crate::credentials::TccliCredentialsProvider
    /// [`WebIdentityCredentialsProvider`]: crate::credentials::WebIdentityCredentialsProvider
    /// [`InstanceRoleCredentialsProvider`]: crate::credentials::InstanceRoleCredentialsProvider
    #[must_use]
    pub fn default_chain() -> Self {
        Self::default_chain_builder().build()
    }

    /// Returns a builder of the default chain, to name a profile or to write renewed logins.
    pub fn default_chain_builder() -> DefaultChainBuilder {
        DefaultChainBuilder::default()
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

    async fn search(&self) -> Result<(usize, Arc<Credentials>), CredentialsError> {
        let search = self.ask_in_turn().await;
        let (at, credentials) = search.result?;
        if let Some(entry) = self.entries.get(at) {
            search.passed.iter().for_each(|(passed, error)| entry.warn_in_place_of(passed, error));
        }
        Ok((at, credentials))
    }

    /// Asks the sources in turn until one has credentials or fails.
    async fn ask_in_turn(&self) -> ChainSearch<'_> {
        let mut passed: Vec<(&ChainEntry, CredentialsError)> = Vec::new();
        if let Some(named) = self.named.clone()
            && let Err(error) = run_blocking(move || named.check()).await
        {
            return ChainSearch { passed, asked: 0, result: Err(error) };
        }
        for (index, entry) in self.entries.iter().enumerate() {
            match entry.provider.credentials().await {
                Ok(credentials) => {
                    return ChainSearch {
                        passed,
                        asked: index + 1,
                        result: Ok((index, credentials)),
                    };
                }
                Err(error) if error.is_passed_over() => passed.push((entry, error)),
                Err(error) => {
                    let error = self.broken(&passed, entry, &error);
                    return ChainSearch { passed, asked: index + 1, result: Err(error) };
                }
            }
        }
        let error = nobody(&passed);
        ChainSearch { passed, asked: self.entries.len(), result: Err(error) }
    }

    /// Error of a source that ends the search, with the reasons of those before it.
    fn broken(
        &self,
        passed: &[(&ChainEntry, CredentialsError)],
        at: &ChainEntry,
        error: &CredentialsError,
    ) -> CredentialsError {
        let before = passed.iter().map(|(entry, error)| entry.reason(error));
        let after = self.entries.iter().skip(passed.len() + 1);
        let after = after.map(|entry| format!("{}: not asked", entry.name));
        error.with_text(join(before.chain([at.reason(error)]).chain(after)))
    }
}

/// Sources that have been asked, and what came of it.
struct ChainSearch<'c> {
    passed: Vec<(&'c ChainEntry, CredentialsError)>,
    /// Number of sources that were asked.
    asked: usize,
    /// Position of the source that has credentials.
    result: Result<(usize, Arc<Credentials>), CredentialsError>,
}

/// Error where all sources were passed over.
fn nobody(passed: &[(&ChainEntry, CredentialsError)]) -> CredentialsError {
    if passed.is_empty() {
        let problem = "the chain has no sources; add one with `or_else`";
        return CredentialsError::absent(problem);
    }
    let reasons = join(passed.iter().map(|(entry, error)| entry.reason(error)));
    // As long as it is not known whether one is there, it may be.
    let undecided = passed.iter().find(|(_, error)| error.is_transient());
    match undecided {
        Some((_, error)) => error.with_text(reasons),
        None => CredentialsError::absent(reasons),
    }
}

impl ChainEntry {
    fn reason(&self, error: &CredentialsError) -> String {
        format!("{}: {error}", self.name)
    }

    fn with_name(&self, error: &CredentialsError) -> CredentialsError {
        // It had credentials once, and is not absent any more, whatever it says.
        match error.is_transient() {
            true => CredentialsError::transient(self.reason(error)),
            false => CredentialsError::new(self.reason(error)),
        }
    }

    /// Warns that this source signs, although an earlier one may have been meant.
    fn warn_in_place_of(&self, passed: &ChainEntry, error: &CredentialsError) {
        if error.is_transient() {
            tracing::warn!(
                undecided = passed.name,
                used = self.name,
                %error,
                "a source of credentials gave no clear answer; the next one that has some signs"
            );
        }
    }
}

fn join(reasons: impl Iterator<Item = String>) -> String {
    reasons.collect::<Vec<_>>().join("; ")
}

impl CredentialsProvider for CredentialsProviderChain {
    fn credentials(&self) -> BoxFuture<'_, CredentialsResult> {
        Box::pin(async {
            match self.source().await? {
                (_, Some(fetched)) => fetched,
                (entry, None) => {
                    entry.provider.credentials().await.map_err(|error| entry.with_name(&error))
                }
            }
        })
    }

    fn refresh<'a>(&'a self, rejected: &'a Credentials) -> BoxFuture<'a, CredentialsResult> {
        Box::pin(async {
            let (entry, _) = self.source().await?;
            entry.provider.refresh(rejected).await.map_err(|error| entry.with_name(&error))
        })
    }

    fn use_transport(&self, transport: &Arc<dyn Transport>) {
        self.entries.iter().for_each(|entry| entry.provider.use_transport(transport));
    }

    fn origin(&self) -> Option<String> {
        let entry = self.entries.get(*self.found.get()?)?;
        entry.provider.origin()
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
