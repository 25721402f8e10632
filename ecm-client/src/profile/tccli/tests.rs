//! Files as the command line writes them, and as nobody should.

use std::fs;
use std::time::SystemTime;

use serde_json::json;

use super::*;
use crate::Credentials;

const SECRET: &str = "hunter2";

struct Folder(tempfile::TempDir);

impl Folder {
    fn new() -> Self {
        Self(tempfile::tempdir().unwrap())
    }

    fn write(&self, name: &str, text: impl ToString) {
        fs::write(self.0.path().join(name), text.to_string()).unwrap();
    }

    fn source(&self, profile: Option<&str>) -> TccliSource {
        TccliSource {
            folder: Some(self.0.path().to_owned()),
            profile: profile.map(str::to_owned),
            variables: Env::new(|_| None::<String>),
        }
    }

    fn error(&self, profile: Option<&str>) -> CredentialsError {
        let read = self.source(profile).read();
        let error = read.and_then(|file| file.credentials().map(drop)).unwrap_err();
        assert!(!error.to_string().contains(SECRET), "{error}");
        error
    }
}

#[test]
fn keys_are_read_in_every_form() {
    let folder = Folder::new();
    let pair = || Credentials::new("AKIDuser", SECRET);
    for (content, expected) in [
        (json!({ "secretId": "AKIDuser", "secretKey": SECRET }), pair()),
        (json!({ "secretId": "AKIDuser", "secretKey": SECRET, "token": null }), pair()),
        (json!({ "secretId": "AKIDuser", "secretKey": SECRET, "token": "" }), pair()),
        (
            json!({ "secretId": "AKIDuser", "secretKey": SECRET, "token": "t", "type": "default" }),
            pair().with_token("t"),
        ),
        // Of keys that the user has written, nobody knows when they expire.
        (
            json!({ "secretId": "AKIDuser", "secretKey": SECRET, "expiresAt": 1, "more": {} }),
            pair(),
        ),
    ] {
        folder.write("default.credential", format!("\u{FEFF}{content}"));
        let file = folder.source(None).read().unwrap();
        assert_eq!(file.credentials().unwrap(), expected, "{content}");
        assert_eq!((file.kind(), file.role().unwrap()), (LoginKind::Keys, None));
    }
    let login = json!({
        "type": "oauth", "secretId": "AKIDuser", "secretKey": SECRET, "token": "t",
        "expiresAt": 1_900_000_000_u64, "oauth": {},
    });
    folder.write("work.credential", login);
    let file = folder.source(Some("work")).read().unwrap();
    let at = SystemTime::UNIX_EPOCH + std::time::Duration::from_secs(1_900_000_000);
    assert_eq!(file.credentials().unwrap(), pair().with_token("t").with_expiry(at));
    assert_eq!(file.kind(), LoginKind::OAuth);
}

#[test]
fn a_role_needs_the_name_of_a_session() {
    let folder = Folder::new();
    let mut content =
        json!({ "secretId": "AKIDuser", "secretKey": SECRET, "role-arn": "the-role" });
    folder.write("default.credential", &content);
    let error = folder.source(None).read().unwrap().role().unwrap_err().to_string();
    assert!(error.ends_with("role-arn without role-session-name; set both or neither"), "{error}");
    content["role-session-name"] = json!("me");
    folder.write("default.credential", &content);
    let role = folder.source(None).read().unwrap().role().unwrap().unwrap();
    assert_eq!((&*role.arn, role.session_name.as_deref()), ("the-role", Some("me")));
}

#[test]
fn a_file_without_keys_is_no_source_until_it_is_named() {
    let folder = Folder::new();
    let error = folder.error(None);
    assert!(error.is_absent() && error.to_string().starts_with("no file "), "{error}");
    assert!(!folder.error(Some("default")).is_absent());
    for (content, command) in [
        (json!({}), "`tccli configure`"),
        (json!({ "secretId": "", "secretKey": null }), "`tccli configure`"),
        (json!({ "sso": { "authUrl": "https://example.org" } }), "`tccli sso login`"),
    ] {
        folder.write("default.credential", &content);
        let error = folder.error(None);
        assert!(error.is_absent() && error.to_string().ends_with(command), "{error}");
        folder.write("work.credential", &content);
        let error = folder.error(Some("work"));
        let command = format!("{} --profile work`", command.trim_end_matches('`'));
        assert!(!error.is_absent() && error.to_string().ends_with(&command), "{error}");
    }
}

