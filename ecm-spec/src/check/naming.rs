//! Checks of Rust names: each is an identifier, and unique in its scope.

use super::shape::is_scalar;
use crate::bytes::is_graphic;
use crate::model::Name;
use crate::name::{self, NameKind};
use crate::name_map::NameMap;
use crate::problem::{ProblemCode, Report, Span, is_invisible, quote};
use crate::raw::{self, Text};

/// Scope of generated code in which every name is unique.
pub(super) struct NameScope(NameMap<String, (Span, String)>);

impl NameScope {
    pub(super) fn new() -> Self {
        Self(NameMap::new())
    }

    /// Claims `rust` for the item `wire` of the spec; reports a name that is taken, with `false`.
    pub(super) fn claim(&mut self, rust: &str, wire: &str, at: Span, report: &mut Report) -> bool {
        let Some(first) = self.0.add(rust.to_owned(), (at, wire.to_owned())) else { return true };
        let (first_at, first_wire) = first;
        let message = if first_wire == wire {
            format!("{} is the name of two items", quote(wire))
        } else {
            format!(
                "{} and {} would both be called {} in Rust",
                quote(&first_wire),
                quote(wire),
                quote(rust)
            )
        };
        let _ = report
            .add(ProblemCode::NameCollision, at, message)
            .help("give one of them a `name` of its own")
            .also(first_at, "first used here");
        false
    }
}

/// Gives the spec's own `name` of `wire`, or else the derived one; reports an invalid name.
pub(super) fn rust_name(
    kind: NameKind,
    wire: Text<'_>,
    own: Option<Text<'_>>,
    report: &mut Report,
) -> Option<String> {
    if !is_visible(wire, report) {
        return None;
    }
    if let Some(own) = own {
        return explicit_name(kind, own, report);
    }
    let name = name::derive(kind, wire.value);
    if name.is_none() {
        let message = format!("{} gives no Rust identifier", quote(wire.value));
        let _ = report
            .add(ProblemCode::NoIdentifier, wire.at, message)
            .help(format!("set one: `\"name\": \"...\"` in {}", kind.case()));
    }
    name
}

pub(super) fn explicit_name(kind: NameKind, own: Text<'_>, report: &mut Report) -> Option<String> {
    let name = name::explicit(kind, own.value);
    if name.is_none() {
        let message = format!("{} cannot be a Rust name here", quote(own.value));
        let detail = "that is neither a keyword nor used by generated code";
        let _ = report
            .add(ProblemCode::BadRustName, own.at, message)
            .help(format!("an ASCII identifier in {} is needed {detail}", kind.case()));
    }
    name
}

/// Checks that a name is visible, so that two names that look the same are the same.
fn is_visible(wire: Text<'_>, report: &mut Report) -> bool {
    if !wire.value.is_empty() && is_graphic(wire.value) {
        return true;
    }
    let message = if let Some(hidden) = wire.value.chars().find(|char| is_invisible(*char)) {
        format!(
            "the name {} has an invisible character, {}",
            quote(wire.value),
            hidden.escape_unicode()
        )
    } else if wire.value.is_empty() {
        "a name is empty".to_owned()
    } else if wire.value.trim() != wire.value {
        format!("the name {} begins or ends with a space", quote(wire.value))
    } else {
        return true;
    };
    let _ = report.add(ProblemCode::UnusableName, wire.at, message);
    false
}

/// Names an item and claims its Rust name in `scope`; it is empty if something was reported.
pub(super) fn name(
    kind: NameKind,
    wire: Text<'_>,
    own: Option<Text<'_>>,
    scope: &mut NameScope,
    report: &mut Report,
) -> Name {
    let rust = rust_name(kind, wire, own, report)
        .filter(|rust| scope.claim(rust, wire.value, wire.at, report))
        .unwrap_or_default();
    Name { wire: wire.value.to_owned(), rust }
}

pub(super) struct ItemNames {
    pub(super) types: Vec<Name>,
    pub(super) enums: Vec<Name>,
}

pub(super) fn items(raw: &raw::Spec<'_>, scope: &mut NameScope, report: &mut Report) -> ItemNames {
    let mut item = |wire: Text<'_>, own: Option<Text<'_>>| {
        if is_scalar(wire.value) {
            let message = format!("{} is the name of a scalar", quote(wire.value));
            let _ = report.add(ProblemCode::UnusableName, wire.at, message);
        }
        name(NameKind::Type, wire, own, scope, report)
    };
    let types = raw.types.iter().map(|one| item(one.wire, one.name)).collect();
    let enums = raw.enums.iter().map(|one| item(one.wire, one.name)).collect();
    ItemNames { types, enums }
}
