//! Signals that end the command, and what they find of its files.

use std::io::Write as _;
use std::process;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::thread;

use ecm_codegen::output::{self, OutputError, OutputFile, StagedFiles};

use crate::progress;
use crate::verdict::{Failure, INTERRUPTED};

/// Interrupt and termination signals, subscribed to on creation.
pub(crate) struct Interrupts {
    #[cfg(unix)]
    signals: [tokio::signal::unix::Signal; 2],
}

impl Interrupts {
    #[cfg(unix)]
    pub(crate) fn new() -> std::io::Result<Self> {
        use tokio::signal::unix::{SignalKind, signal};
        Ok(Self { signals: [signal(SignalKind::interrupt())?, signal(SignalKind::terminate())?] })
    }

    #[cfg(unix)]
    pub(crate) async fn recv(&mut self) -> std::io::Result<()> {
        let [interrupt, terminate] = &mut self.signals;
        tokio::select! {
            _ = interrupt.recv() => {}
            _ = terminate.recv() => {}
        }
        Ok(())
    }

    #[cfg(not(unix))]
    pub(crate) fn new() -> std::io::Result<Self> {
        Ok(Self {})
    }

    #[cfg(not(unix))]
    pub(crate) async fn recv(&mut self) -> std::io::Result<()> {
        tokio::signal::ctrl_c().await
    }
}

/// Part of its work that a command is at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Phase {
    /// Nothing is on disk that was not there before.
    Working,
    /// Files are there under temporary names.
    Staging,
    /// Files get their names, all of them, whatever comes.
    Replacing,
    /// All of them have their names.
    Replaced,
    /// A signal has come while they were staged; nothing gets its name any more.
    Stopped,
}

/// Phase, which the thread that waits for signals looks at as well.
struct Phases(Mutex<Phase>);

static PHASES: Phases = Phases(Mutex::new(Phase::Working));

impl Phases {
    fn lock(&self) -> MutexGuard<'_, Phase> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn begin_staging(&self) {
        let mut phase = self.lock();
        // Within other work on files, it stays part of that.
        if *phase != Phase::Replacing {
            *phase = Phase::Staging;
        }
    }

    /// Goes back to the beginning after files could not be staged.
    fn give_up_staging(&self) {
        let mut phase = self.lock();
        if *phase == Phase::Staging {
            *phase = Phase::Working;
        }
    }

    fn begin_replacing(&self) -> Result<(), Failure> {
        let mut phase = self.lock();
        if *phase == Phase::Stopped {
            return Err(interrupted());
        }
        *phase = Phase::Replacing;
        Ok(())
    }
}

impl Phase {
    /// Returns the failure to end the command with; `None` if it ends by itself, or goes on to its end.
    fn stop(&mut self) -> Option<Failure> {
        match *self {
            Self::Working => Some(interrupted()),
            Self::Staging => {
                *self = Self::Stopped;
                None
            }
            Self::Replacing | Self::Stopped => None,
            Self::Replaced => {
                Some(Failure::Interrupted("interrupted after everything was written".to_owned()))
            }
        }
    }
}

/// Ends the command on a signal from now on, with none of its files half written.
///
/// If signals cannot be subscribed to, the system ends the command as usual.
pub(crate) fn watch() {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_io().build();
    let Ok(runtime) = runtime else { return };
    let subscribed = {
        let _context = runtime.enter();
        Interrupts::new()
    };
    let Ok(mut interrupts) = subscribed else { return };
    thread::spawn(move || {
        runtime.block_on(async {
            while interrupts.recv().await.is_ok() {
                // Held to the end, so that no file gets its name meanwhile.
                let mut phase = PHASES.lock();
                let Some(failure) = phase.stop() else { continue };
                progress::beside(|| {
                    // If the message cannot be printed, only the exit code is left.
                    let _ = writeln!(anstream::stderr(), "{}", failure.to_colored());
                    process::exit(INTERRUPTED.into())
                })
            }
        });
    });
}

fn interrupted() -> Failure {
    Failure::Interrupted("interrupted; nothing was written".to_owned())
}

/// Writes files under temporary names, which a signal leaves nothing of.
///
/// They get their names by [`StagedFiles::commit`], within [`Replacing`].
pub(crate) fn stage(files: &[OutputFile]) -> Result<StagedFiles<'_>, OutputError> {
    PHASES.begin_staging();
    output::stage(files).inspect_err(|_| PHASES.give_up_staging())
}

/// Work on files that is done as a whole: a signal waits for its end.
pub(crate) struct Replacing(());

impl Replacing {
    /// Begins the work, unless a signal has come while the files were staged.
    pub(crate) fn begin() -> Result<Self, Failure> {
        PHASES.begin_replacing()?;
        Ok(Self(()))
    }
}

impl Drop for Replacing {
    fn drop(&mut self) {
        *PHASES.lock() = Phase::Replaced;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(phase: Phase) -> Phases {
        Phases(Mutex::new(phase))
    }

    #[test]
    fn a_signal_ends_the_command_where_nothing_is_half_written() {
        let text = |phases: &Phases| phases.lock().stop().map(|failure| failure.text().to_owned());
        let before = Some("interrupted; nothing was written".to_owned());
        assert_eq!(text(&at(Phase::Working)), before);
        assert_eq!(text(&at(Phase::Replacing)), None);
        let after = text(&at(Phase::Replaced));
        assert_eq!(after.as_deref(), Some("interrupted after everything was written"));

        let phases = at(Phase::Working);
        phases.begin_staging();
        assert_eq!(text(&phases), None, "the files under temporary names have to go first");
        assert_eq!(phases.begin_replacing(), Err(interrupted()));
        assert_eq!(text(&phases), None);
    }

    #[test]
    fn files_that_cannot_be_staged_are_not_there() {
        let phases = at(Phase::Working);
        phases.begin_staging();
        phases.give_up_staging();
        assert_eq!(*phases.lock(), Phase::Working);
        // What has been removed is recorded, whatever comes.
        let phases = at(Phase::Replacing);
        phases.begin_staging();
        phases.give_up_staging();
        assert_eq!(*phases.lock(), Phase::Replacing);
    }
}
