//! A chain of credential sources: the default one, and one that ends in a provider of your own.
//!
//! ```sh
//! cargo run -p ecm-client --example credentials_chain
//! ```

#![allow(clippy::print_stdout, reason = "showing what happens is what the example is for")]

use std::path::Path;
use std::sync::Arc;

use ecm_client::credentials::{
    CachedCredentialsProvider, CredentialsProviderChain, EnvironmentCredentialsProvider,
    ProfileCredentialsProvider,
};
use ecm_client::ecm::{self, DescribeInstancesRequest};
use ecm_client::{BoxFuture, Client, Credentials, CredentialsError, CredentialsProvider};
use ecm_test_server::TestServer;

/// Variables that the vendor's SDKs read.
const VARIABLES: &[(&str, &str)] = &[
    ("TENCENTCLOUD_SECRET_ID", "AKIDENVIRONMENT"),
    ("TENCENTCLOUD_SECRET_KEY", "SECRETENVIRONMENT"),
];

/// Source of your own, such as a vault.
struct Vault;

impl CredentialsProvider for Vault {
    fn credentials(&self) -> BoxFuture<'_, Result<Arc<Credentials>, CredentialsError>> {
        Box::pin(async { Ok(Arc::new(Credentials::new("AKIDVAULT", "SECRETVAULT"))) })
    }
}

/// Chain with these variables in place of those of the process, and a profile if one is given.
fn chain(variables: &'static [(&str, &str)], profile: Option<&Path>) -> CredentialsProviderChain {
    let lookup = |name: &str| {
        let found = variables.iter().find(|(variable, _)| *variable == name);
        found.map(|(_, value)| (*value).to_owned())
    };
    let mut chain = CredentialsProviderChain::new()
        .or_else("environment", EnvironmentCredentialsProvider::with_variables(lookup));
    if let Some(file) = profile {
        let profile = ProfileCredentialsProvider::builder().file(file).build();
        chain = chain.or_else("profile", profile);
    }
    chain.or_else("vault", CachedCredentialsProvider::new(Vault))
}

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    // In production: the sources of the vendor's SDKs, then the vault. Nothing is read yet.
    let production = CredentialsProviderChain::default_chain().or_else("vault", Vault);
    println!("{production:?}");

    let folder = tempfile::tempdir()?;
    let file = folder.path().join("credentials");
    std::fs::write(&file, "[default]\nsecret_id = AKIDPROFILE\nsecret_key = SECRETPROFILE\n")?;

    // The first source that has credentials is used.
    println!("{}", chain(VARIABLES, Some(&file)).credentials().await?.secret_id());
    println!("{}", chain(&[], Some(&file)).credentials().await?.secret_id());
    // A source that is present but broken ends the search: the vault's keys may be of another account.
    std::fs::write(&file, "[default]\nsecret_id = AKIDPROFILE\n")?;
    if let Err(error) = chain(&[], Some(&file)).credentials().await {
        println!("{}", error.to_string().replace(&*file.to_string_lossy(), "credentials"));
    }

    let server = TestServer::builder()
        .shipped("ecm-2019-07-19")
        .credentials("AKIDVAULT", "SECRETVAULT")
        .start()
        .await?;
    let core =
        Client::builder().credentials_provider(chain(&[], None)).endpoint(server.url()).build()?;
    let client = ecm::Client::new(core);
    let listed = client.describe_instances(&DescribeInstancesRequest::new()).await?.into_inner();
    println!("accepted from the vault: {:?} instances", listed.total_count);

    server.shutdown().await;
    Ok(())
}
