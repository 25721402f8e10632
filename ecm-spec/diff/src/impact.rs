//! What a change means: on the wire, in Rust, and for a version number.

use std::fmt;

/// What a change asks of the version of a generated crate, in the words of semantic versioning.
/// Before 1.0, cargo takes `0.x` for what `x` is later: a major change asks for the next `0.x`, the
/// others for the next `0.x.y`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum SemverLevel {
    /// Nothing that a program could tell at compile time, and no call is treated differently.
    Patch,
    /// Programs compile as before; there is more to use, or something is handled otherwise.
    Minor,
    /// A program that compiled may not compile, or a call that was made is refused or made in
    /// another way.
    Major,
}

impl SemverLevel {
    /// `patch`, `minor` or `major`.
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

/// What the service of the new spec makes of the requests of a client of the old one. Later ones
/// are worse.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum RequestImpact {
    /// Takes them as before.
    Accepted,
    /// Takes them as before; but the old client holds back some that would now be accepted.
    HeldBack,
    /// Refuses some.
    SomeRefused,
    /// Refuses all.
    Refused,
}

impl RequestImpact {
    /// The same as a word for programs.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Accepted => "accepted",
            Self::HeldBack => "held-back",
            Self::SomeRefused => "some-refused",
            Self::Refused => "refused",
        }
    }

    /// The same as half a sentence.
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

/// What a reader makes of an answer that was written by the other spec. Later ones are worse.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ResponseImpact {
    /// Reads it.
    Read,
    /// Reads it, but something in it is not seen, or is missing.
    Lossy,
    /// Cannot read some values.
    SomeUnreadable,
    /// Cannot read it.
    Unreadable,
}

impl ResponseImpact {
    /// The same as a word for programs.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Read => "read",
            Self::Lossy => "lossy",
            Self::SomeUnreadable => "some-unreadable",
            Self::Unreadable => "unreadable",
        }
    }

    /// The same as the end of a sentence.
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

/// Everything that a change means.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Impact {
    /// What it asks of the version.
    pub level: SemverLevel,
    /// What is different for a program, in one sentence.
    pub rust: String,
    /// What the new service makes of old clients' requests.
    pub requests: RequestImpact,
    /// What old clients make of the new service's answers.
    pub new_responses: ResponseImpact,
    /// What new clients make of answers of before, such as those that were kept.
    pub old_responses: ResponseImpact,
    /// What must not be overlooked.
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

    /// For what only documentation shows.
    pub(super) fn documentation() -> Self {
        Self::patch("Only documentation is different.")
    }

    /// For what the runtime or the endpoint reads and no program names.
    pub(super) fn data() -> Self {
        Self::patch("Only data that no program names is different.")
    }

    pub(super) fn requests(mut self, requests: RequestImpact) -> Self {
        self.requests = requests;
        self
    }

    /// What each side makes of the other's answers.
    pub(super) fn responses(mut self, new: ResponseImpact, old: ResponseImpact) -> Self {
        (self.new_responses, self.old_responses) = (new, old);
        self
    }

    pub(super) fn warn(mut self, warning: impl Into<String>) -> Self {
        self.warning = Some(warning.into());
        self
    }
}
