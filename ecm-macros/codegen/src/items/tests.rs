use quote::{ToTokens, quote};
use syn::visit_mut::{self, VisitMut};
use syn::{ImplItem, Item, Visibility};

use super::*;
use crate::Selection;
use crate::format::tests::assert_same;

fn specs() -> [Spec; 2] {
    let workshop = include_str!("../../../../tests/specs/workshop-2024-02-29.json");
    let warehouse = include_str!("../../../../tests/specs/warehouse-2024-03-31.json");
    [workshop, warehouse].map(|text| ecm_spec::read(text).unwrap())
}

/// All of the generated code, with the full paths reduced to their last segment.
struct Generated(Vec<Item>);

impl Generated {
    fn new(spec: &Spec) -> Self {
        let tokens = crate::generate(spec, &Selection::all(spec)).tokens();
        let mut file: syn::File = syn::parse2(tokens).unwrap();
        file.items.iter_mut().for_each(|item| ShortenPaths.visit_item_mut(item));
        Self(file.items)
    }

    fn module(&self, name: &str) -> &[Item] {
        let module = self.0.iter().find_map(|item| match item {
            Item::Mod(module) if module.ident == name => module.content.as_ref(),
            _ => None,
        });
        &module.unwrap().1
    }

    fn method(&self, name: &str) -> TokenStream {
        let methods = self.0.iter().flat_map(|item| match item {
            Item::Impl(block) if block.trait_.is_none() => block.items.as_slice(),
            _ => &[],
        });
        let method = methods.into_iter().find_map(|item| match item {
            ImplItem::Fn(method) if method.sig.ident == name => Some(method),
            _ => None,
        });
        let method = method.expect(name);
        let (vis, sig) = (&method.vis, &method.sig);
        quote!(#vis #sig)
    }

    /// Struct or enum of the module `types`, without documentation and private fields.
    fn ty(&self, name: &str) -> Item {
        let item = self.module("types").iter().find(|item| match item {
            Item::Struct(item) => item.ident == name,
            Item::Enum(item) => item.ident == name,
            _ => false,
        });
        let mut item = item.expect(name).clone();
        match &mut item {
            Item::Struct(record) => {
                record.attrs.clear();
                record.fields.iter_mut().for_each(|field| field.attrs.clear());
                if let syn::Fields::Named(named) = &mut record.fields {
                    let fields = std::mem::take(&mut named.named).into_iter();
                    let is_public = |field: &syn::Field| matches!(field.vis, Visibility::Public(_));
                    named.named = fields.filter(is_public).collect();
                }
            }
            Item::Enum(choice) => {
                choice.attrs.clear();
                choice.variants.iter_mut().for_each(|variant| variant.attrs.clear());
            }
            _ => unreachable!(),
        }
        item
    }

    fn field(&self, ty: &str, field: &str) -> syn::Field {
        let Item::Struct(record) = self.ty(ty) else { panic!("{ty} is no struct") };
        let mut fields = record.fields.into_iter();
        fields.find(|member| member.ident.as_ref().unwrap() == field).unwrap()
    }

    fn errors_with(&self, variant: &str) -> Vec<String> {
        let enums = self.module("error").iter().filter_map(|item| match item {
            Item::Enum(codes) => Some(codes),
            _ => None,
        });
        let with = enums.filter(|codes| codes.variants.iter().any(|one| one.ident == variant));
        with.map(|codes| codes.ident.to_string()).collect()
    }
}

struct ShortenPaths;

impl VisitMut for ShortenPaths {
    fn visit_path_mut(&mut self, path: &mut syn::Path) {
        // `R::Response` is short already, and its first segment is needed.
        let is_root =
            |name: &syn::Ident| ["self", "super", "crate"].iter().any(|root| name == root);
        let is_long = path.leading_colon.is_some()
            || path.segments.first().is_some_and(|first| is_root(&first.ident));
        if is_long && let Some(last) = path.segments.pop() {
            path.leading_colon = None;
            path.segments.clear();
            path.segments.push(last);
        }
        visit_mut::visit_path_mut(self, path);
    }
}

#[track_caller]
fn assert_text(text: &str, expected: impl ToTokens) {
    assert_same(text.parse::<TokenStream>().unwrap(), expected);
    assert_eq!(text, text.trim());
}

#[test]
fn items_are_those_of_the_generated_code() {
    for spec in specs() {
        let all = Generated::new(&spec);
        let method = |name: &str| idents::method(name, client::RESERVED_METHODS).to_string();
        for action in &spec.actions {
            let call = (!action.is_always_streamed()).then(|| action.name.rust.clone());
            let names = [call, action.stream_method(), action.pages_method()];
            let expected: Vec<String> = names.into_iter().flatten().collect();
            let found = methods(&spec, action);
            assert_eq!(found.len(), expected.len(), "{}", action.name.rust);
            for (text, name) in found.iter().zip(&expected) {
                assert_text(text, all.method(&method(name)));
            }
        }
        for waiter in &spec.waiters {
            let name = method(&waiter.name.rust);
            assert_text(&waiter_method(&spec, waiter), all.method(&name));
        }
        for ty in &spec.types {
            if let Some(text) = record(&spec, ty) {
                assert_text(&text, all.ty(&ty.name.rust));
            } else {
                assert!(!ty.sent && ty.fields.is_empty(), "{}", ty.name.rust);
            }
            let enums = groups(&spec, ty);
            assert_eq!(enums.len(), ty.groups().count());
            for (text, (_, group, _)) in enums.iter().zip(ty.groups()) {
                assert_text(text, all.ty(&group.type_name));
            }
            for one in &ty.fields {
                let group = ty.groups().find(|(_, _, names)| names.contains(&one.name.wire));
                let name = group.map_or(&one.name.rust, |(_, group, _)| &group.field_name);
                assert_text(&field(&spec, ty, one).unwrap(), all.field(&ty.name.rust, name));
            }
        }
        for one in &spec.enums {
            assert_text(&enum_type(one), all.ty(&one.name.rust));
        }
        for code in &spec.errors {
            assert_eq!(error_enums(&spec, code), all.errors_with(&code.name.rust));
        }
    }
}

#[test]
fn items_are_short() {
    let [spec, _] = specs();
    let action = spec.actions.iter().find(|action| action.name.wire == "New").unwrap();
    let [method] = methods(&spec, action).try_into().unwrap();
    assert!(method.starts_with("pub fn new_<'a>("), "{method}");
    assert!(method.contains("request: &'a NewRequest"), "{method}");
    assert!(method.ends_with("-> ResponseFuture<'a, NewResponse>"), "{method}");
    let ty = |name: &str| spec.types.iter().find(|ty| ty.name.rust == name).unwrap();
    let field = |owner: &str, name: &str| {
        let owner = ty(owner);
        super::field(&spec, owner, owner.fields.iter().find(|one| one.name.rust == name)?)
    };
    assert_eq!(field("Leaf", "weight").unwrap(), "pub weight: i64");
    let payment = groups(&spec, ty("NewRequest"));
    assert!(payment.iter().any(|text| text.starts_with("pub enum Payment {\n    ")), "{payment:?}");
    let color = spec.enums.iter().find(|one| one.name.rust == "Color").unwrap();
    assert!(enum_type(color).contains("    DarkBlue,\n"));
    assert!(record(&spec, ty("Gift")).unwrap().starts_with("pub struct Gift {\n"));
    let stuck = spec.errors.iter().find(|code| code.name.rust == "FailedOperationStuck").unwrap();
    assert!(error_enums(&spec, stuck).contains(&"NewErrorCode".to_owned()));
}

#[test]
fn only_full_paths_are_shortened() {
    for (code, expected) in [
        ("a: ::core::option::Option<self::types::X>", "a: Option<X>"),
        ("&'a ::std::string::String", "&'a String"),
        ("R::Response", "R::Response"),
        ("impl ::core::convert::Into<super::T>", "impl Into<T>"),
        ("&'a self, (crate::A, mut ::b::B)", "&'a self, (A, mut B)"),
    ] {
        let (code, expected): (TokenStream, TokenStream) =
            (code.parse().unwrap(), expected.parse().unwrap());
        assert_eq!(shorten(code).to_string(), expected.to_string());
    }
}
