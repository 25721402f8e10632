//! Archives of the vendor's command line, as they were downloaded; nothing is unpacked to disk.

use std::fs::File;
use std::io::{self, BufReader, Read, Seek as _, SeekFrom};
use std::path::Path;

use flate2::bufread::MultiGzDecoder;
use zip::ZipArchive;

use super::collector::{Collector, MAX_MEMBER};
use crate::text::sanitize;
use crate::verdict::Failure;

/// Place of the word that a tar file has in its first header.
const TAR_MAGIC: std::ops::Range<usize> = 257..262;

/// Reads the metadata in a tar file, packed or not, or in a zip file.
pub(super) fn read(path: &Path, collector: &mut Collector<'_>) -> Result<(), Failure> {
    let shown = path.display();
    let mut file = File::open(path).map_err(|error| super::unreadable(path, &error))?;
    let mut head = Vec::new();
    let begun = file.by_ref().take(512).read_to_end(&mut head);
    begun
        .and_then(|_| file.seek(SeekFrom::Start(0)))
        .map_err(|error| super::unreadable(path, &error))?;
    let file = BufReader::new(file);
    let read = match head.as_slice() {
        [0x1f, 0x8b, ..] => tar(MultiGzDecoder::new(file), collector),
        [b'P', b'K', 3 | 5, 4 | 6, ..] => zip(file, collector),
        head if head.get(TAR_MAGIC) == Some(b"ustar") => tar(file, collector),
        _ => {
            return Err(Failure::Usage(format!(
                "`{shown}` is neither a folder nor a `.tar.gz`, `.whl` or `.zip` archive; `ecm import` reads \
                 a single `api.json`"
            )));
        }
    };
    read.map_err(|why| {
        Failure::Usage(format!("`{shown}` {why}; nothing of it was taken, download it again"))
    })
}

/// Reader that counts what it hands on, however much that is packed into.
struct Counted<'r, 'c, R> {
    inner: R,
    collector: &'r std::cell::RefCell<&'r mut Collector<'c>>,
}

impl<R: Read> Read for Counted<'_, '_, R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let count = self.inner.read(buffer)?;
        self.collector
            .borrow_mut()
            .count(count as u64)
            .map_err(|why| io::Error::other(TooLarge(why)))?;
        Ok(count)
    }
}

/// Reason to stop reading, carried through an error of input and output.
#[derive(Debug)]
struct TooLarge(String);

impl std::fmt::Display for TooLarge {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for TooLarge {}

/// Words an error in the middle of an archive, so that it follows the name of the source.
fn broken(error: &io::Error) -> String {
    let mut cause: Option<&(dyn std::error::Error + 'static)> =
        error.get_ref().map(|inner| inner as &(dyn std::error::Error + 'static));
    while let Some(inner) = cause {
        if let Some(TooLarge(why)) = inner.downcast_ref() {
            return why.clone();
        }
        // The reader of tar files wraps errors of input and output into its own.
        cause = match inner.downcast_ref::<io::Error>() {
            Some(error) => error.get_ref().map(|inner| inner as &(dyn std::error::Error + 'static)),
            None => inner.source(),
        };
    }
    match error.kind() {
        io::ErrorKind::UnexpectedEof => "is truncated".to_owned(),
        _ => format!("is damaged: {}", sanitize(&error.to_string())),
    }
}

fn tar(reader: impl Read, collector: &mut Collector<'_>) -> Result<(), String> {
    let collector = std::cell::RefCell::new(collector);
    let mut counted = Counted { inner: reader, collector: &collector };
    let mut archive = tar::Archive::new(&mut counted);
    let entries = archive.entries().map_err(|error| broken(&error))?;
    for entry in entries {
        let mut entry = entry.map_err(|error| broken(&error))?;
        let path = String::from_utf8_lossy(&entry.path_bytes()).into_owned();
        let kind = entry.header().entry_type();
        let member = collector.borrow_mut().classify(&path)?;
        if kind.is_symlink() || kind.is_hard_link() {
            return Err(link(&path));
        }
        let Some(member) = member.filter(|_| kind.is_file() || kind.is_contiguous()) else {
            continue;
        };
        let size = entry.size();
        let bytes = member_bytes(&mut entry, &path, size)?;
        collector.borrow_mut().add(&path, member, bytes);
    }
    // Read to the end: only there is the checksum of what came before.
    io::copy(&mut counted, &mut io::sink()).map_err(|error| broken(&error))?;
    Ok(())
}

fn zip(file: BufReader<File>, collector: &mut Collector<'_>) -> Result<(), String> {
    let mut archive = ZipArchive::new(file).map_err(|error| damaged(&error))?;
    if archive.has_overlapping_files().map_err(|error| damaged(&error))? {
        return Err("is damaged: members overlap".to_owned());
    }
    // Only one of them could be found by its name.
    if archive.has_duplicate_names() {
        return Err("has two files of one name".to_owned());
    }
    for index in 0..archive.len() {
        let mut entry = archive.by_index(index).map_err(|error| damaged(&error))?;
        let path = String::from_utf8_lossy(entry.name_raw()).into_owned();
        let member = collector.classify(&path)?;
        if entry.is_symlink() {
            return Err(link(&path));
        }
        let Some(member) = member.filter(|_| entry.is_file()) else { continue };
        let size = entry.size();
        collector.count(size)?;
        let bytes = member_bytes(&mut entry, &path, size)?;
        collector.add(&path, member, bytes);
    }
    Ok(())
}

fn damaged(error: &zip::result::ZipError) -> String {
    format!("is damaged or truncated: {}", sanitize(&error.to_string()))
}

fn link(path: &str) -> String {
    format!("has a link, which metadata never is: `{}`", sanitize(path))
}

/// Reads a member of the size that its header says.
fn member_bytes(reader: &mut impl Read, path: &str, size: u64) -> Result<Vec<u8>, String> {
    let shown = sanitize(path);
    if size > MAX_MEMBER {
        return Err(format!(
            "has a member that is too large: `{shown}` has {size} bytes, at most {MAX_MEMBER} are read"
        ));
    }
    let mut bytes = Vec::with_capacity(usize::try_from(size).unwrap_or_default());
    reader.take(size + 1).read_to_end(&mut bytes).map_err(|error| broken(&error))?;
    match bytes.len() as u64 == size {
        true => Ok(bytes),
        false => Err(format!("is truncated, or wrong about the size of `{shown}`")),
    }
}
