//! What is said of two versions, held against the metadata itself: read a second time, by other code
//! that knows nothing of specs, and compared member by member.

use std::collections::{BTreeMap, BTreeSet};

use ecm_diff::{Aspect, Change, ChangeKind, Subject, diff};
use ecm_import::Options;
use ecm_tests::leaves::disagreements;
use fastrand::Rng;
use serde_json::{Value, json};

use super::import;
use super::versions::pairs;

/// Versions made of the newest one of each service.
const ROUNDS: u64 = 2;

/// Edits that make one.
const EDITS: usize = 60;

/// One version of a service, as the metadata has it.
struct Version<'v> {
    actions: &'v serde_json::Map<String, Value>,
    objects: &'v serde_json::Map<String, Value>,
    sent: BTreeSet<&'v str>,
    received: BTreeSet<&'v str>,
}

impl<'v> Version<'v> {
    fn new(metadata: &'v Value) -> Self {
        let (actions, objects) =
            (metadata["actions"].as_object().unwrap(), metadata["objects"].as_object().unwrap());
        let mut version =
            Self { actions, objects, sent: BTreeSet::new(), received: BTreeSet::new() };
        let of = |key: &str| -> Vec<&'v str> {
            actions.values().filter_map(|action| action[key].as_str()).collect()
        };
        (version.sent, version.received) =
            (version.reached(of("input")), version.reached(of("output")));
        version
    }

    fn reached(&self, mut open: Vec<&'v str>) -> BTreeSet<&'v str> {
        let mut reached = BTreeSet::new();
        while let Some(name) = open.pop() {
            if let Some(object) = self.objects.get(name)
                && reached.insert(name)
            {
                let members = object["members"].as_array().into_iter().flatten();
                open.extend(members.filter_map(item));
            }
        }
        reached
    }

    fn has(&self, object: &str) -> bool {
        self.sent.contains(object) || self.received.contains(object)
    }

    /// The members of an object, without the envelope; of two of one name the first counts.
    fn members(&self, object: &str) -> Vec<(&'v str, &'v Value)> {
        let answers = self.actions.values().any(|action| action["output"] == object);
        let mut members: Vec<(&str, &Value)> = Vec::new();
        for member in self.objects[object]["members"].as_array().into_iter().flatten() {
            let name = member["name"].as_str().unwrap();
            let is_envelope = answers && name == "RequestId";
            if !is_envelope && members.iter().all(|(other, _)| *other != name) {
                members.push((name, member));
            }
        }
        members
    }

    /// What a member is said to be, in a request or an answer.
    fn said(&self, object: &str, member: &Value) -> [bool; 4] {
        let truth = |key: &str| member[key] == true;
        let is_sent = self.sent.contains(object);
        let always = truth("output_required") || (!is_sent && truth("required"));
        [is_sent && truth("required"), always, truth("value_allowed_null"), truth("disabled")]
    }
}

/// The object or scalar at the bottom of all lists.
fn item(member: &Value) -> Option<&str> {
    let mut member = member;
    while member["member"].is_object() {
        member = &member["member"];
    }
    member["member"].as_str()
}

/// What a member holds, as far as the wire knows it.
fn holds(member: &Value) -> (usize, &str) {
    let (mut lists, mut inner) = (0, member);
    loop {
        lists += usize::from(inner["type"] == "list" || inner["type"] == "array");
        if !inner["member"].is_object() {
            break;
        }
        inner = &inner["member"];
    }
    (
        lists,
        match item(member).unwrap_or_default() {
            "int" | "int32" | "int64" | "integer" => "int64",
            "uint" | "uint32" | "uint64" => "uint64",
            "double" | "float" => "float",
            "bool" | "boolean" => "bool",
            "timestamp" => "datetime",
            "timestamp_iso" => "datetime_iso",
            other => other,
        },
    )
}

type Account = BTreeSet<(String, Subject)>;

