//! Implementation of `Taggable` for requests whose results can be looked up by a tag.

use crate::code::{Code, code};
use ecm_spec::model::{Action, Field, Shape, Spec, Type, TypeId};

use crate::idents::ident;
use crate::rules::position;
use crate::{Selection, paths};

/// Generates `impl Taggable`, if the action that looks the tag up is selected as well.
pub(crate) fn request(spec: &Spec, selection: &Selection, action: &Action) -> Code {
    let wanted = |tag: &&ecm_spec::model::TrackingTag| selection.has(tag.look_up);
    let Some(tag) = action.tracking_tag.as_ref().filter(wanted) else { return Code::new() };
    let look_up = &spec[tag.look_up];
    let Some(pagination) = &look_up.pagination else { return Code::new() };
    let item = paths::record_in(spec, &spec[look_up.response], &pagination.items);
    let id = item.map_or(code!(&[]), |item| paths::positions(spec, item, &tag.id));
    let tags = item.map_or(Vec::new(), |item| fields_with_tags(spec, item, tag.tagged));
    let (request, look_up) =
        (ident(&spec[action.request].name.rust), ident(&spec[look_up.request].name.rust));
    let (put, with) = (&tag.put, &tag.with);
    code! {
        impl ::ecm_client::Taggable for #request {
            type Lookup = #look_up;
            const TRACKING_TAG: &'static rt::TrackingTagTable =
                &rt::TrackingTagTable { request: #put, lookup: #with, id: #id, tags: &[#(#tags),*] };
        }
    }
}

/// Positions of the fields of an item that have, or have within, records like the one with the tag.
fn fields_with_tags(spec: &Spec, item: &Type, tagged: TypeId) -> Vec<Code> {
    let has_tags = |field: &&Field| reaches(spec, &field.shape, tagged, &mut Vec::new());
    item.fields.iter().filter(has_tags).map(|field| position(item, &field.name.wire)).collect()
}

fn reaches(spec: &Spec, shape: &Shape, tagged: TypeId, seen: &mut Vec<TypeId>) -> bool {
    let Shape::Record(id) = shape.item() else { return false };
    if *id == tagged {
        return true;
    }
    if seen.contains(id) {
        return false;
    }
    seen.push(*id);
    spec[*id].fields.iter().any(|field| reaches(spec, &field.shape, tagged, seen))
}
