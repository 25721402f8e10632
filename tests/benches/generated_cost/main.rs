//! What all of ECM costs the compiler as this generator writes it, beside plain structs, structs with
//! derived serde traits and, where asked for, other generators.
//!
//! `tests/benches/README.md` says how to run it and has the figures.

#![allow(clippy::print_stdout, reason = "a benchmark prints what it measured")]

mod forms;
mod large;
#[path = "../cost/measure.rs"]
mod measure;
mod memory;
mod peers;
mod scale;
#[path = "../cost/shop.rs"]
#[allow(dead_code, reason = "of what callers write, nothing is needed here")]
mod shop;
mod user;
#[path = "../cost/workspace.rs"]
mod workspace;

use std::collections::BTreeMap;
use std::env;
use std::error::Error;
use std::path::Path;
use std::time::Instant;

use ecm_codegen::Selection;
use ecm_spec::Spec;

use crate::forms::{ALONE, FLOOR, FLOOR_ALONE, Form, OURS, OURS_ALONE};
use crate::large::Large;
use crate::measure::{Cost, cost_of, median, middle};
use crate::workspace::{EMPTY, Step, Workspace};

/// What is measured, each where `GENERATED_COST_PARTS` names it or is not set.
const PARTS: [&str; 6] = ["generator", "all", "alone", "large", "user", "cold"];

/// What is compared: one way to ask cargo for a package.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Mode {
    /// Compiled anew.
    Whole,
    /// After what it is made from was written again as it was.
    Touched,
    /// After a field was added to one request.
    Edited,
}

impl Mode {
    const ALL: [Self; 3] = [Self::Whole, Self::Touched, Self::Edited];

    const fn name(self) -> &'static str {
        match self {
            Self::Whole => "anew",
            Self::Touched => "touched",
            Self::Edited => "edited",
        }
    }
}

