//! Tests of `ecm call` against `ecm serve`.

use std::io::Write as _;
use std::process::{Command, Stdio};

use serde_json::{Value, json};

use crate::serve::Serving;
use crate::support::{Run, anywhere, command, run_with, workspace};

const ID: &str = "AKIDEXAMPLE";
const KEY: &str = "SECRETEXAMPLE";
const PASSWORD: &str = "never-To-Be-Seen-1";

/// Command with credentials that `ecm serve` accepts and no other variables of the environment.
pub(crate) fn call(arguments: &[&str]) -> Command {
    let mut command = command(&workspace());
    command.arg("call").args(arguments);
    for name in ["TOKEN", "SECURITY_TOKEN", "REGION", "SECRET_ID", "SECRET_KEY", "CREDENTIALS_FILE"]
    {
        command.env_remove(format!("TENCENTCLOUD_{name}"));
    }
    for name in ["PROFILE", "ROLE_ARN", "ROLE_SESSION_NAME", "ASSUME_ROLE_ARN"] {
        command.env_remove(format!("TENCENTCLOUD_{name}"));
    }
    command.env_remove("TCCLI_PROFILE");
    for name in ["HTTPS_PROXY", "HTTP_PROXY", "ALL_PROXY", "NO_PROXY"] {
        command.env_remove(name).env_remove(name.to_lowercase());
    }
    command.env("TENCENTCLOUD_SECRET_ID", ID).env("TENCENTCLOUD_SECRET_KEY", KEY);
    command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    command
}

fn run(arguments: &[&str], input: &str) -> Run {
    run_with(call(arguments), input)
}

fn machine() -> Value {
    json!({
        "ZoneInstanceCountISPSet": [{ "Zone": "ap-zhengzhou-1", "InstanceCount": 2, "ISP": "CMCC" }],
        "Password": PASSWORD,
        "ModuleId": "em-0vag13d1",
    })
}

