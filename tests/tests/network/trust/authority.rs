//! An authority of the test's own, and servers under it.
//!
//! Also a part of the tests of the command.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, mpsc};

use rcgen::{BasicConstraints, CertificateParams, DnType, IsCa, Issuer, KeyPair, date_time_ymd};
use tokio::io::copy_bidirectional;
use tokio::net::{TcpListener, TcpStream};
use tokio_rustls::TlsAcceptor;
use tokio_rustls::rustls::crypto::ring::default_provider;
use tokio_rustls::rustls::pki_types::{CertificateDer, PrivatePkcs8KeyDer};
use tokio_rustls::rustls::server::WebPkiClientVerifier;
use tokio_rustls::rustls::{RootCertStore, ServerConfig};

/// Name of the authority, as errors print it.
pub const ISSUER: &str = "CN=Lamp Test Root, O=Lamps";

/// An authority that nobody else knows.
pub struct Authority {
    issuer: Issuer<'static, KeyPair>,
    certificate: CertificateDer<'static>,
    pub pem: String,
}

/// A certificate with its key.
pub struct Identity {
    certificate: CertificateDer<'static>,
    key: Vec<u8>,
    pub chain_pem: String,
    pub key_pem: String,
}

/// Years in which a certificate is valid.
pub type Years = (i32, i32);

/// Until long after the test.
pub const VALID: Years = (2020, 2120);

fn params(names: &[&str], common: &str, (from, until): Years) -> CertificateParams {
    let names: Vec<String> = names.iter().map(|name| (*name).to_owned()).collect();
    let mut params = CertificateParams::new(names).unwrap();
    params.distinguished_name.push(DnType::CommonName, common);
    params.distinguished_name.push(DnType::OrganizationName, "Lamps");
    params.not_before = date_time_ymd(from, 1, 1);
    params.not_after = date_time_ymd(until, 1, 1);
    params
}

impl Authority {
    pub fn new() -> Self {
        Self::named("Lamp Test Root")
    }

    pub fn named(name: &str) -> Self {
        let mut params = params(&[], name, VALID);
        params.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
        let key = KeyPair::generate().unwrap();
        let certificate = params.self_signed(&key).unwrap();
        let (pem, certificate) = (certificate.pem(), certificate.der().clone());
        Self { issuer: Issuer::new(params, key), certificate, pem }
    }

    /// Issues a certificate for these names.
    pub fn issue(&self, names: &[&str], years: Years) -> Identity {
        let key = KeyPair::generate().unwrap();
        let certificate = params(names, "lamp", years).signed_by(&key, &self.issuer).unwrap();
        Identity::new(certificate, &key)
    }

    /// Writes its certificate to a file.
    pub fn write(&self, folder: &Path, name: &str) -> PathBuf {
        let path = folder.join(name);
        fs::write(&path, &self.pem).unwrap();
        path
    }
}

impl Identity {
    pub fn certificate(&self) -> CertificateDer<'static> {
        self.certificate.clone()
    }

    fn new(certificate: rcgen::Certificate, key: &KeyPair) -> Self {
        Self {
            chain_pem: certificate.pem(),
            key_pem: key.serialize_pem(),
            certificate: certificate.der().clone(),
            key: key.serialize_der(),
        }
    }

    /// Returns the server side of TLS with this certificate.
    pub fn acceptor(&self) -> TlsAcceptor {
        self.acceptor_for(None)
    }

    /// Returns that side for clients of an authority only.
    fn acceptor_for(&self, clients: Option<&Authority>) -> TlsAcceptor {
        let builder = ServerConfig::builder_with_provider(Arc::new(default_provider()))
            .with_safe_default_protocol_versions()
            .unwrap();
        let builder = match clients {
            None => builder.with_no_client_auth(),
            Some(authority) => {
                let mut roots = RootCertStore::empty();
                roots.add(authority.certificate.clone()).unwrap();
                let provider = Arc::new(default_provider());
                let roots = WebPkiClientVerifier::builder_with_provider(roots.into(), provider);
                builder.with_client_cert_verifier(roots.build().unwrap())
            }
        };
        let key = PrivatePkcs8KeyDer::from(self.key.clone());
        let chain = vec![self.certificate.clone()];
        Arc::new(builder.with_single_cert(chain, key.into()).unwrap()).into()
    }

    /// A certificate that has signed itself.
    pub fn self_signed(names: &[&str]) -> Self {
        Self::of_params(params(names, "lamp", VALID))
    }

    /// A certificate that has signed itself and is marked as an authority's, as some tools make them.
    pub fn of_authority(names: &[&str]) -> Self {
        let mut params = params(names, "lamp", VALID);
        params.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
        Self::of_params(params)
    }

    fn of_params(params: CertificateParams) -> Self {
        let key = KeyPair::generate().unwrap();
        Self::new(params.self_signed(&key).unwrap(), &key)
    }
}

