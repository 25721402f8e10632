//! Ctrl-C on a terminal: nothing is half written, and what is known of a call is said.

use std::fs;
use std::path::Path;
use std::process::Command;
use std::thread::sleep;
use std::time::{Duration, Instant};

use serde_json::{Value, json};

use crate::call::call;
use crate::paged::{Paged, SPEC, page};
use crate::serve::Serving;
use crate::stored::{Home, large_package, metadata, stored_in};
use crate::support::{Run, command, run};
use crate::terminal::{CTRL_C, Ended, Terminal};

/// Width of the terminals.
const WIDTH: u16 = 120;

/// Waits until a request has come in, and no longer than a minute.
fn until(what: &str, is_so: impl Fn() -> bool) {
    let begun = Instant::now();
    while !is_so() {
        assert!(begun.elapsed() < Duration::from_secs(60), "{what}");
        sleep(Duration::from_millis(5));
    }
}

/// Asserts that a command ended with a message, and that nothing else is left on the screen.
#[track_caller]
fn assert_ended(ended: &Ended, code: i32, message: &str) {
    assert_eq!(ended.code, Some(code), "{ended:?}");
    let text = ended.text().replace("^C", "");
    assert!(text.starts_with(message), "{text}");
    assert_clean(ended, &text);
}

/// Asserts that neither progress nor a terminal without echo is left.
#[track_caller]
fn assert_clean(ended: &Ended, text: &str) {
    assert!(!text.contains(" ..."), "the progress is still there: {text}");
    assert!(ended.echoes, "{ended:?}");
}

fn machine(folder: &Path) -> String {
    let machine = json!({
        "ZoneInstanceCountISPSet": [{ "Zone": "ap-zhengzhou-1", "InstanceCount": 2, "ISP": "CMCC" }],
        "ModuleId": "em-0vag13d1",
    });
    let file = folder.join("machine.json");
    fs::write(&file, machine.to_string()).unwrap();
    file.to_str().unwrap().to_owned()
}

#[test]
fn of_a_create_that_was_sent_it_says_that_it_may_have_been_carried_out() {
    let folder = tempfile::tempdir().unwrap();
    let server = Paged::start(|_| None);
    let machine = machine(folder.path());
    let arguments = ["RunInstances", "--json", &machine, "--endpoint", &server.url];
    let mut terminal = Terminal::of(call(&arguments), WIDTH);
    terminal.expect("RunInstances ...");
    until("a request", || server.requests() == 1);
    terminal.type_in(CTRL_C);
    assert_ended(
        &terminal.ended(),
        5,
        "error: RunInstances was interrupted before a response arrived. It may have been carried out; check what \
         exists before you send it again.\n",
    );
    assert_eq!(server.requests(), 1);
}

#[test]
fn of_a_create_that_was_not_sent_it_says_that_nothing_was_done() {
    let folder = tempfile::tempdir().unwrap();
    let server = Paged::start(|_| None);
    let machine = machine(folder.path());
    // The keys come from a command that does not end.
    let keys = folder.path().join("keys");
    fs::write(
        folder.path().join("credentials"),
        format!(
            "[slow]\ncredential_process = /bin/sh -c \"touch {0}; sleep 2; touch {0}-late\"\n",
            keys.display()
        ),
    )
    .unwrap();
    let arguments =
        ["RunInstances", "--json", &machine, "--endpoint", &server.url, "--profile", "slow"];
    let mut command = call(&arguments);
    command.env("TENCENTCLOUD_CREDENTIALS_FILE", folder.path().join("credentials"));
    let mut terminal = Terminal::of(command, WIDTH);
    terminal.expect("RunInstances ...");
    until("a look for keys", || keys.exists());
    terminal.type_in(CTRL_C);
    let message = "error: RunInstances was interrupted before it was sent. Nothing was done.\n";
    assert_ended(&terminal.ended(), 4, message);
    assert_eq!(server.requests(), 0);
    // The command for keys is neither waited for nor left behind.
    let late = folder.path().join("keys-late");
    assert!(!late.exists());
    sleep(Duration::from_secs(3));
    assert!(!late.exists());
}

