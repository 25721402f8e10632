//! Generator for build scripts.
//!
//! Put the spec into the package, `ecm-codegen` with the feature `format` under
//! `[build-dependencies]`, and this into `build.rs`:
//!
//! ```no_run
//! fn main() -> Result<(), ecm_codegen::build::BuildError> {
//!     ecm_codegen::build::module("lamp", "specs/lamp-2024-01-01.json")
//!         .actions(["SwitchOn", "SwitchOff"])
//!         .write()
//! }
//! ```
//!
//! Then the line `include!(concat!(env!("OUT_DIR"), "/lamp.rs"));` is the module `lamp`, the same
//! that `ecm_client::api!` generates.

use std::fmt;
use std::path::{Path, PathBuf};

use proc_macro2::{Ident, TokenStream, TokenTree};
use quote::quote;

use crate::format;
use crate::input::{self, InputError};
use crate::output::{self, OutputError, OutputFile};

/// Module to generate from a spec.
#[derive(Clone, Debug)]
#[must_use = "nothing is generated until `write` is called"]
pub struct Module {
    name: String,
    spec: PathBuf,
    actions: Option<Vec<String>>,
    groups: Option<Vec<String>>,
}

/// Starts the module `name` from the spec at a path, relative to the folder of `Cargo.toml`.
pub fn module(name: impl Into<String>, spec: impl Into<PathBuf>) -> Module {
    Module { name: name.into(), spec: spec.into(), actions: None, groups: None }
}

impl Module {
    /// Selects actions; only these, those of selected groups and the types that they reach are generated.
    pub fn actions<A: Into<String>>(mut self, names: impl IntoIterator<Item = A>) -> Self {
        self.actions = Some(names.into_iter().map(Into::into).collect());
        self
    }

    /// Selects groups of actions; only these, selected actions and the types that they reach are generated.
    pub fn groups<G: Into<String>>(mut self, names: impl IntoIterator<Item = G>) -> Self {
        self.groups = Some(names.into_iter().map(Into::into).collect());
        self
    }

    /// Writes the module to `NAME.rs` in the output folder of the build script.
    ///
    /// Tells cargo to run the script again when the spec changes.
    ///
    /// # Errors
    ///
    /// Fails if `OUT_DIR` is not set, the name is no identifier, the spec cannot be read or has problems, a
    /// selected action or group is not in it, or the file cannot be written.
    pub fn write(&self) -> Result<(), BuildError> {
        let folder = std::env::var_os("OUT_DIR").ok_or(BuildErrorKind::NoFolder)?;
        tell_cargo(&self.spec);
        self.write_to(Path::new(&folder))
    }

    /// Writes the module to `NAME.rs` in a folder, without telling cargo anything.
    ///
    /// # Errors
    ///
    /// Fails as [`write`](Self::write) does, except for `OUT_DIR`.
    pub fn write_to(&self, folder: &Path) -> Result<(), BuildError> {
        let text = self.text()?;
        let path = folder.join(format!("{}.rs", self.name));
        output::write(&[OutputFile { path, text }]).map_err(BuildErrorKind::Write)?;
        Ok(())
    }

    /// Formats the module, `pub mod` and its name included.
    fn text(&self) -> Result<String, BuildError> {
        let name =
            identifier(&self.name).ok_or_else(|| BuildErrorKind::BadName(self.name.clone()))?;
        let bytes = input::read(&self.spec).map_err(BuildErrorKind::Read)?;
        let spec = ecm_spec::read_bytes(&bytes).map_err(|problems| {
            let text = String::from_utf8_lossy(&bytes);
            BuildErrorKind::Problems(problems.render(&self.spec.display().to_string(), &text))
        })?;
        let selection = input::select(&spec, self.actions.as_deref(), self.groups.as_deref())
            .map_err(BuildErrorKind::Unknown)?;
        let generated = crate::generate(&spec, &selection).tokens();
        let constant = constant(&self.spec);
        let contents = quote!(#generated #constant);
        let tokens = crate::module(&TokenStream::new(), &quote!(pub), &name, &contents);
        Ok(format!("{}{}", format::header(&spec), format::text(tokens)))
    }
}

/// Reads the name of a module, which is no keyword.
fn identifier(name: &str) -> Option<Ident> {
    let mut tokens = name.parse::<TokenStream>().ok()?.into_iter();
    match (tokens.next(), tokens.next()) {
        (Some(TokenTree::Ident(ident)), None) if !ecm_spec::is_keyword(name) => Some(ident),
        _ => None,
    }
}

/// Generates the constant with the text of the spec, for readers at run time.
fn constant(spec: &Path) -> TokenStream {
    let Some(written) = spec.to_str() else { return TokenStream::new() };
    let path = if spec.is_absolute() {
        quote!(#written)
    } else {
        let suffix = format!("/{written}");
        quote!(::core::concat!(::core::env!("CARGO_MANIFEST_DIR"), #suffix))
    };
    crate::spec_constant(&path)
}

#[allow(clippy::print_stdout, reason = "a build script speaks to cargo through its output")]
fn tell_cargo(spec: &Path) {
    println!("cargo::rerun-if-changed={}", spec.display());
}

/// Failure to generate a module.
///
/// `Debug` prints the same as `Display`, because it is what is shown of an error that `main`
/// returns.
pub struct BuildError(Box<BuildErrorKind>);

enum BuildErrorKind {
    NoFolder,
    BadName(String),
    Read(InputError),
    Problems(String),
    Unknown(Vec<String>),
    Write(OutputError),
}

impl From<BuildErrorKind> for BuildError {
    fn from(cause: BuildErrorKind) -> Self {
        Self(Box::new(cause))
    }
}

impl fmt::Display for BuildError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &*self.0 {
            BuildErrorKind::NoFolder => {
                f.write_str("`OUT_DIR` is not set: run this as a build script, or call `write_to`")
            }
            BuildErrorKind::BadName(name) => {
                write!(f, "`{name}` cannot be the name of a module: use an identifier, no keyword")
            }
            BuildErrorKind::Read(error) if error.is_missing() => {
                write!(
                    f,
                    "{error}: check the path, which is relative to the folder of `Cargo.toml`"
                )
            }
            BuildErrorKind::Read(error) => write!(f, "{error}"),
            BuildErrorKind::Problems(rendered) => {
                write!(f, "the spec has problems, each to be fixed at its line\n\n{rendered}")
            }
            BuildErrorKind::Unknown(sentences) => f.write_str(&sentences.join("\n")),
            BuildErrorKind::Write(error) => write!(f, "{error}"),
        }
    }
}

impl fmt::Debug for BuildError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl std::error::Error for BuildError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match &*self.0 {
            BuildErrorKind::Read(error) => Some(error),
            BuildErrorKind::Write(error) => Some(error),
            BuildErrorKind::NoFolder
            | BuildErrorKind::BadName(_)
            | BuildErrorKind::Problems(_)
            | BuildErrorKind::Unknown(_) => None,
        }
    }
}

#[cfg(test)]
mod tests;
