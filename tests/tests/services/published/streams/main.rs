//! A program with clients of several services, which calls actions that may answer with events.
//!
//! Standard input holds a list of `[service, action, url, request, whether it streams]`; standard
//! output gets a list of objects with what came.

use std::error::Error;
use std::io::{Read as _, Write as _};

use ecm_client::rt::{Init, read_request, to_json};
use ecm_client::{BoxFuture, Client, Credentials, Outcome, Streamed as StreamedRequest};
use serde_json::{Value, json};

/// An action that may answer with events.
struct Streamed {
    service: &'static str,
    action: &'static str,
    call: for<'a> fn(&'a Client, &'a str, bool) -> BoxFuture<'a, Value>,
}

macro_rules! streamed {
    ($service:literal, $module:ident::$request:ident) => {
        Streamed {
            service: $service,
            action: <$module::$request as ::ecm_client::Request>::ACTION.name,
            call: |client, request, streams| {
                Box::pin(call::<$module::$request>(client, request, streams))
            },
        }
    };
}

// Written beside this file: the modules of the services, and `ACTIONS`.
include!("services.rs");

async fn call<R: StreamedRequest + Clone>(client: &Client, text: &str, streams: bool) -> Value {
    let mut request = R::init();
    if let Err(error) = read_request(text, &mut request) {
        return json!({ "unread": error.to_string() });
    }
    let (mut events, mut mismatches, mut failed) = (Vec::new(), Vec::new(), None);
    if streams {
        match client.stream(&request).await {
            Ok(mut stream) => {
                while let Some(event) = stream.next().await {
                    match event {
                        Ok(event) => {
                            events.push(to_json(event.data()));
                            mismatches.extend(event.mismatches().iter().map(ToString::to_string));
                        }
                        Err(error) => failed = Some(error),
                    }
                }
            }
            Err(error) => failed = Some(error),
        }
    } else {
        match client.send(&request).await {
            Ok(response) => {
                events.push(to_json(response.body()));
                mismatches.extend(response.mismatches().iter().map(ToString::to_string));
            }
            Err(error) => failed = Some(error),
        }
    }
    json!({
        "events": events,
        "mismatches": mismatches,
        "code": failed.as_ref().and_then(|error| error.code()),
        "unknown": failed.as_ref().map(|error| error.outcome() == Outcome::Unknown),
        "error": failed.as_ref().map(ToString::to_string),
    })
}

async fn answer(row: &Value) -> Result<Value, Box<dyn Error>> {
    let text = |index: usize| row[index].as_str().unwrap_or_default();
    let is_meant = |one: &&Streamed| one.service == text(0) && one.action == text(1);
    let action = ACTIONS.iter().find(is_meant).ok_or_else(|| format!("no such action: {row}"))?;
    let client = Client::builder()
        .credentials(Credentials::new("AKIDEXAMPLE", "SECRETEXAMPLE"))
        .region("ap-guangzhou")
        .endpoint(text(2))
        .build()?;
    Ok((action.call)(&client, text(3), row[4] == true).await)
}

fn main() -> Result<(), Box<dyn Error>> {
    let mut input = String::new();
    std::io::stdin().read_to_string(&mut input)?;
    let rows: Vec<Value> = serde_json::from_str(&input)?;
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    let mut answers = Vec::new();
    for row in &rows {
        answers.push(runtime.block_on(answer(row))?);
    }
    std::io::stdout().write_all(Value::from(answers).to_string().as_bytes())?;
    Ok(())
}
