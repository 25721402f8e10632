//! Checks that turn a raw spec into the checked model.
//!
//! Each module below checks one subject, and each of its functions one rule. All of them run, so
//! that every problem is reported at once. A module reports what it cannot use and leaves it out;
//! the others do not report it again.

mod action;
mod action_group;
mod body;
mod bounds;
mod charset;
mod cycle;
mod enums;
mod error_code;
mod events;
mod generated_id;
mod group;
mod head;
mod index;
mod lists;
mod naming;
mod pagination;
mod reach;
mod record;
mod record_checker;
mod record_rule;
mod resolve;
mod shape;
mod tracking_tag;
mod value_rule;
mod waiter;

use crate::model::Spec;
use crate::problem::Report;
use crate::raw;
use index::Index;
use naming::NameScope;

/// Builds the model of `raw`. The model may only be used if nothing was reported.
pub(crate) fn check(raw: &raw::Spec<'_>, report: &mut Report) -> Spec {
    let head = head::check(raw, report);
    let index = Index::build(raw, report);
    error_code::references(raw, &index, report);

    // Records, enums and groups become items of one Rust module.
    let mut items = NameScope::new();
    let names = naming::items(raw, &mut items, report);
    let enums = enums::check(raw, names.enums, report);
    let mut types = record::check(raw, &index, names.types, &mut items, report);
    let errors = error_code::check(raw, report);
    let groups = action_group::check(raw, report);
    let mut methods = NameScope::new();
    let mut actions = action::check(raw, &index, &mut methods, report);
    let resolver = resolve::FieldResolver::new(raw, &index, &types);
    body::check(&resolver, &mut actions, report);
    events::check(&resolver, &mut actions, &mut methods, report);
    pagination::check(&resolver, &mut actions, &mut methods, report);
    tracking_tag::check(&resolver, &mut actions, report);
    let waiters = waiter::check(&resolver, &actions, &mut methods, report);

    reach::types(raw, &actions, &mut types, report);
    reach::enums(raw, &index, report);
    cycle::check(raw, &mut types, report);
    generated_id::check(raw, &index, report);

    Spec {
        service: head.service,
        version: head.version,
        revision: head.revision,
        host: head.host,
        doc: head.doc,
        groups,
        actions,
        waiters,
        types,
        enums,
        errors,
    }
}
