//! The command `ecm`: checks, compares and explains specs, generates clients from them and calls
//! their actions.
//!
//! The exit code is 0 on success, 1 if problems were found and 2 if the command could not run;
//! `ecm call`, `ecm launch` and `ecm whoami` have further codes for the outcome of a call.

mod call;
mod check;
mod cli;
mod completion;
mod configure;
mod connection;
mod credentials;
mod diff;
mod docs;
mod explain;
mod generate;
mod help;
mod import;
mod interrupts;
mod launch;
mod launches;
mod man;
mod paint;
mod progress;
mod prompt;
mod schema;
mod serve;
mod service;
mod source;
mod stdout;
mod store;
mod sync;
mod table;
mod text;
mod verdict;
mod warnings;
mod welcome;
mod whoami;
mod write;

use std::io::{self, Write};
use std::process::ExitCode;

use clap::FromArgMatches as _;

use crate::cli::{Cli, Command};
use crate::stdout::{IgnoreBrokenPipe, Output};
use crate::verdict::{Failure, Verdict};

fn main() -> ExitCode {
    if let Some(code) = completion::answer(cli::command) {
        return code;
    }
    let matches = cli::command().get_matches();
    let cli = Cli::from_arg_matches(&matches).unwrap_or_else(|error| error.exit());
    warnings::show();
    let mut out = io::BufWriter::new(IgnoreBrokenPipe::new(anstream::stdout()));
    let result = match &cli.command {
        Some(command) => run(command, &mut out),
        None => {
            let command = cli::command();
            let printed = welcome::print(command.get_styles().get_header(), &mut out);
            printed.map(|()| Verdict::Success).map_err(Failure::from)
        }
    };
    // Output that precedes a failure is still printed.
    let flushed = out.flush().map_err(Failure::from);
    match result.and_then(|verdict| flushed.map(|()| verdict)) {
        Ok(verdict) => verdict.into(),
        Err(failure) => {
            // If the message cannot be printed either, only the exit code is left.
            let _ = writeln!(anstream::stderr(), "{}", failure.to_colored());
            failure.into()
        }
    }
}

fn run(command: &Command, out: &mut impl Output) -> Result<Verdict, Failure> {
    if writes_files(command) {
        interrupts::watch();
    }
    match command {
        Command::Call(args) => call::run(args, out),
        Command::Check(args) => check::run(args, out),
        Command::Configure(args) => configure::run(args, out),
        Command::Diff(args) => diff::run(args, out),
        Command::Docs(args) => docs::run(args, out),
        Command::Explain(args) => explain::run(args, out),
        Command::Generate(args) => generate::run(args, out),
        Command::Import(args) => import::run(args, out),
        Command::Launch(args) => launch::run(args, out),
        Command::Launches(args) => launches::run(args, out),
        Command::Man(args) => man::run(args, cli::command(), out),
        Command::Schema(args) => schema::run(args, out),
        Command::Serve(args) => serve::run(args, out),
        Command::Service(args) => service::run(args, out),
        Command::Sync(args) => sync::run(args, out),
        Command::Whoami(args) => whoami::run(args, out),
        Command::Completions { shell } => {
            out.write_all(completion::script(*shell)?.as_bytes())?;
            Ok(Verdict::Success)
        }
    }
}

/// Returns `true` for a command that a signal must not end in the middle of its files.
fn writes_files(command: &Command) -> bool {
    matches!(
        command,
        Command::Docs(_)
            | Command::Generate(_)
            | Command::Import(_)
            | Command::Schema(_)
            | Command::Service(_)
            | Command::Sync(_)
    )
}
