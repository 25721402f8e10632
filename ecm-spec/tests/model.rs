//! The model of a valid spec.

#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, reason = "tests")]

use ecm_spec::model::*;
use ecm_spec::{Spec, read};

const KINDS: &str = include_str!("specs/kinds.json");

fn kinds() -> Spec {
    match read(KINDS) {
        Ok(spec) => spec,
        Err(problems) => panic!("{}", problems.render("kinds.json", KINDS)),
    }
}

fn record<'s>(spec: &'s Spec, wire: &str) -> &'s Type {
    spec.types.iter().find(|one| one.name.wire == wire).unwrap()
}

#[test]
fn actions() {
    let spec = kinds();
    assert_eq!((spec.service.as_str(), spec.version.as_str()), ("kinds", "2024-02-29"));
    assert_eq!((spec.revision.as_str(), spec.host.as_str()), ("r2", "kinds.example.com"));
    let make = &spec.actions[0];
    assert_eq!(make.name, Name { wire: "Make".into(), rust: "make_it".into() });
    assert_eq!(spec[make.request].name.wire, "MakeRequest");
    assert_eq!(spec[make.response].name.wire, "MakeResponse");
    assert_eq!(make.effect, Effect::Create);
    assert_eq!(make.region, Region::Optional { rule: Some("K0".into()) });
    let limit = RateLimit { id: "K1".into(), per_second: 7, server_error: Some("Slow".into()) };
    assert_eq!(make.rate_limit, Some(limit));
    let codes: Vec<_> = make.errors.iter().map(|id| spec[*id].name.wire.as_str()).collect();
    assert_eq!(codes, ["Slow", "Bad.Thing"]);
    assert_eq!(make.deprecated.as_deref(), Some("Nobody makes it any more."));
    let look = &spec.actions[1];
    assert_eq!((look.name.rust.as_str(), look.effect), ("look", Effect::Read));
    assert_eq!(look.region, Region::Optional { rule: None });
    assert!(look.unsigned && !make.unsigned);
    assert!(spec.actions[2].effect_guessed && !look.effect_guessed);
}

#[test]
fn bodies() {
    let read_with = |body: &str| {
        let spec = r#"{
            "service": "lamp", "version": "2024-01-01", "revision": "1", "host": "lamp.example.com",
            "doc": "Lamps.",
            "actions": { "Put": {
                "body": BODY, "effect": "create", "request": "PutRequest", "response": "PutResponse"
            } },
            "types": {
                "PutRequest": { "fields": { "Id": { "type": "string" }, "On": { "type": "bool" } } },
                "PutResponse": { "fields": {} }
            }
        }"#;
        read(&spec.replace("BODY", body)).unwrap().actions[0].clone()
    };
    let header = |field: &str, name: &str| BodyHeader { field: field.into(), name: name.into() };
    // In the order of the fields, whatever the order in the file.
    let action = read_with(
        r#"{ "headers": { "On": "x-on", "Id": "X-Id" }, "content_type": "text/plain; charset=utf-8" }"#,
    );
    let raw = RawBody {
        content_type: "text/plain; charset=utf-8".into(),
        headers: vec![header("Id", "X-Id"), header("On", "x-on")],
        payload: Payload::Signed,
    };
    assert_eq!(action.raw_body(), Some(&raw));
    let action = read_with(
        r#"{ "content_type": "a/b", "headers": { "Id": "A", "On": "B" }, "payload": "unsigned" }"#,
    );
    assert_eq!(action.raw_body().unwrap().payload, Payload::Unsigned);
    let action = read_with(r#"{ "unsupported": "multipart/form-data" }"#);
    let media_type = "multipart/form-data".to_owned();
    assert_eq!(action.body, Some(Body::Unsupported { media_type }));
    assert_eq!(action.raw_body(), None);
    assert!(kinds().actions.iter().all(|action| action.body.is_none()));
}

