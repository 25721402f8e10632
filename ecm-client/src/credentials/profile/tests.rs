//! Which file is read, and which is not.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use super::*;
use crate::profile::{FILE, SYSTEM_FILE};
use crate::small_file;

/// A folder that stands for the home folder.
struct Home(tempfile::TempDir);

impl Home {
    fn new() -> Self {
        Self(tempfile::tempdir().unwrap())
    }

    fn path(&self) -> PathBuf {
        self.0.path().join(".tencentcloud").join("credentials")
    }

    fn write(&self, text: &str) -> PathBuf {
        let path = self.path();
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(&path, text).unwrap();
        path
    }

    /// A provider in an environment with this home and these variables.
    fn provider(&self, variables: &[(&str, &str)]) -> ProfileCredentialsProviderBuilder {
        let home = self.0.path().to_str().unwrap().to_owned();
        let mut map = BTreeMap::from([("HOME".to_owned(), home.clone())]);
        map.insert("USERPROFILE".to_owned(), home);
        for (name, value) in variables {
            map.insert((*name).to_owned(), (*value).to_owned());
        }
        ProfileCredentialsProvider::builder().variables(move |name| map.get(name).cloned())
    }
}

fn profile(name: &str, id: &str) -> String {
    format!("[{name}]\nsecret_id = {id}\nsecret_key = hunter2hunter2\n")
}

async fn read(builder: ProfileCredentialsProviderBuilder) -> Result<String, CredentialsError> {
    builder.build().credentials().await.map(|given| given.secret_id().to_owned())
}

#[tokio::test]
async fn a_named_file_goes_before_the_variable_and_that_before_home() {
    let home = Home::new();
    home.write(&(profile("default", "home") + &profile("work", "work")));
    let other = home.0.path().join("other");
    fs::write(&other, profile("default", "other")).unwrap();
    let variable = [(FILE, other.to_str().unwrap())];
    assert_eq!(read(home.provider(&[])).await.unwrap(), "home");
    assert_eq!(read(home.provider(&[]).profile("work")).await.unwrap(), "work");
    assert_eq!(read(home.provider(&variable)).await.unwrap(), "other");
    let given = home.provider(&variable).file(home.path());
    assert_eq!(read(given).await.unwrap(), "home");
}

#[tokio::test]
async fn what_nobody_has_named_may_be_missing() {
    let home = Home::new();
    // Where the machine has a file for all users, there is nothing to be seen here.
    if !Path::new(SYSTEM_FILE).exists() {
        let error = read(home.provider(&[])).await.unwrap_err();
        assert!(error.is_absent(), "{error}");
        let both = "~/.tencentcloud/credentials or /etc/tencentcloud/credentials";
        assert_eq!(error.to_string(), format!("no file {both}"));
        assert!(!read(home.provider(&[]).profile("work")).await.unwrap_err().is_absent());
    }
    home.write(&profile("other", "id"));
    let error = read(home.provider(&[])).await.unwrap_err();
    assert!(error.is_absent(), "{error}");
    assert_eq!(error.to_string(), "~/.tencentcloud/credentials: no profile `default`");
}

#[tokio::test]
async fn what_somebody_has_named_must_be_there() {
    let home = Home::new();
    home.write(&profile("default", "id"));
    for (builder, expected) in [
        (home.provider(&[(FILE, "/no/such/file")]), "/no/such/file: no such file"),
        (home.provider(&[]).file("no-such-file"), "no-such-file: no such file"),
        (
            home.provider(&[(FILE, "")]),
            "TENCENTCLOUD_CREDENTIALS_FILE is empty; set it to a path or unset it",
        ),
        (home.provider(&[]).profile("work"), "~/.tencentcloud/credentials: no profile `work`"),
    ] {
        let error = read(builder).await.unwrap_err();
        assert!(!error.is_absent());
        assert_eq!(error.to_string(), expected);
    }
}

#[tokio::test]
async fn what_is_no_small_regular_file_is_refused() {
    let home = Home::new();
    let folder = home.0.path().to_path_buf();
    let large = folder.join("large");
    fs::write(&large, vec![b'#'; 64 * 1024 + 1]).unwrap();
    let full = folder.join("full");
    let comment = "#".repeat(64 * 1024 - 60 - profile("default", "id").len());
    fs::write(&full, format!("{comment}\n{}", profile("default", "id"))).unwrap();
    assert_eq!(read(home.provider(&[]).file(full)).await.unwrap(), "id");
    let mut files = vec![(folder, "not a regular file"), (large, "larger than 65536 bytes")];
    if cfg!(unix) {
        files.push(("/dev/zero".into(), "not a regular file"));
        files.push(("/dev/tty".into(), "not a regular file"));
    }
    for (path, expected) in files {
        let Err(error) = read(home.provider(&[]).file(&path)).await else { panic!("{path:?}") };
        assert!(!error.is_absent() && error.to_string().contains(expected), "{error}");
    }
}

