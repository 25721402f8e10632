//! Programs and specs that must not compile, with the messages that a user gets.
//!
//! Every broken spec of `ecm-spec/tests/problems` is one of them: what the reader says is what
//! rustc shows. `TRYBUILD=overwrite` writes the messages anew; read them before committing.

use std::fs;
use std::process::Command;

use ecm_tests::workspace;

/// Where the macro looks for specs while a case is compiled, which trybuild does somewhere else.
const ROOT: &str = "ECM_SPEC_ROOT";

#[test]
fn cases_do_not_compile_and_say_why() {
    if std::env::var_os(ROOT).is_none() {
        // A variable of the process can only be set for another one.
        let status = Command::new(std::env::current_exe().unwrap())
            .args(["--exact", "cases_do_not_compile_and_say_why", "--nocapture"])
            .env(ROOT, workspace())
            .status()
            .unwrap();
        assert!(status.success(), "cases failed, see above");
        return;
    }
    let cases = trybuild::TestCases::new();
    for theme in ["required", "exclusive", "types", "reserved", "secrets", "arguments", "specs"] {
        cases.compile_fail(format!("cases/{theme}/*.rs"));
    }
}

/// The program that a broken spec is compiled by.
fn program(spec: &str) -> String {
    format!(
        "ecm_client::api! {{\n    spec: \"ecm-spec/tests/problems/{spec}.json\",\n    \
         pub mod broken,\n}}\n\nfn main() {{}}\n"
    )
}

#[test]
fn every_broken_spec_is_a_case() {
    let problems = workspace().join("ecm-spec/tests/problems");
    let cases = workspace().join("tests/cases/specs");
    let mut count = 0;
    for entry in fs::read_dir(problems).unwrap() {
        let path = entry.unwrap().path();
        if path.extension().is_none_or(|extension| extension != "json") {
            continue;
        }
        let name = path.file_stem().unwrap().to_string_lossy().into_owned();
        let case = cases.join(format!("{name}.rs"));
        if std::env::var_os("UPDATE_EXPECT").is_some() {
            fs::write(&case, program(&name)).unwrap();
            count += 1;
            continue;
        }
        let kept = fs::read_to_string(&case).unwrap_or_default();
        assert!(kept == program(&name), "cases/specs/{name}.rs: UPDATE_EXPECT=1 writes it anew");
        let message = fs::read_to_string(case.with_extension("stderr")).unwrap_or_default();
        assert!(message.contains(&format!("problems/{name}.json:")), "{name} has no place");
        count += 1;
    }
    assert!(count >= 40, "{count} broken specs");
}

/// One error per problem: a message that brings others with it is a message not understood.
#[test]
fn no_case_cascades() {
    let mut checked = 0;
    for theme in fs::read_dir(workspace().join("tests/cases")).unwrap() {
        for entry in fs::read_dir(theme.unwrap().path()).unwrap() {
            let path = entry.unwrap().path();
            if path.extension().is_none_or(|extension| extension != "stderr") {
                continue;
            }
            let text = fs::read_to_string(&path).unwrap();
            let errors = text.lines().filter(|line| line.starts_with("error")).count();
            let name = path.file_stem().unwrap().to_string_lossy().into_owned();
            // What the reader alone finds, for a spec; the files say how many it is elsewhere.
            let problems = workspace().join(format!("ecm-spec/tests/problems/{name}.txt"));
            let expected = match fs::read_to_string(problems) {
                Ok(text) => text.lines().filter(|line| line.starts_with("error[")).count(),
                Err(_) if name.starts_with("two_") => 2,
                Err(_) => 1,
            };
            assert!(errors == expected, "{name}: {errors} errors\n{text}");
            checked += 1;
        }
    }
    assert!(checked >= 40, "{checked} cases");
}
