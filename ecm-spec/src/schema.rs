//! Test that the keys and choices of the JSON Schema are those of the reader.

use serde_json::Value;

use crate::SCHEMA;
use crate::raw::keys::{self, Choices, KeySet};

fn definition(name: &str) -> Value {
    let schema: Value = serde_json::from_str(SCHEMA).unwrap();
    let definition = schema["$defs"][name].clone();
    assert!(definition.is_object(), "the schema does not define {name}");
    definition
}

fn sorted<'a>(names: impl IntoIterator<Item = &'a str>) -> Vec<String> {
    let mut names: Vec<String> = names.into_iter().map(str::to_owned).collect();
    names.sort();
    names
}

fn texts(list: &Value) -> Vec<String> {
    sorted(list.as_array().into_iter().flatten().filter_map(Value::as_str))
}

fn assert_keys(name: &str, tables: &[&KeySet]) {
    let definition = definition(name);
    let properties = definition["properties"].as_object().unwrap();
    let all = tables.iter().flat_map(|keys| keys.all());
    assert_eq!(sorted(properties.keys().map(String::as_str)), sorted(all), "keys of {name}");
    let required = tables.iter().flat_map(|keys| keys.required.iter().copied());
    assert_eq!(texts(&definition["required"]), sorted(required), "required keys of {name}");
    assert_eq!(definition["additionalProperties"], false, "{name}");
}

#[test]
fn every_object_has_the_keys_of_the_reader() {
    for (name, keys) in [
        ("spec", &keys::SPEC),
        ("actionGroup", &keys::ACTION_GROUP),
        ("action", &keys::ACTION),
        ("pagination", &keys::PAGINATION),
        ("trackingTag", &keys::TRACKING_TAG),
        ("waiter", &keys::WAITER),
        ("filter", &keys::FILTER),
        ("region", &keys::REGION),
        ("rateLimit", &keys::RATE_LIMIT),
        ("type", &keys::TYPE),
        ("field", &keys::FIELD),
        ("generatedId", &keys::GENERATED_ID),
        ("enum", &keys::ENUM),
        ("enumValue", &keys::ENUM_VALUE),
        ("error", &keys::ERROR),
        ("group", &keys::GROUP),
        ("case", &keys::CASE),
    ] {
        assert_keys(name, &[keys]);
    }
}

#[test]
fn every_kind_of_rule_is_there_and_has_the_keys_of_the_reader() {
    for (prefix, rules, kinds) in
        [("value", "valueRule", keys::VALUE_RULES), ("record", "recordRule", keys::RECORD_RULES)]
    {
        let listed = definition(rules);
        let names = || sorted(kinds.iter().map(|(name, _)| *name));
        assert_eq!(texts(&listed["properties"]["kind"]["enum"]), names());
        let branches = listed["allOf"].as_array().unwrap().iter();
        let chosen = branches.map(|branch| {
            let kind = branch["if"]["properties"]["kind"]["const"].as_str().unwrap();
            assert_eq!(branch["then"]["$ref"], format!("#/$defs/{prefix}.{kind}"));
            kind
        });
        assert_eq!(sorted(chosen), names());
        for (kind, own) in kinds {
            assert_keys(&format!("{prefix}.{kind}"), &[&keys::RULE, own]);
        }
    }
}

#[test]
fn every_choice_is_the_reader_s() {
    fn assert_choices<T>(list: &Value, choices: Choices<T>) {
        assert_eq!(texts(list), sorted(choices.iter().map(|(name, _)| *name)));
    }
    assert_choices(&definition("action")["properties"]["effect"]["enum"], keys::EFFECTS);
    assert_choices(
        &definition("action")["properties"]["region"]["oneOf"][0]["enum"],
        keys::REGIONS,
    );
    assert_choices(&definition("waiter")["properties"]["absent"]["enum"], keys::IF_ABSENT);
    assert_choices(&definition("severity")["enum"], keys::SEVERITIES);
    assert_choices(&definition("error")["properties"]["retry"]["enum"], keys::RETRY_ADVICE);
    assert_choices(&definition("value.format")["properties"]["format"]["enum"], keys::FORMATS);
    assert_choices(&definition("enum")["properties"]["type"]["enum"], keys::ENUM_TYPES);
}
