//! Documentation of generated items.
//!
//! Everything a spec says goes through [`Doc`]: it becomes one comment, with whatever rustdoc would take for
//! markup made plain. Nothing in a spec can leave the comment, start a doctest or break a link.

use std::borrow::Cow;

use crate::code::{Code, code};
use ecm_spec::model::{Action, Effect, Field, Region, Rule, Severity, Spec, Type};

use crate::Selection;

/// Documentation in the making, paragraph by paragraph.
///
/// A paragraph is one line and all of it one comment: rustc takes as long for a token as for a long text.
/// Where people are to read it, it is wrapped and divided when it is printed.
pub(crate) struct Doc {
    text: String,
}

impl Doc {
    /// Starts with a paragraph of the spec's.
    pub(crate) fn new(text: &str) -> Self {
        let mut doc = Self { text: String::with_capacity(256) };
        doc.paragraph(text);
        doc
    }

    /// Adds a paragraph.
    pub(crate) fn paragraph(&mut self, text: &str) {
        for text in text.lines().map(trimmed).filter(|text| !text.is_empty()) {
            self.separate();
            self.line("", text);
        }
    }

    /// Adds a list.
    pub(crate) fn list(&mut self, items: impl IntoIterator<Item = String>) {
        let mut first = true;
        for item in items {
            if first {
                self.separate();
            }
            first = false;
            self.line("- ", &item);
        }
    }

    fn separate(&mut self) {
        if !self.text.is_empty() {
            self.text.push('\n');
        }
    }

    fn line(&mut self, bullet: &str, text: &str) {
        if !self.text.is_empty() {
            self.text.push('\n');
        }
        // The blank that separates text from `///`.
        self.text.push(' ');
        self.text.push_str(bullet);
        escape_markup(text, &mut self.text);
    }