#[tokio::test]
async fn malformed_files_are_told_by_file_and_line_and_not_by_what_is_in_them() {
    let home = Home::new();
    let path = home.write("[default]\nsecret_id = id\nsecret_key = hunter2 hunter2\n");
    let shown = [
        (home.provider(&[]), "~/.tencentcloud/credentials".to_owned()),
        (home.provider(&[]).file(&path), path.display().to_string()),
    ];
    for (builder, file) in shown {
        let error = read(builder).await.unwrap_err();
        assert_eq!(
            error.to_string(),
            format!("{file}: line 3: white space in the value; remove it")
        );
    }
}

#[tokio::test]
async fn a_file_is_read_once_and_again_when_it_was_refused() {
    let home = Home::new();
    home.write(&profile("default", "old"));
    let provider = home.provider(&[]).build();
    let old = provider.credentials().await.unwrap();
    home.write(&profile("default", "new"));
    assert_eq!(provider.credentials().await.unwrap().secret_id(), "old");
    assert_eq!(provider.refresh(&old).await.unwrap().secret_id(), "new");
    assert_eq!(provider.credentials().await.unwrap().secret_id(), "new");
}

#[cfg(unix)]
#[test]
fn a_file_that_everybody_may_read_is_known_as_such() {
    use std::os::unix::fs::PermissionsExt as _;
    let home = Home::new();
    let path = home.write(&profile("default", "id"));
    for (mode, open) in [(0o600, false), (0o640, false), (0o644, true), (0o602, true)] {
        fs::set_permissions(&path, fs::Permissions::from_mode(mode)).unwrap();
        assert_eq!(small_file::is_world_accessible(&path), open, "{mode:o}");
    }
}

#[cfg(unix)]
#[tokio::test]
async fn a_command_is_run_only_as_named_in_a_file_that_nobody_else_may_write() {
    use std::os::unix::fs::{PermissionsExt as _, chown};

    let set_mode = |path: &Path, mode| {
        fs::set_permissions(path, fs::Permissions::from_mode(mode)).unwrap();
    };
    let home = Home::new();
    let (script, ran) = (home.0.path().join("print keys"), home.0.path().join("ran"));
    let text = format!(
        "touch {}\necho '{{\"SecretId\": \"AKIDprinted\", \"SecretKey\": \"hunter2\"}}'\n",
        ran.display()
    );
    fs::write(&script, text).unwrap();
    let command = format!("/bin/sh '{}'", script.display());
    let file = home.write(&format!("[default]\ncredential_process = {command}\n"));
    let folder = file.parent().unwrap().to_owned();
    for (mode, folder_mode, says) in [
        (0o600, 0o700, None),
        (0o644, 0o755, None),
        // In such a folder nobody can replace what belongs to another user.
        (0o600, 0o1777, None),
        (0o620, 0o700, Some("others may write to the file; run chmod go-w on it")),
        (0o602, 0o700, Some("others may write to the file; run chmod go-w on it")),
        (0o600, 0o770, Some("others may write to its folder; run chmod go-w on that")),
    ] {
        set_mode(&file, mode);
        set_mode(&folder, folder_mode);
        let read = read(home.provider(&[])).await.map_err(|error| error.to_string());
        assert_eq!(fs::remove_file(&ran).is_ok(), says.is_none(), "{mode:o} {folder_mode:o}");
        match says {
            None => assert_eq!(read.as_deref(), Ok("AKIDprinted")),
            Some(says) => {
                let place =
                    "~/.tencentcloud/credentials: line 1: credential_process is not run, as ";
                assert_eq!(read, Err(format!("{place}{says}")));
            }
        }
    }
    set_mode(&folder, 0o700);
    // Only root can give files away.
    if chown(&file, Some(65534), None).is_ok() {
        let error = read(home.provider(&[])).await.unwrap_err().to_string();
        assert!(error.ends_with("the file belongs to somebody else; make it yours"), "{error}");
    }
}

#[tokio::test]
async fn a_command_that_fails_is_told_by_its_profile() {
    let home = Home::new();
    home.write("[default]\ncredential_process = print-keys hunter2\n");
    let error = read(home.provider(&[])).await.unwrap_err().to_string();
    let says = "profile `default` in ~/.tencentcloud/credentials: the command print-keys is not named by \
                its whole path; write that";
    match cfg!(unix) {
        true => assert_eq!(error, says),
        false => assert!(error.contains("credential_process is not run"), "{error}"),
    }
    let text = b"[default]\ncredential_process = /bin/print hunter2\n";
    let error = read_profile(text, "default").unwrap_err().to_string();
    assert_eq!(error, "line 1: the profile names a command; use `ProfileCredentialsProvider`");
}
