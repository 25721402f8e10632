//! Names that the reader does not take, with the problems that say so.

use ecm_spec::{Problems, read};
use serde_json::{Value, json};

use super::words::{pascal, snake};

/// Where a name can stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    Action,
    Type,
    Enum,
    GroupType,
    GroupField,
    Field,
    Value,
    /// The name that a spec brings for a value.
    ValueName,
    Error,
}

const SCALARS: &[&str] =
    &["string", "bool", "int64", "uint64", "float", "date", "datetime", "datetime_iso", "binary"];

/// Words that cannot have a place, and the code of the problem that says so.
#[rustfmt::skip]
const REFUSED: &[(Place, &[&str], &str)] = &[
    (Place::Type, SCALARS, "unusable-name"),
    (Place::Enum, SCALARS, "unusable-name"),
    // The enum of its errors would have the name of that of the common ones.
    (Place::Action, &["Common"], "name-collision"),
    // Names that a spec brings itself are taken as they are or not at all.
    (Place::ValueName, &[
        "self", "Self", "_self", "__self", "self_", "Self_", "Other", "other", "Common",
    ], "bad-rust-name"),
    (Place::GroupType, &[
        "self", "Self", "_self", "__self", "self_", "Self_", "Client", "client",
    ], "bad-rust-name"),
    (Place::GroupField, &[
        "self", "Self", "_self", "__self", "self_", "Self_", "super", "crate",
    ], "bad-rust-name"),
];

/// Two names that would be one in Rust.
const COLLISIONS: &[(Place, [&str; 2])] = &[
    (Place::Action, ["SwitchOn", "switch_on"]),
    (Place::Action, ["Self", "self"]),
    (Place::Action, ["type", "Type"]),
    // The methods differ, the enums of their errors do not.
    (Place::Action, ["Switch1", "Switch_1"]),
    (Place::Type, ["IPv4", "Ipv4"]),
    (Place::Type, ["Self", "self"]),
    (Place::Type, ["Client", "client_"]),
    (Place::Type, ["Option", "option"]),
    (Place::Enum, ["Result", "RESULT"]),
    (Place::Enum, ["dark-red", "darkRed"]),
    (Place::Field, ["RequestID", "RequestId"]),
    (Place::Field, ["super", "Super"]),
    (Place::Field, ["Match", "match"]),
    (Place::Field, ["a.b", "a-b"]),
    (Place::Value, ["Other", "OTHER"]),
    (Place::Value, ["CMCC;CUCC", "CMCC_CUCC"]),
    (Place::Value, ["None", "none"]),
    (Place::Error, ["NoLamp.Here", "NoLampHere"]),
    (Place::Error, ["Common", "common"]),
];

/// Whether the reader takes the word in that place.
pub fn fits(place: Place, word: &str) -> bool {
    !REFUSED.iter().any(|(refusing, words, _)| *refusing == place && words.contains(&word))
}

/// A spec with nothing in it but these words in this place.
fn probe(place: Place, words: &[&str]) -> String {
    let mut spec = json!({
        "service": "probe", "version": "2024-01-01", "revision": "1",
        "host": "probe.example.com", "doc": "One obstacle.",
        "actions": {
            "Probe": {
                "doc": "Probes.", "effect": "read",
                "request": "ProbeRequest", "response": "ProbeResponse"
            }
        },
        "types": {
            "ProbeRequest": { "doc": "What to probe.", "fields": {}, "rules": [] },
            "ProbeResponse": { "doc": "What was probed.", "fields": {} }
        },
        "enums": {}, "errors": {}
    });
    for (number, word) in words.iter().enumerate() {
        fields(&mut spec, place, number, word);
        named(&mut spec, place, number, word);
    }
    serde_json::to_string_pretty(&spec).unwrap()
}

/// The fields that a name of this kind needs to be of use.
fn fields(spec: &mut Value, place: Place, number: usize, word: &str) {
    let mut field = |name: &str, ty: &str| {
        spec["types"]["ProbeRequest"]["fields"][name] = json!({ "type": ty, "doc": "A field." });
    };
    match place {
        Place::Field => field(word, "string"),
        Place::Type | Place::Enum => field(&format!("Field{number}"), word),
        Place::Value | Place::ValueName => field("Field", "Probed"),
        Place::GroupType | Place::GroupField => {
            field("One", "string");
            field("Two", "string");
        }
        Place::Action | Place::Error => {}
    }
}

