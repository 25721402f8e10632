//! Tests of `ecm call --wait`: nothing but a read is ever repeated.

use serde_json::{Value, json};

use crate::call::call;
use crate::paged::{Paged, SPEC};
use crate::serve::Serving;
use crate::support::{Run, run_with};

fn machine() -> Value {
    json!({
        "ZoneInstanceCountISPSet": [{ "Zone": "ap-zhengzhou-1", "InstanceCount": 2, "ISP": "CMCC" }],
        "ModuleId": "em-0vag13d1",
    })
}

fn create(url: &str, more: &[&str]) -> Run {
    let arguments = ["RunInstances", "--json", "-", "--endpoint", url, "--wait-interval", "1"];
    run_with(call(&[&arguments, more].concat()), &machine().to_string())
}

/// Number of requests of an action in the log of a server.
fn count(log: &[String], action: &str) -> usize {
    log.iter().filter(|line| line.split(' ').next() == Some(action)).count()
}

#[test]
fn a_create_is_sent_once_and_its_ids_are_waited_for() {
    let server = Serving::start(&[]);
    let run = create(&server.url(), &["--wait", "running", "--query", "InstanceIdSet"]);
    assert_eq!((run.code, run.err.as_str()), (Some(0), ""), "{run:?}");
    let ids: Vec<String> = serde_json::from_str(&run.out).unwrap();
    assert_eq!(ids.len(), 2);
    // They run by now, and so does whoever is named by an id of the request.
    let query = "InstanceSet[].InstanceState";
    let described =
        ["DescribeInstances", "--endpoint", &server.url(), "--query", query, "--output", "text"];
    let now = run_with(call(&described), "");
    assert_eq!(now.out, "RUNNING\tRUNNING\n", "{now:?}");
    let log = server.stop();
    assert_eq!(count(&log, "RunInstances"), 1, "{log:?}");
    assert!(count(&log, "DescribeInstances") > 2, "{log:?}");
}

#[test]
fn a_wait_that_ends_too_early_says_what_was_carried_out() {
    let server = Serving::start(&[]);
    let run = create(&server.url(), &["--wait", "InstancesStopped", "--wait-timeout", "2"]);
    assert_eq!(run.code, Some(5), "{run:?}");
    let answer: Value = serde_json::from_str(&run.out).unwrap();
    let id = answer["InstanceIdSet"][0].as_str().unwrap();
    let request_id = answer["RequestId"].as_str().unwrap();
    for part in
        ["waiter `InstancesStopped`", "after 2s", "RunInstances was carried out", id, request_id]
    {
        assert!(run.err.contains(part), "{part}: {run:?}");
    }
    assert_eq!(count(&server.stop(), "RunInstances"), 1);
}

#[cfg(unix)]
#[test]
fn an_interrupt_after_a_create_says_what_is_known() {
    use std::io::{BufRead as _, BufReader, Write as _};

    let server = Serving::start(&[]);
    let arguments = [
        "RunInstances",
        "--json",
        "-",
        "--endpoint",
        &server.url(),
        "--wait",
        "InstancesTerminated",
        "--output",
        "ndjson",
    ];
    let mut child = call(&arguments).spawn().unwrap();
    child.stdin.take().unwrap().write_all(machine().to_string().as_bytes()).unwrap();
    // The answer is printed before the wait begins.
    let mut line = String::new();
    let mut out = BufReader::new(child.stdout.take().unwrap());
    out.read_line(&mut line).unwrap();
    let answer: Value = serde_json::from_str(&line).unwrap();
    let id = child.id().to_string();
    assert!(std::process::Command::new("kill").args(["-INT", &id]).status().unwrap().success());
    let output = child.wait_with_output().unwrap();
    let err = String::from_utf8(output.stderr).unwrap();
    assert_eq!(output.status.code(), Some(5), "{err}");
    let id = answer["InstanceIdSet"][1].as_str().unwrap();
    for part in [
        "was interrupted",
        "RunInstances was carried out",
        id,
        answer["RequestId"].as_str().unwrap(),
    ] {
        assert!(err.contains(part), "{part}: {err}");
    }
    assert_eq!(count(&server.stop(), "RunInstances"), 1);
}

