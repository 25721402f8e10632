//! Collection of the members of a source that are metadata.

use std::collections::{BTreeMap, BTreeSet};

use super::{Metadata, ServiceSelection};
use crate::store::{ServiceName, date};
use crate::text::{pluralize, sanitize};
use crate::verdict::Failure;

/// Maximum size of a member.
pub(super) const MAX_MEMBER: u64 = ecm_spec::MAX_SIZE as u64;

/// Maximum size of a source as a whole, unpacked; the vendor's package has a third of it.
pub(super) const MAX_TOTAL: u64 = 512 * 1024 * 1024;

/// Role of a member whose path is that of metadata.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Member {
    Api(VersionKey),
    Examples(VersionKey),
    /// File that says which version of the package it is.
    PackageVersion,
}

/// Folder of a service and date of the version.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct VersionKey {
    folder: String,
    date: String,
}

/// Members of one version, until both are there.
#[derive(Default)]
struct PendingVersion {
    path: String,
    api: Option<Vec<u8>>,
    examples: Option<Vec<u8>>,
}

/// Receiver of members, which hands on what is wanted and complete.
pub(crate) struct Collector<'c> {
    wanted: &'c ServiceSelection<'c>,
    take: &'c mut dyn FnMut(Metadata),
    seen: BTreeMap<(VersionKey, bool), String>,
    pending: BTreeMap<VersionKey, PendingVersion>,
    unwanted: BTreeSet<VersionKey>,
    /// Services and their versions that the source has.
    found: BTreeSet<(String, String)>,
    vendor_version: Option<String>,
    total: u64,
}

impl<'c> Collector<'c> {
    pub(super) fn new(wanted: &'c ServiceSelection<'c>, take: &'c mut dyn FnMut(Metadata)) -> Self {
        Self {
            wanted,
            take,
            seen: BTreeMap::new(),
            pending: BTreeMap::new(),
            unwanted: BTreeSet::new(),
            found: BTreeSet::new(),
            vendor_version: None,
            total: 0,
        }
    }

    /// Returns the role of a member; `None` if it is not to be read.
    ///
    /// The error follows the name of the source and says why the member cannot be in an archive.
    pub(super) fn classify(&mut self, path: &str) -> Result<Option<Member>, String> {
        let parts = normalized(path)?;
        let Some(member) = member(&parts) else { return Ok(None) };
        let (Member::Api(key) | Member::Examples(key)) = &member else { return Ok(Some(member)) };
        let seen = (key.clone(), matches!(member, Member::Api(_)));
        if let Some(first) = self.seen.insert(seen, path.to_owned()) {
            return Err(format!(
                "has two files of one version: `{}` and `{}`",
                sanitize(&first),
                sanitize(path)
            ));
        }
        let is_unwanted = self.unwanted.contains(key);
        Ok((!is_unwanted).then_some(member))
    }

    /// Counts bytes of the source; the error follows the name of the source.
    pub(super) fn count(&mut self, bytes: u64) -> Result<(), String> {
        self.total = self.total.saturating_add(bytes);
        match self.total > MAX_TOTAL {
            true => Err(format!("is too large: at most {MAX_TOTAL} bytes are read, unpacked")),
            false => Ok(()),
        }
    }

    pub(super) fn add(&mut self, path: &str, member: Member, bytes: Vec<u8>) {
        let key = match &member {
            Member::PackageVersion => {
                let version = package_version(&bytes);
                self.vendor_version = self.vendor_version.take().or(version);
                return;
            }
            Member::Api(key) | Member::Examples(key) => key.clone(),
        };
        if matches!(member, Member::Api(_)) {
            let service = service_of(&bytes).unwrap_or_else(|| key.folder.clone());
            self.found.insert((service.clone(), key.date.clone()));
            if !self.is_wanted(&service, &key) {
                self.pending.remove(&key);
                self.unwanted.insert(key);
                return;
            }
        }
        let mut version = self.pending.remove(&key).unwrap_or_default();
        match member {
            Member::Api(_) => (version.path, version.api) = (path.to_owned(), Some(bytes)),
            _ => version.examples = Some(bytes),
        }
        if version.api.is_some() && version.examples.is_some() {
            self.hand_on(version);
        } else {
            self.pending.insert(key, version);
        }
    }

