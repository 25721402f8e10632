//! Rust items as they are generated, extracted from the generated code.

use std::collections::BTreeSet;

use ecm_codegen::Selection;
use ecm_spec::Spec;
use ecm_spec::model::{Action, Shape, Type};
use syn::visit_mut::{self, VisitMut};
use syn::{File, ImplItem, Item, Visibility};

use super::target::Target;

pub(crate) struct GeneratedCode {
    items: Vec<Item>,
}

impl GeneratedCode {
    /// Generates the code of the actions that some items belong to: that of all takes long. Code
    /// that cannot be parsed has no items.
    pub(crate) fn of(spec: &Spec, items: &[Target<'_>]) -> Self {
        Self::new(spec, &selection(spec, items))
    }

    fn new(spec: &Spec, selection: &Selection) -> Self {
        let tokens = ecm_codegen::generate(spec, selection).tokens();
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

/// Selects as few actions as it takes to generate what the pages of some items show.
fn selection(spec: &Spec, items: &[Target<'_>]) -> Selection {
    let mut actions: BTreeSet<&str> = BTreeSet::new();
    let first_with = |shows: &dyn Fn(&Type) -> bool| {
        let reaches = |action: &&Action| {
            Selection::actions_of(spec, &[&action.name.wire])
                .is_ok_and(|selection| selection.records(spec).any(shows))
        };
        spec.actions.iter().find(reaches).map(|action| action.name.wire.as_str())
    };
    for item in items {
        match *item {
            Target::Action(action) => actions.extend([action.name.wire.as_str()]),
            Target::Waiter(waiter) => actions.extend([spec[waiter.action].name.wire.as_str()]),
            Target::Type(ty) | Target::Field(ty, _) => {
                actions.extend(first_with(&|one| one.name == ty.name));
            }
            Target::Enum(wanted) => actions.extend(first_with(&|one| {
                let is_wanted = |shape: &Shape| matches!(shape, Shape::Enum(id) if spec[*id].name == wanted.name);
                one.fields.iter().any(|field| is_wanted(field.shape.item()))
            })),
            Target::Error(code) => {
                let has = |action: &&Action| {
                    action.errors.iter().any(|id| spec[*id].name == code.name)
                };
                let with_code = spec.actions.iter().filter(has);
                actions.extend(with_code.map(|action| action.name.wire.as_str()));
            }
            Target::Group(_) => {}
        }
    }
    let actions: Vec<&str> = actions.into_iter().collect();
    // The names are those of the spec, so they are all known.
    Selection::actions_of(spec, &actions).unwrap_or_else(|_| Selection::all(spec))
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
        let spec = ecm_spec::read(text).unwrap();
        GeneratedCode::new(&spec, &Selection::all(&spec))
    }

    /// Whatever is explained, as little is generated as it takes, and the same is shown.
    #[test]
    fn only_what_is_shown_is_generated() {
        for text in [
            include_str!("../../../../tests/specs/workshop-2024-02-29.json"),
            include_str!("../../../../tests/specs/warehouse-2024-03-31.json"),
        ] {
            let spec = ecm_spec::read(text).unwrap();
            let all = GeneratedCode::new(&spec, &Selection::all(&spec));
            for action in &spec.actions {
                let items = [Target::Action(action)];
                assert_eq!(selection(&spec, &items).actions(&spec).count(), 1);
                let few = GeneratedCode::of(&spec, &items);
                let name = &action.name.rust;
                assert!(few.method(name).is_some(), "{name}");
                assert_eq!(few.method(name), all.method(name));
                let pages = action.pages_method();
                assert_eq!(
                    pages.as_ref().and_then(|name| few.method(name)),
                    pages.as_ref().and_then(|name| all.method(name))
                );
            }
            for waiter in &spec.waiters {
                let few = GeneratedCode::of(&spec, &[Target::Waiter(waiter)]);
                assert_eq!(few.method(&waiter.name.rust), all.method(&waiter.name.rust));
            }
            for ty in &spec.types {
                let few = GeneratedCode::of(&spec, &[Target::Type(ty)]);
                let groups = ty.groups().map(|(_, group, _)| &group.type_name);
                for name in groups.chain([&ty.name.rust]) {
                    assert_eq!(few.ty(name), all.ty(name), "{name}");
                }
                for field in &ty.fields {
                    let (ty, field) = (&ty.name.rust, &field.name.rust);
                    assert_eq!(few.field(ty, field), all.field(ty, field), "{ty} {field}");
                }
            }
            for one in &spec.enums {
                let few = GeneratedCode::of(&spec, &[Target::Enum(one)]);
                assert!(few.ty(&one.name.rust).is_some());
                assert_eq!(few.ty(&one.name.rust), all.ty(&one.name.rust));
            }
            for code in &spec.errors {
                let few = GeneratedCode::of(&spec, &[Target::Error(code)]);
                let name = &code.name.rust;
                assert_eq!(few.errors_with(name), all.errors_with(name), "{name}");
            }
        }
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
