//! What is said of the versions that there have been: kept as text that somebody has read, and
//! counted a second time from the metadata itself.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use ecm_import::Options;
use ecm_spec::diff::{Aspect, Diff, Kind, Level, Subject, diff};
use ecm_spec::model::{Spec, Type};
use serde_json::Value;

use super::import;
use super::versions::pairs;

fn differences(old: &str, new: &str) -> Diff {
    let options = Options::default();
    diff(&import(old, None, &options).spec, &import(new, None, &options).spec)
}

fn text(diff: &Diff) -> String {
    let mut text = String::new();
    for level in [Level::Major, Level::Minor, Level::Patch] {
        for change in diff.changes.iter().filter(|change| change.level() == level) {
            text.push_str(&format!("{level} {}: {change}\n", change.code()));
            for along in &change.along {
                text.push_str(&format!("    with it: {}\n", along.subject));
            }
        }
    }
    for rename in &diff.renames {
        text.push_str(&format!("perhaps renamed: {} -> {}\n", rename.from, rename.to));
    }
    let level = diff.level().map_or("none", Level::word);
    text.push_str(&format!("verdict: {level}, {} changes\n", diff.changes.len()));
    text
}

/// `UPDATE_EXPECT=1` writes the texts anew, which somebody then has to read.
#[test]
fn the_versions_of_ecm_differ_as_was_read() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/published/differences");
    for (name, old, new) in pairs() {
        let name = Path::new(&name).file_stem().unwrap().to_str().unwrap();
        let path = folder.join(format!("{name}.txt"));
        let text = text(&differences(&old, &new));
        if std::env::var_os("UPDATE_EXPECT").is_some() {
            std::fs::create_dir_all(&folder).unwrap();
            std::fs::write(&path, &text).unwrap();
        }
        // More versions may be at hand than somebody has read.
        match std::fs::read_to_string(&path) {
            Ok(read) => assert_eq!(read, text, "{name}"),
            Err(_) => ecm_tests::say_skipped(&format!("nobody has read what differs in `{name}`")),
        }
    }
}

/// The members of the objects that both versions have, as the metadata has them.
type Members = BTreeMap<(String, String), Value>;

fn members(metadata: &Value, objects: &BTreeSet<&String>) -> Members {
    let mut all = Members::new();
    for (object, value) in metadata["objects"].as_object().unwrap() {
        for member in value["members"].as_array().into_iter().flatten() {
            let name = member["name"].as_str().unwrap();
            if objects.contains(object) {
                all.insert((object.clone(), name.to_owned()), member.clone());
            }
        }
    }
    all
}

fn keys<'m>(metadata: &'m Value, key: &str) -> BTreeSet<&'m String> {
    metadata[key].as_object().unwrap().keys().collect()
}

/// The subjects of one kind of change; each stands there once.
fn found(diff: &Diff, kind: Kind, noun: &str) -> BTreeSet<Subject> {
    let all = diff.changes.iter().filter(|change| change.kind == kind);
    let all: Vec<_> =
        all.map(|change| change.subject.clone()).filter(|one| one.noun() == noun).collect();
    let set: BTreeSet<Subject> = all.iter().cloned().collect();
    assert_eq!(all.len(), set.len(), "told twice: {all:?}");
    set
}

#[test]
fn the_metadata_itself_says_the_same() {
    for (name, old_text, new_text) in pairs() {
        let diff = differences(&old_text, &new_text);
        let (old, new): (Value, Value) =
            (serde_json::from_str(&old_text).unwrap(), serde_json::from_str(&new_text).unwrap());

        let (was, is) = (keys(&old, "actions"), keys(&new, "actions"));
        let actions = |names: Vec<&&String>| -> BTreeSet<Subject> {
            names.into_iter().map(|name| Subject::Action((*name).clone())).collect()
        };
        let (added, removed) = (is.difference(&was).collect(), was.difference(&is).collect());
        assert_eq!(found(&diff, Kind::Added, "action"), actions(added), "{name}");
        assert_eq!(found(&diff, Kind::Removed, "action"), actions(removed), "{name}");

        // What no action uses is in no spec, and what is only received requires nothing.
        let specs = [&old_text, &new_text].map(|text| import(text, None, &Options::default()).spec);
        let types = |wanted: fn(&Type) -> bool| -> [BTreeSet<String>; 2] {
            let of = |spec: &Spec| -> BTreeSet<String> {
                spec.types.iter().filter(|ty| wanted(ty)).map(|ty| ty.name.wire.clone()).collect()
            };
            [of(&specs[0]), of(&specs[1])]
        };
        let ([old_types, new_types], [old_sent, new_sent]) = (types(|_| true), types(|ty| ty.sent));
        let kept: BTreeSet<&String> = old_types.intersection(&new_types).collect();
        let stays_sent = |subject: &Subject| matches!(subject, Subject::Field { ty, .. } if old_sent.contains(ty) && new_sent.contains(ty));
        let (was, is) = (members(&old, &kept), members(&new, &kept));
        let field = |(ty, field): &(String, String)| Subject::Field {
            ty: ty.clone(),
            field: field.clone(),
        };
        // The envelope is no part of a spec.
        let is_envelope = |subject: &Subject| {
            matches!(subject, Subject::Field { ty, field }
                if ty.ends_with("Response") && field == "RequestId")
        };
        let only = |these: &Members, others: &Members| -> BTreeSet<Subject> {
            let only = these.keys().filter(|key| !others.contains_key(*key)).map(field);
            only.filter(|subject| !is_envelope(subject)).collect()
        };
        assert_eq!(found(&diff, Kind::Added, "field"), only(&is, &was), "{name}");
        assert_eq!(found(&diff, Kind::Removed, "field"), only(&was, &is), "{name}");

        let differ = |differs: &dyn Fn(&Value, &Value) -> bool| -> BTreeSet<Subject> {
            let both = was.iter().filter_map(|(key, old)| Some((key, old, is.get(key)?)));
            let changed = both.filter(|(_, old, new)| differs(old, new));
            changed.map(|(key, ..)| field(key)).filter(|one| !is_envelope(one)).collect()
        };
        let truth = |member: &Value, key: &str| member[key].as_bool().unwrap_or_default();
        let required = differ(&|old, new| truth(old, "required") != truth(new, "required"));
        let required: BTreeSet<_> = required.into_iter().filter(stays_sent).collect();
        let mut told = found(&diff, Kind::Changed(Aspect::Required), "field");
        told.retain(stays_sent);
        assert_eq!(told, required, "{name}");
        let ty = |member: &Value| (member["type"].clone(), member["member"].clone());
        let types = differ(&|old, new| ty(old) != ty(new));
        assert_eq!(found(&diff, Kind::Changed(Aspect::Type), "field"), types, "{name}");
    }
}
