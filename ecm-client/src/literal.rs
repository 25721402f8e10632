//! Literals that are checked at compile time.
//!
//! For every field that has rules, generated code has a constant of the field's name in capitals, a
//! [`FieldRules`]. [`literal!`](crate::literal) checks a literal with it in a constant, so that one
//! that breaks a rule is a compile error; the same code checks requests when they are sent.

mod message;

use std::marker::PhantomData;

use self::message::ConstMessage;
use crate::Severity;
use crate::rt::{Rule, ValueCheck, float_holds, int_holds, same, text_holds};

/// Rules of one field, whose type is `T`: `str`, a number, or a list of either.
///
/// Made by generated code, as a constant beside the record: `RunInstancesRequest::HOST_NAME` are the
/// rules of the field `host_name`. Used by [`literal!`](crate::literal) and
/// [`items!`](crate::items). There are `N` rules.
// Rules that were behind a reference, and rules taken by reference, would each be one more constant
// that the compiler evaluates for each literal.
pub struct FieldRules<T: ?Sized, const N: usize = 1> {
    field: &'static str,
    secret: bool,
    /// Rules, for the table of the record.
    #[doc(hidden)]
    pub rules: [Rule<ValueCheck>; N],
    of: PhantomData<fn() -> Box<T>>,
}

/// Type of a list in [`FieldRules`] whose items are records, of which only the length is checked.
///
/// The macro [`items!`](crate::items) checks it.
pub struct Items(());

impl<T: ?Sized, const N: usize> FieldRules<T, N> {
    #[doc(hidden)]
    #[must_use]
    pub const fn new(field: &'static str, secret: bool, rules: [Rule<ValueCheck>; N]) -> Self {
        Self { field, secret, rules, of: PhantomData }
    }
}

impl<T: ?Sized, const N: usize> std::fmt::Debug for FieldRules<T, N> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let rules = self.rules.iter().map(|rule| (rule.id, rule.requirement));
        f.debug_struct(self.field).field("rules", &rules.collect::<Vec<_>>()).finish()
    }
}

/// Literal of any type, as far as a message may show it.
#[derive(Clone, Copy)]
enum LiteralValue<'a> {
    Text(&'a str),
    Int(i128),
    Float,
    List(usize),
}

/// Stops the compiler at the first rule that is broken and matters.
macro_rules! refuse {
    ($rules:ident, $min_severity:ident, |$rule:ident| $holds:expr, $value:expr) => {
        let mut rest: &[Rule<ValueCheck>] = &$rules.rules;
        while let [$rule, after @ ..] = rest {
            if !$holds && is_enforced($rule, $min_severity) {
                fail($rules.field, $rules.secret, $rule, $value);
            }
            rest = after;
        }
    };
}

// Written out for each type: of these there are many in a program, and what the compiler's
// interpreter steps through is what they cost.
macro_rules! scalars {
    ($($type:ty, $literal:ty, $holds:ident, |$value:ident| $as:expr, $view:expr;)*) => { $(
        impl<const N: usize> FieldRules<$type, N> {
            #[doc(hidden)]
            #[track_caller]
            pub const fn __literal(self, $value: $literal, min_severity: Severity) {
                refuse!(self, min_severity, |rule| $holds(&rule.check, $as), $view);
            }
        }
    )* };
}

scalars! {
    str, &'static str, text_holds, |value| value, LiteralValue::Text(value);
    i64, i64, int_holds, |value| value as i128, LiteralValue::Int(value as i128);
    u64, u64, int_holds, |value| value as i128, LiteralValue::Int(value as i128);
    f64, f64, float_holds, |value| value, LiteralValue::Float;
}

macro_rules! lists {
    ($($item:ty, $holds:ident, |$value:ident| $as:expr, |$one:ident, $other:ident| $same:expr;)*) => { $(
        impl<const N: usize> FieldRules<[$item], N> {
            #[doc(hidden)]
            #[track_caller]
            pub const fn __literal<const M: usize>(self, values: [$item; M], min_severity: Severity) {
                refuse!(self, min_severity, |rule| Self::hold(&rule.check, &values), LiteralValue::List(M));
            }

            const fn hold(check: &ValueCheck, values: &[$item]) -> bool {
                let mut holds = is_length(check, values.len());
                let is_distinct = matches!(check, ValueCheck::Distinct);
                let mut items = values;
                while let [$value, later @ ..] = items {
                    let $one = $value;
                    let mut others = if is_distinct { later } else { &[] };
                    while let [$other, more @ ..] = others {
                        holds = holds && !$same;
                        others = more;
                    }
                    holds = holds && $holds(check, $as);
                    items = later;
                }
                holds
            }
        }
    )* };
}

lists! {
    &'static str, text_holds, |text| text, |one, other| same(one.as_bytes(), other.as_bytes());
    i64, int_holds, |value| *value as i128, |one, other| *one == *other;
}

