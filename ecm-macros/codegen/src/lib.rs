//! Generates a Rust client from a checked spec.
//!
//! [`generate`] reads as a table of contents: this crate has one module for each thing generated.
//! Generating cannot fail, because a [`Spec`] only exists once every check has passed, and it is
//! deterministic, because everything is walked in the order of the file.
//!
//! The generated code names nothing but `::ecm_client`, `::core`, `::std` and itself, all by
//! absolute path, so that no name of the crate it lands in can change its meaning.
//!
//! Every generated function is `#[inline]`, so that machine code is made only of functions that are called,
//! in the crate that calls them: a client of all actions takes little longer to build than to check.
//!
//! # Features
//!
//! - `format`: formats generated code as the text of a file, and adds the module `build` for build scripts.

// docs.rs sets this cfg: what a feature adds says so.
#![cfg_attr(docsrs, feature(doc_cfg))]

mod blocking;
#[cfg(feature = "format")]
pub mod build;
mod builders;
mod client;
mod code;
#[cfg(feature = "format")]
mod doc_lines;
mod docs;
mod enums;
mod errors;
#[cfg(feature = "format")]
pub mod format;
mod idents;
mod index;
#[cfg(feature = "format")]
pub mod input;
#[cfg(feature = "format")]
pub mod items;
#[cfg(feature = "format")]
mod layout;
mod literals;
mod markup;
#[cfg(feature = "format")]
pub mod output;
mod pagination;
mod paths;
mod records;
mod requests;
mod rules;
mod select;
mod setters;
mod skeleton;
mod surroundings;
mod tables;
mod tracking_tag;
mod waiters;
mod wrap;

use std::collections::BTreeSet;

pub use code::Code;
use code::code;
use ecm_spec::model::{EnumValues, Field, Shape, Spec, TypeId};

use select::SelectedType;
pub use select::{Selection, Selector, UnknownName};
pub use skeleton::skeleton;
pub use surroundings::Surroundings;
pub use wrap::{module, spec_constant};

/// Generates the contents of the module of a client.
#[must_use]
pub fn generate(spec: &Spec, selection: &Selection) -> Code {
    generate_within(spec, selection, &Surroundings::default())
}

/// Generates a module whose documentation names facts about its surroundings.
#[must_use]
pub fn generate_within(spec: &Spec, selection: &Selection, around: &Surroundings) -> Code {
    let header = docs::module_docs(spec, selection, around);
    let types = types_module(spec, selection);
    let builder = builder_module(spec, selection, around);
    let error = error_module(spec, selection);
    let client = client::client(spec, selection, around);
    let blocking = blocking::client(spec, selection);
    code! {
        #header
        #client
        #blocking
        #types
        #builder
        #error
        #[doc(inline)]
        pub use self::types::*;
    }
}

/// Requests, responses, the records within them, enums and exclusive groups.
fn types_module(spec: &Spec, selection: &Selection) -> Code {
    let mut items = Code::new();
    let (mut sent, mut received) = (Vec::new(), Vec::new());
    let mut boxed = BTreeSet::new();
    for SelectedType { ty, .. } in selection.types(spec) {
        if records::is_empty_answer(ty) {
            items.push(records::empty_answer(ty));
            continue;
        }
        items.push(records::record(spec, ty));
        items.extend(
            ty.groups().map(|(rule, group, members)| enums::group(spec, ty, rule, group, members)),
        );
        items.push(literals::constants(spec, ty));
        items.push(tables::record_impl(spec, ty));
        boxed.extend(ty.fields.iter().filter(|field| field.boxed).filter_map(record_in));
        let names = if ty.sent { &mut sent } else { &mut received };
        names.push(idents::ident(&ty.name.rust));
    }
    items.extend(boxed.into_iter().filter_map(|id| records::boxed(&spec[id])));
    for action in selection.actions(spec) {
        items.push(requests::request(spec, action));
        items.push(pagination::request(spec, action));
        items.push(tracking_tag::request(spec, selection, action));
    }
    let (mut texts, mut integers) = (Vec::new(), Vec::new());
    for enum_type in selection.enums(spec) {
        items.push(enums::enum_type(enum_type));
        let names = match enum_type.values {
            EnumValues::Text(_) => &mut texts,
            EnumValues::Integer(_) => &mut integers,
        };
        names.push(idents::ident(&enum_type.name.rust));
    }
    let use_rt = use_rt();
    code! {
        /// Requests, responses and the types of their fields.
        pub mod types {
            #use_rt
            #items
            ::ecm_client::__impl_serde!(
                sent: #(#sent)*; received: #(#received)*; texts: #(#texts)*; integers: #(#integers)*;
            );
        }
    }
}

fn record_in(field: &Field) -> Option<TypeId> {
    match field.shape {
        Shape::Record(id) => Some(id),
        _ => None,
    }
}

fn builder_module(spec: &Spec, selection: &Selection, around: &Surroundings) -> Code {
    let mut names = idents::UniqueNames::default();
    let mut bounds = Code::new();
    let mut items = Code::new();
    for SelectedType { ty, action } in selection.types(spec).filter(|reached| reached.ty.sent) {
        let builder = builders::builder(spec, ty, action, &mut names, around);
        bounds.push(builder.bounds);
        items.push(builder.items);
    }
    let use_rt = use_rt();
    code! {
        /// Builders that only compile once every required field is set.
        pub mod builder {
            #use_rt
            #items
            /// Bounds that stand for the required fields of the builders.
            pub mod required {
                #use_rt
                #bounds
            }
        }
    }
}

fn error_module(spec: &Spec, selection: &Selection) -> Code {
    let table = errors::table(spec, selection);
    let api = requests::api(spec);
    let enums = errors::ErrorEnums::new(spec);
    let common = enums.common();
    let actions = selection.actions(spec).map(|action| enums.action(action));
    let text_formats = enums.text_formats(selection);
    let use_rt = use_rt();
    code! {
        /// Error codes that the service documents.
        pub mod error {
            #use_rt
            #table
            #api
            #common
            #(#actions)*
            #text_formats
        }
    }
}

/// Imports the one outside name; all others, in upper camel case, cannot shadow it.
fn use_rt() -> Code {
    code! {
        // A selection may have no item that uses it.
        #[allow(unused_imports)]
        use ::ecm_client::rt;
    }
}
