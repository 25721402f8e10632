//! Secrets that are typed on a terminal are not shown, and what is shown is as it was afterwards.

use std::fs;

use serde_json::json;

use crate::call::call;
use crate::paged::Paged;
use crate::terminal::{CTRL_C, Terminal};

const PASSWORD: &str = "never-To-Be-Seen-1";

/// Asks for the password of a machine, for a server that knows how often it was called.
fn asking(server: &Paged, folder: &std::path::Path) -> Terminal {
    let machine = json!({
        "ZoneInstanceCountISPSet": [{ "Zone": "ap-zhengzhou-1", "InstanceCount": 1, "ISP": "CMCC" }],
        "ModuleId": "em-0vag13d1",
    });
    let file = folder.join("machine.json");
    fs::write(&file, machine.to_string()).unwrap();
    let arguments = [
        "RunInstances",
        "--json",
        file.to_str().unwrap(),
        "--set",
        "Password=@-",
        "--endpoint",
        &server.url,
    ];
    let mut terminal = Terminal::of(call(&arguments), 100);
    terminal.expect("Password: ");
    terminal
}

#[test]
fn a_parameter_is_typed_without_echo() {
    let folder = tempfile::tempdir().unwrap();
    let server = Paged::start(|_| Some(json!({ "InstanceIdSet": ["ein-1"], "RequestId": "r-1" })));
    let mut terminal = asking(&server, folder.path());
    terminal.type_in(&format!("{PASSWORD}\r"));
    terminal.expect("ein-1");
    let ended = terminal.ended();
    assert_eq!(ended.code, Some(0), "{ended:?}");
    assert!(!ended.shown.contains(PASSWORD) && ended.echoes, "{ended:?}");
    assert_eq!(server.bodies()[0]["Password"], PASSWORD);
}

#[test]
fn a_prompt_that_is_left_sends_nothing_and_shows_what_is_typed_again() {
    let folder = tempfile::tempdir().unwrap();
    let server = Paged::start(|_| None);
    for keys in [CTRL_C, "\u{4}"] {
        let mut terminal = asking(&server, folder.path());
        if keys == CTRL_C {
            terminal.type_in(PASSWORD);
        }
        terminal.type_in(keys);
        let ended = terminal.ended();
        assert_eq!(ended.code, Some(2), "{ended:?}");
        let text = ended.text();
        assert!(text.contains("error: nothing was entered; nothing was changed or sent"), "{text}");
        assert!(!ended.shown.contains(PASSWORD) && ended.echoes, "{ended:?}");
        assert_eq!(server.requests(), 0);
    }
}

#[test]
fn an_answer_that_holds_a_secret_does_not_show_it() {
    let folder = tempfile::tempdir().unwrap();
    // A service that says in a refusal what it was sent.
    let server = Paged::start(|request| {
        let message = format!("no {}", request["Password"].as_str().unwrap());
        Some(
            json!({ "Error": { "Code": "InvalidParameter", "Message": message }, "RequestId": "r-1" }),
        )
    });
    let mut terminal = asking(&server, folder.path());
    terminal.type_in(&format!("{PASSWORD}\r"));
    let ended = terminal.ended();
    assert_eq!(ended.code, Some(3), "{ended:?}");
    assert!(!ended.shown.contains(PASSWORD), "{ended:?}");
}
