//! Tests of `ecm service` with broken archives.

use std::fs;
use std::io::Write as _;

use flate2::{Compression, write::GzEncoder};

use crate::stored::{Home, Member, metadata, package, tar_gz};

/// Asserts that an archive is refused for this reason, and that neither the store nor what is beside it
/// has changed.
#[track_caller]
fn assert_refused(home: &Home, file: &str, reason: &str) {
    let before = (home.stored(), beside(home));
    assert_ne!(before.0, [], "something is there that could be lost");
    for names in [&["--all"][..], &["lamp"]] {
        let run = home.run(&[&["service", "add", "--from", file], names].concat());
        assert_eq!((run.code, run.out.as_str()), (Some(2), ""), "{file}: {run:?}");
        assert!(run.err.starts_with(&format!("error: `{file}` {reason}")), "{file}: {run:?}");
        assert!(run.err.lines().count() == 1, "{file}: {run:?}");
        assert_eq!((home.stored(), beside(home)), before, "{file}");
    }
}

/// Lists what is in the folder of the test.
fn beside(home: &Home) -> Vec<String> {
    let entries = fs::read_dir(home.path()).unwrap();
    let mut names: Vec<String> =
        entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    names
}

/// Home with an old version of one service of the package.
fn home() -> Home {
    Home::with(&[metadata("lamp", "2022-01-31", &["DescribeOldLamps"])])
}

#[test]
fn a_truncated_archive_is_refused() {
    let home = home();
    let whole = tar_gz(&package());
    for length in [20, 200, whole.len() / 2, whole.len() - 200, whole.len() - 12, whole.len() - 4] {
        home.write("cut.tar.gz", &whole[..length]);
        assert_refused(&home, "cut.tar.gz", "is truncated");
    }
    // One whose last member is cut, but which is packed as a whole.
    let mut plain = Vec::new();
    std::io::copy(&mut flate2::read::GzDecoder::new(&*whole), &mut plain).unwrap();
    let end = plain.windows(11).rposition(|window| window == b"\"TotalCount").unwrap();
    home.write("cut.tar", &plain[..end]);
    assert_refused(&home, "cut.tar", "is truncated");

    home.zip("whole.whl", &package());
    let whole = fs::read(home.path().join("whole.whl")).unwrap();
    for length in [100, whole.len() / 2, whole.len() - 10] {
        home.write("cut.whl", &whole[..length]);
        assert_refused(&home, "cut.whl", "is damaged or truncated: ");
    }
}

#[test]
fn a_changed_byte_is_noticed() {
    let home = home();
    let whole = tar_gz(&package());
    for at in [40, whole.len() / 3, whole.len() - 6] {
        let mut changed = whole.clone();
        changed[at] ^= 0x55;
        home.write("changed.tar.gz", changed);
        assert_refused(&home, "changed.tar.gz", "is ");
    }
    home.zip("changed.whl", &package());
    let mut changed = fs::read(home.path().join("changed.whl")).unwrap();
    let lamp = changed
        .windows(28)
        .position(|window| window.ends_with(b"lamp/v20240131/api.json"))
        .unwrap();
    changed[lamp + 60] ^= 0x55;
    home.write("changed.whl", changed);
    assert_refused(&home, "changed.whl", "is damaged: ");
}

#[test]
fn paths_that_lead_out_are_refused() {
    let home = home();
    let api = &metadata("lamp", "2024-01-31", &["DescribeLamps"]).bytes;
    for (path, reason) in [
        (
            "/lamp/v20240131/api.json",
            "has a member whose path is absolute: `/lamp/v20240131/api.json`",
        ),
        ("/etc/passwd", "has a member whose path is absolute: `/etc/passwd`"),
        (
            "../lamp/v20240131/api.json",
            "has a member whose path leads out of it: `../lamp/v20240131/api.json`",
        ),
        ("a/../../lamp/v20240131/api.json", "has a member whose path leads out of it"),
        ("a\\..\\..\\lamp/v20240131/api.json", "has a member whose path leads out of it"),
        ("C:\\lamp\\v20240131\\api.json", "has a member whose path is absolute"),
    ] {
        let members = [package(), vec![Member::new(path, api.clone())]].concat();
        home.tar("out.tar.gz", &members);
        assert_refused(&home, "out.tar.gz", reason);
        home.zip("out.zip", &members);
        assert_refused(&home, "out.zip", reason);
    }
}

