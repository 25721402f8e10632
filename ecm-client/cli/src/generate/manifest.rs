//! Manifest and readme of a generated crate.

use ecm_spec::Spec;

const EDITION: &str = "2024";
const RUST_VERSION: &str = env!("CARGO_PKG_RUST_VERSION");

/// Crate names that cargo rejects, or that would shadow a crate that generated code names.
const RESERVED_NAMES: [&str; 8] =
    ["alloc", "core", "ecm-client", "ecm_client", "proc-macro", "proc_macro", "std", "test"];
const MAX_NAME_LENGTH: usize = 64;

/// Checks that cargo accepts a crate name.
pub(crate) fn check_name(name: &str) -> Result<(), String> {
    let spelled = name.starts_with(|first: char| first.is_ascii_alphabetic())
        && name.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_'))
        && name.len() <= MAX_NAME_LENGTH;
    if !spelled {
        return Err(format!(
            "`{name}` is not a valid crate name: use a letter, followed by letters, digits, `-` and `_`, \
             at most {MAX_NAME_LENGTH} characters"
        ));
    }
    if RESERVED_NAMES.contains(&name) || ecm_spec::is_keyword(&name.replace('-', "_")) {
        return Err(format!(
            "`{name}` is reserved and cannot be the name of a crate; choose another name"
        ));
    }
    Ok(())
}

/// Generates `Cargo.toml`, with the line of the dependency on the runtime.
pub(crate) fn cargo_toml(spec: &Spec, name: &str, dependency: &str) -> String {
    let description =
        quoted(&format!("{} ({} {})", one_line(&spec.doc), spec.service, spec.version));
    format!(
        "[package]\n\
         name = \"{name}\"\n\
         version = \"0.1.0\"\n\
         edition = \"{EDITION}\"\n\
         rust-version = \"{RUST_VERSION}\"\n\
         description = {description}\n\
         readme = \"README.md\"\n\
         # Set the licence before you publish.\n\
         # license = \"...\"\n\
         keywords = [\"tencent-cloud\", \"sdk\", \"api\"]\n\
         categories = [\"api-bindings\"]\n\
         \n\
         [features]\n\
         # `serde::Serialize` and `serde::Deserialize` for the records.\n\
         serde = [\"ecm-client/serde\"]\n\
         \n\
         [dependencies]\n\
         {dependency}"
    )
}

/// Generates `README.md`, which holds nothing that a later generation could make untrue.
pub(crate) fn readme(spec: &Spec, name: &str) -> String {
    let module = name.replace('-', "_");
    format!(
        "# {name}\n\
         \n\
         {doc}\n\
         \n\
         A client for version {version} of `{service}`, generated from a spec. Requests are validated against the rules\n\
         of the spec before they are sent, and every error has an outcome: not sent, rejected by the service, or\n\
         unknown.\n\
         \n\
         ```rust,ignore\n\
         use ecm_client::Credentials;\n\
         \n\
         let core = ecm_client::Client::builder()\n    \
             .credentials(Credentials::new(\"AKID...\", \"the-secret-key\"))\n    \
             .region(\"ap-guangzhou\")\n    \
             .build()?;\n\
         let client = {module}::Client::new(core);\n\
         ```\n\
         \n\
         The client has one method per action.\n\
         \n\
         `src/lib.rs` is generated and overwritten each time; `Cargo.toml` and this file are written only once.\n",
        doc = one_line(&spec.doc).replace('<', "\\<"),
        version = spec.version,
        service = spec.service,
    )
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Formats a basic string of TOML.
pub(super) fn quoted(text: &str) -> String {
    let mut quoted = String::from("\"");
    for character in text.chars() {
        match character {
            '"' | '\\' => quoted.extend(['\\', character]),
            control if control.is_control() => {
                quoted.push_str(&format!("\\u{:04X}", u32::from(control)));
            }
            other => quoted.push(other),
        }
    }
    quoted.push('"');
    quoted
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_that_cargo_would_refuse_is_refused_here() {
        for good in ["lamp", "tencent-lamp", "lamp_2024", "a1"] {
            assert_eq!(check_name(good), Ok(()), "{good}");
        }
        let long = "a".repeat(65);
        for bad in ["", "1a", "a b", "a/b", "../a", "lämp", "type", "test", "ecm-client", &long] {
            assert!(check_name(bad).is_err(), "{bad}");
        }
    }

    #[test]
    fn text_cannot_leave_its_string() {
        assert_eq!(quoted("a\"b\\c\u{7f}d\u{1b}"), r#""a\"b\\c\u007Fd\u001B""#);
    }
}
