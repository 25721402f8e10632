//! Error codes and their categories: the part of a code before its first dot.

mod spelling;

use crate::RetryAdvice;

pub(crate) use spelling::{is_internal_failure, is_throttling};

/// Codes of throttling in the list that all services share. That they come before anything was run is
/// documented for these alone.
const COMMON_THROTTLING: [&str; 4] = [
    "RequestLimitExceeded",
    "RequestLimitExceeded.GlobalRegionUinLimitExceeded",
    "RequestLimitExceeded.IPLimitExceeded",
    "RequestLimitExceeded.UinLimitExceeded",
];

/// Error codes of one action as an enum, generated from the spec.
///
/// Each action has one, and one more holds the codes that any action may answer.
///
/// A code that none of them lists is not lost: [`Error::code`](crate::Error::code) is what came.
pub trait ErrorCode: Copy + PartialEq + Sized + 'static {
    /// Static table of the codes and what the spec says of each.
    #[doc(hidden)]
    fn table() -> &'static CodeTable<Self>;

    /// Returns every code of the enum, in the order of the spec.
    #[must_use]
    fn values() -> &'static [Self] {
        Self::table().codes
    }

    /// Returns the variant of this code; `None` if the enum does not list it.
    #[must_use]
    fn from_code(code: &str) -> Option<Self> {
        let CodeTable { names, codes, .. } = Self::table();
        let position = names.iter().position(|name| *name == code)?;
        codes.get(position).copied()
    }

    /// Returns the code as the service spells it.
    fn as_str(&self) -> &'static str {
        let CodeTable { names, codes, .. } = Self::table();
        let position = codes.iter().position(|code| code == self);
        position.and_then(|position| names.get(position)).copied().unwrap_or_default()
    }

    /// Returns the class of failure: the part of the code before the first dot.
    fn category(&self) -> ErrorCategory {
        ErrorCategory::from_code(self.as_str())
    }

    /// Returns the advice of the spec on sending the request again.
    ///
    /// A code of which the spec gives no advice is judged by its name.
    fn retry(&self) -> RetryAdvice {
        retry_advice(Self::table().infos, self.as_str())
    }
}

