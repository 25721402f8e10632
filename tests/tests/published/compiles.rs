//! What becomes of every service compiles without a warning.
//!
//! To compile it takes minutes, so that only runs where it is asked for, with `--ignored`.

use std::collections::BTreeMap;

use ecm_codegen::Selection;
use ecm_import::Options;
use ecm_tests::scratch::Scratch;

/// What one crate holds at most: the compiler keeps all of it in memory.
const MOST_TYPES: usize = 6_000;

/// A crate with a module for each service.
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
    let mut open = BTreeMap::new();
    let mut types = 0;
    for published in super::published() {
        let spec = super::import(&published.metadata, None, &super::with_docs()).spec;
        if types > 0 && types + spec.types.len() > MOST_TYPES {
            check_crate(&std::mem::take(&mut open));
            types = 0;
        }
        types += spec.types.len();
        open.insert(published.module(), ecm_tests::generated(&spec));
    }
    check_crate(&open);
}

/// So what compiles with the vendor's texts compiles without them, and lacks documentation nowhere.
#[test]
fn the_vendors_texts_change_nothing_but_what_is_said() {
    for published in super::published() {
        let code = |options: &Options| {
            let spec = super::import(&published.metadata, None, options).spec;
            let code = ecm_codegen::generate(&spec, &Selection::all(&spec));
            without_texts(code.as_str())
        };
        let (with, without) = (code(&super::with_docs()), code(&Options::default()));
        assert!(with == without, "{} is other code", published.name);
    }
}

/// The code without what its documentation says, which is something everywhere.
fn without_texts(code: &str) -> String {
    const BEGINS: &str = "doc = \"";
    let mut pieces = code.split(BEGINS);
    let mut without = pieces.next().unwrap().to_owned();
    for piece in pieces {
        let mut escaped = false;
        let end = piece.find(|character| {
            let ends = character == '"' && !escaped;
            escaped = character == '\\' && !escaped;
            ends
        });
        let (text, rest) = piece.split_at(end.unwrap());
        assert!(!text.trim().is_empty(), "nothing is said of{rest:.80}");
        without.push_str(BEGINS);
        without.push_str(rest);
    }
    without
}

#[test]
fn texts_are_taken_out_and_nothing_else() {
    let code = r##"#![doc = " a \" b \\" ] #[doc = "c" ] struct S ; const T : & str = "d \" e" ;"##;
    let expected = r##"#![doc = "" ] #[doc = "" ] struct S ; const T : & str = "d \" e" ;"##;
    assert_eq!(without_texts(code), expected);
}
