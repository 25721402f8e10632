//! Tests of `ecm launch` and `ecm launches` against `ecm serve`.

use std::process::Command;

use serde_json::{Value, json};

use crate::call::call;
use crate::serve::Serving;
use crate::support::{Run, run_with};

const PASSWORD: &str = "never-To-Be-Seen-1";

fn machine(count: u32) -> String {
    let request = json!({
        "ZoneInstanceCountISPSet": [{ "Zone": "ap-zhengzhou-1", "InstanceCount": count, "ISP": "CMCC" }],
        "Password": PASSWORD,
        "ModuleId": "em-0vag13d1",
    });
    request.to_string()
}

/// Journal in a folder of its own, and a server.
struct Bench {
    folder: tempfile::TempDir,
    server: Serving,
}

impl Bench {
    fn start(more: &[&str]) -> Self {
        let arguments = [&["--quiet"], more].concat();
        Self { folder: tempfile::tempdir().unwrap(), server: Serving::start(&arguments) }
    }

    fn command(&self, arguments: &[&str]) -> Command {
        // The arguments behind `call` are those of another command here.
        let like = call(&[]);
        let mut command = Command::new(like.get_program());
        command.current_dir(like.get_current_dir().unwrap());
        for (name, value) in like.get_envs() {
            match value {
                Some(value) => command.env(name, value),
                None => command.env_remove(name),
            };
        }
        command.env("HOME", self.folder.path()).env_remove("ECM_JOURNAL").args(arguments);
        command.stdin(std::process::Stdio::piped());
        command.stdout(std::process::Stdio::piped()).stderr(std::process::Stdio::piped());
        command
    }

    fn launch(&self, key: &str, input: &str) -> Run {
        let url = self.server.url();
        let arguments = [
            "launch",
            "RunInstances",
            "--json",
            "-",
            "--endpoint",
            &url,
            "--wait",
            "0",
            "--key",
            key,
        ];
        let run = run_with(self.command(&arguments), input);
        assert!(!run.out.contains(PASSWORD) && !run.err.contains(PASSWORD), "{run:?}");
        run
    }

    fn launches(&self, arguments: &[&str]) -> Run {
        run_with(self.command(&[&["launches"], arguments].concat()), "")
    }
}

fn shown(run: &Run) -> Value {
    serde_json::from_str(&run.out).unwrap_or_else(|error| panic!("{error}: {run:?}"))
}

#[test]
fn a_key_is_created_once_and_listed() {
    let bench = Bench::start(&[]);
    let first = bench.launch("order-1", &machine(2));
    assert_eq!((first.code, first.err.as_str()), (Some(0), ""));
    let (first, again) = (shown(&first), shown(&bench.launch("order-1", &machine(2))));
    assert_eq!((&first["state"], &first["known_by"]), (&json!("created"), &json!("sent")));
    assert_eq!((&again["known_by"], &again["ids"]), (&json!("remembered"), &first["ids"]));
    assert!(bench.folder.path().join(".tencentcloud/launches.db").exists());

    let other = bench.launch("order-1", &machine(3));
    assert_eq!((other.code, other.out.as_str()), (Some(2), ""), "{other:?}");
    assert!(other.err.contains("another request") && other.err.contains("nothing was sent"));

    let list = bench.launches(&[]);
    assert_eq!(list.code, Some(0), "{list:?}");
    for part in ["order-1", "created", "since", first["ids"][1].as_str().unwrap()] {
        assert!(list.out.contains(part), "{part}: {}", list.out);
    }
    let forgotten = bench.launches(&["forget", "order-1"]);
    assert_eq!((forgotten.code, forgotten.out.as_str()), (Some(0), ""), "{forgotten:?}");
    assert!(!bench.launches(&[]).out.contains("order-1"));
    assert!(bench.launches(&["forget", "order-1"]).err.contains("no such key"));
}

#[test]
fn a_rejected_launch_stays_pending_and_a_person_may_close_it() {
    let bench = Bench::start(&["--error", "RunInstances=InvalidParameter"]);
    let run = bench.launch("order-1", &machine(1));
    assert_eq!((run.code, run.out.as_str()), (Some(3), ""), "{run:?}");
    assert!(run.err.contains("stays pending"), "{run:?}");
    let again = bench.launch("order-1", &machine(1));
    assert_eq!((again.code, &shown(&again)["state"]), (Some(5), &json!("pending")), "{again:?}");
    assert!(again.err.contains("ecm launches recover"), "{again:?}");

    let url = bench.server.url();
    let recovered = bench.launches(&["recover", "--endpoint", &url]);
    assert_eq!(recovered.code, Some(5), "{recovered:?}");
    assert!(recovered.out.contains("pending"), "{recovered:?}");

    let early = bench.launches(&["resolve", "order-1", "--not-created"]);
    assert_eq!(early.code, Some(2), "{early:?}");
    assert!(early.err.contains("the state of the key is pending"), "{early:?}");
    assert_eq!(bench.launches(&["restored"]).code, Some(0));
    let early = bench.launches(&["resolve", "order-1", "--not-created"]);
    assert_eq!(early.code, Some(2), "{early:?}");
    assert!(early.err.contains("may still be carried out until"), "{early:?}");
    let run = bench.launches(&["resolve", "order-1", "--ids", "ein-1a2b3c4d"]);
    assert_eq!(run.code, Some(0), "{run:?}");
    assert!(run.out.contains("created") && run.out.contains("ein-1a2b3c4d"), "{run:?}");
}

