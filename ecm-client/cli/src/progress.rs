//! Shows somebody who waits that something is being done.

use std::time::Duration;

use indicatif::ProgressBar;

/// Moves on a terminal for as long as it lives; draws nothing where the standard error is none.
pub(crate) struct Progress(ProgressBar);

impl Progress {
    /// Begins, with what is being done.
    pub(crate) fn start(what: impl Into<String>) -> Self {
        let spinner = ProgressBar::new_spinner().with_message(format!("{} ...", what.into()));
        // Once at least, however soon it ends.
        spinner.tick();
        spinner.enable_steady_tick(Duration::from_millis(100));
        Self(spinner)
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        self.0.finish_and_clear();
    }
}