/// A server that ends TLS and passes everything on to a port of this machine.
pub struct TlsFront {
    pub port: u16,
    connections: Arc<AtomicUsize>,
}

impl TlsFront {
    /// Starts one on a thread of its own. With an authority, clients have to show a certificate of it.
    pub fn start(identity: &Identity, to: u16, clients: Option<&Authority>) -> Self {
        let acceptor = identity.acceptor_for(clients);
        let connections = Arc::new(AtomicUsize::new(0));
        let counted = Arc::clone(&connections);
        let (tell, port) = mpsc::channel();
        std::thread::spawn(move || {
            let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
            runtime.unwrap().block_on(async move {
                let listener = TcpListener::bind(("127.0.0.1", 0)).await.unwrap();
                tell.send(listener.local_addr().unwrap().port()).unwrap();
                while let Ok((stream, _)) = listener.accept().await {
                    counted.fetch_add(1, Ordering::SeqCst);
                    tokio::spawn(pass(acceptor.clone(), stream, to));
                }
            });
        });
        Self { port: port.recv().unwrap(), connections }
    }

    pub fn url(&self) -> String {
        format!("https://localhost:{}", self.port)
    }

    /// Connections since this was asked last.
    pub fn connections(&self) -> usize {
        self.connections.swap(0, Ordering::SeqCst)
    }
}

async fn pass(acceptor: TlsAcceptor, stream: TcpStream, to: u16) {
    let Ok(mut stream) = acceptor.accept(stream).await else { return };
    let Ok(mut server) = TcpStream::connect(("127.0.0.1", to)).await else { return };
    let _ = copy_bidirectional(&mut stream, &mut server).await;
}

/// Folders in which systems keep their root certificates.
const STORES: [&str; 3] = ["/etc/ssl", "/etc/pki", "/usr/local/share/certs"];

/// Changes a command so that it sees a system whose only root certificates are these; `None` where
/// that is not possible.
pub fn with_system_store(command: &Command, folder: &Path, roots: Option<&str>) -> Option<Command> {
    let store = folder.join("store");
    fs::create_dir_all(store.join("certs")).unwrap();
    if let Some(roots) = roots {
        fs::write(store.join("certs/ca-certificates.crt"), roots).unwrap();
    }
    let empty = folder.join("empty");
    fs::create_dir_all(&empty).unwrap();
    let mount = |place: &str| {
        let from = if place == "/etc/ssl" { &store } else { &empty };
        format!("if [ -d {place} ]; then mount --bind '{}' {place}; fi && ", from.display())
    };
    let script: String = STORES.iter().map(|place| mount(place)).collect();
    let unshare = |more: &str| {
        let mut command = Command::new("unshare");
        command.args(["--mount", "--map-root-user", "sh", "-c", &format!("{script} {more}"), "sh"]);
        command
    };
    let probe = unshare("test -d /etc/ssl/certs").output();
    if !probe.is_ok_and(|output| output.status.success()) {
        return None;
    }
    let mut wrapped = unshare("exec \"$@\"");
    wrapped.arg(command.get_program()).args(command.get_args());
    for (name, value) in command.get_envs() {
        match value {
            Some(value) => wrapped.env(name, value),
            None => wrapped.env_remove(name),
        };
    }
    if let Some(folder) = command.get_current_dir() {
        wrapped.current_dir(folder);
    }
    Some(wrapped)
}
