//! TLS of a client: the servers that it trusts, and the certificate that it shows.
//!
//! Nothing is set for the whole process, where it could conflict with another crate's choice.

mod client_certificate;
mod names;
mod pem;
mod rejection;
mod roots;
mod verifier;

use std::sync::Arc;

use rustls::crypto::CryptoProvider;
use rustls::version::{TLS12, TLS13};

pub(crate) use rejection::CertificateRejection;
pub use roots::TrustedRoots;

use crate::{Error, Secret};
use verifier::Verifier;

/// Version of TLS.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum TlsVersion {
    /// TLS 1.2.
    #[default]
    V1_2,
    /// TLS 1.3.
    V1_3,
}

/// Settings of TLS, as they were given to a builder.
#[derive(Clone, Default)]
pub(crate) struct TlsSettings {
    pub(crate) trusted_roots: TrustedRoots,
    /// PEM text with root certificates, in the order of the calls.
    pub(crate) root_certificates: Vec<Vec<u8>>,
    /// PEM text of a chain and of its key.
    pub(crate) client_certificate: Option<(Vec<u8>, Secret)>,
    pub(crate) min_version: TlsVersion,
}

impl TlsSettings {
    /// Validates the settings. Nothing is read from the system yet.
    pub(crate) fn build(&self) -> Result<Tls, Error> {
        let setup = |error| Error::build(format!("TLS cannot be set up: {error}"));
        let versions: &[_] = match self.min_version {
            TlsVersion::V1_2 => &[&TLS12, &TLS13],
            TlsVersion::V1_3 => &[&TLS13],
        };
        let verifier = Verifier::new(self.trusted_roots, &self.root_certificates)?;
        let config = rustls::ClientConfig::builder_with_provider(provider())
            .with_protocol_versions(versions)
            .map_err(setup)?
            // It adds to what is trusted and to what is said of a failure; the checks are those of rustls
            // and of the system.
            .dangerous()
            .with_custom_certificate_verifier(Arc::new(verifier));
        let config = match &self.client_certificate {
            None => config.with_no_client_auth(),
            Some((chain, key)) => {
                let resolver = client_certificate::resolver(chain, key);
                config.with_client_cert_resolver(resolver.map_err(Error::build)?)
            }
        };
        Ok(Tls { config, trusted_roots: self.trusted_roots })
    }
}

/// Configuration of TLS, whose roots may have to be loaded before the first connection.
#[derive(Clone)]
pub(crate) struct Tls {
    config: rustls::ClientConfig,
    trusted_roots: TrustedRoots,
}

impl Tls {
    pub(super) fn config(&self) -> &rustls::ClientConfig {
        &self.config
    }

    /// Waits until the roots are there that a handshake needs.
    pub(super) async fn ready(&self) -> Result<(), String> {
        match self.trusted_roots {
            TrustedRoots::System => roots::load().await,
            _ => Ok(()),
        }
    }
}

/// Returns a configuration of TLS for a connection of another protocol, by the trust of a client.
///
/// Root certificates in PEM that are given are trusted instead of those of the system.
///
/// # Errors
///
/// If there are no roots, or what is given cannot be read.
pub async fn tls_config(root_certificates: Option<Vec<u8>>) -> Result<rustls::ClientConfig, Error> {
    let settings = match root_certificates {
        None => TlsSettings::default(),
        Some(pem) => TlsSettings {
            trusted_roots: TrustedRoots::Given,
            root_certificates: vec![pem],
            ..TlsSettings::default()
        },
    };
    let tls = settings.build()?;
    tls.ready().await.map_err(Error::build)?;
    Ok(tls.config)
}

/// The cryptography of every connection.
fn provider() -> Arc<CryptoProvider> {
    Arc::new(rustls::crypto::ring::default_provider())
}

#[cfg(test)]
mod tests;
