//! Bodies of bytes, which the vendor's own clients know and the metadata does not.

use ecm_import::{FindingCode, Imported, Options, Sources, import};
use ecm_spec::model::{Body, RawBody};
use serde_json::{Value, json};

/// Metadata of the service that keeps logs, with these members of the request.
fn cls(action: &str, version: &str, members: &[(&str, &str)]) -> String {
    let member = |(name, kind): &(&str, &str)| match kind.strip_prefix('[') {
        Some(item) => json!({ "name": name, "type": "list", "member": item.trim_end_matches(']') }),
        None => json!({ "name": name, "type": kind, "member": kind }),
    };
    let members: Value = members.iter().map(member).collect();
    json!({
        "metadata": { "serviceShortName": "cls", "apiVersion": version },
        "actions": { action: { "input": "In", "output": "Out" } },
        "objects": { "In": { "members": members }, "Out": { "members": [] } },
    })
    .to_string()
}

const MEMBERS: &[(&str, &str)] =
    &[("TopicId", "string"), ("HashKey", "string"), ("CompressType", "string")];

fn run(metadata: &str, onto: Option<&str>) -> Imported {
    let sources = Sources { metadata, onto, errors: &[], examples: None };
    import(&sources, &Options::default()).unwrap_or_else(|error| unreachable!("{error}"))
}

fn lines(imported: &Imported) -> Vec<String> {
    let codes = [FindingCode::BodyNotJson, FindingCode::BodyChanged];
    let chosen = imported.findings.iter().filter(|finding| codes.contains(&finding.code));
    chosen.map(ToString::to_string).collect()
}

fn body(imported: &Imported) -> Option<&Body> {
    imported.spec.actions.first()?.body.as_ref()
}

fn raw(imported: &Imported) -> (String, Vec<(String, String)>) {
    let Some(Body::Raw(RawBody { content_type, headers, .. })) = body(imported) else {
        unreachable!("{}", imported.text)
    };
    let headers = headers.iter().map(|header| (header.field.clone(), header.name.clone()));
    (content_type.clone(), headers.collect())
}

#[test]
fn a_new_spec_says_how_the_bytes_travel() {
    let metadata = cls("UploadLog", "2020-10-16", MEMBERS);
    let first = run(&metadata, None);
    assert_eq!(lines(&first), Vec::<String>::new());
    let headers = [
        ("TopicId", "X-CLS-TopicId"),
        ("HashKey", "X-CLS-HashKey"),
        ("CompressType", "X-CLS-CompressType"),
    ];
    let headers = headers.map(|(field, name)| (field.to_owned(), name.to_owned()));
    assert_eq!(raw(&first), ("application/octet-stream".to_owned(), headers.to_vec()));
    assert_eq!(run(&metadata, Some(&first.text)).text, first.text);
    for (action, version) in [("UploadLogs", "2020-10-16"), ("UploadLog", "2031-01-01")] {
        let other = run(&cls(action, version, MEMBERS), None);
        assert_eq!((body(&other), lines(&other)), (None, Vec::new()));
    }
}

#[test]
fn a_known_action_gets_its_body_once_and_keeps_the_one_that_people_wrote() {
    let metadata = cls("UploadLog", "2020-10-16", MEMBERS);
    let written = run(&metadata, None).text;
    let mut without: Value = serde_json::from_str(&written).unwrap_or_default();
    let actions = without["actions"]["UploadLog"].as_object_mut();
    assert!(actions.is_some_and(|action| action.remove("body").is_some()));
    let without = without.to_string();
    let again = run(&metadata, Some(&without));
    assert_eq!(
        lines(&again),
        ["UploadLog: its body is bytes of `application/octet-stream`, and its fields are headers \
          [body-changed]"]
    );
    assert_eq!(raw(&again).1.len(), 3);
    let own = written.replace("application/octet-stream", "text/plain");
    let kept = run(&metadata, Some(&own));
    assert_eq!((kept.text == own, lines(&kept)), (true, Vec::new()));
}

#[test]
fn a_parameter_without_a_header_leaves_nothing_to_send() {
    for odd in [("Newest", "string"), ("TopicId", "[string]"), ("HashKey", "binary")] {
        let mut members = MEMBERS.to_vec();
        members.retain(|(name, _)| *name != odd.0);
        members.push(odd);
        let imported = run(&cls("UploadLog", "2020-10-16", &members), None);
        let media_type = "application/octet-stream".to_owned();
        assert_eq!(body(&imported), Some(&Body::Unsupported { media_type }));
        let line = format!(
            "UploadLog: its body is not JSON but `application/octet-stream` (no header is known for its \
             field `{}`), and nothing says how it travels: calls fail and nothing is sent [body-not-json]",
            odd.0
        );
        assert_eq!(lines(&imported), [line]);
    }
}

#[test]
fn bytes_in_a_request_are_a_form_that_is_not_sent() {
    let metadata = cls("SendFile", "2020-10-16", &[("Name", "string"), ("Files", "[binary]")]);
    let first = run(&metadata, None);
    let media_type = "multipart/form-data".to_owned();
    assert_eq!(body(&first), Some(&Body::Unsupported { media_type }));
    let line = "SendFile: its body is not JSON but `multipart/form-data` (`In.Files` holds \
                bytes), and nothing says how it travels: calls fail and nothing is sent [body-not-json]";
    assert_eq!(lines(&first), [line]);
    // A spec that called it as JSON says so now; the next import has nothing to change.
    let before = run(&cls("SendFile", "2020-10-16", &[("Name", "string")]), None).text;
    let changed = run(&metadata, Some(&before));
    assert_eq!(lines(&changed).len(), 2);
    assert!(lines(&changed)[1].ends_with("calls fail and nothing is sent [body-changed]"));
    let again = run(&metadata, Some(&changed.text));
    assert_eq!((again.text == changed.text, lines(&again)), (true, vec![line.to_owned()]));
}
