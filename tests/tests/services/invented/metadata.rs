//! Metadata that nobody published: every part is of a kind that some service has or might have, and
//! which parts meet is left to chance with a seed.

use fastrand::Rng;
use serde_json::{Map, Value, json};

use crate::invented::words;

/// Names that are no identifiers, or look like each other once they are.
#[rustfmt::skip]
const ODD: &[&str] = &[
    "", " ", "_", "__", "1", "100M", "_1", "a.b", "a-b", "a_b", "aB", "AB", "a b", " a", "a ", "名", "名字", "é",
    "É", "ß", "\u{202e}x", "\u{200b}", "[string]", "<T>", "a/b", "a~b", "a\"b", "a\\b", "a\nb", "{R:1}", "$ref",
    "VPCs", "IPv6", "IPV6", "RequestId", "RequestID", "requestId", "Request_Id", "r#type",
    "Offset", "Limit", "TotalCount", "PageNumber", "PageSize", "NextToken", "Password", "SecretKey", "UserData",
];

/// What a name may have before and behind it, so that names of one thing are those of another.
#[rustfmt::skip]
const BEFORE: &[&str] = &["", "", "", "", "Describe", "Create", "Get", "_", "Maybe", "N", "WaitUntil"];
#[rustfmt::skip]
const BEHIND: &[&str] = &[
    "", "", "", "", "Request", "Response", "Set", "s", "2", "_2", "22", "_", "Builder", "ErrorCode", "Pages",
    "State", "Client", "V4", "Record", "RequestBuilder",
];

/// Kinds of a member, as `type` and `member`; `OBJECT` stands for any object.
const OBJECT: &str = "?";
#[rustfmt::skip]
const KINDS: &[(&str, &str)] = &[
    ("string", "string"), ("string", "string"), ("string", "string"), ("int", "int64"), ("int", "uint64"),
    ("bool", "bool"), ("float", "float"), ("float", "double"), ("string", "datetime"), ("string", "datetime_iso"),
    ("string", "date"), ("binary", "binary"), ("string", "timestamp"), ("string", "timestamp_iso"),
    ("list", "string"), ("list", "int64"), ("list", "binary"), ("list", "datetime"), ("list", OBJECT),
    ("list", OBJECT), ("object", OBJECT), ("object", OBJECT), ("object", OBJECT), ("array", OBJECT),
    ("object", "string"), ("string", OBJECT), ("decimal", "decimal"), ("int", "integer"), ("any", "any"),
    ("", ""), ("object", "object"), ("list", "list"), ("object", "Nowhere"), ("list", "Option"),
];

const STATUSES: &[&str] = &["online", "deprecated", "offline", "hidden", ""];

#[rustfmt::skip]
const DOCS: &[&str] = &[
    "Plain.", "", "  ", "多语言文档，含代码：\n```\nfn main() { panic!() }\n```\n完", "~~~\nx\n~~~", "*/ struct X; /*",
    "\"] pub struct X; #[doc = \"", "<table><tr><td>`a</td></tr></table>", "[`Option`] [x](y) [z]: w",
    "http://example.com <b>bold", "\u{202e}right\u{7}", "    indented", "* a\n  * b\n\n1. c", "{} {0} {R:1}",
    "<details>", "a|b\n-|-\n", "# head", "\\", "`", "e\u{301}\u{1f680}", "<dx-codeblock>\n:::\n</dx-codeblock>",
];

const CODES: &[&str] = &[
    "InternalError",
    "InternalError.Db",
    "InvalidParameter.Value",
    "InvalidParameterValue",
    "Common",
    "Other",
    "other",
    "",
    " ",
    "名",
    "1",
    "a.b",
    "a_b",
    "A.B",
    "InvalidParameterValue.",
    ".",
    "Self",
    "Limit Exceeded",
];

/// Makes metadata.
pub struct Maker {
    random: Rng,
    /// The words that the names of one service are made of: few, so that they get into each other's way.
    stems: Vec<&'static str>,
}

impl Maker {
    pub fn new(seed: u64) -> Self {
        let mut random = Rng::with_seed(seed);
        let mut words = words::all();
        words.extend_from_slice(ODD);
        let stems = random.choose_multiple(words.iter().copied(), 6);
        Self { random, stems }
    }

    /// A whole service.
    pub fn service(&mut self) -> Value {
        let (mut actions, mut objects) = (Map::new(), Map::new());
        for _ in 0..self.random.usize(0..8) {
            objects.insert(self.name(), Value::Null);
        }
        for _ in 0..self.random.usize(1..6) {
            let name = self.name();
            let action = self.action(&name, &mut objects);
            actions.insert(name, action);
        }
        // One that is a name for sure: metadata without any action is refused.
        let action = self.action("DescribeLamps", &mut objects);
        actions.insert("DescribeLamps".to_owned(), action);
        let names: Vec<String> = objects.keys().cloned().collect();
        for object in objects.values_mut() {
            *object = self.object(&names);
        }
        json!({
            "metadata": { "serviceShortName": "lamp", "apiVersion": "2024-02-29", "serviceNameCN": "灯" },
            "version": "1.0",
            "actions": actions,
            "objects": objects,
        })
    }

