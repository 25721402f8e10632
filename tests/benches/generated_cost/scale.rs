//! How what the generator takes grows with the spec.

use std::fmt::Write as _;

use ecm_codegen::Selection;

use crate::{millis_of, shop};

/// Actions of the invented API; each has twenty fields.
const SIZES: [usize; 7] = [1, 3, 10, 30, 100, 300, 1000];

/// Fields of each request; with those of the response, twenty.
const SENT: usize = 20 - shop::ANSWERED;

/// What reading with checking and generating take per field, and how far each is from being the same
/// at all sizes: the highest over the lowest.
pub(crate) fn table(rounds: usize) -> Result<String, String> {
    let mut out = "The same over an invented API, twenty fields to an action, µs per field\n\n\
                   | fields | read | generate | both |\n| ---: | ---: | ---: | ---: |\n"
        .to_owned();
    let mut boths = Vec::new();
    for actions in SIZES {
        let text = shop::spec(actions, SENT);
        let spec = ecm_spec::read(&text).map_err(|problems| problems.to_string())?;
        let selection = Selection::all(&spec);
        let fields: usize = selection.records(&spec).map(|ty| ty.fields.len()).sum();
        // As many turns as make the small ones last as long as the large ones.
        let turns = rounds * (100 / actions).max(1);
        let each = |millis: f64| millis * 1e3 / fields as f64;
        let read = each(millis_of(turns, || drop(ecm_spec::read(&text))));
        let code = each(millis_of(turns, || drop(ecm_codegen::generate(&spec, &selection))));
        let _ = writeln!(out, "| {fields} | {read:.1} | {code:.1} | {:.1} |", read + code);
        boths.push(read + code);
    }
    let highest = boths.iter().copied().fold(f64::MIN, f64::max);
    let lowest = boths.iter().copied().fold(f64::MAX, f64::min);
    Ok(out + &format!("\nHighest to lowest, both: {:.2}.\n", highest / lowest))
}
