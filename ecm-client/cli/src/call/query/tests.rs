//! Tests of expressions against results that Python's `jmespath` gave.

use std::path::Path;

use super::*;
use compare::dump;

fn answer(expression: &str, document: &OrderedJson) -> Result<String, String> {
    let query = Query::parse("--query", expression).map_err(|failure| failure.text().to_owned())?;
    query.run(document).map(|result| dump(&result))
}

/// The table is recorded by `tests/tccli/query.py`, which checks it against the installed version.
#[test]
fn every_filter_gives_what_python_gives() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/data/jmespath.json");
    let table = OrderedJson::parse(&std::fs::read_to_string(path).unwrap()).unwrap();
    let OrderedJson::Object(members) = table else { panic!("no object") };
    let [(_, document), (_, OrderedJson::List(rows))] = members.as_slice() else {
        panic!("{members:?}")
    };
    let mut different = Vec::new();
    for row in rows {
        let OrderedJson::List(row) = row else { panic!("{row:?}") };
        let OrderedJson::Text(expression) = &row[0] else { panic!("{row:?}") };
        let found = answer(expression, document);
        let is_same = match &row[1] {
            OrderedJson::Text(expected) => found.as_ref() == Ok(expected),
            // What Python refuses with an exception is refused here as well.
            _ => found.is_err(),
        };
        if !is_same {
            different.push(format!("{expression}\n  python: {:?}\n  here:   {found:?}", row[1]));
        }
    }
    assert!(different.is_empty(), "{}", different.join("\n"));
    assert!(rows.len() > 200, "{}", rows.len());
}

#[test]
fn a_refusal_says_what_is_wrong() {
    let document = OrderedJson::parse(r#"{"a": 1, "t": "x"}"#).unwrap();
    for (expression, part) in [
        ("a > 'x'", "a text and a number have no order"),
        ("lenght(t)", "there is no function `lenght`; did you mean `length`?"),
        ("length(a)", "`length` takes text, a list or an object, and got number"),
        ("join(t)", "`join` takes 2 arguments, and has 1"),
        ("sort_by(a, t)", "argument 2 of `sort_by` is an expression behind `&`"),
        ("a[", "at character "),
        ("a | &t", "`&`"),
    ] {
        let error = answer(expression, &document).unwrap_err();
        assert!(error.contains(part), "{expression}: {error}");
    }
}

/// With half the stack that a program has, and the large frames of a build for tests.
#[test]
fn no_expression_is_too_deep_for_the_stack() {
    let parts = [
        "a.", "*.", "[", "(", "!", "& ", "a[*].", "a[].", "a||", "a&&", "a|", "{a:", "a[?", "@==",
        "abs(", "[].", "[*].",
    ];
    for part in parts {
        let deep = move || {
            let document = OrderedJson::parse("{}").unwrap();
            for count in [MAX_LENGTH / part.len(), MAX_DEPTH, 2 * MAX_DEPTH] {
                let _ = answer(&format!("{}a", part.repeat(count)), &document);
            }
        };
        std::thread::Builder::new().stack_size(4 << 20).spawn(deep).unwrap().join().unwrap();
    }
}

#[test]
fn the_text_of_numbers_in_an_answer_is_kept() {
    let document =
        OrderedJson::parse(r#"{"Price": 1.10, "Big": 12345678901234567890123}"#).unwrap();
    let query = Query::parse("--query", "[Price, Big]").unwrap();
    let result = serde_json::to_string(&query.run(&document).unwrap()).unwrap();
    assert_eq!(result, "[1.10,12345678901234567890123]");
}
