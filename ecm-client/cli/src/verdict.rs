//! How a command ends.

use std::io;
use std::process::ExitCode;

use anstyle::{AnsiColor, Style};
use ecm_codegen::input::InputError;
use ecm_codegen::output::OutputError;

/// What a command that was carried out found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Verdict {
    /// All is well.
    Success,
    /// There are problems, and they have been printed.
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

/// Why a command was not carried out.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Failure {
    /// It was not given what it needs: one sentence.
    Usage(String),
    /// The spec has problems, already rendered.
    Spec(String),
    /// A call ended otherwise than with the answer.
    Call {
        /// How.
        kind: CallFailure,
        /// What happened and what to do about it.
        message: String,
    },
}

/// How a call ends that is not answered as it should be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum CallFailure {
    /// The request is not one that may be sent.
    Invalid,
    /// The service refused.
    Rejected,
    /// It could not be sent.
    NotSent,
    /// It was sent, and nobody knows what came of it.
    Unknown,
}

impl Failure {
    /// Both of them as one, which is wrong use if either is.
    pub(crate) fn and(self, other: Self) -> Self {
        let text = format!("{}\n{}", self.text(), other.text());
        match (self, other) {
            (Self::Spec(_), Self::Spec(_)) => Self::Spec(text),
            _ => Self::Usage(text),
        }
    }

    /// What went wrong, without colours of its own.
    pub(crate) fn text(&self) -> &str {
        match self {
            Self::Usage(text) | Self::Spec(text) | Self::Call { message: text, .. } => text,
        }
    }

    /// What to print.
    pub(crate) fn to_colored(&self) -> String {
        match self {
            Self::Usage(message) | Self::Call { message, .. } => {
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
