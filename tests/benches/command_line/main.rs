//! The command `ecm` beside the vendor's command line: help, calls, completion, and the services of its package.
//!
//! `tests/benches/README.md` says how to run it and has the figures.

#![allow(clippy::print_stdout, reason = "a benchmark prints what it measured")]

#[path = "../figures/mod.rs"]
mod figures;
mod import;
#[path = "../cost/measure.rs"]
mod measure;
mod tools;

use std::env;
use std::error::Error;
use std::process::{Command, ExitCode};
use std::time::Instant;

use figures::{bar, median, setting};
use tools::{Server, Tools};

/// Way to run a command, as often as it is measured.
struct Lane<'t> {
    name: &'static str,
    command: Box<dyn Fn() -> Command + 't>,
    seconds: Vec<f64>,
}

impl<'t> Lane<'t> {
    fn new(name: &'static str, command: impl Fn() -> Command + 't) -> Self {
        Self { name, command: Box::new(command), seconds: Vec::new() }
    }

    fn run(&mut self) -> Result<(), Box<dyn Error>> {
        self.seconds.push(timed(&mut (self.command)())?);
        Ok(())
    }

    fn median(&self) -> f64 {
        median(self.seconds.clone())
    }
}

/// Runs a command to its good end, and returns the seconds that it took.
fn timed(command: &mut Command) -> Result<f64, Box<dyn Error>> {
    let start = Instant::now();
    let output = command.output()?;
    let taken = start.elapsed().as_secs_f64();
    if !output.status.success() || output.stdout.is_empty() {
        return Err(format!("{command:?}: {output:?}").into());
    }
    Ok(taken)
}

/// Lets the tool and `ecm` take turns, prints their medians and says whether the bar is met.
fn compare<'t>(
    what: &str,
    rounds: usize,
    most: f64,
    mut tool: Lane<'t>,
    mut ecm: Lane<'t>,
) -> Result<bool, Box<dyn Error>> {
    // What Python compiles and the system reads from the disk the first time is nobody's.
    for lane in [&mut tool, &mut ecm] {
        lane.run()?;
        lane.seconds.clear();
    }
    for round in 0..rounds {
        // Who goes first has whatever the other left behind.
        let lanes = if round % 2 == 0 { [&mut tool, &mut ecm] } else { [&mut ecm, &mut tool] };
        for lane in lanes {
            lane.run()?;
        }
    }
    for lane in [&tool, &ecm] {
        let least = lane.seconds.iter().copied().fold(f64::INFINITY, f64::min);
        println!(
            "{what}: {:10} {:8.1} ms, least {:8.1} ms",
            lane.name,
            lane.median() * 1e3,
            least * 1e3
        );
    }
    let ratios = tool.seconds.iter().zip(&ecm.seconds).map(|(tool, ecm)| ecm / tool).collect();
    let ratio = median(ratios);
    println!("{what}: 1/{:.0} of the time", 1.0 / ratio);
    Ok(bar(what, ratio, most))
}

fn main() -> Result<ExitCode, Box<dyn Error>> {
    // `cargo test --all-targets` runs benchmarks as well, and does not mean this.
    if !env::args().any(|argument| argument == "--bench") {
        println!("nothing measured: run it through `cargo bench`");
        return Ok(ExitCode::SUCCESS);
    }
    let rounds = setting("COMMAND_LINE_ROUNDS", 21);
    let imports = setting("COMMAND_LINE_IMPORTS", 3);
    let tools = match Tools::find()? {
        Ok(tools) => tools,
        Err(why) => {
            println!("skipped: {why}");
            return Ok(ExitCode::SUCCESS);
        }
    };
    let mut holds = true;
    if rounds > 0 {
        holds &= compare(
            "--help",
            rounds,
            1.0 / 25.0,
            Lane::new("tccli", || tools.tccli(&["--help"])),
            Lane::new("ecm", || tools.ecm(&["--help"])),
        )?;
        holds &= calls(&tools, rounds)?;
        holds &= completion(&tools, rounds)?;
    }
    if imports > 0 {
        holds &= import::compare(&tools, imports)?;
    }
    Ok(if holds { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

/// Compares a call by a spec that ships, and one by a stored service, on one server.
fn calls(tools: &Tools, rounds: usize) -> Result<bool, Box<dyn Error>> {
    tools.add_service("cvm")?;
    let server = Server::start(tools, &["ecm-2019-07-19", "cvm"])?;
    let url = server.url.as_str();
    let mut holds = true;
    for (what, service, action) in
        [("a call", "ecm", "DescribeInstances"), ("a call of cvm", "cvm", "DescribeZones")]
    {
        let name = format!("{service}.{action}");
        holds &= compare(
            what,
            rounds,
            1.0 / 25.0,
            Lane::new("tccli", || {
                tools.tccli_call(&[service, action, "--endpoint", url, "--region", "ap-guangzhou"])
            }),
            Lane::new("ecm", || {
                tools.ecm(&["call", &name, "--endpoint", url, "--region", "ap-guangzhou"])
            }),
        )?;
    }
    Ok(holds)
}

/// Compares the completion of the name of an action.
fn completion(tools: &Tools, rounds: usize) -> Result<bool, Box<dyn Error>> {
    let ecm = || tools.ecm_completing(&["ecm", "call", "cvm.DescribeZ"]);
    let completed = ecm().output()?;
    if !String::from_utf8_lossy(&completed.stdout).contains("DescribeZones") {
        println!("skipped: this `ecm` does not complete the names of actions");
        return Ok(true);
    }
    compare(
        "completion",
        rounds,
        0.1,
        Lane::new("tccli", || tools.tccli_completing("tccli cvm DescribeZ")),
        Lane::new("ecm", ecm),
    )
}
