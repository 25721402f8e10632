//! Comparison of scalar values.

use crate::rt::View;

/// Scalar value that can be compared and sorted.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum ScalarKey<'a> {
    Bool(bool),
    Int(i128),
    Text(&'a str),
}

impl<'a> ScalarKey<'a> {
    pub(crate) fn of(view: View<'a>) -> Option<Self> {
        match view {
            View::Bool(value) => Some(Self::Bool(value)),
            View::Int(value) => Some(Self::Int(value.into())),
            View::Uint(value) => Some(Self::Int(value.into())),
            View::Text(text) => Some(Self::Text(text)),
            View::Absent | View::Bytes(_) | View::Float(_) | View::Record(_) | View::List(_) => {
                None
            }
        }
    }
}
