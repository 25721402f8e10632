//! Error of reading a value, and values of an answer that could not be read.

use std::borrow::Cow;
use std::fmt;

/// Error of reading a value: the field and the problem.
///
/// It never holds the value itself, which may be a secret.
// Small, because every value that is read may be one instead.
pub struct DecodeError(Box<Inner>);

#[derive(Clone, PartialEq, Eq)]
struct Inner {
    // Innermost step first: a step is added by each level that the error passes on its way out.
    steps: Vec<Step>,
    problem: Problem,
}

#[derive(Clone, PartialEq, Eq)]
enum Problem {
    Mismatch {
        expected: &'static str,
        found: Cow<'static, str>,
    },
    /// A field that is not in the table, described.
    UnknownField(String),
    Other(String),
}

/// Step of the path to a value.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Step {
    /// Field of a record: its index in the table, and its name as it is sent.
    Field(usize, &'static str),
    /// Item of a list.
    Item(usize),
}

impl DecodeError {
    pub(crate) fn new(problem: impl Into<String>) -> Self {
        Self::of(Problem::Other(problem.into()))
    }

    /// Makes the error for a value of another form than expected.
    pub(crate) fn mismatch(expected: &'static str, found: impl Into<Cow<'static, str>>) -> Self {
        Self::of(Problem::Mismatch { expected, found: found.into() })
    }

    /// Makes the error for a field that there is not.
    pub(crate) fn unknown_field(problem: String) -> Self {
        Self::of(Problem::UnknownField(problem))
    }

    #[cfg(feature = "dynamic")]
    pub(crate) fn is_unknown_field(&self) -> bool {
        matches!(self.0.problem, Problem::UnknownField(_))
    }

    fn of(problem: Problem) -> Self {
        Self(Box::new(Inner { steps: Vec::new(), problem }))
    }

    /// Makes the error for two members of an exclusive group in one object.
    #[must_use]
    pub fn conflict(rule: &'static str) -> Self {
        Self::new(format!("excludes another field that is also given; keep one (rule {rule})"))
    }

    pub(crate) fn at(mut self, step: Step) -> Self {
        self.0.steps.push(step);
        self
    }

    /// Returns the path of the value, such as `A[3].B`; empty for the value as a whole.
    ///
    /// It consists of names as they are sent and of indices that count from 0.
    #[must_use]
    pub fn path(&self) -> String {
        path_of(&self.0.steps)
    }
}

/// Returns the path that steps lead along, the last of them first.
pub(crate) fn path_of(steps: &[Step]) -> String {
    let mut path = String::new();
    for step in steps.iter().rev() {
        match step {
            Step::Field(_, wire) => {
                if !path.is_empty() {
                    path.push('.');
                }
                path.push_str(wire);
            }
            Step::Item(index) => path.push_str(&format!("[{index}]")),
        }
    }
    path
}

impl fmt::Display for Inner {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if !self.steps.is_empty() {
            write!(f, "{}: ", path_of(&self.steps))?;
        }
        match &self.problem {
            Problem::Mismatch { expected, found } => {
                write!(f, "expected {expected}, found {found}")
            }
            Problem::UnknownField(problem) | Problem::Other(problem) => f.write_str(problem),
        }
    }
}

impl fmt::Display for DecodeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl fmt::Debug for DecodeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "DecodeError({self})")
    }
}

impl std::error::Error for DecodeError {}

/// Value of an answer that does not have the form of its description and was left empty.
///
/// It never holds the value itself, which may be a secret.
#[derive(Clone, PartialEq, Eq)]
pub struct DecodeMismatch(Box<Inner>);

impl DecodeMismatch {
    pub(crate) fn new(error: DecodeError) -> Self {
        Self(error.0)
    }

    /// Makes the mismatch that stands for those that are not listed; its path is empty.
    pub(crate) fn unlisted(count: usize) -> Self {
        let found = format!("{count} further values that do not");
        Self::new(DecodeError::mismatch("values that fit their description", found))
    }

    /// Returns true if it is about the same value as another, or one within it.
    pub(crate) fn is_part_of(&self, other: &Self) -> bool {
        self.0.steps.ends_with(&other.0.steps)
    }

    /// Returns the path of the value, such as `A[3].B`; empty for the response as a whole.
    ///
    /// It consists of names as they are sent and of indices that count from 0.
    #[must_use]
    pub fn path(&self) -> String {
        path_of(&self.0.steps)
    }

    /// Returns the form that the description gives the value, such as `an integer`.
    #[must_use]
    pub fn expected(&self) -> &str {
        match &self.0.problem {
            Problem::Mismatch { expected, .. } => expected,
            Problem::UnknownField(_) | Problem::Other(_) => "a value that can be read",
        }
    }

    /// Returns the form that the value has, such as `a list`.
    #[must_use]
    pub fn found(&self) -> &str {
        match &self.0.problem {
            Problem::Mismatch { found, .. } => found,
            Problem::UnknownField(problem) | Problem::Other(problem) => problem,
        }
    }

    /// Returns true if the value at a path of fields, or a part of it, could not be read.
    pub(crate) fn concerns(&self, path: &[usize]) -> bool {
        let fields = self.0.steps.iter().rev().filter_map(|step| match step {
            Step::Field(index, _) => Some(index),
            Step::Item(_) => None,
        });
        fields.zip(path).all(|(field, step)| field == step)
    }

    /// Returns true if the value at a path of fields, or something around it, could not be read.
    ///
    /// Items of lists on the way do not count: one that is left out is missed in the whole list.
    pub(crate) fn covers(&self, path: &[usize]) -> bool {
        let mut path = path.iter();
        self.0.steps.iter().rev().all(|step| match step {
            Step::Field(index, _) => path.next() == Some(index),
            Step::Item(_) => true,
        })
    }

    /// Returns true if it is a field of the response, or within it, or the response as a whole.
    pub(crate) fn is_within(&self, wire: &str) -> bool {
        match self.0.steps.last() {
            Some(Step::Field(_, first)) => *first == wire,
            _ => true,
        }
    }
}

impl fmt::Display for DecodeMismatch {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl fmt::Debug for DecodeMismatch {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "DecodeMismatch({self})")
    }
}
