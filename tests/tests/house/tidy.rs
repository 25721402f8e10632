//! House rules.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use ecm_tests::workspace;

fn files(folder: &Path, ending: &str, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        if path.is_dir() {
            if name != "target" && !name.starts_with(".git") {
                files(&path, ending, found);
            }
        } else if name.ends_with(ending) {
            found.push(path);
        }
    }
}

fn sources(folder: &str, ending: &str) -> Vec<(String, String)> {
    let root = workspace();
    let mut found = Vec::new();
    files(&root.join(folder), ending, &mut found);
    found.sort();
    assert!(!found.is_empty(), "nothing under {folder}");
    found
        .into_iter()
        .map(|path| {
            let text = fs::read_to_string(&path).unwrap();
            (path.strip_prefix(root).unwrap().display().to_string(), text)
        })
        .collect()
}

/// What a spec says: names of services, actions, types, enums, groups and codes.
fn names_of(text: &str) -> Vec<String> {
    let spec = ecm_tests::read("spec", text);
    let mut names: Vec<String> =
        spec.actions.iter().map(|action| action.name.wire.clone()).collect();
    names.extend(spec.types.iter().map(|ty| ty.name.wire.clone()));
    names.extend(spec.types.iter().flat_map(|ty| &ty.fields).map(|field| field.name.wire.clone()));
    names.push(spec.host.clone());
    // Short ones are words of their own.
    names.retain(|name| name.len() > 10);
    names
}

#[test]
fn the_generator_and_the_macro_know_no_api() {
    let names = names_of(ecm_tests::ecm());
    assert!(names.iter().any(|name| name == "RunInstances"));
    // What its tests generate is an example, not knowledge.
    let sources = sources("ecm-macros", ".rs").into_iter();
    for (path, text) in sources.filter(|(path, _)| !path.starts_with("ecm-macros/codegen/tests/")) {
        for name in &names {
            assert!(!text.contains(name.as_str()), "{path} names `{name}`");
        }
        assert!(!text.contains("\"ecm\""), "{path} names the service");
    }
}

#[test]
fn the_runtime_knows_no_api() {
    let names = names_of(ecm_tests::ecm());
    for (path, text) in sources("ecm-client/src", ".rs") {
        // What tests and documentation show is an example, not knowledge.
        let tests =
            ["#[cfg(test)]", "#[cfg(all(test,"].iter().filter_map(|cfg| text.find(cfg)).min();
        let code = &text[..tests.unwrap_or(text.len())];
        let code: Vec<&str> =
            code.lines().filter(|line| !line.trim_start().starts_with("//")).collect();
        let code = code.join("\n");
        if path.contains("tests") || path.contains("src/testing") {
            continue;
        }
        for name in &names {
            assert!(!code.contains(name.as_str()), "{path} names `{name}`");
        }
    }
}

#[test]
fn dependencies_run_one_way() {
    let below: [(&str, &[&str]); 6] = [
        (
            "ecm-spec",
            &[
                "ecm-diff",
                "ecm-import",
                "ecm-codegen",
                "ecm-macros",
                "ecm-client",
                "ecm-test-server",
                "syn",
                "quote",
                "reqwest",
            ],
        ),
        ("ecm-spec/diff", &["ecm-codegen", "ecm-macros", "ecm-client", "syn", "quote", "reqwest"]),
        (
            "ecm-spec/import",
            &["ecm-diff", "ecm-codegen", "ecm-macros", "ecm-client", "syn", "quote", "reqwest"],
        ),
        ("ecm-macros/codegen", &["ecm-macros", "ecm-client", "syn", "reqwest"]),
        ("ecm-macros", &["ecm-client", "reqwest"]),
        ("ecm-client/test-server", &["ecm-client", "ecm-codegen", "ecm-macros", "reqwest"]),
    ];
    for (krate, forbidden) in below {
        let manifest = fs::read_to_string(workspace().join(krate).join("Cargo.toml")).unwrap();
        let dependencies = manifest.split("[dependencies]").nth(1).unwrap_or_default();
        // What tests need is in nobody's way either.
        let dependencies = dependencies.split("\n[").next().unwrap_or_default();
        for name in forbidden {
            // What is optional is for a feature, and not in the way of who does not ask for it.
            let named = dependencies.lines().any(|line| {
                line.split(['.', ' ', '=']).next() == Some(name)
                    && !line.contains("optional = true")
            });
            assert!(!named, "{krate} depends on {name}");
        }
    }
}

