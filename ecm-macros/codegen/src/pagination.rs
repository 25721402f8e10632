//! Paginated lists: the table for the runtime, and the two methods that return a paginator.

use crate::code::{Code, code, optional};
use ecm_spec::model::{Action, Pagination, PaginationBy, PaginationEnd, Path, Shape, Spec, Type};

use crate::docs::{self, Doc};
use crate::idents::{self, ident};
use crate::rules::position;
use crate::{client, paths};

/// Generates `impl Paginated`, and `pages` as an inherent method; nothing for an action without pages.
pub(crate) fn request(spec: &Spec, action: &Action) -> Code {
    let Some(pagination) = &action.pagination else { return Code::new() };
    let (request, response) = (&spec[action.request], &spec[action.response]);
    let Some(list) = paths::last(spec, response, &pagination.items) else { return Code::new() };
    let Shape::List(item) = &list.shape else { return Code::new() };
    let item = idents::shape_type(spec, item, list.secret, &Code::new());
    let table = table(spec, action, pagination);
    let items = paths::take(spec, response, &pagination.items, &code!(page));
    let (request, response) = (ident(&request.name.rust), ident(&response.name.rust));
    let doc = doc(action).outer();
    code! {
        #[allow(deprecated)]
        impl ::ecm_client::Paginated for #request {
            type Item = #item;
            const PAGINATION: &'static rt::PaginationTable = &#table;

            #[inline]
            fn items(page: #response) -> ::std::vec::Vec<#item> {
                #items
            }
        }

        impl #request {
            #doc
            #[inline]
            pub fn pages(self, client: &super::Client) -> ::ecm_client::Paginator<Self> {
                ::ecm_client::Paginator::new(client.core(), self)
            }
        }
    }
}

pub(crate) fn method(spec: &Spec, action: &Action) -> Code {
    let Some(method) = action.pages_method() else { return Code::new() };
    let name = idents::method(&method, client::RESERVED_METHODS);
    let request = ident(&spec[action.request].name.rust);
    let doc = doc(action).outer();
    let deprecated = docs::deprecated_attribute(action.deprecated.as_deref());
    code! {
        #doc
        #deprecated
        #[inline]
        pub fn #name(
            &self,
            request: self::types::#request,
        ) -> ::ecm_client::Paginator<self::types::#request> {
            ::ecm_client::Paginator::new(&self.core, request)
        }
    }
}

fn doc(action: &Action) -> Doc {
    let mut doc = Doc::new(&format!(
        "Calls `{}` page by page, starting at the position in the request.",
        action.name.wire
    ));
    doc.markup(
        "[`Paginator::items`](::ecm_client::Paginator::items) turns the pages into their items. Nothing is \
         sent until the first page is polled.",
    );
    doc
}

fn table(spec: &Spec, action: &Action, pagination: &Pagination) -> Code {
    let (request, response) = (&spec[action.request], &spec[action.response]);
    let path = |path: &Path| paths::positions(spec, response, path);
    let by = by(request, &pagination.by, path);
    let limit = optional(pagination.limit.as_ref().map(|limit| position(request, limit)));
    let size = optional(pagination.size.map(|size| code!(#size)));
    let items = path(&pagination.items);
    let total = pagination.total.as_ref().map_or(code!(&[]), path);
    let end = match &pagination.end {
        None => code!(Unspecified),
        Some(PaginationEnd::More(more)) => {
            let more = path(more);
            code!(HasMore(#more))
        }
        Some(PaginationEnd::Last(last)) => {
            let last = path(last);
            code!(IsLast(#last))
        }
    };
    code! {
        rt::PaginationTable {
            by: rt::PaginationBy::#by,
            limit: #limit,
            size: #size,
            items: #items,
            total: #total,
            end: rt::PaginationEnd::#end,
        }
    }
}

fn by(request: &Type, by: &PaginationBy, path: impl Fn(&Path) -> Code) -> Code {
    let field = position(request, by.field());
    match by {
        PaginationBy::Offset { .. } => code!(Offset(#field)),
        PaginationBy::Number { .. } => code!(Number(#field)),
        PaginationBy::Token { next, .. } => {
            let next = path(next);
            code!(Token(#field, #next))
        }
    }
}
