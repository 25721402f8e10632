//! Settings of TLS.

use super::ClientBuilder;
use crate::{Secret, TlsVersion, TrustedRoots};

impl ClientBuilder {
    /// Adds root certificates to those that are trusted: PEM text with one or more.
    ///
    /// For a private authority, such as that of a proxy that inspects TLS. With
    /// [`TrustedRoots::Given`], they are the only ones. `build` fails if the text holds none, or one that
    /// cannot be read.
    pub fn root_certificate(mut self, pem: impl Into<Vec<u8>>) -> Self {
        self.tls.root_certificates.push(pem.into());
        self
    }

    /// Selects the authorities that are trusted beside the root certificates that were given (default:
    /// [`TrustedRoots::System`]).
    pub fn trusted_roots(mut self, roots: TrustedRoots) -> Self {
        self.tls.trusted_roots = roots;
        self
    }

    /// Sets the certificate that is shown to servers that ask for one: a chain and its key, both PEM text.
    ///
    /// The certificate of this client comes first, then those of its issuers. The key is PKCS#8, PKCS#1 or SEC1,
    /// and not encrypted: RSA, ECDSA P-256 or P-384, or Ed25519. Its text is wiped from memory once the
    /// client is built, and is in no error. `build` fails if they cannot be read or do not belong together.
    pub fn client_certificate(
        mut self,
        chain_pem: impl Into<Vec<u8>>,
        key_pem: impl Into<Secret>,
    ) -> Self {
        self.tls.client_certificate = Some((chain_pem.into(), key_pem.into()));
        self
    }

    /// Sets the oldest version of TLS that is spoken (default: [`TlsVersion::V1_2`]).
    pub fn min_tls_version(mut self, version: TlsVersion) -> Self {
        self.tls.min_version = version;
        self
    }
}
