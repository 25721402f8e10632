//! Documentation of generated items.
//!
//! All text of a spec goes through [`Doc`]: it becomes one comment, in which code spans, items of lists, addresses and
//! links to addresses keep their meaning, and everything else that rustdoc would take for markup is escaped. Nothing in a
//! spec can leave the comment, start a doctest or break a link.

use crate::code::{Code, Ident, code};
use ecm_spec::model::{Action, Body, Effect, Field, Region, Rule, Severity, Spec, Type};

use crate::markup::{escape_markup, is_harmful, list_item, trimmed};
use crate::{Selection, Surroundings, idents, index};

/// Documentation under construction, paragraph by paragraph. Each paragraph is one line and the
/// whole text one comment, because rustc takes as long for a short token as for a long one. Code
/// for people to read is wrapped and split into lines when it is printed.
pub(crate) struct Doc {
    text: String,
}

impl Doc {
    /// Starts with the paragraphs of a text, in which markup is escaped.
    pub(crate) fn new(text: &str) -> Self {
        let mut doc = Self { text: String::with_capacity(256) };
        doc.paragraph(text);
        doc
    }

    /// Adds the paragraphs and lists of a text, in which other markup is escaped.
    pub(crate) fn paragraph(&mut self, text: &str) {
        // Depth of the item before, if the line before is one.
        let mut item_before = None;
        for line in text.lines() {
            let text = trimmed(line);
            if text.is_empty() {
                continue;
            }
            let Some((bullet, item)) = list_item(text) else {
                item_before = None;
                self.separate();
                self.line("", text);
                continue;
            };
            let blanks = line.bytes().take_while(|byte| *byte == b' ').count();
            // An item is at most one level deeper than the one before: it never becomes code.
            let depth = item_before.map_or(0, |before: usize| (blanks / 2).min(before + 1));
            if item_before.is_none() {
                self.separate();
            }
            item_before = Some(depth);
            self.line(&format!("{}{bullet}", "  ".repeat(depth)), item);
        }
    }

    /// Adds a paragraph in which markup has its meaning; nothing of a spec may be in it but names.
    pub(crate) fn markup(&mut self, text: &str) {
        self.separate();
        for line in text.lines() {
            if !self.text.is_empty() {
                self.text.push('\n');
            }
            self.text.push(' ');
            self.text.push_str(line);
        }
    }

    /// Adds a list, in whose items markup is escaped.
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

    /// Escapes a text of the spec for use in a line with markup.
    pub(crate) fn inline(text: &str) -> String {
        let mut out = String::with_capacity(text.len());
        escape_markup(trimmed(text), &mut out);
        out
    }

