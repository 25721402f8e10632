//! Error of reading a value.

use std::fmt;

/// Error of reading a value: the field and the problem.
///
/// It never holds the value itself, which may be a secret.
// Small, because every value that is read may be one instead.
pub struct DecodeError(Box<Inner>);

struct Inner {
    // Innermost step first: a step is added by each level that the error passes on its way out.
    steps: Vec<Step>,
    problem: String,
}

enum Step {
    Field(&'static str),
    Item(usize),
}

impl DecodeError {
    pub(crate) fn new(problem: impl Into<String>) -> Self {
        Self(Box::new(Inner { steps: Vec::new(), problem: problem.into() }))
    }

    /// Makes the error for two members of an exclusive group in one object.
    #[must_use]
    pub fn conflict(rule: &'static str) -> Self {
        Self::new(format!("excludes another field that is also given; keep one (rule {rule})"))
    }

    pub(crate) fn in_field(mut self, wire: &'static str) -> Self {
        self.0.steps.push(Step::Field(wire));
        self
    }

    pub(crate) fn in_item(mut self, index: usize) -> Self {
        self.0.steps.push(Step::Item(index));
        self
    }

    /// Returns the path of the value, such as `A[3].B`; empty for the value as a whole.
    ///
    /// It consists of names as they are sent and of indices that count from 0.
    #[must_use]
    pub fn path(&self) -> String {
        let mut path = String::new();
        for step in self.0.steps.iter().rev() {
            match step {
                Step::Field(wire) => {
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
}

impl fmt::Display for DecodeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.0.steps.is_empty() {
            f.write_str(&self.0.problem)
        } else {
            write!(f, "{}: {}", self.path(), self.0.problem)
        }
    }
}

impl fmt::Debug for DecodeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "DecodeError({self})")
    }
}

impl std::error::Error for DecodeError {}
