//! What is wrong with a spec, where, and what to do about it.

mod code;
mod render;
mod report;

use std::fmt;

pub use code::ProblemCode;
pub use render::{is_invisible, quote};
pub(crate) use report::positions;
pub use report::{ProblemBuilder, Report, Span, Spanned, closest};

/// A place in the text of a spec.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Position {
    /// Bytes before it.
    pub offset: usize,
    /// Bytes it covers; none at the end of the file.
    pub length: usize,
    /// The line, from 1.
    pub line: usize,
    /// The character in its line, from 1.
    pub column: usize,
}

/// One thing that is wrong with a spec.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// The rule of the format that is broken.
    pub code: ProblemCode,
    /// Where.
    pub at: Position,
    /// What, in one sentence.
    pub message: String,
    /// What to do about it.
    pub help: Option<String>,
    /// A second place that has to do with it, and how.
    pub also: Option<(Position, String)>,
}

impl Problem {
    /// The problem with the line it is in, as a compiler would show it.
    ///
    /// `text` is the text that was read, and `file_name` what to call it. Nothing that could
    /// confuse a terminal leaves this function: control, zero-width and direction characters are
    /// replaced.
    #[must_use]
    pub fn render(&self, file_name: &str, text: &str) -> String {
        render::problem(self, file_name, text)
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}: {}", self.at.line, self.at.column, self.message)?;
        if let Some((also, label)) = &self.also {
            write!(f, " ({label}: {}:{})", also.line, also.column)?;
        }
        if let Some(help) = &self.help {
            write!(f, "; {help}")?;
        }
        write!(f, " [{}]", self.code)
    }
}

/// Everything that is wrong with a spec, in the order of the file; never empty.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problems(Vec<Problem>);

impl Problems {
    /// For a spec that is not there although nothing was reported, which no reader should bring
    /// about.
    pub(crate) fn unexplained() -> Self {
        let at = Position { offset: 0, length: 0, line: 1, column: 1 };
        let message = "this is not a spec".to_owned();
        Self(vec![Problem { code: ProblemCode::Syntax, at, message, help: None, also: None }])
    }

    /// The problems one by one.
    pub fn iter(&self) -> std::slice::Iter<'_, Problem> {
        self.0.iter()
    }

    /// How many there are.
    #[must_use]
    #[allow(clippy::len_without_is_empty, reason = "there is always at least one problem")]
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// All problems with their lines, a blank line between them; see [`Problem::render`].
    #[must_use]
    pub fn render(&self, file_name: &str, text: &str) -> String {
        let rendered: Vec<String> =
            self.0.iter().map(|problem| problem.render(file_name, text)).collect();
        rendered.join("\n")
    }
}

impl<'a> IntoIterator for &'a Problems {
    type Item = &'a Problem;
    type IntoIter = std::slice::Iter<'a, Problem>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

impl IntoIterator for Problems {
    type Item = Problem;
    type IntoIter = std::vec::IntoIter<Problem>;

    fn into_iter(self) -> Self::IntoIter {
        self.0.into_iter()
    }
}

impl fmt::Display for Problems {
    /// One line per problem.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (index, problem) in self.0.iter().enumerate() {
            if index > 0 {
                writeln!(f)?;
            }
            write!(f, "{problem}")?;
        }
        Ok(())
    }
}

impl std::error::Error for Problems {}
