//! What is read of profile files, and what is refused.

use super::*;
use crate::Secret;

fn read(text: &str) -> Result<Option<Credentials>, ParseError> {
    Ok(parse(text.as_bytes(), "default")?.map(|content| pair(content.keys)))
}

fn pair(keys: ProfileKeys) -> Credentials {
    match keys {
        ProfileKeys::Pair(pair) => pair,
        ProfileKeys::Command(words) => panic!("{words:?}"),
    }
}

#[test]
fn a_command_is_split_at_blanks_outside_of_quotes() {
    let words = |value: &str| {
        let text = format!("[default]\ncredential_process = {value}\n");
        match parse(text.as_bytes(), "default").map(|found| found.unwrap().keys) {
            Ok(ProfileKeys::Command(words)) => Ok(words),
            Ok(keys) => panic!("{keys:?}"),
            Err(error) => Err(error.problem),
        }
    };
    for (value, expected) in [
        ("/bin/print", &["/bin/print"][..]),
        ("/bin/print  --of work\t-x # why", &["/bin/print", "--of", "work", "-x"]),
        ("\"/opt/my tools/print\" 'a b' \"\" \"#\"", &["/opt/my tools/print", "a b", "", "#"]),
        ("/bin/print $HOME `id` a=b;c", &["/bin/print", "$HOME", "`id`", "a=b;c"]),
    ] {
        assert_eq!(words(value).unwrap(), expected, "{value}");
    }
    for (value, problem) in [
        ("\"/bin/print", "no closing quote in credential_process; add it"),
        ("/bin/pr\"int\"", "a quote within a word of credential_process; quote whole words"),
        ("\"/bin\"/print", "a quote within a word of credential_process; quote whole words"),
        ("# none", "credential_process names no command; add it"),
        ("/bin/print\nsecret_id = a", "both credential_process and a key pair; remove one"),
        (
            "/bin/print\nrole_arn = r\nsource_profile = x",
            "both source_profile and credential_process; remove one",
        ),
    ] {
        assert_eq!(words(value), Err(problem), "{value}");
    }
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
        "[default]\nsecret_id=`AKIDid`\nsecret_key=k=e:y#1;\noutput = very nice\nSecurity_Token =\n",
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
    let found = parse(text.as_bytes(), "Default").unwrap().unwrap().keys;
    let found = pair(found);
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
        (
            "a\n[default]\u{FEFF}\nsecret_id = hunter2",
            1,
            "neither `[profile]` nor `name = value`; correct or remove the line",
        ),
        (
            "# top\n\u{FEFF}[default]\nsecret_id = hunter2",
            2,
            "a byte order mark in the line; remove it",
        ),
        (
            "[default]\ntoken = hunter2\nsecurity_token = hunter2",
            3,
            "duplicate name in the profile; remove one",
        ),
        ("[default]\nrole_arn = r", 1, "role_arn without secret_id or source_profile; add one"),
        (
            "[default]\nrole_arn = r\nsecret_id = i",
            1,
            "role_arn without secret_key or source_profile; add one",
        ),
        ("[default]\nsource_profile = base", 1, "source_profile without role_arn; add it"),
        (
            "\n[default]\nrole_arn = r\nsource_profile = base",
            2,
            "source_profile names no profile of the file; correct it",
        ),
        (
            "[default]\nrole_arn = r\nsource_profile = base\nsecret_id = i",
            1,
            "both source_profile and a key pair; remove one",
        ),
        (
            "[default]\nrole_arn = r\nsource_profile = base\n[base]\nsecret_id = i",
            4,
            "the profile has no secret_key; add it",
        ),
        (
            "[default]\nrole_arn = r\nsource_profile = b\n[b]\nrole_arn = s\nsource_profile = default",
            4,
            "source_profile leads back to the profile; correct it",
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

#[test]
fn a_profile_of_a_role_begins_with_the_keys_of_another_profile() {
    let text = "[base]\nsecret_id = AKIDbase\nsecret_key = hunter2\ntoken = t\nregion = not-this
        [first]\nrole_arn = qcs::first\nsource_profile = base\nexternal_id = e=1
        [default]\nrole_arn = qcs::last\nsource_profile = first\nrole_session_name = s\nregion = ap-x
        [own]\nrole_arn = qcs::own\nsecret_id = AKIDown\nsecret_key = hunter2\nsource_profile = own";
    let role = |arn: &str, session_name: Option<&str>, external_id: Option<&str>| ProfileRole {
        arn: arn.to_owned(),
        session_name: session_name.map(str::to_owned),
        external_id: external_id.map(str::to_owned),
    };
    let content = parse(text.as_bytes(), "default").unwrap().unwrap();
    let roles = [role("qcs::first", None, Some("e=1")), role("qcs::last", Some("s"), None)];
    assert_eq!(content.roles, roles);
    assert_eq!(pair(content.keys), Credentials::new("AKIDbase", "hunter2").with_token("t"));
    assert_eq!((content.region.as_deref(), content.line), (Some("ap-x"), 10));
    let own = parse(text.as_bytes(), "own").unwrap().unwrap();
    assert_eq!((own.roles, own.region), (vec![role("qcs::own", None, None)], None));
    assert_eq!(pair(own.keys).secret_id(), "AKIDown");
}
