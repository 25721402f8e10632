//! What is read of profile files, and what is refused.

use super::*;
use crate::Secret;

fn read(text: &str) -> Result<Option<Credentials>, ParseError> {
    parse(text.as_bytes(), "default")
}

#[test]
fn one_profile_in_every_way_that_it_is_written() {
    let expected = Ok(Some(Credentials::new("AKIDid", "k=e:y#1;")));
    for text in [
        "[default]\nsecret_id=AKIDid\nsecret_key=k=e:y#1;",
        "[default]\nsecret_id = AKIDid\nsecret_key = k=e:y#1;\n",
        "[default]\r\nsecret_id = AKIDid\r\nsecret_key = k=e:y#1;\r\n",
        "\u{FEFF}[default]\nsecret_id = AKIDid\nsecret_key = k=e:y#1;\n",
        "  [ default ]  # who\n\tsecret_id : AKIDid\n  secret_key = \"k=e:y#1;\" ; why\n",
        "# top\n; top\n\n[default]\nSECRET_ID = 'AKIDid' # id\nSecret_Key=k=e:y#1; ; key\n\n",
        "[default]\nsecret_id=`AKIDid`\nsecret_key=k=e:y#1;\nregion = ap guangzhou\ntoken =\n",
        "[other]\nsecret_id = x\n[default]\nsecret_id=AKIDid\nsecret_key=k=e:y#1;\n[more]\nno = 1\n",
        "[default]\nsecret_id=AKIDid\nsecret_key=k=e:y#1;\ntoken = # none\n",
    ] {
        assert_eq!(read(text), expected, "{text:?}");
    }
}

#[test]
fn profiles_are_told_apart() {
    let text =
        "[default]\nsecret_id=a\nsecret_key=b\n[Default]\nsecret_id=c\nsecret_key=d\ntoken=e";
    let found = parse(text.as_bytes(), "Default").unwrap().unwrap();
    assert_eq!((found.secret_id(), found.token().map(Secret::expose)), ("c", Some("e")));
    assert!(parse(text.as_bytes(), "nobody").unwrap().is_none());
    assert_eq!(read(""), Ok(None));
}

#[test]
fn mistakes_are_told_with_their_line() {
    for (text, line, problem) in [
        ("hunter2", 1, "neither `[profile]` nor `name = value`; correct or remove the line"),
        ("\n= hunter2", 2, "neither `[profile]` nor `name = value`; correct or remove the line"),
        ("secret_key = hunter2", 1, "a value before the first `[profile]`; move it below one"),
        ("[default", 1, "no `]` at the end of the name; add it"),
        ("[]", 1, "not a valid name of a profile; write `[profile]`"),
        ("[default] hunter2", 1, "not a valid name of a profile; write `[profile]`"),
        ("[default]\nsecret_id = a\n[ default ]", 3, "duplicate profile; remove one"),
        ("[default]\nsecret_id = a\nSECRET_ID = a", 3, "duplicate name in the profile; remove one"),
        ("[default]\nsecret_id = hunter2 hunter2", 2, "white space in the value; remove it"),
        ("[default]\nsecret_id = \"hunter2", 2, "no closing quote after the value; add it"),
        (
            "[default]\nsecret_id = \"hunter2\"hunter2",
            2,
            "white space or quotes in the value; remove them",
        ),
        (
            "[default]\nsecret_id = \"hunter2 \"",
            2,
            "white space or quotes in the value; remove them",
        ),
        ("[default]\nsecret_key = hunter\u{0}2", 2, "control characters; remove them"),
        ("[other]\n\n[default]\nsecret_key = hunter2", 3, "the profile has no secret_id; add it"),
        ("[default]\nsecret_id = a\nsecret_key =", 1, "the profile has no secret_key; add it"),
    ] {
        let error = read(text).unwrap_err();
        assert!((error.line, error.problem) == (line, problem), "{text:?}: {error:?}");
        assert!(!error.problem.contains("hunter2"));
    }
    let error = parse(b"[default]\n\xFF", "default").unwrap_err();
    assert_eq!(error, ParseError { line: 2, problem: "not UTF-8; save the file as UTF-8" });
}
