//! Completion of parameters: paths of fields by the types of the spec, and the values that it knows.

use std::collections::BTreeSet;

use clap_complete::engine::CompletionCandidate;
use ecm_spec::Spec;
use ecm_spec::model::{Enum, EnumValues, Field, Scalar, Shape, TypeId, ValueCheck};

use crate::call::parameters::{Path, Step};
use crate::completion::{candidate, files};

/// Place of a path in a request.
struct Found<'s> {
    /// Field that it leads to or into.
    field: &'s Field,
    /// Type of the value there.
    shape: &'s Shape,
    /// True if a field on the way is secret.
    secret: bool,
}

/// Completes `PATH=VALUE`; `given` are the other parameters of the line.
pub(super) fn complete(
    spec: &Spec,
    request: TypeId,
    current: &str,
    given: &[&str],
) -> Vec<CompletionCandidate> {
    match current.split_once('=') {
        Some((path, value)) => values(spec, request, path, value),
        None => Paths::new(spec, request, given).complete(current),
    }
}

/// Follows a path; `None` where there is no such place.
fn find<'s>(spec: &'s Spec, request: TypeId, path: &Path) -> Option<Found<'s>> {
    let mut found: Option<Found<'s>> = None;
    for step in path.steps() {
        let shape = found.as_ref().map(|found| found.shape);
        found = Some(match (step, shape, &found) {
            (Step::Index(_), Some(Shape::List(item)), Some(outer)) => {
                Found { field: outer.field, shape: item, secret: outer.secret }
            }
            (Step::Name(name), None | Some(Shape::Record(_)), outer) => {
                let record = match shape {
                    Some(Shape::Record(id)) => *id,
                    _ => request,
                };
                let field = spec[record].field(name)?;
                let secret = field.secret || outer.as_ref().is_some_and(|outer| outer.secret);
                Found { field, shape: &field.shape, secret }
            }
            _ => return None,
        });
    }
    found
}

/// Completer of paths.
struct Paths<'s> {
    spec: &'s Spec,
    request: TypeId,
    /// Paths that have a value already.
    given: Vec<Path>,
    names: BTreeSet<String>,
}

impl<'s> Paths<'s> {
    fn new(spec: &'s Spec, request: TypeId, given: &[&str]) -> Self {
        let paths = given.iter().filter_map(|written| written.split_once('='));
        let given: Vec<Path> = paths.filter_map(|(path, _)| Path::parse(path).ok()).collect();
        let names = given.iter().map(ToString::to_string).collect();
        Self { spec, request, given, names }
    }

    fn complete(&self, current: &str) -> Vec<CompletionCandidate> {
        let (outer, last) =
            current.rsplit_once('.').map_or((None, current), |(outer, last)| (Some(outer), last));
        let Some(outer) = outer else { return self.fields(self.request, "", last) };
        let Ok(path) = Path::parse(outer) else { return Vec::new() };
        let prefix = format!("{outer}.");
        match find(self.spec, self.request, &path).map(|found| found.shape) {
            Some(Shape::Record(record)) => self.fields(*record, &prefix, last),
            Some(Shape::List(item)) => self.items(item, &path, &prefix, last),
            _ => Vec::new(),
        }
    }

    /// Completes a field of a record, those that are required first.
    fn fields(&self, record: TypeId, prefix: &str, begun: &str) -> Vec<CompletionCandidate> {
        let mut fields: Vec<&Field> = self.spec[record].fields.iter().collect();
        fields.retain(|field| field.name.wire.starts_with(begun) && field.reserved().is_none());
        fields.sort_by_key(|field| field.required.is_none());
        let written = fields.into_iter().filter_map(|field| {
            let path = format!("{prefix}{}", field.name.wire);
            let end = self.end(&path, &field.shape)?;
            Some(candidate(format!("{path}{end}"), field.doc.as_deref()))
        });
        written.collect()
    }

    /// Text behind the path of a field; `None` for a value that is there already.
    fn end(&self, path: &str, shape: &Shape) -> Option<String> {
        let path = Path::parse(path).ok()?;
        Some(match shape {
            Shape::Record(_) => ".".to_owned(),
            Shape::List(item) if is_indexed(item) => match self.next(&path) {
                0 => ".0.".to_owned(),
                _ => ".".to_owned(),
            },
            // Another value is another item.
            Shape::List(_) => "=".to_owned(),
            Shape::Scalar(_) | Shape::Enum(_) if self.names.contains(&path.to_string()) => {
                return None;
            }
            Shape::Scalar(_) | Shape::Enum(_) => "=".to_owned(),
        })
    }

