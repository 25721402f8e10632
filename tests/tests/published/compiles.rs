//! What becomes of every service compiles without a warning.
//!
//! This takes minutes, so it only runs where it is asked for, with `--ignored`.

use std::path::Path;

use ecm_import::Options;
use ecm_tests::scratch::Scratch;

/// One crate with a module for each service.
fn check(options: &Options) {
    let tmp = Path::new(env!("CARGO_TARGET_TMPDIR"));
    let services = Scratch::new(tmp.join("services"), tmp.join("services-target"), &[], "");
    let mut root = "#![deny(missing_docs, warnings)]\n//! All services.\n".to_owned();
    for (name, metadata) in super::services() {
        let spec = super::import(&metadata, None, options).spec;
        let module = name.replace('.', "_");
        root.push_str(&format!("pub mod {module};\n"));
        services.write(&format!("src/{module}.rs"), &ecm_tests::generated(&spec));
    }
    services.write("src/lib.rs", &root);
    let output = services.cargo(&["check", "--quiet"]);
    let errors = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{}", errors.chars().take(5_000).collect::<String>());
}

#[test]
#[ignore = "takes minutes"]
fn every_service_compiles_without_a_warning() {
    check(&Options::default());
    check(&super::with_docs());
}
