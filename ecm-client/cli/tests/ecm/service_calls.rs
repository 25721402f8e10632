//! Tests of calls by imported specs: guessed effects, and fields that are secrets by their names.

use std::io::Read as _;
use std::net::TcpListener;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use crate::serve::Serving;
use crate::service::call;
use crate::stored::{Home, metadata};

const PASSWORD: &str = "never-To-Be-Seen-2";

fn home() -> Home {
    Home::with(&[metadata(
        "lamp",
        "2024-01-31",
        &["CheckLamps", "CreateLamps", "DescribeLamps", "SwitchOn"],
    )])
}

#[test]
fn a_guess_can_be_told_from_a_fact() {
    let home = home();
    for (action, effect, is_guess) in [
        ("DescribeLamps", "read: ", false),
        ("CreateLamps", "create: ", false),
        ("SwitchOn", "create: ", true),
        ("CheckLamps", "read: ", true),
    ] {
        let run = home.run(&["explain", "lamp", action]);
        assert!(run.out.contains(&format!(" {effect}")), "{run:?}");
        assert_eq!(run.out.contains("the effect is a guess from the name"), is_guess, "{run:?}");
    }
}

/// Server that closes every connection once it has read a request, and counts them.
fn closing() -> (String, Arc<AtomicUsize>) {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
    let count = Arc::new(AtomicUsize::new(0));
    let counted = Arc::clone(&count);
    std::thread::spawn(move || {
        for mut stream in listener.incoming().flatten() {
            counted.fetch_add(1, Ordering::SeqCst);
            let _ = stream.read(&mut [0; 4096]);
        }
    });
    (url, count)
}

#[test]
fn an_unknown_outcome_says_that_it_depends_on_a_guess() {
    let home = home();
    for (action, is_resent, is_guess) in [
        ("DescribeLamps", true, false),
        ("CreateLamps", false, false),
        ("SwitchOn", false, true),
        // It may begin something, whatever its name says.
        ("CheckLamps", false, true),
    ] {
        let (url, count) = closing();
        let run = call(&home, &[&format!("lamp.{action}"), "--endpoint", &url]);
        assert_eq!(run.code, Some(5), "{run:?}");
        assert_eq!(count.load(Ordering::SeqCst) > 1, is_resent, "{action}: {run:?}");
        let said = run.err.contains(&format!("the effect of {action} is a guess from its name"));
        assert_eq!(said, is_guess, "{run:?}");
    }
    // What the service says itself depends on no guess.
    let arguments = ["lamp", "--quiet", "--error", "SwitchOn=InternalError"];
    let server = Serving::start_with(home.command(), &arguments);
    let run = call(&home, &["lamp.SwitchOn", "--endpoint", &server.url()]);
    assert_eq!((run.code, run.err.contains("is a guess")), (Some(3), false), "{run:?}");
}

#[test]
fn what_is_a_secret_by_its_name_is_not_shown() {
    let home = home();
    let json = format!("{{ \"Name\": \"a\", \"Password\": \"{PASSWORD}\" }}");
    let run = call(&home, &["lamp.SwitchOn", "--json", &json, "--dry-run"]);
    assert_eq!(run.code, Some(0), "{run:?}");
    assert!(run.out.contains("[redacted]") && !run.out.contains(PASSWORD), "{run:?}");
    let server = Serving::start_with(home.command(), &["lamp", "--quiet"]);
    for action in ["lamp.DescribeLamps", "lamp@2024-01-31.SwitchOn"] {
        let run = call(&home, &[action, "--endpoint", &server.url()]);
        assert_eq!(run.code, Some(0), "{run:?}");
        let answer: serde_json::Value = serde_json::from_str(&run.out).unwrap();
        assert_eq!(answer["Lamps"][0]["Password"], "[redacted]", "{action}: {run:?}");
        assert_ne!(answer["Lamps"][0]["LampId"], "[redacted]", "{action}: {run:?}");
    }
    // Until the spec says otherwise.
    let path = home.spec("lamp", "2024-01-31");
    let text = std::fs::read_to_string(&path).unwrap();
    std::fs::write(&path, text.replace(", \"secret\": true", "")).unwrap();
    let run = call(&home, &["lamp.DescribeLamps", "--endpoint", &server.url()]);
    assert!(!run.out.contains("[redacted]"), "{run:?}");
}
