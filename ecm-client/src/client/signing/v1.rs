//! Version 1 signatures, which are carried in the parameters.

use super::{Moment, RequestSigner};
use crate::client::HttpMethod;
use crate::client::encoder::Content;
use crate::client::headers::secret_value;
use crate::prepared::zeroizing_body;
use crate::{Secret, SignedRequest};
use ecm_sign::REDACTED;
use ecm_sign::v1::{Algorithm, SIGNATURE, V1StringToSign};
use ecm_sign::{Parameters, Signer};

/// Parameters that identify the signer.
pub(in crate::client) struct SignerParameters<'a> {
    secret_id: &'a str,
    token: Option<&'a str>,
}

impl<'a> SignerParameters<'a> {
    pub(in crate::client) fn of(by: &'a Signer) -> Self {
        let credentials = by.credentials();
        let token = credentials.token().map(Secret::expose);
        Self { secret_id: credentials.secret_id(), token }
    }

    /// Parameters with placeholders in place of the secrets.
    pub(in crate::client) fn redacted(by: &Signer) -> Self {
        Self { secret_id: REDACTED, token: by.credentials().token().map(|_| REDACTED) }
    }
}

/// Completes a request that has the headers of its route.
// Not inline: signing with headers would reserve stack for it.
#[inline(never)]
pub(super) fn sign(
    call: &RequestSigner<'_>,
    (by, algorithm): (&Signer, Algorithm),
    moment: &Moment,
    request: &mut SignedRequest,
) -> Result<(), String> {
    let identity = SignerParameters::of(by);
    // What could not stand in a header is refused in every form.
    secret_value("the secret id", identity.secret_id.to_owned())?;
    secret_value("the token", identity.token.unwrap_or_default().to_owned())?;
    let fields = fields(call)?;
    let (text, mut parameters) = complete(call, fields, (&identity, algorithm), moment)?;
    let signature = text.sign(algorithm, by.credentials().secret_key());
    parameters.push(SIGNATURE, signature.expose());
    let encoded = parameters.encode();
    match call.format.method {
        HttpMethod::Get => request.url = request.url.with_query(&encoded)?,
        HttpMethod::Post => request.body = zeroizing_body(encoded.as_bytes().to_vec()),
    }
    Ok(())
}

pub(in crate::client) fn fields(call: &RequestSigner<'_>) -> Result<Parameters, String> {
    match &call.encoded.content {
        Content::Parameters(parameters) => Ok(parameters.clone()),
        // The client's format decides on both the content and the signature.
        Content::Json(_) | Content::Raw(_) => {
            Err("a body that is no form cannot be signed by version 1; use TC3-HMAC-SHA256"
                .to_owned())
        }
    }
}

/// Adds the parameters that version 3 has in headers; returns the string to sign, and all of them.
pub(in crate::client) fn complete(
    call: &RequestSigner<'_>,
    mut parameters: Parameters,
    (identity, algorithm): (&SignerParameters<'_>, Algorithm),
    moment: &Moment,
) -> Result<(V1StringToSign, Parameters), String> {
    let RequestSigner { format, route, .. } = call;
    let user_agent = format.user_agent.to_str().unwrap_or_default();
    let (time, nonce) = (moment.time.seconds().to_string(), moment.nonce.unwrap_or_default());
    let nonce = nonce.to_string();
    let common = [
        ("Action", Some(route.action.name)),
        ("RequestClient", Some(user_agent)),
        ("Nonce", Some(nonce.as_str())),
        ("Timestamp", Some(time.as_str())),
        ("Version", Some(route.action.api.version)),
        ("Region", route.region.as_deref()),
        ("Token", identity.token),
        ("SecretId", Some(identity.secret_id)),
        ("SignatureMethod", Some(algorithm.name())),
        ("Language", format.language.as_deref()),
    ];
    // Of those that this request goes without, a field of the name is the only one.
    let is_sent = |name: &str| {
        name == SIGNATURE || common.iter().any(|(one, value)| *one == name && value.is_some())
    };
    if let Some((name, _)) = parameters.iter().find(|(name, _)| is_sent(name)) {
        return Err(format!(
            "the field `{name}` has the name of a parameter that a version 1 signature sends beside \
             the fields; sign with TC3-HMAC-SHA256"
        ));
    }
    for (name, value) in common {
        if let Some(value) = value {
            parameters.push(name, value);
        }
    }
    let method = format.http_method();
    let text = V1StringToSign::new(method.as_str(), route.base_url.host(), &parameters);
    Ok((text, parameters))
}
