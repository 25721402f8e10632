//! The examples of every service, read by the types that are generated for it.

use std::collections::BTreeMap;
use std::fs;
use std::io::Write as _;
use std::path::Path;
use std::process::{Command, Stdio};

use ecm_codegen::Selection;
use ecm_import::Options;
use ecm_spec::model::{Shape, Spec};
use ecm_tests::examples::{self, Example};
use ecm_tests::scratch::Scratch;
use serde_json::{Value, json};

/// Requests that are no JSON, by what they are.
const NO_REQUESTS: &[(&str, &[&str])] = &[
    ("Multipart", &["cii DescribeQualityScore 0", "cii UploadMedicalFile 0"]),
    ("ProtocolBuffers", &["cls UploadLog 0"]),
];

/// Answers that are not read, by what they are.
#[rustfmt::skip]
const NO_ANSWERS: &[(&str, &[&str])] = &[
    ("Events", &[
        "cls ChatCompletions 0", "hunyuan ChatCompletions 1", "hunyuan ChatCompletions 3",
        "hunyuan ChatCompletions 6", "hunyuan ChatCompletions 7", "lkeap ChatCompletions 0",
        "lkeap ChatCompletions 1",
    ]),
    ("Misfit", &["hunyuan GetThreadMessage 0", "hunyuan GetThreadMessageList 0"]),
    ("NoEnvelope", &[
        "hunyuan ChatCompletions 9", "hunyuan GroupChatCompletions 0", "hunyuan RunThread 0",
        "lkeap ReconstructDocumentSSE 0", "lkeap ReconstructDocumentSSE 1",
    ]),
    ("Syntax", &["cls ChatCompletions 1"]),
];

const DRIVER: &str = include_str!("driver/main.rs");

struct Service {
    name: String,
    spec: Spec,
    examples: Vec<Example>,
}

/// The services that have examples.
fn services() -> Vec<Service> {
    let Some(root) = ecm_tests::shared("metadata") else { return Vec::new() };
    let folders = super::folders(&root).filter(|folder| !folder.ends_with("history"));
    let services = folders.map(|folder| {
        let version = super::folders(&folder).last().unwrap();
        let [metadata, published] = ["api.json", "examples.json"]
            .map(|file| fs::read_to_string(version.join(file)).unwrap());
        let spec = super::import(&metadata, None, &Options::default()).spec;
        let name = folder.file_name().unwrap().to_str().unwrap().to_owned();
        Service { name, examples: examples::read(&spec, &published), spec }
    });
    services.collect()
}

/// A program with the clients of all services.
fn program(services: &[Service]) -> Scratch {
    let tmp = Path::new(env!("CARGO_TARGET_TMPDIR"));
    let needs = "serde_json = \"1\"\n";
    let program = Scratch::new(tmp.join("examiner"), tmp.join("services-target"), &[], needs);
    let (mut modules, mut tables) = (String::new(), String::new());
    for Service { name, spec, .. } in services {
        // Nobody reads it, so it need not be formatted.
        let code = ecm_codegen::generate(spec, &Selection::all(spec));
        program.write(&format!("src/{name}.rs"), &code.to_string());
        modules.push_str(&format!("#[allow(dead_code)]\nmod {name};\n"));
        let rows = ecm_tests::dispatch::rows(spec, name);
        tables.push_str(&format!("    ({name:?}, &[\n{rows}    ]),\n"));
    }
    let tables = format!("static SERVICES: &[(&str, &[Action])] = &[\n{tables}];\n");
    program.write("src/services.rs", &format!("{modules}\n{tables}"));
    program.write("src/main.rs", DRIVER);
    let output = program.cargo(&["build", "--quiet"]);
    let errors = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{}", errors.chars().take(5_000).collect::<String>());
    program
}

/// What is in the envelope.
fn inside(answer: &str) -> Value {
    let answer: Value = serde_json::from_str(answer).unwrap();
    answer["Response"].clone()
}

/// What the program says of a request and an answer.
struct Judged {
    unread: Option<String>,
    violations: Vec<String>,
    read: Option<String>,
    misfit: Option<String>,
}

/// The same as the program writes it.
type Row = (Option<String>, Vec<String>, Option<String>, Option<String>);

/// What the program says of each example.
fn judged(program: &Scratch, services: &[Service]) -> Vec<Judged> {
    let input = services.iter().flat_map(|service| {
        service.examples.iter().map(|one| {
            let answer = one.response.as_ref().ok().map(|answer| inside(answer).to_string());
            json!([service.name, one.action, one.request.as_ref().ok(), answer])
        })
    });
    let mut command = Command::new(program.program("examiner"));
    let mut child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().unwrap();
    // It reads everything before it writes.
    let mut stdin = child.stdin.take().unwrap();
    stdin.write_all(input.collect::<Value>().to_string().as_bytes()).unwrap();
    drop(stdin);
    let output = child.wait_with_output().unwrap();
    assert!(output.status.success());
    let judged: Vec<Row> = serde_json::from_slice(&output.stdout).unwrap();
    let judged = judged.into_iter().map(|(unread, violations, read, misfit)| Judged {
        unread,
        violations,
        read,
        misfit,
    });
    judged.collect()
}

type Kinds = BTreeMap<String, Vec<String>>;

fn listed(kinds: &[(&str, &[&str])]) -> Kinds {
    let owned = |names: &[&str]| names.iter().map(|name| (*name).to_owned()).collect();
    kinds.iter().map(|(kind, names)| ((*kind).to_owned(), owned(names))).collect()
}

#[test]
#[ignore = "takes minutes"]
fn the_examples_of_every_service_are_read() {
    let services = services();
    if services.is_empty() {
        return;
    }
    let judged = judged(&program(&services), &services);
    let (mut requests, mut answers) = (Kinds::new(), Kinds::new());
    let examples = || {
        services.iter().flat_map(|service| service.examples.iter().map(move |one| (service, one)))
    };
    assert_eq!(judged.len(), examples().count());
    for ((Service { name, spec, .. }, example), judged) in examples().zip(&judged) {
        let name = format!("{name} {}", example.name);
        assert_eq!(judged.unread, None, "{name}");
        assert_eq!(judged.violations, Vec::<String>::new(), "{name}");
        if let Err(kind) = &example.request {
            requests.entry(format!("{kind:?}")).or_default().push(name.clone());
        }
        match (&example.response, &judged.misfit) {
            (Err(kind), _) => answers.entry(format!("{kind:?}")).or_default().push(name),
            (Ok(_), Some(_)) => answers.entry("Misfit".to_owned()).or_default().push(name),
            (Ok(answer), None) => {
                let read = serde_json::from_str(judged.read.as_ref().unwrap()).unwrap();
                let mut actions = spec.actions.iter();
                let action = actions.rfind(|one| one.name.wire == example.action).unwrap();
                let shape = Shape::Record(action.response);
                let lost = examples::lost(spec, &shape, &inside(answer), &read);
                assert_eq!(lost, Vec::<String>::new(), "{name}");
            }
        }
    }
    for (found, expected) in [(requests, NO_REQUESTS), (answers, NO_ANSWERS)] {
        let unread: usize = found.values().map(Vec::len).sum();
        assert!(unread * 100 <= judged.len() * 3, "{unread} of {}", judged.len());
        assert_eq!(found, listed(expected));
    }
}
