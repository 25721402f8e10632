//! Generated code compiles without warnings, as a crate and through a build script.

use std::fs;

use ecm_scratch::{Compiler, Program};

use crate::support::{checked, run, settings, workshop, workspace};

#[test]
fn a_generated_crate() {
    let folder = tempfile::tempdir().unwrap();
    let generated = run(folder.path(), &["generate", &workshop(), "--out", "lamp"]);
    assert_eq!(generated.code, Some(0), "{}", generated.err);
    let lamp = folder.path().join("lamp");
    let compiler = Compiler::new(env!("CARGO_CRATE_NAME"), env!("CARGO_TARGET_TMPDIR"), "lamp");
    let program = Program::library("lamp", lamp.join("src/lib.rs")).strict();
    assert_eq!(compiler.refusal(&program), "");
}

#[test]
fn a_generated_crate_exactly_as_it_is() {
    let folder = tempfile::tempdir().unwrap();
    let runtime = workspace().join("ecm-client");
    // From the current folder, though the manifest is elsewhere.
    let up = "../".repeat(folder.path().canonicalize().unwrap().components().count() - 1);
    let relative = format!("path={up}{}", runtime.strip_prefix("/").unwrap().display());
    let absolute = format!("path={}", runtime.display());
    for (out, dependency) in [("lamp", &absolute), ("deep/er/lamp", &relative)] {
        let arguments =
            ["generate", &workshop(), "--out", out, "--crate", "lamp", "--dependency", dependency];
        let generated = run(folder.path(), &arguments);
        assert_eq!(generated.code, Some(0), "{}", generated.err);
        let checked = checked(&folder.path().join(out));
        assert_eq!((checked.code, checked.err.as_str()), (Some(0), ""));
    }
}

#[test]
fn a_crate_with_a_build_script() {
    let folder = tempfile::tempdir().unwrap();
    let version = env!("CARGO_PKG_VERSION");
    let manifest = format!(
        "[package]\nname = \"lamps\"\nversion = \"0.0.0\"\nedition = \"2024\"\n\n\
         [dependencies]\necm-client = {{ version = \"{version}\", default-features = false, features = [\"dynamic\"] }}\n\n\
         [build-dependencies]\necm-codegen = {{ version = \"{version}\", features = [\"format\"] }}\n{}",
        settings()
    );
    let script = "//! Generates.\n\nfn main() -> Result<(), ecm_codegen::build::BuildError> {\n    \
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
    let checked = checked(folder.path());
    assert_eq!((checked.code, checked.err.as_str()), (Some(0), ""));
}
