//! Parser of the arguments in `api! { .. }`.

use proc_macro2::{Ident, Span};
use syn::ext::IdentExt as _;
use syn::parse::{Parse, ParseStream};
use syn::token::Bracket;
use syn::{Attribute, LitBool, LitStr, Token, Visibility, bracketed};

pub(crate) struct MacroInput {
    pub(crate) source: SpecLocation,
    /// Module to generate, with the attributes and visibility before `mod`.
    pub(crate) module: ModuleHead,
    pub(crate) actions: Option<Vec<ListedName>>,
    /// Listed groups of actions. Without either list, every action is selected.
    pub(crate) groups: Option<Vec<ListedName>>,
    /// Required fingerprint of the spec.
    pub(crate) fingerprint: Option<LitStr>,
    /// Prefix of the features that groups are behind.
    pub(crate) feature_prefix: Option<LitStr>,
    /// False in a crate with `#![no_implicit_prelude]`.
    pub(crate) implicit_prelude: Option<LitBool>,
}

/// Name in a list: an identifier, or several joined by hyphens.
pub(crate) struct ListedName {
    pub(crate) text: String,
    pub(crate) first: Span,
    pub(crate) last: Span,
}

impl AsRef<str> for ListedName {
    fn as_ref(&self) -> &str {
        &self.text
    }
}

pub(crate) enum SpecLocation {
    /// File inside the calling package.
    File(LitStr),
    /// Name of a spec that ships with `ecm-spec`.
    Shipped(LitStr),
}

pub(crate) struct ModuleHead {
    pub(crate) attributes: Vec<Attribute>,
    pub(crate) visibility: Visibility,
    pub(crate) name: Ident,
}

const USAGE: &str = "expected `spec: \"path/inside/the/package.json\"` and `pub mod name`, and optionally \
                     `actions: [A, B]`, `groups: [a, b]` and `fingerprint: \"...\"`, separated by commas";

impl Parse for MacroInput {
    fn parse(input: ParseStream<'_>) -> syn::Result<Self> {
        let mut found = PartialInput::default();
        while !input.is_empty() {
            found.argument(input)?;
            if !input.is_empty() {
                expect::<Token![,]>(input, "expected `,` before the next argument")?;
            }
        }
        found.complete(input.span())
    }
}

#[derive(Default)]
struct PartialInput {
    source: Option<SpecLocation>,
    module: Option<ModuleHead>,
    actions: Option<Vec<ListedName>>,
    groups: Option<Vec<ListedName>>,
    fingerprint: Option<LitStr>,
    feature_prefix: Option<LitStr>,
    implicit_prelude: Option<LitBool>,
}

impl PartialInput {
    fn argument(&mut self, input: ParseStream<'_>) -> syn::Result<()> {
        let attributes = input.call(Attribute::parse_outer)?;
        let visibility: Visibility = input.parse()?;
        if input.peek(Token![mod]) {
            let keyword: Token![mod] = input.parse()?;
            let name = input.parse()?;
            let module = ModuleHead { attributes, visibility, name };
            return set_once(&mut self.module, module, "mod", keyword.span);
        }
        if !attributes.is_empty() || !matches!(visibility, Visibility::Inherited) {
            return Err(input.error("expected the module to generate, as in `pub mod name`"));
        }
        let Ok(key) = input.parse::<Ident>() else { return Err(input.error(USAGE)) };
        let name = key.to_string();
        expect::<Token![:]>(input, &format!("expected `:` and a value after `{name}`"))?;
        match name.as_str() {
            "spec" => {
                let path = expect(input, "expected the path of a spec in quotes")?;
                set_once(&mut self.source, SpecLocation::File(path), &name, key.span())
            }
            "shipped" => {
                let shipped = expect(input, "expected the name of a shipped spec in quotes")?;
                set_once(&mut self.source, SpecLocation::Shipped(shipped), &name, key.span())
            }
            "actions" => set_once(&mut self.actions, list(input, action)?, &name, key.span()),
            "groups" => set_once(&mut self.groups, list(input, group)?, &name, key.span()),
            "fingerprint" => {
                let fingerprint = expect(input, "expected the fingerprint of the spec in quotes")?;
                set_once(&mut self.fingerprint, fingerprint, &name, key.span())
            }
            "feature_prefix" => {
                let prefix = expect(input, "expected the prefix of feature names in quotes")?;
                set_once(&mut self.feature_prefix, prefix, &name, key.span())
            }
            "implicit_prelude" => {
                let prelude = expect(input, "expected `true` or `false`")?;
                set_once(&mut self.implicit_prelude, prelude, &name, key.span())
            }
            _ => {
                let known = [
                    "spec",
                    "shipped",
                    "actions",
                    "groups",
                    "fingerprint",
                    "feature_prefix",
                    "implicit_prelude",
                    "mod",
                ];
                let help = match ecm_spec::closest(&name, known) {
                    Some(close) => format!("unknown argument `{name}`; did you mean `{close}`?"),
                    None => format!("unknown argument `{name}`; {USAGE}"),
                };
                Err(syn::Error::new(key.span(), help))
            }
        }
    }

