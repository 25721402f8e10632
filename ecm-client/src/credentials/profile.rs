//! Credentials in a file with profiles.

use std::path::PathBuf;
use std::sync::{Arc, OnceLock};

use super::{
    AssumeRoleCredentialsProvider, CachedCredentialsProvider, Credentials, CredentialsError,
    CredentialsProvider, CredentialsResult, impl_cached_provider, process,
};
use crate::environment::Env;
use crate::identity::Origin;
use crate::profile::{ProfileContent, ProfileKeys, ProfileRole, ProfileSource};
use crate::small_file::run_blocking;
use crate::{BoxFuture, Transport};

/// Provider of the credentials of a profile in a credentials file.
///
/// The profile has `secret_id`, `secret_key` and perhaps `token` (or `security_token`), below its name
/// in brackets. The name is the one that is set, else the one in `TENCENTCLOUD_PROFILE`, else
/// `default`.
///
/// With `role_arn`, the profile stands for that role: its own key pair, or that of the profile that
/// `source_profile` names, is exchanged for credentials of the role through STS, under
/// `role_session_name` and with `external_id` where it has them. The source may name a role itself.
///
/// With `credential_process`, the profile has the credentials that a command prints: a JSON object with
/// `SecretId`, `SecretKey`, and perhaps `Token` and `Expiration`, a timestamp of RFC 3339 or seconds since
/// 1970. The command is named by its whole path and runs without a shell, for at most 30 seconds; then it is
/// killed, with its children where the system has `kill`. It is run only on Unix, and only as named in a file
/// that belongs to the user or to root and that nobody else may write or replace. What it writes to standard
/// error is discarded.
///
/// `TCCLI_PROFILE` names a profile in files that are not read here, and is an error unless another one is
/// named; [`TccliCredentialsProvider`](crate::credentials::TccliCredentialsProvider) reads those.
///
/// The file is, in this order: the one that is set; the one that `TENCENTCLOUD_CREDENTIALS_FILE`
/// names; `~/.tencentcloud/credentials`; `/etc/tencentcloud/credentials`. It is read when
/// credentials are first requested, off the threads that run async tasks, and again only when the
/// service has rejected them. Only regular files of at most 64 KiB are read. A file that everybody
/// on the machine may read or write is read as well, as by the vendor's own programs, since secrets
/// mounted into containers often look like that; a `tracing` event at level `WARN` reports it.
///
/// A file or a profile that was named must exist, and its content must be valid.
pub struct ProfileCredentialsProvider {
    cached: CachedCredentialsProvider,
}

impl ProfileCredentialsProvider {
    /// Uses the profile that the environment names, else `default`, of the default file.
    #[must_use]
    pub fn new() -> Self {
        Self::builder().build()
    }

    /// Returns a builder, to choose the file and the profile.
    pub fn builder() -> ProfileCredentialsProviderBuilder {
        ProfileCredentialsProviderBuilder::default()
    }
}

impl Default for ProfileCredentialsProvider {
    fn default() -> Self {
        Self::new()
    }
}

impl_cached_provider!(ProfileCredentialsProvider);

/// Builder of a [`ProfileCredentialsProvider`].
#[derive(Debug, Default)]
#[must_use]
pub struct ProfileCredentialsProviderBuilder {
    source: ProfileSource,
    sts_endpoint: Option<String>,
}

impl ProfileCredentialsProviderBuilder {
    /// Sets the file (default: see [`ProfileCredentialsProvider`]).
    pub fn file(mut self, path: impl Into<PathBuf>) -> Self {
        self.source.file = Some(path.into());
        self
    }

    /// Sets the profile (default: the one in `TENCENTCLOUD_PROFILE`, else `default`).
    pub fn profile(mut self, name: impl Into<String>) -> Self {
        self.source.profile = Some(name.into());
        self
    }

    /// Reads environment variables by this function instead (default: the environment of the
    /// process).
    pub fn variables(
        mut self,
        lookup: impl Fn(&str) -> Option<String> + Send + Sync + 'static,
    ) -> Self {
        self.source.variables = Env::new(lookup);
        self
    }