type Costs = BTreeMap<(&'static str, Mode), Vec<Cost>>;

/// The most memory that the compiler held for each package, in KiB.
type Peaks = BTreeMap<&'static str, u64>;

fn main() -> Result<(), Box<dyn Error>> {
    // `cargo test --all-targets` runs benchmarks as well, and does not mean this.
    if !env::args().any(|argument| argument == "--bench") {
        println!("nothing measured: run it through `cargo bench`");
        return Ok(());
    }
    let rounds: usize = match env::var("GENERATED_COST_ROUNDS") {
        Ok(text) => text.parse()?,
        Err(_) => 5,
    };
    let steps = Step::read("GENERATED_COST_STEP")?;
    let parts = env::var("GENERATED_COST_PARTS").unwrap_or_else(|_| PARTS.join(","));
    let parts: Vec<&str> = parts.split(',').collect();
    let wants = |part| parts.contains(&part);
    if let Some(unknown) = parts.iter().find(|part| !PARTS.contains(part)) {
        return Err(format!("`{unknown}` is none of the parts: {}", PARTS.join(", ")).into());
    }
    let text = ecm_spec::shipped("ecm-2019-07-19").ok_or("the spec of ECM ships")?;
    let spec = ecm_spec::read(text).map_err(|problems| problems.to_string())?;
    let rounds = rounds.max(1);
    if wants("generator") {
        println!("{}", generator(text, &spec, rounds));
        println!("{}", scale::table(rounds)?);
    }
    let selection = Selection::actions_of(&spec, &[ALONE]).map_err(|_| "ECM has the action")?;
    let mut forms = forms::ours(&spec, text);
    let mut alone = forms::alone(&spec, &selection, text);
    let has_peers = env::var_os("GENERATED_COST_PEERS").is_some();
    if has_peers {
        forms.extend(peers::all(&spec));
        alone.extend(peers::alone(&spec, &selection));
    }
    let with_tls = has_peers.then(|| peers::with_tls(&spec, &selection));
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("generated-cost");
    let mut workspace = Workspace::new(folder, true)?;
    let large = if wants("large") { Large::find()? } else { None };
    let measured = forms.iter().chain(&alone).chain(&with_tls);
    for form in measured.chain(large.as_ref().map(|large| &large.form)) {
        workspace.package(form.name, form.needs, &form.source)?;
        workspace.file(form.name, form.path, &form.text)?;
    }
    for form in &alone {
        workspace.package(&twin(form.name), form.needs, "//! Nothing.\n")?;
    }
    for (name, needs, source) in user::packages(&spec) {
        workspace.package(name, &needs, &source)?;
    }
    if has_peers {
        peers::generator(&spec, &mut workspace)?;
    }
    workspace.finish()?;
    if has_peers && wants("generator") {
        workspace.prepare(Step::Check)?;
        println!("{}", generators(&workspace, text, rounds.max(3))?);
    }
    for &step in steps.iter().filter(|_| wants("all")) {
        let (costs, peaks) = measure(&workspace, step, &forms, rounds)?;
        println!("{}", table(step, &forms, &costs, &peaks));
    }
    for &step in steps.iter().filter(|_| wants("alone")) {
        println!("{}", added(&workspace, step, &alone, rounds)?);
    }
    for &step in steps.iter().filter(|_| wants("large")) {
        match &large {
            Some(large) => println!("{}", large.beside_ecm(&workspace, step, &spec, rounds)?),
            None => println!("large: skipped, as no metadata is at hand\n"),
        }
    }
    for &step in steps.iter().filter(|_| wants("user")) {
        println!("{}", own_code(&workspace, step, rounds)?);
    }
    if has_peers && wants("cold") {
        println!("{}", cold(&workspace, rounds)?);
    }
    Ok(())
}

/// Measures every package once in each round, so that what else the machine does in the meantime
/// falls on all of them.
fn measure(
    workspace: &Workspace,
    step: Step,
    forms: &[Form],
    rounds: usize,
) -> Result<(Costs, Peaks), Box<dyn Error>> {
    let (mut costs, mut peaks) = (Costs::new(), Peaks::new());
    workspace.prepare(step)?;
    // A package by itself may need its dependencies with other features than all together do.
    workspace.compile(step, EMPTY)?;
    for form in forms {
        workspace.compile(step, form.name)?;
    }
    for _ in 0..rounds {
        workspace.prepare(step)?;
        workspace.touch(EMPTY)?;
        let cost = cost_of(|| workspace.compile(step, EMPTY))?;
        costs.entry((EMPTY, Mode::Whole)).or_default().push(cost);
        for form in forms {
            for mode in Mode::ALL {
                match mode {
                    Mode::Whole => workspace.forget(form.name)?,
                    Mode::Touched => workspace.touch_file(form.name, form.path)?,
                    Mode::Edited => workspace.file(form.name, form.path, &form.edited)?,
                }
                let watch = memory::Watch::start();
                let cost = cost_of(|| workspace.compile(step, form.name))?;
                let peak = watch.peak();
                costs.entry((form.name, mode)).or_default().push(cost);
                if mode == Mode::Whole {
                    let highest = peaks.entry(form.name).or_insert(0);
                    *highest = peak.max(*highest);
                }
            }
            workspace.file(form.name, form.path, &form.text)?;
            workspace.compile(step, form.name)?;
        }
    }
    Ok((costs, peaks))
}

fn table(step: Step, forms: &[Form], costs: &Costs, peaks: &Peaks) -> String {
    let cost = |name: &'static str, mode: Mode| {
        median(costs.get(&(name, mode)).map_or(&[], Vec::as_slice))
    };
    let mut text = format!("cargo {}, seconds of processor time (wall)\n\n|", step.name());
    for mode in Mode::ALL {
        text += &format!(" | {}", mode.name());
    }
    text += " | x the floor, anew | peak MiB |\n| --- | ---: | ---: | ---: | ---: | ---: |\n";
    let floor = cost(FLOOR, Mode::Whole).decisive();
    for form in forms {
        text += &format!("| {}", form.label);
        for mode in Mode::ALL {
            let Cost { wall, cpu } = cost(form.name, mode);
            text += &format!(" | {:.2} ({wall:.2})", cpu.unwrap_or(f64::NAN));
        }
        let whole = cost(form.name, Mode::Whole).decisive();
        let peak = peaks.get(form.name).copied().unwrap_or_default() / 1024;
        text += &format!(" | {:.2} | {peak} |\n", whole / floor);
    }
    let none = cost(EMPTY, Mode::Whole);
    text += &format!("\nAn empty crate: {:.2} ({:.2}).\n", none.decisive(), none.wall);
    for form in forms.iter().filter(|form| form.name != OURS) {
        let ratio = |mode| cost(OURS, mode).decisive() / cost(form.name, mode).decisive();
        text += &format!(
            "Ours to {}: {:.2} anew, {:.2} touched, {:.2} edited.\n",
            form.label,
            ratio(Mode::Whole),
            ratio(Mode::Touched),
            ratio(Mode::Edited)
        );
    }
    text
}

