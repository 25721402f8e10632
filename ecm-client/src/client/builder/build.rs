//! From what was set to a client that can work.

use std::sync::Arc;
use std::time::Duration;

use http::HeaderValue;

use super::{ClientBuilder, Who};
use crate::client::address::Address;
use crate::client::form::Form;
use crate::client::headers::{AGENT, json_value, region_value, value};
use crate::client::hosts::Hosts;
use crate::client::identity::Identity;
use crate::client::skew::Skew;
use crate::client::{Client, Shared};
use crate::rate::Limiters;
use crate::resend::Budget;
use crate::transport::{HttpTransport, Limits};
use crate::{Error, TokioSleep};

const CONNECT_TIMEOUT: Duration = Duration::from_secs(10);

impl ClientBuilder {
    /// The client.
    ///
    /// # Errors
    ///
    /// If there are no credentials, or something given cannot be used. Nothing is sent.
    pub fn build(self) -> Result<Client, Error> {
        let identity = match self.identity {
            None => return Err(Error::build("it has no credentials")),
            Some(Who::Fixed(credentials)) => match credentials.problem() {
                Some(problem) => return Err(Error::build(problem)),
                None => Identity::fixed(credentials),
            },
            Some(Who::Provided(provider)) => Identity::provided(provider),
        };
        if let Some(region) = &self.region {
            region_value(region).map_err(Error::build)?;
        }
        if let Some(language) = &self.language {
            value("the language", language).map_err(Error::build)?;
        }
        let form = Form {
            signature: self.signature,
            method: self.method,
            signed_headers: self.signed_headers,
            json: json_value(self.content_type.as_deref()).map_err(Error::build)?,
        };
        let agent = agent_value(self.agent.as_deref())?;
        let endpoint =
            self.endpoint.as_deref().map(Address::parse).transpose().map_err(Error::build)?;
        let connect_timeout =
            self.connect_timeout.unwrap_or_else(|| CONNECT_TIMEOUT.min(self.timeout / 2));
        if connect_timeout >= self.timeout {
            return Err(Error::build("connect_timeout must be less than timeout"));
        }
        let transport = match self.transport {
            Some(transport) => transport,
            None => {
                let limits = Limits::new(connect_timeout, self.proxies);
                Box::new(HttpTransport::new(&limits)?)
            }
        };
        Ok(Client {
            shared: Arc::new(Shared {
                identity,
                transport,
                clock: self.clock,
                sleep: self.sleep.unwrap_or_else(|| Arc::new(TokioSleep::new())),
                jitter: self.jitter,
                nonce: self.nonce,
                form,
                skew: Skew::default(),
                hosts: Hosts::new(endpoint, self.site),
                limiters: self.rate_limited.then(Limiters::default),
                budget: Budget::new(self.resending.budget),
                resending: self.resending,
                timeout: self.timeout,
                attempt_timeout: self.attempt_timeout,
                max_response_size: self.max_response_size,
                agent,
                language: self.language,
            }),
            region: self.region.map(Arc::from),
            validation: self.validation,
        })
    }
}

/// What requests say they come from.
fn agent_value(program: Option<&str>) -> Result<HeaderValue, Error> {
    match program {
        None => Ok(HeaderValue::from_static(AGENT)),
        Some(program) => value("the agent", &format!("{AGENT} {program}")).map_err(Error::build),
    }
}
