//! Setters of a builder.

use std::collections::BTreeSet;

use crate::code::{Code, Ident, code};
use ecm_spec::model::{Field, Group, Severity, Spec, Type};

use crate::Surroundings;
use crate::docs::{self, Doc};
use crate::idents::{self, UniqueNames, ident};
use crate::records::{self, FieldSlot};

/// Required field or exclusive group, whose state the type of the builder tracks.
pub(crate) struct StateParameter<'s> {
    pub(crate) slot: FieldSlot<'s>,
    /// Type parameter for the state: given or not.
    pub(crate) state: Ident,
    /// Bound of the last steps on the state, for a required field.
    pub(crate) bound: Option<Ident>,
}

/// Methods of every builder, whose names no setter may have.
pub(crate) const RESERVED_METHODS: &[&str] = &["new", "build", "send"];

struct Setter {
    doc: Code,
    method: Ident,
    argument: Code,
    target: Ident,
    value: Code,
}

pub(crate) struct Setters<'s, 'b> {
    spec: &'s Spec,
    ty: &'s Type,
    tracked: &'b [StateParameter<'s>],
    names: &'b mut UniqueNames,
    /// Names that no further setter may have.
    methods: BTreeSet<String>,
    bounds: &'b mut Code,
    around: &'b Surroundings,
}

/// Names of the fields and exclusive groups, after which setters are named.
fn fields_and_groups(ty: &Type) -> BTreeSet<String> {
    let fields = ty.fields.iter().map(|field| field.name.rust.clone());
    fields.chain(ty.groups().map(|(_, group, _)| group.field_name.clone())).collect()
}

