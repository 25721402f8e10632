//! Examples beside the metadata: event streams, bodies that are no JSON, and parameters that the
//! metadata does not have.

use ecm_import::{Finding, FindingCode, ImportError, Imported, Options, Sources, import};
use ecm_spec::model::Body;
use serde_json::{Value, json};

/// Metadata of an action that chats, one that may stream, one that lists, and one with a file.
fn metadata() -> Value {
    let text = |name: &str| json!({ "name": name, "type": "string", "member": "string" });
    let flag = |name: &str| json!({ "name": name, "type": "bool", "member": "bool" });
    json!({
        "metadata": { "serviceShortName": "lamp", "apiVersion": "2024-01-01" },
        "actions": {
            "CreateTalk": { "input": "CreateTalkRequest", "output": "CreateTalkResponse" },
            "CreateSpeech": { "input": "CreateSpeechRequest", "output": "CreateSpeechResponse" },
            "CreateFile": { "input": "CreateFileRequest", "output": "CreateFileResponse" },
        },
        "objects": {
            "CreateTalkRequest": { "members": [
                text("Text"), flag("Stream"),
                { "name": "Parts", "type": "list", "member": "Part" },
            ] },
            "CreateTalkResponse": { "members": [text("Text"), text("RequestId")] },
            "CreateSpeechRequest": { "members": [text("Text")] },
            "CreateSpeechResponse": { "members": [text("RequestId")] },
            "CreateFileRequest": { "members": [text("Text")] },
            "CreateFileResponse": { "members": [] },
            "Part": { "members": [text("Name")] },
        },
    })
}

fn run(metadata: &Value, examples: &Value, onto: Option<&str>) -> Result<Imported, ImportError> {
    let (metadata, examples) = (metadata.to_string(), examples.to_string());
    let examples = Some(examples.as_str()).filter(|examples| *examples != "null");
    let sources = Sources { metadata: &metadata, onto, errors: &[], examples };
    import(&sources, &Options::default())
}

/// Imports twice; the second import changes nothing.
fn imported(metadata: &Value, examples: &Value) -> Imported {
    let first = run(metadata, examples, None).unwrap_or_else(|error| unreachable!("{error}"));
    let second = run(metadata, examples, Some(&first.text));
    assert_eq!(second.unwrap_or_else(|error| unreachable!("{error}")).text, first.text);
    first
}

fn examples(action: &str, of_action: &[(&str, &str)]) -> Value {
    let of_action = of_action.iter().map(
        |(input, output)| json!({ "title": "x", "document": "", "input": input, "output": output }),
    );
    json!({ "actions": { action: of_action.collect::<Value>() }, "version": "1.0" })
}

fn post(body: &str) -> String {
    format!("POST / HTTP/1.1\nHost: lamp\nContent-Type: application/json\n\n{body}")
}

fn lines(findings: &[Finding], code: FindingCode) -> Vec<String> {
    let chosen = findings.iter().filter(|finding| finding.code == code);
    chosen.map(ToString::to_string).collect()
}

fn events(imported: &Imported, action: &str) -> Value {
    let spec: Value = serde_json::from_str(&imported.text).unwrap_or_default();
    spec.pointer(&format!("/actions/{action}/events")).cloned().unwrap_or_default()
}

const ANSWER: &str = r#"{ "Response": { "RequestId": "x" } }"#;

#[test]
fn a_field_that_chooses_a_stream_is_a_guess() {
    let first = imported(&metadata(), &Value::Null);
    assert_eq!(events(&first, "CreateTalk"), json!({ "when": "Stream" }));
    assert_eq!(events(&first, "CreateSpeech"), Value::Null);
    assert_eq!(
        lines(&first.findings, FindingCode::EventsGuessed),
        [
            "CreateTalk: its answer is guessed to be an event stream where `Stream` is true: it has that \
          field; no example shows if its events have an end mark [events-guessed]"
        ]
    );
    for (key, value) in [("member", json!("string")), ("name", json!("Streams"))] {
        let mut other = metadata();
        other["objects"]["CreateTalkRequest"]["members"][1][key] = value.clone();
        other["objects"]["CreateTalkRequest"]["members"][1]["type"] = json!("string");
        assert_eq!(events(&imported(&other, &Value::Null), "CreateTalk"), Value::Null, "{value}");
    }
}

