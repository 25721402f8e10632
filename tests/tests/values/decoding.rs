//! Answers that came out wrong in all the ways that are put up with, and some that are not: the
//! client's reader must see what a decoder sees that is made of derived structs, and leave out what
//! that leaves out.

#[path = "../../benches/decoding/answer.rs"]
mod answer;
mod loose;
#[path = "../../benches/decoding/types.rs"]
mod types;

use ecm_client::decode_response;
use ecm_client::ecm::DescribeInstancesResponse;
use ecm_client::rt::to_json;
use fastrand::Rng;
use loose::Loose as _;
use serde_json::{Value, json};

fn by_us(answer: &[u8]) -> Option<Value> {
    let mut response = DescribeInstancesResponse::default();
    let is_answer = decode_response(answer, &mut response);
    is_answer.then(|| serde_json::from_str(&to_json(&response)).unwrap())
}

fn by_derive(answer: &[u8]) -> Option<Value> {
    let mut answer = serde_json::from_slice::<Value>(answer).ok()?;
    let mut response = answer.get_mut("Response")?.take();
    // The client gives it beside the response, and takes an answer without one for an answer.
    response.as_object_mut()?.remove("RequestId");
    let response = loose::DescribeInstancesResponse::of(response).ok()??;
    let mut value = serde_json::to_value(response).ok()?;
    let instances = value.get_mut("InstanceSet").and_then(Value::as_array_mut);
    let tags = instances.into_iter().flatten().filter_map(|instance| instance.get_mut("TagSet"));
    for tag in tags.filter_map(Value::as_array_mut).flatten().filter_map(Value::as_object_mut) {
        // Requests have tags as well and require both, so that none of them can be left open.
        for key in ["Key", "Value"] {
            let _ = tag.entry(key).or_insert_with(|| Value::from(""));
        }
    }
    Some(value)
}

/// What may stand where something else should.
fn odd_values() -> Vec<Value> {
    vec![
        json!(null),
        json!(""),
        json!("text"),
        json!("12"),
        json!("-0"),
        json!(" 12"),
        json!("1.5"),
        json!("1e400"),
        json!("NaN"),
        json!("TRUE"),
        json!("False"),
        json!(true),
        json!(0),
        json!(-7),
        json!(i64::MIN),
        json!(u64::MAX),
        json!(1.0),
        json!(2.5),
        json!(-0.0),
        json!(1e300),
        json!([]),
        json!([null]),
        json!(["a", null, 1]),
        json!({}),
        json!({ "Key": 1, "Unknown": [{}] }),
        json!("a \"quoted\" \\ \u{1} text, 模 🚀"),
    ]
}

/// Changes one thing somewhere below the value.
fn mutate(value: &mut Value, odd: &[Value], rng: &mut Rng) {
    let replacement = odd[rng.usize(..odd.len())].clone();
    match value {
        Value::Object(object) if !object.is_empty() && rng.u8(..) < 240 => {
            let key = object.keys().nth(rng.usize(..object.len())).unwrap().clone();
            match rng.u8(..20) {
                0 => drop(object.remove(&key)),
                1 => drop(object.insert(format!("New{}", rng.u8(..)), replacement)),
                2 => {
                    let turned = std::mem::take(object).into_iter().rev();
                    *object = turned.collect();
                }
                _ => mutate(&mut object[&key], odd, rng),
            }
        }
        Value::Array(items) if !items.is_empty() && rng.u8(..) < 240 => {
            let at = rng.usize(..items.len());
            match rng.u8(..20) {
                0 => drop(items.remove(at)),
                1 => items.insert(at, replacement),
                _ => mutate(&mut items[at], odd, rng),
            }
        }
        Value::Number(number) if rng.bool() => *value = Value::String(number.to_string()),
        Value::Bool(flag) if rng.bool() => *value = Value::String(flag.to_string()),
        _ => *value = replacement,
    }
}

#[test]
fn whatever_happens_to_an_answer_both_decoders_see_the_same() {
    let whole: Value = serde_json::from_slice(&answer::of(2)).unwrap();
    let odd = odd_values();
    let (mut whole_ones, mut odd_ones) = (0, 0);
    for seed in 0..2_000 {
        let mut rng = Rng::with_seed(seed);
        let mut mutant = whole.clone();
        for _ in 0..=rng.u8(..4) {
            mutate(&mut mutant["Response"], &odd, &mut rng);
        }
        // What is no object is no response, whoever reads it.
        if !mutant["Response"].is_object() {
            continue;
        }
        let mut answer = serde_json::to_vec(&mutant).unwrap();
        if rng.bool() {
            answer = serde_json::to_vec_pretty(&mutant).unwrap();
        }
        loose::MISFITS.set(0);
        let (ours, other) = (by_us(&answer), by_derive(&answer));
        assert_eq!(ours, other, "seed {seed}: {}", String::from_utf8_lossy(&answer));
        assert!(ours.is_some(), "seed {seed}: {}", String::from_utf8_lossy(&answer));
        match loose::MISFITS.get() {
            0 => whole_ones += 1,
            _ => odd_ones += 1,
        }
    }
    // Where everything is read, or nothing, half of it would not be tried.
    assert!(whole_ones > 400 && odd_ones > 400, "{whole_ones} read whole, {odd_ones} not");
}

#[test]
fn an_answer_that_is_as_it_should_be_is_read_whole() {
    let answer = answer::of(3);
    let mut expected: Value = serde_json::from_slice(&answer).unwrap();
    fn without_nulls(value: &mut Value) {
        match value {
            Value::Object(object) => {
                object.retain(|_, value| !value.is_null());
                object.values_mut().for_each(without_nulls);
            }
            Value::Array(items) => items.iter_mut().for_each(without_nulls),
            _ => {}
        }
    }
    let mut expected = expected["Response"].take();
    without_nulls(&mut expected);
    expected.as_object_mut().unwrap().remove("RequestId");
    assert_eq!(by_us(&answer), Some(expected.clone()));
    assert_eq!(by_derive(&answer), Some(expected));
}
