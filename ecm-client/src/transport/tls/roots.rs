//! Root certificates: where they come from.
//!
//! The system decides by itself (`rustls-platform-verifier`) rather than by a copy of its roots: Windows
//! fetches roots when a chain needs them, and macOS has settings of trust per certificate. On other systems it
//! reads their files, as `rustls-native-certs` would. The variables are read here and by nothing else, as the
//! one ignores them on Windows and macOS, and takes elsewhere what cannot be used for no roots at all.

mod variables;

use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use rustls::RootCertStore;
use rustls::client::WebPkiServerVerifier;
use rustls::client::danger::ServerCertVerifier;

use super::{pem, provider};
use crate::environment::Env;

/// Authorities that a client trusts, beside the root certificates that its builder was given.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum TrustedRoots {
    /// Those of the system, or those that `SSL_CERT_FILE` and `SSL_CERT_DIR` name instead.
    ///
    /// Loaded once per process, with the first connection. Where neither variable is set and the system has no
    /// roots, the bundled ones apply, if the feature `webpki-roots` is on.
    #[default]
    System,
    /// Mozilla's, as they were when this program was built; the environment is not read.
    #[cfg(feature = "webpki-roots")]
    Bundled,
    /// None: only root certificates that the builder was given count.
    Given,
}

type SharedVerifier = Arc<dyn ServerCertVerifier>;

/// Verifier of the process. A failure to load it is not kept: what was missing may be there later.
static LOADED: OnceLock<SharedVerifier> = OnceLock::new();

/// Returns the verifier of the system, once it was loaded.
pub(super) fn loaded() -> Option<&'static dyn ServerCertVerifier> {
    LOADED.get().map(|verifier| &**verifier)
}

/// Loads the verifier of the system, once per process and on a thread that may block.
pub(super) async fn load() -> Result<(), String> {
    static LOADING: Mutex<()> = Mutex::new(());
    if LOADED.get().is_some() {
        return Ok(());
    }
    let load = || {
        let _one = LOADING.lock().unwrap_or_else(PoisonError::into_inner);
        if LOADED.get().is_none() {
            let _ = LOADED.set(of_environment(&Env::default())?);
        }
        Ok(())
    };
    let task = tokio::task::spawn_blocking(load);
    task.await.unwrap_or_else(|_| Err("loading root certificates was cancelled".to_owned()))
}

/// Returns the verifier that the environment names, or that of the system.
fn of_environment(variables: &Env) -> Result<SharedVerifier, String> {
    if let Some(named) = variables::named(variables)? {
        return webpki(named);
    }
    match rustls_platform_verifier::Verifier::new(provider()) {
        Ok(verifier) => Ok(Arc::new(verifier)),
        Err(error) => without_system(&error),
    }
}

#[cfg(feature = "webpki-roots")]
fn without_system(error: &rustls::Error) -> Result<SharedVerifier, String> {
    tracing::info!(%error, "the system has no root certificates; the bundled ones apply");
    bundled_verifier()
}

#[cfg(not(feature = "webpki-roots"))]
fn without_system(error: &rustls::Error) -> Result<SharedVerifier, String> {
    Err(format!(
        "the system has no root certificates ({error}); install them, name some in {}, or turn on the \
         feature `webpki-roots`",
        variables::FILE
    ))
}

#[cfg(feature = "webpki-roots")]
fn bundled_verifier() -> Result<SharedVerifier, String> {
    webpki(RootCertStore { roots: webpki_roots::TLS_SERVER_ROOTS.to_vec() })
}

/// Returns the verifier by the bundled roots.
#[cfg(feature = "webpki-roots")]
pub(super) fn bundled() -> Result<&'static dyn ServerCertVerifier, rustls::Error> {
    static BUNDLED: OnceLock<Result<SharedVerifier, String>> = OnceLock::new();
    let verifier = BUNDLED.get_or_init(bundled_verifier);
    verifier.as_deref().map_err(|problem| rustls::Error::General(problem.clone()))
}

/// Returns the verifier by root certificates in PEM that a builder was given; `None` without any.
pub(super) fn given(texts: &[Vec<u8>]) -> Result<Option<Arc<WebPkiServerVerifier>>, String> {
    let mut store = RootCertStore::empty();
    for (index, text) in texts.iter().enumerate() {
        let of_text = |problem| {
            let which = if texts.len() == 1 { String::new() } else { format!(" {}", index + 1) };
            format!("root certificate{which}, given to `root_certificate`, {problem}")
        };
        for certificate in pem::certificates(text).map_err(of_text)? {
            let problem = "holds a certificate that cannot be read";
            store.add(certificate).map_err(|_| of_text(problem))?;
        }
    }
    match store.is_empty() {
        true => Ok(None),
        false => webpki_verifier(store).map(Some),
    }
}

fn webpki(roots: RootCertStore) -> Result<SharedVerifier, String> {
    Ok(webpki_verifier(roots)?)
}

fn webpki_verifier(roots: RootCertStore) -> Result<Arc<WebPkiServerVerifier>, String> {
    let builder = WebPkiServerVerifier::builder_with_provider(Arc::new(roots), provider());
    builder.build().map_err(|error| format!("root certificates cannot be used: {error}"))
}