    /// The documentation of what follows.
    pub(crate) fn outer(&self) -> Code {
        let text = &self.text;
        Code::comment('*', text).unwrap_or_else(|| code!(#[doc = #text]))
    }

    /// The documentation of the module that it stands in.
    fn inner(&self) -> Code {
        let text = &self.text;
        Code::comment('!', text).unwrap_or_else(|| code!(#![doc = #text]))
    }
}

/// Documentation of what follows, as it stands. Marks that change the direction of writing, which the compiler
/// refuses in comments, are escaped in an attribute.
pub(crate) fn outer(text: &str) -> Code {
    let is_refused = |character: char| !character.is_ascii() && is_harmful(character);
    let may_be_comment = text.is_ascii() || !text.contains(is_refused);
    let comment = may_be_comment.then(|| Code::comment('*', text)).flatten();
    comment.unwrap_or_else(|| code!(#[doc = #text]))
}

/// The text without what would become blanks at its ends: enough of them would begin a block of code.
fn trimmed(text: &str) -> &str {
    text.trim_matches(|character: char| character.is_whitespace() || is_harmful(character))
}

/// Appends text in which only code spans are markup. In nearly all texts nothing has to be replaced: they are
/// looked at byte by byte, which costs an unoptimised macro least, and appended at once.
fn escape_markup(text: &str, out: &mut String) {
    let bytes = text.as_bytes();
    // What is looked at, and up to where everything has been appended.
    let (mut rest, mut done) = (bytes, 0);
    loop {
        // The letters first, as most are.
        while let [
            b'a'..=b'{'
            | b' '
            | b'?'..=b'Z'
            | b'+'..=b'9'
            | b'$'..=b')'
            | b'!'
            | b'"'
            | b';'
            | b'='
            | b'^'
            | b'}',
            after @ ..,
        ] = rest
        {
            rest = after;
        }
        let at = bytes.len() - rest.len();
        let Some((length, instead)) = text.get(at..).and_then(escape) else { break };
        rest = rest.get(length..).unwrap_or_default();
        if let Some(instead) = instead {
            out.push_str(text.get(done..at).unwrap_or_default());
            out.push_str(&instead);
            done = at + length;
        }
    }
    out.push_str(text.get(done..).unwrap_or_default());
}

/// How many bytes of a text begin it in some special way, and what stands for them where it is not they
/// themselves.
fn escape(text: &str) -> Option<(usize, Option<Cow<'static, str>>)> {
    let first = text.chars().next()?;
    if first == ':' {
        return Some((1, text.starts_with("://").then_some(":\u{2060}".into())));
    }
    if first != '`' {
        return Some((first.len_utf8(), escape_character(first).map(Cow::Borrowed)));
    }
    let ticks = backticks(text);
    let (fence, after) = text.split_at(ticks);
    // Three backticks would begin a block of code, and with it a doctest.
    let Some(end) = code_end(after, ticks).filter(|_| ticks < 3) else {
        return Some((ticks, Some("\\`".repeat(ticks).into())));
    };
    let (code, _) = after.split_at(end);
    let instead = (!is_printable(code) && code.contains(is_harmful))
        .then(|| format!("{fence}{}{fence}", code.replace(is_harmful, " ")).into());
    Some((end + 2 * ticks, instead))
}

/// Whether a text is made of what ASCII can print.
fn is_printable(text: &str) -> bool {
    let mut rest = text.as_bytes();
    while let [b' '..=b'~', after @ ..] = rest {
        rest = after;
    }
    rest.is_empty()
}

/// Where a code span ends that was begun by so many backticks.
fn code_end(text: &str, ticks: usize) -> Option<usize> {
    let mut from = 0;
    while let Some(start) = text.get(from..)?.find('`').map(|at| at + from) {
        let run = backticks(text.get(start..)?);
        if run == ticks {
            return Some(start);
        }
        from = start + run;
    }
    None
}

/// How many backticks a text begins with.
fn backticks(text: &str) -> usize {
    let mut rest = text.as_bytes();
    while let [b'`', after @ ..] = rest {
        rest = after;
    }
    text.len() - rest.len()
}

/// What stands for a character outside code spans, where it is not the character itself.
fn escape_character(character: char) -> Option<&'static str> {
    Some(match character {
        '[' => "\\[",
        ']' => "\\]",
        '<' => "\\<",
        '>' => "\\>",
        '*' => "\\*",
        '_' => "\\_",
        '#' => "\\#",
        '\\' => "\\\\",
        '~' => "\\~",
        '|' => "\\|",
        character if is_harmful(character) => " ",
        _ => return None,
    })
}

/// Directional marks would let a reader see another text than is there, and control characters would
/// make lines of their own.
fn is_harmful(character: char) -> bool {
    matches!(character, '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
        || character.is_control()
}

/// Text for a message of rustc's own, which takes what is in braces for a parameter.
pub(crate) fn escape_braces(text: &str) -> String {
    text.replace('{', "{{").replace('}', "}}")
}

/// The documentation of the generated module.
pub(crate) fn module_docs(spec: &Spec, selection: &Selection) -> Code {
    let mut doc = Doc::new(&spec.doc);
    doc.paragraph(&format!(
        "Service `{}`, version `{}`, spec revision `{}`, host `{}`.",
        spec.service, spec.version, spec.revision, spec.host
    ));
    doc.paragraph(&match selection.actions(spec).count() {
        all if all == spec.actions.len() => "All actions of the spec are here.".to_owned(),
        some => format!("{some} of the {} actions of the spec are here.", spec.actions.len()),
    });
    doc.inner()
}

/// What an action does, may cost and may answer.
pub(crate) fn action(action: &Action) -> Doc {
    let mut doc = match &action.doc {
        Some(text) => Doc::new(text),
        None => Doc::new(&format!("Calls `{}`.", action.name.wire)),
    };
    doc.paragraph(match action.effect {
        Effect::Read => "Effect: reads. Sending it again changes nothing.",
        Effect::Idempotent => "Effect: idempotent. A second run leaves the state of the first.",
        Effect::Create => {
            "Effect: creates. A second run does it a second time, so it is never resent unless it is certain \
             that the first was not carried out."
        }
    });
    let mut notes = Vec::new();
    if let Some(limit) = &action.rate_limit {
        let otherwise = server_error_note(limit.server_error.as_deref());
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
    let otherwise = server_error_note(rule.server_error.as_deref());
    let why = rule.doc.as_deref().map(|why| format!(" {why}")).unwrap_or_default();
    format!("{sentence} (rule `{}`{warn}{otherwise}).{why}", rule.id)
}

fn server_error_note(server_error: Option<&str>) -> String {
    server_error.map(|code| format!("; otherwise `{code}`")).unwrap_or_default()
}

/// `#[deprecated]`, for what is deprecated and for what is reserved.
pub(crate) fn deprecated_attribute(why: Option<&str>) -> Code {
    why.map(|why| code!(#[deprecated(note = #why)])).unwrap_or_default()
}

/// Why a field should not be used, if there is a reason.
pub(crate) fn deprecation_reason(field: &Field) -> Option<String> {
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
    use syn::Attribute;
    use syn::parse::Parser as _;

    fn text(doc: &Doc) -> String {
        doc.text
            .lines()
            .map(|line| line.strip_prefix(' ').unwrap_or(line))
            .collect::<Vec<_>>()
            .join("\n")
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
    fn a_list_stands_apart() {
        let mut doc = Doc::new("first");
        doc.list(["one".to_owned(), "two".to_owned()]);
        assert_eq!(text(&doc), "first\n\n- one\n- two");
    }

    #[test]
    fn nothing_leaves_the_comment() {
        let texts = [
            " plain",
            " */ pub fn injected() {} /*",
            " */",
            " /* */",
            " /*",
            " */*",
            " ends with a slash/",
            " ends with an asterisk*",
            " /",
            " \"quoted\" and \\escaped\\ \u{4e2d}\u{6587}",
            " lines\n\n - * of a list\n",
            " carriage\rreturn",
            " \u{202e}reversed\u{2066}",
            "",
            "* a rule",
            "/ a comment",
        ];
        for text in texts {
            let inner = Doc { text: text.to_owned() }.inner().tokens();
            assert!(!outer(text).as_str().contains('\u{202e}'));
            for attributes in [
                Attribute::parse_outer.parse2(outer(text).tokens()).expect(text),
                Attribute::parse_inner.parse2(inner).expect(text),
            ] {
                let [attribute] = attributes.as_slice() else { panic!("{text:?}") };
                let meta = attribute.meta.require_name_value().expect(text);
                let syn::Expr::Lit(syn::ExprLit { lit: syn::Lit::Str(said), .. }) = &meta.value
                else {
                    panic!("{text:?}")
                };
                assert!(meta.path.is_ident("doc"), "{text:?}");
                assert_eq!(said.value(), text);
            }
        }
    }

    #[test]
    fn nothing_becomes_a_block_of_code() {
        assert_eq!(text(&Doc::new("\u{7}\u{7}\t\u{7}\u{7}\u{7}fn main() {}")), "fn main() {}");
    }

    #[test]
    fn directional_marks_and_control_characters_go() {
        assert_eq!(text(&Doc::new("a\u{202e}b\u{7}c")), "a b c");
    }

    #[test]
    fn braces_are_no_parameters_of_a_message() {
        assert_eq!(escape_braces("`{R:1}` {} }"), "`{{R:1}}` {{}} }}");
    }
}
