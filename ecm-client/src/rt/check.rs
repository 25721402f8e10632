//! Checks: rules on one value in `const fn`, rules between fields, and the walk that reports all.

mod extra;
mod ipv6;
mod key;
mod record;
mod report;
mod rules;
mod text;
mod validate;
mod value;

pub(crate) use key::ScalarKey;
pub(crate) use rules::{Rules, Unchecked, Validity};
pub(crate) use text::same;
pub use validate::validate;
pub use value::{float_holds, int_holds, text_holds};
