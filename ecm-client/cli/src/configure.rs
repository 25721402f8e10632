//! The command `ecm configure`.

mod args;
mod listing;

use std::env;
use std::io::{self, BufRead as _, IsTerminal as _, Write};

use ecm_client::credentials::{CredentialsError, CredentialsFile};
use zeroize::Zeroizing;

use crate::paint::warning;
use crate::prompt;
use crate::text::shortened;
use crate::verdict::{Failure, Verdict};
use crate::whoami;
pub(crate) use args::Args;
use args::{ConfigureCommand, GetArgs, SetArgs};

const SECRET_ID: &str = "secret_id";
const SECRET_KEY: &str = "secret_key";
const TOKEN: &str = "token";
const REGION: &str = "region";

/// Values of a profile that a provider reads.
const NAMES: &[&str] = &[
    SECRET_ID,
    SECRET_KEY,
    TOKEN,
    REGION,
    "role_arn",
    "source_profile",
    "role_session_name",
    "external_id",
    "credential_process",
];

/// Asks for the keys of a profile, or changes and shows profiles.
pub(crate) fn run(args: &Args, out: &mut impl Write) -> Result<Verdict, Failure> {
    match &args.command {
        None => ask(args, out),
        Some(ConfigureCommand::List(list)) => {
            listing::print(&open()?, list.output, out)?;
            Ok(Verdict::Success)
        }
        Some(ConfigureCommand::Get(get)) => print_value(get, out),
        Some(ConfigureCommand::Set(set)) => set_value(set, out),
    }
}

fn failure(error: CredentialsError) -> Failure {
    Failure::Usage(error.to_string())
}

fn open() -> Result<CredentialsFile, Failure> {
    let path = CredentialsFile::user_path().map_err(failure)?;
    CredentialsFile::read(path).map_err(failure)
}

/// Name of the profile: the one of the option, or of the environment, or the usual one.
fn profile(option: Option<&str>) -> String {
    let named = || env::var("TENCENTCLOUD_PROFILE").ok().filter(|name| !name.is_empty());
    option.map(str::to_owned).or_else(named).unwrap_or_else(|| "default".to_owned())
}

/// Asks for the keys and the region on a terminal, and writes the profile.
fn ask(args: &Args, out: &mut impl Write) -> Result<Verdict, Failure> {
    if !io::stdin().is_terminal() {
        return Err(Failure::Usage(
            "`ecm configure` asks on a terminal; without one, `ecm configure set secret_id` reads a value from standard \
             input. Nothing was changed"
                .to_owned(),
        ));
    }
    let mut file = open()?;
    let profile = profile(args.connection.credentials.profile.as_deref());
    if let Some(other) = ["credential_process", "source_profile"]
        .iter()
        .find(|name| file.value(&profile, name).is_some())
    {
        return Err(Failure::Usage(format!(
            "the profile `{profile}` has its keys from `{other}`; change it with `ecm configure set`, or remove that \
             first. Nothing was changed"
        )));
    }
    let mut has_new_keys = false;
    for (name, what) in [(SECRET_ID, "Secret id"), (SECRET_KEY, "Secret key")] {
        let now = file.value(&profile, name).map(|value| match name {
            SECRET_ID => shortened(value),
            _ => "as it is".to_owned(),
        });
        let given = prompt::hidden(&question(what, now.as_deref()))?;
        match (given.is_empty(), now) {
            (true, Some(_)) => {}
            (true, None) => {
                return Err(Failure::Usage(format!("{name} is needed; nothing was changed")));
            }
            (false, _) => {
                file.set(&profile, name, Some(&given)).map_err(failure)?;
                has_new_keys = true;
            }
        }
    }
    let region = match &args.connection.region {
        Some(region) => region.clone(),
        None => prompt::shown(&question("Region", file.value(&profile, REGION)))?,
    };
    if !region.is_empty() {
        file.set(&profile, REGION, Some(&region)).map_err(failure)?;
    }
    if has_new_keys && file.value(&profile, TOKEN).is_some() {
        // It belongs to the keys that were there before.
        file.set(&profile, TOKEN, None).map_err(failure)?;
        warning("the token of the old keys is removed; `ecm configure set token` sets a new one");
    }
    write(&file, &profile, out)?;
    if !args.check {
        return Ok(Verdict::Success);
    }
    out.flush()?;
    whoami::check(&args.connection, &profile, out)
}

fn question(what: &str, now: Option<&str>) -> String {
    match now {
        Some(now) => format!("{what} [{now}]: "),
        None => format!("{what}: "),
    }
}

fn write(file: &CredentialsFile, profile: &str, out: &mut impl Write) -> Result<(), Failure> {
    match file.write().map_err(failure)? {
        true => Ok(writeln!(out, "wrote profile `{profile}` to {}", file.path().display())?),
        false => Err(Failure::Usage(format!(
            "{} was changed by somebody else meanwhile, and is as they left it; run the command again",
            file.path().display()
        ))),
    }
}

/// Checks a name, which would otherwise be written and never read.
fn known(name: &str) -> Result<&'static str, Failure> {
    let name = if name == "security_token" { TOKEN } else { name };
    NAMES.iter().find(|known| **known == name).copied().ok_or_else(|| {
        let hint = match ecm_spec::closest(name, NAMES.iter().copied()) {
            Some(close) => format!("did you mean `{close}`?"),
            None => format!("known are {}", NAMES.join(", ")),
        };
        Failure::Usage(format!("a profile has no value {name:?}; {hint}"))
    })
}

fn print_value(args: &GetArgs, out: &mut impl Write) -> Result<Verdict, Failure> {
    let name = known(&args.name)?;
    if is_secret(name) && !args.show_secrets {
        return Err(Failure::Usage(format!("{name} is a secret; add `--show-secrets` to see it")));
    }
    let file = open()?;
    match file.value(&profile(args.profile.profile.as_deref()), name) {
        Some(value) => {
            writeln!(out, "{value}")?;
            Ok(Verdict::Success)
        }
        None => Ok(Verdict::Problems),
    }
}

fn is_secret(name: &str) -> bool {
    [SECRET_KEY, TOKEN].contains(&name)
}

fn set_value(args: &SetArgs, out: &mut impl Write) -> Result<Verdict, Failure> {
    let name = known(&args.name)?;
    let profile = profile(args.profile.profile.as_deref());
    let mut file = open()?;
    let value = match (&args.value, args.remove) {
        (_, true) => None,
        (Some(value), false) => {
            if is_secret(name) {
                warning(&format!(
                    "other users of this machine can see {name} on a command line; without a value, it is asked for"
                ));
            }
            Some(Zeroizing::new(value.clone()))
        }
        (None, false) => Some(read_value(name)?),
    };
    file.set(&profile, name, value.as_ref().map(|value| value.as_str())).map_err(failure)?;
    write(&file, &profile, out)?;
    Ok(Verdict::Success)
}

/// Reads a value: asks for it on a terminal, or takes the first line of standard input.
fn read_value(name: &str) -> Result<Zeroizing<String>, Failure> {
    if io::stdin().is_terminal() {
        return match is_secret(name) {
            true => prompt::hidden(&format!("{name}: ")),
            false => prompt::shown(&format!("{name}: ")).map(Zeroizing::new),
        };
    }
    let mut line = Zeroizing::new(String::new());
    let read = io::stdin().lock().read_line(&mut line);
    read.map_err(|error| Failure::Usage(format!("standard input cannot be read: {error}")))?;
    Ok(Zeroizing::new(line.trim_end_matches(['\r', '\n']).to_owned()))
}
