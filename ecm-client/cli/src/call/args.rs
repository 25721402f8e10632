//! Arguments of `ecm call`.

use std::path::PathBuf;

use clap::ValueEnum;
use ecm_client::{
    DecodingMode, HttpMethod, PayloadSigning, SignatureMethod, SignedHeaders, ValidationMode,
};

use super::request::RequestArgs;
use super::{ActionArg, complete};
use crate::completion::{completer, specs};
use crate::connection::ConnectionArgs;

#[derive(Debug, clap::Args)]
#[command(after_help = super::help::AFTER_HELP)]
pub(crate) struct Args {
    /// Name of the action in the spec, with or without its service: `cvm.DescribeInstances`
    #[arg(value_name = "[SERVICE.]ACTION", add = completer(complete::action))]
    pub(crate) action: ActionArg,
    #[command(flatten)]
    pub(crate) request: RequestArgs,
    /// Print a request to fill in, with the fields that are required or all; send nothing
    #[arg(long, value_enum, value_name = "FIELDS", num_args = 0..=1, require_equals = true,
        default_missing_value = "required", help_heading = "Request")]
    pub(crate) skeleton: Option<SkeletonFields>,
    /// Bytes of an action whose body travels raw: a file, or `-` for standard input
    #[arg(long, value_name = "FILE|-", value_hint = clap::ValueHint::FilePath, help_heading = "Request")]
    pub(crate) body: Option<PathBuf>,
    /// Part of those bytes that is signed [default: as the spec says]
    #[arg(long, value_enum, value_name = "PART", requires = "body", help_heading = "Request")]
    pub(crate) payload: Option<PayloadArg>,
    /// Handling of rule violations
    #[arg(long, value_enum, value_name = "MODE", default_value_t = ValidationArg::Strict, help_heading = "Request")]
    pub(crate) validation: ValidationArg,
    /// Send fields and values that the spec does not know as well
    #[arg(long, help_heading = "Request")]
    pub(crate) allow_unknown: bool,
    /// Print the request, the stages of its signature and a curl command; send nothing
    #[arg(long, help_heading = "Request")]
    pub(crate) dry_run: bool,
    #[command(flatten)]
    pub(crate) answers: AnswerArgs,
    #[command(flatten)]
    pub(crate) wait: WaitArgs,
    /// Output format [default: a response as JSON, a dry run as text]
    #[arg(long, value_enum, value_name = "FORMAT", help_heading = "Answer")]
    pub(crate) output: Option<OutputFormat>,
    /// Print the body as it came, with its secrets: `--output raw --show-secrets`
    #[arg(long, conflicts_with = "output", help_heading = "Answer")]
    pub(crate) raw: bool,
    /// Print secrets: secret fields and, in a dry run, signature, secret id and token
    #[arg(long, help_heading = "Answer")]
    pub(crate) show_secrets: bool,
    /// Handling of a response that does not have the form that the spec describes
    #[arg(long, value_enum, value_name = "MODE", default_value_t = DecodingArg::Lenient, help_heading = "Answer")]
    pub(crate) decoding: DecodingArg,
    /// Maximum silence between two events of a stream
    #[arg(long, value_name = "SECONDS", default_value_t = 60, help_heading = "Answer",
        value_parser = clap::value_parser!(u64).range(1..=86_400))]
    pub(crate) idle_timeout: u64,
    #[command(flatten)]
    pub(crate) service: ServiceArgs,
    /// Signature method
    #[arg(long, value_enum, value_name = "METHOD", default_value_t = SignatureArg::Tc3, help_heading = "Signature")]
    pub(crate) signature: SignatureArg,
    /// HTTP method
    #[arg(long, value_enum, default_value_t = MethodArg::Post, help_heading = "Signature")]
    pub(crate) method: MethodArg,
    /// Headers that a TC3 signature covers
    #[arg(long, value_enum, value_name = "HEADERS", default_value_t = SignedHeadersArg::WithAction,
        help_heading = "Signature")]
    pub(crate) signed_headers: SignedHeadersArg,
    /// Content type of a JSON body [default: application/json; charset=utf-8]
    #[arg(long, value_name = "TYPE", help_heading = "Signature")]
    pub(crate) content_type: Option<String>,
    /// Time of the signature, in seconds since the Unix epoch [default: now]
    #[arg(long, value_name = "N", help_heading = "Signature")]
    pub(crate) timestamp: Option<u32>,
    /// Nonce of an HmacSHA signature [default: a new one for each request]
    #[arg(long, value_name = "N", help_heading = "Signature")]
    pub(crate) nonce: Option<u32>,
}

