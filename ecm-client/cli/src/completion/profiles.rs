//! Profiles of the credentials file and of `tccli`, and the regions that are set up there.
//!
//! Of a profile, only its name and its region are read.

use std::collections::BTreeSet;
use std::env;
use std::path::Path;

use clap_complete::engine::CompletionCandidate;
use ecm_client::credentials::{CredentialsFile, TccliCredentialsProvider};

use super::{CommandLine, beginning};

/// Endings of the files of a profile of `tccli`.
const TCCLI_FILES: [&str; 2] = [".credential", ".configure"];

fn credentials_file() -> Option<CredentialsFile> {
    CredentialsFile::read(CredentialsFile::user_path().ok()?).ok()
}

/// Lists the profiles of `tccli`, in order.
fn tccli_profiles() -> BTreeSet<String> {
    let home = env::var_os("HOME").or_else(|| env::var_os("USERPROFILE")).unwrap_or_default();
    let folder = Path::new(&home).join(".tccli");
    let files = folder.is_absolute().then(|| folder.read_dir().ok()).flatten();
    let names = files.into_iter().flatten().flatten().filter_map(|file| {
        let name = file.file_name().into_string().ok()?;
        let profile = TCCLI_FILES.iter().find_map(|ending| name.strip_suffix(ending))?;
        Some(profile.to_owned())
    });
    names.filter(|name| !name.is_empty()).collect()
}

/// Completes the name of a profile.
pub(crate) fn profiles(_: &CommandLine, current: &str) -> Vec<CompletionCandidate> {
    let file = credentials_file();
    let mut names = tccli_profiles();
    let of_file = file.as_ref().map(CredentialsFile::profiles).unwrap_or_default();
    names.extend(of_file.into_iter().map(str::to_owned));
    beginning(current, names.iter().map(String::as_str))
}

/// Completes a region: those of the environment and of the profiles.
///
/// No list of all regions comes with this command: which ones a service has is for the service to say.
pub(crate) fn regions(_: &CommandLine, current: &str) -> Vec<CompletionCandidate> {
    let mut regions: BTreeSet<String> = env::var("TENCENTCLOUD_REGION").ok().into_iter().collect();
    if let Some(file) = credentials_file() {
        let of_file =
            file.profiles().into_iter().filter_map(|profile| file.value(profile, "region"));
        regions.extend(of_file.map(str::to_owned));
    }
    let of_tccli = tccli_profiles().into_iter().filter_map(|profile| {
        TccliCredentialsProvider::builder().profile(profile).read_region().ok().flatten()
    });
    regions.extend(of_tccli);
    regions.remove("");
    beginning(current, regions.iter().map(String::as_str))
}