/// Serves lamps that are on from the third request on.
fn lamps() -> Paged {
    let asked = std::sync::atomic::AtomicUsize::new(0);
    Paged::start(move |_| {
        let state = match asked.fetch_add(1, std::sync::atomic::Ordering::SeqCst) {
            0 | 1 => "OFF",
            _ => "ON",
        };
        let lamp = |id: &str| json!({ "LampId": id, "State": state });
        Some(json!({ "TotalCount": 2, "LampSet": [lamp("a"), lamp("b")], "RequestId": "r" }))
    })
}

#[test]
fn a_read_is_polled_as_the_waiter_says_and_its_last_answer_is_printed() {
    for (set, requests) in [
        // The ids of the request are polled at once; without any, those of the first answer are.
        (&["--set", "LampIds=a", "--set", "LampIds=b"][..], 4),
        (&[][..], 4),
    ] {
        let server = lamps();
        let arguments = [
            "ListLamps",
            "--spec",
            SPEC,
            "--endpoint",
            &server.url,
            "--wait",
            "ON",
            "--wait-interval",
            "1",
            "--query",
            "LampSet[].State",
            "--output",
            "text",
        ];
        let run = run_with(call(&[&arguments, set].concat()), "");
        assert_eq!((run.code, run.out.as_str(), run.err.as_str()), (Some(0), "ON\tON\n", ""));
        assert_eq!(server.requests(), requests, "{:?}", server.bodies());
        let polled = &server.bodies()[1];
        assert_eq!(polled["LampIds"], json!(["a", "b"]));
    }
}

#[test]
fn a_wait_that_makes_no_sense_is_refused_before_anything_is_sent() {
    let server = lamps();
    let call_with = |arguments: &[&str]| {
        let fixed = ["--spec", SPEC, "--endpoint", &server.url];
        run_with(call(&[arguments, &fixed].concat()), "")
    };
    for (arguments, says) in [
        (&["ListLamps", "--wait", "LampOn"][..], "did you mean `LampsOn`?"),
        (&["ListLamps", "--wait", "DIM"], "its waiters are LampsOn"),
        (&["ListLamps", "--wait", "ON", "--wait-ids", "a["], "`--wait-ids`"),
        (&["ListLamps", "--wait-timeout", "3"], "--wait <STATE|WAITER>"),
        (&["ListLamps", "--wait", "ON", "--all"], "cannot be used with"),
    ] {
        let run = call_with(arguments);
        assert_eq!((run.code, run.out.as_str()), (Some(2), ""), "{arguments:?}: {run:?}");
        assert!(run.err.contains(says), "{says}: {run:?}");
    }
    assert_eq!(server.requests(), 0);
    // A state that a lamp cannot leave for the one that is waited for.
    let broken = Paged::start(|_| {
        Some(
            json!({ "TotalCount": 1, "LampSet": [{ "LampId": "a", "State": "BROKEN" }], "RequestId": "r" }),
        )
    });
    let arguments = [
        "ListLamps",
        "--spec",
        SPEC,
        "--endpoint",
        &broken.url,
        "--wait",
        "LampsOn",
        "--set",
        "LampIds=a",
    ];
    let run = run_with(call(&arguments), "");
    assert_eq!((run.code, run.out.as_str()), (Some(5), ""), "{run:?}");
    assert!(run.err.contains("`a` is `BROKEN`"), "{run:?}");
    assert_eq!(broken.requests(), 1);
}

#[test]
fn an_idempotent_action_waits_for_the_ids_of_its_request() {
    let server = Serving::start(&[]);
    let run = create(&server.url(), &["--wait", "RUNNING"]);
    let answer: Value = serde_json::from_str(&run.out).unwrap();
    let id = answer["InstanceIdSet"][0].as_str().unwrap();
    let set = format!("InstanceIdSet={id}");
    let arguments = [
        "StopInstances",
        "--endpoint",
        &server.url(),
        "--set",
        &set,
        "--wait",
        "stopped",
        "--wait-interval",
        "1",
    ];
    let run = run_with(call(&arguments), "");
    assert_eq!((run.code, run.err.as_str()), (Some(0), ""), "{run:?}");
    let log = server.stop();
    assert_eq!((count(&log, "StopInstances"), count(&log, "RunInstances")), (1, 1), "{log:?}");
}
