//! Questions on the terminal.

use std::io::{self, ErrorKind, Write as _};

use zeroize::Zeroizing;

use crate::verdict::Failure;

/// Asks for a line that is not shown while it is typed.
pub(crate) fn hidden(question: &str) -> Result<Zeroizing<String>, Failure> {
    #[cfg(unix)]
    let answer = terminal::ask(question);
    #[cfg(not(unix))]
    let answer = rpassword::prompt_password(question).map(Zeroizing::new);
    answer.map_err(|error| failure(&error))
}

/// Asks for a line.
pub(crate) fn shown(question: &str) -> Result<String, Failure> {
    let mut line = String::new();
    let read = io::stderr()
        .write_all(question.as_bytes())
        .and_then(|()| io::stderr().flush())
        .and_then(|()| io::stdin().read_line(&mut line));
    match read {
        Ok(0) => Err(failure(&ErrorKind::UnexpectedEof.into())),
        Ok(_) => Ok(line.trim().to_owned()),
        Err(error) => Err(failure(&error)),
    }
}

fn failure(error: &io::Error) -> Failure {
    Failure::Usage(match error.kind() {
        ErrorKind::Interrupted | ErrorKind::UnexpectedEof => {
            "nothing was entered; nothing was changed or sent".to_owned()
        }
        _ => format!("the terminal cannot be read: {error}; nothing was changed or sent"),
    })
}

#[cfg(unix)]
mod terminal {
    //! Terminal without echo.
    //!
    //! Echo is off before the question is shown, so that what is typed or pasted at once is not shown either, and
    //! Ctrl-C ends the line instead of the process, so that echo is on again in any case.

    use std::fs::{File, OpenOptions};
    use std::io::{self, ErrorKind, Read as _, Write as _};

    use rustix::termios::{
        LocalModes, OptionalActions, SpecialCodeIndex, Termios, tcgetattr, tcsetattr,
    };
    use zeroize::Zeroizing;

    const CTRL_C: u8 = 3;

    /// Characters of an answer at most: a line that does not grow leaves nothing behind that is not wiped.
    const MAX_ANSWER: usize = 4096;

    /// Terminal in another mode; dropped, it is as it was.
    struct Quiet {
        terminal: File,
        original: Termios,
    }

    impl Quiet {
        fn begin() -> io::Result<Self> {
            let terminal = OpenOptions::new().read(true).write(true).open("/dev/tty")?;
            let original = tcgetattr(&terminal)?;
            let mut mode = original.clone();
            mode.local_modes.remove(LocalModes::ECHO | LocalModes::ECHONL | LocalModes::ISIG);
            mode.local_modes.insert(LocalModes::ICANON);
            mode.special_codes[SpecialCodeIndex::VEOL2] = CTRL_C;
            tcsetattr(&terminal, OptionalActions::Now, &mode)?;
            Ok(Self { terminal, original })
        }
    }

    impl Drop for Quiet {
        fn drop(&mut self) {
            let _ = tcsetattr(&self.terminal, OptionalActions::Now, &self.original);
        }
    }

    /// Reads up to the end of the line, or up to Ctrl-C.
    ///
    /// Byte by byte: a buffer would hold what it has read ahead, and is not wiped.
    fn read_line(mut terminal: &File) -> io::Result<Zeroizing<String>> {
        let mut line = Zeroizing::new(Vec::with_capacity(MAX_ANSWER));
        let mut read = Zeroizing::new([0]);
        while line.len() < MAX_ANSWER {
            terminal.read_exact(read.as_mut_slice())?;
            let [byte] = *read;
            match byte {
                b'\n' => {
                    let text = std::str::from_utf8(&line).map_err(io::Error::other)?;
                    return Ok(Zeroizing::new(text.trim_end_matches('\r').to_owned()));
                }
                CTRL_C => return Err(ErrorKind::Interrupted.into()),
                byte => line.push(byte),
            }
        }
        Err(io::Error::other(format!("more than {MAX_ANSWER} bytes were entered")))
    }

    pub(super) fn ask(question: &str) -> io::Result<Zeroizing<String>> {
        let quiet = Quiet::begin()?;
        (&quiet.terminal).write_all(question.as_bytes())?;
        let answer = read_line(&quiet.terminal);
        (&quiet.terminal).write_all(b"\n")?;
        answer
    }
}
