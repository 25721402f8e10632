//! Making a client.

use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use super::address::Address;
use super::assemble::{region_value, value};
use super::{Client, Shared};
use crate::sign::Signer;
use crate::transport::Transport;
use crate::{Clock, Credentials, Error, SystemClock, Validation};

const TIMEOUT: Duration = Duration::from_secs(60);
const CONNECT_TIMEOUT: Duration = Duration::from_secs(10);

/// What the service may answer at most.
const LARGEST_RESPONSE: u64 = 50 * 1024 * 1024;

/// A client to be.
#[must_use]
pub struct ClientBuilder {
    credentials: Option<Credentials>,
    region: Option<String>,
    endpoint: Option<String>,
    timeout: Duration,
    connect_timeout: Option<Duration>,
    validation: Validation,
    max_response_size: u64,
    language: Option<String>,
    clock: Box<dyn Clock>,
}

impl ClientBuilder {
    pub(super) fn new() -> Self {
        Self {
            credentials: None,
            region: None,
            endpoint: None,
            timeout: TIMEOUT,
            connect_timeout: None,
            validation: Validation::Strict,
            max_response_size: LARGEST_RESPONSE,
            language: None,
            clock: Box::new(SystemClock),
        }
    }

    /// Who signs. Required.
    pub fn credentials(mut self, credentials: Credentials) -> Self {
        self.credentials = Some(credentials);
        self
    }

    /// The region of every call, such as `ap-guangzhou`; none by default.
    pub fn region(mut self, region: impl Into<String>) -> Self {
        self.region = Some(region.into());
        self
    }

    /// Where every call goes, in place of the host that the API names: `https://` and a host, or
    /// `http://` and a host on this machine.
    pub fn endpoint(mut self, endpoint: impl Into<String>) -> Self {
        self.endpoint = Some(endpoint.into());
        self
    }

    /// How long a call may take from its start to the last byte of the answer; 60 seconds by
    /// default.
    pub fn timeout(mut self, timeout: Duration) -> Self {
        self.timeout = timeout;
        self
    }

    /// How long connecting may take; 10 seconds by default, or half of a shorter timeout. It must
    /// be less than the timeout: only so is a connection that is never made told from an answer
    /// that never came.
    pub fn connect_timeout(mut self, timeout: Duration) -> Self {
        self.connect_timeout = Some(timeout);
        self
    }

    /// How strictly requests are checked; [`Validation::Strict`] by default.
    pub fn validation(mut self, validation: Validation) -> Self {
        self.validation = validation;
        self
    }

    /// How many bytes an answer may have; 50 MiB by default.
    pub fn max_response_size(mut self, bytes: u64) -> Self {
        self.max_response_size = bytes;
        self
    }

    /// The language of the service's messages: `zh-CN` or `en-US`.
    pub fn language(mut self, language: impl Into<String>) -> Self {
        self.language = Some(language.into());
        self
    }

    /// Where signatures get their time from; the system's clock by default.
    pub fn clock(mut self, clock: impl Clock + 'static) -> Self {
        self.clock = Box::new(clock);
        self
    }

    /// The client.
    ///
    /// # Errors
    ///
    /// If there are no credentials, or something given cannot be used. Nothing is sent.
    pub fn build(self) -> Result<Client, Error> {
        let credentials = self.credentials.ok_or_else(|| Error::build("it has no credentials"))?;
        for (what, text) in [
            ("secret id", credentials.secret_id()),
            ("secret key", credentials.secret_key().expose()),
        ] {
            // What a variable of the environment that is set to nothing looks like.
            if text.is_empty() {
                return Err(Error::build(format!("the {what} is empty")));
            }
        }
        let connect_timeout =
            self.connect_timeout.unwrap_or_else(|| CONNECT_TIMEOUT.min(self.timeout / 2));
        if connect_timeout >= self.timeout {
            return Err(Error::build("connect_timeout must be less than timeout"));
        }
        if let Some(region) = &self.region {
            region_value(region).map_err(Error::build)?;
        }
        if let Some(language) = &self.language {
            value("the language", language).map_err(Error::build)?;
        }
        let address =
            self.endpoint.as_deref().map(Address::parse).transpose().map_err(Error::build)?;
        let transport = Transport::new(self.timeout, connect_timeout, self.max_response_size)?;
        Ok(Client {
            shared: Arc::new(Shared {
                signer: Signer::new(credentials),
                transport,
                clock: self.clock,
                address,
                language: self.language,
            }),
            region: self.region.map(Arc::from),
            validation: self.validation,
        })
    }
}

impl fmt::Debug for ClientBuilder {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ClientBuilder")
            .field("credentials", &self.credentials)
            .field("region", &self.region)
            .field("timeout", &self.timeout)
            .field("validation", &self.validation)
            .finish_non_exhaustive()
    }
}
