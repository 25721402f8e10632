//! All services of the package at once, beside one import for each of them.

use std::error::Error;
use std::fs;
use std::io;
use std::path::Path;
use std::process::Command;

use super::figures::{self, bar};
use super::measure::{Cost, cost_of, median};
use super::tools::Tools;

/// Part of the time of single imports that all of them together may take.
const MOST: f64 = 0.5;

/// Lets both ways take turns, prints their medians and says whether the bar is met.
pub(crate) fn compare(tools: &Tools, rounds: usize) -> Result<bool, Box<dyn Error>> {
    let versions = tools.metadata()?;
    let (data, specs) = (tools.home.join("data"), tools.home.join("specs"));
    let (mut alone, mut together) = (Vec::new(), Vec::new());
    for round in 0..rounds {
        let mut take = |is_alone: bool| -> Result<(), Box<dyn Error>> {
            for folder in [&data, &specs] {
                let _ = fs::remove_dir_all(folder);
            }
            fs::create_dir_all(&specs)?;
            // What the last turn has left to write is not part of this one.
            let _ = Command::new("sync").status();
            if is_alone {
                alone.push(cost_of(|| {
                    versions.iter().enumerate().try_for_each(|(number, version)| {
                        import(tools, version, &specs.join(format!("{number}.json")))
                    })
                })?);
            } else {
                let mut add = tools.ecm(&["service", "add", "--all", "--from"]);
                together.push(cost_of(|| succeed(add.arg(&tools.archive)))?);
            }
            Ok(())
        };
        let is_even = round % 2 == 0;
        take(is_even)?;
        take(!is_even)?;
    }
    let cores = std::thread::available_parallelism().map_or(1, usize::from);
    let count = versions.len();
    let both = [("each by `ecm import`", &alone), ("`ecm service add --all`", &together)];
    for (what, costs) in both {
        let Cost { wall, cpu } = median(costs);
        let cpu = cpu.unwrap_or(f64::NAN);
        println!(
            "{count} services, {cores} cores: {what} {wall:.1} s, {cpu:.1} s of processor time"
        );
    }
    let pairs = alone.iter().zip(&together);
    let ratios = pairs.map(|(alone, together)| together.wall / alone.wall).collect();
    Ok(bar("all services at once", figures::median(ratios), MOST))
}

fn import(tools: &Tools, version: &Path, out: &Path) -> io::Result<()> {
    let mut command = tools.ecm(&["import", "--docs", "--out"]);
    command.arg(out).arg(version.join("api.json"));
    let examples = version.join("examples.json");
    if examples.exists() {
        command.arg("--examples").arg(examples);
    }
    succeed(&mut command)
}

fn succeed(command: &mut Command) -> io::Result<()> {
    let output = command.output()?;
    match output.status.success() {
        true => Ok(()),
        false => Err(io::Error::other(format!("{command:?}: {output:?}"))),
    }
}
