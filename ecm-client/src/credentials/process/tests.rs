//! Limits of a command, and its end.

#![cfg(unix)]

use std::fs;
use std::sync::Arc;

use super::*;

const SECRET: &str = "hunter2-never-shown";

/// Runs a script with these arguments.
fn ran(script: &str, arguments: &[&str], time: Duration) -> Result<Credentials, CredentialsError> {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("print-keys");
    fs::write(&file, format!("{script}\n")).unwrap();
    // Not run itself: what another thread has just forked may still hold it open.
    let mut words = vec!["/bin/sh".to_owned(), file.to_str().unwrap().to_owned()];
    words.extend(arguments.iter().map(|word| (*word).to_owned()));
    let awaited = Arc::new(());
    let ran = run_within(&words, time, &Arc::downgrade(&awaited));
    if let Err(error) = &ran {
        assert!(!error.to_string().contains(SECRET), "{error}");
    }
    ran
}

fn printed(json: &str) -> Result<Credentials, CredentialsError> {
    ran(&format!("echo '{json}'"), &[], TIMEOUT)
}

#[test]
fn credentials_are_read_with_and_without_a_session() {
    let pair = Credentials::new("AKIDprinted", SECRET);
    let json = format!(r#"{{"SecretId": "AKIDprinted", "SecretKey": "{SECRET}", "More": [1]}}"#);
    assert_eq!(printed(&json).unwrap(), pair);
    let at = std::time::SystemTime::UNIX_EPOCH + Duration::from_secs(4_000_000_000);
    for expiration in ["\"2096-10-02T07:06:40Z\"", "4000000000"] {
        let json = format!(
            r#"{{"SecretId": "AKIDprinted", "SecretKey": "{SECRET}", "Token": "t", "Expiration": {expiration}}}"#
        );
        let expected = pair.clone().with_token("t").with_expiry(at);
        assert_eq!(printed(&json).unwrap(), expected);
    }
}

#[test]
fn arguments_reach_the_command_as_they_are() {
    let script = r#"[ $# = 2 ] && echo "{\"SecretId\": \"$1\", \"SecretKey\": \"$2\"}""#;
    let given = ran(script, &["AKID;$HOME`id`", "a-key"], TIMEOUT).unwrap();
    assert_eq!(given.secret_id(), "AKID;$HOME`id`");
}

#[test]
fn what_is_wrong_is_told_without_what_was_written() {
    for (script, says) in [
        (format!("echo {SECRET}"), "did not print a JSON object"),
        (format!("echo '{{\"SecretKey\": \"{SECRET}\"}}'"), "printed no SecretId"),
        ("echo '{\"SecretId\": \"a\"}'".to_owned(), "printed no SecretKey"),
        (
            format!("echo '{{\"SecretId\": [\"{SECRET}\"], \"SecretKey\": \"b\"}}'"),
            "printed a SecretId that is not text",
        ),
        (
            format!(
                "echo '{{\"SecretId\": \"a\", \"SecretKey\": \"b\", \"Expiration\": \"{SECRET}\"}}'"
            ),
            "printed an Expiration that is no time of RFC 3339",
        ),
        (format!("echo {SECRET} >&2; exit 3"), "failed (exit status: 3); run it to see why"),
        ("yes".to_owned(), "printed more than 65536 bytes"),
    ] {
        let error = ran(&script, &[SECRET], TIMEOUT).unwrap_err().to_string();
        assert!(error.ends_with(says), "{error}");
    }
    let error = run(&["/no/such/command".to_owned()], &Weak::new()).unwrap_err().to_string();
    assert!(error.starts_with("the command /no/such/command cannot be run: "), "{error}");
    let error = run(&["print-keys".to_owned()], &Weak::new()).unwrap_err().to_string();
    assert!(error.contains("is not named by its whole path"), "{error}");
}

#[test]
fn a_command_that_does_not_end_is_killed_with_its_children() {
    let folder = tempfile::tempdir().unwrap();
    let pids = folder.path().join("pids");
    // The child inherits the output, which therefore does not end with the command alone.
    let script = format!("sleep 600 &\necho $$ $! > {}\nwait", pids.display());
    let error = ran(&script, &[], Duration::from_secs(2)).unwrap_err().to_string();
    assert!(error.ends_with("did not end within 2 s"), "{error}");
    let pids = fs::read_to_string(pids).unwrap();
    for pid in pids.split_whitespace() {
        let has_ended = || {
            // One that nobody has waited for yet is a zombie.
            let stat = fs::read_to_string(format!("/proc/{pid}/stat"));
            stat.map_or(true, |stat| stat.contains(") Z "))
        };
        for _ in 0..200 {
            if has_ended() {
                break;
            }
            thread::sleep(PAUSE);
        }
        assert!(has_ended(), "{pid} of {pids}");
    }
}

#[test]
fn a_command_that_nobody_waits_for_is_killed() {
    let folder = tempfile::tempdir().unwrap();
    let started = folder.path().join("started");
    let script = format!("touch {}; sleep 60; touch {}-late", started.display(), started.display());
    let words = ["/bin/sh", "-c", &script].map(str::to_owned);
    let awaited = Arc::new(());
    let waiter = Arc::downgrade(&awaited);
    let running = thread::spawn(move || run_within(&words, TIMEOUT, &waiter));
    while !started.exists() {
        thread::sleep(PAUSE);
    }
    let start = Instant::now();
    drop(awaited);
    running.join().unwrap().unwrap_err();
    assert!(start.elapsed() < TIMEOUT / 3, "{:?}", start.elapsed());
}
