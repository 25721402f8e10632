//! Colours, progress and tables on a terminal, and none of them elsewhere.

use std::fs;
use std::process::{Command, Stdio};

use serde_json::{Value, json};
use tempfile::TempDir;

use crate::call::call;
use crate::paged::{Paged, SPEC};
use crate::stored::{Home, metadata, package};
use crate::support::{Run, command, workspace};
use crate::terminal::{Ended, on_a_terminal};

/// Returns `true` if a text has a sequence that sets colours or weights.
fn has_colours(text: &str) -> bool {
    let sequences = text.split("\u{1b}[").skip(1);
    let end = |rest: &str| {
        rest.find(|c: char| !c.is_ascii_digit() && c != ';').map(|at| rest[at..].chars().next())
    };
    sequences.filter_map(end).any(|end| end == Some('m'))
}

/// Folder with a spec that has a problem, and metadata.
fn folder() -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("bad.json"), "{ \"service\": \"lamp\", \"servce\": 1 }").unwrap();
    fs::write(
        folder.path().join("api.json"),
        metadata("lamp", "2024-01-31", &["DescribeLamps"]).bytes,
    )
    .unwrap();
    folder
}

fn list(server: &Paged, more: &[&str]) -> Command {
    let arguments = ["ListLamps", "--spec", SPEC, "--endpoint", &server.url];
    call(&[&arguments, more].concat())
}

