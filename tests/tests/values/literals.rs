//! For every rule on one value of the action that is tested in depth: the nearest valid literal compiles
//! (here), and the nearest invalid one does not (`cases/literals`, a program per rule, made here).

use std::collections::BTreeMap;
use std::fs;

use ecm_client::ecm::{
    DataDisk, Isp, RunInstancesRequest, RunSecurityServiceEnabled, SystemDisk, TagSpecification,
    ZoneInstanceCountIsp,
};
use ecm_client::{items, literal};
use ecm_spec::model::{Severity, ValueCheck};

/// What is put into a literal on either side of a rule's edge, as source text.
struct Case {
    rule: &'static str,
    constant: &'static str,
    valid: String,
    invalid: String,
}

fn case(rule: &'static str, constant: &'static str, valid: &str, invalid: &str) -> Case {
    Case { rule, constant, valid: valid.to_owned(), invalid: invalid.to_owned() }
}

fn text(text: &str) -> String {
    format!("{text:?}")
}

/// Checks a valid literal while this compiles and keeps its source beside the invalid one.
macro_rules! cases {
    ($($rule:literal: $record:ident::$constant:ident, $valid:expr, $invalid:literal;)*) => {
        vec![$({
            let _ = literal!(#[deny(warnings)] $record::$constant, $valid);
            case(
                $rule,
                concat!(stringify!($record), "::", stringify!($constant)),
                stringify!($valid),
                $invalid,
            )
        }),*]
    };
}

const CHARACTERS_60: &str = "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa";
const CHARACTERS_61: &str = "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa";
/// 16,384 bytes as Base64, by a repetition that the compiler can make.
const DECODES_TO_16384: &str = match str::from_utf8(&BASE64) {
    Ok(text) => text,
    Err(_) => "",
};
static BASE64: [u8; 21_848] = {
    let mut bytes = [b'A'; 21_848];
    bytes[21_847] = b'=';
    bytes[21_846] = b'=';
    bytes
};

fn all_cases() -> Vec<Case> {
    let mut all = cases! {
        "R02-zone": ZoneInstanceCountIsp::ZONE, "z", "\"\"";
        "R04": ZoneInstanceCountIsp::INSTANCE_COUNT, 1, "0";
        "R05": ZoneInstanceCountIsp::ISP, "CTCC", "\"CTC\"";
        "R05-pair": ZoneInstanceCountIsp::ISP, "CMCC;CUCC;CTCC", "\"CMCC;CUCC\"";
        "R09": ZoneInstanceCountIsp::PRIVATE_IP_ADDRESSES, ["10.0.0.255"], "[\"10.0.0.256\"]";
        "R11": ZoneInstanceCountIsp::IPV6_SUBNET_IDS, ["a", "b", "c"], "[\"a\", \"b\"]";
        "R11-distinct": ZoneInstanceCountIsp::IPV6_SUBNET_IDS, ["a", "b", "c"], "[\"a\", \"b\", \"a\"]";
        "R12a": RunInstancesRequest::PASSWORD, "abcdefg8", "\"abcde_7\"";
        "R12c": RunInstancesRequest::PASSWORD, "abcdefg`", "\"abcdefg_\"";
        "R14": RunInstancesRequest::KEEP_IMAGE_LOGIN, "TRUE", "\"true\"";
        "R18": RunInstancesRequest::INTERNET_MAX_BANDWIDTH_OUT, 0, "-1";
        "R18-in": RunInstancesRequest::INTERNET_MAX_BANDWIDTH_IN, 0, "-1";
        "R18-data": RunInstancesRequest::DATA_DISK_SIZE, 0, "-1";
        "R20": RunInstancesRequest::INSTANCE_NAME, "a{R:3}", "\"a{R:}\"";
        "R21a": RunInstancesRequest::HOST_NAME, "a-b.c", "\"a_b.c\"";
        "R23": RunInstancesRequest::USER_DATA, "QUI=", "\"QUI\"";
        "R24": RunInstancesRequest::INSTANCE_CHARGE_TYPE, 2, "3";
        "R25": TagSpecification::RESOURCE_TYPE, "module", "\"modules\"";
        "R26": SystemDisk::DISK_TYPE, "CLOUD_PREMIUM", "\"CLOUD_SSD\"";
        "R26-default": SystemDisk::DISK_TYPE, "LOCAL_BASIC", "\"CLOUD_BASIC\"";
        "R28-type": DataDisk::DISK_TYPE, "LOCAL_BASIC", "\"CLOUD_BASIC\"";
        "R29": RunSecurityServiceEnabled::VERSION, 0, "2";
        "R29-pro": RunSecurityServiceEnabled::VERSION, 0, "1";
    };
    let _ = literal!(RunInstancesRequest::INSTANCE_NAME, CHARACTERS_60);
    let name = "RunInstancesRequest::INSTANCE_NAME";
    all.push(case("R19", name, &text(CHARACTERS_60), &text(CHARACTERS_61)));
    let _ = literal!(
        #[deny(warnings)]
        RunInstancesRequest::HOST_NAME,
        CHARACTERS_60
    );
    all.push(case("R21a-length", "RunInstancesRequest::HOST_NAME", "\"ab\"", "\"a\""));
    let _ = literal!(RunInstancesRequest::USER_DATA, DECODES_TO_16384);
    all.push(case(
        "R23-size",
        "RunInstancesRequest::USER_DATA",
        "",
        "{\n            const BASE64: [u8; 21_848] = {\n                let mut bytes = [b'A'; 21_848];\n                \
         bytes[21_847] = b'=';\n                bytes\n            };\n            \
         match str::from_utf8(&BASE64) {\n                Ok(text) => text,\n                \
         Err(_) => \"\",\n            }\n        }",
    ));
    let zone = ZoneInstanceCountIsp::new("z", 1, Isp::Cmcc);
    let _ = items!(RunInstancesRequest::ZONE_INSTANCE_COUNT_ISP_SET, [zone]);
    all.push(case("R01-items", "RunInstancesRequest::ZONE_INSTANCE_COUNT_ISP_SET", "", "[]"));
    all
}

fn program(case: &Case, severity: Severity) -> String {
    let record = case.constant.split("::").next().unwrap_or_default();
    let deny = if severity == Severity::Warn { "#[deny(warnings)] " } else { "" };
    let (import, call) = match case.rule {
        "R01-items" => {
            ("items", "let _: [ecm_client::ecm::ZoneInstanceCountIsp; 0] = items!(".to_owned())
        }
        _ => ("literal", "let _ = literal!(".to_owned()),
    };
    format!(
        "use ecm_client::ecm::{record};\nuse ecm_client::{import};\n\nfn main() {{\n    {call}\n        \
         {deny}{},\n        {},\n    );\n}}\n",
        case.constant, case.invalid
    )
}

#[test]
fn every_rule_on_one_value_has_its_program() {
    let spec = ecm_tests::read("ecm", ecm_tests::ecm());
    let rules: BTreeMap<String, (Severity, String)> = ecm_tests::sent_by_main_action(&spec)
        .into_iter()
        .flat_map(|ty| &ty.fields)
        .flat_map(|field| &field.rules)
        .filter(|rule| !matches!(rule.check, ValueCheck::Reserved { .. }))
        .map(|rule| (rule.id.clone(), (rule.severity, rule.check.sentence())))
        .collect();
    let cases = all_cases();
    let covered: Vec<&str> = cases.iter().map(|case| case.rule).collect();
    for rule in rules.keys() {
        assert!(covered.contains(&rule.as_str()), "no case for {rule}");
    }
    assert_eq!(cases.len(), rules.len());
    let folder = ecm_tests::workspace().join("tests/compile-fail/cases/literals");
    for case in &cases {
        let (severity, sentence) = &rules[case.rule];
        let source = program(case, *severity);
        let path = folder.join(format!("{}.rs", case.rule.to_lowercase()));
        if std::env::var_os("UPDATE_EXPECT").is_some() {
            fs::create_dir_all(&folder).unwrap();
            fs::write(&path, &source).unwrap();
            continue;
        }
        let kept = fs::read_to_string(&path).unwrap_or_default();
        assert!(kept == source, "{} is stale: UPDATE_EXPECT=1 writes it anew", path.display());
        let message = fs::read_to_string(path.with_extension("stderr")).unwrap_or_default();
        let expected = format!("{sentence} (rule {})", case.rule);
        assert!(message.contains(&expected), "{}: `{expected}` is not in\n{message}", case.rule);
        assert_ne!(case.valid, case.invalid);
    }
}