/// The package with nothing in it that depends on all that another one does: what cargo does for
/// dependencies is not what code costs.
fn twin(package: &str) -> String {
    format!("nothing-beside-{package}")
}

/// What one action by itself adds to the time of a crate with the same dependencies and nothing else.
fn added(
    workspace: &Workspace,
    step: Step,
    forms: &[Form],
    rounds: usize,
) -> Result<String, Box<dyn Error>> {
    workspace.prepare(step)?;
    let twins: Vec<String> = forms.iter().map(|form| twin(form.name)).collect();
    let names: Vec<&str> =
        forms.iter().zip(&twins).flat_map(|(form, twin)| [form.name, twin.as_str()]).collect();
    for name in &names {
        workspace.compile(step, name)?;
    }
    let costs = in_turns(&names, rounds, |name| {
        workspace.forget(name)?;
        cost_of(|| workspace.compile(step, name))
    })?;
    let of = |name: &str| {
        let found = names.iter().zip(&costs).find(|(other, _)| **other == name);
        found.map_or(f64::NAN, |(_, cost)| cost.decisive())
    };
    let added = |name: &str| of(name) - of(&twin(name));
    let mut text = format!(
        "cargo {} of one action alone, seconds of processor time added to those of an empty crate with the \
         same dependencies\n\n",
        step.name()
    );
    for form in forms {
        let none = of(&twin(form.name));
        text += &format!("- {}: {:.2} added to {none:.2}\n", form.label, added(form.name));
    }
    text += &format!("\nOurs to the floor: {:.2}.\n", added(OURS_ALONE) / added(FLOOR_ALONE));
    if forms.iter().any(|form| form.name == peers::TYPIFY_ALONE) {
        let ratio = |other| added(OURS_ALONE) / added(other);
        text += &format!(
            "Ours to typify: {:.2}; to progenitor: {:.2}.\n",
            ratio(peers::TYPIFY_ALONE),
            ratio(peers::PROGENITOR_ALONE)
        );
    }
    Ok(text)
}

/// What a program's own code takes after it was touched, while the types stay as they are.
fn own_code(workspace: &Workspace, step: Step, rounds: usize) -> Result<String, Box<dyn Error>> {
    workspace.prepare(step)?;
    let names = [user::OF_FLOOR, user::OF_OURS];
    for name in names {
        workspace.compile(step, name)?;
    }
    let costs = in_turns(&names, rounds, |name| {
        workspace.touch(name)?;
        cost_of(|| workspace.compile(step, name))
    })?;
    let costs: Vec<f64> = costs.into_iter().map(Cost::decisive).collect();
    let [plain, ours] = <[f64; 2]>::try_from(costs).map_err(|_| "two packages are measured")?;
    Ok(format!(
        "cargo {} of a package that uses all of ECM, after its own code was touched: {plain:.2} over plain \
         structs, {ours:.2} over ours, ratio {:.2}.\n",
        step.name(),
        ours / plain
    ))
}

/// A package with one action, built with everything that it needs and nothing there before.
fn cold(workspace: &Workspace, rounds: usize) -> Result<String, Box<dyn Error>> {
    // What is not here yet is fetched for it.
    workspace.prepare(Step::Check)?;
    let names = [OURS_ALONE, peers::PROGENITOR_ALONE, peers::TLS];
    let costs = in_turns(&names, rounds, |name| {
        workspace.forget_all()?;
        cost_of(|| workspace.build_from_nothing(name))
    })?;
    workspace.forget_all()?;
    let [ours, plain, tls] = <[Cost; 3]>::try_from(costs).map_err(|_| "three are measured")?;
    let each = |cost: Cost| format!("{:.1} ({:.1})", cost.decisive(), cost.wall);
    Ok(format!(
        "cargo build from nothing, one action, seconds of processor time (wall): ours {}, progenitor {}, \
         progenitor with TLS {}; ours to theirs {:.2}, with TLS {:.2}.\n",
        each(ours),
        each(plain),
        each(tls),
        ours.decisive() / plain.decisive(),
        ours.decisive() / tls.decisive(),
    ))
}

