//! Documentation of generated items.
//!
//! Everything a spec says goes through [`Doc`]: it becomes `#[doc]` literals, wrapped to a line
//! length that reads well, with whatever rustdoc would take for markup made plain. Nothing in a
//! spec can leave the literal, start a doctest or break a link.

use ecm_spec::model::{Action, Effect, Field, Region, Rule, Severity, Spec, Type};
use proc_macro2::TokenStream;
use quote::quote;

use crate::Selection;

/// Columns of a documentation line.
const WIDTH: usize = 96;

/// Documentation in the making, paragraph by paragraph.
#[derive(Default)]
pub(crate) struct Doc {
    lines: Vec<String>,
}

impl Doc {
    /// Starts with a paragraph of the spec's.
    pub(crate) fn new(text: &str) -> Self {
        let mut doc = Self::default();
        doc.paragraph(text);
        doc
    }

    /// Adds a paragraph.
    pub(crate) fn paragraph(&mut self, text: &str) {
        for text in text.split('\n').map(str::trim).filter(|text| !text.is_empty()) {
            if !self.lines.is_empty() {
                self.lines.push(String::new());
            }
            self.wrap(text, "", "");
        }
    }

    /// Adds a list.
    pub(crate) fn list(&mut self, items: impl IntoIterator<Item = String>) {
        let mut first = true;
        for item in items {
            if first && !self.lines.is_empty() {
                self.lines.push(String::new());
            }
            first = false;
            self.wrap(&item, "- ", "  ");
        }
    }

    fn wrap(&mut self, text: &str, bullet: &str, indent: &str) {
        let mut line = bullet.to_owned();
        let mut columns = bullet.len();
        let mut fresh = true;
        for word in plain(text).split_whitespace() {
            let width = word.chars().count();
            if !fresh && columns + 1 + width > WIDTH {
                self.lines.push(std::mem::replace(&mut line, indent.to_owned()));
                columns = indent.len();
                fresh = true;
            }
            if !fresh {
                line.push(' ');
                columns += 1;
            }
            line.push_str(word);
            columns += width;
            fresh = false;
        }
        self.lines.push(line);
    }

