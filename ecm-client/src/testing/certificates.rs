//! Certificates that have signed themselves, for a hundred years, and their keys.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;

/// A certificate and its key in PKCS#8, both in DER.
pub(crate) type SelfSigned = (&'static [u8], &'static [u8]);

pub(crate) const LOCALHOST: SelfSigned = (
    include_bytes!("certificates/localhost.der"),
    include_bytes!("certificates/localhost.key.der"),
);
pub(crate) const LAMP: SelfSigned = (
    include_bytes!("certificates/lamp.example.com.der"),
    include_bytes!("certificates/lamp.example.com.key.der"),
);

/// A certificate as PEM text.
pub(crate) fn pem(certificate: &[u8]) -> Vec<u8> {
    section("CERTIFICATE", certificate)
}

/// A key in PKCS#8 as PEM text.
pub(crate) fn key_pem(key: &[u8]) -> String {
    String::from_utf8(section("PRIVATE KEY", key)).unwrap()
}

fn section(label: &str, der: &[u8]) -> Vec<u8> {
    let base64 = STANDARD.encode(der);
    let lines: Vec<&str> =
        base64.as_bytes().chunks(64).map(|line| std::str::from_utf8(line).unwrap()).collect();
    format!("-----BEGIN {label}-----\n{}\n-----END {label}-----\n", lines.join("\n")).into_bytes()
}
