//! Builders that only compile once every required field is set.
//!
//! One type parameter per required field and per exclusive group, and none for other fields, keeps
//! the compile time linear in the number of fields.

use crate::code::{Code, Ident, code};
use ecm_spec::model::{Action, Spec, Type};

use crate::idents::{self, UniqueNames, ident};
use crate::records::{self, FieldSlot};
use crate::setters::{RESERVED_METHODS, Setters, StateParameter};
use crate::{Surroundings, docs};

/// Code of a builder, and the bounds of its last steps.
pub(crate) struct Builder {
    pub(crate) items: Code,
    pub(crate) bounds: Code,
}

/// Generates the builder of a record; that of a request can also send it.
pub(crate) fn builder(
    spec: &Spec,
    ty: &Type,
    action: Option<&Action>,
    names: &mut UniqueNames,
    around: &Surroundings,
) -> Builder {
    let tracked = tracked(ty, names);
    let name = idents::builder(ty);
    let record = ident(&ty.name.rust);
    let states: &[&Ident] = &tracked.iter().map(|tracked| &tracked.state).collect::<Vec<_>>();
    let doc = docs::outer(&format!(" Builder of {}.", docs::type_link(&record)));
    let defaults = states.iter().map(|state| code!(#state = rt::Unset));
    let parameters = code!(<#(#defaults),*>);
    let generics = code!(<#(#states),*>);
    let mut bounds: Code =
        tracked.iter().map(|tracked| bound(ty, action, tracked, around)).collect();
    let setters = Setters::new(spec, ty, &tracked, names, &mut bounds, around).all();
    let last = last_steps(spec, ty, action, &tracked);
    let held = match records::is_large(ty) {
        true => code!(::std::boxed::Box<super::types::#record>),
        false => code!(super::types::#record),
    };
    let lint = records::uses_deprecated(ty);
    let items = code! {
        #doc
        #[must_use = "a builder does nothing until it builds or sends"]
        pub struct #name #parameters {
            pub(super) record: #held,
            pub(super) given: ::core::marker::PhantomData<(#(#states,)*)>,
        }

        #lint
        impl #generics #name #generics {
            #setters
            #last
        }
    };
    Builder { items, bounds }
}

fn tracked<'s>(ty: &'s Type, names: &mut UniqueNames) -> Vec<StateParameter<'s>> {
    let mut states = UniqueNames::default();
    let mut state = |name: &str| states.claim(format!("{}State", ecm_spec::upper_camel_case(name)));
    records::slots(ty)
        .into_iter()
        .filter_map(|slot| match slot {
            FieldSlot::Field(field) if records::is_required(ty, field) => {
                let upper_camel_case = ecm_spec::upper_camel_case(&field.name.rust);
                let bound =
                    names.claim(format!("{}Has{upper_camel_case}", idents::stem(&ty.name.rust)));
                let state = state(&field.name.rust);
                Some(StateParameter { slot, state, bound: Some(bound) })
            }
            FieldSlot::Field(_) => None,
            FieldSlot::Group(group) => {
                let state = state(&group.field_name);
                Some(StateParameter { slot, state, bound: None })
            }
        })
        .collect()
}

/// Generates a bound that only a given field satisfies, with a message that names field and method.
fn bound(
    ty: &Type,
    action: Option<&Action>,
    tracked: &StateParameter<'_>,
    around: &Surroundings,
) -> Code {
    let StateParameter { slot: FieldSlot::Field(field), bound: Some(bound), .. } = tracked else {
        return Code::new();
    };
    let wire = &field.name.wire;
    let whose = action.map_or(&ty.name.wire, |action| &action.name.wire);
    let message = format!("`{wire}` is required by `{whose}` and has not been given");
    let message = docs::escape_braces(&message);
    let method = idents::method(&field.name.rust, RESERVED_METHODS);
    let label = format!("call `.{method}(..)` before this");
    let note = match field.required.as_deref() {
        Some("required") | None => Code::new(),
        Some(rule) => {
            let note = docs::escape_braces(&format!("rule `{rule}` of the spec requires it"));
            code!(, note = #note)
        }
    };
    let doc = docs::outer(&format!(" Bound that holds once `{wire}` of `{whose}` is set."));
    let explanation = around.explanation(code!(message = #message, label = #label #note));
    code! {
        #doc
        #explanation
        pub trait #bound {}
        impl #bound for rt::Set {}
    }
}

/// Generates `build`, and `send` for a request.
fn last_steps(
    spec: &Spec,
    ty: &Type,
    action: Option<&Action>,
    tracked: &[StateParameter<'_>],
) -> Code {
    let record = ident(&ty.name.rust);
    let bounds: Vec<Code> = tracked
        .iter()
        .filter_map(|StateParameter { state, bound, .. }| {
            let bound = bound.as_ref()?;
            Some(code!(#state: self::required::#bound,))
        })
        .collect();
    let bounds = match bounds.is_empty() {
        true => Code::new(),
        false => code!(where #(#bounds)*),
    };
    let finished = match records::is_large(ty) {
        true => code!(*self.record),
        false => code!(self.record),
    };
    // A request whose body travels raw is nothing without it.
    let send = action.filter(|action| action.raw_body().is_none()).map(|action| {
        let mut doc = docs::action(action);
        docs::error_codes(&mut doc, action, "super::");
        let doc = doc.outer();
        let response = ident(&spec[action.response].name.rust);
        code! {
            #doc
            ///
            /// # Errors
            ///
            /// Fails with an [`Error`](::ecm_client::Error) whose outcome tells whether the request was
            /// not sent, was rejected by the service, or may have been carried out.
            #[inline]
            pub fn send(self, client: &super::Client) -> ::ecm_client::ResponseFuture<'_, super::types::#response>
            #bounds
            {
                client.core().send_owned(#finished)
            }
        }
    });
    code! {
        /// Returns the record without validating it.
        #[must_use]
        #[inline]
        pub fn build(self) -> super::types::#record
        #bounds
        {
            #finished
        }
        #send
    }
}
