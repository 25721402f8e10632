//! Scripts that make a shell ask this command.

use std::io;

use clap_complete::Shell;
use clap_complete::env::{Elvish, EnvCompleter, Powershell};

use super::VARIABLE;

/// Name by which scripts run this command: it is on the path of whoever completes it.
const NAME: &str = "ecm";

/// Returns the script for a shell.
pub(crate) fn script(shell: Shell) -> io::Result<String> {
    let made_by: &dyn EnvCompleter = match shell {
        Shell::Bash => return Ok(include_str!("ecm.bash").to_owned()),
        Shell::Fish => return Ok(include_str!("ecm.fish").to_owned()),
        Shell::Zsh => return Ok(include_str!("ecm.zsh").to_owned()),
        Shell::Elvish => &Elvish,
        Shell::PowerShell => &Powershell,
        other => return Err(io::Error::other(format!("there is no script for {other}"))),
    };
    let mut text = Vec::new();
    made_by.write_registration(VARIABLE, NAME, NAME, NAME, &mut text)?;
    String::from_utf8(text).map_err(io::Error::other)
}