#[test]
fn groups_of_actions() {
    let spec = kinds();
    let groups: Vec<_> =
        spec.groups.iter().map(|one| (one.name.as_str(), one.doc.as_str())).collect();
    assert_eq!(groups, [("make", "What makes."), ("look-at", "What only looks.")]);
    let of: Vec<_> = spec.actions.iter().map(|one| one.group.as_deref()).collect();
    assert_eq!(of, [Some("make"), None, Some("look-at"), None, None]);
}

fn path(written: &str) -> Path {
    written.split('.').map(str::to_owned).collect()
}

#[test]
fn pagination() {
    let spec = kinds();
    let pagination = |index: usize| spec.actions[index].pagination.clone();
    assert_eq!((pagination(0), pagination(1)), (None, None));
    let list = Pagination {
        by: PaginationBy::Offset { field: "Offset".into() },
        limit: Some("Limit".into()),
        size: Some(50),
        items: path("Found.Things"),
        total: Some(path("Found.Total")),
        end: Some(PaginationEnd::More(path("More"))),
    };
    assert_eq!(spec.actions[2].pages_method().as_deref(), Some("list_pages"));
    assert_eq!(pagination(2), Some(list));
    let scroll = pagination(3).unwrap();
    assert_eq!(scroll.by, PaginationBy::Token { field: "From".into(), next: path("Next") });
    assert_eq!((scroll.limit, scroll.size, scroll.total), (None, None, None));
    assert_eq!(scroll.end, Some(PaginationEnd::Last(path("More"))));
    assert_eq!(pagination(4).unwrap().by, PaginationBy::Number { field: "Number".into() });
}

