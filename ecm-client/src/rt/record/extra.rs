//! Values that the spec does not know: parameters of a request beyond its table.

use std::sync::Arc;

use super::{Absent, DecodeError, Input, List, Record, RecordTable, Value, View};

/// Value of any type, which stays as it was made. Text in it is wiped from memory.
pub(crate) type Node = Arc<dyn Value>;

/// Value of a record beyond the fields of its table.
#[derive(Clone)]
pub struct ExtraParameter {
    /// Name as it is sent.
    pub(crate) name: String,
    pub(crate) value: Node,
    /// True if nothing of the value must be shown.
    pub(crate) secret: bool,
}

/// Table of an object whose type is not known.
pub(crate) static UNTYPED: RecordTable = RecordTable { name: "Object", ..RecordTable::EMPTY };

/// Returns true for an object whose type is not known.
pub(crate) fn is_untyped(record: &dyn Record) -> bool {
    std::ptr::eq(record.table(), &UNTYPED)
}

/// Object whose members are all unknown to the spec.
struct UntypedObject(Vec<ExtraParameter>);

impl Record for UntypedObject {
    fn table(&self) -> &'static RecordTable {
        &UNTYPED
    }

    fn extra_parameters(&self) -> &[ExtraParameter] {
        &self.0
    }
}

/// List of values of any types.
struct NodeList(Vec<Node>);

impl List for NodeList {
    fn len(&self) -> usize {
        self.0.len()
    }

    fn item(&self, index: usize) -> View<'_> {
        self.0.get(index).map_or(View::Absent, |node| node.view())
    }
}

impl Value for NodeList {
    fn view(&self) -> View<'_> {
        View::List(self)
    }

    fn fill(&mut self, _: &mut dyn Input) -> Result<bool, DecodeError> {
        // It has been made as a whole, and what its items are is not known here.
        Ok(false)
    }
}

pub(crate) fn null() -> Node {
    Arc::new(Absent)
}

pub(crate) fn list(items: Vec<Node>) -> Node {
    Arc::new(NodeList(items))
}

pub(crate) fn object(members: Vec<ExtraParameter>) -> Node {
    Arc::new(UntypedObject(members))
}