#[test]
fn a_file_that_is_broken_is_told_without_its_content() {
    let folder = Folder::new();
    for (content, says) in [
        (format!("{{\"secretKey\": \"{SECRET}"), "not a JSON object"),
        (format!("[\"{SECRET}\"]"), "not a JSON object"),
        (json!({ "secretId": SECRET }).to_string(), "secretKey is missing"),
        (json!({ "secretKey": SECRET }).to_string(), "secretId is missing"),
        (json!({ "secretId": 5, "secretKey": SECRET }).to_string(), "secretId is not text"),
        (
            json!({ "secretId": "AKIDuser", "secretKey": format!("{SECRET}\n") }).to_string(),
            "secretKey has a blank or a line end in it",
        ),
    ] {
        folder.write("default.credential", content);
        let error = folder.error(None);
        assert!(!error.is_absent() && error.to_string().contains(says), "{error}");
    }
    for name in ["../default", "a/b", "a\\b"] {
        assert!(folder.error(Some(name)).to_string().contains("a path in its name"));
    }
}

#[test]
fn settings_give_a_region_whatever_else_they_hold() {
    let folder = Folder::new();
    let region = || folder.source(None).region().unwrap();
    assert_eq!(region(), None);
    let long: Map<String, Value> = (0..3000)
        .map(|at| (format!("service{at}"), json!({ "endpoint": "example.org", "version": "?" })))
        .collect();
    for (content, expected) in [
        (
            json!({ "_sys_param": { "region": "ap-tokyo", "output": 5 }, "cvm": "?" }),
            Some("ap-tokyo"),
        ),
        (json!({ "_sys_param": { "region": " " } }), None),
        (json!({ "_sys_param": { "region": ["ap-tokyo"] } }), None),
        (json!({ "_sys_param": "ap-tokyo" }), None),
        (json!([]), None),
        (json!("text"), None),
    ] {
        folder.write("default.configure", &content);
        assert_eq!(region().as_deref(), expected, "{content}");
    }
    let mut content = Value::Object(long);
    content["_sys_param"] = json!({ "region": "ap-tokyo" });
    folder.write("default.configure", &content);
    assert!(content.to_string().len() > 64 * 1024);
    assert_eq!(region().as_deref(), Some("ap-tokyo"));
    folder.write("default.configure", "{");
    assert_eq!(region(), None);
}

#[test]
fn an_endpoint_in_the_settings_has_to_be_one() {
    let folder = Folder::new();
    let endpoint = || folder.source(None).endpoint_of("sts");
    assert_eq!(endpoint().unwrap(), None);
    for (written, expected) in [
        ("sts.intl.example.org", Ok("https://sts.intl.example.org")),
        ("http://127.0.0.1:8080", Ok("http://127.0.0.1:8080")),
        ("http://sts.example.org", Err("the endpoint of sts must be https")),
        ("sts example", Err("the endpoint of sts has a host")),
    ] {
        folder.write("default.configure", json!({ "sts": { "endpoint": written } }));
        match (endpoint(), expected) {
            (Ok(url), expected) => assert_eq!(url.as_deref(), expected.ok()),
            (Err(error), expected) => {
                assert!(error.to_string().contains(expected.unwrap_err()), "{error}");
            }
        }
    }
}

#[test]
fn a_home_folder_is_needed_once_a_profile_is_named() {
    let source = |profile: Option<&str>| TccliSource {
        folder: None,
        profile: profile.map(str::to_owned),
        variables: Env::new(|_| None::<String>),
    };
    assert!(source(None).read().err().unwrap().is_absent());
    assert!(!source(Some("work")).read().err().unwrap().is_absent());
    assert_eq!(source(Some("work")).region().unwrap(), None);
}

#[cfg(unix)]
#[test]
fn a_file_in_a_folder_of_its_owner_is_not_open_to_others() {
    use std::os::unix::fs::PermissionsExt as _;
    let folder = Folder::new();
    folder.write("default.credential", "{}");
    let file = folder.0.path().join("default.credential");
    for (mode, is_open) in [(0o700, false), (0o750, false), (0o755, true), (0o711, true)] {
        fs::set_permissions(folder.0.path(), fs::Permissions::from_mode(mode)).unwrap();
        assert_eq!(small_file::is_in_open_folder(&file), is_open, "{mode:o}");
    }
}
