//! Progress indicator for long operations.

use std::env;
use std::io::{self, IsTerminal as _, Write as _};
use std::sync::mpsc::{self, RecvTimeoutError, Sender};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::thread::{self, JoinHandle};
use std::time::Duration;

use unicode_width::{UnicodeWidthChar as _, UnicodeWidthStr as _};

const FRAMES: [&str; 8] = ["⠁", "⠉", "⠙", "⠹", "⠸", "⠼", "⠶", "⠧"];
const INTERVAL: Duration = Duration::from_millis(100);

/// Columns that stay free behind the line, where a terminal shows Ctrl-C without a new line.
const MARGIN: usize = 4;

/// Width of a terminal that does not tell it.
const DEFAULT_WIDTH: usize = 80;

/// Spinner on a terminal, removed on drop; nothing is drawn if standard error is no terminal.
pub(crate) struct Progress {
    /// Thread that draws it, and the way to end it; none where nothing is drawn.
    drawing: Option<(Sender<()>, JoinHandle<()>)>,
}

/// Line on the terminal.
struct Line {
    message: String,
    frame: usize,
    /// Columns that are drawn.
    drawn: usize,
}

/// Line that is there; whoever writes anything else to the terminal holds the lock.
static LINE: Mutex<Option<Line>> = Mutex::new(None);

fn line() -> MutexGuard<'static, Option<Line>> {
    LINE.lock().unwrap_or_else(PoisonError::into_inner)
}

impl Progress {
    pub(crate) fn start(what: impl Into<String>) -> Self {
        if !is_drawn() {
            return Self { drawing: None };
        }
        let first = Line { message: format!("{} ...", what.into()), frame: 0, drawn: 0 };
        // Drawn at least once, however soon it is dropped.
        line().insert(first).draw();
        let (end, ended) = mpsc::channel();
        let draw = move || {
            while ended.recv_timeout(INTERVAL) == Err(RecvTimeoutError::Timeout) {
                if let Some(line) = &mut *line() {
                    line.frame += 1;
                    line.draw();
                }
            }
        };
        Self { drawing: Some((end, thread::spawn(draw))) }
    }

    /// Says how far the work has got.
    pub(crate) fn set(&self, what: impl Into<String>) {
        if self.drawing.is_some()
            && let Some(line) = &mut *line()
        {
            line.message = format!("{} ...", what.into());
        }
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        if let Some((end, thread)) = self.drawing.take() {
            drop(end);
            // A thread that has panicked draws no more either.
            let _ = thread.join();
            if let Some(mut line) = line().take() {
                line.erase();
            }
        }
    }
}

/// Writes to the terminal without the spinner, which comes back behind it.
pub(crate) fn beside<T>(write: impl FnOnce() -> T) -> T {
    let mut line = line();
    if let Some(line) = &mut *line {
        line.erase();
    }
    write()
}

impl Line {
    fn draw(&mut self) {
        let frame = FRAMES.get(self.frame % FRAMES.len()).copied().unwrap_or_default();
        let text = cut(&format!("{frame} {}", self.message), width().saturating_sub(MARGIN));
        let columns = text.width();
        match self.drawn.saturating_sub(columns) {
            0 => write(&format!("\r{text}")),
            rest => write(&format!("\r{text}{}\r{text}", " ".repeat(rest))),
        }
        self.drawn = columns;
    }

    /// Erases the line, and what a key may have shown behind it.
    fn erase(&mut self) {
        if self.drawn == 0 {
            return;
        }
        if cfg!(windows) {
            // Some of its terminals show sequences instead of acting on them.
            let columns = (self.drawn + MARGIN).min(width()).saturating_sub(1);
            write(&format!("\r{}\r", " ".repeat(columns)));
        } else {
            write("\r\u{1b}[K");
        }
        self.drawn = 0;
    }
}

/// Returns `true` on a terminal that can go back to the beginning of a line.
fn is_drawn() -> bool {
    io::stderr().is_terminal() && env::var_os("TERM").is_none_or(|term| term != "dumb")
}

fn width() -> usize {
    let size = terminal_size::terminal_size_of(io::stderr());
    size.map_or(DEFAULT_WIDTH, |(width, _)| width.0.into())
}

/// Returns as much of a text as fits into these columns.
fn cut(text: &str, columns: usize) -> String {
    let mut left = columns;
    let fits = |character: &char| {
        let rest = left.checked_sub(character.width().unwrap_or(0));
        left = rest.unwrap_or(0);
        rest.is_some()
    };
    text.chars().take_while(fits).collect()
}

/// Writes at once; a terminal that has gone away needs no progress.
fn write(text: &str) {
    let mut stderr = io::stderr().lock();
    let _ = stderr.write_all(text.as_bytes()).and_then(|()| stderr.flush());
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_is_cut_by_its_columns() {
        for (text, columns, expected) in [
            ("abc", 5, "abc"),
            ("abc", 3, "abc"),
            ("abc", 2, "ab"),
            ("abc", 0, ""),
            ("a中b", 2, "a"),
            ("a中b", 3, "a中"),
            ("中文", 3, "中"),
        ] {
            assert_eq!(cut(text, columns), expected, "{text} {columns}");
        }
    }
}
