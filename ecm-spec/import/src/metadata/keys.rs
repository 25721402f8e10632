//! Keys of the metadata that an import does not use, so that none is passed over in silence.

use std::borrow::Cow;
use std::collections::{BTreeMap, HashMap};

use ecm_spec::json::{Node, Value};
use ecm_spec::{Span, quote};

use crate::finding::{FindingCode, Findings};

/// Type of a key's value in the metadata.
#[derive(Clone, Copy, PartialEq, Eq)]
enum KeyUse {
    Text,
    Flag,
    List,
    Object,
    /// Name of a scalar or an object, or a nested member.
    Member,
    /// The import knows the key and has no use for it, for this reason.
    Unused(&'static str),
}

type KnownKeys = &'static [(&'static str, KeyUse)];

const TITLE: KeyUse = KeyUse::Unused("a title; the documentation says more");

const ROOT: KnownKeys = &[
    ("metadata", KeyUse::Object),
    ("actions", KeyUse::Object),
    ("objects", KeyUse::Object),
    ("version", KeyUse::Unused("the version of the metadata's own format")),
];

const HEAD: KnownKeys = &[
    ("serviceShortName", KeyUse::Text),
    ("apiVersion", KeyUse::Text),
    ("serviceNameCN", TITLE),
    ("api_brief", KeyUse::Unused("an introduction; write the `doc` of the spec")),
];

const ACTION: KnownKeys = &[
    ("input", KeyUse::Text),
    ("output", KeyUse::Text),
    ("status", KeyUse::Text),
    ("document", KeyUse::Text),
    ("skip_sign", KeyUse::Flag),
    ("name", TITLE),
];

const OBJECT: KnownKeys = &[
    ("members", KeyUse::List),
    ("document", KeyUse::Text),
    ("type", KeyUse::Unused("every object is a record")),
    ("usage", KeyUse::Unused("the actions show whether it is sent or received")),
];

const MEMBER: KnownKeys = &[
    ("name", KeyUse::Text),
    ("type", KeyUse::Text),
    ("member", KeyUse::Member),
    ("required", KeyUse::Flag),
    ("value_allowed_null", KeyUse::Flag),
    ("output_required", KeyUse::Flag),
    ("disabled", KeyUse::Flag),
    ("document", KeyUse::Text),
    ("default", KeyUse::Unused("the format has no defaults; the service applies them")),
    ("example", KeyUse::Unused("the format has no examples of single values")),
];

/// Known values of `status`.
const STATUSES: &[&str] = &["online", "deprecated", "offline"];

/// Occurrences of a key.
struct Occurrences {
    count: usize,
    first: Span,
}

/// Path of a key, and the reason not to use the key or its value.
#[derive(PartialEq, Eq, Hash)]
struct KeyPlace<'n> {
    /// Path of the object, with the dot behind it if a key follows.
    before: &'static str,
    key: &'n str,
    code: FindingCode,
    why: Cow<'static, str>,
}

#[derive(Default)]
struct KeyReader<'n> {
    found: HashMap<KeyPlace<'n>, Occurrences>,
}

/// Reports each key that the import does not use once, with its number and its first place.
pub(crate) fn report<'n>(root: &'n Node<'n>, found: &mut Findings) {
    let mut reader = KeyReader::default();
    reader.level(root, "", ROOT);
    if let Some(head) = root.get("metadata") {
        reader.level(head, "metadata.", HEAD);
    }
    reader.table(root, "actions", "actions.*.", ACTION);
    reader.table(root, "objects", "objects.*.", OBJECT);
    for object in entries(root, "objects") {
        let Some(Value::List(members)) = object.get("members").map(|members| &members.value) else {
            continue;
        };
        members.iter().for_each(|member| reader.member(member));
    }
    let by_path = reader.found.into_iter().map(|(KeyPlace { before, key, code, why }, found)| {
        ((format!("{before}{key}"), code, why.into_owned()), found)
    });
    let by_path: BTreeMap<_, Occurrences> = by_path.collect();
    for ((path, code, why), Occurrences { count, first }) in by_path {
        let message = match count {
            1 => why,
            count => format!("{why} ({count} times)"),
        };
        found.add(code, path, message).metadata(first);
    }
}

