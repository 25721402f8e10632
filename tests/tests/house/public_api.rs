//! Public items of the published crates, as listed in `tests/public-api`.
//!
//! A changed line there is a change that users can see, and goes into the changelog. The lists come from rustdoc's
//! JSON, which only a nightly toolchain writes; without one the test is skipped. `UPDATE_EXPECT=1` writes them.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::path::{Path, PathBuf};
use std::process::Command;
use std::{env, fs};

use ecm_tests::{say_skipped, workspace};
use public_api::PublicItem;
use serde_json::Value;

/// Version of rustdoc's JSON that `public-api` reads, in the version that `Cargo.lock` names.
const JSON_FORMAT: u64 = 57;

/// Modules whose items are not listed: the one that is generated from the shipped spec, as the generator's snapshots
/// show the form of its 20,000 items, and the hidden one for generated code.
const LEFT_OUT: [&str; 2] = ["ecm_client::ecm::", "ecm_client::rt::"];

/// Items that derives make for the compiler alone.
const INTERNAL: [&str; 3] =
    ["::StructuralPartialEq for ", "::TrivialClone for ", "::assert_fields_are_eq("];

/// Runs a command in the workspace and gives its output, or what it said where it failed.
fn run(command: &mut Command) -> Result<String, String> {
    let output = command.current_dir(workspace()).output().map_err(|error| error.to_string())?;
    if output.status.success() {
        return Ok(String::from_utf8(output.stdout).unwrap());
    }
    Err(String::from_utf8_lossy(&output.stderr).into_owned())
}

/// Packages of the workspace: names of the libraries of those that are published, and the others.
fn packages() -> (BTreeMap<String, String>, Vec<String>) {
    let cargo = env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let arguments = ["metadata", "--no-deps", "--offline", "--format-version", "1"];
    let metadata = run(Command::new(cargo).args(arguments)).unwrap();
    let metadata: Value = serde_json::from_str(&metadata).unwrap();
    let (mut libraries, mut unpublished) = (BTreeMap::new(), Vec::new());
    for package in metadata["packages"].as_array().unwrap() {
        let name = package["name"].as_str().unwrap().to_owned();
        // `publish = false` is an empty list of registries.
        if package["publish"].is_array() {
            unpublished.push(name);
            continue;
        }
        let library = package["targets"].as_array().unwrap().iter().find(|target| {
            let kinds = target["kind"].as_array().unwrap();
            kinds.iter().any(|kind| kind == "lib" || kind == "proc-macro")
        });
        if let Some(library) = library {
            let file = library["name"].as_str().unwrap().replace('-', "_");
            libraries.insert(name, file);
        }
    }
    (libraries, unpublished)
}

/// Has rustdoc describe the published crates, with all features, and gives the folder of its files.
fn described(unpublished: &[String]) -> PathBuf {
    // The documentation that `.ci/run` has built for nightly shares its dependencies with this.
    let target = Path::new(env!("CARGO_TARGET_TMPDIR")).join("nightly");
    let mut command = Command::new("rustup");
    command.args(["run", "nightly", "cargo", "doc", "--workspace", "--all-features", "--no-deps"]);
    command.args(["--locked", "--offline"]);
    for name in unpublished {
        command.args(["--exclude", name]);
    }
    ecm_scratch::forget_package(&mut command);
    // Hidden items as well, because what is re-exported from a hidden module is missing otherwise.
    let flags = "-Z unstable-options --output-format json --document-hidden-items";
    command.env("RUSTDOCFLAGS", flags).env("CARGO_TARGET_DIR", &target);
    run(&mut command).unwrap_or_else(|error| panic!("{error}"));
    target.join("doc")
}

/// The format in which a file is written. It is the last member, and all of them take a while to read.
fn format_of(file: &Path) -> Option<u64> {
    let json = fs::read_to_string(file).unwrap();
    let (_, format) = json.rsplit_once("\"format_version\":")?;
    format.trim_end_matches('}').parse().ok()
}

/// Whether a line is about an item of a module that is left out, or for the compiler alone.
fn is_left_out(line: &str) -> bool {
    let first = line.find("ecm_").map(|at| &line[at..]);
    let implementing = line.split_once(" for ").map(|(_, ty)| ty);
    let about = [first, implementing].into_iter().flatten();
    about.into_iter().any(|item| LEFT_OUT.iter().any(|module| item.starts_with(module)))
        || INTERNAL.iter().any(|internal| line.contains(internal))
}

/// One line for each public item. Members of an implemented trait are those of the trait, and left out.
fn listing(file: &Path) -> String {
    // Implementations for all types and of auto traits follow from the rest.
    let api = public_api::Builder::from_rustdoc_json(file)
        .omit_blanket_impls(true)
        .omit_auto_trait_impls(true)
        .build()
        .unwrap();
    let items: Vec<PublicItem> = api.into_items().collect();
    let lines: HashMap<_, _> = items.iter().map(|item| (item.id(), item.to_string())).collect();
    let of_trait = |item: &PublicItem| {
        let parent = item.parent_id().and_then(|parent| lines.get(&parent));
        parent.is_some_and(|parent| parent.starts_with("impl") && parent.contains(" for "))
    };
    // What is re-exported has its implementations under each name.
    let mut listed = HashSet::new();
    let mut text = String::new();
    for item in &items {
        let line = item.to_string();
        let of_trait = of_trait(item) && !line.starts_with("pub type ");
        if !of_trait && !is_left_out(&line) && listed.insert(line.clone()) {
            text += &line;
            text.push('\n');
        }
    }
    text
}

/// The lines that only one of two texts has.
fn changed(old: &str, new: &str) -> String {
    let (before, after): (BTreeSet<&str>, BTreeSet<&str>) =
        (old.lines().collect(), new.lines().collect());
    let gone = old.lines().filter(|line| !after.contains(line)).map(|line| format!("- {line}\n"));
    let come = new.lines().filter(|line| !before.contains(line)).map(|line| format!("+ {line}\n"));
    gone.chain(come).collect()
}

#[test]
#[ignore = "needs a nightly toolchain: a step of .ci/run"]
fn public_items_are_those_listed() {
    let nightly = ["run", "nightly", "cargo", "--version"];
    if run(Command::new("rustup").args(nightly)).is_err() {
        return say_skipped("public API: no nightly toolchain is installed");
    }
    let (libraries, unpublished) = packages();
    assert!(libraries.contains_key("ecm-client"), "{libraries:?}");
    let described = described(&unpublished);
    let folder = workspace().join("tests/public-api");
    let update = env::var_os("UPDATE_EXPECT").is_some();
    let mut wrong = String::new();
    for (name, library) in &libraries {
        let file = described.join(library).with_extension("json");
        let format = format_of(&file);
        if format != Some(JSON_FORMAT) {
            return say_skipped(&format!(
                "public API: nightly writes format {format:?} of rustdoc's JSON, not {JSON_FORMAT}"
            ));
        }
        let (new, kept) = (listing(&file), folder.join(name).with_extension("txt"));
        if update {
            fs::create_dir_all(&folder).unwrap();
            fs::write(&kept, &new).unwrap();
        }
        let old = fs::read_to_string(&kept).unwrap_or_default();
        if old != new {
            wrong += &format!("{}:\n{}", kept.display(), changed(&old, &new));
        }
    }
    for entry in fs::read_dir(&folder).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_stem().unwrap().to_string_lossy().into_owned();
        if !libraries.contains_key(&name) {
            wrong += &format!("{}: no crate of this name is published\n", path.display());
        }
    }
    assert!(wrong.is_empty(), "{wrong}UPDATE_EXPECT=1 brings the lists up to date");
}
