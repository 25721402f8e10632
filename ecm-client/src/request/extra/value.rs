//! Values of parameters that the spec does not know.

use std::fmt;
use std::sync::Arc;

use crate::Secret;
use crate::rt::{self, DecodeError, ExtraParameter, Node, Record};

/// Value of a parameter that the spec does not know.
///
/// It is made of a boolean, a number, a text, a [`Secret`], a generated record, a list of any of
/// these, `None` for `null`, an [object](ExtraValue::object), or [JSON](ExtraValue::from_json). Text
/// in it is wiped from memory, and `Debug` does not show it.
///
/// Where a request is sent as parameters of a URL or a form, `null` and an empty list or object are
/// left out.
#[derive(Clone)]
pub struct ExtraValue(pub(crate) Node);

impl ExtraValue {
    /// Creates an object of members with their names.
    ///
    /// ```
    /// use ecm_client::ExtraValue;
    ///
    /// let value = ExtraValue::object([("Mode", ExtraValue::from("eager")), ("Limit", 3.into())]);
    /// ```
    pub fn object<N, V>(members: impl IntoIterator<Item = (N, V)>) -> Self
    where
        N: Into<String>,
        V: Into<Self>,
    {
        // What is within a parameter is secret as the whole is.
        let member = |(name, value): (N, V)| {
            let (name, Self(value)) = (name.into(), value.into());
            ExtraParameter { name, value, secret: false }
        };
        Self(rt::object(members.into_iter().map(member).collect()))
    }

    /// Reads a value from JSON text.
    ///
    /// # Errors
    ///
    /// If the text is no JSON, is nested more than 127 levels deep, or has a number that neither 64
    /// bits nor a float can hold.
    pub fn from_json(text: &str) -> Result<Self, DecodeError> {
        rt::read_untyped(text).map(Self)
    }
}

macro_rules! from {
    ($($type:ty: |$value:ident| $node:expr;)*) => { $(
        impl From<$type> for ExtraValue {
            fn from($value: $type) -> Self {
                Self(Arc::new($node))
            }
        }
    )* };
}

from! {
    bool: |value| value;
    i32: |value| i64::from(value);
    i64: |value| value;
    u32: |value| i64::from(value);
    u64: |value| value;
    f64: |value| value;
    &str: |value| Secret::from(value);
    String: |value| Secret::from(value);
    Secret: |value| value;
}

impl<T: Into<ExtraValue>> From<Option<T>> for ExtraValue {
    fn from(value: Option<T>) -> Self {
        value.map_or_else(|| Self(rt::null()), Into::into)
    }
}

impl<T: Into<ExtraValue>> From<Vec<T>> for ExtraValue {
    fn from(items: Vec<T>) -> Self {
        items.into_iter().collect()
    }
}

impl<T: Into<ExtraValue>, const N: usize> From<[T; N]> for ExtraValue {
    fn from(items: [T; N]) -> Self {
        items.into_iter().collect()
    }
}

impl<T: Into<ExtraValue>> FromIterator<T> for ExtraValue {
    fn from_iter<I: IntoIterator<Item = T>>(items: I) -> Self {
        Self(rt::list(items.into_iter().map(|item| item.into().0).collect()))
    }
}

impl<T: Record + 'static> From<T> for ExtraValue {
    fn from(record: T) -> Self {
        Self(Arc::new(record))
    }
}

impl PartialEq for ExtraValue {
    fn eq(&self, other: &Self) -> bool {
        rt::same_views(self.0.view(), other.0.view())
    }
}

impl fmt::Debug for ExtraValue {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // It may be a secret.
        f.debug_struct("ExtraValue").finish_non_exhaustive()
    }
}