    fn is_wanted(&self, service: &str, key: &VersionKey) -> bool {
        match self.wanted {
            ServiceSelection::All => true,
            ServiceSelection::Named(names) | ServiceSelection::Stored(names) => names
                .iter()
                .any(|name| name.covers(service, &key.date) || name.covers(&key.folder, &key.date)),
        }
    }

    fn hand_on(&mut self, version: PendingVersion) {
        let PendingVersion { path, api, examples } = version;
        if let Some(api) = api {
            (self.take)(Metadata { path, api, examples });
        }
    }

    /// Hands on what has no examples, and returns the version of the package.
    pub(super) fn finish(mut self, source: &str) -> Result<Option<String>, Failure> {
        if self.found.is_empty() {
            return Err(Failure::Usage(format!(
                "`{source}` has no metadata: expected SERVICE/VERSION/api.json, such as in the vendor's \
                 package `tccli`"
            )));
        }
        let missing: Vec<String> = match self.wanted {
            ServiceSelection::All | ServiceSelection::Stored(_) => Vec::new(),
            ServiceSelection::Named(names) => {
                names.iter().filter_map(|name| self.missing(name, source)).collect()
            }
        };
        if !missing.is_empty() {
            return Err(Failure::Usage(missing.join("\n")));
        }
        for (_, version) in std::mem::take(&mut self.pending) {
            self.hand_on(version);
        }
        Ok(self.vendor_version)
    }

    /// Message for a name that nothing in the source has.
    fn missing(&self, name: &ServiceName, source: &str) -> Option<String> {
        let has = |folder_or_service: &str, date: &str| name.covers(folder_or_service, date);
        let folders = self.seen.keys().map(|(key, _)| (&key.folder, &key.date));
        let found = self.found.iter().map(|(service, date)| (service, date));
        if folders.chain(found).any(|(service, date)| has(service, date)) {
            return None;
        }
        let versions: Vec<&str> = self
            .found
            .iter()
            .filter(|(service, _)| *service == name.service)
            .map(|(_, date)| date.as_str())
            .collect();
        let hint = match ecm_spec::closest(
            &name.service,
            self.found.iter().map(|(service, _)| service.as_str()),
        ) {
            _ if !versions.is_empty() => format!("it has {}", versions.join(", ")),
            Some(close) => format!("did you mean `{close}`?"),
            None => self.example(),
        };
        Some(format!("`{source}` has no service `{name}`; {hint}"))
    }

    fn example(&self) -> String {
        let services: BTreeSet<&str> =
            self.found.iter().map(|(service, _)| service.as_str()).collect();
        let first = services.first().copied().unwrap_or_default();
        format!("it has {}, such as `{first}`", pluralize(services.len(), "service"))
    }
}

/// Splits a path into its parts; the error follows the name of the source.
fn normalized(path: &str) -> Result<Vec<&str>, String> {
    let refused = |why: &str| Err(format!("has a member whose path {why}: `{}`", sanitize(path)));
    let parts: Vec<&str> = path.split(['/', '\\']).collect();
    match parts.as_slice() {
        ["", ..] => return refused("is absolute"),
        [first, ..] if first.ends_with(':') => return refused("is absolute"),
        parts if parts.contains(&"..") => return refused("leads out of it"),
        _ => {}
    }
    Ok(parts.into_iter().filter(|part| !matches!(*part, "" | ".")).collect())
}

