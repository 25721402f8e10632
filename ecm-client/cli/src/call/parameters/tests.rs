//! Tests of parameters that are typed.

use std::sync::LazyLock;

use ecm_spec::Spec;
use ecm_spec::model::Shape;
use proptest::prelude::*;
use zeroize::Zeroizing;

use super::*;

static ECM: LazyLock<Spec> =
    LazyLock::new(|| ecm_spec::read(ecm_spec::shipped("ecm-2019-07-19").unwrap()).unwrap());

fn request_type(action: &str) -> TypeId {
    ECM.action(action).unwrap().request
}

fn builder(action: &str, base: &str) -> RequestBuilder<'static> {
    let base = OrderedJson::parse(base).unwrap();
    RequestBuilder::new(&ECM, request_type(action), base, false)
}

/// Builds a request; mistakes are `PATH: PROBLEM`.
fn build(action: &str, base: &str, set: &[&str]) -> (String, Vec<String>) {
    let mut builder = builder(action, base);
    for written in set {
        let (path, value) = written.split_once('=').unwrap();
        builder.set(&Path::parse(path).unwrap(), &GivenValue::text(value));
    }
    let (json, mistakes) = builder.finish();
    let mistakes = mistakes.iter().map(|one| format!("{}: {}", one.path, one.problem));
    (serde_json::to_string(&json).unwrap(), mistakes.collect())
}

#[track_caller]
fn assert_built(action: &str, set: &[&str], expected: &str) {
    assert_eq!(build(action, "{}", set), (expected.to_owned(), Vec::new()), "{set:?}");
}

