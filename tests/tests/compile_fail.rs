//! Programs and specs that must not compile, with the messages that a user gets: whether there are
//! all that there should be, and whether each says what it should. `ecm-compile-fail` compiles them.
//!
//! `cases/specs` has a program for every broken spec of `ecm-spec/tests/problems`, in the folder of
//! its theme: what the reader says is what rustc shows. `cases/derived` is made from the shipped
//! spec. `UPDATE_EXPECT=1` writes both, `TRYBUILD=overwrite` what rustc says; read it before
//! committing.

#[path = "compile_fail/derived.rs"]
mod derived;

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use ecm_spec::ProblemCode;
use ecm_tests::workspace;

/// The folders of `cases/specs`, and the codes whose cases stand in each.
#[rustfmt::skip]
const THEMES: &[(&str, &[ProblemCode])] = &[
    ("syntax", &[
        ProblemCode::NotUtf8, ProblemCode::ByteOrderMark, ProblemCode::Syntax, ProblemCode::TooDeep, ProblemCode::DuplicateKey,
    ]),
    ("keys", &[ProblemCode::NotASpec, ProblemCode::UnknownKey, ProblemCode::MissingKey]),
    ("values", &[
        ProblemCode::WrongType, ProblemCode::NumberOutOfRange, ProblemCode::EmptyText, ProblemCode::EmptyList,
        ProblemCode::UnknownValue, ProblemCode::RepeatedEntry,
    ]),
    ("head", &[ProblemCode::BadService, ProblemCode::BadVersion, ProblemCode::BadHost]),
    ("names", &[
        ProblemCode::UnusableName, ProblemCode::NoIdentifier, ProblemCode::BadRustName, ProblemCode::NameCollision,
    ]),
    ("types", &[
        ProblemCode::BadTypeExpression, ProblemCode::UnknownType, ProblemCode::UnreachableType,
        ProblemCode::UnreachableEnum, ProblemCode::EndlessRecord, ProblemCode::SecretNotText, ProblemCode::BadGeneratedId,
    ]),
    ("actions", &[
        ProblemCode::NotARecord, ProblemCode::SharedRequest, ProblemCode::BadRate, ProblemCode::UnknownAction,
        ProblemCode::BadActionGroup, ProblemCode::UnknownActionGroup, ProblemCode::UnreachableActionGroup,
    ]),
    ("bodies", &[ProblemCode::BadBody]),
    ("events", &[ProblemCode::BadEvents]),
    ("pagination", &[ProblemCode::BadPagination]),
    ("waiters", &[ProblemCode::BadWaiter]),
    ("tracking-tags", &[ProblemCode::BadTrackingTag]),
    ("errors", &[ProblemCode::UnknownError, ProblemCode::UnreachableError]),
    ("rules", &[
        ProblemCode::BadRuleId, ProblemCode::DuplicateRule, ProblemCode::UnknownKind, ProblemCode::RuleDoesNotFit,
        ProblemCode::ImpossibleRule, ProblemCode::UnknownField, ProblemCode::TooFewFields, ProblemCode::BadCharacterSet,
        ProblemCode::BadSeparator, ProblemCode::RequiredAndReserved,
    ]),
    ("groups", &[ProblemCode::BadGroup, ProblemCode::FieldInTwoGroups]),
];

/// A spec of more than 16 MiB is not kept as a file; the tests of `ecm-spec` make one. Simulations are
/// no part of a spec, and the macro reads none; their cases stand with `ecm-test-server`.
const WITHOUT_A_CASE: &[ProblemCode] = &[ProblemCode::TooLarge, ProblemCode::BadSimulation];

fn updating() -> bool {
    std::env::var_os("UPDATE_EXPECT").is_some()
}

fn cases() -> PathBuf {
    workspace().join("tests/compile-fail/cases")
}

/// The files with an ending in a folder and all that is in it.
fn files(folder: &Path, ending: &str) -> Vec<PathBuf> {
    let mut found = Vec::new();
    let mut open = vec![folder.to_owned()];
    while let Some(folder) = open.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                open.push(path);
            } else if path.extension().is_some_and(|extension| extension == ending) {
                found.push(path);
            }
        }
    }
    found.sort();
    found
}

fn stem(path: &Path) -> String {
    path.file_stem().unwrap().to_string_lossy().into_owned()
}

