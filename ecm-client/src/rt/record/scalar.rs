//! Scalar values as they stand in the text, and lenient conversions of them.

use std::borrow::Cow;

use super::DecodeError;

/// Type that a scalar is read as.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum ExpectedType {
    Text,
    Int,
    Uint,
    Float,
    Bool,
}

impl ExpectedType {
    /// Returns the name of the type, to follow `expected` in a message.
    pub(crate) const fn name(self) -> &'static str {
        match self {
            Self::Text => "text",
            Self::Int => "an integer",
            Self::Uint => "an unsigned integer",
            Self::Float => "a number",
            Self::Bool => "a boolean",
        }
    }
}

pub enum Scalar<'a> {
    Null,
    Bool(bool),
    Int(i64),
    /// An unsigned integer, for values that do not fit a signed one.
    Uint(u64),
    Float(f64),
    Text(Cow<'a, str>),
}

impl<'a> Scalar<'a> {
    pub(crate) fn text(self) -> Option<Cow<'a, str>> {
        match self {
            Self::Null => None,
            Self::Bool(value) => Some(value.to_string().into()),
            Self::Int(value) => Some(value.to_string().into()),
            Self::Uint(value) => Some(value.to_string().into()),
            // The shortest text that reads back as the same number, as JSON has it.
            Self::Float(value) => Some(serde_json::Value::from(value).to_string().into()),
            Self::Text(value) => Some(value),
        }
    }

    pub(crate) fn int(self) -> Result<Option<i64>, DecodeError> {
        let value = match &self {
            Self::Null => return Ok(None),
            Self::Int(value) => Some(*value),
            Self::Uint(value) => i64::try_from(*value).ok(),
            Self::Float(value) => whole(*value),
            Self::Text(text) => text.parse().ok(),
            Self::Bool(_) => None,
        };
        value.map(Some).ok_or_else(|| self.type_mismatch("an integer of 64 bits"))
    }

    pub(crate) fn uint(self) -> Result<Option<u64>, DecodeError> {
        let value = match &self {
            Self::Null => return Ok(None),
            Self::Int(value) => u64::try_from(*value).ok(),
            Self::Uint(value) => Some(*value),
            Self::Float(value) => whole(*value).and_then(|value| u64::try_from(value).ok()),
            Self::Text(text) => text.parse().ok(),
            Self::Bool(_) => None,
        };
        value.map(Some).ok_or_else(|| self.type_mismatch("an unsigned integer of 64 bits"))
    }

    #[allow(clippy::cast_precision_loss, reason = "a float field holds what a float can hold")]
    pub(crate) fn float(self) -> Result<Option<f64>, DecodeError> {
        let value = match &self {
            Self::Null => return Ok(None),
            Self::Int(value) => Some(*value as f64),
            Self::Uint(value) => Some(*value as f64),
            Self::Float(value) => Some(*value),
            Self::Text(text) => text.parse().ok().filter(|value: &f64| value.is_finite()),
            Self::Bool(_) => None,
        };
        value.map(Some).ok_or_else(|| self.type_mismatch("a number"))
    }

    pub(crate) fn boolean(self) -> Result<Option<bool>, DecodeError> {
        match &self {
            Self::Null => Ok(None),
            Self::Bool(value) => Ok(Some(*value)),
            Self::Text(text) if text.eq_ignore_ascii_case("true") => Ok(Some(true)),
            Self::Text(text) if text.eq_ignore_ascii_case("false") => Ok(Some(false)),
            _ => Err(self.type_mismatch("a boolean")),
        }
    }

    /// Converts the value to what a service may mean by it. Empty text where a number or a boolean
    /// is expected counts as `null`, and 0 and 1 are what many languages make of a boolean.
    pub(crate) fn lenient(self, expected: ExpectedType) -> Self {
        match (self, expected) {
            (Self::Text(text), ExpectedType::Text) => Self::Text(text),
            (Self::Text(text), _) if text.is_empty() => Self::Null,
            (Self::Int(0) | Self::Uint(0), ExpectedType::Bool) => Self::Bool(false),
            (Self::Int(1) | Self::Uint(1), ExpectedType::Bool) => Self::Bool(true),
            (other, _) => other,
        }
    }

    fn type_mismatch(&self, expected: &str) -> DecodeError {
        let found = match self {
            Self::Null => "null",
            Self::Bool(_) => "a boolean",
            Self::Int(_) | Self::Uint(_) => "an integer",
            Self::Float(_) => "a number",
            Self::Text(_) => "text that does not spell one",
        };
        DecodeError::new(format!("expected {expected}, found {found}"))
    }
}

/// Largest magnitude up to which a float holds every integer.
const EXACT: f64 = 9_007_199_254_740_992.0;

#[allow(clippy::cast_possible_truncation, reason = "the range is checked before")]
fn whole(value: f64) -> Option<i64> {
    (value.fract() == 0.0 && value.abs() <= EXACT).then_some(value as i64)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(value: &str) -> Scalar<'_> {
        Scalar::Text(Cow::Borrowed(value))
    }

    #[test]
    fn numbers_may_be_spelt_as_text_and_text_as_numbers() {
        assert_eq!(text("12").int().unwrap(), Some(12));
        assert_eq!(text("-12").int().unwrap(), Some(-12));
        assert_eq!(text("18446744073709551615").uint().unwrap(), Some(u64::MAX));
        assert_eq!(text("1.5").float().unwrap(), Some(1.5));
        assert_eq!(Scalar::Float(12.0).int().unwrap(), Some(12));
        assert_eq!(Scalar::Int(12).text().as_deref(), Some("12"));
        assert_eq!(Scalar::Float(1.0).text().as_deref(), Some("1.0"));
        assert_eq!(Scalar::Bool(true).text().as_deref(), Some("true"));
        assert_eq!(text("FALSE").boolean().unwrap(), Some(false));
        assert_eq!(text("true").boolean().unwrap(), Some(true));
    }

    #[test]
    fn what_does_not_fit_is_refused_without_being_shown() {
        for error in [
            text("hunter2").int().unwrap_err(),
            text(" 12").int().unwrap_err(),
            text("9223372036854775808").int().unwrap_err(),
            Scalar::Uint(u64::MAX).int().unwrap_err(),
            Scalar::Float(12.5).int().unwrap_err(),
            Scalar::Int(-1).uint().unwrap_err(),
            text("NaN").float().unwrap_err(),
            text("yes").boolean().unwrap_err(),
            Scalar::Int(1).boolean().unwrap_err(),
        ] {
            let shown = error.to_string();
            assert!(shown.starts_with("expected a"), "{shown}");
            assert!(!shown.contains("hunter2"), "{shown}");
        }
    }

    #[test]
    fn null_is_nothing() {
        assert_eq!(Scalar::Null.text(), None);
        assert_eq!(Scalar::Null.int().unwrap(), None);
        assert_eq!(text("").lenient(ExpectedType::Int).int().unwrap(), None);
        assert_eq!(text("").lenient(ExpectedType::Text).text().as_deref(), Some(""));
        assert!(text("").int().is_err());
    }

    #[test]
    fn a_digit_may_be_a_boolean() {
        let boolean = |scalar: Scalar| scalar.lenient(ExpectedType::Bool).boolean();
        assert_eq!(boolean(Scalar::Int(0)).unwrap(), Some(false));
        assert_eq!(boolean(Scalar::Uint(1)).unwrap(), Some(true));
        assert!(boolean(Scalar::Int(2)).is_err());
        assert_eq!(Scalar::Int(1).lenient(ExpectedType::Int).int().unwrap(), Some(1));
    }
}
