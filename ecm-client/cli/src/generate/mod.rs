//! `ecm generate`.

mod manifest;
mod record;
mod stale;

use std::io::Write;

use ecm_codegen::output::{self, Output};
use ecm_codegen::{Selection, format, input};
use ecm_spec::Spec;

use crate::args::GenerateArgs;
use crate::progress::Progress;
use crate::source::Source;
use crate::verdict::{Failure, Verdict};

/// Writes the client, or says whether it would be written.
pub(crate) fn run(args: &GenerateArgs, out: &mut impl Write) -> Result<Verdict, Failure> {
    let source = Source::find(&args.spec)?;
    let progress = Progress::of(format!("generating from {}", source.name));
    let spec = source.spec()?;
    let selection = select(&spec, args)?;
    let files = files(&spec, &source.fingerprint(), &selection, args)?;
    drop(progress);
    if args.check { stale::report(&files, out) } else { write(&files, out) }
}

fn select(spec: &Spec, args: &GenerateArgs) -> Result<Selection, Failure> {
    let trimmed = |names: &Option<Vec<String>>| -> Option<Vec<String>> {
        let names = names.as_ref()?.iter();
        Some(names.map(|name| name.trim().to_owned()).collect())
    };
    let (actions, groups) = (trimmed(&args.actions), trimmed(&args.groups));
    input::select(spec, actions.as_deref(), groups.as_deref())
        .map_err(|unknown| Failure::Usage(unknown.join("\n")))
}

/// Everything that is to be there. What the user may have changed since is left out where it
/// exists.
fn files(
    spec: &Spec,
    fingerprint: &str,
    selection: &Selection,
    args: &GenerateArgs,
) -> Result<Vec<Output>, Failure> {
    let code = format::file(spec, selection);
    if args.out.extension().is_some_and(|extension| extension == "rs") {
        if args.name.is_some() {
            return Err(Failure::Usage(format!(
                "`--crate` names a crate, but `{}` is a file; give `--out` a folder",
                args.out.display()
            )));
        }
        return Ok(vec![Output { path: args.out.clone(), text: code }]);
    }
    if args.out.is_file() {
        return Err(Failure::Usage(format!(
            "`{}` is a file that does not end in `.rs`, and so neither Rust code nor the folder of a crate",
            args.out.display()
        )));
    }
    let name = match &args.name {
        Some(name) => name.clone(),
        None => format!("tencent-{}", spec.service),
    };
    manifest::check_name(&name).map_err(Failure::Usage)?;
    let text = record::record(&code, fingerprint);
    let mut files = vec![Output { path: args.out.join("src").join("lib.rs"), text }];
    for (file, text) in [
        ("Cargo.toml", manifest::cargo_toml(spec, &name)),
        ("README.md", manifest::readme(spec, &name)),
    ] {
        let path = args.out.join(file);
        if !path.exists() {
            files.push(Output { path, text });
        }
    }
    Ok(files)
}

fn write(files: &[Output], out: &mut impl Write) -> Result<Verdict, Failure> {
    let written = output::write(files)?;
    for file in files {
        let what = if written.contains(&file.path.as_path()) { "wrote" } else { "unchanged" };
        writeln!(out, "{what} {}", file.path.display())?;
    }
    Ok(Verdict::Fine)
}
