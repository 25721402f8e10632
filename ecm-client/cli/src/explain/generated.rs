//! Rust items as they are generated, extracted from the generated code.

use ecm_codegen::Selection;
use ecm_spec::Spec;
use syn::visit_mut::{self, VisitMut};
use syn::{File, ImplItem, Item, Visibility};

pub(crate) struct GeneratedCode {
    items: Vec<Item>,
}

impl GeneratedCode {
    /// Generates the code of all actions. Code that cannot be parsed has no items.
    pub(crate) fn new(spec: &Spec) -> Self {
        let tokens = ecm_codegen::generate(spec, &Selection::all(spec)).tokens();
        let mut items = syn::parse2(tokens).map_or_else(|_| Vec::new(), |file: File| file.items);
        items.iter_mut().for_each(|item| ShortenPaths.visit_item_mut(item));
        Self { items }
    }

    /// Returns the signature of a method, which ends in `_` if the client uses the name itself.
    pub(crate) fn method(&self, name: &str) -> Option<String> {
        let methods = || {
            self.items.iter().filter_map(|item| match item {
                Item::Impl(block) if block.trait_.is_none() => Some(&block.items),
                _ => None,
            })
        };
        let renamed = format!("{name}_");
        let method = [renamed.as_str(), name].into_iter().find_map(|name| {
            methods().flatten().find_map(|item| match item {
                ImplItem::Fn(method) if method.sig.ident == name => Some(method),
                _ => None,
            })
        })?;
        let vis = &method.vis;
        let sig = &method.sig;
        let text = print(&quote::quote!(#vis #sig {}))?;
        Some(text.trim_end().trim_end_matches("{}").trim_end().to_owned())
    }

    /// Returns a record, enum or group of the module `types`, without its documentation.
    pub(crate) fn ty(&self, name: &str) -> Option<String> {
        print_item(self.find("types", name)?)
    }

    pub(crate) fn field(&self, ty: &str, field: &str) -> Option<String> {
        let Item::Struct(record) = self.find("types", ty)? else { return None };
        let found = record
            .fields
            .iter()
            .find(|member| member.ident.as_ref().is_some_and(|ident| ident == field))?;
        let mut found = found.clone();
        found.attrs.clear();
        // A field cannot be printed by itself, so it is printed as the only one of a record.
        let text = print(&quote::quote!(struct Record { #found }))?;
        let lines: Vec<&str> = text.lines().collect();
        let inside = lines.get(1..lines.len().checked_sub(1)?)?;
        let inside: Vec<&str> =
            inside.iter().map(|line| line.strip_prefix("    ").unwrap_or(line)).collect();
        Some(inside.join("\n").trim_end_matches(',').to_owned())
    }

    /// Lists the enums of the module `error` that have a variant for a code.
    pub(crate) fn errors_with(&self, variant: &str) -> Vec<String> {
        let enums = self.module("error").into_iter().flatten().filter_map(|item| match item {
            Item::Enum(codes) => Some(codes),
            _ => None,
        });
        let with = enums.filter(|codes| codes.variants.iter().any(|one| one.ident == variant));
        with.map(|codes| codes.ident.to_string()).collect()
    }

    fn find(&self, module: &str, name: &str) -> Option<&Item> {
        self.module(module)?.iter().find(|item| match item {
            Item::Struct(item) => item.ident == name,
            Item::Enum(item) => item.ident == name,
            _ => false,
        })
    }

    fn module(&self, name: &str) -> Option<&Vec<Item>> {
        self.items.iter().find_map(|item| match item {
            Item::Mod(module) if module.ident == name => {
                module.content.as_ref().map(|(_, items)| items)
            }
            _ => None,
        })
    }
}

fn print_item(item: &Item) -> Option<String> {
    let mut item = item.clone();
    match &mut item {
        Item::Struct(record) => {
            record.attrs.clear();
            record.fields.iter_mut().for_each(|field| field.attrs.clear());
            hide_private(&mut record.fields);
        }
        Item::Enum(choice) => {
            choice.attrs.clear();
            choice.variants.iter_mut().for_each(|variant| variant.attrs.clear());
        }
        _ => return None,
    }
    Some(print(&item)?.trim_end().to_owned())
}

/// Removes private fields, which users cannot reach.
fn hide_private(fields: &mut syn::Fields) {
    if let syn::Fields::Named(named) = fields {
        let public = std::mem::take(&mut named.named).into_iter();
        named.named = public.filter(|field| matches!(field.vis, Visibility::Public(_))).collect();
    }
}

fn print(tokens: &impl quote::ToTokens) -> Option<String> {
    let file = syn::parse2(tokens.to_token_stream()).ok()?;
    Some(prettyplease::unparse(&file))
}

/// Visitor that reduces the full paths of generated code to their last segment.
struct ShortenPaths;

impl VisitMut for ShortenPaths {
    fn visit_path_mut(&mut self, path: &mut syn::Path) {
        // `R::Response` is short already, and its first segment is needed.
        let is_long = path.leading_colon.is_some()
            || path.segments.first().is_some_and(|first| {
                first.ident == "self" || first.ident == "super" || first.ident == "crate"
            });
        if is_long && let Some(last) = path.segments.pop() {
            path.leading_colon = None;
            path.segments.clear();
            path.segments.push(last);
        }
        visit_mut::visit_path_mut(self, path);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn generated() -> GeneratedCode {
        let text = include_str!("../../../../tests/specs/workshop-2024-02-29.json");
        GeneratedCode::new(&ecm_spec::read(text).unwrap())
    }

    #[test]
    fn items_are_those_of_the_generated_code() {
        let generated = generated();
        let method = generated.method("new").unwrap();
        assert!(method.starts_with("pub fn new_<'a>("), "{method}");
        assert!(method.contains("request: &'a NewRequest"), "{method}");
        assert!(method.ends_with("-> ResponseFuture<'a, NewResponse>"), "{method}");
        assert_eq!(generated.field("Leaf", "weight").unwrap(), "pub weight: i64");
        assert_eq!(
            generated.field("NewRequest", "payment").unwrap(),
            "pub payment: Option<Payment>"
        );
        assert!(generated.ty("Color").unwrap().contains("DarkBlue,"));
        assert!(generated.ty("Gift").unwrap().starts_with("pub struct Gift {"));
        assert!(generated.errors_with("FailedOperationStuck").contains(&"NewErrorCode".to_owned()));
        assert_eq!(generated.ty("None"), None);
        assert_eq!(generated.field("Leaf", "none"), None);
    }
}
