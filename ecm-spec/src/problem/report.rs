//! Collector of problems, shared by reader and checks.

use std::collections::HashSet;

use super::{Position, Problem, ProblemCode, Problems};

/// Range of bytes in the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Span {
    /// Offset of the first byte.
    pub start: usize,
    /// Offset behind the last byte.
    pub end: usize,
}

impl Span {
    pub(crate) fn new(start: usize, end: usize) -> Self {
        Self { start, end }
    }

    /// Reduces the span to its first byte: for objects, the brace.
    pub(crate) fn opening(self) -> Self {
        Self { start: self.start, end: self.end.min(self.start + 1) }
    }
}

/// A value with its place in the text.
#[derive(Clone, Copy, Debug)]
pub struct Spanned<T> {
    /// The value.
    pub value: T,
    /// Place of the value.
    pub at: Span,
}

/// A problem whose place is not yet converted to lines.
struct PendingProblem {
    code: ProblemCode,
    at: Span,
    message: String,
    help: Option<String>,
    also: Option<(Span, String)>,
}

/// Collector of problems.
///
/// Only `finish` returns them. A report that is dropped without it panics in debug builds, because
/// an overlooked problem would let a bad spec pass.
#[must_use]
pub struct Report {
    found: Vec<PendingProblem>,
    /// Number of names that may still be compared for suggestions. Each suggestion compares with
    /// every known name, which a hostile file could make quadratic.
    comparisons: usize,
    /// Sections and entries of sections that are in the file and could not be read.
    unread: HashSet<(String, Option<String>)>,
    /// Entries of a section that a misspelt name stands for.
    meant: HashSet<(&'static str, String)>,
    finished: bool,
}

/// Enough for dozens of suggestions in the largest specs.
const MAX_COMPARISONS: usize = 100_000;
/// Maximum length of names that are compared; longer ones are no typos.
const MAX_SUGGESTION_LEN: usize = 80;

impl Report {
    pub(crate) fn new() -> Self {
        let (found, unread, meant) = (Vec::new(), HashSet::new(), HashSet::new());
        Self { found, comparisons: MAX_COMPARISONS, unread, meant, finished: false }
    }

    /// Returns the number of problems so far.
    pub fn len(&self) -> usize {
        self.found.len()
    }

    /// Returns true if there is no problem so far.
    pub fn is_empty(&self) -> bool {
        self.found.is_empty()
    }

    /// Notes an entry of a section, or with `None` a whole section, that was reported and left out.
    pub(crate) fn mark_unread(&mut self, section: &str, name: Option<&str>) {
        self.unread.insert((section.to_owned(), name.map(str::to_owned)));
    }

    /// Returns true if a section, or anything in it, was reported and left out.
    pub(crate) fn has_unread(&self, section: &str) -> bool {
        self.unread.iter().any(|(unread, _)| *unread == section)
    }

    /// Returns true if an entry may be in the file and was only left out: naming it is no mistake.
    pub(crate) fn is_unread(&self, section: &str, name: &str) -> bool {
        let is_it = |unread: &Option<String>| unread.as_deref().is_none_or(|unread| unread == name);
        self.unread.iter().any(|(unread, of)| unread == section && is_it(of))
    }

    /// Adds a problem; the result takes help and a second place.
    pub fn add(
        &mut self,
        code: ProblemCode,
        at: Span,
        message: impl Into<String>,
    ) -> ProblemBuilder<'_> {
        self.found.push(PendingProblem {
            code,
            at,
            message: message.into(),
            help: None,
            also: None,
        });
        ProblemBuilder { found: self.found.last_mut() }
    }

    /// Notes the entry that an unknown name most likely stands for. It is used, and not a mistake of its
    /// own, if only few letters differ.
    pub(crate) fn mark_meant(&mut self, section: &'static str, written: &str, close: Option<&str>) {
        if let Some(close) = close
            && (written.contains(close) || similarity(&written.to_lowercase(), close) >= 0.75)
        {
            self.meant.insert((section, close.to_owned()));
        }
    }

