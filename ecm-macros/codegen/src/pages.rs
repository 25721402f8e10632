//! Lists that come page by page: how to ask for them, and the two methods that walk over them.

use ecm_spec::model::{Action, Pages, PagesBy, PagesEnd, Path, Shape, Spec, Type};
use proc_macro2::{Literal, TokenStream};
use quote::quote;

use crate::docs::{self, Doc};
use crate::idents::{self, ident};
use crate::rules::position;
use crate::{client, paths};

/// `impl Paged`, and `pages` without an import. Nothing for an action that is not paged.
pub(crate) fn request(spec: &Spec, action: &Action) -> TokenStream {
    let Some(pages) = &action.pages else { return TokenStream::new() };
    let (request, response) = (&spec[action.request], &spec[action.response]);
    let Some(list) = paths::last(spec, response, &pages.items) else { return TokenStream::new() };
    let Shape::List(item) = &list.shape else { return TokenStream::new() };
    let item = idents::shape_type(spec, item, list.secret, &TokenStream::new());
    let table = table(spec, action, pages);
    let items = paths::take(spec, response, &pages.items, &quote!(page));
    let (request, response) = (ident(&request.name.rust), ident(&response.name.rust));
    let doc = doc(action).attributes();
    quote! {
        #[allow(deprecated)]
        impl ::ecm_client::Paged for #request {
            type Item = #item;
            const PAGES: &'static rt::PageTable = &#table;

            fn items(page: #response) -> ::std::vec::Vec<#item> {
                #items
            }
        }

        impl #request {
            #doc
            pub fn pages(self, client: &super::Client) -> ::ecm_client::Pages<Self> {
                ::ecm_client::Pages::new(client.core(), self)
            }
        }
    }
}

/// The method of the client.
pub(crate) fn method(spec: &Spec, action: &Action) -> TokenStream {
    let Some(method) = action.pages_method() else { return TokenStream::new() };
    let name = idents::method(&method, client::TAKEN);
    let request = ident(&spec[action.request].name.rust);
    let doc = doc(action).attributes();
    let deprecated = docs::deprecated(action.deprecated.as_deref());
    quote! {
        #doc
        #deprecated
        pub fn #name(
            &self,
            request: self::types::#request,
        ) -> ::ecm_client::Pages<self::types::#request> {
            ::ecm_client::Pages::new(&self.core, request)
        }
    }
}

fn doc(action: &Action) -> Doc {
    let mut doc = Doc::new(&format!(
        "The pages of `{}` one after the other, from where the request says; their items with \
         `items`.",
        action.name.wire
    ));
    doc.paragraph("Nothing is sent until the first page is asked for.");
    doc
}

fn table(spec: &Spec, action: &Action, pages: &Pages) -> TokenStream {
    let (request, response) = (&spec[action.request], &spec[action.response]);
    let path = |path: &Path| paths::positions(spec, response, path);
    let by = by(request, &pages.by, path);
    let limit = optional(pages.limit.as_ref().map(|limit| position(request, limit)));
    let size = optional(pages.size.map(|size| {
        let size = Literal::u64_unsuffixed(size);
        quote!(#size)
    }));
    let items = path(&pages.items);
    let total = pages.total.as_ref().map_or(quote!(&[]), path);
    let end = match &pages.end {
        None => quote!(Unsaid),
        Some(PagesEnd::More(more)) => {
            let more = path(more);
            quote!(More(#more))
        }
        Some(PagesEnd::Last(last)) => {
            let last = path(last);
            quote!(Last(#last))
        }
    };
    quote! {
        rt::PageTable {
            by: rt::PagesBy::#by,
            limit: #limit,
            size: #size,
            items: #items,
            total: #total,
            end: rt::PagesEnd::#end,
        }
    }
}

fn by(request: &Type, by: &PagesBy, path: impl Fn(&Path) -> TokenStream) -> TokenStream {
    let field = position(request, by.field());
    match by {
        PagesBy::Offset { .. } => quote!(Offset(#field)),
        PagesBy::Number { .. } => quote!(Number(#field)),
        PagesBy::Token { next, .. } => {
            let next = path(next);
            quote!(Token(#field, #next))
        }
    }
}

/// The tokens of an `Option`.
pub(crate) fn optional(value: Option<TokenStream>) -> TokenStream {
    match value {
        Some(value) => quote!(::core::option::Option::Some(#value)),
        None => quote!(::core::option::Option::None),
    }
}
