//! Check of a server's certificate.

use std::sync::Arc;

use rustls::client::WebPkiServerVerifier;
use rustls::client::danger::{HandshakeSignatureValid, ServerCertVerified, ServerCertVerifier};
use rustls::crypto::{WebPkiSupportedAlgorithms, verify_tls12_signature, verify_tls13_signature};
use rustls::pki_types::{CertificateDer, ServerName, UnixTime};
use rustls::{CertificateError, DigitallySignedStruct, Error, SignatureScheme};

use super::provider;
use super::rejection::CertificateRejection;
use super::roots::{self, TrustedRoots};

/// Verifier by the roots that were given to the builder, and by those that it chose besides.
#[derive(Debug)]
pub(super) struct Verifier {
    trusted_roots: TrustedRoots,
    given: Option<Arc<WebPkiServerVerifier>>,
    algorithms: WebPkiSupportedAlgorithms,
}

impl Verifier {
    pub(super) fn new(
        trusted_roots: TrustedRoots,
        root_certificates: &[Vec<u8>],
    ) -> Result<Self, crate::Error> {
        let given = roots::given(root_certificates).map_err(crate::Error::build)?;
        if given.is_none() && trusted_roots == TrustedRoots::Given {
            let problem = "no server would be trusted; call `root_certificate` as well, or choose other \
                           `trusted_roots`";
            return Err(crate::Error::build(problem));
        }
        let algorithms = provider().signature_verification_algorithms;
        Ok(Self { trusted_roots, given, algorithms })
    }

    /// The verifiers, of which one has to accept a certificate.
    fn verifiers(&self) -> Result<Vec<&dyn ServerCertVerifier>, Error> {
        let mut all: Vec<&dyn ServerCertVerifier> = Vec::new();
        if let Some(given) = &self.given {
            all.push(&**given);
        }
        match self.trusted_roots {
            TrustedRoots::System => all.push(roots::loaded().ok_or_else(|| {
                Error::General("the roots were not loaded before the connection".to_owned())
            })?),
            #[cfg(feature = "webpki-roots")]
            TrustedRoots::Bundled => all.push(roots::bundled()?),
            TrustedRoots::Given => {}
        }
        Ok(all)
    }
}

impl ServerCertVerifier for Verifier {
    fn verify_server_cert(
        &self,
        end_entity: &CertificateDer<'_>,
        intermediates: &[CertificateDer<'_>],
        server: &ServerName<'_>,
        ocsp_response: &[u8],
        now: UnixTime,
    ) -> Result<ServerCertVerified, Error> {
        let mut failed = CertificateError::UnknownIssuer;
        for verifier in self.verifiers()? {
            let checked =
                verifier.verify_server_cert(end_entity, intermediates, server, ocsp_response, now);
            match checked {
                Ok(verified) => return Ok(verified),
                // What is wrong with a chain to a known issuer says more.
                Err(Error::InvalidCertificate(error)) => {
                    if failed == CertificateError::UnknownIssuer {
                        failed = error;
                    }
                }
                Err(error) => return Err(error),
            }
        }
        Err(CertificateRejection::describe(&failed, server, end_entity, intermediates).into_error())
    }

    fn verify_tls12_signature(
        &self,
        message: &[u8],
        certificate: &CertificateDer<'_>,
        signed: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, Error> {
        verify_tls12_signature(message, certificate, signed, &self.algorithms)
    }

    fn verify_tls13_signature(
        &self,
        message: &[u8],
        certificate: &CertificateDer<'_>,
        signed: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, Error> {
        verify_tls13_signature(message, certificate, signed, &self.algorithms)
    }

    fn supported_verify_schemes(&self) -> Vec<SignatureScheme> {
        self.algorithms.supported_schemes()
    }
}