fn entries<'n>(root: &'n Node<'n>, key: &str) -> impl Iterator<Item = &'n Node<'n>> {
    let members = match root.get(key).map(|table| &table.value) {
        Some(Value::Object(members)) => members.as_slice(),
        _ => &[],
    };
    members.iter().map(|member| &member.value)
}

impl<'n> KeyReader<'n> {
    fn table(&mut self, root: &'n Node<'n>, key: &str, path: &'static str, known: KnownKeys) {
        entries(root, key).for_each(|entry| self.level(entry, path, known));
    }

    fn member(&mut self, member: &'n Node<'n>) {
        self.level(member, "objects.*.members.*.", MEMBER);
        if matches!(member.value, Value::Object(_)) && member.get("name").is_none() {
            let why = "a member without a name is left out".into();
            self.add("objects.*.members.*", "", FindingCode::ValueUnread, why, member.at);
        }
        let mut inner = member;
        while let Some(next) = inner.get("member") {
            if matches!(next.value, Value::Object(_)) {
                self.level(next, "objects.*.members.*.member.", MEMBER);
            }
            inner = next;
        }
    }

    /// Reads the keys of one object.
    fn level(&mut self, node: &'n Node<'n>, path: &'static str, known: KnownKeys) {
        let Value::Object(members) = &node.value else {
            let path = path.trim_end_matches('.');
            self.add(path, "", FindingCode::ValueUnread, "it is not an object".into(), node.at);
            return;
        };
        for member in members {
            let (key, at) = (member.key.value.as_ref(), member.key.at);
            match known.iter().find(|(name, _)| *name == key) {
                None => {
                    let why = "the import does not know this key".into();
                    self.add(path, key, FindingCode::KeyUnknown, why, at);
                }
                Some((_, KeyUse::Unused(why))) => {
                    self.add(path, key, FindingCode::KeyUnused, Cow::Borrowed(why), at);
                }
                Some((name, wanted)) => {
                    if let Some(why) = unread(name, *wanted, &member.value.value) {
                        self.add(path, key, FindingCode::ValueUnread, why.into(), member.value.at);
                    }
                }
            }
        }
    }

    fn add(
        &mut self,
        before: &'static str,
        key: &'n str,
        code: FindingCode,
        why: Cow<'static, str>,
        at: Span,
    ) {
        let place = KeyPlace { before, key, code, why };
        let known = self.found.entry(place).or_insert(Occurrences { count: 0, first: at });
        known.count += 1;
    }
}

/// Explains why a value counts as not given; `null` says so itself.
fn unread(key: &str, wanted: KeyUse, value: &Value<'_>) -> Option<String> {
    let (is_read, expected) = match (wanted, value) {
        (_, Value::Null) | (KeyUse::Unused(_), _) => return None,
        (KeyUse::Text, Value::Text(text)) if key == "status" && !is_status(text) => {
            return Some(format!("{} is no known status, so it counts as online", quote(text)));
        }
        (KeyUse::Text, value) => (matches!(value, Value::Text(_)), "text"),
        (KeyUse::Flag, value) => (matches!(value, Value::Bool(_)), "`true` or `false`"),
        (KeyUse::List, value) => (matches!(value, Value::List(_)), "a list"),
        (KeyUse::Object, value) => (matches!(value, Value::Object(_)), "an object"),
        (KeyUse::Member, value) => {
            (matches!(value, Value::Text(_) | Value::Object(_)), "a name or an object")
        }
    };
    (!is_read).then(|| format!("its value is not {expected}, so it counts as not given"))
}

fn is_status(text: &str) -> bool {
    text.trim().is_empty() || STATUSES.contains(&text)
}
