//! Every action of the shipped specs, asked over a socket with the least request.

use crate::simulation::{self, Behaviour};
use ecm_spec::model::{Shape, Spec};
use serde_json::Value;

use super::fixture::Call;
use crate::{TestServer, minimal_request};

/// What does not fit the type that the spec has for it, by path.
fn mismatches(spec: &Spec, shape: &Shape, value: &Value, path: &str, found: &mut Vec<String>) {
    match (shape, value) {
        (_, Value::Null) => {}
        (Shape::Record(id), Value::Object(members)) => {
            for (name, value) in members {
                let path = format!("{path}.{name}");
                match spec[*id].field(name) {
                    Some(field) => mismatches(spec, &field.shape, value, &path, found),
                    None => found.push(format!("{path} is not in the spec")),
                }
            }
        }
        (Shape::List(item), Value::Array(items)) => {
            items.iter().for_each(|value| mismatches(spec, item, value, path, found));
        }
        (Shape::Scalar(_) | Shape::Enum(_), _) => {
            if !crate::check::is_readable(spec, shape, value) {
                found.push(format!("{path} cannot be {value}"));
            }
        }
        _ => found.push(format!("{path} cannot be {value}")),
    }
}

#[tokio::test]
async fn every_action_answers_with_what_its_response_may_hold() {
    let mut fields = 0;
    for name in ecm_spec::shipped_names() {
        let text = ecm_spec::shipped(name).unwrap();
        let spec = ecm_spec::read(text).unwrap();
        let simulation =
            crate::simulation::shipped(name).map(|text| simulation::read(text, &spec).unwrap());
        let builder =
            TestServer::builder().shipped(name).rate_limits(false).credentials("an-id", "a key");
        let time = std::time::UNIX_EPOCH + std::time::Duration::from_secs(1_700_004_000);
        let server = builder.clock(move || time).start().await.unwrap();
        for action in &spec.actions {
            let wire = &action.name.wire;
            let body = minimal_request(&spec, wire).unwrap();
            let mut call = Call::new(wire, &body).with("x-tc-version", &spec.version);
            call.service = String::leak(spec.service.clone());
            let answer = call.send(&server).await;
            let unknown = simulation.as_ref().and_then(|all| match all.behaviour(wire)? {
                Behaviour::Change(changes) => Some(&changes.unknown_id),
                Behaviour::Create(_) | Behaviour::List(_) => None,
            });
            if let Some(code) = unknown {
                assert_eq!(answer["Error"]["Code"], code.as_str(), "{wire}: {answer}");
                continue;
            }
            let mut answer = answer.as_object().unwrap().clone();
            answer.remove("RequestId");
            fields += answer.len();
            let mut found = Vec::new();
            let shape = Shape::Record(action.response);
            mismatches(&spec, &shape, &answer.into(), wire, &mut found);
            assert!(found.is_empty(), "{found:#?}");
        }
    }
    assert!(fields > 100, "{fields} fields in the answers");
}
