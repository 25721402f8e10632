//! Tests of `ecm call --query` and of the forms of its output.

use serde_json::{Value, json};

use crate::call::call;
use crate::paged::{Paged, SPEC};
use crate::support::{Run, anywhere, run_with};

fn list(server: &Paged, more: &[&str]) -> Run {
    let arguments = ["ListLamps", "--spec", SPEC, "--endpoint", &server.url];
    run_with(call(&[&arguments, more].concat()), "")
}

fn lamps() -> Paged {
    Paged::start(|_| {
        Some(json!({
            "TotalCount": 2, "RequestId": "r-1", "New": 1.5, "LampSet": [
                { "LampId": "b", "Name": "Desk\u{1b}[31m\tlamp", "State": "ON", "Since": "2024-03-01" },
                { "LampId": "a", "Name": null, "State": "OFF", "Since": "2023-03-01", "Ports": [1, 2] },
            ],
        }))
    })
}

#[track_caller]
fn assert_out(server: &Paged, arguments: &[&str], expected: &str) {
    let run = list(server, arguments);
    assert_eq!(
        (run.code, run.out.as_str(), run.err.as_str()),
        (Some(0), expected, ""),
        "{arguments:?}"
    );
}

#[test]
fn a_query_gives_what_people_expect_of_their_filters() {
    let server = lamps();
    let query = |expression: &str, expected: &str| {
        assert_out(&server, &["--query", expression], &format!("{expected}\n"));
    };
    query("LampSet[?Since > '2024'].LampId | [0]", "\"b\"");
    query("sum(LampSet[1].Ports)", "3");
    query("New", "1.5");
    query("LampSet[?State == 'ON'] | length(@)", "1");
    query("Missing", "null");
    assert_out(
        &server,
        &["--query", "{z: TotalCount, a: New}"],
        "{\n  \"z\": 2,\n  \"a\": 1.5\n}\n",
    );
}

#[test]
fn every_form_of_output_has_its_lines() {
    let server = lamps();
    let rows = "LampSet[].{Id: LampId, On: State == 'ON', Name: Name}";
    for (output, expected) in [
        ("text", "b\tDesk\u{fffd}[31m lamp\tTrue\na\tNone\tFalse\n"),
        (
            "ndjson",
            "{\"Id\":\"b\",\"On\":true,\"Name\":\"Desk\\u001b[31m\\tlamp\"}\n{\"Id\":\"a\",\"On\":false,\"Name\":null}\n",
        ),
    ] {
        assert_out(&server, &["--query", rows, "--output", output], expected);
    }
    let run = list(&server, &["--query", rows, "--output", "table"]);
    let words: Vec<Vec<&str>> =
        run.out.lines().map(|line| line.split_whitespace().collect()).collect();
    assert_eq!(
        words,
        [
            vec!["Id", "On", "Name"],
            vec!["b", "true", "Desk\u{fffd}[31m", "lamp"],
            vec!["a", "false"],
        ],
        "{run:?}"
    );
    assert_out(&server, &["--query", "LampSet[].LampId", "--output", "text"], "b\ta\n");
    let run = list(&server, &["--output", "text"]);
    let first = run.out.lines().next();
    assert_eq!(first, Some("1.5\tr-1\t2"), "single values by name: {run:?}");
    assert!(
        run.out.contains("LAMPSET\tb\tDesk") && run.out.contains("PORTS\t1\nPORTS\t2\n"),
        "{run:?}"
    );
    assert!(!run.out.contains('\u{1b}'), "{run:?}");
}

#[test]
fn raw_is_the_body_as_it_came() {
    let server = lamps();
    let long = list(&server, &["--output", "raw", "--show-secrets"]);
    let short = list(&server, &["--raw"]);
    assert_eq!(short.code, Some(0), "{short:?}");
    assert_eq!(short.out, long.out);
    let body: Value = serde_json::from_str(&short.out).unwrap();
    assert_eq!(body["Response"]["TotalCount"], json!(2));
    let run = list(&server, &["--raw", "--query", "TotalCount"]);
    assert_eq!((run.code, run.out.as_str()), (Some(2), ""), "{run:?}");
}

#[test]
fn a_query_never_shows_a_secret() {
    let secret = "never-To-Be-Seen-1";
    let credentials = json!({ "TmpSecretId": "id", "TmpSecretKey": secret, "Token": secret });
    let server =
        Paged::start(move |_| Some(json!({ "Credentials": credentials, "RequestId": "r" })));
    let arguments = [
        "AssumeRole",
        "--spec",
        "sts-2018-08-13",
        "--endpoint",
        &server.url,
        "--region",
        "ap-guangzhou",
        "--validation",
        "off",
        "--query",
        "Credentials.TmpSecretKey",
        "--output",
    ];
    for output in ["json", "text", "table", "ndjson"] {
        let run = run_with(call(&[&arguments[..], &[output]].concat()), "");
        assert_eq!(run.code, Some(0), "{run:?}");
        assert!(run.out.contains("[redacted]") && !run.out.contains(secret), "{run:?}");
    }
}

#[test]
fn the_help_is_in_groups_and_fits_a_terminal() {
    let mut command = crate::support::command(std::path::Path::new("."));
    let run = Run::from(command.args(["call", "-h"]).env("COLUMNS", "80").output().unwrap());
    for head in ["\nRequest:\n", "\nAnswer:\n", "\nWait:\n", "\nService:\n", "\nSignature:\n"] {
        assert_eq!(run.out.matches(head).count(), 1, "{head}: {}", run.out);
    }
    let help = anywhere(&["call", "--help"]).out;
    let examples = help.lines().skip_while(|line| !line.starts_with("Examples:"));
    assert!(examples.clone().count() > 10, "{help}");
    for line in examples {
        assert!(line.chars().count() <= 80, "{line}");
    }
}
