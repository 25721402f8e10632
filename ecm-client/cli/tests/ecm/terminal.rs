//! Terminal that the command runs on.

use std::io::{Read as _, Write as _};
use std::path::Path;
use std::process::{Child, Command};
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::thread;
use std::time::Duration;

use pty_process::Size;
use pty_process::blocking::{Pty, open};

/// Time without a sign of life after which a test gives up.
const PATIENCE: Duration = Duration::from_secs(60);

/// Command on a terminal of its own, as a person sees it.
pub(crate) struct Terminal {
    pty: std::sync::Arc<Pty>,
    child: Child,
    pieces: Receiver<Vec<u8>>,
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
        pty.resize(Size::new(40, width)).unwrap();
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
        Self { pty, child, pieces, shown: String::new(), seen: 0 }
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
    pub(crate) fn end(mut self) -> (Option<i32>, String) {
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
        (self.child.wait().unwrap().code(), self.shown)
    }
}
