//! The HTML of the vendor, read leniently.

use std::borrow::Cow;

/// Part of a text: a tag, or what stands between tags.
pub(super) enum Piece<'t> {
    Text(&'t str),
    Tag(Tag<'t>),
}

pub(super) struct Tag<'t> {
    /// In lower case.
    pub(super) name: String,
    pub(super) is_closing: bool,
    /// Whatever stands behind the name.
    attributes: &'t str,
}

/// Tags within a line.
const INLINE: &[&str] = &[
    "a", "b", "code", "em", "font", "i", "img", "small", "span", "strong", "sub", "sup", "td",
    "th", "u",
];

/// Tags that begin a line or end one.
const BLOCK: &[&str] = &[
    "blockquote",
    "br",
    "dd",
    "div",
    "dl",
    "dt",
    "dx-alert",
    "dx-codeblock",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "hr",
    "li",
    "ol",
    "p",
    "pre",
    "section",
    "table",
    "tbody",
    "thead",
    "tr",
    "ul",
];

impl<'t> Tag<'t> {
    /// Reads what stands between `<` and `>`; `None` if it is no tag but text, such as `<name>`.
    fn read(inside: &'t str) -> Option<Self> {
        let is_closing = inside.starts_with('/');
        let inside = inside.strip_prefix('/').unwrap_or(inside);
        let end = inside
            .find(|letter: char| letter.is_whitespace() || letter == '/')
            .unwrap_or(inside.len());
        let (name, attributes) = inside.split_at_checked(end)?;
        let name = name.to_ascii_lowercase();
        let is_known = INLINE.contains(&name.as_str()) || BLOCK.contains(&name.as_str());
        is_known.then_some(Self { name, is_closing, attributes })
    }

    pub(super) fn is_inline(&self) -> bool {
        INLINE.contains(&self.name.as_str())
    }

    /// Returns the value of an attribute.
    pub(super) fn attribute(&self, name: &str) -> Option<String> {
        let (_, rest) = self.attributes.split_once(name)?;
        let rest = rest.trim_start().strip_prefix('=')?.trim_start();
        let quote = rest.chars().next().filter(|quote| matches!(quote, '"' | '\''));
        let value = match quote {
            Some(quote) => rest.get(1..)?.split(quote).next(),
            None => rest.split_whitespace().next(),
        };
        Some(decoded(value?.trim()).into_owned())
    }
}

/// Splits a text into tags and what stands between them; a `<` that begins no tag is text.
pub(super) fn pieces(text: &str) -> Vec<Piece<'_>> {
    let mut pieces = Vec::new();
    let (mut start, mut from) = (0, 0);
    while let Some(open) = text.get(from..).and_then(|rest| rest.find('<')).map(|at| at + from) {
        from = open + 1;
        let inside = text.get(from..).unwrap_or_default();
        let Some(length) = inside.find(['<', '>']) else { break };
        let closed = inside.get(length..).is_some_and(|rest| rest.starts_with('>'));
        let tag = inside.get(..length).filter(|_| closed).and_then(Tag::read);
        if let Some(tag) = tag {
            pieces.push(Piece::Text(text.get(start..open).unwrap_or_default()));
            pieces.push(Piece::Tag(tag));
            from += length + 1;
            start = from;
        }
    }
    pieces.push(Piece::Text(text.get(start..).unwrap_or_default()));
    pieces
}

/// Replaces entities, and characters that Markdown escapes outside of code.
pub(super) fn decoded(text: &str) -> Cow<'_, str> {
    if !text.contains(['&', '\\']) {
        return text.into();
    }
    let mut out = String::with_capacity(text.len());
    let (mut rest, mut is_code) = (text, false);
    while let Some(character) = rest.chars().next() {
        let after = rest.get(character.len_utf8()..).unwrap_or_default();
        is_code ^= character == '`';
        let escaped = after.chars().next().filter(|next| "_*[]&~#<>".contains(*next));
        let replaced = match character {
            '&' => entity(after),
            '\\' if !is_code => escaped.and_then(|next| Some((next, after.get(1..)?))),
            _ => None,
        };
        let (character, after) = replaced.unwrap_or((character, after));
        out.push(character);
        rest = after;
    }
    out.into()
}

/// Reads an entity behind its `&`: the character, and what follows.
fn entity(text: &str) -> Option<(char, &str)> {
    const MAX_NAME: usize = 8;
    let end = text.bytes().take(MAX_NAME + 1).position(|byte| byte == b';')?;
    let (name, after) = (text.get(..end)?, text.get(end + 1..)?);
    let character = match name {
        "quot" => '"',
        "apos" => '\'',
        "amp" => '&',
        "lt" => '<',
        "gt" => '>',
        "nbsp" | "emsp" | "ensp" => ' ',
        _ => {
            let number = name.strip_prefix('#')?;
            let code = match number.strip_prefix(['x', 'X']) {
                Some(digits) => u32::from_str_radix(digits, 16).ok()?,
                None => number.parse().ok()?,
            };
            char::from_u32(code)?
        }
    };
    Some((character, after))
}
