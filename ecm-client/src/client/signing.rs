//! Signing: makes a request that can be sent, anew for every attempt.

pub(super) mod tc3;
pub(super) mod v1;

use bytes::Bytes;

use super::encoder::EncodedRequest;
use super::format::RequestFormat;
use super::router::Route;
use super::service_clock::ServiceClock;
use crate::{Error, SendProgress, SignedRequest};
use ecm_sign::{Signer, SigningTime, TimeOutOfRange};

pub(super) struct Moment {
    time: SigningTime,
    /// Nonce of a version 1 signature.
    nonce: Option<u64>,
}

impl Moment {
    /// Takes the current time by the service's clock, and a nonce where one is needed.
    pub(super) fn now(
        clock: &ServiceClock,
        format: &RequestFormat,
    ) -> Result<Self, TimeOutOfRange> {
        Ok(Self { time: clock.now()?, nonce: format.nonce() })
    }

    /// Returns the signing time in seconds since 1970.
    pub(super) fn seconds(&self) -> i64 {
        self.time.seconds()
    }
}

/// Signs the attempts of one call.
#[derive(Clone, Copy)]
pub(super) struct RequestSigner<'a> {
    pub(super) format: &'a RequestFormat,
    pub(super) route: &'a Route,
    pub(super) encoded: &'a EncodedRequest,
}

impl RequestSigner<'_> {
    /// Signs a request for one attempt; `by` is `None` only for an action that is not signed.
    pub(super) fn sign(
        &self,
        by: Option<&Signer>,
        moment: &Moment,
    ) -> Result<SignedRequest, Error> {
        let Self { format, route, .. } = self;
        // Made first and completed where it is: it is large, and each function that gave back a part of it
        // would move that part.
        let mut request = SignedRequest {
            method: format.http_method(),
            url: route.base_url.root().clone(),
            headers: route.headers.clone(),
            body: Bytes::new(),
            stream: None,
            effect: route.action.effect,
            max_response_size: format.max_response_size,
            progress: SendProgress::default(),
        };
        let signed = match (format.signature.version_1(), by) {
            (None, _) => tc3::sign(self, by, moment, &mut request),
            (Some(algorithm), Some(by)) => v1::sign(self, (by, algorithm), moment, &mut request),
            (Some(_), None) => {
                Err("the action is sent without a signature, which needs TC3-HMAC-SHA256; use that method"
                    .to_owned())
            }
        };
        signed.map_err(|problem| Error::unsendable(route.action, problem))?;
        let size = request.url.query().map_or(request.body.len(), str::len);
        format.check_size(route.action, size)?;
        Ok(request)
    }
}
