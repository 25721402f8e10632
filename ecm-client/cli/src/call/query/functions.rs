//! Functions of expressions: those of the standard, as Python's `jmespath` has them.

use std::cmp::Ordering;

use jmespath::ast::Ast;

use super::compare::{Number, dump, equal_within};
use super::evaluate::{evaluate, put};
use crate::call::ordered_json::OrderedJson;

/// Names of all functions, with their number of arguments; `true` for at least so many.
const FUNCTIONS: [(&str, usize, bool); 26] = [
    ("abs", 1, false),
    ("avg", 1, false),
    ("ceil", 1, false),
    ("contains", 2, false),
    ("ends_with", 2, false),
    ("floor", 1, false),
    ("join", 2, false),
    ("keys", 1, false),
    ("length", 1, false),
    ("map", 2, false),
    ("max", 1, false),
    ("max_by", 2, false),
    ("merge", 1, true),
    ("min", 1, false),
    ("min_by", 2, false),
    ("not_null", 1, true),
    ("reverse", 1, false),
    ("sort", 1, false),
    ("sort_by", 2, false),
    ("starts_with", 2, false),
    ("sum", 1, false),
    ("to_array", 1, false),
    ("to_number", 1, false),
    ("to_string", 1, false),
    ("type", 1, false),
    ("values", 1, false),
];

/// Checks that every function of an expression exists and has its arguments.
pub(super) fn check(ast: &Ast) -> Result<(), String> {
    match ast {
        Ast::Function { name, args, .. } => {
            check_call(name, args)?;
            args.iter().try_for_each(|argument| match argument {
                Ast::Expref { ast, .. } => check(ast),
                argument => check(argument),
            })
        }
        Ast::Comparison { lhs, rhs, .. }
        | Ast::Projection { lhs, rhs, .. }
        | Ast::And { lhs, rhs, .. }
        | Ast::Or { lhs, rhs, .. }
        | Ast::Subexpr { lhs, rhs, .. } => check(lhs).and_then(|()| check(rhs)),
        Ast::Condition { predicate, then, .. } => check(predicate).and_then(|()| check(then)),
        Ast::Expref { .. } => Err("`&` stands in front of an argument of a function".to_owned()),
        Ast::Flatten { node, .. } | Ast::Not { node, .. } | Ast::ObjectValues { node, .. } => {
            check(node)
        }
        Ast::MultiList { elements, .. } => elements.iter().try_for_each(check),
        Ast::MultiHash { elements, .. } => elements.iter().try_for_each(|one| check(&one.value)),
        Ast::Slice { step: 0, .. } => Err("the step of a slice cannot be 0".to_owned()),
        Ast::Slice { .. }
        | Ast::Identity { .. }
        | Ast::Field { .. }
        | Ast::Index { .. }
        | Ast::Literal { .. } => Ok(()),
    }
}

fn check_call(name: &str, args: &[Ast]) -> Result<(), String> {
    let known = FUNCTIONS.iter().find(|(known, ..)| *known == name);
    let Some((_, count, is_variadic)) = known else {
        let hint = match ecm_spec::closest(name, FUNCTIONS.iter().map(|(known, ..)| *known)) {
            Some(close) => format!("did you mean `{close}`?"),
            None => "JMESPath has none of that name".to_owned(),
        };
        return Err(format!("there is no function `{name}`; {hint}"));
    };
    let fits = if *is_variadic { args.len() >= *count } else { args.len() == *count };
    if !fits {
        let least = if *is_variadic { "at least " } else { "" };
        return Err(format!("`{name}` takes {least}{count} arguments, and has {}", args.len()));
    }
    let expression = match name {
        "map" => Some(0),
        "max_by" | "min_by" | "sort_by" => Some(1),
        _ => None,
    };
    let misplaced = args
        .iter()
        .enumerate()
        .any(|(at, argument)| matches!(argument, Ast::Expref { .. }) != (Some(at) == expression));
    match (misplaced, expression) {
        (false, _) => Ok(()),
        (true, Some(at)) => {
            Err(format!("argument {} of `{name}` is an expression behind `&`", at + 1))
        }
        (true, None) => Err(format!("`{name}` takes values, no expression behind `&`")),
    }
}

