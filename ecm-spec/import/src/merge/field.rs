//! Merging of fields.

use super::Merger;
use super::deprecation::{self, DISABLED, MarkChange};
use crate::document::{Container, Entry, Value};
use crate::facts::{FieldFacts, TypeFacts};
use crate::finding::FindingCode;
use crate::guess;

const BEFORE_REQUIRED: &[&str] = &["type", "name"];
const BEFORE_NULLABLE: &[&str] = &["type", "name", "required"];
const BEFORE_RETURNED: &[&str] = &["type", "name", "required", "nullable"];
const BEFORE_DOC: &[&str] =
    &["type", "name", "required", "nullable", "always_returned", "secret", "deprecated"];

struct FieldPair<'f> {
    path: String,
    entry: &'f mut Entry,
    field: &'f FieldFacts,
}

impl Merger<'_> {
    pub(super) fn new_field(&mut self, one: &TypeFacts, field: &FieldFacts) -> Value {
        let mut members = vec![("type", Value::text(&field.shape))];
        let mut flag = |key, set: bool| members.extend(set.then(|| (key, Value::flag(true))));
        flag("required", field.required);
        flag("nullable", field.nullable == Some(true));
        flag("always_returned", field.always_returned);
        let is_secret = field.shape == "string" && guess::is_secret(&field.wire);
        flag("secret", is_secret);
        if is_secret {
            let path = format!("{}.{}", one.key, field.wire);
            let message = "it is made a secret because of its name";
            self.found.add(FindingCode::SecretProposed, path, message).metadata(field.at);
        }
        members.extend(field.disabled.then(|| ("deprecated", Value::text(DISABLED))));
        members.extend(self.doc(field.doc.as_deref()).map(|doc| ("doc", Value::text(&doc))));
        Value::object(members)
    }

    pub(super) fn known_field(
        &mut self,
        entry: &mut Entry,
        one: &TypeFacts,
        field: &FieldFacts,
        enums: Option<&Container>,
    ) {
        let mut pair = FieldPair { path: format!("{}.{}", one.key, field.wire), entry, field };
        self.shape(&mut pair, enums);
        self.required(&mut pair);
        self.response_flag(&mut pair, "nullable", field.nullable, BEFORE_NULLABLE);
        let always = Some(field.always_returned);
        self.response_flag(&mut pair, "always_returned", always, BEFORE_RETURNED);
        self.disabled(&mut pair);
        if let Some(doc) = self.doc(field.doc.as_deref())
            && let Some(known) = pair.known()
            && known.get("doc").is_none()
        {
            known.set("doc", Value::text(&doc), BEFORE_DOC);
        }
    }

    fn report(&mut self, pair: &FieldPair<'_>, code: FindingCode, message: impl Into<String>) {
        let places = self.found.add(code, &pair.path, message);
        let _ = places.spec(pair.entry.at).metadata(pair.field.at);
    }

    fn shape(&mut self, pair: &mut FieldPair<'_>, enums: Option<&Container>) {
        let wanted = pair.field.shape.as_str();
        let Some(known) = pair.known() else { return };
        let Some(present) = known.text("type") else { return };
        if fits(&present, wanted, enums) {
            return;
        }
        let has_dependents =
            ["rules", "generated_id", "secret"].iter().any(|key| known.get(key).is_some());
        if has_dependents || self.options.conservative {
            let message = format!(
                "it is `{wanted}` in the metadata; the spec keeps `{present}`, because other keys depend on it"
            );
            self.report(pair, FindingCode::TypeKept, message);
            return;
        }
        known.set("type", Value::text(wanted), &[]);
        let message = format!("it was `{present}` and is `{wanted}` now");
        self.report(pair, FindingCode::TypeChanged, message);
    }

    fn required(&mut self, pair: &mut FieldPair<'_>) {
        let conservative = self.options.conservative;
        let Some(known) = pair.known() else { return };
        let present = known.get("required").filter(|value| !is_false(value));
        let (is_present, rule) = (present.is_some(), present.and_then(Value::as_text));
        match (pair.field.required, is_present, rule) {
            (true, false, _) if conservative => {
                let message = "the metadata requires it; the spec does not, because other parts of it depend on that";
                self.report(pair, FindingCode::RequiredKept, message);
            }
            (true, false, _) => {
                if let Some(known) = pair.known() {
                    known.set("required", Value::flag(true), BEFORE_REQUIRED);
                }
                self.report(pair, FindingCode::RequiredChanged, "it is required now");
            }
            (false, true, Some(rule)) => {
                let message =
                    format!("the rule `{rule}` of the spec requires it; the metadata does not");
                self.report(pair, FindingCode::RequiredKept, message);
            }
            (false, true, None) => {
                if let Some(known) = pair.known() {
                    known.remove("required");
                }
                self.report(pair, FindingCode::RequiredChanged, "it may be left out now");
            }
            (true, true, _) | (false, false, _) => {}
        }
    }

    /// Merges a flag about responses; `None` keeps it.
    fn response_flag(
        &mut self,
        pair: &mut FieldPair<'_>,
        key: &str,
        wanted: Option<bool>,
        after: &[&str],
    ) {
        let (Some(wanted), Some(known)) = (wanted, pair.known()) else { return };
        let present = known.get(key).is_some_and(Value::is_true);
        match (present, wanted) {
            (false, true) => known.set(key, Value::flag(true), after),
            (true, false) => {
                known.remove(key);
            }
            (true, true) | (false, false) => return,
        }
        let message = match (key, wanted) {
            ("nullable", true) => "a response may hold `null`",
            ("nullable", false) => "no response holds `null` any more",
            (_, true) => "responses always hold it",
            (_, false) => "responses need not hold it any more",
        };
        self.report(pair, FindingCode::ResponseChanged, message);
    }

    fn disabled(&mut self, pair: &mut FieldPair<'_>) {
        let mark = pair.field.disabled.then_some(DISABLED);
        let Some(known) = pair.known() else { return };
        match deprecation::set(known, mark) {
            MarkChange::Set => {
                self.report(pair, FindingCode::Deprecated, "the service has disabled it")
            }
            MarkChange::Cleared => {
                let message = "the metadata no longer marks it, so `deprecated` is removed";
                self.report(pair, FindingCode::Restored, message);
            }
            MarkChange::Unchanged | MarkChange::Foreign => {}
        }
    }
}

impl FieldPair<'_> {
    fn known(&mut self) -> Option<&mut Container> {
        self.entry.value.as_object_mut()
    }
}

fn is_false(value: &Value) -> bool {
    matches!(value, Value::Plain(written) if written == "false")
}

/// Tells whether the type in the spec is that of the metadata, or a more specific one. More
/// specific than text are an enum, a date and a time; more specific than an integer is an enum.
fn fits(present: &str, wanted: &str, enums: Option<&Container>) -> bool {
    if present == wanted {
        return true;
    }
    let (present, lists) = unlisted(present);
    let (wanted, others) = unlisted(wanted);
    if lists != others {
        return false;
    }
    let enum_type = enums.and_then(|all| all.object(present));
    match enum_type.and_then(|enum_type| enum_type.text("type")).as_deref() {
        Some("string") => wanted == "string",
        Some("integer") => matches!(wanted, "int64" | "uint64"),
        _ => wanted == "string" && matches!(present, "date" | "datetime" | "datetime_iso"),
    }
}

/// Returns the item below all lists, and the depth of the lists.
fn unlisted(shape: &str) -> (&str, usize) {
    let item = shape.trim_start_matches('[').trim_end_matches(']');
    (item, shape.chars().take_while(|character| *character == '[').count())
}
