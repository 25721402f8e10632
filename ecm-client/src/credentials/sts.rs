//! Temporary credentials from the Security Token Service, by the client that is generated for it.

use std::fmt;
use std::sync::Arc;
use std::time::{Duration, SystemTime};

use super::{Credentials, CredentialsError, CredentialsProvider};
use crate::{Client, Clock, Secret, Sleep, SystemClock, TokioSleep, Transport};

#[allow(unreachable_pub, dead_code, reason = "generated whole, and this crate's own affair")]
pub(super) mod api {
    crate::api! {
        shipped: "sts-2018-08-13",
        /// The Security Token Service, as far as this crate asks it.
        pub mod sts,
    }
}

/// The region that is asked where none is said, as the vendor's own clients do.
const REGION: &str = "ap-guangzhou";

/// What sessions are called where nobody calls them anything.
pub(super) const SESSION_NAME: &str = "ecm-client";

/// How long one exchange may take, with everything that is tried again.
const TIMEOUT: Duration = Duration::from_secs(20);

/// How the service is asked, whatever it is asked for.
pub(super) struct Exchange {
    pub(super) region: Option<String>,
    pub(super) endpoint: Option<String>,
    pub(super) transport: Option<Box<dyn Transport>>,
    pub(super) clock: Arc<dyn Clock>,
    pub(super) sleep: Option<Arc<dyn Sleep>>,
}

impl Default for Exchange {
    fn default() -> Self {
        let clock = Arc::new(SystemClock);
        Self { region: None, endpoint: None, transport: None, clock, sleep: None }
    }
}

/// What tells the time and what measures it.
pub(super) type Time = (Arc<dyn Clock>, Arc<dyn Sleep>);

impl Exchange {
    /// The client, or why there can be none, and the time that it goes by.
    pub(super) fn client(
        self,
        signer: impl CredentialsProvider + 'static,
    ) -> (Result<api::sts::Client, CredentialsError>, Time) {
        let clock = Arc::clone(&self.clock);
        let sleep = self.sleep.unwrap_or_else(|| Arc::new(TokioSleep::new()));
        let mut builder = Client::builder()
            .credentials_provider(signer)
            .region(self.region.unwrap_or_else(|| REGION.to_owned()))
            .timeout(TIMEOUT)
            .clock(move || clock.now())
            .sleep(Arc::clone(&sleep));
        if let Some(endpoint) = self.endpoint {
            builder = builder.endpoint(endpoint);
        }
        if let Some(transport) = self.transport {
            builder = builder.boxed_transport(transport);
        }
        let client = builder.build().map(api::sts::Client::new);
        let client = client.map_err(|error| CredentialsError::new(error.to_string()));
        (client, (self.clock, sleep))
    }
}

impl fmt::Debug for Exchange {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Exchange").field("region", &self.region).finish_non_exhaustive()
    }
}

/// What the service has given.
pub(super) struct Given {
    pub(super) credentials: Option<api::sts::Credentials>,
    /// Seconds since 1970.
    pub(super) expires: Option<u64>,
}

impl Given {
    pub(super) fn read(self) -> Result<Credentials, CredentialsError> {
        let missing =
            |what: &str| CredentialsError::new(format!("STS has answered without {what}"));
        let given = self.credentials.ok_or_else(|| missing("credentials"))?;
        let some = |secret: Option<Secret>, what| {
            let secret = secret.filter(|secret| !secret.expose().is_empty());
            secret.ok_or_else(|| missing(what))
        };
        let id = some(given.tmp_secret_id, "a secret id")?;
        let key = some(given.tmp_secret_key, "a secret key")?;
        let token = some(given.token, "a token")?;
        let expires = self.expires.map(Duration::from_secs);
        let expires = expires.and_then(|since| SystemTime::UNIX_EPOCH.checked_add(since));
        let expires = expires.ok_or_else(|| missing("the time when they expire"))?;
        Ok(Credentials::new(id.expose(), key).with_token(token).with_expiry(expires))
    }
}

/// Setters that everything that asks the service has.
macro_rules! exchange_setters {
    () => {
        /// The region of the service, in place of `ap-guangzhou`.
        pub fn region(mut self, region: impl Into<String>) -> Self {
            self.exchange.region = Some(region.into());
            self
        }

        /// Where the service is, in place of `sts.tencentcloudapi.com`: `https://` and a host, or
        /// `http://` and a host on this machine.
        pub fn endpoint(mut self, endpoint: impl Into<String>) -> Self {
            self.exchange.endpoint = Some(endpoint.into());
            self
        }

        /// What carries requests, in place of HTTP.
        pub fn transport(mut self, transport: impl $crate::Transport + 'static) -> Self {
            self.exchange.transport = Some(Box::new(transport));
            self
        }

        /// What signatures get their time from, and what tells whether credentials have expired;
        /// the system's clock by default.
        pub fn clock(mut self, clock: impl $crate::Clock + 'static) -> Self {
            self.exchange.clock = std::sync::Arc::new(clock);
            self
        }

        /// What measures timeouts and pauses; tokio's timer by default.
        pub fn sleep(mut self, sleep: impl $crate::Sleep + 'static) -> Self {
            self.exchange.sleep = Some(std::sync::Arc::new(sleep));
            self
        }

        /// How long credentials are to be valid, in whole seconds: up to twelve hours; two by
        /// default.
        pub fn duration(mut self, duration: std::time::Duration) -> Self {
            self.seconds = Some(duration.as_secs());
            self
        }

        /// What the session is called in the logs of the account, from 2 to 128 letters, digits and
        /// characters of `=,.@_-`; `ecm-client` by default.
        pub fn session_name(mut self, name: impl Into<String>) -> Self {
            self.session_name = Some(name.into());
            self
        }
    };
}

pub(super) use exchange_setters;
