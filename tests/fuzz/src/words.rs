//! What a spec is written with, and what has been trouble before.

/// Names that collide with something in Rust or in generated code, or are hardly names.
#[rustfmt::skip]
pub(crate) const NAMES: &[&str] = &[
    "Self", "self", "super", "crate", "type", "Type", "r#type", "Option", "Result", "Box", "Vec",
    "String", "Some", "None", "Ok", "Err", "Client", "Other", "Common", "common", "new", "New",
    "build", "builder", "send", "value", "Value", "Default", "core", "std", "rt", "Rt", "types",
    "error", "Error", "required", "validate", "view", "record", "given", "index", "input", "set",
    "Maybe", "MaybeText", "maybe_text", "TextBuilder", "Given", "Missing", "CommonErrorCode",
    "ErrorCode", "as_str", "parse", "from", "into", "clone", "Clone", "Debug", "Send", "Sync", "1x",
    "_1x", "N1x", "1", "100M", "IPv4", "VPCs", "RequestId", "RequestID", "a.b", "a-b", "a_b", "A_B",
    "a__b", "aB", "AB", "_", "__", "a_", "_a", "*", "", " x", "é", "名", "ß", "\u{202e}x",
    "\u{200b}", "\u{feff}", "x\u{0}", "T", "T1", "R", "S0", "async", "gen", "try", "union", "dyn",
    "_text", "_1", "__1", "A_b", "x1", "x_1", "a", "b",
];

/// Texts that try to leave the place that they are put in.
#[rustfmt::skip]
pub(crate) const TEXTS: &[&str] = &[
    "*/ fn main() {} /*", "\"", "\\", "\"] struct X; #[doc = \"", "```", "```\nfn main() {}\n```",
    "~~~", "    four", "\t tab", "\r\n", "a\nb", "`", "``", "` `` `", "{}", "{0}", "{R:", "}",
    "[x](y)", "[x]: y", "<b>", "http://x", "é", "\u{1f680}", "\u{202e}", "a\u{301}", "# x", "- x",
    "> x", "1. x", "ssß", "ﬀ",
];

/// Scalars, and expressions that are nearly types.
#[rustfmt::skip]
pub(crate) const TYPES: &[&str] = &[
    "string", "int64", "uint64", "float", "bool", "date", "datetime", "datetime_iso", "binary", "[string]",
    "[int64]", "[[string]]", "[[[int64]]]", "[[[[string]]]]", "[]", "[", "]", "[float]", "[bool]",
];

/// Texts with a meaning of their own somewhere in the format.
#[rustfmt::skip]
pub(crate) const CHOICES: &[&str] = &[
    "read", "idempotent", "create", "required", "optional", "error", "warn", "integer", "never",
    "after_backoff", "if_idempotent", "after_clock_correction", "after_credential_refresh", "ipv4",
    "ipv6", "base64", ";", ".", "-", "a-z", "A-Z", "0-9", "z-a", "\u{0}-\u{10ffff}", "2024-02-29",
    "2023-02-29",
];

/// Numbers at the edges, as written.
#[rustfmt::skip]
pub(crate) const NUMBERS: &[&str] = &[
    "0", "-0", "1", "-1", "2", "3", "100", "4294967295", "4294967296", "9223372036854775807",
    "9223372036854775808", "-9223372036854775808", "18446744073709551615", "18446744073709551616",
    "0.5", "1e3", "1e308", "-1e308", "5e-324", "0.1",
];

/// Members that most objects may have, or nearly.
#[rustfmt::skip]
pub(crate) const MEMBERS: &[(&str, &str)] = &[
    ("required", "true"), ("required", "\"R9\""), ("nullable", "true"), ("secret", "true"),
    ("deprecated", "\"old\""), ("unit", "\"GB\""), ("name", "\"Xyz\""), ("name", "\"xyz\""),
    ("severity", "\"warn\""), ("server_error", "\"Slow\""), ("doc", "\"d\""), ("common", "true"),
    ("retry", "\"if_idempotent\""), ("region", "\"optional\""), ("min", "1"), ("max", "9"),
    ("generated_id", "{\"prefix\":\"i-\"}"), ("rate_limit", "{\"id\":\"r\",\"per_second\":5}"),
    ("rules", "[]"), ("values", "[]"), ("group", "{\"type\":\"G\",\"field\":\"g\",\"doc\":\"d\"}"),
    ("errors", "[]"), ("per", "\"A.B\""), ("unknown", "null"),
];

/// Rules on a value, each less its id.
pub(crate) const VALUE_RULES: &[&str] = &[
    r#"{"kind":"length","min":1,"max":9}"#,
    r#"{"kind":"decoded_size","max":16}"#,
    r#"{"kind":"range","min":-1,"max":9}"#,
    r#"{"kind":"range","min":0.5}"#,
    r#"{"kind":"items","max":3}"#,
    r#"{"kind":"distinct"}"#,
    r#"{"kind":"alphabet","allowed":["a-z","-","`"]}"#,
    r#"{"kind":"segments","separator":".","alphabet":["a-z"],"joiners":"-"}"#,
    r#"{"kind":"classes","min":1,"of":[["a-z"],["0-9"]]}"#,
    r#"{"kind":"one_of","values":["a","b"]}"#,
    r#"{"kind":"one_of","values":[-1,1]}"#,
    r#"{"kind":"one_of"}"#,
    r#"{"kind":"tokens","separator":";","values":["a","b"]}"#,
    r#"{"kind":"token_count","separator":";","counts":[1,3]}"#,
    r#"{"kind":"placeholders","open":"{","alphabet":["0-9"],"close":"}"}"#,
    r#"{"kind":"format","format":"ipv6"}"#,
    r#"{"kind":"reserved","reason":"Gone."}"#,
    r#"{"kind":"reserved","reason":"Soon.","severity":"warn"}"#,
];

/// Rules between fields, each less its id; `?` stands for a field.
pub(crate) const RECORD_RULES: &[&str] = &[
    r#"{"kind":"at_most_one","fields":["?","?"]}"#,
    r#"{"kind":"at_most_one","fields":["?","?"],"group":{"type":"Choice","field":"choice","doc":"d"}}"#,
    r#"{"kind":"at_most_one","fields":["?","?","?"],"group":{"type":"Pick","field":"pick","doc":"d","variants":["A","B","C"]}}"#,
    r#"{"kind":"both_or_neither","fields":["?","?"]}"#,
    r#"{"kind":"implies","field":"?","then":["?"]}"#,
    r#"{"kind":"required_unless","unless":"?","fields":["?","?"]}"#,
    r#"{"kind":"count_equals","list":"?","count":"?"}"#,
    r#"{"kind":"sum","list":"?","field":"Count","per":"Name","max":9}"#,
    r#"{"kind":"equal_when_both","fields":["?","?"]}"#,
    r#"{"kind":"value_by_tokens","field":"?","of":"?","separator":";","cases":[{"tokens":1,"value":1}]}"#,
    r#"{"kind":"requires_tokens","field":"?","of":"?","separator":";","count":2}"#,
];
