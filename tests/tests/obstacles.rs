//! The obstacle course: specs in which every name means something else to Rust, to its prelude, to
//! a macro or to the generated code itself. What the reader takes compiles without a warning; what
//! it does not take, it refuses with the places that are in each other's way.
//!
//! `UPDATE_EXPECT=1` writes the specs anew.

#[path = "obstacles/course.rs"]
mod course;
#[path = "obstacles/refused.rs"]
mod refused;
#[path = "obstacles/words.rs"]
mod words;

use std::fs;
use std::path::PathBuf;

use course::COURSES;
use ecm_tests::scratch::Scratch;

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

/// The name of a spec, and where it is kept.
fn file(course: &course::Course) -> (String, PathBuf) {
    let name = format!("obstacles-{}.json", course.version);
    let path = ecm_tests::workspace().join("tests/specs").join(&name);
    (name, path)
}

#[test]
fn the_specs_compile_without_a_warning() {
    let scratch =
        Scratch::new(env!("CARGO_TARGET_TMPDIR"), "obstacles", &["blocking", "serde"], "");
    for course in COURSES {
        let (name, path) = file(course);
        assert!(PROGRAM.contains(&name), "{name} is compiled nowhere");
        scratch.write(&name, &fs::read_to_string(path).unwrap());
    }
    scratch.write("src/lib.rs", PROGRAM);
    let output = scratch.cargo(&["check"]);
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
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
