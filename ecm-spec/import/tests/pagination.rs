//! Recognition of the pagination of new actions by the names of fields.

use ecm_import::{FindingCode, Imported, Options, Sources, import};
use serde_json::{Value, json};

fn imported(action: &str, items: &str) -> Imported {
    let metadata = json!({
        "metadata": { "serviceShortName": "lamp", "apiVersion": "2024-01-01" },
        "actions": { action: { "input": "Request", "output": "Response", "status": "online" } },
        "objects": {
            "Request": { "members": [
                { "name": "Offset", "type": "int", "member": "int64" },
                { "name": "Limit", "type": "int", "member": "int64" },
            ] },
            "Response": { "members": [
                { "name": "Result", "type": "object", "member": "Result" },
                { "name": "RequestId", "type": "string", "member": "string" },
            ] },
            "Result": { "members": [
                { "name": "TotalCount", "type": "int", "member": "uint64" },
                { "name": "Items", "type": "list", "member": items },
            ] },
            "Lamp": { "members": [{ "name": "Id", "type": "string", "member": "string" }] },
        },
    });
    let text = metadata.to_string();
    let sources = Sources { metadata: &text, onto: None, errors: &[], examples: None };
    import(&sources, &Options::default()).unwrap_or_else(|error| unreachable!("{error}"))
}

fn pagination(imported: &Imported, action: &str) -> Value {
    let spec: Value = serde_json::from_str(&imported.text).unwrap_or_default();
    spec.pointer(&format!("/actions/{action}/pagination")).cloned().unwrap_or_default()
}

#[test]
fn a_list_within_a_record_is_found_and_reported() {
    for items in ["Lamp", "string"] {
        let imported = imported("DescribeLamps", items);
        let expected = json!({
            "offset": "Offset", "limit": "Limit", "items": "Result.Items",
            "total": "Result.TotalCount",
        });
        assert_eq!(pagination(&imported, "DescribeLamps"), expected);
        let found =
            imported.findings.iter().find(|finding| finding.code == FindingCode::PaginationGuessed);
        assert!(found.unwrap().message.contains("`Result.Items`"));
    }
}

#[test]
fn what_may_change_something_is_not_walked() {
    let imported = imported("SwitchLamps", "Lamp");
    assert_eq!(pagination(&imported, "SwitchLamps"), Value::Null);
    assert!(imported.findings.iter().all(|finding| finding.code != FindingCode::PaginationGuessed));
}
