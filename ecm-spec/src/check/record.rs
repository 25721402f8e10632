//! Checks of records and their fields.

use super::head::{optional, owned};
use super::index::Index;
use super::naming::{self, NameScope};
use super::{record_checker, record_rule, value_rule};
use crate::bytes::skip_while;
use crate::model::{
    Field, GeneratedId, GeneratedIdPer, Name, Rule, Scalar, Shape, Type, ValueCheck,
};
use crate::name::NameKind;
use crate::name_map::NameMap;
use crate::problem::{ProblemCode, Report, quote};
use crate::raw::{self, Text};

pub(super) fn check(
    raw: &raw::Spec<'_>,
    index: &Index<'_>,
    names: Vec<Name>,
    items: &mut NameScope,
    report: &mut Report,
) -> Vec<Type> {
    let mut types = Vec::with_capacity(raw.types.len());
    for ((id, record), name) in raw.types.iter().enumerate().zip(names) {
        check_rule_ids(record, report);
        let mut scope = NameScope::new();
        let fields = record
            .fields
            .iter()
            .enumerate()
            .map(|(position, field)| {
                let name =
                    naming::name(NameKind::Field, field.wire, field.name, &mut scope, report);
                let shape = index.shape(id, position);
                checked_field(raw, field, name, shape, index, report)
            })
            .collect();
        let checker = record_checker::RecordChecker { raw, index, id, record };
        let rules = record_rule::check(&checker, &mut scope, items, report);
        types.push(Type {
            name,
            doc: optional(record.doc),
            fields,
            rules,
            // Set once the actions are followed.
            sent: false,
            received: false,
        });
    }
    types
}

fn checked_field(
    raw: &raw::Spec<'_>,
    field: &raw::Field<'_>,
    name: Name,
    shape: Option<&Shape>,
    index: &Index<'_>,
    report: &mut Report,
) -> Field {
    if let Some(id) = field.required {
        check_id(id, report);
    }
    check_secret(field, shape, report);
    let rules = value_rule::check(&value_rule::FieldChecker { raw, index, field, shape }, report);
    check_reserved(field, &rules, report);
    Field {
        name,
        // A field without a shape has been reported.
        shape: shape.cloned().unwrap_or(Shape::Scalar(Scalar::String)),
        required: optional(field.required),
        nullable: field.nullable,
        always_returned: field.always_returned,
        secret: field.secret.is_some(),
        // Set once cycles are looked for.
        boxed: false,
        deprecated: optional(field.deprecated),
        doc: optional(field.doc),
        unit: optional(field.unit),
        rules,
        generated_id: field.generated_id.as_ref().map(|generated_id| GeneratedId {
            prefix: owned(generated_id.prefix),
            per: generated_id.per.map(|per| GeneratedIdPer::parse(per.value)),
        }),
    }
}

/// Checks that a secret is text, because secrets are kept in memory that is wiped.
fn check_secret(field: &raw::Field<'_>, shape: Option<&Shape>, report: &mut Report) {
    let Some(at) = field.secret else { return };
    if shape.is_some_and(|shape| *shape != Shape::Scalar(Scalar::String)) {
        let message =
            format!("{} cannot be secret, because it is not a `string`", quote(field.wire.value));
        let _ = report.add(ProblemCode::SecretNotText, at, message);
    }
}

/// Checks that a field is not both required and reserved.
fn check_reserved(field: &raw::Field<'_>, rules: &[Rule<ValueCheck>], report: &mut Report) {
    let reserved = rules.iter().any(|rule| matches!(rule.check, ValueCheck::Reserved { .. }));
    let Some(required) = field.required.filter(|_| reserved) else { return };
    let also = field.rules.iter().find(|rule| rule.kind.value == "reserved");
    let message = format!("{} is required and reserved at once", quote(field.wire.value));
    let details = report.add(ProblemCode::RequiredAndReserved, required.at, message);
    let _ = match also {
        Some(rule) => details.also(rule.kind.at, "reserved here"),
        None => details,
    };
}

/// Checks that an id stands for one rule of its type. The id of a required field may be shared,
/// because one sentence of the documentation often requires several fields.
fn check_rule_ids(record: &raw::Type<'_>, report: &mut Report) {
    let of_fields = record.fields.iter().flat_map(|field| &field.rules);
    let mut seen = NameMap::new();
    for id in of_fields.chain(&record.rules).filter_map(|rule| rule.id) {
        check_id(id, report);
        if let Some(first) = seen.add(id.value, id.at) {
            let message = format!(
                "two rules of {} have the id {}",
                quote(record.wire.value),
                quote(id.value)
            );
            let _ = report
                .add(ProblemCode::DuplicateRule, id.at, message)
                .also(first, "first used here");
        }
    }
}

/// Checks that an id is plain, because ids are shown and compared.
pub(super) fn check_id(id: Text<'_>, report: &mut Report) {
    if raw::says_yes_or_no(id.value) {
        let message = format!("{} is not a rule id: it means yes or no", quote(id.value));
        let _ = report
            .add(ProblemCode::BadRuleId, id.at, message)
            .help("choose an id that names the rule, such as `R1`");
        return;
    }
    let rest = skip_while!(
        id.value.as_bytes(),
        b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'_' | b'.'
    );
    if !rest.is_empty() || id.value.len() > 64 {
        let message = format!("{} is not a rule id", quote(id.value));
        let _ = report
            .add(ProblemCode::BadRuleId, id.at, message)
            .help("an id consists of up to 64 letters, digits, `-`, `_` and `.`");
    }
}
