//! Paths that lead to what is no spec file: made here, because no repository can hold them.

use std::fs::{self, File};
use std::os::unix::fs::symlink;
use std::path::{Path, PathBuf};
use std::process::Command;

use super::{HOSTILE_FILES, ROOT, again};

/// Which folder the programs are compiled for, in the process that compiles them.
fn root() -> PathBuf {
    Path::new(env!("CARGO_TARGET_TMPDIR")).join("hostile_files")
}

fn make(root: &Path) {
    if root.exists() {
        fs::remove_dir_all(root).unwrap();
    }
    let package = root.join("package");
    fs::create_dir_all(package.join("folder")).unwrap();
    let spec = Path::new(env!("CARGO_MANIFEST_DIR")).join("../specs/workshop-2024-02-29.json");
    fs::copy(spec, root.join("outside.json")).unwrap();
    symlink("../outside.json", package.join("link.json")).unwrap();
    symlink("..", package.join("linked_folder")).unwrap();
    symlink("loop.json", package.join("loop.json")).unwrap();
    symlink("/dev/zero", package.join("device.json")).unwrap();
    symlink("nowhere.json", package.join("dangling.json")).unwrap();
    symlink("folder", package.join("folder.json")).unwrap();
    // Sparse: it says that it is large and takes no room.
    let large = File::create(package.join("large.json")).unwrap();
    large.set_len(ecm_spec::MAX_SIZE as u64 + 1).unwrap();
    let status = Command::new("mkfifo").arg(package.join("pipe.json")).status().unwrap();
    assert!(status.success(), "a pipe cannot be made here");
}

#[test]
fn what_is_no_spec_file_is_refused_unread() {
    let package = root().join("package");
    if std::env::var_os(ROOT).is_some_and(|set| set == package) {
        trybuild::TestCases::new().compile_fail(format!("{HOSTILE_FILES}/*.rs"));
        return;
    }
    make(&root());
    again("hostile_files::what_is_no_spec_file_is_refused_unread", &package);
}
