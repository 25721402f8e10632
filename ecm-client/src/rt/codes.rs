//! Traits of the standard library and of serde for generated error codes.

use std::fmt;
use std::mem::discriminant;

#[cfg(feature = "serde")]
use serde::Deserialize as _;

use crate::ErrorCode;
#[cfg(feature = "serde")]
use crate::UnknownErrorCode;

/// Compares two codes.
// Without a bound, which the compiler would have to look up for every enum.
pub fn equal_codes<C>(one: &C, other: &C) -> bool {
    discriminant(one) == discriminant(other)
}

/// Shows a code as the service spells it, in the width that is asked for.
///
/// # Errors
///
/// If the formatter fails.
pub fn display_code<C: ErrorCode>(code: &C, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    f.pad(code.as_str())
}

/// Parses a code as the service spells it.
///
/// # Errors
///
/// If it is none of the codes of the type.
#[cfg(feature = "serde")]
pub fn parse_code<C: ErrorCode>(code: &str) -> Result<C, UnknownErrorCode> {
    C::from_code(code).ok_or_else(|| UnknownErrorCode(code.to_owned()))
}

/// Serializes a code as the service spells it.
///
/// # Errors
///
/// If the serializer fails.
#[cfg(feature = "serde")]
pub fn serialize_code<C, S>(code: &C, serializer: S) -> Result<S::Ok, S::Error>
where
    C: ErrorCode,
    S: serde::Serializer,
{
    serializer.serialize_str(code.as_str())
}

/// Deserializes a code from a text as the service spells it.
///
/// # Errors
///
/// If the value is no text, or none of the codes of the type.
#[cfg(feature = "serde")]
pub fn deserialize_code<'de, C, D>(deserializer: D) -> Result<C, D::Error>
where
    C: ErrorCode,
    D: serde::Deserializer<'de>,
{
    parse_code(&String::deserialize(deserializer)?).map_err(serde::de::Error::custom)
}

/// Implements `FromStr` and serde's two traits for generated error codes.
#[cfg(feature = "serde")]
#[doc(hidden)]
#[macro_export]
macro_rules! __impl_error_codes {
    ($($code:ident)*) => { $(
        impl ::core::str::FromStr for $code {
            type Err = $crate::UnknownErrorCode;

            #[inline]
            fn from_str(code: &str) -> ::core::result::Result<Self, $crate::UnknownErrorCode> {
                $crate::rt::parse_code(code)
            }
        }

        $crate::__impl_serde!(@ $code, serialize_code, deserialize_code);
    )* };
}

/// Without the feature `serde`, generated error codes do not implement what is of use with it.
#[cfg(not(feature = "serde"))]
#[doc(hidden)]
#[macro_export]
macro_rules! __impl_error_codes {
    ($($codes:tt)*) => {};
}

#[cfg(all(test, feature = "ecm-instance"))]
mod tests {
    use crate::ErrorCode as _;
    use crate::ecm::error::{CommonErrorCode, RunInstancesErrorCode};

    #[test]
    fn a_code_is_shown_as_the_service_spells_it() {
        let code = CommonErrorCode::RequestLimitExceeded;
        assert_eq!(code.to_string(), "RequestLimitExceeded");
        assert_eq!(format!("[{code:>22}]"), "[  RequestLimitExceeded]");
        assert_eq!(format!("{code:?}"), "RequestLimitExceeded");
    }

    #[test]
    fn every_code_is_listed_and_is_equal_to_itself_alone() {
        let codes = RunInstancesErrorCode::values();
        assert!(codes.len() > 10, "{codes:?}");
        for (index, code) in codes.iter().enumerate() {
            let equal: Vec<usize> = (0..codes.len()).filter(|at| codes[*at] == *code).collect();
            assert_eq!(equal, [index], "{code}");
            assert_eq!(RunInstancesErrorCode::from_code(code.as_str()), Some(*code));
        }
    }

    #[cfg(feature = "serde")]
    #[test]
    fn a_code_is_parsed_and_goes_through_serde() {
        for code in CommonErrorCode::values() {
            assert_eq!(code.to_string().parse().as_ref(), Ok(code));
            let text = serde_json::to_string(code).unwrap();
            assert_eq!(text, format!("\"{code}\""));
            assert_eq!(serde_json::from_str::<CommonErrorCode>(&text).unwrap(), *code);
        }
        let error = "No.Such\nCode".parse::<CommonErrorCode>().unwrap_err();
        assert_eq!(error.code(), "No.Such\nCode");
        assert_eq!(error.to_string(), "\"No.Such\\nCode\" is no error code of this enum");
        let error = serde_json::from_str::<CommonErrorCode>("\"Nope\"").unwrap_err().to_string();
        assert!(error.starts_with("\"Nope\" is no error code of this enum"), "{error}");
        assert!(serde_json::from_str::<CommonErrorCode>("5").is_err());
    }
}
