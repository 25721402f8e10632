//! Kinds of records, and what actions do to them.

use super::path::{ValueClass, class, find, report_bad};
use super::phase::PhaseReader;
use super::{
    Behaviour, ChangeAction, CreateAction, FilterTarget, Filters, ListAction, RecordKind, keys,
    members,
};
use ecm_spec::json::{Node, Value as Written};
use ecm_spec::model::{Action, Path, Shape, Spec, TypeId};
use ecm_spec::reader::{Object, Report, Text};
use ecm_spec::{Code, quote};

/// A kind of record.
pub(super) fn kind(
    spec: &Spec,
    name: Text<'_>,
    node: &Node<'_>,
    report: &mut Report,
) -> Option<RecordKind> {
    let object = Object::read(node, "a kind", Some(name.at), &keys::KIND, report)?;
    let written = object.text("record", report)?;
    let Some(record) = spec.type_id(written.value) else {
        let types = spec.types.iter().map(|one| one.name.wire.as_str());
        let close = report.closest(written.value, types);
        let message = format!("no type is called {}", quote(written.value));
        let _ = report.add(Code::UnknownType, written.at, message).did_you_mean(close, String::new);
        return None;
    };
    let id = own(spec, record, object.text("id", report)?, &[ValueClass::Text], report)?;
    let state = object.text("state", report);
    let fits = [ValueClass::Text, ValueClass::Integer];
    let state = match state {
        Some(state) => Some(own(spec, record, state, &fits, report)?),
        None => None,
    };
    Some(RecordKind { name: name.value.to_owned(), record, id, state })
}

/// A field of the record itself, of one of these classes.
fn own(
    spec: &Spec,
    record: TypeId,
    written: Text<'_>,
    fits: &[ValueClass],
    report: &mut Report,
) -> Option<String> {
    let target = find(spec, record, written, report)?;
    let one = target.path.len() == 1 && fits.contains(&class(spec, target.shape));
    if !one {
        let wanted =
            if fits.contains(&ValueClass::Integer) { "text or an integer" } else { "text" };
        let message = format!("{} must be {wanted} of the record itself", quote(written.value));
        return report_bad(written, message, report);
    }
    Some(written.value.to_owned())
}

/// What an action does.
pub(super) fn read(
    spec: &Spec,
    kinds: &[(&str, Option<RecordKind>)],
    name: Text<'_>,
    node: &Node<'_>,
    report: &mut Report,
) -> Option<(String, Behaviour)> {
    let Some(action) = spec.actions.iter().find(|action| action.name.wire == name.value) else {
        let names = spec.actions.iter().map(|action| action.name.wire.as_str());
        let close = report.closest(name.value, names);
        let message = format!("the spec has no action {}", quote(name.value));
        let _ = report.add(Code::UnknownAction, name.at, message).did_you_mean(close, String::new);
        return None;
    };
    let object = Object::read(node, "an action", Some(name.at), &keys::ACTION, report)?;
    let reader = ActionReader { spec, kinds, action };
    let behaviour = match ["creates", "lists", "changes"].map(|key| object.get(key)) {
        [Some(node), None, None] => Behaviour::Create(reader.creates(node, report)?),
        [None, Some(node), None] => Behaviour::List(reader.lists(node, report)?),
        [None, None, Some(node)] => Behaviour::Change(reader.changes(node, report)?),
        _ => {
            let message = "an action has exactly one of `creates`, `lists` and `changes`";
            return report_bad(name, message.to_owned(), report);
        }
    };
    Some((name.value.to_owned(), behaviour))
}

struct ActionReader<'a> {
    spec: &'a Spec,
    kinds: &'a [(&'a str, Option<RecordKind>)],
    action: &'a Action,
}

