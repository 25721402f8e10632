//! What becomes of every service compiles without a warning.
//!
//! This takes minutes, so it only runs where it is asked for, with `--ignored`.

use std::path::Path;
use std::process::Command;
use std::{env, fs};

use ecm_import::Options;

/// One crate with a module for each service.
fn check(folder: &Path, options: &Options) {
    let mut root = "#![deny(missing_docs, warnings)]\n//! All services.\n".to_owned();
    fs::create_dir_all(folder.join("src")).unwrap();
    for (name, metadata) in super::services() {
        let spec = super::import(&metadata, None, options).spec;
        let module = name.replace('.', "_");
        root.push_str(&format!("pub mod {module};\n"));
        fs::write(folder.join(format!("src/{module}.rs")), ecm_tests::generated(&spec)).unwrap();
    }
    fs::write(folder.join("src/lib.rs"), root).unwrap();
    let client = serde_json::Value::from(ecm_tests::workspace().join("ecm-client").to_str());
    let manifest = format!(
        "[package]\nname = \"services\"\nversion = \"0.0.0\"\nedition = \"2024\"\n\n[workspace]\n\n\
         [dependencies]\necm-client = {{ path = {client}, default-features = false }}\n\n\
         [profile.dev]\ndebug = false\nincremental = false\n"
    );
    fs::write(folder.join("Cargo.toml"), manifest).unwrap();
    fs::copy(ecm_tests::workspace().join("Cargo.lock"), folder.join("Cargo.lock")).unwrap();
    let cargo = env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let mut command = Command::new(cargo);
    command.args(["check", "--offline", "--quiet"]).current_dir(folder);
    let output =
        command.env("CARGO_TARGET_DIR", folder.join("../services-target")).output().unwrap();
    let errors = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{}", errors.chars().take(5_000).collect::<String>());
}

#[test]
#[ignore = "takes minutes"]
fn every_service_compiles_without_a_warning() {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("services");
    check(&folder, &Options::default());
    check(&folder, &super::with_docs());
}
