//! The obstacle course: specs in which every name means something else to Rust, to its prelude, to
//! a macro or to the generated code itself. What the reader takes compiles without a warning; what
//! it does not take, it refuses with the places that are in each other's way.
//!
//! `UPDATE_EXPECT=1` writes the specs anew.

#![deny(missing_docs, warnings)]

#[path = "obstacles/course.rs"]
mod course;
#[path = "obstacles/refused.rs"]
mod refused;
#[path = "obstacles/words.rs"]
mod words;

/// What the specs become, each in a module that the words cannot leave.
pub mod generated {
    ecm_client::api! {
        spec: "specs/obstacles-2024-01-01.json",
        /// Records, fields, values, actions and errors.
        pub mod first,
    }
    ecm_client::api! {
        spec: "specs/obstacles-2024-01-02.json",
        /// Vocabularies, and actions and errors of the second wave.
        pub mod second,
    }
    ecm_client::api! {
        spec: "specs/obstacles-2024-01-03.json",
        /// Exclusive groups, and actions and errors of the third wave.
        pub mod third,
    }
}

/// Macros that the crate calls its own, as far as the name goes, must not change what generated
/// code means.
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
        spec: "specs/obstacles-2024-01-04.json",
        /// Records of the second wave, among macros that are not what they seem.
        pub mod fourth,
    }
}

use std::fs;

use course::COURSES;

#[test]
fn the_specs_are_up_to_date() {
    for course in COURSES {
        let name = format!("obstacles-{}.json", course.version);
        let path = ecm_tests::workspace().join("tests/specs").join(&name);
        let text = course::text(&course::spec(course));
        if std::env::var_os("UPDATE_EXPECT").is_some() {
            fs::write(&path, &text).unwrap();
        }
        let kept = fs::read_to_string(&path).unwrap_or_default();
        assert!(kept == text, "{name} is stale: UPDATE_EXPECT=1 writes it anew");
        let _ = ecm_tests::read(&name, &text);
    }
}
