//! Names of specs and services.

use std::env;
use std::path::{Path, PathBuf};

use clap_complete::engine::CompletionCandidate;
use ecm_codegen::input;

use super::{CommandLine, beginning, candidate, files};
use crate::source::{Source, shipped_versions, split_shipped};
use crate::store::{ServiceName, Store};

/// Completes a spec: a stored service, a shipped spec or a file.
pub(crate) fn specs(line: &CommandLine, current: &str) -> Vec<CompletionCandidate> {
    let mut found = spec_names(line, current);
    found.push(files(""));
    found
}

/// Completes a spec by its name.
pub(crate) fn spec_names(_: &CommandLine, current: &str) -> Vec<CompletionCandidate> {
    match current.split_once('@') {
        Some((service, _)) => versions(service, current, all_versions(service)),
        None => {
            let mut names = services();
            names.extend(ecm_spec::shipped_names().map(str::to_owned));
            beginning(current, names.iter().map(String::as_str))
        }
    }
}

/// Completes a service that the user has stored, or one of its versions.
pub(crate) fn stored(_: &CommandLine, current: &str) -> Vec<CompletionCandidate> {
    let Ok(store) = Store::open() else { return Vec::new() };
    match current.split_once('@') {
        Some((service, _)) => {
            let latest_first = store.versions(service).into_iter().rev();
            versions(service, current, latest_first.collect())
        }
        None => beginning(current, store.services().iter().map(String::as_str)),
    }
}

/// Lists the services that are stored or ship, in order.
pub(crate) fn services() -> Vec<String> {
    let mut services = Store::open().map(|store| store.services()).unwrap_or_default();
    let shipped = ecm_spec::shipped_names().filter_map(split_shipped);
    services.extend(shipped.map(|(service, _)| service.to_owned()));
    services.sort_unstable();
    services.dedup();
    services
}

/// Lists the versions of a service, the latest first.
fn all_versions(service: &str) -> Vec<String> {
    let store = Store::open().ok().filter(|_| ServiceName::parse(service).is_some());
    let mut versions = store.map(|store| store.versions(service)).unwrap_or_default();
    versions.extend(shipped_versions(service).into_iter().map(str::to_owned));
    versions.sort_unstable();
    versions.dedup();
    versions.reverse();
    versions
}

fn versions(service: &str, current: &str, versions: Vec<String>) -> Vec<CompletionCandidate> {
    let names = versions.iter().map(|version| format!("{service}@{version}"));
    names.filter(|name| name.starts_with(current)).map(|name| candidate(name, None)).collect()
}

/// Finds the spec of a name or a path. A pipe is left alone: its content is for somebody else.
pub(crate) fn source(written: &str) -> Option<Source> {
    if let Some(source) = Source::find_named(written).ok()? {
        return Some(source);
    }
    let path = path(written);
    let text = String::from_utf8(input::read(&path).ok()?).ok()?;
    Some(Source::new(&path, text))
}

/// Path that a word stands for, with the home folder in the place of `~`.
fn path(written: &str) -> PathBuf {
    let home = || env::var_os("HOME").filter(|home| !home.is_empty());
    match written.strip_prefix("~/").and_then(|rest| Some(Path::new(&home()?).join(rest))) {
        Some(path) => path,
        None => PathBuf::from(written),
    }
}
