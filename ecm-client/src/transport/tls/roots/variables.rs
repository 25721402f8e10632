//! Root certificates that environment variables name.

use std::ffi::OsStr;
use std::path::Path;
use std::{env, fs};

use rustls::RootCertStore;
use rustls::pki_types::CertificateDer;
use rustls::pki_types::pem::PemObject as _;

use crate::environment::Env;
use crate::small_file;

/// File with root certificates to trust instead of the system's.
pub(super) const FILE: &str = "SSL_CERT_FILE";

/// Folders with such files, separated as in `PATH`.
const FOLDERS: &str = "SSL_CERT_DIR";

/// Maximum size of a file, in bytes. All public roots together are less than half a MiB.
const MAX_SIZE: u64 = 16 * 1024 * 1024;

const NO_CERTIFICATE: &str = "it holds no certificate in PEM that can be read";

/// Reads the roots that the variables name; `None` if neither is set.
///
/// A variable that names nothing to trust is an error: every connection would fail, and falling back to other
/// roots would trust whom the user has not named.
pub(super) fn named(variables: &Env) -> Result<Option<RootCertStore>, String> {
    let (file, folders) = (variables.raw(FILE), variables.raw(FOLDERS));
    if file.is_none() && folders.is_none() {
        return Ok(None);
    }
    let mut store = RootCertStore::empty();
    if let Some(file) = file {
        add_file(&mut store, &file)?;
    }
    if let Some(folders) = folders {
        add_folders(&mut store, &folders)?;
    }
    Ok(Some(store))
}

fn add_file(store: &mut RootCertStore, file: &OsStr) -> Result<(), String> {
    if file.is_empty() {
        return Err(format!("{FILE} is empty; name a file with root certificates, or unset it"));
    }
    let unusable = |problem: &str| unusable(FILE, Path::new(file), problem);
    let text = small_file::read_public(Path::new(file), MAX_SIZE);
    match add(store, &text.map_err(|error| unusable(&error.problem))?) {
        0 => Err(unusable(NO_CERTIFICATE)),
        _ => Ok(()),
    }
}

fn add_folders(store: &mut RootCertStore, folders: &OsStr) -> Result<(), String> {
    let (mut count, mut problem, mut named) = (0, None, None);
    for folder in env::split_paths(folders).filter(|folder| !folder.as_os_str().is_empty()) {
        let unusable = |problem: &str| unusable(FOLDERS, &folder, problem);
        let entries = fs::read_dir(&folder).map_err(|error| unusable(&error.to_string()))?;
        for entry in entries {
            let path = entry.map_err(|error| unusable(&error.to_string()))?.path();
            // Links of such folders may lead nowhere, and other files in them are nobody's roots.
            match small_file::read_public(&path, MAX_SIZE) {
                Ok(text) => count += add(store, &text),
                Err(error) => problem = Some(format!("`{}`: {}", path.display(), error.problem)),
            }
        }
        named.get_or_insert(folder);
    }
    let Some(folder) = named else {
        return Err(format!(
            "{FOLDERS} is empty; name a folder with root certificates, or unset it"
        ));
    };
    match (count, problem) {
        (0, Some(problem)) => Err(unusable(FOLDERS, &folder, &problem)),
        (0, None) => Err(unusable(FOLDERS, &folder, "no file in it holds a certificate in PEM")),
        _ => Ok(()),
    }
}

/// Adds the certificates of a file; returns how many can be used. Bundles hold old ones that cannot.
fn add(store: &mut RootCertStore, text: &[u8]) -> usize {
    let certificates = CertificateDer::pem_slice_iter(text).filter_map(Result::ok);
    store.add_parsable_certificates(certificates).0
}

fn unusable(variable: &str, path: &Path, problem: &str) -> String {
    format!("{variable} names `{}`: {problem}; correct the variable, or unset it", path.display())
}

#[cfg(test)]
mod tests;
