//! Packages to be compiled, in a workspace of their own under the target directory.

use std::ffi::OsString;
use std::io::{self, Error};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::{env, fs};

/// The name of the package with nothing in it.
pub(crate) const EMPTY: &str = "empty";

/// What cargo is to do with a package.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Step {
    Check,
    Build,
}

impl Step {
    pub(crate) const fn name(self) -> &'static str {
        match self {
            Self::Check => "check",
            Self::Build => "build",
        }
    }

    /// What the variable says: one of them, or both where it is not set.
    pub(crate) fn read(variable: &str) -> Result<Vec<Self>, String> {
        match env::var(variable).as_deref() {
            Ok("check") => Ok(vec![Self::Check]),
            Ok("build") => Ok(vec![Self::Build]),
            Ok(_) => Err(format!("{variable} is `check` or `build`")),
            Err(_) => Ok(vec![Self::Check, Self::Build]),
        }
    }
}

/// The workspace.
pub(crate) struct Workspace {
    folder: PathBuf,
    packages: Vec<String>,
    /// Whether what was left of earlier runs may be used: without it the whole of a crate is compiled,
    /// and not what is left to do after a small change.
    is_incremental: bool,
}

impl Workspace {
    /// A workspace with an empty package. What was compiled there before is kept.
    pub(crate) fn new(folder: PathBuf, is_incremental: bool) -> io::Result<Self> {
        let mut workspace = Self { folder, packages: Vec::new(), is_incremental };
        workspace.package(EMPTY, CLIENT, "//! Nothing.\n")?;
        Ok(workspace)
    }

    /// Adds a package with these lines in its list of dependencies.
    pub(crate) fn package(&mut self, name: &str, needs: &str, source: &str) -> io::Result<()> {
        let manifest = format!(
            "[package]\nname = {name:?}\nedition = \"2024\"\npublish = false\n\n\
             [dependencies]\n{needs}"
        );
        self.file(name, "Cargo.toml", &manifest)?;
        self.file(name, "src/lib.rs", source)?;
        self.packages.push(name.to_owned());
        Ok(())
    }

    /// Writes a file of a package.
    pub(crate) fn file(&self, package: &str, path: &str, text: &str) -> io::Result<()> {
        replace(&self.path(package, path), text)
    }

    /// Where a file of a package is.
    pub(crate) fn path(&self, package: &str, path: &str) -> PathBuf {
        self.folder.join(package).join(path)
    }

    /// Writes what holds the packages together.
    pub(crate) fn finish(&self) -> io::Result<()> {
        let main = repository();
        let members: Vec<String> =
            self.packages.iter().map(|package| format!("{package:?}")).collect();
        let manifest = format!(
            "[workspace]\nresolver = \"3\"\nmembers = [{}]\n\n[workspace.dependencies]\n\
             ecm-client = {{ path = {:?}, default-features = false }}\n",
            members.join(", "),
            main.join("ecm-client").display().to_string(),
        );
        replace(&self.folder.join("Cargo.toml"), &manifest)?;
        // The versions that the main workspace is tested with.
        let lock = self.folder.join("Cargo.lock");
        if !lock.exists() {
            fs::copy(main.join("Cargo.lock"), lock)?;
        }
        Ok(())
    }

    /// Compiles everything once, so that only what is touched is compiled again.
    pub(crate) fn prepare(&self, step: Step) -> io::Result<()> {
        // What the benchmark itself was compiled from is there; only if that is not enough, the
        // registry is asked.
        let mut offline = self.cargo(step);
        offline.args(["--workspace", "--offline"]);
        if run(offline.stdout(Stdio::null()).stderr(Stdio::null())).is_ok() {
            return Ok(());
        }
        run(self.cargo(step).arg("--workspace"))
    }

    /// Makes the package look changed.
    pub(crate) fn touch(&self, package: &str) -> io::Result<()> {
        self.touch_file(package, "src/lib.rs")
    }