#[test]
fn the_macro_is_built_from_few_crates() {
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let output = std::process::Command::new(cargo)
        .args(["tree", "-p", "ecm-macros", "-e", "normal", "--prefix", "none", "--offline"])
        .current_dir(workspace())
        .output()
        .unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let tree = String::from_utf8(output.stdout).unwrap();
    let tree: BTreeSet<&str> =
        tree.lines().filter_map(|line| line.split_whitespace().next()).collect();
    let expected = [
        "ecm-codegen",
        "ecm-macros",
        "ecm-spec",
        "heck",
        "itoa",
        "memchr",
        "proc-macro2",
        "quote",
        "serde",
        "serde_core",
        "serde_json",
        "strsim",
        "syn",
        "unicode-ident",
        "zmij",
    ];
    assert_eq!(tree, expected.into());
}

#[test]
fn every_crate_forbids_unsafe_code_and_takes_the_common_lints() {
    let workspace = fs::read_to_string(workspace().join("Cargo.toml")).unwrap();
    assert!(workspace.contains("unsafe_code = \"forbid\""));
    for (path, text) in sources(".", "Cargo.toml") {
        if text.contains("[package]") && !path.starts_with("target") {
            let common = text.contains("[lints]\nworkspace = true");
            let strict_enough = [
                "tests/Cargo.toml",
                "tests/compile-fail/Cargo.toml",
                "tests/scratch/Cargo.toml",
                "ecm-client/examples/another_service/Cargo.toml",
            ]
            .contains(&path.as_str())
                && text.contains("unsafe_code = \"forbid\"");
            assert!(common || strict_enough, "{path} has lints of its own");
        }
    }
}

#[test]
fn the_readme_has_two_commands_first() {
    let readme = fs::read_to_string(workspace().join("README.md")).unwrap();
    let block = readme.split("```sh\n").nth(1).unwrap().split("```").next().unwrap();
    assert_eq!(block.trim_end().lines().count(), 2, "{block}");
}

#[test]
fn the_top_level_holds_what_a_newcomer_looks_for() {
    let expected = [
        "CHANGELOG.md",
        "Cargo.lock",
        "Cargo.toml",
        "LICENSE",
        "README.md",
        "ecm-client",
        "ecm-macros",
        "ecm-spec",
        "findings",
        "tests",
    ];
    let names: Vec<String> = fs::read_dir(workspace())
        .unwrap()
        .map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned())
        // Settings of tools have a dot before their names; `target` is cargo's and not committed.
        .filter(|name| !name.starts_with('.') && name != "target")
        .filter(|name| !expected.contains(&name.as_str()))
        .collect();
    assert!(names.is_empty(), "move these below the top level: {names:?}");
}

#[test]
fn the_oldest_toolchain_is_the_same_everywhere() {
    let read = |path: &str| fs::read_to_string(workspace().join(path)).unwrap();
    let manifest = read("Cargo.toml");
    let version = manifest.split("rust-version = \"").nth(1).unwrap().split('"').next().unwrap();
    for (path, text) in [
        ("README.md", format!("{version} or newer")),
        (".github/CONTRIBUTING.md", format!("Rust {version} or newer")),
        (".github/workflows/ci.yml", format!("rustup toolchain install {version} ")),
    ] {
        assert!(read(path).contains(&text), "{path} does not say `{text}`");
    }
}