    pub(crate) fn is_meant(&self, section: &'static str, name: &str) -> bool {
        !self.meant.is_empty() && self.meant.contains(&(section, name.to_owned()))
    }

    /// Adds a problem about a name that is none of `known`; the result is `None`.
    pub fn unknown<'a, T>(
        &mut self,
        code: ProblemCode,
        written: Spanned<&str>,
        known: impl IntoIterator<Item = &'a str>,
        message: impl Into<String>,
    ) -> Option<T> {
        let close = self.closest(written.value, known);
        self.add(code, written.at, message).did_you_mean(close, String::new).none()
    }

    /// Finds the known name that `written` most likely stands for.
    pub fn closest<'a>(
        &mut self,
        written: &str,
        known: impl IntoIterator<Item = &'a str>,
    ) -> Option<&'a str> {
        if written.len() > MAX_SUGGESTION_LEN || self.comparisons == 0 {
            return None;
        }
        let mut compared = 0_usize;
        let close = closest(written, known.into_iter().inspect(|_| compared += 1));
        self.comparisons = self.comparisons.saturating_sub(compared);
        close
    }

    /// Returns the problems in the order of the file, if there are any. Lines and columns are
    /// counted here, in one pass over the text for all problems, so that many problems in one long
    /// line do not cost a pass each.
    pub(crate) fn finish(mut self, text: &str) -> Result<(), Problems> {
        self.finished = true;
        let mut found = std::mem::take(&mut self.found);
        if found.is_empty() {
            return Ok(());
        }
        let codes: HashSet<ProblemCode> = found.iter().map(|problem| problem.code).collect();
        found.retain(|problem| !causes(problem.code).iter().any(|cause| codes.contains(cause)));
        found.sort_by_key(|problem| (problem.at.start, problem.code));
        let spans = found
            .iter()
            .flat_map(|problem| [Some(problem.at), problem.also.as_ref().map(|(at, _)| *at)])
            .flatten()
            .collect();
        let position = positions(text, spans);
        let problems = found
            .into_iter()
            .map(|problem| Problem {
                code: problem.code,
                at: position(problem.at),
                message: problem.message,
                help: problem.help,
                also: problem.also.map(|(at, label)| (position(at), label)),
            })
            .collect();
        Err(Problems(problems))
    }
}

/// Codes of problems that leave something out of a spec. What nothing uses may then be used by just that,
/// so that both would report one mistake.
fn causes(code: ProblemCode) -> &'static [ProblemCode] {
    use ProblemCode::{
        BadTypeExpression, EmptyList, MissingKey, NotARecord, UnknownKey, WrongType,
    };
    match code {
        ProblemCode::UnreachableType | ProblemCode::UnreachableEnum => {
            &[BadTypeExpression, EmptyList, MissingKey, NotARecord, UnknownKey, WrongType]
        }
        ProblemCode::UnreachableError | ProblemCode::UnreachableActionGroup => {
            &[EmptyList, MissingKey, UnknownKey, WrongType]
        }
        _ => &[],
    }
}

impl Drop for Report {
    fn drop(&mut self) {
        debug_assert!(
            self.finished || std::thread::panicking(),
            "a report of problems was dropped unread"
        );
    }
}

const START: Position = Position { offset: 0, length: 0, line: 1, column: 1 };

/// Gives the position of each of these spans.
pub(crate) fn positions(text: &str, mut spans: Vec<Span>) -> impl Fn(Span) -> Position + use<> {
    spans.sort_unstable();
    spans.dedup();
    let positions = locate(text, &spans);
    move |span| {
        let index = spans.binary_search(&span).unwrap_or(0);
        positions.get(index).copied().unwrap_or(START)
    }
}

