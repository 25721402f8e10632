//! Completion of the arguments of `ecm call` and `ecm launch` that only the spec knows.

mod parameters;

use clap_complete::engine::CompletionCandidate;
use ecm_spec::Spec;
use ecm_spec::model::Action;

use super::ActionArg;
use super::waiters;
use crate::completion::{self, CommandLine, beginning, candidate};
use crate::source;

/// Completes an action, with or without its service.
pub(crate) fn action(line: &CommandLine, current: &str) -> Vec<CompletionCandidate> {
    if let Some(spec) = line.option("spec") {
        let source = completion::source(spec);
        return source.map(|source| completion::actions(&source, "", current)).unwrap_or_default();
    }
    if let Some((service, name)) = current.rsplit_once('.') {
        let Ok(source) = source::service(service) else { return Vec::new() };
        return completion::actions(&source, &format!("{service}."), name);
    }
    let default = completion::source(source::default_spec());
    let of_default = |source| completion::actions(&source, "", current);
    let mut found = default.map(of_default).unwrap_or_default();
    let services: Vec<String> = match current.contains('@') {
        true => completion::spec_names(line, current)
            .iter()
            .map(|name| format!("{}.", name.get_value().display()))
            .collect(),
        false => completion::services().iter().map(|service| format!("{service}.")).collect(),
    };
    found.extend(beginning(current, services.iter().map(String::as_str)));
    found
}

/// Completes a path of `--set`, or the value behind it.
pub(super) fn assignment(line: &CommandLine, current: &str) -> Vec<CompletionCandidate> {
    let complete = |spec: &Spec, action: &Action| {
        let given: Vec<&str> = line.options("set").collect();
        parameters::complete(spec, action.request, current, &given)
    };
    of_action(line, complete).unwrap_or_default()
}

/// Completes a waiter of the spec, or a state that one waits for.
pub(super) fn wait(line: &CommandLine, current: &str) -> Vec<CompletionCandidate> {
    let has_ids = line.option("wait-ids").is_some();
    let complete = |spec: &Spec, action: &Action| {
        let names = waiters::names(spec, action, has_ids).into_iter();
        let begun = names.filter(|(name, _)| name.starts_with(current));
        begun.map(|(name, doc)| candidate(name, Some(doc))).collect()
    };
    of_action(line, complete).unwrap_or_default()
}

/// Completes a language of messages.
pub(super) fn language(_: &CommandLine, current: &str) -> Vec<CompletionCandidate> {
    beginning(current, ["zh-CN", "en-US"])
}

/// Reads the spec of the action on the line.
fn of_action<T>(line: &CommandLine, read: impl FnOnce(&Spec, &Action) -> T) -> Option<T> {
    let action: ActionArg = line.positional(0)?.parse().ok()?;
    let source = match (&action.spec, line.option("spec")) {
        (Some(service), None) => source::service(service).ok()?,
        (None, spec) => completion::source(spec.unwrap_or(source::default_spec()))?,
        // One of them is in the way of the other.
        (Some(_), Some(_)) => return None,
    };
    let spec = source.read().ok()?;
    Some(read(&spec, spec.action(&action)?))
}
