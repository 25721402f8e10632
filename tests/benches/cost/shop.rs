//! The invented API: as many actions, with as many fields in each request, as are asked for.

use std::fmt::Write as _;

/// Fields that a request has however few are asked for: what is required, then an exclusive group.
const REQUIRED: usize = 3;
const EXCLUSIVE: usize = 3;

/// A kind of field, and what a program writes to give it.
pub(crate) struct Sort {
    prefix: &'static str,
    ty: &'static str,
    /// The keys of the rule, where the field has one.
    rule: Option<&'static str>,
    /// The value as the argument of a setter.
    pub(crate) argument: &'static str,
    /// The value as it stands in a field.
    pub(crate) plain: &'static str,
}

impl Sort {
    const fn new(
        prefix: &'static str,
        ty: &'static str,
        argument: &'static str,
        plain: &'static str,
    ) -> Self {
        Self { prefix, ty, rule: None, argument, plain }
    }

    const fn rule(mut self, keys: &'static str) -> Self {
        self.rule = Some(keys);
        self
    }
}

const FIRST: [Sort; REQUIRED + EXCLUSIVE] = [
    Sort::new("Zone", "string", r#""zone-1""#, r#""zone-1""#),
    Sort::new("Total", "int64", "2", "2"),
    Sort::new("Targets", "[string]", r#"["t-1", "t-2"]"#, r#"["t-1", "t-2"]"#),
    Sort::new("ByName", "string", r#""one""#, r#""one".into()"#),
    Sort::new("ByNumber", "int64", "1", "1"),
    Sort::new("ByLabels", "[string]", r#"["a"]"#, r#"vec!["a".into()]"#),
];

/// What follows, over and over: a third of it with a rule on the value.
const MIX: [Sort; 12] = [
    Sort::new("Remark", "string", r#""as ordered""#, r#""as ordered".into()"#),
    Sort::new("Title", "string", r#""live-1""#, r#""live-1".into()"#)
        .rule(r#""kind": "length", "min": 2, "max": 60"#),
    Sort::new("Count", "int64", "7", "7"),
    Sort::new("Mode", "Mode", "Mode::Fast", "Mode::Fast"),
    Sort::new("Size", "int64", "500", "500").rule(r#""kind": "range", "min": 0, "max": 16000"#),
    Sort::new("Names", "[string]", r#"["a", "b"]"#, r#"vec!["a".into(), "b".into()]"#),
    Sort::new("Image", "string", r#""img-1""#, r#""img-1".into()"#),
    Sort::new("Host", "string", r#""web-1.north""#, r#""web-1.north".into()"#).rule(
        r#""kind": "segments", "separator": ".", "alphabet": ["a-z", "0-9", "-"], "joiners": "-""#,
    ),
    Sort::new("Traced", "bool", "true", "true"),
    Sort::new("Addresses", "[string]", r#"["10.0.0.1"]"#, r#"vec!["10.0.0.1".into()]"#)
        .rule(r#""kind": "format", "format": "ipv4""#),
    Sort::new("Until", "date", r#""2024-02-29""#, r#""2024-02-29".into()"#),
    Sort::new("Ports", "[int64]", "[80, 443]", "vec![80, 443]"),
];

/// A field of each request.
pub(crate) struct Field {
    /// The name in the spec.
    wire: String,
    /// The name in Rust.
    pub(crate) name: String,
    pub(crate) sort: &'static Sort,
    pub(crate) place: Place,
}

/// Where a value goes in plain construction.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Place {
    /// Into `new`.
    Required,
    /// Into the field of the exclusive group, as a variant.
    Exclusive,
    /// Into a field of its own.
    Optional,
}

impl Field {
    /// The name of the constant with the field's rules, where it has any.
    pub(crate) fn constant(&self) -> Option<String> {
        self.sort.rule.map(|_| self.name.to_ascii_uppercase())
    }
}

/// The fields of a request; those of all requests are called the same.
pub(crate) fn fields(count: usize) -> Vec<Field> {
    let first = FIRST.iter().enumerate().map(|(index, sort)| {
        let place = if index < REQUIRED { Place::Required } else { Place::Exclusive };
        (sort, place)
    });
    let mix = MIX.iter().cycle().map(|sort| (sort, Place::Optional));
    let numbered = first.chain(mix).take(count).enumerate();
    numbered
        .map(|(number, (sort, place))| Field {
            wire: format!("{}{number:03}", sort.prefix),
            name: snake(&format!("{}{number:03}", sort.prefix)),
            sort,
            place,
        })
        .collect()
}

/// Fields of each response.
#[allow(dead_code, reason = "not every benchmark counts them")]
pub(crate) const ANSWERED: usize = 2;

/// The spec.
pub(crate) fn spec(ordered: usize, count: usize) -> String {
    let fields = fields(count);
    let mut actions = Vec::new();
    let mut types = Vec::new();
    for action in 0..ordered {
        actions.push(format!(
            r#"    "Order{action:02}": {{
      "doc": "Orders something.", "effect": "create",
      "request": "Order{action:02}Request", "response": "Order{action:02}Response"
    }}"#
        ));
        types.push(request(action, &fields));
        types.push(format!(
            r#"    "Order{action:02}Response": {{
      "doc": "What was ordered.",
      "fields": {{
        "OrderId": {{ "type": "string", "doc": "Its id." }}, "Price": {{ "type": "int64", "doc": "What it costs." }}
      }}
    }}"#
        ));
    }
    let (actions, types) = (actions.join(",\n"), types.join(",\n"));
    format!(
        r#"{{
  "service": "shop", "version": "2024-01-01", "revision": "1", "host": "shop.example.com",
  "doc": "An invented shop.",
  "actions": {{
{actions}
  }},
  "types": {{
{types}
  }},
  "enums": {{
    "Mode": {{
      "doc": "How to go about it.", "type": "string",
      "values": [
        {{ "value": "FAST", "doc": "At once." }}, {{ "value": "CHEAP", "doc": "In its time." }},
        {{ "value": "SAFE", "doc": "Step by step." }}
      ]
    }}
  }}
}}
"#
    )
}

fn request(action: usize, fields: &[Field]) -> String {
    let mut lines = Vec::new();
    for (number, field) in fields.iter().enumerate() {
        let Sort { ty, rule, .. } = field.sort;
        let mut line = format!(
            r#"        "{}": {{ "type": "{ty}", "doc": "What the order says at {number}.""#,
            field.wire
        );
        if field.place == Place::Required {
            line.push_str(r#", "required": true"#);
        }
        if let Some(keys) = rule {
            // Writing to a string cannot fail.
            let _ = write!(line, r#", "rules": [{{ "id": "S{number:03}", {keys} }}]"#);
        }
        lines.push(line + " }");
    }
    let exclusive: Vec<String> = fields
        .iter()
        .filter(|field| field.place == Place::Exclusive)
        .map(|field| format!("{:?}", field.wire))
        .collect();
    let (lines, exclusive) = (lines.join(",\n"), exclusive.join(", "));
    format!(
        r#"    "Order{action:02}Request": {{
      "doc": "An order.",
      "fields": {{
{lines}
      }},
      "rules": [{{
        "id": "X01", "kind": "at_most_one", "fields": [{exclusive}],
        "group": {{ "type": "Choice{action:02}", "field": "choice", "doc": "How it is found." }}
      }}]
    }}"#
    )
}

fn snake(name: &str) -> String {
    let mut snake = String::new();
    for (index, character) in name.char_indices() {
        if character.is_ascii_uppercase() && index > 0 {
            snake.push('_');
        }
        snake.push(character.to_ascii_lowercase());
    }
    snake
}
