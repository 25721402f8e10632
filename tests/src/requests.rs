//! Arbitrary requests of any action of any spec, made from the spec itself.
//!
//! Values lean towards the edges: what the rules of the spec speak of, one less and one more, and
//! texts that have been trouble before.

use std::collections::BTreeSet;

use ecm_spec::model::{
    EnumValues, Field, RecordCheck, Scalar, Shape, Spec, Type, TypeId, ValueCheck,
};
use proptest::collection::vec;
use proptest::option;
use proptest::prelude::*;
use proptest::sample::select;
use serde_json::{Map, Value, json};

/// Bodies of an action that its generated request type can hold: of the right types, with what is
/// required, and at most one member of each exclusive group. Everything else may be wrong.
///
/// # Panics
///
/// If the spec has no such action.
pub fn bodies(spec: &Spec, action: &str) -> BoxedStrategy<Value> {
    let action = spec.action(action);
    let Some(action) = action else { unreachable!("the spec has the action") };
    record(spec, action.request, 3)
}

/// Bodies that differ from a good one in a few places.
///
/// # Panics
///
/// If the spec has no such action.
pub fn near(spec: &Spec, action: &str, good: &Value) -> BoxedStrategy<Value> {
    let request = spec.action(action);
    let Some(request) = request.map(|action| &spec[action.request]) else {
        unreachable!("the spec has the action")
    };
    let groups: Vec<Vec<String>> =
        request.groups().map(|(_, _, members)| members.to_vec()).collect();
    let names: Vec<String> = request.fields.iter().map(|field| field.name.wire.clone()).collect();
    let good = good.clone();
    let changes = 0..=names.len().min(2);
    (bodies(spec, action), proptest::sample::subsequence(names, changes))
        .prop_map(move |(wild, changed)| {
            let mut body = good.clone();
            let Some(fields) = body.as_object_mut() else { unreachable!("a body is an object") };
            for name in changed {
                let Some(value) = wild.get(&name) else { continue };
                for other in groups.iter().filter(|group| group.contains(&name)).flatten() {
                    fields.remove(other);
                }
                fields.insert(name, value.clone());
            }
            body
        })
        .boxed()
}

fn record(spec: &Spec, id: TypeId, depth: usize) -> BoxedStrategy<Value> {
    let ty = &spec[id];
    let grouped: BTreeSet<String> =
        ty.groups().flat_map(|(_, _, members)| members.iter().cloned()).collect();
    let mut parts: Vec<BoxedStrategy<Vec<(String, Value)>>> = Vec::new();
    for field in &ty.fields {
        let wire = field.name.wire.clone();
        if grouped.contains(&wire) {
            continue;
        }
        // Where nesting has to end, only what is required goes on.
        if field.required.is_none() && depth == 0 && nests(field) {
            continue;
        }
        let value = field_value(spec, ty, field, depth);
        let pair = move |value: Value| (wire.clone(), value);
        parts.push(match field.required {
            Some(_) => value.prop_map(move |value| vec![pair(value)]).boxed(),
            None => option::weighted(0.4, value)
                .prop_map(move |value| value.map(&pair).into_iter().collect())
                .boxed(),
        });
    }
    for (_, _, members) in ty.groups() {
        let choices: Vec<_> = members
            .iter()
            .filter_map(|member| ty.field(member))
            .filter(|field| depth > 0 || !nests(field))
            .map(|field| {
                let wire = field.name.wire.clone();
                field_value(spec, ty, field, depth)
                    .prop_map(move |value| vec![(wire.clone(), value)])
                    .boxed()
            })
            .chain([Just(Vec::new()).boxed()])
            .collect();
        parts.push(proptest::strategy::Union::new(choices).boxed());
    }
    parts
        .prop_map(|parts| Value::Object(parts.into_iter().flatten().collect::<Map<_, _>>()))
        .boxed()
}

fn nests(field: &Field) -> bool {
    matches!(field.shape.item(), Shape::Record(_))
}

fn field_value(spec: &Spec, ty: &Type, field: &Field, depth: usize) -> BoxedStrategy<Value> {
    shape_value(spec, ty, field, &field.shape, depth)
}

fn shape_value(
    spec: &Spec,
    ty: &Type,
    field: &Field,
    shape: &Shape,
    depth: usize,
) -> BoxedStrategy<Value> {
    match shape {
        Shape::Record(id) => record(spec, *id, depth.saturating_sub(1)),
        Shape::List(item) => {
            let items = |count| vec(shape_value(spec, ty, field, item, depth), count);
            let few = items(0..5).boxed();
            let most = edges_of_count(field).map(|count| (1, items(count..count + 1).boxed()));
            let choices = std::iter::once((8, few)).chain(most).collect();
            proptest::strategy::Union::new_weighted(choices).prop_map(Value::from).boxed()
        }
        Shape::Enum(id) => match &spec[*id].values {
            EnumValues::Text(values) => {
                let mut known: Vec<String> =
                    values.iter().map(|value| value.value.clone()).collect();
                known.extend(texts(field));
                select(known).prop_map(Value::from).boxed()
            }
            EnumValues::Integer(_) => select(integers(ty, field)).prop_map(Value::from).boxed(),
        },
        Shape::Scalar(Scalar::Bool) => any::<bool>().prop_map(Value::from).boxed(),
        Shape::Scalar(Scalar::Int64) => {
            prop_oneof![9 => select(integers(ty, field)), 1 => any::<i64>()]
                .prop_map(Value::from)
                .boxed()
        }
        Shape::Scalar(Scalar::Uint64) => {
            select(vec![0_u64, 1, 2, 50, 100, u64::MAX]).prop_map(Value::from).boxed()
        }
        Shape::Scalar(Scalar::Float) => select(vec![-0.1, 0.0, 0.25, 0.5, 0.500_001, 1e300])
            .prop_map(|float| json!(float))
            .boxed(),
        Shape::Scalar(Scalar::Binary) => {
            select(vec!["", "AP8=", "AP8Kew==", "AP8KewA="]).prop_map(Value::from).boxed()
        }
        Shape::Scalar(_) => {
            prop_oneof![4 => select(texts(field)), 1 => "[a-zA-Z0-9.;{}:R_\\-é🚀=]{0,12}"]
                .prop_map(Value::from)
                .boxed()
        }
    }
}

