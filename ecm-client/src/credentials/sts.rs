//! Temporary credentials of the Security Token Service, requested by its generated client.

use std::sync::Arc;
use std::time::{Duration, SystemTime};

use super::source::{InheritedTransport, SourceConfig};
use super::{
    CachedCredentialsProvider, Credentials, CredentialsError, CredentialsProvider,
    CredentialsResult,
};
use crate::small_file::run_blocking;
use crate::{BoxFuture, Client, Error, Response, Secret, Transport};

#[allow(unreachable_pub, dead_code, reason = "generated whole, and this crate's own affair")]
pub(super) mod api {
    crate::api! {
        shipped: "sts-2018-08-13",
        /// The Security Token Service, as far as this crate asks it.
        pub mod sts,
    }
}

/// Default region, as in the vendor's own clients.
pub(super) const REGION: &str = "ap-guangzhou";

const SESSION_NAME: &str = "ecm-client";

/// Maximum time of one exchange, with all retries.
const TIMEOUT: Duration = Duration::from_secs(20);

#[derive(Debug, Default)]
pub(super) struct StsConfig {
    pub(super) region: Option<String>,
    pub(super) session_name: Option<String>,
    pub(super) seconds: Option<u64>,
}

impl StsConfig {
    pub(super) fn session_name(&self) -> String {
        self.session_name.clone().unwrap_or_else(|| SESSION_NAME.to_owned())
    }

    /// Creates a cached provider whose requests to STS are signed by `signer`. `make_provider`
    /// makes a provider from the client of STS, or from the error of building it.
    pub(super) fn cached<P: CredentialsProvider + 'static>(
        &self,
        source: SourceConfig,
        signer: impl CredentialsProvider + 'static,
        make_provider: impl FnOnce(api::sts::Client) -> P,
    ) -> CachedCredentialsProvider {
        let (clock, sleep) = source.time();
        let signing_clock = Arc::clone(&clock);
        let mut builder = Client::builder()
            .credentials_provider(signer)
            .region(self.region.as_deref().unwrap_or(REGION))
            .timeout(TIMEOUT)
            .clock(move || signing_clock.now())
            .sleep(Arc::clone(&sleep));
        if let Some(endpoint) = source.endpoint {
            builder = builder.endpoint(endpoint);
        }
        let mut inherited = None;
        let transport = source
            .transport
            .unwrap_or_else(|| Box::new(inherited.insert(InheritedTransport::default()).clone()));
        let client = builder.boxed_transport(transport).build().map(api::sts::Client::new);
        let provider = client.map(make_provider).map_err(|error| sts_error(&error));
        CachedCredentialsProvider::with_time(StsProvider { provider, inherited }, clock, sleep)
    }
}

/// Provider whose requests to STS go over the transport of the client that it is for.
struct StsProvider<P> {
    provider: Result<P, CredentialsError>,
    /// `None` for a provider that has a transport of its own.
    inherited: Option<InheritedTransport>,
}

impl<P: CredentialsProvider> CredentialsProvider for StsProvider<P> {
    fn credentials(&self) -> BoxFuture<'_, CredentialsResult> {
        self.provider.credentials()
    }

    fn refresh<'a>(&'a self, rejected: &'a Credentials) -> BoxFuture<'a, CredentialsResult> {
        self.provider.refresh(rejected)
    }

    // The provider that signs the exchange was given the client of STS as its own.
    fn use_transport(&self, transport: &Arc<dyn Transport>) {
        if let Some(inherited) = &self.inherited {
            inherited.inherit(transport);
        }
    }

    fn origin(&self) -> Option<String> {
        self.provider.origin()
    }
}

/// Function that gives a secret for one exchange; it may block.
#[derive(Clone)]
pub(super) struct SecretSource(Arc<dyn Fn() -> Result<Secret, CredentialsError> + Send + Sync>);

impl SecretSource {
    pub(super) fn new(
        give: impl Fn() -> Result<Secret, CredentialsError> + Send + Sync + 'static,
    ) -> Self {
        Self(Arc::new(give))
    }

    pub(super) async fn get(&self) -> Result<Secret, CredentialsError> {
        let give = Arc::clone(&self.0);
        run_blocking(move || give()).await
    }
}

/// Failure of a request to STS, as the reason for which there are no credentials.
pub(super) fn sts_error(error: &Error) -> CredentialsError {
    let problem = format!("STS: {error}");
    match error.is_passing() {
        true => CredentialsError::transient(problem),
        false => CredentialsError::new(problem),
    }
}

/// Returns a response of STS, unless a value that credentials are made of could not be read.
pub(super) fn readable<T>(answer: Response<T>) -> Result<T, CredentialsError> {
    const USED: [&str; 2] = ["Credentials", "ExpiredTime"];
    let mut mismatches = answer.mismatches().iter();
    match mismatches.find(|one| USED.iter().any(|field| one.is_within(field))) {
        Some(mismatch) => Err(CredentialsError::new(format!(
            "the response of STS (request id {}) cannot be read: {mismatch}",
            answer.request_id().escape_debug()
        ))),
        None => Ok(answer.into_inner()),
    }
}

pub(super) struct StsCredentials {
    pub(super) credentials: Option<api::sts::Credentials>,
    /// Seconds since 1970.
    pub(super) expires: Option<u64>,
}

impl StsCredentials {
    pub(super) fn into_credentials(self) -> Result<Credentials, CredentialsError> {
        let missing =
            |what: &str| CredentialsError::new(format!("the response of STS has no {what}"));
        let given = self.credentials.ok_or_else(|| missing("credentials"))?;
        let some = |secret: Option<Secret>, what| {
            let secret = secret.filter(|secret| !secret.expose().is_empty());
            secret.ok_or_else(|| missing(what))
        };
        let id = some(given.tmp_secret_id, "secret id")?;
        let key = some(given.tmp_secret_key, "secret key")?;
        let token = some(given.token, "token")?;
        let expires = self.expires.map(Duration::from_secs);
        let expires = expires.and_then(|since| SystemTime::UNIX_EPOCH.checked_add(since));
        let expires = expires.ok_or_else(|| missing("time of expiry"))?;
        Ok(Credentials::new(id.expose(), key).with_token(token).with_expiry(expires))
    }
}

/// Setters of a builder with a `source` and an `sts`.
macro_rules! sts_setters {
    () => {
        source_setters! {
            /// Sets the transport that sends requests (default: that of the client).
            ///
            /// By default they go where the calls go that the credentials are for: through the same proxy,
            /// with the same connect timeout.
            transport;
            /// Sets the endpoint of STS (default: `https://sts.tencentcloudapi.com`).
            ///
            /// `https://` and a host, or `http://` and a host on this machine.
            endpoint;
        }

        /// Sets the region of STS (default: `ap-guangzhou`).
        pub fn region(mut self, region: impl Into<String>) -> Self {
            self.sts.region = Some(region.into());
            self
        }

        /// Sets the lifetime of credentials, in whole seconds up to 12 hours (default: 2 hours).
        pub fn duration(mut self, duration: std::time::Duration) -> Self {
            self.sts.seconds = Some(duration.as_secs());
            self
        }

        /// Sets the name of the session in the account's logs (default: `ecm-client`).
        ///
        /// From 2 to 128 letters, digits and characters of `=,.@_-`.
        pub fn session_name(mut self, name: impl Into<String>) -> Self {
            self.sts.session_name = Some(name.into());
            self
        }
    };
}

pub(super) use sts_setters;
