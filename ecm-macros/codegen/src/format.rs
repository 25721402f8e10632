//! Formatting of generated code as the text of a file.

use ecm_spec::model::{Action, Field, Spec};
use proc_macro2::TokenStream;

use crate::{Selection, client, idents, layout, setters};

/// Formats the output of [`generate`](crate::generate) as the text of a file.
///
/// The file can be a module (`mod lamp;`) or the root of a crate. A comment at its top names the spec;
/// everything else is exactly the generated tokens.
#[must_use]
pub fn file(spec: &Spec, selection: &Selection) -> String {
    format!("{}{}", header(spec), text(crate::generate(spec, selection).tokens()))
}

/// Formats the tokens of a file as if it had been written by hand.
#[must_use]
pub fn text(tokens: TokenStream) -> String {
    layout::file(tokens)
}

/// Formats statements, such as those of an example; text that is no Rust stays as it is.
#[must_use]
pub fn statements(code: &str) -> String {
    code.parse().map_or_else(|_| code.to_owned(), layout::statements)
}

/// Returns the name of the enum in the module `error` that has the codes of an action.
#[must_use]
pub fn error_enum(action: &Action) -> String {
    idents::error_code(action).to_string()
}

/// Returns the name of a method of the client: that of an action, its pages, its events or a waiter.
#[must_use]
pub fn client_method(name: &str) -> String {
    idents::method(name, client::RESERVED_METHODS).to_string()
}

/// Returns the name of the method by which a builder sets a field.
#[must_use]
pub fn setter(field: &Field) -> String {
    idents::method(&field.name.rust, setters::RESERVED_METHODS).to_string()
}

/// Comment at the top of generated code, without a version, so that only new code changes it.
pub(crate) fn header(spec: &Spec) -> String {
    format!(
        "// @generated from the spec of {} {}, revision {}.\n\
         // Do not edit: change the spec and generate again.\n\n",
        spec.service,
        spec.version,
        spec.revision.escape_debug()
    )
}

#[cfg(test)]
pub(crate) mod tests {
    use proc_macro2::{Delimiter, Group, TokenTree};
    use quote::{ToTokens, quote};

    use super::*;
    use crate::doc_lines;

    /// Asserts that two pieces of code only differ in what layout may change. That is the comma
    /// after the last item of a list, the braces of an arm and the semicolon in them, `<>` without
    /// parameters, and the quoting of a literal.
    pub(crate) fn assert_same(left: impl ToTokens, right: impl ToTokens) {
        let (left, right) = (words(left.to_token_stream()), words(right.to_token_stream()));
        for (index, (left, right)) in left.iter().zip(&right).enumerate() {
            assert_eq!(left, right, "token {index}");
        }
        assert_eq!(left.len(), right.len());
    }

    /// Splits each `doc` attribute in the tokens into lines.
    pub(crate) fn split_docs(tokens: TokenStream) -> TokenStream {
        let mut out: Vec<TokenTree> = Vec::new();
        for token in tokens {
            let TokenTree::Group(group) = token else {
                out.push(token);
                continue;
            };
            let is_inner =
                matches!(out.last(), Some(TokenTree::Punct(mark)) if mark.as_char() == '!');
            let Some(text) = doc_lines::documentation(&group) else {
                out.push(Group::new(group.delimiter(), split_docs(group.stream())).into());
                continue;
            };
            let sign: Vec<_> = out[out.len() - if is_inner { 2 } else { 1 }..].to_vec();
            for (at, line) in doc_lines::lines(&text).iter().enumerate() {
                if at > 0 {
                    out.extend(sign.iter().cloned());
                }
                out.push(Group::new(Delimiter::Bracket, quote!(doc = #line)).into());
            }
        }
        out.into_iter().collect()
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

    fn words(tokens: TokenStream) -> Vec<String> {
        let each = tokens.into_iter().flat_map(|token| match token {
            TokenTree::Group(group) if group.delimiter() == Delimiter::Brace => {
                let mut inside = words(group.stream());
                inside.pop_if(|last| last == ";");
                inside
            }
            TokenTree::Group(group) => {
                let mut inside = words(group.stream());
                inside.insert(0, format!("{:?}", group.delimiter()));
                inside.push("end".to_owned());
                inside
            }
            TokenTree::Punct(mark) if mark.as_char() == ',' => Vec::new(),
            TokenTree::Literal(literal) => match syn::parse_str(&literal.to_string()) {
                Ok(syn::Lit::Str(text)) => vec![format!("{:?}", text.value())],
                _ => vec![literal.to_string()],
            },
            other => vec![other.to_string()],
        });
        let mut words: Vec<String> = Vec::new();
        for word in each {
            if word == ">" && words.last().is_some_and(|last| last == "<") {
                words.pop();
            } else {
                words.push(word);
            }
        }
        words
    }

    fn ecm() -> Spec {
        let name = ecm_spec::shipped_names().next().unwrap();
        ecm_spec::read(ecm_spec::shipped(name).unwrap()).unwrap()
    }

    #[test]
    fn a_file_holds_the_tokens_of_the_macro() {
        let spec = ecm();
        let selection = Selection::all(&spec);
        let file = syn::parse_file(&file(&spec, &selection)).unwrap();
        assert_same(file, split_docs(crate::generate(&spec, &selection).tokens()));
    }

    #[test]
    fn the_header_is_one_comment_whatever_the_revision_says() {
        let mut spec = ecm();
        spec.revision = "1\nfn main() {}".to_owned();
        assert!(header(&spec).lines().all(|line| line.is_empty() || line.starts_with("//")));
    }
}