#[test]
fn a_journal_that_cannot_be_opened_keeps_everything_from_being_sent() {
    let bench = Bench::start(&[]);
    let url = bench.server.url();
    let folder = bench.folder.path().to_str().unwrap();
    let arguments = ["launch", "RunInstances", "--key", "a", "--json", "-", "--endpoint", &url];
    let run =
        run_with(bench.command(&[&arguments[..], &["--journal", folder]].concat()), &machine(1));
    assert_eq!((run.code, run.out.as_str()), (Some(4), ""), "{run:?}");
    assert!(run.err.contains("journal: ") && run.err.contains("nothing was sent"), "{run:?}");
}

/// Runs a launch whose journal is named by the variable, and perhaps by the argument.
fn launch_with(bench: &Bench, variable: &str, argument: Option<&str>) -> Run {
    let url = bench.server.url();
    let mut arguments = vec!["launch", "RunInstances", "--key", "order-1", "--json", "-"];
    arguments.extend(["--wait", "0", "--endpoint", &url]);
    arguments.extend(argument.into_iter().flat_map(|argument| ["--journal", argument]));
    let mut command = bench.command(&arguments);
    command.env("ECM_JOURNAL", variable);
    run_with(command, &machine(1))
}

#[test]
fn the_password_of_a_database_is_never_shown() {
    const SECRET: &str = "s3cret-of-the-journal";
    let bench = Bench::start(&[]);
    for (url, shown) in [
        (
            format!("postgres://me:{SECRET}@127.0.0.1:1/launches"),
            "PostgreSQL at 127.0.0.1:1/launches: ",
        ),
        (
            format!("postgresql://127.0.0.1:1/launches?user=me&password={SECRET}"),
            "PostgreSQL at 127.0.0.1:1",
        ),
        (format!("postgres://me:{SECRET}@x@127.0.0.1:1/launches"), "write @ as %40"),
        (format!("postgres://me:{SECRET}@127.0.0.1:1/launches?sslmode=prefer"), "turn TLS off"),
        (format!("postgress://me:{SECRET}@127.0.0.1:1/launches"), "cannot be read as postgres://"),
        (format!("postgres:me:{SECRET}@127.0.0.1:1/launches"), "cannot be read as postgres://"),
    ] {
        for run in [launch_with(&bench, &url, None), launch_with(&bench, "", Some(&url))] {
            assert_eq!((run.code, run.out.as_str()), (Some(4), ""), "{run:?}");
            assert!(run.err.contains(shown) && run.err.contains("; nothing was sent"), "{run:?}");
            assert!(!run.err.contains(SECRET) && !run.err.contains("me:"), "{run:?}");
        }
    }
    assert_eq!(std::fs::read_dir(bench.folder.path()).unwrap().count(), 0, "no file by that name");
    let file = bench.folder.path().join("journal.db");
    let run = launch_with(&bench, "postgres://127.0.0.1:1/launches", file.to_str());
    assert_eq!(run.code, Some(0), "the argument comes first: {run:?}");
    let help = run_with(bench.command(&["launch", "--help"]), "").out;
    assert!(help.contains("ECM_JOURNAL: other users of this machine see a command line"), "{help}");
}

#[cfg(unix)]
#[test]
#[ignore = "needs PostgreSQL: run by tests/postgres/run.sh"]
fn a_key_is_created_once_with_a_journal_in_a_database() {
    let Some(cluster) = crate::cluster::Cluster::start(&[]) else { return };
    let bench = Bench::start(&[]);
    let first = launch_with(&bench, &cluster.url(), None);
    assert_eq!((first.code, first.err.as_str()), (Some(0), ""));
    let (first, again) = (shown(&first), shown(&launch_with(&bench, "", Some(&cluster.url()))));
    assert_eq!((&again["known_by"], &again["ids"]), (&json!("remembered"), &first["ids"]));
    for (arguments, expected) in [
        (&[][..], "created"),
        (&["restored"], ""),
        (&[], "undecided"),
        (&["recover"], ""),
        (&["resolve", "order-1", "--ids", first["ids"][0].as_str().unwrap()], "created"),
    ] {
        let mut command = bench.command(&[&["launches"], arguments].concat());
        command.env("ECM_JOURNAL", cluster.url());
        let run = run_with(command, "");
        assert_eq!((run.code, run.err.as_str()), (Some(0), ""), "{arguments:?}");
        assert!(run.out.contains(expected), "{run:?}");
    }
    assert!(!bench.folder.path().join(".tencentcloud").exists());
}
