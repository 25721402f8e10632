//! Tests of `ecm whoami`.

use std::fs;
use std::path::Path;
use std::process::Command;
use std::thread;

use ecm_test_server::{TestServer, TestServerBuilder};
use serde_json::{Value, json};

use crate::call::call;
use crate::support::{Run, run_with};

const KEY: &str = "hunter2-key-never-shown";
const TOKEN: &str = "session-token-never-shown";
const ID: &str = "AKIDabcdefghijklmnopqrstuvwx1234";

/// Command with this home folder and no sources of credentials but those in it.
fn whoami(home: &Path, arguments: &[&str]) -> Command {
    let usual = call(&[]);
    let mut command = Command::new(usual.get_program());
    command.arg("whoami").args(arguments);
    for (name, value) in usual.get_envs() {
        match value {
            Some(value) => command.env(name, value),
            None => command.env_remove(name),
        };
    }
    command.env_remove("TENCENTCLOUD_SECRET_ID").env_remove("TENCENTCLOUD_SECRET_KEY");
    command.env("HOME", home).env("USERPROFILE", home);
    for pipe in [Command::stdin, Command::stdout, Command::stderr] {
        pipe(&mut command, std::process::Stdio::piped());
    }
    command
}

#[track_caller]
fn run(command: Command) -> Run {
    let run = run_with(command, "");
    for secret in [KEY, TOKEN, ID] {
        assert!(!run.out.contains(secret) && !run.err.contains(secret), "{run:?}");
    }
    run
}

fn home_with_tccli() -> tempfile::TempDir {
    let home = tempfile::tempdir().unwrap();
    let folder = home.path().join(".tccli");
    fs::create_dir(&folder).unwrap();
    let login = json!({
        "type": "sso", "secretId": ID, "secretKey": KEY, "token": TOKEN, "expiresAt": 4_000_000_000_u64,
        "sso": { "expiresAt": 4_000_000_000_u64 },
    });
    fs::write(folder.join("default.credential"), login.to_string()).unwrap();
    let settings = json!({ "_sys_param": { "region": "ap-tokyo" } });
    fs::write(folder.join("default.configure"), settings.to_string()).unwrap();
    home
}

#[test]
fn the_signer_and_those_passed_over_are_told_as_text() {
    let home = home_with_tccli();
    let told = run(whoami(home.path(), &[]));
    assert_eq!((told.code, told.err.as_str()), (Some(0), ""), "{told:?}");
    let lines: Vec<&str> = told.out.lines().collect();
    let expected = [
        "source       tccli",
        "from         ~/.tccli/default.credential (sso)",
        "secret id    AKID****1234",
        "valid until  2096-10-02T07:06:40Z",
        "region       ap-tokyo",
        "passed over:",
        "  environment  TENCENTCLOUD_SECRET_ID and TENCENTCLOUD_SECRET_KEY are not set",
    ];
    assert_eq!(lines[..7], expected, "{}", told.out);
    assert!(lines[7].starts_with("  profile      no file ~/.tencentcloud/credentials"), "{told:?}");
    assert_eq!(lines[8..], ["not asked: web identity, instance role"]);

    let mut command = whoami(home.path(), &["--region", "ap-seoul"]);
    command.env("TENCENTCLOUD_SECRET_ID", "short").env("TENCENTCLOUD_SECRET_KEY", KEY);
    let told = run(command);
    let expected = "source       environment\n\
                    from         TENCENTCLOUD_SECRET_ID and TENCENTCLOUD_SECRET_KEY\n\
                    secret id    ****\n\
                    valid until  they are replaced\n\
                    region       ap-seoul\n\
                    not asked: profile, tccli, web identity, instance role\n";
    assert_eq!(told.out, expected);
}

