//! The static table of a record and its few lines of behaviour over it.
//!
//! What a compiler pays for is bodies and what it has to infer in them, so a record says no more
//! than where each of its fields is. Everything else is done by the runtime, once for all records.

use ecm_spec::model::{Field, Spec, Type};

use crate::code::{Code, code};
use crate::idents::{self, ident};
use crate::literals;
use crate::records::{self, Member, member_of};
use crate::rules;

/// `impl Record`: the table, and where each field is, to look at and to change.
pub(crate) fn record_impl(spec: &Spec, ty: &Type) -> Code {
    let name = ident(&ty.name.rust);
    let table = table(spec, ty);
    let index = match ty.fields.is_empty() {
        true => code!(_index),
        false => code!(index),
    };
    let fields = || ty.fields.iter().enumerate();
    let look = one_of(fields().map(|(index, field)| look(ty, index, field)), &code!(rt::absent()));
    let places = fields().filter_map(|(index, field)| place(ty, index, field));
    let places = one_of(places, &code!(rt::nowhere()));
    let chosen = chosen(ty);
    let blank = match records::has_default(ty) {
        true => code!(::core::default::Default::default()),
        false => records::blank(ty),
    };
    let lint = records::uses_deprecated(ty);
    code! {
        #lint
        impl rt::Record for #name {
            fn table(&self) -> &'static rt::RecordTable {
                static TABLE: rt::RecordTable = #table;
                &TABLE
            }

            fn value(&self, #index: usize) -> &dyn rt::Value {
                #look
            }

            fn value_mut(&mut self, #index: usize) -> &mut dyn rt::Value {
                #places
            }

            #chosen

            fn blank() -> Self {
                #blank
            }
        }
    }
}

/// A choice by index, where there is anything to choose from.
fn one_of(arms: impl Iterator<Item = Code>, otherwise: &Code) -> Code {
    let arms: Vec<Code> = arms.collect();
    match arms.is_empty() {
        true => otherwise.clone(),
        false => code!(match index { #(#arms)* _ => #otherwise }),
    }
}

fn look(ty: &Type, index: usize, field: &Field) -> Code {
    match member_of(ty, field) {
        None => {
            let name = ident(&field.name.rust);
            code!(#index => &self.#name,)
        }
        Some(Member { group, variant, .. }) => {
            let (name, group, variant) =
                (ident(&group.field_name), ident(&group.type_name), ident(variant));
            code! {
                #index => match &self.#name {
                    ::core::option::Option::Some(#group::#variant(value)) => rt::present(value),
                    _ => rt::absent(),
                },
            }
        }
    }
}

/// A member of an exclusive group has no place of its own: it is chosen.
fn place(ty: &Type, index: usize, field: &Field) -> Option<Code> {
    if member_of(ty, field).is_some() {
        return None;
    }
    let name = ident(&field.name.rust);
    Some(code!(#index => &mut self.#name,))
}

/// How members of exclusive groups are taken from an input; nothing where there are none.
fn chosen(ty: &Type) -> Option<Code> {
    let members = ty.fields.iter().enumerate().filter_map(|(index, field)| {
        let Member { group, rule, variant, .. } = member_of(ty, field)?;
        let (name, group, variant) =
            (ident(&group.field_name), ident(&group.type_name), ident(variant));
        Some(code!(#index => rt::choose(&mut self.#name, input, #group::#variant, #rule),))
    });
    let members: Vec<Code> = members.collect();
    if members.is_empty() {
        return None;
    }
    Some(code! {
        fn set(
            &mut self,
            index: usize,
            input: &mut dyn rt::Input,
        ) -> ::core::result::Result<(), rt::ReadError> {
            match index {
                #(#members)*
                _ => self.value_mut(index).fill(input).map(::core::mem::drop),
            }
        }
    })
}

fn table(spec: &Spec, ty: &Type) -> Code {
    let name = idents::bare(&ty.name.rust);
    let fields = ty.fields.iter().map(|field| {
        let wire = &field.name.wire;
        let mut row = code!(rt::FieldTable::new(#wire));
        if field.secret {
            row.push(code!(.secret()));
        }
        // What only comes back is never validated.
        if let Some(rule) = field.required.as_ref().filter(|_| ty.sent) {
            row.push(code!(.required(#rule)));
        }
        if ty.sent && !field.rules.is_empty() {
            row.push(match literals::has_constant(field) {
                true => {
                    let ty = ident(&ty.name.rust);
                    let constant = literals::constant_name(field);
                    code!(.rules(#ty::#constant.rules()))
                }
                false => {
                    let rules = rules::value_rules(field);
                    code!(.rules(&#rules))
                }
            });
        }
        row
    });
    let rules = rules::record_rules(spec, ty);
    code! {
        rt::RecordTable {
            name: #name,
            fields: &[#(#fields),*],
            rules: #rules,
        }
    }
}