impl<const N: usize> FieldRules<Items, N> {
    #[doc(hidden)]
    #[track_caller]
    pub const fn __length(self, length: usize, min_severity: Severity) {
        refuse!(
            self,
            min_severity,
            |rule| is_length(&rule.check, length),
            LiteralValue::List(length)
        );
    }
}

/// Returns true if the rule allows a list of this length, or is not about lengths.
const fn is_length(check: &ValueCheck, length: usize) -> bool {
    match check {
        ValueCheck::Items { min, max } => *min <= length as u64 && length as u64 <= *max,
        _ => true,
    }
}

/// Returns true if breaking the rule stops the compiler.
const fn is_enforced(rule: &Rule<ValueCheck>, min_severity: Severity) -> bool {
    matches!(rule.severity, Severity::Error) || matches!(min_severity, Severity::Warn)
}

/// Stops the compiler with a message that has the rule and, unless it is a secret, the value.
#[allow(clippy::panic, reason = "a panic in a constant is a compile error")]
#[track_caller]
const fn fail(field: &str, secret: bool, rule: &Rule<ValueCheck>, value: LiteralValue<'_>) -> ! {
    let mut message = ConstMessage::new().text(field).text(" ").text(rule.requirement);
    message = message.text(" (rule ").text(rule.id).text(")");
    message = match value {
        _ if secret => message,
        LiteralValue::Text(text) if text.len() <= MAX_SHOWN => {
            message.text(", not \"").text(text).text("\"")
        }
        LiteralValue::Int(value) => message.text(", not ").int(value),
        LiteralValue::List(length) => match rule.check {
            ValueCheck::Items { .. } => message.text(", not ").int(length as i128),
            _ => message,
        },
        LiteralValue::Text(_) | LiteralValue::Float => message,
    };
    panic!("{}", message.as_str())
}

/// Maximum bytes of a text that a message repeats; the literal itself stands in the source.
const MAX_SHOWN: usize = 120;

/// Checks a literal against the rules of its field at compile time, and returns it.
///
/// The first argument is the constant that generated code has for the field; the second is a text,
/// a number or an array of either, all of it `const`. A literal that breaks a rule of severity
/// error does not compile; the message has the rule and the value. With `#[deny(warnings)]` in
/// front, rules of severity warn count as well.
///
/// ```
/// # #[cfg(feature = "ecm")] {
/// use ecm_client::ecm::RunInstancesRequest;
/// use ecm_client::literal;
///
/// let builder = RunInstancesRequest::builder()
///     .instance_name(literal!(RunInstancesRequest::INSTANCE_NAME, "web-{R:1}"))
///     .host_name(literal!(#[deny(warnings)] RunInstancesRequest::HOST_NAME, "web-1"));
/// # let _ = builder;
/// # }
/// ```
///
/// ```compile_fail
/// # use ecm_client::ecm::RunInstancesRequest;
/// # use ecm_client::literal;
/// // HostName must have 2 to 60 characters (rule R21a-length), not "w"
/// let _ = RunInstancesRequest::builder()
///     .host_name(literal!(RunInstancesRequest::HOST_NAME, "w"));
/// ```
#[macro_export]
macro_rules! literal {
    // A constant item, not a `const` block: that is evaluated by `cargo check` as well.
    (#[deny(warnings)] $rules:expr, $value:expr $(,)?) => {{
        const _: () = $rules.__literal($value, $crate::Severity::Warn);
        $value
    }};
    ($rules:expr, $value:expr $(,)?) => {{
        const _: () = $rules.__literal($value, $crate::Severity::Error);
        $value
    }};
}

/// Checks the length of a list against the rules of its field at compile time, and returns the
/// list.
///
/// For lists whose items are records, which cannot be written as literals.
///
/// ```
/// # #[cfg(feature = "ecm")] {
/// use ecm_client::ecm::{Isp, RunInstancesRequest, ZoneInstanceCountIsp};
/// use ecm_client::items;
///
/// let request = RunInstancesRequest::new(items!(
///     RunInstancesRequest::ZONE_INSTANCE_COUNT_ISP_SET,
///     [ZoneInstanceCountIsp::new("ap-zhengzhou-1", 1, Isp::Cmcc)],
/// ));
/// # let _ = request;
/// # }
/// ```
#[macro_export]
macro_rules! items {
    (#[deny(warnings)] $rules:expr, [$($item:expr),* $(,)?] $(,)?) => {{
        const _: () =
            $rules.__length($crate::items!(@count $($item,)*), $crate::Severity::Warn);
        [$($item),*]
    }};
    ($rules:expr, [$($item:expr),* $(,)?] $(,)?) => {{
        const _: () =
            $rules.__length($crate::items!(@count $($item,)*), $crate::Severity::Error);
        [$($item),*]
    }};
    (@count $($item:expr,)*) => {
        <[&str]>::len(&[$(::core::stringify!($item)),*])
    };
}

#[cfg(test)]
mod tests;
