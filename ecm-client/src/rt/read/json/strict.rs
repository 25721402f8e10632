//! Reader of objects that a user wrote, where unknown and repeated keys are errors.

use super::Reader;
use crate::rt::{DecodeError, Record, Step, View};

/// Reads the object that has been stepped into.
pub(super) fn fields(reader: &mut Reader<'_>, target: &mut dyn Record) -> Result<(), DecodeError> {
    let fields = target.table().fields;
    // Whether there was a value, for each key that was met.
    let mut seen = vec![None; fields.len()];
    let (mut is_first, mut next) = (true, 0);
    while let Some(key) = reader.next_key(&mut is_first, fields, next)? {
        let Some(index) = key.index else {
            return Err(unknown_field(&key.name, None));
        };
        next = index + 1;
        if seen.get(index).is_some_and(Option::is_some) {
            let step = Step::Field(index, target.table().wire(index));
            return Err(DecodeError::new("given twice; keep one").at(step));
        }
        let is_present = reader.field(target, index)?;
        if let Some(seen) = seen.get_mut(index) {
            *seen = Some(is_present);
        }
    }
    missing_required(target, &seen).map_or(Ok(()), Err)
}

/// Makes the error for a field that there is not, with the one that it most likely stands for.
pub(crate) fn unknown_field(name: &str, close: Option<&str>) -> DecodeError {
    // It is shown, so it is kept to a length that a message can bear.
    let name: String = name.chars().take(60).collect();
    DecodeError::unknown_field(match close {
        Some(close) => format!("unknown field {name:?}; did you mean `{close}`?"),
        None => format!("unknown field {name:?}; check its spelling"),
    })
}

/// Finds a required field that was not given and whose type cannot show that. Its type would invent
/// a value (an empty text, a zero) that validation could not tell from a given one. A field whose
/// type can show it is left to validation, which reports it with everything else.
fn missing_required(record: &dyn Record, seen: &[Option<bool>]) -> Option<DecodeError> {
    record.table().each().zip(seen).find_map(|((index, wire, marks), seen)| {
        let rule = marks?.required?;
        let would_invent = *seen != Some(true) && !matches!(record.field(index), View::Absent);
        would_invent.then(|| {
            DecodeError::new(format!("required field is missing (rule {rule})"))
                .at(Step::Field(index, wire))
        })
    })
}
