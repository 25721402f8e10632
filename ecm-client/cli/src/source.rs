//! Lookup of the spec that an argument names.

use std::borrow::Cow;
use std::io::Read as _;
use std::path::Path;

use ecm_codegen::input;
use ecm_spec::{Problems, SourceMap, Spec};

use crate::paint;
use crate::store::{ServiceName, Store};
use crate::text::sanitize;
use crate::verdict::Failure;

/// Text of a spec, not checked yet.
pub(crate) struct Source {
    /// Name for messages: the path as given, or the name of a shipped spec.
    pub(crate) name: String,
    /// Name of the spec, if it is one that ships.
    pub(crate) shipped: Option<&'static str>,
    bytes: Cow<'static, [u8]>,
}

/// Advice for a service that is not there.
const HOW_TO_ADD: &str = "`ecm service list` shows those that are there";

impl Source {
    /// Finds the shipped spec or the service of a name, or else reads the file at the path.
    ///
    /// `./NAME` is always a file.
    pub(crate) fn find(written: &Path) -> Result<Self, Failure> {
        if let Some(source) = written.to_str().map(Self::find_named).transpose()?.flatten() {
            return Ok(source);
        }
        let name = written.display().to_string();
        match read_bytes(written) {
            Ok(bytes) => Ok(Self { name, shipped: None, bytes: Cow::Owned(bytes) }),
            Err(ReadError::Missing(mut message)) => {
                if let Some(close) = ecm_spec::closest(&name, ecm_spec::shipped_names()) {
                    message.push_str(&format!("; did you mean the shipped spec `{close}`?"));
                } else if let Some(service) = written.to_str().and_then(ServiceName::parse) {
                    message.push_str(&format!(", and {}", Self::no_service(&service)));
                }
                Err(Failure::Usage(message))
            }
            Err(error) => Err(error.into()),
        }
    }

    /// Finds the shipped spec or the service of a name; `None` if there is none.
    pub(crate) fn find_named(name: &str) -> Result<Option<Self>, Failure> {
        match (Self::find_shipped(name), ServiceName::parse(name)) {
            (None, Some(service)) => Self::find_service(&service),
            (shipped, _) => Ok(shipped),
        }
    }

    fn find_shipped(name: &str) -> Option<Self> {
        let shipped = ecm_spec::shipped_names().find(|shipped| *shipped == name)?;
        let text = ecm_spec::shipped(shipped)?;
        Some(Self {
            name: name.to_owned(),
            shipped: Some(shipped),
            bytes: Cow::Borrowed(text.as_bytes()),
        })
    }

    /// Finds a service by name, or its latest version: stored by the user, or else shipped.
    ///
    /// `None` if there is no version of it at all.
    fn find_service(name: &ServiceName) -> Result<Option<Self>, Failure> {
        // Without a folder to store services in, there are those that ship.
        let store = Store::open().ok();
        let stored = store.as_ref().map(|store| store.versions(&name.service)).unwrap_or_default();
        let shipped = shipped_versions(&name.service);
        let all = || stored.iter().map(String::as_str).chain(shipped.iter().copied());
        let Some(latest) = all().max() else {
            store.map_or(Ok(()), |store| store.check_readable())?;
            return Ok(None);
        };
        let version = name.version.as_deref().unwrap_or(latest);
        if let Some(store) = store.filter(|_| stored.iter().any(|one| one == version)) {
            return Self::stored(&store, &ServiceName::new(&name.service, version)).map(Some);
        }
        if shipped.contains(&version) {
            return Ok(Self::find_shipped(&format!("{}-{version}", name.service)));
        }
        let mut there: Vec<&str> = all().collect();
        there.sort_unstable();
        let hint = match ecm_spec::closest(version, there.iter().copied()) {
            Some(close) => format!("did you mean `{}@{close}`?", name.service),
            None => format!("it has {}", there.join(", ")),
        };
        Err(Failure::Usage(format!(
            "there is no version {version} of the service `{}`; {hint}",
            name.service
        )))
    }

