//! Facts of the metadata, in the terms of the format.
//!
//! Types are followed from the actions, so that unused ones are left out. The format gives each
//! action a request type of its own and knows the envelope of responses, so some objects of the
//! metadata become two types. A record that requires itself could never be built; one of its fields
//! becomes optional.

pub(crate) mod bytes;
mod cycles;
mod index;
mod keys;
mod sent;
mod shapes;

use std::collections::{BTreeMap, BTreeSet, VecDeque};

use ecm_spec::model::OFFLINE_ACTION;
use ecm_spec::{Span, is_invisible, quote};

use crate::finding::{FindingCode, Findings};
use crate::head::ServiceVersion;
use crate::metadata::{Metadata, MetadataAction, MetadataMember, MetadataObject};
use index::TypeIndex;
use keys::TypeKeys;

/// Facts of the metadata about the actions and everything that they use.
pub(crate) struct Facts {
    pub(crate) service: String,
    pub(crate) version: String,
    pub(crate) actions: Vec<ActionFacts>,
    pub(crate) types: Vec<TypeFacts>,
    index: TypeIndex,
}

impl Facts {
    pub(crate) fn ty(&self, key: &str) -> Option<&TypeFacts> {
        self.index.find(&self.types, key)
    }
}

pub(crate) struct ActionFacts {
    pub(crate) wire: String,
    pub(crate) at: Span,
    pub(crate) doc: Option<String>,
    pub(crate) request: String,
    pub(crate) response: String,
    /// Reason not to call it any more: it is deprecated or offline.
    pub(crate) deprecated: Option<&'static str>,
    /// Set if it is sent without a signature; `None` if the metadata does not say.
    pub(crate) unsigned: Option<bool>,
}

pub(crate) struct TypeFacts {
    pub(crate) key: String,
    pub(crate) at: Option<Span>,
    pub(crate) doc: Option<String>,
    pub(crate) fields: Vec<FieldFacts>,
}

pub(crate) struct FieldFacts {
    pub(crate) wire: String,
    pub(crate) at: Span,
    pub(crate) doc: Option<String>,
    /// Type expression of the format.
    pub(crate) shape: String,
    pub(crate) required: bool,
    /// `None` if the metadata does not say.
    pub(crate) nullable: Option<bool>,
    pub(crate) always_returned: bool,
    pub(crate) disabled: bool,
}

/// Names of an existing spec that the facts must follow.
#[derive(Default)]
pub(crate) struct ExistingNames {
    /// Request and response of each action.
    pub(crate) actions: BTreeMap<String, (String, String)>,
    pub(crate) types: BTreeSet<String>,
    /// Names that are no records.
    pub(crate) enums: BTreeSet<String>,
}

/// Reason not to call an action that the service still has.
pub(crate) const DEPRECATED: &str = "The service has deprecated this action.";

/// Part of the envelope that is among the members of every response.
const REQUEST_ID: &str = "RequestId";

pub(crate) fn collect_facts(
    head: &ServiceVersion,
    metadata: &Metadata<'_>,
    existing: &ExistingNames,
    found: &mut Findings,
) -> Facts {
    let mut builder = FactsBuilder::new(metadata, existing);
    let usable = |action: &&MetadataAction<'_>| {
        let usable = !action.wire.value.is_empty()
            && action.wire.value.chars().all(|character| character.is_ascii_graphic());
        if !usable {
            let message = format!("no header can hold the name {}", quote(action.wire.value));
            found.add(FindingCode::LeftOut, action.wire.value, message).metadata(action.wire.at);
        }
        usable
    };
    let usable: Vec<_> = metadata.actions.iter().filter(usable).collect();
    let (mut actions, mut types) = (Vec::with_capacity(usable.len()), Vec::new());
    for action in usable {
        actions.push(builder.action(action, found));
        builder.types(&mut types, found);
    }
    let index = TypeIndex::of(&types);
    let sent = sent::sent(&actions, |key| index.find(&types, key));
    sent::mark_received(&sent, &mut types);
    cycles::break_cycles(&mut types, found);
    bytes::report(&sent, &types, found);
    Facts { service: head.service.clone(), version: head.version.clone(), actions, types, index }
}

struct PendingType {
    key: String,
    /// Object of the metadata that it is made of, if there is one.
    object: Option<usize>,
    /// Set if it is inside an envelope.
    answers: bool,
}

struct FactsBuilder<'m, 'n> {
    metadata: &'m Metadata<'n>,
    existing: &'m ExistingNames,
    keys: TypeKeys<'m>,
    /// Objects that members name, or that are sent.
    shared: BTreeSet<&'m str>,
    /// Types that are the request of an action, here or in the spec.
    requests: BTreeSet<String>,
    open: VecDeque<PendingType>,
    known: BTreeSet<String>,
}

impl<'m, 'n> FactsBuilder<'m, 'n> {
    fn new(metadata: &'m Metadata<'n>, existing: &'m ExistingNames) -> Self {
        let members = metadata.objects.iter().flat_map(|object| &object.members);
        let mut shared: BTreeSet<&str> =
            members.filter_map(|member| shapes::item(&member.kind)).collect();
        shared.extend(metadata.actions.iter().filter_map(|action| action.input));
        Self {
            keys: TypeKeys::new(metadata, existing),
            metadata,
            existing,
            shared,
            requests: existing.actions.values().map(|(request, _)| request.clone()).collect(),
            open: VecDeque::new(),
            known: BTreeSet::new(),
        }
    }

