//! Files of the pages, and anchors within them.

use std::collections::BTreeSet;

use ecm_spec::Spec;
use ecm_spec::model::{ActionId, Enum, ErrorCode, Shape, Type, TypeId, Waiter};

pub(crate) const INDEX: &str = "index.html";
pub(crate) const TYPES: &str = "types.html";
pub(crate) const ENUMS: &str = "enums.html";
pub(crate) const ERRORS: &str = "errors.html";

/// Maximum length of a file name before its extension; file systems allow 255 bytes.
const MAX_FILE_NAME: usize = 120;

/// Place of a type: its own page, or a section of the only action that uses it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Section {
    Request,
    Response,
    Own,
}

impl Section {
    /// Beginning of the anchors of fields.
    pub(crate) fn prefix(self) -> &'static str {
        match self {
            Self::Request => "request",
            Self::Response => "response",
            Self::Own => "field",
        }
    }

    /// Beginning of the anchors of rules, which differ where two records share a page.
    pub(crate) fn rule_prefix(self) -> &'static str {
        match self {
            Self::Request | Self::Own => "rule",
            Self::Response => "response-rule",
        }
    }
}

struct Home {
    file: String,
    section: Section,
}

/// Files of all actions and types of a spec.
pub(crate) struct Homes {
    actions: Vec<String>,
    types: Vec<Home>,
}

impl Homes {
    pub(crate) fn new(spec: &Spec) -> Self {
        let mut taken = BTreeSet::new();
        let actions: Vec<String> = spec
            .actions
            .iter()
            .map(|action| claim("action", &action.name.wire, &mut taken))
            .collect();
        let users = users(spec);
        let types = spec.types.iter().zip(users).map(|(ty, users)| {
            let (file, section) = match users.as_slice() {
                [User::Request(action)] => (actions.get(*action).cloned(), Section::Request),
                [User::Response(action)] => (actions.get(*action).cloned(), Section::Response),
                _ => (None, Section::Own),
            };
            let file = file.unwrap_or_else(|| claim("type", &ty.name.wire, &mut taken));
            Home { file, section }
        });
        let types = types.collect();
        Self { actions, types }
    }

    /// Returns the file of an action by its index.
    pub(crate) fn action(&self, index: usize) -> &str {
        self.actions.get(index).map_or(INDEX, String::as_str)
    }

    pub(crate) fn action_id(&self, id: ActionId) -> &str {
        self.action(id.index())
    }

    /// Returns the file of a type by its index, and its section there.
    pub(crate) fn section(&self, index: usize) -> (&str, Section) {
        self.types.get(index).map_or((TYPES, Section::Own), |home| (&home.file, home.section))
    }

    /// Returns the address of a type.
    pub(crate) fn ty(&self, id: TypeId) -> String {
        match self.section(id.index()) {
            (file, Section::Own) => file.to_owned(),
            (file, section) => format!("{file}#{}", section.prefix()),
        }
    }

    /// Returns the address of a field.
    pub(crate) fn field(&self, index: usize, field: &str) -> String {
        let (file, section) = self.section(index);
        format!("{file}#{}.{}", section.prefix(), anchor(field))
    }

    /// Returns the address of a rule.
    pub(crate) fn rule(&self, index: usize, id: &str) -> String {
        let (file, section) = self.section(index);
        format!("{file}#{}.{}", section.rule_prefix(), anchor(id))
    }
}

/// Use of a type that decides where it is described.
enum User {
    Request(usize),
    Response(usize),
    Other,
}

fn users(spec: &Spec) -> Vec<Vec<User>> {
    let mut users: Vec<Vec<User>> = spec.types.iter().map(|_| Vec::new()).collect();
    let mut add = |id: TypeId, user: User| {
        if let Some(users) = users.get_mut(id.index()) {
            users.push(user);
        }
    };
    for (index, action) in spec.actions.iter().enumerate() {
        add(action.request, User::Request(index));
        add(action.response, User::Response(index));
        if let Some(events) = &action.events {
            add(events.event, User::Other);
        }
    }
    for field in spec.types.iter().flat_map(|ty: &Type| &ty.fields) {
        if let Shape::Record(id) = field.shape.item() {
            add(*id, User::Other);
        }
    }
    users
}

/// Makes a file name that no other has, also where case does not count.
fn claim(kind: &str, name: &str, taken: &mut BTreeSet<String>) -> String {
    // The kind in front keeps names apart that some systems reserve, such as `con`.
    let stem: String = format!("{kind}.{}", anchor(name)).chars().take(MAX_FILE_NAME).collect();
    let numbered = (2_usize..).map(|number| format!("{stem}~{number}"));
    let mut names = std::iter::once(stem.clone()).chain(numbered);
    let free = names.find(|name| taken.insert(name.to_lowercase())).unwrap_or(stem);
    format!("{free}.html")
}

/// Returns the anchor of an enum.
pub(crate) fn enum_anchor(of: &Enum) -> String {
    format!("enum.{}", anchor(&of.name.wire))
}

/// Returns the anchor of an error code.
pub(crate) fn error_anchor(code: &ErrorCode) -> String {
    format!("error.{}", anchor(&code.name.wire))
}

/// Returns the anchor of a waiter, on the page of the action that it polls.
pub(crate) fn waiter_anchor(waiter: &Waiter) -> String {
    format!("waiter.{}", anchor(&waiter.name.wire))
}

/// Writes a name in characters that every file name, anchor and address may have.
pub(crate) fn anchor(name: &str) -> String {
    let mut anchor = String::with_capacity(name.len());
    for character in name.chars() {
        match character {
            'A'..='Z' | 'a'..='z' | '0'..='9' | '-' | '_' => anchor.push(character),
            other => anchor.push_str(&format!("~{:x}~", u32::from(other))),
        }
    }
    anchor
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_that_differ_stay_apart_everywhere() {
        let mut taken = BTreeSet::new();
        let mut file = |name: &str| claim("type", name, &mut taken);
        assert_eq!(file("Filter"), "type.Filter.html");
        assert_eq!(file("filter"), "type.filter~2.html");
        assert_eq!(file("../a b"), "type.~2e~~2e~~2f~a~20~b.html");
        let long = "x".repeat(300);
        assert!(file(&long).len() < 140 && file(&long).len() < 140);
        assert_ne!(anchor("A.B"), anchor("A-B"));
    }
}