    /// Makes one file of it look changed.
    pub(crate) fn touch_file(&self, package: &str, path: &str) -> io::Result<()> {
        let path = self.path(package, path);
        let text = fs::read(&path)?;
        fs::write(&path, text)
    }

    /// Removes what was compiled of a package, and what was left to compile it faster.
    #[allow(dead_code, reason = "not every benchmark needs it")]
    pub(crate) fn forget(&self, package: &str) -> io::Result<()> {
        let mut cargo = self.command();
        cargo.args(["clean", "--quiet", "--offline", "--package", package]);
        run(&mut cargo)
    }

    /// Compiles one package and what it needs, if that is not fresh.
    pub(crate) fn compile(&self, step: Step, package: &str) -> io::Result<()> {
        quietly(self.cargo(step), package)
    }

    /// Removes everything that [`Workspace::build_from_nothing`] has compiled.
    #[allow(dead_code, reason = "not every benchmark needs it")]
    pub(crate) fn forget_all(&self) -> io::Result<()> {
        match fs::remove_dir_all(self.cold()) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
            _ => Ok(()),
        }
    }

    /// Builds one package with everything that it needs, in a target directory of its own.
    #[allow(dead_code, reason = "not every benchmark needs it")]
    pub(crate) fn build_from_nothing(&self, package: &str) -> io::Result<()> {
        let mut cargo = self.cargo(Step::Build);
        cargo.env("CARGO_TARGET_DIR", self.cold());
        quietly(cargo, package)
    }

    fn cold(&self) -> PathBuf {
        self.folder.join("cold")
    }

    /// What the program of a package prints, which is compiled before if it is not fresh.
    #[allow(dead_code, reason = "not every benchmark has one")]
    pub(crate) fn output(&self, package: &str) -> io::Result<String> {
        let mut cargo = self.command();
        cargo.args(["run", "--quiet", "--offline", "--locked", "--package", package]);
        let output = cargo.stderr(Stdio::inherit()).output()?;
        match output.status.success() {
            true => Ok(String::from_utf8_lossy(&output.stdout).into_owned()),
            false => Err(Error::other(format!("{cargo:?}: {}", output.status))),
        }
    }

    fn cargo(&self, step: Step) -> Command {
        let mut cargo = self.command();
        cargo
            .env("CARGO_INCREMENTAL", if self.is_incremental { "1" } else { "0" })
            .args([step.name(), "--quiet"]);
        cargo
    }

    fn command(&self) -> Command {
        let mut cargo = Command::new(program());
        cargo.current_dir(&self.folder).env("CARGO_TARGET_DIR", self.folder.join("target"));
        cargo
    }

    /// Removes all of it.
    #[allow(dead_code, reason = "not every benchmark leaves so much behind")]
    pub(crate) fn remove(self) -> io::Result<()> {
        fs::remove_dir_all(self.folder)
    }
}

fn program() -> OsString {
    env::var_os("CARGO").unwrap_or_else(|| "cargo".into())
}

/// What a package needs that calls a generated client, or has one made.
pub(crate) const CLIENT: &str = "ecm-client.workspace = true\n";

/// The folder of the whole repository.
pub(crate) fn repository() -> &'static Path {
    let tests = Path::new(env!("CARGO_MANIFEST_DIR"));
    tests.parent().unwrap_or(tests)
}

/// Writes a file unless it says the same already, which spares cargo the work.
fn replace(path: &Path, text: &str) -> io::Result<()> {
    if fs::read_to_string(path).is_ok_and(|present| present == text) {
        return Ok(());
    }
    fs::create_dir_all(path.parent().unwrap_or(path))?;
    fs::write(path, text)
}

/// Has cargo compile one package of what is here already.
fn quietly(mut cargo: Command, package: &str) -> io::Result<()> {
    cargo.args(["--offline", "--locked", "--package", package]);
    run(cargo.stdout(Stdio::null()).stderr(Stdio::null()))
}

fn run(command: &mut Command) -> io::Result<()> {
    let status = command.status()?;
    match status.success() {
        true => Ok(()),
        false => Err(Error::other(format!("{command:?}: {status}"))),
    }
}
