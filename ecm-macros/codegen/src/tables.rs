//! The static tables of a record and its few lines of behaviour over them.

use ecm_spec::model::{Field, Spec, Type};
use proc_macro2::{Literal, TokenStream};
use quote::quote;

use crate::idents::ident;
use crate::literals;
use crate::records::{self, member_of};
use crate::rules;

/// `impl Record`: the table, a look at each field, and a way to set it.
pub(crate) fn record_impl(spec: &Spec, ty: &Type) -> TokenStream {
    let name = ident(&ty.name.rust);
    let table = table(spec, ty);
    let views = ty.fields.iter().enumerate().map(|(index, field)| view(ty, index, field));
    let setters: Vec<TokenStream> =
        ty.fields.iter().enumerate().map(|(index, field)| setter(ty, index, field)).collect();
    let blank = records::blank(ty);
    let (index, input, body) = match ty.fields.is_empty() {
        true => (quote!(_index), quote!(_input), TokenStream::new()),
        false => (quote!(index), quote!(input), one_of(&setters)),
    };
    let look = match ty.fields.is_empty() {
        true => quote!(rt::View::Absent),
        false => quote!(match index { #(#views)* _ => rt::View::Absent }),
    };
    quote! {
        #[allow(deprecated)]
        impl rt::Record for #name {
            fn table(&self) -> &'static rt::RecordTable {
                static TABLE: rt::RecordTable = #table;
                &TABLE
            }

            fn field(&self, #index: usize) -> rt::View<'_> {
                #look
            }

            fn set(
                &mut self,
                #index: usize,
                #input: &mut dyn rt::Input,
            ) -> ::core::result::Result<(), rt::ReadError> {
                #body
                ::core::result::Result::Ok(())
            }

            fn blank() -> Self {
                #blank
            }
        }
    }
}

/// A choice by index; of one, a condition.
fn one_of(arms: &[TokenStream]) -> TokenStream {
    match arms {
        [only] => quote!(match index { #only _ => return ::core::result::Result::Ok(()), }),
        arms => quote!(match index { #(#arms)* _ => {} }),
    }
}

fn view(ty: &Type, index: usize, field: &Field) -> TokenStream {
    let index = Literal::usize_unsuffixed(index);
    match member_of(ty, field) {
        None => {
            let name = ident(&field.name.rust);
            quote!(#index => rt::Value::view(&self.#name),)
        }
        Some(member) => {
            let name = ident(&member.group.field_name);
            let group = ident(&member.group.type_name);
            let variant = ident(member.variant);
            quote! {
                #index => match &self.#name {
                    ::core::option::Option::Some(#group::#variant(value)) => {
                        rt::Value::view(value)
                    }
                    _ => rt::View::Absent,
                },
            }
        }
    }
}

fn setter(ty: &Type, index: usize, field: &Field) -> TokenStream {
    let index = Literal::usize_unsuffixed(index);
    match member_of(ty, field) {
        None => {
            let name = ident(&field.name.rust);
            match records::is_required(ty, field) {
                true => quote!(#index => rt::read_into(&mut self.#name, input)?,),
                false => quote!(#index => self.#name = rt::read(input)?,),
            }
        }
        Some(member) => {
            let name = ident(&member.group.field_name);
            let group = ident(&member.group.type_name);
            let variant = ident(member.variant);
            let rule = member.rule;
            quote! {
                #index => {
                    let choice = rt::read(input)?.map(#group::#variant);
                    rt::choose(&mut self.#name, choice, #rule)?;
                }
            }
        }
    }
}

fn table(spec: &Spec, ty: &Type) -> TokenStream {
    let name = crate::idents::bare(&ty.name.rust);
    let fields = ty.fields.iter().map(|field| {
        let wire = &field.name.wire;
        let mut row = quote!(rt::FieldTable::new(#wire));
        if field.secret {
            row.extend(quote!(.secret()));
        }
        // What only comes back is never validated.
        if let Some(rule) = field.required.as_ref().filter(|_| ty.sent) {
            row.extend(quote!(.required(#rule)));
        }
        if ty.sent && !field.rules.is_empty() {
            row.extend(match literals::has_constant(field) {
                true => {
                    let ty = ident(&ty.name.rust);
                    let constant = literals::constant_name(field);
                    quote!(.rules(#ty::#constant.rules()))
                }
                false => {
                    let rules = rules::value_rules(field);
                    quote!(.rules(&#rules))
                }
            });
        }
        row
    });
    let rules = rules::record_rules(spec, ty);
    quote! {
        rt::RecordTable {
            name: #name,
            fields: &[#(#fields),*],
            rules: #rules,
        }
    }
}
