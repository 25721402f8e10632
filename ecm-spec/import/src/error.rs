//! Errors of an import.

use std::fmt;

use ecm_spec::Problems;

/// Error of an import, which then has no result.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub enum ImportError {
    /// The metadata is no JSON.
    Metadata(Problems),
    /// The metadata is JSON of another kind; the text explains why.
    NoMetadata(String),
    /// A list of error codes, by its index, is invalid; with problems if it is no JSON.
    Errors(usize, Option<Problems>),
    /// The examples are invalid; with problems if they are no JSON.
    Examples(Option<Problems>),
    /// The spec has problems.
    Spec(Problems),
    /// The spec is no JSON object.
    NoSpec,
    /// Metadata and spec are of different services or versions; the text names them.
    Mismatch(String),
    /// An option names actions by this pattern, which none of the metadata matches.
    UnknownAction(String),
    /// The result is no valid spec, which is a bug of the import; only the result is lost.
    Broken(Problems),
}

impl fmt::Display for ImportError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Metadata(problems) => write!(f, "the metadata cannot be read\n{problems}"),
            Self::NoMetadata(what) => write!(f, "this is not the metadata of a service: {what}"),
            Self::Errors(index, Some(problems)) => {
                write!(f, "list {} of error codes cannot be read\n{problems}", index + 1)
            }
            Self::Errors(index, None) => {
                write!(f, "file {} is not a list of error codes", index + 1)
            }
            Self::Examples(Some(problems)) => {
                write!(f, "the examples cannot be read\n{problems}")
            }
            Self::Examples(None) => f.write_str("the examples are not lists by action"),
            Self::Spec(problems) => write!(f, "the spec has problems\n{problems}"),
            Self::NoSpec => f.write_str("the spec is not a JSON object"),
            Self::Mismatch(what) => f.write_str(what),
            Self::UnknownAction(pattern) => {
                write!(f, "no action of the metadata matches {}", ecm_spec::quote(pattern))
            }
            Self::Broken(problems) => {
                write!(
                    f,
                    "the imported spec would have problems, so nothing was imported\n{problems}"
                )
            }
        }
    }
}

impl std::error::Error for ImportError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::Metadata(problems)
            | Self::Errors(_, Some(problems))
            | Self::Examples(Some(problems))
            | Self::Spec(problems)
            | Self::Broken(problems) => Some(problems),
            Self::NoMetadata(_)
            | Self::Errors(_, None)
            | Self::Examples(None)
            | Self::NoSpec
            | Self::Mismatch(_)
            | Self::UnknownAction(_) => None,
        }
    }
}
