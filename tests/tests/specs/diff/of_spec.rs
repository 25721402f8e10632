//! Mutants of the spec as a whole, of actions and of error codes.

use ecm_diff::{
    SemverLevel::{Major, Minor, Patch},
    Subject,
};
use ecm_spec::model::{Action, Effect, GONE_ACTION, OFFLINE_ACTION, Region, RetryAdvice};
use serde_json::{Value, json};

use super::mutant::{Mutant, Origin, remove, swap_members};

pub(crate) fn head(origin: &Origin) -> Vec<Mutant> {
    [
        ("service", "spec-service", "other", Major),
        ("version", "spec-version", "2031-01-01", Major),
        ("revision", "spec-revision", "other", Patch),
        ("host", "spec-host", "other.example.com", Minor),
        ("doc", "spec-doc", "Other words.", Patch),
    ]
    .map(|(key, code, value, level)| {
        origin.edit(&[], Subject::Spec, code, (level, level), |spec| spec[key] = json!(value))
    })
    .into()
}

fn actions(
    origin: &Origin,
    one: impl Fn(&Action, &[&str; 2], Subject) -> Vec<Mutant>,
) -> Vec<Mutant> {
    let each = origin.spec.actions.iter().flat_map(|action| {
        let wire = &action.name.wire;
        one(action, &["actions", wire], Subject::Action(wire.clone()))
    });
    each.collect()
}

pub(crate) fn action_texts(origin: &Origin) -> Vec<Mutant> {
    actions(origin, |action, path, subject| {
        let was_deprecated = action.deprecated.is_some();
        vec![
            origin.edit(path, subject.clone(), "action-doc", (Patch, Patch), |action| {
                action["doc"] = json!("Other words.");
            }),
            origin.edit(path, subject.clone(), "action-name", (Major, Major), |action| {
                action["name"] = json!("another_name");
            }),
            origin.edit(
                path,
                subject,
                "action-deprecated",
                if was_deprecated { (Patch, Minor) } else { (Minor, Patch) },
                |action| match was_deprecated {
                    true => remove(action, "deprecated"),
                    false => action["deprecated"] = json!("Other reasons."),
                },
            ),
        ]
    })
}

/// Marks of the import that say that the service no longer has an action.
pub(crate) fn withdrawals(origin: &Origin) -> Vec<Mutant> {
    actions(origin, |action, path, subject| {
        if action.is_withdrawn() {
            return Vec::new();
        }
        let marks = [GONE_ACTION.to_owned(), format!("Use another. {GONE_ACTION}")];
        let marks = marks.into_iter().chain([OFFLINE_ACTION.to_owned()]);
        let each = marks.map(|mark| {
            let levels = (Major, Patch);
            origin.edit(path, subject.clone(), "action-deprecated", levels, |action| {
                action["deprecated"] = json!(mark);
            })
        });
        each.collect()
    })
}

pub(crate) fn effects(origin: &Origin) -> Vec<Mutant> {
    let all =
        [("read", Effect::Read), ("idempotent", Effect::Idempotent), ("create", Effect::Create)];
    actions(origin, |action, path, subject| {
        let others = all.iter().filter(|(_, effect)| *effect != action.effect);
        let mutant = |(word, effect): &(&str, Effect)| {
            // What was known to create is guarded; that something creates is no breach.
            let level = |was| if was == Effect::Create { Major } else { Minor };
            let levels = (level(action.effect), level(*effect));
            origin.edit(path, subject.clone(), "action-effect", levels, |action| {
                action["effect"] = json!(word);
            })
        };
        others.map(mutant).collect()
    })
}

pub(crate) fn regions(origin: &Origin) -> Vec<Mutant> {
    actions(origin, |action, path, subject| {
        let (levels, word) = match action.region {
            Region::Required => ((Minor, Major), "optional"),
            Region::Optional { .. } => ((Major, Minor), "required"),
        };
        vec![origin.edit(path, subject, "action-region", levels, |action| {
            action["region"] = json!(word);
        })]
    })
}

pub(crate) fn signatures(origin: &Origin) -> Vec<Mutant> {
    actions(origin, |action, path, subject| {
        let other = !action.unsigned;
        vec![origin.edit(path, subject, "action-unsigned", (Minor, Minor), |action| {
            action["unsigned"] = json!(other);
        })]
    })
}

pub(crate) fn guesses(origin: &Origin) -> Vec<Mutant> {
    actions(origin, |action, path, subject| {
        let other = !action.effect_guessed;
        vec![origin.edit(path, subject, "action-effect-guessed", (Patch, Patch), |action| {
            action["effect_guessed"] = json!(other);
        })]
    })
}

