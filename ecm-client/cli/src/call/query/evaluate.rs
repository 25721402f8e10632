//! Evaluation of an expression.

use std::borrow::Cow;

use jmespath::Variable;
use jmespath::ast::{Ast, Comparator};
use serde_json::value::RawValue;

use super::compare::{equal, is_false, order};
use super::functions;
use crate::call::ordered_json::OrderedJson;

pub(super) type Evaluated<'v> = Result<Cow<'v, OrderedJson>, String>;

const NULL: OrderedJson = OrderedJson::Null;

/// Evaluates a node; `text` is the whole expression.
pub(super) fn evaluate<'v>(ast: &Ast, value: &'v OrderedJson, text: &str) -> Evaluated<'v> {
    let run = |ast: &Ast| evaluate(ast, value, text);
    Ok(match ast {
        Ast::Identity { .. } => Cow::Borrowed(value),
        Ast::Field { name, .. } => match value {
            OrderedJson::Object(members) => {
                let found = members.iter().rev().find(|(member, _)| member == name);
                found.map_or(Cow::Owned(NULL), |(_, value)| Cow::Borrowed(value))
            }
            _ => Cow::Owned(NULL),
        },
        Ast::Index { idx, .. } => match value {
            OrderedJson::List(items) => {
                let found = position(*idx, items.len()).and_then(|at| items.get(at));
                found.map_or(Cow::Owned(NULL), Cow::Borrowed)
            }
            _ => Cow::Owned(NULL),
        },
        Ast::Slice { start, stop, step, .. } => Cow::Owned(match value {
            OrderedJson::List(items) => OrderedJson::List(slice(items, *start, *stop, *step)?),
            _ => NULL,
        }),
        Ast::Literal { offset, value } => Cow::Owned(literal(*offset, value, text)),
        Ast::Subexpr { lhs, rhs, .. } => match run(lhs)? {
            Cow::Borrowed(value) => evaluate(rhs, value, text)?,
            Cow::Owned(value) => Cow::Owned(evaluate(rhs, &value, text)?.into_owned()),
        },
        Ast::And { lhs, rhs, .. } => {
            let left = run(lhs)?;
            if is_false(&left) { left } else { run(rhs)? }
        }
        Ast::Or { lhs, rhs, .. } => {
            let left = run(lhs)?;
            if is_false(&left) { run(rhs)? } else { left }
        }
        Ast::Not { node, .. } => Cow::Owned(OrderedJson::Bool(is_false(&*run(node)?))),
        Ast::Condition { predicate, then, .. } => match is_false(&*run(predicate)?) {
            true => Cow::Owned(NULL),
            false => run(then)?,
        },
        Ast::Comparison { comparator, lhs, rhs, .. } => {
            Cow::Owned(compare(comparator, &*run(lhs)?, &*run(rhs)?)?)
        }
        Ast::Flatten { node, .. } => Cow::Owned(match run(node)?.into_owned() {
            OrderedJson::List(items) => OrderedJson::List(flatten(items)),
            _ => NULL,
        }),
        Ast::ObjectValues { node, .. } => Cow::Owned(match run(node)?.into_owned() {
            OrderedJson::Object(members) => {
                OrderedJson::List(members.into_iter().map(|(_, value)| value).collect())
            }
            _ => NULL,
        }),
        Ast::Projection { lhs, rhs, .. } => Cow::Owned(project(&*run(lhs)?, rhs, text)?),
        Ast::MultiList { .. } | Ast::MultiHash { .. } if matches!(value, OrderedJson::Null) => {
            Cow::Owned(NULL)
        }
        Ast::MultiList { elements, .. } => {
            let items = elements.iter().map(|one| run(one).map(Cow::into_owned));
            Cow::Owned(OrderedJson::List(items.collect::<Result<_, _>>()?))
        }
        Ast::MultiHash { elements, .. } => {
            let mut members = Vec::new();
            for pair in elements {
                put(&mut members, pair.key.clone(), run(&pair.value)?.into_owned());
            }
            Cow::Owned(OrderedJson::Object(members))
        }
        Ast::Function { name, args, .. } => Cow::Owned(functions::call(name, args, value, text)?),
        Ast::Expref { .. } => {
            return Err("an expression behind `&` is an argument of a function only".to_owned());
        }
    })
}

/// Sets a member, in the place of one of the same name.
pub(super) fn put(members: &mut Vec<(String, OrderedJson)>, name: String, value: OrderedJson) {
    match members.iter_mut().find(|(member, _)| *member == name) {
        Some((_, old)) => *old = value,
        None => members.push((name, value)),
    }
}

