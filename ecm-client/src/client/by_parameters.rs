//! Version 1 signatures: everything stands among the parameters, the signature too.

use super::assemble::{Content, Message, Moment};
use super::headers::secret_value;
use super::{Client, HttpMethod};
use crate::SignedRequest;
use crate::prepared::wiped;
use crate::rt::ActionTable;
use crate::secret::REDACTED;
use crate::sign::{Parameters, Signer, v1};

const SECRET_ID: &str = "SecretId";
const TOKEN: &str = "Token";

/// Who signs, as the parameters say it.
struct Who<'a> {
    secret_id: &'a str,
    token: Option<&'a str>,
}

impl Client {
    /// Completes a request that has what all of its action have. What was signed.
    // Not inline: what signs with headers would keep room for it.
    #[inline(never)]
    pub(super) fn sign_parameters(
        &self,
        action: &'static ActionTable,
        message: &Message,
        (signer, algorithm): (&Signer, v1::Algorithm),
        moment: &Moment,
        request: &mut SignedRequest,
    ) -> Result<v1::StringToSign, String> {
        let credentials = signer.credentials();
        let token = credentials.token().map(crate::Secret::expose);
        let who = Who { secret_id: credentials.secret_id(), token };
        // What could not stand in a header is refused in every form.
        secret_value("the secret id", who.secret_id)?;
        secret_value("the token", who.token.unwrap_or_default())?;
        let mut parameters = match &message.content {
            Content::Parameters(parameters) => parameters.clone(),
            // The form of the client decides on the content and on the signature, both.
            Content::Json(_) => return Err("JSON cannot be signed by version 1".to_owned()),
        };
        self.add_common(&mut parameters, action, &who, moment, algorithm)?;
        let text = self.string_to_sign(message, &parameters);
        let signature = text.sign(algorithm, credentials.secret_key());
        parameters.push(v1::SIGNATURE, signature.expose());
        let encoded = parameters.encode();
        match self.shared.form.method {
            HttpMethod::Get => request.target = request.target.with_query(&encoded)?,
            HttpMethod::Post => request.body = wiped(encoded.as_bytes().to_vec()),
        }
        Ok(text)
    }

    /// The string to sign and the query or form as people may see them. `parameters` are those of
    /// the request, with its secrets replaced.
    pub(super) fn parameters_for_people(
        &self,
        action: &'static ActionTable,
        message: &Message,
        mut parameters: Parameters,
        moment: &Moment,
        (algorithm, has_token): (v1::Algorithm, bool),
    ) -> (v1::StringToSign, Parameters) {
        let who = Who { secret_id: REDACTED, token: has_token.then_some(REDACTED) };
        // The request was signed before, so it has no parameter that cannot be there.
        let _ = self.add_common(&mut parameters, action, &who, moment, algorithm);
        let text = self.string_to_sign(message, &parameters);
        parameters.push(v1::SIGNATURE, REDACTED);
        (text, parameters)
    }

    fn string_to_sign(&self, message: &Message, parameters: &Parameters) -> v1::StringToSign {
        let method = self.shared.form.http_method();
        v1::StringToSign::new(method.as_str(), message.route.address.host(), parameters)
    }

    /// Adds what headers say in version 3.
    fn add_common(
        &self,
        parameters: &mut Parameters,
        action: &'static ActionTable,
        who: &Who<'_>,
        moment: &Moment,
        algorithm: v1::Algorithm,
    ) -> Result<(), String> {
        let user_agent = self.shared.user_agent.to_str().unwrap_or_default();
        let (time, nonce) = (moment.time.seconds().to_string(), moment.nonce.unwrap_or_default());
        let nonce = nonce.to_string();
        let common = [
            ("Action", Some(action.name)),
            ("RequestClient", Some(user_agent)),
            ("Nonce", Some(nonce.as_str())),
            ("Timestamp", Some(time.as_str())),
            ("Version", Some(action.api.version)),
            ("Region", self.region.as_deref()),
            (TOKEN, who.token),
            (SECRET_ID, Some(who.secret_id)),
            ("SignatureMethod", Some(algorithm.name())),
            ("Language", self.shared.language.as_deref()),
        ];
        let reserved =
            |name: &str| name == v1::SIGNATURE || common.iter().any(|(one, _)| *one == name);
        if let Some((name, _)) = parameters.iter().find(|(name, _)| reserved(name)) {
            return Err(format!(
                "its field `{name}` has the name of a parameter that version 1 signatures need for \
                 themselves; sign with TC3-HMAC-SHA256"
            ));
        }
        for (name, value) in common {
            if let Some(value) = value {
                parameters.push(name, value);
            }
        }
        Ok(())
    }
}
