//! What a call finds when it comes: a server, clocks, credentials, a proxy.

use std::time::{Duration, SystemTime};

use ecm_client::Client;
use ecm_test_server::{Ledger, TestServer};
use ecm_tests::secrets::{SECRET_ID, SECRET_KEY, TOKEN};

use super::bench::{Case, client, server};
use super::provider::{Provider, Refresh};
use super::proxy::{self, Proxy, Way};

/// What is out of the ordinary, apart from faults of the server.
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
    server: Option<TestServer>,
    pub client: Client,
    proxy: Option<Proxy>,
    port: u16,
}

impl World {
    pub async fn stage(self, case: &Case) -> Stage {
        let builder = case.rules.iter().cloned().fold(server(), |all, rule| all.fault(rule));
        let builder = match self {
            Self::Token(_) => builder.credentials_with_token(SECRET_ID, SECRET_KEY, TOKEN),
            _ => builder,
        };
        let server = builder.start().await.unwrap();
        if let Self::Token(_) = self {
            server.replace_credentials(SECRET_ID, SECRET_KEY, Some(TOKEN));
        }
        let url = server.url();
        let port = url.rsplit(':').next().unwrap().parse().unwrap();
        let mut client = client(&url, case.timeout);
        if let Some(size) = case.max_response_size {
            client = client.max_response_size(size);
        }
        let mut server = Some(server);
        let mut proxy = None;
        match self {
            Self::Right => {}
            Self::Down => server.take().unwrap().shutdown().await,
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
        Stage { server, client: client.build().unwrap(), proxy, port }
    }
}

fn off_by(seconds: i64) -> SystemTime {
    let size = Duration::from_secs(seconds.unsigned_abs());
    if seconds < 0 { SystemTime::now() - size } else { SystemTime::now() + size }
}

impl Stage {
    /// What has happened so far; nothing where nobody listens.
    pub fn ledger(&self) -> Kept {
        let ledger = self.server.as_ref().map(TestServer::ledger);
        ledger.map_or_else(Kept::default, |Ledger { requests, commits, .. }| Kept {
            requests,
            commits,
        })
    }

    /// Lets all be right from now on; false where that cannot be.
    pub async fn mend(&mut self, case: &Case) -> bool {
        match &self.server {
            Some(server) => server.clear_faults(),
            None => self.server = Some(server().port(self.port).start().await.unwrap()),
        }
        if let (World::Token(_), Some(server)) = (case.world, &self.server) {
            server.replace_credentials(SECRET_ID, SECRET_KEY, Some(super::provider::LAST));
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
    pub requests: Vec<ecm_test_server::RecordedRequest>,
    pub commits: Vec<ecm_test_server::Commit>,
}
