//! Tests of `ecm call` with fields that its spec does not know.

use std::fs;

use serde_json::{Value, json};

use crate::call::call;
use crate::serve::Serving;
use crate::support::{Run, run_with, workshop};

const SECRET: &str = "never-To-Be-Seen-1";

/// Request with fields that the spec does not know, at the top and further in.
fn request() -> Value {
    json!({
        "Tree": { "Name": "oak", "Rings": [4711] },
        "Bytes": "",
        "Count": 1,
        "NewFlag": SECRET,
    })
}

fn run(url: &str, more: &[&str], request: &Value) -> Run {
    let spec = workshop();
    let mut arguments = vec!["New", "--spec", &spec, "--json", "-", "--endpoint", url];
    arguments.extend(more);
    let run = run_with(call(&arguments), &request.to_string());
    assert!(!run.out.contains(SECRET) && !run.err.contains(SECRET), "{run:?}");
    run
}

const WARNINGS: &str = "\
warning: Tree.Rings: is not in the spec; it goes along unchecked (extra_parameter)
warning: NewFlag: is not in the spec; it goes along unchecked (extra_parameter)
";

#[test]
fn fields_that_are_newer_are_sent_on_request() {
    // The server is that of the next version.
    let folder = tempfile::tempdir().unwrap();
    let mut spec: Value = serde_json::from_str(&fs::read_to_string(workshop()).unwrap()).unwrap();
    let types = &mut spec["types"];
    types["NewRequest"]["fields"]["NewFlag"] = json!({ "type": "string", "doc": "A flag." });
    types["Tree"]["fields"]["Rings"] = json!({ "type": "[int64]", "doc": "Rings." });
    let newer = folder.path().join("workshop.json");
    fs::write(&newer, spec.to_string()).unwrap();
    let server = Serving::start(&["--quiet", "--spec", newer.to_str().unwrap()]);

    let refused = run(&server.url(), &[], &request());
    assert_eq!(refused.code, Some(1), "{refused:?}");
    for part in [
        "unknown field \"NewFlag\"",
        "Tree: unknown field \"Rings\"",
        "`--allow-unknown` sends unknown fields as well",
    ] {
        assert!(refused.err.contains(part), "{part}: {}", refused.err);
    }
    for form in [&[][..], &["--method", "get"], &["--signature", "hmac-sha256"]] {
        let arguments = [&["--allow-unknown"], form].concat();
        let run = run(&server.url(), &arguments, &request());
        assert_eq!((run.code, run.err.as_str()), (Some(0), WARNINGS), "{form:?}: {run:?}");
        assert!(run.out.contains("TreeId"), "{run:?}");
    }
}

#[test]
fn a_refusal_comes_with_the_warnings() {
    let server = Serving::start(&["--quiet", "--spec", &workshop()]);
    for more in [&["--allow-unknown"][..], &["--allow-unknown", "--validation", "off"]] {
        let run = run(&server.url(), more, &request());
        assert_eq!(run.code, Some(3), "{run:?}");
        assert!(run.err.starts_with(WARNINGS) && run.err.contains("UnknownParameter"), "{run:?}");
    }
    let mut known = request();
    known["count"] = json!(2);
    let run = run("http://127.0.0.1:9", &["--allow-unknown"], &known);
    assert_eq!(run.code, Some(1), "{run:?}");
    assert!(run.err.contains("count: is given as the field `Count` as well; keep that"), "{run:?}");
}

#[test]
fn a_dry_run_does_not_show_them() {
    for (form, shown) in
        [(&[][..], "\"NewFlag\":\"[redacted]\""), (&["--method", "get"][..], "NewFlag=[redacted]")]
    {
        let arguments = [&["--allow-unknown", "--dry-run"], form].concat();
        let run = run("http://127.0.0.1:9", &arguments, &request());
        assert_eq!((run.code, run.err.as_str()), (Some(0), WARNINGS), "{run:?}");
        assert!(run.out.contains(shown) && !run.out.contains("4711"), "{run:?}");
        assert!(run.out.contains("# String to sign\n[redacted]"), "{run:?}");
    }
    let spec = workshop();
    let arguments =
        ["New", "--spec", &spec, "--json", "-", "--allow-unknown", "--dry-run", "--show-secrets"];
    let run = run_with(call(&arguments), &request().to_string());
    assert!(run.out.contains(SECRET) && run.out.contains("4711"), "{run:?}");
}
