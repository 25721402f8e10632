//! Helpers that run the command.

use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use ecm_scratch::Scratch;

/// Result of a run.
#[derive(Debug)]
pub(crate) struct Run {
    pub(crate) code: Option<i32>,
    pub(crate) out: String,
    pub(crate) err: String,
}

impl From<Output> for Run {
    fn from(output: Output) -> Self {
        Self {
            code: output.status.code(),
            out: String::from_utf8(output.stdout).unwrap(),
            err: String::from_utf8(output.stderr).unwrap(),
        }
    }
}

/// Command in a folder, without the colour settings of the environment.
pub(crate) fn command(folder: &Path) -> Command {
    let mut command = without_colour_settings(Command::new(env!("CARGO_BIN_EXE_ecm")));
    command.current_dir(folder);
    // The services of whoever runs the tests are none of their business.
    command.env("ECM_HOME", Path::new(env!("CARGO_TARGET_TMPDIR")).join("no-services"));
    command
}

/// Command that sees no variable by which colours are turned on or off.
///
/// `CI` is one of them: where it is set, a terminal is taken to show colours, whatever `TERM` says.
pub(crate) fn without_colour_settings(mut command: Command) -> Command {
    for name in ["CI", "CLICOLOR", "CLICOLOR_FORCE", "NO_COLOR"] {
        command.env_remove(name);
    }
    command
}

/// Runs the command in a folder.
pub(crate) fn run(folder: &Path, arguments: &[&str]) -> Run {
    command(folder).args(arguments).output().unwrap().into()
}

/// Runs a command whose streams are pipes, with text on its standard input.
pub(crate) fn run_with(mut command: Command, input: &str) -> Run {
    let mut child = command.spawn().unwrap();
    // A command that does not read is over before all is written.
    let _ = child.stdin.take().unwrap().write_all(input.as_bytes());
    child.wait_with_output().unwrap().into()
}

/// Runs the command in the folder of its package.
pub(crate) fn anywhere(arguments: &[&str]) -> Run {
    run(Path::new(env!("CARGO_MANIFEST_DIR")), arguments)
}

/// Folder of the workspace.
pub(crate) fn workspace() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..").canonicalize().unwrap()
}

/// Path of a spec that holds every shape.
pub(crate) fn workshop() -> String {
    workspace().join("tests/specs/workshop-2024-02-29.json").to_str().unwrap().to_owned()
}

/// Path of a spec with groups, pagination and waiters.
pub(crate) fn warehouse() -> String {
    workspace().join("tests/specs/warehouse-2024-03-31.json").to_str().unwrap().to_owned()
}

/// Manifest sections that deny warnings and take the crates of this project from the workspace.
pub(crate) fn settings() -> String {
    let root = workspace();
    let path = |folder: &str| serde_json::to_string(&root.join(folder)).unwrap();
    format!(
        "\n[lints.rust]\nmissing_docs = \"deny\"\nwarnings = \"deny\"\n\n[workspace]\n\n\
         [patch.crates-io]\necm-client = {{ path = {} }}\necm-codegen = {{ path = {} }}\n\
         ecm-macros = {{ path = {} }}\necm-spec = {{ path = {} }}\n",
        path("ecm-client"),
        path("ecm-macros/codegen"),
        path("ecm-macros"),
        path("ecm-spec"),
    )
}

/// Runs `cargo check` on a crate with the lock file of the workspace, so that little is rebuilt.
pub(crate) fn checked(folder: &Path) -> Run {
    Scratch::written(env!("CARGO_TARGET_TMPDIR"), folder).cargo(&["check", "--quiet"]).into()
}

/// Removes all permissions from files and folders, and returns the command as a user who lacks them.
///
/// That is the user of the tests or, for root, whom no permission stops, an unprivileged one. `None`
/// if there is no such user.
#[cfg(unix)]
pub(crate) fn kept_out<'f>(
    folder: &'f Path,
    closed: &[&Path],
) -> Option<impl Fn() -> Command + use<'f>> {
    use std::fs::{Permissions, read, read_dir, set_permissions};
    use std::os::unix::fs::PermissionsExt as _;
    use std::os::unix::process::CommandExt as _;

    /// Id of a user who owns nothing.
    const NOBODY: u32 = 65534;

    for path in closed {
        set_permissions(path, Permissions::from_mode(0o000)).unwrap();
    }
    let is_root = closed.iter().any(|path| read(path).is_ok() || read_dir(path).is_ok());
    if is_root {
        set_permissions(folder, Permissions::from_mode(0o755)).unwrap();
    }
    let user = move || {
        let mut command = command(folder);
        if is_root {
            command.uid(NOBODY).gid(NOBODY);
        }
        command
    };
    let runs = user().arg("--version").output();
    if !runs.is_ok_and(|output| output.status.success()) {
        say_skipped("this user is root, whom no permission stops, and cannot become another");
        return None;
    }
    Some(user)
}

/// Reports a skipped test, past the harness, which captures the output of macros.
pub(crate) fn say_skipped(why: &str) {
    let _ = writeln!(std::io::stderr(), "skipped: {why}");
}
