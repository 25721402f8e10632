//! How what the generator takes grows with the spec.

use std::fmt::Write as _;
use std::time::Instant;

use ecm_codegen::Selection;

use crate::measure::middle;
use crate::{millis, shop};

/// Actions of the invented API; each has twenty fields.
const SIZES: [usize; 7] = [1, 3, 10, 30, 100, 300, 1000];

/// Fields of each request; with those of the response, twenty.
const SENT: usize = 20 - shop::ANSWERED;

/// One size, and what it took in each round, per field: reading with checking, and generating.
struct Size {
    text: String,
    fields: usize,
    turns: usize,
    read: Vec<f64>,
    code: Vec<f64>,
}

/// What reading with checking and generating take per field at all sizes, one after the other in each
/// round, and how far that is from being the same: the highest over the lowest.
pub(crate) fn table(rounds: usize) -> Result<String, String> {
    let mut sizes = Vec::new();
    for actions in SIZES {
        let text = shop::spec(actions, SENT);
        let spec = ecm_spec::read(&text).map_err(|problems| problems.to_string())?;
        let fields = Selection::all(&spec).records(&spec).map(|ty| ty.fields.len()).sum();
        // As many turns as make the small ones last as long as the large ones.
        let turns = (300 / actions).max(1);
        sizes.push(Size { text, fields, turns, read: Vec::new(), code: Vec::new() });
    }
    for _ in 0..rounds.max(3) {
        for Size { text, fields, turns, read, code } in &mut sizes {
            let spec = ecm_spec::read(text).map_err(|problems| problems.to_string())?;
            let selection = Selection::all(&spec);
            let each = |run: &dyn Fn()| {
                let start = Instant::now();
                (0..*turns).for_each(|_| run());
                millis(start) * 1e3 / (*turns * *fields) as f64
            };
            read.push(each(&|| drop(ecm_spec::read(text))));
            code.push(each(&|| drop(ecm_codegen::generate(&spec, &selection))));
        }
    }
    let mut out =
        "The same over an invented API, twenty fields to an action, µs per field, medians\n\n\
                   | fields | read | generate | both |\n| ---: | ---: | ---: | ---: |\n"
            .to_owned();
    let mut boths = Vec::new();
    for Size { fields, read, code, .. } in sizes {
        let (read, code) = (middle(read), middle(code));
        let _ = writeln!(out, "| {fields} | {read:.1} | {code:.1} | {:.1} |", read + code);
        boths.push(read + code);
    }
    let highest = boths.iter().copied().fold(f64::MIN, f64::max);
    let lowest = boths.iter().copied().fold(f64::MAX, f64::min);
    Ok(out + &format!("\nHighest to lowest, both: {:.2}.\n", highest / lowest))
}
