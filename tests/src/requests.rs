//! Arbitrary requests of any action of any spec, made from the spec itself.
//!
//! Values lean towards the edges: what the rules of the spec speak of, one less and one more, and
//! texts that have been trouble before.

use std::collections::BTreeSet;

use ecm_spec::model::{
    Field, RecordCheck, Scalar, Shape, Spec, Type, TypeId, ValueCheck, Vocables,
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
    let action = spec.actions.iter().find(|known| known.name.wire == action);
    let Some(action) = action else { unreachable!("the spec has the action") };
    record(spec, action.request, 3)
}

/// Bodies that differ from a good one in a few places.
///
/// # Panics
///
/// If the spec has no such action.
pub fn near(spec: &Spec, action: &str, good: &Value) -> BoxedStrategy<Value> {
    let request = spec.actions.iter().find(|known| known.name.wire == action);
    let Some(request) = request.map(|action| &spec[action.request]) else {
        unreachable!("the spec has the action")
    };
    let groups: Vec<Vec<String>> =
        request.groups().map(|(_, _, members)| members.to_vec()).collect();
    let names: Vec<String> = request.fields.iter().map(|field| field.name.wire.clone()).collect();
    let good = good.clone();
    (bodies(spec, action), proptest::sample::subsequence(names, 0..3))
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
            vec(shape_value(spec, ty, field, item, depth), 0..5).prop_map(Value::from).boxed()
        }
        Shape::Vocabulary(id) => match &spec[*id].values {
            Vocables::Text(values) => {
                let mut known: Vec<String> =
                    values.iter().map(|value| value.value.clone()).collect();
                known.extend(texts(field));
                select(known).prop_map(Value::from).boxed()
            }
            Vocables::Integer(_) => select(integers(ty, field)).prop_map(Value::from).boxed(),
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
