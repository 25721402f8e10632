//! Certificate by which a client proves who it is.

use std::sync::Arc;

use rustls::client::ResolvesClientCert;
use rustls::crypto::ring::sign::any_supported_type;
use rustls::pki_types::PrivateKeyDer;
use rustls::sign::{CertifiedKey, SingleCertAndKey};
use rustls::{Error, InconsistentKeys};

use super::pem::{self, KeyForm};
use crate::Secret;

/// Returns the certificate with its key, for every server that asks for one.
pub(super) fn resolver(chain: &[u8], key: &Secret) -> Result<Arc<dyn ResolvesClientCert>, String> {
    let of_chain = |problem| format!("the chain given to `client_certificate` {problem}");
    let of_key = |problem| format!("the key given to `client_certificate` {problem}");
    let chain = pem::certificates(chain).map_err(of_chain)?;
    let (form, der) = pem::private_key(key.expose()).map_err(of_key)?;
    let der = match form {
        KeyForm::Pkcs8 => PrivateKeyDer::Pkcs8(der.as_slice().into()),
        KeyForm::Pkcs1 => PrivateKeyDer::Pkcs1(der.as_slice().into()),
        KeyForm::Sec1 => PrivateKeyDer::Sec1(der.as_slice().into()),
    };
    let key = any_supported_type(&der).map_err(|_| {
        of_key(
            "cannot be used; it must be RSA of 2048 bits or more, ECDSA P-256 or P-384, or Ed25519",
        )
    })?;
    let certified = CertifiedKey::new(chain, key);
    match certified.keys_match() {
        Ok(()) | Err(Error::InconsistentKeys(InconsistentKeys::Unknown)) => {
            Ok(Arc::new(SingleCertAndKey::from(certified)))
        }
        Err(Error::InconsistentKeys(_)) => {
            Err(of_key("belongs to another certificate than the first of the chain"))
        }
        Err(_) => Err(of_chain("holds a certificate that cannot be read")),
    }
}
