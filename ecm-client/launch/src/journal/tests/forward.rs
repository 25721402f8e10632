//! Journals of tests that change how another one stores.

/// Defines every method of a journal but `store` by that of the field `inner`.
macro_rules! forward_all_but_store {
    () => {
        fn load<'a>(&'a self, key: &'a str) -> BoxFuture<'a, Result<Option<Stored>, JournalError>> {
            self.inner.load(key)
        }

        fn remove<'a>(
            &'a self,
            key: &'a str,
            expected: &'a str,
        ) -> BoxFuture<'a, Result<bool, JournalError>> {
            self.inner.remove(key, expected)
        }

        fn list(&self) -> BoxFuture<'_, Result<Vec<(String, Stored)>, JournalError>> {
            self.inner.list()
        }

        fn now(&self) -> BoxFuture<'_, Result<i64, JournalError>> {
            self.inner.now()
        }

        fn epoch(&self) -> BoxFuture<'_, Result<u64, JournalError>> {
            self.inner.epoch()
        }

        fn set_epoch(&self, epoch: u64) -> BoxFuture<'_, Result<(), JournalError>> {
            self.inner.set_epoch(epoch)
        }
    };
}
