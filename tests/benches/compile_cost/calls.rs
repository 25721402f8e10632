//! The programs that are compiled: the same requests, written in one way or another.

use std::fmt::Write as _;

use crate::project::ACTIONS;
use crate::shop::{self, Field, Place};

/// A way to write a request down.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Style {
    /// Through `new` and public fields.
    Plain,
    /// Through the builder, with a checked literal wherever a field has a rule.
    Builder,
    /// Through the builder alone: what is left of `Builder` without its literals.
    Unchecked,
    /// As `Plain`, with the literals of `Builder`.
    Checked,
}

impl Style {
    pub(crate) const ALL: [Self; 4] = [Self::Plain, Self::Builder, Self::Unchecked, Self::Checked];

    pub(crate) const fn name(self) -> &'static str {
        match self {
            Self::Plain => "plain",
            Self::Builder => "builder",
            Self::Unchecked => "unchecked",
            Self::Checked => "checked",
        }
    }
}

/// A crate that calls every action with every field, but for the members of the exclusive group, of
/// which it gives one.
pub(crate) fn source(style: Style, count: usize) -> String {
    let fields = shop::fields(count);
    let mut text = format!(
        "//! Calls every action.\n\nuse std::future::Future;\nuse std::pin::Pin;\n\n\
         use client_{count}::shop::*;\nuse ecm_client::{{Error, literal}};\n\n"
    );
    if matches!(style, Style::Plain | Style::Unchecked) {
        text = text.replace("{Error, literal}", "Error");
    }
    for action in 0..ACTIONS {
        let body = match style {
            Style::Plain | Style::Checked => plain(style, action, &fields),
            Style::Builder | Style::Unchecked => chain(style, action, &fields),
        };
        let _ = write!(
            text,
            "/// Calls one action.\n\
             pub async fn call_{action:02}(client: &Client) -> Result<String, Error> {{\n\
             {body}    Ok(answer.request_id().to_owned())\n}}\n\n"
        );
    }
    // A future behind a table of its methods is compiled to the end and not left to the next crate.
    text.push_str(
        "/// Calls all of them.\n\
         pub fn all(client: &Client) \
         -> Vec<Pin<Box<dyn Future<Output = Result<String, Error>> + '_>>> {\n    vec![\n",
    );
    for action in 0..ACTIONS {
        let _ = writeln!(text, "        Box::pin(call_{action:02}(client)),");
    }
    text.push_str("    ]\n}\n");
    text
}

fn chain(style: Style, action: usize, fields: &[Field]) -> String {
    let mut text = format!("    let answer = Order{action:02}Request::builder()\n");
    for field in given(fields) {
        let value = value(style, action, field, field.sort.argument);
        let _ = writeln!(text, "        .{}({value})", field.name);
    }
    text.push_str("        .send(client)\n        .await?;\n");
    text
}

fn plain(style: Style, action: usize, fields: &[Field]) -> String {
    let required = fields.iter().filter(|field| field.place == Place::Required);
    let required: Vec<&str> = required.map(|field| field.sort.plain).collect();
    let mut text =
        format!("    let mut request = Order{action:02}Request::new({});\n", required.join(", "));
    for field in given(fields) {
        let name = &field.name;
        let _ = match field.place {
            Place::Required => Ok(()),
            Place::Exclusive => {
                let variant: String = name.split('_').map(capitalized).collect();
                let value = field.sort.plain;
                writeln!(text, "    request.choice = Some(Choice{action:02}::{variant}({value}));")
            }
            Place::Optional => {
                let value = value(style, action, field, field.sort.plain);
                writeln!(text, "    request.{name} = Some({value});")
            }
        };
    }
    let _ = writeln!(text, "    let answer = client.order{action:02}(&request).await?;");
    text
}

/// All fields, of the exclusive ones only the first.
fn given(fields: &[Field]) -> impl Iterator<Item = &Field> {
    let mut chosen = false;
    fields.iter().filter(move |field| {
        let left_out = field.place == Place::Exclusive && chosen;
        chosen |= field.place == Place::Exclusive;
        !left_out
    })
}

/// What stands for the value, given how it would be written without a check.
fn value(style: Style, action: usize, field: &Field, unchecked: &str) -> String {
    match field.constant() {
        Some(constant) if matches!(style, Style::Builder | Style::Checked) => {
            let literal = field.sort.argument;
            let checked = format!("literal!(Order{action:02}Request::{constant}, {literal})");
            match unchecked {
                _ if unchecked == literal => checked,
                _ if unchecked.starts_with("vec!") => {
                    format!("{checked}.into_iter().map(Into::into).collect()")
                }
                _ => format!("{checked}.into()"),
            }
        }
        _ => unchecked.to_owned(),
    }
}

fn capitalized(word: &str) -> String {
    let mut letters = word.chars();
    let first = letters.next().map(|letter| letter.to_ascii_uppercase());
    first.into_iter().chain(letters).collect()
}
