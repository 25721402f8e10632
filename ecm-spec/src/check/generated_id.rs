//! Checks of ids that the service generates, and of what counts them.

use std::collections::HashMap;

use super::index::{Index, ShapeClass};
use crate::model::{Scalar, Shape};
use crate::problem::{ProblemCode, Report, quote};
use crate::raw::{self, Text};

pub(super) fn check(raw: &raw::Spec<'_>, index: &Index<'_>, report: &mut Report) {
    // The requests of the actions that answer with each record.
    let mut requests: HashMap<&str, Vec<usize>> = HashMap::new();
    for action in &raw.actions {
        if let (Some(request), Some(response)) = (action.request, action.response)
            && let Some(request) = index.items.types.get(request.value)
        {
            requests.entry(response.value).or_default().push(*request);
        }
    }
    for (id, record) in raw.types.iter().enumerate() {
        for (position, field) in record.fields.iter().enumerate() {
            let Some(generated_id) = &field.generated_id else { continue };
            check_shape(field, generated_id, index.shape(id, position), report);
            let Some(per) = generated_id.per else { continue };
            match requests.get(record.wire.value) {
                Some(requests) => requests.iter().for_each(|request| {
                    check_per(raw, index, *request, per, report);
                }),
                None if !index.knows_actions => {}
                None => {
                    let message =
                        "`per` counts by the request, so only a field of a response can have it";
                    let _ = report.add(ProblemCode::BadGeneratedId, per.at, message);
                }
            }
        }
    }
}

/// Checks that generated ids are text: a single one or a list.
fn check_shape(
    field: &raw::Field<'_>,
    generated_id: &raw::GeneratedId<'_>,
    shape: Option<&Shape>,
    report: &mut Report,
) {
    let text = Shape::Scalar(Scalar::String);
    let fits = match shape {
        Some(Shape::List(item)) => **item == text,
        // A single text cannot hold several ids.
        Some(shape) => *shape == text && generated_id.per.is_none(),
        None => true,
    };
    if !fits {
        let wanted =
            if generated_id.per.is_some() { "`[string]`" } else { "`string` or `[string]`" };
        let message = format!("{} must be {wanted} to hold generated ids", quote(field.wire.value));
        let _ = report.add(ProblemCode::BadGeneratedId, generated_id.at, message);
    }
}

/// Checks what the number of ids comes from: a field of the request, or a sum over a list.
fn check_per(
    raw: &raw::Spec<'_>,
    index: &Index<'_>,
    request: usize,
    per: Text<'_>,
    report: &mut Report,
) {
    let Some((list, field)) = per.value.split_once('.') else {
        return check_count(raw, index, request, per, report);
    };
    let Some(position) = index.field(raw, request, per, list, report) else { return };
    let Some(shape) = index.shape(request, position) else { return };
    let item = match shape {
        Shape::List(item) => index.class(item),
        _ => index.class(shape).filter(|class| !matches!(class, ShapeClass::Record(_))),
    };
    let Some(ShapeClass::Record(item)) = item else {
        let message = format!("{} is not a list of records", quote(list));
        let _ = report.add(ProblemCode::BadGeneratedId, per.at, message);
        return;
    };
    let Some(position) = index.field(raw, item, per, field, report) else { return };
    let Some(shape) = index.shape(item, position) else { return };
    if index.class(shape).is_some_and(|class| class != ShapeClass::Integer) {
        let message = format!("{} must be an integer to count ids", quote(field));
        let _ = report.add(ProblemCode::BadGeneratedId, per.at, message);
    }
}

/// Checks that a field of the request counts ids: it is an integer or a list.
fn check_count(
    raw: &raw::Spec<'_>,
    index: &Index<'_>,
    request: usize,
    per: Text<'_>,
    report: &mut Report,
) {
    let Some(position) = index.position(request, per.value) else {
        let Some(record) = raw.types.get(request) else { return };
        let close = report.closest(per.value, record.fields.iter().map(|field| field.wire.value));
        let message = format!(
            "{} is neither a field of {} nor a list and a field of its items",
            quote(per.value),
            quote(record.wire.value)
        );
        let _ = report.add(ProblemCode::BadGeneratedId, per.at, message).did_you_mean(close, || {
            "name an integer or a list, such as `Count`, or an integer in a list, such as `Zones.Count`"
                .to_owned()
        });
        return;
    };
    let Some(shape) = index.shape(request, position) else { return };
    let counts = matches!(shape, Shape::List(_))
        || index.class(shape).is_none_or(|class| class == ShapeClass::Integer);
    if !counts {
        let message = format!("{} must be an integer or a list to count ids", quote(per.value));
        let _ = report.add(ProblemCode::BadGeneratedId, per.at, message);
    }
}
