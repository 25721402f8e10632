//! What is generated compiles, by itself and through a build script, without a warning.

use std::path::Path;
use std::process::Command;
use std::{env, fs};

use crate::support::{Run, run, workshop, workspace};

/// Nothing may be warned of, and the crates of this project are taken from where they are.
fn settings() -> String {
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

/// Checks a crate with what this test was built from, so that little has to be built again.
fn check(folder: &Path) -> Run {
    fs::copy(workspace().join("Cargo.lock"), folder.join("Cargo.lock")).unwrap();
    let target = Path::new(env!("CARGO_TARGET_TMPDIR")).join("generated");
    let cargo = env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let mut command = Command::new(cargo);
    command.args(["check", "--offline", "--quiet"]).current_dir(folder);
    command.env("CARGO_TARGET_DIR", target).output().unwrap().into()
}

#[test]
fn a_generated_crate() {
    let folder = tempfile::tempdir().unwrap();
    let generated = run(folder.path(), &["generate", &workshop(), "--out", "lamp"]);
    assert_eq!(generated.code, Some(0), "{}", generated.err);
    let lamp = folder.path().join("lamp");
    let manifest = fs::read_to_string(lamp.join("Cargo.toml")).unwrap();
    fs::write(lamp.join("Cargo.toml"), manifest + &settings()).unwrap();
    let checked = check(&lamp);
    assert_eq!((checked.code, checked.err.as_str()), (Some(0), ""));
}

#[test]
fn a_crate_with_a_build_script() {
    let folder = tempfile::tempdir().unwrap();
    let version = env!("CARGO_PKG_VERSION");
    let manifest = format!(
        "[package]\nname = \"lamps\"\nversion = \"0.0.0\"\nedition = \"2024\"\n\n\
         [dependencies]\necm-client = {{ version = \"{version}\", default-features = false }}\n\n\
         [build-dependencies]\necm-codegen = {{ version = \"{version}\", features = [\"format\"] }}\n{}",
        settings()
    );
    let script = "//! Generates.\n\nfn main() -> Result<(), ecm_codegen::build::Error> {\n    \
                  ecm_codegen::build::module(\"lamp\", \"specs/lamp.json\").actions([\"New\"]).write()\n}\n";
    let code = "//! Lamps.\n\ninclude!(concat!(env!(\"OUT_DIR\"), \"/lamp.rs\"));\n\n\
                /// The texts, and one of the types.\n\
                pub fn new(_: lamp::NewRequest) -> usize {\n    lamp::SPEC.len()\n}\n";
    fs::create_dir_all(folder.path().join("src")).unwrap();
    fs::create_dir_all(folder.path().join("specs")).unwrap();
    fs::copy(workshop(), folder.path().join("specs/lamp.json")).unwrap();
    for (file, text) in
        [("Cargo.toml", manifest.as_str()), ("build.rs", script), ("src/lib.rs", code)]
    {
        fs::write(folder.path().join(file), text).unwrap();
    }
    let checked = check(folder.path());
    assert_eq!((checked.code, checked.err.as_str()), (Some(0), ""));
}
