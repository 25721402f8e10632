//! Writes the table of all actions of the shipped spec, see `src/dispatch.rs`.

use std::path::Path;
use std::{env, fs};

#[path = "src/dispatch.rs"]
mod dispatch;

/// The shipped spec.
const SPEC: &str = "ecm-2019-07-19";

fn main() -> Result<(), Box<dyn std::error::Error>> {
    println!("cargo::rerun-if-changed=src/dispatch.rs");
    println!("cargo::rerun-if-changed=build.rs");
    let text = ecm_spec::shipped(SPEC).ok_or("the spec does not ship")?;
    let spec = ecm_spec::read(text).map_err(|problems| problems.render(SPEC, text))?;
    let rows = dispatch::rows(&spec, "ecm");
    let folder = env::var_os("OUT_DIR").ok_or("cargo names no folder")?;
    fs::write(Path::new(&folder).join("ecm_actions.rs"), format!("&[\n{rows}]\n"))?;
    Ok(())
}
