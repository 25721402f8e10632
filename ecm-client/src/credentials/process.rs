//! Credentials that a command prints.

use std::io::Read as _;
use std::path::Path;
use std::process::{Child, Command, ExitStatus, Stdio};
use std::sync::Weak;
use std::sync::mpsc::{self, RecvTimeoutError};
use std::thread;
use std::time::{Duration, Instant};

use serde_json::Value;
use zeroize::Zeroizing;

use super::{Credentials, CredentialsError};
use crate::Secret;
use crate::identity::expiry;

/// Time in which a command must have printed credentials and ended.
const TIMEOUT: Duration = Duration::from_secs(30);

/// Output of a command at most.
const MAX_OUTPUT: u64 = 64 * 1024;

/// Pause between looks whether a command has ended.
const PAUSE: Duration = Duration::from_millis(10);

/// Runs a command and reads the credentials that it prints. Blocks.
///
/// No shell is involved. The command is in a process group of its own, which is killed at the deadline, and when
/// nobody waits any more: when the value behind `waiter` is gone. Neither its arguments nor anything that it writes
/// is in an error.
pub(super) fn run(words: &[String], waiter: &Weak<()>) -> Result<Credentials, CredentialsError> {
    run_within(words, TIMEOUT, waiter)
}

fn run_within(
    words: &[String],
    time: Duration,
    waiter: &Weak<()>,
) -> Result<Credentials, CredentialsError> {
    let (program, arguments) =
        words.split_first().ok_or_else(|| CredentialsError::new("the command is empty"))?;
    let problem =
        |problem: String| CredentialsError::new(format!("the command {program} {problem}"));
    if !Path::new(program).is_absolute() {
        return Err(problem("is not named by its whole path; write that".to_owned()));
    }
    let deadline = Instant::now() + time;
    let is_over = || Instant::now() >= deadline || waiter.strong_count() == 0;
    let mut command = Command::new(program);
    command.args(arguments).stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::null());
    #[cfg(unix)]
    std::os::unix::process::CommandExt::process_group(&mut command, 0);
    let child = command.spawn().map_err(|error| problem(format!("cannot be run: {error}")))?;
    let mut running = Running { child, has_ended: false };
    let Some(output) = running.output(is_over) else {
        return Err(problem(format!("did not end within {} s", time.as_secs())));
    };
    if output.len() as u64 > MAX_OUTPUT {
        return Err(problem(format!("printed more than {MAX_OUTPUT} bytes")));
    }
    match running.wait(is_over) {
        None => Err(problem(format!("did not end within {} s", time.as_secs()))),
        Some(status) if !status.success() => {
            Err(problem(format!("failed ({status}); run it to see why")))
        }
        Some(_) => credentials(&output).map_err(problem),
    }
}

/// Command that runs; dropped before its end, it is killed with its children.
struct Running {
    child: Child,
    has_ended: bool,
}

impl Running {
    /// Reads the output up to its end or its limit; `None` when the time is over.
    fn output(&mut self, is_over: impl Fn() -> bool) -> Option<Zeroizing<Vec<u8>>> {
        let mut stdout = self.child.stdout.take()?.take(MAX_OUTPUT + 1);
        let (sender, output) = mpsc::channel();
        // A thread of its own: a child of the command may hold the output open for ever.
        thread::spawn(move || {
            let capacity = usize::try_from(MAX_OUTPUT).unwrap_or_default() + 1;
            let mut bytes = Zeroizing::new(Vec::with_capacity(capacity));
            let read = stdout.read_to_end(&mut bytes);
            // Nobody waits for it after the deadline.
            let _ = sender.send(read.map(|_| bytes));
        });
        loop {
            match output.recv_timeout(PAUSE) {
                Ok(read) => return read.ok(),
                Err(RecvTimeoutError::Timeout) if !is_over() => {}
                Err(_) => return None,
            }
        }
    }

    fn wait(&mut self, is_over: impl Fn() -> bool) -> Option<ExitStatus> {
        loop {
            if let Ok(Some(status)) = self.child.try_wait() {
                self.has_ended = true;
                return Some(status);
            }
            if is_over() {
                return None;
            }
            thread::sleep(PAUSE);
        }
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        if self.has_ended {
            return;
        }
        kill_group(self.child.id());
        // Where there is no command to kill the group with, at least this one ends.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// Kills the process group of a child, where the system has a command for it.
#[cfg(unix)]
fn kill_group(leader: u32) {
    for kill in ["/bin/kill", "/usr/bin/kill"] {
        let mut command = Command::new(kill);
        // Without `--`, procps takes the group for an option and reports success.
        command.args(["-KILL", "--", &format!("-{leader}")]);
        command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
        if command.status().is_ok_and(|status| status.success()) {
            return;
        }
    }
}

#[cfg(not(unix))]
fn kill_group(_: u32) {}

fn credentials(output: &[u8]) -> Result<Credentials, String> {
    let Ok(Value::Object(printed)) = serde_json::from_slice(output) else {
        return Err("did not print a JSON object".to_owned());
    };
    let text = |name: &str| match printed.get(name) {
        None | Some(Value::Null) => Ok(None),
        Some(Value::String(text)) if text.is_empty() => Ok(None),
        Some(Value::String(text)) => Ok(Some(text.as_str())),
        Some(_) => Err(format!("printed a {name} that is not text")),
    };
    let missing = |name: &str| format!("printed no {name}");
    let id = text("SecretId")?.ok_or_else(|| missing("SecretId"))?;
    let key = text("SecretKey")?.ok_or_else(|| missing("SecretKey"))?;
    let pair = Credentials::new(id, Secret::from(key));
    let pair = match text("Token")? {
        Some(token) => pair.with_token(token),
        None => pair,
    };
    let expires = match printed.get("Expiration") {
        None | Some(Value::Null) => return Ok(pair),
        Some(Value::String(text)) => expiry::from_timestamp(text),
        Some(seconds) => expiry::from_seconds(seconds),
    };
    let expires = expires.ok_or("printed an Expiration that is no time of RFC 3339")?;
    Ok(pair.with_expiry(expires))
}

#[cfg(test)]
mod tests;
