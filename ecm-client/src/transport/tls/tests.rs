//! Settings that cannot be used, each with what its error says.

use rustls::pki_types::CertificateDer;

use super::names::{Parties, last_issuer, readable};
use super::*;
use crate::testing::certificates::{LAMP, LOCALHOST, key_pem, pem};

/// Text of the error of building a client.
fn problem(settings: &TlsSettings) -> String {
    let error = settings.build().err().map(|error| format!("{error} {error:?}"));
    error.unwrap_or_else(|| panic!("TLS was set up"))
}

#[test]
fn root_certificates_that_cannot_be_read_are_named_by_their_number() {
    let good = pem(LOCALHOST.0);
    let cut = good[..good.len() - 30].to_vec();
    let odd = pem(b"hunter2");
    let bad = String::from_utf8(good.clone()).unwrap().replace("MII", "M!I").into_bytes();
    let none = "holds no certificate in PEM, which begins with `-----BEGIN CERTIFICATE-----`";
    for (texts, expected) in [
        (vec![b"".to_vec()], format!("root certificate, given to `root_certificate`, {none}")),
        (vec![LOCALHOST.0.to_vec()], format!("root certificate, given to `root_certificate`, {none}")),
        (vec![good.clone(), key_pem(LAMP.1).into_bytes()], format!("root certificate 2, given to `root_certificate`, {none}")),
        (vec![cut], "has a section without its `-----END` line".to_owned()),
        (vec![good.clone(), good.clone(), bad], "root certificate 3, given to `root_certificate`, has a section that is no base64".to_owned()),
        (vec![[good, odd].concat()], "root certificate, given to `root_certificate`, holds a certificate that cannot be read".to_owned()),
    ] {
        let error = problem(&TlsSettings { root_certificates: texts, ..TlsSettings::default() });
        assert!(error.starts_with("the client cannot be built: ") && error.contains(&expected), "{error}");
    }
    let given = TlsSettings { trusted_roots: TrustedRoots::Given, ..TlsSettings::default() };
    assert!(problem(&given).contains("no server would be trusted; call `root_certificate`"));
}

#[test]
fn a_client_certificate_that_cannot_be_used_is_an_error_without_the_key() {
    let (chain, key) = (pem(LOCALHOST.0), key_pem(LOCALHOST.1));
    let secret = key.lines().nth(1).unwrap().to_owned();
    let renamed = |label: &str| key.replace("PRIVATE KEY", label);
    let in_head = key.replace(&secret, &format!("Proc-Type: 4,ENCRYPTED\n\n{secret}"));
    for (chain, key, expected) in [
        (
            &b"x"[..],
            key.clone(),
            "the chain given to `client_certificate` holds no certificate in PEM",
        ),
        (
            &pem(b"hunter2")[..],
            key.clone(),
            "the chain given to `client_certificate` holds a certificate that cannot be read",
        ),
        (
            &chain[..],
            secret.clone(),
            "the key given to `client_certificate` holds no private key in PEM",
        ),
        (
            &chain,
            renamed("ENCRYPTED PRIVATE KEY"),
            "the key given to `client_certificate` is encrypted",
        ),
        (&chain, in_head, "the key given to `client_certificate` is encrypted"),
        (
            &chain,
            renamed("RSA PRIVATE KEY"),
            "the key given to `client_certificate` cannot be used",
        ),
        (
            &chain,
            key.replace("-----END", "-----DONE"),
            "the key given to `client_certificate` has no `-----END` line",
        ),
        (
            &chain,
            key.replace(&secret, &format!("{secret}!")),
            "the key given to `client_certificate` is no base64",
        ),
        (
            &chain,
            key_pem(LAMP.1),
            "the key given to `client_certificate` belongs to another certificate",
        ),
    ] {
        let client_certificate = Some((chain.to_vec(), Secret::from(key)));
        let error = problem(&TlsSettings { client_certificate, ..TlsSettings::default() });
        assert!(error.contains(expected), "{expected}: {error}");
        assert!(!error.contains(&secret[..16]), "{error}");
    }
    let client_certificate = Some((chain, Secret::from(key)));
    assert!(TlsSettings { client_certificate, ..TlsSettings::default() }.build().is_ok());
}

#[test]
fn names_are_read_and_anything_else_is_none() {
    let certificate = CertificateDer::from(LAMP.0);
    let names = Parties::of(&certificate).unwrap();
    assert!(names.is_self_signed());
    assert_eq!(readable(names.issuer), "CN=test of lamp.example.com");
    for end in 0..LAMP.0.len() {
        let cut = CertificateDer::from(&LAMP.0[..end]);
        let mut odd = LAMP.0.to_vec();
        odd[end] = odd[end].wrapping_add(0x80);
        let odd = CertificateDer::from(odd);
        for one in [&cut, &odd] {
            if let Some(names) = last_issuer(one, &[certificate.clone(), one.clone()]) {
                readable(names.subject);
            }
        }
        assert!(Parties::of(&cut).is_none());
    }
    assert_eq!(readable(b""), "without a name");
}
