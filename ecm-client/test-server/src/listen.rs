//! Accepts connections on a loopback socket, within limits, and leaves none behind.

use std::sync::Arc;
use std::time::Duration;

use tokio::net::{TcpListener, TcpStream};
use tokio::sync::{OwnedSemaphorePermit, Semaphore, watch};
use tokio::task::JoinSet;
use tokio::time;

use super::connection;
use super::race::{Either, race};
use super::service::Service;

/// Connections served at a time; more wait to be accepted.
const MAX_CONNECTIONS: usize = 256;
/// Time for requests in progress after the stop is announced.
const GRACE: Duration = Duration::from_secs(1);
/// Pause when the system has no more sockets to give.
const ACCEPT_PAUSE: Duration = Duration::from_millis(50);

/// Serves until `stop` changes or its sender is gone, then ends every connection.
pub(super) async fn serve(
    listener: TcpListener,
    service: Arc<Service>,
    mut stop: watch::Receiver<bool>,
) {
    let permits = Arc::new(Semaphore::new(MAX_CONNECTIONS));
    // Dropped with this future, and every connection with it.
    let mut connections = JoinSet::new();
    while let Either::Right(accepted) = race(stop.changed(), accept(&listener, &permits)).await {
        while connections.try_join_next().is_some() {}
        let Some((stream, permit)) = accepted else { continue };
        let (service, stop) = (Arc::clone(&service), stop.clone());
        connections.spawn(async move {
            let open = OpenConnection { number: service.ledger.opened(), service: &service };
            connection::serve(stream, open.number, &service, stop).await;
            drop((open, permit));
        });
    }
    drop(listener);
    let ended = async { while connections.join_next().await.is_some() {} };
    if time::timeout(GRACE, ended).await.is_err() {
        connections.shutdown().await;
    }
}

/// Connection in the ledger, marked as closed there however it ends.
struct OpenConnection<'s> {
    number: u64,
    service: &'s Service,
}

impl Drop for OpenConnection<'_> {
    fn drop(&mut self) {
        self.service.ledger.closed();
    }
}

/// Accepts the next connection once there is room for it; `None` if the system refuses.
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
