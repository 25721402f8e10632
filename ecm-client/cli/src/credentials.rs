//! Credentials of the commands that sign requests.

use ecm_client::credentials::{
    CredentialsError, CredentialsProvider, CredentialsProviderChain, DefaultChainBuilder,
};
use ecm_client::{Client, ClientBuilder};

use crate::completion::{completer, profiles};

/// Arguments that choose the credentials.
#[derive(Clone, Debug, clap::Args)]
pub(crate) struct CredentialsArgs {
    /// Profile of the credentials file, or else of `tccli`, used instead of any other credentials
    #[arg(long, value_name = "NAME", add = completer(profiles))]
    pub(crate) profile: Option<String>,
    /// URL at which logins of `tccli` are renewed, for tests: https, or http on this machine
    #[arg(long, value_name = "URL", hide = true)]
    login_endpoint: Option<String>,
    /// URL of the metadata server, for tests
    #[arg(long, value_name = "URL", hide = true)]
    metadata_endpoint: Option<String>,
    /// URL of STS for exchanges of credentials, for tests: https, or http on this machine
    #[arg(long, value_name = "URL", hide = true)]
    sts_endpoint: Option<String>,
}

impl CredentialsArgs {
    /// Returns a builder of the chain of sources, which writes renewed logins back.
    pub(crate) fn chain(&self) -> DefaultChainBuilder {
        let mut builder = CredentialsProviderChain::default_chain_builder().write_back(true);
        if let Some(name) = &self.profile {
            builder = builder.profile(name);
        }
        if let Some(url) = &self.login_endpoint {
            builder = builder.login_endpoint(url);
        }
        if let Some(url) = &self.metadata_endpoint {
            builder = builder.metadata_endpoint(url);
        }
        if let Some(url) = &self.sts_endpoint {
            builder = builder.sts_endpoint(url);
        }
        builder
    }

    /// Returns a builder of a client with these credentials, and with this region or the one that goes
    /// with them.
    pub(crate) fn client(
        &self,
        credentials: impl CredentialsProvider + 'static,
        region: Option<&str>,
    ) -> Result<ClientBuilder, CredentialsError> {
        let builder = Client::builder().credentials_provider(credentials);
        Ok(match (region, &self.profile) {
            (Some(region), _) => builder.region(region),
            (None, None) => builder.region_from_env(),
            (None, Some(_)) => match self.chain().read_region()? {
                Some(region) => builder.region(region),
                None => builder,
            },
        })
    }
}
