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
    /// Any other number, as it is written: it may have a fraction, an exponent or many digits.
    Number(&'a str),
    Text(Cow<'a, str>),
}

impl<'a> Scalar<'a> {
    /// Returns the value as text: a number as it is written.
    pub(crate) fn text(self) -> Option<Cow<'a, str>> {
        match self {
            Self::Null => None,
            Self::Bool(value) => Some(value.to_string().into()),
            Self::Int(value) => Some(value.to_string().into()),
            Self::Number(value) => Some(value.into()),
            Self::Text(value) => Some(value),
        }
    }

    pub(crate) fn int(self) -> Result<Option<i64>, DecodeError> {
        let value = match &self {
            Self::Null => return Ok(None),
            Self::Int(value) => Some(*value),
            Self::Number(number) => whole(number).and_then(|value| i64::try_from(value).ok()),
            Self::Text(text) => text.parse().ok(),
            Self::Bool(_) => None,
        };
        value.map(Some).ok_or_else(|| self.integer_mismatch("an integer of 64 bits", SIGNED))
    }

    pub(crate) fn uint(self) -> Result<Option<u64>, DecodeError> {
        let value = match &self {
            Self::Null => return Ok(None),
            Self::Int(value) => u64::try_from(*value).ok(),
            Self::Number(number) => whole(number).and_then(|value| u64::try_from(value).ok()),
            Self::Text(text) => text.parse().ok(),
            Self::Bool(_) => None,
        };
        let expected = "an unsigned integer of 64 bits";
        value.map(Some).ok_or_else(|| self.integer_mismatch(expected, UNSIGNED))
    }

    #[allow(clippy::cast_precision_loss, reason = "a float field holds what a float can hold")]
    pub(crate) fn float(self) -> Result<Option<f64>, DecodeError> {
        let value = match &self {
            Self::Null => return Ok(None),
            Self::Int(value) => Some(*value as f64),
            Self::Number(text) => finite(text),
            Self::Text(text) => finite(text),
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
            Self::Number(_) => Err(DecodeError::mismatch("a boolean", "a number")),
            Self::Int(_) | Self::Text(_) => Err(self.type_mismatch("a boolean")),
        }
    }

    /// Converts the value to what a service may mean by it. Empty text where a number or a boolean
    /// is expected counts as `null`, and 0 and 1 are what many languages make of a boolean.
    pub(crate) fn lenient(self, expected: ExpectedType) -> Self {
        match (self, expected) {
            (Self::Text(text), ExpectedType::Text) => Self::Text(text),
            (Self::Text(text), _) if text.is_empty() => Self::Null,
            (Self::Int(0), ExpectedType::Bool) => Self::Bool(false),
            (Self::Int(1), ExpectedType::Bool) => Self::Bool(true),
            (other, _) => other,
        }
    }

    fn type_mismatch(&self, expected: &'static str) -> DecodeError {
        let found = match self {
            Self::Null => "null",
            Self::Bool(_) => "a boolean",
            Self::Int(_) => "an integer",
            Self::Number(number) if has_fraction(number) => "a number with a fraction",
            Self::Number(_) => "a number too large for a float of 64 bits",
            Self::Text(_) => "text that does not spell one",
        };
        DecodeError::mismatch(expected, found)
    }

    /// Makes the error for a value that is no integer of this range. The digits of one that is out
    /// of range may be a secret: only their number is named.
    #[cold]
    fn integer_mismatch(&self, expected: &'static str, range: &str) -> DecodeError {
        let (written, spelling) = match self {
            Self::Int(value) => (Cow::Owned(value.to_string()), ""),
            Self::Number(number) if !has_fraction(number) => (Cow::Borrowed(*number), ""),
            Self::Text(text) if is_integer(text) => (Cow::Borrowed(&**text), "text that spells "),
            Self::Null | Self::Bool(_) | Self::Number(_) | Self::Text(_) => {
                return self.type_mismatch(expected);
            }
        };
        let sign = if written.starts_with('-') { "a negative integer" } else { "an integer" };
        let digits = match digit_count(&written) {
            None => "more digits than can be counted".to_owned(),
            Some(1) => "1 digit".to_owned(),
            Some(count) => format!("{count} digits"),
        };
        // Beyond this, floats of 64 bits skip integers.
        let is_inexact = digit_count(&written).is_none_or(|count| count > 15);
        let hint = match is_inexact {
            true => {
                "; check it, as JavaScript and whatever else has floats only rounds such numbers"
            }
            false => "",
        };
        let found = format!("{spelling}{sign} of {digits}, which is not within {range}{hint}");
        DecodeError::mismatch(expected, found)
    }
}

