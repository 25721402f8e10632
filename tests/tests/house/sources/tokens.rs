//! Doc comments, constants and paths as runs of tokens, so that bodies of macros are seen too.

use proc_macro2::{Delimiter, Spacing, TokenStream, TokenTree};

/// Macros whose tokens become generated code, with the docs of that code.
const QUOTING: [&str; 5] = ["quote", "quote_spanned", "parse_quote", "code", "template"];

/// Doc comment of one item.
pub struct Doc {
    /// Line that it begins in.
    pub line: usize,
    /// Its text, one line of the comment a line.
    pub text: String,
}

/// Splits a file into tokens.
pub fn tokens(path: &str, text: &str) -> TokenStream {
    let tokens = text.parse();
    tokens.unwrap_or_else(|error| panic!("{path}: no Rust: {error}"))
}

/// Finds the doc comments, without those of generated code.
pub fn docs(tokens: TokenStream, found: &mut Vec<Doc>) {
    let tokens: Vec<TokenTree> = tokens.into_iter().collect();
    // Text so far, and the kind of attribute: inner or outer.
    let mut open: Option<(Doc, bool)> = None;
    let mut at = 0;
    while let Some(token) = tokens.get(at) {
        if let Some((group, inner, length)) = attribute(&tokens[at..]) {
            if open.as_ref().is_some_and(|(_, kind)| *kind != inner) {
                found.extend(open.take().map(|(doc, _)| doc));
            }
            if let Some(line) = doc_text(group.stream()) {
                let (doc, _) = open.get_or_insert_with(|| {
                    let line = token.span().start().line;
                    (Doc { line, text: String::new() }, inner)
                });
                doc.text.push_str(&line);
                doc.text.push('\n');
            }
            at += length;
            continue;
        }
        found.extend(open.take().map(|(doc, _)| doc));
        if let TokenTree::Group(group) = token
            && !follows_quoting(&tokens[..at])
        {
            docs(group.stream(), found);
        }
        at += 1;
    }
    found.extend(open.map(|(doc, _)| doc));
}

/// Finds the names of constants and statics, with their lines.
pub fn constants(tokens: TokenStream, found: &mut Vec<(usize, String)>) {
    let tokens: Vec<TokenTree> = tokens.into_iter().collect();
    for (at, token) in tokens.iter().enumerate() {
        if let TokenTree::Group(group) = token {
            constants(group.stream(), found);
        }
        let words: Vec<_> = tokens[at..].iter().take(3).map_while(word).collect();
        match words.as_slice() {
            [keyword, mutable, name, ..] if keyword == "static" && mutable == "mut" => {
                found.push((token.span().start().line, name.clone()));
            }
            [keyword, name, ..] if keyword == "const" || keyword == "static" => {
                found.push((token.span().start().line, name.clone()));
            }
            _ => {}
        }
    }
}

/// Finds the paths of two names or more.
pub fn paths(tokens: TokenStream, found: &mut Vec<Vec<String>>) {
    let tokens: Vec<TokenTree> = tokens.into_iter().collect();
    let mut at = 0;
    while let Some(token) = tokens.get(at) {
        if let TokenTree::Group(group) = token {
            paths(group.stream(), found);
        }
        let mut path: Vec<String> = word(token).into_iter().collect();
        at += 1;
        while !path.is_empty() && separator(&tokens[at..]) {
            let Some(name) = tokens.get(at + 2).and_then(word) else { break };
            path.push(name);
            at += 3;
        }
        if path.len() > 1 {
            found.push(path);
        }
    }
}

fn word(token: &TokenTree) -> Option<String> {
    match token {
        TokenTree::Ident(word) => Some(word.to_string().trim_start_matches("r#").to_owned()),
        _ => None,
    }
}

fn separator(tokens: &[TokenTree]) -> bool {
    matches!(tokens, [TokenTree::Punct(first), TokenTree::Punct(second), ..]
        if first.as_char() == ':' && first.spacing() == Spacing::Joint && second.as_char() == ':')
}

/// Attribute at the head of the tokens: its brackets, true for `#!`, and its length.
fn attribute(tokens: &[TokenTree]) -> Option<(&proc_macro2::Group, bool, usize)> {
    let is =
        |token: &TokenTree, sign| matches!(token, TokenTree::Punct(one) if one.as_char() == sign);
    let (group, inner, length) = match tokens {
        [hash, TokenTree::Group(group), ..] if is(hash, '#') => (group, false, 2),
        [hash, bang, TokenTree::Group(group), ..] if is(hash, '#') && is(bang, '!') => {
            (group, true, 3)
        }
        _ => return None,
    };
    (group.delimiter() == Delimiter::Bracket).then_some((group, inner, length))
}

fn doc_text(tokens: TokenStream) -> Option<String> {
    let tokens: Vec<TokenTree> = tokens.into_iter().collect();
    match tokens.as_slice() {
        [TokenTree::Ident(doc), TokenTree::Punct(_), TokenTree::Literal(text)] if doc == "doc" => {
            let text: syn::LitStr = syn::parse_str(&text.to_string()).ok()?;
            Some(text.value())
        }
        _ => None,
    }
}

fn follows_quoting(before: &[TokenTree]) -> bool {
    match before {
        [.., TokenTree::Ident(name), TokenTree::Punct(bang)] => {
            bang.as_char() == '!' && QUOTING.iter().any(|quoting| name == quoting)
        }
        _ => false,
    }
}

#[test]
fn tokens_show_docs_constants_and_paths() {
    let text = "//! Head.\n/// One\n/// two.\n#[must_use]\n/// Three.\nfn f() {\n    quote! { /// Out.\n \
                struct S; }\n}\nm! { /// In.\n static mut A: u8 = $crate::b::C; }\nconst fn g() {}\n";
    let mut found = Vec::new();
    docs(tokens("sample", text), &mut found);
    let found: Vec<(usize, &str)> = found.iter().map(|doc| (doc.line, doc.text.as_str())).collect();
    assert_eq!(found, [(1, " Head.\n"), (2, " One\n two.\n Three.\n"), (10, " In.\n")]);
    let mut named = Vec::new();
    constants(tokens("sample", text), &mut named);
    assert!(named.contains(&(11, "A".to_owned())), "{named:?}");
    let mut found = Vec::new();
    paths(tokens("sample", text), &mut found);
    assert_eq!(found, [["crate", "b", "C"]]);
}
