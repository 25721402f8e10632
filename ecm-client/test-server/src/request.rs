//! Incoming requests, and their parts: action, signature version and parameters.
//!
//! There are four forms: TC3 with a JSON body or with parameters in the query, and version 1 with
//! parameters in the query or in a form. Actions whose bodies travel raw have one of their own.

mod flat;

use std::borrow::Cow;

use ecm_spec::model::{RawBody, Spec, TypeId};
use http::{HeaderMap, Method, Uri};
use serde_json::Value;

use super::body;
use super::raw_body::RawParts;
use super::rejection::Rejection;

pub(super) use flat::FlatParameters;
#[cfg(test)]
pub(super) use flat::parse;

/// Bytes of a query at most.
const MAX_QUERY: usize = 32 * 1024;
const FORM: &str = "application/x-www-form-urlencoded";

/// Request as it came in.
pub(super) struct IncomingRequest<'r> {
    /// Number of its connection.
    pub(super) connection: u64,
    pub(super) method: &'r Method,
    pub(super) uri: &'r Uri,
    pub(super) headers: &'r HeaderMap,
    /// Body, or the reason why it could not be received.
    pub(super) body: Result<&'r [u8], Rejection>,
}

/// Parts of a request, before anything of it is verified.
#[derive(Debug)]
pub(super) struct ParsedRequest<'r> {
    pub(super) action: Cow<'r, str>,
    pub(super) version: Cow<'r, str>,
    pub(super) region: Cow<'r, str>,
    pub(super) signed: SignatureVersion,
    pub(super) parameters: Parameters<'r>,
}

/// Version of the signature.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum SignatureVersion {
    /// TC3-HMAC-SHA256, in headers.
    Tc3,
    /// `HmacSHA1` or `HmacSHA256` over all parameters, one of which is the signature.
    V1,
}