    /// Documents the item that follows.
    pub(crate) fn outer(&self) -> Code {
        let text = &self.text;
        Code::comment('*', text).unwrap_or_else(|| code!(#[doc = #text]))
    }

    fn inner(&self) -> Code {
        let text = &self.text;
        Code::comment('!', text).unwrap_or_else(|| code!(#![doc = #text]))
    }
}

/// Documents the item that follows, with a text as it stands. A text with marks that change the
/// direction of writing, which the compiler refuses in comments, becomes an attribute that escapes
/// them.
pub(crate) fn outer(text: &str) -> Code {
    let is_refused = |character: char| !character.is_ascii() && is_harmful(character);
    let may_be_comment = text.is_ascii() || !text.contains(is_refused);
    let comment = may_be_comment.then(|| Code::comment('*', text)).flatten();
    comment.unwrap_or_else(|| code!(#[doc = #text]))
}

/// Escapes braces for a message of rustc, which takes them for parameters.
pub(crate) fn escape_braces(text: &str) -> String {
    text.replace('{', "{{").replace('}', "}}")
}

pub(crate) fn module_docs(spec: &Spec, selection: &Selection, around: &Surroundings) -> Code {
    let mut doc = Doc::new(&spec.doc);
    doc.paragraph(&format!(
        "Service `{}`, version `{}`, spec revision `{}`, host `{}`.",
        spec.service, spec.version, spec.revision, spec.host
    ));
    doc.paragraph(&match selection.actions(spec).count() {
        all if all == spec.actions.len() => "Contains all actions of the spec.".to_owned(),
        some => format!("Contains {some} of the {} actions of the spec.", spec.actions.len()),
    });
    index::add(&mut doc, spec, selection, around);
    doc.inner()
}

/// Documentation of an action: its effect, limits and requirements.
pub(crate) fn action(action: &Action) -> Doc {
    let mut doc = match &action.doc {
        Some(text) => Doc::new(text),
        None => Doc::new(&format!("Calls `{}`.", action.name.wire)),
    };
    doc.paragraph(match action.effect {
        Effect::Read => "Effect: read. Repeating it changes nothing.",
        Effect::Idempotent => "Effect: idempotent. Repeating it leaves the same state.",
        Effect::Create => {
            "Effect: create. Repeating it creates again, so it is only resent if the first request certainly \
             was not carried out."
        }
    });
    let mut notes = Vec::new();
    if let Some(limit) = &action.rate_limit {
        let otherwise = server_error_note(limit.server_error.as_deref());
        notes.push(format!(
            "Rate limit: at most {} requests per second (rule `{}`{otherwise}).",
            limit.per_second, limit.id
        ));
    }
    notes.push(match &action.region {
        Region::Required => "Requires a region.".to_owned(),
        Region::Optional { rule: Some(rule) } => {
            format!("Needs no region (rule `{rule}`).")
        }
        Region::Optional { rule: None } => "Needs no region.".to_owned(),
    });
    match &action.body {
        None => {}
        Some(Body::Raw(raw)) => notes.push(format!(
            "Body: bytes of `{}`; the fields of the request travel as headers.",
            raw.content_type
        )),
        Some(Body::Unsupported { media_type }) => notes.push(format!(
            "Body: `{media_type}`. The spec does not say how it travels, so calls fail and nothing is sent."
        )),
    }
    if action.unsigned {
        notes.push("Sent without a signature; needs no credentials.".to_owned());
    }
    doc.list(notes);
    doc
}

/// Adds a link to the error codes of an action; `scope` is the path to the module of the client.
pub(crate) fn error_codes(doc: &mut Doc, action: &Action, scope: &str) {
    if !action.errors.is_empty() {
        let codes = format!("error::{}", idents::error_code(action));
        doc.markup(&format!("Error codes: {}.", link(&codes, &format!("{scope}{codes}"))));
    }
}

/// Link to a type, from a module beside `types`.
pub(crate) fn type_link(name: &Ident) -> String {
    link(&name.to_string(), &format!("super::types::{name}"))
}

pub(crate) fn method_link(name: &Ident) -> String {
    let path = format!("Self::{name}");
    link(&path, &path)
}

/// Intra-doc link; only the text where the path has a raw identifier, which rustdoc does not resolve.
pub(crate) fn link(text: &str, path: &str) -> String {
    if path.contains("r#") {
        return format!("`{}`", text.replace("r#", ""));
    }
    if text == path { format!("[`{text}`]") } else { format!("[`{text}`]({path})") }
}

/// Documentation of a record: its description and the rules between its fields.
pub(crate) fn record(ty: &Type) -> Doc {
    let mut doc = match &ty.doc {
        Some(text) => Doc::new(text),
        None => Doc::new(&format!("Record `{}` of the API.", ty.name.wire)),
    };
    if !ty.rules.is_empty() {
        doc.paragraph("Rules between fields:");
        doc.list(ty.rules.iter().map(|rule| rule_line(&rule.check.sentence(), rule)));
    }
    doc
}

/// Documentation of a field: its description and every rule on it.
pub(crate) fn field(ty: &Type, field: &Field) -> Doc {
    let mut doc = Doc::new(field.doc.as_deref().unwrap_or_default());
    let mut notes = vec![format!("Wire name: `{}`.", field.name.wire)];
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
        notes.push("Documented as always returned.".to_owned());
    }
    if field.nullable {
        notes.push("May be returned as `null`, which is decoded as `None`.".to_owned());
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
    server_error.map(|code| format!("; server error `{code}`")).unwrap_or_default()
}

/// Attribute `#[deprecated]`, for deprecated and reserved fields.
pub(crate) fn deprecated_attribute(why: Option<&str>) -> Code {
    why.map(|why| code!(#[deprecated(note = #why)])).unwrap_or_default()
}

/// Reason not to use a field, if there is one.
pub(crate) fn deprecation_reason(field: &Field) -> Option<String> {
    match (field.reserved(), &field.deprecated) {
        (Some((_, reason)), _) => Some(format!("`{}` is reserved: {reason}", field.name.wire)),
        (None, Some(why)) => Some(why.clone()),
        (None, None) => None,
    }
}

/// Documentation of the constructor of a record with so many required and other fields.
pub(crate) fn constructor(required: usize, others: usize) -> Doc {
    let mut doc = Doc::new(match (required, others) {
        (0, 0) => "Creates a value; it has no fields.",
        (0, _) => "Creates a value in which no field is set.",
        (_, 0) => "Creates a value from its fields.",
        (_, _) => "Creates a value from its required fields; all others are unset.",
    });
    if others > 0 {
        doc.markup("Assign to the unset fields, or use [`Self::builder`] instead.");
    }
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
             see \\[x\\] \\<b\\> <http://a> `code_[]`"
        );
    }

    #[test]
    fn addresses_and_links_can_be_followed() {
        for (written, expected) in [
            ("see https://x.com/a_b?c=1#d, ok", "see <https://x.com/a_b?c=1#d>, ok"),
            ("\u{89c1}https://x.com\u{3002}", "\u{89c1}<https://x.com>\u{3002}"),
            ("(http://x.com/a).", "(<http://x.com/a>)."),
            ("https://x.com.", "<https://x.com>."),
            ("<https://x.com>", "\\<<https://x.com>\\>"),
            ("[a_b *c*](https://x.com/d_e)!", "[a\\_b \\*c\\*](https://x.com/d_e)!"),
            ("[`a_b`](http://x.com)", "[`a_b`](http://x.com)"),
            ("[x](javascript:y) [x](a) [x]", "\\[x\\](javascript:y) \\[x\\](a) \\[x\\]"),
            ("[](https://x.com)", "\\[\\](<https://x.com>)"),
            ("[https://y](https://x)", "\\[<https://y>\\](<https://x>)"),
            ("[a[b](https://x)", "\\[a[b](https://x)"),
            ("[a](https://x y)", "\\[a\\](<https://x> y)"),
            ("[a](https://)", "\\[a\\](https://)"),
            ("http://*.x ftp://x :// http:", "http://\\*.x ftp://x :// http:"),
            ("`https://x` a:b", "`https://x` a:b"),
            ("https://a https://b", "<https://a> <https://b>"),
        ] {
            assert_eq!(text(&Doc::new(written)), expected, "{written}");
        }
    }

    #[test]
    fn lists_stay_lists_and_never_become_code() {
        for (written, expected) in [
            ("a:\n- one\n- two_\nb", "a:\n\n- one\n- two\\_\n\nb"),
            ("- one\n  - deep\n      - deeper\n- two", "- one\n  - deep\n    - deeper\n- two"),
            ("        - one\n        fn main() {}", "- one\n\nfn main() {}"),
            ("1. one\n12. two", "1. one\n12. two"),
            ("-\n- \n1234. x\n-x\n1.x", "-\n\n-\n\n1234. x\n\n-x\n\n1.x"),
            ("- one\n\n- two", "- one\n- two"),
            ("-         fn main() {}", "- fn main() {}"),
        ] {
            assert_eq!(text(&Doc::new(written)), expected, "{written}");
        }
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
    fn a_path_with_a_raw_identifier_is_no_link() {
        assert_eq!(method_link(&Ident::new("name")), "[`Self::name`]");
        assert_eq!(method_link(&Ident::new("r#type")), "`Self::type`");
        assert_eq!(type_link(&Ident::new("Lamp")), "[`Lamp`](super::types::Lamp)");
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
