//! Progress indicator for long operations.

use std::time::Duration;

use indicatif::ProgressBar;

/// Spinner on a terminal, removed on drop; nothing is drawn if standard error is no terminal.
pub(crate) struct Progress(ProgressBar);

impl Progress {
    pub(crate) fn start(what: impl Into<String>) -> Self {
        let spinner = ProgressBar::new_spinner().with_message(format!("{} ...", what.into()));
        // Drawn at least once, however soon it is dropped.
        spinner.tick();
        spinner.enable_steady_tick(Duration::from_millis(100));
        Self(spinner)
    }

    /// Says how far the work has got.
    pub(crate) fn set(&self, what: impl Into<String>) {
        self.0.set_message(format!("{} ...", what.into()));
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        self.0.finish_and_clear();
    }
}