/// Evaluates a node for each item, and leaves out nulls; null for what is no list.
fn project(base: &OrderedJson, rhs: &Ast, text: &str) -> Result<OrderedJson, String> {
    let OrderedJson::List(items) = base else { return Ok(NULL) };
    let mut projected = Vec::new();
    for item in items {
        let value = evaluate(rhs, item, text)?;
        if !matches!(*value, OrderedJson::Null) {
            projected.push(value.into_owned());
        }
    }
    Ok(OrderedJson::List(projected))
}

fn flatten(items: Vec<OrderedJson>) -> Vec<OrderedJson> {
    let mut flat = Vec::with_capacity(items.len());
    for item in items {
        match item {
            OrderedJson::List(inner) => flat.extend(inner),
            other => flat.push(other),
        }
    }
    flat
}

fn compare(
    comparator: &Comparator,
    left: &OrderedJson,
    right: &OrderedJson,
) -> Result<OrderedJson, String> {
    let ordering = || order(left, right);
    Ok(match comparator {
        Comparator::Equal => OrderedJson::Bool(equal(left, right)),
        Comparator::NotEqual => OrderedJson::Bool(!equal(left, right)),
        Comparator::LessThan => ordering()?.map_or(NULL, |it| OrderedJson::Bool(it.is_lt())),
        Comparator::LessThanEqual => ordering()?.map_or(NULL, |it| OrderedJson::Bool(it.is_le())),
        Comparator::GreaterThan => ordering()?.map_or(NULL, |it| OrderedJson::Bool(it.is_gt())),
        Comparator::GreaterThanEqual => {
            ordering()?.map_or(NULL, |it| OrderedJson::Bool(it.is_ge()))
        }
    })
}

/// Returns the position that an index means, which counts from the end if it is negative.
fn position(index: i32, length: usize) -> Option<usize> {
    match usize::try_from(index) {
        Ok(index) => Some(index),
        Err(_) => length.checked_sub(usize::try_from(index.unsigned_abs()).ok()?),
    }
}

/// Returns every `step`th item from `start` to before `stop`, as Python counts them.
fn slice(
    items: &[OrderedJson],
    start: Option<i32>,
    stop: Option<i32>,
    step: i32,
) -> Result<Vec<OrderedJson>, String> {
    if step == 0 {
        return Err("the step of a slice cannot be 0".to_owned());
    }
    let length = i64::try_from(items.len()).unwrap_or(i64::MAX);
    let step = i64::from(step);
    // The ends that a walk in this direction can have.
    let (low, high) = if step > 0 { (0, length) } else { (-1, length - 1) };
    let end = |index: Option<i32>, default: i64| match index.map(i64::from) {
        None => default,
        Some(index) if index < 0 => (index + length).max(low),
        Some(index) => index.min(high),
    };
    let (first, last) = if step > 0 { (low, high) } else { (high, low) };
    let (mut at, stop) = (end(start, first), end(stop, last));
    let mut found = Vec::new();
    while if step > 0 { at < stop } else { at > stop } {
        found.extend(usize::try_from(at).ok().and_then(|at| items.get(at)).cloned());
        at += step;
    }
    Ok(found)
}

/// Returns a literal as it is written, with the order of its members, or as the library has read it.
fn literal(offset: usize, value: &Variable, text: &str) -> OrderedJson {
    let written = text.get(offset..).and_then(|rest| rest.strip_prefix('`')).and_then(quoted);
    written.and_then(|json| OrderedJson::parse(&json).ok()).unwrap_or_else(|| from_variable(value))
}

/// Returns what stands before the next backtick that is not escaped.
fn quoted(rest: &str) -> Option<String> {
    let mut json = String::new();
    let mut characters = rest.chars().peekable();
    while let Some(character) = characters.next() {
        match character {
            '`' => return Some(json),
            '\\' => match characters.next()? {
                '`' => json.push('`'),
                other => json.extend(['\\', other]),
            },
            other => json.push(other),
        }
    }
    None
}

fn from_variable(value: &Variable) -> OrderedJson {
    match value {
        Variable::Null | Variable::Expref(_) => NULL,
        Variable::Bool(value) => OrderedJson::Bool(*value),
        Variable::String(text) => OrderedJson::Text(text.clone()),
        Variable::Number(number) => {
            RawValue::from_string(number.to_string()).map_or(NULL, OrderedJson::Verbatim)
        }
        Variable::Array(items) => {
            OrderedJson::List(items.iter().map(|item| from_variable(item)).collect())
        }
        Variable::Object(members) => OrderedJson::Object(
            members.iter().map(|(name, value)| (name.clone(), from_variable(value))).collect(),
        ),
    }
}
