//! The two commands, and what they need to run.

use std::env;
use std::error::Error;
use std::ffi::OsStr;
use std::fs;
use std::io::{BufRead as _, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

use ecm_tests::workspace;

/// Both commands, in one home folder and with keys in the environment.
pub(crate) struct Tools {
    ecm: PathBuf,
    /// Folder of the Python that has the tool.
    python: PathBuf,
    pub(crate) archive: PathBuf,
    pub(crate) home: PathBuf,
}

/// `ecm serve`, stopped on drop.
pub(crate) struct Server {
    child: Child,
    pub(crate) url: String,
}

impl Tools {
    /// Builds `ecm` and installs the tool, or says why it cannot be had.
    pub(crate) fn find() -> Result<Result<Self, String>, Box<dyn Error>> {
        let tmp = Path::new(env!("CARGO_TARGET_TMPDIR"));
        let home = tmp.join("command-line");
        let _ = fs::remove_dir_all(&home);
        fs::create_dir_all(&home)?;
        let target = tmp.parent().ok_or("the folder is within the one of the build")?;
        let python = target.join("tccli");
        let package = match installed(&python) {
            Ok(package) => package,
            Err(why) => return Ok(Err(why)),
        };
        fs::write(
            home.join("urls.json"),
            r#"{ "login": "http://127.0.0.1:9", "metadata": "http://127.0.0.1:9", "sts": "http://127.0.0.1:9" }"#,
        )?;
        Ok(Ok(Self { ecm: built()?, python, archive: package, home }))
    }

    /// Command with the keys of the server and nothing else of the environment.
    fn command(&self, program: impl AsRef<OsStr>, arguments: &[&str]) -> Command {
        let mut command = Command::new(program);
        command.args(arguments).current_dir(&self.home).env_clear().env("HOME", &self.home);
        command.env("PATH", env::var_os("PATH").unwrap_or_default()).env("LANG", "C.UTF-8");
        command.env("ECM_HOME", self.home.join("data")).stdin(Stdio::null());
        command.env("TENCENTCLOUD_SECRET_ID", "AKIDEXAMPLE");
        command.env("TENCENTCLOUD_SECRET_KEY", "SECRETEXAMPLE");
        command
    }

    pub(crate) fn ecm(&self, arguments: &[&str]) -> Command {
        self.command(&self.ecm, arguments)
    }

    /// Command that completes the last of some words, as bash asks for it.
    pub(crate) fn ecm_completing(&self, words: &[&str]) -> Command {
        let mut command = self.command(&self.ecm, &["--"]);
        command.args(words).env("COMPLETE", "bash").env("_CLAP_COMPLETE_COMP_TYPE", "9");
        command.env("_CLAP_COMPLETE_INDEX", words.len().saturating_sub(1).to_string());
        command.env("_CLAP_COMPLETE_SPACE", "false").env("_CLAP_IFS", "\n");
        command
    }

    pub(crate) fn tccli(&self, arguments: &[&str]) -> Command {
        self.command(self.python.join("bin/tccli"), arguments)
    }

    /// Command with plain HTTP, which the tool does not speak by itself.
    pub(crate) fn tccli_call(&self, arguments: &[&str]) -> Command {
        let mut command = self.command(self.python.join("bin/python"), &[]);
        command.arg(workspace().join("tests/tccli/tool.py")).arg(self.home.join("urls.json"));
        command.args(arguments);
        command
    }

    pub(crate) fn tccli_completing(&self, line: &str) -> Command {
        let mut command = self.command(self.python.join("bin/tccli_completer"), &[]);
        command.env("COMP_LINE", line).env("COMP_POINT", line.len().to_string());
        command
    }

    /// Folders of the metadata that is installed with the tool: one for each version of a service.
    pub(crate) fn metadata(&self) -> Result<Vec<PathBuf>, Box<dyn Error>> {
        let find = "import os, tccli; print(os.path.dirname(tccli.__file__))";
        let output = self.command(self.python.join("bin/python"), &["-c", find]).output()?;
        let package = PathBuf::from(String::from_utf8(output.stdout)?.trim());
        let mut versions = Vec::new();
        for service in folders(&package.join("services"))? {
            versions
                .extend(folders(&service)?.into_iter().filter(|it| it.join("api.json").exists()));
        }
        Ok(versions)
    }

    pub(crate) fn add_service(&self, name: &str) -> Result<(), Box<dyn Error>> {
        let mut add = self.ecm(&["service", "add", name, "--from"]);
        let output = add.arg(&self.archive).output()?;
        if !output.status.success() {
            return Err(format!("{output:?}").into());
        }
        Ok(())
    }
}

fn folders(folder: &Path) -> Result<Vec<PathBuf>, Box<dyn Error>> {
    let mut folders = Vec::new();
    for entry in fs::read_dir(folder)? {
        folders.extend(Some(entry?.path()).filter(|path| path.is_dir()));
    }
    folders.sort();
    Ok(folders)
}

/// Builds `ecm` as it is released.
fn built() -> Result<PathBuf, Box<dyn Error>> {
    if let Some(path) = env::var_os("COMMAND_LINE_ECM") {
        return Ok(PathBuf::from(path));
    }
    let cargo = env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let mut command = Command::new(cargo);
    command.args(["build", "--release", "--locked", "-p", "ecm-cli"]).current_dir(workspace());
    if !command.status()?.success() {
        return Err("`ecm` cannot be built".into());
    }
    let target = Path::new(env!("CARGO_TARGET_TMPDIR")).parent().ok_or("there is a target")?;
    Ok(target.join("release/ecm"))
}

/// Installs the tool unless it is there, and returns its archive.
fn installed(python: &Path) -> Result<PathBuf, String> {
    let requirements = workspace().join("tests/tccli/requirements.txt");
    let listed = fs::read_to_string(&requirements).map_err(|error| error.to_string())?;
    let version = listed.lines().find_map(|line| line.strip_prefix("tccli=="));
    let version = version.ok_or("the requirements name no version of tccli")?;
    let run = |program: &Path, arguments: &[&str]| {
        let status = Command::new(program).args(arguments).status();
        match status.is_ok_and(|status| status.success()) {
            true => Ok(()),
            false => Err(format!("tccli cannot be installed: `{}` failed", program.display())),
        }
    };
    let (pip, folder) = (python.join("bin/pip"), python.to_string_lossy().into_owned());
    if !python.join("bin/tccli").exists() {
        run(Path::new("python3"), &["-m", "venv", &folder])?;
        let requirements = requirements.to_string_lossy();
        run(&pip, &["install", "--quiet", "--no-deps", "-r", &requirements])?;
    }
    let archive = python.join(format!("tccli-{version}.tar.gz"));
    if !archive.exists() {
        let tccli = format!("tccli=={version}");
        let source = ["--no-deps", "--no-binary", ":all:", "--dest", &folder, &tccli];
        run(&pip, &[&["download", "--quiet"][..], &source].concat())?;
    }
    Ok(archive)
}

impl Server {
    pub(crate) fn start(tools: &Tools, specs: &[&str]) -> Result<Self, Box<dyn Error>> {
        let mut command = tools.ecm(&["serve", "--quiet", "--no-rate-limits"]);
        let mut child = command.args(specs).stdout(Stdio::piped()).spawn()?;
        let mut line = String::new();
        let out = child.stdout.take().ok_or("the server has an output")?;
        BufReader::new(out).read_line(&mut line)?;
        let url = line.trim().strip_prefix("listening on ").ok_or("the server does not listen")?;
        Ok(Self { url: url.to_owned(), child })
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