    /// Completes the index of an item: those that are there, and the next one.
    fn items(
        &self,
        item: &Shape,
        list: &Path,
        prefix: &str,
        begun: &str,
    ) -> Vec<CompletionCandidate> {
        let end = if is_indexed(item) { "." } else { "=" };
        let indices = (0..=self.next(list)).map(|index| index.to_string());
        let begun = indices.filter(|index| index.starts_with(begun));
        begun.map(|index| candidate(format!("{prefix}{index}{end}"), None)).collect()
    }

    /// Index of the first item of a list behind those that are there.
    fn next(&self, list: &Path) -> usize {
        let steps = list.steps();
        let indices = self.given.iter().filter_map(|path| {
            match path.steps().strip_prefix(steps)?.first()? {
                Step::Index(index) => Some(index.saturating_add(1)),
                Step::Name(_) => None,
            }
        });
        indices.max().unwrap_or_default()
    }
}

/// Tells whether an item is written by its index, because it has parts.
fn is_indexed(item: &Shape) -> bool {
    matches!(item, Shape::Record(_) | Shape::List(_))
}

/// Completes the value behind a path. One that is secret is never completed.
fn values(spec: &Spec, request: TypeId, path: &str, begun: &str) -> Vec<CompletionCandidate> {
    let found = Path::parse(path).ok().and_then(|path| find(spec, request, &path));
    let Some(found) = found else { return Vec::new() };
    // A file is named, whatever is in it.
    if begun.starts_with('@') && !begun.starts_with("@@") {
        return vec![files(&format!("{path}=@"))];
    }
    if found.secret {
        return Vec::new();
    }
    if let Some((separator, tokens)) = tokens(found.field) {
        return further_tokens(path, begun, separator, tokens);
    }
    let known = known(spec, &found);
    let begun =
        known.into_iter().filter(|(value, _)| !value.is_empty() && value.starts_with(begun));
    begun.map(|(value, doc)| candidate(format!("{path}={value}"), doc)).collect()
}

/// Lists the values that the spec knows, by a rule or by their type, with their documentation.
fn known<'s>(spec: &'s Spec, found: &Found<'s>) -> Vec<(String, Option<&'s str>)> {
    let of_type = match found.shape.item() {
        Shape::Enum(id) => members(&spec[*id]),
        Shape::Scalar(Scalar::Bool) => vec![("true".to_owned(), None), ("false".to_owned(), None)],
        _ => Vec::new(),
    };
    let allowed = found.field.rules.iter().find_map(|rule| match &rule.check {
        ValueCheck::OneOfText { values } => Some(values.clone()),
        ValueCheck::OneOfInt { values } => Some(values.iter().map(ToString::to_string).collect()),
        _ => None,
    });
    let Some(allowed) = allowed else { return of_type };
    let doc =
        |value: &String| of_type.iter().find(|(known, _)| known == value).and_then(|one| one.1);
    allowed.into_iter().map(|value| (value.clone(), doc(&value))).collect()
}

fn members(of: &Enum) -> Vec<(String, Option<&str>)> {
    match &of.values {
        EnumValues::Text(values) => {
            values.iter().map(|one| (one.value.clone(), Some(one.doc.as_str()))).collect()
        }
        EnumValues::Integer(values) => {
            values.iter().map(|one| (one.value.to_string(), Some(one.doc.as_str()))).collect()
        }
    }
}

/// Values of a field whose text is made of several.
fn tokens(field: &Field) -> Option<(char, &[String])> {
    field.rules.iter().find_map(|rule| match &rule.check {
        ValueCheck::Tokens { separator, values } => Some((*separator, values.as_slice())),
        _ => None,
    })
}