    /// Reads a spec that the user has stored.
    pub(crate) fn stored(store: &Store, name: &ServiceName) -> Result<Self, Failure> {
        let version = name.version.as_deref().unwrap_or_default();
        let bytes = bytes(&store.path(&name.service, version))?;
        Ok(Self { name: name.to_string(), shipped: None, bytes: Cow::Owned(bytes) })
    }

    /// Message for a service that is not there; it begins a sentence or goes on with one.
    pub(crate) fn no_service(name: &ServiceName) -> String {
        let services = Store::open().map(|store| store.services()).unwrap_or_default();
        let shipped = ecm_spec::shipped_names().filter_map(split_shipped).map(|(name, _)| name);
        let known = services.iter().map(String::as_str).chain(shipped);
        let close = ecm_spec::closest(&name.service, known);
        let hint = close.filter(|close| *close != name.service);
        let hint = hint.map(|close| format!("; did you mean `{close}`?")).unwrap_or_default();
        let end = if hint.is_empty() { ";" } else { "" };
        format!(
            "no service `{name}` is stored{hint}{end} {HOW_TO_ADD}, `ecm service add {} --from SOURCE` \
             adds one",
            name.service
        )
    }

    /// Cuts a shipped spec down to an action and what that refers to.
    ///
    /// Returns `None` if the spec is to be read as a whole.
    pub(crate) fn part(&self, action: &str) -> Option<Self> {
        let text = ecm_spec::shipped(self.shipped?)?;
        let part = ecm_spec::part(text, action)?;
        Some(Self {
            name: self.name.clone(),
            shipped: self.shipped,
            bytes: Cow::Owned(part.into_bytes()),
        })
    }

    /// Creates a source from the present or future text of a file.
    pub(crate) fn new(path: &Path, text: String) -> Self {
        Self::named(path.display().to_string(), text)
    }

    /// Creates a source from a text that is in no file.
    pub(crate) fn named(name: String, text: String) -> Self {
        Self { name, shipped: None, bytes: Cow::Owned(text.into_bytes()) }
    }

    /// Returns the text, equal to the file up to the first byte that is not UTF-8.
    pub(crate) fn text(&self) -> Cow<'_, str> {
        String::from_utf8_lossy(&self.bytes)
    }

    /// Parses and checks the spec.
    pub(crate) fn read(&self) -> Result<Spec, Problems> {
        ecm_spec::read_bytes(&self.bytes)
    }

    pub(crate) fn fingerprint(&self) -> String {
        ecm_spec::fingerprint(&self.bytes)
    }

    /// Parses and checks the spec, and reads the positions of its parts.
    pub(crate) fn spec_with_positions(&self) -> Result<(Spec, SourceMap<'_>), Failure> {
        match std::str::from_utf8(&self.bytes).map(ecm_spec::read_with_positions) {
            Ok(Ok(read)) => Ok(read),
            // Problems are told in the same way.
            _ => self.spec().map(|spec| (spec, SourceMap::new(""))),
        }
    }

    /// Parses and checks the spec, with the problems rendered for a command that needs it.
    pub(crate) fn spec(&self) -> Result<Spec, Failure> {
        self.read()
            .map_err(|problems| Failure::Spec(paint::problems(&problems, &self.name, &self.text())))
    }
}

/// Reads a stored spec; `None` if there is none.
pub(crate) fn stored_text(
    store: &Store,
    service: &str,
    version: &str,
) -> Result<Option<String>, Failure> {
    let path = store.path(service, version);
    match input::read(&path) {
        Ok(bytes) => utf8(bytes, &format!("`{}`", path.display())).map(Some),
        Err(error) if error.is_missing() => Ok(None),
        Err(error) => Err(error.into()),
    }
}

/// Splits the name of a shipped spec into service and version.
pub(crate) fn split_shipped(name: &str) -> Option<(&str, &str)> {
    let (service, version) = name.split_at_checked(name.len().checked_sub("YYYY-MM-DD".len())?)?;
    Some((service.strip_suffix('-')?, version))
}

/// Lists the versions of a service that ship.
pub(crate) fn shipped_versions(service: &str) -> Vec<&'static str> {
    let shipped = ecm_spec::shipped_names().filter_map(split_shipped);
    shipped.filter(|(name, _)| *name == service).map(|(_, version)| version).collect()
}

