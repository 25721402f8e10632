//! Values that live as long as the program, of which tables consist.

/// Keeps a value until the program ends.
pub(super) fn intern<T>(value: T) -> &'static T {
    Box::leak(Box::new(value))
}

/// Keeps values until the program ends.
pub(super) fn intern_all<T>(values: impl IntoIterator<Item = T>) -> &'static [T] {
    values.into_iter().collect::<Vec<_>>().leak()
}
