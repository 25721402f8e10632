//! The examples of the client run, and print what they are there to show.
//!
//! Cargo builds examples together with the tests of their package, so their programs are beside this
//! test's own.

use std::collections::BTreeSet;
use std::env::{self, consts::EXE_SUFFIX};
use std::fs;
use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::TcpListener;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use ecm_scratch::{Compiler, Program, Scratch};
use ecm_tests::workspace;
use serde_json::Value;

const FOLDER: &str = "ecm-client/examples";

/// Every example, with texts that its output has in this order.
const EXAMPLES: &[(&str, &[&str])] = &[
    ("blocking", &["launched 2\n", "running 2\n", "instance ein-", "instance ein-"]),
    (
        "credentials_chain",
        &[
            "\"web identity\", \"instance role\", \"vault\"])\n",
            "AKIDENVIRONMENT\nAKIDPROFILE\n",
            "profile: ",
            "secret_key",
            "accepted from the vault: Some(0) instances\n",
        ],
    ),
    (
        "own_spec",
        &[
            // The order of the members is that of `serde_json`'s feature `preserve_order`.
            "sent {",
            "\"lamp-1\"",
            "SwitchOn was not sent",
            "Brightness: must be 0 to 100, is 180 (L03)\n",
            "lamp-1 is Some(On)\n",
        ],
    ),
    ("pagination", &["25 instances\n", "page of 10\n", "page of 10\n", "page of 5\n"]),
    (
        "retries_and_outcomes",
        &[
            "read: Some(0) instances after 2 requests\n",
            "not sent: ",
            "rejected: ResourcesSoldOut.SpecifiedInstanceType\n",
            "unknown, attempts: 1\n",
            "found by its tag: 2 instances\n",
            "creates that were carried out: 1\n",
        ],
    ),
    ("run_instances", &["[redacted]", "--- what came back\nrequest id ", "instance   ein-"]),
    (
        "telemetry_export",
        &[
            "/v1/traces\n",
            "\"name\": \"ecm/DescribeInstances\"",
            "/v1/metrics\n",
            "\"name\": \"rpc.client.call.duration\"",
        ],
    ),
    ("testing_your_own_code", &["one launch, 3 instances, all found\npassed\n"]),
    (
        "tracing_output",
        &[
            "INFO span call otel.kind=\"client\" otel.name=ecm/DescribeInstances",
            "tencentcloud.outcome=\"rejected\" rpc.response.status_code=\"InternalError\"",
            "tencentcloud.outcome=\"done\"",
            "tencentcloud.attempts=2",
        ],
    ),
    (
        "waiter",
        &[
            "launched 2\n",
            "is RUNNING\n",
            "is RUNNING\n",
            "wait again, or with a longer timeout\nlast seen: Some(\"RUNNING\")\n",
        ],
    ),
];

/// Program of an example in the folder that cargo builds this test into.
fn program(name: &str) -> PathBuf {
    let test = env::current_exe().unwrap();
    let profile = test.parent().and_then(Path::parent).unwrap();
    profile.join("examples").join(format!("{name}{EXE_SUFFIX}"))
}

/// Output of a program that ended well and reported no error.
fn printed(name: &str, output: &Output) -> String {
    let text = String::from_utf8_lossy(&output.stdout).into_owned();
    let errors = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{name}: {}\n{text}\n{errors}", output.status);
    assert!(errors.is_empty(), "{name}: {errors}");
    text
}

#[test]
fn every_example_is_run_and_says_how() {
    let files = fs::read_dir(workspace().join(FOLDER)).unwrap();
    let files = files.map(|file| file.unwrap().file_name().into_string().unwrap());
    let found: BTreeSet<String> =
        files.filter_map(|file| file.strip_suffix(".rs").map(str::to_owned)).collect();
    let listed: BTreeSet<String> = EXAMPLES.iter().map(|(name, _)| (*name).to_owned()).collect();
    assert_eq!(found, listed, "files of {FOLDER}, and the examples that are run here");
    for name in found {
        let text = fs::read_to_string(workspace().join(format!("{FOLDER}/{name}.rs"))).unwrap();
        let head: Vec<&str> = text.lines().take_while(|line| line.starts_with("//!")).collect();
        let command = head.iter().find(|line| line.starts_with("//! cargo run -p ecm-client "));
        let ends = command.is_some_and(|line| line.ends_with(&format!(" --example {name}")));
        assert!(ends, "{name}: its head has no command that runs it");
    }
}