macro_rules! categories {
    ($($(#[$doc:meta])* $name:ident,)*) => {
        /// Class of an error code: the part before the code's first dot.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        #[non_exhaustive]
        pub enum ErrorCategory {
            $($(#[$doc])* $name,)*
            /// A category that is not listed here.
            Other,
        }

        impl ErrorCategory {
            /// Returns the category of a code; [`ErrorCategory::Other`] for an unknown one.
            #[must_use]
            pub fn from_code(code: &str) -> Self {
                match code.split('.').next() {
                    $(Some(stringify!($name)) => Self::$name,)*
                    _ => Self::Other,
                }
            }
        }
    };
}

categories! {
    /// The action is no longer offered.
    ActionOffline,
    /// The signature, the key or the token was not accepted.
    AuthFailure,
    /// A dry run that would have succeeded.
    DryRunOperation,
    /// The operation was tried and failed.
    FailedOperation,
    /// The service failed inside.
    InternalError,
    /// There is no such action.
    InvalidAction,
    /// A parameter, or the way parameters go together, is wrong.
    InvalidParameter,
    /// The value of a parameter is wrong.
    InvalidParameterValue,
    /// The request itself is malformed.
    InvalidRequest,
    /// The address is on a deny list.
    IpInBlacklist,
    /// The address is not on the allow list.
    IpNotInWhitelist,
    /// A quota is used up.
    LimitExceeded,
    /// A required parameter is missing.
    MissingParameter,
    /// There is no such product.
    NoSuchProduct,
    /// There is no such version of the API.
    NoSuchVersion,
    /// The operation is not allowed now.
    OperationDenied,
    /// Too many requests in a second.
    RequestLimitExceeded,
    /// The request is too large.
    RequestSizeLimitExceeded,
    /// The resource is in use.
    ResourceInUse,
    /// There is not enough of the resource.
    ResourceInsufficient,
    /// There is no such resource.
    ResourceNotFound,
    /// The resource cannot be used now.
    ResourceUnavailable,
    /// The resource is sold out.
    ResourcesSoldOut,
    /// The response is too large.
    ResponseSizeLimitExceeded,
    /// The service cannot answer now.
    ServiceUnavailable,
    /// The caller may not do this.
    UnauthorizedOperation,
    /// The service does not know a parameter that was sent.
    UnknownParameter,
    /// The operation is not supported.
    UnsupportedOperation,
    /// The protocol or method is not supported.
    UnsupportedProtocol,
    /// The region is not supported.
    UnsupportedRegion,
}

impl ErrorCategory {
    /// Returns true if an error of this category proves that nothing was done at all.
    pub(crate) fn proves_no_effect(self) -> bool {
        !matches!(
            self,
            Self::FailedOperation
                | Self::InternalError
                | Self::Other
                | Self::ResponseSizeLimitExceeded
                | Self::ServiceUnavailable
        )
    }
}

/// Error code and the advice on retries for it.
#[derive(Debug, PartialEq, Eq)]
pub struct ErrorInfo {
    /// Code as the service spells it.
    pub code: &'static str,
    /// Advice on sending the request again.
    pub retry: RetryAdvice,
}

/// Description of an enum of error codes.
#[derive(Debug)]
pub struct CodeTable<C: 'static> {
    /// Codes as the service spells them.
    pub names: &'static [&'static str],
    /// Variants, in the same order.
    pub codes: &'static [C],
    /// Advice on retries for codes, these and others, sorted by code.
    pub infos: &'static [ErrorInfo],
}

/// Codes by which every service refuses the key itself: it was replaced, or mistyped. What the key may
/// do is the concern of others.
const KEY_REFUSED: [&str; 4] = [
    "AuthFailure.InvalidSecretId",
    "AuthFailure.SecretIdNotFound",
    "AuthFailure.SignatureFailure",
    "AuthFailure.TokenFailure",
];

/// Returns the advice for a code from a table that is sorted by code.
///
/// Codes that refuse the key mean the same in every table. A code that is not in the table is judged by
/// its name. Services spell throttling in many ways, so that a name may be taken for what it is not: only
/// the codes of the common list are advice to send a create again.
#[must_use]
pub fn retry_advice(table: &[ErrorInfo], code: &str) -> RetryAdvice {
    if KEY_REFUSED.contains(&code) {
        return RetryAdvice::AfterCredentialRefresh;
    }
    info_of(table, code).map_or_else(|| advice_by_name(code), |info| info.retry)
}

/// Returns a code as a table, or the list that all services share, has it.
pub(crate) fn known_code(table: &'static [ErrorInfo], code: &str) -> Option<&'static str> {
    let shared = || [KEY_REFUSED, COMMON_THROTTLING].into_iter().flatten();
    let listed = info_of(table, code).map(|info| info.code);
    listed.or_else(|| shared().find(|known| *known == code))
}

fn info_of<'a>(table: &'a [ErrorInfo], code: &str) -> Option<&'a ErrorInfo> {
    let at = table.binary_search_by(|info| info.code.cmp(code)).ok()?;
    table.get(at)
}

fn advice_by_name(code: &str) -> RetryAdvice {
    if COMMON_THROTTLING.contains(&code) {
        RetryAdvice::AfterBackoff
    } else if is_throttling(code) || is_internal_failure(code) {
        RetryAdvice::IfIdempotent
    } else {
        RetryAdvice::Never
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_part_before_the_first_dot_decides() {
        for (code, category) in [
            ("InvalidParameter.ValueTooLarge", ErrorCategory::InvalidParameter),
            ("InvalidParameterValue.TooLarge", ErrorCategory::InvalidParameterValue),
            ("InternalError", ErrorCategory::InternalError),
            ("RequestLimitExceeded.UinLimitExceeded", ErrorCategory::RequestLimitExceeded),
            ("SomethingNew.Below", ErrorCategory::Other),
            ("Other", ErrorCategory::Other),
            ("", ErrorCategory::Other),
        ] {
            assert_eq!(ErrorCategory::from_code(code), category, "{code}");
        }
    }

    #[test]
    fn only_a_code_of_the_common_list_is_advice_to_send_anything_again() {
        for code in COMMON_THROTTLING {
            assert_eq!(retry_advice(&[], code), RetryAdvice::AfterBackoff, "{code}");
        }
        for code in ["InternalError.X", "RequestLimitExceeded.X", "FailedOperation.RequestLimit"] {
            assert_eq!(retry_advice(&[], code), RetryAdvice::IfIdempotent, "{code}");
        }
        assert_eq!(retry_advice(&[], "ResourceInUse"), RetryAdvice::Never);
        // What a spec says comes first.
        let never = [ErrorInfo { code: "RequestLimitExceeded", retry: RetryAdvice::Never }];
        assert_eq!(retry_advice(&never, "RequestLimitExceeded"), RetryAdvice::Never);
    }

    #[test]
    fn a_refused_key_is_one_whatever_a_table_says() {
        let table = [ErrorInfo { code: "AuthFailure.SecretIdNotFound", retry: RetryAdvice::Never }];
        for code in KEY_REFUSED {
            assert_eq!(retry_advice(&table, code), RetryAdvice::AfterCredentialRefresh, "{code}");
        }
        for code in [
            "AuthFailure",
            "AuthFailure.InvalidAuthorization",
            "AuthFailure.MFAFailure",
            "AuthFailure.UnauthorizedOperation",
            "UnauthorizedOperation",
            "UnauthorizedOperation.SecretIdNotFound",
        ] {
            assert_eq!(retry_advice(&table, code), RetryAdvice::Never, "{code}");
        }
    }
}
