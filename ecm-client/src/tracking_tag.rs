//! Finding out what a create did whose answer was lost.

mod merge;

use std::fmt;

use serde_json::Value;

use crate::rt::{self, DecodeError, Init as _, Record, TrackingTagTable, View};
use crate::{Client, Error, Paginated, Paginator, Request};

/// A request that can be marked, so that what it created can be found again.
pub trait Taggable: Request {
    /// What looks it up.
    type Lookup: Paginated;

    /// How it is marked and found.
    #[doc(hidden)]
    const TRACKING_TAG: &'static TrackingTagTable;
}

/// A mark, such as a tag, that is put on a request of an action that creates; by it, what was
/// created is found again after an outcome that is [unknown](crate::Outcome::Unknown).
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
    /// A mark. Its value should be that of one request and no other.
    #[must_use]
    pub fn new(key: impl Into<String>, value: impl Into<String>) -> Self {
        Self { key: key.into(), value: value.into() }
    }

    /// A mark whose value nobody else has: 128 random bits in hexadecimal digits.
    #[must_use]
    pub fn random(key: impl Into<String>) -> Self {
        Self::new(key, format!("{:032x}", fastrand::u128(..)))
    }

    /// What the mark is called.
    pub fn key(&self) -> &str {
        &self.key
    }

    /// What is to be found again; worth keeping until the call has an answer.
    pub fn value(&self) -> &str {
        &self.value
    }

    /// Puts the mark on a request, beside what is there.
    ///
    /// # Errors
    ///
    /// If it does not fit the request.
    pub fn apply_to<R: Taggable>(&self, request: &mut R) -> Result<(), DecodeError> {
        set_fields(request, self.fill_template(R::TRACKING_TAG.request)?)
    }

    /// The ids of all that carries the mark, as far as the service lists it by now.
    ///
    /// What a create has made may take a moment to be listed: an empty list soon after the call is no
    /// proof that nothing was created.
    ///
    /// # Errors
    ///
    /// If a call for a page fails.
    pub async fn reconcile<R: Taggable>(&self, client: &Client) -> Result<Vec<String>, Error> {
        let mut request = R::Lookup::init();
        let filled = self.fill_template(R::TRACKING_TAG.lookup);
        filled
            .and_then(|with| rt::set_all(&mut request, &with))
            .map_err(|error| Error::unsendable(R::Lookup::ACTION, error.to_string()))?;
        let mut pages = Paginator::new(client, request);
        let mut ids = Vec::new();
        while let Some(page) = pages.next().await {
            let page = page?;
            collect_ids(
                rt::field_at(page.body(), R::Lookup::PAGINATION.items),
                R::TRACKING_TAG.id,
                &mut ids,
            );
        }
        Ok(ids)
    }

    /// A text of the spec with the mark in it.
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

/// Puts values into fields of a request; no other field is touched.
fn set_fields(request: &mut dyn Record, values: Value) -> Result<(), DecodeError> {
    let Value::Object(values) = values else { return Ok(()) };
    for (wire, value) in values {
        let fields = request.table().fields;
        let Some(at) = fields.iter().position(|field| *field == wire) else {
            return Err(DecodeError::new(format!("there is no field {wire:?} here")));
        };
        let mut whole = rt::to_value(request.field(at));
        merge::merge(&mut whole, value);
        rt::set(request, at, whole)?;
    }
    Ok(())
}

/// The ids in a list.
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