/// Changes of `events`: those that methods and the end of a stream depend on are major.
pub(crate) fn event_streams(origin: &Origin) -> Vec<Mutant> {
    actions(origin, |action, path, subject| {
        if action.events.is_none() {
            return Vec::new();
        }
        let edit = |levels, edit: fn(&mut serde_json::Value)| {
            origin.edit(path, subject.clone(), "action-events", levels, |action| {
                edit(&mut action["events"]);
            })
        };
        vec![
            edit((Major, Major), |events| events["end"] = json!("[OVER]")),
            edit((Minor, Minor), |events| remove(events, "text")),
            edit((Minor, Minor), |events| remove(events, "error")),
        ]
    })
}

pub(crate) fn bodies(origin: &Origin) -> Vec<Mutant> {
    actions(origin, |action, path, subject| {
        let fields = origin.spec[action.request].fields.iter().enumerate();
        let headers: Value =
            fields.map(|(at, field)| (field.name.wire.clone(), json!(format!("X-{at}")))).collect();
        vec![
            // A call that fails is what nobody relies on.
            origin.edit(path, subject.clone(), "action-body", (Major, Minor), |action| {
                action["body"] = json!({ "unsupported": "multipart/form-data" });
            }),
            origin.edit(path, subject, "action-body", (Major, Major), |action| {
                action["body"] = json!({ "content_type": "text/plain", "headers": headers });
            }),
        ]
    })
}

pub(crate) fn rate_limits(origin: &Origin) -> Vec<Mutant> {
    actions(origin, |action, path, subject| match &action.rate_limit {
        None => vec![origin.edit(path, subject, "action-rate-limit", (Minor, Minor), |action| {
            action["rate_limit"] = json!({ "id": "RL", "per_second": 9 });
        })],
        Some(limit) => vec![
            origin.edit(path, subject.clone(), "action-rate-limit", (Minor, Minor), |action| {
                action["rate_limit"]["per_second"] = json!(limit.per_second + 1);
            }),
            origin.edit(path, subject.clone(), "action-rate-limit", (Minor, Minor), |action| {
                remove(action, "rate_limit");
            }),
            origin.edit(path, subject, "action-rate-limit-rule", (Patch, Patch), |action| {
                action["rate_limit"]["id"] = json!("OTHER");
            }),
        ],
    })
}

pub(crate) fn action_errors(origin: &Origin) -> Vec<Mutant> {
    actions(origin, |action, path, subject| {
        let mut mutants: Vec<Mutant> = (0..action.errors.len())
            .map(|position| {
                let code = origin.spec[action.errors[position]].name.wire.clone();
                let subject = Subject::ActionError { action: action.name.wire.clone(), code };
                origin.edit(path, subject, "action-error-removed", (Major, Minor), |action| {
                    action["errors"].as_array_mut().unwrap().remove(position);
                })
            })
            .collect();
        mutants.extend((1..action.errors.len()).map(|position| {
            origin.edit(path, subject.clone(), "action-error-order", (Patch, Patch), |action| {
                action["errors"].as_array_mut().unwrap().swap(position - 1, position);
            })
        }));
        mutants
    })
}

/// A new action with types of its own, which come along.
pub(crate) fn new_actions(origin: &Origin) -> Vec<Mutant> {
    actions(origin, |action, _, _| {
        let subject = Subject::Action("BrandNew".to_owned());
        vec![origin.edit(&[], subject, "action-added", (Minor, Major), |spec| {
            let wire = &origin.spec[action.request].name.wire;
            let (request, old) =
                (spec["types"][wire].clone(), spec["actions"][&action.name.wire].clone());
            spec["types"]["BrandNewRequest"] = request;
            remove_names(&mut spec["types"]["BrandNewRequest"]);
            spec["actions"]["BrandNew"] = old;
            spec["actions"]["BrandNew"]["request"] = json!("BrandNewRequest");
            remove(&mut spec["actions"]["BrandNew"], "name");
        })]
    })
}

/// Names that may be there once, as those of the enums of groups.
fn remove_names(ty: &mut serde_json::Value) {
    remove(ty, "name");
    for rule in ty["rules"].as_array_mut().into_iter().flatten() {
        remove(rule, "group");
    }
}

