//! Completion of what can be explained.

use clap_complete::engine::CompletionCandidate;
use ecm_spec::Spec;
use ecm_spec::model::{Field, Shape, Type};

use super::CodeEntry;
use super::target::{names, starts, walk};
use crate::completion::{self, CommandLine, beginning, candidate};
use crate::source;

/// Completes the first argument: a spec, an item of a service, or a code.
pub(super) fn first(line: &CommandLine, current: &str) -> Vec<CompletionCandidate> {
    if let Some((service, target)) = current.split_once('.')
        && let Ok(source) = source::service(service)
    {
        let spec = source.read();
        return spec.map(|spec| items(&spec, &format!("{service}."), target)).unwrap_or_default();
    }
    let mut found = completion::specs(line, current);
    if let Some(shipped) = completion::source(source::default_spec()) {
        match current.contains('.') {
            true => found
                .extend(shipped.read().map(|spec| items(&spec, "", current)).into_iter().flatten()),
            false => found.extend(completion::actions(&shipped, "", current)),
        }
    }
    if !current.is_empty() {
        found.extend(beginning(current, CodeEntry::all().map(|code| code.name)));
    }
    found
}

/// Completes an item of the spec that is the first argument.
pub(super) fn target(line: &CommandLine, current: &str) -> Vec<CompletionCandidate> {
    let source = line.positional(0).and_then(completion::source);
    let spec = source.and_then(|source| source.read().ok());
    spec.map(|spec| items(&spec, "", current)).unwrap_or_default()
}

/// Completes a name of the spec, or a field of a type behind its dot.
fn items(spec: &Spec, prefix: &str, current: &str) -> Vec<CompletionCandidate> {
    let named = names(spec).into_iter().filter(|name| name.starts_with(current));
    let mut found: Vec<_> = named.map(|name| candidate(format!("{prefix}{name}"), None)).collect();
    let Some((outer, begun)) = current.rsplit_once('.') else { return found };
    for ty in records(spec, outer) {
        let fields = ty.fields.iter().filter(|field| field.name.wire.starts_with(begun));
        let written = |field: &Field| {
            let value = format!("{prefix}{outer}.{}", field.name.wire);
            candidate(value, field.doc.as_deref())
        };
        found.extend(fields.map(written));
    }
    found
}

/// Finds the records whose fields come behind a path: of an action, those of request and response.
fn records<'s>(spec: &'s Spec, path: &str) -> Vec<&'s Type> {
    let (head, rest) = path.split_once('.').unwrap_or((path, ""));
    let starts = starts(spec, head).into_iter();
    let ends = starts.filter_map(|start| match rest {
        "" => Some(start),
        rest => match walk(spec, start, rest).ok()?.1.shape.item() {
            Shape::Record(id) => Some(&spec[*id]),
            _ => None,
        },
    });
    ends.collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(current: &str) -> Vec<String> {
        let text = include_str!("../../../../tests/specs/workshop-2024-02-29.json");
        let found = items(&ecm_spec::read(text).unwrap(), "", current);
        found.iter().map(|one| one.get_value().to_str().unwrap().to_owned()).collect()
    }

    #[test]
    fn items_and_their_fields_are_completed() {
        for (current, expected) in [
            ("Tre", &["Tree"][..]),
            ("Tree.Lef", &["Tree.Left"]),
            ("Tree.Left.Left.Own", &["Tree.Left.Left.Owner"]),
            ("FailedOperation.St", &["FailedOperation.Stuck"]),
            // A field of the request and one of the response.
            ("New.TreeI", &["New.TreeId"]),
            ("New.Cod", &["New.Code"]),
            ("New.Nothing.", &[]),
            ("New.Code.", &[]),
        ] {
            assert_eq!(of(current), expected, "{current}");
        }
    }
}
