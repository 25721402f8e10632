//! Tests of `ecm call --all`.

use std::io::{BufRead as _, BufReader};
use std::sync::mpsc;

use serde_json::{Value, json};

use crate::call::call;
use crate::call_events_memory::resident;
use crate::paged::{Paged, SPEC, page};
use crate::support::{Run, run_with, say_skipped};

const MIB: u64 = 1 << 20;

fn list<'a>(server: &'a Paged, more: &[&'a str]) -> Run {
    let arguments = ["ListLamps", "--spec", SPEC, "--endpoint", &server.url];
    run_with(call(&[&arguments, more].concat()), "")
}

fn ids(count: usize) -> Vec<String> {
    (0..count).map(|at| format!("lamp-{at}")).collect()
}

#[test]
fn all_items_come_in_order_in_every_form() {
    let server = Paged::lamps(250);
    let run = list(&server, &["--all"]);
    assert_eq!((run.code, run.err.as_str()), (Some(0), ""), "{run:?}");
    let items: Vec<Value> = serde_json::from_str(&run.out).unwrap();
    let found: Vec<&str> = items.iter().map(|item| item["LampId"].as_str().unwrap()).collect();
    assert_eq!(found, ids(250));
    assert_eq!(server.requests(), 3);
    assert_eq!(server.bodies()[1], json!({ "Offset": 100, "Limit": 100 }));

    let run = list(&server, &["--all", "--output", "ndjson", "--query", "LampSet[].LampId"]);
    let lines: Vec<String> =
        run.out.lines().map(|line| line.trim_matches('"').to_owned()).collect();
    assert_eq!((run.code, lines), (Some(0), ids(250)), "{run:?}");

    let query = "LampSet[?State == 'ON'].[LampId, Name]";
    let run = list(&server, &["--all", "--output", "text", "--query", query]);
    assert_eq!(run.out.lines().nth(1), Some("lamp-2\tLamp 2"), "{run:?}");
    assert_eq!(run.out.lines().count(), 125);

    let run = list(&server, &["--all", "--output", "table", "--set", "Limit=200"]);
    assert_eq!(run.out.lines().filter(|line| line.contains("lamp-")).count(), 250, "{run:?}");
    // A head for each page, as none is kept back.
    assert_eq!(run.out.lines().filter(|line| line.contains("LampId")).count(), 2, "{run:?}");

    let run = list(
        &server,
        &[
            "--all",
            "--query-all",
            "{n: length(LampSet), total: TotalCount, last: LampSet[-1].LampId}",
        ],
    );
    let answer: Value = serde_json::from_str(&run.out).unwrap();
    assert_eq!(answer, json!({ "n": 250, "total": 250, "last": "lamp-249" }), "{run:?}");
}

#[test]
fn an_empty_list_is_an_empty_list() {
    let server = Paged::lamps(0);
    assert_eq!(list(&server, &["--all"]).out, "[]\n");
    assert_eq!(list(&server, &["--all", "--output", "ndjson"]).out, "");
    assert_eq!(list(&server, &["--all", "--query-all", "length(LampSet)"]).out, "0\n");
}

#[test]
fn one_page_as_lines_has_an_item_on_each() {
    let server = Paged::lamps(250);
    let run = list(&server, &["--output", "ndjson", "--set", "Limit=3"]);
    assert_eq!(run.out.lines().count(), 3, "{run:?}");
    assert!(run.out.starts_with("{\"LampId\":\"lamp-0\""), "{run:?}");
    assert_eq!(server.requests(), 1);
}

#[test]
fn what_cannot_be_read_page_by_page_is_refused_before_anything_is_sent() {
    let server = Paged::lamps(1);
    let arguments = ["SwitchOn", "--spec", SPEC, "--endpoint", &server.url, "--set", "LampIds=a"];
    for (more, says) in [
        (&["--all"][..], "the spec does not say how SwitchOn is read page by page"),
        (&["--all", "--query", "a["], "is no JMESPath expression"),
        (&["--query", "lenght(a)"], "did you mean `length`?"),
    ] {
        let run = run_with(call(&[&arguments, more].concat()), "");
        assert_eq!((run.code, run.out.as_str()), (Some(2), ""), "{run:?}");
        assert!(run.err.contains(says) && run.err.contains("Nothing was sent"), "{run:?}");
    }
    let run = list(&server, &["--all", "--raw"]);
    assert_eq!(run.code, Some(2), "{run:?}");
    assert_eq!(server.requests(), 0);
}

