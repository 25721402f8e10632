//! Builder of the provider.

use std::path::PathBuf;
use std::sync::{Arc, Mutex, OnceLock};

use super::super::source::{InheritedTransport, SourceConfig, source_setters};
use super::super::{CachedCredentialsProvider, CredentialsError};
use super::service::LoginService;
use super::{TccliCredentialsProvider, TccliFetcher};
use crate::environment::Env;
use crate::identity::Origin;
use crate::profile::tccli::TccliSource;

/// Builder of a [`TccliCredentialsProvider`].
#[derive(Debug, Default)]
#[must_use]
pub struct TccliCredentialsProviderBuilder {
    files: TccliSource,
    writes_back: bool,
    metadata_endpoint: Option<String>,
    sts_endpoint: Option<String>,
    source: SourceConfig,
}

impl TccliCredentialsProviderBuilder {
    source_setters! {
        /// Sets the transport that sends requests (default: that of the client).
        ///
        /// By default they go where the calls go that the credentials are for: through the same proxy,
        /// with the same connect timeout.
        transport;
        /// Sets the endpoint at which logins are renewed (default: `https://cli.cloud.tencent.com`).
        ///
        /// `https://` and a host, or `http://` and a host on this machine. It receives what the login was
        /// made of.
        endpoint;
    }

    /// Sets the profile (default: the one in `TCCLI_PROFILE`, else `default`).
    pub fn profile(mut self, name: impl Into<String>) -> Self {
        self.files.profile = Some(name.into());
        self
    }

    /// Sets the folder with the files (default: `.tccli` in the home folder).
    pub fn folder(mut self, path: impl Into<PathBuf>) -> Self {
        self.files.folder = Some(path.into());
        self
    }

    /// Sets the URL of the metadata server, for profiles with the role of the instance (default: as for
    /// [`InstanceRoleCredentialsProvider`](crate::credentials::InstanceRoleCredentialsProvider)).
    pub fn metadata_endpoint(mut self, url: impl Into<String>) -> Self {
        self.metadata_endpoint = Some(url.into());
        self
    }

    /// Sets the endpoint of STS, for profiles with a role.
    ///
    /// Default: the one that the settings of the profile name, else `https://sts.tencentcloudapi.com`.
    pub fn sts_endpoint(mut self, url: impl Into<String>) -> Self {
        self.sts_endpoint = Some(url.into());
        self
    }

    /// Writes renewed logins to the file (default: they are kept in memory).
    ///
    /// The file is replaced as a whole, with mode 0600, and only if it still is what was read: where
    /// `tccli` has renewed the login meanwhile, its login is used. Between that comparison and the
    /// replacement, which follow each other at once, a change by another program is lost. Processes that
    /// write by this setting take turns by means of a file `NAME.credential.lock` beside it.
    pub fn write_back(mut self, enabled: bool) -> Self {
        self.writes_back = enabled;
        self
    }

    /// Reads environment variables by this function instead (default: the environment of the
    /// process).
    pub fn variables(
        mut self,
        lookup: impl Fn(&str) -> Option<String> + Send + Sync + 'static,
    ) -> Self {
        self.files.variables = Env::new(lookup);
        self
    }

    pub(in crate::credentials) fn env(mut self, variables: Env) -> Self {
        self.files.variables = variables;
        self
    }

    /// Builds the provider. Nothing is read or sent.
    ///
    /// Invalid settings are reported when credentials are first requested.
    #[must_use]
    pub fn build(self) -> TccliCredentialsProvider {
        let (clock, sleep) = self.source.time();
        let inherited = InheritedTransport::default();
        let transport =
            self.source.transport.unwrap_or_else(|| Box::new(inherited.clone()) as Box<_>);
        let endpoint = self.source.endpoint.as_deref();
        let fetcher = TccliFetcher {
            files: self.files,
            writes_back: self.writes_back,
            service: LoginService::new(endpoint, transport, Arc::clone(&sleep)),
            clock: Arc::clone(&clock),
            sleep: Arc::clone(&sleep),
            inherited,
            transport: OnceLock::new(),
            metadata_endpoint: self.metadata_endpoint,
            sts_endpoint: self.sts_endpoint,
            instance_role: OnceLock::new(),
            in_memory: Mutex::default(),
            origin: Origin::default(),
        };
        TccliCredentialsProvider {
            cached: CachedCredentialsProvider::with_time(fetcher, clock, sleep),
        }
    }

    /// Reads the region in the settings of the profile, `NAME.configure`, if they name one.
    ///
    /// Settings that cannot be read name none. Blocks while the file is read.
    ///
    /// # Errors
    ///
    /// If the name of the profile is not valid.
    pub fn read_region(&self) -> Result<Option<String>, CredentialsError> {
        self.files.region()
    }
}