    /// Leaves what it does not have to a source of the files of `tccli` behind it in a chain.
    pub(super) fn precedes_tccli(mut self, variables: Env, sts_endpoint: Option<String>) -> Self {
        self.source.precedes_tccli = true;
        self.source.variables = variables;
        self.sts_endpoint = sts_endpoint;
        self
    }

    /// Builds the provider. Nothing is read yet.
    #[must_use]
    pub fn build(self) -> ProfileCredentialsProvider {
        let (source, sts_endpoint) = (self.source, self.sts_endpoint);
        let fetcher = ProfileFetcher { source, sts_endpoint, ..ProfileFetcher::default() };
        ProfileCredentialsProvider { cached: CachedCredentialsProvider::new(fetcher) }
    }

    /// Reads the `region` of the profile, if it has one.
    ///
    /// It has none as well where there is no such profile and nobody has named one.
    ///
    /// Blocks while the file is read.
    ///
    /// # Errors
    ///
    /// As for the credentials.
    pub fn read_region(&self) -> Result<Option<String>, CredentialsError> {
        self.source.region()
    }
}

/// Reads the credentials of a profile from the text of a credentials file.
///
/// # Errors
///
/// If the text is malformed, which is reported with the line, if the profile is absent or
/// incomplete, or if it stands for a role, which takes an exchange with the service.
pub fn read_profile(text: &[u8], profile: &str) -> Result<Credentials, CredentialsError> {
    let content = ProfileContent::read(text, profile)?;
    let kind = match content.keys {
        ProfileKeys::Pair(credentials) if content.roles.is_empty() => return Ok(credentials),
        ProfileKeys::Pair(_) => "is for a role",
        ProfileKeys::Command(_) => "names a command",
    };
    Err(CredentialsError::new(format!(
        "line {}: the profile {kind}; use `ProfileCredentialsProvider`",
        content.line
    )))
}

/// Reads the profile, and exchanges its credentials where it names a role.
#[derive(Default)]
struct ProfileFetcher {
    source: ProfileSource,
    transport: OnceLock<Arc<dyn Transport>>,
    sts_endpoint: Option<String>,
    origin: Origin,
}

impl ProfileFetcher {
    async fn fetch(&self) -> CredentialsResult {
        let source = self.source.clone();
        let content = run_blocking(move || source.read()).await?;
        let credentials = match content.keys {
            ProfileKeys::Pair(credentials) => credentials,
            ProfileKeys::Command(words) => {
                let place = content.origin.clone();
                // Gone when this future is dropped.
                let awaited = Arc::new(());
                let waiter = Arc::downgrade(&awaited);
                let run = run_blocking(move || process::run(&words, &waiter)).await;
                drop(awaited);
                run.map_err(|error| CredentialsError::new(format!("{place}: {error}")))?
            }
        };
        self.origin.set(content.origin);
        if content.roles.is_empty() {
            return Ok(Arc::new(credentials));
        }
        let mut provider: Box<dyn CredentialsProvider> = Box::new(credentials);
        for role in content.roles {
            provider = Box::new(assumed(provider, role, self.sts_endpoint.clone()));
        }
        if let Some(transport) = self.transport.get() {
            provider.use_transport(transport);
        }
        provider.credentials().await
    }
}

/// Returns a provider of the role, at the endpoint of STS or at its usual one.
pub(super) fn assumed(
    source: Box<dyn CredentialsProvider>,
    role: ProfileRole,
    endpoint: Option<String>,
) -> AssumeRoleCredentialsProvider {
    let mut builder = AssumeRoleCredentialsProvider::builder(source, role.arn);
    if let Some(endpoint) = endpoint {
        builder = builder.endpoint(endpoint);
    }
    if let Some(name) = role.session_name {
        builder = builder.session_name(name);
    }
    if let Some(id) = role.external_id {
        builder = builder.external_id(id);
    }
    builder.build()
}

impl CredentialsProvider for ProfileFetcher {
    fn credentials(&self) -> BoxFuture<'_, CredentialsResult> {
        Box::pin(self.fetch())
    }

    fn use_transport(&self, transport: &Arc<dyn Transport>) {
        let _ = self.transport.set(Arc::clone(transport));
    }

    fn origin(&self) -> Option<String> {
        self.origin.get()
    }
}

#[cfg(test)]
mod tests;
