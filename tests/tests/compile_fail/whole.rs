//! The same for all actions: a function for each parameter, in two programs that are compiled once.

use std::collections::BTreeMap;

use ecm_scratch::{Compiler, Program};
use ecm_spec::model::Type;

use super::{Case, by_kind, counted, made};

/// A function on each line, after the first.
fn program(cases: &[&Case]) -> String {
    let attribute = cases.first().map_or("", |case| case.attribute).trim_end();
    let mut source = format!("{attribute} use ecm_client::ecm;\n");
    for (number, case) in cases.iter().enumerate() {
        source.push_str(&format!("fn case_{number}() {{ let _ = {}; }}\n", case.expression));
    }
    source.push_str("fn main() {}\n");
    source
}

#[test]
fn what_all_actions_forbid_does_not_compile() {
    let spec = ecm_tests::read("ecm", ecm_tests::ecm());
    let types: Vec<&Type> = spec.types.iter().filter(|ty| ty.sent).collect();
    let made = made(&spec, &types);
    assert_eq!(by_kind(&made), counted(|_| true));
    assert!(made.len() > 250, "{}", made.len());

    let compiler =
        Compiler::new(env!("CARGO_CRATE_NAME"), env!("CARGO_TARGET_TMPDIR"), "forbidden");
    // What is only deprecated is found where everything else is in order.
    let mut programs: BTreeMap<&str, Vec<&Case>> = BTreeMap::new();
    for case in &made {
        let name = if case.attribute.is_empty() { "refused" } else { "deprecated" };
        programs.entry(name).or_default().push(case);
    }
    let sources = programs.iter().map(|(name, cases)| {
        let path = format!("{name}.rs");
        compiler.write(&path, &program(cases));
        Program::binary(name, path)
    });
    let errors = compiler.errors(&sources.collect::<Vec<_>>());
    for (name, cases) in programs {
        let mut found: BTreeMap<u64, Vec<&str>> = BTreeMap::new();
        for message in errors.get(name).into_iter().flatten() {
            found.entry(message.line).or_default().push(&message.text);
        }
        for (line, case) in (2..).zip(&cases) {
            let says = case.says.split_once(": ").unwrap().1;
            assert_eq!(found.remove(&line), Some(vec![says]), "{}", case.expression);
        }
        assert!(found.is_empty(), "{found:?}");
    }
}
