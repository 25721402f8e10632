//! Credentials and region of `ecm call`.

use ecm_client::ClientBuilder;
use ecm_client::credentials::{CredentialsProviderChain, ProfileCredentialsProvider};

use super::args::Args;

/// Sets the credentials and the region of the client. `--profile` takes precedence over every other
/// source; without it, the default chain applies, which looks where the vendor's own clients look.
pub(super) fn with_credentials(builder: ClientBuilder, args: &Args) -> ClientBuilder {
    let builder = match &args.profile {
        Some(name) => builder
            .credentials_provider(ProfileCredentialsProvider::builder().profile(name).build()),
        None => builder.credentials_provider(CredentialsProviderChain::default_chain()),
    };
    match &args.region {
        Some(region) => builder.region(region),
        None => builder.region_from_env(),
    }
}