fn locate(text: &str, spans: &[Span]) -> Vec<Position> {
    let mut positions = Vec::with_capacity(spans.len());
    let mut here = START;
    let mut chars = text.char_indices().peekable();
    for span in spans {
        while let Some((offset, char)) = chars.next_if(|(offset, _)| *offset < span.start) {
            here.offset = offset + char.len_utf8();
            if char == '\n' {
                here.line += 1;
                here.column = 1;
            } else {
                here.column += 1;
            }
        }
        let length = span.end.saturating_sub(span.start);
        positions.push(Position { offset: span.start.min(text.len()), length, ..here });
    }
    positions
}

/// Builder for the details of a problem that was just added.
pub struct ProblemBuilder<'a> {
    found: Option<&'a mut PendingProblem>,
}

impl ProblemBuilder<'_> {
    /// Adds help on fixing it.
    #[must_use]
    pub fn help(mut self, help: impl Into<String>) -> Self {
        if let Some(found) = &mut self.found {
            found.help = Some(help.into());
        }
        self
    }

    pub(crate) fn also(mut self, at: Span, label: impl Into<String>) -> Self {
        if let Some(found) = &mut self.found {
            found.also = Some((at, label.into()));
        }
        self
    }

    /// Adds help of the form "did you mean ...", or else `otherwise`.
    #[must_use]
    pub fn did_you_mean(self, name: Option<&str>, otherwise: impl FnOnce() -> String) -> Self {
        let help =
            name.map_or_else(otherwise, |name| format!("did you mean {}?", super::quote(name)));
        if help.is_empty() { self } else { self.help(help) }
    }

    /// Gives `None`, for a reader that has no value because of the problem.
    pub fn none<T>(self) -> Option<T> {
        None
    }
}

/// Finds the name among `known` that `written` most likely stands for, if one is close.
pub fn closest<'a>(written: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let lower = written.to_lowercase();
    let mut best: Option<(f64, &str)> = None;
    for name in known {
        if name.len() > MAX_SUGGESTION_LEN || name == written {
            continue;
        }
        let score = similarity(&lower, name);
        // At least six letters of ten must agree; the first of equal scores wins.
        if score >= 0.6 && best.is_none_or(|(other, _)| score > other) {
            best = Some((score, name));
        }
    }
    best.map(|(_, name)| name)
}

fn similarity(lower: &str, name: &str) -> f64 {
    strsim::normalized_damerau_levenshtein(lower, &name.to_lowercase())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn positions_count_lines_and_characters() {
        let text = "{\r\n  \"é\": 1,\n\t2}";
        let at = |needle: &str| {
            let start = text.find(needle).unwrap();
            Span::new(start, start + needle.len())
        };
        let spans = [at("\"é\""), at("1"), at("2")];
        let places: Vec<_> =
            locate(text, &spans).iter().map(|at| (at.line, at.column, at.length)).collect();
        assert_eq!(places, [(2, 3, 4), (2, 8, 1), (3, 2, 1)]);
    }

    #[test]
    fn problems_come_in_the_order_of_the_file() {
        let mut report = Report::new();
        let _ = report.add(ProblemCode::UnknownKey, Span::new(2, 3), "second");
        let _ = report
            .add(ProblemCode::UnknownKey, Span::new(0, 1), "first")
            .also(Span::new(2, 3), "x");
        let problems = report.finish("a\nb").unwrap_err();
        let lines: Vec<_> = problems.iter().map(ToString::to_string).collect();
        assert_eq!(lines, ["1:1: first (x: 2:1) [unknown-key]", "2:1: second [unknown-key]"]);
    }

    #[test]
    fn a_close_name_is_suggested_and_a_far_one_is_not() {
        let mut report = Report::new();
        let known = ["string", "int64", "Strand"];
        assert_eq!(report.closest("Strnig", known), Some("string"));
        assert_eq!(report.closest("Lamp", known), None);
        assert!(report.finish("").is_ok());
    }

    #[test]
    #[should_panic(expected = "dropped unread")]
    #[cfg(debug_assertions)]
    fn a_forgotten_report_is_noticed() {
        drop(Report::new());
    }
}
