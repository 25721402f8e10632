//! Response without fields.

use crate::rt::{Record, RecordTable};

/// Response without fields: its arrival confirms that the action was carried out.
///
/// The request id is in the [`Response`](crate::Response).
///
/// Clients have a name of their own for the answer of each action; for actions without fields in their
/// answers, it is another name of this type. A field that the service adds later makes it a struct.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Empty {}

impl Record for Empty {
    fn table(&self) -> &'static RecordTable {
        &RecordTable { name: "Empty", ..RecordTable::EMPTY }
    }
}

crate::__impl_serde!(sent: ; received: Empty; texts: ; integers: ;);

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rt;

    #[test]
    fn whatever_comes_it_is_empty() {
        let mut answer = Empty::default();
        rt::read_response(br#"{"New":[1,{"More":null}],"Old":null}"#, &mut answer).unwrap();
        assert_eq!(
            (format!("{answer:?}").as_str(), rt::to_json(&answer).as_str()),
            ("Empty", "{}")
        );
        assert!(rt::equal(&answer, &Empty {}));
    }
}
