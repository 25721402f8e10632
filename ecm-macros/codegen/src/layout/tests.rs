use std::path::PathBuf;

use ecm_spec::Spec;
use proc_macro2::TokenStream;

use super::*;
use crate::Selection;
use crate::format::tests::{assert_same, split_docs};

/// All specs at hand: those that ship and those of the tests.
fn specs() -> Vec<(String, Spec)> {
    let root = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../..");
    let mut specs = Vec::new();
    for folder in ["ecm-spec/specs", "tests/specs"] {
        for entry in std::fs::read_dir(root.join(folder)).unwrap() {
            let path = entry.unwrap().path();
            let name = path.file_name().unwrap().to_str().unwrap().to_owned();
            let is_spec = name.ends_with(".json") && name.matches('.').count() == 1;
            if is_spec {
                let text = std::fs::read_to_string(&path).unwrap();
                specs.extend(ecm_spec::read(&text).ok().map(|spec| (name, spec)));
            }
        }
    }
    assert!(specs.len() > 10, "{}", specs.len());
    specs
}

/// Maximum number of bytes of code that is parsed again.
const MAX_PARSED: usize = 3_000_000;

#[test]
fn the_code_of_every_spec_keeps_its_tokens() {
    for (name, spec) in specs() {
        let tokens = crate::generate(&spec, &Selection::all(&spec)).tokens();
        let text = file(tokens.clone());
        check_lines(&name, &text);
        // Reading takes far longer than writing.
        if text.len() < MAX_PARSED {
            let parsed = syn::parse_file(&text).unwrap_or_else(|error| panic!("{name}: {error}"));
            assert_same(parsed, split_docs(tokens));
        }
    }
}

fn check_lines(name: &str, text: &str) {
    for (number, line) in text.lines().enumerate() {
        assert_eq!(line, line.trim_end(), "{name}:{}", number + 1);
        let is_comment = line.trim_start().starts_with("//");
        // Neither a text nor a path can be broken.
        let has_long_text = line.contains('"') && !line.contains("\", \"")
            || line.split_whitespace().any(|word| word.chars().count() > 70);
        let is_short = line.chars().count() <= 100;
        assert!(is_short || is_comment || has_long_text, "{name}:{}: {line}", number + 1);
    }
    assert!(text.ends_with('\n') && !text.contains("\n\n\n"), "{name}");
}

/// Asserts that code which is laid out already stays as it is, however it is written before.
#[track_caller]
fn stays(code: &str) {
    let tokens: TokenStream = code.parse().unwrap();
    assert_eq!(file(tokens.clone()), code);
    // Neither blanks nor line breaks of the source matter.
    assert_eq!(file(tokens.to_string().parse().unwrap()), code);
}

#[test]
fn items_stand_apart_and_lines_together() {
    stays(
        "\
//! About the file.
//!
//! More.

use a::b;
use c::{d, e as f};

mod m;
mod n;

/// Documented.
const C: &[u64; 2] = &[1, 2];
const D: u64 = !0 - 1;

#[derive(Clone, Debug)]
pub(crate) struct Unit;

pub struct Pair(pub u8, ::core::option::Option<u8>);

pub struct Record<'a, T = u8>
where
    T: ?Sized + 'a,
{
    /// A field.
    pub a: &'a T,
    #[allow(dead_code)]
    b: *const u8,
}

pub enum Choice {
    A,
    B(u8) = 2,
    C { a: u8, b: u8 },
}

impl<T> ::core::ops::Not for Record<'_, T> {
    type Output = Self;

    fn not(mut self) -> Self {
        Self { a: 1, ..self }
    }
}

unsafe extern \"C\" {
    fn f(x: u8, ...);
}

macro_rules! m {
    () => {
        a b;
        c
    };
}
",
    );
}