#[test]
fn links_are_refused() {
    let home = home();
    home.write("outside/api.json", &metadata("lamp", "2024-01-31", &["DescribeLamps"]).bytes);
    for (kind, target) in [
        (tar::EntryType::Symlink, "../../outside/api.json"),
        (tar::EntryType::Symlink, "/etc/passwd"),
        (tar::EntryType::Link, "tccli-3.9.1/README.md"),
    ] {
        for path in ["lamp/v20240131/api.json", "lamp"] {
            let mut archive = tar::Builder::new(GzEncoder::new(Vec::new(), Compression::fast()));
            let mut header = tar::Header::new_gnu();
            header.set_entry_type(kind);
            header.set_size(0);
            archive.append_link(&mut header, path, target).unwrap();
            home.write("link.tar.gz", archive.into_inner().unwrap().finish().unwrap());
            assert_refused(
                &home,
                "link.tar.gz",
                &format!("has a link, which metadata never is: `{path}`"),
            );
        }
    }
    let file = fs::File::create(home.path().join("link.zip")).unwrap();
    let mut archive = zip::ZipWriter::new(file);
    let options = zip::write::SimpleFileOptions::default();
    archive.add_symlink("lamp/v20240131/api.json", "../../outside/api.json", options).unwrap();
    archive.finish().unwrap();
    assert_refused(
        &home,
        "link.zip",
        "has a link, which metadata never is: `lamp/v20240131/api.json`",
    );
}

#[test]
fn two_files_of_one_version_are_refused() {
    let home = home();
    let one = metadata("lamp", "2024-01-31", &["DescribeLamps"]);
    for path in [
        one.path.clone(),
        format!("./{}", one.path),
        one.path.replace("lamp", "Lamp"),
        "elsewhere/lamp/2024-01-31/api.json".to_owned(),
    ] {
        let members =
            [one.clone(), Member { path, ..metadata("lamp", "2024-01-31", &["DescribeOthers"]) }];
        home.tar("two.tar.gz", &members);
        assert_refused(&home, "two.tar.gz", "has two files of one version: `");
    }
    // Two folders, and metadata of the same service in both.
    let other = Member { path: one.path.replace("lamp", "light"), ..one.clone() };
    home.tar("two.tar.gz", &[one.clone(), other]);
    assert_refused(&home, "two.tar.gz", "has the metadata of `lamp@2024-01-31` twice");
    // The library does not write a name twice.
    let second = Member { path: one.path.replace("lamp", "lbmp"), ..one.clone() };
    home.zip("two.zip", &[one, second]);
    let mut bytes = fs::read(home.path().join("two.zip")).unwrap();
    while let Some(at) = bytes.windows(4).position(|window| window == b"lbmp") {
        bytes[at + 1] = b'a';
    }
    home.write("two.zip", bytes);
    assert_refused(&home, "two.zip", "has two files of one name");
}

/// Packs a gigabyte of zeros behind a beginning, in pieces that are packed once.
fn zeros_behind(beginning: &[u8]) -> Vec<u8> {
    let packed = |bytes: &[u8]| {
        let mut packed = GzEncoder::new(Vec::new(), Compression::fast());
        packed.write_all(bytes).unwrap();
        packed.finish().unwrap()
    };
    let piece = packed(&vec![0; GIGABYTE / 64]);
    [packed(beginning), piece.repeat(64)].concat()
}

const GIGABYTE: usize = 1024 * 1024 * 1024;

#[test]
fn a_gigabyte_of_zeros_is_not_read() {
    let home = home();
    for (path, reason) in [
        ("README.md", "is too large: at most 536870912 bytes are read, unpacked"),
        (
            "lamp/v20240131/api.json",
            "has a member that is too large: `lamp/v20240131/api.json` has 1073741824 bytes, at most 16777216",
        ),
    ] {
        let mut header = tar::Header::new_gnu();
        header.set_path(path).unwrap();
        header.set_size(GIGABYTE as u64);
        header.set_cksum();
        home.write("zeros.tar.gz", zeros_behind(header.as_bytes()));
        assert_refused(&home, "zeros.tar.gz", reason);
    }
    // Nothing but zeros is an archive without members.
    home.write("zeros.tar.gz", zeros_behind(b""));
    assert_refused(
        &home,
        "zeros.tar.gz",
        "is too large: at most 536870912 bytes are read, unpacked",
    );
    let zeros = Member::new("lamp/v20240131/api.json", vec![0; 64 * 1024 * 1024]);
    home.zip("zeros.zip", &[zeros]);
    assert_refused(
        &home,
        "zeros.zip",
        "has a member that is too large: `lamp/v20240131/api.json` has 67108864 bytes",
    );
    // Even if its header says that there are but nine.
    let mut bytes = fs::read(home.path().join("zeros.zip")).unwrap();
    let size = (64_u32 * 1024 * 1024).to_le_bytes();
    while let Some(at) = bytes.windows(4).position(|window| window == size) {
        bytes[at..at + 4].copy_from_slice(&9_u32.to_le_bytes());
    }
    home.write("zeros.zip", bytes);
    assert_refused(&home, "zeros.zip", "is damaged: ");
}

