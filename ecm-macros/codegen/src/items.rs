//! Single items of the generated code as text, for pages about a spec.
//!
//! Items come without documentation, private fields and bodies, and paths are reduced to their last
//! segment. Each is made by the function that generates it, so that a page takes no longer than its items.

use ecm_spec::model::{Action, Enum, ErrorCode, Field, Spec, Type, Waiter};
use proc_macro2::{Group, Spacing, TokenStream, TokenTree};

use crate::code::Code;
use crate::{Surroundings, client, enums, errors, idents, layout, records, waiters};

/// Returns the signatures of the client's methods for an action: of the call, its events and its pages.
#[must_use]
pub fn methods(spec: &Spec, action: &Action) -> Vec<String> {
    let around = Surroundings::default();
    let [call, pages, stream] = client::methods(spec, action, &around);
    [call, stream, pages].iter().filter_map(declaration).collect()
}

/// Returns the signature of the client's method for a waiter.
#[must_use]
pub fn waiter_method(spec: &Spec, waiter: &Waiter) -> String {
    declaration(&waiters::method(spec, waiter)).unwrap_or_default()
}

/// Returns the struct of a record; `None` for a response without fields, which has none.
#[must_use]
pub fn record(spec: &Spec, ty: &Type) -> Option<String> {
    if records::is_empty_answer(ty) {
        return None;
    }
    declaration(&records::record(spec, ty))
}

/// Returns the enums of the exclusive groups of a record.
#[must_use]
pub fn groups(spec: &Spec, ty: &Type) -> Vec<String> {
    let groups =
        ty.groups().map(|(rule, group, members)| enums::group(spec, ty, rule, group, members));
    groups.filter_map(|code| declaration(&code)).collect()
}

/// Returns the enum of known values.
#[must_use]
pub fn enum_type(enum_type: &Enum) -> String {
    declaration(&enums::enum_type(enum_type)).unwrap_or_default()
}

/// Returns the field of a record's struct, or the one of the group that a field belongs to.
#[must_use]
pub fn field(spec: &Spec, ty: &Type, field: &Field) -> Option<String> {
    let name = match records::member_of(ty, field) {
        Some(member) => &member.group.field_name,
        None => &field.name.rust,
    };
    layout::field(shorten(records::record(spec, ty).tokens()), name)
}

/// Returns the names of the enums in the module `error` that have a variant for a code.
#[must_use]
pub fn error_enums(spec: &Spec, code: &ErrorCode) -> Vec<String> {
    let has = |action: &&Action| action.errors.iter().any(|id| spec[*id].name == code.name);
    let common = code.common.then(|| errors::COMMON.to_owned());
    let actions = spec.actions.iter().filter(has);
    common.into_iter().chain(actions.map(|action| idents::error_code(action).to_string())).collect()
}

fn declaration(code: &Code) -> Option<String> {
    layout::declaration(shorten(code.tokens()))
}

/// Reduces the full paths of generated code to their last segment.
fn shorten(tokens: TokenStream) -> TokenStream {
    let mut short: Vec<TokenTree> = Vec::new();
    let mut tokens = tokens.into_iter().peekable();
    // Segments of a path that goes on: they are left out.
    let mut is_long = false;
    while let Some(token) = tokens.next() {
        match token {
            TokenTree::Group(group) => {
                is_long = false;
                let mut inside = Group::new(group.delimiter(), shorten(group.stream()));
                inside.set_span(group.span());
                short.push(inside.into());
            }
            TokenTree::Ident(name) => {
                let goes_on = matches!(tokens.peek(), Some(token) if is_colon(token));
                let is_root = ["self", "super", "crate"].iter().any(|root| name == root);
                is_long = goes_on && (is_long || is_root);
                if !is_long {
                    short.push(name.into());
                }
            }
            token if is_colon(&token) => {
                let second = tokens.next();
                is_long |= begins_path(&short);
                if !is_long {
                    short.push(token);
                    short.extend(second);
                }
            }
            token => {
                is_long = false;
                short.push(token);
            }
        }
    }
    short.into_iter().collect()
}

/// Returns `true` if `::` behind some tokens begins a path.
fn begins_path(before: &[TokenTree]) -> bool {
    match before {
        [.., TokenTree::Punct(mark), TokenTree::Ident(_)] if mark.as_char() == '\'' => true,
        [.., TokenTree::Ident(name)] => ecm_spec::is_keyword(&name.to_string()),
        _ => true,
    }
}

/// Returns `true` for the first of the colons of `::`.
fn is_colon(token: &TokenTree) -> bool {
    matches!(token, TokenTree::Punct(mark) if mark.as_char() == ':' && mark.spacing() == Spacing::Joint)
}

#[cfg(test)]
mod tests;