#[test]
fn statements_and_expressions_are_those_of_rustfmt() {
    stays(
        "\
fn f<'a, const N: usize>(a: &'a mut [u8; N], b: impl Fn(&u8) -> bool + 'a) -> ! {
    let Some(x) = a.first() else {
        return;
    };
    let y: Vec<Vec<u8>> = a.iter().map(|x| -> u8 { *x }).collect::<Vec<_>>()?;
    let z = if a < b && *c > -1 || !d {
        1..=2
    } else {
        ..3
    };
    'outer: for (i, x) in a[1..].iter().enumerate() {
        x += i as u8 >> 2 << 1;
        break 'outer;
    }
    match x {
        0 | 1 => true,
        Some(ref a @ 2..) if a == 1 => {}
        <T as Into<u8>>::X => g(|| 1, move |&a, _| a),
        _ => (&mut x, -1),
    }
    while let Point { x, y } = *p {}
    vec![0; 3];
    (1,).0.1
}
",
    );
}

/// Asserts how code is laid out.
#[track_caller]
fn becomes(code: &str, expected: &str) {
    assert_eq!(file(code.parse().unwrap()), expected);
}

#[test]
fn what_does_not_fit_is_broken_from_the_outside_inwards() {
    becomes(
        "pub const NAME_OF_A_CONSTANT : :: ecm_client :: FieldRules < i64 > = :: ecm_client :: FieldRules \
         :: new ( \"Name\" , [ rt :: Rule { id : \"R1\" , check : Check :: Range { min : 0 , max : 9 , } , } , ] , ) ;",
        "\
pub const NAME_OF_A_CONSTANT: ::ecm_client::FieldRules<i64> = ::ecm_client::FieldRules::new(
    \"Name\",
    [rt::Rule {
        id: \"R1\",
        check: Check::Range { min: 0, max: 9 },
    }],
);
",
    );
    becomes(
        "fn f() { let request = SwitchLampsRequest::builder().zones([Zone::new(1)]).image(\"lamp-1234567\")\
         .build(); }",
        "\
fn f() {
    let request = SwitchLampsRequest::builder()
        .zones([Zone::new(1)])
        .image(\"lamp-1234567\")
        .build();
}
",
    );
    becomes(
        "pub fn name_of_a_method(&self, first: ::core::option::Option<u8>, second: ::std::string::String,) -> u8 {}",
        "\
pub fn name_of_a_method(
    &self,
    first: ::core::option::Option<u8>,
    second: ::std::string::String,
) -> u8 {}
",
    );
}

#[test]
fn documentation_that_no_comment_can_hold_stays_an_attribute() {
    becomes("#[doc = \"/ a\"] mod m;", "/// / a\nmod m;\n");
    becomes("#[doc = \" a\\r\"] mod m;", "#[doc = \" a\\r\"]\nmod m;\n");
    becomes("#[doc = concat!(\"a\", 1)] mod m;", "#[doc = concat!(\"a\", 1)]\nmod m;\n");
    becomes("#[doc = \" a\\n\\n b\"] mod m;", "/// a\n///\n/// b\nmod m;\n");
}

/// Whatever the tokens, the text has the same ones again.
#[test]
fn any_tokens_have_a_layout() {
    for code in [
        "",
        ";",
        "no file",
        "a . 1 . 0",
        "1 .. 2 . . 3",
        "< > >> <<= < a",
        "# # ! [ x ] #! [doc = \" x\"]",
        "} ",
        "- > = = & & | | : : < - 1",
        "fn for < > where",
        "( , ) [ ; ] { => }",
        "' a 'b: 'c'",
        "$ x : expr ; $ ( $ y ) , *",
        "if else match { a => { } b , => c }",
        "|a, b| c, | |, || d",
        "/** x */ /** y */",
    ] {
        let Ok(tokens) = code.parse::<TokenStream>() else { continue };
        let again: TokenStream = file(tokens.clone()).parse().unwrap();
        assert_same(again, split_docs(tokens));
    }
    let many = "a < ".repeat(3000) + &"b = ".repeat(3000) + &"c . d . ".repeat(3000);
    assert!(file(many.parse().unwrap()).lines().count() > 100);
    let deep = "( a, ".repeat(200) + &")".repeat(200);
    assert!(file(deep.parse().unwrap()).lines().count() > 100);
}
