//! The command `ecm generate`.

mod args;
mod check;
mod dependency;
mod manifest;
mod provenance;

use std::io::Write;
use std::path::Path;

use ecm_codegen::output::OutputFile;
use ecm_codegen::{Selection, format, input};
use ecm_spec::Spec;

use crate::progress::Progress;
use crate::source::Source;
use crate::verdict::{Failure, Verdict};
use crate::write::write_files;
pub(crate) use args::{Args, ClientArgs};

/// Writes the client, or reports the files that are out of date.
pub(crate) fn run(args: &Args, out: &mut impl Write) -> Result<Verdict, Failure> {
    let source = Source::find(&args.spec)?;
    let progress = Progress::start(format!("generating from {}", source.name));
    let spec = source.spec()?;
    let files = client(&spec, &source.fingerprint(), &args.client, &args.out)?;
    drop(progress);
    if args.check {
        return check::report(&files, out);
    }
    write_files(&files, out)?;
    Ok(Verdict::Success)
}

/// Generates the files of a client.
pub(crate) fn client(
    spec: &Spec,
    fingerprint: &str,
    args: &ClientArgs,
    folder: &Path,
) -> Result<Vec<OutputFile>, Failure> {
    let selection = select(spec, args)?;
    files(spec, fingerprint, &selection, args, folder)
}

fn select(spec: &Spec, args: &ClientArgs) -> Result<Selection, Failure> {
    let trimmed = |names: &Option<Vec<String>>| -> Option<Vec<String>> {
        let names = names.as_ref()?.iter();
        Some(names.map(|name| name.trim().to_owned()).collect())
    };
    let (actions, groups) = (trimmed(&args.actions), trimmed(&args.groups));
    input::select(spec, actions.as_deref(), groups.as_deref())
        .map_err(|unknown| Failure::Usage(unknown.join("\n")))
}

/// Generates the files for some actions, without those of the user that exist.
fn files(
    spec: &Spec,
    fingerprint: &str,
    selection: &Selection,
    args: &ClientArgs,
    out: &Path,
) -> Result<Vec<OutputFile>, Failure> {
    let code = format::file(spec, selection);
    if is_rust(out) {
        let given = [("--crate", args.name.is_some()), ("--dependency", args.dependency.is_some())];
        if let Some((flag, _)) = given.iter().find(|(_, is_given)| *is_given) {
            return Err(Failure::Usage(format!(
                "`{flag}` needs a folder, but `{}` is a file; name a folder with `--out`",
                out.display()
            )));
        }
        return Ok(vec![OutputFile { path: out.to_owned(), text: code }]);
    }
    if out.is_file() {
        return Err(Failure::Usage(format!(
            "`{}` is a file without the extension `.rs`; name a `.rs` file or the folder of a crate",
            out.display()
        )));
    }
    let name = args.name.clone().unwrap_or_else(|| format!("tencent-{}", spec.service));
    manifest::check_name(&name).map_err(Failure::Usage)?;
    let dependency = args.dependency.clone().unwrap_or_default();
    let dependency = dependency.line(out).map_err(Failure::Usage)?;
    let text = provenance::add_provenance(&code, fingerprint);
    let mut files = vec![OutputFile { path: out.join("src").join("lib.rs"), text }];
    for (file, text) in [
        ("Cargo.toml", manifest::cargo_toml(spec, &name, &dependency)),
        ("README.md", manifest::readme(spec, &name)),
    ] {
        let path = out.join(file);
        if !path.exists() {
            files.push(OutputFile { path, text });
        }
    }
    Ok(files)
}

/// Returns `true` for the path of a Rust file, as opposed to the folder of a crate.
pub(crate) fn is_rust(path: &Path) -> bool {
    path.extension().is_some_and(|extension| extension == "rs")
}
