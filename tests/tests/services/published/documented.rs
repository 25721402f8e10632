//! The documentation of what becomes of every service has nothing that rustdoc warns of.
//!
//! To document all of them takes minutes, so that only runs where it is asked for, with `--ignored`.

use ecm_codegen::Selection;
use ecm_import::Options;
use ecm_scratch::{Compiler, Program, on_all_cores};

use super::Published;

/// Releases of the metadata.
const RELEASES: [&str; 2] = ["metadata", "metadata-3.1.189.1"];

/// What rustdoc has against the crate of a service, without and with the vendor's texts.
fn problems(compiler: &Compiler, published: &Published) -> Vec<String> {
    let options = [("without texts", Options::default()), ("with texts", super::with_docs())];
    let problems = options.iter().filter_map(|(how, options)| {
        let spec = super::import(&published.metadata, None, options).spec;
        let code = ecm_codegen::format::file(&spec, &Selection::all(&spec));
        compiler.write("src/lib.rs", &code);
        let service = Program::library("service", compiler.path("src/lib.rs"));
        let problems = compiler.documentation_problems(&service);
        let start: String = problems.chars().take(3_000).collect();
        (!problems.is_empty()).then(|| format!("{} {how}: {start}", published.name))
    });
    problems.collect()
}

#[test]
#[ignore = "takes minutes"]
fn no_service_has_documentation_that_rustdoc_warns_of() {
    let all = RELEASES.iter().flat_map(|release| super::published_in(release));
    let all: Vec<Published> = all.collect();
    let problems = on_all_cores(all.len(), |share| {
        // A folder is named by the begin of a share, which only an empty one has in common with another.
        if share.is_empty() {
            return Vec::new();
        }
        let folder = format!("documented-services-{}", share.start);
        let compiler =
            Compiler::new(env!("CARGO_CRATE_NAME"), env!("CARGO_TARGET_TMPDIR"), &folder);
        all[share].iter().flat_map(|one| problems(&compiler, one)).collect::<Vec<_>>()
    });
    let problems = problems.concat();
    assert!(problems.is_empty(), "{}", problems.join("\n"));
}
