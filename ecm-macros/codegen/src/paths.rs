//! Fields by path: their positions in the tables of the runtime, and expressions that take them.

use crate::code::{Code, code};
use ecm_spec::model::{Field, Path, Shape, Spec, Type};

use crate::idents::ident;
use crate::records;
use crate::rules::position;

/// Positions of the fields along a path, for the runtime.
pub(crate) fn positions(spec: &Spec, ty: &Type, path: &Path) -> Code {
    let steps =
        fields(spec, ty, path).into_iter().map(|(ty, field)| position(ty, &field.name.wire));
    code!(&[#(#steps),*])
}

/// Field at the end of a path; there is one, as the checks of the spec have resolved the path.
pub(crate) fn last<'s>(spec: &'s Spec, ty: &'s Type, path: &Path) -> Option<&'s Field> {
    fields(spec, ty, path).pop().map(|(_, field)| field)
}

/// Fields along a path, each with its record.
fn fields<'s>(spec: &'s Spec, ty: &'s Type, path: &Path) -> Vec<(&'s Type, &'s Field)> {
    let mut found = Vec::with_capacity(path.len());
    let mut ty = Some(ty);
    for name in path {
        let Some((record, field)) = ty.and_then(|ty| Some((ty, ty.field(name)?))) else { break };
        found.push((record, field));
        ty = match &field.shape {
            Shape::Record(inner) => Some(&spec[*inner]),
            _ => None,
        };
    }
    found
}

/// Expression that takes the value at the end of a path out of `record`, or its default.
pub(crate) fn take(spec: &Spec, ty: &Type, path: &Path, record: &Code) -> Code {
    let mut taken = record.clone();
    let mut is_optional = false;
    for (ty, field) in fields(spec, ty, path) {
        let name = ident(&field.name.rust);
        let is_required = records::is_required(ty, field);
        taken = match (is_optional, is_required) {
            (false, _) => code!(#taken.#name),
            (true, true) => code!(#taken.map(|within| within.#name)),
            (true, false) => code!(#taken.and_then(|within| within.#name)),
        };
        is_optional |= !is_required;
    }
    if is_optional { code!(#taken.unwrap_or_default()) } else { taken }
}

/// Record type of the items of a list.
pub(crate) fn record_in<'s>(spec: &'s Spec, ty: &'s Type, path: &Path) -> Option<&'s Type> {
    match last(spec, ty, path)?.shape.item() {
        Shape::Record(id) => Some(&spec[*id]),
        _ => None,
    }
}