    /// The `#[doc]` attributes.
    pub(crate) fn attributes(&self) -> TokenStream {
        let lines = self.lines.iter().map(|line| match line.is_empty() {
            true => String::new(),
            // The blank that separates text from `///`.
            false => format!(" {line}"),
        });
        quote!(#(#[doc = #lines])*)
    }

    /// The same for the module that they stand in.
    fn inner_attributes(&self) -> TokenStream {
        let lines = self.lines.iter().map(|line| match line.is_empty() {
            true => String::new(),
            false => format!(" {line}"),
        });
        quote!(#(#![doc = #lines])*)
    }
}

/// Text in which only code spans are markup.
fn plain(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 8);
    let mut rest = text;
    while let Some(start) = rest.find('`') {
        let (before, from_tick) = rest.split_at(start);
        escape(before, &mut out);
        let ticks = from_tick.chars().take_while(|character| *character == '`').count();
        let (fence, after) = from_tick.split_at(ticks);
        // Three backticks would begin a block of code, and with it a doctest.
        match code_end(after, ticks).filter(|_| ticks < 3) {
            Some(end) => {
                let (code, after) = after.split_at(end);
                out.push_str(fence);
                out.extend(code.chars().map(harmless));
                out.push_str(fence);
                rest = after.get(ticks..).unwrap_or_default();
            }
            None => {
                out.extend(std::iter::repeat_n("\\`", ticks));
                rest = after;
            }
        }
    }
    escape(rest, &mut out);
    out
}

/// Where a code span ends that was begun by so many backticks.
fn code_end(text: &str, ticks: usize) -> Option<usize> {
    let mut from = 0;
    while let Some(start) = text.get(from..)?.find('`').map(|at| at + from) {
        let run = text.get(start..)?.chars().take_while(|character| *character == '`').count();
        if run == ticks {
            return Some(start);
        }
        from = start + run;
    }
    None
}

/// Takes the meaning of markup from everything outside code spans.
fn escape(text: &str, out: &mut String) {
    for character in text.replace("://", ":\u{2060}//").chars() {
        if matches!(character, '[' | ']' | '<' | '>' | '*' | '_' | '#' | '\\' | '~' | '|') {
            out.push('\\');
        }
        out.push(harmless(character));
    }
}

/// Directional marks would let a reader see another text than is there.
fn harmless(character: char) -> char {
    match character {
        '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => ' ',
        character if character.is_control() => ' ',
        character => character,
    }
}

/// The documentation of the generated module.
pub(crate) fn module_docs(spec: &Spec, selection: &Selection) -> TokenStream {
    let mut doc = Doc::new(&spec.doc);
    doc.paragraph(&format!(
        "Service `{}`, version `{}`, spec revision `{}`, host `{}`.",
        spec.service, spec.version, spec.revision, spec.host
    ));
    doc.paragraph(&match selection.actions(spec).count() {
        all if all == spec.actions.len() => "All actions of the spec are here.".to_owned(),
        some => format!("{some} of the {} actions of the spec are here.", spec.actions.len()),
    });
    doc.inner_attributes()
}

/// What an action does, may cost and may answer.
pub(crate) fn action(action: &Action) -> Doc {
    let mut doc = match &action.doc {
        Some(text) => Doc::new(text),
        None => Doc::new(&format!("Calls `{}`.", action.name.wire)),
    };
    doc.paragraph(match action.effect {
        Effect::Read => "Effect: reads. Sending it again changes nothing.",
        Effect::Repeatable => "Effect: repeatable. A second run leaves the state of the first.",
        Effect::Create => {
            "Effect: creates. A second run does it a second time, so it is never resent unless it is certain \
             that the first was not carried out."
        }
    });
    let mut notes = Vec::new();
    if let Some(limit) = &action.rate_limit {
        let otherwise = otherwise(limit.server_error.as_deref());
        notes.push(format!(
            "At most {} requests in a second (rule `{}`{otherwise}).",
            limit.per_second, limit.id
        ));
    }
    notes.push(match &action.region {
        Region::Required => "A region is required.".to_owned(),
        Region::Optional { rule: Some(rule) } => {
            format!("A region is not needed (rule `{rule}`).")
        }
        Region::Optional { rule: None } => "A region is not needed.".to_owned(),
    });
    if action.unsigned {
        notes.push("It is sent without a signature, and needs no credentials.".to_owned());
    }
    doc.list(notes);
    doc
}

/// What a record is and which rules hold between its fields.
pub(crate) fn record(ty: &Type) -> Doc {
    let mut doc = match &ty.doc {
        Some(text) => Doc::new(text),
        None => Doc::new(&format!("The record `{}`.", ty.name.wire)),
    };
    if !ty.rules.is_empty() {
        doc.paragraph("Between the fields:");
        doc.list(ty.rules.iter().map(|rule| rule_line(&rule.check.sentence(), rule)));
    }
    doc
}

/// What a field means, and every rule on it.
pub(crate) fn field(ty: &Type, field: &Field) -> Doc {
    let mut doc = Doc::new(field.doc.as_deref().unwrap_or_default());
    let mut notes = vec![format!("On the wire: `{}`.", field.name.wire)];
    if let Some(unit) = &field.unit {
        notes.push(format!("Unit: {unit}."));
    }
    if let Some(rule) = field.required.as_deref().filter(|_| ty.sent) {
        notes.push(match rule {
            "required" => "Required.".to_owned(),
            rule => format!("Required (rule `{rule}`)."),
        });
    }
    if field.secret {
        notes.push("Secret: never printed, wiped from memory when dropped.".to_owned());
    }
    if field.always_returned {
        notes.push("The service says that it always answers with it.".to_owned());
    }
    if field.nullable {
        notes.push("The service may answer `null`, which reads as `None`.".to_owned());
    }
    notes.extend(field.rules.iter().map(|rule| rule_line(&rule.check.sentence(), rule)));
    doc.list(notes);
    doc
}

fn rule_line<C>(sentence: &str, rule: &Rule<C>) -> String {
    let mut sentence = sentence.to_owned();
    if let Some(first) = sentence.get(..1).map(str::to_uppercase) {
        sentence.replace_range(..1, &first);
    }
    let warn = match rule.severity {
        Severity::Error => "",
        Severity::Warn => ", a warning only",
    };
    let otherwise = otherwise(rule.server_error.as_deref());
    let why = rule.doc.as_deref().map(|why| format!(" {why}")).unwrap_or_default();
    format!("{sentence} (rule `{}`{warn}{otherwise}).{why}", rule.id)
}

fn otherwise(server_error: Option<&str>) -> String {
    server_error.map(|code| format!("; otherwise `{code}`")).unwrap_or_default()
}

/// `#[deprecated]`, for what is deprecated and for what is reserved.
pub(crate) fn deprecated(why: Option<&str>) -> TokenStream {
    why.map(|why| quote!(#[deprecated(note = #why)])).unwrap_or_default()
}

/// Why a field should not be used, if there is a reason.
pub(crate) fn discouraged(field: &Field) -> Option<String> {
    match (field.reserved(), &field.deprecated) {
        (Some((_, reason)), _) => Some(format!("`{}` is reserved: {reason}", field.name.wire)),
        (None, Some(why)) => Some(why.clone()),
        (None, None) => None,
    }
}

/// A sentence on how to make a record by hand.
pub(crate) fn constructor(ty: &Type) -> Doc {
    let mut doc = Doc::new("Everything that is required; the rest is left out.");
    doc.paragraph(&format!(
        "Set the other fields as you like, or use `{}::builder`.",
        ty.name.rust
    ));
    doc
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(doc: &Doc) -> String {
        doc.lines.join("\n")
    }

    #[test]
    fn markup_of_the_spec_is_made_plain() {
        let doc = Doc::new("```\nfn main() {}\n    indented\nsee [x] <b> http://a `code_[]`");
        assert_eq!(
            text(&doc),
            "\\`\\`\\`\n\nfn main() {}\n\nindented\n\n\
             see \\[x\\] \\<b\\> http:\u{2060}//a `code_[]`"
        );
    }

    #[test]
    fn a_code_span_may_hold_a_backtick() {
        assert_eq!(text(&Doc::new("of `` `~_ `` and _")), "of `` `~_ `` and \\_");
        assert_eq!(text(&Doc::new("a ` b")), "a \\` b");
    }

    #[test]
    fn lines_are_wrapped_and_lists_indented() {
        let mut doc = Doc::default();
        doc.list(["word ".repeat(30)]);
        assert_eq!(doc.lines.len(), 2);
        assert!(doc.lines.iter().all(|line| line.chars().count() <= WIDTH));
        assert!(text(&doc).starts_with("- word"));
        assert!(text(&doc).contains("\n  word"));
    }

    #[test]
    fn directional_marks_and_control_characters_go() {
        assert_eq!(text(&Doc::new("a\u{202e}b\u{7}c")), "a b c");
    }
}