const SIGNED: &str = "-2^63 to 2^63-1";
const UNSIGNED: &str = "0 to 2^64-1";

fn finite(text: &str) -> Option<f64> {
    text.parse().ok().filter(|value: &f64| value.is_finite())
}

/// Maximum number of digits that any integer type here has.
const MAX_DIGITS: usize = 20;

/// Returns the integer that a number of JSON is, however it is written: `1.50e1` is 15. `None` for
/// a fraction, and for more digits than an integer has.
fn whole(number: &str) -> Option<i128> {
    let (digits, exponent) = significant(number)?;
    if digits.is_empty() {
        return Some(0);
    }
    let zeros = usize::try_from(exponent).ok()?;
    if digits.len().checked_add(zeros)? > MAX_DIGITS {
        return None;
    }
    let digits = digits.bytes().chain(std::iter::repeat_n(b'0', zeros));
    let value = digits.fold(0_i128, |value, digit| value * 10 + i128::from(digit - b'0'));
    Some(if number.starts_with('-') { -value } else { value })
}

/// Returns true for a text that consists of digits, with or without a minus.
fn is_integer(text: &str) -> bool {
    let digits = text.strip_prefix('-').unwrap_or(text);
    !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit())
}

/// Returns the number of digits of an integer; `None` if it is beyond all numbers.
fn digit_count(integer: &str) -> Option<u64> {
    let (digits, exponent) = significant(integer)?;
    let zeros = u64::try_from(exponent).ok()?;
    (digits.len() as u64).checked_add(zeros)
}

fn has_fraction(number: &str) -> bool {
    significant(number).is_some_and(|(digits, exponent)| !digits.is_empty() && exponent < 0)
}

