//! Import of the metadata that Tencent Cloud publishes for its services into new or existing specs.
//!
//! The metadata defines actions, types and fields. It has no rules, and says neither which actions
//! may be repeated nor which values are secret: people add that, and [`import`] keeps what they
//! added. Where metadata and spec disagree, a [`Finding`] reports it.
//!
//! ```
//! let metadata = r#"{
//!     "metadata": { "serviceShortName": "lamp", "apiVersion": "2024-01-01" },
//!     "actions": { "GetLamp": { "input": "GetLampRequest", "output": "GetLampResponse" } },
//!     "objects": {
//!         "GetLampRequest": { "members": [
//!             { "name": "LampId", "type": "string", "member": "string", "required": true }
//!         ] },
//!         "GetLampResponse": { "members": [] }
//!     }
//! }"#;
//! let sources = ecm_import::Sources { metadata, onto: None, errors: &[], examples: None };
//! let imported = ecm_import::import(&sources, &ecm_import::Options::default()).unwrap();
//! assert!(imported.text.contains(r#""LampId": { "type": "string", "required": true }"#));
//! ```
//!
//! The result has been read by [`ecm_spec::read`]. A second import of the same metadata changes
//! nothing.

mod document;
mod error;
mod error_lists;
mod examples;
mod facts;
mod finding;
mod guess;
mod head;
mod merge;
mod metadata;
mod options;
mod traits;
mod vendor_docs;

use ecm_spec::Problems;
use ecm_spec::model::Spec;

pub use error::ImportError;
pub use finding::{Finding, FindingCode, Resolution};
pub use options::{NamePattern, Options};

use document::{Container, Document, Value};
use error_lists::ErrorLists;
use examples::Examples;
use facts::{ExistingNames, Facts};
use finding::Findings;
use head::ServiceVersion;
use merge::{MergeOptions, Supplements};
use metadata::NoMetadata;

/// Texts to import.
#[derive(Clone, Copy, Debug)]
pub struct Sources<'a> {
    /// The vendor's metadata of one version of a service.
    pub metadata: &'a str,
    /// Spec to update; without one, a new spec is made.
    pub onto: Option<&'a str>,
    /// Lists of error codes: by action, or of those that any action may answer.
    pub errors: &'a [&'a str],
    /// Examples of calls that are published beside the metadata.
    pub examples: Option<&'a str>,
}

/// Result of an import.
#[derive(Clone, Debug)]
pub struct Imported {
    /// Text of the spec.
    pub text: String,
    /// Checked model of that text.
    pub spec: Spec,
    /// Findings, mostly in the order of the metadata.
    ///
    /// Actions that the service no longer has come first, and keys that have no use last.
    pub findings: Vec<Finding>,
}

/// Imports the metadata into a spec.
///
/// # Errors
///
/// One of the texts is invalid, or metadata and spec are of different services or versions.
pub fn import(sources: &Sources<'_>, options: &Options) -> Result<Imported, ImportError> {
    let text = sources.metadata.strip_prefix('\u{feff}').unwrap_or(sources.metadata);
    let tree = ecm_spec::json::tree(text).map_err(ImportError::Metadata)?;
    let metadata =
        metadata::read(&tree).map_err(|NoMetadata(what)| ImportError::NoMetadata(what))?;
    let supplements = Supplements {
        errors: error_lists(sources.errors)?,
        examples: sources.examples.map(read_examples).transpose()?.unwrap_or_default(),
    };
    let head = ServiceVersion::of(&metadata)?;

    let present = sources.onto.map_or_else(|| head.skeleton(), str::to_owned);
    let document = match Document::read(&present) {
        Ok(Some(document)) => document,
        Ok(None) => return Err(ImportError::NoSpec),
        Err(problems) => return Err(ImportError::Spec(problems)),
    };
    if let Some(onto) = sources.onto {
        let spec = ecm_spec::read(onto).map_err(ImportError::Spec)?;
        head.check_same(&spec)?;
    }
    let mut found = Findings::default();
    metadata::keys::report(&tree, &mut found);
    let facts = facts::collect_facts(&head, &metadata, &existing(&document.root), &mut found);
    if facts.actions.is_empty() {
        return Err(ImportError::NoMetadata("it has no action that can be called".to_owned()));
    }
    let merge_options = MergeOptions::new(options, sources.onto.is_none());
    supplements.examples.report(&facts, &mut found);
    for (pattern, _) in &options.effects {
        if !facts.actions.iter().any(|action| pattern.matches(&action.wire)) {
            return Err(ImportError::UnknownAction(pattern.as_str().to_owned()));
        }
    }
    let attempt = |merge_options: MergeOptions<'_>, mut found: Findings| {
        let merged = merged(document.clone(), &facts, &supplements, merge_options, &mut found);
        merged.map(|(text_of_spec, spec)| {
            let mut findings = found.finish(&present, text);
            findings.sort_by_key(|finding| finding.code.rank());
            Imported { text: text_of_spec, spec, findings }
        })
    };
    // Additions of people may depend on something that the metadata has changed.
    attempt(merge_options, found.clone())
        .or_else(|_| attempt(merge_options.conservative(), found))
        .map_err(ImportError::Broken)
}

/// Sets the revision of a spec and keeps the rest of its text; `None` for an invalid spec.
#[must_use]
pub fn set_revision(spec: &str, revision: &str) -> Option<String> {
    let mut document = Document::read(spec).ok()??;
    document.root.set("revision", Value::text(revision), &["service", "version"]);
    Some(document.into_text())
}

fn merged(
    mut document: Document,
    facts: &Facts,
    supplements: &Supplements,
    merge_options: MergeOptions<'_>,
    found: &mut Findings,
) -> Result<(String, Spec), Problems> {
    merge::merge(&mut document, facts, supplements, merge_options, found);
    let text = document.into_text();
    let spec = ecm_spec::read(&text)?;
    Ok((text, spec))
}

fn error_lists(texts: &[&str]) -> Result<ErrorLists, ImportError> {
    let mut lists = ErrorLists::default();
    for (index, text) in texts.iter().enumerate() {
        let text = text.strip_prefix('\u{feff}').unwrap_or(text);
        let tree = ecm_spec::json::tree(text)
            .map_err(|problems| ImportError::Errors(index, Some(problems)))?;
        if !lists.add(&tree) {
            return Err(ImportError::Errors(index, None));
        }
    }
    Ok(lists)
}

fn read_examples(text: &str) -> Result<Examples, ImportError> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let tree =
        ecm_spec::json::tree(text).map_err(|problems| ImportError::Examples(Some(problems)))?;
    Examples::read(&tree).ok_or(ImportError::Examples(None))
}

/// Collects the names of the existing spec.
fn existing(root: &Container) -> ExistingNames {
    let actions = root.object("actions").into_iter().flat_map(Container::entries);
    let actions = actions.filter_map(|action| {
        let object = action.value.as_object()?;
        Some((action.name().to_owned(), (object.text("request")?, object.text("response")?)))
    });
    let enums = root.object("enums").into_iter().flat_map(Container::entries);
    let types = root.object("types").into_iter().flat_map(Container::entries);
    ExistingNames {
        actions: actions.collect(),
        types: types.map(|entry| entry.name().to_owned()).collect(),
        enums: enums.map(|entry| entry.name().to_owned()).collect(),
    }
}
