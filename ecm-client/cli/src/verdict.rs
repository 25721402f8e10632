//! Result of a subcommand and its exit code.

use std::io;
use std::process::ExitCode;

use anstyle::{AnsiColor, Style};
use ecm_codegen::input::InputError;
use ecm_codegen::output::OutputError;

/// Exit code of a command that was interrupted, as shells report it.
pub(crate) const INTERRUPTED: u8 = 130;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Verdict {
    Success,
    /// Problems, already printed.
    Problems,
}

impl From<Verdict> for ExitCode {
    fn from(verdict: Verdict) -> Self {
        match verdict {
            Verdict::Success => Self::SUCCESS,
            Verdict::Problems => Self::from(1),
        }
    }
}

/// Reason that a command did not run to its end.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Failure {
    /// Wrong arguments, or a file that cannot be read or written: one sentence.
    Usage(String),
    /// Problems of a spec, already rendered.
    Spec(String),
    /// Signal that ended the command, and what it found.
    Interrupted(String),
    /// Call that did not succeed.
    Call {
        /// Kind of failure, which decides the exit code.
        kind: CallFailure,
        /// Cause and next step.
        message: String,
    },
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum CallFailure {
    /// Request that breaks rules; nothing was sent.
    Invalid,
    /// Error code from the service.
    Rejected,
    /// Request that could not be sent.
    NotSent,
    /// Request that was sent, with an unknown outcome.
    Unknown,
}

impl Failure {
    /// Combines two failures; the result is a usage failure if either of them is.
    pub(crate) fn and(self, other: Self) -> Self {
        let text = format!("{}\n{}", self.text(), other.text());
        match (self, other) {
            (Self::Spec(_), Self::Spec(_)) => Self::Spec(text),
            _ => Self::Usage(text),
        }
    }

    /// Returns the message without the colours that [`to_colored`](Self::to_colored) adds.
    pub(crate) fn text(&self) -> &str {
        match self {
            Self::Usage(text)
            | Self::Spec(text)
            | Self::Interrupted(text)
            | Self::Call { message: text, .. } => text,
        }
    }

    pub(crate) fn to_colored(&self) -> String {
        match self {
            Self::Usage(message) | Self::Interrupted(message) | Self::Call { message, .. } => {
                let red = Style::new().bold().fg_color(Some(AnsiColor::Red.into()));
                format!("{red}error{red:#}: {message}")
            }
            Self::Spec(rendered) => rendered.clone(),
        }
    }
}

impl From<Failure> for ExitCode {
    fn from(failure: Failure) -> Self {
        match failure {
            Failure::Usage(_) => Self::from(2),
            Failure::Spec(_) => Self::from(1),
            Failure::Interrupted(_) => Self::from(INTERRUPTED),
            Failure::Call { kind, .. } => Self::from(match kind {
                CallFailure::Invalid => 1,
                CallFailure::Rejected => 3,
                CallFailure::NotSent => 4,
                CallFailure::Unknown => 5,
            }),
        }
    }
}

impl From<io::Error> for Failure {
    fn from(error: io::Error) -> Self {
        Self::Usage(format!("the output cannot be written: {error}"))
    }
}

impl From<OutputError> for Failure {
    fn from(error: OutputError) -> Self {
        Self::Usage(error.to_string())
    }
}

impl From<InputError> for Failure {
    fn from(error: InputError) -> Self {
        Self::Usage(error.to_string())
    }
}
