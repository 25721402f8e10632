//! Small services of the tests' own, as metadata in a folder or an archive, and a home to store them in.

use std::fs::{self, File};
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::Command;

use flate2::{Compression, write::GzEncoder};
use serde_json::{Map, Value, json};
use tempfile::TempDir;

use crate::support::{Run, command};

/// Folder with a home for data and whatever else a test puts there.
pub(crate) struct Home {
    folder: TempDir,
}

impl Home {
    pub(crate) fn new() -> Self {
        Self { folder: tempfile::tempdir().unwrap() }
    }

    /// Home with these services in it.
    pub(crate) fn with(members: &[Member]) -> Self {
        let home = Self::new();
        home.tar("given.tar.gz", members);
        let run = home.run(&["service", "add", "--all", "--from", "given.tar.gz"]);
        assert_eq!(run.code, Some(0), "{run:?}");
        home
    }

    pub(crate) fn path(&self) -> &Path {
        self.folder.path()
    }

    pub(crate) fn data(&self) -> PathBuf {
        self.path().join("data")
    }

    /// Path of a stored spec.
    pub(crate) fn spec(&self, service: &str, version: &str) -> PathBuf {
        self.data().join(format!("services/{service}/{version}.json"))
    }

    /// Lists the stored files, and nothing that is there only while a command runs.
    pub(crate) fn stored(&self) -> Vec<(String, String)> {
        stored_in(&self.data())
    }

    /// Puts back what was stored.
    pub(crate) fn restore(&self, stored: &[(String, String)]) {
        let data = self.data();
        let _ = fs::remove_dir_all(&data);
        for (name, text) in stored {
            let path = data.join(name);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, text).unwrap();
        }
    }

    pub(crate) fn command(&self) -> Command {
        let mut command = command(self.path());
        command.env("ECM_HOME", self.data());
        command
    }

    #[track_caller]
    pub(crate) fn run(&self, arguments: &[&str]) -> Run {
        self.command().args(arguments).output().unwrap().into()
    }

    pub(crate) fn write(&self, file: &str, bytes: impl AsRef<[u8]>) {
        let path = self.path().join(file);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, bytes).unwrap();
    }

    /// Writes members as files below a folder.
    pub(crate) fn unpacked(&self, folder: &str, members: &[Member]) {
        for member in members {
            self.write(&format!("{folder}/{}", member.path), &member.bytes);
        }
    }

    pub(crate) fn tar(&self, file: &str, members: &[Member]) {
        self.write(file, tar_gz(members));
    }

    pub(crate) fn zip(&self, file: &str, members: &[Member]) {
        let mut archive = zip::ZipWriter::new(File::create(self.path().join(file)).unwrap());
        for member in members {
            archive.start_file(&*member.path, zip::write::SimpleFileOptions::default()).unwrap();
            archive.write_all(&member.bytes).unwrap();
        }
        archive.finish().unwrap();
    }
}

/// Lists the files below a folder with their texts, but for locks.
pub(crate) fn stored_in(folder: &Path) -> Vec<(String, String)> {
    let mut stored = Vec::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(one) = folders.pop() {
        for entry in fs::read_dir(&one).into_iter().flatten().flatten() {
            let path = entry.path();
            match path.is_dir() {
                true => folders.push(path),
                false if path.ends_with(".lock") => {}
                false => {
                    let name = path.strip_prefix(folder).unwrap().display().to_string();
                    stored.push((name, fs::read_to_string(&path).unwrap()));
                }
            }
        }
    }
    stored.sort();
    stored
}

/// Package of many services, so that adding them takes a while and some room.
pub(crate) fn large_package() -> Vec<Member> {
    let actions: Vec<String> = (0..30).map(|number| format!("DescribeLamps{number}")).collect();
    let actions: Vec<&str> = actions.iter().map(String::as_str).collect();
    (0..40).map(|number| metadata(&format!("lamp-{number}"), "2024-01-31", &actions)).collect()
}

/// File of an archive.
#[derive(Clone, Debug)]
pub(crate) struct Member {
    pub(crate) path: String,
    pub(crate) bytes: Vec<u8>,
}

impl Member {
    pub(crate) fn new(path: &str, bytes: impl Into<Vec<u8>>) -> Self {
        Self { path: path.to_owned(), bytes: bytes.into() }
    }
}

/// Metadata of a version, where the vendor's package has it.
pub(crate) fn metadata(service: &str, version: &str, actions: &[&str]) -> Member {
    let folder = version.replace('-', "");
    Member::new(
        &format!("tccli-3.9.1/tccli/services/{service}/v{folder}/api.json"),
        api(service, version, actions).to_string(),
    )
}

/// Metadata whose actions list lamps in pages, and take and give a password.
pub(crate) fn api(service: &str, version: &str, actions: &[&str]) -> Value {
    let text = |name: &str| json!({ "name": name, "type": "string", "member": "string", "required": false });
    let number =
        |name: &str| json!({ "name": name, "type": "int", "member": "int64", "required": false });
    let mut objects = Map::new();
    objects.insert("Lamp".into(), json!({ "members": [text("LampId"), text("Password")] }));
    let mut by_name = Map::new();
    for action in actions {
        let (request, response) = (format!("{action}Request"), format!("{action}Response"));
        by_name.insert(
            (*action).to_owned(),
            json!({ "document": "Does something.", "input": request, "output": response }),
        );
        objects.insert(
            request,
            json!({ "members": [text("Name"), text("Password"), number("Offset"), number("Limit")] }),
        );
        let lamps = json!({ "name": "Lamps", "type": "list", "member": "Lamp" });
        objects.insert(
            response,
            json!({ "members": [lamps, number("TotalCount"), text("RequestId")] }),
        );
    }
    json!({
        "metadata": { "serviceShortName": service, "apiVersion": version },
        "actions": by_name,
        "objects": objects,
    })
}

/// Package with two services, one of them in two versions, and other files.
pub(crate) fn package() -> Vec<Member> {
    vec![
        Member::new("tccli-3.9.1/README.md", "A tool."),
        Member::new("tccli-3.9.1/tccli/__init__.py", "__version__ = '3.9.1'\n"),
        Member::new("tccli-3.9.1/tccli/services/__init__.py", ""),
        metadata("fan", "2023-05-05", &["StartFan", "DescribeFans"]),
        Member::new(
            "tccli-3.9.1/tccli/services/fan/v20230505/examples.json",
            r#"{ "actions": {} }"#,
        ),
        metadata("lamp", "2022-01-31", &["DescribeLamps"]),
        metadata("lamp", "2024-01-31", &["CreateLamps", "DescribeLamps", "SwitchOn"]),
    ]
}

/// Packs members as they are, whatever their paths.
pub(crate) fn tar_gz(members: &[Member]) -> Vec<u8> {
    let mut archive = tar::Builder::new(GzEncoder::new(Vec::new(), Compression::fast()));
    for member in members {
        append(&mut archive, member);
    }
    archive.into_inner().unwrap().finish().unwrap()
}

fn append(archive: &mut tar::Builder<impl std::io::Write>, member: &Member) {
    let mut header = tar::Header::new_gnu();
    // Written past the checks of the library, which refuses the paths that tests are about.
    header.as_old_mut().name[..member.path.len()].copy_from_slice(member.path.as_bytes());
    header.set_size(member.bytes.len() as u64);
    header.set_mode(0o644);
    header.set_cksum();
    archive.append(&header, member.bytes.as_slice()).unwrap();
}
