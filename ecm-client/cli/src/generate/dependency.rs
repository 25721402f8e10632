//! Dependency of a generated crate on the runtime.

use std::ffi::OsStr;
use std::path::{Component, Path, PathBuf};
use std::str::FromStr;

use super::manifest::quoted;

/// Version of the runtime that the code needs: all crates are published together, with one.
const RUNTIME_VERSION: &str = env!("CARGO_PKG_VERSION");

/// Crate that generated code names.
const RUNTIME: &str = "ecm-client";

/// Origin of the runtime in the manifest of a generated crate, written as `KEY=VALUE`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Dependency {
    /// Folder of the crate.
    Path(PathBuf),
    /// URL of a repository that holds the crate.
    Git(String),
    /// Requirement on the version in a registry.
    Version(String),
}

impl Default for Dependency {
    fn default() -> Self {
        Self::Version(RUNTIME_VERSION.to_owned())
    }
}

impl FromStr for Dependency {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let plain = |value: &str| !value.is_empty() && !value.chars().any(char::is_control);
        match text.split_once('=').map(|(key, value)| (key.trim(), value.trim())) {
            Some(("path", value)) if plain(value) => Ok(Self::Path(value.into())),
            Some(("git", value)) if plain(value) => Ok(Self::Git(value.to_owned())),
            Some(("version", value)) if plain(value) => Ok(Self::Version(value.to_owned())),
            _ => Err("expected path=FOLDER, git=URL or version=VERSION".to_owned()),
        }
    }
}

impl Dependency {
    /// Formats the line of `Cargo.toml` in the folder `out`, with a comment if it may not resolve.
    pub(super) fn line(&self, out: &Path) -> Result<String, String> {
        let (comment, key, value) = match self {
            Self::Path(path) => ("", "path", manifest_path(path, out)?),
            Self::Git(url) => ("", "git", url.clone()),
            Self::Version(version) => (NOT_PUBLISHED, "version", version.clone()),
        };
        let value = quoted(&value);
        Ok(format!("{comment}{RUNTIME} = {{ {key} = {value}, default-features = false }}\n"))
    }
}

const NOT_PUBLISHED: &str = "\
# `ecm-client` is not in a registry yet, so this version cannot be found. Replace it by\n\
# `path = \"...\"`, the folder of the crate, or `git = \"...\"`, its repository; `ecm generate` writes\n\
# either with `--dependency path=...` or `--dependency git=...`.\n";

/// Returns the path of the crate's folder for a manifest in `out`: relative if it is written so.
fn manifest_path(written: &Path, out: &Path) -> Result<String, String> {
    let shown = written.display();
    let manifest = std::fs::read_to_string(written.join("Cargo.toml")).map_err(|error| {
        format!("`--dependency path={shown}`: `{shown}/Cargo.toml` cannot be read: {error}")
    })?;
    let is_runtime = manifest.lines().any(|line| {
        let (key, value) = line.split_once('=').unwrap_or_default();
        key.trim() == "name" && value.trim() == format!("\"{RUNTIME}\"")
    });
    if !is_runtime {
        return Err(format!(
            "`--dependency path={shown}` is not the crate `{RUNTIME}`; name the folder with its `Cargo.toml`"
        ));
    }
    let path = match written.is_absolute() {
        true => Some(written.to_owned()),
        false => physical(out).zip(physical(written)).map(|(out, to)| relative(&out, &to)),
    };
    let path = path.as_deref().and_then(Path::to_str).ok_or_else(|| {
        format!(
            "`--dependency path={shown}` cannot be written into `Cargo.toml`; name another path"
        )
    })?;
    // Cargo takes slashes everywhere, and a backslash would have to be escaped.
    Ok(if cfg!(windows) { path.replace('\\', "/") } else { path.to_owned() })
}

/// Resolves links and `..` as far as the path exists.
fn physical(path: &Path) -> Option<PathBuf> {
    let absolute = std::path::absolute(path).ok()?;
    let mut rest: Vec<&OsStr> = Vec::new();
    let mut existing = absolute.as_path();
    loop {
        if let Ok(found) = existing.canonicalize() {
            return Some(rest.iter().rev().fold(found, |path, name| path.join(name)));
        }
        rest.push(existing.file_name()?);
        existing = existing.parent()?;
    }
}

/// Returns the path from one folder to another; both are physical.
fn relative(from: &Path, to: &Path) -> PathBuf {
    let (from, to): (Vec<_>, Vec<_>) = (from.components().collect(), to.components().collect());
    let shared = from.iter().zip(&to).take_while(|(one, other)| one == other).count();
    if shared == 0 {
        return to.iter().collect();
    }
    let up = from.iter().skip(shared).map(|_| Component::ParentDir);
    up.chain(to.iter().skip(shared).copied()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn origins_are_written_with_a_key() {
        assert_eq!("path=../x".parse(), Ok(Dependency::Path("../x".into())));
        assert_eq!("git=https://h/x?a=b".parse(), Ok(Dependency::Git("https://h/x?a=b".into())));
        assert_eq!("version=0.2".parse(), Ok(Dependency::Version("0.2".into())));
        for bad in ["", "path", "path=", "0.1", "crate=x", "git=a\nb", "=x"] {
            assert!(bad.parse::<Dependency>().is_err(), "{bad:?}");
        }
    }

    #[test]
    fn a_path_leads_from_the_folder_of_the_manifest() {
        for (from, to, expected) in [
            ("/a/b/out", "/a/b/runtime", "../runtime"),
            ("/a/out/deep", "/a/x/y", "../../x/y"),
            ("/a", "/a/b", "b"),
            ("/out", "/a/b", "../a/b"),
        ] {
            assert_eq!(relative(Path::new(from), Path::new(to)), Path::new(expected));
        }
    }

    #[test]
    fn a_line_is_one_of_toml_and_says_what_is_not_published() {
        let line = |dependency: Dependency| dependency.line(Path::new("out")).unwrap();
        assert_eq!(
            line(Dependency::Git("https://h/\"x".into())),
            "ecm-client = { git = \"https://h/\\\"x\", default-features = false }\n"
        );
        let version = line(Dependency::default());
        assert!(version.starts_with("# `ecm-client` is not in a registry yet"), "{version}");
        assert!(version.contains(RUNTIME_VERSION) && version.contains("--dependency path="));
        let own = Dependency::Path(env!("CARGO_MANIFEST_DIR").into()).line(Path::new("out"));
        assert!(own.unwrap_err().contains("is not the crate `ecm-client`"));
        let none = Dependency::Path("no/such/folder".into()).line(Path::new("out"));
        assert!(none.unwrap_err().contains("no/such/folder/Cargo.toml"));
    }
}
