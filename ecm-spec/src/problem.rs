//! Problems of specs: their place, their cause and help.

mod code;
mod render;
mod report;

use std::fmt;

pub use code::ProblemCode;
pub use render::{is_invisible, quote};
pub(crate) use report::positions;
pub use report::{ProblemBuilder, Report, Span, Spanned, closest};

/// Position in the text of a spec.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Position {
    /// Number of bytes before it.
    pub offset: usize,
    /// Number of bytes that it covers; zero at the end of the file.
    pub length: usize,
    /// Line, from 1.
    pub line: usize,
    /// Character in the line, from 1.
    pub column: usize,
}

/// Problem of a spec.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// Rule of the format that is broken.
    pub code: ProblemCode,
    /// Position of the problem.
    pub at: Position,
    /// Message, in one sentence.
    pub message: String,
    /// Help on fixing it.
    pub help: Option<String>,
    /// Second position that is involved, with a label.
    pub also: Option<(Position, String)>,
}

impl Problem {
    /// Renders the problem with its line, as a compiler shows it.
    ///
    /// `text` is the text that was read, and `file_name` its name. Control, zero-width and
    /// direction characters are replaced, so that nothing can confuse a terminal.
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

/// All problems of a spec, in the order of the file; never empty.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problems(Vec<Problem>);

impl Problems {
    /// Problem for a missing spec of which nothing was reported; no reader should cause it.
    pub(crate) fn unexplained() -> Self {
        let at = Position { offset: 0, length: 0, line: 1, column: 1 };
        let message = "this is not a spec".to_owned();
        Self(vec![Problem { code: ProblemCode::Syntax, at, message, help: None, also: None }])
    }

    /// Iterates over the problems.
    pub fn iter(&self) -> std::slice::Iter<'_, Problem> {
        self.0.iter()
    }

    /// Returns the number of problems.
    #[must_use]
    #[allow(clippy::len_without_is_empty, reason = "there is always at least one problem")]
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Renders all problems with a blank line between them; see [`Problem::render`].
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
    /// Writes one line per problem.
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
