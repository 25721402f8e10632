//! The command `ecm`: checks and compares specs, explains what is in them, generates clients from them
//! and calls their actions.
//!
//! Exit codes are 0 where all is well, 1 where problems were found and 2 where the command could
//! not be carried out as it was given; `ecm call` has more, for the outcomes of a call.

mod call;
mod check;
mod cli;
mod diff;
mod explain;
mod generate;
mod import;
mod paint;
mod progress;
mod schema;
mod serve;
mod source;
mod stdout;
mod sync;
mod text;
mod verdict;
mod write;

use std::io::{self, Write};
use std::process::ExitCode;

use clap::{CommandFactory as _, Parser as _};

use crate::cli::{Cli, Command};
use crate::stdout::IgnoreBrokenPipe;
use crate::verdict::{Failure, Verdict};

fn main() -> ExitCode {
    let cli = Cli::parse();
    let mut out = io::BufWriter::new(IgnoreBrokenPipe::new(anstream::stdout()));
    let result = run(&cli.command, &mut out);
    // What was found out before a failure is still worth printing.
    let flushed = out.flush().map_err(Failure::from);
    match result.and_then(|verdict| flushed.map(|()| verdict)) {
        Ok(verdict) => verdict.into(),
        Err(failure) => {
            // Where even this cannot be printed, the exit code has to say it.
            let _ = writeln!(anstream::stderr(), "{}", failure.to_colored());
            failure.into()
        }
    }
}

fn run(command: &Command, out: &mut impl Write) -> Result<Verdict, Failure> {
    match command {
        Command::Call(args) => call::run(args, out),
        Command::Check(args) => check::run(args, out),
        Command::Diff(args) => diff::run(args, out),
        Command::Explain(args) => explain::run(args, out),
        Command::Generate(args) => generate::run(args, out),
        Command::Import(args) => import::run(args, out),
        Command::Schema(args) => schema::run(args, out),
        Command::Serve(args) => serve::run(args, out),
        Command::Sync(args) => sync::run(args, out),
        Command::Completions { shell } => {
            // Into memory first: the generator panics where it cannot write.
            let mut script = Vec::new();
            clap_complete::generate(*shell, &mut Cli::command(), "ecm", &mut script);
            out.write_all(&script)?;
            Ok(Verdict::Success)
        }
    }
}
