//! Parts of generated builders.

#[derive(Debug)]
pub struct Set;

#[derive(Debug)]
pub struct Unset;

/// Bound of a setter: the parameter has not been set before.
#[diagnostic::on_unimplemented(
    message = "this parameter has been given before, and can be given once",
    label = "given a second time here"
)]
pub trait IsUnset {}

impl IsUnset for Unset {}

/// Bound of a setter: no member of the exclusive group has been set before.
#[diagnostic::on_unimplemented(
    message = "a parameter that excludes this one has been given before",
    label = "only one of them can be given"
)]
pub trait GroupIsUnset {}

impl GroupIsUnset for Unset {}

pub fn collect<T>(items: impl IntoIterator<Item = T>) -> Vec<T> {
    items.into_iter().collect()
}

pub fn collect_into<T>(items: impl IntoIterator<Item = impl Into<T>>) -> Vec<T> {
    items.into_iter().map(Into::into).collect()
}

/// Sets an optional field.
// A crate compiles every setter that it calls; what they have in common, here and in the next two, it
// compiles once.
pub fn set_optional<T>(field: &mut Option<T>, value: impl Into<T>) {
    *field = Some(value.into());
}

pub fn set_list<T>(field: &mut Option<Vec<T>>, items: impl IntoIterator<Item = T>) {
    *field = Some(collect(items));
}

pub fn set_list_into<T>(field: &mut Option<Vec<T>>, items: impl IntoIterator<Item = impl Into<T>>) {
    *field = Some(collect_into(items));
}
