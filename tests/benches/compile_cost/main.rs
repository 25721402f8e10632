//! What it costs rustc to compile a crate that calls twenty actions, by the number of fields that
//! each request has, through builders with checked literals and through plain construction.
//!
//! `tests/benches/README.md` says how to run it and has the figures.

#![allow(clippy::print_stdout, reason = "a benchmark prints what it measured")]

mod calls;
#[path = "../cost/measure.rs"]
mod measure;
mod project;
mod report;
#[path = "../cost/shop.rs"]
mod shop;
#[path = "../cost/workspace.rs"]
mod workspace;

use std::collections::BTreeMap;
use std::env;
use std::error::Error;
use std::path::Path;
use std::process::ExitCode;
use std::str::FromStr;

use crate::calls::Style;
use crate::measure::{Cost, cost_of, median};
use crate::project::{caller, client};
use crate::report::{Report, Row};
use crate::workspace::{EMPTY, Step, Workspace};

/// What to measure, from the environment.
struct Settings {
    rounds: usize,
    counts: Vec<usize>,
    styles: Vec<Style>,
    steps: Vec<Step>,
    clean: bool,
}

impl Settings {
    fn read() -> Result<Self, Box<dyn Error>> {
        let rounds = variable("COMPILE_COST_ROUNDS", 5)?;
        let counts = env::var("COMPILE_COST_FIELDS").unwrap_or_else(|_| "10,50,100,200".into());
        let counts = counts.split(',').map(|count| count.trim().parse());
        let mut counts: Vec<usize> = counts.collect::<Result<_, _>>()?;
        counts.sort_unstable();
        counts.dedup();
        if rounds == 0 || counts.len() < 2 || counts.iter().any(|count| *count < 6) {
            return Err("at least one round and two numbers of fields, each 6 or more".into());
        }
        let parts = variable("COMPILE_COST_PARTS", 0)? != 0;
        let styles = if parts { &Style::ALL[..] } else { &[Style::Plain, Style::Builder] };
        let steps = Step::read("COMPILE_COST_STEP")?;
        let clean = variable("COMPILE_COST_CLEAN", 0)? != 0;
        Ok(Self { rounds, counts, styles: styles.to_vec(), steps, clean })
    }
}

fn variable<T: FromStr>(name: &str, otherwise: T) -> Result<T, String> {
    match env::var(name) {
        Ok(text) => text.trim().parse().map_err(|_| format!("{name} cannot be {text:?}")),
        Err(_) => Ok(otherwise),
    }
}

fn main() -> Result<ExitCode, Box<dyn Error>> {
    // `cargo test --all-targets` runs benchmarks as well, and does not mean this.
    if !env::args().any(|argument| argument == "--bench") {
        println!("nothing measured: run it through `cargo bench`");
        return Ok(ExitCode::SUCCESS);
    }
    let settings = Settings::read()?;
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("compile-cost");
    let project = project::write(folder, &settings.counts, &settings.styles)?;
    let mut holds = true;
    for &step in &settings.steps {
        let report = measure(&project, step, &settings)?;
        holds &= report.holds();
        println!("{report}");
    }
    if settings.clean {
        project.remove()?;
    }
    Ok(if holds { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

/// Measures every package once in each round, so that what else the machine does in the meantime
/// falls on all of them.
fn measure(project: &Workspace, step: Step, settings: &Settings) -> Result<Report, Box<dyn Error>> {
    let mut packages = vec![EMPTY.to_owned()];
    for &count in &settings.counts {
        // Before its callers, which are compiled anew after it.
        packages.push(client(count));
        packages.extend(settings.styles.iter().map(|style| caller(*style, count)));
    }
    let mut costs: BTreeMap<&str, Vec<Cost>> = BTreeMap::new();
    for _ in 0..settings.rounds {
        // In each round: whoever works on the library meanwhile must not be measured.
        project.prepare(step)?;
        for package in &packages {
            project.touch(package)?;
            let cost = cost_of(|| project.compile(step, package))?;
            costs.entry(package).or_default().push(cost);
        }
    }
    let median_of = |package: &str| median(costs.get(package).map_or(&[], Vec::as_slice));
    let rows = settings.counts.iter().map(|&count| Row {
        fields: count,
        client: median_of(&client(count)),
        callers: settings
            .styles
            .iter()
            .map(|style| (*style, median_of(&caller(*style, count))))
            .collect(),
    });
    Ok(Report { step, rounds: settings.rounds, empty: median_of(EMPTY), rows: rows.collect() })
}