/// Calls a function, which [`check`] has let pass.
pub(super) fn call(
    name: &str,
    args: &[Ast],
    value: &OrderedJson,
    text: &str,
) -> Result<OrderedJson, String> {
    let mut values = Vec::new();
    let mut expression = None;
    for argument in args {
        match argument {
            Ast::Expref { ast, .. } => expression = Some(ast.as_ref()),
            argument => values.push(evaluate(argument, value, text)?.into_owned()),
        }
    }
    let call = Call { name };
    match (expression, values.as_slice()) {
        (Some(expression), [list]) => {
            let items = call.list(list)?;
            call.by_expression(items, &|item| {
                evaluate(expression, item, text).map(|value| value.into_owned())
            })
        }
        (_, [one]) if name != "not_null" && name != "merge" => call.unary(one),
        (_, [first, second]) if name != "not_null" && name != "merge" => call.binary(first, second),
        (_, all) => call.variadic(all),
    }
}

/// Call of a function, which refuses what does not have its type.
struct Call<'n> {
    name: &'n str,
}

impl Call<'_> {
    fn mismatch(&self, expected: &str, found: &OrderedJson) -> String {
        let found = type_of(found);
        format!(
            "`{}` takes {expected}, and got {found}; a field that is not there is null",
            self.name
        )
    }

    fn list<'v>(&self, value: &'v OrderedJson) -> Result<&'v [OrderedJson], String> {
        match value {
            OrderedJson::List(items) => Ok(items),
            other => Err(self.mismatch("a list", other)),
        }
    }

    fn text<'v>(&self, value: &'v OrderedJson) -> Result<&'v str, String> {
        match value {
            OrderedJson::Text(text) => Ok(text),
            other => Err(self.mismatch("text", other)),
        }
    }

    fn number(&self, value: &OrderedJson) -> Result<Number, String> {
        Number::of(value).ok_or_else(|| self.mismatch("numbers", value))
    }

    fn members<'v>(&self, value: &'v OrderedJson) -> Result<&'v [(String, OrderedJson)], String> {
        match value {
            OrderedJson::Object(members) => Ok(members),
            other => Err(self.mismatch("an object", other)),
        }
    }

    /// Sorts keys that are all numbers or all texts.
    fn compare(&self, left: &OrderedJson, right: &OrderedJson) -> Result<Ordering, String> {
        match (left, right, Number::of(left), Number::of(right)) {
            (OrderedJson::Text(left), OrderedJson::Text(right), ..) => Ok(left.cmp(right)),
            (.., Some(left), Some(right)) => Ok(left.compare(right)),
            (OrderedJson::Text(_), other, ..) | (other, ..) => {
                Err(self.mismatch("numbers or texts, all of one kind", other))
            }
        }
    }

    fn unary(&self, value: &OrderedJson) -> Result<OrderedJson, String> {
        Ok(match self.name {
            "abs" => match self.number(value)? {
                Number::Int(number) => Number::Int(number.saturating_abs()),
                Number::Float(number) => Number::Float(number.abs()),
            }
            .value()?,
            "ceil" => round(self.number(value)?, f64::ceil)?,
            "floor" => round(self.number(value)?, f64::floor)?,
            "avg" => match self.list(value)? {
                [] => OrderedJson::Null,
                items => {
                    let count = items.len() as f64;
                    Number::Float(self.sum(items)?.as_float() / count).value()?
                }
            },
            "sum" => self.sum(self.list(value)?)?.value()?,
            "keys" => {
                let names = self.members(value)?.iter().map(|(name, _)| name.clone());
                OrderedJson::List(names.map(OrderedJson::Text).collect())
            }
            "values" => OrderedJson::List(
                self.members(value)?.iter().map(|(_, value)| value.clone()).collect(),
            ),
            "length" => Number::Int(self.length(value)? as i128).value()?,
            "max" => self.best(self.list(value)?, Ordering::Greater)?,
            "min" => self.best(self.list(value)?, Ordering::Less)?,
            "reverse" => match value {
                OrderedJson::Text(text) => OrderedJson::Text(text.chars().rev().collect()),
                OrderedJson::List(items) => {
                    OrderedJson::List(items.iter().rev().cloned().collect())
                }
                other => return Err(self.mismatch("text or a list", other)),
            },
            "sort" => {
                let items = self.list(value)?.iter().map(|item| (item.clone(), item.clone()));
                self.sort(items.collect())?
            }
            "to_array" => match value {
                OrderedJson::List(_) => value.clone(),
                value => OrderedJson::List(vec![value.clone()]),
            },
            "to_number" => to_number(value)?,
            "to_string" => OrderedJson::Text(match value {
                OrderedJson::Text(text) => text.clone(),
                value => dump(value),
            }),
            _ => OrderedJson::Text(type_of(value).to_owned()),
        })
    }

    fn binary(&self, first: &OrderedJson, second: &OrderedJson) -> Result<OrderedJson, String> {
        Ok(match self.name {
            "contains" => OrderedJson::Bool(match (first, second) {
                (OrderedJson::List(items), item) => items.iter().any(|one| equal_within(one, item)),
                (OrderedJson::Text(text), OrderedJson::Text(part)) => text.contains(part.as_str()),
                (OrderedJson::Text(_), other) => {
                    return Err(self.mismatch("text to look for in a text", other));
                }
                (other, _) => return Err(self.mismatch("text or a list", other)),
            }),
            "starts_with" => OrderedJson::Bool(self.text(first)?.starts_with(self.text(second)?)),
            "ends_with" => OrderedJson::Bool(self.text(first)?.ends_with(self.text(second)?)),
            _ => {
                let separator = self.text(first)?;
                let texts = self.list(second)?.iter().map(|item| self.text(item));
                OrderedJson::Text(texts.collect::<Result<Vec<_>, _>>()?.join(separator))
            }
        })
    }

    fn variadic(&self, values: &[OrderedJson]) -> Result<OrderedJson, String> {
        if self.name == "not_null" {
            let found = values.iter().find(|value| !matches!(value, OrderedJson::Null));
            return Ok(found.cloned().unwrap_or(OrderedJson::Null));
        }
        let mut merged = Vec::new();
        for value in values {
            for (name, value) in self.members(value)? {
                put(&mut merged, name.clone(), value.clone());
            }
        }
        Ok(OrderedJson::Object(merged))
    }

    fn by_expression(
        &self,
        items: &[OrderedJson],
        key: &dyn Fn(&OrderedJson) -> Result<OrderedJson, String>,
    ) -> Result<OrderedJson, String> {
        let keys = items.iter().map(key).collect::<Result<Vec<_>, _>>()?;
        if self.name == "map" {
            return Ok(OrderedJson::List(keys));
        }
        let keyed: Vec<_> = keys.into_iter().zip(items.iter().cloned()).collect();
        match self.name {
            "sort_by" => self.sort(keyed),
            "max_by" => self.best_of(keyed, Ordering::Greater),
            _ => self.best_of(keyed, Ordering::Less),
        }
    }

    /// Sorts values by their keys, and keeps the order of those with equal ones.
    fn sort(&self, mut keyed: Vec<(OrderedJson, OrderedJson)>) -> Result<OrderedJson, String> {
        let Some((first, _)) = keyed.first() else { return Ok(OrderedJson::List(Vec::new())) };
        keyed.iter().try_for_each(|(key, _)| self.compare(first, key).map(drop))?;
        keyed.sort_by(|(left, _), (right, _)| self.compare(left, right).unwrap_or(Ordering::Equal));
        Ok(OrderedJson::List(keyed.into_iter().map(|(_, value)| value).collect()))
    }

    fn best(&self, items: &[OrderedJson], wanted: Ordering) -> Result<OrderedJson, String> {
        self.best_of(items.iter().map(|item| (item.clone(), item.clone())).collect(), wanted)
    }

    /// Returns the first value with the largest or smallest key; null where there is none.
    fn best_of(
        &self,
        keyed: Vec<(OrderedJson, OrderedJson)>,
        wanted: Ordering,
    ) -> Result<OrderedJson, String> {
        let mut keyed = keyed.into_iter();
        let Some((mut best, mut found)) = keyed.next() else { return Ok(OrderedJson::Null) };
        self.compare(&best, &best)?;
        for (key, value) in keyed {
            if self.compare(&key, &best)? == wanted {
                (best, found) = (key, value);
            }
        }
        Ok(found)
    }

    fn sum(&self, items: &[OrderedJson]) -> Result<Number, String> {
        let mut sum = Number::Int(0);
        for item in items {
            sum = match (sum, self.number(item)?) {
                (Number::Int(sum), Number::Int(number)) => Number::Int(
                    sum.checked_add(number).ok_or("the sum is too large to be printed")?,
                ),
                (sum, number) => Number::Float(sum.as_float() + number.as_float()),
            };
        }
        Ok(sum)
    }

    fn length(&self, value: &OrderedJson) -> Result<usize, String> {
        match value {
            OrderedJson::Text(text) => Ok(text.chars().count()),
            OrderedJson::List(items) => Ok(items.len()),
            OrderedJson::Object(members) => Ok(members.len()),
            other => Err(self.mismatch("text, a list or an object", other)),
        }
    }
}

