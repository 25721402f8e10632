//! Answers to be changed: made for every action of our own specs, and the vendor's examples.

use std::fs;
use std::path::{Path, PathBuf};

use ecm_client::dynamic::{Action, Api};
use ecm_import::Options;
use ecm_spec::model::{Spec, TypeId};
use ecm_tests::{examples, requests};
use serde_json::Value;

/// An answer, and by what it is described.
pub(crate) struct Source {
    pub(crate) name: String,
    pub(crate) spec: &'static Spec,
    pub(crate) action: Action,
    pub(crate) response_type: TypeId,
    pub(crate) response: Value,
}

impl Source {
    fn new(api: &Api, action: &str, name: String, response: Value) -> Self {
        let spec = api.spec();
        let response_type = spec.action(action).unwrap().response;
        Self { name, spec, action: api.action(action).unwrap(), response_type, response }
    }
}

/// Two answers with all that they may have to each action of our own specs.
pub(crate) fn own() -> Vec<Source> {
    let mut sources = Vec::new();
    for text in [ecm_tests::ecm(), ecm_tests::WAREHOUSE] {
        let api = Api::read(text).unwrap();
        for action in &api.spec().actions {
            for choice in 0..2 {
                let mut response = requests::everything(api.spec(), action.response, choice);
                response["RequestId"] = "r-1".into();
                let name = format!("{} {choice}", action.name.wire);
                sources.push(Source::new(&api, &action.name.wire, name, response));
            }
        }
    }
    sources
}

fn folders(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let mut folders: Vec<_> = entries.filter(|path| path.is_dir()).collect();
    folders.sort();
    folders
}

/// The answers of all published examples that are at hand.
pub(crate) fn published() -> Vec<Source> {
    let Some(root) = ecm_tests::shared("metadata") else { return Vec::new() };
    let mut sources = Vec::new();
    for version in folders(&root).iter().flat_map(|service| folders(service)) {
        let file = |name: &str| fs::read_to_string(version.join(name)).ok();
        let Some((metadata, examples)) = file("api.json").zip(file("examples.json")) else {
            continue;
        };
        let from =
            ecm_import::Sources { metadata: &metadata, onto: None, errors: &[], examples: None };
        let imported = ecm_import::import(&from, &Options::default());
        let spec = imported.unwrap_or_else(|error| panic!("{error}")).spec;
        let examples = examples::read(&spec, &examples);
        let api = Api::new(spec);
        for example in examples {
            let action = api.spec().action(&example.action);
            if action.is_some_and(|action| action.body.is_some()) {
                // No call of it is sent without a body.
                continue;
            }
            let Ok(answer) = example.response else { continue };
            let Ok(mut answer) = serde_json::from_str::<Value>(&answer) else { continue };
            let response = answer["Response"].take();
            let name = format!("{} {}", api.spec().service, example.name);
            sources.push(Source::new(&api, &example.action, name, response));
        }
    }
    sources
}
