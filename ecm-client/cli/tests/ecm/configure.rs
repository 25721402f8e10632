//! `ecm configure`.

use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};

use super::support::{Run, command, run_with};
#[cfg(unix)]
use super::terminal::Terminal;
#[cfg(unix)]
use super::whoami::start_sts;

/// Command whose credentials file is in the folder.
fn configure(folder: &Path, arguments: &[&str]) -> Command {
    let mut command = command(folder);
    command.arg("configure").args(arguments).env("TENCENTCLOUD_CREDENTIALS_FILE", file(folder));
    command.env_remove("TENCENTCLOUD_PROFILE");
    command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    command
}

fn file(folder: &Path) -> String {
    folder.join("keys/credentials").to_str().unwrap().to_owned()
}

fn configured(folder: &Path, arguments: &[&str], input: &str) -> Run {
    run_with(configure(folder, arguments), input)
}

#[test]
fn values_are_set_shown_and_removed() {
    let folder = tempfile::tempdir().unwrap();
    let of = |arguments: &[&str], input: &str| configured(folder.path(), arguments, input);
    assert_eq!(of(&["list"], "").code, Some(0));
    for (name, value) in [("secret_id", "AKIDEXAMPLE0123456789"), ("secret_key", "CANARYKEY")] {
        let run = of(&["set", name], &format!("{value}\n"));
        assert_eq!((run.code, run.err.as_str()), (Some(0), ""), "{run:?}");
        assert!(run.out.starts_with("wrote profile `default` to "), "{run:?}");
    }
    assert_eq!(of(&["set", "region", "ap-guangzhou"], "").code, Some(0));
    assert_eq!(of(&["get", "region"], "").out, "ap-guangzhou\n");
    let run = of(&["get", "secret_key"], "");
    assert!(run.code == Some(2) && run.err.contains("--show-secrets"), "{run:?}");
    assert_eq!(of(&["get", "secret_key", "--show-secrets"], "").out, "CANARYKEY\n");
    let run = of(&["list"], "");
    assert_eq!(run.out, "default  AKID****6789, region ap-guangzhou\n");
    let run = of(&["list", "--output", "json"], "");
    assert!(run.out.contains(r#""secret_id": "AKID****6789""#), "{run:?}");
    assert!(!run.out.contains("CANARY"), "{run:?}");
    assert_eq!(of(&["set", "region", "--remove"], "").code, Some(0));
    let run = of(&["get", "region"], "");
    assert_eq!((run.code, run.out.as_str()), (Some(1), ""));
    let text = fs::read_to_string(file(folder.path())).unwrap();
    assert_eq!(text, "[default]\nsecret_id = AKIDEXAMPLE0123456789\nsecret_key = CANARYKEY\n");
}

#[test]
fn a_value_that_nobody_would_read_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    let run = configured(folder.path(), &["set", "secret-key", "CANARYKEY"], "");
    assert!(run.code == Some(2) && run.err.contains("did you mean `secret_key`?"), "{run:?}");
    let run = configured(folder.path(), &["set", "secret_key"], "CANARY KEY\n");
    assert!(run.code == Some(2) && !run.err.contains("CANARY"), "{run:?}");
    let run = configured(folder.path(), &["set", "region"], "");
    assert_eq!(run.code, Some(2), "{run:?}");
    assert!(!Path::new(&file(folder.path())).exists());
    // A file that no provider could read is not made worse.
    fs::create_dir(folder.path().join("keys")).unwrap();
    fs::write(file(folder.path()), "secret_id = AKID\n").unwrap();
    let run = configured(folder.path(), &["set", "region", "ap-guangzhou"], "");
    assert!(run.code == Some(2) && run.err.contains("line 1"), "{run:?}");
    assert_eq!(fs::read_to_string(file(folder.path())).unwrap(), "secret_id = AKID\n");
}

#[test]
fn a_secret_on_the_command_line_is_warned_of() {
    let folder = tempfile::tempdir().unwrap();
    let run = configured(folder.path(), &["set", "token", "CANARYTOKEN"], "");
    assert_eq!(run.code, Some(0));
    assert!(run.err.contains("other users of this machine can see token"), "{run:?}");
    assert!(!run.err.contains("CANARY"), "{run:?}");
    let run = configured(folder.path(), &["set", "region", "ap-guangzhou"], "");
    assert_eq!(run.err, "");
}

#[test]
fn without_a_terminal_nothing_is_asked() {
    let folder = tempfile::tempdir().unwrap();
    let run = configured(folder.path(), &[], "AKID\nKEY\n\n");
    assert!(run.code == Some(2) && run.err.contains("ecm configure set secret_id"), "{run:?}");
    assert!(!Path::new(&file(folder.path())).exists());
}

#[cfg(unix)]
fn asked(folder: &Path, arguments: &[&str]) -> Terminal {
    let arguments: Vec<&str> = ["configure"].iter().chain(arguments).copied().collect();
    let file = file(folder);
    Terminal::start(
        folder,
        &arguments,
        100,
        &[("TENCENTCLOUD_CREDENTIALS_FILE", &file), ("TENCENTCLOUD_PROFILE", "")],
    )
}

#[cfg(unix)]
#[test]
fn keys_are_asked_for_and_not_shown() {
    let folder = tempfile::tempdir().unwrap();
    let mut terminal = asked(folder.path(), &["--profile", "work"]);
    terminal.expect("Secret id: ");
    terminal.type_in("AKIDEXAMPLE0123456789\r");
    terminal.expect("Secret key: ");
    terminal.type_in("CANARYKEY\r");
    terminal.expect("Region: ");
    terminal.type_in("ap-guangzhou\r");
    terminal.expect("wrote profile `work` to ");
    let (code, shown) = terminal.end();
    assert_eq!(code, Some(0));
    assert!(!shown.contains("CANARY") && !shown.contains("AKIDEXAMPLE0123456789"), "{shown:?}");
    let text = || fs::read_to_string(file(folder.path())).unwrap();
    let expected = "[work]\nsecret_id = AKIDEXAMPLE0123456789\nsecret_key = CANARYKEY\nregion = ap-guangzhou\n";
    assert_eq!(text(), expected);

    // Empty lines keep what is there.
    let mut terminal = asked(folder.path(), &["--profile", "work"]);
    terminal.expect("Secret id [AKID****6789]: ");
    terminal.type_in("\r");
    terminal.expect("Secret key [as it is]: ");
    terminal.type_in("\r");
    terminal.expect("Region [ap-guangzhou]: ");
    terminal.type_in("\r");
    assert_eq!(terminal.end().0, Some(0));
    assert_eq!(text(), expected);
}

#[cfg(unix)]
#[test]
fn a_token_does_not_outlive_its_keys() {
    let folder = tempfile::tempdir().unwrap();
    fs::create_dir(folder.path().join("keys")).unwrap();
    fs::write(
        file(folder.path()),
        "[default]\nsecret_id = AKIDOLD\nsecret_key = KEY\ntoken = TOKEN\n",
    )
    .unwrap();
    let mut terminal = asked(folder.path(), &["--region", "ap-guangzhou"]);
    terminal.expect("Secret id [****]: ");
    terminal.type_in("AKIDNEW\r");
    terminal.expect("Secret key");
    terminal.type_in("NEWKEY\r");
    terminal.expect("the token of the old keys is removed");
    assert_eq!(terminal.end().0, Some(0));
    let text = fs::read_to_string(file(folder.path())).unwrap();
    assert_eq!(
        text,
        "[default]\nsecret_id = AKIDNEW\nsecret_key = NEWKEY\nregion = ap-guangzhou\n"
    );
}

#[cfg(unix)]
#[test]
fn an_interrupted_question_changes_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let mut terminal = asked(folder.path(), &[]);
    terminal.expect("Secret id: ");
    terminal.type_in("AKIDEXAMPLE\r");
    terminal.expect("Secret key: ");
    terminal.type_in("CANARY\u{3}");
    let (code, shown) = terminal.end();
    assert!(code == Some(2) && shown.contains("nothing was changed"), "{code:?} {shown:?}");
    assert!(!shown.contains("CANARY"), "{shown:?}");
    assert!(!Path::new(&file(folder.path())).exists());
}

#[cfg(unix)]
#[test]
fn written_keys_are_checked_if_asked() {
    let folder = tempfile::tempdir().unwrap();
    let url = start_sts(|server| server.credentials("AKIDEXAMPLE0123456789", "CANARYKEY"));
    for (key, code, says) in [("CANARYKEY", 0, "account      1000"), ("WRONGKEY", 3, "AuthFailure")]
    {
        let mut terminal =
            asked(folder.path(), &["--check", "--endpoint", &url, "--region", "ap-guangzhou"]);
        terminal.expect("Secret id");
        terminal.type_in("AKIDEXAMPLE0123456789\r");
        terminal.expect("Secret key");
        terminal.type_in(&format!("{key}\r"));
        terminal.expect("wrote profile `default`");
        terminal.expect(says);
        let (ended, shown) = terminal.end();
        assert_eq!(ended, Some(code), "{shown}");
        assert!(!shown.contains(key), "{shown}");
    }
}