#[test]
fn the_signer_is_told_as_json() {
    let home = home_with_tccli();
    let told = run(whoami(home.path(), &["--output", "json"]));
    let mut object: Value = serde_json::from_str(&told.out).unwrap();
    let passed = object["passed_over"].take();
    let expected = json!({
        "source": "tccli", "from": "~/.tccli/default.credential (sso)", "secret_id": "AKID****1234",
        "temporary": true, "expires": "2096-10-02T07:06:40Z", "region": "ap-tokyo", "passed_over": null,
        "not_asked": ["web identity", "instance role"],
    });
    assert_eq!(object, expected);
    assert_eq!(
        (&passed[0]["source"], &passed[1]["source"]),
        (&json!("environment"), &json!("profile"))
    );

    let told = run(whoami(home.path(), &["--output", "json", "--profile", "typo"]));
    assert_eq!(told.code, Some(4), "{told:?}");
    let object: Value = serde_json::from_str(&told.out).unwrap();
    assert_eq!((&object["source"], &object["secret_id"]), (&Value::Null, &Value::Null));
    assert!(
        told.err.contains("nobody would sign: ") && told.err.contains("typo.credential"),
        "{told:?}"
    );
}

#[test]
fn variables_that_name_different_keys_are_refused() {
    let home = home_with_tccli();
    let mut command = whoami(home.path(), &[]);
    command.env("TENCENTCLOUD_SECRET_ID", "AKIDother").env("TENCENTCLOUD_SECRET_KEY", KEY);
    command.env("TCCLI_PROFILE", "default");
    let told = run(command);
    assert_eq!(told.code, Some(4), "{told:?}");
    let says = "TENCENTCLOUD_SECRET_ID and TCCLI_PROFILE name different keys; unset TCCLI_PROFILE";
    assert!(told.err.contains(says), "{told:?}");
}

/// Starts an STS that lives as long as the tests.
pub(crate) fn start_sts(
    credentials: impl FnOnce(TestServerBuilder) -> TestServerBuilder + Send + 'static,
) -> String {
    let (sender, url) = std::sync::mpsc::channel();
    thread::spawn(move || {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
        runtime.block_on(async move {
            let server = TestServer::builder().shipped("sts-2018-08-13").respond_with(
                "GetCallerIdentity",
                json!({
                    "Arn": "qcs::sts:1:assumed-role/2", "AccountId": "1000", "UserId": "2:me",
                    "PrincipalId": "1001", "Type": "CAMRole",
                }),
            );
            let server = credentials(server).start().await.unwrap();
            sender.send(server.url()).unwrap();
            std::future::pending::<()>().await;
        });
    });
    url.recv().unwrap()
}

#[test]
fn a_check_asks_the_service() {
    let home = home_with_tccli();
    let url = start_sts(|server| server.credentials_with_token(ID, KEY, TOKEN));
    let told = run(whoami(home.path(), &["--check", "--endpoint", &url]));
    assert_eq!((told.code, told.err.as_str()), (Some(0), ""), "{told:?}");
    for line in [
        "account      1000",
        "caller       qcs::sts:1:assumed-role/2",
        "user         2:me",
        "principal    1001",
        "type         CAMRole",
    ] {
        assert!(told.out.lines().any(|told| told == line), "{}", told.out);
    }
    let told = run(whoami(home.path(), &["--check", "--endpoint", &url, "--output", "json"]));
    let object: Value = serde_json::from_str(&told.out).unwrap();
    assert_eq!(object["identity"]["type"], json!("CAMRole"));
    assert!(object["identity"]["request_id"].is_string());

    let mut command = whoami(home.path(), &["--check", "--endpoint", &url]);
    command.env("TENCENTCLOUD_SECRET_ID", ID).env("TENCENTCLOUD_SECRET_KEY", "another-key");
    let told = run(command);
    assert_eq!(told.code, Some(3), "{told:?}");
    assert!(
        told.out.contains("source       environment") && !told.out.contains("account"),
        "{told:?}"
    );
    assert!(told.err.contains("AuthFailure"), "{told:?}");
    let told = run(whoami(home.path(), &["--check", "--endpoint", "http://127.0.0.1:9"]));
    assert_eq!(told.code, Some(4), "{told:?}");
}
