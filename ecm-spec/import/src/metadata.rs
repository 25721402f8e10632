//! The vendor's metadata as written, read leniently.
//!
//! A value that is missing or has another type counts as not given. Keys that are not read here are
//! reported by [`keys`].

pub(crate) mod keys;

use ecm_spec::Spanned;
use ecm_spec::json::{self, Node, Value};
use ecm_spec::reader::Text;

/// One version of one service's API.
pub(crate) struct Metadata<'n> {
    pub(crate) service: &'n str,
    pub(crate) version: &'n str,
    /// Sorted by name.
    pub(crate) actions: Vec<MetadataAction<'n>>,
    /// Sorted by name.
    pub(crate) objects: Vec<MetadataObject<'n>>,
}

pub(crate) struct MetadataAction<'n> {
    pub(crate) wire: Text<'n>,
    pub(crate) doc: Option<&'n str>,
    pub(crate) input: Option<&'n str>,
    pub(crate) output: Option<&'n str>,
    pub(crate) status: Option<&'n str>,
    /// `None` if the metadata does not say.
    pub(crate) unsigned: Option<bool>,
}

pub(crate) struct MetadataObject<'n> {
    pub(crate) wire: Text<'n>,
    pub(crate) doc: Option<&'n str>,
    pub(crate) members: Vec<MetadataMember<'n>>,
}

pub(crate) struct MetadataMember<'n> {
    pub(crate) wire: Text<'n>,
    pub(crate) doc: Option<&'n str>,
    pub(crate) kind: MemberKind<'n>,
    pub(crate) required: bool,
    /// `None` if the metadata does not say.
    pub(crate) nullable: Option<bool>,
    pub(crate) always_returned: bool,
    pub(crate) disabled: bool,
}

pub(crate) enum MemberKind<'n> {
    /// A scalar or an object, by its name in the metadata.
    Named(&'n str),
    List(Box<MemberKind<'n>>),
    Unknown,
}

/// Reason why a tree is not metadata.
pub(crate) struct NoMetadata(pub(crate) String);

pub(crate) fn read<'n>(root: &'n Node<'n>) -> Result<Metadata<'n>, NoMetadata> {
    let missing = |what: &str| Err(NoMetadata(what.to_owned()));
    let Value::Object(_) = root.value else { return missing("it is not a JSON object") };
    let Some(head) = root.get("metadata") else { return missing("it has no `metadata`") };
    let Some(service) = text_of(head, "serviceShortName") else {
        return missing("its `metadata` has no `serviceShortName`");
    };
    let Some(version) = text_of(head, "apiVersion") else {
        return missing("its `metadata` has no `apiVersion`");
    };
    if root.get("actions").is_none() {
        return missing("it has no `actions`");
    }
    Ok(Metadata {
        service,
        version,
        actions: named(root, "actions", action),
        objects: named(root, "objects", object),
    })
}

fn action<'n>(wire: Text<'n>, node: &'n Node<'n>) -> MetadataAction<'n> {
    MetadataAction {
        wire,
        doc: text_of(node, "document"),
        input: text_of(node, "input"),
        output: text_of(node, "output"),
        status: text_of(node, "status"),
        unsigned: flag(node, "skip_sign"),
    }
}

fn object<'n>(wire: Text<'n>, node: &'n Node<'n>) -> MetadataObject<'n> {
    let members = match node.get("members").map(|members| &members.value) {
        Some(Value::List(members)) => members.iter().filter_map(member).collect(),
        _ => Vec::new(),
    };
    MetadataObject { wire, doc: text_of(node, "document"), members }
}

/// Reads a member; `None` if it has no name.
fn member<'n>(node: &'n Node<'n>) -> Option<MetadataMember<'n>> {
    let name = node.get("name")?;
    let Value::Text(wire) = &name.value else { return None };
    Some(MetadataMember {
        wire: Spanned { value: wire, at: name.at },
        doc: text_of(node, "document"),
        kind: kind(node),
        required: flag(node, "required").unwrap_or(false),
        nullable: flag(node, "value_allowed_null"),
        always_returned: flag(node, "output_required").unwrap_or(false),
        disabled: flag(node, "disabled").unwrap_or(false),
    })
}

/// Reads the kind of a member. `type` distinguishes lists, and `member` names the item; in lists of
/// lists `member` is an object with both keys again.
fn kind<'n>(node: &'n Node<'n>) -> MemberKind<'n> {
    let of = match node.get("member") {
        Some(inner) => match &inner.value {
            Value::Text(name) => MemberKind::Named(name),
            Value::Object(_) => kind(inner),
            _ => MemberKind::Unknown,
        },
        None => MemberKind::Unknown,
    };
    match (text_of(node, "type"), of) {
        (Some("list" | "array"), of) => MemberKind::List(Box::new(of)),
        // Without a `member`, `type` names the item.
        (Some(name), MemberKind::Unknown) if name != "object" => MemberKind::Named(name),
        (_, of) => of,
    }
}

fn flag(node: &Node<'_>, key: &str) -> Option<bool> {
    match node.get(key)?.value {
        Value::Bool(flag) => Some(flag),
        _ => None,
    }
}

/// Returns text that is not blank.
fn text_of<'n>(node: &'n Node<'n>, key: &str) -> Option<&'n str> {
    match &node.get(key)?.value {
        Value::Text(text) if !text.trim().is_empty() => Some(text.as_ref()),
        _ => None,
    }
}

fn named<'n, T>(root: &'n Node<'n>, key: &str, read: fn(Text<'n>, &'n Node<'n>) -> T) -> Vec<T> {
    let Some(Value::Object(members)) = root.get(key).map(|node| &node.value) else {
        return Vec::new();
    };
    let mut members: Vec<_> = members.iter().collect();
    members.sort_by(|one, other| one.key.value.cmp(&other.key.value));
    let read = |member: &&'n json::Member<'n>| {
        read(Spanned { value: member.key.value.as_ref(), at: member.key.at }, &member.value)
    };
    members.iter().map(read).collect()
}
