//! The obstacle course: specs in which every name means something else to Rust, to its prelude, to
//! a macro or to the generated code itself. What the reader takes compiles without a warning; what
//! it does not take, it refuses with the places that are in each other's way.
//!
//! `UPDATE_EXPECT=1` writes the specs anew.

mod course;
mod refused;
mod words;

use std::fs;
use std::path::PathBuf;

use course::COURSES;
use ecm_scratch::{Compiler, Program};

/// What the specs become, each in a module that the words cannot leave. Macros that the crate calls
/// its own, as far as the name goes, must not change what generated code means.
const PROGRAM: &str = r#"//! The course.
#![deny(missing_docs, warnings)]

ecm_client::api! {
    spec: "obstacles-2024-01-01.json",
    /// Records, fields, values, actions and errors.
    pub mod first,
}
ecm_client::api! {
    spec: "obstacles-2024-01-02.json",
    /// Enums, and actions and errors of the second wave.
    pub mod second,
}
ecm_client::api! {
    spec: "obstacles-2024-01-03.json",
    /// Exclusive groups, and actions and errors of the third wave.
    pub mod third,
}

/// Records of the second wave, among macros that are not what they seem.
#[allow(unused_macros)]
pub mod surroundings {
    macro_rules! take {
        ($($name:ident)*) => { $(macro_rules! $name { () => {}; })* };
    }
    take! {
        assert compile_error concat debug_assert env format format_args include_bytes include_str
        matches panic print stringify unreachable vec write writeln api literal items
    }

    ecm_client::api! {
        spec: "obstacles-2024-01-04.json",
        /// The records.
        pub mod fourth,
    }
}
"#;

/// The macros of the client in a crate where nothing is in scope by itself.
const LITERALS: &str = r#"
/// Literals in a crate without a prelude.
#[must_use]
pub fn literals() -> warehouse::ListCratesRequest {
    let limit = ::ecm_client::literal!(warehouse::ListCratesRequest::LIMIT, 3);
    warehouse::ListCratesRequest::builder().limit(limit).build()
}
"#;

/// A crate with a module for each spec, in which no name is in scope by itself.
fn without_prelude(specs: &[(String, PathBuf)]) -> String {
    let mut program =
        "//! The course.\n#![no_implicit_prelude]\n#![deny(missing_docs, warnings)]\n".to_owned();
    for (name, _) in specs {
        let module = name.split_once('-').map_or("", |(module, _)| module);
        let number = name.trim_end_matches(".json").rsplit('-').next().unwrap_or_default();
        let module = match module {
            "obstacles" => format!("obstacles_{number}"),
            other => other.to_owned(),
        };
        program.push_str(&format!(
            "::ecm_client::api! {{ spec: {name:?}, implicit_prelude: false, \
             /// A module.\npub mod {module} }}\n"
        ));
    }
    program + LITERALS
}

/// The specs of the course, and two with everything that a spec can have.
fn all_specs() -> Vec<(String, PathBuf)> {
    let others = ["warehouse-2024-03-31.json", "workshop-2024-02-29.json"];
    let folder = ecm_tests::workspace().join("tests/specs");
    let others = others.map(|name| (name.to_owned(), folder.join(name)));
    COURSES.iter().map(file).chain(others).collect()
}

/// The compiler, with the specs and a library in its folder.
fn compiler(name: &str, program: &str) -> (Compiler, Program) {
    let compiler = Compiler::new(env!("CARGO_CRATE_NAME"), env!("CARGO_TARGET_TMPDIR"), name);
    for (name, path) in all_specs() {
        compiler.write(&name, &fs::read_to_string(path).unwrap());
    }
    compiler.write("src/lib.rs", program);
    (compiler, Program::library("obstacles", "src/lib.rs"))
}

#[test]
fn the_specs_compile_without_a_prelude() {
    let (compiler, program) = compiler("no-prelude", &without_prelude(&all_specs()));
    assert_eq!(compiler.refusal(&program), "");
}

/// A request with optional fields that are called as keywords are, and texts that look like links.
const LINKS: &str = r#"{
  "service": "links", "version": "2024-01-01", "revision": "1", "host": "links.example.com",
  "doc": "Links to [nowhere], `Self::r#type` and <b>.",
  "groups": { "type": { "doc": "See [`Type`]." } },
  "actions": {
    "Type": {
      "doc": "Types [it](there). See https://example.com/_a_[b] and [`Self::type`].", "group": "type",
      "request": "TypeRequest", "response": "TypeResponse", "effect": "read",
      "pagination": { "token": "Type", "next": "Type", "items": "Loop" }, "errors": ["Match"]
    }
  },
  "types": {
    "TypeRequest": { "doc": "What [x].", "fields": {
      "Type": { "type": "string", "doc": "Its [type](Self::r#type)." },
      "Match": { "type": "[string]", "doc": "A [`match`]." },
      "Fn": { "type": "Fn", "required": true, "doc": "A function." }
    } },
    "TypeResponse": { "doc": "What.", "fields": {
      "Type": { "type": "string", "doc": "The next." }, "Loop": { "type": "[string]", "doc": "All." }
    } },
    "Fn": { "doc": "A function.", "fields": { "Impl": { "type": "bool", "doc": "Is it?" } } }
  },
  "errors": { "Match": { "doc": "See [`Self::Match`] and <T>." } }
}"#;

#[test]
fn the_documentation_has_no_broken_link() {
    let mut program = PROGRAM.to_owned();
    program.push_str(
        "ecm_client::api! { spec: \"links-2024-01-01.json\", /// Links.\npub mod links }\n",
    );
    let (compiler, library) = compiler("documented", &program);
    compiler.write("links-2024-01-01.json", LINKS);
    assert_eq!(compiler.documentation_problems(&library), "");
    // The code as a crate of its own, with other paths to its items.
    let spec = ecm_tests::read("links", LINKS);
    compiler.write("src/lib.rs", &ecm_tests::generated(&spec));
    assert_eq!(compiler.documentation_problems(&library), "");
}

/// The name of a spec, and where it is kept.
fn file(course: &course::Course) -> (String, PathBuf) {
    let name = format!("obstacles-{}.json", course.version);
    let path = ecm_tests::workspace().join("tests/specs").join(&name);
    (name, path)
}

#[test]
fn the_specs_compile_without_a_warning() {
    for course in COURSES {
        let (name, _) = file(course);
        assert!(PROGRAM.contains(&name), "{name} is compiled nowhere");
    }
    let (compiler, program) = compiler("obstacles", PROGRAM);
    assert_eq!(compiler.refusal(&program), "");
}

#[test]
fn the_specs_are_up_to_date() {
    for course in COURSES {
        let (name, path) = file(course);
        let text = course::text(&course::spec(course));
        if std::env::var_os("UPDATE_EXPECT").is_some() {
            fs::write(&path, &text).unwrap();
        }
        let kept = fs::read_to_string(&path).unwrap_or_default();
        assert!(kept == text, "{name} is stale: UPDATE_EXPECT=1 writes it anew");
        let _ = ecm_tests::read(&name, &text);
    }
}
