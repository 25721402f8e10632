//! Checks of error codes: their names and the references to them.

use super::head::optional;
use super::index::Index;
use super::lists::distinct;
use super::naming::{self, NameScope};
use crate::model::{ErrorCode, RetryAdvice};
use crate::name::NameKind;
use crate::problem::{ProblemCode, Report, quote};
use crate::raw::{self, Text};

pub(super) fn check(raw: &raw::Spec<'_>, report: &mut Report) -> Vec<ErrorCode> {
    // One scope for all: any two of them can meet in the enum of an action.
    let mut variants = NameScope::new();
    let errors = raw.errors.iter().map(|error| ErrorCode {
        name: naming::name(NameKind::Variant, error.wire, error.name, &mut variants, report),
        doc: optional(error.doc),
        retry: error.retry.unwrap_or(RetryAdvice::Never),
        has_advice: error.retry.is_some(),
        common: error.common,
    });
    errors.collect()
}

/// Checks that every code that is named exists, and that every code that exists is named.
pub(super) fn references(raw: &raw::Spec<'_>, index: &Index<'_>, report: &mut Report) {
    let mut used: Vec<bool> = raw.errors.iter().map(|error| error.common).collect();
    let mut refer = |code: Text<'_>, report: &mut Report| {
        if let Some(error) = index.errors.get(code.value) {
            if let Some(used) = used.get_mut(*error) {
                *used = true;
            }
            return;
        }
        if report.is_unread("errors", code.value) {
            return;
        }
        let names = raw.errors.iter().map(|error| error.wire.value);
        let close = report.closest(code.value, names);
        report.mark_meant("errors", code.value, close);
        let message = format!("the error code {} is not in `errors`", quote(code.value));
        let _ = report
            .add(ProblemCode::UnknownError, code.at, message)
            .did_you_mean(close, String::new);
    };
    for action in &raw.actions {
        for code in distinct("the errors of this action", action.errors.clone(), report) {
            refer(code, report);
        }
        let limit = action.rate_limit.as_ref().and_then(|limit| limit.server_error);
        limit.into_iter().for_each(|code| refer(code, report));
    }
    for record in &raw.types {
        let of_fields = record.fields.iter().flat_map(|field| &field.rules);
        for rule in of_fields.chain(&record.rules) {
            rule.server_error.into_iter().for_each(|code| refer(code, report));
        }
    }
    for (error, _) in raw.errors.iter().zip(&used).filter(|(_, used)| !**used) {
        if report.is_meant("errors", error.wire.value) {
            continue;
        }
        let message = format!(
            "the error code {} is not common, and no action or rule names it",
            quote(error.wire.value)
        );
        let _ = report
            .add(ProblemCode::UnreachableError, error.wire.at, message)
            .help("add it to the `errors` of an action, or make it `\"common\": true`");
    }
}
