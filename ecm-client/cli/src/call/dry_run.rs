//! Output of `ecm call --dry-run`: a request that is not sent.

use std::io::Write;

use ecm_client::RequestPreview;
use serde::Serialize;

use super::args::{Args, OutputFormat};
use crate::text::json;
use crate::verdict::Failure;

/// Placeholder of what a preview withholds.
const REDACTED: &str = "[redacted]";

/// Prints the request and the stages of its signature.
pub(super) fn print(
    request: &RequestPreview,
    args: &Args,
    out: &mut impl Write,
) -> Result<(), Failure> {
    let curl = curl(request, args)?;
    match args.output {
        Some(OutputFormat::Json | OutputFormat::Ndjson) => {
            let description = DryRunRecord {
                method: request.method(),
                url: request.url(),
                headers: request.headers().collect(),
                body: request.body(),
                canonical_request: request.canonical_request(),
                string_to_sign: request.string_to_sign(),
                curl: &curl,
            };
            writeln!(out, "{}", json(&description)?)?;
        }
        Some(OutputFormat::Table | OutputFormat::Text | OutputFormat::Raw) | None => {
            write_text(request, &curl, out)?
        }
    }
    Ok(())
}

#[derive(Serialize)]
struct DryRunRecord<'a> {
    method: &'a str,
    url: &'a str,
    headers: std::collections::BTreeMap<&'a str, &'a str>,
    body: &'a str,
    canonical_request: Option<&'a str>,
    string_to_sign: &'a str,
    curl: &'a str,
}

fn write_text(request: &RequestPreview, curl: &str, out: &mut impl Write) -> Result<(), Failure> {
    if let Some(canonical) = request.canonical_request() {
        writeln!(out, "# Canonical request\n{canonical}\n")?;
    }
    // An action that is sent unsigned has no string to sign.
    if !request.string_to_sign().is_empty() {
        writeln!(out, "# String to sign\n{}\n", request.string_to_sign())?;
    }
    if request.string_to_sign() == REDACTED {
        writeln!(
            out,
            "(Each holds a digest of the {}, by which they could be guessed; --show-secrets prints \
             them.)\n",
            if request.raw_length().is_some() { "bytes" } else { "secret fields" }
        )?;
    }
    writeln!(out, "# Request\n{} {}", request.method(), request.url())?;
    for (name, value) in request.headers() {
        writeln!(out, "{name}: {value}")?;
    }
    if !request.body().is_empty() {
        writeln!(out, "\n{}", request.body())?;
    }
    writeln!(out, "\n# curl command\n{curl}")?;
    Ok(())
}

/// Builds a `curl` command that sends the same request.
fn curl(request: &RequestPreview, args: &Args) -> Result<String, Failure> {
    let mut words = vec!["curl".to_owned()];
    // Every header is listed: curl adds some of its own, but removes none of these.
    let mut option = |name: &str, value: &str| -> Result<(), Failure> {
        let value = shlex::try_quote(value).map_err(|error| {
            Failure::Usage(format!("the curl command cannot be written: {error}"))
        })?;
        words.push(format!("{name} {value}"));
        Ok(())
    };
    option("--request", request.method())?;
    option("--url", request.url())?;
    for (name, value) in request.headers() {
        option("--header", &format!("{name}: {value}"))?;
    }
    match &args.body {
        Some(path) if request.raw_length().is_some() => {
            option("--data-binary", &format!("@{}", path.display()))?;
        }
        _ if request.body().is_empty() => {}
        _ => option("--data-raw", request.body())?,
    }
    Ok(words.join(" \\\n  "))
}
