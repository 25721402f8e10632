//! What becomes of every service compiles without a warning.
//!
//! To compile it takes minutes, so that only runs where it is asked for, with `--ignored`.

use std::collections::BTreeMap;

use ecm_codegen::Selection;
use ecm_import::Options;
use ecm_scratch::{Compiler, Program};

/// What one crate holds at most: the compiler keeps all of it in memory.
const MAX_TYPES: usize = 6_000;

/// A crate with a module for each service.
fn check_crate(modules: &BTreeMap<String, String>) {
    let services = Compiler::new(env!("CARGO_CRATE_NAME"), env!("CARGO_TARGET_TMPDIR"), "services");
    let mut root = "#![deny(missing_docs, warnings)]\n//! Services.\n".to_owned();
    for (module, code) in modules {
        root.push_str(&format!("pub mod {module};\n"));
        services.write(&format!("src/{module}.rs"), code);
    }
    services.write("src/lib.rs", &root);
    let refusal = services.refusal(&Program::library("services", services.path("src/lib.rs")));
    assert!(refusal.is_empty(), "{}", refusal.chars().take(5_000).collect::<String>());
}

#[test]
#[ignore = "takes minutes"]
fn every_service_compiles_without_a_warning() {
    let mut open = BTreeMap::new();
    let mut types = 0;
    for published in super::published() {
        let spec = super::import(&published.metadata, None, &super::with_docs()).spec;
        if types > 0 && types + spec.types.len() > MAX_TYPES {
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

/// How documentation begins and ends: as a comment, or where that could not be one, as an attribute.
const DOCUMENTATION: [(&str, &str); 4] =
    [("/** ", "*/ "), ("/*! ", "*/ "), ("#[doc = \"", "\" ] "), ("#![doc = \"", "\" ] ")];

/// The code without its documentation, of which there is some everywhere.
fn without_texts(code: &str) -> String {
    let mut without = String::new();
    let mut rest = code;
    loop {
        let first = rest.match_indices(['/', '#']).find_map(|(at, _)| {
            let marks = DOCUMENTATION.iter().find(|marks| rest[at..].starts_with(marks.0))?;
            Some((at, marks))
        });
        let Some((at, (begins, ends))) = first else { return without + rest };
        let (before, from) = rest.split_at(at);
        let (text, after) = from[begins.len()..].split_once(ends).unwrap();
        assert!(!text.trim().is_empty(), "nothing is said of{after:.80}");
        without.push_str(before);
        without.push_str("#[doc] ");
        rest = after;
    }
}

#[test]
fn documentation_is_taken_out_and_nothing_else() {
    let code = r##"/*! a */ #![doc = " a \" b \\" ] /** c
 d / * */ struct S ; #[doc = "*/" ] const T : & str = "d \" e" ;"##;
    let expected = r##"#[doc] #[doc] #[doc] struct S ; #[doc] const T : & str = "d \" e" ;"##;
    assert_eq!(without_texts(code), expected);
}