impl<'a> ActionReader<'a> {
    fn creates(&self, node: &Node<'_>, report: &mut Report) -> Option<CreateAction> {
        let object = Object::untyped(node, "`creates`", None, report)?;
        object.check_keys("`creates`", &[&keys::CREATES, &keys::PHASE], report);
        if let Some(node) = object.get("removed") {
            let message = "a record that is created is not removed at once";
            let _ = report.add(Code::BadSimulation, node.at, message);
        }
        let kind = self.kind(&object, report)?;
        let scope = PhaseReader { spec: self.spec, kind, action: self.action };
        let phase = scope.phase(&object, report);
        let ids = object.text("ids", report)?;
        let target = find(self.spec, self.action.response, ids, report)?;
        let field = self.spec[self.action.response].field(ids.value);
        let Some(generated) = field.and_then(|field| field.generated_id.as_ref()) else {
            let message = format!("{} is not a field of generated ids", quote(ids.value));
            let _ = report
                .add(Code::BadSimulation, ids.at, message)
                .help("the spec says with `generated_id` which ids the service hands out");
            return None;
        };
        let per = generated.per.clone();
        Some(CreateAction { kind: kind.clone(), ids: target.path.concat(), per, phase: phase? })
    }

    fn lists(&self, node: &Node<'_>, report: &mut Report) -> Option<ListAction> {
        let object = Object::read(node, "`lists`", None, &keys::LISTS, report)?;
        let kind = self.kind(&object, report)?;
        let ids = object.text("ids", report).and_then(|ids| self.ids(ids, report));
        let unknown_id = object.text("unknown_id", report).and_then(|code| self.code(code, report));
        let filters = object
            .get("filters")
            .and_then(|node| Object::read(node, "`filters`", None, &keys::FILTERS, report))
            .and_then(|filters| self.filters(&filters, kind, report));
        Some(ListAction {
            kind: kind.clone(),
            items: self.items(&object, kind, report)?,
            size: object.count("size", report).map(|size| size.value),
            newest_first: object.flag("newest_first", report),
            ids,
            unknown_id,
            filters,
        })
    }

    /// Where the records are in the response: there, or where the pages of the action are.
    fn items(&self, object: &Object<'_>, kind: &RecordKind, report: &mut Report) -> Option<Path> {
        let Some(written) = object.text("items", report) else {
            let pagination =
                self.action.pagination.as_ref().map(|pagination| pagination.items.clone());
            if pagination.is_none() {
                let message =
                    "`lists` needs `items`, as the action has no `pagination` in the spec";
                let _ = report.add(Code::BadSimulation, object.label, message);
            }
            return pagination;
        };
        let target = find(self.spec, self.action.response, written, report)?;
        match target.shape {
            Shape::List(item) if **item == Shape::Record(kind.record) && !target.many => {
                Some(target.path)
            }
            _ => {
                let record = quote(&self.spec[kind.record].name.wire);
                let message = format!("{} is not a list of {record}", quote(written.value));
                report_bad(written, message, report)
            }
        }
    }

    fn filters(
        &self,
        object: &Object<'_>,
        kind: &RecordKind,
        report: &mut Report,
    ) -> Option<Filters> {
        let list = object.text("list", report)?;
        let target = find(self.spec, self.action.request, list, report)?;
        let Shape::Record(condition) = target.shape.item() else {
            return report_bad(
                list,
                format!("{} is not a list of records", quote(list.value)),
                report,
            );
        };
        let name =
            own(self.spec, *condition, object.text("name", report)?, &[ValueClass::Text], report)?;
        let values = object.text("values", report)?;
        let target = find(self.spec, *condition, values, report)?;
        if class(self.spec, target.shape.item()) != ValueClass::Text {
            return report_bad(
                values,
                format!("{} is not a list of texts", quote(values.value)),
                report,
            );
        }
        let unknown =
            object.text("unknown_filter", report).and_then(|code| self.code(code, report));
        let mut by = Vec::new();
        for (name, node) in members(object, "by", report) {
            let filter = Object::read(node, "a filter", Some(name.at), &keys::FILTER, report)?;
            by.extend(self.filter(&filter, kind, report).map(|one| (name.value.to_owned(), one)));
        }
        let (list, values) = (list.value.to_owned(), values.value.to_owned());
        Some(Filters { list, name, values, unknown, by })
    }