/// Part of an answer that is printed.
#[derive(Debug, clap::Args)]
#[command(next_help_heading = "Answer")]
pub(crate) struct AnswerArgs {
    /// JMESPath expression over the answer; with `--all`, over each page
    #[arg(long, value_name = "EXPR")]
    pub(crate) query: Option<String>,
    /// Read every page of a list, and print its items as they come
    #[arg(long)]
    pub(crate) all: bool,
    /// JMESPath expression over all pages together, of at most 100,000 items
    #[arg(long, value_name = "EXPR", requires = "all", conflicts_with = "query")]
    pub(crate) query_all: Option<String>,
}

/// State that is waited for.
#[derive(Debug, clap::Args)]
#[command(next_help_heading = "Wait")]
pub(crate) struct WaitArgs {
    /// Wait for this state, or by this waiter of the spec; nothing but its read is repeated
    #[arg(long, value_name = "STATE|WAITER", conflicts_with = "all", add = completer(complete::wait))]
    pub(crate) wait: Option<String>,
    /// JMESPath expression over the answer for the ids to wait for [default: by their names]
    #[arg(long, value_name = "EXPR", requires = "wait")]
    pub(crate) wait_ids: Option<String>,
    /// Time limit of the wait [default: the waiter's]
    #[arg(long, value_name = "SECONDS", requires = "wait", value_parser = clap::value_parser!(u64).range(1..=86_400))]
    pub(crate) wait_timeout: Option<u64>,
    /// Pause between two polls [default: the waiter's]
    #[arg(long, value_name = "SECONDS", requires = "wait", value_parser = clap::value_parser!(u64).range(1..=3_600))]
    pub(crate) wait_interval: Option<u64>,
}

/// Service that a request goes to: its spec, and the way to it.
#[derive(Debug, clap::Args)]
#[command(next_help_heading = "Service")]
pub(crate) struct ServiceArgs {
    /// Spec of the action: a stored service, a file or a shipped spec [default: the first shipped one]
    #[arg(long, value_name = "SPEC", add = completer(specs))]
    pub(crate) spec: Option<PathBuf>,
    #[command(flatten)]
    pub(crate) connection: ConnectionArgs,
    /// Language of the service's messages: `zh-CN` or `en-US`
    #[arg(long, add = completer(complete::language))]
    pub(crate) language: Option<String>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum SkeletonFields {
    /// Required fields alone, as plain JSON
    Required,
    /// All fields with their documentation, the optional ones as comments
    All,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum OutputFormat {
    /// Response as the service wrote it, indented, or each event on a line; for programs
    Json,
    /// Lists of a response as tables that fit the terminal; a dry run as text
    Table,
    /// Values between tabs, for shells; of a stream, the text of its events; a dry run as text
    Text,
    /// Each item of a list as a line of JSON
    Ndjson,
    /// Body of whatever came back, or the data of each event, byte for byte and with secrets; needs
    /// `--show-secrets`
    Raw,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum PayloadArg {
    /// Their SHA-256
    Signed,
    /// `UNSIGNED-PAYLOAD` in their place
    Unsigned,
}

impl From<PayloadArg> for PayloadSigning {
    fn from(payload: PayloadArg) -> Self {
        match payload {
            PayloadArg::Signed => Self::Signed,
            PayloadArg::Unsigned => Self::Unsigned,
        }
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum DecodingArg {
    /// Report it
    Lenient,
    /// Report it and fail, with the response printed all the same
    Strict,
}

impl From<DecodingArg> for DecodingMode {
    fn from(mode: DecodingArg) -> Self {
        match mode {
            DecodingArg::Lenient => Self::Lenient,
            DecodingArg::Strict => Self::Strict,
        }
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum ValidationArg {
    /// Report violations and send nothing
    Strict,
    /// Report violations and send the request
    Warn,
    /// Do not validate
    Off,
}

impl From<ValidationArg> for ValidationMode {
    fn from(mode: ValidationArg) -> Self {
        match mode {
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
    /// HmacSHA1, in a parameter
    HmacSha1,
    /// HmacSHA256, in a parameter
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
    /// Request in the body
    Post,
    /// Request in the URL, which servers and proxies are likely to log
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
    /// As the current documentation requires
    #[value(name = "content-type;host;x-tc-action")]
    WithAction,
    /// As the vendor's SDKs do
    #[value(name = "content-type;host")]
    WithoutAction,
}

impl From<SignedHeadersArg> for SignedHeaders {
    fn from(headers: SignedHeadersArg) -> Self {
        match headers {
            SignedHeadersArg::WithAction => Self::ContentTypeHostAction,
            SignedHeadersArg::WithoutAction => Self::ContentTypeHost,
        }
    }
}
