//! Builders in which what is required and not yet given does not compile.
//!
//! One type parameter per required field and per exclusive group, and none for the others, keeps
//! the cost to the compiler linear in the number of fields.

use ecm_spec::model::{Action, Spec, Type};
use proc_macro2::{Ident, TokenStream};
use quote::quote;

use crate::docs;
use crate::idents::{self, Unique, ident};
use crate::records::{self, Place};
use crate::setters::{Setters, TAKEN, Tracked};

/// A builder and the bounds that its last steps ask for.
pub(crate) struct Builder {
    pub(crate) items: TokenStream,
    pub(crate) bounds: TokenStream,
}

/// The builder of a record; that of a request can also send it.
pub(crate) fn builder(
    spec: &Spec,
    ty: &Type,
    action: Option<&Action>,
    names: &mut Unique,
) -> Builder {
    let tracked = tracked(ty, names);
    let name = idents::builder(ty);
    let record = ident(&ty.name.rust);
    let states: Vec<&Ident> = tracked.iter().map(|tracked| &tracked.state).collect();
    let doc = format!(" Builds [`{record}`](super::types::{record}).");
    let not_given = quote!(rt::NotGiven);
    let defaults = states.iter().map(|_| &not_given);
    let parameters = quote!(<#(#states = #defaults),*>);
    let generics = quote!(<#(#states),*>);
    let fresh = states.iter().map(|_| &not_given);
    let mut bounds: TokenStream =
        tracked.iter().map(|tracked| bound(ty, action, tracked)).collect();
    let setters = Setters::new(spec, ty, &tracked, names, &mut bounds).all();
    let last = last_steps(ty, action, &tracked);
    let items = quote! {
        #[doc = #doc]
        #[must_use = "a builder does nothing until it builds or sends"]
        pub struct #name #parameters {
            record: super::types::#record,
            given: ::core::marker::PhantomData<(#(#states,)*)>,
        }

        impl #name<#(#fresh),*> {
            pub(super) fn new() -> Self {
                Self {
                    record: rt::Record::blank(),
                    given: ::core::marker::PhantomData,
                }
            }
        }

        #[allow(deprecated)]
        impl #generics #name #generics {
            #setters
            #last
        }

        impl #generics ::core::fmt::Debug for #name #generics {
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                ::core::fmt::Debug::fmt(&self.record, f)
            }
        }
    };
    Builder { items, bounds }
}

fn tracked<'s>(ty: &'s Type, names: &mut Unique) -> Vec<Tracked<'s>> {
    let mut states = Unique::default();
    let mut state = |name: &str| states.take(format!("{}State", ecm_spec::camel(name)));
    records::places(ty)
        .into_iter()
        .filter_map(|place| match place {
            Place::Field(field) if records::is_required(ty, field) => {
                let camel = ecm_spec::camel(&field.name.rust);
                let bound = names.take(format!("{}Has{camel}", idents::stem(&ty.name.rust)));
                let state = state(&field.name.rust);
                Some(Tracked { place, state, bound: Some(bound) })
            }
            Place::Field(_) => None,
            Place::Group(group) => {
                let state = state(&group.field_name);
                Some(Tracked { place, state, bound: None })
            }
        })
        .collect()
}

/// A bound that only a given field fulfils, with a message that says which and how.
fn bound(ty: &Type, action: Option<&Action>, tracked: &Tracked<'_>) -> TokenStream {
    let Tracked { place: Place::Field(field), bound: Some(bound), .. } = tracked else {
        return TokenStream::new();
    };
    let wire = &field.name.wire;
    let whose = action.map_or(&ty.name.wire, |action| &action.name.wire);
    let message = format!("`{wire}` is required by `{whose}` and has not been given");
    let message = docs::diagnostic(&message);
    let method = idents::method(&field.name.rust, TAKEN);
    let label = format!("call `.{method}(..)` before this");
    let note = match field.required.as_deref() {
        Some("required") | None => TokenStream::new(),
        Some(rule) => {
            let note = docs::diagnostic(&format!("rule `{rule}` of the spec requires it"));
            quote!(, note = #note)
        }
    };
    let doc = format!(" `{wire}` of `{whose}` has been given.");
    quote! {
        #[doc = #doc]
        #[diagnostic::on_unimplemented(message = #message, label = #label #note)]
        pub trait #bound {}
        impl #bound for rt::Given {}
    }
}

/// `build`, and for a request `send`.
fn last_steps(ty: &Type, action: Option<&Action>, tracked: &[Tracked<'_>]) -> TokenStream {
    let record = ident(&ty.name.rust);
    let bounds: Vec<TokenStream> = tracked
        .iter()
        .filter_map(|Tracked { state, bound, .. }| {
            let bound = bound.as_ref()?;
            Some(quote!(#state: self::required::#bound,))
        })
        .collect();
    let bounds = match bounds.is_empty() {
        true => TokenStream::new(),
        false => quote!(where #(#bounds)*),
    };
    let send = action.map(|action| {
        let doc = docs::action(action).attributes();
        quote! {
            #doc
            ///
            /// # Errors
            ///
            /// See [`Error`](::ecm_client::Error): whether nothing was sent, the service refused, or
            /// nobody knows.
            pub async fn send(
                self,
                client: &super::Client,
            ) -> ::core::result::Result<
                ::ecm_client::Answer<<super::types::#record as ::ecm_client::Request>::Response>,
                ::ecm_client::Error,
            >
            #bounds
            {
                client.send(&self.record).await
            }
        }
    });
    quote! {
        /// The record, not yet validated.
        #[must_use]
        pub fn build(self) -> super::types::#record
        #bounds
        {
            self.record
        }
        #send
    }
}
