//! Connection to the service, of the commands that send requests.

use std::path::{Path, PathBuf};
use std::time::Duration;

use ecm_client::credentials::{CredentialsError, CredentialsProvider};
use ecm_client::{Client, ClientBuilder};

use crate::completion::{completer, regions};
use crate::credentials::CredentialsArgs;
use crate::source;
use crate::verdict::Failure;

/// Setter of the client's builder as its messages name it, and the option for it.
const ROOT_CERTIFICATE: (&str, &str) = ("`root_certificate`", "`--ca-file`");

/// Arguments that say how the service is reached, and with whose credentials.
#[derive(Clone, Debug, clap::Args)]
pub(crate) struct ConnectionArgs {
    /// Region, such as `ap-guangzhou` [default: TENCENTCLOUD_REGION, or the profile's]
    #[arg(long, add = completer(regions))]
    pub(crate) region: Option<String>,
    /// URL to send to instead of the spec's host: https, or http on this machine
    #[arg(long, value_name = "URL", value_hint = clap::ValueHint::Url)]
    endpoint: Option<String>,
    /// Allow plain HTTP to this host too, such as a mock in another container; may be repeated
    #[arg(long, value_name = "HOST", value_hint = clap::ValueHint::Hostname)]
    allow_http: Vec<String>,
    /// Connect directly, whatever proxy the environment names
    #[arg(long)]
    no_proxy: bool,
    /// Root certificates in PEM to trust beside those of the system or of SSL_CERT_FILE
    #[arg(long, value_name = "FILE", value_hint = clap::ValueHint::FilePath)]
    ca_file: Option<PathBuf>,
    #[command(flatten)]
    pub(crate) credentials: CredentialsArgs,
    /// Time limit of a call, including all attempts; of a stream, until its first event
    #[arg(long, value_name = "SECONDS", default_value_t = 60, value_parser = clap::value_parser!(u64).range(1..=86_400))]
    timeout: u64,
}

impl ConnectionArgs {
    /// Returns a builder of a client; `unsigned` makes the failure of credentials that cannot be read.
    pub(crate) fn builder(
        &self,
        credentials: impl CredentialsProvider + 'static,
        unsigned: impl FnOnce(CredentialsError) -> Failure,
    ) -> Result<ClientBuilder, Failure> {
        let builder = self.credentials.client(credentials, self.region.as_deref());
        let mut builder = builder.map_err(unsigned)?.timeout(Duration::from_secs(self.timeout));
        if let Some(endpoint) = &self.endpoint {
            builder = builder.endpoint(endpoint);
        }
        if !self.no_proxy {
            builder = builder.proxy_from_env();
        }
        for host in &self.allow_http {
            builder = builder.allow_http(host);
        }
        if let Some(path) = &self.ca_file {
            builder = builder.root_certificate(source::bytes(path)?);
        }
        Ok(builder)
    }

    /// Builds the client; a failure names the options instead of the builder's setters.
    pub(crate) fn build(&self, builder: ClientBuilder) -> Result<Client, Failure> {
        builder.build().map_err(|error| {
            let file = self.ca_file.as_deref().unwrap_or(Path::new(""));
            let (by_builder, by_option) = ROOT_CERTIFICATE;
            let named = format!("in `{}` of {by_option}", file.display());
            let message = error.to_string().replace(&format!("given to {by_builder}"), &named);
            Failure::Usage(message.replace("`allow_http`", "`--allow-http`"))
        })
    }
}

/// Names the option in a message of the client, instead of its builder's setter.
pub(crate) fn with_options(message: &str) -> String {
    let (by_builder, by_option) = ROOT_CERTIFICATE;
    message.replace(&format!("{by_builder} of the builder"), by_option)
}
