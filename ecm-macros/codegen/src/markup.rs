//! Markup of a spec's text: what keeps its meaning, and what is escaped.

use std::borrow::Cow;

/// Trims everything that would become blanks at the ends, enough of which would begin a block of code.
pub(crate) fn trimmed(text: &str) -> &str {
    text.trim_matches(|character: char| character.is_whitespace() || is_harmful(character))
}

/// Splits an item of a list into its bullet or number and its text.
pub(crate) fn list_item(text: &str) -> Option<(&str, &str)> {
    const MAX_DIGITS: usize = 3;
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    let mark = match digits {
        0 => "- ",
        1..=MAX_DIGITS => ". ",
        _ => return None,
    };
    let item =
        text.get(digits..)?.strip_prefix(mark).map(trimmed).filter(|item| !item.is_empty())?;
    Some((text.get(..digits + mark.len())?, item))
}

/// Appends a text in which only code spans, addresses and links keep their meaning as markup. In nearly all texts
/// nothing has to be replaced: they are scanned byte by byte, which costs an unoptimised macro
/// least, and appended at once.
pub(crate) fn escape_markup(text: &str, out: &mut String) {
    let bytes = text.as_bytes();
    // The rest to scan, and the end of what has been appended.
    let (mut rest, mut done) = (bytes, 0);
    loop {
        // Letters first, because most characters are letters.
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
        let special = text.get(at..).unwrap_or_default();
        let before = text.get(done..at).unwrap_or_default();
        if let Some(scheme) = scheme_before(before, special) {
            let address = address_length(special) + scheme.len();
            let start = at - scheme.len();
            let address = text.get(start..start + address).unwrap_or_default();
            out.extend([before.strip_suffix(scheme).unwrap_or(before), "<", address, ">"]);
            done = start + address.len();
            rest = bytes.get(done..).unwrap_or_default();
            continue;
        }
        let Some((length, instead)) = address_link(special).or_else(|| escape(special)) else {
            break;
        };
        rest = rest.get(length..).unwrap_or_default();
        if let Some(instead) = instead {
            out.extend([before, &instead]);
            done = at + length;
        }
    }
    out.push_str(text.get(done..).unwrap_or_default());
}

/// Returns the scheme of an address of the web whose rest is at the start of `rest`.
fn scheme_before<'t>(before: &'t str, rest: &str) -> Option<&'t str> {
    let scheme = ["https", "http"].into_iter().find(|scheme| before.ends_with(scheme))?;
    let has_host = address_length(rest) > "://".len();
    before.get(before.len() - scheme.len()..).filter(|_| has_host)
}

/// Length of the rest of an address, from its `://`; zero if there is none. What usually ends a
/// sentence is no part of it.
fn address_length(rest: &str) -> usize {
    let Some(host) = rest.strip_prefix("://") else { return 0 };
    let is_part = |byte: &u8| byte.is_ascii_graphic() && !b"()[]{}<>`\"'\\*|^,;".contains(byte);
    let length = host.bytes().take_while(is_part).count();
    let address =
        host.get(..length).unwrap_or_default().trim_end_matches(['.', ':', '!', '?', '~']);
    "://".len() + address.len()
}

/// Length of the link `[text](address)` at the start of a text, with its text escaped.
fn address_link(text: &str) -> Option<(usize, Option<Cow<'static, str>>)> {
    let inside = text.strip_prefix('[')?;
    let (label, rest) = inside.split_at_checked(inside.find(['[', ']'])?)?;
    let rest = rest.strip_prefix("](")?;
    let scheme = ["https", "http"].into_iter().find(|scheme| rest.starts_with(scheme))?;
    let length = address_length(rest.get(scheme.len()..)?);
    let (address, rest) = rest.split_at_checked(scheme.len() + length)?;
    // A link within a link would end it.
    let is_link = rest.starts_with(')') && length > "://".len();
    if !is_link || trimmed(label).is_empty() || label.contains("://") {
        return None;
    }
    let mut link = String::from("[");
    escape_markup(label, &mut link);
    link.extend(["](", address, ")"]);
    Some(("[](".len() + label.len() + address.len() + ")".len(), Some(link.into())))
}

/// Length of the special character or code span at the start of a text, and its replacement, if any.
fn escape(text: &str) -> Option<(usize, Option<Cow<'static, str>>)> {
    let first = text.chars().next()?;
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

/// Returns `true` if a text consists of printable ASCII characters.
fn is_printable(text: &str) -> bool {
    let mut rest = text.as_bytes();
    while let [b' '..=b'~', after @ ..] = rest {
        rest = after;
    }
    rest.is_empty()
}

/// Offset of the end of a code span that began with this many backticks.
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

/// Number of backticks at the start of a text.
fn backticks(text: &str) -> usize {
    let mut rest = text.as_bytes();
    while let [b'`', after @ ..] = rest {
        rest = after;
    }
    text.len() - rest.len()
}

/// Replacement of a character outside code spans, if it needs one.
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

/// Returns `true` for directional marks and control characters. The former would let a reader see
/// another text than is there, the latter would make lines of their own.
pub(crate) fn is_harmful(character: char) -> bool {
    matches!(character, '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
        || character.is_control()
}