    fn complete(self, end: Span) -> syn::Result<MacroInput> {
        match (self.source, self.module) {
            (Some(source), Some(module)) => {
                let Self { actions, groups, fingerprint, feature_prefix, implicit_prelude, .. } =
                    self;
                Ok(MacroInput {
                    source,
                    module,
                    actions,
                    groups,
                    fingerprint,
                    feature_prefix,
                    implicit_prelude,
                })
            }
            (None, None) => Err(syn::Error::new(end, USAGE)),
            (None, Some(_)) => Err(syn::Error::new(
                end,
                "the spec is missing: add `spec: \"path/inside/the/package.json\"`",
            )),
            (Some(_), None) => Err(syn::Error::new(
                end,
                "the module is missing: add `pub mod name`, the module to generate",
            )),
        }
    }
}

fn list(
    input: ParseStream<'_>,
    word: fn(ParseStream<'_>) -> syn::Result<ListedName>,
) -> syn::Result<Vec<ListedName>> {
    if !input.peek(Bracket) {
        return Err(input.error("expected a list of names in brackets"));
    }
    let list;
    bracketed!(list in input);
    Ok(list.parse_terminated(word, Token![,])?.into_iter().collect())
}

fn action(input: ParseStream<'_>) -> syn::Result<ListedName> {
    let name: Ident = expect(input, "expected the name of an action, without quotes")?;
    Ok(ListedName { text: name.to_string(), first: name.span(), last: name.span() })
}

/// Parses words joined by hyphens, each of which may be a keyword.
fn group(input: ParseStream<'_>) -> syn::Result<ListedName> {
    let Ok(first) = input.call(Ident::parse_any) else {
        return Err(
            input.error("expected the name of a group without quotes, as in `load-balancer`")
        );
    };
    let mut word = ListedName { text: first.to_string(), first: first.span(), last: first.span() };
    while input.parse::<Option<Token![-]>>()?.is_some() {
        let next = input.call(Ident::parse_any)?;
        word.text.push_str(&format!("-{next}"));
        word.last = next.span();
    }
    Ok(word)
}

/// Parses a token, with a message of its own if there is another one.
fn expect<T: Parse>(input: ParseStream<'_>, message: &str) -> syn::Result<T> {
    input.parse().map_err(|error: syn::Error| syn::Error::new(error.span(), message))
}

fn set_once<T>(slot: &mut Option<T>, value: T, key: &str, at: Span) -> syn::Result<()> {
    match slot.replace(value) {
        None => Ok(()),
        Some(_) if key == "spec" || key == "shipped" => Err(syn::Error::new(
            at,
            "the spec is given more than once: keep one `spec` or `shipped`",
        )),
        Some(_) => Err(syn::Error::new(at, format!("`{key}` is given more than once: keep one"))),
    }
}
