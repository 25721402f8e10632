use super::*;

fn document(text: &str) -> Document {
    Document::read(text).unwrap().unwrap()
}

#[test]
fn what_is_not_changed_keeps_every_blank() {
    for text in [
        include_str!("../../../specs/ecm-2019-07-19.json"),
        include_str!("../../../specs/spec.schema.json"),
        "{}",
        "\n { \"a\" :\t[ 1 ,2,\r\n3 ] , \"b\\u0062\":{ } , \"c\": [ ] }\n\n",
    ] {
        assert_eq!(document(text).into_text(), text);
    }
}

#[test]
fn what_is_no_object_is_none() {
    assert!(Document::read("[1]").unwrap().is_none());
    assert!(Document::read("1").unwrap().is_none());
    assert!(Document::read("{").is_err());
}

#[test]
fn short_objects_stay_in_one_line_and_long_ones_are_filled() {
    let mut document = document("{\n  \"a\": { \"b\": 1 }\n}");
    let inner = document.root.object_mut("a").unwrap();
    inner.set("c", Value::flag(true), &["b"]);
    assert_eq!(document.clone().into_text(), "{\n  \"a\": { \"b\": 1, \"c\": true }\n}");
    let inner = document.root.object_mut("a").unwrap();
    inner.set("d", Value::text(&"x".repeat(82)), &["c"]);
    let long = format!("\"d\": \"{}\"", "x".repeat(82));
    let one_line = format!("{{\n  \"a\": {{ \"b\": 1, \"c\": true, {long} }}\n}}");
    assert_eq!(one_line.lines().nth(1).unwrap().len(), 120 - 1);
    assert_eq!(document.clone().into_text(), one_line);
    let inner = document.root.object_mut("a").unwrap();
    inner.set("e", Value::texts(["y", "z"]), &["d"]);
    assert_eq!(
        document.into_text(),
        format!(
            "{{\n  \"a\": {{\n    \"b\": 1, \"c\": true, {long},\n    \"e\": [\"y\", \"z\"]\n  }}\n}}"
        )
    );
}

#[test]
fn tables_have_an_entry_to_a_line_and_so_have_long_lists() {
    let mut document = document("{}");
    let names: Vec<String> = (0..20).map(|index| format!("LongEnough{index}")).collect();
    let entry = Value::object([("list", Value::texts(names.iter().map(String::as_str)))]);
    document.root.set("table", Value::object([("x", entry), ("y", Value::object([]))]), &[]);
    let text = document.into_text();
    assert!(
        text.starts_with(
            "{\n  \"table\": {\n    \"x\": {\n      \"list\": [\n        \"LongEnough0\",\n"
        ),
        "{text}"
    );
    assert!(text.ends_with("\n      ]\n    },\n    \"y\": {}\n  }\n}"), "{text}");
}

#[test]
fn the_neighbours_of_what_is_removed_close_up() {
    let mut document = document("{\n  \"a\": 1, \"b\": 2,\n  \"c\": { \"d\": 3 }\n}");
    assert!(document.root.remove("a").is_some());
    document.root.object_mut("c").unwrap().remove("d");
    assert_eq!(document.clone().into_text(), "{\n  \"b\": 2,\n  \"c\": {}\n}");
    assert!(document.root.remove("c").is_some());
    assert_eq!(document.into_text(), "{\n  \"b\": 2\n}");
}

#[test]
fn a_new_entry_at_the_front_of_a_list_keeps_its_blanks() {
    let mut document = document("{ \"a\": [\"y\", \"z\"] }");
    let list = document.root.get_mut("a").and_then(Value::as_list_mut).unwrap();
    list.insert(0, Entry::item(Value::text("x")));
    assert_eq!(document.into_text(), "{ \"a\": [\"x\", \"y\", \"z\"] }");
}