#[test]
fn examples_print_what_they_show() {
    for (name, expected) in EXAMPLES {
        let program = program(name);
        assert!(
            program.exists(),
            "the example {name} is not built: run `cargo test --workspace --all-features`, or \
             `cargo build -p ecm-client --all-features --examples` before this test"
        );
        let text = printed(
            name,
            &Command::new(program).env_remove("OTEL_EXPORTER_OTLP_ENDPOINT").output().unwrap(),
        );
        let mut rest = text.as_str();
        for part in *expected {
            let Some(at) = rest.find(part) else { panic!("{name}: no {part:?} in\n{text}") };
            rest = &rest[at + part.len()..];
        }
    }
}

/// Reads one request that an exporter sends, and accepts it; returns its path and its document.
fn collected(listener: &TcpListener) -> (String, Value) {
    let (mut connection, _) = listener.accept().unwrap();
    let mut reader = BufReader::new(connection.try_clone().unwrap());
    let (mut head, mut length) = (String::new(), 0);
    while !head.ends_with("\r\n\r\n") {
        let start = head.len();
        assert!(reader.read_line(&mut head).unwrap() > 0, "{head}");
        if let Some(text) = head[start..].strip_prefix("Content-Length: ") {
            length = text.trim().parse().unwrap();
        }
    }
    let mut body = vec![0; length];
    reader.read_exact(&mut body).unwrap();
    connection.write_all(b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}").unwrap();
    let path = head.split(' ').nth(1).unwrap().to_owned();
    (path, serde_json::from_slice(&body).unwrap())
}

/// Names of the spans or metrics of a document, in the order in which they come.
fn names(list: &Value) -> Vec<&str> {
    list.as_array().unwrap().iter().map(|one| one["name"].as_str().unwrap()).collect()
}

#[test]
fn spans_and_metrics_reach_a_collector() {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let endpoint = format!("http://{}", listener.local_addr().unwrap());
    let example = Command::new(program("telemetry_export"))
        .env("OTEL_EXPORTER_OTLP_ENDPOINT", endpoint)
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let ((traces_path, traces), (metrics_path, metrics)) =
        (collected(&listener), collected(&listener));
    let text = printed("telemetry_export", &example.wait_with_output().unwrap());
    assert_eq!(text, "/v1/traces: HTTP/1.1 200 OK\n/v1/metrics: HTTP/1.1 200 OK\n");
    assert_eq!((&*traces_path, &*metrics_path), ("/v1/traces", "/v1/metrics"));

    let spans = &traces["resourceSpans"][0]["scopeSpans"][0]["spans"];
    assert_eq!(names(spans), ["POST", "POST", "ecm/DescribeInstances"]);
    let call = &spans[2];
    for attempt in [&spans[0], &spans[1]] {
        assert_eq!(attempt["traceId"], call["traceId"]);
        assert_eq!(attempt["parentSpanId"], call["spanId"]);
    }
    assert_eq!(names(&call["events"]), ["attempt failed, trying again", "call ended"]);
    // Only the first attempt failed.
    let codes = spans.as_array().unwrap().iter().map(|span| span["status"]["code"].as_u64());
    assert_eq!(codes.collect::<Vec<_>>(), [Some(2), None, None]);

    let found = &metrics["resourceMetrics"][0]["scopeMetrics"][0]["metrics"];
    let durations: Vec<&Value> = (found.as_array().unwrap().iter())
        .filter(|metric| metric["name"] == "rpc.client.call.duration")
        .collect();
    assert_eq!((durations.len(), &durations[0]["unit"]), (1, &Value::from("s")));
    assert_eq!(durations[0]["histogram"]["dataPoints"][0]["count"], "1");
    // One set of labels for each of the two attempts.
    let attempts = "tencentcloud.client.attempt.duration";
    assert_eq!(names(found).iter().filter(|name| **name == attempts).count(), 2);
}

/// The package is copied, so that nothing is written beside the original.
#[test]
fn another_service_is_generated_by_a_build_script() {
    let folder = workspace().join(FOLDER).join("another_service");
    let read = |file: &str| fs::read_to_string(folder.join(file)).unwrap();
    let package = Scratch::new(env!("CARGO_TARGET_TMPDIR"), "another-service", &[], "");
    let beside = format!("path = \"{}/", folder.display());
    let manifest = read("Cargo.toml").replace("path = \"", &beside);
    package.write("Cargo.toml", &manifest);
    for file in ["build.rs", "src/main.rs", "specs/cvm-2017-03-12.json"] {
        package.write(file, &read(file));
    }
    let generated = package.checked().unwrap();
    let compiler = Compiler::new(env!("CARGO_CRATE_NAME"), env!("CARGO_TARGET_TMPDIR"), "service");
    let program = Program::binary("another_service", package.path("src/main.rs"));
    let output =
        Command::new(compiler.built(&program.of_package(package.root().to_owned(), generated)))
            .output()
            .unwrap();
    assert_eq!(printed("another_service", &output), "ap-guangzhou-3 is AVAILABLE\n");
}