#[test]
fn examples_show_streams_and_their_end() {
    let asked = post(r#"{ "Text": "x", "Stream": true }"#);
    let done = "data: {\"Text\": \"a\"}\n\ndata: {\"Text\": \"b\"}\n\ndata: [DONE]\n";
    let first = imported(&metadata(), &examples("CreateTalk", &[(&asked, done), (&asked, ANSWER)]));
    assert_eq!(events(&first, "CreateTalk"), json!({ "when": "Stream", "end": "[DONE]" }));
    let model = first.spec.action("CreateTalk").unwrap();
    assert_eq!(model.events.as_ref().unwrap().end.as_deref(), Some("[DONE]"));
    assert_eq!(
        lines(&first.findings, FindingCode::EventsGuessed),
        [
            "CreateTalk: its answer is guessed to be an event stream where `Stream` is true: example 1 \
          shows one [events-guessed]"
        ]
    );

    // Always a stream, with what its response does not tell of.
    let stream = "id: 1\ndata: {\"Sound\": \"x\", \"RequestId\": \"x\"}\n\n\
                  data: {\"Error\": {\"Code\": \"x\"}}";
    let text = post(r#"{ "Text": "x" }"#);
    let spoken = examples("CreateSpeech", &[(&text, stream), (&text, ANSWER)]);
    let first = imported(&metadata(), &spoken);
    assert_eq!(events(&first, "CreateSpeech"), json!({}));
    let line = &lines(&first.findings, FindingCode::EventsGuessed)[0];
    let expected = "CreateSpeech: its answer is guessed to be an event stream: example 1 shows one; \
                    though example 2 shows a JSON object; its response lacks `Sound` of the events, so \
                    write a record with them and name it in `type`; example 1 shows an `Error`, which ends a stream \
                    [events-guessed]";
    assert_eq!(line, expected);
}

/// Names that several services give to the text of an event and to a failure within a stream.
#[test]
fn text_and_failures_of_events_are_guessed_by_names() {
    let member = |name: &str, kind: &str, member: &str| json!({ "name": name, "type": kind, "member": member });
    let mut chatty = metadata();
    chatty["objects"]["CreateTalkResponse"]["members"] = json!([
        member("Choices", "list", "Choice"),
        member("ErrorMsg", "object", "Failure"),
        member("ErrorText", "string", "string"),
        member("RequestId", "string", "string"),
    ]);
    chatty["objects"]["Choice"] = json!({ "members": [member("Message", "object", "Delta"), member("Delta", "object", "Delta")] });
    chatty["objects"]["Delta"] = json!({ "members": [member("Content", "string", "string")] });
    chatty["objects"]["Failure"] =
        json!({ "members": [member("Code", "int", "int64"), member("Msg", "string", "string")] });
    let first = imported(&chatty, &Value::Null);
    let expected = json!({
        "when": "Stream", "text": "Choices.Delta.Content",
        "error": { "code": "ErrorMsg.Code", "message": "ErrorMsg.Msg" }
    });
    assert_eq!(events(&first, "CreateTalk"), expected);
    let line = &lines(&first.findings, FindingCode::EventsGuessed)[0];
    let told = "by their names, `Choices.Delta.Content` is the text of an event; an event with \
                `ErrorMsg.Code` is a failure [events-guessed]";
    assert!(line.ends_with(told), "{line}");
    // A plain `Error` is a failure in any answer, and one without a code is none.
    chatty["objects"]["CreateTalkResponse"]["members"][1]["name"] = json!("Error");
    assert!(events(&imported(&chatty, &Value::Null), "CreateTalk").get("error").is_none());
    chatty["objects"]["CreateTalkResponse"]["members"][1]["name"] = json!("ErrorMsg");
    chatty["objects"]["Failure"]["members"][0]["name"] = json!("Kind");
    assert!(events(&imported(&chatty, &Value::Null), "CreateTalk").get("error").is_none());
}

/// Some actions are named for what they answer.
#[test]
fn a_name_that_says_so_is_a_guess() {
    let mut other = metadata();
    let speech = other["actions"]["CreateSpeech"].take();
    other["actions"].as_object_mut().unwrap().remove("CreateSpeech");
    other["actions"]["CreateSpeechSSE"] = speech;
    let first = imported(&other, &Value::Null);
    assert_eq!(events(&first, "CreateSpeechSSE"), json!({}));
    assert_eq!(lines(&first.findings, FindingCode::EventsGuessed).len(), 2);
}

/// What people wrote stays, and what they did not write is told and not added.
#[test]
fn the_events_of_a_spec_are_its_own() {
    let first = imported(&metadata(), &Value::Null);
    let own = r#""events": { "when": "Stream", "type": "Chunk", "end": "[OVER]" }"#;
    let chunk = r#""types": { "Chunk": { "fields": { "Text": { "type": "string" } } },"#;
    let spec = first.text.replace(r#""events": { "when": "Stream" }"#, own).replacen(
        r#""types": {"#,
        chunk,
        1,
    );
    let asked = post(r#"{ "Stream": true }"#);
    let shown = examples("CreateTalk", &[(&asked, "data: {}\n\ndata: [DONE]")]);
    let kept = run(&metadata(), &shown, Some(&spec)).unwrap();
    assert_eq!(kept.text, spec);
    assert_eq!(lines(&kept.findings, FindingCode::EventsKept), Vec::<String>::new());

    let silent = first.text.replace(",\n      \"events\": { \"when\": \"Stream\" }", "");
    assert!(!silent.contains("events"), "{silent}");
    let told = run(&metadata(), &shown, Some(&silent)).unwrap();
    assert_eq!(told.text, silent);
    assert_eq!(
        lines(&told.findings, FindingCode::EventsKept),
        ["CreateTalk: the spec has no `events`, but it may answer with them: example 1 shows one \
          [events-kept]"]
    );

    // The record of the events stays, even where nothing else names it any more.
    let mut other = metadata();
    other["objects"]["CreateTalkResponse"]["members"]
        .as_array_mut()
        .unwrap()
        .push(json!({ "name": "Part", "type": "object", "member": "Part" }));
    other["objects"]["CreateTalkRequest"]["members"].as_array_mut().unwrap().pop();
    let with = imported(&other, &Value::Null).text.replace(
        r#""events": { "when": "Stream" }"#,
        r#""events": { "when": "Stream", "type": "Part" }"#,
    );
    other["objects"]["CreateTalkResponse"]["members"].as_array_mut().unwrap().pop();
    let mut options = Options::default();
    options.prune = true;
    let text = other.to_string();
    let sources = Sources { metadata: &text, onto: Some(&with), errors: &[], examples: None };
    let pruned = import(&sources, &options).unwrap_or_else(|error| unreachable!("{error}"));
    assert!(pruned.text.contains("\"Part\": {\n"), "{}", pruned.text);
    assert!(!pruned.text.contains(r#""Part": { "type": "Part""#), "{}", pruned.text);
}

/// The method of a stream takes a name that another action may have.
#[test]
fn the_method_of_a_stream_takes_no_name_of_another() {
    for other in ["CreateTalkStream", "CreateTalk_stream", "create_talk"] {
        let mut twin = metadata();
        twin["actions"][other] = json!({});
        let first = imported(&twin, &Value::Null);
        let methods: Vec<String> = first
            .spec
            .actions
            .iter()
            .flat_map(|action| [Some(action.name.rust.clone()), action.stream_method()])
            .flatten()
            .collect();
        let distinct: std::collections::BTreeSet<&String> = methods.iter().collect();
        assert_eq!(distinct.len(), methods.len(), "{methods:?}");
        assert!(!lines(&first.findings, FindingCode::NameGiven).is_empty(), "{other}");
    }
}

#[test]
fn parameters_that_only_examples_have_are_told() {
    let nested = post(r#"{ "Txt": 1, "Parts": [{ "Name": "x" }, { "Nme": "x" }] }"#);
    let again = post(r#"{ "Txt": 1 }"#);
    let query = "https://lamp/?Action=CreateTalk\n&Region=x\n&Parts.0.Name=x\n&Parts.N.Size=1\n&<>\n\n\
                 { \"Parts\": { \"Glow\": 1 } }";
    let shown = examples("CreateTalk", &[(&nested, ANSWER), (&again, ANSWER), (query, ANSWER)]);
    let findings = imported(&metadata(), &shown).findings;
    assert_eq!(
        lines(&findings, FindingCode::ExampleUnknown),
        [
            "CreateTalkRequest.Txt: examples 1, 2 of `CreateTalk` send it, and the metadata has no such \
             parameter [example-unknown]",
            "Part.Glow: example 3 of `CreateTalk` sends it, and the metadata has no such parameter \
             [example-unknown]",
            "Part.Nme: example 1 of `CreateTalk` sends it, and the metadata has no such parameter \
             [example-unknown]",
            "Part.Size: example 3 of `CreateTalk` sends it, and the metadata has no such parameter \
             [example-unknown]",
        ]
    );
    let shown = examples("CreateTalks", &[]);
    assert_eq!(
        lines(&imported(&metadata(), &shown).findings, FindingCode::ExampleUnknown),
        ["CreateTalks: the examples have this action, the metadata has not [example-unknown]"]
    );
    // What is known is no line.
    let known = post(r#"{ "Text": "x", "Stream": false, "Parts": [{ "Name": "x" }] }"#);
    let findings = imported(&metadata(), &examples("CreateTalk", &[(&known, ANSWER)])).findings;
    assert_eq!(lines(&findings, FindingCode::ExampleUnknown), Vec::<String>::new());
}

#[test]
fn what_cannot_be_read_is_told() {
    let good = post("{}");
    let shown = examples(
        "CreateFile",
        &[(&good, ANSWER), (&good, "{,}"), (&post("{,}"), ANSWER), ("", "")],
    );
    assert_eq!(
        lines(&imported(&metadata(), &shown).findings, FindingCode::ExampleUnread),
        ["CreateFile: examples 2, 3, 4 cannot be read [example-unread]"]
    );
    for other in [json!({}), json!([]), json!({ "actions": [] }), json!({ "actions": { "A": 1 } })]
    {
        let refused = run(&metadata(), &other, None);
        assert!(matches!(refused, Err(ImportError::Examples(None))), "{other}");
    }
}

/// Examples are evidence: whatever they hold, the metadata is imported all the same.
#[test]
fn odd_examples_do_no_harm() {
    let deep = format!("{}1{}", "{ \"Parts\": [".repeat(40), "] }".repeat(40));
    let odd = [
        "",
        "\n\n",
        "data:",
        "data:\n\ndata:",
        "data: [",
        "data: []",
        "data: \u{fffd}[é]",
        "{",
        "[]",
        "https://x/?Action=",
        "https://x/?Action=CreateTalk&=&.=&Parts=&Parts.=&Parts.0.0.0=1&Text.x=1",
        "Content-Type: é/é\n\n{}",
        "content-type\n\n{ \"Parts\": [[[{ \"\": 1 }]]], \"\": {} }",
        "x\n\n{ \"Text\": { \"a\": [1] }, \"Stream\": { \"b\": 1 }, \"Parts\": 1 }",
        &format!("x\n\n{deep}"),
    ];
    for input in odd {
        for output in odd {
            let first = imported(&metadata(), &examples("CreateTalk", &[(input, output)]));
            assert_eq!(first.spec.actions.len(), 3);
        }
    }
    for value in [Value::Null, json!(1), json!([null, 1, "x", {}, { "input": 1, "output": [] }])] {
        let _ = run(&metadata(), &json!({ "actions": { "CreateTalk": value } }), None);
    }
}

#[test]
fn bodies_that_are_no_json_are_told() {
    for (head, media_type) in [
        ("POST / HTTP/1.1\nContent-Type: multipart/form-data; boundary=x", "multipart/form-data"),
        ("POST /\n{\n \"Content-Type\": \"application/x-protobuf\",\n}", "application/x-protobuf"),
        ("POST /\ncontent-type:application/octet-stream", "application/octet-stream"),
    ] {
        let input = format!("{head}\n\n<...>");
        let imported = imported(&metadata(), &examples("CreateFile", &[(&input, ANSWER)]));
        let body = imported.spec.action("CreateFile").unwrap();
        let unsupported = Body::Unsupported { media_type: media_type.to_owned() };
        assert_eq!(body.body, Some(unsupported));
        let findings = imported.findings;
        let line = format!(
            "CreateFile: its body is not JSON but `{media_type}` (example 1 shows it), and nothing says how \
             it travels: calls fail and nothing is sent [body-not-json]"
        );
        assert_eq!(lines(&findings, FindingCode::BodyNotJson), [line]);
        assert_eq!(lines(&findings, FindingCode::ExampleUnread), Vec::<String>::new());
    }

    let mut with_file = metadata();
    let file = json!({ "name": "File", "type": "binary", "member": "binary" });
    for object in ["Part", "CreateTalkResponse"] {
        let members = with_file["objects"][object]["members"].as_array_mut().unwrap();
        members.push(file.clone());
    }
    assert_eq!(
        lines(&imported(&with_file, &Value::Null).findings, FindingCode::BodyNotJson),
        [
            "CreateTalkResponse.File: JSON cannot carry the bytes; the client reads Base64 text \
             [body-not-json]",
            "CreateTalk: its body is not JSON but `multipart/form-data` (`Part.File` holds bytes), and \
             nothing says how it travels: calls fail and nothing is sent [body-not-json]",
        ]
    );
}
