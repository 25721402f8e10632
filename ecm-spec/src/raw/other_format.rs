//! Recognition of files that are no specs, so that one sentence says so.

use crate::json::{Node, Value};
use crate::problem::{ProblemCode, Report};

/// Reports a file of another known format as such; `None` if it is one.
pub(super) fn check(root: &Node<'_>, report: &mut Report) -> Option<()> {
    let Value::Object(members) = &root.value else { return Some(()) };
    let (key, message, help) = if is_metadata(root) {
        (
            "metadata",
            "this is the vendor's metadata of a service, not a spec",
            "make a spec of it with `ecm import API_JSON --out SPEC`",
        )
    } else if is_simulation(root) {
        (
            "kinds",
            "this is a simulation, not a spec",
            "name the spec that it belongs to; `ecm serve --simulation` takes a simulation",
        )
    } else {
        return Some(());
    };
    let at = members.iter().find(|member| member.key.value == key).map(|member| member.key.at);
    report.add(ProblemCode::NotASpec, at.unwrap_or(root.at), message).help(help).none()
}

fn is_metadata(root: &Node<'_>) -> bool {
    let Some(head) = root.get("metadata").filter(|head| is_object(head)) else { return false };
    let has_head = ["apiVersion", "serviceShortName"].iter().any(|key| head.get(key).is_some());
    root.get("service").is_none() && (has_head || root.get("objects").is_some())
}

fn is_simulation(root: &Node<'_>) -> bool {
    let of_a_spec = ["types", "revision", "host"].iter().any(|key| root.get(key).is_some());
    !of_a_spec && root.get("kinds").is_some_and(is_object)
}

fn is_object(node: &Node<'_>) -> bool {
    matches!(node.value, Value::Object(_))
}