#[test]
fn a_page_that_fails_leaves_whole_items_and_says_how_far_it_came() {
    let server = Paged::start(|request| {
        Some(match request["Offset"].as_u64() {
            Some(200) => {
                json!({ "Error": { "Code": "InternalError.Db", "Message": "no" }, "RequestId": "r-lost" })
            }
            _ => page(request, 500),
        })
    });
    let run = list(&server, &["--all"]);
    assert_eq!(run.code, Some(3), "{run:?}");
    let items: Vec<Value> = serde_json::from_str(&run.out).unwrap();
    assert_eq!(items.len(), 200);
    for part in ["InternalError.Db", "r-lost", "2 pages came before; the list is incomplete"] {
        assert!(run.err.contains(part), "{part}: {run:?}");
    }
}

#[test]
fn a_query_that_does_not_fit_is_an_error_and_not_an_empty_list() {
    let server = Paged::lamps(5);
    let run = list(&server, &["--all", "--query", "LampSet[?LampId > `3`]"]);
    assert_eq!(run.code, Some(2), "{run:?}");
    assert!(run.err.contains("a text and a number have no order"), "{run:?}");
    let run = list(&server, &["--query", "length(Lamps)"]);
    assert_eq!(run.code, Some(2), "{run:?}");
    for part in ["ListLamps was carried out (request id r-0)", "got null"] {
        assert!(run.err.contains(part), "{part}: {run:?}");
    }
}

#[cfg(unix)]
#[test]
fn an_interrupt_leaves_whole_lines() {
    let (reached, reach) = mpsc::channel();
    let server = Paged::start(move |request| match request["Offset"].as_u64() {
        Some(200) => {
            let _ = reached.send(());
            None
        }
        _ => Some(page(request, 500)),
    });
    for output in ["json", "ndjson"] {
        let arguments =
            ["ListLamps", "--spec", SPEC, "--endpoint", &server.url, "--all", "--output", output];
        let child = call(&arguments).spawn().unwrap();
        reach.recv().unwrap();
        let id = child.id().to_string();
        assert!(std::process::Command::new("kill").args(["-INT", &id]).status().unwrap().success());
        let run = Run::from(child.wait_with_output().unwrap());
        assert_eq!(run.code, Some(5), "{run:?}");
        assert!(run.err.contains("ListLamps was interrupted after 2 pages"), "{run:?}");
        let count = match output {
            "json" => serde_json::from_str::<Vec<Value>>(&run.out).unwrap().len(),
            _ => run.out.lines().filter(|line| line.ends_with('}')).count(),
        };
        assert_eq!(count, 200);
    }
}

#[test]
fn a_reader_that_leaves_ends_the_walk() {
    let server = Paged::lamps(1_000_000);
    let arguments =
        ["ListLamps", "--spec", SPEC, "--endpoint", &server.url, "--all", "--output", "ndjson"];
    let mut child = call(&arguments).spawn().unwrap();
    let mut out = BufReader::new(child.stdout.take().unwrap());
    assert!(!out.fill_buf().unwrap().is_empty());
    drop(out);
    let run = Run::from(child.wait_with_output().unwrap());
    assert_eq!((run.code, run.err.as_str()), (Some(0), ""));
    assert!(server.requests() < 10_000);
}

/// Memory of a command that reads this many items; `None` where the system does not tell.
fn measure(items: u64) -> Option<u64> {
    let (at_end, ended) = mpsc::channel();
    let (release, released) = mpsc::channel::<()>();
    let released = std::sync::Mutex::new(released);
    let server = Paged::start(move |request| {
        let page = page(request, items);
        let last = page["LampSet"].as_array().and_then(|lamps| lamps.last());
        if last.is_some_and(|lamp| lamp["LampId"] == format!("lamp-{}", items - 1)) {
            // The last page is held back, so that the command is still there to be measured.
            let _ = at_end.send(());
            let _ = released.lock().unwrap().recv();
        }
        Some(page)
    });
    let arguments = [
        "ListLamps",
        "--spec",
        SPEC,
        "--endpoint",
        &server.url,
        "--all",
        "--output",
        "ndjson",
        "--query",
        "LampSet[?State == 'ON' || State == 'OFF'].{Id: LampId, Name: Name}",
        "--set",
        "Limit=1000",
    ];
    let mut child = call(&arguments).spawn().unwrap();
    let out = BufReader::new(child.stdout.take().unwrap());
    let lines = std::thread::spawn(move || out.lines().map_while(Result::ok).count());
    ended.recv().unwrap();
    let resident = resident(&child);
    release.send(()).unwrap();
    let output = child.wait_with_output().unwrap();
    assert_eq!(output.status.code(), Some(0), "{output:?}");
    assert_eq!(lines.join().unwrap() as u64, items);
    resident
}

#[test]
fn a_hundred_thousand_items_stay_in_bounds() {
    match measure(100_000) {
        Some(resident) => {
            println!("100,000 items: {} KiB resident", resident / 1024);
            assert!(resident < 64 * MIB, "{resident} bytes");
        }
        None => say_skipped("the system does not tell the memory of a process"),
    }
}
