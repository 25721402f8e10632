//! Generated requests by the name of their action.

use std::sync::Arc;

use ecm_client::rt::Record;
use ecm_client::{
    BoxFuture, Client, Credentials, DecodeError, Error, HttpResponse, Request, SignedRequest,
    Transport, TransportError, ValidationMode, Violations,
};

/// A generated request, and the method of the generated client that takes it.
pub struct Typed {
    /// The action.
    pub action: &'static str,
    /// Reads a request, and gives every rule that it breaks.
    pub check: fn(&str) -> Result<Violations, DecodeError>,
    /// Reads a request and writes it.
    pub rewrite: fn(&str) -> Result<String, DecodeError>,
    /// Sends a request, and gives what is known of the answer. Without a text, the request has nothing
    /// in it, which only a client that does not validate sends.
    pub send: for<'a> fn(&'a Client, Option<&'a str>) -> ResponseFuture<'a>,
}

/// A call that is under way.
pub type ResponseFuture<'a> = BoxFuture<'a, Result<Answered, Failed>>;

/// What came back.
pub struct Answered {
    /// The response as JSON, without what is not known.
    pub response: String,
    /// The warnings about the request.
    pub warnings: Violations,
}

/// Why nothing did.
#[derive(Debug)]
pub enum Failed {
    /// The text is no request.
    Read(DecodeError),
    /// The call failed.
    Call(Error),
}

/// The [`Typed`] of one action: the module of its client, the method and the request.
#[macro_export]
macro_rules! typed {
    ($($module:ident)::+ => $method:ident($request:ident)) => {
        $crate::typed::Typed {
            action: <$($module::)+types::$request as ::ecm_client::Request>::ACTION.name,
            check: $crate::typed::check::<$($module::)+types::$request>,
            rewrite: $crate::typed::rewrite::<$($module::)+types::$request>,
            send: |client, text| {
                ::std::boxed::Box::pin(async move {
                    let request = $crate::typed::read(text)?;
                    let client = $($module::)+Client::new(client.clone());
                    $crate::typed::answered(client.$method(&request).await)
                })
            },
        }
    };
}
/// Reads a request; without a text, one with nothing in it.
///
/// # Errors
///
/// If the text is none.
pub fn read<R: Request>(text: Option<&str>) -> Result<R, Failed> {
    text.map_or_else(|| Ok(R::init()), R::from_json).map_err(Failed::Read)
}

/// What is known of an answer.
///
/// # Errors
///
/// If there is none.
pub fn answered<R: Record>(
    answer: Result<ecm_client::Response<R>, Error>,
) -> Result<Answered, Failed> {
    let answer = answer.map_err(Failed::Call)?;
    let response = ecm_client::rt::to_json(&*answer);
    Ok(Answered { response, warnings: answer.warnings().clone() })
}

/// Reads a request, and gives every rule that it breaks.
///
/// # Errors
///
/// If the text is none.
pub fn check<R: Request>(text: &str) -> Result<Violations, DecodeError> {
    let (Ok(violations) | Err(violations)) = R::from_json(text)?.validate();
    Ok(violations)
}

/// Reads a request and writes it.
///
/// # Errors
///
/// If the text is none.
pub fn rewrite<R: Request>(text: &str) -> Result<String, DecodeError> {
    Ok(R::from_json(text)?.to_json())
}

/// A service that says one thing, whatever it is asked.
struct Says(Arc<str>);

impl Transport for Says {
    fn send(&self, _: SignedRequest) -> BoxFuture<'_, Result<HttpResponse, TransportError>> {
        let reply = HttpResponse::new(200, self.0.to_string());
        Box::pin(async move { Ok(reply) })
    }
}

/// A client to which a service says one thing, whatever it is asked.
///
/// # Errors
///
/// Never; the client is one that can be built.
pub fn told(answer: &str, validation: ValidationMode) -> Result<Client, Error> {
    Client::builder()
        .credentials(Credentials::new("an-id", "a-key"))
        .transport(Says(answer.into()))
        .region("ap-guangzhou")
        .validation_mode(validation)
        .rate_limit(false)
        .build()
}

impl Typed {
    /// Calls with this request, and gives every rule that the call found broken.
    ///
    /// # Errors
    ///
    /// If the text is no request, or the call failed for another reason.
    pub async fn called(&self, client: &Client, request: &str) -> Result<Violations, Failed> {
        match (self.send)(client, Some(request)).await {
            Ok(answered) => Ok(answered.warnings),
            Err(Failed::Call(error)) => match error.violations() {
                Some(violations) => Ok(violations.clone()),
                None => Err(Failed::Call(error)),
            },
            Err(error) => Err(error),
        }
    }

    /// Reads an answer as the client does, and gives what is known of the response as JSON.
    ///
    /// # Errors
    ///
    /// If it is no answer of the action.
    pub async fn response(&self, answer: &str) -> Result<String, Error> {
        let client = told(answer, ValidationMode::Off)?;
        match (self.send)(&client, None).await {
            Ok(answered) => Ok(answered.response),
            Err(Failed::Call(error)) => Err(error),
            Err(Failed::Read(error)) => unreachable!("nothing was read: {error}"),
        }
    }
}