/// Parameters in the form in which they came.
#[derive(Debug)]
pub(super) enum Parameters<'r> {
    Json(&'r [u8]),
    Raw(RawParts<'r>),
    Flat(FlatParameters<'r>),
}

/// Parameters of version 1 that are not the action's.
const COMMON: [&str; 11] = [
    "Action",
    "Version",
    "Region",
    "Timestamp",
    "Nonce",
    "SecretId",
    "Signature",
    "SignatureMethod",
    "Token",
    "Language",
    "RequestClient",
];

/// Common parameters that a request may go without. An action may have a field of the same name.
const SHARED: [&str; 3] = ["Region", "Token", "Language"];

impl<'r> IncomingRequest<'r> {
    /// Returns the text of a header; empty if it is missing or is not text.
    pub(super) fn header(&self, name: &str) -> &'r str {
        self.headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or_default()
    }

    /// Returns the name of the action; empty if there is none.
    pub(super) fn action(&self) -> Cow<'r, str> {
        self.common("x-tc-action", "Action")
    }

    /// Returns a common parameter from a header or, in version 1, a parameter; empty if there is
    /// none.
    pub(super) fn common(&self, header: &str, parameter: &str) -> Cow<'r, str> {
        common_in_head(self.headers, self.uri, header, parameter).unwrap_or_else(|| {
            let body = self.body.as_ref().ok().filter(|_| self.content_type() == Some(FORM));
            body.and_then(|body| flat::parse(body).get_cow(parameter)).unwrap_or_default()
        })
    }

    /// Returns the content type without parameters; `None` if its character set is not UTF-8.
    fn content_type(&self) -> Option<&'r str> {
        let mut parts = self.header("content-type").split(';').map(str::trim);
        let essence = parts.next()?;
        let known = [FORM, "application/json"];
        let essence = known.into_iter().find(|known| known.eq_ignore_ascii_case(essence))?;
        parts.all(|part| part.eq_ignore_ascii_case("charset=utf-8")).then_some(essence)
    }

    /// Takes the parts of a request whose body travels raw.
    pub(super) fn raw_parts(&self, raw: &'r RawBody) -> Result<RawParts<'r>, Rejection> {
        RawParts::new(self.method, self.headers, self.body.clone(), raw)
    }

    /// Parses a POST or GET to `/` of bounded size, in one of the four forms.
    ///
    /// `raw` is the raw body that its action has, which is a form of its own.
    pub(super) fn parse(&self, raw: Option<&'r RawBody>) -> Result<ParsedRequest<'r>, Rejection> {
        if self.uri.path() != "/" {
            return Err(Rejection::new("InvalidRequest", "Requests are sent to the path `/`."));
        }
        let query = self.uri.query().unwrap_or_default();
        if query.len() > MAX_QUERY {
            let message = "The query must not be longer than 32 KB.";
            return Err(Rejection::new("RequestSizeLimitExceeded", message));
        }
        if let Some(raw) = raw {
            return Ok(self.by_headers(Parameters::Raw(self.raw_parts(raw)?)));
        }
        let in_headers = self.headers.contains_key("authorization");
        match (self.method, self.content_type()) {
            (&Method::POST, Some(FORM)) if !in_headers => {
                Self::by_parameters(flat::parse(self.body.clone()?))
            }
            (&Method::POST, Some("application/json")) => {
                Ok(self.by_headers(Parameters::Json(self.body.clone()?)))
            }
            (&Method::POST, _) => Err(Rejection::new(
                "InvalidRequest",
                "The content type must be application/json, in UTF-8.",
            )),
            (&Method::GET, Some(FORM)) if in_headers => {
                Ok(self.by_headers(Parameters::Flat(flat::parse(query.as_bytes()))))
            }
            (&Method::GET, _) if in_headers => Err(Rejection::new(
                "InvalidRequest",
                "The content type of a GET must be application/x-www-form-urlencoded.",
            )),
            (&Method::GET, _) => Self::by_parameters(flat::parse(query.as_bytes())),
            _ => Err(Rejection::new("UnsupportedProtocol", "Requests are sent by POST or GET.")),
        }
    }

    fn by_headers(&self, parameters: Parameters<'r>) -> ParsedRequest<'r> {
        ParsedRequest {
            action: self.header("x-tc-action").into(),
            version: self.header("x-tc-version").into(),
            region: self.header("x-tc-region").into(),
            signed: SignatureVersion::Tc3,
            parameters,
        }
    }

    fn by_parameters(pairs: FlatParameters<'r>) -> Result<ParsedRequest<'r>, Rejection> {
        let get = |name| pairs.get_cow(name).unwrap_or_default();
        Ok(ParsedRequest {
            action: get("Action"),
            version: get("Version"),
            region: get("Region"),
            signed: SignatureVersion::V1,
            parameters: Parameters::Flat(pairs.unique()?),
        })
    }
}

impl ParsedRequest<'_> {
    /// Returns the parameters of the action as the JSON body of the same request.
    pub(super) fn json(&self, spec: &Spec, request: TypeId) -> Result<Value, Rejection> {
        let refused = |why| Rejection::new("InvalidParameter", why);
        match &self.parameters {
            Parameters::Json(bytes) => body::read(bytes)
                .map_err(|place| refused(format!("The body cannot be read: {place}."))),
            Parameters::Raw(parts) => parts.fields(),
            Parameters::Flat(pairs) => {
                let has_field =
                    |name: &str| SHARED.contains(&name) && spec[request].field(name).is_some();
                let own = |name: &str| {
                    let is_common = COMMON.contains(&name) && !has_field(name);
                    self.signed == SignatureVersion::Tc3 || !is_common
                };
                flat::json(spec, request, pairs.iter().filter(|(name, _)| own(name)))
                    .map_err(refused)
            }
        }
    }
}

/// Assembles the body that a request by GET or by a form stands for.
///
/// The parameters are put together by the spec's types, with texts as values;
/// [`check`](fn@super::check) and requests read a text as the number or flag that it spells. What does
/// not fit the types is put together as it is written.
///
/// `None` if the spec does not have the action, or a parameter is given twice or nested too deeply.
///
/// ```
/// let spec = ecm_spec::read(ecm_spec::shipped("ecm-2019-07-19").unwrap_or_default())?;
/// let pairs = [("InstanceIdSet.1", "ein-2"), ("InstanceIdSet.0", "ein-1")];
/// let body = ecm_test_server::request_from_parameters(&spec, "StartInstances", pairs);
/// assert_eq!(body.map(|body| body.to_string()).as_deref(), Some(r#"{"InstanceIdSet":["ein-1","ein-2"]}"#));
/// # Ok::<(), ecm_spec::Problems>(())
/// ```
#[must_use]
pub fn request_from_parameters<'p>(
    spec: &Spec,
    action: &str,
    parameters: impl IntoIterator<Item = (&'p str, &'p str)>,
) -> Option<Value> {
    flat::json(spec, spec.action(action)?.request, parameters.into_iter()).ok()
}

/// Returns a common parameter from a header or from the query.
pub(super) fn common_in_head<'r>(
    headers: &'r HeaderMap,
    uri: &'r Uri,
    header: &str,
    parameter: &str,
) -> Option<Cow<'r, str>> {
    match headers.get(header) {
        Some(value) => value.to_str().ok().map(Cow::Borrowed),
        None => flat::parse(uri.query()?.as_bytes()).get_cow(parameter),
    }
}