    /// The service some time later: parts are gone, others are new or have changed.
    pub fn later(&mut self, service: &Value) -> Value {
        let mut service = service.clone();
        let names: Vec<String> = service["objects"].as_object().unwrap().keys().cloned().collect();
        for object in service["objects"].as_object_mut().unwrap().values_mut() {
            if self.random.u8(0..4) == 0 {
                let members = object["members"].as_array_mut().unwrap();
                if !members.is_empty() {
                    members.remove(self.random.usize(0..members.len()));
                }
                members.push(self.member(&names));
                self.random.shuffle(members);
            }
        }
        let name = self.name();
        let mut objects = service["objects"].as_object().unwrap().clone();
        let action = self.action(&name, &mut objects);
        for object in objects.values_mut().filter(|object| object.is_null()) {
            *object = self.object(&names);
        }
        service["objects"] = objects.into();
        let actions = service["actions"].as_object_mut().unwrap();
        if let Some(gone) = self.random.choice(actions.keys().cloned().collect::<Vec<_>>())
            && gone != "DescribeLamps"
        {
            actions.remove(&gone);
        }
        actions.insert(name, action);
        service
    }

    /// Lists of codes: by action, and of those that any action may answer.
    pub fn errors(&mut self, service: &Value) -> [Value; 2] {
        let mut by_action = Map::new();
        for action in service["actions"].as_object().unwrap().keys() {
            let codes = self.random.choose_multiple(CODES, 4);
            by_action.insert(action.clone(), json!(codes));
        }
        by_action.insert("Nowhere".to_owned(), json!(CODES));
        let common = self.random.choose_multiple(CODES, 3);
        [by_action.into(), json!({ "codes": common })]
    }

    fn name(&mut self) -> String {
        let stem = self.pick(&self.stems.clone());
        let stem = match self.random.u8(0..6) {
            0 => stem.to_lowercase(),
            1 => stem.to_uppercase(),
            2 => words::pascal(&stem.replace(|odd: char| !odd.is_ascii(), "")),
            _ => stem.to_owned(),
        };
        format!("{}{stem}{}", self.pick(BEFORE), self.pick(BEHIND))
    }

    fn action(&mut self, name: &str, objects: &mut Map<String, Value>) -> Value {
        let mut action = Map::new();
        let mut end = |maker: &mut Self, behind: &str| {
            let known: Vec<String> = objects.keys().cloned().collect();
            // Mostly an object of its own, sometimes any, or one that there is not.
            let object = match maker.random.u8(0..8) {
                0 => maker.random.choice(known)?,
                1 => return Some("Nowhere".to_owned()),
                2 => return None,
                _ => format!("{name}{behind}"),
            };
            objects.entry(object.clone()).or_insert(Value::Null);
            Some(object)
        };
        let (input, output) = (end(self, "Request"), end(self, "Response"));
        action.extend(input.map(|input| ("input".to_owned(), input.into())));
        action.extend(output.map(|output| ("output".to_owned(), output.into())));
        action.insert("name".to_owned(), self.pick(DOCS).into());
        action.insert("document".to_owned(), self.pick(DOCS).into());
        action.insert("status".to_owned(), self.pick(STATUSES).into());
        action.into()
    }

    fn object(&mut self, names: &[String]) -> Value {
        let mut members: Vec<Value> = Vec::new();
        for _ in 0..self.random.usize(0..10) {
            members.push(self.member(names));
        }
        if self.random.u8(0..3) == 0 {
            members.extend(self.pages(names));
        }
        if self.random.bool() {
            members.push(json!({ "name": "RequestId", "type": "string", "member": "string" }));
        }
        let usage = self.pick(&["both", "in", "out"]);
        json!({ "members": members, "type": "object", "usage": usage, "document": self.pick(DOCS) })
    }

    fn member(&mut self, names: &[String]) -> Value {
        let (kind, of) = KINDS[self.random.usize(0..KINDS.len())];
        let any = self.random.usize(0..names.len().max(1));
        let of = if of == OBJECT { names.get(any).map_or("Nowhere", |name| name) } else { of };
        let mut of = json!(of);
        if kind == "list" {
            for _ in 0..self.random.u8(0..4).saturating_sub(1) {
                of = json!({ "type": "list", "member": of });
            }
        }
        let mut member = json!({ "name": self.name(), "type": kind, "member": of });
        for key in ["required", "disabled", "value_allowed_null", "output_required"] {
            if self.random.u8(0..3) == 0 {
                member[key] = self.random.bool().into();
            }
        }
        for key in ["document", "example", "default"] {
            if self.random.bool() {
                member[key] = self.pick(DOCS).into();
            }
        }
        member
    }

    /// What makes an action look as if its list came in pages, or nearly.
    fn pages(&mut self, names: &[String]) -> Vec<Value> {
        let kinds = ["int64", "uint64", "string", "float"];
        let member = |name: &str, of: &str| json!({ "name": name, "type": "int", "member": of });
        let mut members = Vec::new();
        for name in
            ["Offset", "Limit", "TotalCount", "PageNumber", "PageSize", "NextToken", "ListOver"]
        {
            if self.random.bool() {
                members.push(member(name, self.pick(&kinds)));
            }
        }
        if let Some(name) = self.random.choice(names) {
            members.push(json!({ "name": "LampSet", "type": "list", "member": name }));
        }
        members
    }

    fn pick(&mut self, from: &[&'static str]) -> &'static str {
        self.random.choice(from).copied().unwrap_or_default()
    }
}