/// Returns the name of a type, as the function `type` does.
fn type_of(value: &OrderedJson) -> &'static str {
    match value {
        OrderedJson::Null => "null",
        OrderedJson::Bool(_) => "boolean",
        OrderedJson::Text(_) => "string",
        OrderedJson::List(_) => "array",
        OrderedJson::Object(_) => "object",
        OrderedJson::Verbatim(raw) => match raw.get().as_bytes().first() {
            Some(b'"') => "string",
            Some(b'[') => "array",
            Some(b'{') => "object",
            _ => "number",
        },
    }
}

fn round(number: Number, rounded: fn(f64) -> f64) -> Result<OrderedJson, String> {
    match number {
        Number::Int(_) => number.value(),
        Number::Float(value) => {
            let whole = rounded(value) as i128;
            Number::Int(whole).value()
        }
    }
}

/// Converts a text as Python's `int` and `float` do; null for what is no number.
fn to_number(value: &OrderedJson) -> Result<OrderedJson, String> {
    let text = match value {
        OrderedJson::Text(text) => text.trim(),
        OrderedJson::Verbatim(_) if Number::of(value).is_some() => return Ok(value.clone()),
        _ => return Ok(OrderedJson::Null),
    };
    // An underscore may stand between two digits.
    let parts: Vec<&str> = text.split('_').collect();
    let is_grouped = parts.len() > 1;
    let is_digit = |character: Option<char>| character.is_some_and(|one| one.is_ascii_digit());
    let is_well_grouped = parts.windows(2).all(|pair| match pair {
        [left, right] => is_digit(left.chars().last()) && is_digit(right.chars().next()),
        _ => true,
    });
    if is_grouped && !is_well_grouped {
        return Ok(OrderedJson::Null);
    }
    let digits = parts.concat();
    match digits.parse::<i128>() {
        Ok(number) => Number::Int(number).value(),
        Err(_) => match digits.parse::<f64>() {
            Ok(number) => Number::Float(number).value(),
            Err(_) => Ok(OrderedJson::Null),
        },
    }
}
