//! A program with the clients of many services, which judges requests and answers that it is given.
//!
//! Standard input holds a list of `[service, action, request, response]`, in which either text may
//! be null; standard output gets a list of `[problem, violations, response, problem]`.

use std::error::Error;
use std::io::{Read as _, Write as _};

use ecm_client::rt::{Init, Record, read_request, read_response, to_json, validate};
use serde_json::{Value, json};

/// The types of an action.
struct Action {
    name: &'static str,
    request: fn() -> Box<dyn Record>,
    response: fn() -> Box<dyn Record>,
}

/// A row of the tables: only the types are wanted here, as the methods of clients cost much to compile.
macro_rules! typed {
    ($service:ident => $method:ident($request:ident)) => {
        typed!(@ Request, $service, $request)
    };
    (raw $service:ident => $method:ident($request:ident)) => {
        typed!(@ RawRequest, $service, $request)
    };
    (@ $kind:ident, $service:ident, $request:ident) => {
        Action {
            name: <$service::$request as ::ecm_client::$kind>::ACTION.name,
            request: || Box::new(<$service::$request as Init>::init()),
            response: || {
                type Response = <$service::$request as ::ecm_client::$kind>::Response;
                Box::new(<Response as Init>::init())
            },
        }
    };
}

// Written beside this file: the modules of the services, and `SERVICES`.
include!("services.rs");

fn judge(example: &Value) -> Result<Value, Box<dyn Error>> {
    let text = |index: usize| example[index].as_str();
    let services = || SERVICES.iter().filter(|(service, _)| Some(*service) == text(0));
    let mut actions = services().flat_map(|(_, actions)| *actions);
    let action = actions.find(|action| Some(action.name) == text(1));
    let action = action.ok_or_else(|| format!("no such action: {example}"))?;
    let (mut unread, mut violations, mut read, mut misfit) = (None, Vec::new(), None, None);
    if let Some(body) = text(2) {
        let mut request = (action.request)();
        match read_request(body, &mut *request) {
            Ok(()) => {
                let found = validate(&*request);
                let found = found.errors();
                violations.extend(found.map(|one| format!("{}: {}", one.path(), one.rule())));
            }
            Err(error) => unread = Some(error.to_string()),
        }
    }
    if let Some(answer) = text(3) {
        let mut response = (action.response)();
        match read_response(answer.as_bytes(), &mut *response) {
            Ok(()) => read = Some(to_json(&*response)),
            Err(error) => misfit = Some(error.to_string()),
        }
    }
    Ok(json!([unread, violations, read, misfit]))
}

fn main() -> Result<(), Box<dyn Error>> {
    let mut input = String::new();
    std::io::stdin().read_to_string(&mut input)?;
    let examples: Vec<Value> = serde_json::from_str(&input)?;
    let judged: Vec<Value> = examples.iter().map(judge).collect::<Result<_, _>>()?;
    std::io::stdout().write_all(Value::from(judged).to_string().as_bytes())?;
    Ok(())
}
