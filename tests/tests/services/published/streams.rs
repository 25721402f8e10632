//! The event streams among the published examples: served byte for byte, and read event by event by
//! clients that are generated from the metadata and by a client that reads the spec at run time.

use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use ecm_client::dynamic::Api;
use ecm_client::{Client, Credentials, Outcome};
use ecm_import::{Options, Sources};
use ecm_scratch::{Compiler, Program};
use ecm_spec::model::{Action, Shape, Spec};
use ecm_test_server::{ServedEvent, ServedEvents, TestServer, TestServerBuilder};
use ecm_tests::examples::{self, Example, NoJson};
use serde_json::{Value, json};

use super::{Published, published_in};

const COLLECTIONS: [&str; 2] = ["metadata", "metadata-3.1.189.1"];

const DRIVER: &str = include_str!("streams/main.rs");

/// Examples whose events are not all read, and why they end.
const ENDS: &[(&str, End)] = &[
    ("cls ChatCompletions 0", End::Broken),
    // It shows a failure in the middle.
    ("trtc TextToSpeechSSE 0", End::Rejected),
    ("trtc TextToSpeechSSE 2", End::Broken),
];

/// Examples with events that are no JSON, and what repairs them: backticks stand behind a backslash,
/// as in a page of Markdown, and a bracket is missing.
const REPAIRS: &[(&str, &str, &str)] = &[
    ("cls ChatCompletions 0", "\\`", "`"),
    ("trtc TextToSpeechSSE 2", "\"TextEnd\": 2}, \"IsEnd\"", "\"TextEnd\": 2}], \"IsEnd\""),
];

#[derive(Clone, Copy, Debug, PartialEq)]
enum End {
    Whole,
    Rejected,
    Broken,
}

/// A service with examples that are event streams.
struct Service {
    name: String,
    module: String,
    spec: Spec,
    text: String,
    streams: Vec<Stream>,
    /// Examples of the same actions that answer with a JSON object.
    whole: Vec<Example>,
}

/// An example that is an event stream.
struct Stream {
    name: String,
    action: String,
    request: String,
    /// Events as they are written, and the data of those that are read.
    events: Vec<String>,
    data: Vec<Value>,
    end: End,
}

impl Service {
    fn action(&self, name: &str) -> &Action {
        self.spec.action(name).unwrap()
    }
}

fn services(collection: &str) -> Vec<Service> {
    let published = published_in(collection).into_iter().filter_map(service);
    published.collect()
}

fn service(published: Published) -> Option<Service> {
    let text = published.examples.as_deref()?;
    let sources =
        Sources { metadata: &published.metadata, onto: None, errors: &[], examples: Some(text) };
    let imported = ecm_import::import(&sources, &Options::default()).unwrap();
    let all = examples::read(&imported.spec, text);
    let document: Value = serde_json::from_str(text).unwrap();
    let (mut streams, mut whole) = (Vec::new(), Vec::new());
    for example in all {
        let action = imported.spec.action(&example.action);
        let Some(action) = action.filter(|action| action.events.is_some()) else { continue };
        match &example.response {
            // A single event, laid out for its readers.
            Err(NoJson::NoEnvelope) if action.is_always_streamed() => {
                let number: usize = example.name.rsplit(' ').next().unwrap().parse().unwrap();
                let output = &document["actions"][&example.action][number]["output"];
                let event =
                    format!("data: {}\n", output.as_str().unwrap().replace(['\r', '\n'], " "));
                let name = format!("{} {}", published.name, example.name);
                streams.push(Stream::read(name, &example, &event));
            }
            Err(NoJson::Events) => {
                let number: usize = example.name.rsplit(' ').next().unwrap().parse().unwrap();
                let output = document["actions"][&example.action][number]["output"].as_str();
                let (name, output) =
                    (format!("{} {}", published.name, example.name), output.unwrap());
                for (one, broken, whole) in REPAIRS {
                    if *one == name {
                        let repaired = output.replace(broken, whole);
                        assert_ne!(repaired, output, "{name} is no longer broken");
                        streams.push(Stream::read(
                            format!("{name}, repaired"),
                            &example,
                            &repaired,
                        ));
                    }
                }
                streams.push(Stream::read(name, &example, output));
            }
            Ok(_) if example.request.is_ok() => whole.push(example),
            _ => {}
        }
    }
    (!streams.is_empty()).then(|| Service {
        module: published.module(),
        name: published.name,
        spec: imported.spec,
        text: imported.text,
        streams,
        whole,
    })
}

