//! HTTP/1.1 on a loopback socket: connections, limits, and an end that leaves nothing behind.

use std::convert::Infallible;
use std::future::poll_fn;
use std::pin::pin;
use std::sync::Arc;
use std::task::Poll;
use std::time::Duration;

use bytes::Bytes;
use http::header::{CONTENT_TYPE, DATE};
use http::{HeaderValue, Request, Response};
use http_body_util::{BodyExt, Full, LengthLimitError, Limited};
use hyper::body::{Body as _, Incoming as Body};
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::{TokioIo, TokioTimer};
use jiff::Timestamp;
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::{OwnedSemaphorePermit, Semaphore, watch};
use tokio::task::JoinSet;
use tokio::time;

use super::service::{Incoming, Refusal, Service};

/// The largest body of a POST.
const LARGEST_BODY: usize = 10 * 1024 * 1024;
/// The largest request head.
const LARGEST_HEAD: usize = 64 * 1024;
/// How many connections are served at a time; more wait to be accepted.
const MOST_CONNECTIONS: usize = 256;
/// How long a head may take, and so how long a connection may idle.
const HEAD_TIMEOUT: Duration = Duration::from_secs(30);
/// How long a body may take.
const BODY_TIMEOUT: Duration = Duration::from_secs(30);
/// How long requests that are being answered may take after the end is announced.
const GRACE: Duration = Duration::from_secs(1);
/// How long to wait when the system has no more sockets to give.
const ACCEPT_PAUSE: Duration = Duration::from_millis(50);

/// Serves until `stop` changes or its sender is gone; then ends every connection.
pub(super) async fn serve(
    listener: TcpListener,
    service: Arc<Service>,
    mut stop: watch::Receiver<bool>,
) {
    let permits = Arc::new(Semaphore::new(MOST_CONNECTIONS));
    // Dropped with this future, and every connection with it.
    let mut connections = JoinSet::new();
    while let First::Right(accepted) = first(stop.changed(), accept(&listener, &permits)).await {
        while connections.try_join_next().is_some() {}
        let Some((stream, permit)) = accepted else { continue };
        let (service, stop) = (Arc::clone(&service), stop.clone());
        connections.spawn(async move {
            connection(stream, service, stop).await;
            drop(permit);
        });
    }
    drop(listener);
    let ended = async { while connections.join_next().await.is_some() {} };
    if time::timeout(GRACE, ended).await.is_err() {
        connections.shutdown().await;
    }
}

/// The next connection, once there is room for it; `None` where the system has nothing to give.
async fn accept(
    listener: &TcpListener,
    permits: &Arc<Semaphore>,
) -> Option<(TcpStream, OwnedSemaphorePermit)> {
    let permit = Arc::clone(permits).acquire_owned().await.ok()?;
    match listener.accept().await {
        Ok((stream, _)) => Some((stream, permit)),
        Err(_) => {
            time::sleep(ACCEPT_PAUSE).await;
            None
        }
    }
}

async fn connection(stream: TcpStream, service: Arc<Service>, mut stop: watch::Receiver<bool>) {
    // Answers are small and written once; waiting to fill a segment would only slow them down.
    let _ = stream.set_nodelay(true);
    let handler = service_fn(|request| {
        let service = Arc::clone(&service);
        async move { Ok::<_, Infallible>(answer(&service, request).await) }
    });
    let connection = http1::Builder::new()
        .timer(TokioTimer::new())
        .header_read_timeout(HEAD_TIMEOUT)
        .max_buf_size(LARGEST_HEAD)
        .serve_connection(TokioIo::new(stream), handler);
    let mut connection = pin!(connection);
    // What a broken client does to its own connection is no error of the endpoint.
    if let First::Left(_) = first(stop.changed(), connection.as_mut()).await {
        connection.as_mut().graceful_shutdown();
        let _ = connection.await;
    }
}

/// Which of two futures was ready first.
enum First<L, R> {
    Left(L),
    Right(R),
}

/// Waits for either; where both are ready, for the left one.
async fn first<L, R>(left: impl Future<Output = L>, right: impl Future<Output = R>) -> First<L, R> {
    let (mut left, mut right) = (pin!(left), pin!(right));
    poll_fn(|context| {
        if let Poll::Ready(value) = left.as_mut().poll(context) {
            return Poll::Ready(First::Left(value));
        }
        right.as_mut().poll(context).map(First::Right)
    })
    .await
}

async fn answer(service: &Service, request: Request<Body>) -> Response<Full<Bytes>> {
    let (head, body) = request.into_parts();
    let body = receive(body).await;
    let answer = service.respond(&Incoming {
        method: &head.method,
        uri: &head.uri,
        headers: &head.headers,
        body: body.as_deref().map_err(Clone::clone),
    });
    let mut response = Response::new(Full::from(answer.to_string()));
    response.headers_mut().insert(CONTENT_TYPE, HeaderValue::from_static("application/json"));
    if let Some(date) = http_date(service) {
        response.headers_mut().insert(DATE, date);
    }
    response
}

async fn receive(body: Body) -> Result<Bytes, Refusal> {
    let too_large =
        || Refusal::new("RequestSizeLimitExceeded", "The body must not be larger than 10 MB.");
    // An announced length is judged at once, any other while it comes in.
    if body.size_hint().lower() > LARGEST_BODY as u64 {
        return Err(too_large());
    }
    match time::timeout(BODY_TIMEOUT, Limited::new(body, LARGEST_BODY).collect()).await {
        Ok(Ok(whole)) => Ok(whole.to_bytes()),
        Ok(Err(error)) if error.is::<LengthLimitError>() => Err(too_large()),
        Ok(Err(_)) | Err(_) => {
            Err(Refusal::new("InvalidRequest", "The body did not arrive in full."))
        }
    }
}

/// The endpoint's own clock: a client that corrects its clock must see the one that judges it.
fn http_date(service: &Service) -> Option<HeaderValue> {
    let now = Timestamp::try_from((service.now)()).ok()?;
    HeaderValue::try_from(now.strftime("%a, %d %b %Y %H:%M:%S GMT").to_string()).ok()
}
