//! Static table of a record, and the few lines of behaviour around it.
//!
//! Function bodies and the inference in them are what costs compile time, so a record only says where each
//! of its fields is. The runtime does everything else, once for all records.

use ecm_spec::model::{Field, Spec, Type};

use crate::code::{Code, code, optional};
use crate::idents::{self, ident};
use crate::literals;
use crate::records::{self, GroupMember, member_of};
use crate::rules;

/// Generates `impl Record`: the table, and shared and mutable access to each field.
pub(crate) fn record_impl(spec: &Spec, ty: &Type) -> Code {
    let name = ident(&ty.name.rust);
    let table = table(spec, ty);
    let fields = || ty.fields.iter().enumerate();
    let value = non_empty(fields().map(|(index, field)| value_arm(ty, index, field)), |arms| {
        code! {
            #[inline]
            fn value(&self, index: usize) -> &dyn rt::Value {
                match index { #(#arms)* _ => rt::absent() }
            }
        }
    });
    let places = fields().filter_map(|(index, field)| value_mut_arm(ty, index, field));
    let value_mut = non_empty(places, |arms| {
        code! {
            #[inline]
            fn value_mut(&mut self, index: usize) -> &mut dyn rt::Value {
                match index { #(#arms)* _ => rt::discard() }
            }
        }
    });
    let chosen = set_method(ty);
    let lint = records::uses_deprecated(ty);
    code! {
        #lint
        impl rt::Record for #name {
            #[inline]
            fn table(&self) -> &'static rt::RecordTable {
                &#table
            }

            #value

            #value_mut

            #chosen
        }
    }
}

/// Generates code over a list; none for an empty list, which the runtime has a default for.
fn non_empty<T>(items: impl Iterator<Item = T>, code: impl Fn(Vec<T>) -> Code) -> Option<Code> {
    let items: Vec<T> = items.collect();
    (!items.is_empty()).then(|| code(items))
}

fn value_arm(ty: &Type, index: usize, field: &Field) -> Code {
    match member_of(ty, field) {
        None => {
            let name = ident(&field.name.rust);
            code!(#index => &self.#name,)
        }
        Some(GroupMember { group, variant, .. }) => {
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

/// Arm for mutable access to a field; a member of an exclusive group has none.
fn value_mut_arm(ty: &Type, index: usize, field: &Field) -> Option<Code> {
    if member_of(ty, field).is_some() {
        return None;
    }
    let name = ident(&field.name.rust);
    Some(code!(#index => &mut self.#name,))
}

/// Generates the method that decodes members of exclusive groups; none where there are no groups.
fn set_method(ty: &Type) -> Option<Code> {
    let members = ty.fields.iter().enumerate().filter_map(|(index, field)| {
        let GroupMember { group, rule, variant, .. } = member_of(ty, field)?;
        let (name, group, variant) =
            (ident(&group.field_name), ident(&group.type_name), ident(variant));
        Some(code!(#index => rt::choose(&mut self.#name, input, #group::#variant, #rule),))
    });
    let members: Vec<Code> = members.collect();
    if members.is_empty() {
        return None;
    }
    Some(code! {
        #[inline]
        fn set(
            &mut self,
            index: usize,
            input: &mut dyn rt::Input,
        ) -> ::core::result::Result<(), rt::DecodeError> {
            match index {
                #(#members)*
                _ => self.value_mut(index).fill(input).map(::core::mem::drop),
            }
        }
    })
}

/// Expression for the table, which calls nothing, so that the compiler makes a constant of it.
fn table(spec: &Spec, ty: &Type) -> Code {
    let name = idents::bare(&ty.name.rust);
    let fields = ty.fields.iter().map(|field| &field.name.wire);
    let keys = non_empty(ty.keys(), |keys| code!(keys: &[#(#keys),*],));
    let checked = (ty.checked() != 0).then(|| {
        let checked = Code::hexadecimal(ty.checked().into());
        code!(checked: #checked,)
    });
    let marks =
        ty.fields.iter().enumerate().filter_map(|(index, field)| field_marks(ty, index, field));
    let marks = non_empty(marks, |marks| code!(marks: &[#(#marks),*],));
    let rules = non_empty(rules::record_rules(spec, ty), |rules| code!(rules: &[#(#rules),*],));
    let parts = [keys, checked, marks, rules];
    // Parts that are left out cost the compiler nothing.
    let rest = parts.iter().any(Option::is_none).then(|| code!(..rt::RecordTable::EMPTY));
    code! {
        rt::RecordTable {
            name: #name,
            fields: &[#(#fields),*],
            #(#parts)*
            #rest
        }
    }
}

/// Row for a field that has more than its name; fields that are only received have no rules.
fn field_marks(ty: &Type, index: usize, field: &Field) -> Option<Code> {
    let (secret, required) = (field.secret, field.required.as_ref().filter(|_| ty.sent));
    let has_rules = ty.sent && !field.rules.is_empty();
    if !secret && required.is_none() && !has_rules {
        return None;
    }
    let required = optional(required.map(|rule| code!(#rule)));
    let rules = match (has_rules, literals::has_constant(field)) {
        (false, _) => code!(&[]),
        (true, true) => {
            let (ty, constant) = (ident(&ty.name.rust), literals::constant_name(field));
            code!(&#ty::#constant.rules)
        }
        (true, false) => {
            let rules = rules::value_rules(field);
            code!(&#rules)
        }
    };
    Some(code! {
        rt::FieldMarks { field: #index, secret: #secret, required: #required, rules: #rules }
    })
}
