//! A service in this process: a transport that answers by a function.

use std::sync::{Arc, Mutex, PoisonError};

use ecm_client::{
    BoxFuture, Client, Credentials, HttpResponse, RetryPolicy, SignedRequest, Transport,
    TransportError,
};
use serde_json::{Value, json};

/// What the service says: a response without its envelope, or an error code.
pub type Said = Result<Value, &'static str>;

type Answer = Box<dyn FnMut(&str, &Value) -> Said + Send>;

/// A service that answers actions and their bodies by a function, and keeps what it was asked.
#[derive(Clone)]
pub struct Scripted {
    answer: Arc<Mutex<Answer>>,
    asked: Arc<Mutex<Vec<Value>>>,
}

impl Scripted {
    /// A service that answers by a function.
    pub fn new(answer: impl FnMut(&str, &Value) -> Said + Send + 'static) -> Self {
        Self { answer: Arc::new(Mutex::new(Box::new(answer))), asked: Arc::default() }
    }

    /// A client of it, which sends everything once.
    ///
    /// # Panics
    ///
    /// If it cannot be built.
    #[must_use]
    pub fn client(&self) -> Client {
        let client = Client::builder()
            .credentials(Credentials::new("AKIDEXAMPLE", "SECRETEXAMPLE"))
            .transport(self.clone())
            .retry_policy(RetryPolicy::disabled())
            .rate_limit(false);
        client.build().unwrap_or_else(|error| unreachable!("{error}"))
    }

    /// The bodies of the requests so far.
    #[must_use]
    pub fn asked(&self) -> Vec<Value> {
        self.asked.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    fn reply(&self, request: &SignedRequest) -> Value {
        let body: Value = serde_json::from_slice(request.body()).unwrap_or_default();
        let action = request.headers().get("x-tc-action");
        let action = action.and_then(|action| action.to_str().ok()).unwrap_or_default();
        let mut asked = self.asked.lock().unwrap_or_else(PoisonError::into_inner);
        asked.push(body.clone());
        let id = format!("r-{}", asked.len());
        let mut answer = self.answer.lock().unwrap_or_else(PoisonError::into_inner);
        let mut response = match answer(action, &body) {
            Ok(response) => response,
            Err(code) => json!({ "Error": { "Code": code, "Message": "as the test wants it" } }),
        };
        if let Some(response) = response.as_object_mut() {
            response.insert("RequestId".to_owned(), id.into());
        }
        json!({ "Response": response })
    }
}

impl Transport for Scripted {
    fn send(&self, request: SignedRequest) -> BoxFuture<'_, Result<HttpResponse, TransportError>> {
        let reply = self.reply(&request).to_string();
        Box::pin(async move {
            // An answer takes a moment, in which a future can be dropped.
            tokio::task::yield_now().await;
            Ok(HttpResponse::new(200, reply))
        })
    }
}
