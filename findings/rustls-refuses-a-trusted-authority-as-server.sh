#!/usr/bin/env bash
# Package and version: rustls 0.23.46 with rustls-webpki 0.103.17 (crates.io).
# Guess: A certificate that signs itself is accepted once it is among the roots: it is trusted byte for byte, as curl
#   with OpenSSL accepts it.
# Behaviour seen: Only if it is not marked as that of an authority. With CA:TRUE, which `openssl req -x509` sets by
#   default, it is refused whatever the roots are, and the error has neither a variant of its own nor a text
#   that says more. Output: `plain: accepted`, `authority, trusted: Other(OtherError(CaUsedAsEndEntity))`,
#   `authority, not trusted: Other(OtherError(CaUsedAsEndEntity))`.
# Why it matters: "Add it to the roots" is the advice for every unknown certificate, and here it never helps:
#   users go round in circles, as the error is the same before and after. A client has to know the text
#   of the error to say that the server needs another certificate.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
mkdir "$dir/src"
cat > "$dir/Cargo.toml" <<'TOML'
[package]
name = "refuses"
version = "0.0.0"
edition = "2021"
[dependencies]
rcgen = { version = "=0.14.10", default-features = false, features = ["ring"] }
rustls = { version = "=0.23.46", default-features = false, features = ["ring", "std"] }
rustls-webpki = "=0.103.17"
TOML
cat > "$dir/src/main.rs" <<'RS'
use std::sync::Arc;

use rcgen::{BasicConstraints, CertificateParams, IsCa, KeyPair};
use rustls::client::WebPkiServerVerifier;
use rustls::client::danger::ServerCertVerifier;
use rustls::pki_types::{CertificateDer, UnixTime};
use rustls::{Error, RootCertStore};

fn certificate(is_ca: IsCa) -> CertificateDer<'static> {
    let mut params = CertificateParams::new(["api.test".to_owned()]).unwrap();
    params.is_ca = is_ca;
    params.self_signed(&KeyPair::generate().unwrap()).unwrap().der().clone()
}

fn check(name: &str, certificate: &CertificateDer<'_>, root: &CertificateDer<'static>) {
    let mut roots = RootCertStore::empty();
    roots.add(root.clone()).unwrap();
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let verifier = WebPkiServerVerifier::builder_with_provider(Arc::new(roots), provider);
    let name_of_server = "api.test".try_into().unwrap();
    let verified = verifier.build().unwrap().verify_server_cert(
        certificate, &[], &name_of_server, &[], UnixTime::now(),
    );
    match verified {
        Ok(_) => println!("{name}: accepted"),
        Err(Error::InvalidCertificate(error)) => println!("{name}: {error:?}"),
        Err(error) => panic!("{error}"),
    }
}

fn main() {
    let plain = certificate(IsCa::NoCa);
    let authority = certificate(IsCa::Ca(BasicConstraints::Unconstrained));
    check("plain", &plain, &plain);
    check("authority, trusted", &authority, &authority);
    check("authority, not trusted", &authority, &plain);
}
RS
export CARGO_TARGET_DIR="$dir/target"
seen=$(cargo run --quiet --manifest-path "$dir/Cargo.toml")
echo "$seen"
diff - <(echo "$seen") <<'TXT' || { echo "the behaviour changed" >&2; exit 1; }
plain: accepted
authority, trusted: Other(OtherError(CaUsedAsEndEntity))
authority, not trusted: Other(OtherError(CaUsedAsEndEntity))
TXT