/// Returns the digits of a number without zeros around them, and the power of ten behind them.
///
/// `None` for an exponent beyond all numbers.
fn significant(number: &str) -> Option<(String, i64)> {
    let number = number.trim_start_matches('-');
    let (mantissa, exponent) = match number.split_once(['e', 'E']) {
        Some((mantissa, exponent)) => (mantissa, exponent.parse::<i64>().ok()?),
        None => (number, 0),
    };
    let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
    let all = format!("{whole}{fraction}");
    let digits = all.trim_end_matches('0');
    let shift = i64::try_from(all.len() - digits.len()).ok()?;
    let exponent = exponent.checked_add(shift)?.checked_sub(i64::try_from(fraction.len()).ok()?)?;
    Some((digits.trim_start_matches('0').to_owned(), exponent))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(value: &str) -> Scalar<'_> {
        Scalar::Text(Cow::Borrowed(value))
    }

    fn number(written: &str) -> Scalar<'_> {
        Scalar::Number(written)
    }

    /// Every value that is read is one for a moment.
    #[test]
    fn a_scalar_is_no_larger_than_its_text() {
        assert_eq!(size_of::<Scalar<'_>>(), size_of::<Cow<'_, str>>());
    }

    #[test]
    fn a_number_keeps_its_text_and_its_value() {
        for written in ["1.10", "1.0", "-0", "12345678901234567890123", "1e3", "1E400"] {
            assert_eq!(number(written).text().as_deref(), Some(written));
        }
        for (written, value) in [
            ("-0", 0),
            ("-0.0e9", 0),
            ("1e3", 1000),
            ("1.50E+1", 15),
            ("1200e-2", 12),
            ("-9223372036854775808", i64::MIN),
            ("9007199254740993.0", 9_007_199_254_740_993),
            ("0.9223372036854775807e19", i64::MAX),
        ] {
            assert_eq!(number(written).int().unwrap(), Some(value), "{written}");
        }
        assert_eq!(number("1.8446744073709551615e19").uint().unwrap(), Some(u64::MAX));
        for (written, found) in [
            ("8.5", "a number with a fraction"),
            ("9007199254740991.25", "a number with a fraction"),
            ("1.00000000000000000000001", "a number with a fraction"),
        ] {
            let shown = number(written).int().unwrap_err().to_string();
            assert!(shown.ends_with(found), "{written}: {shown}");
        }
        let endless = number("1e400").float().unwrap_err().to_string();
        assert_eq!(endless, "expected a number, found a number too large for a float of 64 bits");
        assert_eq!(number("1.10").float().unwrap(), Some(1.1));
    }

    #[test]
    fn an_integer_out_of_range_is_told_by_its_length() {
        const SIGNED: &str = "which is not within -2^63 to 2^63-1";
        const UNSIGNED: &str = "which is not within 0 to 2^64-1";
        for (written, found) in [
            ("9223372036854775808", "an integer of 19 digits"),
            ("-9223372036854775809", "a negative integer of 19 digits"),
            ("12345678901234567890123", "an integer of 23 digits"),
            ("1.2345e30", "an integer of 31 digits"),
            ("1e400", "an integer of 401 digits"),
            ("1e999999999999999999999", "an integer of more digits than can be counted"),
        ] {
            let shown = number(written).int().unwrap_err().to_string();
            let start =
                format!("expected an integer of 64 bits, found {found}, {SIGNED}; check it");
            assert!(shown.starts_with(&start), "{written}: {shown}");
            assert!(shown.contains("JavaScript") && !shown.contains(written), "{shown}");
            if is_integer(written) {
                let shown = text(written).int().unwrap_err().to_string();
                assert!(shown.contains(&format!("found text that spells {found}, ")), "{shown}");
            }
        }
        for (wrong, found) in [
            (Scalar::Int(-1), "a negative integer of 1 digit"),
            (text("-12"), "text that spells a negative integer of 2 digits"),
        ] {
            let shown = wrong.uint().unwrap_err().to_string();
            let expected = "expected an unsigned integer of 64 bits";
            assert_eq!(shown, format!("{expected}, found {found}, {UNSIGNED}"));
        }
        let shown = text("18446744073709551616").uint().unwrap_err().to_string();
        assert!(shown.contains("an integer of 20 digits, which is not within 0 to"), "{shown}");
    }

    #[test]
    fn numbers_may_be_spelt_as_text_and_text_as_numbers() {
        assert_eq!(text("12").int().unwrap(), Some(12));
        assert_eq!(text("-12").int().unwrap(), Some(-12));
        assert_eq!(text("18446744073709551615").uint().unwrap(), Some(u64::MAX));
        assert_eq!(text("1.5").float().unwrap(), Some(1.5));
        assert_eq!(number("12.0").int().unwrap(), Some(12));
        assert_eq!(Scalar::Int(12).text().as_deref(), Some("12"));
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
            number("18446744073709551615").int().unwrap_err(),
            number("12.5").int().unwrap_err(),
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
        assert_eq!(boolean(Scalar::Int(1)).unwrap(), Some(true));
        assert!(boolean(Scalar::Int(2)).is_err());
        assert_eq!(Scalar::Int(1).lenient(ExpectedType::Int).int().unwrap(), Some(1));
    }
}