/// What changes from one version to another.
fn account(old: &Version<'_>, new: &Version<'_>) -> Account {
    let mut account = Account::new();
    let mut tell = |code: &str, subject: Subject| {
        assert!(account.insert((code.to_owned(), subject)));
    };
    for (name, action) in old.actions {
        let subject = || Subject::Action(name.clone());
        let Some(now) = new.actions.get(name) else {
            tell("action-removed", subject());
            continue;
        };
        let mark = |action: &Value| match action["status"].as_str() {
            Some("deprecated") => 1,
            Some("offline") => 2,
            _ => 0,
        };
        for (code, differs) in [
            ("action-deprecated", mark(action) != mark(now)),
            ("action-request", action["input"] != now["input"]),
            ("action-response", action["output"] != now["output"]),
        ] {
            if differs {
                tell(code, subject());
            }
        }
    }
    for name in new.actions.keys().filter(|name| !old.actions.contains_key(*name)) {
        tell("action-added", Subject::Action(name.clone()));
    }
    let kept = old.objects.keys().filter(|name| old.has(name) && new.has(name));
    for object in kept {
        if old.sent.contains(object.as_str()) != new.sent.contains(object.as_str()) {
            tell("type-sent", Subject::Type(object.clone()));
        }
        let field = |name: &str| Subject::Field { ty: object.clone(), field: name.to_owned() };
        let (was, is) = (old.members(object), new.members(object));
        let find = |all: &[(&str, &Value)], name: &str| -> Option<Value> {
            all.iter().find(|(other, _)| *other == name).map(|(_, member)| (*member).clone())
        };
        for (name, member) in &was {
            let Some(now) = find(&is, name) else {
                tell("field-removed", field(name));
                continue;
            };
            if holds(member) != holds(&now) {
                tell("field-type", field(name));
            }
            let codes =
                ["field-required", "field-always-returned", "field-nullable", "field-deprecated"];
            let sides = old.said(object, member).into_iter().zip(new.said(object, &now));
            for (code, _) in codes.into_iter().zip(sides).filter(|(_, (was, is))| was != is) {
                tell(code, field(name));
            }
        }
        for (name, _) in is.iter().filter(|(name, _)| find(&was, name).is_none()) {
            tell("field-added", field(name));
        }
        let order = |these: &[(&str, &Value)], others: &[(&str, &Value)]| -> Vec<String> {
            let kept = these.iter().filter(|(name, _)| find(others, name).is_some());
            kept.map(|(name, _)| (*name).to_owned()).collect()
        };
        if order(&was, &is) != order(&is, &was) {
            tell("type-field-order", Subject::Type(object.clone()));
        }
    }
    account
}

/// What the import guesses from all of the metadata, and what follows from types that contain each
/// other: neither is a member's own.
fn is_derived(change: &Change) -> bool {
    matches!(
        change.kind,
        ChangeKind::Changed(
            Aspect::Body
                | Aspect::Events
                | Aspect::Pagination
                | Aspect::TypeOrder
                | Aspect::Boxed
                | Aspect::Secret
        )
    )
}

fn check(name: &str, old: &str, new: &str) -> usize {
    let [from, to] = [old, new].map(|text| import(text, None, &Options::default()));
    let difference = diff(&from.spec, &to.spec);
    let (old, new): (Value, Value) =
        (serde_json::from_str(old).unwrap(), serde_json::from_str(new).unwrap());
    let expected = account(&Version::new(&old), &Version::new(&new));
    let own = difference.changes.iter().filter(|change| !is_derived(change));
    let own: Vec<_> = own.map(|change| (change.code(), change.subject.clone())).collect();
    let told: Account = own.iter().cloned().collect();
    assert_eq!(own.len(), told.len(), "{name}: told twice");
    let missed: Vec<_> = expected.difference(&told).collect();
    let invented: Vec<_> = told.difference(&expected).collect();
    assert!(
        missed.is_empty() && invented.is_empty(),
        "{name}: missed {missed:#?}, invented {invented:#?}"
    );

    let texts = [&from, &to].map(|side| serde_json::from_str::<Value>(&side.text).unwrap());
    let wrong = disagreements(&texts[0], &texts[1], &difference);
    assert!(wrong.is_empty(), "{name}: {wrong:#?}");
    expected.len()
}