#[test]
fn types_come_from_the_spec() {
    assert_built(
        "DescribeInstances",
        &["Limit=5", "Filters.0.Name=zone", "Filters.0.Values=[ap-guangzhou-1]"],
        r#"{"Limit":5,"Filters":[{"Name":"zone","Values":["ap-guangzhou-1"]}]}"#,
    );
    assert_built(
        "RunInstances",
        &["Password=0123", "ModuleId=true", "ImageId=null", "InternetMaxBandwidthOut=+7"],
        r#"{"Password":"0123","ModuleId":"true","ImageId":"null","InternetMaxBandwidthOut":7}"#,
    );
    assert_built(
        "RunInstances",
        &[r#"ZoneInstanceCountISPSet={"Zone": "z", "InstanceCount": 1, "ISP": "CMCC"}"#],
        r#"{"ZoneInstanceCountISPSet":[{"Zone":"z","InstanceCount":1,"ISP":"CMCC"}]}"#,
    );
}

#[test]
fn a_list_is_repeated_indexed_or_json() {
    for set in [
        &["InstanceIdSet=a", "InstanceIdSet=b"][..],
        &["InstanceIdSet.0=a", "InstanceIdSet.1=b"],
        &["InstanceIdSet[1]=b", "InstanceIdSet[0]=a"],
        &["InstanceIdSet=[a, b]"],
        &["InstanceIdSet=[a]", "InstanceIdSet=b"],
        &[r#"InstanceIdSet=["a","b"]"#],
        &["InstanceIdSet.0=a", "InstanceIdSet=b"],
    ] {
        assert_built("StopInstances", set, r#"{"InstanceIdSet":["a","b"]}"#);
    }
    assert_built("StopInstances", &["InstanceIdSet=[]"], r#"{"InstanceIdSet":[]}"#);
    assert_built("StopInstances", &["InstanceIdSet=[1, 02]"], r#"{"InstanceIdSet":["1","02"]}"#);
    assert_built("StopInstances", &["InstanceIdSet=[1,true]"], r#"{"InstanceIdSet":["1","true"]}"#);
    assert_built("StopInstances", &["InstanceIdSet=[a"], r#"{"InstanceIdSet":["[a"]}"#);
}

#[test]
fn what_is_set_stands_on_top_of_the_json() {
    let base =
        r#"{"Limit":1.0,"Offset":2,"Filters":[{"Name":"a","Values":["x","y"]},{"Name":"b"}]}"#;
    let set = ["Limit=9", "Filters.0.Values=z", "Filters.1.Name=c", "Filters.2.Name=d"];
    let expected = r#"{"Limit":9,"Offset":2,"Filters":[{"Name":"a","Values":["z"]},{"Name":"c"},{"Name":"d"}]}"#;
    assert_eq!(build("DescribeInstances", base, &set), (expected.to_owned(), Vec::new()));
}

#[test]
fn every_mistake_is_named_with_its_path() {
    let (_, mistakes) = build(
        "DescribeInstances",
        r#"{"OrderByField": [1]}"#,
        &[
            "Limit=ten",
            "Offset=1",
            "Offset=2",
            "Filters.0.Values=[{a}]",
            "Filters.0=zone",
            "Filters.Name=zone",
            "Limit.X=1",
            "Filters.2.Name=x",
            "Filters.99999.Name=x",
            "OrderByField.X=1",
        ],
    );
    let expected = [
        "Limit: expected an integer, found `ten`",
        "Offset: given twice; keep one",
        "Filters[0].Values: expected a list such as `[a,b]` or `[\"a\",\"b\"]`, found `[{a}]`",
        "Filters[0]: expected an object as JSON, or its fields one by one, found `zone`",
        "Filters: is a list; name an item by its index, as in `Filters.0.Name`",
        "Limit: is an integer, which has no fields",
        "Filters: an index is at most 9999",
        "OrderByField: is text, which has no fields",
        "Filters: item 1 of 3 is missing; indices count from 0",
    ];
    assert_eq!(mistakes, expected);
}

#[test]
fn a_secret_that_does_not_fit_is_not_repeated() {
    let secret = "hunter2";
    let spec = ecm_spec::read(ecm_spec::shipped("ecm-2019-07-19").unwrap()).unwrap();
    let place = Place { shape: Some(&Shape::Scalar(ecm_spec::model::Scalar::Int64)), secret: true };
    let problem = convert(&spec, place, &GivenValue::text(secret), false).unwrap_err();
    assert_eq!(problem.text, "expected an integer, found [redacted]");
    let place = builder("RunInstances", "{}").place(&Path::parse("Password").unwrap()).unwrap();
    assert!(place.secret);
}

#[test]
fn a_value_that_an_enum_does_not_know_is_refused_with_the_closest() {
    let set = ["ZoneInstanceCountISPSet.0.ISP=CMC"];
    let (_, mistakes) = build("RunInstances", "{}", &set);
    let [mistake] = mistakes.as_slice() else { panic!("{mistakes:?}") };
    assert!(
        mistake.starts_with("ZoneInstanceCountISPSet[0].ISP: `CMC` is no known value of "),
        "{mistake}"
    );
    assert!(mistake.ends_with("did you mean `CMCC`?"), "{mistake}");
    let base = OrderedJson::parse("{}").unwrap();
    let mut builder = RequestBuilder::new(&ECM, request_type("RunInstances"), base, true);
    builder.set(&Path::parse("ZoneInstanceCountISPSet.0.ISP").unwrap(), &GivenValue::text("CMC"));
    assert_eq!(builder.finish().1, []);
}

#[test]
fn the_bytes_of_a_file_are_base64_in_a_binary_field() {
    let binary = Shape::Scalar(ecm_spec::model::Scalar::Binary);
    let place = Place { shape: Some(&binary), secret: false };
    let given = GivenValue::Content(Zeroizing::new(vec![0, 255]));
    let value = convert(&ECM, place, &given, false).unwrap();
    assert_eq!(serde_json::to_string(&value).unwrap(), "\"AP8=\"");
    let text = Shape::Scalar(ecm_spec::model::Scalar::String);
    let place = Place { shape: Some(&text), secret: false };
    assert_eq!(
        convert(&ECM, place, &GivenValue::NotText, false).unwrap_err().text,
        "the file is not UTF-8 text"
    );
}

fn any_step() -> impl Strategy<Value = Step> {
    prop_oneof![
        "[A-Za-z][A-Za-z0-9_-]{0,8}".prop_map(Step::Name),
        (0..20_usize).prop_map(Step::Index),
    ]
}

proptest! {
    #[test]
    fn a_path_is_read_as_it_is_written(
        first in "[A-Za-z][A-Za-z0-9]{0,8}",
        rest in proptest::collection::vec(any_step(), 0..6),
    ) {
        let steps: Vec<Step> = std::iter::once(Step::Name(first)).chain(rest).collect();
        let dotted: Vec<String> = steps
            .iter()
            .map(|step| match step {
                Step::Name(name) => name.clone(),
                Step::Index(index) => index.to_string(),
            })
            .collect();
        let path = Path::parse(&dotted.join(".")).unwrap();
        prop_assert_eq!(path.steps(), steps.as_slice());
        prop_assert_eq!(Path::parse(&path.to_string()).unwrap(), path);
    }

    #[test]
    fn a_text_arrives_as_it_is_typed(text in any::<String>()) {
        let mut builder = builder("RunInstances", "{}");
        builder.set(&Path::parse("UserData").unwrap(), &GivenValue::text(&text));
        let (json, mistakes) = builder.finish();
        prop_assert_eq!(mistakes, []);
        let sent: serde_json::Value =
            serde_json::from_str(&serde_json::to_string(&json).unwrap()).unwrap();
        prop_assert_eq!(sent["UserData"].as_str(), Some(text.as_str()));
    }

    #[test]
    fn an_integer_is_a_number_and_nothing_else_is_one(number in any::<i64>(), text in "[a-z.]{1,9}") {
        let sent = build("DescribeInstances", "{}", &[&format!("Limit={number}")]);
        prop_assert_eq!(sent, (format!("{{\"Limit\":{number}}}"), Vec::new()));
        let (_, mistakes) = build("DescribeInstances", "{}", &[&format!("Limit={text}")]);
        prop_assert_eq!(mistakes, [format!("Limit: expected an integer, found `{text}`")]);
    }

    #[test]
    fn the_order_of_indices_does_not_matter(order in Just((0..7_usize).collect::<Vec<_>>()).prop_shuffle()) {
        let set: Vec<String> = order.iter().map(|at| format!("InstanceIdSet.{at}=i{at}")).collect();
        let set: Vec<&str> = set.iter().map(String::as_str).collect();
        let (json, mistakes) = build("StopInstances", "{}", &set);
        prop_assert_eq!(json, r#"{"InstanceIdSet":["i0","i1","i2","i3","i4","i5","i6"]}"#);
        prop_assert_eq!(mistakes, Vec::<String>::new());
    }

    #[test]
    fn nothing_that_is_typed_panics_and_the_result_is_json(
        set in proptest::collection::vec(
            ("(Filters|Limit|Values|Nope|[.\\[\\]0-9]|.){1,6}", any::<String>()), 0..6,
        ),
        base in prop_oneof![Just("{}"), Just(r#"{"Filters":7,"Limit":[null],"Values":{}}"#)],
    ) {
        let mut builder = builder("DescribeInstances", base);
        for (path, value) in &set {
            if let Ok(path) = Path::parse(path) {
                builder.set(&path, &GivenValue::text(value));
            }
        }
        let (json, _) = builder.finish();
        let text = serde_json::to_string(&json).unwrap();
        prop_assert!(serde_json::from_str::<serde_json::Value>(&text).is_ok(), "{}", text);
    }
}
