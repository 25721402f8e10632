//! The specs of the obstacle course: every word in every place where a spec has names.

use serde_json::{Map, Value, json};

use super::refused::{Place, fits};
use super::words::{self, pascal, snake};

/// What a word names among the items of the module of types.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Item {
    Record,
    Enum,
    Group,
}

/// One spec of the course. Words that would be one in Rust come in waves, and what shares a scope
/// in generated code goes into specs of its own, so that no collision hides an obstacle.
pub struct Course {
    pub version: &'static str,
    pub item: Item,
    pub wave: usize,
}

pub const COURSES: &[Course] = &[
    Course { version: "2024-01-01", item: Item::Record, wave: 0 },
    Course { version: "2024-01-02", item: Item::Enum, wave: 1 },
    Course { version: "2024-01-03", item: Item::Group, wave: 2 },
    Course { version: "2024-01-04", item: Item::Record, wave: 1 },
];

/// How many fields a record of fields has, at most: each required one is a type parameter.
const FIELDS_AT_ONCE: usize = 40;

/// The text of a spec, with a line for everything that has a name.
pub fn text(spec: &Value) -> String {
    let mut text = String::new();
    for (key, value) in spec.as_object().into_iter().flatten() {
        text.push_str(if text.is_empty() { "{\n" } else { ",\n" });
        match value.as_object() {
            None => text.push_str(&format!("  {}: {value}", json!(key))),
            Some(members) => {
                let lines: Vec<String> = members
                    .iter()
                    .map(|(name, member)| format!("    {}: {member}", json!(name)))
                    .collect();
                text.push_str(&format!("  {}: {{\n{}\n  }}", json!(key), lines.join(",\n")));
            }
        }
    }
    text + "\n}\n"
}

pub fn spec(course: &Course) -> Value {
    let all = words::all();
    let waves = words::waves(&all);
    let wave: &[&str] = waves.get(course.wave).map_or(&[], Vec::as_slice);
    let mut made = Made::default();
    for (number, word) in wave.iter().filter(|word| fits(Place::Action, word)).enumerate() {
        made.action(word, &format!("Action{number}Request"), &["Shared"]);
    }
    made.types.insert("Shared".to_owned(), record(Map::new(), &[]));
    match course.item {
        Item::Record => made.records(wave),
        Item::Enum => made.enums(&waves[0]),
        Item::Group => made.groups(&waves[0]),
    }
    if course.version == COURSES[0].version {
        for (number, wave) in waves.iter().enumerate() {
            made.fields(number, wave);
            made.values(number, wave);
        }
    }
    for word in wave.iter().filter(|word| fits(Place::Error, word)) {
        made.errors.insert(
            (*word).to_owned(),
            json!({ "doc": "An error.", "common": word.len() % 2 == 0 }),
        );
    }
    made.spec(course)
}

/// A spec in the making.
#[derive(Default)]
struct Made {
    actions: Map<String, Value>,
    types: Map<String, Value>,
    enums: Map<String, Value>,
    errors: Map<String, Value>,
}

/// A record of fields, whose rules it numbers.
fn record(mut fields: Map<String, Value>, rules: &[Value]) -> Value {
    for (number, field) in fields.values_mut().enumerate() {
        if let Some(rule) = field.pointer_mut("/rules/0") {
            rule["id"] = json!(format!("O{number}"));
        }
    }
    json!({ "doc": "A record.", "fields": fields, "rules": rules })
}

/// A field of a type, with a rule where there is one for any such value.
fn field(ty: &str, required: bool) -> Value {
    let mut field = json!({ "type": ty, "required": required, "doc": "A field." });
    let rule = match ty {
        "string" | "date" => json!({ "kind": "length", "max": 9 }),
        "int64" | "uint64" | "float" => json!({ "kind": "range", "max": 9 }),
        list if list.starts_with('[') => json!({ "kind": "items", "max": 9 }),
        _ => return field,
    };
    field["rules"] = json!([rule]);
    field
}

impl Made {
    /// An action with a request of its own.
    fn action(&mut self, name: &str, request: &str, response: &[&str]) {
        let response = response[0];
        let action = json!({
            "doc": "An action.", "effect": "read", "request": request, "response": response
        });
        self.actions.insert(name.to_owned(), action);
        self.types.entry(request.to_owned()).or_insert_with(|| record(Map::new(), &[]));
    }

    /// A record that is both sent and received.
    fn both_ways(&mut self, name: &str, fields: Map<String, Value>, rules: &[Value]) {
        let within = json!({ "type": name, "doc": "A record." });
        let holder: Map<String, Value> = [("Holder".to_owned(), within)].into_iter().collect();
        let (request, response) = (format!("Send{name}Request"), format!("Receive{name}Response"));
        self.types.insert(name.to_owned(), record(fields, rules));
        self.types.insert(request.clone(), record(holder.clone(), &[]));
        self.types.insert(response.clone(), record(holder, &[]));
        self.action(&format!("Exchange{name}"), &request, &[&response]);
    }

