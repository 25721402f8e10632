//! Names of actions, read without checking the spec that they are in.

use std::borrow::Cow;
use std::fmt;

use clap_complete::engine::CompletionCandidate;
use ecm_spec::model::{GONE_ACTION, OFFLINE_ACTION};
use serde::de::{DeserializeSeed, Deserializer, Error as _, IgnoredAny, MapAccess, Visitor};

use super::specs::source;
use super::{CommandLine, candidate};
use crate::source::Source;

/// Part of an action that helps to choose it.
#[derive(Debug, serde::Deserialize)]
struct Outline<'t> {
    #[serde(default, borrow)]
    doc: Option<Cow<'t, str>>,
    #[serde(default, borrow)]
    group: Option<Cow<'t, str>>,
    #[serde(default, borrow)]
    deprecated: Option<Cow<'t, str>>,
}

impl Outline<'_> {
    /// Tells whether calls of it fail.
    fn is_gone(&self) -> bool {
        let reason = self.deprecated.as_deref().unwrap_or_default();
        reason.ends_with(GONE_ACTION) || reason.ends_with(OFFLINE_ACTION)
    }
}

type Actions<'t> = Vec<(Cow<'t, str>, Outline<'t>)>;

/// Reads the actions of a spec, and nothing behind them.
fn read(text: &str) -> Actions<'_> {
    let mut actions = Vec::new();
    let mut reader = serde_json::Deserializer::from_str(text);
    // It ends with an error once it has the actions; what comes before a mistake in the text is of use.
    let _ = SpecReader(&mut actions).deserialize(&mut reader);
    actions
}

/// Reader of a spec up to the end of its actions.
struct SpecReader<'a, 't>(&'a mut Actions<'t>);

impl<'t> DeserializeSeed<'t> for SpecReader<'_, 't> {
    type Value = ();

    fn deserialize<D: Deserializer<'t>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_map(self)
    }
}

impl<'t> Visitor<'t> for SpecReader<'_, 't> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a spec")
    }

    fn visit_map<M: MapAccess<'t>>(self, mut map: M) -> Result<(), M::Error> {
        while let Some(key) = map.next_key::<Cow<'t, str>>()? {
            if key == "actions" {
                map.next_value_seed(ActionsReader(self.0))?;
                return Err(M::Error::custom("the rest is not read"));
            }
            map.next_value::<IgnoredAny>()?;
        }
        Ok(())
    }
}

struct ActionsReader<'a, 't>(&'a mut Actions<'t>);

impl<'t> DeserializeSeed<'t> for ActionsReader<'_, 't> {
    type Value = ();

    fn deserialize<D: Deserializer<'t>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_map(self)
    }
}

impl<'t> Visitor<'t> for ActionsReader<'_, 't> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("actions")
    }

    fn visit_map<M: MapAccess<'t>>(self, mut map: M) -> Result<(), M::Error> {
        while let Some(action) = map.next_entry()? {
            self.0.push(action);
        }
        Ok(())
    }
}

/// Completes the name of an action of a spec, behind a prefix that stays.
pub(crate) fn actions(source: &Source, prefix: &str, current: &str) -> Vec<CompletionCandidate> {
    let text = source.text();
    let actions = read(&text).into_iter().filter(|(_, outline)| !outline.is_gone());
    let begun = actions.filter(|(name, _)| name.starts_with(current));
    begun
        .map(|(name, outline)| candidate(format!("{prefix}{name}"), outline.doc.as_deref()))
        .collect()
}

/// Completes an action of the spec that is the first argument.
pub(crate) fn action_names(line: &CommandLine, current: &str) -> Vec<CompletionCandidate> {
    let source = line.positional(0).and_then(source);
    source.map(|source| actions(&source, "", current)).unwrap_or_default()
}

/// Completes a group of actions of the spec that is the first argument.
pub(crate) fn group_names(line: &CommandLine, current: &str) -> Vec<CompletionCandidate> {
    let Some(source) = line.positional(0).and_then(source) else { return Vec::new() };
    let text = source.text();
    let mut groups: Vec<_> =
        read(&text).into_iter().filter_map(|(_, outline)| outline.group).collect();
    groups.sort_unstable();
    groups.dedup();
    super::beginning(current, groups.iter().map(AsRef::as_ref))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(text: &str) -> Vec<String> {
        read(text).into_iter().map(|(name, _)| name.into_owned()).collect()
    }

    #[test]
    fn names_are_read_and_the_rest_of_the_spec_is_not() {
        let text = r#"{"doc": {"actions": {"No": {}}}, "actions": {"On": {"doc": "A \"b\"."}, "Off": {"x": [{}]}}, "#;
        assert_eq!(names(text), ["On", "Off"]);
        assert_eq!(read(text)[0].1.doc.as_deref(), Some("A \"b\"."));
        for (text, expected) in [
            ("", &[][..]),
            ("[1]", &[]),
            (r#"{"actions": 1}"#, &[]),
            (r#"{"actions": {"On": 1}}"#, &[]),
            (r#"{"actions": {"On": {}, "Off": {"doc": 1}}}"#, &["On"]),
            (r#"{"actions": {"On": {}, "Of"#, &["On"]),
            (r#"{"types": {}, "actions": {"On": {}}, "actions": {"Off": {}}}"#, &["On"]),
        ] {
            assert_eq!(names(text), expected, "{text}");
        }
    }

    #[test]
    fn they_are_those_of_the_checked_spec() {
        for name in ecm_spec::shipped_names() {
            let text = ecm_spec::shipped(name).unwrap();
            let spec = ecm_spec::read(text).unwrap();
            let expected: Vec<&str> = spec.actions.iter().map(|one| &*one.name.wire).collect();
            assert_eq!(names(text), expected, "{name}");
        }
    }

    #[test]
    fn an_action_that_the_service_no_longer_has_is_left_out() {
        let gone = Outline {
            doc: None,
            group: None,
            deprecated: Some(format!("It was. {GONE_ACTION}").into()),
        };
        assert!(gone.is_gone());
        assert!(!Outline { deprecated: Some("Use another.".into()), ..gone }.is_gone());
    }
}