/// What has the name.
fn named(spec: &mut Value, place: Place, number: usize, word: &str) {
    match place {
        Place::Action => {
            let request = format!("Request{number}");
            spec["types"][&request] = json!({ "doc": "A request.", "fields": {} });
            spec["actions"][word] = json!({
                "doc": "An action.", "effect": "read",
                "request": request, "response": "ProbeResponse"
            });
        }
        Place::Type => spec["types"][word] = json!({ "doc": "A type.", "fields": {} }),
        Place::Enum => {
            let one = json!([{ "value": "A", "doc": "One." }]);
            spec["enums"][word] = json!({ "doc": "Values.", "type": "string", "values": one });
        }
        Place::GroupType | Place::GroupField => {
            let (ty, field) = match place {
                Place::GroupType => (pascal(word), "choice".to_owned()),
                _ => ("Choice".to_owned(), snake(word)),
            };
            spec["types"]["ProbeRequest"]["rules"] = json!([{
                "id": "G1", "kind": "at_most_one", "fields": ["One", "Two"],
                "group": { "type": ty, "field": field, "doc": "A choice." }
            }]);
        }
        Place::Value | Place::ValueName => {
            let mut value = json!({ "value": word, "doc": "A value." });
            if place == Place::ValueName {
                value["name"] = json!(pascal(word));
            }
            let probed = &mut spec["enums"]["Probed"];
            if probed.is_null() {
                *probed = json!({ "doc": "Values.", "type": "string", "values": [] });
            }
            probed["values"].as_array_mut().unwrap().push(value);
        }
        Place::Error => spec["errors"][word] = json!({ "doc": "An error.", "common": true }),
        Place::Field => {}
    }
}

fn refused(place: Place, words: &[&str]) -> (String, Problems) {
    let text = probe(place, words);
    let Err(problems) = read(&text) else { panic!("{place:?} {words:?} was taken") };
    (text, problems)
}

#[test]
fn refused_words_have_one_problem_each_at_the_word() {
    for (place, words, code) in REFUSED {
        for word in *words {
            let (text, problems) = refused(*place, &[word]);
            let all: Vec<_> = problems.iter().collect();
            let [problem] = all.as_slice() else { panic!("{}", problems.render("probe", &text)) };
            assert_eq!(problem.code.name(), *code, "{place:?} {word}");
            let at = &text[problem.at.offset..][..problem.at.length];
            let shown =
                [word.to_string(), pascal(word), snake(word)].map(|name| format!("{name:?}"));
            assert!(shown.contains(&at.to_owned()), "{place:?} {word}: at {at}");
        }
    }
}

#[test]
fn words_that_are_not_refused_are_taken() {
    let places = [
        Place::Action,
        Place::Type,
        Place::Enum,
        Place::GroupType,
        Place::GroupField,
        Place::Field,
        Place::Value,
        Place::ValueName,
        Place::Error,
    ];
    for place in places {
        for word in super::words::all().into_iter().filter(|word| fits(place, word)) {
            let text = probe(place, &[word]);
            if let Err(problems) = read(&text) {
                panic!("{place:?} {word}: {}", problems.render("probe", &text));
            }
        }
    }
}

#[test]
fn names_that_would_be_one_are_refused_with_both_places() {
    for (place, words) in COLLISIONS {
        let (text, problems) = refused(*place, words);
        let all: Vec<_> = problems.iter().collect();
        let [problem] = all.as_slice() else { panic!("{}", problems.render("probe", &text)) };
        assert_eq!(problem.code.name(), "name-collision", "{place:?} {words:?}");
        let (first, _) = problem.also.as_ref().unwrap();
        let places = [first, &problem.at].map(|at| text[at.offset..][..at.length].to_owned());
        assert_eq!(places, words.map(|word| format!("{word:?}")), "{place:?}");
        for word in words {
            assert!(problem.message.contains(word), "{place:?}: {}", problem.message);
        }
    }
}
