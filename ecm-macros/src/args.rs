//! What stands between the braces of `api! { .. }`.

use proc_macro2::{Ident, Span};
use syn::parse::{Parse, ParseStream};
use syn::punctuated::Punctuated;
use syn::{Attribute, LitStr, Token, Visibility, bracketed};

/// The arguments of one invocation.
pub(crate) struct Args {
    /// Where the spec is.
    pub(crate) source: Source,
    /// The module to generate, with what stands before `mod`.
    pub(crate) module: Module,
    /// The wanted actions; all of them where there is no list.
    pub(crate) actions: Option<Vec<Ident>>,
}

/// Where a spec is.
pub(crate) enum Source {
    /// A file inside the calling package.
    File(LitStr),
    /// One that ships with `ecm-spec`, by name.
    Shipped(LitStr),
}

/// The module to generate.
pub(crate) struct Module {
    pub(crate) attributes: Vec<Attribute>,
    pub(crate) visibility: Visibility,
    pub(crate) name: Ident,
}

const USAGE: &str = "expected `spec: \"path/inside/the/package.json\"`, `pub mod name` and, if not all \
                     actions are wanted, `actions: [A, B]`, with commas between them";

impl Parse for Args {
    fn parse(input: ParseStream<'_>) -> syn::Result<Self> {
        let mut found = Found::default();
        while !input.is_empty() {
            found.argument(input)?;
            if !input.is_empty() {
                input.parse::<Token![,]>()?;
            }
        }
        found.complete(input.span())
    }
}

#[derive(Default)]
struct Found {
    source: Option<Source>,
    module: Option<Module>,
    actions: Option<Vec<Ident>>,
}

impl Found {
    fn argument(&mut self, input: ParseStream<'_>) -> syn::Result<()> {
        let attributes = input.call(Attribute::parse_outer)?;
        let visibility: Visibility = input.parse()?;
        if input.peek(Token![mod]) {
            let keyword: Token![mod] = input.parse()?;
            let name = input.parse()?;
            let module = Module { attributes, visibility, name };
            return once(&mut self.module, module, "mod", keyword.span);
        }
        if !attributes.is_empty() || !matches!(visibility, Visibility::Inherited) {
            return Err(input.error("expected `mod` and the name of the module to generate"));
        }
        let Ok(key) = input.parse::<Ident>() else { return Err(input.error(USAGE)) };
        let name = key.to_string();
        input.parse::<Token![:]>()?;
        match name.as_str() {
            "spec" => once(&mut self.source, Source::File(input.parse()?), "spec", key.span()),
            "shipped" => {
                once(&mut self.source, Source::Shipped(input.parse()?), "shipped", key.span())
            }
            "actions" => {
                let list;
                bracketed!(list in input);
                let list = Punctuated::<Ident, Token![,]>::parse_terminated(&list)?;
                once(&mut self.actions, list.into_iter().collect(), "actions", key.span())
            }
            _ => {
                let known = ["spec", "shipped", "actions", "mod"];
                let help = match ecm_spec::closest(&name, known) {
                    Some(close) => {
                        format!("no argument is called `{name}`; did you mean `{close}`?")
                    }
                    None => format!("no argument is called `{name}`; {USAGE}"),
                };
                Err(syn::Error::new(key.span(), help))
            }
        }
    }

    fn complete(self, end: Span) -> syn::Result<Args> {
        match (self.source, self.module) {
            (Some(source), Some(module)) => Ok(Args { source, module, actions: self.actions }),
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

fn once<T>(slot: &mut Option<T>, value: T, key: &str, at: Span) -> syn::Result<()> {
    match slot.replace(value) {
        None => Ok(()),
        Some(_) => Err(syn::Error::new(at, format!("`{key}` is given more than once"))),
    }
}
