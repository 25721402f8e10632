//! Vendor's command line as the package manager of Python has installed it.

use std::path::PathBuf;
use std::process::{Command, Stdio};

use crate::verdict::Failure;

/// Finds the package without running anything of it; the current folder does not count.
const SCRIPT: &str = "\
import sys
sys.path = [path for path in sys.path if path not in ('', '.')]
import importlib.util
found = importlib.util.find_spec('tccli')
sys.stdout.write(list(found.submodule_search_locations)[0] if found else '')
";

/// Returns the folder of the package `tccli` of the `python3` that is first in the path.
pub(super) fn package() -> Result<PathBuf, Failure> {
    let mut python = Command::new("python3");
    python.args(["-c", SCRIPT]).stdin(Stdio::null()).env("PYTHONIOENCODING", "utf-8");
    let output = python.output().map_err(|error| {
        Failure::Usage(format!(
            "`python3` cannot be run: {error}; name the folder or the archive of the vendor's command line"
        ))
    })?;
    let folder = String::from_utf8(output.stdout).unwrap_or_default();
    if !output.status.success() || folder.is_empty() {
        return Err(Failure::Usage(
            "`python3` has no package `tccli`; install it, or name an archive: `pip download tccli \
             --no-deps`"
                .to_owned(),
        ));
    }
    Ok(PathBuf::from(folder))
}
