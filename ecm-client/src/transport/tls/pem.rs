//! Certificates and keys in PEM. No error repeats a part of the text: it may be a key.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use rustls::pki_types::CertificateDer;
use rustls::pki_types::pem::{Error, PemObject as _};
use zeroize::Zeroizing;

/// Reads all certificates of a text. There is at least one.
pub(super) fn certificates(text: &[u8]) -> Result<Vec<CertificateDer<'static>>, &'static str> {
    let read: Result<Vec<_>, _> = CertificateDer::pem_slice_iter(text).collect();
    let read = read.map_err(|error| match error {
        Error::MissingSectionEnd { .. } => "has a section without its `-----END` line",
        Error::IllegalSectionStart { .. } => "has a malformed `-----BEGIN` line",
        _ => "has a section that is no base64",
    })?;
    match read.is_empty() {
        true => Err("holds no certificate in PEM, which begins with `-----BEGIN CERTIFICATE-----`"),
        false => Ok(read),
    }
}

/// Form of a private key.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum KeyForm {
    Pkcs8,
    Pkcs1,
    Sec1,
}

/// Reads the first private key of a text. All copies are wiped, which the reader of certificates
/// does not do.
pub(super) fn private_key(text: &str) -> Result<(KeyForm, Zeroizing<Vec<u8>>), &'static str> {
    const NONE: &str = "holds no private key in PEM, such as `-----BEGIN PRIVATE KEY-----`";
    const FORMS: [(&str, Option<KeyForm>); 4] = [
        ("PRIVATE KEY", Some(KeyForm::Pkcs8)),
        ("RSA PRIVATE KEY", Some(KeyForm::Pkcs1)),
        ("EC PRIVATE KEY", Some(KeyForm::Sec1)),
        ("ENCRYPTED PRIVATE KEY", None),
    ];
    let section = |label: &str| {
        let (_, rest) = text.split_once(&format!("-----BEGIN {label}-----"))?;
        Some(rest.split_once(&format!("-----END {label}-----")).map(|(body, _)| body))
    };
    let found = FORMS.iter().find_map(|(label, form)| Some((form, section(label)?)));
    let (form, body) = found.ok_or(NONE)?;
    let form = (*form).ok_or("is encrypted; decrypt it first")?;
    let body = body.ok_or("has no `-----END` line")?;
    // Such keys name a cipher in a head, if they are encrypted.
    if body.contains(':') {
        return Err("is encrypted; decrypt it first");
    }
    let mut base64 = Zeroizing::new(String::with_capacity(body.len()));
    base64.extend(body.split_ascii_whitespace());
    let mut der = Zeroizing::new(vec![0; base64.len()]);
    let size = STANDARD.decode_slice(base64.as_bytes(), &mut der);
    der.truncate(size.map_err(|_| "is no base64")?);
    Ok((form, der))
}
