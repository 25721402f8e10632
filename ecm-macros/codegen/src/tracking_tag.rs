//! Implementation of `Taggable` for requests whose results can be looked up by a tag.

use crate::code::{Code, code};
use ecm_spec::model::{Action, Spec};

use crate::idents::ident;
use crate::{Selection, paths};

/// Generates `impl Taggable`, if the action that looks the tag up is selected as well.
pub(crate) fn request(spec: &Spec, selection: &Selection, action: &Action) -> Code {
    let wanted = |tag: &&ecm_spec::model::TrackingTag| selection.has(tag.look_up);
    let Some(tag) = action.tracking_tag.as_ref().filter(wanted) else { return Code::new() };
    let look_up = &spec[tag.look_up];
    let Some(pagination) = &look_up.pagination else { return Code::new() };
    let item = paths::record_in(spec, &spec[look_up.response], &pagination.items);
    let id = item.map_or(code!(&[]), |item| paths::positions(spec, item, &tag.id));
    let (request, look_up) =
        (ident(&spec[action.request].name.rust), ident(&spec[look_up.request].name.rust));
    let (put, with) = (&tag.put, &tag.with);
    code! {
        impl ::ecm_client::Taggable for #request {
            type Lookup = #look_up;
            const TRACKING_TAG: &'static rt::TrackingTagTable =
                &rt::TrackingTagTable { request: #put, lookup: #with, id: #id };
        }
    }
}
