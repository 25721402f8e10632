//! Validation of the settings, and construction of the client.

use std::sync::Arc;
use std::time::Duration;

use bytes::Bytes;

use super::ClientBuilder;
use crate::client::format::RequestFormat;
use crate::client::headers::{json_value, region_value, value};
use crate::client::hosts::Hosts;
use crate::client::router::Router;
use crate::client::service_clock::ServiceClock;
use crate::client::{Client, Shared};
use crate::environment::Env;
use crate::identity::CredentialsError;
use crate::profile::ProfileSource;
use crate::rate::Limiters;
use crate::retry::RetryBudget;
#[cfg(feature = "proxy")]
use crate::transport::ProxiedTransport;
use crate::transport::{HttpTransport, PRODUCT_TOKEN, PoolConfig};
use crate::{Error, SystemClock, TokioSleep, Transport};

const TIMEOUT: Duration = Duration::from_secs(60);
/// Maximum silence between two events of a stream.
const IDLE_TIMEOUT: Duration = Duration::from_secs(60);
const CONNECT_TIMEOUT: Duration = Duration::from_secs(10);

/// Default limit of a response body, in bytes.
const MAX_RESPONSE_SIZE: u64 = 50 * 1024 * 1024;

const NO_CREDENTIALS: &str =
    "no credentials are set; call `credentials` or `credentials_provider` of the builder";

impl ClientBuilder {
    /// Builds the client.
    ///
    /// # Errors
    ///
    /// If credentials are missing or a setting is invalid. Nothing is sent.
    pub fn build(self) -> Result<Client, Error> {
        let credentials = self.source.ok_or_else(|| Error::build(NO_CREDENTIALS))?;
        if let Some(problem) = credentials.problem() {
            return Err(Error::build(problem));
        }
        let region = chosen_region(self.region, self.region_variables)?;
        if let Some(region) = &region {
            region_value(region).map_err(Error::build)?;
        }
        if let Some(language) = &self.language {
            value("the language", language.clone()).map_err(Error::build)?;
        }
        let user_agent = match self.user_agent {
            None => Bytes::from_static(PRODUCT_TOKEN.as_bytes()),
            Some(program) => format!("{PRODUCT_TOKEN} {program}").into(),
        };
        let format = RequestFormat {
            signature: self.signature,
            method: self.method,
            signed_headers: self.signed_headers,
            json: json_value(self.content_type.as_deref()).map_err(Error::build)?,
            nonce: self.nonce,
            user_agent: value("the agent", user_agent).map_err(Error::build)?,
            language: self.language,
            max_response_size: self.max_response_size.unwrap_or(MAX_RESPONSE_SIZE),
        };
        let limiters = (!self.is_unlimited).then(|| Limiters::new(self.rate_limiter));
        let hosts = Hosts::new(self.hosts).map_err(Error::build)?;
        let timeout = self.timeout.unwrap_or(TIMEOUT);
        let connect_timeout =
            self.connect_timeout.unwrap_or_else(|| CONNECT_TIMEOUT.min(timeout / 2));
        if connect_timeout >= timeout {
            let problem = format!(
                "connect_timeout ({connect_timeout:?}) must be less than timeout ({timeout:?}); \
                 shorten the one or extend the other"
            );
            return Err(Error::build(problem));
        }
        let pools = PoolConfig::new(connect_timeout);
        let tls = self.tls.build()?;
        let given = self.transport;
        let needs_runtime = given.is_none();
        #[cfg(feature = "proxy")]
        let given = match (given, &self.proxy) {
            (None, Some(proxy)) => Some(ProxiedTransport::boxed(&pools, proxy, tls.clone())?),
            (given, _) => given,
        };
        let transport: Arc<dyn Transport> = match given {
            Some(transport) => transport.into(),
            None => Arc::new(HttpTransport::new(&pools, tls)),
        };
        credentials.use_transport(&transport);
        Ok(Client {
            shared: Arc::new(Shared {
                credentials,
                transport,
                clock: ServiceClock::new(self.clock.unwrap_or_else(|| Box::new(SystemClock))),
                sleep: self.sleep.unwrap_or_else(|| Arc::new(TokioSleep::new())),
                jitter: self.jitter.unwrap_or_else(|| Box::new(fastrand::f64)),
                format,
                router: Router::new(hosts, limiters),
                budget: RetryBudget::new(self.retry_policy.retry_budget),
                retry_policy: self.retry_policy,
                meter: self.meter,
                timeout,
                attempt_timeout: self.attempt_timeout,
                idle_timeout: self.idle_timeout.unwrap_or(IDLE_TIMEOUT),
                needs_runtime,
            }),
            region: region.map(Arc::from),
            validation_mode: self.validation_mode,
            decoding_mode: self.decoding_mode,
            hook: None,
        })
    }
}

/// Chooses the region; the environment, where it is read, takes precedence, and in it the variable
/// over the profile.
fn chosen_region(given: Option<String>, variables: Option<Env>) -> Result<Option<String>, Error> {
    let named = |variables| ProfileSource { variables, ..ProfileSource::default() }.region_of_any();
    let named = variables.map(named).transpose();
    let named = named.map_err(|error: CredentialsError| {
        Error::build(format!("the region cannot be read from the environment: {error}"))
    })?;
    Ok(named.flatten().or(given))
}

/// Value of `User-Agent`, with the name of the program where it has one.
#[cfg(test)]
mod tests {
    use super::*;

    fn region(given: Option<&str>, named: Option<&'static str>) -> Option<String> {
        let named = named.map(|named| {
            Env::new(move |name| match name {
                "TENCENTCLOUD_REGION" => Some(named.to_owned()),
                _ => None,
            })
        });
        chosen_region(given.map(str::to_owned), named).unwrap()
    }

    #[test]
    fn the_environment_chooses_the_region_where_it_is_asked_and_names_one() {
        assert_eq!(region(Some("given"), None).as_deref(), Some("given"));
        assert_eq!(region(Some("given"), Some("named")).as_deref(), Some("named"));
        assert_eq!(region(Some("given"), Some(" ")).as_deref(), Some("given"));
        assert_eq!(region(None, Some("named")).as_deref(), Some("named"));
        assert_eq!(region(None, Some("")), None);
    }
}
