//! Terminal that the command runs on.

use std::io::{Read as _, Write as _};
use std::path::Path;
use std::process::{Child, Command};
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::thread;
use std::time::Duration;

use pty_process::Size;
use pty_process::blocking::{Pty, open};
use rustix::termios::{LocalModes, tcgetattr};

use crate::screen::{ROWS, Row, rows};

/// Time without a sign of life after which a test gives up.
const PATIENCE: Duration = Duration::from_secs(60);

/// The key that interrupts.
pub(crate) const CTRL_C: &str = "\u{3}";

/// Command on a terminal of its own, as a person sees it.
pub(crate) struct Terminal {
    pty: std::sync::Arc<Pty>,
    child: Child,
    pieces: Receiver<Vec<u8>>,
    width: u16,
    /// Everything that was shown, with its escape sequences.
    pub(crate) shown: String,
    /// Part of it that was already waited for.
    seen: usize,
}

impl Terminal {
    /// Starts the command in a folder, on a terminal of this width, with variables set.
    pub(crate) fn start(
        folder: &Path,
        arguments: &[&str],
        width: u16,
        variables: &[(&str, &str)],
    ) -> Self {
        let mut command = crate::support::command(folder);
        command.args(arguments).envs(variables.iter().copied());
        Self::of(command, width)
    }

    /// Starts a command whose streams are all those of a terminal.
    pub(crate) fn of(mut command: Command, width: u16) -> Self {
        if !command.get_envs().any(|(name, _)| name == "TERM") {
            command.env("TERM", "xterm-256color");
        }
        let (pty, pts) = open().unwrap();
        pty.resize(Size::new(ROWS, width)).unwrap();
        let child = pty_process::blocking::Command::from(command).spawn(pts).unwrap();
        let pty = std::sync::Arc::new(pty);
        let (sender, pieces) = channel();
        let reader = std::sync::Arc::clone(&pty);
        thread::spawn(move || {
            let mut piece = [0; 4096];
            // The end of a terminal is an error on Linux.
            while let Ok(count @ 1..) = (&*reader).read(&mut piece) {
                if sender.send(piece[..count].to_vec()).is_err() {
                    break;
                }
            }
        });
        Self { pty, child, pieces, width, shown: String::new(), seen: 0 }
    }

    /// Waits until a text is shown, behind all that was waited for before.
    pub(crate) fn expect(&mut self, text: &str) {
        loop {
            if let Some(at) = self.shown[self.seen..].find(text) {
                self.seen += at + text.len();
                return;
            }
            match self.pieces.recv_timeout(PATIENCE) {
                Ok(piece) => self.shown.push_str(&String::from_utf8_lossy(&piece)),
                Err(error) => panic!("{text:?} is not shown ({error}): {:?}", self.shown),
            }
        }
    }

    /// Types what it is given; `\r` is the Enter key and `\u{3}` is Ctrl-C.
    pub(crate) fn type_in(&mut self, keys: &str) {
        (&*self.pty).write_all(keys.as_bytes()).unwrap();
    }

    /// Waits for the end and returns the exit code; `None` after a signal.
    pub(crate) fn end(self) -> (Option<i32>, String) {
        let ended = self.ended();
        (ended.code, ended.shown)
    }

    /// Waits for the end.
    #[track_caller]
    pub(crate) fn ended(mut self) -> Ended {
        // The terminal is closed once the command has ended.
        loop {
            match self.pieces.recv_timeout(PATIENCE) {
                Ok(piece) => self.shown.push_str(&String::from_utf8_lossy(&piece)),
                Err(RecvTimeoutError::Disconnected) => break,
                Err(RecvTimeoutError::Timeout) => {
                    self.child.kill().unwrap();
                    panic!("the command does not end: {:?}", self.shown);
                }
            }
        }
        let modes = tcgetattr(&*self.pty).unwrap().local_modes;
        Ended {
            code: self.child.wait().unwrap().code(),
            rows: rows(&self.shown, self.width),
            echoes: modes.contains(LocalModes::ECHO),
            shown: self.shown,
        }
    }
}

/// End of a command on a terminal.
#[derive(Debug)]
pub(crate) struct Ended {
    /// Exit code; `None` after a signal.
    pub(crate) code: Option<i32>,
    /// Everything that was shown, with its escape sequences.
    pub(crate) shown: String,
    /// Rows that are on the screen at the end.
    pub(crate) rows: Vec<Row>,
    /// True if what is typed is shown.
    pub(crate) echoes: bool,
}

impl Ended {
    /// Returns the text of the screen, with its lines as they were before they were broken.
    pub(crate) fn text(&self) -> String {
        let line = |row: &Row| format!("{}{}", row.text, if row.is_wrapped { "" } else { "\n" });
        self.rows.iter().map(line).collect()
    }
}

/// Runs a command on a terminal of this width to its end.
#[track_caller]
pub(crate) fn on_a_terminal(command: Command, width: u16) -> Ended {
    Terminal::of(command, width).ended()
}