fn create<'a>(url: &'a str, more: &[&'a str]) -> Vec<&'a str> {
    let mut arguments = vec!["RunInstances", "--json", "-", "--endpoint", url];
    arguments.extend(more);
    arguments
}

#[track_caller]
fn tells_nothing(run: &Run) {
    for secret in [PASSWORD, KEY] {
        assert!(!run.out.contains(secret) && !run.err.contains(secret), "{run:?}");
    }
}

#[test]
fn an_answer_is_printed_in_every_form_of_request() {
    let server = Serving::start(&["--quiet"]);
    for form in [
        &[][..],
        &["--method", "get"],
        &["--signature", "hmac-sha1"],
        &["--signature", "hmac-sha256", "--method", "get", "--region", "ap-guangzhou"],
        &["--signed-headers", "content-type;host", "--content-type", "application/json"],
        &["--language", "en-US", "--timeout", "20"],
    ] {
        let run = run(&create(&server.url(), form), &machine().to_string());
        assert_eq!((run.code, run.err.as_str()), (Some(0), ""), "{form:?}");
        let answer: Value = serde_json::from_str(&run.out).unwrap();
        assert_eq!(answer["InstanceIdSet"].as_array().map(Vec::len), Some(2), "{form:?}");
        assert!(answer["RequestId"].is_string());
    }
    let run = run(&create(&server.url(), &["--output", "table"]), &machine().to_string());
    assert_eq!(run.code, Some(0), "{run:?}");
    assert!(run.out.contains("InstanceIdSet") && run.out.contains("ein-"), "{run:?}");
    assert!(!run.out.contains('{'), "{run:?}");
}

#[test]
fn every_broken_rule_is_reported_and_nothing_is_sent() {
    let mut bad = machine();
    bad["HostName"] = json!("-");
    bad["ZoneInstanceCountISPSet"][0]["InstanceCount"] = json!(0);
    bad["KeyIds"] = json!(["skey-1"]);
    // Nothing listens there: what is checked first fails first.
    let arguments = create("http://127.0.0.1:9", &[]);
    let run = run(&arguments, &bad.to_string());
    assert_eq!((run.code, run.out.as_str()), (Some(1), ""), "{run:?}");
    for part in [
        "RunInstances was not sent",
        "HostName: ",
        "ZoneInstanceCountISPSet[0].InstanceCount: ",
        "KeyIds",
        " (R",
    ] {
        assert!(run.err.contains(part), "{part}: {}", run.err);
    }
    tells_nothing(&run);
    for (input, problem) in [
        ("[]", "an object"),
        ("{\"Nmae\": 1}", "\"Nmae\""),
        ("{\"ModuleId\": \"a\", \"ModuleId\": \"b\"}", "given twice"),
        (
            "{\"ZoneInstanceCountISPSet\": [{\"InstanceCount\": \"x\"}]}",
            "ZoneInstanceCountISPSet[0]",
        ),
        ("{", "EOF"),
    ] {
        let run = self::run(&arguments, input);
        assert_eq!((run.code, run.out.as_str()), (Some(1), ""), "{input}");
        assert!(run.err.contains(problem), "{input}: {}", run.err);
    }
    // Values of the wrong type do not hide the rest.
    bad["SystemDisk"] = json!({ "DiskSize": "large" });
    bad["DryRun"] = json!(true);
    let run = self::run(&arguments, &bad.to_string());
    assert_eq!(run.code, Some(1), "{run:?}");
    for part in [
        "SystemDisk.DiskSize: ",
        "unknown field \"DryRun\"",
        "ZoneInstanceCountISPSet[0].InstanceCount: ",
    ] {
        assert!(run.err.contains(part), "{part}: {}", run.err);
    }
    tells_nothing(&run);
}

#[test]
fn checking_can_be_turned_down() {
    let server = Serving::start(&["--quiet"]);
    let mut bad = machine();
    bad["ZoneInstanceCountISPSet"][0]["InstanceCount"] = json!(0);
    for (mode, warned) in [("warn", true), ("off", false)] {
        let run =
            run(&create(&server.url(), &["--validation", mode, "--dry-run"]), &bad.to_string());
        assert_eq!(run.code, Some(0), "{run:?}");
        assert_eq!(run.err.contains("warning: ZoneInstanceCountISPSet[0].InstanceCount"), warned);
        // The service still has its say.
        let run = self::run(&create(&server.url(), &["--validation", mode]), &bad.to_string());
        assert_eq!(run.code, Some(3), "{run:?}");
    }
}

#[test]
fn exit_codes_tell_the_outcomes_apart() {
    let server =
        Serving::start(&["--quiet", "--error", "RunInstances=LimitExceeded.VcpuLimitExceeded"]);
    let rejected = run(&create(&server.url(), &[]), &machine().to_string());
    assert_eq!((rejected.code, rejected.out.as_str()), (Some(3), ""), "{rejected:?}");
    assert!(rejected.err.contains("LimitExceeded.VcpuLimitExceeded"), "{rejected:?}");

    let mut wrong_key = call(&create(&server.url(), &[]));
    wrong_key.env("TENCENTCLOUD_SECRET_KEY", "another");
    assert_eq!(run_with(wrong_key, &machine().to_string()).code, Some(3));

    let closed = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let address = format!("http://{}", closed.local_addr().unwrap());
    drop(closed);
    let refused = run(&create(&address, &["--timeout", "2"]), &machine().to_string());
    assert_eq!(refused.code, Some(4), "{refused:?}");
    assert!(refused.err.contains("Nothing was done"), "{refused:?}");

    // A server that takes the request and says nothing that could be believed.
    let silent = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let address = format!("http://{}", silent.local_addr().unwrap());
    let unknown = run(&create(&address, &["--timeout", "1"]), &machine().to_string());
    assert_eq!(unknown.code, Some(5), "{unknown:?}");
    assert!(unknown.err.contains("do not send it again before looking"), "{unknown:?}");
    for run in [rejected, refused, unknown] {
        tells_nothing(&run);
    }
}

#[cfg(unix)]
#[test]
fn an_interrupted_call_says_what_is_known() {
    let silent = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let address = format!("http://{}", silent.local_addr().unwrap());
    let mut child = call(&create(&address, &[])).spawn().unwrap();
    child.stdin.take().unwrap().write_all(machine().to_string().as_bytes()).unwrap();
    // By the time that it has connected it hears interrupts.
    let _connection = silent.accept().unwrap();
    let id = child.id().to_string();
    assert!(Command::new("kill").args(["-INT", &id]).status().unwrap().success());
    let run = Run::from(child.wait_with_output().unwrap());
    assert_eq!((run.code, run.out.as_str()), (Some(5), ""), "{run:?}");
    assert_eq!(
        run.err,
        "error: RunInstances was interrupted before a response arrived. It may have been carried out; \
         check what exists before you send it again.\n"
    );
    tells_nothing(&run);
}

#[test]
fn wrong_use_is_told_before_anything_is_sent() {
    for (arguments, problem) in [
        (
            &["RunInstence"][..],
            "`ecm-2019-07-19` has no action `RunInstence`; did you mean `RunInstances`?",
        ),
        (
            &["Qqqqqq"],
            "`ecm-2019-07-19` has no action `Qqqqqq`; run `ecm explain ecm-2019-07-19` to",
        ),
        (&["RunInstances", "--json", "-", "--spec", "none.json"], "there is no file"),
        (&["RunInstances", "--spec", "none.json"], "there is no file"),
        (&["RunInstances", "--json", "none.json"], "there is no file"),
        (&["RunInstances", "--endpoint", "http://example.com"], "must be https"),
        (&["RunInstances", "--region", "a b"], "the region"),
        (&["RunInstances", "--content-type", "text/plain"], "the content type"),
        (&["RunInstances", "--timeout", "0"], "--timeout"),
        (&["RunInstances", "--output", "yaml"], "--output"),
    ] {
        let run = run(arguments, "");
        assert_eq!((run.code, run.out.as_str()), (Some(2), ""), "{arguments:?}");
        assert!(run.err.contains(problem), "{arguments:?}: {}", run.err);
    }
}

#[test]
fn credentials_may_come_from_a_profile() {
    let server = Serving::start(&["--quiet"]);
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("credentials");
    let profile = |name, key| format!("[{name}]\nsecret_id = {ID}\nsecret_key = {key}\n");
    let text = format!("{}{}", profile("default", "another"), profile("work", KEY));
    std::fs::write(&file, text).unwrap();
    // What is named is meant, whatever the environment says; the default is behind it.
    for (profile, key, code) in [
        (Some("work"), Some("another"), 0),
        (Some("default"), Some(KEY), 3),
        (None, Some(KEY), 0),
        (None, None, 3),
        (Some("none"), Some(KEY), 4),
    ] {
        let url = server.url();
        let mut command = call(&create(&url, &[]));
        if let Some(profile) = profile {
            command.args(["--profile", profile]);
        }
        command.env("TENCENTCLOUD_CREDENTIALS_FILE", &file);
        match key {
            Some(key) => command.env("TENCENTCLOUD_SECRET_KEY", key),
            None => {
                command.env_remove("TENCENTCLOUD_SECRET_KEY").env_remove("TENCENTCLOUD_SECRET_ID")
            }
        };
        let run = run_with(command, &machine().to_string());
        assert_eq!(run.code, Some(code), "{profile:?} {key:?}: {run:?}");
        tells_nothing(&run);
    }
}

#[test]
fn half_of_a_key_pair_is_no_reason_to_look_elsewhere() {
    for missing in ["TENCENTCLOUD_SECRET_ID", "TENCENTCLOUD_SECRET_KEY"] {
        let mut command = call(&["RunInstances", "--dry-run", "--json", "-"]);
        command.env(missing, "");
        let run = run_with(command, &machine().to_string());
        assert_eq!((run.code, run.out.as_str()), (Some(4), ""), "{run:?}");
        assert!(run.err.contains("no credentials") && run.err.contains(missing), "{run:?}");
        tells_nothing(&run);
    }
}

#[test]
fn a_dry_run_shows_everything_but_secrets_and_sends_nothing() {
    let fixed = ["--dry-run", "--timestamp", "1700004000"];
    let shown = run(&create("http://127.0.0.1:9", &fixed), &machine().to_string());
    assert_eq!((shown.code, shown.err.as_str()), (Some(0), ""), "{shown:?}");
    for part in [
        "# Canonical request\n[redacted]\n",
        "# String to sign\n[redacted]\n",
        "a digest of the secret fields, by which they could be guessed; --show-secrets",
        "# Request\nPOST http://127.0.0.1:9/\n",
        "authorization: TC3-HMAC-SHA256 Credential=[redacted]/2023-11-14/ecm/tc3_request, ",
        "\"Password\":\"[redacted]\"",
        "# curl command\ncurl \\\n  --request POST \\\n  --url http://127.0.0.1:9/ \\\n",
    ] {
        assert!(shown.out.contains(part), "{part}: {}", shown.out);
    }
    tells_nothing(&shown);
    assert!(!shown.out.contains(ID), "{}", shown.out);
    for form in [&["--method", "get"][..], &["--signature", "hmac-sha256"]] {
        let shown =
            run(&create("http://127.0.0.1:9", &[&fixed, form].concat()), &machine().to_string());
        assert_eq!(shown.code, Some(0), "{shown:?}");
        assert!(shown.out.contains("Password=[redacted]"), "{shown:?}");
        tells_nothing(&shown);
    }
    // Without secrets, what is shown is what would be sent, to the last space.
    let written = r#"{ "ZoneInstanceCountISPSet" : [ { "Zone":"ap-zhengzhou-1", "InstanceCount":2, "ISP":"CMCC" } ], "ModuleId":"em-1" }"#;
    let shown = run(&create("http://127.0.0.1:9", &fixed), written);
    for part in [
        written,
        "# Canonical request\nPOST\n/\n\ncontent-type:application/json; charset=utf-8\nhost:127.0.0.1:9\n",
        "# String to sign\nTC3-HMAC-SHA256\n1700004000\n2023-11-14/ecm/tc3_request\n",
    ] {
        assert!(shown.out.contains(part), "{part}: {}", shown.out);
    }
    assert!(!shown.out.contains("--show-secrets"), "nothing is withheld: {}", shown.out);
    let all = [&fixed[..], &["--show-secrets"]].concat();
    let shown = run(&create("http://127.0.0.1:9", &all), &machine().to_string());
    assert!(shown.out.contains(PASSWORD) && shown.out.contains(ID), "{shown:?}");
    // The key is not even part of what is sent.
    assert!(!shown.out.contains(KEY), "{shown:?}");
}

/// A digest of the body would give a short password away, so nothing that is printed depends on it.
#[test]
fn a_dry_run_is_the_same_whatever_the_password() {
    let forms: [&[&str]; 4] = [
        &[],
        &["--method", "get"],
        &["--signature", "hmac-sha256", "--nonce", "7"],
        &["--signature", "hmac-sha1", "--method", "get", "--nonce", "7"],
    ];
    for form in forms {
        for output in ["json", "table"] {
            let fixed = ["--dry-run", "--timestamp", "1700004000", "--validation", "off"];
            let all = [&fixed[..], form, &["--output", output]].concat();
            let print = |password: &str, all: &[&str]| {
                let mut machine = machine();
                machine["Password"] = password.into();
                let run = run(&create("http://127.0.0.1:9", all), &machine.to_string());
                assert_eq!(run.code, Some(0), "{run:?}");
                run.out
            };
            let shown = print("4711", &all);
            assert_eq!(shown, print("0815", &all), "{form:?} {output}");
            let asked = [&all[..], &["--show-secrets"]].concat();
            assert_ne!(print("4711", &asked), print("0815", &asked), "{form:?} {output}");
        }
    }
}

#[test]
fn the_help_knows_it() {
    let help = anywhere(&["call", "--help"]);
    for part in ["Exit codes:", "TENCENTCLOUD_SECRET_ID", "--dry-run", "--timestamp", "Examples:"] {
        assert!(help.out.contains(part), "{part}: {}", help.out);
    }
}