#[test]
fn paths_in_longer_headers_are_looked_at_as_well() {
    let home = home();
    let api = metadata("lamp", "2024-01-31", &["DescribeLamps"]).bytes;
    let path = format!("{}../lamp/v20240131/api.json", "a/../".repeat(30));
    let record = |path: &str| {
        let rest = format!(" path={path}\n");
        // The length counts its own digits.
        let length = (1..)
            .map(|digits| rest.len() + digits)
            .find(|length| rest.len() + length.to_string().len() == *length);
        format!("{}{rest}", length.unwrap())
    };
    for (kind, bytes) in [
        (tar::EntryType::GNULongName, format!("{path}\0")),
        (tar::EntryType::XHeader, record(&path)),
        (tar::EntryType::XHeader, record("/etc/passwd")),
    ] {
        let mut archive = tar::Builder::new(GzEncoder::new(Vec::new(), Compression::fast()));
        for (kind, path, bytes) in [
            (kind, "././@LongLink", bytes.as_bytes()),
            (tar::EntryType::Regular, "lamp/v20240131/api.json", api.as_slice()),
        ] {
            let mut header = tar::Header::new_gnu();
            header.set_entry_type(kind);
            header.set_path(path.trim_start_matches("././")).unwrap();
            header.set_size(bytes.len() as u64);
            header.set_cksum();
            archive.append(&header, bytes).unwrap();
        }
        home.write("long.tar.gz", archive.into_inner().unwrap().finish().unwrap());
        assert_refused(&home, "long.tar.gz", "has a member whose path ");
    }
}

#[test]
fn what_is_no_file_is_passed_over() {
    let home = home();
    let before = home.stored();
    for kind in [
        tar::EntryType::Fifo,
        tar::EntryType::Char,
        tar::EntryType::Block,
        tar::EntryType::Directory,
    ] {
        let mut archive = tar::Builder::new(GzEncoder::new(Vec::new(), Compression::fast()));
        let mut header = tar::Header::new_gnu();
        header.set_entry_type(kind);
        header.set_path("lamp/v20240131/api.json").unwrap();
        header.set_size(0);
        header.set_cksum();
        archive.append(&header, &[][..]).unwrap();
        home.write("odd.tar.gz", archive.into_inner().unwrap().finish().unwrap());
        let run = home.run(&["service", "add", "--all", "--from", "odd.tar.gz"]);
        assert_eq!(run.code, Some(2), "{kind:?}: {run:?}");
        assert!(run.err.contains("`odd.tar.gz` has no metadata"), "{kind:?}: {run:?}");
        assert_eq!(home.stored(), before);
    }
}

#[test]
fn whatever_is_changed_in_an_archive_nothing_is_lost() {
    let home = home();
    let before = (home.stored(), beside(&home));
    home.zip("whole.whl", &package());
    let zip = fs::read(home.path().join("whole.whl")).unwrap();
    fs::remove_file(home.path().join("whole.whl")).unwrap();
    for (name, whole) in [("changed.tar.gz", tar_gz(&package())), ("changed.whl", zip)] {
        for number in 0..80_usize {
            let mut changed = whole.clone();
            let at = number * 7919 % whole.len();
            // A byte, or a few that are cut out or doubled.
            match number % 4 {
                0 => changed[at] ^= 1 << (number % 8),
                1 => changed[at] = !changed[at],
                2 => drop(changed.drain(at..(at + number % 9 + 1).min(whole.len()))),
                _ => changed.insert(at, whole[at]),
            }
            home.write(name, &changed);
            let run = home.run(&["service", "add", "--all", "--from", name]);
            let context = format!("{name} {number}: {run:?}");
            assert!(!run.err.contains("panicked"), "{context}");
            match run.code {
                // A byte that means nothing, such as the time in the header.
                Some(0) => {
                    // Names have no checksum in a zip: one that is changed may not be that of a service any more.
                    let is_whole = run.out.contains("2 added, 1 updated, 0 unchanged");
                    assert!(is_whole || name.ends_with(".whl"), "{context}");
                    let stored = home.stored();
                    let is_there =
                        |(one, _): &(String, String)| stored.iter().any(|(name, _)| name == one);
                    assert!(before.0.iter().all(is_there), "{context}");
                    home.restore(&before.0);
                }
                Some(2) => assert!(run.err.starts_with("error: "), "{context}"),
                _ => panic!("{context}"),
            }
            assert_eq!(home.stored(), before.0, "{context}");
            fs::remove_file(home.path().join(name)).unwrap();
            assert_eq!(beside(&home), before.1, "{context}");
        }
    }
}
