//! `Debug` for generated error codes.

use std::fmt;

use crate::ErrorCode;

/// Shows a code as the service spells it.
///
/// # Errors
///
/// If the formatter fails.
pub fn debug_code<C: ErrorCode>(code: &C, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    f.write_str(code.as_str())
}