#[test]
fn colours_are_for_terminals_that_have_them() {
    let folder = folder();
    let server = Paged::lamps(3);
    let ecm = |arguments: &[&str]| {
        let mut command = command(folder.path());
        command.args(arguments);
        command
    };
    type Make<'m> = Box<dyn Fn() -> Command + 'm>;
    let commands: [(&str, Make<'_>); 7] = [
        ("a problem", Box::new(|| ecm(&["check", "bad.json"]))),
        ("an error", Box::new(|| ecm(&["check", "none.json"]))),
        ("wrong arguments", Box::new(|| ecm(&["check", "--nonsense"]))),
        ("help", Box::new(|| ecm(&["check", "--help"]))),
        ("a table", Box::new(|| list(&server, &["--output", "table"]))),
        ("a refusal", Box::new(|| list(&server, &["--set", "Limit=x"]))),
        (
            "a warning",
            Box::new(|| {
                let mut set = ecm(&["configure", "set", "token", "never-To-Be-Seen"]);
                set.env("TENCENTCLOUD_CREDENTIALS_FILE", folder.path().join("credentials"));
                set
            }),
        ),
    ];
    for (what, make) in commands {
        let with = |name: &str, value: &str| {
            let mut command = make();
            command.env(name, value);
            on_a_terminal(command, 80)
        };
        let coloured = on_a_terminal(make(), 80);
        assert!(has_colours(&coloured.shown), "{what}: {coloured:?}");
        for (name, value) in [("NO_COLOR", "1"), ("TERM", "dumb")] {
            let plain = with(name, value);
            assert!(!has_colours(&plain.shown), "{what} with {name}={value}: {plain:?}");
            assert_eq!(plain.text(), coloured.text(), "{what}");
        }
        let mut piped = make();
        piped.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
        let piped = Run::from(piped.output().unwrap());
        assert!(!format!("{}{}", piped.out, piped.err).contains('\u{1b}'), "{what}: {piped:?}");
        let mut forced = make();
        forced.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
        let forced = Run::from(forced.env("CLICOLOR_FORCE", "1").output().unwrap());
        let is_table = what == "a table";
        // The head of a table is bold where its width is known.
        assert!(
            is_table || has_colours(&format!("{}{}", forced.out, forced.err)),
            "{what}: {forced:?}"
        );
    }
}

#[test]
fn long_work_shows_that_it_goes_on_and_leaves_nothing_behind() {
    let folder = folder();
    let home = Home::new();
    home.tar("a.tar.gz", &package());
    let server = Paged::lamps(250);
    let ecm = |arguments: &[&str]| {
        let mut command = command(folder.path());
        command.args(arguments);
        command
    };
    let add = || {
        let mut command = home.command();
        command.args(["service", "add", "--all", "--from", "a.tar.gz"]);
        command
    };
    type Make<'m> = Box<dyn Fn() -> Command + 'm>;
    let commands: [(&str, Make<'_>); 6] = [
        (
            "generating from ecm-2019-07-19 ...",
            Box::new(|| ecm(&["generate", "ecm-2019-07-19", "--out", "a.rs"])),
        ),
        (
            "documenting ecm-2019-07-19 ...",
            Box::new(|| ecm(&["docs", "ecm-2019-07-19", "--out", "pages"])),
        ),
        ("importing api.json ...", Box::new(|| ecm(&["import", "api.json", "--out", "lamp.json"]))),
        ("importing from a.tar.gz ...", Box::new(add)),
        ("ListLamps ...", Box::new(|| list(&server, &[]))),
        ("ListLamps (page 1) ...", Box::new(|| list(&server, &["--all"]))),
    ];
    for (said, make) in commands {
        let ended = on_a_terminal(make(), 80);
        assert_eq!(ended.code, Some(0), "{ended:?}");
        assert!(ended.shown.contains(said), "{said}: {ended:?}");
        assert!(!ended.text().contains(" ..."), "{said}: {ended:?}");
        let mut dumb = make();
        dumb.env("TERM", "dumb");
        let dumb = on_a_terminal(dumb, 80);
        assert!(!dumb.shown.contains(said) && !dumb.shown.contains('\u{1b}'), "{dumb:?}");
        let mut piped = make();
        piped.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
        let piped = Run::from(piped.output().unwrap());
        assert_eq!((piped.code, piped.err.as_str()), (Some(0), ""), "{said}: {piped:?}");
        assert!(!piped.out.contains(said), "{said}: {piped:?}");
    }
}

/// Lamps with more fields than a narrow terminal has room for.
fn wide_lamps() -> Paged {
    let lamp = |number: usize| {
        let mut lamp = json!({ "LampId": format!("lamp-{number}"), "Name": "a lamp of many words, all of them short" });
        for field in 0..20 {
            lamp[format!("Field{field}")] = json!(format!("value {field} of lamp {number}"));
        }
        lamp
    };
    let lamps: Vec<Value> = (0..3).map(lamp).collect();
    Paged::start(move |_| Some(json!({ "TotalCount": 3, "LampSet": lamps, "RequestId": "r" })))
}

#[track_caller]
fn assert_fits(ended: &Ended, width: u16) {
    let wrapped: Vec<&str> =
        ended.rows.iter().filter(|row| row.is_wrapped).map(|row| row.text.as_str()).collect();
    assert!(wrapped.is_empty(), "{width}: {wrapped:#?}");
}

#[test]
fn tables_fit_the_terminal() {
    let home = Home::with(&package());
    let (few, many) = (Paged::lamps(3), wide_lamps());
    for width in [20, 40, 80] {
        let table = ["--output", "table", "--query", "LampSet"];
        let ended = on_a_terminal(list(&few, &table), width);
        assert_eq!(ended.code, Some(0), "{ended:?}");
        assert_fits(&ended, width);
        let words: Vec<&str> = ended.rows[0].text.split_whitespace().collect();
        // Where rows have no room, the fields of a record are below each other.
        let (second, is_bold) = if width > 20 { ("Name", true) } else { ("lamp-0", false) };
        assert_eq!((words[0], words[1]), ("LampId", second), "{ended:?}");
        assert_eq!(ended.rows[0].is_bold, is_bold, "{ended:?}");

        let ended = on_a_terminal(list(&many, &table), width);
        assert_eq!(ended.code, Some(0), "{ended:?}");
        assert_fits(&ended, width);
        // Every value can be read, however narrow it is.
        let text = ended.text().split_whitespace().collect::<Vec<_>>().join(" ");
        for number in 0..3 {
            assert!(text.contains(&format!("lamp-{number}")), "{width}: {text}");
        }
        assert_eq!(
            text.matches("Field19").count(),
            if width < 400 { 3 } else { 1 },
            "{width}: {text}"
        );

        let mut services = home.command();
        services.args(["service", "list"]);
        let ended = on_a_terminal(services, width);
        assert_eq!(ended.code, Some(0), "{ended:?}");
        assert_fits(&ended, width);
        assert!(ended.rows[0].is_bold, "{ended:?}");
    }
}

#[test]
fn help_is_wrapped() {
    for arguments in
        [&["--help"][..], &["call", "--help"], &["service", "add", "--help"], &["serve", "--help"]]
    {
        for width in [40, 80] {
            let mut help = command(&workspace());
            help.args(arguments);
            let ended = on_a_terminal(help, width);
            assert_eq!(ended.code, Some(0), "{ended:?}");
            let is_long = |text: &str| {
                text.split_whitespace().any(|word| word.len() > usize::from(width) / 2)
            };
            let wrapped: Vec<&str> = ended
                .rows
                .iter()
                .filter(|row| {
                    row.is_wrapped && !is_long(&row.text) && !row.text.starts_with("Usage:")
                })
                .map(|row| row.text.as_str())
                .collect();
            assert!(wrapped.is_empty(), "{arguments:?} {width}: {wrapped:#?}");
        }
    }
}

#[test]
fn no_width_is_too_small() {
    let folder = folder();
    let home = Home::with(&package());
    let (few, many) = (Paged::lamps(250), wide_lamps());
    let ecm = |arguments: &[&str]| {
        let mut command = home.command();
        command.args(arguments).current_dir(folder.path());
        command
    };
    for width in [0, 1, 2, 3, 7] {
        for (command, code) in [
            (ecm(&["--help"]), 0),
            (ecm(&["call", "--help"]), 0),
            (ecm(&["service", "list"]), 0),
            (ecm(&["check", "bad.json"]), 1),
            (ecm(&["check", "none.json"]), 2),
            (ecm(&["explain", "ecm-2019-07-19", "RunInstances"]), 0),
            (ecm(&["diff", "lamp@2022-01-31", "lamp"]), 0),
            (ecm(&["generate", "lamp", "--out", "lamp.rs"]), 0),
            (list(&few, &["--output", "table"]), 0),
            (list(&few, &["--output", "table", "--all"]), 0),
            (list(&many, &["--output", "table"]), 0),
        ] {
            let shown = format!("{command:?}");
            let ended = on_a_terminal(command, width);
            assert_eq!(ended.code, Some(code), "{width}: {shown}: {}", ended.shown);
            assert!(!ended.shown.contains("panicked"), "{width}: {shown}: {}", ended.shown);
        }
    }
}
