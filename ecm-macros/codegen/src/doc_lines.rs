//! Layout of documentation for people: wrapped, with one attribute per line.

use proc_macro2::{Delimiter, Group, Literal, TokenStream, TokenTree};
use quote::quote;

/// Maximum number of columns of a documentation line.
const WIDTH: usize = 96;

/// Splits each `doc` attribute in the tokens into lines.
pub(crate) fn split_docs(tokens: TokenStream) -> TokenStream {
    let mut out = Vec::new();
    for token in tokens {
        let TokenTree::Group(group) = token else {
            out.push(token);
            continue;
        };
        match documentation(&group) {
            Some(text) => attributes(&text, &mut out),
            None => {
                let mut inside = Group::new(group.delimiter(), split_docs(group.stream()));
                inside.set_span(group.span());
                out.push(TokenTree::Group(inside));
            }
        }
    }
    out.into_iter().collect()
}

/// Returns the text of `[doc = "text"]`.
fn documentation(group: &Group) -> Option<String> {
    let mut tokens = group.stream().into_iter();
    let found = (tokens.next()?, tokens.next()?, tokens.next()?, tokens.next());
    let (TokenTree::Ident(name), TokenTree::Punct(_), TokenTree::Literal(text), None) = found
    else {
        return None;
    };
    let is_doc = group.delimiter() == Delimiter::Bracket && name == "doc";
    let text: syn::LitStr = is_doc.then(|| syn::parse2(quote!(#text)).ok())??;
    Some(text.value())
}

/// Adds an attribute for each line. The `#` or `#!` of the first attribute is already in `out`.
fn attributes(text: &str, out: &mut Vec<TokenTree>) {
    let sign = out.len().saturating_sub(if is_inner(out) { 2 } else { 1 });
    let sign: Vec<TokenTree> = out.get(sign..).unwrap_or_default().to_vec();
    let mut is_first = true;
    for line in lines(text) {
        if !std::mem::take(&mut is_first) {
            out.extend(sign.iter().cloned());
        }
        let line = Literal::string(&line);
        out.push(TokenTree::Group(Group::new(Delimiter::Bracket, quote!(doc = #line))));
    }
}

fn is_inner(before: &[TokenTree]) -> bool {
    matches!(before.last(), Some(TokenTree::Punct(mark)) if mark.as_char() == '!')
}

/// Wraps a text into lines, each with the blank that separates it from `///`.
fn lines(text: &str) -> Vec<String> {
    let mut lines = Vec::new();
    for line in text.split('\n') {
        wrap(line, &mut lines);
    }
    lines
}

fn wrap(text: &str, lines: &mut Vec<String>) {
    let content = text.trim_start();
    // The blank that separates from `///`, and what makes an item part of another one.
    let lead = " ".repeat(text.len().saturating_sub(content.len()).max(1));
    let indent = format!("{lead}{}", " ".repeat(bullet_width(content)));
    let mut line = String::new();
    let mut columns = 0;
    for word in text.split_whitespace() {
        let width = word.chars().count();
        if columns > 0 && columns + 1 + width > WIDTH {
            lines.push(std::mem::replace(&mut line, indent.clone()));
            columns = indent.len() - 1;
        } else if columns > 0 {
            columns += 1;
            line.push(' ');
        } else {
            line.push_str(&lead);
            columns += lead.len() - 1;
        }
        line.push_str(word);
        columns += width;
    }
    lines.push(line);
}

/// Width of the bullet or number of an item of a list, with the blank behind it.
fn bullet_width(text: &str) -> usize {
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    let mark = if digits == 0 { "- " } else { ". " };
    match text.get(digits..).is_some_and(|rest| rest.starts_with(mark)) {
        true => digits + mark.len(),
        false => 0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_wrapped_and_lists_indented() {
        let text = format!(" one\n\n - {}", "word ".repeat(30));
        let lines = lines(&text);
        assert_eq!(lines.len(), 4, "{lines:?}");
        assert!(lines.iter().all(|line| line.chars().count() <= WIDTH + 1), "{lines:?}");
        assert_eq!(lines[..2], [" one", ""]);
        assert!(
            lines[2].starts_with(" - word word") && lines[3].starts_with("   word"),
            "{lines:?}"
        );
    }

    #[test]
    fn items_within_items_stay_there() {
        for (lead, mark) in [("   ", "- "), (" ", "12. ")] {
            let lines = lines(&format!("{lead}{mark}{}", "word ".repeat(30)));
            assert!(lines[0].starts_with(&format!("{lead}{mark}word")), "{lines:?}");
            let hanging = format!("{lead}{}word", " ".repeat(mark.len()));
            assert!(lines[1].starts_with(&hanging), "{lines:?}");
        }
    }

    #[test]
    fn each_line_is_an_attribute_of_its_own() {
        let tokens = quote! {
            #![doc = " a\n b"]
            #[doc(hidden)]
            #[doc = " c\n\n d"]
            pub mod m { #[doc = " e\n f"] pub fn g() {} }
        };
        let expected = quote! {
            #![doc = " a"]
            #![doc = " b"]
            #[doc(hidden)]
            #[doc = " c"]
            #[doc = ""]
            #[doc = " d"]
            pub mod m { #[doc = " e"] #[doc = " f"] pub fn g() {} }
        };
        assert_eq!(split_docs(tokens).to_string(), expected.to_string());
    }
}
