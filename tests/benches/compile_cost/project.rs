//! The packages that are measured, in a workspace of their own under the target directory.

use std::io::{self, Error};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::{env, fs};

use crate::calls::{self, Style};
use crate::shop;

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
}

/// The workspace.
pub(crate) struct Project {
    folder: PathBuf,
    packages: Vec<String>,
}

impl Project {
    /// Writes all packages; what was compiled there before is kept.
    pub(crate) fn write(folder: PathBuf, counts: &[usize], styles: &[Style]) -> io::Result<Self> {
        let tests = Path::new(env!("CARGO_MANIFEST_DIR"));
        let main = tests.parent().unwrap_or(tests);
        let mut project = Self { folder, packages: Vec::new() };
        project.package(EMPTY, "", "//! Nothing.\n")?;
        for &count in counts {
            let client = client(count);
            project.package(&client, "", CLIENT)?;
            let spec = project.folder.join(&client).join("specs/shop.json");
            replace(&spec, &shop::spec(count))?;
            for &style in styles {
                let needs = format!("{client} = {{ path = \"../{client}\" }}\n");
                project.package(&caller(style, count), &needs, &calls::source(style, count))?;
            }
        }
        let members: Vec<String> =
            project.packages.iter().map(|package| format!("{package:?}")).collect();
        let library = main.join("ecm-client");
        let manifest = format!(
            "[workspace]\nresolver = \"3\"\nmembers = [{}]\n\n[workspace.dependencies]\n\
             ecm-client = {{ path = {:?}, default-features = false }}\n",
            members.join(", "),
            library.display().to_string(),
        );
        replace(&project.folder.join("Cargo.toml"), &manifest)?;
        // The versions that the main workspace is tested with.
        let lock = project.folder.join("Cargo.lock");
        if !lock.exists() {
            fs::copy(main.join("Cargo.lock"), lock)?;
        }
        Ok(project)
    }

    fn package(&mut self, name: &str, needs: &str, source: &str) -> io::Result<()> {
        let folder = self.folder.join(name);
        let manifest = format!(
            "[package]\nname = {name:?}\nedition = \"2024\"\npublish = false\n\n\
             [dependencies]\necm-client.workspace = true\n{needs}"
        );
        replace(&folder.join("Cargo.toml"), &manifest)?;
        replace(&folder.join("src/lib.rs"), source)?;
        self.packages.push(name.to_owned());
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
        let source = self.folder.join(package).join("src/lib.rs");
        let text = fs::read(&source)?;
        fs::write(&source, text)
    }

    /// Compiles one package and what it needs, if that is not fresh.
    pub(crate) fn compile(&self, step: Step, package: &str) -> io::Result<()> {
        let mut cargo = self.cargo(step);
        cargo.args(["--offline", "--locked", "--package", package]);
        run(cargo.stdout(Stdio::null()).stderr(Stdio::null()))
    }

    fn cargo(&self, step: Step) -> Command {
        let program = env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
        let mut cargo = Command::new(program);
        cargo
            .current_dir(&self.folder)
            .env("CARGO_TARGET_DIR", self.folder.join("target"))
            // The whole of a crate, and not what is left to do after a small change.
            .env("CARGO_INCREMENTAL", "0")
            .args([step.name(), "--quiet"]);
        cargo
    }

    /// Removes all of it.
    pub(crate) fn remove(self) -> io::Result<()> {
        fs::remove_dir_all(self.folder)
    }
}

const CLIENT: &str = "//! The client of the shop.\n\n\
    ecm_client::api! {\n    spec: \"specs/shop.json\",\n    /// The shop.\n    pub mod shop,\n}\n";

/// The name of the package that holds the generated client and nothing else.
pub(crate) fn client(count: usize) -> String {
    format!("client-{count}")
}

/// The name of a package that calls it.
pub(crate) fn caller(style: Style, count: usize) -> String {
    format!("{}-{count}", style.name())
}

/// Writes a file unless it says the same already, which spares cargo the work.
fn replace(path: &Path, text: &str) -> io::Result<()> {
    if fs::read_to_string(path).is_ok_and(|present| present == text) {
        return Ok(());
    }
    fs::create_dir_all(path.parent().unwrap_or(path))?;
    fs::write(path, text)
}

fn run(command: &mut Command) -> io::Result<()> {
    let status = command.status()?;
    match status.success() {
        true => Ok(()),
        false => Err(Error::other(format!("{command:?}: {status}"))),
    }
}
