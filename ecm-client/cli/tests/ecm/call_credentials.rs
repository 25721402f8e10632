//! Tests of who signs a call of `ecm call`.

use std::path::Path;
use std::process::Command;
use std::sync::mpsc;
use std::{fs, thread};

use ecm_test_server::TestServer;

use crate::call::call;
use crate::support::{Run, run_with};

const KEY: &str = "hunter2-of-a-profile";

fn profile(name: &str, id: &str, more: &str) -> String {
    format!("[{name}]\nsecret_id = {id}\nsecret_key = {KEY}\n{more}\n")
}

/// Command that signs with this file alone.
fn with_file(file: &Path, arguments: &[&str]) -> Command {
    let mut command = call(arguments);
    command.env_remove("TENCENTCLOUD_SECRET_ID").env_remove("TENCENTCLOUD_SECRET_KEY");
    command.env("TENCENTCLOUD_CREDENTIALS_FILE", file);
    command
}

fn shown(mut command: Command) -> Run {
    command.args(["DescribeInstances", "--dry-run", "--show-secrets"]);
    let run = run_with(command, "");
    assert!(!run.out.contains(KEY) && !run.err.contains(KEY), "{run:?}");
    run
}

#[test]
fn the_profile_that_the_environment_names_signs_with_its_region() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("credentials");
    let text = profile("default", "AKIDdefault", "region = ap-beijing")
        + &profile("prod", "AKIDprod", "region = ap-singapore")
        + &profile("bare", "AKIDbare", "");
    fs::write(&file, text).unwrap();
    for (variables, arguments, id, region) in [
        (&[][..], &[][..], "AKIDdefault", Some("ap-beijing")),
        (&[("TENCENTCLOUD_PROFILE", "prod")], &[], "AKIDprod", Some("ap-singapore")),
        (&[("TENCENTCLOUD_PROFILE", "bare")], &[], "AKIDbare", None),
        (&[("TENCENTCLOUD_PROFILE", "prod")], &["--profile", "bare"], "AKIDbare", None),
        (&[], &["--profile", "prod"], "AKIDprod", Some("ap-singapore")),
        (&[], &["--profile", "prod", "--region", "ap-tokyo"], "AKIDprod", Some("ap-tokyo")),
        (
            &[("TENCENTCLOUD_REGION", "ap-tokyo")],
            &["--profile", "prod"],
            "AKIDprod",
            Some("ap-tokyo"),
        ),
        (&[("TENCENTCLOUD_REGION", "ap-tokyo")], &[], "AKIDdefault", Some("ap-tokyo")),
    ] {
        let mut command = with_file(&file, arguments);
        command.envs(variables.iter().copied());
        let run = shown(command);
        assert_eq!((run.code, run.err.as_str()), (Some(0), ""), "{variables:?} {arguments:?}");
        assert!(run.out.contains(&format!("Credential={id}/")), "{run:?}");
        let line = run.out.lines().find_map(|line| line.strip_prefix("x-tc-region: "));
        assert_eq!(line, region, "{variables:?} {arguments:?}");
    }
}

#[test]
fn what_would_sign_as_somebody_else_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("credentials");
    fs::write(&file, profile("default", "AKIDdefault", "")).unwrap();
    for (name, value, says) in [
        ("TENCENTCLOUD_PROFILE", "prod", "no profile `prod`"),
        ("TCCLI_PROFILE", "prod", "no file ~/.tccli/prod.credential"),
        ("TENCENTCLOUD_SECURITY_TOKEN", "hunter2", "TENCENTCLOUD_SECURITY_TOKEN is set, but"),
        (
            "TENCENTCLOUD_SECRET_KEY",
            "hunter2\n",
            "TENCENTCLOUD_SECRET_KEY has a blank or a line end",
        ),
    ] {
        let mut command = with_file(&file, &["--region", "ap-tokyo"]);
        command.env(name, value);
        let run = shown(command);
        assert_eq!((run.code, run.out.as_str()), (Some(4), ""), "{run:?}");
        assert!(run.err.contains(says) && !run.err.contains("hunter2"), "{run:?}");
    }
    let mut command = call(&["--region", "ap-tokyo"]);
    command.env("TENCENTCLOUD_ROLE_ARN", "qcs::cam::uin/1:roleName/r");
    let run = shown(command);
    assert_eq!(run.code, Some(4), "{run:?}");
    assert!(run.err.contains("TENCENTCLOUD_ROLE_SESSION_NAME is not; set both"), "{run:?}");
    let run = shown(with_file(&file, &["--profile", "typo"]));
    assert_eq!(run.code, Some(4), "{run:?}");
    assert!(
        run.err.contains(
            "no profile `typo`; tccli: no file ~/.tccli/typo.credential. Nothing was done."
        ),
        "{run:?}"
    );
}

#[test]
fn a_key_that_is_replaced_during_the_call_is_read() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("credentials");
    fs::write(&file, profile("default", "AKIDold", "")).unwrap();
    let (replaced, text) = (file.clone(), profile("default", "AKIDnew", ""));
    let (sender, url) = mpsc::channel();
    // Ends with the tests.
    thread::spawn(move || {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
        runtime.block_on(async move {
            let server = TestServer::builder()
                .shipped("ecm-2019-07-19")
                .credentials("AKIDnew", KEY)
                .on_request(move |_| fs::write(&replaced, &text).unwrap());
            let server = server.start().await.unwrap();
            sender.send(server.url()).unwrap();
            std::future::pending::<()>().await;
        });
    });
    let url = url.recv().unwrap();
    let run = run_with(with_file(&file, &["DescribeInstances", "--endpoint", &url]), "");
    assert_eq!(run.code, Some(0), "{run:?}");
}
