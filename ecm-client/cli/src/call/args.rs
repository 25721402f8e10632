//! The arguments of `ecm call`.

use std::path::PathBuf;

use clap::ValueEnum;
use ecm_client::{HttpMethod, SignatureMethod, SignedHeaders, ValidationMode};

use crate::source;

#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  ecm call DescribeInstances --json request.json --region ap-guangzhou
  echo '{\"Limit\": 10}' | ecm call DescribeInstances --json - --output table
  ecm call RunInstances --json machine.json --dry-run
  ecm call RunInstances --json machine.json --dry-run --timestamp 1700000000
  ecm call SwitchOn --spec specs/lamp.json --endpoint http://127.0.0.1:8080

The request is checked against the spec before anything is sent; every broken rule is reported with
its path and its id, which `ecm explain` says more about. JSON is sent as it is written. What may be
sent a second time after a failure is for the action's effect in the spec to say: an action that
creates is never sent again where it may have been carried out.

Credentials come from the first of these that has some: TENCENTCLOUD_SECRET_ID,
TENCENTCLOUD_SECRET_KEY and, for temporary ones, TENCENTCLOUD_TOKEN; the profile `default` in
~/.tencentcloud/credentials or in the file that TENCENTCLOUD_CREDENTIALS_FILE names; the role of the
instance that this runs on; the web identity of a container.

Exit codes:
  0  answered; with --dry-run, the request would be sent
  1  the spec has problems, or the request does not fit it or breaks its rules; nothing was sent
  2  the command could not be carried out as it was given; nothing was sent, or the message says
     what was
  3  rejected: the service answered with an error code
  4  not sent: no connection, no credentials, no time; nothing was done
  5  unknown: the request left and no answer that can be believed came back; look before you
     send it again")]
pub(crate) struct Args {
    /// The action, as the spec calls it
    pub(crate) action: String,
    /// The request: a file with a JSON object, or `-` for the standard input [default: no fields]
    #[arg(long, value_name = "FILE|-", value_hint = clap::ValueHint::FilePath)]
    pub(crate) json: Option<PathBuf>,
    /// The spec that the action is in
    #[arg(long, value_name = "SPEC", value_hint = clap::ValueHint::FilePath, default_value = source::default_spec())]
    pub(crate) spec: PathBuf,
    /// The region, such as `ap-guangzhou` [default: TENCENTCLOUD_REGION]
    #[arg(long)]
    pub(crate) region: Option<String>,
    /// Where to send it, in place of the spec's host: https, or http on this machine
    #[arg(long, value_name = "URL", value_hint = clap::ValueHint::Url)]
    pub(crate) endpoint: Option<String>,
    /// A profile of the credentials file, in place of any other credentials
    #[arg(long, value_name = "NAME")]
    pub(crate) profile: Option<String>,
    /// The language of the service's messages: `zh-CN` or `en-US`
    #[arg(long)]
    pub(crate) language: Option<String>,
    /// How long the call may take, with all attempts
    #[arg(long, value_name = "SECONDS", default_value_t = 60, value_parser = clap::value_parser!(u64).range(1..=86_400))]
    pub(crate) timeout: u64,
    /// How to print it [default: an answer as JSON, a dry run as text]
    #[arg(long, value_enum)]
    pub(crate) output: Option<OutputFormat>,
    /// What to do about broken rules
    #[arg(long, value_enum, default_value_t = ValidationArg::Strict)]
    pub(crate) validation: ValidationArg,
    /// How to sign it
    #[arg(long, value_enum, default_value_t = SignatureArg::Tc3)]
    pub(crate) signature: SignatureArg,
    /// How to send it
    #[arg(long, value_enum, default_value_t = MethodArg::Post)]
    pub(crate) method: MethodArg,
    /// What a TC3 signature covers
    #[arg(long, value_enum, value_name = "HEADERS", default_value_t = SignedHeadersArg::WithAction)]
    pub(crate) signed_headers: SignedHeadersArg,
    /// The content type of a JSON body [default: application/json; charset=utf-8]
    #[arg(long, value_name = "TYPE")]
    pub(crate) content_type: Option<String>,
    /// Print the request, how it is signed and a curl line for it; send nothing
    #[arg(long)]
    pub(crate) dry_run: bool,
    /// Print secrets: secret fields and, in a dry run, signature, secret id and token
    #[arg(long)]
    pub(crate) show_secrets: bool,
    /// Sign as if it were so many seconds after the Unix epoch
    #[arg(long, value_name = "N")]
    pub(crate) timestamp: Option<u32>,
    /// The nonce of an HmacSHA signature [default: another each time]
    #[arg(long, value_name = "N")]
    pub(crate) nonce: Option<u32>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum OutputFormat {
    /// For programs: an answer as the service wrote it, laid out
    Json,
    /// An answer with its lists as tables; a dry run as text
    Table,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum ValidationArg {
    /// Nothing is sent where a rule is broken
    Strict,
    /// Broken rules are reported, and the request is sent
    Warn,
    /// Rules are not looked at
    Off,
}

impl From<ValidationArg> for ValidationMode {
    fn from(check: ValidationArg) -> Self {
        match check {
            ValidationArg::Strict => Self::Strict,
            ValidationArg::Warn => Self::Warn,
            ValidationArg::Off => Self::Off,
        }
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum SignatureArg {
    /// TC3-HMAC-SHA256, in a header
    Tc3,
    /// HmacSHA1, among the parameters
    HmacSha1,
    /// HmacSHA256, among the parameters
    HmacSha256,
}

impl From<SignatureArg> for SignatureMethod {
    fn from(signature: SignatureArg) -> Self {
        match signature {
            SignatureArg::Tc3 => Self::Tc3HmacSha256,
            SignatureArg::HmacSha1 => Self::HmacSha1,
            SignatureArg::HmacSha256 => Self::HmacSha256,
        }
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum MethodArg {
    /// In the body
    Post,
    /// In the URL, which logs on the way are likely to keep
    Get,
}

impl From<MethodArg> for HttpMethod {
    fn from(method: MethodArg) -> Self {
        match method {
            MethodArg::Post => Self::Post,
            MethodArg::Get => Self::Get,
        }
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum SignedHeadersArg {
    /// As the documentation has it now
    #[value(name = "content-type;host;x-tc-action")]
    WithAction,
    /// As the vendor's own clients do
    #[value(name = "content-type;host")]
    WithoutAction,
}

impl From<SignedHeadersArg> for SignedHeaders {
    fn from(covered: SignedHeadersArg) -> Self {
        match covered {
            SignedHeadersArg::WithAction => Self::ContentTypeHostAction,
            SignedHeadersArg::WithoutAction => Self::ContentTypeHost,
        }
    }
}
