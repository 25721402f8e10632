//! Cost of a type of a large service, beside one of ECM.

use std::env;
use std::error::Error;
use std::fs;
use std::path::PathBuf;

use ecm_codegen::Selection;
use ecm_import::{Options, Sources};
use ecm_spec::Spec;

use crate::forms::{self, Form, OURS};
use crate::measure::{cost_of, median};
use crate::memory::Watch;
use crate::workspace::{Step, Workspace};

/// The package of the large service.
const LARGE: &str = "ours-large";

/// A service, and the number of its types.
pub(crate) struct Large {
    pub(crate) form: Form,
    name: String,
    types: usize,
}

impl Large {
    /// Imports the service of `GENERATED_COST_METADATA`, or else the largest one whose metadata is at hand.
    pub(crate) fn find() -> Result<Option<Self>, Box<dyn Error>> {
        let Some(path) = metadata()? else { return Ok(None) };
        let metadata = fs::read_to_string(path)?;
        let mut options = Options::default();
        options.docs = true;
        let sources = Sources { metadata: &metadata, onto: None, errors: &[], examples: None };
        let imported = ecm_import::import(&sources, &options)?;
        let texts = [imported.text.clone(), imported.text];
        let name = format!("{} {}", imported.spec.service, imported.spec.version);
        let types = types(&imported.spec);
        Ok(Some(Self { form: forms::api(LARGE, "", texts), name, types }))
    }

    /// Compiles both anew, in turns, and tells what each takes for a type.
    pub(crate) fn beside_ecm(
        &self,
        workspace: &Workspace,
        step: Step,
        ecm: &Spec,
        rounds: usize,
    ) -> Result<String, Box<dyn Error>> {
        workspace.prepare(step)?;
        let names = [OURS, LARGE];
        let (mut costs, mut peaks) = ([Vec::new(), Vec::new()], [0, 0]);
        for name in names {
            workspace.compile(step, name)?;
        }
        for _ in 0..rounds {
            for ((name, costs), peak) in names.iter().zip(&mut costs).zip(&mut peaks) {
                workspace.forget(name)?;
                let watch = Watch::start();
                costs.push(cost_of(|| workspace.compile(step, name))?);
                *peak = watch.peak().max(*peak);
            }
        }
        let mut text = format!(
            "cargo {} of all of a service, anew\n\n| | types | seconds of processor time | ms per type | \
             peak MiB | KiB per type |\n| --- | ---: | ---: | ---: | ---: | ---: |\n",
            step.name()
        );
        let services = [("ECM", types(ecm)), (self.name.as_str(), self.types)];
        let mut each = Vec::new();
        for (((service, types), costs), peak) in services.into_iter().zip(&costs).zip(peaks) {
            let seconds = median(costs).decisive();
            let (time, memory) = (seconds * 1e3 / types as f64, peak as f64 / types as f64);
            text += &format!(
                "| {service} | {types} | {seconds:.2} | {time:.2} | {} | {memory:.0} |\n",
                peak / 1024
            );
            each.push((time, memory));
        }
        if let [ecm, large] = each.as_slice() {
            text += &format!(
                "\nA type of the large service to one of ECM: {:.2} of the time, {:.2} of the peak.\n",
                large.0 / ecm.0,
                large.1 / ecm.1
            );
        }
        Ok(text)
    }
}

fn types(spec: &Spec) -> usize {
    Selection::all(spec).records(spec).count()
}

/// The metadata of the service.
fn metadata() -> Result<Option<PathBuf>, Box<dyn Error>> {
    if let Some(path) = env::var_os("GENERATED_COST_METADATA") {
        return Ok(Some(PathBuf::from(path)));
    }
    let Some(root) = ecm_tests::shared("metadata") else { return Ok(None) };
    let mut largest = None;
    for service in fs::read_dir(root)? {
        let service = service?.path();
        for version in fs::read_dir(&service).into_iter().flatten().flatten() {
            let path = version.path().join("api.json");
            let size = fs::metadata(&path).map_or(0, |about| about.len());
            largest = largest.max((size > 0).then_some((size, path)));
        }
    }
    Ok(largest.map(|(_, path)| path))
}
