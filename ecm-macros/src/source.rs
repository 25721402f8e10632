//! Loads the text of a spec: a file inside the calling package, or a spec that ships.
//!
//! The macro opens this one file and nothing else. The path must stay inside the package, so that a
//! published crate carries what it is generated from.

use std::fs;
use std::path::{Component, Path, PathBuf};

use proc_macro2::TokenStream;
use quote::quote;
use syn::LitStr;

use crate::args::SpecLocation;

/// Environment variable with the folder to look for specs in, instead of the package's. For test
/// harnesses that compile the code of a package somewhere else.
const ROOT_OVERRIDE: &str = "ECM_SPEC_ROOT";
const PACKAGE: &str = "CARGO_MANIFEST_DIR";

/// Text of a spec, with the data that reports and the generated module need.
pub(crate) struct LoadedSpec {
    pub(crate) bytes: Vec<u8>,
    /// Name as written in the invocation.
    pub(crate) name: String,
    /// Constant with the text for readers at run time, by which rustc also tracks the file.
    pub(crate) constant: TokenStream,
    /// Item that makes rustc track the file where it is no valid spec, so that there is no constant.
    pub(crate) tracker: TokenStream,
}

/// Loads a spec; the error message belongs at the literal that names it.
pub(crate) fn load(source: &SpecLocation) -> Result<LoadedSpec, String> {
    match source {
        SpecLocation::Shipped(name) => shipped(&name.value()),
        SpecLocation::File(path) => file(path),
    }
}

fn shipped(name: &str) -> Result<LoadedSpec, String> {
    match ecm_spec::shipped(name) {
        Some(text) => Ok(LoadedSpec {
            bytes: text.as_bytes().to_vec(),
            name: format!("{name}.json"),
            constant: quote!(::ecm_client::__shipped_spec!(#name);),
            tracker: TokenStream::new(),
        }),
        None => {
            let next = match ecm_spec::closest(name, ecm_spec::shipped_names()) {
                Some(close) => format!("did you mean `{close}`?"),
                None => {
                    let names: Vec<&str> = ecm_spec::shipped_names().collect();
                    format!("the shipped specs are `{}`", names.join("`, `"))
                }
            };
            Err(format!("no shipped spec is called `{name}`; {next}"))
        }
    }
}

fn file(literal: &LitStr) -> Result<LoadedSpec, String> {
    let written = literal.value();
    let relative = checked_path(&written)?;
    let (variable, root) = root()?;
    let bytes = read(&root, relative, &written)?;
    let suffix = format!("/{written}");
    let path = quote!(::core::concat!(::core::env!(#variable), #suffix));
    let constant = ecm_codegen::spec_constant(&path);
    let tracker = quote!(
        const _: &[u8] = ::core::include_bytes!(#path);
    );
    Ok(LoadedSpec { bytes, name: written, constant, tracker })
}

/// Checks that a written path stays inside the package.
fn checked_path(written: &str) -> Result<&Path, String> {
    let path = Path::new(written);
    let stays =
        path.components().all(|part| matches!(part, Component::Normal(_) | Component::CurDir));
    if written.is_empty() {
        Err("the path of the spec is empty: name a JSON file, relative to the folder of `Cargo.toml`"
            .to_owned())
    } else if stays {
        Ok(path)
    } else {
        Err(format!(
            "spec `{written}` is outside the package: move it inside, and name it relative to the \
             folder of `Cargo.toml`, without `..`"
        ))
    }
}

fn root() -> Result<(&'static str, PathBuf), String> {
    [ROOT_OVERRIDE, PACKAGE]
        .into_iter()
        .find_map(|variable| Some((variable, PathBuf::from(std::env::var_os(variable)?))))
        .ok_or_else(|| format!("`{PACKAGE}` is not set: compile with cargo, which sets it"))
}

fn read(root: &Path, relative: &Path, written: &str) -> Result<Vec<u8>, String> {
    let cannot = |error: std::io::Error| match error.kind() {
        std::io::ErrorKind::NotFound => format!(
            "there is no file `{written}` in the package: check the path, which is relative to the \
             folder of `Cargo.toml`"
        ),
        _ => format!("spec `{written}` cannot be read: {error}"),
    };
    let root = root.canonicalize().map_err(cannot)?;
    let path = root.join(relative).canonicalize().map_err(cannot)?;
    if !path.starts_with(&root) {
        return Err(format!(
            "spec `{written}` is a link out of the package: put the file itself inside"
        ));
    }
    // Checked before opening, because opening a pipe can block for ever.
    let about = fs::metadata(&path).map_err(cannot)?;
    if !about.is_file() {
        return Err(format!("spec `{written}` is not a regular file: name a JSON file"));
    }
    if about.len() > ecm_spec::MAX_SIZE as u64 {
        return Err(format!(
            "spec `{written}` has {} bytes, at most {} are allowed: check that it is a spec",
            about.len(),
            ecm_spec::MAX_SIZE
        ));
    }
    fs::read(&path).map_err(cannot)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_stays_inside() {
        for good in ["spec.json", "specs/a.json", "./specs/a.json"] {
            assert!(checked_path(good).is_ok(), "{good}");
        }
        for bad in ["", "/etc/passwd", "../spec.json", "specs/../../spec.json"] {
            assert!(checked_path(bad).is_err(), "{bad}");
        }
    }

    #[test]
    fn what_is_no_file_is_refused_with_its_name() {
        let root = Path::new(env!("CARGO_MANIFEST_DIR"));
        for (path, expected) in
            [("src", "not a regular file"), ("none.json", "there is no file `none.json`")]
        {
            let message = read(root, Path::new(path), path).expect_err(path);
            assert!(message.contains(expected), "{message}");
            assert!(!message.contains(env!("CARGO_MANIFEST_DIR")), "{message}");
        }
    }
}
