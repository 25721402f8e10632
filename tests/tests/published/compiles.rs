//! What becomes of every service compiles without a warning.
//!
//! This takes minutes, so it only runs where it is asked for, with `--ignored`.

use std::collections::BTreeMap;

use ecm_import::Options;
use ecm_tests::scratch::Scratch;

/// What one crate holds at most: the compiler keeps all of it in memory.
const MOST_TYPES: usize = 6_000;

/// Crates with a module for each service.
fn check(options: &Options) {
    let mut open = BTreeMap::new();
    let mut types = 0;
    for published in super::published() {
        let spec = super::import(&published.metadata, None, options).spec;
        if types > 0 && types + spec.types.len() > MOST_TYPES {
            check_crate(&std::mem::take(&mut open));
            types = 0;
        }
        types += spec.types.len();
        open.insert(published.module(), ecm_tests::generated(&spec));
    }
    check_crate(&open);
}

fn check_crate(modules: &BTreeMap<String, String>) {
    let services = Scratch::new(env!("CARGO_TARGET_TMPDIR"), "services", &[], "");
    let mut root = "#![deny(missing_docs, warnings)]\n//! Services.\n".to_owned();
    for (module, code) in modules {
        root.push_str(&format!("pub mod {module};\n"));
        services.write(&format!("src/{module}.rs"), code);
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