#[test]
fn the_versions_of_ecm_add_up() {
    let mut told = 0;
    for (name, old, new) in pairs() {
        told += check(&name, &old, &new) + check(&name, &new, &old);
    }
    assert!(told == 0 || told > 500, "{told}");
}

/// The keys of an object in the metadata that a random one of is changed.
fn any<'r>(rng: &mut Rng, names: &'r [String]) -> &'r str {
    &names[rng.usize(..names.len())]
}

/// Something that the vendor does from one version to the next.
fn edit(metadata: &mut Value, rng: &mut Rng, number: usize) {
    let names =
        |table: &Value| -> Vec<String> { table.as_object().unwrap().keys().cloned().collect() };
    let (actions, objects) = (names(&metadata["actions"]), names(&metadata["objects"]));
    let action = any(rng, &actions).to_owned();
    match rng.u8(..12) {
        0 if actions.len() > 3 => {
            metadata["actions"].as_object_mut().unwrap().shift_remove(&action);
        }
        1 => {
            let (new, input) = (format!("Describe{number}"), format!("Describe{number}Request"));
            let mut twin = metadata["actions"][&action].clone();
            let object = metadata["objects"][twin["input"].as_str().unwrap()].clone();
            twin["input"] = json!(input);
            metadata["actions"][&new] = twin;
            metadata["objects"][&input] = object;
        }
        2 => {
            metadata["actions"][&action]["status"] =
                json!(["deprecated", "online"][rng.usize(..2)]);
        }
        _ => {
            let object = any(rng, &objects).to_owned();
            let Some(members) = metadata["objects"][&object]["members"].as_array_mut() else {
                return;
            };
            if members.is_empty() {
                return;
            }
            let at = rng.usize(..members.len());
            let flag = |member: &mut Value, key: &str| member[key] = json!(member[key] != true);
            match rng.u8(..9) {
                0 | 1 => {
                    members.remove(at);
                }
                2 | 3 => {
                    let mut twin = members[at].clone();
                    twin["name"] = json!(format!("Fresh{number}"));
                    members.push(twin);
                }
                4 => flag(&mut members[at], "required"),
                5 => flag(&mut members[at], "value_allowed_null"),
                6 => flag(&mut members[at], "output_required"),
                7 => flag(&mut members[at], "disabled"),
                _ if members[at]["member"] == "string" => {
                    members[at]["type"] = json!("int");
                    members[at]["member"] = json!("uint64");
                }
                _ => {
                    let last = members.len() - 1;
                    members.swap(at, last);
                }
            }
        }
    }
}

#[test]
fn made_up_versions_of_every_service_add_up() {
    let mut told: BTreeMap<String, usize> = BTreeMap::new();
    let services: Vec<(String, String)> =
        super::published().into_iter().map(|one| (one.name, one.metadata)).collect();
    std::thread::scope(|scope| {
        let rounds = services.iter().enumerate().flat_map(|(seed, service)| {
            (0..ROUNDS).map(move |round| (seed as u64 * ROUNDS + round, service))
        });
        let mut running = Vec::new();
        for (seed, (name, metadata)) in rounds {
            let run = move || {
                let mut rng = Rng::with_seed(seed);
                let mut changed = serde_json::from_str(metadata).unwrap();
                (0..EDITS).for_each(|number| edit(&mut changed, &mut rng, number));
                check(&format!("{name}, seed {seed}"), metadata, &changed.to_string())
            };
            running.push((name.clone(), scope.spawn(run)));
        }
        for (name, thread) in running {
            *told.entry(name).or_default() += thread.join().unwrap();
        }
    });
    for (name, told) in told {
        assert!(told > EDITS / 4, "{name}: {told}");
    }
}
