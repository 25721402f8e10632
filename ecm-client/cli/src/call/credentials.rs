//! Who calls, and in which region.

use ecm_client::ClientBuilder;
use ecm_client::credentials::{CredentialsProviderChain, ProfileCredentialsProvider};

use super::args::Args;

/// Tells the client who signs its requests. A profile that is named is meant, whatever else there
/// is; otherwise the sources are those that the vendor's own clients look through.
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
