//! Type expressions for the members of the metadata.

use ecm_spec::quote;

use super::FactsBuilder;
use crate::finding::{FindingCode, Findings};
use crate::metadata::{MemberKind, MetadataMember};

/// Scalars of the format, by their names in metadata and in the format.
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

/// Maximum depth of lists in the format.
const MAX_LIST_DEPTH: usize = 3;

/// Returns the scalar of the format for a name of the metadata.
pub(super) fn scalar(name: &str) -> Option<&'static str> {
    let known = SCALARS.iter().find(|(known, _)| *known == name);
    known.map(|(_, scalar)| *scalar)
}

/// Returns the name of the item below all lists.
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
    /// Returns the type expression of a member, and the object below all lists, if it is one.
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
            let message =
                format!("the metadata has the unknown kind {}; it is text here", quote(name));
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

/// Tells whether a name looks like that of a scalar: objects begin with a capital letter.
fn is_plain(name: &str) -> bool {
    name.starts_with(|first: char| first.is_ascii_lowercase())
}