impl Stream {
    /// Reads an example: lines of events, behind a head of HTTP or a remark of its author. Some
    /// authors leave a tab on the line that ends an event.
    fn read(name: String, example: &Example, output: &str) -> Self {
        let (mut events, mut open) = (Vec::new(), String::new());
        for line in output.lines() {
            let line = line.trim_end_matches(['\r', '\t']);
            if !["id:", "event:", "data:"].iter().any(|field| line.starts_with(field)) {
                continue;
            }
            open.push_str(&format!("{line}\n"));
            if line.starts_with("data:") {
                events.push(format!("{}\n", std::mem::take(&mut open)));
            }
        }
        let (mut data, mut end) = (Vec::new(), End::Whole);
        for event in &events {
            let text = event.split_once("data:").unwrap().1.trim();
            match serde_json::from_str::<Value>(text) {
                _ if text == "[DONE]" => break,
                Ok(event) if event.get("Error").is_some() => end = End::Rejected,
                Ok(event) => {
                    data.push(event);
                    continue;
                }
                Err(_) => end = End::Broken,
            }
            break;
        }
        let request = example.request.clone().unwrap();
        Self { name, action: example.action.clone(), request, events, data, end }
    }

    /// Server that sends the events, each in a chunk of its own.
    fn server(&self, service: &Service) -> TestServerBuilder {
        let events = self.events.iter().map(|event| ServedEvent::raw(event.clone().into_bytes()));
        let events = ServedEvents::new(events).without_end_mark();
        server(service).respond_with_events(self.action.as_str(), events)
    }

    fn check(&self, events: u64, code: Option<&str>, is_unknown: Option<bool>) {
        let name = &self.name;
        assert_eq!(events, self.data.len() as u64, "{name}");
        let end = match (is_unknown, code) {
            (None, _) => End::Whole,
            (Some(false), Some(_)) => End::Rejected,
            _ => End::Broken,
        };
        assert_eq!(end, self.end, "{name}");
        let listed = ENDS.iter().find(|(one, _)| one == name);
        assert_eq!(end, listed.map_or(End::Whole, |(_, end)| *end), "{name}");
    }
}

fn server(service: &Service) -> TestServerBuilder {
    let builder = TestServer::builder().spec(service.text.as_str());
    builder.credentials("AKIDEXAMPLE", "SECRETEXAMPLE")
}

fn client(url: &str) -> Client {
    let client = Client::builder()
        .credentials(Credentials::new("AKIDEXAMPLE", "SECRETEXAMPLE"))
        .region("ap-guangzhou")
        .rate_limit(false)
        .endpoint(url);
    client.build().unwrap()
}

async fn read_dynamically(service: &Service) {
    let api = Api::read(&service.text).unwrap();
    for stream in &service.streams {
        let server = stream.server(service).start().await.unwrap();
        let request = api.action(&stream.action).unwrap().request(&stream.request).unwrap();
        let mut events = client(&server.url()).stream_dynamic(&request).await.unwrap();
        let (mut count, mut failed) = (0, None);
        while let Some(event) = events.next().await {
            match event {
                Ok(event) => {
                    let data: Value = serde_json::from_str(event.json()).unwrap();
                    assert_eq!(Some(&data), stream.data.get(count), "{}", stream.name);
                    assert_eq!(event.mismatches(), [], "{}", stream.name);
                    count += 1;
                }
                Err(error) => failed = Some(error),
            }
        }
        let code = failed.as_ref().and_then(|error| error.code());
        let is_unknown = failed.as_ref().map(|error| error.outcome() == Outcome::Unknown);
        assert_eq!(failed.as_ref().map_or(count, |error| error.events() as usize), count);
        stream.check(count as u64, code, is_unknown);
        server.shutdown().await;
    }
    for example in &service.whole {
        let answer: Value = serde_json::from_str(example.response.as_ref().unwrap()).unwrap();
        let builder = server(service);
        let builder = builder.respond_with(example.action.as_str(), answer["Response"].clone());
        let server = builder.start().await.unwrap();
        let request = api.action(&example.action).unwrap();
        let request = request.request(example.request.as_ref().unwrap()).unwrap();
        let client = client(&server.url());
        let sent = match request.is_streamed() {
            true => client.stream_dynamic(&request).await.map(|_| unreachable!("a refusal")),
            false => client.send_dynamic(&request).await,
        };
        let response = match sent {
            Ok(response) => response,
            Err(error) => {
                let refusal = &answer["Response"]["Error"]["Code"];
                assert_eq!(error.code(), refusal.as_str(), "{}: {error}", example.name);
                continue;
            }
        };
        let mut read: Value = serde_json::from_str(response.json()).unwrap();
        let mut given = answer["Response"].clone();
        // The server gives each answer an id of its own.
        for one in [&mut read, &mut given] {
            one.as_object_mut().unwrap().remove("RequestId");
        }
        assert_eq!(read, given, "{} {}", service.name, example.name);
        server.shutdown().await;
    }
}

#[tokio::test]
async fn every_example_of_a_stream_is_read_by_its_spec_alone() {
    let mut count = 0;
    for service in COLLECTIONS.into_iter().flat_map(services) {
        read_dynamically(&service).await;
        println!(
            "{}: {} streams, {} answers that are whole",
            service.name,
            service.streams.len(),
            service.whole.len()
        );
        count += service.streams.len();
    }
    assert!(count == 0 || count >= 23, "{count} streams");
}