    fn action(&mut self, action: &MetadataAction<'n>, found: &mut Findings) -> ActionFacts {
        let wire = action.wire.value;
        let existing = self.existing.actions.get(wire);
        let request = match existing {
            Some((request, _)) => request.clone(),
            None => {
                let of_its_own = format!("{wire}Request");
                let key = self.keys.of(action.input.unwrap_or(&of_its_own));
                // The format identifies the action by its request.
                match self.requests.contains(&key) {
                    true => {
                        self.copy(action, &key, &of_its_own, "the request of another action", found)
                    }
                    false => key,
                }
            }
        };
        self.requests.insert(request.clone());
        self.open(request.clone(), action.input, false);

        let has_request_id = action.output.is_some_and(|output| self.has_request_id(output));
        let response = match (existing, action.output) {
            (Some((_, response)), _) => response.clone(),
            // Outside an envelope, its request id is an ordinary field.
            (None, Some(output)) if has_request_id && self.shared.contains(output) => {
                self.copy(action, output, &format!("{wire}Response"), "used within others", found)
            }
            (None, output) => self.keys.of(output.unwrap_or(&format!("{wire}Response"))),
        };
        // It was settled before it was found within others, so members of the envelope are theirs,
        // too.
        let is_shared = |output| self.shared.contains(output) && self.keys.of(output) == response;
        let has_request_id = has_request_id && !action.output.is_some_and(is_shared);
        self.open(response.clone(), action.output, has_request_id);
        ActionFacts {
            wire: wire.to_owned(),
            at: action.wire.at,
            doc: action.doc.map(str::to_owned),
            request,
            response,
            unsigned: action.unsigned,
            deprecated: match action.status {
                Some("deprecated") => Some(DEPRECATED),
                Some("offline") => Some(OFFLINE_ACTION),
                _ => None,
            },
        }
    }

    /// Names a copy of a type that is also used for something else.
    fn copy(
        &mut self,
        action: &MetadataAction<'_>,
        of: &str,
        wish: &str,
        what: &str,
        found: &mut Findings,
    ) -> String {
        let existing = self.existing;
        let mut key = self.keys.copy(wish);
        // The type of that name in the spec is not for this action.
        while existing.types.contains(&key) {
            key = self.keys.copy(wish);
        }
        let message = format!("{} is also {what}, so a copy is used: {}", quote(of), quote(&key));
        found.add(FindingCode::Copied, action.wire.value, message).metadata(action.wire.at);
        key
    }

    fn object(&self, wire: &str) -> Option<(usize, &'m str)> {
        let objects = &self.metadata.objects;
        let at = objects.binary_search_by(|object| object.wire.value.cmp(wire)).ok()?;
        Some((at, objects.get(at)?.wire.value))
    }

    /// Tells whether a response of this object has the envelope's `RequestId` among its members.
    fn has_request_id(&self, wire: &str) -> bool {
        let object = self.object(wire).and_then(|(at, _)| self.metadata.objects.get(at));
        object.is_some_and(|object| {
            object.members.iter().any(|member| member.wire.value == REQUEST_ID)
        })
    }

    fn open(&mut self, key: String, wire: Option<&str>, answers: bool) {
        if self.known.insert(key.clone()) {
            let object = wire.and_then(|wire| self.object(wire)).map(|(at, _)| at);
            self.open.push_back(PendingType { key, object, answers });
        }
    }

    /// Adds the pending types and everything in them, in the order in which they are found.
    fn types(&mut self, types: &mut Vec<TypeFacts>, found: &mut Findings) {
        while let Some(open) = self.open.pop_front() {
            let metadata = self.metadata;
            let Some(object) = open.object.and_then(|at| metadata.objects.get(at)) else {
                let message = "the metadata does not define it; it is empty here";
                found.add(FindingCode::MissingObject, &open.key, message);
                types.push(TypeFacts { key: open.key, at: None, doc: None, fields: Vec::new() });
                continue;
            };
            let fields = self.fields(&open, object, found);
            types.push(TypeFacts {
                key: open.key,
                at: Some(object.wire.at),
                doc: object.doc.map(str::to_owned),
                fields,
            });
        }
    }

    fn fields(
        &mut self,
        open: &PendingType,
        object: &'m MetadataObject<'n>,
        found: &mut Findings,
    ) -> Vec<FieldFacts> {
        let mut fields: Vec<FieldFacts> = Vec::with_capacity(object.members.len());
        let mut seen = BTreeSet::new();
        for member in &object.members {
            let wire = member.wire.value;
            if open.answers && wire == REQUEST_ID {
                continue;
            }
            let path = format!("{}.{wire}", open.key);
            if let Some(why) = unusable(wire) {
                found.add(FindingCode::LeftOut, path, why).metadata(member.wire.at);
            } else if !seen.insert(wire) {
                let why = "the metadata has it twice; the first one counts";
                found.add(FindingCode::LeftOut, path, why).metadata(member.wire.at);
            } else {
                fields.push(self.field(&path, member, found));
            }
        }
        fields
    }

    fn field(
        &mut self,
        path: &str,
        member: &'m MetadataMember<'n>,
        found: &mut Findings,
    ) -> FieldFacts {
        let (shape, record) = self.shape(path, member, found);
        if let Some(record) = record {
            let key = self.keys.of(record);
            self.open(key, Some(record), false);
        }
        FieldFacts {
            wire: member.wire.value.to_owned(),
            at: member.wire.at,
            doc: member.doc.map(str::to_owned),
            shape,
            required: member.required,
            nullable: member.nullable,
            always_returned: member.always_returned,
            disabled: member.disabled,
        }
    }
}

/// Explains why a name cannot be used in the format.
fn unusable(wire: &str) -> Option<&'static str> {
    if wire.is_empty() {
        Some("its name is empty")
    } else if wire.chars().any(is_invisible) {
        Some("its name has an invisible character")
    } else if wire.trim() != wire {
        Some("its name begins or ends with a space")
    } else {
        None
    }
}
