//! Parser of credentials files.
//!
//! ```text
//! # Who signs.
//! [default]
//! secret_id = AKID...
//! secret_key = "..."
//! ```
//!
//! Lenient where the programs that share these files are: white space anywhere, comments with `#`
//! or `;` on a line of their own or after a value, `:` in place of `=`, quotes around a value,
//! names in capitals, a byte order mark, Windows line ends. Strict where leniency would hide an
//! error: duplicates, lines outside of a profile and lines without `=` are refused, with their
//! number.

use super::{ProfileContent, ProfileKeys, ProfileRole};
use crate::Credentials;

/// Error in a file, with its line; the line is not repeated, as it may be the secret.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct ParseError {
    pub(super) line: usize,
    pub(super) problem: &'static str,
}

#[derive(Default)]
struct Profile<'t> {
    line: usize,
    name: &'t str,
    secret_id: Option<&'t str>,
    secret_key: Option<&'t str>,
    token: Option<&'t str>,
    role_arn: Option<&'t str>,
    source_profile: Option<&'t str>,
    role_session_name: Option<&'t str>,
    external_id: Option<&'t str>,
    credential_process: Option<&'t str>,
    region: Option<&'t str>,
}

/// Reads a profile; `None` if the file does not have it.
pub(super) fn parse(
    bytes: &[u8],
    profile_name: &str,
) -> Result<Option<ProfileContent>, ParseError> {
    let text = std::str::from_utf8(bytes).map_err(|error| {
        let before = bytes.get(..error.valid_up_to()).unwrap_or_default();
        let line = before.iter().filter(|byte| **byte == b'\n').count() + 1;
        ParseError { line, problem: "not UTF-8; save the file as UTF-8" }
    })?;
    let text = text.strip_prefix('\u{FEFF}').unwrap_or(text);
    let mut profiles: Vec<Profile<'_>> = Vec::new();
    for (index, line) in text.lines().enumerate() {
        let error = |problem| ParseError { line: index + 1, problem };
        match read_line(line).map_err(error)? {
            Line::Nothing => {}
            Line::Profile(name) => {
                if profiles.iter().any(|profile| profile.name == name) {
                    return Err(error("duplicate profile; remove one"));
                }
                profiles.push(Profile { line: index + 1, name, ..Profile::default() });
            }
            Line::Value(name, value) => {
                let no_profile = "a value before the first `[profile]`; move it below one";
                let profile = profiles.last_mut().ok_or_else(|| error(no_profile))?;
                profile.set(name, value).map_err(error)?;
            }
        }
    }
    let found = profiles.iter().find(|profile| profile.name == profile_name);
    found.map(|profile| profile.content(&profiles)).transpose()
}

pub(crate) enum Line<'t> {
    /// Blank, or a comment.
    Nothing,
    Profile(&'t str),
    Value(&'t str, &'t str),
}

pub(crate) fn read_line(line: &str) -> Result<Line<'_>, &'static str> {
    let line = line.trim();
    if line.is_empty() || line.starts_with(['#', ';']) {
        return Ok(Line::Nothing);
    }
    if line.contains('\u{FEFF}') {
        return Err("a byte order mark in the line; remove it");
    }
    if line.contains(|char: char| char.is_control() && char != '\t') {
        return Err("control characters; remove them");
    }
    if let Some(rest) = line.strip_prefix('[') {
        let (name, after) = rest.split_once(']').ok_or("no `]` at the end of the name; add it")?;
        let (name, after) = (name.trim(), after.trim());
        return match name.is_empty() || !(after.is_empty() || after.starts_with(['#', ';'])) {
            true => Err("not a valid name of a profile; write `[profile]`"),
            false => Ok(Line::Profile(name)),
        };
    }
    let neither = "neither `[profile]` nor `name = value`; correct or remove the line";
    let (name, value) = line.split_once(['=', ':']).ok_or(neither)?;
    let name = name.trim();
    if name.is_empty() { Err(neither) } else { Ok(Line::Value(name, value.trim())) }
}