/// As many items as a rule allows and one more, where that is not too many.
fn edges_of_count(field: &Field) -> impl Iterator<Item = usize> {
    let most = field.rules.iter().filter_map(|rule| match rule.check {
        ValueCheck::Items { max, .. } => max.and_then(|max| usize::try_from(max).ok()),
        _ => None,
    });
    most.filter(|max| (1..=200).contains(max)).flat_map(|max| [max, max + 1])
}

/// Numbers on both sides of what the rules speak of.
fn integers(ty: &Type, field: &Field) -> Vec<i64> {
    let mut edges: BTreeSet<i64> = [-1, 0, 1, 2, 3, 50, 100, 101, i64::MIN, i64::MAX].into();
    let mut near = |value: i64| {
        edges.extend([value.saturating_sub(1), value, value.saturating_add(1)]);
    };
    for rule in &field.rules {
        match &rule.check {
            ValueCheck::IntRange { min, max } => {
                for limit in [min, max].into_iter().flatten() {
                    near(i64::try_from(*limit).unwrap_or(i64::MAX));
                }
            }
            ValueCheck::OneOfInt { values } => values.iter().copied().for_each(&mut near),
            _ => {}
        }
    }
    for rule in &ty.rules {
        if let RecordCheck::Sum { max, .. } = &rule.check {
            near(*max);
        }
    }
    edges.into_iter().collect()
}

/// Texts that rules speak of, and texts that have been trouble before.
fn texts(field: &Field) -> Vec<String> {
    let mut texts: BTreeSet<String> = [
        "",
        "a",
        "ab",
        "a-b.c",
        "-ab",
        "ab.",
        "a..b",
        "a.-b",
        "a_b",
        "0",
        "Aa1`",
        "Aa1_Aa1_",
        "10.0.0.1",
        "10.0.0.256",
        "010.0.0.1",
        "10.0.0",
        "::1",
        "fe80::1%1",
        "1:2:3:4:5:6:7:8:9",
        "QUI=",
        "QUI",
        "QU I=",
        "QUJD",
        "QR==",
        "{R:1}",
        "{R:}",
        "x{R:12}y{R:",
        "CMCC",
        "CMCC;CUCC",
        "CMCC;CUCC;CTCC",
        "CMCC;CMCC",
        "CMCC;",
        ";",
        "弹幕 🚀",
        "e\u{301}",
    ]
    .into_iter()
    .map(str::to_owned)
    .collect();
    for rule in &field.rules {
        match &rule.check {
            ValueCheck::Length { min, max } => {
                for limit in [min, max].into_iter().flatten().filter(|limit| **limit < 1000) {
                    for count in [limit.saturating_sub(1), *limit, limit + 1] {
                        texts.insert("é".repeat(usize::try_from(count).unwrap_or(0)));
                        texts.insert("a1".repeat(usize::try_from(count / 2).unwrap_or(0)));
                    }
                }
            }
            ValueCheck::DecodedSize { max } => {
                for thirds in [max / 3, max / 3 + 1] {
                    texts.insert("AAAA".repeat(usize::try_from(thirds).unwrap_or(0)));
                }
            }
            ValueCheck::OneOfText { values } | ValueCheck::Tokens { values, .. } => {
                texts.extend(values.iter().cloned());
            }
            _ => {}
        }
    }
    texts.into_iter().collect()
}

/// A body with every field of every type set; of an exclusive group, the member at `choice`.
#[must_use]
pub fn everything(spec: &Spec, id: TypeId, choice: usize) -> Value {
    let ty = &spec[id];
    let mut body = Map::new();
    for field in &ty.fields {
        let out = ty.groups().any(|(_, _, members)| {
            let position = members.iter().position(|member| *member == field.name.wire);
            position.is_some_and(|position| position != choice % members.len())
        });
        if !out {
            body.insert(field.name.wire.clone(), whole_value(spec, field, &field.shape, choice));
        }
    }
    Value::Object(body)
}

fn whole_value(spec: &Spec, field: &Field, shape: &Shape, choice: usize) -> Value {
    match shape {
        Shape::Record(id) => everything(spec, *id, choice),
        Shape::List(item) => {
            json!([whole_value(spec, field, item, choice), whole_value(spec, field, item, choice)])
        }
        Shape::Enum(id) => match &spec[*id].values {
            EnumValues::Text(values) => json!(values[choice % values.len()].value),
            EnumValues::Integer(values) => json!(values[choice % values.len()].value),
        },
        Shape::Scalar(Scalar::Int64) => json!(-7),
        Shape::Scalar(Scalar::Uint64) => json!(u64::MAX),
        Shape::Scalar(Scalar::Float) => json!(0.125),
        Shape::Scalar(Scalar::Binary) => json!("AP8="),
        Shape::Scalar(Scalar::Bool) => json!(choice.is_multiple_of(2)),
        Shape::Scalar(_) => json!(format!("{} \"\\/\n\u{1f} 直播 🚀", field.name.wire)),
    }
}
