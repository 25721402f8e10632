//! Every rule of simulations, broken: what its problems look like to whoever reads them.
//!
//! `simulations/good.json` is a simulation of `simulations/spec.json`; each other file has one
//! mistake more, and the `.txt` beside it is what comes out. With `UPDATE_EXPECT=1` set they are
//! written anew.

#![allow(clippy::unwrap_used, clippy::panic, reason = "tests")]

use std::fs;
use std::path::{Path, PathBuf};

use ecm_spec::Spec;
use ecm_test_server::simulation;

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/simulations")
}

fn spec() -> Spec {
    ecm_spec::read(&fs::read_to_string(folder().join("spec.json")).unwrap()).unwrap()
}

/// Each broken simulation: its name and text.
fn cases() -> Vec<(String, String)> {
    let files = fs::read_dir(folder()).unwrap().map(|entry| entry.unwrap().path());
    let mut cases: Vec<_> = files
        .filter(|path| path.extension().is_some_and(|extension| extension == "json"))
        .map(|path| {
            let name = path.file_stem().unwrap().to_str().unwrap().to_owned();
            (name, fs::read_to_string(path).unwrap())
        })
        .filter(|(name, _)| name != "good" && name != "spec")
        .collect();
    cases.sort();
    cases
}

#[test]
fn the_good_one_has_no_problem() {
    let text = fs::read_to_string(folder().join("good.json")).unwrap();
    let read = simulation::read(&text, &spec()).unwrap_or_else(|all| panic!("{all}"));
    assert_eq!(read.actions.len(), 3);
    assert!(read.behaviour("Stop").is_some() && read.behaviour("Start").is_none());
}

#[test]
fn every_case_has_one_problem_of_its_code() {
    let update = std::env::var_os("UPDATE_EXPECT").is_some();
    let (spec, cases) = (spec(), cases());
    let mut different = Vec::new();
    assert!(cases.len() >= 30, "{} cases", cases.len());
    for (name, text) in cases {
        let Err(problems) = simulation::read(&text, &spec) else {
            different.push(format!("{name}: no problem was found"));
            continue;
        };
        let codes: Vec<_> = problems.iter().map(|problem| problem.code.name()).collect();
        if !matches!(codes.as_slice(), [code] if name.starts_with(code)) {
            different.push(format!("{name}: not one problem of its code, but {problems}"));
        }
        let rendered = problems.render(&format!("specs/{name}.json"), &text);
        let expected = folder().join(&name).with_extension("txt");
        if update {
            fs::write(&expected, &rendered).unwrap();
        } else if fs::read_to_string(&expected).unwrap_or_default() != rendered {
            different.push(format!("{name}: not as in its .txt, but\n{rendered}"));
        }
    }
    assert!(different.is_empty(), "{}", different.join("\n"));
}

#[test]
fn whatever_is_cut_off_is_a_problem_and_no_panic() {
    let text = fs::read_to_string(folder().join("good.json")).unwrap();
    let spec = spec();
    for (end, _) in text.trim_end().char_indices() {
        assert!(simulation::read(&text[..end], &spec).is_err(), "{end}");
    }
}
