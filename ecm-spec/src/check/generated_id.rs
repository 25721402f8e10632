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

/// Checks that the number of ids is the sum of an integer field over a list of the request.
fn check_per(
    raw: &raw::Spec<'_>,
    index: &Index<'_>,
    request: usize,
    per: Text<'_>,
    report: &mut Report,
) {
    let Some((list, field)) = per.value.split_once('.') else {
        let message = format!("{} is not a list and a field of its items", quote(per.value));
        let _ = report
            .add(ProblemCode::BadGeneratedId, per.at, message)
            .help("write both with a dot between them, such as `Zones.Count`");
        return;
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
