//! JMESPath over answers, with the results of the vendor's command line.
//!
//! The library reads the expression. It is evaluated here: the library sorts the members of objects,
//! turns integers into floats, and gives null where texts are compared by order. What Python's
//! `jmespath` answers with an exception is a sentence here, and never an empty result.

mod compare;
mod evaluate;
mod functions;
#[cfg(test)]
mod tests;

use jmespath::ast::Ast;

use super::ordered_json::OrderedJson;
use crate::verdict::Failure;

/// Maximum length of an expression, in bytes.
const MAX_LENGTH: usize = 1_000;

/// Maximum depth of brackets, and number of operators that stand in front of what they apply to.
const MAX_DEPTH: usize = 50;

/// Expression that can be evaluated.
pub(super) struct Query {
    text: String,
    ast: Ast,
}

impl Query {
    /// Parses an expression; unknown functions and their number of arguments are errors already.
    pub(super) fn parse(option: &str, text: &str) -> Result<Self, Failure> {
        let problem =
            |problem: String| Failure::Usage(format!("`{option}`: {problem}. Nothing was sent"));
        if text.len() > MAX_LENGTH || is_deep(text) {
            return Err(problem(format!(
                "the expression is too long or too deep; {MAX_LENGTH} bytes and {MAX_DEPTH} levels are allowed"
            )));
        }
        let ast = jmespath::parse(text).map_err(|error| {
            let reason = match &error.reason {
                jmespath::ErrorReason::Parse(reason) => reason.as_str(),
                jmespath::ErrorReason::Runtime(_) => "it cannot be evaluated",
            };
            let at = error.offset + 1;
            problem(format!("`{text}` is no JMESPath expression; at character {at}: {reason}"))
        })?;
        functions::check(&ast).map_err(problem)?;
        Ok(Self { text: text.to_owned(), ast })
    }

    /// Evaluates it; fails where the value does not have the type that a function or an order needs.
    pub(super) fn run(&self, value: &OrderedJson) -> Result<OrderedJson, String> {
        let result = evaluate::evaluate(&self.ast, value, &self.text)?;
        Ok(result.into_owned())
    }
}

fn is_deep(text: &str) -> bool {
    let (mut depth, mut most, mut prefixes) = (0_usize, 0, 0_usize);
    let mut last = ' ';
    for character in text.chars() {
        match character {
            '(' | '[' | '{' => depth += 1,
            ')' | ']' | '}' => depth = depth.saturating_sub(1),
            '!' => prefixes += 1,
            '&' if last != '&' => prefixes += 1,
            _ => {}
        }
        most = most.max(depth);
        last = character;
    }
    most > MAX_DEPTH || prefixes > 2 * MAX_DEPTH
}
