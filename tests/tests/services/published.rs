//! The vendor's metadata as it is published, where it is at hand: every service becomes a spec and
//! then a client without a word of code for it, and newer versions go onto older specs.

mod accounts;
mod compiles;
mod differences;
mod documented;
mod examples;
mod report;
mod streams;
mod versions;

use std::fs;
use std::path::{Path, PathBuf};

use ecm_import::{Imported, Options, Sources};

/// One edition of the metadata of one version of a service.
struct Published {
    /// The folder of the service, with those of a version that is not the newest and of an edition
    /// that is not the usual one.
    name: String,
    metadata: String,
    /// Stands beside the usual edition.
    examples: Option<String>,
}

impl Published {
    /// The name of a module for it: a folder may be called as a keyword is.
    fn module(&self) -> String {
        let letter = |letter: char| if letter.is_ascii_alphanumeric() { letter } else { '_' };
        format!("service_{}", self.name.chars().map(letter).collect::<String>())
    }
}

/// Everything that is published and at hand.
fn published() -> Vec<Published> {
    published_in("metadata")
}

/// Everything in one collection of the metadata.
fn published_in(collection: &str) -> Vec<Published> {
    let Some(root) = ecm_tests::shared(collection) else { return Vec::new() };
    let mut found = Vec::new();
    for service in folders(&root).filter(|folder| !folder.ends_with("history")) {
        let versions: Vec<PathBuf> = folders(&service).collect();
        for (index, version) in versions.iter().enumerate() {
            let of_version = match index + 1 == versions.len() {
                true => name(&service).to_owned(),
                false => format!("{} {}", name(&service), name(version)),
            };
            let files = entries(version);
            for file in files.filter(|file| name(file).starts_with("api.")) {
                let edition = name(&file).trim_start_matches("api.").trim_end_matches("json");
                let edition = edition.trim_end_matches('.');
                let examples = version.join("examples.json");
                let examples = fs::read_to_string(examples).ok().filter(|_| edition.is_empty());
                let name = format!("{of_version} {edition}").trim_end().to_owned();
                let metadata = fs::read_to_string(&file).unwrap();
                found.push(Published { name, metadata, examples });
            }
        }
    }
    found
}

fn name(path: &Path) -> &str {
    path.file_name().unwrap().to_str().unwrap()
}

fn entries(folder: &Path) -> impl Iterator<Item = PathBuf> {
    let mut entries: Vec<_> =
        fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    entries.sort();
    entries.into_iter()
}

fn folders(folder: &Path) -> impl Iterator<Item = PathBuf> {
    entries(folder).filter(|entry| entry.is_dir())
}

fn import(metadata: &str, onto: Option<&str>, options: &Options) -> Imported {
    ecm_import::import(&Sources { metadata, onto, errors: &[], examples: None }, options)
        .unwrap_or_else(|error| panic!("{error}"))
}

fn with_docs() -> Options {
    let mut options = Options::default();
    options.docs = true;
    options
}

#[test]
fn every_service_becomes_a_spec_and_code() {
    for Published { name, metadata, .. } in published() {
        let imported = import(&metadata, None, &Options::default());
        let code =
            ecm_codegen::generate(&imported.spec, &ecm_codegen::Selection::all(&imported.spec));
        assert!(syn::parse2::<syn::File>(code.tokens()).is_ok(), "{name} is no Rust");
        let again = import(&metadata, Some(&imported.text), &Options::default());
        assert!(again.text == imported.text, "{name} changes the second time");
        assert!(again.findings.iter().all(|finding| finding.spec.is_none()), "{name}");
        let documented = import(&metadata, None, &with_docs());
        assert!(documented.text.len() > imported.text.len(), "{name}");
        assert_eq!(documented.spec.actions.len(), imported.spec.actions.len(), "{name}");
    }
}

/// Specs of our own and the metadata agree.
#[test]
fn the_shipped_specs_agree_with_the_metadata() {
    for (name, place) in [("ecm-2019-07-19", "ecm/v20190719"), ("sts-2018-08-13", "sts/v20180813")]
    {
        let place = format!("metadata/{place}/api.json");
        let Some(path) = ecm_tests::shared(&place) else { return };
        let metadata = fs::read_to_string(path).unwrap();
        let shipped = ecm_spec::shipped(name).unwrap();
        let first = import(&metadata, Some(shipped), &Options::default());
        let kept: Vec<String> = first
            .findings
            .iter()
            .filter(|finding| finding.code.resolution() == ecm_import::Resolution::Kept)
            .map(ToString::to_string)
            .collect();
        assert_eq!(kept, Vec::<String>::new());
        let second = import(&metadata, Some(&first.text), &Options::default());
        assert!(second.text == first.text);
        let is_told = |one: &&ecm_import::Finding| one.code != ecm_import::FindingCode::KeyUnused;
        assert_eq!(second.findings.iter().filter(is_told).count(), 0);
    }
}
