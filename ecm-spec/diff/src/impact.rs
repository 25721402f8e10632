//! Impact of changes: on the wire, in Rust and on the version number.

use std::fmt;

/// Level that a change requires of the version of a generated crate, as in semantic versioning.
///
/// Before 1.0, cargo treats `0.x` as it later treats `x`: a major change requires the next `0.x`,
/// the others the next `0.x.y`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum SemverLevel {
    /// Nothing that a program can notice at compile time, and no call is treated differently.
    Patch,
    /// Programs compile as before; there is more to use, or something is handled differently.
    Minor,
    /// A program that compiled may not compile, or a call that was made is refused or made
    /// differently.
    Major,
}

impl SemverLevel {
    /// Returns `patch`, `minor` or `major`.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Patch => "patch",
            Self::Minor => "minor",
            Self::Major => "major",
        }
    }
}

impl fmt::Display for SemverLevel {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

/// Treatment of an old client's requests by the service of the new spec, from best to worst.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum RequestImpact {
    /// All are accepted as before.
    Accepted,
    /// All are accepted as before, but the old client holds back some that would now be accepted.
    HeldBack,
    /// Some are refused.
    SomeRefused,
    /// All are refused.
    Refused,
}

impl RequestImpact {
    /// Returns a word for programs.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Accepted => "accepted",
            Self::HeldBack => "held-back",
            Self::SomeRefused => "some-refused",
            Self::Refused => "refused",
        }
    }

    /// Returns half a sentence.
    #[must_use]
    pub fn sentence(self) -> &'static str {
        match self {
            Self::Accepted => "requests of old clients are accepted as before",
            Self::HeldBack => "old clients hold back requests that would now be accepted",
            Self::SomeRefused => "some requests of old clients may be refused",
            Self::Refused => "requests of old clients are refused",
        }
    }
}

/// Readability of a response that was written by the other spec, from best to worst.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ResponseImpact {
    /// It can be read.
    Read,
    /// It can be read, but something in it is ignored or missing.
    Lossy,
    /// Some values cannot be read.
    SomeUnreadable,
    /// It cannot be read.
    Unreadable,
}

impl ResponseImpact {
    /// Returns a word for programs.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Read => "read",
            Self::Lossy => "lossy",
            Self::SomeUnreadable => "some-unreadable",
            Self::Unreadable => "unreadable",
        }
    }

    /// Returns the end of a sentence.
    #[must_use]
    pub fn sentence(self) -> &'static str {
        match self {
            Self::Read => "can be read",
            Self::Lossy => "can be read, with something left out",
            Self::SomeUnreadable => "cannot be read where the value does not fit",
            Self::Unreadable => "cannot be read",
        }
    }
}

/// Impact of a change.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Impact {
    /// Level that it requires of the version.
    pub level: SemverLevel,
    /// Difference for a program, in one sentence.
    pub rust: String,
    /// Treatment of old clients' requests by the new service.
    pub requests: RequestImpact,
    /// Readability of the new service's responses for old clients.
    pub new_responses: ResponseImpact,
    /// Readability of earlier responses, such as stored ones, for new clients.
    pub old_responses: ResponseImpact,
    /// Warning that must not be overlooked.
    pub warning: Option<String>,
}

impl Impact {
    pub(super) fn new(level: SemverLevel, rust: impl Into<String>) -> Self {
        Self {
            level,
            rust: rust.into(),
            requests: RequestImpact::Accepted,
            new_responses: ResponseImpact::Read,
            old_responses: ResponseImpact::Read,
            warning: None,
        }
    }

    pub(super) fn patch(rust: impl Into<String>) -> Self {
        Self::new(SemverLevel::Patch, rust)
    }

    pub(super) fn minor(rust: impl Into<String>) -> Self {
        Self::new(SemverLevel::Minor, rust)
    }

    pub(super) fn major(rust: impl Into<String>) -> Self {
        Self::new(SemverLevel::Major, rust)
    }

    /// Impact of a change that only documentation shows.
    pub(super) fn documentation() -> Self {
        Self::patch("Only documentation is different.")
    }

    /// Impact of a change of data that the runtime or the test server reads and no program names.
    pub(super) fn data() -> Self {
        Self::patch("Only data that no program names is different.")
    }

    pub(super) fn requests(mut self, requests: RequestImpact) -> Self {
        self.requests = requests;
        self
    }

    /// Sets the readability of each side's responses for the other.
    pub(super) fn responses(mut self, new: ResponseImpact, old: ResponseImpact) -> Self {
        (self.new_responses, self.old_responses) = (new, old);
        self
    }

    pub(super) fn warn(mut self, warning: impl Into<String>) -> Self {
        self.warning = Some(warning.into());
        self
    }
}
