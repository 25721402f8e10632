use super::*;
use crate::testing::records::{Lamp, SwitchOn, switch_on};
use crate::{Request, Secret};

#[test]
fn fields_stand_in_wire_order_and_unset_ones_nowhere() {
    assert_eq!(
        switch_on().to_json(),
        r#"{"Lamps":[{"Id":"ab"}],"Count":1,"Code":"opensesame","Names":["10.0.0.1"],"Bright":0.5,"Soft":true,"Grid":[[0,1],[]]}"#
    );
    assert_eq!(SwitchOn::default().to_json(), "{}");
}

#[test]
fn text_and_numbers_are_escaped_as_serde_json_does() {
    let name = "\" \\ \n \u{0} / é 🦀 \u{2028}";
    let request = SwitchOn {
        names: Some(vec![name.to_owned()]),
        count: Some(i64::MIN),
        total: Some(u64::MAX),
        bright: Some(1e300),
        ..SwitchOn::default()
    };
    let value: serde_json::Value = serde_json::from_str(&request.to_json()).unwrap();
    assert_eq!(value["Names"][0], name);
    assert_eq!(value["Count"], i64::MIN);
    assert_eq!(value["Total"], u64::MAX);
    assert_eq!(value["Bright"], 1e300);
    let nan = SwitchOn { bright: Some(f64::NAN), ..SwitchOn::default() };
    assert_eq!(nan.to_json(), r#"{"Bright":null}"#);
}

#[test]
fn secrets_are_not_for_people() {
    let request = SwitchOn { code: Some(Secret::from("hunter2-hunter2")), ..switch_on() };
    assert!(request.to_json().contains("hunter2-hunter2"));
    let shown = redacted_json(&request);
    assert!(shown.contains(r#""Code":"[redacted]""#), "{shown}");
    let debug = format!("{request:?} {request:#?}");
    for text in [shown, debug] {
        assert!(text.contains("[redacted]"), "{text}");
        assert!(!text.contains("hunter2"), "{text}");
    }
}

#[test]
fn debug_reads_like_a_struct() {
    let lamp = Lamp { id: Some("ab".into()), watts: Some(3), ..Lamp::default() };
    assert_eq!(format!("{lamp:?}"), r#"Lamp { Id: "ab", Watts: 3 }"#);
}

#[test]
fn no_nesting_exhausts_the_stack() {
    let mut lamp = Lamp::default();
    for _ in 0..2_000 {
        lamp = Lamp { inner: Some(Box::new(lamp)), ..Lamp::default() };
    }
    assert_eq!(to_json(&lamp).matches("Inner").count(), 2_000);
    assert!(format!("{lamp:?}").contains(".."));
    let found = crate::rt::validate(&lamp);
    assert!(found.iter().any(|violation| violation.rule() == "depth"), "{found}");
}

#[test]
fn what_does_not_fit_is_written_all_the_same() {
    let request = switch_on();
    let mut roomy = Vec::with_capacity(4096);
    assert!(write(&request, &mut roomy));
    for room in 0..roomy.len() {
        let mut tight = Vec::with_capacity(room);
        assert!(write(&request, &mut tight));
        assert_eq!(tight, roomy);
    }
}