#[test]
fn tracking_tags() {
    let spec = kinds();
    let tag = spec.actions[0].tracking_tag.as_ref().unwrap();
    assert_eq!(tag.put, r#"{"Names":["{key}={value}"]}"#);
    assert_eq!(tag.with, r#"{"Filters":[{"Key":"name","Texts":["{key}={value}"]}]}"#);
    assert_eq!(spec[tag.look_up].name.wire, "List");
    assert_eq!(tag.id, path("Id"));
    assert!(spec.actions[1..].iter().all(|action| action.tracking_tag.is_none()));
}

#[test]
fn event_streams() {
    let parrots = include_str!("../../tests/specs/parrots-2024-08-01.json");
    let spec = ecm_spec::read(parrots).unwrap();
    let events = |index: usize| spec.actions[index].events.clone().unwrap();
    let chat = Events {
        when: Some("Stream".into()),
        event: events(0).event,
        end: Some("[DONE]".into()),
        text: Some(path("Text")),
        error: Some(EventError {
            mark: None,
            code: path("Trouble.Code"),
            message: Some(path("Trouble.Words")),
        }),
    };
    assert_eq!(spec[chat.event].name.wire, "Word");
    assert_eq!(events(0), chat);
    let sing = events(1);
    assert_eq!((sing.when, sing.event, sing.end), (None, spec.actions[1].response, None));
    assert_eq!(sing.text, Some(path("Voices.Tones.Note")));
    let mark = EventMark { field: path("Kind"), value: "broken".into() };
    let error = EventError { mark: Some(mark), code: path("Reason"), message: None };
    assert_eq!(sing.error, Some(error));
}

#[test]
fn waiters() {
    let spec = kinds();
    let made = Waiter {
        name: Name { wire: "ThingsMade".into(), rust: "wait_until_things_made".into() },
        doc: "Each is made.".into(),
        action: spec.waiters[0].action,
        ids: WaiterIds::Filter {
            list: "Filters".into(),
            name: "Key".into(),
            value: "thing-id".into(),
            values: "Texts".into(),
        },
        batch: 7,
        limit: Some("Limit".into()),
        state: StateSource::Items {
            items: path("Found.Things"),
            id: path("Id"),
            state: path("Made.State"),
        },
        until: vec!["1".into()],
        failed: vec!["-1".into()],
        absent: IfAbsent::Fail,
        poll_seconds: 2,
        within_seconds: 90,
    };
    assert_eq!(spec[made.action].name.wire, "List");
    assert_eq!(spec.waiters[0], made);
    let scrolled = &spec.waiters[1];
    assert_eq!(scrolled.name.rust, "wait_for_scroll");
    assert_eq!((&scrolled.ids, scrolled.batch), (&WaiterIds::One("From".into()), 1));
    assert_eq!(scrolled.state, StateSource::Response { state: path("Next") });
    assert_eq!(scrolled.absent, IfAbsent::Wait);
    // As many as the rule of the field allows, which is less than what a page holds.
    let listed = &spec.waiters[2];
    assert_eq!((&listed.ids, listed.batch), (&WaiterIds::List("Ids".into()), 10));
    assert_eq!(listed.absent, IfAbsent::Done);
}

#[test]
fn fields() {
    let spec = kinds();
    let make = record(&spec, "MakeRequest");
    let shape = |wire: &str| make.field(wire).unwrap().shape.clone();
    let list = |inner: Shape| Shape::List(Box::new(inner));
    for (wire, scalar) in [
        ("Text", Scalar::String),
        ("Whole", Scalar::Int64),
        ("Natural", Scalar::Uint64),
        ("Ratio", Scalar::Float),
        ("Flag", Scalar::Bool),
        ("Day", Scalar::Date),
        ("Time", Scalar::DateTime),
        ("Instant", Scalar::DateTimeIso),
        ("Bytes", Scalar::Binary),
    ] {
        assert_eq!(shape(wire), Shape::Scalar(scalar), "{wire}");
    }
    assert_eq!(shape("Grid"), list(list(Shape::Scalar(Scalar::Int64))));
    let Shape::Record(node) = shape("Node") else { panic!() };
    assert_eq!(spec[node].name.wire, "Node");
    let Shape::Enum(level) = shape("Level").item().clone() else { panic!() };
    assert_eq!(spec[level].name, Name { wire: "Level".into(), rust: "HowHigh".into() });

    let text = make.field("Text").unwrap();
    assert_eq!((text.required.as_deref(), text.secret), (Some("required"), true));
    let whole = make.field("Whole").unwrap();
    assert_eq!((whole.required.as_deref(), whole.unit.as_deref()), (Some("W"), Some("GB")));
    assert!(make.field("Natural").unwrap().nullable);
    let bytes = make.field("Bytes").unwrap();
    assert_eq!((bytes.always_returned, bytes.doc.as_deref()), (true, None));
    assert_eq!(bytes.rules[0].check, ValueCheck::DecodedSize { max: 9 });
    assert_eq!(text.doc.as_deref(), Some("Text."));
    assert!(make.field("Flag").unwrap().deprecated.is_some());
    assert_eq!(make.field("Old").unwrap().reserved().unwrap().1, "Gone.");
    let ids = record(&spec, "MakeResponse").field("Ids").unwrap();
    let per = GeneratedIdPer::Sum { list: "Nodes".into(), field: "Count".into() };
    assert_eq!(ids.generated_id, Some(GeneratedId { prefix: "k-".into(), per: Some(per) }));
}

#[test]
fn what_contains_itself_is_boxed_and_what_is_reached_is_marked() {
    let spec = kinds();
    let node = record(&spec, "Node");
    assert!(node.field("Left").unwrap().boxed);
    assert!(!node.field("Kids").unwrap().boxed);
    assert!(!record(&spec, "MakeRequest").field("Node").unwrap().boxed);
    let marks = |wire: &str| (record(&spec, wire).sent, record(&spec, wire).received);
    assert_eq!(marks("MakeRequest"), (true, false));
    assert_eq!(marks("MakeResponse"), (false, true));
    assert_eq!((marks("Node"), marks("Empty")), ((true, true), (true, true)));
}

#[test]
fn what_no_rule_and_no_record_can_be_in_is_not_checked() {
    let spec = kinds();
    let unchecked = |wire: &str| -> Vec<&str> {
        let ty = record(&spec, wire);
        let fields = ty.fields.iter().enumerate();
        let unchecked = fields.filter(|(index, _)| ty.checked() >> index & 1 == 0);
        unchecked.map(|(_, field)| field.name.wire.as_str()).collect()
    };
    assert_eq!(unchecked("MakeRequest"), ["Flag", "Day", "Time", "Instant"]);
    assert_eq!(unchecked("Node"), ["Name", "Count"]);
    assert_eq!(unchecked("ListRequest"), ["Offset", "Limit"]);
    // Nothing that only comes back is checked.
    assert_eq!(unchecked("MakeResponse"), ["Ids", "Root"]);
}

#[test]
fn keys_are_names_as_json_has_them() {
    let mut node = record(&kinds(), "Node").clone();
    node.fields[1].name.wire = "中 \" \\ \u{1f}".to_owned();
    let keys: Vec<String> = node.keys().collect();
    assert_eq!(keys, [",\"Name\":", ",\"中 \\\" \\\\ \\u001f\":", ",\"Left\":", ",\"Kids\":"]);
    assert_eq!(record(&kinds(), "MakeResponse").keys().count(), 0);
}

#[test]
fn a_set_is_its_characters_of_ascii_and_its_others() {
    let sets: [&[(char, char)]; 5] = [
        &[],
        &[('-', '-'), ('a', 'z')],
        &[('\0', '\u{7F}')],
        &[('~', 'é'), ('中', '文')],
        &[('\u{7E}', '\u{7E}'), ('\u{80}', char::MAX)],
    ];
    for ranges in sets.map(<[_]>::to_vec) {
        let within = |ranges: &[(char, char)], c| {
            ranges.iter().any(|(first, last)| (*first..=*last).contains(&c))
        };
        let set = CharSet { ranges: ranges.clone() };
        for c in '\0'..='\u{7F}' {
            let has = set.ascii() >> u32::from(c) & 1 == 1;
            assert_eq!(has, within(&ranges, c), "{c:?} of {set:?}");
        }
        let others: Vec<_> = set.others().collect();
        for c in ['\u{80}', 'é', 'ê', '中', '丮', '文', '斈', char::MAX] {
            assert_eq!(within(&others, c), within(&ranges, c), "{c:?} of {set:?}");
        }
        assert!(others.iter().all(|(first, last)| !first.is_ascii() && first <= last));
    }
}

#[test]
fn rules_on_values() {
    let spec = kinds();
    let make = record(&spec, "MakeRequest");
    let rules = |wire: &str| &make.field(wire).unwrap().rules;
    let text = rules("Text");
    // No rule of the file was lost on the way.
    assert_eq!(text.len(), 13);
    assert_eq!(text[0].check, ValueCheck::Length { min: Some(1), max: Some(9) });
    assert_eq!((text[0].severity, text[1].severity), (Severity::Error, Severity::Warn));
    let ranges = vec![('-', '-'), ('_', '_'), ('a', 'm'), ('x', 'x')];
    assert_eq!(text[2].check, ValueCheck::Alphabet { allowed: CharSet { ranges } });
    assert_eq!(text[2].server_error.as_deref(), Some("Bad.Thing"));
    let ValueCheck::Segments { separator, joiners, .. } = &text[4].check else { panic!() };
    assert_eq!((*separator, joiners.as_str()), ('。', ""));
    assert_eq!(text[6].check, ValueCheck::OneOfText { values: vec!["".into(), "a".into()] });
    assert_eq!(text[7].doc.as_deref(), Some("As the form has it."));
    assert_eq!(text[8].check, ValueCheck::TokenCount { separator: ';', counts: vec![1, 3] });
    let formats: Vec<_> = text[10..].iter().map(|rule| rule.check.clone()).collect();
    assert_eq!(formats, [Format::Ipv4, Format::Ipv6, Format::Base64].map(ValueCheck::Format));

    let (min, max) = (Some(i128::from(i64::MIN)), Some(i128::from(i64::MAX)));
    assert_eq!(rules("Whole")[0].check, ValueCheck::IntRange { min, max });
    assert_eq!(rules("Whole")[1].check, ValueCheck::OneOfInt { values: vec![-1, 0, 1] });
    let max = Some(i128::from(u64::MAX));
    assert_eq!(rules("Natural")[0].check, ValueCheck::IntRange { min: None, max });
    let float = ValueCheck::FloatRange { min: Some(0.5), max: Some(1000.0) };
    assert_eq!(rules("Ratio")[0].check, float);
    assert_eq!(rules("Grid").len(), 2);
    assert_eq!(rules("Names")[0].check, ValueCheck::Distinct);
    let values = ["dark-red", "", "other"].map(str::to_owned).to_vec();
    assert_eq!(rules("Color")[0].check, ValueCheck::OneOfText { values });
    assert_eq!(rules("Level")[0].check, ValueCheck::OneOfInt { values: vec![-1] });
}

#[test]
fn rules_between_fields() {
    let spec = kinds();
    let make = record(&spec, "MakeRequest");
    let ids: Vec<_> = make.rules.iter().map(|rule| rule.id.as_str()).collect();
    let expected = "one two path both then unless equal-count sum sum-all equal cases needs";
    assert_eq!(ids.join(" "), expected);
    let groups: Vec<_> = make.groups().map(|(_, group, fields)| (group, fields)).collect();
    assert_eq!(groups[0].0.variants, ["OnDay", "AtTime"]);
    assert_eq!(groups[1].0.variants, ["Flag", "Node"]);
    assert_eq!(groups[1].1, ["Flag", "Node"]);
    let names = (groups[1].0.type_name.as_str(), groups[1].0.field_name.as_str());
    assert_eq!(names, ("Type", "r#type"));
    let sum = RecordCheck::Sum {
        list: "Nodes".into(),
        field: "Count".into(),
        per: Some("Name".into()),
        max: 100,
        divisible: true,
    };
    assert_eq!(make.rules[7].check, sum);
    let cases = vec![(1, 1), (3, 3)];
    let by_tokens = RecordCheck::ValueByTokens {
        field: "Natural".into(),
        of: "Text".into(),
        separator: ';',
        cases,
    };
    assert_eq!(make.rules[10].check, by_tokens);
}

#[test]
fn enums_and_errors() {
    let spec = kinds();
    let EnumValues::Text(colors) = &spec.enums[0].values else { panic!() };
    let variants: Vec<_> = colors.iter().map(|color| color.rust.as_str()).collect();
    assert_eq!(variants, ["DarkRed", "Any", "Other_"]);
    let EnumValues::Integer(levels) = &spec.enums[1].values else { panic!() };
    assert_eq!((levels[0].value, levels[0].rust.as_str()), (-1, "Low"));
    let errors: Vec<_> = spec.errors.iter().map(|e| (e.name.rust.as_str(), e.retry)).collect();
    let expected = [
        ("Slow", RetryAdvice::AfterBackoff),
        ("Broken", RetryAdvice::Never),
        ("Clock", RetryAdvice::AfterClockCorrection),
    ];
    assert_eq!(errors, expected);
}

#[test]
fn the_example_of_the_readme_is_good() {
    let readme = include_str!("../README.md");
    let (_, rest) = readme.split_once("```json\n").unwrap();
    let (example, _) = rest.split_once("```").unwrap();
    if let Err(problems) = read(example) {
        panic!("{}", problems.render("README.md", example));
    }
}

#[test]
fn line_ends_do_not_matter() {
    assert_eq!(read(&KINDS.replace('\n', "\r\n")).unwrap(), kinds());
}