fn member(parts: &[&str]) -> Option<Member> {
    let key = |folder: &str, version: &str| {
        let folder = folder.to_ascii_lowercase();
        let date = date(version)?;
        let is_name = folder.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_'));
        is_name.then_some(VersionKey { folder, date })
    };
    match parts {
        [.., folder, version, "api.json"] => key(folder, version).map(Member::Api),
        [.., folder, version, "examples.json"] => key(folder, version).map(Member::Examples),
        ["tccli", "__init__.py"] | [_, "tccli", "__init__.py"] => Some(Member::PackageVersion),
        _ => None,
    }
}

/// Reads `__version__ = 'VERSION'`.
fn package_version(python: &[u8]) -> Option<String> {
    let text = std::str::from_utf8(python).ok()?;
    let line = text.lines().find_map(|line| line.trim().strip_prefix("__version__"))?;
    let version = line.trim_start().strip_prefix('=')?.trim().trim_matches(['\'', '"']);
    let is_version = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | '+');
    (!version.is_empty() && version.len() <= 64 && version.chars().all(is_version))
        .then(|| version.to_owned())
}

/// Finds the name of the service in its metadata without parsing all of it.
///
/// Only what is read at all depends on it: the import reads the name again.
fn service_of(api: &[u8]) -> Option<String> {
    const KEY: &[u8] = b"\"serviceShortName\"";

    let at = api.windows(KEY.len()).position(|window| window == KEY)?;
    let rest = api.get(at + KEY.len()..)?.trim_ascii_start().strip_prefix(b":")?;
    let rest = rest.trim_ascii_start().strip_prefix(b"\"")?;
    let end = rest.iter().take(64).position(|byte| *byte == b'"')?;
    let name = std::str::from_utf8(rest.get(..end)?).ok()?.to_ascii_lowercase();
    crate::store::is_service(&name).then_some(name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_metadata_is_read_and_no_path_leads_out() {
        let of = |path: &str| normalized(path).map(|parts| member(&parts));
        let key =
            |folder: &str, date: &str| VersionKey { folder: folder.into(), date: date.into() };
        for path in [
            "lamp/v20240131/api.json",
            "./lamp//2024-01-31/api.json",
            "tccli-1/tccli/services/lamp/v20240131/api.json",
        ] {
            assert_eq!(of(path), Ok(Some(Member::Api(key("lamp", "2024-01-31")))), "{path}");
        }
        let examples = Member::Examples(key("lamp_a", "2024-01-31"));
        assert_eq!(of("Lamp_A/v20240131/examples.json"), Ok(Some(examples)));
        assert_eq!(of("tccli-1/tccli/__init__.py"), Ok(Some(Member::PackageVersion)));
        for path in
            ["api.json", "lamp/api.json", "lamp/new/api.json", "lamp/v20240131/api.en.json", ""]
        {
            assert!(matches!(of(path), Ok(None) | Err(_)), "{path}");
        }
        for (path, why) in [
            ("/lamp/v20240131/api.json", "absolute"),
            ("\\lamp\\v20240131\\api.json", "absolute"),
            ("C:\\lamp\\v20240131\\api.json", "absolute"),
            ("../lamp/v20240131/api.json", "leads out"),
            ("a\\..\\..\\lamp/v20240131/api.json", "leads out"),
            ("docs/../../x", "leads out"),
        ] {
            assert!(of(path).is_err_and(|message| message.contains(why)), "{path}");
        }
    }

    #[test]
    fn names_and_versions_are_found_in_the_text() {
        let service = |text: &str| service_of(text.as_bytes());
        assert_eq!(service(r#"{"serviceShortName" : "Lamp"}"#).as_deref(), Some("lamp"));
        for none in [
            r#"{"serviceShortName": 1}"#,
            r#"{"serviceShortName": "../x"}"#,
            "\"serviceShortName\":\"",
            "",
        ] {
            assert_eq!(service(none), None, "{none}");
        }
        let version = |text: &str| package_version(text.as_bytes());
        assert_eq!(version("# x\n__version__ = '3.1.2'\n").as_deref(), Some("3.1.2"));
        assert_eq!(version("__version__ = \"\x1b[31m\"\n"), None);
        assert_eq!(version("x = 1"), None);
    }
}
