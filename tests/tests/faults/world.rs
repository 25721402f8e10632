//! What a call finds when it comes: an endpoint, clocks, credentials, a proxy.

use std::time::{Duration, SystemTime};

use ecm_client::Client;
use ecm_test_server::{Ledger, TestServer};
use ecm_tests::secrets::{SECRET_ID, SECRET_KEY, TOKEN};

use super::bench::{Case, client, endpoint};
use super::provider::{Provider, Refresh};
use super::proxy::{self, Proxy, Way};

/// What is out of the ordinary, apart from faults of the endpoint.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum World {
    Right,
    /// Nobody listens.
    Down,
    /// The clock of the client is off by so many seconds.
    Clock(i64),
    /// The token of the credentials is no longer the right one.
    Token(Refresh),
    /// There is a proxy, and what it does.
    Proxy(Way),
    /// There is a proxy before a server that speaks TLS.
    TlsProxy(Way),
}

/// Everything that a call needs.
pub struct Stage {
    endpoint: Option<TestServer>,
    pub client: Client,
    proxy: Option<Proxy>,
    port: u16,
}

impl World {
    pub async fn stage(self, case: &Case) -> Stage {
        let builder = case.rules.iter().cloned().fold(endpoint(), |all, rule| all.fault(rule));
        let builder = match self {
            Self::Token(_) => builder.credentials_with_token(SECRET_ID, SECRET_KEY, TOKEN),
            _ => builder,
        };
        let endpoint = builder.start().await.unwrap();
        if let Self::Token(_) = self {
            endpoint.replace_credentials(SECRET_ID, SECRET_KEY, Some(TOKEN));
        }
        let url = endpoint.url();
        let port = url.rsplit(':').next().unwrap().parse().unwrap();
        let mut client = client(&url, case.timeout);
        if let Some(size) = case.max_response_size {
            client = client.max_response_size(size);
        }
        let mut endpoint = Some(endpoint);
        let mut proxy = None;
        match self {
            Self::Right => {}
            Self::Down => endpoint.take().unwrap().shutdown().await,
            Self::Clock(seconds) => client = client.clock(move || off_by(seconds)),
            Self::Token(refresh) => client = client.credentials_provider(Provider::new(refresh)),
            Self::Proxy(way) | Self::TlsProxy(way) => {
                let started = proxy::start(way, port).await;
                client = client.proxy(started.url());
                if let Self::TlsProxy(_) = self {
                    client = client.endpoint("https://depot.example.com");
                }
                proxy = Some(started);
            }
        }
        Stage { endpoint, client: client.build().unwrap(), proxy, port }
    }
}

fn off_by(seconds: i64) -> SystemTime {
    let size = Duration::from_secs(seconds.unsigned_abs());
    if seconds < 0 { SystemTime::now() - size } else { SystemTime::now() + size }
}

impl Stage {
    /// What has happened so far; nothing where nobody listens.
    pub fn ledger(&self) -> Kept {
        let ledger = self.endpoint.as_ref().map(TestServer::ledger);
        ledger.map_or_else(Kept::default, |Ledger { requests, commits, .. }| Kept {
            requests,
            commits,
        })
    }

    /// Lets all be right from now on; false where that cannot be.
    pub async fn mend(&mut self, case: &Case) -> bool {
        match &self.endpoint {
            Some(endpoint) => endpoint.clear_faults(),
            None => self.endpoint = Some(endpoint().port(self.port).start().await.unwrap()),
        }
        if let (World::Token(_), Some(endpoint)) = (case.world, &self.endpoint) {
            endpoint.replace_credentials(SECRET_ID, SECRET_KEY, Some(super::provider::LAST));
        }
        if let Some(proxy) = &self.proxy {
            proxy.mend().await;
        }
        !matches!(case.world, World::TlsProxy(_))
    }
}

/// What a ledger says.
#[derive(Default)]
pub struct Kept {
    pub requests: Vec<ecm_test_server::Recorded>,
    pub commits: Vec<ecm_test_server::Commit>,
}
