//! What a member is, as a type expression of the format.

use ecm_spec::quote;

use super::FactsBuilder;
use crate::finding::{FindingCode, Findings};
use crate::metadata::{MemberKind, MetadataMember};

/// Scalars by the names that metadata has for them, and those of the format.
const SCALARS: &[(&str, &str)] = &[
    ("binary", "binary"),
    ("bool", "bool"),
    ("boolean", "bool"),
    ("date", "date"),
    ("datetime", "datetime"),
    ("datetime_iso", "datetime_iso"),
    ("double", "float"),
    ("float", "float"),
    ("int", "int64"),
    ("int32", "int64"),
    ("int64", "int64"),
    ("integer", "int64"),
    ("string", "string"),
    ("timestamp", "datetime"),
    ("timestamp_iso", "datetime_iso"),
    ("uint", "uint64"),
    ("uint32", "uint64"),
    ("uint64", "uint64"),
];

/// Lists within lists that the format reads.
const MAX_LIST_DEPTH: usize = 3;

/// The scalar of the format that a name of the metadata stands for.
pub(super) fn scalar(name: &str) -> Option<&'static str> {
    let known = SCALARS.iter().find(|(known, _)| *known == name);
    known.map(|(_, scalar)| *scalar)
}

/// What is at the bottom of all lists, by name.
pub(super) fn item<'n>(kind: &MemberKind<'n>) -> Option<&'n str> {
    let mut kind = kind;
    loop {
        match kind {
            MemberKind::List(inner) => kind = inner,
            MemberKind::Named(name) => return Some(name),
            MemberKind::Unknown => return None,
        }
    }
}

impl<'m> FactsBuilder<'m, '_> {
    /// The type expression of a member, and the object at the bottom of it, if it is one.
    pub(super) fn shape(
        &self,
        path: &str,
        member: &MetadataMember<'m>,
        found: &mut Findings,
    ) -> (String, Option<&'m str>) {
        let mut lists = 0;
        let mut kind = &member.kind;
        while let MemberKind::List(inner) = kind {
            kind = inner;
            lists += 1;
        }
        let name = match kind {
            MemberKind::Named(name) => *name,
            MemberKind::List(_) | MemberKind::Unknown => "",
        };
        let (item, record) = if let Some(scalar) = scalar(name) {
            (scalar.to_owned(), None)
        } else if name.is_empty() || (is_plain(name) && self.object(name).is_none()) {
            let message = format!(
                "the metadata has a kind {} that is not known; it is text here",
                quote(name)
            );
            found.add(FindingCode::UnknownScalar, path, message).metadata(member.wire.at);
            ("string".to_owned(), None)
        } else {
            (self.keys.of(name), Some(name))
        };
        if lists > MAX_LIST_DEPTH {
            let message = format!("it is {lists} lists deep; {MAX_LIST_DEPTH} are kept");
            found.add(FindingCode::UnknownScalar, path, message).metadata(member.wire.at);
            lists = MAX_LIST_DEPTH;
        }
        (format!("{}{item}{}", "[".repeat(lists), "]".repeat(lists)), record)
    }
}

/// Whether it looks like the name of a scalar: objects begin with a capital letter.
fn is_plain(name: &str) -> bool {
    name.starts_with(|first: char| first.is_ascii_lowercase())
}