    fn records(&mut self, wave: &[&str]) {
        let mut fields = Map::new();
        for (number, word) in wave.iter().filter(|word| fits(Place::Type, word)).enumerate() {
            let inner = json!({ "Name": field("string", number % 2 == 0) });
            let inner = inner.as_object().cloned().unwrap_or_default();
            self.types.insert((*word).to_owned(), record(inner, &[]));
            let ty = if number % 3 == 0 { format!("[{word}]") } else { (*word).to_owned() };
            fields.insert(format!("Field{number}"), json!({ "type": ty, "doc": "A record." }));
        }
        self.both_ways("OfRecords", fields, &[]);
    }

    fn enums(&mut self, wave: &[&str]) {
        let mut fields = Map::new();
        for (number, word) in wave.iter().filter(|word| fits(Place::Enum, word)).enumerate() {
            let (kind, value) = match number % 2 {
                0 => ("string", json!("A")),
                _ => ("integer", json!(1)),
            };
            let values = json!([{ "value": value, "name": "A", "doc": "One." }]);
            let enum_type = json!({ "doc": "Values.", "type": kind, "values": values });
            self.enums.insert((*word).to_owned(), enum_type);
            fields.insert(
                format!("Field{number}"),
                json!({ "type": word, "required": number % 5 == 0, "doc": "A value." }),
            );
        }
        self.both_ways("OfValues", fields, &[]);
    }

    /// Groups called by the words, and each with the words that follow as members.
    fn groups(&mut self, wave: &[&'static str]) {
        let mut number = 0;
        for (position, word) in wave.iter().enumerate() {
            let (ty, name) = (pascal(word), snake(word));
            if !fits(Place::GroupType, word) {
                continue;
            }
            let members: Vec<&str> = (1..4)
                .map(|step| wave[(position + step) % wave.len()])
                .filter(|member| fits(Place::Field, member))
                .collect();
            let fields = members.iter().enumerate();
            let fields = fields.map(|(place, member)| {
                ((*member).to_owned(), field(["string", "int64", "[string]"][place % 3], false))
            });
            let name = if fits(Place::GroupField, word) { name } else { "choice".to_owned() };
            let rule = json!({
                "id": "G1", "kind": "at_most_one", "fields": members,
                "group": { "type": ty, "field": name, "doc": "A choice." }
            });
            self.both_ways(&format!("OfGroup{number}"), fields.collect(), &[rule]);
            number += 1;
        }
    }

    fn fields(&mut self, number: usize, wave: &[&str]) {
        let types = [
            "string",
            "int64",
            "bool",
            "float",
            "uint64",
            "date",
            "[string]",
            "[int64]",
            "Shared",
            "[Shared]",
            "[[string]]",
            "Light",
        ];
        let light = json!([{ "value": "A", "doc": "One." }]);
        let light = json!({ "doc": "Lights.", "type": "string", "values": light });
        self.enums.insert("Light".to_owned(), light);
        let words: Vec<&&str> = wave.iter().filter(|word| fits(Place::Field, word)).collect();
        for (part, words) in words.chunks(FIELDS_AT_ONCE).enumerate() {
            for (required, kind) in [(true, "Required"), (false, "Optional")] {
                let fields = words.iter().enumerate().map(|(place, word)| {
                    let mut field = field(types[place % types.len()], required);
                    field["secret"] = json!(place % 24 == 0);
                    ((**word).to_owned(), field)
                });
                self.both_ways(&format!("{kind}Fields{number}Part{part}"), fields.collect(), &[]);
            }
        }
    }

    fn values(&mut self, number: usize, wave: &[&str]) {
        let texts = wave.iter().filter(|word| fits(Place::Value, word));
        let texts: Vec<Value> =
            texts.map(|word| json!({ "value": word, "doc": "A value." })).collect();
        let named = wave.iter().filter(|word| fits(Place::ValueName, word));
        let named = named.enumerate().map(
            |(value, word)| json!({ "value": value, "name": pascal(word), "doc": "A value." }),
        );
        let named: Vec<Value> = named.collect();
        let mut fields = Map::new();
        for (kind, values) in [("string", texts), ("integer", named)] {
            if values.is_empty() {
                continue;
            }
            let name = format!("Known{}{number}", pascal(kind));
            fields.insert(name.clone(), json!({ "type": name, "doc": "A value." }));
            let enum_type = json!({ "doc": "Values.", "type": kind, "values": values });
            self.enums.insert(name, enum_type);
        }
        self.both_ways(&format!("OfValues{number}"), fields, &[]);
    }

    fn spec(mut self, course: &Course) -> Value {
        // Each action answers with some of the codes.
        let codes: Vec<String> = self.errors.keys().cloned().collect();
        for (number, action) in self.actions.values_mut().enumerate() {
            let first = number * 3 % codes.len().max(1);
            let some: Vec<&String> = codes.iter().skip(first).take(3).collect();
            action["errors"] = json!(some);
        }
        json!({
            "service": "obstacles", "version": course.version, "revision": "1",
            "host": "obstacles.example.com", "doc": "Names that mean something else.",
            "actions": self.actions, "types": self.types, "enums": self.enums,
            "errors": self.errors,
        })
    }
}
