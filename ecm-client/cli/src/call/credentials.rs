//! Credentials and region of `ecm call`.

use ecm_client::credentials::{
    CredentialsError, CredentialsProviderChain, ProfileCredentialsProvider,
};
use ecm_client::{Client, ClientBuilder};

use super::args::Args;

/// Variable that goes before the region of a profile.
const REGION: &str = "TENCENTCLOUD_REGION";

/// Returns a builder with the credentials and the region of the call. `--profile` takes precedence over
/// every other source; without it, the default chain applies, which looks where the vendor's own clients
/// look.
pub(super) fn with_credentials(args: &Args) -> Result<ClientBuilder, CredentialsError> {
    let builder = Client::builder();
    let Some(name) = &args.profile else {
        let builder = builder.credentials_provider(CredentialsProviderChain::default_chain());
        return Ok(match &args.region {
            Some(region) => builder.region(region),
            None => builder.region_from_env(),
        });
    };
    let profile = ProfileCredentialsProvider::builder().profile(name);
    let of_variable = std::env::var_os(REGION).is_some_and(|region| !region.is_empty());
    let region = match &args.region {
        None if of_variable => None,
        None => profile.read_region()?,
        Some(region) => Some(region.clone()),
    };
    let builder = builder.credentials_provider(profile.build());
    Ok(match region {
        Some(region) => builder.region(region),
        None if of_variable => builder.region_from_env(),
        None => builder,
    })
}