impl<'t> Profile<'t> {
    /// Sets a value; unknown names belong to other programs and are ignored.
    fn set(&mut self, name: &str, value: &'t str) -> Result<(), &'static str> {
        let place = match &*name.to_ascii_lowercase() {
            "secret_id" => &mut self.secret_id,
            "secret_key" => &mut self.secret_key,
            "token" | "security_token" => &mut self.token,
            "role_arn" => &mut self.role_arn,
            "source_profile" => &mut self.source_profile,
            "role_session_name" => &mut self.role_session_name,
            "external_id" => &mut self.external_id,
            "region" => &mut self.region,
            "credential_process" => &mut self.credential_process,
            _ => return Ok(()),
        };
        // A command has blanks and quotes of its own.
        let is_command = name.eq_ignore_ascii_case("credential_process");
        match place.replace(if is_command { value } else { unquoted(value)? }) {
            Some(_) => Err("duplicate name in the profile; remove one"),
            None => Ok(()),
        }
    }

    fn error(&self, problem: &'static str) -> ParseError {
        ParseError { line: self.line, problem }
    }

    /// Content of this profile, with the credentials of the one that its roles begin with.
    fn content(&self, all: &[Self]) -> Result<ProfileContent, ParseError> {
        let (mut at, mut roles, mut seen) = (self, Vec::new(), vec![self.name]);
        while let Some(arn) = given(at.role_arn) {
            roles.push(at.role(arn));
            let source = given(at.source_profile).filter(|source| *source != at.name);
            let Some(source) = source else { break };
            if given(at.secret_id).or(given(at.secret_key)).is_some() {
                return Err(at.error("both source_profile and a key pair; remove one"));
            }
            if given(at.credential_process).is_some() {
                return Err(at.error("both source_profile and credential_process; remove one"));
            }
            if seen.contains(&source) {
                return Err(at.error("source_profile leads back to the profile; correct it"));
            }
            let missing = || at.error("source_profile names no profile of the file; correct it");
            at = all.iter().find(|profile| profile.name == source).ok_or_else(missing)?;
            seen.push(source);
        }
        if given(at.role_arn).is_none() && given(at.source_profile).is_some() {
            return Err(at.error("source_profile without role_arn; add it"));
        }
        roles.reverse();
        let region = given(self.region).map(str::to_owned);
        let (line, origin) = (self.line, String::new());
        Ok(ProfileContent { line, keys: at.keys()?, roles, region, origin })
    }

    fn role(&self, arn: &str) -> ProfileRole {
        ProfileRole {
            arn: arn.to_owned(),
            session_name: given(self.role_session_name).map(str::to_owned),
            external_id: given(self.external_id).map(str::to_owned),
        }
    }

    fn keys(&self) -> Result<ProfileKeys, ParseError> {
        let Some(command) = given(self.credential_process) else {
            return self.credentials().map(ProfileKeys::Pair);
        };
        if given(self.secret_id).or(given(self.secret_key)).or(given(self.token)).is_some() {
            return Err(self.error("both credential_process and a key pair; remove one"));
        }
        let words = words(command).map_err(|problem| self.error(problem))?;
        Ok(ProfileKeys::Command(words))
    }

    fn credentials(&self) -> Result<Credentials, ParseError> {
        let (no_id, no_key) = match given(self.role_arn) {
            None => {
                ("the profile has no secret_id; add it", "the profile has no secret_key; add it")
            }
            Some(_) => (
                "role_arn without secret_id or source_profile; add one",
                "role_arn without secret_key or source_profile; add one",
            ),
        };
        let id = given(self.secret_id).ok_or_else(|| self.error(no_id))?;
        let key = given(self.secret_key).ok_or_else(|| self.error(no_key))?;
        let pair = Credentials::new(id, key);
        Ok(match given(self.token) {
            Some(token) => pair.with_token(token),
            None => pair,
        })
    }
}

/// Value that is not empty.
fn given(value: Option<&str>) -> Option<&str> {
    value.filter(|value| !value.is_empty())
}

/// Splits a command into words, as blanks do outside of quotes; nothing in it is expanded.
fn words(command: &str) -> Result<Vec<String>, &'static str> {
    let mut words = Vec::new();
    let mut rest = command.trim_start();
    while !rest.is_empty() && !rest.starts_with(['#', ';']) {
        let (word, behind) = match rest.chars().next().filter(|char| matches!(char, '"' | '\'')) {
            Some(quote) => {
                let inner = rest.strip_prefix(quote).and_then(|rest| rest.split_once(quote));
                inner.ok_or("no closing quote in credential_process; add it")?
            }
            None => rest.split_at(rest.find(char::is_whitespace).unwrap_or(rest.len())),
        };
        if !behind.is_empty() && !behind.starts_with(char::is_whitespace)
            || word.contains(['"', '\''])
        {
            return Err("a quote within a word of credential_process; quote whole words");
        }
        words.push(word.to_owned());
        rest = behind.trim_start();
    }
    match words.is_empty() {
        true => Err("credential_process names no command; add it"),
        false => Ok(words),
    }
}

/// Removes the quotes around a value and the comment behind it.
pub(crate) fn unquoted(written: &str) -> Result<&str, &'static str> {
    let comment = |rest: &str| rest.is_empty() || rest.trim_start().starts_with(['#', ';']);
    if let Some(quote) = written.chars().next().filter(|char| matches!(char, '"' | '\'' | '`')) {
        let inner = written.strip_prefix(quote).and_then(|rest| rest.split_once(quote));
        let (value, rest) = inner.ok_or("no closing quote after the value; add it")?;
        return match comment(rest) && !value.contains(char::is_whitespace) {
            true => Ok(value),
            false => Err("white space or quotes in the value; remove them"),
        };
    }
    let (value, rest) = written.split_once(char::is_whitespace).unwrap_or((written, ""));
    match value.starts_with(['#', ';']) {
        true => Ok(""),
        false if comment(rest) => Ok(value),
        false => Err("white space in the value; remove it"),
    }
}

#[cfg(test)]
mod tests;