#[test]
fn of_a_create_that_was_carried_out_it_says_what_exists() {
    let folder = tempfile::tempdir().unwrap();
    let server = Serving::start(&["--quiet"]);
    let (machine, url) = (machine(folder.path()), server.url());
    let arguments = [
        "RunInstances",
        "--json",
        &machine,
        "--endpoint",
        &url,
        "--wait",
        "InstancesTerminated",
        "--query",
        "InstanceIdSet[1]",
        "--output",
        "text",
    ];
    let mut terminal = Terminal::of(call(&arguments), WIDTH * 4);
    terminal.expect("waiting by InstancesTerminated for ein-");
    terminal.type_in(CTRL_C);
    let ended = terminal.ended();
    assert_eq!(ended.code, Some(5), "{ended:?}");
    // The id is what the query has printed; the message has it again.
    let id = &ended.rows[0].text;
    assert!(id.starts_with("ein-"), "{ended:?}");
    let text = ended.text();
    let said = text.lines().last().unwrap();
    for part in ["the wait for ein-", "was interrupted. RunInstances was carried out", id] {
        assert!(said.contains(part), "{part}: {text}");
    }
    assert!(!text.contains(" ..."), "{text}");
}

#[test]
fn a_launch_is_in_the_journal() {
    let folder = tempfile::tempdir().unwrap();
    // The one who launches is asked for first; the launch itself has no answer.
    let who = json!({
        "Arn": "qcs::cam::uin/1000:uin/1000", "AccountId": "1000", "UserId": "1000", "PrincipalId": "1000",
        "Type": "CAMUser", "RequestId": "r",
    });
    let server = Paged::start(move |request| (*request == json!({})).then(|| who.clone()));
    let machine = machine(folder.path());
    let like = call(&[]);
    let journal = folder.path().join("journal.db");
    let ecm = |arguments: &[&str]| {
        let mut command = Command::new(like.get_program());
        command.args(arguments).env("ECM_JOURNAL", &journal).env("HOME", folder.path());
        for (name, value) in like.get_envs() {
            match value {
                Some(value) => command.env(name, value),
                None => command.env_remove(name),
            };
        }
        command
    };
    let arguments = [
        "launch",
        "RunInstances",
        "--json",
        &machine,
        "--endpoint",
        &server.url,
        "--key",
        "order-1",
    ];
    let mut terminal = Terminal::of(ecm(&arguments), WIDTH);
    terminal.expect("RunInstances order-1 ...");
    until("a request", || server.bodies().iter().any(|body| body["ModuleId"].is_string()));
    terminal.type_in(CTRL_C);
    assert_ended(
        &terminal.ended(),
        5,
        "error: RunInstances was interrupted and may have been carried out. The journal knows: launch the key again, \
         or run `ecm launches recover`.\n",
    );
    let listed = Run::from(ecm(&["launches"]).output().unwrap());
    let row = listed.out.lines().nth(1).unwrap_or_default();
    let words: Vec<&str> = row.split_whitespace().take(2).collect();
    assert_eq!(words, ["order-1", "pending"], "{listed:?}");
}

#[test]
fn of_all_pages_there_are_whole_items() {
    for output in ["ndjson", "json"] {
        let server = Paged::start(|request| match request["Offset"].as_u64() {
            Some(200) => None,
            _ => Some(page(request, 500)),
        });
        let arguments =
            ["ListLamps", "--spec", SPEC, "--endpoint", &server.url, "--all", "--output", output];
        let mut terminal = Terminal::of(call(&arguments), WIDTH);
        terminal.expect("ListLamps (page 3) ...");
        until("requests", || server.requests() == 3);
        terminal.type_in(CTRL_C);
        let ended = terminal.ended();
        assert_eq!(ended.code, Some(5), "{ended:?}");
        let text = ended.text();
        let (items, message) = text.split_once("error: ").unwrap();
        let items = items.replace("^C", "");
        assert_eq!(
            message,
            "ListLamps was interrupted after 2 pages. It changes nothing and can be sent again.\n"
        );
        let items: Vec<Value> = match output {
            "json" => serde_json::from_str(&items).unwrap(),
            _ => items.lines().map(|line| serde_json::from_str(line).unwrap()).collect(),
        };
        assert_eq!(items.len(), 200, "{output}");
    }
}

