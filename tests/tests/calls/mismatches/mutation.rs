//! A change of the type of one value, and what is to be expected of it, worked out from the spec
//! alone: nothing here knows how answers are read.

use ecm_spec::model::{EnumValues, Scalar, Shape, Spec, TypeId};
use fastrand::Rng;
use serde_json::{Value, json};

/// What becomes of a value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Effect {
    /// It says the same in another spelling.
    Converted,
    /// It cannot be what it should be.
    Misfit,
}

pub(crate) struct Mutation {
    /// Where the change is, as the client names it.
    pub(crate) path: String,
    /// The changed response.
    pub(crate) mutant: Value,
    /// The response that must be read in the same way, without a complaint.
    pub(crate) expected: Value,
    pub(crate) effect: Effect,
}

/// A place in a response.
#[derive(Clone)]
enum Step {
    Member(String),
    Item(usize),
}

/// What a value should be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Text,
    Int,
    Uint,
    Float,
    Bool,
    /// Text of a certain form: nothing else can be told of it.
    Binary,
    Record,
    List,
}

fn kind(spec: &Spec, shape: &Shape) -> Kind {
    match shape {
        Shape::Record(_) => Kind::Record,
        Shape::List(_) => Kind::List,
        Shape::Enum(id) => match spec[*id].values {
            EnumValues::Text(_) => Kind::Text,
            EnumValues::Integer(_) => Kind::Int,
        },
        Shape::Scalar(Scalar::Int64) => Kind::Int,
        Shape::Scalar(Scalar::Uint64) => Kind::Uint,
        Shape::Scalar(Scalar::Float) => Kind::Float,
        Shape::Scalar(Scalar::Bool) => Kind::Bool,
        Shape::Scalar(Scalar::Binary) => Kind::Binary,
        Shape::Scalar(_) => Kind::Text,
    }
}

/// Changes one value of a response by chance; `None` where there is nothing to change.
pub(crate) fn of(spec: &Spec, id: TypeId, response: &Value, rng: &mut Rng) -> Option<Mutation> {
    let mut places = vec![(vec![Step::Member("RequestId".to_owned())], Kind::Text)];
    collect(spec, &Shape::Record(id), response, &mut Vec::new(), &mut places);
    // What says nothing has no type: null, and empty text where there should be anything else.
    let says_nothing = |kind: Kind, value: &Value| {
        value.is_null() || kind != Kind::Text && value.as_str() == Some("")
    };
    let mut copy = response.clone();
    places.retain(|(steps, kind)| !says_nothing(*kind, at(&mut copy, steps)));
    let (steps, kind) = places.swap_remove(rng.usize(..places.len()));
    let mut mutant = response.clone();
    let mut expected = response.clone();
    let place = at(&mut mutant, &steps);
    let odd = odd(kind, place, rng)?;
    *place = odd.clone();
    let effect = match converted(kind, &odd) {
        Some(same) => {
            *at(&mut expected, &steps) = same;
            Effect::Converted
        }
        None => {
            remove(&mut expected, &steps);
            Effect::Misfit
        }
    };
    Some(Mutation { path: path(&steps), mutant, expected, effect })
}

/// Collects the places below a value that the spec knows.
fn collect(
    spec: &Spec,
    shape: &Shape,
    value: &Value,
    steps: &mut Vec<Step>,
    places: &mut Vec<(Vec<Step>, Kind)>,
) {
    // The response as a whole is the envelope's.
    if !steps.is_empty() {
        places.push((steps.clone(), kind(spec, shape)));
    }
    match (shape, value) {
        (Shape::Record(id), Value::Object(members)) => {
            for (name, value) in members {
                if let Some(field) = spec[*id].field(name).filter(|_| name != "RequestId") {
                    steps.push(Step::Member(name.clone()));
                    collect(spec, &field.shape, value, steps, places);
                    steps.pop();
                }
            }
        }
        (Shape::List(item), Value::Array(items)) => {
            for (index, value) in items.iter().enumerate() {
                steps.push(Step::Item(index));
                collect(spec, item, value, steps, places);
                steps.pop();
            }
        }
        _ => {}
    }
}

