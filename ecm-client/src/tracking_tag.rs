//! Tags by which the results of a create are found when its response was lost.

mod merge;

use std::fmt;

use serde_json::Value;

use crate::decoding::accept;
use crate::error::{Cause, NoValidResponse};
use crate::rt::{self, DecodeError, Init as _, Record, TrackingTagTable, View};
use crate::{Client, Error, Paginated, Paginator, Request, WithExtra};

/// Problem of a list that was looked up.
const UNTAGGED: &str = "an item does not carry the tag, so the filter was not applied";

/// Request that can carry a [`TrackingTag`], so that the resources it created can be found.
pub trait Taggable: Request {
    /// Request that lists the resources with their tags.
    type Lookup: Paginated;

    /// Static table of the fields that hold the tag.
    #[doc(hidden)]
    const TRACKING_TAG: &'static TrackingTagTable;
}

impl<R: Taggable> Taggable for WithExtra<R> {
    type Lookup = R::Lookup;
    const TRACKING_TAG: &'static TrackingTagTable = R::TRACKING_TAG;
}

/// Tag that is put on a create, so that the resources it made can be found again.
///
/// It is needed after an outcome that is [unknown](crate::Outcome::Unknown): the response was lost,
/// and the create must not simply be repeated.
///
/// ```no_run
/// # use ecm_client::{Client, Taggable, TrackingTag, Outcome};
/// # async fn show<R: Taggable>(client: Client, mut request: R) -> Result<(), Box<dyn std::error::Error>> {
/// let tag = TrackingTag::random("launch");
/// tag.apply_to(&mut request)?;
/// match client.send(&request).await {
///     Err(error) if error.outcome() == Outcome::Unknown => {
///         let ids = tag.reconcile::<R>(&client).await?;
///         println!("{} exist", ids.len());
///     }
///     other => drop(other?),
/// }
/// # Ok(()) }
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TrackingTag {
    key: String,
    value: String,
}

impl TrackingTag {
    /// Creates a tag. Its value should belong to one request and no other.
    #[must_use]
    pub fn new(key: impl Into<String>, value: impl Into<String>) -> Self {
        Self { key: key.into(), value: value.into() }
    }

    /// Creates a tag with a unique value: 128 random bits in hexadecimal digits.
    #[must_use]
    pub fn random(key: impl Into<String>) -> Self {
        Self::new(key, format!("{:032x}", fastrand::u128(..)))
    }

    /// Returns the key of the tag.
    pub fn key(&self) -> &str {
        &self.key
    }

    /// Returns the value of the tag; store it until the outcome of the call is known.
    pub fn value(&self) -> &str {
        &self.value
    }

    /// Adds the tag to a request, beside the tags that it has.
    ///
    /// # Errors
    ///
    /// If the tag does not fit the field of the request.
    pub fn apply_to<R: Taggable>(&self, request: &mut R) -> Result<(), DecodeError> {
        set_fields(request, self.fill_template(R::TRACKING_TAG.request)?)
    }

    /// Looks up the ids of all resources that carry the tag and are listed by now.
    ///
    /// It calls the service for each page of the list.
    ///
    /// A new resource may take a moment to be listed: an empty list soon after the call does not
    /// prove that nothing was created.
    ///
    /// # Errors
    ///
    /// If a call for a page fails, the list ends too early, or an item does not carry the tag, because then the
    /// filter was not applied. [`Error::items_read`] gives the ids that
    /// were found before; of others nothing is known.
    pub async fn reconcile<R: Taggable>(&self, client: &Client) -> Result<Vec<String>, Error> {
        let mut request = R::Lookup::init();
        let filled = self.fill_template(R::TRACKING_TAG.lookup);
        filled
            .and_then(|with| rt::set_all(&mut request, &with))
            .map_err(|error| Error::unsendable(R::Lookup::ACTION, error.to_string()))?;
        let (table, tag) = (R::Lookup::PAGINATION, R::TRACKING_TAG);
        let mut pages = Paginator::new(client, request);
        let mut ids = Vec::new();
        while let Some(page) = pages.next().await {
            let page = page.and_then(|page| {
                accept(R::Lookup::ACTION, page, |one| tag.is_misled_by(table, one))
            });
            let page = match page {
                Ok(page) => page,
                Err(error) => return Err(error.with_items(ids)),
            };
            let items = rt::field_at(page.body(), table.items);
            if !self.is_on_all(items, tag) {
                let cause = Cause::NoValidResponse(NoValidResponse::Malformed(UNTAGGED));
                let error = Error::new(R::Lookup::ACTION, cause);
                let error = error.with_request_id(Some(page.request_id().to_owned()));
                return Err(error.with_items(ids));
            }
            collect_ids(items, tag.id, &mut ids);
        }
        Ok(ids)
    }

    /// Fills the tag into a template of a spec and merges that into a request, as JSON.
    ///
    /// # Errors
    ///
    /// If the template is no JSON.
    #[doc(hidden)]
    pub fn merge_into(&self, template: &str, request: &mut Value) -> Result<(), DecodeError> {
        merge::merge(request, self.fill_template(template)?);
        Ok(())
    }

    /// Returns true if the tag stands somewhere within a value, in the form that a template gives it.
    #[doc(hidden)]
    #[must_use]
    pub fn is_within(&self, template: &str, value: &Value) -> bool {
        let filled = self.fill_template(template).unwrap_or_default();
        let tag = merge::innermost(&filled, &self.value);
        tag.is_some_and(|tag| merge::has_within(value, tag))
    }

    /// Returns true if all items of a list carry the tag, or the list does not show tags.
    fn is_on_all(&self, items: View<'_>, table: &TrackingTagTable) -> bool {
        let View::List(items) = items else { return true };
        let carries = |item: &dyn Record| {
            let mut fields = table.tags.iter().map(|field| rt::to_value(item.field(*field)));
            fields.any(|value| self.is_within(table.request, &value))
        };
        table.tags.is_empty()
            || (0..items.len()).all(|index| match items.item(index) {
                View::Record(item) => carries(item),
                // Without an id, it is not counted either.
                _ => true,
            })
    }

    /// Fills the tag into a template of the spec.
    fn fill_template(&self, template: &str) -> Result<Value, DecodeError> {
        // The generator has written it, so it is JSON.
        let mut value =
            serde_json::from_str(template).map_err(|error| DecodeError::new(error.to_string()))?;
        merge::fill(&mut value, self);
        Ok(value)
    }
}

impl fmt::Display for TrackingTag {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}={}", self.key, self.value)
    }
}

/// Merges values into fields of a request; no other field changes.
fn set_fields(request: &mut dyn Record, values: Value) -> Result<(), DecodeError> {
    let Value::Object(values) = values else { return Ok(()) };
    for (wire, value) in values {
        let fields = request.table().fields;
        let Some(at) = fields.iter().position(|field| *field == wire) else {
            return Err(DecodeError::new(format!("the request has no field {wire:?} for the tag")));
        };
        let mut whole = rt::to_value(request.field(at));
        merge::merge(&mut whole, value);
        rt::set(request, at, whole)?;
    }
    Ok(())
}

/// Collects the ids in a list of records.
fn collect_ids(items: View<'_>, id: &[usize], ids: &mut Vec<String>) {
    let View::List(items) = items else { return };
    for index in 0..items.len() {
        if let View::Record(item) = items.item(index)
            && let View::Text(id) = rt::field_at(item, id)
        {
            ids.push(id.to_owned());
        }
    }
}