pub(crate) fn error_codes(origin: &Origin) -> Vec<Mutant> {
    let each = origin.spec.errors.iter().flat_map(|code| {
        let wire = &code.name.wire;
        let (path, subject) = (["errors", wire.as_str()], Subject::Error(wire.clone()));
        let listed =
            |action: &Action| action.errors.iter().any(|id| origin.spec[*id].name.wire == *wire);
        let is_variant = code.common || origin.spec.actions.iter().any(listed);
        let renamed = if is_variant { Major } else { Patch };
        let retry = if code.retry == RetryAdvice::Never { "after_backoff" } else { "never" };
        let common = if code.common { (Major, Minor) } else { (Minor, Major) };
        [
            origin.edit(&path, subject.clone(), "error-doc", (Patch, Patch), |code| {
                code["doc"] = json!("Other words.");
            }),
            origin.edit(&path, subject.clone(), "error-name", (renamed, renamed), |code| {
                code["name"] = json!("AnotherName");
            }),
            origin.edit(&path, subject.clone(), "error-retry", (Minor, Minor), |code| {
                code["retry"] = json!(retry);
            }),
            origin.edit(&path, subject, "error-common", common, |value| {
                value["common"] = json!(!code.common);
            }),
        ]
    });
    let mut mutants: Vec<Mutant> = each.collect();
    let subject = Subject::Error("Brand.New".to_owned());
    mutants.push(origin.edit(&[], subject, "error-added", (Minor, Major), |spec| {
        spec["errors"]["Brand.New"] = json!({ "doc": "New.", "common": true });
    }));
    mutants
}

pub(crate) fn orders(origin: &Origin) -> Vec<Mutant> {
    let mut mutants = Vec::new();
    for (key, code, count) in [
        ("actions", "spec-action-order", origin.spec.actions.len()),
        ("types", "spec-type-order", origin.spec.types.len()),
        ("enums", "spec-enum-order", origin.spec.enums.len()),
        ("errors", "spec-error-order", origin.spec.errors.len()),
    ] {
        mutants.extend((1..count).map(|position| {
            origin.edit(&[key], Subject::Spec, code, (Patch, Patch), |all| {
                swap_members(all, position - 1);
            })
        }));
    }
    mutants
}

/// Groups of actions, pagination, and waiters.
pub(crate) fn around_actions(origin: &Origin) -> Vec<Mutant> {
    let mut mutants = Vec::new();
    for group in &origin.spec.groups {
        let (path, subject) = (["groups", &group.name], Subject::ActionGroup(group.name.clone()));
        mutants.push(origin.edit(&path, subject, "group-doc", (Patch, Patch), |group| {
            group["doc"] = json!("Other words.");
        }));
    }
    mutants.extend(actions(origin, |action, path, subject| {
        let mut mutants = Vec::new();
        if action.group.is_some() {
            let levels = (Major, Minor);
            mutants.push(origin.edit(path, subject.clone(), "action-group", levels, |action| {
                remove(action, "group");
            }));
        }
        if action.pagination.is_some() {
            let levels = (Major, Minor);
            mutants.push(origin.edit(
                path,
                subject.clone(),
                "action-pagination",
                levels,
                |action| {
                    remove(action, "pagination");
                },
            ));
            mutants.push(origin.edit(
                path,
                subject,
                "action-pagination",
                (Minor, Minor),
                |action| {
                    action["pagination"]["size"] = json!(17);
                },
            ));
        }
        mutants
    }));
    for waiter in &origin.spec.waiters {
        let wire = waiter.name.wire.as_str();
        let path = ["waiters", wire];
        for (key, code, value, level) in [
            ("doc", "waiter-doc", json!("Other words."), Patch),
            ("name", "waiter-name", json!("another_name"), Major),
            ("batch", "waiter-batch", json!(waiter.batch - 1), Minor),
            ("poll_seconds", "waiter-poll", json!(waiter.poll_seconds + 1), Minor),
            ("within_seconds", "waiter-within", json!(waiter.within_seconds + 1), Minor),
            ("absent", "waiter-absent", json!("fail"), Minor),
            ("absent", "waiter-absent", json!("done"), Minor),
            ("failed", "waiter-failed", json!(["LOST"]), Minor),
        ] {
            let subject = Subject::Waiter(wire.to_owned());
            mutants.push(
                origin.edit(&path, subject, code, (level, level), |waiter| waiter[key] = value),
            );
        }
        let subject = Subject::Waiter(wire.to_owned());
        mutants.push(origin.edit(
            &["waiters"],
            subject,
            "waiter-removed",
            (Major, Minor),
            |waiters| {
                remove(waiters, wire);
            },
        ));
    }
    mutants
}
