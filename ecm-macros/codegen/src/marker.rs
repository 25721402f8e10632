//! How what an action created is found again.

use crate::code::{Code, code};
use ecm_spec::model::{Action, Spec};

use crate::idents::ident;
use crate::{Selection, paths};

/// `impl Taggable`, where the action that looks up is wanted as well.
pub(crate) fn request(spec: &Spec, selection: &Selection, action: &Action) -> Code {
    let wanted = |marker: &&ecm_spec::model::TrackingTag| selection.has(marker.look_up);
    let Some(marker) = action.marker.as_ref().filter(wanted) else { return Code::new() };
    let look_up = &spec[marker.look_up];
    let Some(pages) = &look_up.pages else { return Code::new() };
    let item = paths::record_in(spec, &spec[look_up.response], &pages.items);
    let id = item.map_or(code!(&[]), |item| paths::positions(spec, item, &marker.id));
    let (request, look_up) =
        (ident(&spec[action.request].name.rust), ident(&spec[look_up.request].name.rust));
    let (put, with) = (&marker.put, &marker.with);
    code! {
        impl ::ecm_client::Taggable for #request {
            type LookUp = #look_up;
            const MARKER: &'static rt::TrackingTagTable =
                &rt::TrackingTagTable { put: #put, with: #with, id: #id };
        }
    }
}