/// Compares the files of a folder with what they should be, or with `UPDATE_EXPECT` makes them so.
fn expect_files(folder: &Path, expected: &BTreeMap<PathBuf, String>) {
    if updating() {
        for (path, text) in expected {
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, text).unwrap();
        }
        for path in files(folder, "rs").iter().filter(|path| !expected.contains_key(*path)) {
            fs::remove_file(path).unwrap();
            fs::remove_file(path.with_extension("stderr")).unwrap_or_default();
        }
    }
    let kept: BTreeMap<PathBuf, String> = files(folder, "rs")
        .into_iter()
        .map(|path| {
            let text = fs::read_to_string(&path).unwrap();
            (path, text)
        })
        .collect();
    for path in kept.keys().chain(expected.keys()) {
        let same = kept.get(path) == expected.get(path);
        assert!(same, "{}: UPDATE_EXPECT=1 brings it up to date", path.display());
    }
}

/// The program that a broken spec is compiled by.
fn program(spec: &str) -> String {
    format!(
        "ecm_client::api! {{\n    spec: \"ecm-spec/tests/problems/{spec}.json\",\n    \
         pub mod broken,\n}}\n\nfn main() {{}}\n"
    )
}

/// The code that a broken spec is named after: the longest that its name begins with.
fn code(spec: &str) -> ProblemCode {
    let fits = |code: &&ProblemCode| {
        spec.strip_prefix(code.name()).is_some_and(|rest| rest.is_empty() || rest.starts_with('-'))
    };
    let code = ProblemCode::ALL.iter().filter(fits).max_by_key(|code| code.name().len());
    *code.unwrap_or_else(|| panic!("`{spec}` is named after no code"))
}

fn theme(code: ProblemCode) -> &'static str {
    let theme = THEMES.iter().find(|(_, codes)| codes.contains(&code));
    theme.unwrap_or_else(|| panic!("`{code}` has no theme")).0
}

#[test]
fn every_broken_spec_is_a_case() {
    let folder = cases().join("specs");
    let specs = files(&workspace().join("ecm-spec/tests/problems"), "json");
    let expected = specs.iter().map(|spec| {
        let name = stem(spec);
        (folder.join(theme(code(&name))).join(format!("{name}.rs")), program(&name))
    });
    let expected: BTreeMap<PathBuf, String> = expected.collect();
    expect_files(&folder, &expected);
    for case in expected.keys() {
        let (name, message) = (stem(case), message(case));
        let told = message.contains(&format!(" [{}]\n", code(&name)));
        assert!(told, "{name} is not about its code:\n{message}");
        assert!(message.contains(&format!("problems/{name}.json:")), "{name} has no place");
    }
}

/// What rustc says about a case.
fn message(case: &Path) -> String {
    let path = case.with_extension("stderr");
    fs::read_to_string(&path).unwrap_or_else(|_| panic!("{}: not there", path.display()))
}

#[test]
fn every_code_has_a_case() {
    let covered: BTreeSet<ProblemCode> =
        files(&cases().join("specs"), "rs").iter().map(|case| code(&stem(case))).collect();
    for code in ProblemCode::ALL {
        let excused = WITHOUT_A_CASE.contains(code);
        assert!(covered.contains(code) != excused, "`{code}` has no case");
    }
}

/// One error per problem: a message that brings others with it is a message not understood.
#[test]
fn no_case_cascades() {
    let mut checked = 0;
    for case in files(&cases(), "rs") {
        let (name, message) = (stem(&case), message(&case));
        let errors = message.lines().filter(|line| line.starts_with("error")).count();
        let expected = if name.starts_with("two_") { 2 } else { 1 };
        assert!(errors == expected, "{name}: {errors} errors\n{message}");
        checked += 1;
    }
    assert!(checked >= 150, "{checked} cases");
    let orphans = files(&cases(), "stderr");
    let orphans: Vec<_> =
        orphans.iter().filter(|path| !path.with_extension("rs").exists()).collect();
    assert!(orphans.is_empty(), "{orphans:?} are about nothing");
}

/// What rustc says of generated code ends with the macro that it comes from: that of an API, never that
/// of a group, which may be none that the program uses.
#[test]
fn no_case_names_the_macro_of_a_group() {
    let mut named = 0;
    for name in ecm_spec::shipped_names() {
        let spec = ecm_tests::read(name, ecm_spec::shipped(name).unwrap());
        let groups = spec.groups.iter().map(|group| group.name.replace('-', "_"));
        let macros: Vec<String> = groups.map(|group| format!("{}_{group}", spec.service)).collect();
        let begin = format!("expansion of the macro `{}_api`", spec.service);
        for case in files(&cases(), "rs") {
            let message = message(&case);
            named += usize::from(message.contains(&begin));
            for group in &macros {
                let is_named = [format!("`{group}`"), format!("{group}! {{}}")]
                    .iter()
                    .any(|name| message.contains(name));
                assert!(!is_named, "{}: `{group}`\n{message}", case.display());
            }
        }
    }
    assert!(named >= 20, "{named} cases name the macro of an API");
}