/// Completes the last of several values, with those that are not there yet.
fn further_tokens(
    path: &str,
    begun: &str,
    separator: char,
    tokens: &[String],
) -> Vec<CompletionCandidate> {
    let at = begun.rfind(separator).map_or(0, |at| at + separator.len_utf8());
    let (before, last) = begun.split_at(at);
    let is_left = |token: &&String| !before.split(separator).any(|one| one == token.as_str());
    let left = tokens.iter().filter(is_left).filter(|token| token.starts_with(last));
    left.map(|token| candidate(format!("{path}={before}{token}"), None)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const WORKSHOP: &str = include_str!("../../../../../tests/specs/workshop-2024-02-29.json");
    const ECM: &str = include_str!("../../../../../ecm-spec/specs/ecm-2019-07-19.json");

    fn of(spec: &str, action: &str, current: &str, given: &[&str]) -> Vec<String> {
        let spec = ecm_spec::read(spec).unwrap();
        let action = spec.action(action).unwrap();
        let found = complete(&spec, action.request, current, given);
        found.iter().map(|one| one.get_value().to_str().unwrap().to_owned()).collect()
    }

    #[test]
    fn paths_follow_the_types() {
        for (action, current, expected) in [
            // A field that must not be sent is not there.
            (
                "New",
                "",
                &[
                    "Tree.",
                    "Bytes=",
                    "Count=",
                    "Address=",
                    "Code=",
                    "Cash=",
                    "Card=",
                    "Gift.",
                    "Old=",
                    "Leaves.0.",
                ][..],
            ),
            ("New", "C", &["Count=", "Code=", "Cash=", "Card="]),
            ("New", "Tree.Left.Na", &["Tree.Left.Name="]),
            ("New", "Leaves.", &["Leaves.0."]),
            ("New", "Leaves.7.Co", &["Leaves.7.Color="]),
            ("New", "Leaves[7].Co", &["Leaves[7].Color="]),
            ("New", "Leaves.7x.Co", &[]),
            ("New", "Count.", &[]),
            ("New", "Nothing.", &[]),
            ("New", ".", &[]),
            ("Describe", "Gri", &["Grid.0."]),
            ("Describe", "Grid.", &["Grid.0."]),
            ("Describe", "Grid.0.", &["Grid.0.0="]),
            ("Describe", "Colo", &["Colors="]),
            ("Reset", "2", &["2FA="]),
        ] {
            assert_eq!(of(WORKSHOP, action, current, &[]), expected, "{action} {current}");
        }
        let required = of(ECM, "RunInstances", "", &[]);
        assert_eq!(required[0], "ZoneInstanceCountISPSet.0.");
    }

    #[test]
    fn what_is_given_is_not_offered_again_and_lists_go_on() {
        let given = ["Leaves.0.Weight=1", "Leaves[1].Weight=2", "Count=1", "no-value"];
        for (current, expected) in [
            ("Le", &["Leaves."][..]),
            ("Leaves.", &["Leaves.0.", "Leaves.1.", "Leaves.2."]),
            ("Leaves.1", &["Leaves.1."]),
            ("Leaves.1.", &["Leaves.1.Color="]),
            ("Leaves.2.", &["Leaves.2.Weight=", "Leaves.2.Color="]),
            ("Cou", &[]),
        ] {
            assert_eq!(of(WORKSHOP, "New", current, &given), expected, "{current}");
        }
        assert_eq!(of(WORKSHOP, "Describe", "Colo", &["Colors=RED"]), ["Colors="]);
    }

    #[test]
    fn values_are_those_that_the_spec_knows() {
        for (action, current, expected) in [
            ("New", "Leaves.0.Color=", &["RED", "dark-blue", "Other", "self"][..]),
            ("New", "Leaves.0.Color=d", &["dark-blue"]),
            ("New", "Leaves.0.Weight=", &[]),
            ("New", "Nothing=", &[]),
            ("Describe", "Colors=R", &["RED"]),
            ("Describe", "Levels=", &["-1", "0", "7"]),
            ("Describe", "Flag=t", &["true"]),
            ("Describe", "Text=@@", &[]),
        ] {
            let path = current.split('=').next().unwrap();
            let expected: Vec<_> = expected.iter().map(|value| format!("{path}={value}")).collect();
            assert_eq!(of(WORKSHOP, action, current, &[]), expected, "{action} {current}");
        }
        let isp = "ZoneInstanceCountISPSet.0.ISP=";
        let of_isp = |typed: &str| of(ECM, "RunInstances", &format!("{isp}{typed}"), &[]);
        assert_eq!(of_isp("CM"), [format!("{isp}CMCC")]);
        assert_eq!(of_isp("CMCC;CT"), [format!("{isp}CMCC;CTCC")]);
        assert_eq!(of_isp("CMCC;CM"), [""; 0]);
        let documented = complete(
            &ecm_spec::read(WORKSHOP).unwrap(),
            ecm_spec::read(WORKSHOP).unwrap().type_id("Leaf").unwrap(),
            "Color=RED",
            &[],
        );
        assert!(documented[0].get_help().is_some());
    }

    #[test]
    fn a_secret_has_a_path_and_a_file_but_no_value() {
        let card = r#""Card": { "type": "string", "secret": true,"#;
        let rule = r#""rules": [{ "id": "W99", "kind": "one_of", "values": ["1234"] }],"#;
        let secret = WORKSHOP.replace(card, &format!("{card} {rule}"));
        let open = secret.replace(card, r#""Card": { "type": "string","#);
        assert_eq!(of(&open, "New", "Card=", &[]), ["Card=1234"]);
        for (current, expected) in
            [("Car", &["Card="][..]), ("Card=", &[]), ("Card=@f", &["Card=@"])]
        {
            assert_eq!(of(&secret, "New", current, &[]), expected, "{current}");
        }
    }
}