fn at<'v>(value: &'v mut Value, steps: &[Step]) -> &'v mut Value {
    steps.iter().fold(value, |value, step| match step {
        Step::Member(name) => &mut value[name.as_str()],
        Step::Item(index) => &mut value[*index],
    })
}

fn remove(value: &mut Value, steps: &[Step]) {
    let (last, outer) = steps.split_last().unwrap();
    match (last, at(value, outer)) {
        (Step::Member(name), Value::Object(members)) => drop(members.shift_remove(name)),
        (Step::Item(index), Value::Array(items)) => drop(items.remove(*index)),
        _ => unreachable!("the step was taken before"),
    }
}

fn path(steps: &[Step]) -> String {
    let steps = steps.iter().map(|step| match step {
        Step::Member(name) => format!(".{name}"),
        Step::Item(index) => format!("[{index}]"),
    });
    steps.collect::<String>().trim_start_matches('.').to_owned()
}

/// A value of another JSON type than the one that stands there.
fn odd(kind: Kind, value: &Value, rng: &mut Rng) -> Option<Value> {
    let number = |text: &str| serde_json::from_str::<Value>(text).unwrap();
    let all = [
        json!([]),
        json!({}),
        json!([1, "a"]),
        json!({"Key": ["Value"]}),
        json!(true),
        json!(false),
        json!(0),
        json!(1),
        json!(-3),
        json!(i64::MIN),
        json!(u64::MAX),
        json!(8.5),
        json!(12.0),
        number("1e23"),
        json!("odd"),
        json!("12"),
        json!("-7"),
        json!("0.25"),
        json!("TRUE"),
        json!("false"),
        // The same in another type, which is what services do most.
        match value {
            Value::Number(number) => json!(number.to_string()),
            Value::Bool(value) => json!(value.to_string()),
            Value::String(text) => json!([text]),
            other => json!([other]),
        },
    ];
    let same_type = |odd: &Value| {
        std::mem::discriminant(odd) == std::mem::discriminant(value)
            // All numbers are one type, of which an integer is a part.
            && !(matches!(kind, Kind::Int | Kind::Uint) && odd.is_f64())
    };
    // A text in place of Base64 may be some.
    let is_told = |odd: &Value| kind != Kind::Binary || odd.is_array() || odd.is_object();
    let odd: Vec<&Value> = all.iter().filter(|odd| !same_type(odd) && is_told(odd)).collect();
    (!odd.is_empty()).then(|| odd[rng.usize(..odd.len())].clone())
}

/// The value that a value of another type stands for, if it does without loss.
fn converted(kind: Kind, odd: &Value) -> Option<Value> {
    let text = odd.as_str();
    match (kind, odd) {
        // An example may have another type than documented already.
        (Kind::Text, Value::String(_)) | (Kind::Bool, Value::Bool(_)) => Some(odd.clone()),
        (Kind::Text, Value::Bool(_) | Value::Number(_)) => Some(json!(odd.to_string())),
        (Kind::Int, Value::String(text)) => text.parse::<i64>().ok().map(Value::from),
        (Kind::Uint, Value::String(text)) => text.parse::<u64>().ok().map(Value::from),
        (Kind::Int | Kind::Uint, Value::Number(_)) if *odd == json!(12.0) => Some(json!(12)),
        (Kind::Int, Value::Number(number)) => number.as_i64().map(Value::from),
        (Kind::Uint, Value::Number(number)) => number.as_u64().map(Value::from),
        (Kind::Float, Value::Number(_)) => Some(odd.clone()),
        (Kind::Float, Value::String(text)) => {
            text.parse::<f64>().ok().filter(|value| value.is_finite()).map(Value::from)
        }
        (Kind::Bool, Value::Number(number)) => match number.as_u64() {
            Some(0) => Some(json!(false)),
            Some(1) => Some(json!(true)),
            _ => None,
        },
        (Kind::Bool, Value::String(_)) => match text.map(str::to_ascii_lowercase).as_deref() {
            Some("true") => Some(json!(true)),
            Some("false") => Some(json!(false)),
            _ => None,
        },
        _ => None,
    }
}
