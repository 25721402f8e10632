//! Fields: the facts of each, one by one.

use super::Merge;
use super::mark::{self, DISABLED, Marked};
use crate::document::{Container, Entry, Value};
use crate::facts::{Field, Type};
use crate::finding::Code;
use crate::guess;

const BEFORE_REQUIRED: &[&str] = &["type", "name"];
const BEFORE_NULLABLE: &[&str] = &["type", "name", "required"];
const BEFORE_RETURNED: &[&str] = &["type", "name", "required", "nullable"];
const BEFORE_DOC: &[&str] =
    &["type", "name", "required", "nullable", "always_returned", "secret", "deprecated"];

/// A field of the spec and what the metadata says of it.
struct Both<'f> {
    path: String,
    entry: &'f mut Entry,
    field: &'f Field,
}

impl Merge<'_> {
    pub(super) fn new_field(&mut self, one: &Type, field: &Field) -> Value {
        let mut members = vec![("type", Value::text(&field.shape))];
        let mut flag = |key, set: bool| members.extend(set.then(|| (key, Value::flag(true))));
        flag("required", field.required);
        flag("nullable", field.nullable == Some(true));
        flag("always_returned", field.always_returned);
        let is_secret = field.shape == "string" && guess::is_secret(&field.wire);
        flag("secret", is_secret);
        if is_secret {
            let path = format!("{}.{}", one.key, field.wire);
            let message = "it is made a secret, going by its name";
            self.found.add(Code::SecretProposed, path, message).metadata(field.at);
        }
        members.extend(field.disabled.then(|| ("deprecated", Value::text(DISABLED))));
        members.extend(self.doc(field.doc.as_deref()).map(|doc| ("doc", Value::text(&doc))));
        Value::object(members)
    }

    pub(super) fn known_field(
        &mut self,
        entry: &mut Entry,
        one: &Type,
        field: &Field,
        enums: Option<&Container>,
    ) {
        let mut both = Both { path: format!("{}.{}", one.key, field.wire), entry, field };
        self.shape(&mut both, enums);
        self.required(&mut both);
        self.response_flag(&mut both, "nullable", field.nullable, BEFORE_NULLABLE);
        let always = Some(field.always_returned);
        self.response_flag(&mut both, "always_returned", always, BEFORE_RETURNED);
        self.disabled(&mut both);
        if let Some(doc) = self.doc(field.doc.as_deref())
            && let Some(known) = both.known()
            && known.get("doc").is_none()
        {
            known.set("doc", Value::text(&doc), BEFORE_DOC);
        }
    }

    fn say(&mut self, both: &Both<'_>, code: Code, message: impl Into<String>) {
        let places = self.found.add(code, &both.path, message);
        let _ = places.spec(both.entry.at).metadata(both.field.at);
    }

    fn shape(&mut self, both: &mut Both<'_>, enums: Option<&Container>) {
        let wanted = both.field.shape.as_str();
        let Some(known) = both.known() else { return };
        let Some(present) = known.text("type") else { return };
        if fits(&present, wanted, enums) {
            return;
        }
        let rests = ["rules", "generated_id", "secret"].iter().any(|key| known.get(key).is_some());
        if rests || self.manner.careful {
            let message = format!(
                "it is `{wanted}` in the metadata; the spec keeps `{present}`, for what it says with it"
            );
            self.say(both, Code::TypeKept, message);
            return;
        }
        known.set("type", Value::text(wanted), &[]);
        let message = format!("it was `{present}` and is `{wanted}` now");
        self.say(both, Code::TypeChanged, message);
    }

    fn required(&mut self, both: &mut Both<'_>) {
        let careful = self.manner.careful;
        let Some(known) = both.known() else { return };
        let present = known.get("required").filter(|value| !is_false(value));
        let (is_present, rule) = (present.is_some(), present.and_then(Value::as_text));
        match (both.field.required, is_present, rule) {
            (true, false, _) if careful => {
                let message = "the metadata requires it; the spec does not, for what it says of it";
                self.say(both, Code::RequiredKept, message);
            }
            (true, false, _) => {
                if let Some(known) = both.known() {
                    known.set("required", Value::flag(true), BEFORE_REQUIRED);
                }
                self.say(both, Code::RequiredChanged, "it is required now");
            }
            (false, true, Some(rule)) => {
                let message =
                    format!("the rule `{rule}` of the spec requires it; the metadata does not");
                self.say(both, Code::RequiredKept, message);
            }
            (false, true, None) => {
                if let Some(known) = both.known() {
                    known.remove("required");
                }
                self.say(both, Code::RequiredChanged, "it may be left out now");
            }
            (true, true, _) | (false, false, _) => {}
        }
    }

    /// A flag about responses; what the metadata does not say stays.
    fn response_flag(
        &mut self,
        both: &mut Both<'_>,
        key: &str,
        wanted: Option<bool>,
        after: &[&str],
    ) {
        let (Some(wanted), Some(known)) = (wanted, both.known()) else { return };
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
        self.say(both, Code::ResponseChanged, message);
    }

    fn disabled(&mut self, both: &mut Both<'_>) {
        let mark = both.field.disabled.then_some(DISABLED);
        let Some(known) = both.known() else { return };
        match mark::set(known, mark) {
            Marked::Anew => self.say(both, Code::Deprecated, "the service has disabled it"),
            Marked::Off => {
                let message = "the metadata says nothing against it any more; its mark is removed";
                self.say(both, Code::Restored, message);
            }
            Marked::AsBefore | Marked::Otherwise => {}
        }
    }
}

impl Both<'_> {
    fn known(&mut self) -> Option<&mut Container> {
        self.entry.value.as_object_mut()
    }
}

fn is_false(value: &Value) -> bool {
    matches!(value, Value::Plain(written) if written == "false")
}

/// Whether the type in the spec says what the metadata says, or more than that: an enum, or a
/// format of text.
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

/// What is at the bottom of lists, and how many of them there are.
fn unlisted(shape: &str) -> (&str, usize) {
    let item = shape.trim_start_matches('[').trim_end_matches(']');
    (item, shape.chars().take_while(|character| *character == '[').count())
}