/// A program with clients of the services, of which only the actions that stream are compiled.
fn program(services: &[Service]) -> PathBuf {
    let compiler = Compiler::new(env!("CARGO_CRATE_NAME"), env!("CARGO_TARGET_TMPDIR"), "streamer");
    let (mut modules, mut rows) = (String::new(), String::new());
    for Service { name, module, spec, .. } in services {
        let streamed: Vec<&str> = spec
            .actions
            .iter()
            .filter(|action| action.events.is_some())
            .map(|action| action.name.wire.as_str())
            .collect();
        let selection = ecm_codegen::input::select(spec, Some(&streamed), None::<&[&str]>).unwrap();
        let code = ecm_tests::generated_of(spec, &selection);
        compiler.write(&format!("src/{module}.rs"), &code);
        modules.push_str(&format!("#[allow(dead_code)]\nmod {module};\n"));
        for action in spec.actions.iter().filter(|action| action.events.is_some()) {
            let request = &spec[action.request].name.rust;
            rows.push_str(&format!("    streamed!({name:?}, {module}::{request}),\n"));
        }
    }
    compiler.write(
        "src/services.rs",
        &format!("{modules}\nstatic ACTIONS: &[Streamed] = &[\n{rows}];\n"),
    );
    compiler.write("src/main.rs", DRIVER);
    compiler.built(&Program::binary("streamer", compiler.path("src/main.rs")))
}

/// Runs the program on rows of `[service, action, url, request, whether it streams]`, one after the other.
fn answers(program: &Path, rows: Value) -> Vec<Value> {
    let mut command = Command::new(program);
    let mut child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().unwrap();
    child.stdin.take().unwrap().write_all(rows.to_string().as_bytes()).unwrap();
    let output = child.wait_with_output().unwrap();
    assert!(output.status.success());
    serde_json::from_slice(&output.stdout).unwrap()
}

/// Lists the data that a record has lost.
fn lost(
    service: &Service,
    action: &str,
    is_stream: bool,
    given: &Value,
    read: &Value,
) -> Vec<String> {
    let action = service.action(action);
    let event = action.events.as_ref().unwrap().event;
    let shape = Shape::Record(if is_stream { event } else { action.response });
    let read: Value = serde_json::from_str(read.as_str().unwrap()).unwrap();
    examples::lost(&service.spec, &shape, given, &read)
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn every_example_of_a_stream_is_read_by_generated_clients() {
    let services = services("metadata-3.1.189.1");
    if services.is_empty() {
        return;
    }
    let names: Vec<&str> = services.iter().map(|service| service.name.as_str()).collect();
    assert_eq!(names, ["cls", "hunyuan", "lkeap", "trtc"]);
    let program = tokio::task::block_in_place(|| program(&services));
    let (mut rows, mut servers) = (Vec::new(), Vec::new());
    for service in &services {
        for stream in &service.streams {
            let server = stream.server(service).start().await.unwrap();
            rows.push(json!([service.name, stream.action, server.url(), stream.request, true]));
            servers.push(server);
        }
        for one in &service.whole {
            let answer: Value = serde_json::from_str(one.response.as_ref().unwrap()).unwrap();
            let builder = server(service);
            let builder = builder.respond_with(one.action.as_str(), answer["Response"].clone());
            let server = builder.start().await.unwrap();
            rows.push(json!([
                service.name,
                one.action,
                server.url(),
                one.request.as_ref().unwrap(),
                // What is always a stream is refused as one.
                service.action(&one.action).is_always_streamed()
            ]));
            servers.push(server);
        }
    }
    let mut answers = tokio::task::block_in_place(|| answers(&program, rows.into())).into_iter();
    for service in &services {
        for stream in &service.streams {
            let answer = answers.next().unwrap();
            let name = &stream.name;
            assert_eq!(answer["mismatches"], json!([]), "{name}");
            let events = answer["events"].as_array().unwrap();
            for (given, read) in stream.data.iter().zip(events) {
                let lost = lost(service, &stream.action, true, given, read);
                assert_eq!(lost, Vec::<String>::new(), "{name}");
            }
            stream.check(events.len() as u64, answer["code"].as_str(), answer["unknown"].as_bool());
        }
        for one in &service.whole {
            let answer = answers.next().unwrap();
            let given: Value = serde_json::from_str(one.response.as_ref().unwrap()).unwrap();
            let refusal = &given["Response"]["Error"]["Code"];
            assert_eq!(answer["code"], *refusal, "{} {}: {answer}", service.name, one.name);
            if refusal.is_string() {
                continue;
            }
            let read = &answer["events"][0];
            let lost = lost(service, &one.action, false, &given["Response"], read);
            assert_eq!(lost, Vec::<String>::new(), "{} {}", service.name, one.name);
            assert_eq!(answer["mismatches"], json!([]), "{} {}", service.name, one.name);
        }
    }
    assert!(answers.next().is_none());
    for server in servers {
        server.shutdown().await;
    }
}
