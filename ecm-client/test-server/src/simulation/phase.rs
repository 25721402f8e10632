//! Reader for phases and transitions.

use ecm_spec::json::{self, Node};
use ecm_spec::model::{Action, EnumValues, Path, Shape, Spec, ValueCheck};
use ecm_spec::reader::{Object, Report, Text, wrong_type};
use ecm_spec::{ProblemCode, quote};
use serde_json::Value;

use super::path::{FieldTarget, ValueClass, can_hold, class, find, fits_into, report_bad};
use super::{Phase, Placeholder, RecordKind, Transition, ValueSource, keys, members};

pub(super) struct PhaseReader<'a> {
    pub(super) spec: &'a Spec,
    pub(super) kind: &'a RecordKind,
    pub(super) action: &'a Action,
    /// True if the phases are those of new records, which alone are numbered.
    pub(super) creates: bool,
}

impl PhaseReader<'_> {
    pub(super) fn transition(
        &self,
        object: &Object<'_>,
        report: &mut Report,
    ) -> Option<Transition> {
        if !object.flag("removed", report) {
            return self.phase(object, report).map(Transition::Phase);
        }
        for key in ["state", "set", "then"] {
            if let Some(node) = object.get(key) {
                let message = format!("a record that is removed has no `{key}`");
                let _ = report.add(ProblemCode::BadSimulation, node.at, message);
            }
        }
        Some(Transition::Removed)
    }

    pub(super) fn phase(&self, object: &Object<'_>, report: &mut Report) -> Option<Phase> {
        let mut set = Vec::new();
        for (path, node) in members(object, "set", report) {
            set.extend(self.set(path, node, report));
        }
        if let Some(node) = object.get("state") {
            set.extend(self.state(node, report));
        }
        let then = object.get("then").and_then(|node| {
            let then = Object::untyped(node, "what follows", None, report)?;
            then.check_keys("what follows", &[&keys::THEN, &keys::PHASE], report);
            let after = then.count("after_seconds", report);
            let transition = self.transition(&then, report);
            Some(Box::new((after?.value, transition?)))
        });
        Some(Phase { set, then })
    }

    fn set(
        &self,
        written: Text<'_>,
        node: &Node<'_>,
        report: &mut Report,
    ) -> Option<(Path, ValueSource)> {
        let target = find(self.spec, self.kind.record, written, report)?;
        if target.many {
            return report_bad(written, "only a list as a whole can be set".to_owned(), report);
        }
        let object = Object::read(node, "a source", Some(written.at), &keys::SOURCE, report)?;
        let given: Vec<&str> =
            ["from", "value", "now"].into_iter().filter(|key| object.get(key).is_some()).collect();
        let source = match given.as_slice() {
            ["from"] => self.request(&object, &target, report)?,
            ["value"] => {
                ValueSource::Literal(self.literal(object.get("value")?, &target, report)?)
            }
            ["now"] => {
                if !object.flag("now", report) || class(self.spec, target.shape) != ValueClass::Text
                {
                    let message = "`now` is `true`, and for a field that is text";
                    return report_bad(written, message.to_owned(), report);
                }
                ValueSource::Now
            }
            _ => {
                let message = "a source has exactly one of `from`, `value` and `now`";
                return report_bad(written, message.to_owned(), report);
            }
        };
        if let (Some(node), None) = (object.get("numbered"), object.get("from")) {
            let message = "only a text `from` the request is `numbered`";
            return report.add(ProblemCode::BadSimulation, node.at, message).none();
        }
        Some((target.path, source))
    }

    fn request(
        &self,
        source: &Object<'_>,
        target: &FieldTarget<'_>,
        report: &mut Report,
    ) -> Option<ValueSource> {
        let written = source.text("from", report)?;
        let from = find(self.spec, self.action.request, written, report)?;
        if !fits_into(self.spec, &from, target.shape) {
            let name = target.path.join(".");
            let message = format!("{} does not fit into {}", quote(written.value), quote(&name));
            return report_bad(written, message, report);
        }
        let otherwise = match source.get("otherwise") {
            Some(node) => Some(self.literal(node, target, report)?),
            None => None,
        };
        let numbered = match source.get("numbered").filter(|_| source.flag("numbered", report)) {
            Some(node) => Some(self.placeholder(node, written, &from, report)?),
            None => None,
        };
        Some(ValueSource::Request { path: from.path, otherwise, numbered })
    }

    /// Finds the placeholders of a text, which a rule of its field describes.
    fn placeholder(
        &self,
        numbered: &Node<'_>,
        written: Text<'_>,
        from: &FieldTarget<'_>,
        report: &mut Report,
    ) -> Option<Placeholder> {
        if !self.creates {
            let message = "only records that are created are `numbered`";
            return report.add(ProblemCode::BadSimulation, numbered.at, message).none();
        }
        let rule = from.field.rules.iter().find_map(|rule| match &rule.check {
            ValueCheck::Placeholders { open, close, .. } => {
                Some(Placeholder { open: open.clone(), close: close.clone() })
            }
            _ => None,
        });
        rule.filter(|_| !from.many && class(self.spec, from.shape) == ValueClass::Text).or_else(
            || {
                let message = format!(
                    "{} is not a text with a rule for `placeholders`",
                    quote(written.value)
                );
                report.add(ProblemCode::BadSimulation, numbered.at, message).none()
            },
        )
    }

    fn literal(
        &self,
        node: &Node<'_>,
        target: &FieldTarget<'_>,
        report: &mut Report,
    ) -> Option<Value> {
        let value = literal(node)?;
        if !can_hold(self.spec, target.shape, &value) {
            let message = format!("{} cannot hold this", quote(&target.path.join(".")));
            return report.add(ProblemCode::BadSimulation, node.at, message).none();
        }
        Some(value)
    }

    fn state(&self, node: &Node<'_>, report: &mut Report) -> Option<(Path, ValueSource)> {
        let value = self.state_value(node, report)?;
        Some((vec![self.kind.state.clone()?], ValueSource::Literal(value)))
    }

    /// Reads a state that records of the kind can have.
    pub(super) fn state_value(&self, node: &Node<'_>, report: &mut Report) -> Option<Value> {
        let Some(field) =
            self.kind.state.as_ref().and_then(|state| self.spec[self.kind.record].field(state))
        else {
            let message = format!("the kind {} has no `state`", quote(&self.kind.name));
            return report.add(ProblemCode::BadSimulation, node.at, message).none();
        };
        let value = literal(node)?;
        if value.is_null() || !can_hold(self.spec, &field.shape, &value) {
            let wanted = "a value of the state's type";
            return wrong_type(node.at, "state", wanted, &node.value, report);
        }
        let Shape::Enum(id) = &field.shape else { return Some(value) };
        let enum_type = &self.spec[*id];
        let (known, close) = match &enum_type.values {
            EnumValues::Text(values) => {
                let names = || values.iter().map(|one| one.value.as_str());
                let written = value.as_str().unwrap_or_default();
                (names().any(|name| name == written), report.closest(written, names()))
            }
            EnumValues::Integer(values) => {
                (values.iter().any(|one| value.as_i64() == Some(one.value)), None)
            }
        };
        if !known {
            let message = format!("{value} is no value of {}", quote(&enum_type.name.wire));
            let details = report.add(ProblemCode::UnknownValue, node.at, message);
            return details.did_you_mean(close, String::new).none();
        }
        Some(value)
    }
}

/// Converts to a JSON value; `None` for a number that no JSON value here can hold.
fn literal(node: &Node<'_>) -> Option<Value> {
    Some(match &node.value {
        json::Value::Null => Value::Null,
        json::Value::Bool(flag) => Value::Bool(*flag),
        json::Value::Number(written) => serde_json::from_str(written).ok()?,
        json::Value::Text(text) => Value::String(text.to_string()),
        json::Value::List(items) => Value::Array(items.iter().map(literal).collect::<Option<_>>()?),
        json::Value::Object(members) => {
            let members = members
                .iter()
                .map(|member| Some((member.key.value.to_string(), literal(&member.value)?)));
            Value::Object(members.collect::<Option<_>>()?)
        }
    })
}
