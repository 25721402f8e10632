//! The packages that are measured.

use std::io;
use std::path::PathBuf;

use crate::calls::{self, Style};
use crate::shop;
use crate::workspace::{self, Workspace};

/// Writes all packages.
pub(crate) fn write(folder: PathBuf, counts: &[usize], styles: &[Style]) -> io::Result<Workspace> {
    let mut project = Workspace::new(folder, false)?;
    for &count in counts {
        let client = client(count);
        project.package(&client, workspace::CLIENT, CLIENT)?;
        project.file(&client, "specs/shop.json", &shop::spec(ACTIONS, count))?;
        for &style in styles {
            let needs = format!("{}{client} = {{ path = \"../{client}\" }}\n", workspace::CLIENT);
            project.package(&caller(style, count), &needs, &calls::source(style, count))?;
        }
    }
    project.finish()?;
    Ok(project)
}

/// How many actions the invented API has, and so how many a calling crate calls.
pub(crate) const ACTIONS: usize = 20;

const CLIENT: &str = "//! The client of the shop.\n\n\
    ecm_client::api! {\n    spec: \"specs/shop.json\",\n    /// The shop.\n    pub mod shop,\n}\n";

/// The name of the package that holds the generated client and nothing else.
pub(crate) fn client(count: usize) -> String {
    format!("client-{count}")
}

/// The name of a package that calls it.
pub(crate) fn caller(style: Style, count: usize) -> String {
    format!("{}-{count}", style.name())
}