/// Runs a command again and again, with Ctrl-C at another time in each run, until a run ends before that.
///
/// `check` gets the end of each run, and whether it was interrupted before anything was written.
fn at_any_time(command: impl Fn() -> Command, check: impl Fn(&Ended, bool)) {
    let (mut before, mut done) = (0, 0);
    for number in 0_u32.. {
        let mut terminal = Terminal::of(command(), WIDTH);
        // Short steps at first, longer ones later: a third more each time.
        sleep(Duration::from_millis(1).mul_f64(1.35_f64.powi(number.try_into().unwrap())));
        terminal.type_in(CTRL_C);
        let ended = terminal.ended();
        match ended.code {
            // The system has ended what had not begun yet.
            None => check(&ended, true),
            Some(130) if ended.text().contains("interrupted after everything was written") => {
                check(&ended, false);
            }
            Some(130) => {
                // What it has found may be told by then, before anything is written.
                let text = ended.text();
                assert!(text.contains("error: interrupted; nothing was written\n"), "{text}");
                assert_clean(&ended, &text);
                check(&ended, true);
                before += 1;
            }
            _ => {
                assert_eq!(ended.code, Some(0), "{ended:?}");
                check(&ended, false);
                done += 1;
            }
        }
        if done == 2 {
            break;
        }
    }
    assert!(before > 2, "{before} runs were interrupted");
}

#[test]
fn services_are_added_all_or_none() {
    let home = Home::with(&[metadata("lamp-7", "2022-01-31", &["DescribeLamps"])]);
    home.tar("a.tar.gz", &large_package());
    let before = home.stored();
    let whole = std::cell::OnceCell::new();
    let add = || {
        let mut command = home.command();
        command.args(["service", "add", "--all", "--from", "a.tar.gz"]);
        command
    };
    at_any_time(add, |ended, is_before| {
        if is_before {
            assert_eq!(home.stored(), before, "{ended:?}");
            return;
        }
        let stored: Vec<String> = home.stored().into_iter().map(|(name, _)| name).collect();
        assert_eq!(stored.len(), 42, "{ended:?}: {stored:?}");
        assert_eq!(whole.get_or_init(|| stored.clone()), &stored);
        home.restore(&before);
    });
}

/// Asserts that a command writes all of its files or none, whenever it is interrupted.
fn assert_all_or_none(arguments: &[&str], prepare: impl Fn(&Path)) {
    let model = tempfile::tempdir().unwrap();
    prepare(model.path());
    let done = run(model.path(), arguments);
    assert_eq!(done.code, Some(0), "{done:?}");
    let folder = tempfile::tempdir().unwrap();
    let start = || {
        for entry in fs::read_dir(folder.path()).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() { fs::remove_dir_all(path) } else { fs::remove_file(path) }.unwrap();
        }
        prepare(folder.path());
        let mut ecm = command(folder.path());
        ecm.args(arguments);
        ecm
    };
    let untouched = {
        start();
        stored_in(folder.path())
    };
    at_any_time(start, |ended, is_before| {
        let expected = if is_before { &untouched } else { &stored_in(model.path()) };
        assert_eq!(&stored_in(folder.path()), expected, "{arguments:?}: {ended:?}");
    });
}

#[test]
fn a_client_is_written_as_a_whole_or_not() {
    let arguments = ["generate", "ecm-2019-07-19", "--out", "client", "--crate", "client"];
    assert_all_or_none(&arguments, |_| {});
}

#[test]
fn pages_are_written_as_a_whole_or_not() {
    assert_all_or_none(&["docs", "ecm-2019-07-19", "--out", "pages"], |_| {});
}

#[test]
fn a_spec_is_written_as_a_whole_or_not() {
    let actions: Vec<String> = (0..300).map(|number| format!("DescribeLamps{number}")).collect();
    let actions: Vec<&str> = actions.iter().map(String::as_str).collect();
    let api = metadata("lamp", "2024-01-31", &actions).bytes;
    assert_all_or_none(&["import", "api.json", "--docs", "--out", "lamp.json"], |folder| {
        fs::write(folder.join("api.json"), &api).unwrap();
    });
}
