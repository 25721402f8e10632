//! The examples of every service, read by the types that are generated for it.

use std::collections::BTreeMap;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use ecm_codegen::Selection;
use ecm_import::Options;
use ecm_scratch::{Compiler, Program};
use ecm_spec::model::{Shape, Spec};
use ecm_tests::examples::{self, Example, NoJson};
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

/// The services whose examples were looked at one by one.
const LISTED: &[&str] = &[
    "autoscaling",
    "cam",
    "cii",
    "cls",
    "cvm",
    "dnspod",
    "ecm",
    "hunyuan",
    "lkeap",
    "monitor",
    "sts",
    "tag",
    "tke",
    "vpc",
];

/// What one program holds at most: the compiler keeps all of it in memory.
const MAX_TYPES: usize = 12_000;

struct Service {
    name: String,
    module: String,
    spec: Spec,
    examples: Vec<Example>,
}

/// The services that have examples.
fn services() -> Vec<Service> {
    let with_examples = super::published().into_iter().filter_map(|published| {
        let spec = super::import(&published.metadata, None, &Options::default()).spec;
        let examples = examples::read(&spec, published.examples.as_ref()?);
        Some(Service { module: published.module(), name: published.name, examples, spec })
    });
    with_examples.collect()
}

/// As many services as go into a program, one group after the other.
fn groups(services: Vec<Service>) -> Vec<Vec<Service>> {
    let mut groups: Vec<Vec<Service>> = Vec::new();
    let mut types = 0;
    for service in services {
        types += service.spec.types.len();
        match groups.last_mut().filter(|_| types <= MAX_TYPES) {
            Some(group) => group.push(service),
            None => {
                types = service.spec.types.len();
                groups.push(vec![service]);
            }
        }
    }
    groups
}

/// A program with the clients of all services.
fn program(services: &[Service]) -> PathBuf {
    let compiler = Compiler::new(env!("CARGO_CRATE_NAME"), env!("CARGO_TARGET_TMPDIR"), "examiner");
    let (mut modules, mut tables) = (String::new(), String::new());
    for Service { name, module, spec, .. } in services {
        // Nobody reads it, so it need not be formatted.
        let code = ecm_codegen::generate(spec, &Selection::all(spec));
        compiler.write(&format!("src/{module}.rs"), &code.to_string());
        modules.push_str(&format!("#[allow(dead_code)]\nmod {module};\n"));
        let rows = ecm_tests::dispatch::rows(spec, module);
        tables.push_str(&format!("    ({name:?}, &[\n{rows}    ]),\n"));
    }
    let tables = format!("static SERVICES: &[(&str, &[Action])] = &[\n{tables}];\n");
    compiler.write("src/services.rs", &format!("{modules}\n{tables}"));
    compiler.write("src/main.rs", DRIVER);
    compiler.built(&Program::binary("examiner", compiler.path("src/main.rs")))
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

/// What the program says of each example of an action that there is.
fn judged(program: &Path, services: &[Service]) -> Vec<Judged> {
    let input = services.iter().flat_map(|service| {
        asked(service).map(|one| {
            let answer = one.response.as_ref().ok().map(|answer| inside(answer).to_string());
            json!([service.name, one.action, one.request.as_ref().ok(), answer])
        })
    });
    let mut command = Command::new(program);
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

fn asked(service: &Service) -> impl Iterator<Item = &Example> {
    service.examples.iter().filter(|one| one.request != Err(NoJson::NoAction))
}

type Kinds = BTreeMap<String, Vec<String>>;

fn listed(kinds: &[(&str, &[&str])]) -> Kinds {
    let owned = |names: &[&str]| names.iter().map(|name| (*name).to_owned()).collect();
    kinds.iter().map(|(kind, names)| ((*kind).to_owned(), owned(names))).collect()
}

/// What is unread of the examples, by kind.
#[derive(Default)]
struct Unread {
    examples: usize,
    requests: Kinds,
    answers: Kinds,
}

impl Unread {
    /// Notes what is wrong with each example of some services.
    fn note(&mut self, services: &[Service], judged: Vec<Judged>) {
        let mut judged = judged.into_iter();
        for service in services {
            let unknown =
                service.examples.iter().filter(|one| one.request == Err(NoJson::NoAction));
            for example in unknown {
                let kind = || Some("NoAction".to_owned());
                self.add(&format!("{} {}", service.name, example.name), kind(), kind());
            }
            for (example, judged) in asked(service).zip(judged.by_ref()) {
                let name = format!("{} {}", service.name, example.name);
                self.add(&name, of_request(example, &judged), of_answer(service, example, &judged));
            }
        }
        assert!(judged.next().is_none());
    }

    fn add(&mut self, name: &str, request: Option<String>, answer: Option<String>) {
        self.examples += 1;
        for (kinds, kind) in [(&mut self.requests, request), (&mut self.answers, answer)] {
            if let Some(kind) = kind {
                kinds.entry(kind).or_default().push(name.to_owned());
            }
        }
    }
}

/// The kind of a request that is not read, or breaks a rule.
fn of_request(example: &Example, judged: &Judged) -> Option<String> {
    match &example.request {
        Err(kind) => Some(format!("{kind:?}")),
        Ok(_) if judged.unread.is_some() => Some("Unread".to_owned()),
        Ok(_) => (!judged.violations.is_empty()).then(|| "Violates".to_owned()),
    }
}

/// The kind of an answer that is not read, or loses something in being read.
fn of_answer(service: &Service, example: &Example, judged: &Judged) -> Option<String> {
    let answer = match &example.response {
        Err(kind) => return Some(format!("{kind:?}")),
        Ok(_) if judged.misfit.is_some() => return Some("Misfit".to_owned()),
        Ok(answer) => inside(answer),
    };
    let read = serde_json::from_str(judged.read.as_ref().unwrap()).unwrap();
    let mut actions = service.spec.actions.iter();
    let action = actions.find(|one| one.name.wire == example.action).unwrap();
    let shape = Shape::Record(action.response);
    let lost = examples::lost(&service.spec, &shape, &answer, &read);
    (!lost.is_empty()).then(|| "Lost".to_owned())
}

/// Without the services that nobody has looked at.
fn only_listed(kinds: &Kinds) -> Kinds {
    let is_listed =
        |name: &&String| LISTED.iter().any(|service| name.split(' ').next() == Some(service));
    let kinds = kinds.iter().map(|(kind, names)| {
        (kind.clone(), names.iter().filter(is_listed).cloned().collect::<Vec<_>>())
    });
    kinds.filter(|(_, names)| !names.is_empty()).collect()
}

#[test]
#[ignore = "takes minutes"]
fn the_examples_of_every_service_are_read() {
    let services = services();
    if services.is_empty() {
        return;
    }
    let mut unread = Unread::default();
    for services in groups(services) {
        let judged = judged(&program(&services), &services);
        unread.note(&services, judged);
    }
    let Unread { examples, requests, answers } = unread;
    for (what, found, expected) in
        [("requests", requests, NO_REQUESTS), ("answers", answers, NO_ANSWERS)]
    {
        for (kind, names) in &found {
            println!("{what}, {kind}: {} of {examples}", names.len());
        }
        let count: usize = found.values().map(Vec::len).sum();
        assert!(count * 100 <= examples * 3, "{count} of {examples} {what}: {found:?}");
        assert_eq!(only_listed(&found), listed(expected));
    }
}