    fn filter(
        &self,
        object: &Object<'_>,
        kind: &RecordKind,
        report: &mut Report,
    ) -> Option<FilterTarget> {
        let field = object.text("field", report)?;
        let target = find(self.spec, kind.record, field, report)?;
        if !matches!(class(self.spec, target.shape.item()), ValueClass::Text | ValueClass::Integer)
        {
            let message = format!("{} is neither text nor an integer", quote(field.value));
            return report_bad(field, message, report);
        }
        let part = object.choice("match", keys::MATCHES, report).unwrap_or_default();
        let Some(key) = object.text("key", report) else {
            return Some(FilterTarget::Field { path: target.path, part });
        };
        let found = find(self.spec, kind.record, key, report)?;
        let list = |path: &Path| path.split_last().map(|(_, list)| list.to_vec());
        let beside = found.many && list(&found.path) == list(&target.path);
        if !beside || class(self.spec, found.shape) != ValueClass::Text {
            let message =
                format!("{} is not a text beside {}", quote(key.value), quote(field.value));
            return report_bad(key, message, report);
        }
        Some(FilterTarget::Keyed { key: found.path, value: target.path })
    }

    fn changes(&self, node: &Node<'_>, report: &mut Report) -> Option<ChangeAction> {
        let object = Object::untyped(node, "`changes`", None, report)?;
        object.check_keys("`changes`", &[&keys::CHANGES, &keys::PHASE], report);
        let kind = self.kind(&object, report)?;
        let scope = PhaseReader { spec: self.spec, kind, action: self.action };
        let transition = scope.transition(&object, report);
        let ids = object.text("ids", report).and_then(|ids| self.ids(ids, report));
        let from = object.get("from").map(|node| match &node.value {
            Written::List(_) => {
                let states = object.list("from", report).unwrap_or_default();
                states.iter().filter_map(|state| scope.state_value(state, report)).collect()
            }
            _ => scope.state_value(node, report).into_iter().collect(),
        });
        let unknown_id = object.text("unknown_id", report).and_then(|code| self.code(code, report));
        let wrong_state =
            object.text("wrong_state", report).and_then(|code| self.code(code, report));
        if let (Some(_), None) = (&from, object.get("wrong_state")) {
            let message = "`from` needs `wrong_state`, the code that answers any other state";
            let _ = report.add(Code::BadSimulation, object.label, message);
        }
        Some(ChangeAction {
            kind: kind.clone(),
            ids: ids?,
            from,
            transition: transition?,
            unknown_id: unknown_id?,
            wrong_state,
        })
    }

    fn kind(&self, object: &Object<'_>, report: &mut Report) -> Option<&'a RecordKind> {
        let written = object.text("kind", report)?;
        let names = || self.kinds.iter().map(|(name, _)| *name);
        if let Some((_, kind)) = self.kinds.iter().find(|(name, _)| *name == written.value) {
            return kind.as_ref();
        }
        let close = report.closest(written.value, names());
        let message = format!("no kind is called {}", quote(written.value));
        let _ =
            report.add(Code::BadSimulation, written.at, message).did_you_mean(close, String::new);
        None
    }

    /// A field of the request with an id or a list of them.
    fn ids(&self, written: Text<'_>, report: &mut Report) -> Option<String> {
        let target = find(self.spec, self.action.request, written, report)?;
        if target.path.len() != 1 || class(self.spec, target.shape.item()) != ValueClass::Text {
            let message = format!("{} is neither an id nor a list of ids", quote(written.value));
            return report_bad(written, message, report);
        }
        Some(written.value.to_owned())
    }

    fn code(&self, written: Text<'_>, report: &mut Report) -> Option<String> {
        let codes = || self.spec.errors.iter().map(|error| error.name.wire.as_str());
        if codes().any(|code| code == written.value) {
            return Some(written.value.to_owned());
        }
        let close = report.closest(written.value, codes());
        let message = format!("no error code {} is in the spec", quote(written.value));
        let _ =
            report.add(Code::UnknownError, written.at, message).did_you_mean(close, String::new);
        None
    }
}
