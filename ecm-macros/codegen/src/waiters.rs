//! Waiters: for each a table and a method of the client.

use crate::code::{Code, code, optional};
use ecm_spec::model::{IfAbsent, Spec, StateSource, Type, Waiter, WaiterIds};

use crate::docs::{self, Doc};
use crate::idents::{self, ident};
use crate::{client, paths};

pub(crate) fn method(spec: &Spec, waiter: &Waiter) -> Code {
    let action = &spec[waiter.action];
    let name = idents::method(&waiter.name.rust, client::RESERVED_METHODS);
    let request = ident(&spec[action.request].name.rust);
    let table = table(spec, waiter);
    let doc = doc(spec, waiter).outer();
    let deprecated = docs::deprecated_attribute(action.deprecated.as_deref());
    code! {
        #doc
        ///
        /// # Errors
        ///
        /// Fails with a [`WaiterError`](::ecm_client::WaiterError) when time runs out, an id can no
        /// longer get there, or a call fails. The error has the last known state of each id.
        #deprecated
        #[inline]
        pub fn #name(
            &self,
            ids: impl ::core::iter::IntoIterator<
                Item = impl ::core::convert::Into<::std::string::String>,
            >,
        ) -> ::ecm_client::Waiter<self::types::#request> {
            static TABLE: ::ecm_client::rt::WaiterTable = #table;
            ::ecm_client::Waiter::new(&self.core, &TABLE, ids)
        }
    }
}

fn doc(spec: &Spec, waiter: &Waiter) -> Doc {
    let states = |states: &[String]| {
        let states: Vec<String> = states.iter().map(|state| format!("`{state}`")).collect();
        states.join(" or ")
    };
    let mut doc = Doc::new(&waiter.doc);
    doc.paragraph(&format!(
        "Asks `{}` every {} s, for {} s at most, until each id is {}. Nothing is sent until it is \
         awaited.",
        spec[waiter.action].name.wire,
        waiter.poll_seconds,
        waiter.within_seconds,
        states(&waiter.until),
    ));
    let mut notes = Vec::new();
    if !waiter.failed.is_empty() {
        notes.push(format!("Ends with an error when an id is {}.", states(&waiter.failed)));
    }
    match (waiter.absent, &waiter.state) {
        (_, StateSource::Response { .. }) => {}
        (IfAbsent::Wait, _) => {
            notes.push("An id that is not in the answer is waited for.".to_owned())
        }
        (IfAbsent::Done, _) => {
            notes.push("An id that is not in the answer counts as there.".to_owned());
        }
        (IfAbsent::Fail, _) => {
            notes.push("Ends with an error when an id is not in the answer.".to_owned());
        }
    }
    doc.list(notes);
    doc
}

fn table(spec: &Spec, waiter: &Waiter) -> Code {
    let response = &spec[spec[waiter.action].response];
    let name = &waiter.name.wire;
    let ids = ids(&waiter.ids);
    let batch = waiter.batch;
    let limit = optional(waiter.limit.as_ref().map(|limit| code!(#limit)));
    let (items, id, state) = state_source(spec, response, &waiter.state);
    let (until, failed) = (&waiter.until, &waiter.failed);
    let absent = match waiter.absent {
        IfAbsent::Wait => code!(Wait),
        IfAbsent::Done => code!(Done),
        IfAbsent::Fail => code!(Fail),
    };
    let (poll, timeout) = (waiter.poll_seconds, waiter.within_seconds);
    code! {
        ::ecm_client::rt::WaiterTable {
            name: #name,
            ids: ::ecm_client::rt::WaiterIds::#ids,
            batch: #batch,
            limit: #limit,
            items: #items,
            id: #id,
            state: #state,
            until: &[#(#until),*],
            failed: &[#(#failed),*],
            absent: ::ecm_client::rt::AbsenceMeaning::#absent,
            poll_seconds: #poll,
            timeout_seconds: #timeout,
        }
    }
}

fn ids(ids: &WaiterIds) -> Code {
    match ids {
        WaiterIds::One(field) => code!(One(#field)),
        WaiterIds::List(field) => code!(List(#field)),
        WaiterIds::Filter { list, name, value, values } => {
            code!(Filter { list: #list, name: #name, value: #value, values: #values })
        }
    }
}

/// Positions of the records, of the id within one and of its state.
fn state_source(spec: &Spec, response: &Type, source: &StateSource) -> (Code, Code, Code) {
    match source {
        StateSource::Response { state } => {
            (code!(&[]), code!(&[]), paths::positions(spec, response, state))
        }
        StateSource::Items { items, id, state } => {
            let record = paths::record_in(spec, response, items);
            let at = |path| record.map_or(code!(&[]), |ty| paths::positions(spec, ty, path));
            (paths::positions(spec, response, items), at(id), at(state))
        }
    }
}