/// Reads a text file other than a spec, or a pipe such as `<(command)`.
pub(crate) fn text(path: &Path) -> Result<String, Failure> {
    utf8(bytes(path)?, &format!("`{}`", path.display()))
}

/// Reads a text file that is going to be replaced, which a pipe cannot be.
pub(crate) fn replaceable_text(path: &Path) -> Result<String, Failure> {
    utf8(input::read(path)?, &format!("`{}`", path.display()))
}

/// Converts bytes to text; `what` names their origin in the error.
pub(crate) fn utf8(bytes: Vec<u8>, what: &str) -> Result<String, Failure> {
    String::from_utf8(bytes).map_err(|error| {
        let form = match error.as_bytes() {
            [0xff, 0xfe, ..] | [0xfe, 0xff, ..] => " but UTF-16; save it as UTF-8",
            _ => "",
        };
        Failure::Usage(format!("{what} is not UTF-8 text{form}"))
    })
}

/// Failure to read a file that an argument names.
enum ReadError {
    Missing(String),
    Other(String),
}

impl From<ReadError> for Failure {
    fn from(error: ReadError) -> Self {
        let (ReadError::Missing(message) | ReadError::Other(message)) = error;
        Self::Usage(message)
    }
}

/// Reads a file of any bytes, or a pipe.
pub(crate) fn bytes(path: &Path) -> Result<Vec<u8>, Failure> {
    Ok(read_bytes(path)?)
}

/// Reads a file or a pipe.
fn read_bytes(path: &Path) -> Result<Vec<u8>, ReadError> {
    if is_pipe(path) {
        return piped(path).map_err(ReadError::Other);
    }
    input::read(path).map_err(|error| match path.to_str().and_then(file_of_url) {
        Some(file) if error.is_missing() => ReadError::Other(format!(
            "{error}; a file is named by its path, not by a URL: `{file}`"
        )),
        _ if error.is_missing() => ReadError::Missing(error.to_string()),
        _ => ReadError::Other(error.to_string()),
    })
}

/// Returns the path in a `file:` URL, or behind the `@` of other tools.
fn file_of_url(written: &str) -> Option<&str> {
    let path = written.strip_prefix("file:").map(|rest| rest.strip_prefix("//").unwrap_or(rest));
    path.or_else(|| written.strip_prefix('@')).filter(|path| !path.is_empty())
}

#[cfg(unix)]
fn is_pipe(path: &Path) -> bool {
    use std::os::unix::fs::FileTypeExt as _;

    std::fs::metadata(path).is_ok_and(|about| about.file_type().is_fifo())
}

#[cfg(not(unix))]
fn is_pipe(_: &Path) -> bool {
    false
}

/// Reads a pipe to its end, which its writer decides, and at most as much as a file may hold.
fn piped(path: &Path) -> Result<Vec<u8>, String> {
    let (limit, shown) = (ecm_spec::MAX_SIZE, path.display());
    let mut bytes = Vec::new();
    let file = std::fs::File::open(path);
    file.and_then(|file| file.take(limit as u64 + 1).read_to_end(&mut bytes))
        .map_err(|error| format!("`{shown}` cannot be read: {error}"))?;
    match bytes.len() > limit {
        true => Err(format!("`{shown}` is too large: at most {limit} bytes are allowed")),
        false => Ok(bytes),
    }
}

/// Finds the spec in front of the name of an action: a service, or the name of a shipped spec.
pub(crate) fn service(written: &str) -> Result<Source, Failure> {
    if let Some(source) = Source::find_named(written)? {
        return Ok(source);
    }
    Err(Failure::Usage(match ServiceName::parse(written) {
        Some(name) => Source::no_service(&name),
        None => format!(
            "`{}` is no name of a service; expected SERVICE.ACTION or SERVICE@VERSION.ACTION, such as \
             cvm@2017-03-12.DescribeInstances; a file is named with `--spec`",
            sanitize(written)
        ),
    }))
}

pub(crate) fn default_spec() -> &'static str {
    ecm_spec::shipped_names().next().unwrap_or_default()
}
