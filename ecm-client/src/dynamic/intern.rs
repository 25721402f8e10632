//! What lives as long as the program, as all that tables consist of does.

/// Keeps a value.
pub(super) fn intern<T>(value: T) -> &'static T {
    Box::leak(Box::new(value))
}

/// Keeps values.
pub(super) fn intern_all<T>(values: impl IntoIterator<Item = T>) -> &'static [T] {
    values.into_iter().collect::<Vec<_>>().leak()
}