/// The medians of several things, each measured once in each round.
fn in_turns(
    names: &[&str],
    rounds: usize,
    mut cost: impl FnMut(&str) -> std::io::Result<Cost>,
) -> std::io::Result<Vec<Cost>> {
    let mut costs = vec![Vec::new(); names.len()];
    for _ in 0..rounds {
        for (name, costs) in names.iter().zip(&mut costs) {
            costs.push(cost(name)?);
        }
    }
    Ok(costs.iter().map(|costs| median(costs)).collect())
}

/// What the generator takes by itself, compiled as this benchmark is, over parts of the spec.
fn generator(text: &str, spec: &Spec, rounds: usize) -> String {
    let mut out = "Generator, milliseconds of wall time, medians; run with `--profile dev` it is as a \
                   macro usually is, unoptimised\n\n| actions | fields | generate | µs per field |\n\
                   | ---: | ---: | ---: | ---: |\n"
        .to_owned();
    let names: Vec<&str> = spec.actions.iter().map(|action| action.name.wire.as_str()).collect();
    let mut sizes: Vec<usize> = [10, 20, 40, 80, names.len()].to_vec();
    sizes.retain(|size| *size <= names.len());
    for size in sizes {
        let chosen = names.get(..size).unwrap_or_default();
        let Ok(selection) = Selection::actions_of(spec, chosen) else { continue };
        let fields: usize = selection.records(spec).map(|ty| ty.fields.len()).sum();
        let took = millis_of(rounds, || drop(ecm_codegen::generate(spec, &selection)));
        let each = took * 1e3 / fields as f64;
        out += &format!("| {size} | {fields} | {took:.1} | {each:.1} |\n");
    }
    let read = millis_of(rounds, || drop(ecm_spec::read(text)));
    out + &format!("\nReading and checking the whole spec: {read:.1} ms.\n")
}

/// The generator beside progenitor's with builders, in turns: reading, checking and making code of all
/// of the spec.
fn generators(workspace: &Workspace, text: &str, rounds: usize) -> Result<String, Box<dyn Error>> {
    let (mut ours, mut theirs) = (Vec::new(), Vec::new());
    workspace.output(peers::GENERATOR)?;
    for _ in 0..rounds {
        let start = Instant::now();
        let spec = ecm_spec::read(text).map_err(|problems| problems.to_string())?;
        let read = millis(start);
        let start = Instant::now();
        drop(ecm_codegen::generate(&spec, &Selection::all(&spec)));
        ours.push([read, millis(start)]);
        let printed = workspace.output(peers::GENERATOR)?;
        let times: Vec<f64> =
            printed.split_whitespace().map(str::parse).collect::<Result<_, _>>()?;
        theirs.push(<[f64; 2]>::try_from(times).map_err(|_| "two times are printed")?);
    }
    let medians = |times: &[[f64; 2]]| {
        let (read, code) = times.iter().map(|[read, code]| (*read, *code)).unzip();
        (middle(read), middle(code))
    };
    let [(our_read, our_code), (their_read, their_code)] =
        [&ours, &theirs].map(|times| medians(times));
    Ok(format!(
        "Generators, milliseconds of wall time, medians of {rounds} turns: ours {our_read:.1} to read and \
         {our_code:.1} to generate, progenitor with builders {their_read:.1} and {their_code:.1}; ours to \
         theirs {:.2}, with reading {:.2}.\n",
        our_code / their_code,
        (our_read + our_code) / (their_read + their_code),
    ))
}

fn millis(since: Instant) -> f64 {
    since.elapsed().as_secs_f64() * 1e3
}

/// The median of what something takes, in milliseconds.
fn millis_of(rounds: usize, mut run: impl FnMut()) -> f64 {
    let times = (0..rounds.max(3)).map(|_| {
        let start = Instant::now();
        run();
        millis(start)
    });
    middle(times.collect())
}