impl<'s, 'b> Setters<'s, 'b> {
    pub(crate) fn new(
        spec: &'s Spec,
        ty: &'s Type,
        tracked: &'b [StateParameter<'s>],
        names: &'b mut UniqueNames,
        bounds: &'b mut Code,
        around: &'b Surroundings,
    ) -> Self {
        Self { spec, ty, tracked, names, methods: fields_and_groups(ty), bounds, around }
    }

    /// Generates all setters, in the order of the record, and adds their bounds to the others.
    pub(crate) fn all(mut self) -> Code {
        let mut setters = Code::new();
        let mut tracked = self.tracked.iter().enumerate();
        for slot in records::slots(self.ty) {
            match slot {
                FieldSlot::Field(field) if !records::is_required(self.ty, field) => {
                    setters.push(self.optional_setters(field));
                }
                FieldSlot::Field(field) => {
                    let argument = records::argument_type(self.spec, field, &code!(super::types::));
                    let doc = docs::field(self.ty, field).outer();
                    let method = idents::method(&field.name.rust, RESERVED_METHODS);
                    let target = ident(&field.name.rust);
                    let value = records::from_argument(field, &Ident::new("value"));
                    let setter = Setter { doc, method, argument, target, value };
                    setters.push(self.typestate_setter(tracked.next(), &setter));
                }
                FieldSlot::Group(group) => setters.push(self.group_setters(group, tracked.next())),
            }
        }
        setters
    }

    /// Generates the setters of an exclusive group, which is set once: by its enum or by one member.
    fn group_setters(
        &mut self,
        group: &Group,
        tracked: Option<(usize, &StateParameter<'_>)>,
    ) -> Code {
        let name = ident(&group.type_name);
        let name = code!(super::types::#name);
        let target = ident(&group.field_name);
        let method = idents::method(&group.field_name, RESERVED_METHODS);
        let mut setters = vec![Setter {
            doc: Doc::new(&group.doc).outer(),
            method: method.clone(),
            argument: name.clone(),
            target: target.clone(),
            value: code!(::core::option::Option::Some(value)),
        }];
        setters.extend(self.maybe_name(&method).map(|(method, doc)| Setter {
            doc,
            method,
            argument: code!(::core::option::Option<#name>),
            target: target.clone(),
            value: code!(value),
        }));
        for field in &self.ty.fields {
            let member = records::member_of(self.ty, field);
            let Some(member) = member.filter(|member| member.group == group) else { continue };
            let variant = ident(member.variant);
            let value = records::from_argument(field, &Ident::new("value"));
            setters.push(Setter {
                doc: docs::field(self.ty, field).outer(),
                method: idents::method(&field.name.rust, RESERVED_METHODS),
                argument: records::argument_type(self.spec, field, &code!(super::types::)),
                target: target.clone(),
                value: code!(::core::option::Option::Some(#name::#variant(#value))),
            });
        }
        setters.iter().map(|setter| self.typestate_setter(tracked, setter)).collect()
    }

    /// Generates a setter that changes the state, so that a second call does not compile.
    fn typestate_setter(
        &self,
        tracked: Option<(usize, &StateParameter<'_>)>,
        setter: &Setter,
    ) -> Code {
        let Some((position, StateParameter { state, slot, .. })) = tracked else {
            return Code::new();
        };
        let name = idents::builder(self.ty);
        let after =
            self.tracked.iter().enumerate().map(|(other, tracked)| match other == position {
                true => code!(rt::Set),
                false => {
                    let state = &tracked.state;
                    code!(#state)
                }
            });
        let bound = match slot {
            FieldSlot::Field(_) => code!(rt::IsUnset),
            FieldSlot::Group(_) => code!(rt::GroupIsUnset),
        };
        let Setter { doc, method, argument, target, value } = setter;
        code! {
            #doc
            #[inline]
            pub fn #method(mut self, value: #argument) -> #name<#(#after),*>
            where
                #state: #bound,
            {
                self.record.#target = #value;
                #name { record: self.record, given: ::core::marker::PhantomData }
            }
        }
    }

    fn optional_setters(&mut self, field: &Field) -> Code {
        let doc = docs::field(self.ty, field).outer();
        let method = idents::method(&field.name.rust, RESERVED_METHODS);
        let discouraged = docs::deprecation_reason(field);
        if field.reserved().is_some_and(|(rule, _)| rule.severity == Severity::Error) {
            return self.reserved_setter(field, &method, &doc, &discouraged.unwrap_or_default());
        }
        let scope = code!(super::types::);
        let deprecated = docs::deprecated_attribute(discouraged.as_deref());
        let argument = records::argument_type(self.spec, field, &scope);
        let target = ident(&field.name.rust);
        let give = records::assignment(field, &code!(self.record.#target), &Ident::new("value"));
        let exact = idents::value_type(self.spec, field, &scope);
        // A deprecated field keeps all of its setters: a program that calls one is warned and
        // still compiles.
        let maybe = self.maybe_setter(&method, &target, &exact, &deprecated);
        code! {
            #doc
            #deprecated
            #[inline]
            pub fn #method(mut self, value: #argument) -> Self {
                #give
                self
            }
            #maybe
        }
    }

    /// Generates a setter whose bound no type satisfies, so that the compiler says why.
    fn reserved_setter(&mut self, field: &Field, method: &Ident, doc: &Code, reason: &str) -> Code {
        let record = idents::stem(&self.ty.name.rust);
        let camel = ecm_spec::upper_camel_case(&field.name.rust);
        let bound = self.names.claim(format!("{record}MayHave{camel}"));
        let mut bound_doc = Doc::new("Bound that no type satisfies.");
        bound_doc.paragraph(reason);
        let bound_doc = bound_doc.outer();
        let message = docs::escape_braces(reason);
        let explanation = code!(message = #message, label = "remove this parameter");
        let explanation = self.around.explanation(explanation);
        self.bounds.push(code! {
            #bound_doc
            #explanation
            pub trait #bound {}
        });
        code! {
            #doc
            #[inline]
            pub fn #method(self, value: impl self::required::#bound) -> Self {
                ::core::mem::drop(value);
                self
            }
        }
    }

    fn maybe_setter(
        &mut self,
        method: &Ident,
        target: &Ident,
        value: &Code,
        deprecated: &Code,
    ) -> Code {
        let Some((maybe, doc)) = self.maybe_name(method) else { return Code::new() };
        code! {
            #doc
            #deprecated
            #[inline]
            pub fn #maybe(mut self, value: ::core::option::Option<#value>) -> Self {
                self.record.#target = value;
                self
            }
        }
    }

    /// Name and documentation of such a setter; none where another setter has the name.
    fn maybe_name(&mut self, method: &Ident) -> Option<(Ident, Code)> {
        let maybe = format!("maybe_{}", method.bare().trim_start_matches('_'));
        if !self.methods.insert(maybe.clone()) {
            return None;
        }
        let doc = format!(" Sets or clears the value of {}.", docs::method_link(method));
        Some((ident(&maybe), docs::outer(&doc)))
    }
}
